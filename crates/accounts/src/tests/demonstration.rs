//! The demonstration: every side without a password.

use vocabulary::Role;

use super::desk::Desk;
use crate::{Persona, demonstration};

fn persona(login: &str, holder: &str, role: Role, place: &str) -> Persona {
    Persona { login: login.to_owned(), holder: holder.to_owned(), number: String::new(), role, place: place.to_owned() }
}

#[tokio::test]
async fn a_newcomer_sees_every_side_and_the_usual_one_first() {
    for fresh in testkit::databases().await {
        let desk = Desk::demonstrated(fresh).await;
        let (db, now) = (&desk.gate.house.db, desk.gate.watch.now());
        let section = [("number", "01"), ("name", "综合办公室"), ("modules", "企业、辖区")];
        desk.bureau.add(&directory::SECTIONS, &section).await;
        let personas = [
            persona("lin", "林若川", Role::Officer, "01"),
            persona("shi", "石正霖", Role::Leader, ""),
            persona("yu", "于星潇", Role::SystemAdministrator, ""),
        ];
        for _ in 0..2 {
            demonstration(db, &personas, now).await.unwrap();
        }
        let mut browser = desk.browser();
        let first = browser.get("/organisations").await;
        assert!(first.text().contains("切换角色，现为林若川 综合办公室 科室经办"), "{}: {}", desk.kind, first.text());
        assert!(first.body.contains("/organisations/new"));
        for side in ["局内", "三员管理"] {
            assert_eq!(first.body.matches(&format!("<legend>{side}</legend>")).count(), 1, "{side}");
        }
        assert_eq!(browser.post("/account/switch", &[("post", "3")]).await.location, "/");
        assert_eq!(browser.get("/organisations").await.status, 404, "an administrator sees no business");
        let accounts = browser.get("/accounts").await;
        assert!(accounts.text().contains("林若川"), "{}", accounts.text());
        assert_eq!(browser.post("/accounts/1/link", &[]).await.status, 409, "nobody has a password here");
        assert_eq!(browser.get("/account/password").await.status, 409);
        assert_eq!(browser.post("/account/switch", &[("post", "77")]).await.status, 404);
        browser.cookies = vec![("keshu_post".to_owned(), "' OR 1=1".to_owned())];
        assert_eq!(browser.get("/organisations").await.status, 200, "a strange cookie is the usual persona");
        let sign_in = browser.post("/sign-in", &[("name", "lin"), ("password", "")]).await;
        assert_eq!(sign_in.status, 401, "an account without a password opens no door");
    }
}
