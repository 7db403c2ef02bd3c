//! What holds for every enterprise.

use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::gap::Change;
use crate::item::Item;

/// What is added later stays within the bounds of an amount.
fn any_yuan() -> impl Strategy<Value = Yuan> {
    prop_oneof![4 => 1_i64..300_000_000, 1 => 1_i64..=Yuan::MOST / 10].prop_map(yuan)
}

fn mostly<T: std::fmt::Debug + Clone>(values: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    option::weighted(0.92, values)
}

prop_compose! {
    fn any_facts()(
        flags in (mostly(prop::bool::weighted(0.95)), mostly(prop::bool::weighted(0.05)), mostly(prop::bool::weighted(0.05))),
        staff in mostly((1_u32..550, 0_u32..=40)),
        amounts in (mostly(any_yuan()), mostly(any_yuan())),
        rd in mostly((any_yuan(), 0_i64..=10, any::<bool>())),
        costs in mostly(any_yuan()),
        rights in (mostly(prop_oneof![3 => Just(0_u32), 1 => 0_u32..3]), mostly(0_u32..6)),
        direct in mostly(prop::bool::weighted(0.1)),
    ) -> Facts {
        let near = |whole: Option<Yuan>, percent| whole.map(|whole| yuan(whole.whole() / 100 * percent));
        Facts {
            year: 2026,
            resident: flags.0,
            staff: staff.map(|(staff, _)| staff),
            st_staff: staff.map(|(staff, part)| staff * part / 100),
            sales: amounts.0,
            assets: amounts.1,
            rd: rd.and_then(|(any, percent, of_sales)| near(if of_sales { amounts.0 } else { costs }, percent).or(Some(any))),
            costs,
            class1: rights.0,
            class2: rights.1,
            restricted_industry: flags.1,
            misconduct: flags.2,
            direct: direct.map(|direct| Direct::new(direct.then_some(DirectGround::Award))),
        }
    }
}

/// One less of the same change; `None` when nothing would be left.
fn less(change: Change) -> Option<Change> {
    match change {
        Change::More(item, by) => (by > 1).then_some(Change::More(item, by - 1)),
        Change::Less(item, by) => (by > 1).then_some(Change::Less(item, by - 1)),
        Change::Wait(..) | Change::Begin(_) => None,
    }
}

/// How good an outcome is: failed, open, met. The score is judged by itself: while it is not known whether the
/// enterprise is confirmed directly, a score that fails leaves the condition open.
fn rank(facts: &Facts, code: &str) -> u8 {
    let met = if code == "score" { points(facts).total().reach(60) } else { met(facts, code) };
    match met {
        Some(false) => 0,
        None => 1,
        Some(true) => 2,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn the_fast_answer_is_the_explained_one(facts in any_facts()) {
        let assessment = check(&facts);
        prop_assert_eq!(verdict(&facts), assessment.qualifies);
        prop_assert!(assessment.score.max() <= 100);
        for condition in &assessment.conditions {
            prop_assert_eq!(condition.gap.is_none(), condition.met == Some(true), "{}", condition.code);
            if let Some(gap) = &condition.gap {
                prop_assert!(!gap.to_string().is_empty(), "{}", condition.code);
            }
        }
    }

    #[test]
    fn each_way_is_the_least_that_helps(facts in any_facts()) {
        for condition in check(&facts).conditions {
            let now = rank(&facts, condition.code);
            for way in condition.gap.iter().flat_map(|gap| &gap.ways) {
                prop_assert!(rank(&apply(&facts, *way), condition.code) > now, "{} {way}", condition.code);
                if let Some(less) = less(*way) {
                    prop_assert_eq!(rank(&apply(&facts, less), condition.code), now, "{} {}", condition.code, less);
                }
            }
        }
    }

    #[test]
    fn each_step_adds_the_points_that_it_promises(facts in any_facts()) {
        let (now, assessment) = (points(&facts).total(), check(&facts));
        let Some(gap) = &assessment.condition("score").unwrap().gap else { return Ok(()) };
        let side = |points: Points| if now.max() < 60 { points.max() } else { points.min() };
        for step in &gap.steps {
            prop_assert_eq!(side(points(&apply(&facts, step.change)).total()) - side(now), step.points);
            if let Some(less) = less(step.change) {
                prop_assert_eq!(side(points(&apply(&facts, less)).total()), side(now));
            }
        }
    }

    #[test]
    fn a_plan_mends_everything(facts in any_facts()) {
        if let Some(changes) = plan(&facts) {
            let after = changes.iter().fold(facts, |facts, change| apply(&facts, *change));
            prop_assert!(verdict(&after) != Answer::No);
        }
    }

    #[test]
    fn more_of_what_counts_never_lowers_the_score(facts in any_facts(), by in 1_i64..1_000_000, item in 0_usize..4) {
        let item = [Item::ScienceStaff, Item::Rd, Item::ClassOne, Item::ClassTwo][item];
        let (more, now) = (points(&apply(&facts, Change::More(item, by))).total(), points(&facts).total());
        prop_assert!(more.min() >= now.min() && more.max() >= now.max());
    }

    #[test]
    fn what_is_filled_in_later_narrows_the_score(facts in any_facts(), known in any_facts()) {
        let filled = Facts {
            rd: facts.rd.or(known.rd),
            costs: facts.costs.or(known.costs),
            sales: facts.sales.or(known.sales),
            class1: facts.class1.or(known.class1),
            class2: facts.class2.or(known.class2),
            direct: facts.direct.or(known.direct),
            ..facts
        };
        let (wide, narrow) = (points(&facts).total(), points(&filled).total());
        prop_assert!(wide.min() <= narrow.min() && narrow.max() <= wide.max());
        for (before, after) in check(&facts).conditions.iter().zip(check(&filled).conditions) {
            prop_assert!(before.met.is_none() || before.met == after.met, "{}", before.code);
        }
    }

    #[test]
    fn facts_are_read_as_they_were_written(facts in any_facts()) {
        let written = serde_json::to_string(&facts).unwrap();
        prop_assert_eq!(read(&written, TODAY), Ok(facts));
    }
}
