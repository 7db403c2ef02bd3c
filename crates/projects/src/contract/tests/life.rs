//! A project from its approval to the archive.

use expect_test::expect;
use storage::Error;
use vocabulary::day;

use super::{Project, refusal};
use crate::{
    ACCEPTANCES, CONTRACTS, MIDTERMS, PROGRESS_REPORTS, PROJECTS,
    contract::{Acceptance, Contract, Progress},
    tests::TODAY,
};

/// The papers of an acceptance.
pub(super) const PAPERS: &[&str] = &["验收申请书", "总结报告", "经费决算表", "科技报告", "审计报告"];

/// What the head enters at the end.
pub(super) fn outcome<'a>(held_on: &'a str, output: &'a str) -> [(&'static str, &'a str); 7] {
    [
        ("execution", "10"),
        ("output", output),
        ("benefit", "25"),
        ("satisfaction", "10"),
        ("opinion", "完成任务书指标"),
        ("minutes", "验收会 2024-02"),
        ("held_on", held_on),
    ]
}

/// What a unit writes into its application.
pub(super) const APPLICATION: &[(&str, &str)] = &[
    ("summary", "完成研制"),
    ("results", "授权发明专利五件"),
    ("spent", "0"),
    ("audited", "是"),
    ("science_report", "是"),
];

