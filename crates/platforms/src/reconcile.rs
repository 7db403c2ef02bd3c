//! 团队补助对账: every year of a team in which what was granted is not what should have been, as a sentence each.

use std::collections::{BTreeMap, BTreeSet};

use policies::{
    Library,
    entitlement::{Month, Source, Terms, claims},
};
use storage::{Reader, Result};
use vocabulary::{Day, Money};

use crate::PlatformRecords;

/// Compares the yearly grants of a benefit with what teams were due, for every year in which any was paid.
///
/// # Errors
/// What the database says.
pub async fn reconcile(reader: Reader<'_>) -> Result<Vec<String>> {
    let (library, facts) = (Library::read(reader).await?, PlatformRecords.facts(reader).await?);
    let yearly: BTreeMap<i64, usize> = library
        .benefits
        .iter()
        .enumerate()
        .filter(|(_, benefit)| matches!(benefit.terms, Terms::Yearly { .. }))
        .map(|(place, benefit)| (benefit.standard, place))
        .collect();
    // Due and paid in fen by standard, year and team. Only where a standard was paid at all in a year does its absence
    // for one team say something.
    let mut sums: BTreeMap<(i64, i32, i64), (i64, i64)> = BTreeMap::new();
    let mut paid_in: BTreeSet<(i64, i32)> = BTreeSet::new();
    for paid in facts.grants.iter().filter(|paid| yearly.contains_key(&paid.standard)) {
        let year = paid.month.first().year();
        paid_in.insert((paid.standard, year));
        let sum = sums.entry((paid.standard, year, paid.subject)).or_default();
        sum.1 = sum.1.saturating_add(paid.amount.fen());
    }
    let years: BTreeSet<i32> = paid_in.iter().map(|(_, year)| *year).collect();
    for year in years.into_iter().filter_map(|year| Day::new(year, 12, 31)) {
        for claim in claims(&library.benefits, &facts, Month::of(year)) {
            let Some(benefit) = library.benefits.get(claim.benefit) else { continue };
            if paid_in.contains(&(benefit.standard, year.year())) {
                let sum = sums.entry((benefit.standard, year.year(), claim.subject)).or_default();
                sum.0 = sum.0.saturating_add(claim.amount.unwrap_or_default().fen());
            }
        }
    }
    let names: BTreeMap<i64, &str> = facts.supports.iter().map(|one| (one.team, one.name.as_str())).collect();
    let told = sums.into_iter().filter(|(_, (due, paid))| due != paid).map(|((standard, year, team), (due, paid))| {
        let benefit = yearly.get(&standard).and_then(|place| library.benefits.get(*place));
        let benefit = benefit.map_or("", |benefit| benefit.name.as_str());
        let team = names.get(&team).map_or_else(|| format!("研究院 #{team}"), |name| (*name).to_owned());
        let yuan = |fen: i64| Money::from_fen(fen).grouped();
        let (word, difference) = if paid > due { ("多发", paid - due) } else { ("少发", due - paid) };
        format!(
            "{year} 年 {team} {benefit}应发 {} 元，实发 {} 元，{word} {} 元",
            yuan(due),
            yuan(paid),
            yuan(difference)
        )
    });
    Ok(told.collect())
}
