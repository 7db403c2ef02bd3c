//! The door: right and wrong passwords, the lock, the code of the phone, where one is sent afterwards.

use vocabulary::Role;

use super::desk::{Desk, PASSWORD, PHONE};
use crate::{ACCOUNTS, SIGN_INS, entry, second_factor_code};

const OFFICER: (&str, Role, Option<&str>) = ("chen", Role::Officer, Some("综合办公室"));
const SYSTEM: (&str, Role, Option<&str>) = ("yu", Role::SystemAdministrator, None);

#[tokio::test]
async fn an_officer_signs_in_works_and_signs_out() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[OFFICER]).await;
        let mut browser = desk.browser();
        let led = browser.get("/organisations?kind=%E4%BC%81%E4%B8%9A").await;
        assert_eq!(led.location, "/sign-in?next=%2Forganisations%3Fkind%3D%25E4%25BC%2581%25E4%25B8%259A");
        let page = browser.get(&led.location).await;
        assert_eq!((page.status, page.field("next").as_str()), (200, "/organisations?kind=%E4%BC%81%E4%B8%9A"));
        let form = [("name", " Chen "), ("password", PASSWORD), ("next", "/organisations")];
        let answer = browser.post("/sign-in", &form).await;
        assert_eq!((answer.status, answer.location.as_str()), (303, "/organisations"), "{}", desk.kind);
        assert!(answer.set_cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{}", answer.set_cookie);
        let list = browser.get("/organisations").await;
        assert!(list.text().contains("甲窑") && list.text().contains("chen某"), "{}", list.text());
        let out = browser.post("/sign-out", &[]).await;
        assert_eq!(out.location, "/sign-in?why=out");
        assert_eq!(browser.get("/organisations").await.status, 303);
        desk.require_verified().await;
    }
}

#[tokio::test]
async fn who_is_not_let_in_learns_nothing_and_is_on_the_record() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[OFFICER]).await;
        let mut browser = desk.browser();
        let wrong = browser.post("/sign-in", &[("name", "chen"), ("password", "Wrong-forest7walk")]).await;
        let unknown = browser.post("/sign-in", &[("name", "nobody"), ("password", PASSWORD)]).await;
        assert_eq!((wrong.status, unknown.status), (401, 401));
        assert_eq!(wrong.text().replace("chen", ""), unknown.text().replace("nobody", ""));
        assert!(!wrong.body.contains("Wrong-forest7walk"), "a password never comes back");
        let db = &desk.gate.house.db;
        let kept = entry::latest(db.reader(), db, &SIGN_INS, &[], 10).await.unwrap();
        let told: Vec<(&str, Option<i64>, &str)> =
            kept.iter().map(|one| (one.text("result"), one.number("account"), one.text("address"))).collect();
        assert_eq!(told, [("登录名不存在", None, "10.0.0.1"), ("密码错误", Some(1), "10.0.0.1")], "{}", desk.kind);
        let lines = storage::lines_since(db.reader(), 0, 1_000).await.unwrap();
        assert!(lines.iter().all(|line| !line.changes.contains("nobody")), "what an unknown typed is kept nowhere");
    }
}

#[tokio::test]
async fn five_failures_lock_the_account_for_half_an_hour_even_for_the_right_password() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[OFFICER, SYSTEM]).await;
        let mut browser = desk.browser();
        let right = [("name", "chen"), ("password", PASSWORD)];
        for _ in 0..5 {
            assert_eq!(browser.post("/sign-in", &[("name", "chen"), ("password", "x")]).await.status, 401);
        }
        assert_eq!(browser.post("/sign-in", &right).await.status, 401, "{}: locked", desk.kind);
        desk.signed_in("yu").await;
        desk.pass(29 * 60);
        assert_eq!(browser.post("/sign-in", &right).await.status, 401, "still locked");
        desk.pass(61);
        assert_eq!(browser.post("/sign-in", &right).await.status, 303, "{}", desk.kind);
        assert_eq!(desk.count(&SIGN_INS, "result", "账号锁定").await, 2);
    }
}

#[tokio::test]
async fn many_guesses_at_once_do_not_slip_past_the_lock() {
    let desk = Desk::with(testkit::sqlite(), &[OFFICER]).await;
    let guesses = (0..12).map(|number| {
        let mut browser = desk.browser();
        tokio::spawn(async move {
            let password = format!("Guess-number{number}x");
            browser.post("/sign-in", &[("name", "chen"), ("password", &password)]).await.status
        })
    });
    for guess in guesses.collect::<Vec<_>>() {
        assert_eq!(guess.await.unwrap(), 401);
    }
    assert_eq!(desk.count(&SIGN_INS, "result", "密码错误").await, 5);
    assert_eq!(desk.count(&SIGN_INS, "result", "账号锁定").await, 7);
}

