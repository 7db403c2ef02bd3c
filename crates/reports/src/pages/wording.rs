//! The wording of the annual report: the editor, what is wrong with it, a preview, and the way back to the built-in one.

use askama::Template;
use axum::{http::StatusCode, response::IntoResponse};
use figures::Office;
use storage::{Error, Problem, Result};
use web::{Failure, Frame, Outcome, Visitor, go, page};

use super::{
    ANNUAL, Asked, frame,
    sheet::{Sheet, sheet},
    shown_again, typed,
};
use crate::{
    TEMPLATES,
    annual::{self, Reword},
    compose,
    template::line_of,
};

/// A figure that can be put into the text.
struct Pick {
    name: String,
    now: String,
    is_missing: bool,
    code: String,
    insert: String,
}

/// A problem with the lines around it.
struct Told {
    place: String,
    sentence: String,
    /// Number and text of the lines; whether it is the one.
    lines: Vec<(usize, String, bool)>,
}

#[derive(Template)]
#[template(path = "pages/wording.html")]
struct WordingPage<'a> {
    frame: Frame<'a>,
    text: String,
    seen: String,
    is_own: bool,
    is_dirty: bool,
    problems: Vec<Told>,
    picks: Vec<Pick>,
    preview: Option<Sheet>,
    gaps: usize,
}

#[derive(Template)]
#[template(path = "pages/restore.html")]
struct RestorePage<'a> {
    frame: Frame<'a>,
}

/// The text of the form and what it was opened with.
struct Typed<'t> {
    text: &'t str,
    seen: &'t str,
}

/// The editor with the wording in force.
pub(super) async fn form(office: &Office, visitor: &Visitor, query: &str) -> Outcome {
    let asked = Asked::of_query(office, query)?;
    let wording = annual::wording(office.reader()).await?;
    let seen = annual::fingerprint(&wording.text);
    let typed = Typed { text: &wording.text, seen: &seen };
    let mut shown = editor(office, visitor, &asked, typed).await?;
    shown.is_own = wording.record.is_some();
    page(&shown)
}

/// Saves or previews what was typed. Whatever is wrong, the text comes back.
pub(super) async fn save(office: &Office, visitor: &Visitor, pairs: &[(String, String)]) -> Outcome {
    let asked = Asked::of_query(office, "")?;
    let raw = |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let text = raw("template").replace("\r\n", "\n");
    let wants_preview = !typed(pairs, "preview").is_empty();
    let mut shown = editor(office, visitor, &asked, Typed { text: &text, seen: raw("seen") }).await?;
    shown.is_own = true;
    shown.is_dirty = true;
    let report = match compose(office, asked.moment, Some(&text)).await {
        Ok(report) => report,
        Err(error) => return again(shown, error, &text),
    };
    if wants_preview {
        shown.gaps = report.missing.len();
        shown.preview = Some(sheet(&report));
        return page(&shown);
    }
    let table = office.house.table(&TEMPLATES)?;
    let seen = Some(raw("seen")).filter(|seen| !seen.is_empty());
    let deed = Reword { table, before: seen, text: &text };
    match office.house.db.write(&visitor.actor(), &deed).await {
        Ok(()) => Ok(go(ANNUAL)),
        Err(error) => again(shown, error, &text),
    }
}

fn again(mut shown: WordingPage<'_>, error: Error, text: &str) -> Outcome {
    let (status, problems): (StatusCode, Vec<Problem>) = shown_again(error)?;
    shown.problems = problems.into_iter().map(|problem| told(problem, text)).collect();
    Ok((status, page(&shown)?).into_response())
}

fn told(problem: Problem, text: &str) -> Told {
    let lines = match line_of(&problem) {
        Some(line) => {
            let near = (line.saturating_sub(1).max(1)..=line + 1).filter_map(|number| {
                let text = text.lines().nth(number - 1)?;
                Some((number, text.chars().take(400).collect(), number == line))
            });
            near.collect()
        }
        None => Vec::new(),
    };
    Told { place: problem.place, sentence: problem.sentence, lines }
}

async fn editor<'a>(
    office: &'a Office,
    visitor: &'a Visitor,
    asked: &Asked,
    typed: Typed<'_>,
) -> Result<WordingPage<'a>, Failure> {
    Ok(WordingPage {
        frame: frame(&office.house, visitor, "修改模板").crumb("报告", ANNUAL).crumb("修改模板", ""),
        text: typed.text.to_owned(),
        seen: typed.seen.to_owned(),
        is_own: false,
        is_dirty: false,
        problems: Vec::new(),
        picks: picks(office, asked).await?,
        preview: None,
        gaps: 0,
    })
}

/// Every figure, with what it says now.
async fn picks(office: &Office, asked: &Asked) -> Result<Vec<Pick>> {
    let registry = &office.house.registry;
    let mut readings = office.catalogue.read_all(office.reader(), asked.moment).await?;
    readings.extend(office.catalogue.read_saved(office.reader(), registry, asked.moment).await?);
    let pick = |reading: figures::Reading| Pick {
        now: reading.phrase(),
        is_missing: reading.is_missing(),
        insert: format!("{{{{ figure(\"{}\") }}}}", reading.definition.code),
        name: reading.definition.name,
        code: reading.definition.code,
    };
    Ok(readings.into_iter().map(pick).collect())
}

/// Asks whether the built-in wording is to stand again.
pub(super) fn ask_restore(office: &Office, visitor: &Visitor) -> Outcome {
    let frame = frame(&office.house, visitor, "恢复内置文字");
    page(&RestorePage { frame: frame.crumb("报告", ANNUAL).crumb("恢复内置文字", "") })
}

/// Puts the built-in wording in force again.
pub(super) async fn restore(office: &Office, visitor: &Visitor) -> Outcome {
    let deed = annual::Restore { table: office.house.table(&TEMPLATES)? };
    office.house.db.write(&visitor.actor(), &deed).await?;
    Ok(go("/reports/annual/template"))
}
