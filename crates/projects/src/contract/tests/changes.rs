//! Changes of contracts: what each does, and what stands in the way.

use expect_test::expect;
use storage::Error;
use vocabulary::{Day, day};

use super::{Project, refusal, wan};
use crate::{CHANGES, CONTRACTS, INDICATORS, PROGRESS_REPORTS, PROJECTS, contract::Change};

/// The day on which most changes are asked for.
const ASKED: Day = day!(2023, 5, 8);

/// What is entered when a change is agreed.
const MEETING: &[(&str, &str)] = &[("minutes", "局长办公会 5 号"), ("held_on", "2023-05-15")];

impl Project {
    /// A change as the unit writes it, with its papers.
    async fn asks(&self, kind: &str, becomes: &str, more: &[(&str, &str)], today: Day) -> i64 {
        let mut typed = vec![("kind", kind), ("becomes", becomes), ("reason", "客观原因")];
        typed.extend(more);
        let change = self.begins::<Change>(&typed, today).await;
        self.hands_in(&CHANGES, change, &["变更证明材料", "经费支出明细或审计报告"]).await;
        change
    }

    /// A change that is agreed on 15 May 2023.
    async fn agrees(&self, kind: &str, becomes: &str, more: &[(&str, &str)]) -> i64 {
        let change = self.asks(kind, becomes, more, ASKED).await;
        self.story.does::<Change>(&self.unit, change, "Submit", &[], ASKED).await;
        self.story.does::<Change>(&self.officer, change, "Endorse", &[("improper", "1.5")], ASKED).await;
        let agreed = self.story.does::<Change>(&self.leader, change, "Agree", MEETING, day!(2023, 5, 16)).await;
        assert_eq!(agreed, "已同意");
        change
    }
}

#[tokio::test]
async fn an_extension_moves_the_end_once_and_the_first_end_stays_visible() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 50).await;
        let change = project.agrees("实施期限", "2025-03-31", &[]).await;
        let change = project.file(&CHANGES, change).await;
        let told = ["class", "was", "becomes", "decided_on"].map(|column| change.text(column));
        assert_eq!(told, ["延期", "2024-03-31", "2025-03-31", "2023-05-15"]);
        let contract = project.file(&CONTRACTS, project.contract).await;
        let told = ["ends_on", "first_ends_on", "overdue_from", "due_on", "first_due_on"];
        let told = told.map(|column| contract.text(column));
        assert_eq!(told, ["2025-03-31", "2024-03-31", "2025-07-01", "2025-06-30", "2024-06-30"]);
        assert_eq!(contract.number("extensions"), Some(1));
        assert_eq!(project.file(&PROJECTS, project.project).await.text("due_on"), "2025-03-31");
        let reports = project.all(&PROGRESS_REPORTS).await;
        let last = reports.last().map(|report| report.text("period").to_owned());
        assert_eq!((reports.len(), last.as_deref()), (5, Some("2024-04-01 至 2024-09-30")));

        let again = project.asks("实施期限", "2025-06-30", &[], day!(2025, 2, 3)).await;
        let tried = project.story.tries::<Change>(&project.unit, again, "Submit", &[], day!(2025, 2, 3)).await;
        expect![[r#"
            应在 2024-12-31 以前提出。期限已过，请按原任务书申请验收，或申请终止
            已经延期过一次。请按现在的期限完成，或申请终止
            2025-06-30 晚于 2025-03-31，延期超过了 12 个月。请改早“变更为”的日期"#]]
        .assert_eq(&refusal(tried));
    }
}

#[tokio::test]
async fn an_unclear_or_unfounded_change_is_told_everything_at_once() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 50).await;
        let lacking = project.begins::<Change>(&[("kind", "承担单位"), ("becomes", "丙公司")], ASKED).await;
        let tried = project.story.tries::<Change>(&project.unit, lacking, "Submit", &[], ASKED).await;
        expect![[r#"
            单位库中没有“丙公司”，请填写全称或统一社会信用代码。请修改“变更为”
            没有写理由。请在申请中填写理由
            还缺变更证明材料。请上传后再提交"#]]
        .assert_eq(&refusal(tried));
        for (kind, becomes, why) in [
            ("目标指标", "专利：3", "任务书没有指标“专利”，只有发明专利、新增产值"),
            ("目标指标", "发明专利 3", "“发明专利 3”请按“指标名称：数值”填写"),
            ("预算总额", "40", "总预算不能低于批准资助 50 万元"),
            ("实施期限", "2024-03-31", "完成期限本来就是 2024-03-31"),
            ("实施期限", "明年", "日期“明年”无法识别"),
            ("收款账户", "乙陶瓷公司；360501234567；某银行", "户名“乙陶瓷公司”不是承担单位“甲陶瓷公司”"),
            ("负责人", "王某", "负责人本来就是王某"),
        ] {
            let change = project.asks(kind, becomes, &[], ASKED).await;
            let told = refusal(project.story.tries::<Change>(&project.unit, change, "Submit", &[], ASKED).await);
            assert!(told.starts_with(why), "{kind} {becomes}: {told}");
        }
    }
}

