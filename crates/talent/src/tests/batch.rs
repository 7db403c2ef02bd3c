//! Batches from the records to the bank.

use cases::CaseFile;
use vocabulary::{Role, day};

use super::{LATER, Office, TODAY, transfer};
use crate::{
    BATCH_OBJECTIONS, BATCHES, ITEMS, PAYEES, batch::pages::payment_rows, objection::procedure::Objection, reconcile,
};

#[tokio::test]
async fn what_is_owed_is_drawn_up_checked_made_public_paid_and_reconciled() {
    for fresh in testkit::databases().await {
        let office = Office::open(fresh).await;
        let batch = office.draws_up("2022-05-01").await.unwrap();
        let file = office.file(&BATCHES, batch).await;
        // March to May of the master, May of the doctor.
        assert_eq!((file.number("people"), file.number("amount")), (Some(2), Some(750_000)));
        assert_eq!((file.text("number"), file.name()), ("FF2022-001", "人才生活补贴（算到2022年5月）"));
        assert!(office.draws_up("2022-05-01").await.is_err(), "what one batch pays no other does");
        office.does((Role::Officer, TODAY), batch, "Submit", &[]).await;
        office.does((Role::Head, TODAY), batch, "Check", &[]).await;
        office.does((Role::Leader, TODAY), batch, "Approve", &[]).await;
        assert_eq!(office.does((Role::Officer, TODAY), batch, "Publish", &[]).await, "公示中");
        let told = office.refusal((Role::Officer, day!(2022, 6, 9)), batch, "Clear", &[]).await;
        assert!(told.contains("公示到 2022-06-09 才满"), "{told}");
        office.does((Role::Officer, LATER), batch, "Clear", &[]).await;
        let rows = payment_rows(office.db().reader(), &office.file(&BATCHES, batch).await).await.unwrap();
        let told: Vec<(&str, i64)> = rows.iter().map(|row| (row.texts[0].as_str(), row.amount.fen())).collect();
        assert_eq!(told, [("王某甲", 450_000), ("李某乙", 300_000)], "one payment a person");
        assert!(
            rows.iter().all(|row| row.texts[1].len() == 19 && row.texts[1].chars().all(|digit| digit.is_ascii_digit()))
        );
        assert_eq!(office.does((Role::Finance, LATER), batch, "Pay", &transfer("支付 1")).await, "已发放");
        let line = |month: &str, amount| (month.to_owned(), "发放".to_owned(), amount);
        let expected = [
            line("2022-03-01", 1_500),
            line("2022-04-01", 1_500),
            line("2022-05-01", 1_500),
            line("2022-05-01", 3_000),
        ];
        assert_eq!(office.ledger().await, expected);
        let wrong = [("payments", "2"), ("by_bank", "0.74"), ("minutes", "回单"), ("held_on", "2022-06-10")];
        let error = office.tries::<super::Batch>((Role::Finance, LATER), batch, "Reconcile", &wrong).await.unwrap_err();
        assert!(error.to_string().contains("批次合计 0.75 万元，银行回单 0.74 万元"), "{error}");
        let right = [("payments", "2"), ("by_bank", "0.75"), ("minutes", "回单"), ("held_on", "2022-06-10")];
        assert_eq!(office.does((Role::Finance, LATER), batch, "Reconcile", &right).await, "已对账");
        assert_eq!(reconcile(office.db().reader(), LATER).await.unwrap(), Default::default());
    }
}

#[tokio::test]
async fn whoever_gains_a_degree_late_gets_the_rest_and_nothing_is_paid_twice() {
    for fresh in testkit::databases().await {
        let office = Office::open(fresh).await;
        office.paid("2022-05-01").await;
        office.rises("2022-03-20").await;
        let told = reconcile(office.db().reader(), TODAY).await.unwrap();
        let short = |month: &str| format!("2022年{month} 样0001 应发 3,000.00 元，实发 1,500.00 元，少发 1,500.00 元");
        assert_eq!(told.wrong, [short("4月"), short("5月")]);
        office.draws_up("2022-05-01").await.unwrap();
        let told = reconcile(office.db().reader(), TODAY).await.unwrap();
        assert_eq!(
            told.under_way,
            [format!("{}，发放批次在办", short("4月")), format!("{}，发放批次在办", short("5月"))]
        );
        assert!(told.wrong.is_empty());
        let items = office.all(&ITEMS).await;
        let more: Vec<&CaseFile> = items.iter().filter(|item| item.text("kind") == "补发").collect();
        assert_eq!(more.len(), 2, "the rest of April and May");
    }
}

