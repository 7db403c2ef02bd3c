//! The publicity period, and what the public sees of it.

use axum::http::StatusCode;
use vocabulary::day;

use super::*;

#[tokio::test]
async fn the_fifth_working_day_still_counts_and_holidays_do_not() {
    for fresh in testkit::databases().await {
        let listed = Listed::with_three(fresh, "区级").await;
        let list = listed.begun().await;
        listed.decided(list).await;
        // Posted on the Thursday before the National Day: one working day, the holidays, then the make-up weekend.
        listed.does(&listed.officer, list, "Publish", &[], day!(2022, 9, 29)).await;
        let case = listed.case(&RANKINGS, list).await;
        assert_eq!(case.text("notice_until"), "2022-10-11", "30 September, 8, 9, 10 and 11 October");
        assert_eq!(case.text("due_on"), "2022-10-11");
        let said = listed.refused(&listed.officer, list, "Clear", &[], day!(2022, 10, 11)).await;
        assert_eq!(said, "公示到 2022-10-11 才满。公示期最后一天的次日起才能结束公示");
        assert_eq!(listed.does(&listed.officer, list, "Clear", &[], day!(2022, 10, 12)).await, "公示无异议");
    }
}

#[tokio::test]
async fn the_public_sees_a_list_on_notice_and_nothing_personal_of_it() {
    let listed = Listed::with_three(testkit::sqlite(), "区级").await;
    let list = listed.begun().await;
    let address = format!("/public/notices/{list}");
    let public = Who::default();
    let pages = listed.story.pages(day!(2022, 9, 21)).await;
    let draft = pages.get(&public, &address).await;
    assert_eq!(draft.status, StatusCode::NOT_FOUND, "a draft is not there");
    pages.get(&public, "/public/notices").await.says(&["现在没有公示"]);
    listed.decided(list).await;
    assert_eq!(pages.get(&public, &address).await.status, StatusCode::NOT_FOUND, "nor is what was only decided");
    listed.does(&listed.officer, list, "Publish", &[], day!(2022, 9, 20)).await;
    pages.get(&public, "/public/notices").await.says(&["关于2022 年度拟立项名单的公示", "2022年9月27日"]);
    let notice = pages.get(&public, &address).await;
    let text = notice.says(&[
        "关于2022 年度拟立项名单的公示",
        "2022年9月20日至2022年9月27日（5 个工作日）",
        "陶瓷膜制备技术研究之2",
        "甲陶瓷公司",
        "2022年9月27日（含）以前",
        "署真实姓名",
        "计划科，0799-3441234，区政务中心 5 楼",
    ]);
    for hidden in ["王堃", "138", "92", "88.5", "陶瓷膜制备技术研究之1", "资助金额", "SB2022"] {
        assert!(!text.contains(hidden), "{hidden} is not for the public:\n{text}");
    }
    assert_eq!(pages.get(&public, &format!("/projects/rankings/{list}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(pages.get(&public, &format!("/projects/rankings/{list}/list")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        pages.get(&public, &format!("/projects/rankings/{list}/notice.docx")).await.status,
        StatusCode::NOT_FOUND
    );
    listed.does(&listed.officer, list, "Clear", &[], day!(2022, 9, 28)).await;
    assert_eq!(pages.get(&public, &address).await.status, StatusCode::NOT_FOUND, "and after its end it is taken down");
}

#[tokio::test]
async fn amounts_are_public_where_the_list_says_so() {
    let listed = Listed::with_three(testkit::sqlite(), "区级").await;
    let list = listed.begun().await;
    let case = listed.case(&RANKINGS, list).await;
    let officer = &listed.officer;
    let pages = listed.story.pages(day!(2022, 9, 20)).await;
    let form = pages.get(officer, &format!("{}/edit", case.href())).await;
    let typed = [
        ("_seen", form.hidden("_seen")),
        ("title", case.name().to_owned()),
        ("call", format!("#{}", listed.call)),
        ("budget", "100".to_owned()),
        ("shows_amount", "是".to_owned()),
        ("contact", "计划科".to_owned()),
    ];
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_eq!(pages.post(officer, &case.href(), &typed).await.status, StatusCode::SEE_OTHER);
    listed.decided(list).await;
    listed.does(officer, list, "Publish", &[], day!(2022, 9, 20)).await;
    pages.get(&Who::default(), &format!("/public/notices/{list}")).await.says(&["资助金额", ">50<", ">40<"]);
}
