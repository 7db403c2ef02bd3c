//! 批量办理: one step for many cases, each on its own, with what became of each.

use askama::Template;
use axum::response::IntoResponse;
use listing::{records::Typed, seen};
use procedure::Ask;
use storage::{Error, Problem, Result};
use web::{Frame, Outcome, Visitor, page, shown_again, typed};

use super::{Desk, field::Field, work};
use crate::{Answers, Asked, CaseFile, Kind, desk::Pile, mark, story};

/// The most cases on one page.
const MOST: usize = 200;

struct Choice {
    kind: &'static str,
    step: &'static str,
    says: String,
    href: String,
    is_chosen: bool,
}

/// A case that waits for the step.
struct Item {
    id: i64,
    line: work::Line,
    seen: String,
    unmet: Vec<String>,
    is_ticked: bool,
}

/// What became of a case, and whether it went well.
struct Told {
    name: String,
    href: String,
    says: String,
    is_taken: bool,
}

#[derive(Template)]
#[template(path = "pages/bulk.html")]
struct BulkPage<'a> {
    frame: Frame<'a>,
    choices: Vec<Choice>,
    label: &'static str,
    action: String,
    items: Vec<Item>,
    /// Whether more wait than stand on the page.
    is_cut: bool,
    fields: Vec<Field>,
    problems: Vec<Problem>,
    is_dirty: bool,
}

#[derive(Template)]
#[template(path = "pages/bulk_done.html")]
struct DonePage<'a> {
    frame: Frame<'a>,
    label: &'static str,
    action: String,
    told: Vec<Told>,
    taken: usize,
    refused: usize,
}

/// What an address of this page names: a kind of case and a step.
struct Named {
    kind: &'static dyn Kind,
    step: &'static str,
    label: &'static str,
    fields: Vec<Ask>,
}

/// The page: which step for which cases.
pub(super) async fn form(desk: &Desk, visitor: &Visitor, pairs: &Typed) -> Outcome {
    if !visitor.who.is_known() {
        return Ok(web::go("/sign-in?next=%2Fwork%2Fbulk"));
    }
    page(&shown(desk, visitor, pairs, Vec::new()).await?)
}

/// Takes the step for every ticked case. Each is a transaction of its own: one that is refused holds up no other, and what
/// became of each is told. What is wrong with the form itself is told before anything is done.
pub(super) async fn take(desk: &Desk, visitor: &Visitor, pairs: &Typed) -> Outcome {
    let Some(named) = named(desk, visitor, pairs) else { return Ok(web::go("/work/bulk")) };
    let ticked = ticked(pairs);
    let mut problems = Answers::read(&named.fields, pairs).err().unwrap_or_default();
    if ticked.is_empty() {
        problems
            .push(Problem {
                place: String::new(), sentence: "一件也没有选。请先在左边勾选要办理的事项".to_owned()
            });
    }
    if ticked.len() > MOST {
        problems.push(Problem {
            place: String::new(), sentence: format!("一次最多办理 {MOST} 件，请分几次办理")
        });
    }
    if !problems.is_empty() {
        let (status, problems) = shown_again(Error::Invalid(problems))?;
        return Ok((status, page(&shown(desk, visitor, pairs, problems).await?)?).into_response());
    }
    let mut told = Vec::new();
    for id in ticked {
        told.push(taken(desk, visitor, &named, id, pairs).await);
    }
    let taken = told.iter().filter(|told| told.is_taken).count();
    page(&DonePage {
        frame: work::frame(desk, visitor, "批量办理").crumb("批量办理", ""),
        label: named.label,
        action: address(named.kind, named.step),
        taken,
        refused: told.len() - taken,
        told,
    })
}

/// Takes the step for one case and tells what became of it.
async fn taken(desk: &Desk, visitor: &Visitor, named: &Named, id: i64, pairs: &Typed) -> Told {
    let mark = typed(pairs, &format!("seen-{id}"));
    let asked = Asked {
        who: &visitor.who,
        id,
        step: named.step,
        typed: pairs,
        seen: (!mark.is_empty()).then_some(mark),
        today: desk.today(),
    };
    let listing = named.kind.listing();
    let case = match seen(desk.house.reader(), listing, &visitor.who, id).await {
        Ok(record) => CaseFile { listing, record },
        Err(error) => return Told { name: format!("#{id}"), href: String::new(), says: said(error), is_taken: false },
    };
    let (says, is_taken) = match named.kind.take(&desk.house.db, &asked).await {
        Ok(taken) => (format!("已办，现为“{}”", taken.stage), true),
        Err(error) => (said(error), false),
    };
    Told { name: case.name().to_owned(), href: case.href(), says, is_taken }
}

/// What a line of the outcome says of an error. A fault is told to the log only.
fn said(error: Error) -> String {
    match error {
        Error::Fault(detail) => {
            tracing::error!(%detail, "a step of many failed");
            "系统内部出错，已记入日志；这一件没有改动，请稍后单独办理".to_owned()
        }
        error => error.to_string().replace('\n', "；"),
    }
}

