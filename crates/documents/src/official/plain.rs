//! The words of a document alone, for search and for comparing.

use vocabulary::Day;

use super::{
    Attachment, Block, OfficialDocument, Span, addressed, attachment_lines, bracketed, document_number, present,
};

/// A line a paragraph; cells of a table row are parted by tabs.
pub(super) fn text(document: &OfficialDocument) -> String {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(document.number.as_deref().map(document_number));
    lines.extend(document.title.iter().cloned());
    lines.extend(present(document.addressee.as_ref()).map(addressed));
    blocks(&mut lines, &document.body);
    for (position, (number, name)) in attachment_lines(&document.attachments_note).iter().enumerate() {
        let label = if position == 0 { "附件：" } else { "" };
        lines.push(format!("{label}{number}{name}"));
    }
    lines.extend(document.issuer.clone());
    lines.extend(document.date.map(Day::chinese));
    lines.extend(present(document.note.as_ref()).map(bracketed));
    for (position, attachment) in document.attachments.iter().enumerate() {
        lines.push(Attachment::label(position, document.attachments.len()));
        lines.extend(attachment.title.iter().cloned());
        blocks(&mut lines, &attachment.body);
    }
    if let Some(imprint) = &document.imprint {
        lines.extend(imprint.copies());
        lines.push(format!("{}\t{}", imprint.printed_by, imprint.printed()));
    }
    lines.join("\n")
}

fn blocks(lines: &mut Vec<String>, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Heading { spans, .. } | Block::Paragraph(spans) => {
                lines.push(spans.iter().map(Span::shown).collect())
            }
            Block::Table { header, rows, caption } => {
                lines.extend(caption.clone());
                lines.extend(
                    std::iter::once(header).chain(rows).map(|cells| cells.join("\t")).filter(|line| !line.is_empty()),
                );
            }
            Block::PageBreak => {}
        }
    }
}
