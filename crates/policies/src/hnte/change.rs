//! What if: the same enterprise after one change, and the changes that raise its score.

use crate::gap::{Change, EDGES, Lever, add, add_yuan};
use crate::item::Item;
use crate::yuan::Yuan;

use super::facts::{Facts, Mark, Year};
use super::growth::Growth;
use super::parameters::Scales;
use super::score::edges_upward;

/// The enterprise after a change. New S&T staff are new staff too; new R&D expense is spent in China in the last year;
/// new high-tech income is new income. What is not known stays unknown, and a change of another questionnaire's item
/// changes nothing.
#[must_use]
pub fn apply(facts: &Facts, change: Change) -> Facts {
    let mut after = *facts;
    let by = change.by();
    match change {
        Change::Wait(days, _) => after.applied_on = facts.applied_on.plus_days(days),
        Change::Begin(item) => begin(&mut after, item),
        Change::More(item, _) | Change::Less(item, _) => match item {
            Item::Staff => add(&mut after.staff, by),
            Item::ScienceStaff => {
                add(&mut after.st_staff, by);
                add(&mut after.staff, by);
            }
            Item::ClassOne => add(&mut after.ip.class1, by),
            Item::ClassTwo => add(&mut after.ip.class2, by),
            Item::Conversions => add(&mut after.conversions, by),
            Item::HightechIncome => {
                add_yuan(&mut after.hightech_income, by);
                add_yuan(&mut after.total_income, by);
            }
            Item::RdInChina => in_last_year(&mut after, |year| {
                add_yuan(&mut year.rd_china, by);
                add_yuan(&mut year.rd, by);
            }),
            Item::LastSales => in_last_year(&mut after, |year| year.sales = year.sales.changed(by)),
            Item::LastNetAssets => in_last_year(&mut after, |year| add_yuan(&mut year.net_assets, by)),
            _ => {}
        },
    }
    after
}

fn begin(facts: &mut Facts, item: Item) {
    let place = match item {
        Item::ManagementRules => &mut facts.management.rules,
        Item::ManagementBody => &mut facts.management.body,
        Item::ManagementIncentives => &mut facts.management.incentives,
        Item::ManagementTraining => &mut facts.management.training,
        Item::Standards => {
            facts.ip.standards = Some(true);
            return;
        }
        _ => return,
    };
    *place = Some(Mark::There(true));
}

fn in_last_year(facts: &mut Facts, change: impl FnOnce(&mut Year)) {
    let last = facts.applied_on.year() - 1;
    if let Some(year) = facts.years.of_mut(last) {
        change(year);
    }
}

/// How many items can raise the score.
const LEVERS: usize = 10;

/// What an enterprise can do for its score, with the steps up each scale.
pub(super) fn levers(facts: &Facts, scales: &Scales) -> [Lever; LEVERS] {
    let management = facts.management;
    [
        Lever { change: |by| Change::More(Item::ClassTwo, by), edges: class_two(facts, scales) },
        Lever { change: |by| Change::More(Item::ClassOne, by), edges: once(facts.ip.class1 == Some(0)) },
        Lever { change: |by| Change::More(Item::Conversions, by), edges: conversions(facts, scales) },
        Lever {
            change: |by| Change::More(Item::LastSales, by),
            edges: growth(facts.each_year(|year| Some(year.sales)), scales),
        },
        Lever {
            change: |by| Change::More(Item::LastNetAssets, by),
            edges: growth(facts.each_year(|year| year.net_assets), scales),
        },
        Lever { change: |_| Change::Begin(Item::ManagementRules), edges: once(is_absent(management.rules)) },
        Lever { change: |_| Change::Begin(Item::ManagementBody), edges: once(is_absent(management.body)) },
        Lever { change: |_| Change::Begin(Item::ManagementIncentives), edges: once(is_absent(management.incentives)) },
        Lever { change: |_| Change::Begin(Item::ManagementTraining), edges: once(is_absent(management.training)) },
        Lever { change: |_| Change::Begin(Item::Standards), edges: once(facts.ip.standards == Some(false)) },
    ]
}

fn is_absent(mark: Option<Mark>) -> bool {
    mark == Some(Mark::There(false))
}

fn once(is_possible: bool) -> [Option<i64>; EDGES] {
    edges(is_possible.then_some(1))
}

fn edges(steps: impl IntoIterator<Item = i64>) -> [Option<i64>; EDGES] {
    let mut edges = [None; EDGES];
    for (place, by) in edges.iter_mut().zip(steps) {
        *place = Some(by);
    }
    edges
}

/// Class II rights count only where there is none of class I.
fn class_two(facts: &Facts, scales: &Scales) -> [Option<i64>; EDGES] {
    let count = facts.ip.class2.filter(|_| facts.ip.class1 == Some(0));
    let steps = edges_upward(&scales.class_two).map(|least| Some(i64::from(least) - i64::from(count?)));
    edges(steps.into_iter().flatten().filter(|by| *by > 0))
}

fn conversions(facts: &Facts, scales: &Scales) -> [Option<i64>; EDGES] {
    let years = i64::from(facts.how_many_years().max(1));
    let steps = edges_upward(&scales.conversions)
        .map(|average| Some(i64::from(average) * years - i64::from(facts.conversions?)));
    edges(steps.into_iter().flatten().filter(|by| *by > 0))
}

/// To each higher band of growth by the last value of the series.
fn growth(series: Option<([i64; 3], u8)>, scales: &Scales) -> [Option<i64>; EDGES] {
    let Some((values, count)) = series else { return [None; EDGES] };
    let last = values.get(usize::from(count).saturating_sub(1)).copied().unwrap_or_default();
    let percents = std::iter::once(scales.growth_above_none.from).chain(edges_upward(&scales.growth));
    let least = percents.filter_map(|percent| Growth::least_last(values, count, percent));
    edges(least.filter(|least| *least <= Yuan::MOST).map(|least| least - last).filter(|by| *by > 0))
}
