//! Forms that come in without a session, from another site, or with nonsense: nothing typed is lost, nothing half done.

use axum::{
    body::Body,
    http::{Request, header},
};
use directory::ORGANISATIONS;
use vocabulary::Role;

use super::desk::{Desk, PASSWORD};

const OFFICER: (&str, Role, Option<&str>) = ("chen", Role::Officer, Some("综合办公室"));
const FIRM: [(&str, &str); 4] =
    [("uscc", "91350100M000100Y43"), ("name", "乙窑 & \"丙\" <窑> 100%+1"), ("kind", "企业"), ("region", "369903")];

#[tokio::test]
async fn a_session_that_ends_in_the_middle_of_a_long_form_loses_nothing() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[OFFICER]).await;
        let mut browser = desk.signed_in("chen").await;
        // The page has no such field, so that nothing but the journey is tried.
        let long = "一行很长的话\n".repeat(8_000);
        let mut form = FIRM.to_vec();
        form.push(("journey", &long));
        desk.pass(3_600);
        let asked = browser.post("/organisations", &form).await;
        assert_eq!(asked.status, 401, "{}", desk.kind);
        for said in ["30 分钟没有操作", "您填写的内容还在"] {
            assert!(asked.text().contains(said), "{said}: {}", &asked.text()[..600]);
        }
        // Mistyped once, the form is still carried.
        let (to, fields) = (asked.field("to"), asked.field("fields"));
        let wrong = [("name", "chen"), ("password", "x"), ("to", &to), ("fields", &fields)];
        let again = browser.post("/sign-in", &wrong).await;
        assert_eq!((again.status, again.field("to"), again.field("fields") == fields), (401, to, true));
        let right = [("name", "chen"), ("password", PASSWORD), ("to", "/organisations"), ("fields", &fields)];
        let page = browser.post("/sign-in", &right).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains("继续提交"), "{}", page.text());
        let carried: Vec<(String, String)> =
            form.iter().map(|(name, _)| ((*name).to_owned(), page.field(name))).collect();
        let resumed: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(resumed, form, "{}: every character is there", desk.kind);
        let stored = browser.post("/organisations", &resumed).await;
        assert_eq!(stored.status, 303, "{}", stored.text());
        assert_eq!(desk.count(&ORGANISATIONS, "name", FIRM[1].1).await, 1);
    }
}

#[tokio::test]
async fn what_cannot_be_carried_is_said_to_be_lost() {
    let desk = Desk::with(testkit::sqlite(), &[OFFICER]).await;
    let huge = format!("name={}", "x".repeat(1_100_000));
    let answer = desk.browser().post_text("/organisations", huge).await;
    assert_eq!(answer.status, 401);
    assert!(answer.text().contains("登录页带不下"), "{}", answer.text());
    let request = Request::post("/import").header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    let answer = desk.browser().ask(request, Body::from("--x--")).await;
    assert_eq!(answer.status, 401);
    assert!(answer.text().contains("重新选择文件"), "{}", answer.text());
}

#[tokio::test]
async fn a_form_is_carried_to_no_other_site() {
    let desk = Desk::with(testkit::sqlite(), &[OFFICER]).await;
    let form = [("name", "chen"), ("password", PASSWORD), ("to", "https://evil.example/"), ("fields", "a=1")];
    let page = desk.browser().post("/sign-in", &form).await;
    assert!(page.body.contains("action=\"/\"") && !page.body.contains("evil.example"), "{}", page.body);
}

#[tokio::test]
async fn a_post_from_another_site_does_nothing() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[OFFICER]).await;
        let mut browser = desk.signed_in("chen").await;
        for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
            for address in ["/organisations", "/sign-out", "/account/password", "/drafts"] {
                let request = Request::post(address)
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .header(name, value);
                let answer = browser.ask(request, Body::from("uscc=91350100M000100Y43&name=x")).await;
                assert_eq!(answer.status, 403, "{}: {address} {name}", desk.kind);
                assert!(answer.body.contains("没有改动任何内容"), "{}", answer.body);
            }
        }
        assert_eq!(browser.get("/organisations").await.status, 200, "nobody was signed out");
        assert_eq!(desk.count(&ORGANISATIONS, "name", "x").await, 0);
    }
}

#[tokio::test]
async fn nonsense_gets_an_answer() {
    let desk = Desk::with(testkit::sqlite(), &[OFFICER]).await;
    let mut browser = desk.browser();
    let long = "x".repeat(100_000);
    for (name, password, code) in
        [("", "", ""), (long.as_str(), long.as_str(), long.as_str()), ("' OR 1=1 --", "\0", "１２３４５６")]
    {
        let answer = browser.post("/sign-in", &[("name", name), ("password", password), ("code", code)]).await;
        assert_eq!(answer.status, 401);
    }
    for address in ["/account/first", "/account/first?token=", "/account/first?token=1-", "/account/first?token=x-y"] {
        let answer = browser.get(address).await;
        assert_eq!(answer.status, 409, "{address}: {}", answer.text());
    }
    assert_eq!(browser.get("/accounts/1").await.status, 303, "the public is led to the door");
}
