//! Files for tests, as people and attackers make them.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::{Block, OfficialDocument, Span};

/// The smallest thing with the shape of a PDF.
pub(crate) const PDF: &[u8] = b"%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n";

/// A zip of these entries, packed.
pub(crate) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    zip_by(entries, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))
}

/// A zip of these entries with these options.
pub(crate) fn zip_by(entries: &[(&str, &[u8])], options: SimpleFileOptions) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A docx of the house with these paragraphs.
pub(crate) fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let block = |words: &&str| Block::Paragraph(vec![Span::Text((*words).to_owned())]);
    OfficialDocument { body: paragraphs.iter().map(block).collect(), ..OfficialDocument::default() }.to_docx().unwrap()
}

/// An office file whose list of parts names this main part.
pub(crate) fn office(content_type: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let list = format!(
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Override PartName=\"/main.xml\" ContentType=\"application/vnd.{content_type}\"/></Types>"
    );
    let mut entries: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", list.as_bytes()), ("main.xml", b"<x/>")];
    entries.extend(more);
    zip(&entries)
}

/// What stands in the directory of a compound file: a name, and the place of what is below it, counted from 1.
pub(crate) type Stored<'a> = (&'a str, Option<u32>);

/// A compound file whose root has the first `at_root` of these entries, and whose directory begins at this sector.
pub(crate) fn compound(entries: &[Stored<'_>], at_root: u32, directory: u32) -> Vec<u8> {
    const END: u32 = 0xffff_fffe;
    const FREE: u32 = u32::MAX;
    let count = u32::try_from(entries.len()).unwrap() + 1;
    let sectors = count.div_ceil(4);
    let tables = (directory + sectors).div_ceil(128);
    // The allocation table lies behind the directory, its list behind that where the header has no room for it.
    let first_table = directory + sectors;
    let lists = tables.saturating_sub(109).div_ceil(127);
    let first_list = if lists == 0 { END } else { first_table + tables };

    let mut file = vec![0; 512];
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    put(24, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    put(48, &directory.to_le_bytes());
    put(68, &first_list.to_le_bytes());
    put(72, &lists.to_le_bytes());
    for part in 0..109 {
        let sector = if part < tables { first_table + part } else { FREE };
        put(76 + 4 * usize::try_from(part).unwrap(), &sector.to_le_bytes());
    }
    file.resize(512 * (usize::try_from(directory).unwrap() + 1), 0);
    let root = ("Root Entry", (at_root > 0).then_some(1));
    for (id, (name, below)) in (0..).zip(std::iter::once(&root).chain(entries)) {
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut entry = vec![0; 128];
        entry[..units.len()].copy_from_slice(&units);
        entry[64] = u8::try_from(units.len() + 2).unwrap();
        let is_last = id == 0 || id == at_root || id == count - 1;
        let right = if is_last { FREE } else { id + 1 };
        for (at, link) in [(68, FREE), (72, right), (76, below.unwrap_or(FREE))] {
            entry[at..at + 4].copy_from_slice(&u32::to_le_bytes(link));
        }
        file.extend(entry);
    }
    file.resize(512 * (usize::try_from(first_table).unwrap() + 1), 0);
    for sector in 0..tables * 128 {
        let next = match sector {
            sector if sector + 1 == first_table => END,
            sector if (directory..first_table).contains(&sector) => sector + 1,
            _ => FREE,
        };
        file.extend(next.to_le_bytes());
    }
    for list in 0..lists {
        for part in (109 + list * 127)..(109 + (list + 1) * 127) {
            file.extend(if part < tables { first_table + part } else { FREE }.to_le_bytes());
        }
        file.extend(if list + 1 == lists { END } else { first_list + list + 1 }.to_le_bytes());
    }
    file
}
