//! A bureau with two sections, two firms and somebody in every post, in which requests for the seal are handled.

use std::sync::Arc;

use accounts::{ACCOUNTS, POSTS};
use axum::{Router, middleware};
use cases::{Asked, CaseFile, EVENTS, Kind, MESSAGES, Of, Taken, begin, mark, pages::Desk, pages::Handled, take};
use directory::{ORGANISATIONS, REGIONS, SECTIONS};
use listing::{
    Filter, Listing,
    pages::{Group, House},
};
use storage::{Db, Deed, Result, Work};
use testkit::Fresh;
use vocabulary::{Day, Role, day};
use web::{Identity, Site, Who};

use super::{
    book::{BOOKS, Book, USES},
    browser::Browser,
    seal::{REQUESTS, Request},
};

/// The day on which stories begin: the Monday before the National Day holidays.
pub(crate) const TODAY: Day = day!(2022, 9, 26);

static REQUEST: Of<Request> = Of::new();
static BOOK: Of<Book> = Of::new();

/// The kinds of cases.
pub(crate) fn kinds() -> Vec<&'static dyn Kind> {
    vec![&REQUEST, &BOOK]
}

static SEALS: &[&Listing] = &[&REQUESTS, &BOOKS, &USES];

/// A bureau.
pub(crate) struct Bureau {
    pub(crate) desk: Arc<Desk>,
    pub(crate) kind: &'static str,
    /// Sections 1 and 2.
    pub(crate) sections: [i64; 2],
    /// Two firms.
    pub(crate) firms: [i64; 2],
    people: Vec<(&'static str, Who)>,
    fresh: testkit::Bureau,
    _files: tempfile::TempDir,
}

/// Login, role, and the number of the section or firm.
const PEOPLE: [(&str, Role, usize); 11] = [
    ("wang", Role::Enterprise, 0),
    ("wu", Role::Enterprise, 0),
    ("xu", Role::Enterprise, 1),
    ("li", Role::Officer, 0),
    ("liu", Role::Officer, 0),
    ("lu", Role::Officer, 1),
    ("he", Role::Head, 0),
    ("song", Role::Leader, 0),
    ("sun", Role::Leader, 0),
    ("jian", Role::Supervisor, 0),
    ("shen", Role::AuditAdministrator, 0),
];

impl Bureau {
    pub(crate) async fn open(fresh: Fresh) -> Bureau {
        let shared: [&[&'static Listing]; 4] =
            [directory::LISTINGS, accounts::LISTINGS, cases::LISTINGS, documents::LISTINGS];
        let listings = shared.concat().into_iter().chain(SEALS.iter().copied());
        let kind = fresh.kind;
        let fresh = testkit::Bureau::open(fresh, listings, TODAY).await;
        let home = [("code", "369903"), ("name", "瓷源区"), ("level", "区县"), ("role", "本区")];
        fresh.add(&REGIONS, &home).await;
        let mut sections = [0; 2];
        for (section, (number, name)) in sections.iter_mut().zip([("1", "办公室"), ("2", "成果科")]) {
            *section = fresh.add(&SECTIONS, &[("number", number), ("name", name), ("modules", "用章")]).await;
        }
        let mut firms = [0; 2];
        for (firm, (uscc, name)) in
            firms.iter_mut().zip([("91360313MA35TE5T29", "甲窑"), ("91360313MA35TE6T0Q", "乙窑")])
        {
            let firm_of = [("uscc", uscc), ("name", name), ("kind", "企业"), ("region", "369903")];
            *firm = fresh.add(&ORGANISATIONS, &firm_of).await;
        }
        let mut people = Vec::new();
        for (login, role, place) in PEOPLE {
            people.push((login, employed(&fresh, login, role, sections[place], firms[place]).await));
        }
        let group = Group { title: "用章", listings: SEALS };
        let site = Site::new(Identity { owner: "瓷源区科学技术局".into(), is_sample: false }, Vec::new(), Vec::new());
        let mut house = House::new(fresh.db.clone(), fresh.registry.clone(), vec![group], site);
        house.beside.push(Box::new(Handled { kinds: kinds() }));
        house.conducts = kinds().into_iter().map(Kind::conduct).collect();
        let files = tempfile::tempdir().unwrap();
        let shelf = Arc::new(documents::Shelf::open(files.path()).await.unwrap());
        let desk = Arc::new(Desk { house: Arc::new(house), kinds: kinds(), shelf });
        Bureau { desk, kind, sections, firms, people, fresh, _files: files }
    }

    pub(crate) fn db(&self) -> &Db {
        &self.fresh.db
    }

    /// The same database as another process would hold it.
    pub(crate) async fn another_process(&self) -> Db {
        testkit::open(&self.fresh.fresh, self.fresh.registry.tables(), TODAY).await
    }

    /// Somebody by their login.
    pub(crate) fn who(&self, login: &str) -> &Who {
        self.people.iter().find(|(known, _)| *known == login).map(|(_, who)| who).unwrap()
    }

    /// Everybody.
    pub(crate) fn everybody(&self) -> impl Iterator<Item = &Who> {
        self.people.iter().map(|(_, who)| who)
    }

    /// A browser in which somebody is signed in; nobody for the public.
    pub(crate) fn browser(&self, login: &str) -> Browser {
        let router = Router::new()
            .merge(cases::pages::routes(&self.desk))
            .merge(listing::pages::routes(&self.desk.house))
            .layer(middleware::from_fn_with_state(self.desk.house.site.clone(), web::error_pages));
        let who = if login == "nobody" { Who::default() } else { self.who(login).clone() };
        Browser::new(router, Arc::new(who))
    }

    /// A draft of wang's firm for the first section.
    pub(crate) async fn draft(&self, title: &str) -> i64 {
        let section = format!("#{}", self.sections[0]);
        let typed = [("title", title), ("section", &section), ("purpose", "投标"), ("copies", "3")];
        begin::<Request>(self.db(), self.who("wang"), &pairs(&typed), TODAY).await.unwrap()
    }

    /// A request that was handed in on the first day.
    pub(crate) async fn submitted(&self, title: &str) -> i64 {
        let id = self.draft(title).await;
        self.does("wang", id, "Submit", &[], TODAY).await;
        id
    }

    /// A request on notice from the first day until another.
    pub(crate) async fn on_notice(&self, title: &str, until: Day) -> i64 {
        let id = self.submitted(title).await;
        let until = until.to_string();
        let typed = [("notice_until", until.as_str()), ("minutes", "〔2022〕9 号"), ("held_on", "2022-09-26")];
        self.does("song", id, "Publish", &typed, TODAY).await;
        id
    }

    /// A book with room for so many uses of the seal.
    pub(crate) async fn book(&self, room: &str) -> i64 {
        let typed = [("number", "2022"), ("title", "2022 年登记本"), ("room", room)];
        begin::<Book>(self.db(), self.who("li"), &pairs(&typed), TODAY).await.unwrap()
    }

    /// Tries a step of a request.
    pub(crate) async fn tries(
        &self,
        login: &str,
        id: i64,
        step: &str,
        typed: &[(&str, &str)],
        today: Day,
    ) -> Result<Taken> {
        let typed = pairs(typed);
        let asked = Asked { who: self.who(login), id, step, typed: &typed, seen: None, today };
        take::<Request>(self.db(), &asked).await
    }

    /// Takes a step of a request, on condition that nothing stands in the way.
    pub(crate) async fn does(&self, login: &str, id: i64, step: &str, typed: &[(&str, &str)], today: Day) {
        let tried = self.tries(login, id, step, typed, today).await;
        tried.unwrap_or_else(|error| panic!("{}: {step}: {error}", self.kind));
    }

    /// A request as it stands.
    pub(crate) async fn request(&self, id: i64) -> CaseFile {
        CaseFile::read(self.db().reader(), &REQUESTS, id).await.unwrap()
    }

    /// What somebody sees of a request before they act.
    pub(crate) async fn seen(&self, id: i64) -> String {
        let steps = cases::story(self.db().reader(), REQUESTS.table, id).await.unwrap().len();
        mark(self.request(id).await.text("stage"), i64::try_from(steps).unwrap())
    }

    /// Every record of a listing.
    pub(crate) async fn all(&self, listing: &'static Listing) -> Vec<CaseFile> {
        CaseFile::all(self.db().reader(), listing, Filter::default()).await.unwrap()
    }

    /// The subjects of the messages to somebody, the earliest first.
    pub(crate) async fn told(&self, login: &str) -> Vec<String> {
        let account = self.who(login).account;
        let mut told = self.all(&MESSAGES).await;
        told.retain(|message| message.number("account") == account);
        told.reverse();
        told.iter().map(|message| message.text("subject").to_owned()).collect()
    }

    /// How many rows there are of everything that a step may write.
    pub(crate) async fn sizes(&self) -> [usize; 4] {
        let requests = self.all(&REQUESTS).await.iter().filter(|case| case.text("stage") == "已用印").count();
        [requests, self.all(&EVENTS).await.len(), self.all(&USES).await.len(), self.all(&MESSAGES).await.len()]
    }

    /// Writes to a record behind the back of its procedure.
    pub(crate) async fn set(&self, case: &CaseFile, column: &'static str, value: storage::Value) {
        let set = Set { db: self.db(), case, column, value };
        self.db().write("测试", &set).await.unwrap();
    }

    /// The history and every row are as they should be.
    pub(crate) async fn require_verified(&self) {
        let verified = storage::verify(self.db(), |_, _| {}).await.unwrap();
        assert_eq!(verified.findings, [], "{}", self.kind);
    }
}

struct Set<'a> {
    db: &'a Db,
    case: &'a CaseFile,
    column: &'static str,
    value: storage::Value,
}

impl Deed for Set<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        self.case.write(work, self.db, vec![(self.column, self.value.clone())]).await
    }
}