#[tokio::test]
async fn what_is_agreed_is_changed_in_the_contract_and_in_the_project() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 50).await;
        project.agrees("负责人", "李某", &[]).await;
        project.agrees("预算总额", "320 万元", &[]).await;
        let targets = project.agrees("目标指标", "发明专利：4；新增产值：1800.5", &[]).await;
        let draft = project.asks("项目组成员", "赵某加入", &[], ASKED).await;
        project.agrees("承担单位", "乙陶瓷公司", &[]).await;
        let contract = project.file(&CONTRACTS, project.contract).await;
        assert_eq!((contract.text("leader"), contract.money("budget")), ("李某", Some(wan(320))));
        assert_eq!((contract.linked("unit"), contract.text("account_name")), ("乙陶瓷公司", ""));
        let record = project.file(&PROJECTS, project.project).await;
        assert_eq!(
            (record.text("leader"), record.linked("unit"), record.money("budget")),
            ("李某", "乙陶瓷公司", Some(wan(320)))
        );
        assert_eq!(project.file(&CHANGES, targets).await.text("was"), "发明专利：5；新增产值：2000");
        let agreed: Vec<_> = project.all(&INDICATORS).await.iter().map(|one| one.number("agreed")).collect();
        assert_eq!(agreed, [Some(400), Some(180_050)]);
        let told = refusal(project.story.tries::<Change>(&project.unit, draft, "Submit", &[], ASKED).await);
        assert_eq!(told, "任务书不属于申请单位。请从本单位的任务书页面重新申请");
    }
}

#[tokio::test]
async fn a_weighty_change_is_for_the_head_and_a_small_one_is_filed() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 50).await;
        let Project { story, unit, officer, head, .. } = &project;
        let major = project.asks("负责人", "李某", &[], ASKED).await;
        story.does::<Change>(unit, major, "Submit", &[], ASKED).await;
        let other = project.asks("参与单位", "乙陶瓷公司承担中试，20 万元", &[], ASKED).await;
        let told = refusal(story.tries::<Change>(unit, other, "Submit", &[], ASKED).await);
        assert_eq!(told, "这份任务书还有 1 件变更申请没有办结。请等它办结后再提交");
        story.does::<Change>(officer, major, "Endorse", &[], ASKED).await;
        let told = refusal(story.tries::<Change>(head, major, "Agree", MEETING, day!(2023, 5, 16)).await);
        assert_eq!(told, "重大变更由局领导审批。请等局领导审批");
        story.does::<Change>(head, major, "Refuse", &[("reason", "不必要")], ASKED).await;
        story.does::<Change>(unit, other, "Submit", &[], ASKED).await;
        story.does::<Change>(officer, other, "Endorse", &[], ASKED).await;
        story.does::<Change>(head, other, "Agree", MEETING, day!(2023, 5, 16)).await;
        let contract = project.file(&CONTRACTS, project.contract).await;
        assert_eq!(contract.text("shares"), "乙陶瓷公司承担中试，20 万元");
        let small = project.asks("项目组成员", "赵某加入", &[], ASKED).await;
        story.does::<Change>(unit, small, "Submit", &[], ASKED).await;
        let told = refusal(story.tries::<Change>(officer, small, "Endorse", &[], ASKED).await);
        assert_eq!(told, "一般变更由单位决定。请用“备案”");
        assert_eq!(story.does::<Change>(officer, small, "File", &[], ASKED).await, "已备案");
    }
}

#[tokio::test]
async fn a_termination_stops_the_project_and_says_what_is_returned() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 50).await;
        project.pays("首拨", wan(30), "支 1").await;
        let told = project.asks("终止", "2023-05-31", &[("unspent", "31")], ASKED).await;
        let tried = project.story.tries::<Change>(&project.unit, told, "Submit", &[], ASKED).await;
        assert_eq!(refusal(tried), "未用经费超过了已拨付的 30 万元。请核对后修改");
        let change = project.agrees("终止", "2023-05-31", &[("unspent", "12")]).await;
        let change = project.file(&CHANGES, change).await;
        assert_eq!((change.text("class"), change.number("to_return")), ("终止", Some(13_500_000)));
        let contract = project.file(&CONTRACTS, project.contract).await;
        assert_eq!((contract.text("stage"), contract.money("returned")), ("已终止", change.money("to_return")));
        let record = project.file(&PROJECTS, project.project).await;
        assert_eq!((record.text("outcome"), record.text("closed_on")), ("终止", "2023-05-15"));
        assert!(project.all(&PROGRESS_REPORTS).await.iter().all(|report| report.text("stage") == "免报"));
    }
}

#[tokio::test]
async fn a_revocation_takes_everything_back_with_its_interest() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 50).await;
        project.pays("首拨", wan(30), "支 1").await;
        project.agrees("撤销", "2023-05-31", &[("interest", "0")]).await;
        let contract = project.file(&CONTRACTS, project.contract).await;
        assert_eq!((contract.text("stage"), contract.money("returned")), ("已撤销", Some(wan(30))));
    }
}

#[tokio::test]
async fn of_two_who_decide_at_once_only_one_does() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 50).await;
        let Project { story, unit, officer, head, leader, .. } = &project;
        let change = project.asks("参与单位", "乙陶瓷公司", &[], ASKED).await;
        story.does::<Change>(unit, change, "Submit", &[], ASKED).await;
        story.does::<Change>(officer, change, "Endorse", &[], ASKED).await;
        let decide = |who| {
            let asked =
                cases::Asked { who, id: change, step: "Refuse", typed: &[], seen: Some("待审批"), today: ASKED };
            let typed = crate::tests::pairs(&[("reason", "再议")]);
            let db = story.bureau.db.clone();
            async move { cases::take::<Change>(&db, &cases::Asked { typed: &typed, ..asked }).await }
        };
        let (one, other) = tokio::join!(decide(head), decide(leader));
        let refused: Vec<_> = [one, other].into_iter().filter_map(Result::err).collect();
        let [Error::Refused(told)] = refused.as_slice() else { panic!("{refused:?}") };
        assert!(told.contains("刚被别人办理过"), "{told}");
    }
}
