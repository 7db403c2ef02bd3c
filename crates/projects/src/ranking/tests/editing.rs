//! The list as a page.

use axum::http::StatusCode;
use expect_test::expect;

use super::*;

/// The fields of the page as it stands, with some of them written otherwise.
async fn fields(listed: &Listed, list: i64, seen: &str, otherwise: &[(String, &str)]) -> Vec<(String, String)> {
    let now = List::rows_of(listed.story.bureau.db.reader(), list).await.unwrap();
    let mut typed = vec![("_seen".to_owned(), seen.to_owned())];
    for row in &now.rows {
        let amount = row.amount.map_or(String::new(), |amount| amount.exact(vocabulary::MoneyUnit::WanYuan));
        let texts = [
            ("disposition", row.disposition.label().to_owned()),
            ("amount", amount),
            ("exception", row.exception.clone()),
        ];
        for (name, text) in texts {
            let name = edit::field(name, row.id);
            let other = otherwise.iter().find(|(other, _)| *other == name).map(|(_, text)| (*text).to_owned());
            typed.push((name, other.unwrap_or(text)));
        }
    }
    typed
}

#[tokio::test]
async fn the_page_tells_sums_tries_changes_and_saves_them() {
    let listed = Listed::with_three(testkit::sqlite(), "区级").await;
    let list = listed.begun().await;
    let pages = listed.story.pages(DRAWN_UP).await;
    let address = format!("/projects/rankings/{list}/list");
    let page = pages.get(&listed.officer, &address).await;
    page.says(&["陶瓷膜制备技术研究之2", "92", "SB2022-002 · 甲陶瓷公司", "余额", "各项要求都已满足", ">90<"]);
    let seen = page.hidden("_seen");
    let second = List::rows_of(listed.story.bureau.db.reader(), list).await.unwrap().rows[1].id;
    let mut typed = fields(&listed, list, &seen, &[(edit::field("amount", second), "55")]).await;
    typed.push(("do".to_owned(), "try".to_owned()));
    let texts = |typed: &[(String, String)]| typed.to_vec();
    let post = async |who: &Who, typed: Vec<(String, String)>| {
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        pages.post(who, &address, &typed).await
    };
    let tried = post(&listed.officer, texts(&typed)).await;
    assert_eq!(tried.status, StatusCode::OK);
    tried.says(&["试算的结果，还没有保存", ">105<", "超出", "比可用经费 100 万元多 5 万元", "超过申请额 40 万元"]);
    expect![[r#"
        1 SB2022-002 立项 50
        2 SB2022-003 立项 40
        3 SB2022-001 备选"#]]
    .assert_eq(&listed.rows(list).await.join("\n"));
    let typed = fields(&listed, list, &seen, &[(edit::field("amount", second), "12.5")]).await;
    let saved = post(&listed.officer, texts(&typed)).await;
    assert_eq!((saved.status, saved.location.as_str()), (StatusCode::SEE_OTHER, address.as_str()));
    let late = post(&listed.officer, texts(&typed)).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "somebody who saw the list before the change is told");
    late.says(&["在您填写时被别人改过", "value=\"12.5\""]);
    let refused = post(&listed.leader, texts(&typed)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "a leader approves and does not edit");
    let firm = listed.story.of_firm(listed.story.firm);
    assert_eq!(post(&firm, texts(&typed)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_typed_wrongly_comes_back_with_every_problem() {
    let listed = Listed::with_three(testkit::sqlite(), "区级").await;
    let list = listed.begun().await;
    let pages = listed.story.pages(DRAWN_UP).await;
    let address = format!("/projects/rankings/{list}/list");
    let seen = pages.get(&listed.officer, &address).await.hidden("_seen");
    let rows = List::rows_of(listed.story.bureau.db.reader(), list).await.unwrap().rows;
    let long = "长".repeat(20_001);
    let otherwise = [
        (edit::field("amount", rows[0].id), "<script>alert(1)</script>"),
        (edit::field("amount", rows[1].id), ""),
        (edit::field("disposition", rows[2].id), "随便'; DROP TABLE ranking"),
        (edit::field("exception", rows[2].id), long.as_str()),
    ];
    let typed = fields(&listed, list, &seen, &otherwise).await;
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let answer = pages.post(&listed.officer, &address, &typed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.says(&[
        "没有保存",
        "第 2 名“陶瓷膜制备技术研究之3”：立项的应填写建议资助",
        "不是数字",
        "应为以下之一",
        "最多 20000 个字",
    ]);
    assert!(!text.contains("<script>alert"), "what was typed is shown as text");
    assert!(text.contains("&#60;script&#62;alert(1)"), "and not lost");
}

#[tokio::test]
async fn proposals_leave_a_list_and_come_back_in_their_place() {
    let listed = Listed::with_three(testkit::sqlite(), "区级").await;
    let list = listed.begun().await;
    let pages = listed.story.pages(DRAWN_UP).await;
    let address = format!("/projects/rankings/{list}/list");
    let post = async |otherwise: &[(String, &str)], done: &str, proposal: &str| {
        let seen = pages.get(&listed.officer, &address).await.hidden("_seen");
        let mut typed = fields(&listed, list, &seen, otherwise).await;
        typed.extend([("do".to_owned(), done.to_owned()), ("proposal".to_owned(), proposal.to_owned())]);
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        pages.post(&listed.officer, &address, &typed).await.status
    };
    let rows = List::rows_of(listed.story.bureau.db.reader(), list).await.unwrap().rows;
    let first = rows[0].proposal;
    let exception = (edit::field("exception", rows[1].id), "与企业合作");
    assert_eq!(post(&[exception], &format!("remove-{}", rows[0].id), "").await, StatusCode::SEE_OTHER);
    expect![[r#"
        1 SB2022-003 立项 40 与企业合作
        2 SB2022-001 备选"#]]
    .assert_eq(&listed.rows(list).await.join("\n"));
    pages.get(&listed.officer, &address).await.says(&["加入申报书", "SB2022-002 陶瓷膜制备技术研究之2（甲陶瓷公司）"]);
    assert_eq!(post(&[], "put", &first.to_string()).await, StatusCode::SEE_OTHER);
    expect![[r#"
        1 SB2022-002 备选
        2 SB2022-003 立项 40 与企业合作
        3 SB2022-001 备选"#]]
    .assert_eq(&listed.rows(list).await.join("\n"));
    assert_eq!(post(&[], "put", &first.to_string()).await, StatusCode::CONFLICT, "it is there already");
    assert_eq!(post(&[], "put", "").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(post(&[], "remove-9999", "").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_proposal_stands_on_one_list_at_a_time() {
    let listed = Listed::with_three(testkit::sqlite(), "区级").await;
    let (first, second) = (listed.begun().await, listed.begun().await);
    let said = listed.refused(&listed.officer, second, "Submit", &[], DRAWN_UP).await;
    assert!(said.starts_with("第 1 名“陶瓷膜制备技术研究之2”已在“2022 年度拟立项名单”上；"), "{said}");
    listed.does(&listed.officer, first, "Cancel", &[("reason", "重复编制")], DRAWN_UP).await;
    assert_eq!(listed.does(&listed.officer, second, "Submit", &[], DRAWN_UP).await, "待科室负责人审核");
}

#[tokio::test]
async fn the_call_leads_to_its_list_and_the_list_to_its_rows() {
    let listed = Listed::with_three(testkit::sqlite(), "区级").await;
    let pages = listed.story.pages(DRAWN_UP).await;
    let call = format!("/projects/calls/{}", listed.call);
    let begin = format!("/projects/rankings/new?call={}", listed.call);
    pages.get(&listed.officer, &call).await.says(&["3 份申报书等待", &begin]);
    let form = pages.get(&listed.officer, &begin).await;
    form.says(&[
        &format!("#{} 2022 年度科技计划项目申报通知", listed.call),
        "2022 年度科技计划项目拟立项名单",
        "value=\"100\"",
    ]);
    assert!(!pages.get(&listed.leader, &call).await.text().contains(&begin), "an officer begins it");
    let typed =
        [("title", "名单"), ("call", &format!("#{}", listed.call)), ("budget", "100"), ("document", "伪造的文号")];
    let begun = pages.post(&listed.officer, "/projects/rankings", &typed).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let page = pages.get(&listed.officer, &begun.location).await;
    let text = page.says(&["编制名单", "可用经费", "没有写异议受理方式", &format!("{}/list", begun.location)]);
    assert!(!text.contains("伪造的文号"), "no form writes what a step writes");
}
