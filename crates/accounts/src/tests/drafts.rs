//! What is typed is kept while it is typed, for its owner and for nobody else.

use storage::{ColumnKind, Sql, Value};
use vocabulary::Role;

use super::desk::Desk;
use crate::DRAFTS;

const OFFICER: (&str, Role, Option<&str>) = ("chen", Role::Officer, Some("综合办公室"));
const COLLEAGUE: (&str, Role, Option<&str>) = ("li", Role::Officer, Some("综合办公室"));
const TYPED: [(&str, &str); 2] = [("path", "/organisations"), ("body", "name=%E4%B9%99%E7%AA%91&phone=13800001234")];

#[tokio::test]
async fn a_draft_comes_back_to_its_owner_and_goes_when_the_form_is_accepted() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[OFFICER, COLLEAGUE]).await;
        let (mut chen, mut li) = (desk.signed_in("chen").await, desk.signed_in("li").await);
        assert_eq!(chen.get("/drafts?path=/organisations").await.status, 204);
        desk.pass(92);
        assert_eq!(chen.post("/drafts", &TYPED).await.status, 204, "{}", desk.kind);
        let kept = chen.get("/drafts?path=%2Forganisations").await;
        let expected = r#"{"fields":[["name","乙窑"],["phone","13800001234"]],"saved":"09:01"}"#;
        assert_eq!((kept.status, kept.body.as_str()), (200, expected), "{}", desk.kind);
        assert_eq!(li.get("/drafts?path=%2Forganisations").await.status, 204, "it is not for a colleague");
        let form = [("uscc", "91350100M000100Y43"), ("name", "乙窑"), ("kind", "企业"), ("region", "369903")];
        assert_eq!(chen.post("/organisations", &[("name", "")]).await.status, 422);
        assert_eq!(chen.get("/drafts?path=%2Forganisations").await.status, 200, "a refused form is not sent yet");
        assert_eq!(chen.post("/organisations", &form).await.status, 303);
        assert_eq!(chen.get("/drafts?path=%2Forganisations").await.status, 204, "{}", desk.kind);
        desk.require_verified().await;
    }
}

#[tokio::test]
async fn a_draft_is_sealed_in_the_database_and_told_by_no_line_of_history() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[OFFICER]).await;
        let mut chen = desk.signed_in("chen").await;
        chen.post("/drafts", &TYPED).await;
        chen.post("/drafts", &[("path", "/organisations"), ("body", "phone=13900005678")]).await;
        let db = &desk.gate.house.db;
        let mut sql = Sql::new(db.reader());
        sql.push("SELECT \"body\" FROM \"draft\"");
        let rows = db.reader().rows(sql, &[ColumnKind::Text]).await.unwrap();
        let Some([Value::Text(stored)]) = rows.first().map(Vec::as_slice) else { panic!("{rows:?}") };
        assert!(stored.starts_with("sm4:") && !stored.contains("139"), "{}: {stored}", desk.kind);
        let lines = storage::lines_since(db.reader(), 0, 1_000).await.unwrap();
        assert!(lines.iter().all(|line| !line.changes.contains("13800001234") && !line.changes.contains("phone")));
    }
}

#[tokio::test]
async fn drafts_have_a_size_a_number_and_an_address() {
    let desk = Desk::with(testkit::sqlite(), &[OFFICER]).await;
    let mut chen = desk.signed_in("chen").await;
    let huge = format!("path=/organisations&body={}", "x".repeat(300_000));
    assert_eq!(chen.post_text("/drafts", huge).await.status, 413);
    assert_eq!(chen.post("/drafts", &[("path", "https://evil.example/"), ("body", "a=1")]).await.status, 409);
    for number in 0..45 {
        let path = format!("/organisations/{number}");
        assert_eq!(chen.post("/drafts", &[("path", path.as_str()), ("body", "a=1")]).await.status, 204);
    }
    assert_eq!(desk.count(&DRAFTS, "saved_at", "2022-06-01 09:00:00").await, 40, "the oldest went");
    assert_eq!(chen.post("/drafts", &[("path", "/organisations/44"), ("body", "")]).await.status, 204);
    assert_eq!(chen.get("/drafts?path=/organisations/44").await.status, 204, "given up");
    assert_eq!(desk.browser().post("/drafts", &TYPED).await.status, 401);
}

#[tokio::test]
async fn a_house_without_accounts_keeps_no_drafts() {
    let desk = Desk::open(testkit::sqlite()).await;
    let mut browser = desk.browser();
    assert!(!browser.get("/organisations/new").await.body.contains("data-drafts"));
    assert_eq!(browser.post("/drafts", &TYPED).await.status, 409);
    assert_eq!(browser.get("/drafts?path=/organisations").await.status, 204);
}
