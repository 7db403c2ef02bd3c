//! The document as an HTML fragment; its look is the page's business.

use std::fmt::{self, Write as _};

use super::tables::is_number;
use super::{
    Attachment, Block, Imprint, OfficialDocument, Span, addressed, attachment_lines, bracketed, document_number,
    present,
};
use crate::xml::{escaped, link_target};

/// The fragment: one `<article class="official">`.
pub(super) fn fragment(document: &OfficialDocument) -> String {
    let mut page = String::new();
    // Writing to a String cannot fail.
    let _ = article(&mut page, document);
    page
}

fn article(page: &mut String, document: &OfficialDocument) -> fmt::Result {
    page.push_str("<article class=\"official\">\n");
    line(page, "draft-mark", document.draft_mark.as_deref())?;
    line(page, "number", document.number.as_deref().map(document_number).as_deref())?;
    title(page, "h1", &document.title)?;
    let addressee = present(document.addressee.as_ref()).map(addressed);
    line(page, "addressee", addressee.as_deref())?;
    blocks(page, &document.body)?;
    for (position, (number, name)) in attachment_lines(&document.attachments_note).iter().enumerate() {
        let label = if position == 0 { "附件：" } else { "" };
        line(page, "attachment-note", Some(&format!("{label}{number}{name}")))?;
    }
    line(page, "issuer", document.issuer.as_deref())?;
    if let Some(date) = document.date {
        let (year, month, day) = (date.year(), date.month(), date.day());
        writeln!(
            page,
            "<p class=\"date\"><time datetime=\"{year:04}-{month:02}-{day:02}\">{}</time></p>",
            date.chinese()
        )?;
    }
    let note = present(document.note.as_ref()).map(bracketed);
    line(page, "note", note.as_deref())?;
    for (position, attachment) in document.attachments.iter().enumerate() {
        page.push_str("<section class=\"attachment\">\n");
        line(page, "attachment-label", Some(&Attachment::label(position, document.attachments.len())))?;
        title(page, "h2", &attachment.title)?;
        blocks(page, &attachment.body)?;
        page.push_str("</section>\n");
    }
    if let Some(imprint) = &document.imprint {
        foot(page, imprint)?;
    }
    page.push_str("</article>\n");
    Ok(())
}

/// A paragraph with a class, left out when there is nothing in it.
fn line(page: &mut String, class: &str, words: Option<&str>) -> fmt::Result {
    match words {
        Some(words) if !words.is_empty() => writeln!(page, "<p class=\"{class}\">{}</p>", broken(words)),
        _ => Ok(()),
    }
}

fn title(page: &mut String, tag: &str, lines: &[String]) -> fmt::Result {
    if lines.is_empty() {
        return Ok(());
    }
    let lines: Vec<_> = lines.iter().map(|line| escaped(line)).collect();
    writeln!(page, "<{tag} class=\"title\">{}</{tag}>", lines.join("<br>"))
}

fn blocks(page: &mut String, blocks: &[Block]) -> fmt::Result {
    for block in blocks {
        match block {
            Block::Heading { level, spans } => {
                // The title is h1.
                let rank = (*level).clamp(1, 4) + 1;
                write!(page, "<h{rank}>")?;
                self::spans(page, spans)?;
                writeln!(page, "</h{rank}>")?;
            }
            Block::Paragraph(spans) => {
                page.push_str("<p>");
                self::spans(page, spans)?;
                page.push_str("</p>\n");
            }
            Block::Table { header, rows, caption } => table(page, header, rows, caption.as_deref())?,
            Block::PageBreak => page.push_str("<hr class=\"page-break\">\n"),
        }
    }
    Ok(())
}

fn spans(page: &mut String, spans: &[Span]) -> fmt::Result {
    for span in spans {
        let words = broken(span.shown());
        match span {
            Span::Text(_) => page.push_str(&words),
            Span::LeadIn(_) => write!(page, "<span class=\"lead-in\">{words}</span>")?,
            Span::Strong(_) => write!(page, "<strong>{words}</strong>")?,
            Span::Missing(_) => write!(page, "<mark class=\"missing\">{words}</mark>")?,
            Span::Figure { address, code, .. } => match link_target(address) {
                Some(target) => write!(
                    page,
                    "<a class=\"figure\" href=\"{}\" data-code=\"{}\">{words}</a>",
                    escaped(&target),
                    escaped(code)
                )?,
                None => write!(page, "<span class=\"figure\" data-code=\"{}\">{words}</span>", escaped(code))?,
            },
        }
    }
    Ok(())
}

fn table(page: &mut String, header: &[String], rows: &[Vec<String>], caption: Option<&str>) -> fmt::Result {
    page.push_str("<table>\n");
    if let Some(caption) = caption {
        writeln!(page, "<caption>{}</caption>", broken(caption))?;
    }
    if !header.is_empty() {
        page.push_str("<thead><tr>");
        for cell in header {
            write!(page, "<th scope=\"col\">{}</th>", broken(cell))?;
        }
        page.push_str("</tr></thead>\n");
    }
    page.push_str("<tbody>\n");
    let columns = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or(0);
    for row in rows {
        page.push_str("<tr>");
        for position in 0..columns {
            let cell = row.get(position).map_or("", String::as_str);
            let class = if is_number(cell) { " class=\"number\"" } else { "" };
            write!(page, "<td{class}>{}</td>", broken(cell))?;
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
    Ok(())
}

fn foot(page: &mut String, imprint: &Imprint) -> fmt::Result {
    page.push_str("<footer class=\"imprint\">\n");
    line(page, "copied-to", imprint.copies().as_deref())?;
    writeln!(page, "<p><span>{}</span><span>{}</span></p>", escaped(&imprint.printed_by), imprint.printed())?;
    page.push_str("</footer>\n");
    Ok(())
}

/// Escaped text whose line breaks show.
fn broken(words: &str) -> String {
    escaped(words).replace("\r\n", "\n").replace(['\n', '\r'], "<br>")
}
