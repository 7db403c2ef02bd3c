//! What if: the same enterprise after one change, and the changes that raise its score.

use crate::gap::{Change, EDGES, Lever, add, add_yuan};
use crate::item::Item;
use crate::points::Band;
use crate::ratio::Ratio;

use super::facts::Facts;
use super::parameters::Rules;
use super::score::{rd_in, science_staff};

/// The enterprise after a change. New S&T staff are new staff too, new R&D expense is a new cost. What is not known
/// stays unknown, and a change of another questionnaire's item changes nothing.
#[must_use]
pub fn apply(facts: &Facts, change: Change) -> Facts {
    let mut after = *facts;
    let by = change.by();
    match change.item() {
        Item::Staff => add(&mut after.staff, by),
        Item::ScienceStaff => {
            add(&mut after.st_staff, by);
            add(&mut after.staff, by);
        }
        Item::Sales => add_yuan(&mut after.sales, by),
        Item::Assets => add_yuan(&mut after.assets, by),
        Item::Rd => {
            add_yuan(&mut after.rd, by);
            add_yuan(&mut after.costs, by);
        }
        Item::ClassOne => add(&mut after.class1, by),
        Item::ClassTwo => add(&mut after.class2, by),
        _ => {}
    }
    after
}

/// What an enterprise can do for its score, with the steps up each scale.
pub(super) fn levers(facts: &Facts, rules: &Rules) -> [Lever; 4] {
    [
        Lever { change: |by| Change::More(Item::ScienceStaff, by), edges: staff(facts, rules) },
        Lever { change: |by| Change::More(Item::Rd, by), edges: rd(facts, rules) },
        Lever { change: |by| Change::More(Item::ClassTwo, by), edges: counted(facts.class2, &rules.class_two) },
        Lever { change: |by| Change::More(Item::ClassOne, by), edges: counted(facts.class1, &rules.class_one) },
    ]
}

/// The steps, lowest first, each given by the band that it reaches. A band that is reached already is no step.
fn edges(scale: &[Band], short: impl Fn(&Band) -> Option<i64>) -> [Option<i64>; EDGES] {
    let mut edges = [None; EDGES];
    let steps = scale.iter().rev().filter_map(short).filter(|by| *by > 0);
    for (place, by) in edges.iter_mut().zip(steps) {
        *place = Some(by);
    }
    edges
}

fn counted(count: Option<u32>, scale: &[Band]) -> [Option<i64>; EDGES] {
    edges(scale, |band| count.map(|count| i64::from(band.from) - i64::from(count)))
}

fn staff(facts: &Facts, rules: &Rules) -> [Option<i64>; EDGES] {
    let ratio = science_staff(facts);
    edges(&rules.science_staff, |band| ratio?.short_of(band.from))
}

/// To each number of points by whichever of the two ratios asks for less.
fn rd(facts: &Facts, rules: &Rules) -> [Option<i64>; EDGES] {
    let (in_sales, in_costs) = (rd_in(facts, facts.sales), rd_in(facts, facts.costs));
    let other = |points| rules.rd_in_costs.iter().find(|band| band.points == points);
    edges(&rules.rd_in_sales, |band| {
        let by_sales = in_sales.and_then(|ratio: Ratio| ratio.part_short_of(band.from));
        let by_costs = in_costs.and_then(|ratio: Ratio| ratio.short_of(other(band.points)?.from));
        by_sales.into_iter().chain(by_costs).min()
    })
}
