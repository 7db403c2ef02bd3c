//! What can be said on the command line of the measurements.

use super::table::grouped;
use crate::Outcome;

/// Where the rows are kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Database {
    Sqlite,
    Postgres,
}

/// What to measure.
#[derive(Debug, PartialEq)]
pub(super) struct Options {
    /// The sizes of the houses: rows in the listing that is asked for. The first is asked plainly, the others filtered.
    pub(super) rows: Vec<u64>,
    pub(super) databases: Vec<Database>,
    /// The listing that is asked for plainly.
    pub(super) list: String,
    /// The largest listing, asked for with filters and facets.
    pub(super) largest: String,
    pub(super) filter: String,
    /// Requests in one series.
    pub(super) requests: usize,
    pub(super) year: String,
    pub(super) binary: Option<String>,
    /// How many applications are in a call where many are.
    pub(super) cases: usize,
    /// Which part is measured; all of them where none is named.
    pub(super) part: Option<Part>,
}

/// A part of the measurements.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    /// Import, lists, figures and reports of houses of several sizes.
    Houses,
    /// The handling of cases.
    Cases,
    /// What needs no server.
    Engines,
}

/// One house to measure.
#[derive(Debug, PartialEq)]
pub(super) struct House {
    /// How it is called in the table.
    pub(super) name: String,
    /// At least so many rows in the listing.
    pub(super) rows: u64,
    pub(super) listing: String,
    /// The query with which the listing is asked for as well.
    pub(super) filter: Option<String>,
}

impl Options {
    /// Whether a part is measured.
    pub(super) fn measures(&self, part: Part) -> bool {
        self.part.is_none_or(|only| only == part)
    }

    /// The houses: one district, as a bureau has it; then the wanted sizes.
    pub(super) fn houses(&self) -> Vec<House> {
        let district = House { name: "one district".to_owned(), rows: 1, listing: self.list.clone(), filter: None };
        let provinces = self.rows.iter().enumerate().map(|(place, rows)| {
            let (listing, filter) =
                if place == 0 { (&self.list, None) } else { (&self.largest, Some(self.filter.clone())) };
            House { name: format!("{} rows", grouped(*rows)), rows: *rows, listing: listing.clone(), filter }
        });
        std::iter::once(district).chain(provinces).collect()
    }
}

/// Reads the flags; every flag takes a value.
pub(super) fn parse(flags: &[&str]) -> Outcome<Options> {
    let mut options = Options {
        rows: Vec::new(),
        databases: vec![Database::Sqlite, Database::Postgres],
        list: "/organisations".to_owned(),
        largest: "/funds/payments".to_owned(),
        filter: "kind=拨付&paid_on=2022-01-01..2022-12-31".to_owned(),
        requests: 8_000,
        year: "2022".to_owned(),
        binary: None,
        cases: 10_000,
        part: None,
    };
    for pair in flags.chunks(2) {
        let [flag, value] = pair else { return Err(format!("`{}` needs a value", pair.join(" "))) };
        match *flag {
            "--rows" => options.rows.push(number(flag, value)? as u64),
            "--database" => options.databases = databases(value)?,
            "--list" => options.list = (*value).to_owned(),
            "--largest" => options.largest = (*value).to_owned(),
            "--filter" => options.filter = (*value).to_owned(),
            "--requests" => options.requests = number(flag, value)?.min(100_000),
            "--year" => options.year = (*value).to_owned(),
            "--cases" => options.cases = number(flag, value)?,
            "--part" => options.part = part(value)?,
            "--binary" => options.binary = Some((*value).to_owned()),
            _ => return Err(format!("`{flag}` is no flag of the measurements; see cargo xtask help")),
        }
    }
    if options.rows.is_empty() {
        options.rows = vec![20_000, 1_000_000];
    }
    Ok(options)
}

fn number(flag: &str, value: &str) -> Outcome<usize> {
    let plain = value.replace(['_', ','], "");
    plain
        .parse()
        .ok()
        .filter(|number| *number > 0)
        .ok_or_else(|| format!("`{flag} {value}`: a number above 0 is wanted"))
}

fn part(value: &str) -> Outcome<Option<Part>> {
    match value {
        "houses" => Ok(Some(Part::Houses)),
        "cases" => Ok(Some(Part::Cases)),
        "engines" => Ok(Some(Part::Engines)),
        "all" => Ok(None),
        _ => Err(format!("`--part {value}`: houses, cases, engines or all is wanted")),
    }
}

fn databases(value: &str) -> Outcome<Vec<Database>> {
    match value {
        "sqlite" => Ok(vec![Database::Sqlite]),
        "postgres" => Ok(vec![Database::Postgres]),
        "both" => Ok(vec![Database::Sqlite, Database::Postgres]),
        _ => Err(format!("`--database {value}`: sqlite, postgres or both is wanted")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sizes_and_databases_are_measured_unless_told_otherwise() {
        let options = parse(&[]).unwrap();
        assert_eq!((options.rows.as_slice(), options.databases.len()), ([20_000, 1_000_000].as_slice(), 2));
        let names: Vec<String> = options.houses().into_iter().map(|house| house.name).collect();
        assert_eq!(names, ["one district", "20,000 rows", "1,000,000 rows"]);
        assert!(options.houses()[2].filter.is_some());
        let options = parse(&["--rows", "1_000", "--database", "sqlite", "--list", "/people"]).unwrap();
        let houses = options.houses();
        assert_eq!((houses[1].rows, houses[1].listing.as_str(), &houses[1].filter), (1_000, "/people", &None));
        assert_eq!(options.databases, [Database::Sqlite]);
        assert_eq!(options.cases, 10_000);
        assert!(options.measures(Part::Houses) && options.measures(Part::Engines));
        let options = parse(&["--part", "cases"]).unwrap();
        assert!(options.measures(Part::Cases) && !options.measures(Part::Houses));
    }

    #[test]
    fn wrong_flags_are_named() {
        for flags in [
            &["--rows"][..],
            &["--rows", "many"],
            &["--rows", "0"],
            &["--database", "oracle"],
            &["--fast", "1"],
            &["--part", "both"],
        ] {
            assert!(parse(flags).unwrap_err().contains(flags[0]), "{flags:?}");
        }
    }
}
