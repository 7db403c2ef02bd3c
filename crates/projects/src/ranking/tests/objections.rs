//! Objections: who may raise one, and what one that is upheld does to a list.

use expect_test::expect;
use vocabulary::day;

use super::{
    super::{OBJECTIONS, objection::procedure::Objection},
    *,
};

/// A list on notice from 20 to 27 September, with the fields of an objection to its first project.
async fn on_notice(fresh: testkit::Fresh) -> (Listed, i64, Vec<(&'static str, String)>) {
    let listed = Listed::with_three(fresh, "区级").await;
    let list = listed.begun().await;
    listed.decided(list).await;
    listed.does(&listed.officer, list, "Publish", &[], day!(2022, 9, 20)).await;
    let proposal = line_of(&listed, "SB2022-002").await.number("proposal").unwrap();
    let typed = vec![
        ("ranking", format!("#{list}")),
        ("proposal", format!("#{proposal}")),
        ("objector", "李某".to_owned()),
        ("phone", "13900001111".to_owned()),
        ("raised_on", "2022-09-27".to_owned()),
        ("content", "技术指标与已结题项目相同".to_owned()),
    ];
    (listed, list, typed)
}

/// Registers an objection with some of its fields written otherwise.
async fn raised(listed: &Listed, typed: &[(&'static str, String)], otherwise: &[(&str, &str)], on: Day) -> i64 {
    let other = |name: &str| otherwise.iter().find(|(other, _)| *other == name).map(|(_, text)| *text);
    let typed: Vec<(&str, &str)> =
        typed.iter().map(|(name, text)| (*name, other(name).unwrap_or(text.as_str()))).collect();
    listed.story.begins::<Objection>(&listed.officer, &typed, on).await
}

#[tokio::test]
async fn an_upheld_objection_takes_the_project_off_the_list() {
    for fresh in testkit::databases().await {
        let (listed, list, typed) = on_notice(fresh).await;
        let objection = raised(&listed, &typed, &[], day!(2022, 9, 27)).await;
        let does = async |who: &Who, step: &str, typed: &[(&str, &str)]| {
            listed.story.does::<Objection>(who, objection, step, typed, day!(2022, 9, 28)).await
        };
        assert_eq!(does(&listed.officer, "Investigate", &[]).await, "核查中");
        assert_eq!(listed.case(&OBJECTIONS, objection).await.text("due_on"), "2022-10-24", "15 working days");
        let said = listed.refused(&listed.officer, list, "Clear", &[], day!(2022, 9, 28)).await;
        assert_eq!(said, "还有 1 件异议没有办结：YY2022-001。请先核查并作出结论");
        assert_eq!(does(&listed.leader, "Uphold", &[("finding", "经核查属实")]).await, "成立");
        expect![[r#"
            1 SB2022-002 不立项  异议成立（YY2022-001）
            2 SB2022-003 立项 40
            3 SB2022-001 备选"#]]
        .assert_eq(&listed.rows(list).await.join("\n"));
        listed.does(&listed.officer, list, "Clear", &[], day!(2022, 9, 28)).await;
        listed.does(&listed.officer, list, "Issue", &[("document", "湘科字〔2022〕12号")], day!(2022, 9, 29)).await;
        expect![[r#"
            SB2022-001 备选
            SB2022-002 未立项
            SB2022-003 已立项"#]]
        .assert_eq(&listed.proposals().await.join("\n"));
    }
}

#[tokio::test]
async fn what_was_objected_rightly_cannot_come_back_by_drawing_the_list_up_again() {
    for fresh in testkit::databases().await {
        let (listed, list, typed) = on_notice(fresh).await;
        let objection = raised(&listed, &typed, &[], day!(2022, 9, 27)).await;
        let today = day!(2022, 9, 28);
        listed.story.does::<Objection>(&listed.officer, objection, "Investigate", &[], today).await;
        let finding = [("finding", "经核查属实")];
        listed.story.does::<Objection>(&listed.leader, objection, "Uphold", &finding, today).await;
        listed.does(&listed.leader, list, "SendBack", &[("reason", "调整")], today).await;
        listed
            .saves(
                list,
                &[("SB2022-002", "立项", "50", ""), ("SB2022-003", "立项", "40", ""), ("SB2022-001", "备选", "", "")],
            )
            .await
            .unwrap();
        expect!["第 1 名“陶瓷膜制备技术研究之2”的异议 YY2022-001 已认定成立。请改为不立项"]
            .assert_eq(&listed.refused(&listed.officer, list, "Submit", &[], today).await);
    }
}

#[tokio::test]
async fn an_objection_must_be_in_time_signed_and_say_something() {
    for fresh in testkit::databases().await {
        let (listed, list, typed) = on_notice(fresh).await;
        let otherwise = [("raised_on", "2022-09-28"), ("objector", ""), ("content", "")];
        let objection = raised(&listed, &typed, &otherwise, day!(2022, 9, 28)).await;
        let tried = listed.story.tries::<Objection>(&listed.officer, objection, "Investigate", &[], day!(2022, 9, 28));
        expect![[r#"
            提出日期 2022-09-28 不在公示期 2022-09-20 至 2022-09-27 之内。请办理“不予受理”
            没有署名或联系电话。请联系异议人补齐后填写；匿名的请办理“不予受理”
            没有写明异议内容。请按书面材料填写"#]]
        .assert_eq(&tried.await.unwrap_err().to_string());
        let reason = [("reason", "逾期且匿名")];
        let stage = listed.story.does::<Objection>(&listed.head, objection, "Close", &reason, day!(2022, 9, 28)).await;
        assert_eq!(stage, "不予受理");
        assert_eq!(listed.does(&listed.officer, list, "Clear", &[], day!(2022, 9, 28)).await, "公示无异议");
    }
}

#[tokio::test]
async fn an_objection_names_a_proposal_of_its_list_and_keeps_its_objector_secret() {
    let (listed, list, typed) = on_notice(testkit::sqlite()).await;
    let stranger = listed.judged("9", "70", "10").await;
    let db = &listed.story.bureau.db;
    let other = format!("#{stranger}");
    let wrong: Vec<(String, String)> = typed
        .iter()
        .map(|(name, text)| ((*name).to_owned(), if *name == "proposal" { other.clone() } else { text.clone() }))
        .collect();
    let said = cases::begin::<Objection>(db, &listed.officer, &wrong, day!(2022, 9, 21)).await.unwrap_err();
    assert!(said.to_string().contains("不在所选的名单上"), "{said}");
    let objection = raised(&listed, &typed, &[], day!(2022, 9, 21)).await;
    let pages = listed.story.pages(day!(2022, 9, 21)).await;
    let page = pages.get(&listed.officer, &format!("/projects/objections/{objection}")).await;
    let text = page.says(&["YY2022-001", "李*", "139****1111"]);
    assert!(!text.contains("李某") && !text.contains("13900001111"), "{text}");
    let form = pages.get(&listed.officer, &format!("/projects/objections/new?ranking={list}")).await;
    form.says(&[&format!("#{list} 2022 年度拟立项名单"), "2022-09-21"]);
    let firm = listed.story.of_firm(listed.story.firm);
    assert_eq!(pages.get(&firm, "/projects/objections").await.status, axum::http::StatusCode::NOT_FOUND);
}
