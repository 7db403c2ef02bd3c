//! The three administrators: how a house gets them, what each may do, and that none can do it alone.

use directory::ORGANISATIONS;
use vocabulary::Role;

use super::{
    browser::{Answer, Browser},
    desk::{Desk, PASSWORD, PHONE},
};
use crate::{ACCOUNTS, POSTS, is_genuine, second_factor_code};

const OFFICER: (&str, Role, Option<&str>) = ("chen", Role::Officer, Some("综合办公室"));
const SYSTEM: (&str, Role, Option<&str>) = ("yu", Role::SystemAdministrator, None);
const SECURITY: (&str, Role, Option<&str>) = ("tian", Role::SecurityAdministrator, None);
const AUDIT: (&str, Role, Option<&str>) = ("jin", Role::AuditAdministrator, None);
const THREE: [(&str, &str); 6] = [
    ("login0", "yu"),
    ("holder0", "于星潇"),
    ("login1", "tian"),
    ("holder1", "田安锐"),
    ("login2", "jin"),
    ("holder2", "金思昭"),
];

#[tokio::test]
async fn a_house_without_accounts_gets_its_three_administrators() {
    for fresh in testkit::databases().await {
        let desk = Desk::open(fresh).await;
        let mut browser = desk.browser();
        let page = browser.get("/organisations").await;
        assert!(page.text().contains("尚未建立账号"), "{}: {}", desk.kind, page.text());
        let mut twice = THREE;
        twice[3].1 = "于星潇";
        let refused = browser.post("/accounts/open", &twice).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("应是三个人") && refused.body.contains("于星潇"), "{}", refused.text());
        let links = browser.post("/accounts/open", &THREE).await;
        assert_eq!(links.status, 200, "{}", links.text());
        assert_eq!(browser.get("/organisations").await.status, 303, "{}: now one must sign in", desk.kind);
        assert_eq!(browser.get("/accounts/open").await.status, 303);
        let link = links.address("/account/first?token=");
        set_password(&mut browser, &link).await;
        let replayed = browser.get(&link).await;
        assert_eq!(replayed.status, 409, "a link is good once");
        assert!(replayed.text().contains("已经用过或已过期"), "{}", replayed.text());
        let replayed = post_password(&mut browser, &link, "Other-forest7walk").await;
        assert_eq!(replayed.status, 409);
        first_sign_in_of_an_administrator(&desk, &mut browser).await;
        desk.require_verified().await;
    }
}

