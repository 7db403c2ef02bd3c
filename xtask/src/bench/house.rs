//! The province that is measured: as many sample districts as the wanted number of rows needs.

use std::path::Path;
use std::time::Instant;

use super::options::House;
use super::table::{Table, grouped};
use crate::Outcome;
use crate::command::{program, run};
use crate::scratch::Scratch;

/// Generated sheets, one CSV a record kind.
pub(super) struct Sample {
    pub(super) folder: Scratch,
    /// Rows over all sheets.
    pub(super) rows: u64,
}

/// Writes sheets whose listing has at least as many rows as the house wants.
pub(super) fn generate(binary: &Path, house: &House, table: &mut Table) -> Outcome<Sample> {
    let one = Scratch::new("bench-district")?;
    sample(binary, 1, one.path())?;
    let counts = count(one.path())?;
    let nothing = "`keshu sample` wrote no CSV sheets into its folder";
    let (sheet, of_one) = counted_for(&counts, &house.listing).ok_or(nothing)?;
    let districts = house.rows.div_ceil(of_one.max(1));
    let folder = Scratch::new("bench-province")?;
    let began = Instant::now();
    sample(binary, districts, folder.path())?;
    let seconds = began.elapsed().as_secs_f64();
    let counts = count(folder.path())?;
    let (_, measured) = counts.iter().find(|(name, _)| *name == sheet).cloned().unwrap_or_default();
    let rows = counts.iter().map(|(_, rows)| rows).sum();
    let (measured, all) = (grouped(measured), grouped(rows));
    let what = format!("{districts} districts, {measured} rows in {sheet}, {all} in all, {seconds:.1} s");
    table.add(&house.name, "sample", what);
    Ok(Sample { folder, rows })
}

fn sample(binary: &Path, districts: u64, folder: &Path) -> Outcome {
    run(program(binary).args(["sample", "--districts", &districts.to_string(), "--out"]).arg(folder))
}

/// The sheets of a folder with their rows, headings not counted.
fn count(folder: &Path) -> Outcome<Vec<(String, u64)>> {
    let mut counts = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|e| format!("cannot read {}: {e}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "csv"))
    {
        let bytes = std::fs::read(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        counts.push((name, rows_of(&bytes)));
    }
    counts.sort();
    Ok(counts)
}

/// Rows of a CSV text: line ends outside quotes, less the heading.
fn rows_of(bytes: &[u8]) -> u64 {
    let (mut quoted, mut ends) = (false, 0_u64);
    for byte in bytes {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => ends += 1,
            _ => {}
        }
    }
    let unfinished = u64::from(bytes.last().is_some_and(|last| *last != b'\n'));
    (ends + unfinished).saturating_sub(1)
}

/// The sheet of the listing at an address, known by the last word of both; otherwise the longest sheet.
fn counted_for(counts: &[(String, u64)], address: &str) -> Option<(String, u64)> {
    let plain = |name: &str| name.replace(['-', '_'], "").to_lowercase();
    let wanted = plain(address.rsplit('/').next().unwrap_or_default());
    let named = counts.iter().find(|(name, _)| {
        let name = plain(name);
        name.ends_with(&wanted) || wanted.strip_suffix('s').is_some_and(|one| name.ends_with(one))
    });
    named.or_else(|| counts.iter().max_by_key(|(_, rows)| *rows)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_with_line_ends_in_quotes() {
        assert_eq!(rows_of(b"a,b\n1,2\n\"x\ny\",3\n"), 2);
        assert_eq!(rows_of(b"a,b\r\n1,2"), 1);
        assert_eq!(rows_of(b""), 0);
    }

    #[test]
    fn the_sheet_of_an_address_is_found() {
        let counts = [("funds_payment".to_owned(), 5), ("organisations".to_owned(), 3), ("staff".to_owned(), 9)];
        assert_eq!(counted_for(&counts, "/funds/payments").unwrap().0, "funds_payment");
        assert_eq!(counted_for(&counts, "/organisations").unwrap().1, 3);
        assert_eq!(counted_for(&counts, "/funds/elsewhere").unwrap().0, "staff");
        assert!(counted_for(&[], "/x").is_none());
    }
}
