//! A bureau with a gate, a watch that can be set, and people whose accounts are ready.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use axum::{Router, middleware, routing::get};
use directory::{ORGANISATIONS, PEOPLE, REGIONS, SECTIONS};
use listing::{
    Listing,
    pages::{Group, House},
};
use storage::{Deed, Result, Value, Work};
use testkit::{Bureau, Fresh, day};
use vocabulary::Role;
use web::{Identity, Site};

use super::browser::Browser;
use crate::{
    ACCOUNTS, Gate, LISTINGS, Moment, POSTS, SECRETS, Watch,
    deeds::{Person, open_account},
    entry, known, routes,
};

/// The password of everybody whose account is ready.
pub(super) const PASSWORD: &str = "Lake-forest7walk";

/// The key of the phones of administrators whose accounts are ready.
pub(super) const PHONE: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// A bureau on a Wednesday morning.
pub(super) struct Desk {
    pub(super) gate: Arc<Gate>,
    pub(super) router: Router,
    seconds: Arc<AtomicI64>,
    pub(super) kind: &'static str,
    pub(super) bureau: Bureau,
}

static FIRMS: &[&Listing] = &[&ORGANISATIONS, &PEOPLE];
static PLACES: &[&Listing] = &[&REGIONS, &SECTIONS];

impl Desk {
    /// A bureau in which nobody has an account.
    pub(super) async fn open(fresh: Fresh) -> Desk {
        Desk::built(fresh, false).await
    }

    /// A bureau that is shown to newcomers.
    pub(super) async fn demonstrated(fresh: Fresh) -> Desk {
        Desk::built(fresh, true).await
    }

    async fn built(fresh: Fresh, is_demonstration: bool) -> Desk {
        let kind = fresh.kind;
        let listings = directory::LISTINGS.iter().chain(LISTINGS).copied();
        let bureau = Bureau::open(fresh, listings, day(2022, 6, 1)).await;
        bureau.add(&REGIONS, &[("code", "369903"), ("name", "瓷源区"), ("level", "区县"), ("role", "本区")]).await;
        let site = Site::new(Identity { owner: "瓷源区科学技术局".into(), is_sample: false }, Vec::new(), Vec::new());
        let groups = vec![Group { title: "企业", listings: FIRMS }, Group { title: "辖区", listings: PLACES }];
        let mut house = House::new(bureau.db.clone(), bureau.registry.clone(), groups, site);
        house.conducts.push(Box::new(crate::Opening));
        house.beside.push(Box::new(crate::Beside));
        let seconds = Arc::new(AtomicI64::new(Moment::parse("2022-06-01 09:00:00").unwrap().seconds()));
        let mut gate = Gate::new(Arc::new(house));
        gate.watch = Watch::Set(seconds.clone());
        gate.is_demonstration = is_demonstration;
        let gate = Arc::new(gate);
        let router = Router::new()
            .merge(routes(&gate))
            .merge(listing::pages::routes(&gate.house))
            .merge(for_readers())
            .layer(middleware::from_fn_with_state(gate.house.site.clone(), web::error_pages))
            .layer(middleware::from_fn_with_state(gate.clone(), known));
        Desk { gate, router: web::harden(router), seconds, kind, bureau }
    }

    /// A bureau in which these people can sign in: name, role, and the section, unit or region where the role has one.
    pub(super) async fn with(fresh: Fresh, people: &[(&str, Role, Option<&str>)]) -> Desk {
        let desk = Desk::open(fresh).await;
        let db = &desk.gate.house.db;
        let firm = [("uscc", "91360313MA35TE5T29"), ("name", "甲窑"), ("kind", "企业"), ("region", "369903")];
        desk.bureau.add(&ORGANISATIONS, &firm).await;
        for (number, name, modules) in [("01", "综合办公室", "企业、辖区"), ("02", "人才科", "人才")] {
            desk.bureau.add(&SECTIONS, &[("number", number), ("name", name), ("modules", modules)]).await;
        }
        let hash = desk.gate.hashing.hash(PASSWORD).await.unwrap();
        for (name, role, place) in people {
            let ready = Ready { desk: &desk, name, role: *role, place: *place, hash: &hash };
            db.write("测试", &ready).await.unwrap();
        }
        desk
    }

