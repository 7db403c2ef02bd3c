//! Reading what an answer is, by the paths that its source gives.

use std::collections::BTreeMap;

use cases::{CaseFile, matching};
use listing::{Alternative, Filter, Fold, FoldValue, Kind, query};
use storage::{Error, Reader, Result, Value};
use vocabulary::{Day, Money};

use crate::{
    WEIGHTS,
    engine::{Candidate, Known, Text, Weight},
    near::Near,
    source::{AnswerKind, Of, Source, Told},
};

/// An answer as it stands in its listing, with what the engine asks of it.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) file: CaseFile,
    pub(crate) unit: Option<i64>,
    pub(crate) person: Option<i64>,
    pub(crate) candidate: Candidate,
}

/// The answers of a source of which these texts tell.
///
/// # Errors
/// What the database says.
pub(crate) async fn answers(reader: Reader<'_>, source: &Source, near: &[Near], today: Day) -> Result<Vec<Answer>> {
    let best = best(near);
    let mut found: BTreeMap<i64, (CaseFile, Vec<Text>)> = BTreeMap::new();
    for near in near {
        let Some(told) = source.told.iter().find(|told| told.listing.table == near.table) else { continue };
        let Some(teller) = there(CaseFile::read(reader, told.listing, near.record).await)? else { continue };
        let text = Text {
            title: text_at(reader, &teller, told.title).await?,
            body: body(reader, &teller, told).await?,
            rank: rank(near.score, best),
        };
        for file in of_whom(reader, source, told, &teller).await? {
            let texts = &mut found.entry(file.id()).or_insert_with(|| (file, Vec::new())).1;
            if !texts.iter().any(|known| known.title == text.title && known.body == text.body) {
                texts.push(text.clone());
            }
        }
    }
    let mut answers = Vec::new();
    for (file, texts) in found.into_values() {
        if is_live(source, &file) {
            answers.push(answer(reader, source, file, texts, today).await?);
        }
    }
    Ok(answers)
}

/// The highest score of a ranking.
pub(crate) fn best(near: &[Near]) -> f32 {
    near.iter().map(|near| near.score).fold(0.0, f32::max)
}

/// A score as its thousandths of the best, rounded down.
pub(crate) fn rank(score: f32, best: f32) -> i64 {
    let is_part =
        |thousandths: &i64| f32::from(i16::try_from(*thousandths).unwrap_or(i16::MAX)) * best <= score * 1000.0;
    if best > 0.0 { (1..=1000).rev().find(is_part).unwrap_or(0) } else { 0 }
}

/// A record that may have been removed since its text was read.
fn there(read: Result<CaseFile>) -> Result<Option<CaseFile>> {
    match read {
        Ok(file) => Ok(Some(file)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_live(source: &Source, file: &CaseFile) -> bool {
    source.only.iter().all(|(column, words)| words.contains(&file.text(column)))
}

/// The answers of which a text tells.
async fn of_whom(reader: Reader<'_>, source: &Source, told: &Told, teller: &CaseFile) -> Result<Vec<CaseFile>> {
    let person = match told.of {
        Of::Itself => return Ok(vec![teller.clone()]),
        Of::Answer(link) => {
            let Some(id) = teller.number(link) else { return Ok(Vec::new()) };
            return Ok(there(CaseFile::read(reader, source.listing, id).await)?.into_iter().collect());
        }
        Of::Person(link) => teller.number(link),
        Of::ThisPerson => Some(teller.id()),
    };
    match person.zip(source.person) {
        Some((person, link)) => {
            CaseFile::all(reader, source.listing, matching(source.listing, &[(link, person.into())])?).await
        }
        None => Ok(Vec::new()),
    }
}

async fn answer(reader: Reader<'_>, source: &Source, file: CaseFile, texts: Vec<Text>, today: Day) -> Result<Answer> {
    let mut fields = Vec::new();
    for path in source.fields {
        fields.extend(at(reader, &file, path).await?.and_then(|value| digits(value.text()?)));
    }
    let text = |value: Option<Value>| value.and_then(|value| value.text().map(str::to_owned));
    let number = |value: Option<Value>| value.and_then(|value| value.int());
    let of = async |path: Option<&'static str>| match path {
        Some(path) => at(reader, &file, path).await,
        None => Ok(None),
    };
    let day = |value: Option<Value>| value.and_then(|value| Day::parse(value.text()?).ok());
    let level =
        |value: Option<Value>| value.and_then(|value| i64::from(value.text()?.chars().next()?.to_digit(10)?).into());
    let candidate = Candidate {
        texts,
        fields: Known::of(!source.fields.is_empty(), Some(fields).filter(|fields| !fields.is_empty())),
        region: Known::of(source.region.is_some(), text(of(source.region).await?)),
        price: Known::of(source.price.is_some(), number(of(source.price).await?).map(Money::from_fen)),
        maturity: Known::of(source.maturity.is_some(), level(of(source.maturity).await?)),
        until: Known::of(source.until.is_some(), day(of(source.until).await?)),
        operator: Known::of(source.operator.is_some(), text(of(source.operator).await?)),
        hours: Known::of(source.used.is_some(), hours(reader, source, file.id(), today).await?),
        weights: weights(reader, source.kind, file.id()).await?,
    };
    let unit = number(of(source.unit).await?);
    let person = number(of(source.person).await?);
    Ok(Answer { unit, person, candidate, file })
}

/// The digits of a field of learning; nothing where there are fewer than three.
pub(crate) fn digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= 3).then_some(digits)
}