#[tokio::test]
async fn records_that_change_after_the_list_send_it_back() {
    for fresh in testkit::databases().await {
        let office = Office::open(fresh).await;
        let batch = office.published("2022-05-01").await;
        office.does((Role::Officer, LATER), batch, "Clear", &[]).await;
        office.stops(office.master, "2022-03-31").await;
        let told = office.refusal((Role::Finance, LATER), batch, "Pay", &transfer("支付1")).await;
        assert!(told.contains("样0001 的应发金额已和编制时不同"), "{told}");
        assert!(office.ledger().await.is_empty());
        let reason = [("reason", "有人离职")];
        assert_eq!(office.does((Role::Finance, LATER), batch, "SendBack", &reason).await, "编制");
        office.does((Role::Officer, LATER), batch, "Recompute", &[]).await;
        let file = office.file(&BATCHES, batch).await;
        assert_eq!((file.number("people"), file.number("amount")), (Some(2), Some(450_000)), "March, and the doctor");
        assert!(!file.has("approved_by") && !file.has("notice_until"));
    }
}

#[tokio::test]
async fn one_person_does_not_draw_up_and_approve_and_nobody_is_paid_without_an_account() {
    for fresh in testkit::databases().await {
        let office = Office::open(fresh).await;
        let batch = office.draws_up("2022-05-01").await.unwrap();
        let payee = office.all(&PAYEES).await[1].id();
        listing::records::remove(office.db(), "测试", &PAYEES, payee).await.unwrap();
        let told = office.refusal((Role::Officer, TODAY), batch, "Submit", &[]).await;
        assert!(told.contains("样0002 没有收款账户"), "{told}");
        let person = format!("#{}", office.doctor);
        let card = (0..10)
            .map(|check| format!("622202020011223345{check}"))
            .find(|card| vocabulary::BankCard::parse(card).is_ok());
        let typed = [
            ("person", person.as_str()),
            ("account_name", "李某乙"),
            ("card", card.as_deref().unwrap()),
            ("bank", "某银行"),
        ];
        office.bureau.add(&PAYEES, &typed).await;
        office.does((Role::Officer, TODAY), batch, "Submit", &[]).await;
        let mut same = office.of(Role::Head);
        same.name = office.of(Role::Officer).name;
        let asked = cases::Asked { who: &same, id: batch, step: "Check", typed: &[], seen: None, today: TODAY };
        let error = cases::take::<super::Batch>(office.db(), &asked).await.unwrap_err();
        assert!(error.to_string().contains("不相容岗位分离"), "{error}");
        assert!(office.tries::<super::Batch>((Role::Officer, TODAY), batch, "Check", &[]).await.is_err(), "not theirs");
    }
}

#[tokio::test]
async fn an_objection_holds_the_batch_until_it_is_decided() {
    for fresh in testkit::databases().await {
        let office = Office::open(fresh).await;
        let batch = office.published("2022-05-01").await;
        let of_batch = format!("#{batch}");
        let typed = super::pairs(&[
            ("batch", &of_batch),
            ("objector", "某某"),
            ("raised_on", "2022-06-02"),
            ("content", "金额不对"),
        ]);
        let objection =
            cases::begin::<Objection>(office.db(), &office.of(Role::Officer), &typed, day!(2022, 6, 2)).await.unwrap();
        let told = office.refusal((Role::Officer, LATER), batch, "Clear", &[]).await;
        assert!(told.contains("异议 FY2022-001 还没有办结"), "{told}");
        let finding = [("finding", "属实")];
        office.tries::<Objection>((Role::Head, LATER), objection, "Uphold", &finding).await.unwrap();
        assert!(office.file(&BATCH_OBJECTIONS, objection).await.has("closed_on"));
        let told = office.refusal((Role::Officer, LATER), batch, "Clear", &[]).await;
        assert!(told.contains("已成立"), "{told}");
        office.does((Role::Head, LATER), batch, "SendBack", &[("reason", "异议成立")]).await;
        for (role, step) in
            [(Role::Officer, "Submit"), (Role::Head, "Check"), (Role::Leader, "Approve"), (Role::Officer, "Publish")]
        {
            office.does((role, LATER), batch, step, &[]).await;
        }
        assert_eq!(
            office.does((Role::Officer, day!(2022, 6, 20)), batch, "Clear", &[]).await,
            "待发放",
            "a new notice"
        );
    }
}

#[tokio::test]
async fn nobody_knows_what_will_be_owed_the_month_after_next() {
    let office = Office::open(testkit::sqlite()).await;
    assert!(office.draws_up("2022-07-01").await.is_ok());
    let error = office.draws_up("2022-08-01").await.unwrap_err();
    assert!(error.to_string().contains("最晚算到下个月（2022-07）"), "{error}");
}
