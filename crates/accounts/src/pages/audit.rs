//! What the audit administrator takes out of the house: the history, signed.

use askama::Template;
use listing::address;
use storage::Error;
use vocabulary::{Role, grouped};
use web::{Frame, Outcome, Visitor, download, page, typed};

use super::frame;
use crate::{
    Gate,
    audit::{LINES, export},
};

#[derive(Template)]
#[template(path = "pages/audit.html")]
struct AuditPage<'a> {
    frame: Frame<'a>,
    count: String,
    lines: String,
    /// The first line of each file, and the last.
    files: Vec<(i64, i64)>,
}

/// The page of the export: the whole history in files.
pub(super) async fn form(gate: &Gate, visitor: &Visitor) -> Outcome {
    visitor.who.require(&[Role::AuditAdministrator])?;
    let (count, _) = storage::head(gate.db().reader()).await?;
    let starts = (0..).map(|file| file * LINES + 1).take_while(|first| *first <= count);
    page(&AuditPage {
        frame: frame(gate, visitor, "审计导出"),
        count: grouped(count),
        lines: grouped(LINES),
        files: starts.map(|first| (first, count.min(first + LINES - 1))).collect(),
    })
}

/// One file of it.
pub(super) async fn lines(gate: &Gate, visitor: &Visitor, query: &str) -> Outcome {
    visitor.who.require(&[Role::AuditAdministrator])?;
    let asked = typed(&address::pairs(query), "from").to_owned();
    let first = asked.parse::<i64>().ok().filter(|first| *first > 0);
    let first = first.ok_or_else(|| Error::invalid("from", format!("“{asked}”不是历史的行号")))?;
    let text = export(gate.db(), first).await?;
    Ok(download("application/x-ndjson", &format!("keshu-audit-{first}.jsonl"), text.into_bytes()))
}
