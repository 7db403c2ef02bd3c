//! The page on which an officer judges the materials of an application one by one, and the checklist on its own page.

use askama::Template;
use axum::response::IntoResponse;
use cases::{CaseFile, matching, pages::Desk};
use listing::{
    Listing, Record,
    pages::{Answer, Beside, House, Panel},
    seen,
};
use procedure::Word;
use storage::{Db, Deed, Error, Problem, Result, Value, Work};
use vocabulary::{Day, Role};
use web::{Frame, Outcome, Visitor, go, page, shown_again, typed};

use super::{
    super::{HNTE_APPLICATIONS, Stage},
    FOUND, HNTE_MATERIALS, Item, State, checklist,
};

/// The checklist on the page of an application.
#[derive(Debug)]
pub(crate) struct OnApplications;

#[derive(Template)]
#[template(path = "application/materials/panel.html")]
struct ChecklistPanel {
    rows: Vec<RowView>,
    passed: usize,
    judge: Option<String>,
}

struct RowView {
    number: usize,
    name: &'static str,
    state: &'static str,
    sign: &'static str,
    file: String,
    href: String,
    added_on: String,
    opinion: String,
    error: String,
    found: String,
    /// Whether there is a file to judge.
    is_open: bool,
}

#[derive(Template)]
#[template(path = "application/materials/page.html")]
struct MaterialsPage<'a> {
    frame: Frame<'a>,
    name: String,
    back: String,
    rows: Vec<RowView>,
    found: &'static [&'static str],
    problems: Vec<Problem>,
    is_dirty: bool,
}

impl Beside for OnApplications {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            if listing.table != HNTE_APPLICATIONS.table {
                return Ok(Vec::new());
            }
            let case = CaseFile { listing, record: record.clone() };
            let items = checklist(house.reader(), &case).await?;
            let is_open = case.text("stage") == Stage::Submitted.label() && visitor.who.is_one_of(&[Role::Officer]);
            let panel = ChecklistPanel {
                passed: items.iter().filter(|item| item.state == State::Passed).count(),
                rows: items.into_iter().enumerate().map(|(at, item)| RowView::of(at, item, &case)).collect(),
                judge: is_open.then(|| format!("{}/materials", case.href())),
            };
            let html = panel.render().map_err(|error| Error::Fault(error.to_string()))?;
            Ok(vec![Panel { anchor: "checklist", title: "材料清单".to_owned(), html, leads: true }])
        })
    }
}

impl RowView {
    fn of(at: usize, item: Item, case: &CaseFile) -> RowView {
        let sign = match item.state {
            State::Missing => "",
            State::Waiting => "moving",
            State::Returned => "stopped",
            State::Passed => "done",
        };
        RowView {
            number: at + 1,
            name: item.name,
            state: item.state.label(),
            sign,
            href: item.file.as_ref().map_or(String::new(), |file| format!("{}/papers/{}", case.href(), file.id)),
            added_on: item.file.as_ref().map_or(String::new(), |file| file.added_on.to_string()),
            is_open: item.file.is_some(),
            file: item.file.map_or(String::new(), |file| file.file_name),
            found: if FOUND.contains(&item.state.label()) { item.state.label().to_owned() } else { String::new() },
            opinion: item.opinion,
            error: String::new(),
        }
    }
}

/// An application whose materials the visitor may judge now.
async fn judged(desk: &Desk, visitor: &Visitor, id: i64) -> Result<CaseFile> {
    let record = seen(desk.house.reader(), &HNTE_APPLICATIONS, &visitor.who, id).await?;
    visitor.who.require(&[Role::Officer])?;
    let case = CaseFile { listing: &HNTE_APPLICATIONS, record };
    if case.text("stage") == Stage::Submitted.label() {
        return Ok(case);
    }
    let stage = case.text("stage");
    Err(Error::Refused(format!("申请现在是“{stage}”，只有在“{}”时审核材料", Stage::Submitted.label())))
}

