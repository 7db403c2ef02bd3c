//! Money of contracts: what a payment waits for, what it changes, and that nothing is paid twice.

use cases::CaseFile;
use storage::{Db, Deed, Result, Work};
use vocabulary::{Day, Money, day};

use super::{Project, refusal, wan};
use crate::{CONTRACTS, PAYMENT_PLANS, Paid, RECEIPTS, Returned, pay, payable, take_back};

struct Paying<'a> {
    db: &'a Db,
    line: i64,
    amount: Money,
    voucher: &'a str,
}

impl Deed for Paying<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let on = day!(2022, 6, 1);
        let paid = Paid { line: self.line, amount: self.amount, voucher: self.voucher, document: "财教 1", on };
        pay(work, self.db, &paid).await
    }
}

struct Returning<'a> {
    db: &'a Db,
    returned: Returned<'a>,
}

impl Deed for Returning<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        take_back(work, self.db, &self.returned).await
    }
}

impl Project {
    /// The line of a kind.
    pub(super) async fn line(&self, kind: &str) -> i64 {
        let lines = self.all(&PAYMENT_PLANS).await;
        lines.iter().find(|line| line.text("kind") == kind).map(CaseFile::id).unwrap()
    }

    /// Tries to pay from the line of a kind.
    pub(super) async fn tries_to_pay(&self, kind: &str, amount: Money, voucher: &str) -> Result<()> {
        let (db, line) = (&self.story.bureau.db, self.line(kind).await);
        db.write("某财务", &Paying { db, line, amount, voucher }).await
    }

    /// Pays from the line of a kind.
    pub(super) async fn pays(&self, kind: &str, amount: Money, voucher: &str) {
        self.tries_to_pay(kind, amount, voucher).await.unwrap();
    }

    /// Takes money back that was paid from the first line.
    async fn takes_back(&self, amount: Money, voucher: &str, settles: Option<Money>) -> Result<()> {
        let (db, line) = (&self.story.bureau.db, self.line("首拨").await);
        db.write("某财务", &Returning { db, returned: Returned { line, amount, voucher, settles } }).await
    }

    async fn waits(&self, kind: &str, today: Day) -> (Option<String>, Option<&'static str>) {
        let found = payable(self.story.bureau.db.reader(), self.line(kind).await, today).await.unwrap();
        (found.stopped, found.waits_for)
    }
}

#[tokio::test]
async fn a_payment_waits_for_the_signature_and_the_last_one_for_the_acceptance() {
    for fresh in testkit::databases().await {
        let project = Project::approved(fresh, 50).await;
        project.filled_in(50).await;
        let today = day!(2022, 6, 1);
        assert_eq!(project.waits("首拨", today).await, (Some("任务书还没有签订".to_owned()), None));
        project.write(&CONTRACTS, project.contract, vec![("stage", "实施中".into())]).await;
        assert_eq!(project.waits("首拨", today).await, (None, None));
        assert_eq!(project.waits("验收尾款", today).await, (None, Some("通过验收")));
        project.plan("3", "中期拨款", 1).await;
        assert_eq!(project.waits("中期拨款", today).await, (None, Some("通过中期检查")));
        let failed = vec![("stage", "待归档".into()), ("outcome", "不通过".into())];
        project.write(&CONTRACTS, project.contract, failed).await;
        assert_eq!(project.waits("验收尾款", today).await, (None, Some("通过验收")));
        project.write(&CONTRACTS, project.contract, vec![("outcome", "整改后通过".into())]).await;
        assert_eq!(project.waits("验收尾款", today).await, (None, None));
        project.write(&CONTRACTS, project.contract, vec![("stage", "已终止".into())]).await;
        assert_eq!(project.waits("首拨", today).await.0.as_deref(), Some("项目已终止"));
    }
}

