//! What stands beside a batch: whom it pays and for what; and beside a payment, how to recover what was too much of it.

use std::collections::BTreeMap;

use askama::Template;
use cases::{CaseFile, matching};
use listing::{
    Listing, Record,
    pages::{Answer, Beside, House, Panel},
};
use procedure::Word;
use storage::{Error, Result};
use vocabulary::{Money, Role};
use web::Visitor;

use super::super::{BATCHES, Book, ITEMS, Stage, settled};
use crate::{ALLOWANCES, BATCH_OBJECTIONS, RECOVERIES};
use policies::entitlement::Month;

/// The lines of a batch.
#[derive(Debug)]
pub(crate) struct Lines;

/// What one benefit comes to in a batch.
struct Sum {
    benefit: String,
    document: String,
    lines: usize,
    people: usize,
    amount: String,
}

#[derive(Template)]
#[template(path = "batch/pages/lines.html")]
struct LinesPanel {
    id: i64,
    sums: Vec<Sum>,
    people: i64,
    amount: String,
    items: &'static str,
    objections: &'static str,
    has_payment_list: bool,
    is_on_notice: bool,
}

impl Beside for Lines {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            if listing.table != BATCHES.table {
                return Ok(Vec::new());
            }
            let batch = CaseFile { listing, record: record.clone() };
            let stage = batch.text("stage");
            let is_payable = stage == Stage::ToPay.label() || settled(stage);
            panels(
                "lines",
                "发放明细",
                &LinesPanel {
                    id: record.id,
                    sums: sums(house, record.id).await?,
                    people: batch.number("people").unwrap_or_default(),
                    amount: batch.money("amount").unwrap_or_default().grouped(),
                    items: ITEMS.path,
                    objections: BATCH_OBJECTIONS.path,
                    has_payment_list: is_payable && visitor.who.is_one_of(&[Role::Finance]),
                    is_on_notice: stage == Stage::OnNotice.label(),
                },
            )
        })
    }
}

async fn sums(house: &House, batch: i64) -> Result<Vec<Sum>> {
    let items = CaseFile::all(house.reader(), &ITEMS, matching(&ITEMS, &[("batch", batch.into())])?).await?;
    let mut by_benefit: BTreeMap<i64, Vec<&CaseFile>> = BTreeMap::new();
    for item in &items {
        by_benefit.entry(item.number("benefit").unwrap_or_default()).or_default().push(item);
    }
    let sum = |items: Vec<&CaseFile>| {
        let first = items.first()?;
        let mut people: Vec<i64> = items.iter().filter_map(|item| item.number("person")).collect();
        people.sort_unstable();
        people.dedup();
        Some(Sum {
            benefit: first.linked("benefit").to_owned(),
            document: first.text("document").to_owned(),
            lines: items.len(),
            people: people.len(),
            amount: Money::total(items.iter().filter_map(|item| item.money("amount"))).unwrap_or_default().grouped(),
        })
    };
    Ok(by_benefit.into_values().filter_map(sum).collect())
}

/// How to recover what was too much of a payment.
#[derive(Debug)]
pub(crate) struct Overpaid;

#[derive(Template)]
#[template(path = "batch/pages/overpaid.html")]
struct OverpaidPanel {
    due: String,
    paid: String,
    over: String,
    begin: Option<String>,
}

impl Beside for Overpaid {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            let allowance = CaseFile { listing, record: record.clone() };
            let of_month = allowance.number("person").zip(allowance.day("month_from").map(Month::of));
            let Some((person, month)) = of_month.filter(|_| listing.table == ALLOWANCES.table) else {
                return Ok(Vec::new());
            };
            let book = Book::open(house.reader(), None).await?;
            let found = book.differences(month).into_iter().find(|(one, _)| one.person == person && one.month == month);
            let Some((one, way)) = found.filter(|(one, _)| one.over() > Money::ZERO) else { return Ok(Vec::new()) };
            let is_covered = way.fen() == -one.over().fen();
            let begins = house.conduct_of(&RECOVERIES).is_some_and(|conduct| conduct.begins(&visitor.who).is_some());
            panels(
                "overpaid",
                "多发待追回",
                &OverpaidPanel {
                    due: one.due.grouped(),
                    paid: one.paid.grouped(),
                    over: one.over().grouped(),
                    begin: (begins && !is_covered).then(|| format!("{}/new?allowance={}", RECOVERIES.path, record.id)),
                },
            )
        })
    }
}

fn panels(anchor: &'static str, title: &str, panel: &impl Template) -> Result<Vec<Panel>> {
    let html = panel.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(vec![Panel { anchor, title: title.to_owned(), html, leads: true }])
}
