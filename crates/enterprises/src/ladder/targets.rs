//! 镇街目标 and how far they are reached: each number is the list that it was counted from.

use cases::CaseFile;
use listing::{Address, Fold, FoldValue, Listing, address, query};
use storage::{Reader, Result};
use vocabulary::{Day, format_scaled};

use crate::{HNTE_CERTIFICATES, HNTE_FILINGS, TOWN_TARGETS, TSME_ENTRIES, town_target::INDICATORS};

/// A target with what was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reached {
    pub(super) target: i64,
    pub(super) done: i64,
    /// The rate in percent with one decimal, half up.
    pub(super) rate: String,
    pub(super) is_reached: bool,
    pub(super) href: String,
}

/// The targets of a town, in the order of [`INDICATORS`]; nothing where none is set.
pub(super) struct Town {
    pub(super) name: String,
    pub(super) reached: Vec<Option<Reached>>,
}

/// The targets of a year, by town, and of all towns together as the last line.
///
/// # Errors
/// What the database says.
pub(super) async fn of_year(reader: Reader<'_>, year: i32, today: Day) -> Result<Vec<Town>> {
    let set = cases::matching(&TOWN_TARGETS, &[("year", i64::from(year).into())])?;
    let set = CaseFile::all(reader, &TOWN_TARGETS, set).await?;
    let mut names: Vec<&str> = set.iter().map(|one| one.text("town")).collect();
    names.sort_unstable();
    names.dedup();
    let as_of = if year == today.year() { today } else { Day::new(year, 12, 31).unwrap_or(today) };
    let mut towns = Vec::new();
    for name in names {
        let mut reached = Vec::new();
        for indicator in INDICATORS {
            let is_it = |one: &&CaseFile| one.text("town") == name && one.text("indicator") == *indicator;
            reached.push(match set.iter().find(is_it).and_then(|one| one.number("value")) {
                Some(target) => Some(counted(reader, indicator, name, (year, as_of), target).await?),
                None => None,
            });
        }
        towns.push(Town { name: name.to_owned(), reached });
    }
    if !towns.is_empty() {
        let total = |at: usize| {
            let of_town = towns.iter().filter_map(|town| town.reached.get(at)?.as_ref());
            let (target, done) = of_town.fold((0, 0), |(target, done), one| (target + one.target, done + one.done));
            (target > 0).then(|| Reached::of(target, done, String::new()))
        };
        let reached = (0..INDICATORS.len()).map(total).collect();
        towns.push(Town { name: "合计".to_owned(), reached });
    }
    Ok(towns)
}

impl Reached {
    fn of(target: i64, done: i64, href: String) -> Reached {
        // Targets are above zero, as their listing checks.
        let rate = (done * 2_000 + target) / (target.max(1) * 2);
        Reached { target, done, rate: format_scaled(rate, 1), is_reached: done >= target, href }
    }
}

async fn counted(
    reader: Reader<'_>,
    indicator: &str,
    town: &str,
    (year, as_of): (i32, Day),
    target: i64,
) -> Result<Reached> {
    let next = as_of.plus_days(1);
    let (listing, query): (&'static Listing, String) = match indicator {
        "申报高新技术企业" => (&HNTE_FILINGS, format!("year={year}")),
        "认定高新技术企业" => (&HNTE_FILINGS, format!("year={year}&result=通过")),
        "有效高新技术企业" => {
            (&HNTE_CERTIFICATES, format!("issued_on=..{as_of}&valid_to={as_of}..&revoked_on=none,{next}.."))
        }
        _ => (&TSME_ENTRIES, format!("year={year}&numbered_on=..{as_of}&revoked_on=none,{next}..")),
    };
    let query = format!("{query}&{}", address::encode(&[("town".to_owned(), town.to_owned())]));
    let fold = Fold::Distinct("enterprise");
    let asked = Address { fold: Some(fold), ..Address::parse(listing, &query)? };
    let done = match query::fold(reader, listing, &asked.filter, fold).await? {
        FoldValue::Number(done) => done,
        _ => 0,
    };
    Ok(Reached::of(target, done, format!("{}?{}", listing.path, asked.query())))
}
