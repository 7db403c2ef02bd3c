//! Following the history, sight before counting, and what happens when the folder breaks.

use std::{fs, sync::Arc};

use axum::{Router, body::Body, http::Request};
use listing::{Audience, CodeKind, Listing, Registry, choice, code, link, long_text, pages::House, records, text};
use testkit::{Bureau, databases, sqlite};
use tower::ServiceExt;
use vocabulary::Role;
use web::{Identity, Site, Who};

use crate::{Breadth, Engine, Found, Wanted, pages};

static UNITS: Listing = Listing {
    table: "unit",
    path: "/units",
    title: "单位",
    key: &["code"],
    name: &["name"],
    audience: Audience::Public,
    columns: &[
        code("code", "编号", CodeKind::Number).required().searched(),
        text("name", "名称").required().searched(),
    ],
    ..Listing::BLANK
};

static PLANS: Listing = Listing {
    table: "plan",
    path: "/plans",
    title: "项目",
    key: &["number"],
    name: &["title"],
    owner: Some("unit"),
    withheld: &["草稿"],
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched(),
        text("title", "名称").required().searched(),
        link("unit", "单位", &UNITS).required(),
        choice("stage", "状态", &["草稿", "已提交"]).required(),
        long_text("abstract", "摘要"),
        long_text("opinion", "评审意见").inner(),
        text("contact", "联系人").searched().personal(),
    ],
    ..Listing::BLANK
};

static SECRETS: Listing =
    Listing { table: "secret", path: "/secrets", title: "密钥", kept: listing::Kept::Inside, ..UNITS };

/// A house of two units with a plan each, one of them a draft, and the index of it in a folder.
struct Office {
    house: Arc<House>,
    engine: Engine,
    folder: tempfile::TempDir,
    _bureau: Bureau,
}

async fn office(fresh: testkit::Fresh) -> Office {
    let bureau = Bureau::open(fresh, [&UNITS, &PLANS, &SECRETS], testkit::day(2022, 8, 7)).await;
    let registry = Registry::new([&UNITS, &PLANS, &SECRETS]);
    let house =
        House::new(bureau.db.clone(), registry, Vec::new(), Site::new(Identity::default(), Vec::new(), Vec::new()));
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::at(folder.path().join("index"), None);
    let office = Office { house: Arc::new(house), engine, folder, _bureau: bureau };
    office.add(&UNITS, &[("code", "U1"), ("name", "甲陶瓷厂")]).await;
    office.add(&UNITS, &[("code", "U2"), ("name", "乙印染公司")]).await;
    let first = [("number", "2022-001"), ("title", "高温釉料"), ("unit", "U1"), ("stage", "已提交")];
    let about = [
        ("abstract", "研究高温陶瓷釉料的配方。白度达到九十二度。"),
        ("opinion", "资金偏高建议核减"),
        ("contact", "赵样例"),
    ];
    office.add(&PLANS, &[&first[..], &about[..]].concat()).await;
    let second = [("number", "2022-002"), ("title", "秘密染整工艺"), ("unit", "U2"), ("stage", "草稿")];
    office.add(&PLANS, &[&second[..], &[("abstract", "超临界二氧化碳无水染色。")]].concat()).await;
    office.add(&SECRETS, &[("code", "S1"), ("name", "玄机密语")]).await;
    office
}

impl Office {
    async fn add(&self, listing: &'static Listing, typed: &[(&str, &str)]) -> i64 {
        let typed: Vec<(String, String)> =
            typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        records::add(&self.house.db, "试", listing, &typed).await.unwrap()
    }

    async fn change(&self, listing: &'static Listing, id: i64, typed: &[(&str, &str)]) {
        let before = records::row(self.house.reader(), listing, id).await.unwrap();
        let typed: Vec<(String, String)> =
            typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        records::change(&self.house.db, "试", listing, &before, &typed).await.unwrap();
    }

    /// What somebody finds, as `table:id`, after the index has caught up.
    async fn find(&self, who: &Who, text: &str) -> Vec<String> {
        self.answer(who, text).await.hits.iter().map(|hit| format!("{}:{}", hit.table, hit.id)).collect()
    }

