//! Whether each condition of Article 11 (办法第十一条) is met. `None` means that something was not filled in.

use crate::ratio::Ratio;

use super::facts::{Facts, Field};
use super::parameters::{RdTier, Rules};
use super::score::score;

/// Every condition, computed when it is asked; the score, which takes longest, comes last.
pub(super) fn all<'a>(facts: &'a Facts, rules: &'a Rules) -> impl Iterator<Item = Option<bool>> + 'a {
    let each: [fn(&Facts, &Rules) -> Option<bool>; 9] = [
        registered_long_enough,
        owns_rights,
        lies_in_a_field,
        has_enough_science_staff,
        spends_enough_on_rd,
        spends_enough_in_china,
        earns_enough_with_high_tech,
        had_no_accident,
        scores_enough,
    ];
    each.into_iter().map(|condition| condition(facts, rules))
}

/// 11.1: registered for a year.
pub(super) fn registered_long_enough(facts: &Facts, rules: &Rules) -> Option<bool> {
    Some(facts.applied_on.days_since(facts.registered_on) >= rules.days_registered.value)
}

/// 11.2: owns intellectual property that supports its main products.
pub(super) fn owns_rights(facts: &Facts, rules: &Rules) -> Option<bool> {
    facts.rights().map(|rights| rights >= rules.rights.value)
}

/// 11.3: core technology in one of the fields.
pub(super) fn lies_in_a_field(facts: &Facts, _: &Rules) -> Option<bool> {
    facts.field.map(|field| field != Field::Outside)
}

/// 11.4: share of S&T staff.
pub(super) fn has_enough_science_staff(facts: &Facts, rules: &Rules) -> Option<bool> {
    science_staff(facts).map(|ratio| ratio.reaches(rules.staff_percent.value))
}

/// 11.5: share of R&D expense in sales.
pub(super) fn spends_enough_on_rd(facts: &Facts, rules: &Rules) -> Option<bool> {
    let tier = tier(facts, rules)?;
    rd_in_sales(facts).map(|ratio| ratio.reaches(tier.percent))
}

/// 11.5, second half: share of R&D expense spent in China. Without any R&D expense there is no share.
pub(super) fn spends_enough_in_china(facts: &Facts, rules: &Rules) -> Option<bool> {
    rd_in_china(facts).map(|ratio| ratio.reaches(rules.rd_in_china_percent.value))
}

/// 11.6: share of high-tech income.
pub(super) fn earns_enough_with_high_tech(facts: &Facts, rules: &Rules) -> Option<bool> {
    hightech_income(facts).map(|ratio| ratio.reaches(rules.income_percent.value))
}

/// 11.7: innovation score.
pub(super) fn scores_enough(facts: &Facts, rules: &Rules) -> Option<bool> {
    score(facts, &rules.scales).total().reach(rules.score.value)
}

/// 11.8: no grave accident or offence in the year before application.
pub(super) fn had_no_accident(facts: &Facts, _: &Rules) -> Option<bool> {
    facts.accident.map(|accident| !accident)
}

/// S&T staff in all staff.
pub(super) fn science_staff(facts: &Facts) -> Option<Ratio> {
    Ratio::of(facts.st_staff?.into(), facts.staff?.into())
}

/// The tier that the sales of the last year put the enterprise in.
pub(super) fn tier<'a>(facts: &Facts, rules: &'a Rules) -> Option<&'a RdTier> {
    let sales = facts.last_year()?.sales;
    rules.rd_tiers.value.iter().find(|tier| tier.up_to.is_none_or(|limit| sales <= limit))
}

/// R&D expense in sales, over the accounting years.
pub(super) fn rd_in_sales(facts: &Facts) -> Option<Ratio> {
    Ratio::of(facts.total(|year| year.rd)?, facts.total(|year| Some(year.sales))?)
}

/// R&D expense in China in all R&D expense, over the accounting years.
pub(super) fn rd_in_china(facts: &Facts) -> Option<Ratio> {
    Ratio::of(facts.total(|year| year.rd_china)?, facts.total(|year| year.rd)?)
}

/// High-tech income in all income of the last year.
pub(super) fn hightech_income(facts: &Facts) -> Option<Ratio> {
    Ratio::of(facts.hightech_income?.whole(), facts.total_income?.whole())
}
