//! A request from the unit to the voucher, and back.

use expect_test::expect;
use projects::{CONTRACTS, PAYMENT_PLANS, RECEIPTS};
use storage::Error;
use vocabulary::Role;

use super::{Treasury, transfer, wan};
use crate::{APPROPRIATIONS, BUDGETS, PAYMENT_REQUESTS, PAYMENTS, reconcile};

#[tokio::test]
async fn money_is_paid_through_every_hand_and_stands_in_every_book() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let request = treasury.approved(treasury.first, "30").await;
        treasury.pays(request, "支 1").await;
        let paid = treasury.file(&PAYMENT_REQUESTS, request).await;
        let hands = ["checked_by", "audited_by", "approved_by", "voucher", "paid_on"].map(|column| paid.text(column));
        assert_eq!(hands, ["某科室经办", "某财务", "某局领导", "支1", "2022-06-01"]);
        let lines = treasury.all(&PAYMENTS).await;
        let told: Vec<_> =
            lines.iter().map(|line| [line.text("number"), line.linked("payee"), line.text("note")]).collect();
        assert_eq!(told, [["支1", "甲陶瓷公司", "RW2022-001 第 1 笔 首拨"]]);
        let arrived = treasury.all(&RECEIPTS).await;
        let told: Vec<_> =
            arrived.iter().map(|one| (one.text("source"), one.text("kind"), one.money("amount"))).collect();
        assert_eq!(told, [("区级", "首拨", Some(wan(30)))]);
        assert_eq!(treasury.file(&CONTRACTS, treasury.contract).await.money("paid"), Some(wan(30)));
        assert_eq!(treasury.file(&PAYMENT_PLANS, treasury.first).await.money("paid"), Some(wan(30)));
        let appropriation = treasury.file(&APPROPRIATIONS, treasury.appropriation).await;
        let balance = (appropriation.money("paid"), appropriation.money("unspent"), appropriation.text("lapses_on"));
        assert_eq!(balance, (Some(wan(30)), Some(wan(10)), "2024-01-01"));
        assert_eq!(reconcile(treasury.db().reader()).await.unwrap(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn everything_that_stands_in_the_way_is_told_at_once() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let request = treasury.asks(treasury.last, "21").await;
        let blank = vec![("account_name", storage::Value::Null), ("stage", "待签订".into())];
        treasury.write(&CONTRACTS, treasury.contract, blank).await;
        expect![[r#"
            任务书还没有签订。现在不能支付
            验收尾款要在项目通过验收以后支付。请等通过以后再申请
            任务书没有填写收款户名。请先办理“收款账户”变更
            这笔款还有 20 万元没有拨付，其中 0 万元已有别的申请在办。请改小金额，或等别的申请办结"#]]
        .assert_eq(&treasury.refusal(&treasury.unit(), request, "Submit", &[]).await);
    }
}

#[tokio::test]
async fn what_is_sent_back_voids_what_was_agreed_before() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let request = treasury.approved(treasury.first, "30").await;
        let reason = [("reason", "账户有误")];
        assert_eq!(treasury.does(&treasury.of(Role::Finance), request, "SendBack", &reason).await, "已退回");
        let back = treasury.file(&PAYMENT_REQUESTS, request).await;
        assert!(["checked_by", "audited_by", "approved_by", "appropriation"].iter().all(|column| !back.has(column)));
        let finance = treasury.of(Role::Finance);
        assert!(treasury.tries(&finance, request, "Pay", &transfer("支 1")).await.is_err());
        treasury.does(&treasury.unit(), request, "Submit", &[]).await;
        let second = treasury.asks(treasury.first, "1").await;
        let told = treasury.refusal(&treasury.unit(), second, "Submit", &[]).await;
        assert_eq!(told, "这笔款还有 30 万元没有拨付，其中 30 万元已有别的申请在办。请改小金额，或等别的申请办结");
        let officer = treasury.of(Role::Officer);
        treasury.does(&officer, request, "SendBack", &[("reason", "不用了")]).await;
        assert_eq!(treasury.does(&treasury.unit(), request, "Cancel", &[("reason", "不用了")]).await, "已作废");
        treasury.does(&treasury.unit(), second, "Submit", &[]).await;
    }
}

#[tokio::test]
async fn one_person_does_not_act_for_two_sides() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let request = treasury.asks(treasury.first, "30").await;
        treasury.does(&treasury.unit(), request, "Submit", &[]).await;
        treasury.does(&treasury.of(Role::Officer), request, "Check", &[]).await;
        let same = web::Who { name: "某科室经办".to_owned(), ..treasury.of(Role::Finance) };
        let told = treasury.refusal(&same, request, "Audit", &[("appropriation", "财教〔2022〕1号")]).await;
        assert_eq!(told, "您已用另一个岗位办理过这件申请，不能再办这一步（不相容岗位分离）。请换另一位同事办理");
    }
}