/// The hours for which an instrument was used within the last thirty days.
async fn hours(reader: Reader<'_>, source: &Source, id: i64, today: Day) -> Result<Option<i64>> {
    let Some(used) = source.used else { return Ok(None) };
    let (Some(link), Some(day)) = (used.listing.column(used.link), used.listing.column(used.day)) else {
        return Err(Error::Fault(format!("{} has no such columns", used.listing.table)));
    };
    let lately = Alternative::Between(Some(today.plus_days(-30).to_string().into()), Some(today.to_string().into()));
    let filter = Filter::default().with(link, vec![Alternative::Is(id.into())]).with(day, vec![lately]);
    match query::fold(reader, used.listing, &filter, Fold::Sum(used.hours)).await? {
        FoldValue::Number(hours) => Ok(Some(hours)),
        _ => Ok(Some(0)),
    }
}

/// What was recorded for or against an answer.
async fn weights(reader: Reader<'_>, kind: AnswerKind, record: i64) -> Result<Vec<Weight>> {
    let of = [("kind", procedure::Word::label(kind).into()), ("record", record.into())];
    let rows = CaseFile::all(reader, &WEIGHTS, matching(&WEIGHTS, &of)?).await?;
    let weight = |row: &CaseFile| Weight {
        points: row.number("points").unwrap_or_default(),
        reason: row.text("reason").to_owned(),
    };
    Ok(rows.iter().map(weight).collect())
}

async fn body(reader: Reader<'_>, file: &CaseFile, told: &Told) -> Result<String> {
    let mut body = Vec::new();
    for path in told.texts {
        body.push(text_at(reader, file, path).await?);
    }
    body.retain(|text| !text.is_empty());
    Ok(body.join("\n"))
}

/// The text at the end of a path; the name of the record where the path ends at a link.
async fn text_at(reader: Reader<'_>, file: &CaseFile, path: &str) -> Result<String> {
    if !file.linked(path).is_empty() {
        return Ok(file.linked(path).to_owned());
    }
    Ok(at(reader, file, path).await?.and_then(|value| value.text().map(str::to_owned)).unwrap_or_default())
}

/// What stands at the end of a path, such as `unit.region`; nothing where a link on the way is empty.
async fn at(reader: Reader<'_>, file: &CaseFile, path: &str) -> Result<Option<Value>> {
    let mut here = file.clone();
    let mut rest = path;
    while let Some((link, further)) = rest.split_once('.') {
        let Some(Kind::Link(target)) = here.listing.column(link).map(|column| column.kind) else {
            return Err(Error::Fault(format!("{} has no link {link}", here.listing.table)));
        };
        let Some(id) = here.number(link) else { return Ok(None) };
        let Some(next) = there(CaseFile::read(reader, target, id).await)? else { return Ok(None) };
        (here, rest) = (next, further);
    }
    match here.cell(rest) {
        Some(cell) => Ok(Some(cell.value.clone()).filter(|value| !value.is_null())),
        None => Err(Error::Fault(format!("{} has no column {rest}", here.listing.table))),
    }
}
