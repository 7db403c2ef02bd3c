//! Writing a proposal: a page for each section, every one a form of its own that is saved as it is left.

use askama::Template;
use axum::response::IntoResponse;
use cases::{CaseFile, Offer, pages::Desk};
use listing::{Listing, cell, records, seen};
use procedure::Word;
use storage::{Error, Problem, Result};
use vocabulary::{Money, MoneyUnit::WanYuan};
use web::{Frame, Outcome, Visitor, go, page, shown_again, typed};

use super::{
    super::{
        ANSWERS, PROPOSALS, Step, Sums,
        budget_line::{HEADS, SOURCES},
        content::Content,
        facts::{Facts, call_of},
        write::{RowColumns, SaveAnswers, SaveFields, SaveRows, Section, as_typed, fields_of, fingerprint, row_count},
    },
    field::Field,
    papers::{PaperView, papers},
};

/// The steps by which a proposal is handed in.
const HANDING_IN: &[Step] = &[Step::Submit, Step::SubmitSealed, Step::Resubmit];

/// A section in the row of steps.
struct StepView {
    code: &'static str,
    title: &'static str,
    href: String,
    is_now: bool,
    /// How many things it still lacks.
    gaps: usize,
}

struct Heading {
    label: &'static str,
    unit: &'static str,
    is_number: bool,
}

struct RowView {
    number: usize,
    id: String,
    fields: Vec<Field>,
}

struct RowsView {
    headings: Vec<Heading>,
    rows: Vec<RowView>,
}

/// The sums of the budget, as computed from what is stored.
struct SumsView {
    sources: &'static [&'static str],
    heads: Vec<(&'static str, Vec<String>, String)>,
    totals: Vec<String>,
    total: String,
    warning: String,
}

#[derive(Template)]
#[template(path = "proposal/pages/write.html")]
struct WritePage<'a> {
    frame: Frame<'a>,
    name: String,
    number: String,
    call: String,
    call_href: String,
    back: String,
    steps: Vec<StepView>,
    title: &'static str,
    id: i64,
    next: Section,
    next_href: String,
    action: String,
    upload: String,
    seen: String,
    is_dirty: bool,
    problems: Vec<Problem>,
    gaps: Vec<String>,
    fields: Vec<Field>,
    rows: Option<RowsView>,
    sums: Option<SumsView>,
    papers: Option<Vec<PaperView>>,
    /// The steps that hand it in, with what stands in their way.
    handing_in: Vec<Offer>,
    stage: String,
}

/// A proposal that its unit is writing, with what belongs to it.
pub(super) struct Draft {
    pub(super) case: CaseFile,
    call: CaseFile,
    content: Content,
    facts: Facts,
}

impl Draft {
    /// Reads a proposal whose form is open to the visitor.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it is not there or not for them; [`Error::Refused`] and [`Error::Forbidden`] where its
    /// form is closed, or is for others.
    pub(super) async fn open(desk: &Desk, visitor: &Visitor, id: i64) -> Result<Draft> {
        let reader = desk.house.reader();
        let record = seen(reader, &PROPOSALS, &visitor.who, id).await?;
        let row = records::row(reader, &PROPOSALS, id).await?;
        if let Some(conduct) = desk.house.conduct_of(&PROPOSALS) {
            conduct.opens(&desk.house, &visitor.who, &row).await?;
        }
        let case = CaseFile { listing: &PROPOSALS, record };
        let call = call_of(reader, &case).await?;
        let content = Content::read(reader, id, call.id()).await?;
        let facts = Facts::read(reader, &case, desk.today()).await?;
        Ok(Draft { case, call, content, facts })
    }

    /// What stands in a section, as its form would write it.
    fn typed(&self, desk: &Desk, section: Section) -> Result<Vec<(String, String)>> {
        let mut pairs = match section.rows() {
            Some(_) => rows_as_typed(section.of(&self.content)),
            None if section == Section::Questions => self.answers_as_typed(),
            None => as_typed(&self.case),
        };
        pairs.push(("_seen".to_owned(), self.seen(desk, section)?));
        Ok(pairs)
    }

    fn answers_as_typed(&self) -> Vec<(String, String)> {
        let questions = self.content.questions.iter().map(CaseFile::id);
        questions.map(|id| (super::super::write::answer_field(id), self.content.answer(id).to_owned())).collect()
    }

