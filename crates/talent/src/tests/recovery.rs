//! What was paid too much comes back, and the payment stays as it was.

use cases::begin;
use storage::{Error, Result};
use vocabulary::{Role, day};

use super::{LATER, Office, TODAY, pairs};
use crate::{ALLOWANCES, RECOVERIES, reconcile, recovery::procedure::Recovery};

async fn asks_back(office: &Office, allowance: i64, amount: &str) -> Result<i64> {
    let allowance = format!("#{allowance}");
    let typed = pairs(&[("allowance", &allowance), ("amount", amount), ("grounds", "4 月 20 日离职")]);
    begin::<Recovery>(office.db(), &office.of(Role::Officer), &typed, LATER).await
}

#[tokio::test]
async fn what_was_paid_after_somebody_left_is_found_asked_back_and_settled() {
    for fresh in testkit::databases().await {
        let office = Office::open(fresh).await;
        office.paid("2022-05-01").await;
        assert!(reconcile(office.db().reader(), LATER).await.unwrap().wrong.is_empty());
        office.stops(office.master, "2022-04-20").await;
        let sentence = "2022年5月 样0001 应发 0.00 元，实发 1,500.00 元，多发 1,500.00 元";
        assert_eq!(reconcile(office.db().reader(), LATER).await.unwrap().wrong, [sentence]);
        let lines = office.all(&ALLOWANCES).await;
        let of = |month: &str| {
            let mine = |line: &&cases::CaseFile| {
                line.number("person") == Some(office.master) && line.text("month_from") == month
            };
            lines.iter().find(mine).unwrap().id()
        };
        let (april, may) = (of("2022-04-01"), of("2022-05-01"));
        for (line, amount) in [(april, "1500"), (may, "1500.01")] {
            let error = asks_back(&office, line, amount).await.unwrap_err();
            assert!(matches!(&error, Error::Invalid(problems) if problems[0].place == "amount"), "{error}");
        }
        let recovery = asks_back(&office, may, "1500").await.unwrap();
        assert!(asks_back(&office, may, "1").await.is_err(), "no more than was too much, all together");
        let told = reconcile(office.db().reader(), LATER).await.unwrap();
        assert_eq!((told.wrong.len(), told.under_way), (0, vec![format!("{sentence}，追回在办")]));
        let early = [("voucher", "退1"), ("minutes", "进账单"), ("held_on", "2022-06-09")];
        let error = office.tries::<Recovery>((Role::Finance, LATER), recovery, "TakeBack", &early).await.unwrap_err();
        assert!(error.to_string().contains("退回日期应在发放日期 2022-06-10 以后"), "{error}");
        let form = [("voucher", "退1"), ("minutes", "进账单"), ("held_on", "2022-06-15")];
        office.tries::<Recovery>((Role::Finance, day!(2022, 6, 15)), recovery, "TakeBack", &form).await.unwrap();
        assert_eq!(reconcile(office.db().reader(), LATER).await.unwrap(), Default::default());
        assert_eq!(office.file(&ALLOWANCES, may).await.number("amount"), Some(150_000), "the payment stays");
        assert_eq!(office.file(&RECOVERIES, recovery).await.text("stage"), "已退回");
        assert!(office.draws_up("2022-05-01").await.is_err(), "what came back is owed to nobody");
    }
}

#[tokio::test]
async fn a_payment_nobody_was_due_is_named_by_number_and_month() {
    for fresh in testkit::databases().await {
        let office = Office::open(fresh).await;
        office.paid("2022-05-01").await;
        let (person, standard) = (format!("#{}", office.doctor), format!("#{}", office.of_master));
        let typed = [
            ("number", "手工1"),
            ("person", person.as_str()),
            ("standard", standard.as_str()),
            ("month_from", "2022-04-01"),
            ("kind", "发放"),
            ("amount", "1500.05"),
            ("paid_on", "2022-04-28"),
        ];
        office.bureau.add(&ALLOWANCES, &typed).await;
        let told = reconcile(office.db().reader(), TODAY).await.unwrap();
        assert_eq!(told.wrong, ["2022年4月 样0002 应发 0.00 元，实发 1,500.05 元，多发 1,500.05 元"]);
        let twice = listing::records::add(office.db(), "测试", &ALLOWANCES, &pairs(&typed)).await;
        assert!(matches!(twice, Err(Error::Invalid(_))), "one payment a month");
    }
}