    async fn answer(&self, who: &Who, text: &str) -> Found {
        assert_eq!(self.engine.freshened(&self.house).await.unwrap().lag(), 0);
        let reach = self.engine.reach(&self.house, who).await.unwrap();
        let wanted = Wanted { breadth: Breadth::Most, ..Wanted::like(text, reach) };
        self.engine.find(wanted).await.unwrap()
    }

    async fn page(&self, who: &Who, query: &str) -> String {
        let desk = pages::Desk { house: self.house.clone(), engine: self.engine.clone() };
        let router: Router = pages::routes(desk);
        let mut request = Request::get(format!("/search?{query}")).body(Body::empty()).unwrap();
        request.extensions_mut().insert(Arc::new(who.clone()));
        let response = router.oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200, "{query}");
        let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    }
}

fn officer() -> Who {
    Who { role: Some(Role::Officer), name: "经办".to_owned(), ..Who::default() }
}

fn enterprise(unit: i64) -> Who {
    Who { role: Some(Role::Enterprise), unit: Some(unit), ..Who::default() }
}

#[tokio::test]
async fn everybody_finds_what_they_may_see_and_no_hint_of_anything_else() {
    for fresh in databases().await {
        let kind = fresh.kind;
        let office = office(fresh).await;
        let public = Who::default();
        let expected: [(&Who, &str, &[&str]); 15] = [
            (&officer(), "陶瓷釉料", &["plan:1"]),
            (&officer(), "2022-001", &["plan:1"]),
            (&officer(), "建议核减", &["plan:1"]),
            (&enterprise(1), "陶瓷釉料", &["plan:1"]),
            (&enterprise(1), "建议核减", &[]),
            (&enterprise(2), "陶瓷釉料", &[]),
            (&enterprise(2), "超临界染色", &["plan:2"]),
            (&enterprise(1), "超临界染色", &[]),
            (&officer(), "超临界染色", &[]),
            (&Who::of_open_house(), "超临界染色", &["plan:2"]),
            (&public, "甲陶瓷厂", &["unit:1"]),
            (&public, "超临界染色", &[]),
            (&Who::of_open_house(), "玄机密语", &[]),
            (&Who::of_open_house(), "赵样例", &[]),
            (&Who::house(), "赵样例", &[]),
        ];
        for (who, text, found) in expected {
            let answer = office.answer(who, text).await;
            let hits: Vec<String> = answer.hits.iter().map(|hit| format!("{}:{}", hit.table, hit.id)).collect();
            assert_eq!(hits, found, "{kind}: {:?} looks for {text}", who.role);
            assert_eq!(answer.total, found.len());
            let counted: usize = answer.by_table.iter().map(|(_, count)| count).sum();
            assert_eq!(counted, found.len(), "what is hidden is not counted either");
        }
        let page = office.page(&enterprise(1), "q=超临界染色&kind=plan").await;
        assert!(page.contains("没有找到") && !page.contains("秘密染整"), "{page}");
        let nothing = office.page(&enterprise(1), "q=绝无此词&kind=plan").await;
        let said = |page: &str, text: &str| page.split("<main").nth(1).unwrap().replace(text, "");
        assert_eq!(said(&page, "超临界染色"), said(&nothing, "绝无此词"), "hidden and missing read the same");
    }
}

#[tokio::test]
async fn what_is_written_is_found_at_once_and_what_refers_to_it_too() {
    for fresh in databases().await {
        let office = office(fresh).await;
        let bureau = officer();
        assert_eq!(office.find(&bureau, "甲陶瓷厂").await, ["unit:1", "plan:1"]);
        office.change(&UNITS, 1, &[("code", "U1"), ("name", "甲精密机械厂")]).await;
        assert_eq!(office.find(&bureau, "甲精密机械厂").await, ["unit:1", "plan:1"]);
        assert_eq!(office.find(&bureau, "甲陶瓷厂").await, [""; 0]);
        let draft = [("number", "2022-002"), ("title", "无水染整"), ("unit", "U2"), ("stage", "已提交")];
        office.change(&PLANS, 2, &draft).await;
        assert_eq!(office.find(&bureau, "无水染整").await, ["plan:2"]);
        records::remove(&office.house.db, "试", &PLANS, 2).await.unwrap();
        assert_eq!(office.find(&bureau, "无水染整").await, [""; 0]);
    }
}