/// Opens an account with a post, and says who that is.
async fn employed(fresh: &testkit::Bureau, login: &'static str, role: Role, section: i64, firm: i64) -> Who {
    let mail = format!("{login}@example.gov.cn");
    let mut account = vec![
        ("name", login),
        ("holder", login),
        ("state", "启用"),
        ("created_on", "2022-01-01"),
        ("enabled_on", "2022-01-01"),
        ("must_change", "否"),
    ];
    if login != "wu" {
        account.push(("email", &mail));
    }
    let account = fresh.add(&ACCOUNTS, &account).await;
    let (own, place, of_firm) = (format!("#{account}"), format!("#{section}"), format!("#{firm}"));
    let mut post =
        vec![("account", own.as_str()), ("role", role.label()), ("granted_on", "2022-01-01"), ("granted_by", "测试")];
    if role.is_of_unit() {
        post.push(("unit", &of_firm));
    }
    if role.is_of_section() {
        post.push(("section", &place));
    }
    let post = fresh.add(&POSTS, &post).await;
    Who {
        account: Some(account),
        post: Some(post),
        name: login.to_owned(),
        role: Some(role),
        unit: role.is_of_unit().then_some(firm),
        section: role.is_of_section().then_some(section),
        ..Who::default()
    }
}

/// Typed fields.
pub(crate) fn pairs(typed: &[(&str, &str)]) -> Vec<(String, String)> {
    typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}