    /// What a section looks like now, so that a change by another is noticed.
    fn seen(&self, desk: &Desk, section: Section) -> Result<String> {
        let db = &desk.house.db;
        match section.rows() {
            Some(rows) => fingerprint(db, rows.listing, section.of(&self.content)),
            None if section == Section::Questions => fingerprint(db, &ANSWERS, &self.content.answers),
            None => SaveFields { db, proposal: self.case.id(), section, typed: &[] }.fingerprint(&self.case),
        }
    }
}

/// Leads to the first section that lacks something.
pub(super) async fn first(desk: &Desk, visitor: &Visitor, id: i64) -> Outcome {
    let draft = Draft::open(desk, visitor, id).await?;
    let lacking = Section::ALL.iter().find(|section| !section.gaps(&draft.facts).is_empty());
    Ok(go(&lacking.copied().unwrap_or(Section::Submission).path(id)))
}

/// A section as it is stored.
pub(super) async fn form(desk: &Desk, visitor: &Visitor, id: i64, section: &str) -> Outcome {
    let section = of_code(section)?;
    let draft = Draft::open(desk, visitor, id).await?;
    let pairs = draft.typed(desk, section)?;
    page(&shown(desk, visitor, &draft, section, &pairs, Vec::new()).await?)
}

/// Saves a section and leads on to where the pressed button says; what cannot be saved comes back as it was typed.
pub(super) async fn save(
    desk: &Desk,
    visitor: &Visitor,
    id: i64,
    section: &str,
    pairs: &[(String, String)],
) -> Outcome {
    let section = of_code(section)?;
    let draft = Draft::open(desk, visitor, id).await?;
    match saved(desk, visitor, id, section, pairs).await {
        Ok(()) => Ok(go(&Section::of_code(typed(pairs, "_go")).unwrap_or(section).path(id))),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let mut again = shown(desk, visitor, &draft, section, pairs, problems).await?;
            again.is_dirty = true;
            Ok((status, page(&again)?).into_response())
        }
    }
}

fn of_code(section: &str) -> Result<Section> {
    Section::of_code(section).ok_or_else(|| Error::NotFound("没有这个页面。请检查地址，或从首页进入".to_owned()))
}

async fn saved(
    desk: &Desk,
    visitor: &Visitor,
    proposal: i64,
    section: Section,
    typed: &[(String, String)],
) -> Result<()> {
    let db = &desk.house.db;
    let actor = visitor.actor();
    match (section, section.rows()) {
        (_, Some(rows)) => db.write(&actor, &SaveRows { db, proposal, rows, typed }).await,
        (Section::Questions, None) => db.write(&actor, &SaveAnswers { db, proposal, typed }).await,
        // Each file is stored as it comes in; there is nothing else to save.
        (Section::Papers, None) => Ok(()),
        (_, None) => db.write(&actor, &SaveFields { db, proposal, section, typed }).await,
    }
}

/// The page of the papers again, with what was wrong with a file.
pub(super) async fn papers_again(desk: &Desk, visitor: &Visitor, draft: &Draft, error: Error) -> Outcome {
    let (status, problems) = shown_again(error)?;
    let again = shown(desk, visitor, draft, Section::Papers, &[], problems).await?;
    Ok((status, page(&again)?).into_response())
}