    /// Lets time pass.
    pub(super) fn pass(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    /// A browser that has never been here.
    pub(super) fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser in which somebody whose account is ready is signed in.
    pub(super) async fn signed_in(&self, name: &str) -> Browser {
        let mut browser = self.browser();
        let code = crate::second_factor_code(PHONE, self.gate.watch.now()).unwrap();
        let answer = browser.post("/sign-in", &[("name", name), ("password", PASSWORD), ("code", &code)]).await;
        assert_eq!(answer.status, 303, "{}: {name} signs in: {}", self.kind, answer.text());
        browser
    }

    /// How many records of a listing have this text in a column.
    pub(super) async fn count(&self, listing: &'static Listing, column: &'static str, text: &str) -> usize {
        let (db, by) = (&self.gate.house.db, [(column, Value::from(text))]);
        entry::latest(db.reader(), db, listing, &by, 1_000).await.unwrap().len()
    }

    /// The history and every row are as they should be.
    pub(super) async fn require_verified(&self) {
        let verified = storage::verify(&self.gate.house.db, |_, _| {}).await.unwrap();
        assert_eq!(verified.findings, [], "{}", self.kind);
    }
}

/// A page for those who read the bureau's business.
fn for_readers() -> Router {
    let page = get(async || "读到了").post(async || "改好了");
    Router::new().route("/figures", page).route_layer(middleware::from_fn(web::readers_only))
}

/// Somebody whose account is ready: with a password, with a phone where the role asks for one, in one post.
struct Ready<'a> {
    desk: &'a Desk,
    name: &'a str,
    role: Role,
    place: Option<&'a str>,
    hash: &'a str,
}

impl Deed for Ready<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let (db, now) = (&self.desk.gate.house.db, self.desk.gate.watch.now());
        let today = Value::from(now.day().to_string());
        let known = entry::find(work.reader(), db, &ACCOUNTS, &[("name", self.name.into())]).await?;
        let id = match known {
            Some(account) => account.id(),
            None => {
                let person = Person { login: self.name.to_owned(), holder: format!("{}某", self.name) };
                let id = open_account(work, db, &person, None, now).await?;
                let account = entry::of_id(work.reader(), db, &ACCOUNTS, id).await?;
                let set = [("must_change", "否".into()), ("password_set_on", today.clone())];
                entry::change(work, db, &account, &set).await?;
                let mut secrets = vec![("account", id.into()), ("password", self.hash.into())];
                if self.role.is_administrator() {
                    secrets.extend([("totp_key", PHONE.into()), ("totp_on", today.clone())]);
                }
                entry::add(work, db, &SECRETS, &secrets).await?;
                id
            }
        };
        let column = match self.role {
            Role::Superior => "region",
            role if role.is_of_unit() => "unit",
            _ => "section",
        };
        let place = match (column, self.place) {
            (_, None) => Value::Null,
            ("region", Some(region)) => region.into(),
            ("unit", Some(name)) => id_of(work, self.desk, &ORGANISATIONS, name).await?,
            (_, Some(name)) => id_of(work, self.desk, &SECTIONS, name).await?,
        };
        let post = [
            ("account", id.into()),
            ("role", self.role.label().into()),
            (column, place),
            ("granted_on", today),
            ("granted_by", "测试".into()),
        ];
        entry::add(work, db, &POSTS, &post).await?;
        Ok(())
    }
}

async fn id_of(work: &Work, desk: &Desk, listing: &'static Listing, name: &str) -> Result<Value> {
    let found = entry::find(work.reader(), &desk.gate.house.db, listing, &[("name", name.into())]).await?;
    Ok(found.map_or(Value::Null, |found| found.id().into()))
}
