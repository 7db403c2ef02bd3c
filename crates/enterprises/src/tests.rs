//! What the stories of this module share: a bureau with two enterprises and people in every role, on each database, and its
//! pages.

mod figures;

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
use documents::{Attach, Shelf, upload::Incoming};
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

use crate::{ENTERPRISE_YEARS, HNTE_APPLICATIONS, HNTE_BATCHES, application::ITEMS};

/// The day on which stories begin: a Monday.
pub(crate) const TODAY: Day = day!(2026, 6, 1);

/// A bureau in which stories happen.
pub(crate) struct Story {
    pub(crate) bureau: Bureau,
    pub(crate) firm: i64,
    pub(crate) other_firm: i64,
    pub(crate) batch: i64,
    shelf: Shelf,
    _folder: TempDir,
}

impl Story {
    /// A bureau with an open batch and two enterprises, the first of which has reported three good years.
    pub(crate) async fn begin(fresh: Fresh) -> Story {
        let shared: [&[&'static Listing]; 4] =
            [directory::LISTINGS, accounts::LISTINGS, cases::LISTINGS, documents::LISTINGS];
        // The organisations are the directory's.
        let own = crate::MODULE.listings.iter().copied().skip(1);
        let listings = shared.concat().into_iter().chain(own);
        let bureau = Bureau::open(fresh, listings, TODAY).await;
        let home = [("code", "369903"), ("name", "某区"), ("level", "区县"), ("role", "本区")];
        bureau.add(&directory::REGIONS, &home).await;
        let firm = |uscc: &'static str, name: &'static str, town: &'static str| {
            [
                ("uscc", uscc),
                ("name", name),
                ("kind", "企业"),
                ("region", "369903"),
                ("town", town),
                ("sector", "工业陶瓷"),
                ("founded_on", "2018-03-01"),
            ]
        };
        let first = firm("91360313MA35TE5T29", "甲陶瓷公司", "窑头镇");
        let second = firm("91360313MA35TE6T0Q", "乙陶瓷公司", "白泥镇");
        let batch = [
            ("year", "2026"),
            ("batch", "第一批"),
            ("opens_on", "2026-05-06"),
            ("closes_on", "2026-06-12"),
            ("recommended_to", "市科学技术局"),
        ];
        let folder = tempfile::tempdir().unwrap();
        let story = Story {
            firm: bureau.add(&directory::ORGANISATIONS, &first).await,
            other_firm: bureau.add(&directory::ORGANISATIONS, &second).await,
            batch: bureau.add(&HNTE_BATCHES, &batch).await,
            shelf: Shelf::open(folder.path().join("files")).await.unwrap(),
            _folder: folder,
            bureau,
        };
        for (year, sales, rd) in [("2023", "2400", "150"), ("2024", "3200", "180"), ("2025", "4600", "220")] {
            story.reported(story.firm, year, sales, rd).await;
        }
        story
    }

    /// Enters what an enterprise reported of a year, in 万元.
    pub(crate) async fn reported(&self, firm: i64, year: &str, sales: &str, rd: &str) -> i64 {
        let firm = format!("#{firm}");
        let typed = [
            ("enterprise", firm.as_str()),
            ("year", year),
            ("sales", sales),
            ("rd_expense", rd),
            ("staff", "86"),
            ("technical_staff", "12"),
            ("net_assets", "1700"),
            ("total_income", "4650"),
            ("hightech_income", "3100"),
            ("total_assets", "2000"),
        ];
        self.bureau.add(&ENTERPRISE_YEARS, &typed).await
    }

    /// Somebody of the bureau in a role.
    pub(crate) fn of_bureau(&self, role: Role) -> Who {
        Who { name: format!("某{}", role.label()), role: Some(role), section: Some(1), ..Who::default() }
    }

    /// Somebody of an enterprise.
    pub(crate) fn of_firm(&self, unit: i64) -> Who {
        Who { name: "某企业人员".to_owned(), role: Some(Role::Enterprise), unit: Some(unit), ..Who::default() }
    }

    /// Begins a case.
    pub(crate) async fn begins<C: Handling>(&self, who: &Who, typed: &[(&str, &str)], today: Day) -> Result<i64> {
        begin::<C>(&self.bureau.db, who, &pairs(typed), today).await
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

    /// Why a step cannot be taken.
    pub(crate) async fn refused<C: Handling>(
        &self,
        who: &Who,
        id: i64,
        step: &str,
        typed: &[(&str, &str)],
        today: Day,
    ) -> String {
        match self.tries::<C>(who, id, step, typed, today).await {
            Err(error) => error.to_string(),
            Ok(taken) => panic!("{step} was taken: {}", taken.stage),
        }
    }

    /// Writes into the form of a case, as its page does.
    pub(crate) async fn writes(&self, listing: &'static Listing, id: i64, changes: &[(&str, &str)]) -> Result<i64> {
        let db = &self.bureau.db;
        let before = listing::records::row(db.reader(), listing, id).await?;
        let record = listing::query::record(db.reader(), listing, id).await?;
        let told = |(column, cell): (&listing::Column, &listing::Cell)| {
            let changed = changes.iter().find(|(name, _)| *name == column.name);
            let text = match (changed, &column.kind, &cell.value) {
                (Some((_, text)), ..) => (*text).to_owned(),
                (None, listing::Kind::Link(_), storage::Value::Int(id)) => format!("#{id}"),
                (None, _, value) => listing::cell::plain(column, value),
            };
            (column.name.to_owned(), text)
        };
        let typed: Vec<(String, String)> = listing.columns.iter().zip(&record.cells).map(told).collect();
        listing::records::change(db, "测试", listing, &before, &typed).await
    }

    /// Brings a file for each material of an application.
    pub(crate) async fn brings_materials(&self, application: i64) {
        for paper in ITEMS {
            let mut incoming = Incoming::begin(&self.shelf, &format!("{paper}.pdf"), Default::default()).await.unwrap();
            incoming.take(b"%PDF-1.4\n%%EOF\n").await.unwrap();
            let file = incoming.finish().await.unwrap();
            let attach = Attach {
                subject: HNTE_APPLICATIONS.table,
                record: application,
                paper,
                file: &file,
                by: "某企业人员",
                on: TODAY,
                limits: Default::default(),
            };
            self.bureau.db.write("某企业人员", &attach).await.unwrap();
        }
    }

    /// The pages of the bureau as of a day.
    pub(crate) fn pages(&self, today: Day) -> Pages {
        let db = self.bureau.db.clone().with_clock(Clock::Fixed(today));
        let identity = Identity { owner: "某区科学技术局".to_owned(), is_sample: false };
        let groups = vec![Group { title: crate::MODULE.title, listings: crate::MODULE.listings }];
        let handled: Box<dyn Beside> = Box::new(Handled { kinds: crate::KINDS.to_vec() });
        let house = House {
            beside: crate::beside().into_iter().chain([handled]).collect(),
            conducts: crate::KINDS.iter().map(|kind| kind.conduct()).collect(),
            ..House::new(db, self.bureau.registry.clone(), groups, Site::new(identity, Vec::new(), Vec::new()))
        };
        let shelf = Arc::new(self.shelf.clone());
        let desk = Arc::new(Desk { house: Arc::new(house), kinds: crate::KINDS.to_vec(), shelf });
        Pages(cases::pages::routes(&desk).merge(crate::routes(&desk)).merge(listing::pages::routes(&desk.house)))
    }
}

/// The pages of the bureau, each asked for by somebody.
pub(crate) struct Pages(Router);

/// What a page answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// Where it sends the reader, or nothing.
    pub(crate) location: String,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// What it says, on condition that it says all of this.
    #[track_caller]
    pub(crate) fn says(&self, all: &[&str]) -> String {
        let text = String::from_utf8_lossy(&self.bytes).into_owned();
        for said in all {
            assert!(text.contains(said), "{said} is not on the page ({}):\n{text}", self.status);
        }
        text
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

    async fn ask(&self, who: &Who, request: Request<Body>) -> Answer {
        let router = self.0.clone().layer(Extension(Arc::new(who.clone())));
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
