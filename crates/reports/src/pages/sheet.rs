//! The report as a page shows it: blocks and spans, every number with its link.

use documents::{Block, Span};

use crate::{Report, template::figure_page};

/// A report laid out for the page.
pub(super) struct Sheet {
    pub(super) number: String,
    pub(super) issuer: String,
    pub(super) title: Vec<String>,
    pub(super) addressee: String,
    pub(super) blocks: Vec<BlockView>,
    pub(super) notes: Vec<String>,
    pub(super) closing: Vec<String>,
}

/// A heading (level 1 or more) or a paragraph (level 0).
pub(super) struct BlockView {
    pub(super) level: u8,
    pub(super) spans: Vec<SpanView>,
}

/// A stretch of text.
pub(super) struct SpanView {
    /// `text`, `strong`, `lead`, `figure` or `gap`.
    pub(super) kind: &'static str,
    pub(super) text: String,
    pub(super) href: String,
    /// The code of the figure, where it stands here for the first time.
    pub(super) id: String,
}

/// Lays out a report.
pub(super) fn sheet(report: &Report) -> Sheet {
    let document = &report.document;
    let mut gaps = report.gaps.iter();
    let mut seen = std::collections::HashSet::new();
    let mut spans = |spans: &[Span]| {
        let mut views = Vec::with_capacity(spans.len());
        for span in spans {
            let (kind, href, code) = match span {
                Span::Text(_) => ("text", String::new(), ""),
                Span::Strong(_) => ("strong", String::new(), ""),
                Span::LeadIn(_) => ("lead", String::new(), ""),
                Span::Figure { address, code, .. } => ("figure", address.clone(), code.as_str()),
                Span::Missing(_) => {
                    let code = gaps.next().map_or("", |gap| gap.code.as_str());
                    ("gap", gap_page(report, code), if code.starts_with('/') { "" } else { code })
                }
            };
            let is_first = !code.is_empty() && seen.insert(code.to_owned());
            let id = if is_first { code.to_owned() } else { String::new() };
            views.push(SpanView { kind, text: span.shown().to_owned(), href, id });
        }
        views
    };
    let blocks = document.body.iter().filter_map(|block| match block {
        Block::Heading { level, spans: inside } => Some(BlockView { level: *level, spans: spans(inside) }),
        Block::Paragraph(inside) => Some(BlockView { level: 0, spans: spans(inside) }),
        Block::Table { .. } | Block::PageBreak => None,
    });
    let blocks = blocks.collect();
    let closing = document.issuer.iter().cloned().chain(document.date.map(|day| day.chinese()));
    Sheet {
        number: document.number.clone().unwrap_or_default(),
        issuer: document.issuer.clone().unwrap_or_default(),
        title: document.title.clone(),
        addressee: document.addressee.clone().unwrap_or_default(),
        blocks,
        notes: document.attachments_note.iter().chain(&document.note).cloned().collect(),
        closing: closing.filter(|line| !line.is_empty()).collect(),
    }
}

/// Where a gap can be looked into: the figure's page, or the list.
fn gap_page(report: &Report, code: &str) -> String {
    match code {
        "" => String::new(),
        list if list.starts_with('/') => list.to_owned(),
        code => figure_page(code, report.moment.year, report.moment.as_of),
    }
}
