//! `keshu match`: answers to a demand, or to a text, with what they rest on.

use std::process::ExitCode;

use ::matching::{AnswerKind, DEMANDS, Suggested};
use cases::{CaseFile, matching};
use figures_crate::Office;
use procedure::Word;
use search_crate::Engine;
use serde_json::{Value, json};
use storage::{Error, Result};

use super::figures_crate;
use crate::answers;
use ::search as search_crate;

/// What is asked at the command line.
pub(super) struct Question {
    pub(super) demand: Option<String>,
    pub(super) text: Option<String>,
    pub(super) kind: Option<AnswerKind>,
    pub(super) json: bool,
}

/// Brings the index up to date and prints the best answers of one kind or of all.
pub(super) async fn print(office: &Office, engine: &Engine, question: &Question) -> Result<ExitCode> {
    engine.follow(&office.house).await?;
    let (reader, db, kind) = (office.reader(), &office.house.db, question.kind);
    let (finder, today) = (answers::finder(answers::indexed(db, engine)), db.clock().today());
    let found = match (&question.demand, question.text.as_deref().map(str::trim)) {
        (Some(named), _) => {
            let mut found = finder.for_demand(reader, &find(office, named).await?, today).await?;
            found.retain(|one| kind.is_none_or(|kind| one.kind == kind));
            found
        }
        (None, Some(text)) if !text.is_empty() => finder.for_text(reader, text, kind, today).await?,
        (None, _) => {
            return Err(Error::Refused("请写需求编号，如 keshu match XQ2022-001，或用 --text 写一段文字".to_owned()));
        }
    };
    if question.json {
        println!("{}", Value::Array(found.iter().map(as_json).collect()));
    } else if found.is_empty() {
        println!("没有文字上相近的答案。请把问题和指标写得更具体。");
    } else {
        found.iter().for_each(tell);
    }
    Ok(ExitCode::SUCCESS)
}

/// The demand with this number or id.
async fn find(office: &Office, named: &str) -> Result<CaseFile> {
    if let Ok(id) = named.trim_start_matches('#').parse() {
        return CaseFile::read(office.reader(), &DEMANDS, id).await;
    }
    let found = CaseFile::all(office.reader(), &DEMANDS, matching(&DEMANDS, &[("number", named.into())])?).await?;
    let missing = || Error::NotFound(format!("没有编号为“{named}”的技术需求。编号如 XQ2022-001"));
    found.into_iter().next().ok_or_else(missing)
}

fn tell(one: &Suggested) {
    println!("{} {} 分　{}　{}", one.kind.label(), one.points(), one.file.name(), one.file.href());
    for (says, points) in one.grounds().iter().chain(&one.objections()) {
        println!("    {points:+}　{says}");
    }
    for says in one.unknowns() {
        println!("    ？　{says}");
    }
}

fn as_json(one: &Suggested) -> Value {
    let told = |told: Vec<(String, i64)>| -> Vec<Value> {
        told.into_iter().map(|(says, points)| json!({ "says": says, "points": points })).collect()
    };
    json!({
        "kind": one.kind.name(),
        "table": one.file.listing.table,
        "id": one.file.id(),
        "name": one.file.name(),
        "href": one.file.href(),
        "points": one.points(),
        "grounds": told(one.grounds()),
        "objections": told(one.objections()),
        "unknown": one.unknowns(),
    })
}