/// The form.
pub(crate) async fn form(desk: &Desk, visitor: &Visitor, id: i64) -> Outcome {
    let case = judged(desk, visitor, id).await?;
    page(&shown(desk, visitor, &case, &[], Vec::new()).await?)
}

/// Saves what was found.
pub(crate) async fn save(desk: &Desk, visitor: &Visitor, id: i64, pairs: &[(String, String)]) -> Outcome {
    let case = judged(desk, visitor, id).await?;
    let db = &desk.house.db;
    let deed = Judge { db, case: &case, pairs, by: visitor.actor(), today: desk.today() };
    match db.write(&visitor.actor(), &deed).await {
        Ok(()) => Ok(go(&case.href())),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let again = shown(desk, visitor, &case, pairs, problems).await?;
            Ok((status, page(&again)?).into_response())
        }
    }
}

async fn shown<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    case: &CaseFile,
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> Result<MaterialsPage<'a>> {
    let items = checklist(desk.house.reader(), case).await?;
    let mut rows: Vec<RowView> = items.into_iter().enumerate().map(|(at, item)| RowView::of(at, item, case)).collect();
    for row in rows.iter_mut().filter(|_| !pairs.is_empty()) {
        row.found = typed(pairs, &place("found", row.number)).to_owned();
        row.opinion = typed(pairs, &place("opinion", row.number)).to_owned();
        let place = place("opinion", row.number);
        row.error = problems.iter().find(|one| one.place == place).map_or(String::new(), |one| one.sentence.clone());
    }
    let frame = desk.house.frame(&HNTE_APPLICATIONS, visitor, "审核材料").siblings(Vec::new());
    Ok(MaterialsPage {
        frame: frame
            .crumb(HNTE_APPLICATIONS.title, HNTE_APPLICATIONS.path)
            .crumb(case.name(), &case.href())
            .crumb("审核材料", ""),
        name: case.name().to_owned(),
        back: case.href(),
        rows,
        found: FOUND,
        problems,
        is_dirty: !pairs.is_empty(),
    })
}

fn place(name: &str, number: usize) -> String {
    format!("{name}_{number}")
}

/// Enters what was found of each file: one line a file, changed while the application is looked at.
struct Judge<'a> {
    db: &'a Db,
    case: &'a CaseFile,
    pairs: &'a [(String, String)],
    by: String,
    today: Day,
}

impl Deed for Judge<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let now = CaseFile::read(work.reader(), &HNTE_APPLICATIONS, self.case.id()).await?;
        if now.text("stage") != self.case.text("stage") {
            return Err(Error::Refused("申请刚被办理过，请看过新情况再审核".to_owned()));
        }
        let mut problems = Vec::new();
        for (number, item) in (1..).zip(checklist(work.reader(), self.case).await?) {
            let found = typed(self.pairs, &place("found", number));
            let opinion = typed(self.pairs, &place("opinion", number));
            let Some(file) = item.file.filter(|_| FOUND.contains(&found)) else { continue };
            if found == State::Returned.label() && opinion.is_empty() {
                let sentence = format!("“{}”退回要写明原因", item.name);
                problems.push(Problem { place: place("opinion", number), sentence });
                continue;
            }
            let key = [("application", self.case.id().into()), ("file", Value::Int(file.id))];
            let row = vec![
                ("found", found.into()),
                ("opinion", Some(opinion).filter(|text| !text.is_empty()).map_or(Value::Null, Value::from)),
                ("judged_by", self.by.as_str().into()),
                ("judged_on", self.today.to_string().into()),
            ];
            let known = CaseFile::all(work.reader(), &HNTE_MATERIALS, matching(&HNTE_MATERIALS, &key)?).await?;
            match known.first() {
                Some(known) if known.text("found") == found && known.text("opinion") == opinion => {}
                Some(known) => known.write(work, self.db, row).await?,
                None => {
                    let row = row.into_iter().chain(key).chain([("item", item.name.into())]).collect();
                    cases::add(work, self.db, &HNTE_MATERIALS, row).await?;
                }
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
    }
}
