//! What if: a few numbers that an enterprise can move, and what the answer would be then. The moves stand in the address
//! beside the questionnaire, as `more.staff=3`, and change nothing of it.

use vocabulary::grouped;
use web::typed;

use super::outcome::{Mark, href};
use super::sheet;
use crate::assessment::Assessment;
use crate::check::{Facts, Kind};
use crate::gap::Change;
use crate::hnte;
use crate::item::Item;
use crate::yuan::Yuan;

/// What the name of a move begins with.
const MOVE: &str = "more.";

/// What can be moved, and what came of what was moved.
pub(super) struct Trial {
    kind: Kind,
    pairs: Vec<(String, String)>,
    pub(super) levers: Vec<Lever>,
    pub(super) outcome: Option<Tried>,
    /// The address without any move.
    pub(super) untouched: String,
}

/// One thing that can be moved.
pub(super) struct Lever {
    item: Item,
    pub(super) name: String,
    pub(super) label: &'static str,
    /// How much there is now.
    pub(super) now: String,
    pub(super) low: i64,
    pub(super) high: i64,
    pub(super) step: i64,
    pub(super) by: i64,
    /// The move in words.
    pub(super) says: String,
    /// Whether it is there or not, and nothing between.
    pub(super) is_switch: bool,
}

/// The answer after the moves.
pub(super) struct Tried {
    pub(super) before: Mark,
    pub(super) after: Mark,
    pub(super) score_before: String,
    pub(super) score_after: String,
    pub(super) changed: Vec<Changed>,
    /// The address of the form with the moved numbers filled in.
    pub(super) adopted: String,
}

/// A condition that the moves changed.
pub(super) struct Changed {
    pub(super) name: &'static str,
    pub(super) before: Mark,
    pub(super) after: Mark,
}

impl Trial {
    /// What can be moved of an enterprise, far enough for everything that its answer and `plan` ask for.
    pub(super) fn of(
        kind: Kind,
        facts: &Facts,
        before: &Assessment,
        plan: &[Change],
        pairs: &[(String, String)],
    ) -> Trial {
        let asked = asked_for(before, plan);
        let levers: Vec<Lever> = items(facts)
            .into_iter()
            .filter_map(|item| Some(Lever::of(item, known(facts, item)?, &asked, typed(pairs, &name(item)))))
            .filter(|lever| lever.low < lever.high)
            .collect();
        let pairs: Vec<(String, String)> = pairs.iter().filter(|(name, _)| !name.starts_with(MOVE)).cloned().collect();
        let changes: Vec<Change> = levers.iter().filter_map(|lever| lever.change(facts)).collect();
        let outcome = (!changes.is_empty()).then(|| tried(kind, before, &facts.after(&changes)));
        Trial { kind, untouched: href(kind, &pairs, "trial"), pairs, levers, outcome }
    }

    /// The address at which some changes are tried, or nothing where one of them cannot be.
    pub(super) fn try_all(&self, changes: &[Change]) -> Option<String> {
        let mut pairs = self.pairs.clone();
        for change in changes {
            let lever = self.levers.iter().find(|lever| lever.item == change.item())?;
            pairs.push((lever.name.clone(), lever.snapped(change.by()).to_string()));
        }
        Some(href(self.kind, &pairs, "trial"))
    }
}

impl Lever {
    fn of(item: Item, now: i64, asked: &[Change], typed: &str) -> Lever {
        let mut asked = asked.iter().filter(|change| change.item() == item).map(|change| change.by());
        let is_switch = is_switch(item);
        let is_lowered = asked.clone().any(|by| by < 0) || matches!(item, Item::Sales | Item::LastSales);
        let is_raised = !matches!(item, Item::Staff | Item::Assets);
        let needed = asked.by_ref().map(i64::abs).max().unwrap_or_default();
        let span = match item.unit() {
            "元" => round_up((needed * 2).max(now.abs() / 2).max(100_000)),
            "" if is_switch => 1,
            "" => needed,
            _ => round_up((needed * 2).max(10)),
        };
        let step = if span > 200 { span / 100 } else { 1 };
        let low = if is_lowered { -span.min(now.max(0) / step * step) } else { 0 };
        let most = if item.unit() == "元" { Yuan::MOST } else { 1_000_000 };
        let lever = Lever {
            item,
            name: name(item),
            label: item.name(),
            now: if item.unit().is_empty() { String::new() } else { format!("现为{}{}", grouped(now), item.unit()) },
            low,
            high: if is_raised { span } else { 0 },
            step,
            by: 0,
            says: String::new(),
            is_switch,
        };
        let by = lever.snapped(typed.parse().unwrap_or(0_i64).clamp(-most, most)).clamp(low, most);
        let high = if is_raised && !is_switch { lever.high.max(by) } else { lever.high };
        Lever { by: by.min(high), high, ..lever }.said()
    }

    fn said(mut self) -> Lever {
        let unit = if self.item == Item::AppliedOn { "天" } else { self.item.unit() };
        self.says = match self.by {
            0 => "不变".to_owned(),
            by @ ..0 => format!("减少{}{unit}", grouped(-by)),
            by if self.item == Item::AppliedOn => format!("推迟{by}{unit}"),
            by => format!("增加{}{unit}{}", grouped(by), self.item.along()),
        };
        self
    }

    /// A move of at least so much that the slider can stand at.
    fn snapped(&self, by: i64) -> i64 {
        let steps = (by.abs() + self.step - 1) / self.step;
        steps * self.step * by.signum()
    }