async fn shown<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    draft: &Draft,
    section: Section,
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> Result<WritePage<'a>> {
    let case = &draft.case;
    let mut fields: Vec<Field> = fields_of(section)
        .into_iter()
        .map(|column| {
            let is_needed = super::super::facts::NEEDED.contains(&column.name) || column.name == "pledge";
            Field { is_required: is_needed, ..Field::of(column, column.name.to_owned(), pairs, &problems) }
        })
        .collect();
    if section == Section::Questions {
        fields.extend(draft.content.questions.iter().map(|question| Field::of_question(question, pairs, &problems)));
    }
    let handing_in = match section {
        Section::Submission => handing_in(desk, visitor, case).await?,
        _ => Vec::new(),
    };
    let title = section.label();
    let frame = desk
        .house
        .frame(&PROPOSALS, visitor, &format!("{title}：{}", case.name()))
        .siblings(Vec::new())
        .crumb(PROPOSALS.title, PROPOSALS.path)
        .crumb(case.name(), &case.href())
        .crumb(title, "");
    Ok(WritePage {
        frame,
        name: case.name().to_owned(),
        number: case.text("number").to_owned(),
        call: draft.call.name().to_owned(),
        call_href: draft.call.href(),
        back: case.href(),
        steps: Section::ALL.iter().map(|step| step_view(*step, section, draft)).collect(),
        title,
        id: case.id(),
        next: section.next(),
        next_href: section.next().path(case.id()),
        action: section.path(case.id()),
        upload: format!("{}/papers", case.href()),
        seen: typed(pairs, "_seen").to_owned(),
        is_dirty: false,
        gaps: section.gaps(&draft.facts),
        fields,
        rows: section.rows().map(|rows| rows_view(rows, pairs, &problems)),
        sums: if section == Section::Budget { draft.content.sums().map(sums_view) } else { None },
        papers: (section == Section::Papers).then(|| papers(&draft.call, &draft.content, case)),
        handing_in,
        stage: case.text("stage").to_owned(),
        problems,
    })
}

fn step_view(step: Section, now: Section, draft: &Draft) -> StepView {
    StepView {
        code: step.code(),
        title: step.label(),
        href: step.path(draft.case.id()),
        is_now: step == now,
        gaps: step.gaps(&draft.facts).len(),
    }
}

async fn handing_in(desk: &Desk, visitor: &Visitor, case: &CaseFile) -> Result<Vec<Offer>> {
    let kind = desk.kind(PROPOSALS.table)?;
    let offers = kind.offers(desk.house.reader(), case, &visitor.who, desk.today()).await?;
    let is_handing_in = |offer: &Offer| HANDING_IN.iter().any(|step| step.code() == offer.step);
    Ok(offers.into_iter().filter(|offer| offer.is_yours && is_handing_in(offer)).collect())
}

/// Stored rows as the form of their section would write them.
fn rows_as_typed(rows: &[CaseFile]) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        pairs.push((format!("id.{number}"), row.id().to_string()));
        pairs.extend(as_typed(row).into_iter().map(|(name, text)| (format!("{name}.{number}"), text)));
    }
    pairs
}

/// The rows that were typed or are stored, and a blank one after them.
fn rows_view(rows: RowColumns, pairs: &[(String, String)], problems: &[Problem]) -> RowsView {
    let listing: &'static Listing = rows.listing;
    let columns: Vec<_> = rows.columns.iter().filter_map(|name| listing.column(name)).collect();
    let field = |column, name: String| Field { is_in_row: true, ..Field::of(column, name, pairs, problems) };
    let is_filled =
        |number: usize| rows.columns.iter().any(|column| !typed(pairs, &format!("{column}.{number}")).is_empty());
    let count = row_count(pairs).min(super::super::write::MOST_ROWS);
    let filled = (0..count).filter(|number| is_filled(*number));
    let views = filled.chain([count]).map(|number| RowView {
        number,
        id: typed(pairs, &format!("id.{number}")).to_owned(),
        fields: columns.iter().map(|column| field(column, format!("{}.{number}", column.name))).collect(),
    });
    let heading = |column: &&listing::Column| Heading {
        label: column.label,
        unit: column.unit(),
        is_number: cell::is_numeric(column),
    };
    RowsView { rows: views.collect(), headings: columns.iter().map(heading).collect() }
}

fn sums_view(sums: Sums) -> SumsView {
    let wan = |money: Money| money.exact(WanYuan);
    let warning = sums.too_much_indirect().unwrap_or_default();
    let across = |row: &[Money]| Money::total(row.iter().copied()).map_or(String::new(), wan);
    let down = |column: usize| {
        Money::total(sums.cells.iter().filter_map(|row| row.get(column)).copied()).map_or(String::new(), wan)
    };
    SumsView {
        sources: SOURCES,
        heads: HEADS
            .iter()
            .zip(&sums.cells)
            .map(|(head, row)| (*head, row.iter().copied().map(wan).collect(), across(row)))
            .collect(),
        totals: (0..SOURCES.len()).map(down).collect(),
        total: wan(sums.total),
        warning,
    }
}