/// Nothing can be done before there is a second factor.
async fn first_sign_in_of_an_administrator(desk: &Desk, browser: &mut Browser) {
    let answer = browser.post("/sign-in", &[("name", "yu"), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(browser.get("/accounts").await.location, "/account/second-factor");
    assert_eq!(browser.post("/accounts", &[("name", "x")]).await.location, "/account/second-factor");
    let page = browser.get("/account/second-factor").await;
    assert!(page.body.contains("<svg class=\"qr\""), "{}", page.body);
    let (key, signature) = (page.field("key"), page.field("signature"));
    let code = second_factor_code(&key, desk.gate.watch.now()).unwrap();
    let foreign = [("key", PHONE), ("signature", signature.as_str()), ("code", "287082")];
    assert_eq!(browser.post("/account/second-factor", &foreign).await.status, 409, "a key of somebody else");
    let wrong = [("key", key.as_str()), ("signature", signature.as_str()), ("code", "000000")];
    let again = browser.post("/account/second-factor", &wrong).await;
    assert_eq!((again.status, again.field("key")), (422, key.clone()), "the phone need not be set up again");
    let right = [("key", key.as_str()), ("signature", signature.as_str()), ("code", code.as_str())];
    assert_eq!(browser.post("/account/second-factor", &right).await.location, "/account");
    assert_eq!(browser.get("/accounts").await.status, 200);
}

async fn set_password(browser: &mut Browser, link: &str) {
    let page = browser.get(link).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let weak = post_password(browser, link, "password").await;
    assert_eq!(weak.status, 422);
    let answer = post_password(browser, link, PASSWORD).await;
    assert_eq!(answer.location, "/sign-in?why=set", "{}", answer.text());
}

async fn post_password(browser: &mut Browser, link: &str, password: &str) -> Answer {
    let token = link.split_once("token=").unwrap().1;
    browser.post("/account/first", &[("token", token), ("password", password), ("again", password)]).await
}

#[tokio::test]
async fn one_administrator_opens_the_account_and_another_grants_the_post() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[SYSTEM, SECURITY]).await;
        let (mut system, mut security) = (desk.signed_in("yu").await, desk.signed_in("tian").await);
        assert!(system.get("/accounts").await.body.contains("/accounts/new"), "the list has the button");
        let bad = system.post("/accounts", &[("name", "Wang Hai"), ("holder", "王海")]).await;
        assert_eq!(bad.status, 422, "{}", bad.text());
        let opened = system.post("/accounts", &[("name", "wang.hai"), ("holder", "王<b>海</b>")]).await;
        assert_eq!(opened.location, "/accounts/3", "{}", opened.text());
        let page = system.get("/accounts/3").await;
        assert!(page.text().contains("还没有口令") && !page.body.contains("<b>海"), "{}", page.text());
        let link = system.post("/accounts/3/link", &[]).await.address("/account/first?token=");
        assert!(!system.get("/accounts/3").await.body.contains("token="), "a link is shown once");
        let grant = [("account", "wang.hai"), ("role", "科室经办"), ("section", "#1 综合办公室")];
        assert_eq!(system.post("/posts/grant", &grant).await.status, 403, "who opens accounts grants nothing");
        assert_eq!(security.post("/accounts", &[("name", "x.y"), ("holder", "某")]).await.status, 403);
        assert_eq!(security.post("/accounts/3/link", &[]).await.status, 403);
        let without = security.post("/posts/grant", &[("account", "wang.hai"), ("role", "企业")]).await;
        assert_eq!(without.status, 422);
        assert!(without.text().contains("应填写单位"), "{}", without.text());
        let granted = security.post("/posts/grant", &grant).await;
        assert_eq!(granted.location, "/posts/3", "{}: {}", desk.kind, granted.text());
        let twice = security.post("/posts/grant", &grant).await;
        assert!(twice.text().contains("已有同样的岗位"), "{}", twice.text());
        let mut wang = desk.browser();
        set_password(&mut wang, &link).await;
        let form = [("name", "wang.hai"), ("password", PASSWORD), ("next", "/organisations")];
        assert_eq!(wang.post("/sign-in", &form).await.status, 303);
        assert!(wang.get("/organisations").await.body.contains("/organisations/new"), "{}", desk.kind);
        desk.require_verified().await;
    }
}

#[tokio::test]
async fn administrators_hold_no_other_post_and_grant_nothing_to_themselves() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[SYSTEM, SECURITY, OFFICER, ("ren", Role::SecurityAdministrator, None)]).await;
        let mut security = desk.signed_in("tian").await;
        let refusals = [
            (("yu", "科室经办"), "不能再任"),
            (("yu", "审计管理员"), "不能再任"),
            (("chen", "系统管理员"), "不能再任"),
            (("tian", "局领导"), "不能给自己"),
            (("chen", "专家"), "人员"),
            (("nobody", "局领导"), "没有“nobody”"),
            (("chen", "皇帝"), "角色"),
        ];
        for ((account, role), said) in refusals {
            let form = [("account", account), ("role", role), ("section", "#1")];
            let answer = security.post("/posts/grant", &form).await;
            assert!([409, 422].contains(&answer.status), "{}: {account} {role}: {}", desk.kind, answer.status);
            assert!(answer.text().contains(said), "{account} {role}: {}", answer.text());
        }
        assert_eq!(desk.count(&POSTS, "granted_by", "测试").await, 4);
        let own = security.post("/posts/2/end", &[]).await;
        assert_eq!(own.status, 409, "{}", own.text());
        // A colleague may end it, and then the page that is still open grants nothing more.
        let stale = security.clone();
        assert_eq!(desk.signed_in("ren").await.post("/posts/2/end", &[]).await.status, 303);
        let form = [("account", "chen"), ("role", "局领导")];
        assert_eq!(stale.clone().post("/posts/grant", &form).await.status, 401, "{}", desk.kind);
    }
}

