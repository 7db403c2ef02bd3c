//! How sessions end, and that nobody makes one for themselves.

use storage::{Db, Deed, Result, Work};
use vocabulary::Role;

use super::desk::{Desk, PASSWORD};
use crate::{ACCOUNTS, SIGN_INS, entry};

const OFFICER: (&str, Role, Option<&str>) = ("chen", Role::Officer, Some("综合办公室"));
const SYSTEM: (&str, Role, Option<&str>) = ("yu", Role::SystemAdministrator, None);
const SECURITY: (&str, Role, Option<&str>) = ("tian", Role::SecurityAdministrator, None);

/// Somebody used an account on a day.
pub(super) struct Used<'a> {
    pub(super) db: &'a Db,
    pub(super) account: i64,
    pub(super) on: &'static str,
}

impl Deed for Used<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let account = entry::of_id(work.reader(), self.db, &ACCOUNTS, self.account).await?;
        entry::change(work, self.db, &account, &[("last_used_on", self.on.into())]).await?;
        Ok(())
    }
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_without_a_request() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[OFFICER]).await;
        let mut browser = desk.signed_in("chen").await;
        let stolen = browser.clone();
        for _ in 0..3 {
            desk.pass(29 * 60);
            assert_eq!(browser.get("/organisations").await.status, 200, "{}: still at work", desk.kind);
        }
        assert_eq!(stolen.clone().get("/organisations").await.location, "/sign-in?next=%2Forganisations&why=idle");
        // The old ticket ended the sign-in for everybody who has one: better out than shared.
        let ended = browser.get("/organisations").await;
        assert_eq!(ended.location, "/sign-in?next=%2Forganisations&why=elsewhere", "{}", desk.kind);
        assert_eq!(desk.count(&SIGN_INS, "ended_why", "闲置超时").await, 1);
        let page = browser.get("/sign-in?why=idle").await;
        assert!(page.text().contains("30 分钟没有操作"), "{}", page.text());
    }
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_busy() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[OFFICER]).await;
        let mut browser = desk.signed_in("chen").await;
        for _ in 0..36 {
            desk.pass(20 * 60);
            assert_eq!(browser.get("/organisations").await.status, 200);
        }
        desk.pass(60);
        let answer = browser.get("/organisations").await;
        assert_eq!(answer.location, "/sign-in?next=%2Forganisations&why=over", "{}", desk.kind);
        assert!(browser.cookies.is_empty(), "the browser forgets the ticket");
        assert_eq!(desk.count(&SIGN_INS, "ended_why", "满时结束").await, 1);
    }
}

#[tokio::test]
async fn each_sign_in_is_a_new_session_and_all_can_be_ended_at_once() {
    let desk = Desk::with(testkit::sqlite(), &[OFFICER]).await;
    let mut office = desk.signed_in("chen").await;
    let mut home = desk.signed_in("chen").await;
    assert_ne!(office.cookies, home.cookies);
    assert_eq!(office.post("/account/sign-out-everywhere", &[]).await.location, "/sign-in?why=out");
    assert_eq!(home.get("/organisations").await.location, "/sign-in?next=%2Forganisations&why=elsewhere");
    assert_eq!(desk.count(&SIGN_INS, "ended_why", "在各处退出").await, 2);
}

#[tokio::test]
async fn a_made_up_or_altered_ticket_is_no_ticket() {
    let desk = Desk::with(testkit::sqlite(), &[OFFICER, SYSTEM]).await;
    let chen = desk.signed_in("chen").await;
    let ticket = chen.cookies.first().unwrap().1.clone();
    let parts: Vec<&str> = ticket.split('.').collect();
    let [id, key, post, seen, signature] = parts.as_slice() else { panic!("{ticket}") };
    let altered = [
        format!("{}.{key}.{post}.{seen}.{signature}", 2),
        format!("{id}.{key}.2.{seen}.{signature}"),
        format!("{id}.{key}.{post}.9999999999.{signature}"),
        format!("{id}.{key}.{post}.{seen}.{}", "0".repeat(64)),
        format!("{id}.{key}.{post}.{seen}."),
        "1".to_owned(),
        "';DROP TABLE account;--".to_owned(),
    ];
    for ticket in altered {
        let mut browser = desk.browser();
        browser.cookies.push(("keshu_session".to_owned(), ticket.clone()));
        assert_eq!(browser.get("/organisations").await.location, "/sign-in?next=%2Forganisations", "{ticket}");
    }
}