#[tokio::test]
async fn a_line_is_paid_once_and_what_arrived_follows_what_was_paid() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 50).await;
        project.pays("首拨", wan(20), "支 1").await;
        let told = refusal(project.tries_to_pay("首拨", wan(11), "支 2").await);
        assert!(told.starts_with("拨款计划“1 首拨”的已拨付将为 310,000.00 元，应在 0 到 300,000.00 元之间"), "{told}");
        assert!(project.tries_to_pay("首拨", wan(1), "支 1").await.is_err(), "a voucher was used twice");
        project.pays("首拨", wan(10), "支 2").await;
        let receipts = project.all(&RECEIPTS).await;
        assert_eq!(receipts.iter().map(|one| one.text("kind")).collect::<Vec<_>>(), ["首拨", "首拨"]);

        assert!(project.takes_back(wan(31), "支 1", None).await.is_err(), "more came back than had been paid");
        project.takes_back(wan(10), "支 2", None).await.unwrap();
        project.takes_back(wan(5), "支 1", None).await.unwrap();
        let contract = project.file(&CONTRACTS, project.contract).await;
        assert_eq!((contract.money("paid"), contract.has("recovered")), (Some(wan(15)), false));
        let arrived: Vec<_> = project.all(&RECEIPTS).await.iter().map(|one| one.money("amount")).collect();
        assert_eq!(arrived, [Some(wan(15))]);
    }
}

#[tokio::test]
async fn what_an_ended_project_owes_is_settled_step_by_step() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 50).await;
        project.pays("首拨", wan(30), "支 1").await;
        project.write(&CONTRACTS, project.contract, vec![("returned", wan(31).fen().into())]).await;
        project.takes_back(wan(10), "支 1", Some(wan(10))).await.unwrap();
        let told = refusal(project.takes_back(wan(20), "支 1", Some(wan(22))).await);
        assert!(told.starts_with("累计退回 320,000.00 元，超过应退回的 310,000.00 元"), "{told}");
        project.takes_back(wan(20), "支 1", Some(wan(21))).await.unwrap();
        let contract = project.file(&CONTRACTS, project.contract).await;
        assert_eq!((contract.money("paid"), contract.money("recovered")), (Some(Money::ZERO), Some(wan(31))));
    }
}

#[tokio::test]
async fn the_tables_themselves_hold_that_no_more_is_paid_than_planned_granted_and_budgeted() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 50).await;
        let url = project.story.bureau.fresh.url.clone();
        for statement in [
            "UPDATE contract SET paid = planned + 1",
            "UPDATE contract SET planned = granted + 1",
            "UPDATE contract SET granted = budget + 1",
            "UPDATE payment_plan SET paid = amount + 1",
        ] {
            let url = url.clone();
            let tried = tokio::spawn(async move { testkit::tamper(&url, statement).await }).await;
            assert!(tried.is_err(), "{statement} was let through");
        }
    }
}

#[tokio::test]
async fn nothing_is_paid_to_a_unit_while_it_is_barred_for_dishonesty() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 50).await;
        let firm = format!("#{}", project.story.firm);
        let entry = [
            ("name", "甲陶瓷公司"),
            ("unit", firm.as_str()),
            ("kind", "弄虚作假"),
            ("decision", "科监〔2022〕1号"),
            ("decided_by", "省科技厅"),
            ("starts_on", "2022-06-01"),
            ("ends_on", "2025-05-31"),
            ("scope", "申报和承担项目"),
        ];
        project.story.bureau.add(&crate::DISHONESTY, &entry).await;
        let line = project.line("首拨").await;
        let barred = async |today| payable(project.story.bureau.db.reader(), line, today).await.unwrap().barred;
        assert_eq!(barred(day!(2022, 5, 31)).await, None);
        let told = "“甲陶瓷公司”在失信惩戒期内（科监〔2022〕1号，至 2025-05-31）";
        assert_eq!(barred(day!(2022, 6, 1)).await.as_deref(), Some(told));
        assert_eq!(barred(day!(2025, 6, 1)).await, None);
    }
}
