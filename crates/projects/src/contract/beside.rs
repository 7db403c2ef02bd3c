//! What the pages of projects and contracts show beside the facts: the indicators from 申报 to 验收, and what can be done next.

use askama::Template;
use cases::{CaseFile, is_in_scope, matching};
use listing::{
    Listing, Record, cell,
    pages::{Answer, Beside, House, Panel},
    records, sight,
};
use procedure::Word;
use storage::{Error, Reader, Result};
use vocabulary::format_scaled;
use web::Visitor;

use super::{ACCEPTANCES, CONTRACTS, PROGRESS_REPORTS, Stage, indicators, progress};
use crate::{INDICATORS, PROJECTS};

/// How many decimals an indicator has.
const DECIMALS: u32 = 2;

/// 指标对照 on the pages of projects, contracts, mid-term reports and acceptances.
#[derive(Debug)]
pub(crate) struct Comparison;

impl Beside for Comparison {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            let reader = house.reader();
            let contracts = contracts_of(reader, listing, record).await?;
            if contracts.is_empty() || sight(&INDICATORS, &visitor.who).is_none() {
                return Ok(Vec::new());
            }
            let mut lines = Vec::new();
            for contract in &contracts {
                lines.extend(indicators::of_contract(reader, contract).await?.iter().map(Line::of));
            }
            let fill = values_link(house, visitor, listing, record).await?;
            let html = ComparisonPanel { lines, fill };
            Ok(vec![Panel {
                anchor: "comparison",
                title: "指标对照".to_owned(),
                html: html.render().map_err(|error| Error::Fault(error.to_string()))?,
                leads: false,
            }])
        })
    }
}

/// The contracts of which a page speaks.
async fn contracts_of(reader: Reader<'_>, listing: &'static Listing, record: &Record) -> Result<Vec<CaseFile>> {
    let file = CaseFile { listing, record: record.clone() };
    let one = async |id: i64| CaseFile::read(reader, &CONTRACTS, id).await.map(|contract| vec![contract]);
    if listing.table == CONTRACTS.table {
        Ok(vec![file])
    } else if listing.table == PROJECTS.table {
        CaseFile::all(reader, &CONTRACTS, matching(&CONTRACTS, &[("project", record.id.into())])?).await
    } else if listing.table == ACCEPTANCES.table || file.text("kind") == progress::MIDTERM {
        one(file.number("contract").unwrap_or_default()).await
    } else {
        Ok(Vec::new())
    }
}

/// Where the visitor can fill in what is missing, if they can now.
async fn values_link(
    house: &House,
    visitor: &Visitor,
    listing: &'static Listing,
    record: &Record,
) -> Result<Option<String>> {
    let page = if listing.table == CONTRACTS.table {
        "terms"
    } else if [ACCEPTANCES.table, PROGRESS_REPORTS.table].contains(&listing.table) {
        "values"
    } else {
        return Ok(None);
    };
    let Some(conduct) = house.conduct_of(listing) else { return Ok(None) };
    let row = records::row(house.reader(), listing, record.id).await?;
    let is_open = conduct.opens(house, &visitor.who, &row).await.is_ok();
    Ok(is_open.then(|| format!("{}/{}/{page}", listing.path, record.id)))
}

struct Line {
    kind: String,
    name: String,
    measure: String,
    /// 申报, 任务书, 中期, 验收.
    values: [String; 4],
    /// What was agreed beyond what was expected.
    changed: String,
    /// What was reached beyond what was agreed.
    gained: String,
    is_missed: bool,
}

impl Line {
    fn of(indicator: &CaseFile) -> Line {
        let value = |name: &str| {
            let found = INDICATORS.column(name).zip(indicator.cell(name));
            found.map_or(String::new(), |(column, found)| cell::shown(column, &found.value))
        };
        let difference = |name: &str, from: &str| match (indicator.number(name), indicator.number(from)) {
            (Some(value), Some(from)) => signed(value - from),
            _ => String::new(),
        };
        Line {
            kind: indicator.text("kind").to_owned(),
            name: indicator.text("name").to_owned(),
            measure: indicator.text("measure").to_owned(),
            values: ["expected", "agreed", "midterm", "actual"].map(value),
            changed: difference("agreed", "expected"),
            gained: difference("actual", "agreed"),
            is_missed: indicators::is_lower(indicator, "actual", "agreed"),
        }
    }
}

/// A difference with its sign.
fn signed(difference: i64) -> String {
    let sign = if difference > 0 { "+" } else { "" };
    format!("{sign}{}", format_scaled(difference, DECIMALS))
}

#[derive(Template)]
#[template(path = "contract/comparison.html")]
struct ComparisonPanel {
    lines: Vec<Line>,
    fill: Option<String>,
}

/// What can be done next from the page of a contract.
#[derive(Debug)]
pub(crate) struct Matters;

#[derive(Template)]
#[template(path = "contract/matters.html")]
struct MattersPanel {
    links: Vec<(&'static str, String)>,
}

impl Beside for Matters {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            if listing.table != CONTRACTS.table {
                return Ok(Vec::new());
            }
            let contract = CaseFile { listing, record: record.clone() };
            let who = &visitor.who;
            let mut links = Vec::new();
            if let Some(terms) = values_link(house, visitor, listing, record).await? {
                links.push(("填写拨款计划和指标", terms));
            }
            let is_their_own = who.is_open_house || is_in_scope(&contract, who);
            if is_their_own && contract.text("stage") == Stage::Running.label() {
                for (says, other) in [("申请变更", &super::CHANGES), ("申请验收", &ACCEPTANCES)] {
                    if house.conduct_of(other).is_some_and(|conduct| conduct.begins(who).is_some()) {
                        links.push((says, format!("{}/new?contract={}", other.path, record.id)));
                    }
                }
            }
            if who.is_of_bureau() {
                links.push(("下载归档包", format!("{}/archive.zip", contract.href())));
            }
            if links.is_empty() {
                return Ok(Vec::new());
            }
            let html = MattersPanel { links }.render().map_err(|error| Error::Fault(error.to_string()))?;
            Ok(vec![Panel { anchor: "matters", title: "项目事项".to_owned(), html, leads: true }])
        })
    }
}
