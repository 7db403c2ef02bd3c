//! What each indicator had reached at half time or at the end, as the unit enters it beside what was agreed.

use askama::Template;
use axum::response::IntoResponse;
use cases::{CaseFile, pages::Desk};
use listing::{Column, Listing, cell};
use storage::{Db, Deed, Error, Problem, Reader, Result, Value, Work};
use web::{Frame, Outcome, Visitor, go, page, shown_again, typed};

use super::{
    input::{self, Input},
    open_to,
};
use crate::{
    CONTRACTS, INDICATORS, PROGRESS_REPORTS,
    contract::{indicators, progress::MIDTERM},
};

#[derive(Template)]
#[template(path = "contract/pages/values.html")]
struct ValuesPage<'a> {
    frame: Frame<'a>,
    title: &'static str,
    name: String,
    action: String,
    back: String,
    inputs: Vec<Input>,
    problems: Vec<Problem>,
    is_dirty: bool,
}

/// A listing of cases and the column of indicators that they give values to.
type Giving = (&'static Listing, &'static str);

/// The form.
pub(super) async fn form(desk: &Desk, visitor: &Visitor, giving: Giving, id: i64) -> Outcome {
    open_to(desk, visitor, giving.0, id).await?;
    let (case, indicators) = read(desk.house.reader(), giving.0, id).await?;
    let pairs: Vec<(String, String)> = indicators.iter().map(|one| (place(one), plain(one, giving.1))).collect();
    page(&shown(desk, visitor, giving, (&case, &indicators), &pairs, Vec::new())?)
}

/// Saves what was typed, all of it or nothing.
pub(super) async fn save(
    desk: &Desk,
    visitor: &Visitor,
    giving: Giving,
    id: i64,
    pairs: &[(String, String)],
) -> Outcome {
    open_to(desk, visitor, giving.0, id).await?;
    let (case, indicators) = read(desk.house.reader(), giving.0, id).await?;
    let column = column(giving.1)?;
    let mut problems = Vec::new();
    let mut values = Vec::new();
    for indicator in &indicators {
        match input::read(column, &place(indicator), pairs) {
            Ok(value) => values.push((indicator.clone(), value)),
            Err(problem) => problems.push(problem),
        }
    }
    let db = &desk.house.db;
    let deed = Save { db, column: giving.1, case: &case, values };
    let saved =
        if problems.is_empty() { db.write(&visitor.actor(), &deed).await } else { Err(Error::Invalid(problems)) };
    match saved {
        Ok(()) => Ok(go(&case.href())),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let mut again = shown(desk, visitor, giving, (&case, &indicators), pairs, problems)?;
            again.is_dirty = true;
            Ok((status, page(&again)?).into_response())
        }
    }
}

async fn read(reader: Reader<'_>, listing: &'static Listing, id: i64) -> Result<(CaseFile, Vec<CaseFile>)> {
    let case = CaseFile::read(reader, listing, id).await?;
    if listing.table == PROGRESS_REPORTS.table && case.text("kind") != MIDTERM {
        return Err(Error::NotFound("没有这个页面。请检查地址，或从首页进入".to_owned()));
    }
    let contract = CaseFile::read(reader, &CONTRACTS, case.number("contract").unwrap_or_default()).await?;
    let indicators = indicators::of_contract(reader, &contract).await?;
    Ok((case, indicators))
}

struct Save<'a> {
    db: &'a Db,
    column: &'static str,
    case: &'a CaseFile,
    values: Vec<(CaseFile, Value)>,
}

impl Deed for Save<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let now = CaseFile::read(work.reader(), self.case.listing, self.case.id()).await?;
        if now.text("stage") != self.case.text("stage") {
            return Err(Error::Refused("这件事项刚被办理过，不能再填。请看过新情况再说".to_owned()));
        }
        for (indicator, value) in &self.values {
            let now = CaseFile::read(work.reader(), &INDICATORS, indicator.id()).await?;
            now.write(work, self.db, vec![(self.column, value.clone())]).await?;
        }
        Ok(())
    }
}

fn column(name: &str) -> Result<&'static Column> {
    INDICATORS.column(name).ok_or_else(|| Error::Fault(format!("indicators have no column {name}")))
}

fn place(indicator: &CaseFile) -> String {
    format!("value_{}", indicator.id())
}

fn plain(indicator: &CaseFile, name: &str) -> String {
    let column = INDICATORS.column(name).zip(indicator.cell(name));
    column.map_or(String::new(), |(column, found)| cell::plain(column, &found.value))
}

fn shown<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    giving: Giving,
    (case, found): (&CaseFile, &[CaseFile]),
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> Result<ValuesPage<'a>> {
    let column = column(giving.1)?;
    let inputs = found.iter().map(|one| {
        let value = typed(pairs, &place(one)).to_owned();
        let known = [("申报预期", "expected"), ("任务书约定", "agreed"), ("中期实际", "midterm")];
        let told = known.into_iter().filter(|(_, name)| *name != giving.1 && one.has(name));
        let hint: Vec<String> = told.map(|(label, name)| format!("{label} {}", plain(one, name))).collect();
        Input::of(column, place(one), value, &problems).called(indicators::with_measure(one), hint.join("，"))
    });
    let frame = desk
        .house
        .frame(giving.0, visitor, column.label)
        .siblings(Vec::new())
        .crumb(giving.0.title, giving.0.path)
        .crumb(case.name(), &case.href())
        .crumb(column.label, "");
    Ok(ValuesPage {
        frame,
        title: column.label,
        action: format!("{}/values", case.href()),
        back: case.href(),
        name: case.name().to_owned(),
        inputs: inputs.collect(),
        problems,
        is_dirty: false,
    })
}