/// The ids of the ticked cases, each once.
fn ticked(pairs: &Typed) -> Vec<i64> {
    let mut ids: Vec<i64> = Vec::new();
    for id in pairs.iter().filter(|(name, _)| name == "id").filter_map(|(_, text)| text.parse().ok()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

async fn shown<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    pairs: &Typed,
    problems: Vec<Problem>,
) -> Result<BulkPage<'a>> {
    let named = named(desk, visitor, pairs);
    let is_dirty = !problems.is_empty();
    let ticked = is_dirty.then(|| ticked(pairs));
    let ((items, is_cut), fields, label) = match &named {
        Some(named) => {
            let fields = named.fields.iter().map(|ask| Field::of(ask, pairs, &problems)).collect();
            (items(desk, visitor, named, ticked.as_deref()).await?, fields, named.label)
        }
        None => ((Vec::new(), false), Vec::new(), ""),
    };
    Ok(BulkPage {
        frame: work::frame(desk, visitor, "批量办理").crumb("批量办理", ""),
        choices: choices(desk, visitor, named.as_ref()),
        label,
        action: named.map_or(String::new(), |named| address(named.kind, named.step)),
        items,
        is_cut,
        fields,
        problems,
        is_dirty,
    })
}

fn address(kind: &'static dyn Kind, step: &str) -> String {
    format!("/work/bulk?kind={}&step={step}", kind.listing().table)
}

/// Every step that the visitor's post may take, by kind of case.
fn choices(desk: &Desk, visitor: &Visitor, named: Option<&Named>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for kind in desk.kinds.iter().copied() {
        for rule in &kind.outline().rules {
            let table = kind.listing().table;
            let is_known = choices.iter().any(|choice| choice.kind == table && choice.step == rule.step);
            if is_known || rule.is_offline || !visitor.who.is_one_of(rule.by) {
                continue;
            }
            choices.push(Choice {
                kind: table,
                step: rule.step,
                says: format!("{}：{}", kind.listing().title, rule.label),
                href: address(kind, rule.step),
                is_chosen: named.is_some_and(|named| named.kind.listing().table == table && named.step == rule.step),
            });
        }
    }
    choices
}

/// The step that the address names, with everything that it asks for from whatever stage it is taken.
fn named(desk: &Desk, visitor: &Visitor, pairs: &Typed) -> Option<Named> {
    let kind = desk.kind(typed(pairs, "kind")).ok()?;
    let step = typed(pairs, "step");
    let is_meant =
        |rule: &&procedure::RuleOutline| rule.step == step && !rule.is_offline && visitor.who.is_one_of(rule.by);
    let rules: Vec<_> = kind.outline().rules.iter().filter(is_meant).collect();
    let first = rules.first()?;
    let mut fields: Vec<Ask> = Vec::new();
    for field in rules.iter().flat_map(|rule| &rule.fields) {
        if !fields.iter().any(|known| known.name == field.name) {
            fields.push(*field);
        }
    }
    Some(Named { kind, step: first.step, label: first.label, fields })
}

/// The cases that wait for the step, and whether there are more of them. All that nothing stands in the way of are ticked,
/// unless somebody has `ticked` some.
async fn items(desk: &Desk, visitor: &Visitor, named: &Named, ticked: Option<&[i64]>) -> Result<(Vec<Item>, bool)> {
    let Some(pile) = Pile::open(named.kind, &visitor.who) else { return Ok((Vec::new(), false)) };
    let (reader, listing) = (desk.house.reader(), named.kind.listing());
    let pile = only_from(named, pile.of_section(&visitor.who));
    let (cases, more) = pile.page(reader, MOST, None).await?;
    let mut items = Vec::new();
    for case in cases {
        let case = CaseFile::read(reader, listing, case.id()).await?;
        let offers = named.kind.offers(reader, &case, &visitor.who, desk.today()).await?;
        let Some(offer) = offers.into_iter().find(|offer| offer.step == named.step && offer.is_yours) else { continue };
        let steps = story::length(reader, listing.table, case.id()).await?;
        items.push(Item {
            id: case.id(),
            seen: mark(case.text("stage"), steps),
            line: work::line(named.kind, &case, visitor, desk.today()),
            is_ticked: ticked.map_or(offer.unmet.is_empty(), |ticked| ticked.contains(&case.id())),
            unmet: offer.unmet.into_iter().map(|unmet| unmet.why).collect(),
        });
    }
    Ok((items, more.is_some()))
}

/// Those in a stage from which the step leads, in any edition.
fn only_from(named: &Named, pile: Pile) -> Pile {
    let Some(column) = named.kind.listing().column("stage") else { return pile };
    let rules = named.kind.outlines().iter().flat_map(|outline| &outline.rules);
    let from = rules.filter(|rule| rule.step == named.step).map(|rule| listing::Alternative::Is(rule.from.into()));
    pile.only(column, from.collect())
}
