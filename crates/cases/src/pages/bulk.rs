//! 批量办理: one step for many cases, each on its own, with what became of each.

use askama::Template;
use listing::records::Typed;
use procedure::Ask;
use storage::Result;
use web::{Frame, Outcome, Visitor, page, typed};

use super::{Desk, step, work};
use crate::{Asked, Kind, desk::Pile};

/// The most cases on one page.
const MOST: usize = 200;

struct Choice {
    kind: &'static str,
    step: &'static str,
    says: String,
    href: String,
    is_chosen: bool,
}

struct Item {
    id: i64,
    line: work::Line,
    unmet: Vec<String>,
    is_ticked: bool,
    /// What became of it, and whether it went well.
    outcome: Option<(String, bool)>,
}

#[derive(Template)]
#[template(path = "pages/bulk.html")]
struct BulkPage<'a> {
    frame: Frame<'a>,
    choices: Vec<Choice>,
    label: &'static str,
    action: String,
    items: Vec<Item>,
    fields: Vec<step::Field>,
    taken: usize,
    refused: usize,
    is_done: bool,
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
    page(&shown(desk, visitor, pairs).await?)
}

/// Takes the step for every ticked case. Each is a transaction of its own: one that is refused holds up no other.
pub(super) async fn take(desk: &Desk, visitor: &Visitor, pairs: &Typed) -> Outcome {
    let mut shown = shown(desk, visitor, pairs).await?;
    let Some(named) = named(desk, visitor, pairs) else { return Ok(web::go("/work/bulk")) };
    for item in shown.items.iter_mut().filter(|item| item.is_ticked) {
        let seen = pairs.iter().find(|(name, _)| *name == format!("seen-{}", item.id)).map(|(_, text)| text.as_str());
        let asked = Asked { who: &visitor.who, id: item.id, step: named.step, typed: pairs, seen, today: desk.today() };
        item.outcome = Some(match named.kind.take(&desk.house.db, &asked).await {
            Ok(taken) => (format!("已办，现为“{}”", taken.stage), true),
            Err(error) => (error.to_string().replace('\n', "；"), false),
        });
    }
    let is_good = |item: &&Item| item.outcome.as_ref().is_some_and(|(_, good)| *good);
    shown.taken = shown.items.iter().filter(is_good).count();
    shown.refused = shown.items.iter().filter(|item| item.outcome.is_some()).count() - shown.taken;
    shown.items.retain(|item| item.outcome.is_some());
    shown.is_done = true;
    page(&shown)
}

async fn shown<'a>(desk: &'a Desk, visitor: &'a Visitor, pairs: &Typed) -> Result<BulkPage<'a>> {
    let named = named(desk, visitor, pairs);
    let (items, fields, label) = match &named {
        Some(named) => {
            let fields = named.fields.iter().map(|ask| step::field(ask, pairs, &[])).collect();
            (items(desk, visitor, named, pairs).await?, fields, named.label)
        }
        None => (Vec::new(), Vec::new(), ""),
    };
    Ok(BulkPage {
        frame: work::frame(desk, visitor, "批量办理").crumb("批量办理", ""),
        choices: choices(desk, visitor, named.as_ref()),
        label,
        action: named.map_or(String::new(), |named| address(named.kind, named.step)),
        items,
        fields,
        taken: 0,
        refused: 0,
        is_done: false,
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

fn named(desk: &Desk, visitor: &Visitor, pairs: &Typed) -> Option<Named> {
    let kind = desk.kind(typed(pairs, "kind")).ok()?;
    let step = typed(pairs, "step");
    let mut rules = kind.outline().rules.iter();
    let rule = rules.find(|rule| rule.step == step && !rule.is_offline && visitor.who.is_one_of(rule.by))?;
    Some(Named { kind, step: rule.step, label: rule.label, fields: rule.fields.clone() })
}

async fn items(desk: &Desk, visitor: &Visitor, named: &Named, pairs: &Typed) -> Result<Vec<Item>> {
    let Some(pile) = Pile::waiting(named.kind, &visitor.who) else { return Ok(Vec::new()) };
    let reader = desk.house.reader();
    let ticked: Vec<i64> =
        pairs.iter().filter(|(name, _)| name == "id").filter_map(|(_, text)| text.parse().ok()).collect();
    let mut items = Vec::new();
    for case in pile.first(reader, MOST).await? {
        let offers = named.kind.offers(reader, &case, &visitor.who, desk.today()).await?;
        let Some(offer) = offers.into_iter().find(|offer| offer.step == named.step && offer.is_yours) else { continue };
        items.push(Item {
            id: case.id(),
            line: work::line(named.kind, &case, visitor, desk.today()),
            is_ticked: ticked.contains(&case.id()),
            unmet: offer.unmet.into_iter().map(|unmet| unmet.why).collect(),
            outcome: None,
        });
    }
    Ok(items)
}
