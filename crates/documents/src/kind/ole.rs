//! Compound files of Microsoft (MS-CFB): what `.doc`, `.xls`, `.ppt` and the files of WPS are, by their directory.

use std::collections::BTreeSet;
use std::io::{self, Read, Seek};

use super::Shape;
use super::content::{Looked, piece};
use super::refusal::Refusal;

/// How such a file begins.
pub(super) const MAGIC: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const HEADER: u64 = 512;
/// A directory entry.
const ENTRY: usize = 128;
/// Entries that the header itself has room for in its list of allocation sectors.
const LISTED: u32 = 109;
/// Sectors that a directory may have; a document with hundreds of pictures has some hundreds of entries.
const MOST_SECTORS: usize = 4_000;
/// No entry to the left, to the right or below.
const NOTHING: u32 = u32::MAX;
/// Numbers of sectors from here on end or mark a chain.
const FIRST_SPECIAL: u32 = 0xffff_fffa;
/// Storages and streams that macros live in. Those of `.ppt` lie packed inside its one stream and are not seen here.
const MACROS: [&str; 4] = ["Macros", "VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR"];

/// Looks at the directory.
pub(super) fn look(source: &mut (impl Read + Seek), size: u64) -> Looked {
    let broken = Ok(Err(Refusal::Broken("内部目录读不出来")));
    let header = piece(source, 0, HEADER)?;
    let Some(mut file) = Compound::of(&header, size) else { return broken };
    let Some(entries) = file.directory(source)? else { return broken };
    if entries.iter().any(|entry| MACROS.contains(&entry.name.as_str())) {
        return Ok(Err(Refusal::Macros));
    }
    let at_root = at_root(&entries);
    let has = |name: &str| at_root.contains(name);
    Ok(if has("EncryptedPackage") {
        Err(Refusal::Locked)
    } else if has("WordDocument") {
        Ok(Shape::OldWord)
    } else if has("Workbook") || has("Book") {
        Ok(Shape::OldSheet)
    } else if has("PowerPoint Document") {
        Ok(Shape::OldSlides)
    } else {
        Err(Refusal::Foreign("其他程序的文件或安装包"))
    })
}

/// Where things lie in a compound file.
struct Compound {
    /// The binary logarithm of the size of a sector: 9 or 12.
    shift: u32,
    first_directory: u32,
    first_list: u32,
    listed: Vec<u32>,
    /// How many sectors there can be at most.
    sectors: u64,
}

/// A directory entry.
#[derive(Default)]
struct Entry {
    name: String,
    left: u32,
    right: u32,
    below: u32,
}

impl Compound {
    fn of(header: &[u8], size: u64) -> Option<Compound> {
        let shift = u32::from(u16::from_le_bytes(*header.get(30..)?.first_chunk()?));
        let listed = header.get(76..)?.chunks_exact(4).filter_map(|chunk| number(chunk, 0)).collect();
        let (first_directory, first_list) = (number(header, 48)?, number(header, 68)?);
        (shift == 9 || shift == 12).then(|| Compound {
            shift,
            first_directory,
            first_list,
            listed,
            sectors: size >> shift,
        })
    }

    /// The entries of the directory, or nothing where its chain leads astray.
    fn directory(&mut self, source: &mut (impl Read + Seek)) -> io::Result<Option<Vec<Entry>>> {
        let mut entries = Vec::new();
        let mut seen = BTreeSet::new();
        let mut sector = self.first_directory;
        while sector < FIRST_SPECIAL {
            if !seen.insert(sector) || seen.len() > MOST_SECTORS {
                return Ok(None);
            }
            let bytes = self.sector(source, sector)?;
            if bytes.len() < ENTRY {
                return Ok(None);
            }
            entries.extend(bytes.chunks_exact(ENTRY).map(|bytes| Entry::of(bytes).unwrap_or_default()));
            let Some(next) = self.next(source, sector)? else { return Ok(None) };
            sector = next;
        }
        Ok((!entries.is_empty()).then_some(entries))
    }

    fn sector(&self, source: &mut (impl Read + Seek), sector: u32) -> io::Result<Vec<u8>> {
        piece(source, (u64::from(sector) + 1) << self.shift, 1 << self.shift)
    }

    /// The sector that follows one in its chain.
    fn next(&self, source: &mut (impl Read + Seek), sector: u32) -> io::Result<Option<u32>> {
        let in_one = 1u32 << (self.shift - 2);
        let Some(table) = self.table(source, sector / in_one)? else { return Ok(None) };
        let bytes = self.sector(source, table)?;
        Ok(number(&bytes, place(sector % in_one)))
    }

    /// The sector that holds the given part of the allocation table.
    fn table(&self, source: &mut (impl Read + Seek), part: u32) -> io::Result<Option<u32>> {
        if part < LISTED {
            return Ok(usize::try_from(part).ok().and_then(|part| self.listed.get(part)).copied());
        }
        // Beyond the header the list goes on in sectors of its own, the last number of each leading to the next.
        let in_one = (1u32 << (self.shift - 2)) - 1;
        let (mut left, mut list, mut steps) = (part - LISTED, self.first_list, 0);
        while left >= in_one {
            steps += 1;
            if list >= FIRST_SPECIAL || steps > self.sectors {
                return Ok(None);
            }
            let Some(next) = number(&self.sector(source, list)?, place(in_one)) else { return Ok(None) };
            (left, list) = (left - in_one, next);
        }
        if list >= FIRST_SPECIAL { Ok(None) } else { Ok(number(&self.sector(source, list)?, place(left))) }
    }
}

impl Entry {
    fn of(bytes: &[u8]) -> Option<Entry> {
        // The length counts bytes and the closing zero.
        let length = usize::from(u16::from_le_bytes(*bytes.get(64..)?.first_chunk()?)).checked_sub(2)?;
        let units = bytes.get(..length.min(62))?.chunks_exact(2);
        let units: Vec<u16> =
            units.filter_map(|pair| pair.first_chunk().map(|pair| u16::from_le_bytes(*pair))).collect();
        let (left, right, below) = (number(bytes, 68)?, number(bytes, 72)?, number(bytes, 76)?);
        Some(Entry { name: String::from_utf16_lossy(&units), left, right, below })
    }
}

/// The names right below the root: an Excel sheet inside a Word document lies deeper.
fn at_root(entries: &[Entry]) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<u32> = entries.first().map(|root| root.below).into_iter().collect();
    while let Some(id) = waiting.pop() {
        let entry = usize::try_from(id).ok().and_then(|id| entries.get(id));
        if let Some(entry) = entry.filter(|_| id != NOTHING && seen.insert(id)) {
            names.insert(entry.name.as_str());
            waiting.extend([entry.left, entry.right]);
        }
    }
    names
}

/// The number at a place in bytes.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// Where the number of this index begins.
fn place(index: u32) -> usize {
    usize::try_from(index).map_or(usize::MAX, |index| index.saturating_mul(4))
}
