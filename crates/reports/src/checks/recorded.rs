//! The checks that look into the records behind the figures.

use figures::Reading;
use listing::{
    Address, Alternative, Filter, FoldValue,
    query::{self, Wanted},
};
use storage::Result;
use vocabulary::Money;

use super::{Check, Readings, check, exactly, lacking, not_applicable, number};
use crate::template::Source;

/// The five classes of people introduced.
const CLASSES: [&str; 5] = [
    "introduced-academicians",
    "introduced-seniors",
    "introduced-associates",
    "introduced-doctors",
    "introduced-masters",
];

/// The effects that a report tells of.
const EFFECTS: [&str; 7] = [
    "price-before",
    "price-after",
    "rural-1-benefit",
    "rural-3-output",
    "rural-3-jobs",
    "rural-4-per-mu",
    "rural-4-benefit",
];

/// The values that policies promise.
const PROMISES: [&str; 9] = [
    "allowance-master",
    "allowance-doctor",
    "allowance-years",
    "transition-grant",
    "core-income",
    "team-rd-grant",
    "team-operating-grant",
    "industry-fund",
    "alliance-fee",
];

/// The five exclusive classes add up to the people.
pub(super) async fn people_are_counted_once(source: &Source<'_>, readings: &Readings) -> Result<Check> {
    const NAME: &str = "五类引进人才相加等于引进总人数";
    let classes: Option<Vec<i64>> = CLASSES.iter().map(|code| number(readings, code)).collect();
    let (Some(classes), Ok(whole)) = (classes, source.reading("introduced").await) else {
        return Ok(not_applicable(NAME, &CLASSES, lacking(readings, &CLASSES)));
    };
    let sum: i64 = classes.iter().sum();
    let people = whole.number().unwrap_or_default();
    Ok(check(NAME, &CLASSES, sum == people, format!("五类合计 {sum} 人，按人去重 {people} 人")))
}

/// Follow-up money stays within what the project was granted.
pub(super) async fn follow_up_is_within_the_grant(source: &Source<'_>, readings: &Readings) -> Result<Check> {
    const NAME: &str = "重大专项后续资金不超过该项目财政资助";
    const CODES: [&str; 2] = ["major-special-follow-up", "major-special-name"];
    let (Some(received), Some(project)) = (number(readings, CODES[0]), readings.get(CODES[1])) else {
        return Ok(not_applicable(NAME, &CODES, lacking(readings, &CODES)));
    };
    let definition = &project.definition;
    let granted =
        query::fold(source.reader, definition.listing, &definition.filter, figures::Fold::The("granted")).await?;
    let FoldValue::Number(granted) = granted else {
        return Ok(not_applicable(NAME, &CODES, "该项目没有填写财政资助"));
    };
    let unit = vocabulary::MoneyUnit::WanYuan;
    let said = format!("{}，财政资助 {} 万元", exactly(readings, CODES[0]), Money::from_fen(granted).exact(unit));
    Ok(check(NAME, &CODES, received <= granted, said))
}

/// An effect is told only with a year and a piece of evidence.
pub(super) async fn effects_have_evidence(source: &Source<'_>, readings: &Readings) -> Result<Check> {
    const NAME: &str = "成效数据有年度和证明材料";
    let mut without = Vec::new();
    let mut seen = 0;
    for reading in EFFECTS.iter().filter_map(|code| readings.get(*code)).filter(|reading| !reading.is_missing()) {
        seen += 1;
        if lacks(source, reading, "evidence").await? || lacks(source, reading, "year").await? {
            without.push(reading.definition.name.as_str());
        }
    }
    if seen == 0 {
        return Ok(not_applicable(NAME, &EFFECTS, lacking(readings, &EFFECTS)));
    }
    let sentence = match without.as_slice() {
        [] => format!("{seen} 项成效都有"),
        names => format!("缺年度或证明材料：{}", names.join("、")),
    };
    Ok(check(NAME, &EFFECTS, without.is_empty(), sentence))
}

/// Whether a row behind a figure has nothing in a column.
async fn lacks(source: &Source<'_>, reading: &Reading, column: &str) -> Result<bool> {
    let definition = &reading.definition;
    let Some(column) = definition.listing.column(column) else { return Ok(true) };
    let filter = definition.filter.clone().with(column, vec![Alternative::Empty]);
    Ok(query::count(source.reader, definition.listing, &filter).await? > 0)
}

/// A promised value comes from a document with a number that is in force at the cut-off.
pub(super) async fn policies_are_in_force(source: &Source<'_>, readings: &Readings) -> Result<Check> {
    const NAME: &str = "政策标准有现行文号";
    let mut documents: Vec<String> = Vec::new();
    let mut without = Vec::new();
    for reading in PROMISES.iter().filter_map(|code| readings.get(*code)).filter(|reading| !reading.is_missing()) {
        match document_in_force(source, reading).await? {
            Some(document) if !documents.contains(&document) => documents.push(document),
            Some(_) => {}
            None => without.push(reading.definition.name.as_str()),
        }
    }
    if documents.is_empty() && without.is_empty() {
        return Ok(not_applicable(NAME, &PROMISES, lacking(readings, &PROMISES)));
    }
    let sentence = match without.as_slice() {
        [] => format!("依据：{}", documents.join("、")),
        names => format!("截止日没有现行文号：{}", names.join("、")),
    };
    Ok(check(NAME, &PROMISES, without.is_empty(), sentence))
}

/// The number of the document behind a promised value, where the document itself is in force at the cut-off.
async fn document_in_force(source: &Source<'_>, reading: &Reading) -> Result<Option<String>> {
    let listing = reading.definition.listing;
    let columns: Vec<_> = ["document", "policy"].iter().filter_map(|name| listing.column(name)).collect();
    let wanted = Wanted { filter: reading.definition.filter.clone(), limit: 1, ..Wanted::default() };
    let page = query::page(source.reader, listing, &columns, &wanted).await?;
    let Some([document, policy]) = page.records.first().map(|record| record.cells.as_slice()) else { return Ok(None) };
    let Some(number) = document.value.text().filter(|number| !number.is_empty()) else { return Ok(None) };
    let (Some(id), Some(policies)) = (policy.value.int(), source.office.house.registry.at("/policies")) else {
        return Ok(None);
    };
    let day = source.moment.as_of;
    let asked = Address::parse(policies, &format!("valid_from=..{day}&valid_to=none,{day}.."))?;
    let in_force = is_among(source, policies, &asked.filter, id).await?;
    Ok(in_force.then(|| number.to_owned()))
}

/// Whether a record passes a filter.
async fn is_among(source: &Source<'_>, listing: &'static listing::Listing, filter: &Filter, id: i64) -> Result<bool> {
    let wanted = Wanted { filter: filter.clone(), limit: 5_000, ..Wanted::default() };
    let page = query::page(source.reader, listing, &[], &wanted).await?;
    Ok(page.records.iter().any(|record| record.id == id))
}
