//! What the pages of contracts and requests show of money: each line of the plan with what was paid and asked for, and where
//! the money of a request comes from.

use askama::Template;
use cases::{CaseFile, is_in_scope, matching};
use listing::{
    Listing, Record, cell,
    pages::{Answer, Beside, House, Panel},
    sight,
};
use projects::{CONTRACTS, PAYMENT_PLANS, payable};
use storage::{Error, Result};
use vocabulary::{Money, MoneyUnit::WanYuan};
use web::Visitor;

use crate::{
    APPROPRIATIONS, PAYMENT_REQUESTS,
    balance::{Year, paid_from},
};

/// The lines of the payment plan on the page of a contract.
#[derive(Debug)]
pub(crate) struct Payments;

struct Line {
    sequence: i64,
    kind: String,
    condition: String,
    planned_on: String,
    amount: String,
    paid: String,
    unpaid: String,
    /// Why it cannot be asked for now, if so.
    waits: String,
    /// The form that asks for it, where the visitor may.
    ask: Option<String>,
}

#[derive(Template)]
#[template(path = "payments.html")]
struct PaymentsPanel {
    lines: Vec<Line>,
    granted: String,
    planned: String,
    paid: String,
}

impl Beside for Payments {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            if listing.table != CONTRACTS.table || sight(&PAYMENT_PLANS, &visitor.who).is_none() {
                return Ok(Vec::new());
            }
            let contract = CaseFile { listing, record: record.clone() };
            let of_contract = matching(&PAYMENT_PLANS, &[("contract", record.id.into())])?;
            let plan = CaseFile::all(house.reader(), &PAYMENT_PLANS, of_contract).await?;
            if plan.is_empty() {
                return Ok(Vec::new());
            }
            let who = &visitor.who;
            let begins = house.conduct_of(&PAYMENT_REQUESTS).is_some_and(|conduct| conduct.begins(who).is_some());
            let may_ask = begins && (who.is_open_house || is_in_scope(&contract, who));
            let mut lines = Vec::new();
            for line in plan {
                lines.push(Line::of(house, &line, may_ask).await?);
            }
            let money = |column: &str| contract.money(column).unwrap_or_default().exact(WanYuan);
            let panel =
                PaymentsPanel { lines, granted: money("granted"), planned: money("planned"), paid: money("paid") };
            panels("payments", "拨款", &panel)
        })
    }
}

impl Line {
    async fn of(house: &House, line: &CaseFile, may_ask: bool) -> Result<Line> {
        let found = payable(house.reader(), line.id(), house.db.clock().today()).await?;
        let waits = [found.stopped, found.waits_for.map(|gate| format!("待项目{gate}")), found.barred];
        let waits: Vec<String> = waits.into_iter().flatten().collect();
        let money = |column: &str| line.money(column).unwrap_or_default();
        let unpaid = money("amount").checked_sub(money("paid")).unwrap_or_default();
        let is_open = may_ask && waits.is_empty() && unpaid > Money::ZERO;
        Ok(Line {
            sequence: line.number("sequence").unwrap_or_default(),
            kind: line.text("kind").to_owned(),
            condition: line.text("condition").to_owned(),
            planned_on: line.text("planned_on").to_owned(),
            amount: shown(line, "amount"),
            paid: shown(line, "paid"),
            unpaid: unpaid.exact(WanYuan),
            waits: if unpaid > Money::ZERO { waits.join("；") } else { String::new() },
            ask: is_open.then(|| format!("{}/new?plan={}", PAYMENT_REQUESTS.path, line.id())),
        })
    }
}

/// Where the money of a request comes from: the appropriation and the budget behind it. It is the bureau's own matter.
#[derive(Debug)]
pub(crate) struct Sources;

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPanel {
    number: String,
    href: String,
    purpose: String,
    amount: String,
    paid: String,
    left: String,
    year: i64,
    budget: String,
    appropriated: String,
}

impl Beside for Sources {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            let request = CaseFile { listing, record: record.clone() };
            let is_request = listing.table == PAYMENT_REQUESTS.table && visitor.who.is_of_bureau();
            let Some(id) = request.number("appropriation").filter(|_| is_request) else { return Ok(Vec::new()) };
            let file = CaseFile::read(house.reader(), &APPROPRIATIONS, id).await?;
            let paid = paid_from(house.reader(), id).await?;
            let year = Year::read(house.reader(), file.number("year").unwrap_or_default()).await?;
            let amount = file.money("amount").unwrap_or_default();
            let panel = SourcesPanel {
                number: file.text("number").to_owned(),
                href: file.href(),
                purpose: file.text("purpose").to_owned(),
                amount: amount.exact(WanYuan),
                paid: paid.exact(WanYuan),
                left: amount.checked_sub(paid).unwrap_or_default().exact(WanYuan),
                year: year.year,
                budget: year.budget.exact(WanYuan),
                appropriated: year.appropriated.exact(WanYuan),
            };
            panels("sources", "资金来源", &panel)
        })
    }
}

fn panels(anchor: &'static str, title: &str, panel: &impl Template) -> Result<Vec<Panel>> {
    let html = panel.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(vec![Panel { anchor, title: title.to_owned(), html, leads: false }])
}

fn shown(file: &CaseFile, name: &str) -> String {
    let found = file.listing.column(name).zip(file.cell(name));
    found.map_or(String::new(), |(column, found)| cell::shown(column, &found.value))
}
