//! What holds for every enterprise.

use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::gap::Change;
use crate::item::Item;
use crate::points::Points;

/// What is added later stays within the bounds of an amount.
fn any_yuan() -> impl Strategy<Value = Yuan> {
    prop_oneof![4 => 0_i64..500_000_000, 1 => 0_i64..=Yuan::MOST / 10, 1 => Just(0)].prop_map(yuan)
}

fn any_net_assets() -> impl Strategy<Value = Yuan> {
    prop_oneof![6 => 1_i64..500_000_000, 1 => -Yuan::MOST / 10..=Yuan::MOST / 10, 1 => Just(0)].prop_map(yuan)
}

prop_compose! {
    fn any_year(year: i32)(
        sales in any_yuan(),
        rd in option::weighted(0.9, any_yuan()),
        part in 0_i64..=100,
        rd_china in any::<bool>(),
        net_assets in option::weighted(0.9, any_net_assets()),
    ) -> Year {
        let inside = rd.map(|rd| yuan(rd.whole() / 100 * part));
        Year { year, sales, rd, rd_china: inside.filter(|_| rd_china || part > 20), net_assets }
    }
}

prop_compose! {
    fn any_ip()(
        class1 in option::weighted(0.9, prop_oneof![3 => Just(0_u32), 1 => 0_u32..3]),
        class2 in option::weighted(0.9, 0_u32..8),
        self_developed in option::of(any::<bool>()),
        standards in option::of(any::<bool>()),
        grades in (option::of(0_usize..5), option::of(0_usize..5)),
    ) -> Ip {
        Ip {
            class1,
            class2,
            self_developed,
            standards,
            advancement: grades.0.map(|grade| Grade::ADVANCEMENT[grade].1),
            support: grades.1.map(|grade| Grade::SUPPORT[grade].1),
        }
    }
}

fn any_mark(most: u8) -> impl Strategy<Value = Option<Mark>> {
    option::of(prop_oneof![any::<bool>().prop_map(Mark::There), (0..=most).prop_map(Mark::Points)])
}

prop_compose! {
    pub(super) fn any_facts()(
        registered_on in (0_i32..4000).prop_map(|days| day!(2026, 7, 1).plus_days(-days)),
        staff in option::weighted(0.9, (1_u32..1000, 0_u32..=100)),
        field in option::weighted(0.9, 0_usize..9),
        years in (any_year(2023), any_year(2024), any_year(2025)),
        income in option::weighted(0.9, (any_yuan(), 0_i64..=100)),
        ip in any_ip(),
        management in (any_mark(6), any_mark(6), any_mark(4), any_mark(4)),
        conversions in option::weighted(0.9, 0_u32..20),
        accident in option::weighted(0.9, prop::bool::weighted(0.1)),
    ) -> Facts {
        let facts = Facts {
            applied_on: day!(2026, 7, 1),
            registered_on,
            staff: staff.map(|(staff, _)| staff),
            st_staff: staff.map(|(staff, part)| staff * part / 100),
            field: field.map(|field| Field::WORDS[field].1),
            years: Years::default(),
            total_income: income.map(|(all, _)| yuan(all.whole().max(1))),
            hightech_income: income.map(|(all, part)| yuan(all.whole() / 100 * part)),
            ip,
            management: Management { rules: management.0, body: management.1, incentives: management.2, training: management.3 },
            conversions,
            accident,
        };
        let (first, _) = facts.accounting_years();
        let years: Vec<Year> = [years.0, years.1, years.2].into_iter().filter(|year| year.year >= first).collect();
        Facts { years: Years::new(&years).unwrap(), ..facts }
    }
}

fn points(facts: &Facts) -> Points {
    score(facts, &parameters::on(facts.applied_on).scales).total()
}

fn met(facts: &Facts, code: &str) -> Option<bool> {
    check(facts).condition(code).unwrap().met
}

/// One less of the same change; `None` when nothing would be left.
fn less(change: Change) -> Option<Change> {
    match change {
        Change::More(item, by) => (by > 1).then_some(Change::More(item, by - 1)),
        Change::Less(item, by) => (by > 1).then_some(Change::Less(item, by - 1)),
        Change::Wait(days, until) => (days > 1).then_some(Change::Wait(days - 1, until.plus_days(-1))),
        Change::Begin(_) => None,
    }
}

