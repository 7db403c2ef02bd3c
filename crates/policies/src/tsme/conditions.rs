//! Whether each condition of Article 6 (评价办法第六条) is met. `None` means that something was not filled in.

use super::facts::{Direct, Facts};
use super::parameters::Rules;
use super::score::{score, staff};

/// Every condition, computed when it is asked.
pub(super) fn all<'a>(facts: &'a Facts, rules: &'a Rules) -> impl Iterator<Item = Option<bool>> + 'a {
    let each: [fn(&Facts, &Rules) -> Option<bool>; 8] = [
        is_resident,
        is_small_in_staff,
        is_small_in_sales,
        is_small_in_assets,
        has_an_admitted_industry,
        behaved_well,
        has_points_for_staff,
        scores_enough,
    ];
    each.into_iter().map(|condition| condition(facts, rules))
}

/// 6.1: a resident enterprise.
pub(super) fn is_resident(facts: &Facts, _: &Rules) -> Option<bool> {
    facts.resident
}

/// 6.2: staff.
pub(super) fn is_small_in_staff(facts: &Facts, rules: &Rules) -> Option<bool> {
    facts.staff.map(|staff| staff <= rules.staff.value)
}

/// 6.2: sales.
pub(super) fn is_small_in_sales(facts: &Facts, rules: &Rules) -> Option<bool> {
    facts.sales.map(|sales| sales <= rules.sales.value)
}

/// 6.2: assets.
pub(super) fn is_small_in_assets(facts: &Facts, rules: &Rules) -> Option<bool> {
    facts.assets.map(|assets| assets <= rules.assets.value)
}

/// 6.3: industry.
pub(super) fn has_an_admitted_industry(facts: &Facts, _: &Rules) -> Option<bool> {
    facts.restricted_industry.map(|restricted| !restricted)
}

/// 6.4: conduct.
pub(super) fn behaved_well(facts: &Facts, _: &Rules) -> Option<bool> {
    facts.misconduct.map(|misconduct| !misconduct)
}

/// 6.5, second half: some points for staff, unless confirmed directly.
pub(super) fn has_points_for_staff(facts: &Facts, rules: &Rules) -> Option<bool> {
    unless_direct(facts, staff(facts, rules).reach(rules.staff_points.value))
}

/// 6.5: score, unless confirmed directly.
pub(super) fn scores_enough(facts: &Facts, rules: &Rules) -> Option<bool> {
    unless_direct(facts, score(facts, rules).total().reach(rules.score.value))
}

/// Article 8: with any of the grounds nothing is scored; while they are not known, a score that fails decides nothing.
fn unless_direct(facts: &Facts, scored: Option<bool>) -> Option<bool> {
    match facts.direct.map(Direct::is_empty) {
        Some(true) => scored,
        Some(false) => Some(true),
        None => scored.filter(|passes| *passes),
    }
}
