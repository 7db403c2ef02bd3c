//! Laws of the roll: totals are sums of lines, nobody is paid twice for a month, and more never brings less.

use std::collections::BTreeSet;

use proptest::prelude::*;
use vocabulary::{Day, Money, day};

use super::{BASIS, benefit};
use crate::entitlement::{
    Attainment, Benefit, Class, Month, Monthly, Paid, Partial, Person, Roll, Spell, Stop, Terms, reconcile,
};

const START: Day = day!(2020, 1, 1);

fn a_day() -> impl Strategy<Value = Day> {
    (0..1_500_i32).prop_map(|days| START.plus_days(days))
}

fn a_class() -> impl Strategy<Value = Class> {
    prop::sample::select(vec![Class::Doctor, Class::Master, Class::Bachelor, Class::Senior, Class::Associate])
}

fn a_benefit() -> impl Strategy<Value = Benefit> {
    let partial = prop::sample::select(vec![Partial::NextMonth, Partial::FifteenDays, Partial::ByDay]);
    (0..6_i64, 1..5_000_i64, a_day(), prop::option::of(0..900_i32), a_class(), any::<bool>(), 1..70_i32, partial)
        .prop_map(|(policy, amount, from, days, class, recruited, months, partial)| {
            let to = days.map(|days| from.plus_days(days));
            let terms = Terms::Monthly(Monthly { class, recruited, months, partial });
            Benefit { policy, ..benefit(1, amount, (from, to), terms) }
        })
}

fn a_person() -> impl Strategy<Value = Person> {
    let attainment = (a_class(), a_day()).prop_map(|(class, since)| Attainment { class, since, basis: BASIS });
    let spell = (any::<bool>(), a_day(), prop::option::of(0..1_000_i32)).prop_map(|(recruited, from, days)| Spell {
        recruited,
        from,
        to: days.map(|days| from.plus_days(days)),
        basis: BASIS,
    });
    let stop = (a_day(), prop::option::of(0..400_i32)).prop_map(|(on, days)| Stop {
        on,
        lifted: days.map(|days| on.plus_days(days)),
        basis: BASIS,
    });
    let some = 0..3_usize;
    (
        prop::collection::vec(attainment, some.clone()),
        prop::collection::vec(spell, some.clone()),
        prop::collection::vec(stop, some),
    )
        .prop_map(|(attainments, spells, stops)| Person {
            id: 0,
            number: String::new(),
            name: String::new(),
            unit: String::new(),
            attainments,
            spells,
            stops,
        })
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::vec(a_person(), 0..6)
        .prop_map(|people| people.into_iter().zip(1..).map(|(person, id)| Person { id, ..person }).collect())
}

fn span() -> (Month, Month) {
    (Month::of(START), Month::of(START).plus(52))
}

fn total(benefits: &[Benefit], people: &[Person]) -> i128 {
    let (from, to) = span();
    Roll::new(benefits, people).total(from, to)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_total_is_the_sum_of_lines_and_nobody_is_paid_twice_for_a_month(
        benefits in prop::collection::vec(a_benefit(), 0..6), people in people(),
    ) {
        let (from, to) = span();
        let roll = Roll::new(&benefits, &people);
        let lines: Vec<_> = roll.lines(from, to).collect();
        let sum: i128 = lines.iter().map(|line| i128::from(line.amount.fen())).sum();
        prop_assert_eq!(sum, roll.total(from, to));
        let months: BTreeSet<_> = lines.iter().map(|line| (line.person, line.month)).collect();
        prop_assert_eq!(months.len(), lines.len());
        for line in &lines {
            let stacked = roll.stacked(line.month);
            let of_person = stacked.iter().find(|stack| stack.person == line.person);
            prop_assert!(of_person.is_none_or(|stack| stack.benefits.iter().all(|(_, amount)| *amount <= line.amount)));
            prop_assert!(roll.near(line.month).iter().all(|miss| miss.person != line.person));
        }
    }

    #[test]
    fn more_never_brings_less(
        benefits in prop::collection::vec(a_benefit(), 1..6), people in people(), more in a_benefit(),
        class in a_class(), since in a_day(), on in a_day(), raise in 0..1_000_i64,
    ) {
        let before = total(&benefits, &people);
        let mut with = benefits.clone();
        with.push(more);
        prop_assert!(total(&with, &people) >= before, "another article");
        let mut raised = benefits.clone();
        raised[0].amount = Money::from_fen(raised[0].amount.fen() + raise);
        prop_assert!(total(&raised, &people) >= before, "a higher amount");
        let mut longer = benefits.clone();
        if let Terms::Monthly(monthly) = &mut longer[0].terms {
            monthly.months += 7;
        }
        prop_assert!(total(&longer, &people) >= before, "a longer term");
        let mut learned = people.clone();
        learned.iter_mut().for_each(|one| one.attainments.push(Attainment { class, since, basis: BASIS }));
        prop_assert!(total(&benefits, &learned) >= before, "a degree");
        let mut stopped = people;
        stopped.iter_mut().for_each(|one| one.stops.push(Stop { on, lifted: None, basis: BASIS }));
        prop_assert!(total(&benefits, &stopped) <= before, "a stop");
    }

    #[test]
    fn paying_exactly_the_lines_leaves_no_difference_and_any_change_is_found(
        benefits in prop::collection::vec(a_benefit(), 1..5), people in people(), at in any::<prop::sample::Index>(), by in 1..9_i64,
    ) {
        let (from, to) = span();
        let roll = Roll::new(&benefits, &people);
        let mut paid: Vec<Paid> = roll
            .lines(from, to)
            .map(|line| Paid {
                standard: 1, subject: people[line.person].id, month: line.month, amount: line.amount, basis: BASIS,
            })
            .collect();
        prop_assert_eq!(reconcile(&roll, &paid, from, to), []);
        if !paid.is_empty() {
            let changed = at.index(paid.len());
            let line = &mut paid[changed];
            line.amount = Money::from_fen(line.amount.fen() + by);
            let (subject, month) = (line.subject, line.month);
            let found = reconcile(&roll, &paid, from, to);
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!((found[0].person, found[0].month, found[0].over().fen()), (subject, month, by));
        }
    }
}
