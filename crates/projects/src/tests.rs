//! What the stories of this module share: a bureau with a section, two firms and people in every role, on each database,
//! and its pages.

use std::sync::Arc;

use axum::{
    Extension, Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use cases::{
    Asked, Handling, Taken, begin,
    pages::{Desk, Handled},
    take,
};
use documents::Shelf;
use listing::{
    Listing, address,
    pages::{Beside, Group, House},
};
use storage::{Clock, Result};
use tempfile::TempDir;
use testkit::{Bureau, Fresh};
use tower::ServiceExt;
use vocabulary::{Day, Role, day};
use web::{Identity, Site, Who};

/// The day on which stories begin: a Monday.
pub(crate) const TODAY: Day = day!(2022, 3, 7);

/// A bureau in which stories happen.
pub(crate) struct Story {
    pub(crate) bureau: Bureau,
    pub(crate) section: i64,
    pub(crate) firm: i64,
    pub(crate) other_firm: i64,
}

impl Story {
    /// A bureau with a section, two firms of the district, and nothing else.
    pub(crate) async fn begin(fresh: Fresh) -> Story {
        let shared: [&[&'static Listing]; 5] =
            [directory::LISTINGS, accounts::LISTINGS, cases::LISTINGS, review::LISTINGS, documents::LISTINGS];
        let listings = shared.concat().into_iter().chain(crate::MODULE.listings.iter().copied());
        let bureau = Bureau::open(fresh, listings, TODAY).await;
        let home = [("code", "369903"), ("name", "某区"), ("level", "区县"), ("role", "本区")];
        bureau.add(&directory::REGIONS, &home).await;
        let section = [("number", "1"), ("name", "计划科"), ("modules", "项目")];
        let section = bureau.add(&directory::SECTIONS, &section).await;
        let firm = |uscc: &'static str, name: &'static str| {
            [("uscc", uscc), ("name", name), ("kind", "企业"), ("region", "369903")]
        };
        Story {
            section,
            firm: bureau.add(&directory::ORGANISATIONS, &firm("91360313MA35TE5T29", "甲陶瓷公司")).await,
            other_firm: bureau.add(&directory::ORGANISATIONS, &firm("91360313MA35TE6T0Q", "乙陶瓷公司")).await,
            bureau,
        }
    }

    /// Changes columns of a record behind the back of its procedure, as a form would write them.
    pub(crate) async fn change(&self, listing: &'static Listing, id: i64, changes: &[(&str, &str)]) {
        let db = &self.bureau.db;
        let before = listing::records::row(db.reader(), listing, id).await.unwrap();
        let record = listing::query::record(db.reader(), listing, id).await.unwrap();
        let typed: Vec<(String, String)> = listing
            .columns
            .iter()
            .zip(&record.cells)
            .map(|(column, cell)| {
                let changed = changes.iter().find(|(name, _)| *name == column.name);
                let text = match (changed, &column.kind, &cell.value) {
                    (Some((_, text)), ..) => (*text).to_owned(),
                    (None, listing::Kind::Link(_), storage::Value::Int(id)) => format!("#{id}"),
                    (None, _, value) => listing::cell::plain(column, value),
                };
                (column.name.to_owned(), text)
            })
            .collect();
        listing::records::change(db, "测试", listing, &before, &typed).await.unwrap();
    }

    /// Somebody of the bureau in a role; officers and heads are of the section.
    pub(crate) fn of_bureau(&self, role: Role) -> Who {
        Who { name: format!("某{}", role.label()), role: Some(role), section: Some(self.section), ..Who::default() }
    }

    /// Somebody of a firm.
    pub(crate) fn of_firm(&self, unit: i64) -> Who {
        Who { name: "某企业人员".to_owned(), role: Some(Role::Enterprise), unit: Some(unit), ..Who::default() }
    }

    /// Begins a case.
    pub(crate) async fn begins<C: Handling>(&self, who: &Who, typed: &[(&str, &str)], today: Day) -> i64 {
        begin::<C>(&self.bureau.db, who, &pairs(typed), today).await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// Tries a step.
    pub(crate) async fn tries<C: Handling>(
        &self,
        who: &Who,
        id: i64,
        step: &str,
        typed: &[(&str, &str)],
        today: Day,
    ) -> Result<Taken> {
        let typed = pairs(typed);
        take::<C>(&self.bureau.db, &Asked { who, id, step, typed: &typed, seen: None, today }).await
    }

    /// Takes a step, on condition that nothing stands in the way.
    pub(crate) async fn does<C: Handling>(
        &self,
        who: &Who,
        id: i64,
        step: &str,
        typed: &[(&str, &str)],
        today: Day,
    ) -> &'static str {
        self.tries::<C>(who, id, step, typed, today).await.unwrap_or_else(|error| panic!("{step}: {error}")).stage
    }
}

/// The pages of the bureau, as of a day, each asked for by somebody.
pub(crate) struct Pages {
    router: Router,
    _folder: TempDir,
    pub(crate) desk: Arc<Desk>,
}

/// What a page answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// Where it sends the reader, or nothing.
    pub(crate) location: String,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// What it says.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// What it says, on condition that it says all of this.
    #[track_caller]
    pub(crate) fn says(&self, all: &[&str]) -> String {
        let text = self.text();
        for said in all {
            assert!(text.contains(said), "{said} is not on the page ({}):\n{text}", self.status);
        }
        text
    }

    /// The value of a hidden field.
    #[track_caller]
    pub(crate) fn hidden(&self, name: &str) -> String {
        let text = self.text();
        let (_, rest) = text.split_once(&format!("name=\"{name}\" value=\"")).expect("the page has the field");
        rest.split('"').next().unwrap_or_default().to_owned()
    }
}

impl Story {
    /// The pages of the bureau as of a day.
    pub(crate) async fn pages(&self, today: Day) -> Pages {
        let folder = tempfile::tempdir().unwrap();
        let db = self.bureau.db.clone().with_clock(Clock::Fixed(today));
        let identity = Identity { owner: "某区科学技术局".to_owned(), is_sample: false };
        let groups = vec![Group { title: crate::MODULE.title, listings: crate::MODULE.listings }];
        let handled: Box<dyn Beside> = Box::new(Handled { kinds: crate::KINDS.to_vec() });
        let house = House {
            beside: crate::beside().into_iter().chain([handled]).collect(),
            conducts: crate::KINDS.iter().map(|kind| kind.conduct()).collect(),
            ..House::new(db, self.bureau.registry.clone(), groups, Site::new(identity, Vec::new(), Vec::new()))
        };
        let shelf = Arc::new(Shelf::open(folder.path().join("files")).await.unwrap());
        let desk = Arc::new(Desk { house: Arc::new(house), kinds: crate::KINDS.to_vec(), shelf });
        let router = cases::pages::routes(&desk).merge(crate::routes(&desk)).merge(listing::pages::routes(&desk.house));
        Pages { router, _folder: folder, desk }
    }
}

impl Pages {
    /// Asks for a page.
    pub(crate) async fn get(&self, who: &Who, address: &str) -> Answer {
        self.ask(who, Request::builder().uri(address).body(Body::empty()).unwrap()).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, who: &Who, address: &str, typed: &[(&str, &str)]) -> Answer {
        let request = Request::builder()
            .method(Method::POST)
            .uri(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(address::encode(&pairs(typed))))
            .unwrap();
        self.ask(who, request).await
    }

    /// Sends a file for a paper.
    pub(crate) async fn upload(&self, who: &Who, address: &str, paper: &str, name: &str, bytes: &[u8]) -> Answer {
        let field = format!("--part\r\nContent-Disposition: form-data; name=\"paper\"\r\n\r\n{paper}\r\n");
        let file = format!("--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let body = [field.as_bytes(), file.as_bytes(), bytes, b"\r\n--part--\r\n"].concat();
        let request = Request::builder()
            .method(Method::POST)
            .uri(address)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=part")
            .body(Body::from(body))
            .unwrap();
        self.ask(who, request).await
    }

    async fn ask(&self, who: &Who, request: Request<Body>) -> Answer {
        let router = self.router.clone().layer(Extension(Arc::new(who.clone())));
        let response = router.oneshot(request).await.unwrap();
        let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
        Answer {
            status: response.status(),
            location: location.unwrap_or_default().to_owned(),
            bytes: to_bytes(response.into_body(), 64 << 20).await.unwrap().to_vec(),
        }
    }
}

/// Typed fields.
pub(crate) fn pairs(typed: &[(&str, &str)]) -> Vec<(String, String)> {
    typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}