/// How good an outcome is: failed, open, met.
fn rank(met: Option<bool>) -> u8 {
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
        prop_assert_eq!(points(&facts), assessment.score);
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
            for way in condition.gap.iter().flat_map(|gap| &gap.ways) {
                let after = met(&apply(&facts, *way), condition.code);
                prop_assert!(rank(after) > rank(condition.met), "{} {way}: {:?} {after:?}", condition.code, condition.met);
                if condition.code != "score" {
                    prop_assert_eq!(after, Some(true), "{} {}", condition.code, way);
                }
                if let Some(less) = less(*way) {
                    let still = met(&apply(&facts, less), condition.code);
                    prop_assert_eq!(rank(still), rank(condition.met), "{} {}", condition.code, less);
                }
            }
        }
    }

    #[test]
    fn each_step_adds_the_points_that_it_promises(facts in any_facts()) {
        let (now, assessment) = (points(&facts), check(&facts));
        let Some(gap) = &assessment.condition("score").unwrap().gap else { return Ok(()) };
        for step in &gap.steps {
            let after = points(&apply(&facts, step.change));
            let gain = if now.max() < 71 { after.max() - now.max() } else { after.min() - now.min() };
            prop_assert_eq!(gain, step.points);
            if let Some(less) = less(step.change) {
                let still = points(&apply(&facts, less));
                prop_assert_eq!(if now.max() < 71 { still.max() - now.max() } else { still.min() - now.min() }, 0);
            }
        }
    }

    #[test]
    fn a_plan_mends_everything_and_no_part_of_it_is_too_much(facts in any_facts()) {
        if let Some(changes) = plan(&facts) {
            let after = |changes: &[Change]| verdict(&changes.iter().fold(facts, |facts, change| apply(&facts, *change)));
            prop_assert!(after(&changes) != Answer::No);
            if met(&facts, "score") == Some(false) {
                return Ok(());
            }
            for (index, change) in changes.iter().enumerate() {
                let mut fewer = changes.clone();
                fewer.remove(index);
                fewer.extend(less(*change));
                prop_assert_eq!(after(&fewer), Answer::No, "{}", change);
            }
        }
    }

    #[test]
    fn more_of_what_counts_never_lowers_the_answer(facts in any_facts(), by in 1_i64..1_000_000, item in 0_usize..6) {
        let item = [Item::ScienceStaff, Item::ClassOne, Item::ClassTwo, Item::Conversions, Item::HightechIncome, Item::RdInChina][item];
        let more = apply(&facts, Change::More(item, by));
        prop_assert!(verdict(&more) >= verdict(&facts));
        prop_assert!(points(&more).min() >= points(&facts).min());
        prop_assert!(points(&more).max() >= points(&facts).max());
    }

    #[test]
    fn greater_growth_never_scores_less(facts in any_facts(), by in 1_i64..1_000_000_000, of_sales in any::<bool>()) {
        let item = if of_sales { Item::LastSales } else { Item::LastNetAssets };
        let more = points(&apply(&facts, Change::More(item, by)));
        prop_assert!(more.min() >= points(&facts).min() && more.max() >= points(&facts).max());
    }

    #[test]
    fn what_is_filled_in_later_narrows_the_score(facts in any_facts(), known in any_facts()) {
        let filled = Facts {
            conversions: facts.conversions.or(known.conversions),
            ip: Ip {
                class1: facts.ip.class1.or(known.ip.class1),
                class2: facts.ip.class2.or(known.ip.class2),
                self_developed: facts.ip.self_developed.or(known.ip.self_developed),
                standards: facts.ip.standards.or(known.ip.standards),
                advancement: facts.ip.advancement.or(known.ip.advancement),
                support: facts.ip.support.or(known.ip.support),
            },
            management: Management {
                rules: facts.management.rules.or(known.management.rules),
                body: facts.management.body.or(known.management.body),
                incentives: facts.management.incentives.or(known.management.incentives),
                training: facts.management.training.or(known.management.training),
            },
            field: facts.field.or(known.field),
            accident: facts.accident.or(known.accident),
            ..facts
        };
        let (wide, narrow) = (points(&facts), points(&filled));
        prop_assert!(wide.min() <= narrow.min() && narrow.max() <= wide.max());
        for (before, after) in check(&facts).conditions.iter().zip(check(&filled).conditions) {
            prop_assert!(before.met.is_none() || before.met == after.met, "{}", before.code);
        }
    }

    #[test]
    fn facts_are_read_as_they_were_written(facts in any_facts()) {
        let written = serde_json::to_string(&facts).unwrap();
        match read(&written, TODAY) {
            Ok(read) => prop_assert_eq!(read, facts),
            Err(problems) => prop_assert_eq!(&problems[0].place, "years"),
        }
    }

    #[test]
    fn facts_that_cannot_be_are_told_and_never_computed_badly(
        facts in any_facts(),
        applied_on in 0_i32..109_000,
        staff in any::<[u32; 2]>(),
        rights in any::<[u32; 3]>(),
        years in proptest::array::uniform3((1_900_i32..2_200, -Yuan::MOST..=Yuan::MOST, -Yuan::MOST..=Yuan::MOST)),
        amounts in proptest::array::uniform2(-Yuan::MOST..=Yuan::MOST),
    ) {
        let year = |(year, one, other)| Year { year, sales: yuan(one), rd: Some(yuan(other)), rd_china: Some(yuan(one)), net_assets: Some(yuan(other)) };
        let [total_income, hightech_income] = amounts.map(|amount| Some(yuan(amount)));
        let [class1, class2, conversions] = rights.map(Some);
        let applied_on = Day::EARLIEST.plus_days(applied_on);
        let facts = Facts {
            applied_on,
            staff: Some(staff[0]),
            st_staff: Some(staff[1]),
            years: Years::new(&years.map(year)).unwrap(),
            total_income,
            hightech_income,
            conversions,
            ip: Ip { class1, class2, ..facts.ip },
            ..facts
        };
        prop_assert!(!problems(&facts, TODAY).is_empty());
        prop_assert_eq!(check(&facts).qualifies, verdict(&facts));
        prop_assert!(check(&facts).to_string().contains("高新技术企业"));
    }

    #[test]
    fn no_text_makes_the_reader_fail_badly(text in r#"[{}\[\]",:0-9a-z_ 新材料.-]{0,60}"#) {
        let _ = read(&text, TODAY);
    }
}