#[tokio::test]
async fn a_contract_is_told_everything_that_it_lacks_at_once() {
    for fresh in testkit::databases().await {
        let Project { story, contract, unit, .. } = &Project::approved(fresh, 120).await;
        let told = refusal(story.tries::<Contract>(unit, *contract, "Submit", &[], TODAY).await);
        expect![[r#"
            还没有填写知识产权归属、收款户名、收款账号、开户行。请点“修改”补齐
            收款户名“”不是承担单位“甲陶瓷公司”。请填写承担单位自己的账户
            还没有拨款计划。请在“拨款计划和指标”中填写或调整"#]]
        .assert_eq(&told);
    }
}

#[tokio::test]
async fn a_lower_target_needs_a_reason_and_a_plan_stays_within_the_grant() {
    for fresh in testkit::databases().await {
        let project = Project::approved(fresh, 120).await;
        let Project { story, contract, unit, .. } = &project;
        project.filled_in(120).await;
        project.plan("3", "中期拨款", 100).await;
        project.measured("agreed", [4, 2000]).await;
        let told = refusal(story.tries::<Contract>(unit, *contract, "Submit", &[], TODAY).await);
        expect![[r#"
            拨款计划合计 121 万元，超过批准资助 120 万元。请在“拨款计划和指标”中填写或调整
            发明专利的约定值低于申报预期，没有写理由。请在任务书中填写理由，或改回申报预期"#]]
        .assert_eq(&told);
    }
}

#[tokio::test]
async fn a_project_goes_from_its_draft_to_the_archive() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 120).await;
        let Project { story, contract, unit, officer, head, .. } = &project;
        let running = project.file(&CONTRACTS, *contract).await;
        assert_eq!((running.text("stage"), running.text("due_on")), ("实施中", "2024-06-30"));
        assert_eq!(running.text("overdue_from"), "2024-07-01");
        reports_come_in(&project).await;

        let applied = day!(2024, 4, 15);
        let acceptance = project.begins::<Acceptance>(APPLICATION, applied).await;
        let told = refusal(story.tries::<Acceptance>(unit, acceptance, "Submit", &[], applied).await);
        expect![[r#"
            还缺验收申请书、总结报告、经费决算表、科技报告、审计报告。请上传后再提交
            发明专利、新增产值没有填验收实际值。请在本页的“指标对照”中填写"#]]
        .assert_eq(&told);
        project.hands_in(&ACCEPTANCES, acceptance, PAPERS).await;
        project.measured("actual", [5, 2100]).await;
        story.does::<Acceptance>(unit, acceptance, "Submit", &[], applied).await;
        assert_eq!(project.file(&CONTRACTS, *contract).await.text("stage"), "验收中");
        story.does::<Acceptance>(officer, acceptance, "SendBack", &[("reason", "决算表缺页")], applied).await;
        let back = project.file(&CONTRACTS, *contract).await;
        assert_eq!((back.text("stage"), back.text("due_on"), back.text("applied_on")), ("实施中", "2024-06-30", ""));
        story.does::<Acceptance>(unit, acceptance, "Submit", &[], applied).await;
        story.does::<Acceptance>(officer, acceptance, "Begin", &[], applied).await;
        let typed = outcome("2024-05-20", "45");
        let passed = story.does::<Acceptance>(head, acceptance, "Pass", &typed, day!(2024, 5, 21)).await;
        assert_eq!(passed, "通过");
        let accepted = project.file(&CONTRACTS, *contract).await;
        let told = ["stage", "outcome", "grade", "closed_on"].map(|column| accepted.text(column));
        assert_eq!(told, ["待归档", "通过", "优", "2024-05-20"]);
        let closed = project.file(&PROJECTS, project.project).await;
        assert_eq!((closed.text("outcome"), closed.text("closed_on")), ("验收通过", "2024-05-20"));

        let filed = day!(2024, 6, 3);
        let told = refusal(story.tries::<Contract>(officer, *contract, "Archive", &[], filed).await);
        assert_eq!(told, "还缺签订的任务书、收款账户证明、验收意见书。请上传后再归档");
        project.hands_in(&CONTRACTS, *contract, &["签订的任务书", "收款账户证明", "验收意见书"]).await;
        assert_eq!(story.does::<Contract>(officer, *contract, "Archive", &[], filed).await, "已归档");
        whole_story(&project).await;
    }
}

/// The story of the contract, as its page tells it.
async fn whole_story(project: &Project) {
    let told = cases::story(project.story.bureau.db.reader(), CONTRACTS.table, project.contract).await.unwrap();
    let steps: Vec<String> = told.iter().map(|told| format!("{} {}→{}", told.step, told.from, told.to)).collect();
    expect![[r#"
        提交任务书 待填任务书→待审任务书
        审核通过 待审任务书→待签订
        登记签订 待签订→实施中
        申请验收 实施中→验收中
        退回验收申请 验收中→实施中
        申请验收 实施中→验收中
        验收结论 验收中→待归档
        归档 待归档→已归档"#]]
    .assert_eq(&steps.join("\n"));
}

/// All reports are asked for when the contract is signed, and with them the inspection at half time.
async fn reports_come_in(project: &Project) {
    let Project { story, unit, officer, .. } = project;
    let reports = project.all(&PROGRESS_REPORTS).await;
    let told: Vec<String> =
        reports.iter().map(|one| format!("{} {}", one.text("period"), one.text("due_on"))).collect();
    expect![[r#"
        2022-04-01 至 2022-09-30 2022-10-15
        2022-04-01 至 2023-04-01 2023-04-01
        2022-10-01 至 2023-03-31 2023-04-15
        2023-04-01 至 2023-09-30 2023-10-15"#]]
    .assert_eq(&told.join("\n"));
    for report in reports {
        let due = report.day("asked_by").unwrap();
        let lacking = refusal(story.tries::<Progress>(unit, report.id(), "Report", &[], due).await);
        assert!(lacking.starts_with("还没有填写进展情况、累计支出。"), "{lacking}");
        let written = vec![("done", "按计划进行".into()), ("spent", 10_000_000.into())];
        project.write(&PROGRESS_REPORTS, report.id(), written).await;
        if report.text("kind") == "进展报告" {
            story.does::<Progress>(unit, report.id(), "Report", &[], due).await;
            story.does::<Progress>(officer, report.id(), "SendBack", &[("reason", "请写支出")], due).await;
            story.does::<Progress>(unit, report.id(), "Report", &[], due).await;
            assert_eq!(story.does::<Progress>(officer, report.id(), "Read", &[], due).await, "已审");
            continue;
        }
        let lacking = refusal(story.tries::<Progress>(unit, report.id(), "Report", &[], due).await);
        assert_eq!(lacking, "发明专利、新增产值没有填中期实际值。请在本页的“指标对照”中填写");
        project.measured("midterm", [2, 600]).await;
        story.does::<Progress>(unit, report.id(), "Report", &[], due).await;
        let found = [("opinion", "专利进度慢"), ("minutes", "检查 1 号"), ("held_on", "2023-03-20")];
        assert_eq!(story.does::<Progress>(officer, report.id(), "Rectify", &found, due).await, "待报");
        story.does::<Progress>(unit, report.id(), "Report", &[], day!(2023, 6, 1)).await;
        let again = [("result", "通过"), ("opinion", "已改好"), ("minutes", "检查 2 号"), ("held_on", "2023-06-05")];
        let twice = [again[0], again[1], again[2], ("held_on", "2023-03-20")];
        let tried = story.tries::<Progress>(officer, report.id(), "Inspect", &twice, day!(2023, 6, 6)).await;
        assert!(matches!(tried, Err(Error::Invalid(_))), "one inspection was entered twice");
        assert_eq!(story.does::<Progress>(officer, report.id(), "Inspect", &again, day!(2023, 6, 6)).await, "已审");
    }
    let inspections = project.all(&MIDTERMS).await;
    let told: Vec<&str> = inspections.iter().map(|one| one.text("result")).collect();
    assert_eq!(told, ["通过", "限期整改"]);
    assert_eq!(inspections[0].text("organiser"), "计划科");
}

#[tokio::test]
async fn a_project_that_did_not_reach_its_targets_sets_it_right_once_or_fails() {
    for fresh in testkit::databases().await {
        // A grant of 15 万元 needs neither audit nor inspection.
        let project = Project::signed(fresh, 15).await;
        let Project { story, contract, unit, officer, head, .. } = &project;
        for report in project.all(&PROGRESS_REPORTS).await {
            story.does::<Progress>(officer, report.id(), "Waive", &[("reason", "小额项目")], day!(2022, 4, 21)).await;
        }
        let applied = day!(2024, 4, 15);
        let acceptance = project.begins::<Acceptance>(APPLICATION, applied).await;
        project.hands_in(&ACCEPTANCES, acceptance, &PAPERS[..4]).await;
        project.measured("actual", [3, 2000]).await;
        story.does::<Acceptance>(unit, acceptance, "Submit", &[], applied).await;
        story.does::<Acceptance>(officer, acceptance, "Begin", &[], applied).await;
        let typed = outcome("2024-05-06", "45");
        let told = refusal(story.tries::<Acceptance>(head, acceptance, "Pass", &typed, day!(2024, 5, 6)).await);
        assert_eq!(told, "发明专利的实际值低于约定值，没有写理由。没有理由的不能通过验收：请限期整改或作不通过处理");
        let rectify = [("opinion", "补两件专利"), ("minutes", "验收会"), ("held_on", "2024-05-06")];
        story.does::<Acceptance>(head, acceptance, "Rectify", &rectify, day!(2024, 5, 6)).await;
        let rectifying = project.file(&CONTRACTS, *contract).await;
        assert_eq!((rectifying.text("stage"), rectifying.text("due_on")), ("整改中", "2024-08-06"));
        project.measured("actual", [5, 2000]).await;
        story.does::<Acceptance>(unit, acceptance, "Resubmit", &[], day!(2024, 7, 1)).await;
        let again = story.tries::<Acceptance>(head, acceptance, "Rectify", &rectify, day!(2024, 7, 3)).await;
        assert!(matches!(again, Err(Error::Refused(_))), "a second chance was given");
        let late = [("held_on", "2024-07-05")];
        let mut typed = outcome("", "30").to_vec();
        typed.retain(|(name, _)| *name != "held_on");
        typed.extend(late);
        assert_eq!(story.does::<Acceptance>(head, acceptance, "Pass", &typed, day!(2024, 7, 5)).await, "整改后通过");
        let accepted = project.file(&CONTRACTS, *contract).await;
        assert_eq!((accepted.text("outcome"), accepted.text("grade")), ("整改后通过", "中"));
        assert_eq!(project.file(&PROJECTS, project.project).await.text("outcome"), "整改后通过");
    }
}

#[tokio::test]
async fn a_unit_that_does_not_sign_gives_the_project_up_and_another_unit_sees_nothing() {
    for fresh in testkit::databases().await {
        let project = Project::approved(fresh, 120).await;
        let Project { story, contract, leader, .. } = &project;
        let draft = project.file(&CONTRACTS, *contract).await;
        assert_eq!((draft.text("stage"), draft.text("due_on")), ("待填任务书", "2022-04-02"));
        let stranger = story.of_firm(story.other_firm);
        let tried = story.tries::<Contract>(&stranger, *contract, "Submit", &[], TODAY).await;
        assert!(matches!(tried, Err(Error::NotFound(_))), "{tried:?}");
        let typed = [("minutes", "局长办公会 3 号"), ("held_on", "2022-03-20"), ("reason", "逾期未签")];
        assert_eq!(story.does::<Contract>(leader, *contract, "Revoke", &typed, day!(2022, 3, 21)).await, "已撤销");
        let closed = project.file(&PROJECTS, project.project).await;
        assert_eq!((closed.text("outcome"), closed.text("closed_on")), ("撤销", "2022-04-01"));
    }
}

#[tokio::test]
async fn days_that_pass_move_no_project_by_themselves() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 120).await;
        let db = &project.story.bureau.db;
        let passed = cases::pass(db, crate::KINDS, day!(2025, 1, 6)).await.unwrap();
        assert_eq!(passed.taken, 0);
        assert_eq!(project.file(&CONTRACTS, project.contract).await.text("stage"), "实施中");
        assert!(project.all(&PROGRESS_REPORTS).await.iter().all(|report| report.text("stage") == "待报"));
    }
}