#[tokio::test]
async fn an_appropriation_must_exist_be_for_projects_and_suffice() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let request = treasury.asks(treasury.first, "30").await;
        treasury.does(&treasury.unit(), request, "Submit", &[]).await;
        treasury.does(&treasury.of(Role::Officer), request, "Check", &[]).await;
        let finance = treasury.of(Role::Finance);
        treasury.write(&APPROPRIATIONS, treasury.appropriation, vec![("amount", wan(29).fen().into())]).await;
        for (number, why) in [
            ("财教〔2022〕9号", "没有文号为“财教〔2022〕9号”的指标，请核对“预算指标”"),
            ("财教〔2022〕2号", "指标 财教〔2022〕2号 的用途是“科技专项经费：科普活动”，不能用于项目资助（专款专用）"),
            ("财教〔2022〕1号", "指标 财教〔2022〕1号 只剩 29 万元，不够支付 30 万元"),
        ] {
            match treasury.tries(&finance, request, "Audit", &[("appropriation", number)]).await {
                Err(Error::Invalid(problems)) => assert_eq!(problems[0].sentence, why),
                other => panic!("{number}: {other:?}"),
            }
        }
        treasury.write(&APPROPRIATIONS, treasury.appropriation, vec![("amount", wan(30).fen().into())]).await;
        treasury.does(&finance, request, "Audit", &[("appropriation", "财教〔2022〕1号")]).await;
        treasury.write(&APPROPRIATIONS, treasury.appropriation, vec![("amount", wan(20).fen().into())]).await;
        treasury.write(&BUDGETS, 1, vec![("amount", wan(50).fen().into())]).await;
        expect![[r#"
            指标 财教〔2022〕1号 只剩 20 万元，不够支付 30 万元。请退回，由财务改用别的指标
            2022 年指标合计 60 万元，超过批准预算 50 万元。请先核对指标，或补录预算追加"#]]
        .assert_eq(&treasury.refusal(&treasury.of(Role::Leader), request, "Approve", &[]).await);
    }
}

#[tokio::test]
async fn a_payment_has_a_voucher_of_its_own_and_a_day_that_can_be() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let request = treasury.approved(treasury.first, "10").await;
        treasury.pays(request, "支 1").await;
        let other = treasury.approved(treasury.first, "10").await;
        let finance = treasury.of(Role::Finance);
        for (voucher, held_on, place) in
            [("支 1", "2022-06-01", "voucher"), ("支 2", "2022-06-02", "held_on"), ("支 2", "2022-04-19", "held_on")]
        {
            let typed = [("voucher", voucher), ("minutes", "用款计划"), ("held_on", held_on)];
            match treasury.tries(&finance, other, "Pay", &typed).await {
                Err(Error::Invalid(problems)) => assert_eq!(problems[0].place, place),
                tried => panic!("{voucher} {held_on}: {tried:?}"),
            }
        }
        assert_eq!(treasury.all(&PAYMENTS).await.len(), 1, "a payment that was refused left something behind");
    }
}

#[tokio::test]
async fn money_comes_back_as_a_line_below_zero_and_the_payment_stays_as_it_is() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let request = treasury.approved(treasury.first, "30").await;
        treasury.pays(request, "支 1").await;
        let owed = vec![("returned", wan(13).fen().into())];
        treasury.write(&CONTRACTS, treasury.contract, owed).await;
        let finance = treasury.of(Role::Finance);
        let back = |voucher, amount, interest| {
            let [voucher, minutes, held_on] = transfer(voucher);
            [voucher, minutes, held_on, ("amount", amount), ("interest", interest), ("reason", "项目终止")]
        };
        let tried = treasury.tries(&finance, request, "TakeBack", &back("退 1", "31", "")).await;
        assert!(matches!(tried, Err(Error::Invalid(_))), "{tried:?}");
        assert_eq!(treasury.does(&finance, request, "TakeBack", &back("退 1", "12", "1")).await, "已支付");
        let contract = treasury.file(&CONTRACTS, treasury.contract).await;
        assert_eq!((contract.money("paid"), contract.money("recovered")), (Some(wan(18)), Some(wan(13))));
        let told = treasury.refusal(&finance, request, "TakeBack", &back("退 2", "1", "")).await;
        assert!(told.starts_with("累计退回 140,000.00 元，超过应退回的 130,000.00 元"), "{told}");

        let undo = [transfer("冲 1").as_slice(), &[("reason", "账号有误，银行退票")]].concat();
        assert_eq!(treasury.does(&finance, request, "Reverse", &undo).await, "已冲销");
        let mut lines: Vec<_> = treasury.all(&PAYMENTS).await;
        lines.sort_by_key(cases::CaseFile::id);
        let told: Vec<_> =
            lines.iter().map(|line| (line.text("kind"), line.money("amount"), line.text("returns"))).collect();
        let below = |amount: i64| Some(wan(-amount));
        assert_eq!(told, [("拨付", Some(wan(30)), ""), ("退回", below(12), "支1"), ("退回", below(18), "支1")]);
        assert_eq!(lines[1].text("note"), "另缴孳息 10,000.00 元");
        assert!(treasury.all(&RECEIPTS).await.is_empty());
        assert_eq!(treasury.file(&APPROPRIATIONS, treasury.appropriation).await.money("unspent"), Some(wan(40)));
        assert_eq!(reconcile(treasury.db().reader()).await.unwrap(), Vec::<String>::new());
        let again = treasury.approved(treasury.first, "30").await;
        treasury.pays(again, "支 9").await;
    }
}

#[tokio::test]
async fn a_stranger_asks_for_nothing_and_learns_nothing() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let stranger = web::Who { unit: Some(treasury.stranger), ..treasury.unit() };
        let typed = super::pairs(&[("plan", &format!("#{}", treasury.first)), ("amount", "1")]);
        let tried = cases::begin::<super::Request>(treasury.db(), &stranger, &typed, super::TODAY).await;
        assert!(matches!(tried, Err(Error::Invalid(_))), "{tried:?}");
        let request = treasury.asks(treasury.first, "30").await;
        let tried = treasury.tries(&stranger, request, "Submit", &[]).await;
        assert!(matches!(tried, Err(Error::NotFound(_))), "{tried:?}");
    }
}
