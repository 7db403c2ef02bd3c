//! Balances and what they are compared with.

use expect_test::expect;
use projects::{CONTRACTS, PAYMENT_PLANS};

use super::{Treasury, wan};
use crate::{APPROPRIATIONS, BUDGETS, PAYMENT_REQUESTS, PAYMENTS, reconcile, settle};

impl Treasury {
    /// A payment that came in by sheet.
    async fn brought_in(&self, number: &str, amount: &str, returns: &str) -> i64 {
        let payee = format!("#{}", self.firm);
        let typed = [
            ("number", number),
            ("appropriation", "财教〔2022〕1号"),
            ("payee", &payee),
            ("kind", if returns.is_empty() { "拨付" } else { "退回" }),
            ("purpose", "企业奖补"),
            ("paid_on", "2022-05-01"),
            ("amount", amount),
            ("returns", returns),
        ];
        self.bureau.add(&PAYMENTS, &typed).await
    }
}

#[tokio::test]
async fn payments_that_came_in_by_sheet_are_settled_and_leave_so_much_less() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        treasury.brought_in("支 7", "25", "").await;
        assert_eq!(settle(treasury.db(), "系统").await.unwrap(), 2);
        assert_eq!(settle(treasury.db(), "系统").await.unwrap(), 0, "nothing was new the second time");
        let appropriation = treasury.file(&APPROPRIATIONS, treasury.appropriation).await;
        assert_eq!((appropriation.money("paid"), appropriation.money("unspent")), (Some(wan(25)), Some(wan(15))));
        let request = treasury.asks(treasury.first, "16").await;
        treasury.does(&treasury.unit(), request, "Submit", &[]).await;
        treasury.does(&treasury.of(vocabulary::Role::Officer), request, "Check", &[]).await;
        let named = [("appropriation", "财教〔2022〕1号")];
        let tried = treasury.tries(&treasury.of(vocabulary::Role::Finance), request, "Audit", &named).await;
        assert!(tried.unwrap_err().to_string().contains("只剩 15 万元"));
    }
}

#[tokio::test]
async fn every_difference_between_the_books_is_told() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let request = treasury.approved(treasury.first, "30").await;
        treasury.pays(request, "支 1").await;
        assert!(reconcile(treasury.db().reader()).await.unwrap().is_empty());
        treasury.brought_in("支 7", "5", "").await;
        treasury.brought_in("退 7", "-6", "支 7").await;
        treasury.brought_in("退 8", "-1", "支 8").await;
        treasury.write(&PAYMENT_PLANS, treasury.first, vec![("paid", wan(29).fen().into())]).await;
        treasury.write(&CONTRACTS, treasury.contract, vec![("planned", wan(49).fen().into())]).await;
        treasury.write(&BUDGETS, 1, vec![("amount", wan(70).fen().into())]).await;
        treasury.write(&PAYMENT_REQUESTS, request, vec![("reversed", wan(1).fen().into())]).await;
        expect![[r#"
            指标 财教〔2022〕1号 的已支付记为 300,000.00 元，支付明细合计为 280,000.00 元
            2022 年已下达指标 800,000.00 元，超过批准预算 700,000.00 元
            凭证 支7 支付 50,000.00 元，却退回了 60,000.00 元
            退回的原凭证号 支8 不在支付明细中
            用款申请 YK2022-001 已退回记为 10,000.00 元，退回明细合计为 0.00 元
            任务书 RW2022-001 的已安排拨款记为 490,000.00 元，拨款计划合计为 500,000.00 元
            任务书 RW2022-001 的已拨付记为 300,000.00 元，拨款计划合计为 290,000.00 元"#]]
        .assert_eq(&reconcile(treasury.db().reader()).await.unwrap().join("\n"));
        treasury.brought_in("支 9", "20", "").await;
        let told = reconcile(treasury.db().reader()).await.unwrap();
        assert_eq!(told[0], "指标 财教〔2022〕1号 已支付 480,000.00 元，超过指标 400,000.00 元");
        assert_eq!(settle(treasury.db(), "系统").await.unwrap(), 1, "an overdrawn balance is not written down");
    }
}
