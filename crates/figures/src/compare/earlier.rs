//! The same figure in other years.

use listing::{Alternative, Filter, Kind, cell};
use storage::{Result, Value};
use vocabulary::Day;

use crate::{Definition, Moment, Office, Reading, home_region, read};

/// A figure in the last `years` years up to the moment's, the earliest first, each on the same day. A saved figure speaks
/// of the year in its conditions, whatever the moment; one without a year has only itself.
///
/// # Errors
/// [`storage::Error::NotFound`] if there is no such figure; what the database says.
pub async fn series(office: &Office, code: &str, moment: Moment, years: i32) -> Result<Vec<(i32, Reading)>> {
    let reader = office.reader();
    let mut readings = Vec::new();
    if let Some(figure) = office.catalogue.find(code) {
        let region = home_region(reader).await?;
        for back in (0..years.max(1)).rev() {
            let moment = moment.moved(-back);
            readings.push((moment.year, read(reader, figure.at(moment, region.as_deref())?).await?));
        }
        return Ok(readings);
    }
    let definition = office.catalogue.define(reader, &office.house.registry, code, moment).await?;
    let year = year_of(&definition).unwrap_or(moment.year);
    for back in (0..years.max(1)).rev() {
        let earlier = if back == 0 { Some(definition.clone()) } else { moved(&definition, -back) };
        if let Some(earlier) = earlier {
            readings.push((year - back, read(reader, earlier).await?));
        }
    }
    Ok(readings)
}

/// The same figure on the same day a year earlier; nothing where the rows that it counts do not depend on the year.
pub(crate) async fn a_year_earlier(office: &Office, reading: &Reading, moment: Moment) -> Result<Option<Reading>> {
    let reader = office.reader();
    let definition = match office.catalogue.find(&reading.definition.code) {
        Some(figure) => Some(figure.at(moment.moved(-1), home_region(reader).await?.as_deref())?),
        None => moved(&reading.definition, -1),
    };
    match definition {
        Some(earlier) if earlier.address() != reading.definition.address() => Ok(Some(read(reader, earlier).await?)),
        Some(_) | None => Ok(None),
    }
}

/// A definition whose conditions on days and years are moved; nothing where it has none.
fn moved(definition: &Definition, years: i32) -> Option<Definition> {
    let mut filter = Filter { parts: Vec::new(), search: definition.filter.search.clone() };
    let mut is_moved = false;
    for part in &definition.filter.parts {
        let kind = cell::origin(definition.listing, part.column).kind;
        let any = part.any.iter().map(|alternative| match alternative {
            Alternative::Is(value) => Alternative::Is(moved_value(kind, value, years)),
            Alternative::Between(from, to) => {
                let end = |value: &Option<Value>| value.as_ref().map(|value| moved_value(kind, value, years));
                Alternative::Between(end(from), end(to))
            }
            other => other.clone(),
        });
        let any: Vec<Alternative> = any.collect();
        is_moved |= any != part.any;
        filter = filter.with(part.column, any);
    }
    is_moved.then(|| Definition { filter, ..definition.clone() })
}

fn moved_value(kind: Kind, value: &Value, years: i32) -> Value {
    match (kind, value) {
        (Kind::Year, Value::Int(year)) => Value::Int(year + i64::from(years)),
        (Kind::Day, Value::Text(text)) => {
            Day::parse(text).map_or_else(|_| value.clone(), |day| Value::Text(day.plus_years(years).to_string()))
        }
        _ => value.clone(),
    }
}

/// The last year of which the conditions of a definition speak.
fn year_of(definition: &Definition) -> Option<i32> {
    let ends = definition.filter.parts.iter().flat_map(|part| {
        let kind = cell::origin(definition.listing, part.column).kind;
        part.any.iter().filter_map(move |alternative| match alternative {
            Alternative::Is(value) | Alternative::Between(_, Some(value)) => year_in(kind, value),
            _ => None,
        })
    });
    ends.max()
}

fn year_in(kind: Kind, value: &Value) -> Option<i32> {
    match (kind, value) {
        (Kind::Year, Value::Int(year)) => i32::try_from(*year).ok(),
        (Kind::Day, Value::Text(text)) => Day::parse(text).ok().map(Day::year),
        _ => None,
    }
}
