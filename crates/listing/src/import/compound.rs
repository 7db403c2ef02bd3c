//! How much memory an Excel 97–2003 file asks for, told from its records before its reader, which allots the whole
//! rectangle between the outermost cells of every sheet, sees it ([MS-CFB], [MS-XLS]).

/// The end of a chain of sectors.
const END: u32 = 0xffff_fffe;
/// Numbers from here on are no sectors.
const NO_SECTOR: u32 = 0xffff_fffa;
/// How many sectors of the allocation table the header names.
const IN_HEADER: usize = 109;
const ENTRY: usize = 128;

/// How many cells the sheets span in all. `None` where the file is not built as it must be.
pub(super) fn cells_spanned(bytes: &[u8]) -> Option<u64> {
    spanned(&Compound::open(bytes)?.workbook()?)
}

struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    table: Vec<u32>,
}

impl<'b> Compound<'b> {
    fn open(bytes: &'b [u8]) -> Option<Compound<'b>> {
        let sector = 1_usize.checked_shl(u32::from(half(bytes, 30)?)).filter(|size| [512, 4096].contains(size))?;
        let mut file = Compound { bytes, sector, table: Vec::new() };
        let mut places: Vec<u32> = (0..IN_HEADER).map_while(|index| word(bytes, 76 + index * 4)).collect();
        let mut next = word(bytes, 68)?;
        let mut steps = bytes.len() / sector;
        while next < NO_SECTOR {
            steps = steps.checked_sub(1)?;
            let block = file.at(next)?;
            let last = block.len().checked_sub(4)?;
            places.extend((0..last / 4).filter_map(|index| word(block, index * 4)));
            next = word(block, last)?;
        }
        let mut table = Vec::new();
        for place in places.into_iter().filter(|place| *place < NO_SECTOR) {
            let block = file.at(place)?;
            table.extend((0..block.len() / 4).filter_map(|index| word(block, index * 4)));
        }
        file.table = table;
        Some(file)
    }

    /// The bytes of a sector; the last one of a file may be cut.
    fn at(&self, place: u32) -> Option<&'b [u8]> {
        let start = usize::try_from(place).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(start..self.bytes.len().min(start.checked_add(self.sector)?))
    }

    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut whole = Vec::new();
        let mut next = start;
        let mut steps = self.table.len();
        while next != END {
            steps = steps.checked_sub(1)?;
            whole.extend_from_slice(self.at(next)?);
            next = *self.table.get(usize::try_from(next).ok()?)?;
        }
        Some(whole)
    }

    /// The stream that holds the workbook.
    fn workbook(&self) -> Option<Vec<u8>> {
        let directory = self.chain(word(self.bytes, 48)?)?;
        let entry = |wanted: &str| {
            let wanted: Vec<u8> = wanted.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            directory.chunks_exact(ENTRY).find(|entry| entry.starts_with(&wanted))
        };
        let stream = entry("Workbook").or_else(|| entry("Book"))?;
        let (start, size) = (word(stream, 116)?, word(stream, 120)?);
        let mut whole = if size < word(self.bytes, 56)? { self.small(&directory, start)? } else { self.chain(start)? };
        whole.truncate(usize::try_from(size).ok()?);
        Some(whole)
    }

    /// A stream so small that it shares sectors with others.
    fn small(&self, directory: &[u8], start: u32) -> Option<Vec<u8>> {
        let size = 1_usize.checked_shl(u32::from(half(self.bytes, 32)?)).filter(|size| *size <= 4_096)?;
        let held = self.chain(word(directory, 116)?)?;
        let table = self.chain(word(self.bytes, 60)?)?;
        let mut whole = Vec::new();
        let mut next = start;
        let mut steps = table.len() / 4;
        while next != END {
            steps = steps.checked_sub(1)?;
            let place = usize::try_from(next).ok()?;
            let from = place.checked_mul(size)?;
            whole.extend_from_slice(held.get(from..held.len().min(from.checked_add(size)?))?);
            next = word(&table, place.checked_mul(4)?)?;
        }
        Some(whole)
    }
}

/// The rectangle around some cells.
#[derive(Default)]
struct Span {
    rows: Option<(u64, u64)>,
    columns: Option<(u64, u64)>,
    declared: u64,
}

impl Span {
    fn take(&mut self, row: u16, first: u16, last: u16) {
        let widen = |span: Option<(u64, u64)>, from: u16, to: u16| {
            let (low, high) = span.unwrap_or((u64::from(from), u64::from(to)));
            Some((low.min(from.into()), high.max(to.into())))
        };
        self.rows = widen(self.rows, row, row);
        self.columns = widen(widen(self.columns, first, first), last, last);
    }

    fn cells(&self) -> u64 {
        let length = |span: Option<(u64, u64)>| span.map_or(0, |(low, high)| high - low + 1);
        (length(self.rows) * length(self.columns)).max(self.declared)
    }
}

/// The sum over all sheets. Each is asked for by the place where it begins, and nothing forbids asking twice.
fn spanned(stream: &[u8]) -> Option<u64> {
    let mut sheets: Vec<usize> = Vec::new();
    let mut spans: Vec<(usize, Span)> = Vec::new();
    let mut at = 0;
    while let (Some(kind), Some(length)) = (half(stream, at), half(stream, at + 2)) {
        let start = at;
        at += 4 + usize::from(length);
        let Some(record) = stream.get(start + 4..at) else { break };
        match kind {
            0x0809 => spans.push((start, Span::default())),
            0x0085 => sheets.push(usize::try_from(word(record, 0)?).ok()?),
            _ => {
                if let Some((_, span)) = spans.last_mut() {
                    measure(span, kind, record);
                }
            }
        }
    }
    // A part inside a sheet, such as a chart, belongs to the sheet it stands in.
    let of_sheet = |begin: usize| {
        let next = sheets.iter().copied().filter(|other| *other > begin).min().unwrap_or(usize::MAX);
        spans.iter().filter(|(start, _)| (begin..next).contains(start)).map(|(_, span)| span.cells()).sum::<u64>()
    };
    sheets
        .iter()
        .all(|sheet| spans.iter().any(|(start, _)| start == sheet))
        .then(|| sheets.iter().map(|sheet| of_sheet(*sheet)).sum())
}

fn measure(span: &mut Span, kind: u16, record: &[u8]) {
    let cell = half(record, 0).zip(half(record, 2));
    match (kind, cell) {
        // Number, Label, RString, BoolErr, Rk, LabelSst, Formula.
        (0x0203 | 0x0204 | 0x00d6 | 0x0205 | 0x027e | 0x00fd | 0x0006, Some((row, column))) => {
            span.take(row, column, column)
        }
        // MulRk: several cells of a row.
        (0x00bd, Some((row, first))) => {
            let last = record.len().checked_sub(2).and_then(|at| half(record, at)).unwrap_or(first);
            span.take(row, first, last.max(first));
        }
        // Dimensions, with rows of two or four bytes.
        (0x0200, _) => {
            let declared = if record.len() >= 14 {
                word(record, 0).zip(word(record, 4)).zip(half(record, 8).zip(half(record, 10)))
            } else {
                let rows = half(record, 0).zip(half(record, 2)).map(|(from, to)| (u32::from(from), u32::from(to)));
                rows.zip(half(record, 4).zip(half(record, 6)))
            };
            if let Some(((top, bottom), (left, right))) = declared {
                let rows = u64::from(bottom.saturating_sub(top)) + 1;
                span.declared = span.declared.max(rows * (u64::from(right.saturating_sub(left)) + 1));
            }
        }
        _ => {}
    }
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}
