//! 我要申报: the calls that take proposals now, and the first two fields of a new one.

use askama::Template;
use axum::response::IntoResponse;
use cases::{CaseFile, Handling, pages::Desk};
use procedure::Word;
use storage::{Problem, Result};
use vocabulary::{Day, MoneyUnit::WanYuan, Role};
use web::{Frame, Outcome, Visitor, Who, go, page, shown_again, typed};

use super::{
    super::{
        PROPOSALS, Stage,
        begin::open_call,
        facts::{CallFacts, used_by},
        procedure::Proposal,
        write::Section,
    },
    field::Field,
};
use crate::{
    CALLS, call,
    rows::{all, is, where_all},
};

/// A call that takes proposals.
struct Choice {
    id: i64,
    href: String,
    title: String,
    level: String,
    programme: String,
    closes_on: Day,
    left: String,
    most: String,
    quota: String,
    is_full: bool,
    is_sealed: bool,
}

struct Draft {
    href: String,
    name: String,
    call: String,
}

#[derive(Template)]
#[template(path = "proposal/pages/apply.html")]
struct ApplyPage<'a> {
    frame: Frame<'a>,
    calls: Vec<Choice>,
    drafts: Vec<Draft>,
    /// The call under which a proposal is about to begin.
    chosen: Option<Choice>,
    fields: Vec<Field>,
    problems: Vec<Problem>,
}

/// The calls to choose from, or the first fields under the one that was chosen.
pub(super) async fn apply(desk: &Desk, visitor: &Visitor, asked: &[(String, String)]) -> Outcome {
    visitor.who.require(&[Role::Enterprise, Role::Institute])?;
    page(&shown(desk, visitor, asked, Vec::new()).await?)
}

/// Begins a proposal and leads to its first section.
pub(super) async fn begin(desk: &Desk, visitor: &Visitor, pairs: &[(String, String)]) -> Outcome {
    visitor.who.require(&[Role::Enterprise, Role::Institute])?;
    match begun(desk, &visitor.who, pairs).await {
        Ok(id) => Ok(go(&Section::Basics.path(id))),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let again = shown(desk, visitor, pairs, problems).await?;
            Ok((status, page(&again)?).into_response())
        }
    }
}

async fn begun(desk: &Desk, who: &Who, pairs: &[(String, String)]) -> Result<i64> {
    let today = desk.today();
    let mut texts = Proposal::prefilled(desk.house.reader(), who, pairs, today).await?;
    texts.push(("name".to_owned(), typed(pairs, "name").to_owned()));
    if who.is_open_house {
        texts.push(("unit".to_owned(), typed(pairs, "unit").to_owned()));
    }
    cases::begin::<Proposal>(&desk.house.db, who, &texts, today).await
}

async fn shown<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> Result<ApplyPage<'a>> {
    let (reader, who, today) = (desk.house.reader(), &visitor.who, desk.today());
    let published = where_all(&CALLS, [("stage", is(call::Stage::Published.label()))]);
    let mut calls = Vec::new();
    for call in all(reader, &CALLS, published).await? {
        calls.extend(choice(desk, who, &call, today).await?);
    }
    let chosen = match typed(pairs, "call") {
        "" => None,
        _ => choice(desk, who, &open_call(reader, pairs, today).await?, today).await?,
    };
    let asked: &[&str] = if who.is_open_house { &["name", "unit"] } else { &["name"] };
    let columns = asked.iter().filter_map(|name| PROPOSALS.column(name));
    let fields = columns.map(|column| Field::of(column, column.name.to_owned(), pairs, &problems)).collect();
    let frame = desk.house.frame(&PROPOSALS, visitor, "我要申报").crumb("我要申报", "");
    Ok(ApplyPage { frame, calls, drafts: drafts(desk, who).await?, chosen, fields, problems })
}

/// A call as it is shown; nothing where it takes no proposals on the day.
async fn choice(desk: &Desk, who: &Who, call: &CaseFile, today: Day) -> Result<Option<Choice>> {
    let facts = CallFacts::of(call)?;
    if !facts.is_open(today) {
        return Ok(None);
    }
    let used = match who.unit {
        Some(unit) => used_by(desk.house.reader(), call.id(), unit).await?,
        None => 0,
    };
    let most = call.number("per_unit");
    Ok(Some(Choice {
        id: call.id(),
        href: call.href(),
        title: call.name().to_owned(),
        level: call.text("level").to_owned(),
        programme: call.text("programme").to_owned(),
        closes_on: facts.closes_on,
        left: days_left(today, facts.closes_on),
        most: facts.most.map_or(String::new(), |most| most.exact(WanYuan)),
        quota: match most {
            Some(most) => format!("已报 {used} 项，限 {most} 项"),
            None => format!("已报 {used} 项，不限"),
        },
        is_full: most.is_some_and(|most| used >= most),
        is_sealed: facts.is_sealed,
    }))
}

fn days_left(today: Day, end: Day) -> String {
    match end.days_since(today) {
        0 => "今天截止".to_owned(),
        days => format!("还剩 {days} 天"),
    }
}

/// What the unit is writing.
async fn drafts(desk: &Desk, who: &Who) -> Result<Vec<Draft>> {
    let Some(unit) = who.unit else { return Ok(Vec::new()) };
    let filter = where_all(&PROPOSALS, [("unit", is(unit)), ("stage", is(Stage::Draft.label()))]);
    let drafts = all(desk.house.reader(), &PROPOSALS, filter).await?;
    Ok(drafts
        .iter()
        .map(|draft| Draft {
            href: Section::Basics.path(draft.id()),
            name: draft.name().to_owned(),
            call: draft.linked("call").to_owned(),
        })
        .collect())
}
