//! 报送: freezing a report. What it said, each figure with the ids of the rows behind it, and the end of the history then.

use figures::{Moment, Office, Reading};
use listing::{
    Alternative, Filter, Listing,
    query::{self, Wanted},
};
use storage::{Deed, Error, Reader, Result, Table, Value, Work};

use crate::{FROZEN_FIGURES, FROZEN_REPORTS, report};

/// How many reports of one year are looked through for a free number.
const REPORTS_A_YEAR: usize = 1_000;

/// Freezes the annual report as it stands, and gives the id of what was sent.
///
/// # Errors
/// [`Error::Refused`] while something is missing, unless `with_gaps`; [`Error::Invalid`] if the wording in force is
/// wrong; what the database says.
pub async fn freeze(office: &Office, moment: Moment, actor: &str, with_gaps: bool) -> Result<i64> {
    let house = &office.house;
    let deed = Freeze {
        office,
        moment,
        actor,
        with_gaps,
        reports: house.table(&FROZEN_REPORTS)?,
        figures: house.table(&FROZEN_FIGURES)?,
        at: house.db.clock().moment(),
    };
    house.db.write(actor, &deed).await
}

struct Freeze<'a> {
    office: &'a Office,
    moment: Moment,
    actor: &'a str,
    with_gaps: bool,
    reports: &'a Table,
    figures: &'a Table,
    at: String,
}

impl Deed for Freeze<'_> {
    type Outcome = i64;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<i64> {
        let report = Box::pin(report::compose_from(self.office, work.reader(), self.moment, None)).await?;
        if !report.missing.is_empty() && !self.with_gaps {
            let sentence =
                format!("还有 {} 处待补，没有报送。请先补齐，或勾选“带着待补报送”后再报送", report.missing.len());
            return Err(Error::Refused(sentence));
        }
        let (lines, head) = storage::head(work.reader()).await?;
        let number = free_number(work.reader(), self.moment.year).await?;
        let sent = row(&FROZEN_REPORTS, |column| match column {
            "number" => number.as_str().into(),
            "year" => Value::Int(i64::from(self.moment.year)),
            "as_of" => self.moment.as_of.to_string().into(),
            "sent_at" => self.at.chars().take(19).collect::<String>().into(),
            "sent_by" => self.actor.into(),
            "history_head" => head.as_str().into(),
            "history_lines" => Value::Int(lines),
            "body" => report.document.plain_text().into(),
            _ => Value::Null,
        });
        let ids = work.insert(self.reports, vec![sent]).await?;
        let id = ids.first().copied().ok_or_else(|| Error::Fault("a report was sent without an id".to_owned()))?;
        let mut rows = Vec::new();
        for reading in &report.readings {
            rows.push(frozen(id, reading, &witness_ids(work.reader(), reading).await?));
        }
        work.insert(self.figures, rows).await?;
        Ok(id)
    }
}

/// The ids of the rows behind a figure, in order.
pub(crate) async fn witness_ids(reader: Reader<'_>, reading: &Reading) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = figures::witnesses(reader, reading).await?.into_iter().map(|witness| witness.id).collect();
    ids.sort_unstable();
    Ok(ids)
}

fn frozen(report: i64, reading: &Reading, ids: &[i64]) -> Vec<Value> {
    let definition = &reading.definition;
    let text = |text: String| if text.is_empty() { Value::Null } else { Value::Text(text) };
    row(&FROZEN_FIGURES, |column| match column {
        "report" => Value::Int(report),
        "figure" => definition.code.as_str().into(),
        "name" => definition.name.as_str().into(),
        "value" => text(reading.exact().unwrap_or_default()),
        "shown" => reading.phrase().into(),
        "address" => definition.address().into(),
        "witnesses" => Value::Int(i64::try_from(ids.len()).unwrap_or(i64::MAX)),
        "rows" => serde_json::Value::from(ids).to_string().into(),
        _ => Value::Null,
    })
}

/// A row of a listing, a value for each stored column.
fn row(listing: &'static Listing, value: impl Fn(&str) -> Value) -> Vec<Value> {
    listing.stored().map(|column| value(column.name)).collect()
}

/// A number that no report of the year has yet: 2022年报-1, 2022年报-2.
async fn free_number(reader: Reader<'_>, year: i32) -> Result<String> {
    let (Some(number), Some(column)) = (FROZEN_REPORTS.column("number"), FROZEN_REPORTS.column("year")) else {
        return Err(Error::Fault("sent reports have no number".to_owned()));
    };
    let filter = Filter::default().with(column, vec![Alternative::Is(Value::Int(i64::from(year)))]);
    let wanted = Wanted { filter, limit: REPORTS_A_YEAR, ..Wanted::default() };
    let page = query::page(reader, &FROZEN_REPORTS, &[number], &wanted).await?;
    let used: Vec<&str> = page.records.iter().filter_map(|record| record.cells.first()?.value.text()).collect();
    let mut numbers = (1..).map(|count| format!("{year}年报-{count}"));
    let free = numbers.find(|number| !used.contains(&number.as_str()));
    Ok(free.unwrap_or_default())
}