#[tokio::test]
async fn administrators_see_no_business_and_the_bureau_sees_no_accounts() {
    for fresh in testkit::databases().await {
        let firm = ("paomo", Role::Enterprise, Some("甲窑"));
        let desk = Desk::with(fresh, &[SYSTEM, SECURITY, AUDIT, OFFICER, firm]).await;
        for administrator in ["yu", "tian", "jin"] {
            let mut browser = desk.signed_in(administrator).await;
            for address in ["/organisations", "/organisations/1", "/organisations.csv", "/people", "/organisations/9"] {
                assert_eq!(browser.get(address).await.status, 404, "{}: {administrator} {address}", desk.kind);
            }
            assert_eq!(browser.get("/accounts").await.status, 200);
        }
        for somebody in ["chen", "paomo"] {
            let mut browser = desk.signed_in(somebody).await;
            for address in ["/accounts", "/accounts/1", "/accounts.csv", "/posts", "/sign-ins", "/accounts/9"] {
                assert_eq!(browser.get(address).await.status, 404, "{somebody} {address}");
            }
            for address in
                ["/accounts/unused", "/posts/grant", "/posts/sections", "/audit", "/audit/lines.jsonl?from=1"]
            {
                assert_eq!(browser.get(address).await.status, 403, "{somebody} {address}");
            }
            for address in ["/accounts/1/stop", "/accounts/1/link", "/accounts/1/second-factor", "/posts/1/end"] {
                assert_eq!(browser.post(address, &[]).await.status, 403, "{somebody} {address}");
            }
        }
        assert_eq!(desk.count(&ACCOUNTS, "state", "停用").await, 0);
    }
}

#[tokio::test]
async fn neither_administrator_gets_into_the_account_of_another_alone() {
    let desk = Desk::with(testkit::sqlite(), &[SYSTEM, SECURITY, AUDIT]).await;
    let mut system = desk.signed_in("yu").await;
    let link = system.post("/accounts/3/link", &[]).await.address("/account/first?token=");
    let answer = post_password(&mut desk.browser(), &link, "Other-forest7walk").await;
    assert_eq!(answer.status, 422, "the phone of its owner is asked for");
    assert_eq!(system.post("/accounts/3/second-factor", &[]).await.status, 403);
    let mut security = desk.signed_in("tian").await;
    assert_eq!(security.post("/accounts/3/second-factor", &[]).await.status, 303);
    assert_eq!(post_password(&mut desk.browser(), &link, "Other-forest7walk").await.status, 303, "two together can");
}

#[tokio::test]
async fn a_link_ends_a_lock_and_is_gone_after_a_day() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[SYSTEM, OFFICER]).await;
        let mut system = desk.signed_in("yu").await;
        let mut chen = desk.browser();
        for _ in 0..5 {
            chen.post("/sign-in", &[("name", "chen"), ("password", "x")]).await;
        }
        let link = system.post("/accounts/2/link", &[]).await.address("/account/first?token=");
        let new = "Kiln-fire4evening";
        assert_eq!(post_password(&mut chen, &link, new).await.status, 303);
        assert_eq!(chen.post("/sign-in", &[("name", "chen"), ("password", new)]).await.status, 303, "{}", desk.kind);
        let link = system.post("/accounts/2/link", &[]).await.address("/account/first?token=");
        desk.pass(24 * 3_600 + 1);
        assert_eq!(chen.get(&link).await.status, 409);
    }
}