#[tokio::test]
async fn an_index_that_is_lost_damaged_or_of_another_house_is_made_again() {
    let office = office(sqlite()).await;
    let bureau = officer();
    let folder = office.folder.path().join("index");
    assert_eq!(office.find(&bureau, "陶瓷釉料").await, ["plan:1"]);

    fs::remove_dir_all(&folder).unwrap();
    let standing = office.engine.standing(&office.house).await.unwrap();
    assert!(standing.lag() > 0 && standing.trouble.is_some(), "{standing:?}");
    assert_eq!(office.find(&bureau, "陶瓷釉料").await, ["plan:1"]);
    assert_eq!(office.engine.standing(&office.house).await.unwrap().trouble, None);

    for file in fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()) {
        let bytes = fs::read(&file).unwrap();
        fs::write(&file, bytes.get(..bytes.len() / 2).unwrap()).unwrap();
    }
    let engine = Engine::at(&folder, None);
    assert_eq!(engine.follow(&office.house).await.unwrap().lag(), 0);
    let reach = engine.reach(&office.house, &bureau).await.unwrap();
    assert_eq!(engine.find(Wanted::like("釉料", reach)).await.unwrap().total, 1);
    drop(engine);

    let other = self::office(sqlite()).await;
    other.add(&UNITS, &[("code", "U3"), ("name", "丙轴承厂")]).await;
    let engine = Engine::at(&folder, None);
    engine.follow(&other.house).await.unwrap();
    let reach = engine.reach(&other.house, &bureau).await.unwrap();
    assert_eq!(engine.find(Wanted::like("轴承", reach)).await.unwrap().total, 1);
}

#[tokio::test]
async fn an_index_goes_on_where_it_stopped() {
    let office = office(sqlite()).await;
    let reached = office.engine.follow(&office.house).await.unwrap().reached;
    let again = Engine::at(office.folder.path().join("index"), None);
    office.add(&UNITS, &[("code", "U3"), ("name", "丙轴承厂")]).await;
    let standing = again.follow(&office.house).await.unwrap();
    assert_eq!((standing.reached, standing.trouble), (reached + 1, None));
    for number in 0..30 {
        office.add(&UNITS, &[("code", &format!("N{number}")), ("name", "丁轴承厂")]).await;
        again.follow(&office.house).await.unwrap();
    }
    let pieces = fs::read_dir(office.folder.path().join("index")).unwrap();
    let pieces = pieces.filter(|file| file.as_ref().unwrap().path().extension().is_some_and(|kind| kind == "store"));
    assert!(pieces.count() < 15, "small pieces are made one");
    again.forget().await.unwrap();
    assert!(!office.folder.path().join("index").exists());
    assert_eq!(again.follow(&office.house).await.unwrap().reached, reached + 31);
}

#[tokio::test]
async fn any_text_gets_a_page() {
    let office = office(sqlite()).await;
    let bureau = officer();
    for query in [
        "",
        "q=",
        "q=%20",
        "q=釉",
        "q=AND+(",
        "q=%22*-",
        "q=%F0%9F%98%80",
        "q=%FF%FE",
        "q=陶瓷&kind=none",
        "q=陶瓷&page=999",
        "q=陶瓷&page=x&kind=plan,unit",
    ] {
        office.page(&bureau, query).await;
    }
    let page = office.page(&bureau, "q=陶瓷釉料").await;
    assert!(page.contains("<mark>陶瓷釉料</mark>") && page.contains("/plans/1"), "{page}");
    let desk = pages::Desk { house: office.house.clone(), engine: office.engine.clone() };
    let long = format!("q={}", "陶瓷AND(".repeat(12_500));
    let request = Request::post("/search")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(long))
        .unwrap();
    assert_eq!(pages::routes(desk).oneshot(request).await.unwrap().status(), 200);
}