#[tokio::test]
async fn stopping_an_account_or_ending_a_post_puts_somebody_out_at_once() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[OFFICER, SYSTEM, SECURITY]).await;
        let (mut system, mut security) = (desk.signed_in("yu").await, desk.signed_in("tian").await);
        let mut chen = desk.signed_in("chen").await;
        assert_eq!(security.post("/posts/1/end", &[]).await.status, 303, "{}", desk.kind);
        assert_eq!(chen.get("/organisations").await.location, "/sign-in?next=%2Forganisations&why=elsewhere");
        // The account is still there, but nothing can be done with it.
        let mut chen = desk.browser();
        assert_eq!(chen.post("/sign-in", &[("name", "chen"), ("password", PASSWORD)]).await.status, 303);
        let without = chen.get("/organisations").await;
        assert_eq!(without.status, 403);
        assert!(without.text().contains("还没有岗位"), "{}", without.text());
        assert_eq!(chen.get("/account").await.status, 200);
        assert_eq!(system.post("/accounts/1/stop", &[]).await.status, 303);
        assert_eq!(chen.get("/account").await.location, "/sign-in?next=%2Faccount&why=elsewhere");
        assert_eq!(chen.post("/sign-in", &[("name", "chen"), ("password", PASSWORD)]).await.status, 401);
        assert_eq!(system.post("/accounts/1/start", &[]).await.status, 303);
        assert_eq!(chen.post("/sign-in", &[("name", "chen"), ("password", PASSWORD)]).await.status, 303);
        desk.require_verified().await;
    }
}

#[tokio::test]
async fn somebody_with_two_posts_acts_in_one_at_a_time() {
    for fresh in testkit::databases().await {
        let leader = ("chen", Role::Leader, None);
        let desk = Desk::with(fresh, &[OFFICER, leader]).await;
        let mut browser = desk.signed_in("chen").await;
        let first = browser.get("/organisations").await;
        assert!(first.body.contains("/organisations/new"), "the officer keeps the list");
        assert!(first.text().contains("综合办公室 科室经办"), "{}", first.text());
        assert_eq!(browser.post("/account/switch", &[("post", "2")]).await.location, "/");
        let second = browser.get("/organisations").await;
        assert!(!second.body.contains("/organisations/new"), "{}: the leader only reads it", desk.kind);
        let refused = browser.post("/organisations", &[("name", "乙窑")]).await;
        assert_eq!(refused.status, 403, "{}", refused.text());
        assert_eq!(browser.post("/account/switch", &[("post", "99")]).await.status, 404);
    }
}

#[tokio::test]
async fn whoever_finds_an_open_desk_cannot_guess_the_password_there() {
    let desk = Desk::with(testkit::sqlite(), &[OFFICER]).await;
    let mut browser = desk.signed_in("chen").await;
    let new = "Kiln-fire4evening";
    for _ in 0..5 {
        let guess = [("before", "Guess-number1x"), ("password", new), ("again", new)];
        let answer = browser.post("/account/password", &guess).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("现用口令不对"), "{}", answer.text());
    }
    let right = [("before", PASSWORD), ("password", new), ("again", new)];
    assert!(browser.post("/account/password", &right).await.text().contains("账号已锁定"));
    desk.pass(31 * 60);
    assert_eq!(desk.signed_in("chen").await.post("/account/password", &right).await.location, "/sign-in?why=set");
}

#[tokio::test]
async fn the_superior_bureau_reads_and_changes_nothing_and_a_unit_does_not_read() {
    let people = [
        OFFICER,
        SYSTEM,
        ("paomo", Role::Enterprise, Some("甲窑")),
        ("shiju", Role::Superior, Some("3699")),
        ("elsewhere", Role::Superior, Some("3601")),
    ];
    let desk = Desk::with(testkit::sqlite(), &people).await;
    for (name, reads, changes) in [("chen", 200, 200), ("shiju", 200, 403), ("paomo", 403, 403), ("yu", 403, 403)] {
        let mut browser = desk.signed_in(name).await;
        let answers = (browser.get("/figures").await.status, browser.post("/figures", &[]).await.status);
        assert_eq!(answers, (reads, changes), "{name}");
    }
    assert_eq!(desk.browser().get("/figures").await.status, 303);
    let mut superior = desk.signed_in("shiju").await;
    assert!(superior.get("/organisations").await.text().contains("甲窑"));
    assert!(!desk.signed_in("elsewhere").await.get("/organisations").await.text().contains("甲窑"));
}