#[tokio::test]
async fn what_a_section_keeps_is_set_by_the_security_administrator() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[SECURITY, OFFICER]).await;
        let (mut security, mut chen) = (desk.signed_in("tian").await, desk.signed_in("chen").await);
        let firm = [("uscc", "91350100M000100Y43"), ("name", "乙窑"), ("kind", "企业"), ("region", "369903")];
        let form = [("number", "01"), ("name", "综合办公室"), ("modules", "辖区")];
        assert_eq!(chen.post("/posts/sections/1", &form).await.status, 403, "not for oneself");
        assert_eq!(chen.post("/sections/1", &form).await.status, 403);
        assert_eq!(security.post("/posts/sections/1", &form).await.status, 303);
        assert_eq!(chen.post("/organisations", &firm).await.status, 403, "{}: at once", desk.kind);
        let back = [("number", "01"), ("name", "综合办公室"), ("modules", "企业"), ("modules", "辖区")];
        assert_eq!(security.post("/posts/sections/1", &back).await.status, 303);
        assert_eq!(chen.post("/organisations", &firm).await.status, 303);
        let added = [("number", "03"), ("name", "财务室")];
        let none = security.post("/posts/sections", &added).await;
        assert_eq!(none.status, 422, "a section keeps something");
        assert!(none.body.contains("财务室"), "{}", none.text());
        assert_eq!(desk.count(&ORGANISATIONS, "name", "乙窑").await, 1);
    }
}

#[tokio::test]
async fn unused_accounts_are_found_and_stopped() {
    let desk = Desk::with(testkit::sqlite(), &[SYSTEM, OFFICER]).await;
    desk.pass(80 * 86_400);
    desk.signed_in("yu").await;
    desk.pass(11 * 86_400);
    let mut system = desk.browser();
    let code = second_factor_code(PHONE, desk.gate.watch.now()).unwrap();
    system.post("/sign-in", &[("name", "yu"), ("password", PASSWORD), ("code", &code)]).await;
    let new = "Kiln-fire4evening";
    assert_eq!(system.get("/accounts/unused").await.location, "/account/password");
    system.post("/account/password", &[("before", PASSWORD), ("password", new), ("again", new)]).await;
    desk.pass(30);
    let code = second_factor_code(PHONE, desk.gate.watch.now()).unwrap();
    system.post("/sign-in", &[("name", "yu"), ("password", new), ("code", &code)]).await;
    let page = system.get("/accounts/unused").await;
    assert!(page.text().contains("chen某") && !page.text().contains("yu某 yu"), "{}", page.text());
    assert_eq!(system.post("/accounts/unused", &[]).await.status, 303);
    assert!(system.get("/accounts/unused").await.text().contains("没有闲置账号"));
    assert_eq!(desk.count(&ACCOUNTS, "state", "停用").await, 1);
}

#[tokio::test]
async fn the_audit_administrator_reads_everything_and_takes_it_out_signed() {
    for fresh in testkit::databases().await {
        let desk = Desk::with(fresh, &[AUDIT, OFFICER]).await;
        desk.browser().post("/sign-in", &[("name", "chen"), ("password", "x")]).await;
        let mut audit = desk.signed_in("jin").await;
        assert!(audit.get("/sign-ins").await.text().contains("密码错误"), "{}", desk.kind);
        assert_eq!(audit.get("/history").await.status, 200);
        assert!(audit.get("/audit").await.body.contains("/audit/lines.jsonl?from=1"));
        let file = audit.get("/audit/lines.jsonl?from=1").await.body;
        let seal = desk.gate.house.db.seal();
        let (from, to) = is_genuine(seal, &file).unwrap();
        assert_eq!((from, usize::try_from(to).unwrap()), (1, file.lines().count() - 1));
        for (what, altered) in [
            ("a word", file.replacen("系统", "公众", 1)),
            ("a line", file.lines().skip(1).map(|line| format!("{line}\n")).collect()),
            ("the end", file.trim_end().to_owned()),
            ("everything", String::new()),
        ] {
            assert_eq!(is_genuine(seal, &altered), None, "{what}");
        }
        assert!(!file.contains("$argon2id$") && !file.contains(PHONE), "no secret stands in the history");
        assert_eq!(audit.get("/audit/lines.jsonl?from=0").await.status, 422);
        assert_eq!(audit.get("/audit/lines.jsonl?from=999999").await.status, 409);
    }
}
