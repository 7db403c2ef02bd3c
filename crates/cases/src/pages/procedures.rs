//! 办理程序: every procedure of the house as a diagram and a description, from the table by which cases move.

use askama::Template;
use listing::sight;
use procedure::Outline;
use storage::Error;
use web::{Frame, Outcome, Visitor, page};

use super::{Desk, work};

struct Entry {
    name: &'static str,
    title: &'static str,
    about: &'static str,
    stages: usize,
    rules: usize,
}

#[derive(Template)]
#[template(path = "pages/procedures.html")]
struct ProceduresPage<'a> {
    frame: Frame<'a>,
    entries: Vec<Entry>,
}

struct Step {
    label: &'static str,
    from: &'static str,
    to: &'static str,
    by: String,
    guards: Vec<&'static str>,
    fields: String,
    is_offline: bool,
}

#[derive(Template)]
#[template(path = "pages/procedure.html")]
struct ProcedurePage<'a> {
    frame: Frame<'a>,
    outline: &'a Outline,
    svg: String,
    steps: Vec<Step>,
    /// The list of its cases, where it is for the visitor.
    list: &'static str,
    /// The years of the other editions.
    others: Vec<u16>,
}

/// The page of all procedures.
pub(super) async fn all(desk: &Desk, visitor: &Visitor) -> Outcome {
    let entry = |outline: &Outline| Entry {
        name: outline.name,
        title: outline.title,
        about: outline.about,
        stages: outline.stages.len(),
        rules: outline.rules.len(),
    };
    let entries = desk.kinds.iter().map(|kind| entry(kind.outline())).collect();
    page(&ProceduresPage { frame: work::frame(desk, visitor, "办理程序").crumb("办理程序", ""), entries })
}

/// The page of one, in the edition of a year or else the current one.
pub(super) async fn one(desk: &Desk, visitor: &Visitor, name: &str, edition: &str) -> Outcome {
    let found = desk.kinds.iter().find(|kind| kind.outline().name == name);
    let kind = found.ok_or_else(|| Error::NotFound("没有这个办理程序".to_owned()))?;
    let wanted = kind.outlines().iter().find(|outline| edition.is_empty() || outline.edition.to_string() == edition);
    let outline = wanted.ok_or_else(|| Error::NotFound(format!("“{}”没有 {edition} 年版", kind.outline().title)))?;
    let steps = outline
        .rules
        .iter()
        .map(|rule| Step {
            label: rule.label,
            from: rule.from,
            to: rule.to,
            by: rule.by.iter().map(|role| role.label()).collect::<Vec<_>>().join("、"),
            guards: rule.guards.iter().map(|guard| guard.says).collect(),
            fields: rule.fields.iter().map(|field| field.label).collect::<Vec<_>>().join("、"),
            is_offline: rule.is_offline,
        })
        .collect();
    let frame = work::frame(desk, visitor, outline.title).crumb("办理程序", "/procedures").crumb(outline.title, "");
    let years = kind.outlines().iter().map(|outline| outline.edition);
    let others = years.filter(|year| *year != outline.edition).collect();
    let list = sight(kind.listing(), &visitor.who).map_or("", |_| kind.listing().path);
    page(&ProcedurePage { frame, svg: outline.svg(), steps, list, outline, others })
}