#[tokio::test]
async fn an_administrator_needs_the_code_of_the_phone_and_a_code_is_good_once() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[SYSTEM]).await;
        let mut browser = desk.browser();
        let code = second_factor_code(PHONE, desk.gate.watch.now()).unwrap();
        let without = browser.post("/sign-in", &[("name", "yu"), ("password", PASSWORD)]).await;
        assert_eq!(without.status, 401);
        let with = [("name", "yu"), ("password", PASSWORD), ("code", code.as_str())];
        assert_eq!(browser.post("/sign-in", &with).await.status, 303);
        assert_eq!(desk.browser().post("/sign-in", &with).await.status, 401, "seen over a shoulder");
        desk.pass(30);
        let next = second_factor_code(PHONE, desk.gate.watch.now()).unwrap();
        let with = [("name", "yu"), ("password", PASSWORD), ("code", next.as_str())];
        assert_eq!(desk.browser().post("/sign-in", &with).await.status, 303);
        assert_eq!(desk.count(&SIGN_INS, "result", "动态码错误").await, 2, "{}", desk.kind);
    }
}

#[tokio::test]
async fn nobody_is_sent_to_another_site_after_signing_in() {
    let desk = Desk::with(testkit::sqlite(), &[OFFICER]).await;
    let evil =
        ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x=1"];
    for next in evil {
        let form = [("name", "chen"), ("password", PASSWORD), ("next", next)];
        let answer = desk.browser().post("/sign-in", &form).await;
        assert_eq!((answer.status, answer.location.as_str()), (303, "/"), "{next:?}");
        let page = desk.browser().get(&format!("/sign-in?next={}", next.replace(['\r', '\n', ' '], ""))).await;
        assert!(!page.field("next").contains("evil"), "{}", page.body);
    }
}

#[tokio::test]
async fn script_in_a_name_stays_text() {
    let desk = Desk::with(testkit::sqlite(), &[OFFICER]).await;
    let form = [("name", "<script>alert(1)</script>"), ("password", "x"), ("next", "/\"><script>")];
    let answer = desk.browser().post("/sign-in", &form).await;
    assert_eq!(answer.status, 401);
    assert!(!answer.body.contains("<script>alert") && !answer.body.contains("\"><script>"), "{}", answer.body);
}

#[tokio::test]
async fn an_old_password_must_be_changed_and_an_account_left_alone_is_stopped() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[OFFICER, ("li", Role::Leader, None)]).await;
        let mut browser = desk.signed_in("chen").await;
        desk.pass(91 * 86_400);
        // Whoever did not come for 90 days is not let in; whoever came last month must change the password.
        assert_eq!(desk.browser().post("/sign-in", &[("name", "li"), ("password", PASSWORD)]).await.status, 401);
        assert_eq!(desk.count(&ACCOUNTS, "state", "停用").await, 1, "{}", desk.kind);
        let db = &desk.gate.house.db;
        let chen = entry::find(db.reader(), db, &ACCOUNTS, &[("name", "chen".into())]).await.unwrap().unwrap();
        assert_eq!(chen.day("last_used_on").map(|day| day.to_string()).as_deref(), Some("2022-06-01"));
        db.write("测试", &super::sessions::Used { db, account: chen.id(), on: "2022-08-20" }).await.unwrap();
        let form = [("name", "chen"), ("password", PASSWORD), ("next", "/organisations")];
        assert_eq!(browser.post("/sign-in", &form).await.status, 303);
        assert_eq!(browser.get("/organisations").await.location, "/account/password");
        let weak = [("before", PASSWORD), ("password", "chen123456"), ("again", "chen12345")];
        let refused = browser.post("/account/password", &weak).await;
        assert_eq!(refused.status, 422);
        for said in ["至少 3 类", "登录名或姓名", "两次填写的新口令不一样"] {
            assert!(refused.text().contains(said), "{said}: {}", refused.text());
        }
        let same = [("before", PASSWORD), ("password", PASSWORD), ("again", PASSWORD)];
        assert!(browser.post("/account/password", &same).await.text().contains("最近用过的 5 个"));
        let new = "Kiln-fire4evening";
        let good = [("before", PASSWORD), ("password", new), ("again", new)];
        assert_eq!(browser.post("/account/password", &good).await.location, "/sign-in?why=set");
        assert_eq!(browser.get("/organisations").await.status, 303, "the old ticket is of no use");
        assert_eq!(browser.post("/sign-in", &[("name", "chen"), ("password", new)]).await.status, 303);
        assert_eq!(browser.get("/organisations").await.status, 200);
        desk.require_verified().await;
    }
}

#[tokio::test]
async fn behind_a_proxy_with_https_the_ticket_never_travels_in_the_clear() {
    let desk = Desk::with(testkit::sqlite(), &[OFFICER]).await;
    let mut browser = desk.browser();
    browser.is_https = true;
    let answer = browser.post("/sign-in", &[("name", "chen"), ("password", PASSWORD)]).await;
    assert!(answer.set_cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{}", answer.set_cookie);
    assert!(answer.is_https_only);
}