    fn change(&self, facts: &Facts) -> Option<Change> {
        match (self.item, self.by) {
            (_, 0) => None,
            (Item::AppliedOn, days) => {
                let Facts::Hnte(facts) = facts else { return None };
                let days = i32::try_from(days).ok()?;
                Some(Change::Wait(days, facts.applied_on.plus_days(days)))
            }
            (item, _) if self.is_switch => Some(Change::Begin(item)),
            (item, by @ ..0) => Some(Change::Less(item, -by)),
            (item, by) => Some(Change::More(item, by)),
        }
    }
}

/// What was moved, as it was typed.
pub(super) fn moves(pairs: &[(String, String)]) -> Vec<(String, String)> {
    pairs.iter().filter(|(name, _)| name.starts_with(MOVE)).cloned().collect()
}

fn name(item: Item) -> String {
    format!("{MOVE}{}", item.code())
}

/// Whether an item is there or not, and is not counted.
const fn is_switch(item: Item) -> bool {
    matches!(
        item,
        Item::ManagementRules
            | Item::ManagementBody
            | Item::ManagementIncentives
            | Item::ManagementTraining
            | Item::Standards
    )
}

/// Every change that the answer and the plan speak of.
fn asked_for(assessment: &Assessment, plan: &[Change]) -> Vec<Change> {
    let gaps = assessment.conditions.iter().filter_map(|condition| condition.gap.as_ref());
    let of_gaps = gaps.flat_map(|gap| gap.ways.iter().copied().chain(gap.steps.iter().map(|step| step.change)));
    of_gaps.chain(plan.iter().copied()).collect()
}

/// What an enterprise can move, in the order of the page.
fn items(facts: &Facts) -> Vec<Item> {
    match facts {
        Facts::Hnte(_) => vec![
            Item::AppliedOn,
            Item::ScienceStaff,
            Item::RdInChina,
            Item::HightechIncome,
            Item::ClassOne,
            Item::ClassTwo,
            Item::Conversions,
            Item::LastSales,
            Item::LastNetAssets,
            Item::ManagementRules,
            Item::ManagementBody,
            Item::ManagementIncentives,
            Item::ManagementTraining,
            Item::Standards,
        ],
        Facts::Tsme(_) => {
            vec![Item::ScienceStaff, Item::Rd, Item::ClassOne, Item::ClassTwo, Item::Sales, Item::Staff, Item::Assets]
        }
    }
}

/// How much there is now of what can be moved: nothing where it is not known, or is there already.
fn known(facts: &Facts, item: Item) -> Option<i64> {
    match facts {
        Facts::Hnte(facts) => known_of_hnte(facts, item),
        Facts::Tsme(facts) => match item {
            Item::ScienceStaff => facts.staff.and(facts.st_staff).map(i64::from),
            Item::Staff => facts.staff.map(i64::from),
            Item::ClassOne => facts.class1.map(i64::from),
            Item::ClassTwo => facts.class2.map(i64::from),
            Item::Rd => facts.rd.map(Yuan::whole),
            Item::Sales => facts.sales.map(Yuan::whole),
            Item::Assets => facts.assets.map(Yuan::whole),
            _ => None,
        },
    }
}

fn known_of_hnte(facts: &hnte::Facts, item: Item) -> Option<i64> {
    let last = facts.last_year();
    let absent = |mark: Option<hnte::Mark>| (mark == Some(hnte::Mark::There(false))).then_some(0);
    match item {
        Item::AppliedOn => Some(0),
        Item::ScienceStaff => facts.staff.and(facts.st_staff).map(i64::from),
        Item::ClassOne => facts.ip.class1.map(i64::from),
        Item::ClassTwo => facts.ip.class2.map(i64::from),
        Item::Conversions => facts.conversions.map(i64::from),
        Item::HightechIncome => facts.total_income.and(facts.hightech_income).map(Yuan::whole),
        Item::RdInChina => last.and_then(|year| year.rd.and(year.rd_china)).map(Yuan::whole),
        Item::LastSales => last.map(|year| year.sales.whole()),
        Item::LastNetAssets => last.and_then(|year| year.net_assets).map(Yuan::whole),
        Item::ManagementRules => absent(facts.management.rules),
        Item::ManagementBody => absent(facts.management.body),
        Item::ManagementIncentives => absent(facts.management.incentives),
        Item::ManagementTraining => absent(facts.management.training),
        Item::Standards => (facts.ip.standards == Some(false)).then_some(0),
        _ => None,
    }
}

fn tried(kind: Kind, before: &Assessment, after: &Facts) -> Tried {
    let answer = after.check();
    let changed = before.conditions.iter().zip(&answer.conditions).filter(|(old, new)| old.met != new.met);
    let questionnaire = serde_json::to_value(after).unwrap_or_default();
    Tried {
        before: Mark::of_answer(before.qualifies),
        after: Mark::of_answer(answer.qualifies),
        score_before: before.score.to_string(),
        score_after: answer.score.to_string(),
        changed: changed
            .map(|(old, new)| Changed {
                name: new.name,
                before: Mark::of_condition(old.met),
                after: Mark::of_condition(new.met),
            })
            .collect(),
        adopted: href(kind, &sheet::pairs_of(kind, &questionnaire), "verdict"),
    }
}

/// The nearest of 1, 2 and 5 times a power of ten that is not below `value`.
fn round_up(value: i64) -> i64 {
    let mut power = 1_i64;
    while power.saturating_mul(10) <= value {
        power = power.saturating_mul(10);
    }
    [1, 2, 5]
        .map(|factor| power.saturating_mul(factor))
        .into_iter()
        .find(|round| *round >= value)
        .unwrap_or(power.saturating_mul(10))
}
