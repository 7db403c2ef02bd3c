//! The life of the sample's projects, played as its people would play it: every case is begun by its form and moved by its
//! steps, on the days of 2022 on which that happened. So a newcomer meets projects in every stage, and whatever is shown of
//! them went through the same guards as their own would.

mod allowances;
mod contracts;
mod decision;
mod evaluations;
mod ladder;
mod needs;
mod proposals;
mod review;
mod watch;

use std::{path::Path, sync::Arc};

use ::matching::{Finder, Needle};
use axum::{
    Extension, Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use cases::{Asked, CaseFile, Kind, matching, pages::Desk};
use directory::{ORGANISATIONS, PEOPLE, SECTIONS};
use documents::Shelf;
use figures::Office;
use listing::{Listing, address};
use storage::{Clock, Db, Error, Result, Value};
use tower::ServiceExt;
use vocabulary::{Day, Role, day};
use web::Who;

use super::district::District;
use crate::{answers, modules};

/// What is typed into a form.
type Form<'a> = &'a [(&'a str, &'a str)];

/// The play: the house as of a day, and who acts in it.
pub(super) struct Play {
    office: Arc<Office>,
    shelf: Arc<Shelf>,
    today: Day,
    home: District,
}

/// Plays the year in a house that holds the sample's sheets. A house in which it was played already stays as it is.
///
/// # Errors
/// What a page or a step refused: then the sample and the rules have parted ways.
pub(crate) async fn play(office: &Arc<Office>, files: &Path) -> Result<usize> {
    if !CaseFile::all(office.reader(), &projects::CALLS, listing::Filter::default()).await?.is_empty() {
        return Ok(0);
    }
    let shelf = Arc::new(Shelf::open(files).await?);
    let mut play = Play { office: office.clone(), shelf, today: day!(2022, 1, 4), home: District::new(0) };
    let lists = proposals::year(&mut play).await?;
    contracts::year(&mut play, &lists).await?;
    review::waiting(&mut play).await?;
    watch::matters(&mut play).await?;
    allowances::weeks(&mut play).await?;
    ladder::year(&mut play).await?;
    needs::year(&mut play).await?;
    watch::signals(&play).await?;
    Ok(CaseFile::all(office.reader(), &cases::EVENTS, listing::Filter::default()).await?.len())
}

impl Play {
    /// Another day has come.
    async fn on(&mut self, today: Day) -> Result<()> {
        self.today = today;
        let db = self.db().clone().with_clock(Clock::Fixed(today));
        self.office = modules::furnish(db.clone(), answers::at_hand(&db)).await?;
        cases::pass(self.db(), &modules::kinds(), today).await.map(|_| ())
    }

    fn db(&self) -> &Db {
        &self.office.house.db
    }

    /// Who looks for answers. In a play everything happens at once, so the texts are read from the database itself.
    fn finder(&self) -> Finder {
        answers::finder(answers::at_hand(self.db()))
    }

    /// Somebody of a section of the bureau, by its number.
    async fn of_section(&self, role: Role, number: &str, name: &str) -> Result<Who> {
        let section = self.one(&SECTIONS, "number", number.into()).await?;
        Ok(Who {
            name: name.to_owned(),
            role: Some(role),
            section: Some(section.id()),
            section_name: section.name().to_owned(),
            keeps: section.text("modules").split('、').map(str::to_owned).collect(),
            ..Who::default()
        })
    }

    /// The officer who handles projects.
    async fn officer(&self) -> Result<Who> {
        self.of_section(Role::Officer, "02", "谭映书").await
    }

    /// The head of the section that handles projects.
    async fn head(&self) -> Result<Who> {
        self.of_section(Role::Head, "02", "傅承舟").await
    }

    /// A leader.
    fn leader(&self) -> Who {
        Who { name: "石正霖".to_owned(), role: Some(Role::Leader), ..Who::default() }
    }

    /// Who pays.
    fn finance(&self) -> Who {
        Who { name: "姜明安".to_owned(), role: Some(Role::Finance), ..Who::default() }
    }

    /// Somebody of a firm, by its place among the firms.
    async fn firm(&self, at: usize) -> Result<Who> {
        let unit = self.one(&ORGANISATIONS, "uscc", self.home.firm(at).into()).await?;
        Ok(Who {
            name: format!("{}经办", unit.text("short_name")),
            role: Some(Role::Enterprise),
            unit: Some(unit.id()),
            unit_name: unit.name().to_owned(),
            unit_code: unit.text("uscc").to_owned(),
            ..Who::default()
        })
    }

    /// An expert, by the person that they are.
    async fn expert(&self, person: i64) -> Result<Who> {
        let file = CaseFile::read(self.office.reader(), &PEOPLE, person).await?;
        Ok(Who { name: file.name().to_owned(), role: Some(Role::Expert), person: Some(person), ..Who::default() })
    }

    /// A record.
    async fn read(&self, listing: &'static Listing, id: i64) -> Result<CaseFile> {
        CaseFile::read(self.office.reader(), listing, id).await
    }

    /// The one record of a listing with this value.
    async fn one(&self, listing: &'static Listing, column: &str, value: Value) -> Result<CaseFile> {
        let told = format!("{value:?}");
        let found = CaseFile::all(self.office.reader(), listing, matching(listing, &[(column, value)])?).await?;
        found.into_iter().next().ok_or_else(|| Error::Fault(format!("the sample has no {} {told}", listing.table)))
    }

    /// All records of a listing with this value.
    async fn all(&self, listing: &'static Listing, column: &str, value: Value) -> Result<Vec<CaseFile>> {
        CaseFile::all(self.office.reader(), listing, matching(listing, &[(column, value)])?).await
    }

    /// Begins a case.
    async fn begin(&self, listing: &Listing, who: &Who, form: Form<'_>) -> Result<i64> {
        let begun = self.kind(listing)?.begin(self.db(), who, &pairs(form), self.today).await;
        begun.map_err(|error| part(format!("{} {}", self.today, listing.title), &error))
    }

    /// Takes a step.
    async fn step(&self, listing: &Listing, who: &Who, id: i64, step: &str, form: Form<'_>) -> Result<()> {
        let typed = pairs(form);
        let asked = Asked { who, id, step, typed: &typed, seen: None, today: self.today };
        let taken = self.kind(listing)?.take(self.db(), &asked).await;
        taken.map(|_| ()).map_err(|error| part(format!("{} {} #{id} {step}", self.today, listing.title), &error))
    }

    /// Sends a form of a page.
    async fn post(&self, who: &Who, path: &str, form: Form<'_>) -> Result<()> {
        let body = Body::from(address::encode(&pairs(form)));
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
        let (status, text) = self.ask(who, request).await?;
        if status == StatusCode::SEE_OTHER {
            return Ok(());
        }
        let said: String = text.split("role=\"alert\"").nth(1).unwrap_or(&text).chars().take(600).collect();
        Err(Error::Fault(format!("{} {path}: {status} {said}", self.today)))
    }

    /// Sends the form of a record: what stands in it already, with these fields changed.
    async fn post_form(&self, who: &Who, path: &str, form: Form<'_>) -> Result<()> {
        let (_, page) = self.ask(who, Request::get(format!("{path}/edit")).body(Body::empty())).await?;
        let seen = page.split("name=\"_seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let mut whole = vec![("_seen", seen.unwrap_or_default())];
        whole.extend_from_slice(form);
        self.post(who, path, &whole).await
    }

    /// Sends a form of a page that must be seen first: it says what somebody saw.
    async fn post_seen(&self, who: &Who, path: &str, form: Form<'_>) -> Result<()> {
        let (_, page) = self.ask(who, Request::get(path).body(Body::empty())).await?;
        let seen = page.split("name=\"_seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let seen = seen.unwrap_or_default().replace("&#124;", "|");
        let mut whole = vec![("_seen", seen.as_str())];
        whole.extend_from_slice(form);
        self.post(who, path, &whole).await
    }

    async fn ask(&self, who: &Who, request: axum::http::Result<Request<Body>>) -> Result<(StatusCode, String)> {
        let fault = |error: &dyn std::fmt::Display| Error::Fault(error.to_string());
        let desk = Desk { house: self.office.house.clone(), kinds: modules::kinds(), shelf: self.shelf.clone() };
        let desk = Arc::new(desk);
        let needle = Needle { desk: desk.clone(), finder: self.finder() };
        let router = Router::new()
            .merge(projects::routes(&desk))
            .merge(enterprises::routes(&desk))
            .merge(::matching::routes(&Arc::new(needle)))
            .merge(listing::pages::routes(&self.office.house))
            .layer(Extension(Arc::new(who.clone())));
        let response = router.oneshot(request.map_err(|error| fault(&error))?).await.map_err(|error| fault(&error))?;
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 8 << 20).await.map_err(|error| fault(&error))?;
        Ok((status, String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Lays every paper to a case that it must have.
    async fn attach_all(&self, who: &Who, listing: &'static Listing, id: i64) -> Result<()> {
        let case = self.read(listing, id).await?;
        let papers = self.kind(listing)?.papers(self.office.reader(), &case).await?;
        for paper in papers.iter().filter(|paper| paper.required) {
            self.attach(who, listing, id, &paper.name).await?;
        }
        Ok(())
    }

    /// Lays a paper to a case.
    async fn attach(&self, who: &Who, listing: &'static Listing, id: i64, paper: &str) -> Result<()> {
        let mut incoming =
            documents::upload::Incoming::begin(&self.shelf, &format!("{paper}.pdf"), Default::default()).await?;
        incoming.take(PAPER).await?;
        let file = incoming.finish().await?;
        let attach = documents::Attach {
            subject: listing.table,
            record: id,
            paper,
            file: &file,
            by: &who.actor(),
            on: self.today,
            limits: Default::default(),
        };
        self.db().write(&who.actor(), &attach).await.map(|_| ())
    }

    fn kind(&self, listing: &Listing) -> Result<&'static dyn Kind> {
        let found = modules::kinds().into_iter().find(|kind| kind.listing().table == listing.table);
        found.ok_or_else(|| Error::Fault(format!("{} is no kind of case", listing.table)))
    }
}

/// A paper of the sample: one page with nothing on it.
const PAPER: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 \
obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 \
00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n";

fn pairs(form: Form<'_>) -> Vec<(String, String)> {
    form.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn part(what: String, error: &Error) -> Error {
    Error::Fault(format!("{what}: {error}"))
}
