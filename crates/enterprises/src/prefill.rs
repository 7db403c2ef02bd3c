//! What an enterprise's own records already answer of a self-check: it fills in the rest and corrects what has changed.

use directory::ORGANISATIONS;
use listing::{
    Alternative, Filter, Listing, Record,
    pages::Answer,
    query::{self, Wanted},
};
use policies::{
    check::Kind,
    pages::{Prefill, Prefilled},
};
use serde_json::{Value as Json, json};
use storage::{Reader, Result, Value};
use vocabulary::{Day, Money, MoneyUnit};

use crate::{ENTERPRISE_YEARS, HNTE_CERTIFICATES, HNTE_FILINGS};

/// The records of the house about one enterprise.
#[derive(Copy, Clone, Debug)]
pub struct OwnRecords;

impl Prefill for OwnRecords {
    fn of<'a>(&'a self, kind: Kind, reader: Reader<'a>, unit: i64, day: Day) -> Answer<'a, Prefilled> {
        Box::pin(async move {
            match kind {
                Kind::Hnte => hnte(reader, unit, day).await,
                Kind::Tsme => tsme(reader, unit, day).await,
            }
        })
    }
}

async fn hnte(reader: Reader<'_>, unit: i64, day: Day) -> Result<Prefilled> {
    let years: Vec<Kept> = years_of(reader, unit, day.year() - 3, day.year() - 1).await?;
    let last = years.iter().find(|year| year.number("year") == Some(i64::from(day.year() - 1)));
    let filing = one(reader, &HNTE_FILINGS, Filter::default(), unit).await?;
    let list: Vec<Json> = years
        .iter()
        .map(|year| {
            json!({
                "year": year.number("year"),
                "sales": year.yuan("sales"),
                "rd": year.yuan("rd_expense"),
                "net_assets": year.yuan("net_assets"),
            })
        })
        .collect();
    let questionnaire = json!({
        "applied_on": day.to_string(),
        "registered_on": founded_on(reader, unit).await?,
        "field": filing.as_ref().and_then(|filing| filing.text("field")),
        "staff": last.and_then(|year| year.number("staff")),
        "st_staff": last.and_then(|year| year.number("technical_staff")),
        "years": list,
        "total_income": last.and_then(|year| year.yuan("total_income")),
        "hightech_income": last.and_then(|year| year.yuan("hightech_income")),
    });
    let mut sources = sources_of(&years);
    sources.extend(filing.map(|_| HNTE_FILINGS.title.to_owned()));
    Ok(Prefilled { questionnaire, sources })
}

async fn tsme(reader: Reader<'_>, unit: i64, day: Day) -> Result<Prefilled> {
    let years = years_of(reader, unit, day.year() - 1, day.year() - 1).await?;
    let last = years.first();
    let certificate = certificate_on(reader, unit, day).await?;
    let questionnaire = json!({
        "year": day.year(),
        "staff": last.and_then(|year| year.number("staff")),
        "st_staff": last.and_then(|year| year.number("technical_staff")),
        "sales": last.and_then(|year| year.yuan("sales")),
        "assets": last.and_then(|year| year.yuan("total_assets")),
        "rd": last.and_then(|year| year.yuan("rd_expense")),
        // Without a certificate nothing is known of the other grounds.
        "direct": certificate.as_ref().map(|_| ["高新技术企业"]),
    });
    let mut sources = sources_of(&years);
    sources.extend(certificate.map(|_| HNTE_CERTIFICATES.title.to_owned()));
    Ok(Prefilled { questionnaire, sources })
}

/// Which yearly figures were used, in words.
fn sources_of(years: &[Kept]) -> Vec<String> {
    let numbers: Vec<String> =
        years.iter().filter_map(|year| year.number("year")).map(|year| year.to_string()).collect();
    if numbers.is_empty() {
        Vec::new()
    } else {
        vec![format!("{}年度的{}", numbers.join("、"), ENTERPRISE_YEARS.title)]
    }
}

/// A record whose cells are asked for by name.
struct Kept {
    listing: &'static Listing,
    record: Record,
}

impl Kept {
    fn value(&self, column: &str) -> Option<&Value> {
        let position = self.listing.columns.iter().position(|known| known.name == column)?;
        self.record.cells.get(position).map(|cell| &cell.value)
    }

    fn number(&self, column: &str) -> Option<i64> {
        self.value(column)?.int()
    }

    fn text(&self, column: &str) -> Option<String> {
        self.value(column)?.text().map(str::to_owned)
    }

    /// An amount in whole yuan, as the questionnaires ask for it.
    fn yuan(&self, column: &str) -> Option<i64> {
        Money::from_fen(self.number(column)?).rounded(MoneyUnit::Yuan, 0).parse().ok()
    }
}

async fn founded_on(reader: Reader<'_>, unit: i64) -> Result<Option<String>> {
    let record = query::record(reader, &ORGANISATIONS, unit).await?;
    Ok(Kept { listing: &ORGANISATIONS, record }.text("founded_on"))
}

/// The yearly figures from one year to another, oldest first.
async fn years_of(reader: Reader<'_>, unit: i64, first: i32, last: i32) -> Result<Vec<Kept>> {
    let between = Alternative::Between(Some(i64::from(first).into()), Some(i64::from(last).into()));
    let filter = with(Filter::default(), &ENTERPRISE_YEARS, "year", between);
    let mut years = all(reader, &ENTERPRISE_YEARS, filter, unit).await?;
    years.sort_by_key(|year| year.number("year"));
    Ok(years)
}

/// A certificate that is valid on `day`.
async fn certificate_on(reader: Reader<'_>, unit: i64, day: Day) -> Result<Option<Kept>> {
    let on = || Value::from(day.to_string());
    let listing = &HNTE_CERTIFICATES;
    let filter = with(Filter::default(), listing, "issued_on", Alternative::Between(None, Some(on())));
    let filter = with(filter, listing, "valid_to", Alternative::Between(Some(on()), None));
    let filter = with(filter, listing, "revoked_on", Alternative::Empty);
    one(reader, listing, filter, unit).await
}

fn with(filter: Filter, listing: &'static Listing, column: &str, way: Alternative) -> Filter {
    match listing.column(column) {
        Some(column) => filter.with(column, vec![way]),
        None => filter,
    }
}

/// The latest record of an enterprise that passes a filter.
async fn one(reader: Reader<'_>, listing: &'static Listing, filter: Filter, unit: i64) -> Result<Option<Kept>> {
    Ok(all(reader, listing, filter, unit).await?.into_iter().next())
}

/// The records of an enterprise that pass a filter, in the order of the listing; never more than a few.
async fn all(reader: Reader<'_>, listing: &'static Listing, filter: Filter, unit: i64) -> Result<Vec<Kept>> {
    let filter = with(filter, listing, "enterprise", Alternative::Is(unit.into()));
    let columns: Vec<_> = listing.columns.iter().collect();
    let page = query::page(reader, listing, &columns, &Wanted { filter, limit: 10, ..Wanted::default() }).await?;
    Ok(page.records.into_iter().map(|record| Kept { listing, record }).collect())
}

#[cfg(test)]
mod tests;
