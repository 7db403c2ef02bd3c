//! `keshu figures` and `keshu figure`.

use std::process::ExitCode;

use figures::{Office, Reading, witnesses};
use storage::Result;

use crate::arguments::When;

/// Prints every figure.
pub(super) async fn all(office: &Office, when: &When, json: bool) -> Result<ExitCode> {
    let moment = super::moment(office, when);
    let mut readings = office.catalogue.read_all(office.reader(), moment).await?;
    readings.extend(office.catalogue.read_saved(office.reader(), &office.house.registry, moment).await?);
    if json {
        let told: Vec<serde_json::Value> = readings.iter().map(figures::json::reading_json).collect();
        println!("{}", serde_json::Value::Array(told));
        return Ok(ExitCode::SUCCESS);
    }
    println!("{} 年，截至 {}", moment.year, moment.as_of);
    for reading in &readings {
        println!("{}", line(reading));
    }
    Ok(ExitCode::SUCCESS)
}

fn line(reading: &Reading) -> String {
    let definition = &reading.definition;
    let slot = definition.slot.map_or(String::new(), |slot| format!("[{slot}]"));
    let why = reading.why_missing().map_or(String::new(), |why| format!("({why})"));
    format!("{slot:>5} {:<28} {} {}{}{why}", definition.code, definition.name, reading.shown(), definition.unit)
}

/// Prints one figure and, if asked, every row behind it.
pub(super) async fn one(
    office: &Office,
    code: &str,
    when: &When,
    with_witnesses: bool,
    json: bool,
) -> Result<ExitCode> {
    let reading = office.read(code, super::moment(office, when)).await?;
    let rows = if with_witnesses { witnesses(office.reader(), &reading).await? } else { Vec::new() };
    if json {
        let told =
            if with_witnesses { figures::json::witnesses_json(&rows) } else { figures::json::reading_json(&reading) };
        println!("{told}");
        return Ok(ExitCode::SUCCESS);
    }
    let definition = &reading.definition;
    println!("{}", line(&reading));
    println!("清单：{} {}", definition.listing.title, definition.address());
    println!("时间窗：{} {}", definition.window, definition.period.says());
    println!("算法：{}，依据 {} 行", definition.fold.says(definition.listing), reading.witnesses);
    for row in rows {
        println!("#{} {} {}", row.id, row.name, row.contributes);
    }
    Ok(ExitCode::SUCCESS)
}
