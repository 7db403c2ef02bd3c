//! Panels: what they must consist of, and what is said when they cannot.

use super::*;
use proptest::prelude::*;
use vocabulary::day;

fn seat(class: Class, unit: i64) -> Seat {
    Seat { class, unit: UnitId(unit), is_taken: false }
}

#[test]
fn the_words_of_the_pool_are_the_classes() {
    for class in Class::ALL {
        assert_eq!(Class::from_label(class.label()), Some(class));
    }
    assert_eq!(Class::from_label("法律"), None);
}

#[test]
fn a_panel_is_odd_large_enough_and_has_somebody_who_reads_accounts() {
    let rules = PanelRules::on(day!(2026, 8, 7)).unwrap();
    let yuan = |yuan| Money::from_yuan(yuan).unwrap();
    let mut need = PanelNeed::of(6);
    assert_eq!(
        rules.problems(&need, yuan(1_000_000), true),
        [
            "评审组人数应为单数，现为 6 名。",
            "大额项目评审组至少 7 名，现为 6 名。",
            "评审涉及经费，财务专家名额应至少 1 名，现为 0 名。"
        ]
    );
    need.size = 5;
    need.quotas = vec![Quota::at_least(Class::Financial, 1)];
    assert_eq!(rules.problems(&need, yuan(999_999), true), [""; 0]);
}

#[test]
fn a_panel_that_contradicts_itself_is_told_all_at_once() {
    let need = PanelNeed {
        size: 3,
        quotas: vec![
            Quota { class: Class::Technical, least: 3, most: Some(2) },
            Quota::at_least(Class::Financial, 1),
            Quota::at_least(Class::Financial, 1),
        ],
        most_from_one_unit: Some(0),
    };
    assert_eq!(
        need.problems(),
        [
            "同一单位人数上限应至少为 1 名。",
            "同一类别的名额只能规定一次。",
            "技术专家最多 2 名，少于最少 3 名。",
            "各类别最少名额合计 5 名，超过评审人数 3 名。"
        ]
    );
}

#[test]
fn what_is_lacking_is_named_with_its_number() {
    let need = PanelNeed {
        size: 5,
        quotas: vec![Quota::at_least(Class::Technical, 3), Quota::at_least(Class::Financial, 1)],
        most_from_one_unit: Some(1),
    };
    let few = [seat(Class::Technical, 1), seat(Class::Technical, 1), seat(Class::Technical, 2)];
    assert_eq!(
        need.lacks(&few),
        [
            "技术专家至少 3 名，可选的只有 2 名（同一单位至多 1 名），还缺 1 名",
            "财务专家至少 1 名，可选的只有 0 名（同一单位至多 1 名），还缺 1 名",
            "共需 5 名，可选的只有 2 名（同一单位至多 1 名），还缺 3 名"
        ]
    );
    // Each quota alone could be met, and there are five units; but the only accountant sits where technicians do.
    let crossed = [
        seat(Class::Technical, 1),
        seat(Class::Technical, 2),
        seat(Class::Technical, 3),
        seat(Class::Financial, 3),
        seat(Class::Management, 4),
        seat(Class::Management, 5),
    ];
    assert_eq!(need.lacks(&crossed), ["类别名额与同一单位人数上限不能同时满足（同一单位至多 1 名），还缺 1 名"]);
    let mut enough = crossed.to_vec();
    enough.push(seat(Class::Technical, 6));
    assert_eq!(need.lacks(&enough), [""; 0]);
}

fn any_seats() -> impl Strategy<Value = Vec<Seat>> {
    proptest::collection::vec((0..4_usize, 0..4_i64, proptest::bool::weighted(0.2)), 0..9).prop_map(|seats| {
        let seat = |(class, unit, is_taken)| Seat { class: Class::ALL[class], unit: UnitId(unit), is_taken };
        seats.into_iter().map(seat).collect()
    })
}

/// Whether some choice of these seats, with all that are taken, keeps every rule.
fn can_be_filled(need: &PanelNeed, seats: &[Seat]) -> bool {
    (0_u32..1 << seats.len()).any(|choice| {
        let chosen: Vec<&Seat> =
            (0..).zip(seats).filter(|(at, _)| choice >> at & 1 == 1).map(|(_, seat)| seat).collect();
        let of = |class| chosen.iter().filter(|seat| seat.class == class).count() as i64;
        chosen.len() as u32 == need.size
            && chosen.iter().filter(|seat| seat.is_taken).count() == seats.iter().filter(|seat| seat.is_taken).count()
            && Class::ALL.iter().all(|class| {
                need.bounds_of(*class).is_none_or(|bounds| (bounds.least..=bounds.most).contains(&of(*class)))
            })
            && chosen
                .iter()
                .all(|seat| chosen.iter().filter(|other| other.unit == seat.unit).count() as u32 <= need.unit_most())
    })
}

proptest! {
    #[test]
    fn nothing_is_missing_exactly_when_some_choice_fills_the_panel(
        seats in any_seats(),
        size in 1..6_u32,
        technical in 0..3_u32,
        financial in 0..2_u32,
        exactly: bool,
        limit in proptest::option::of(1..3_u32),
    ) {
        let need = PanelNeed {
            size,
            quotas: vec![
                Quota::at_least(Class::Technical, technical),
                if exactly { Quota::exactly(Class::Financial, financial) } else { Quota::at_least(Class::Financial, financial) },
            ],
            most_from_one_unit: limit,
        };
        prop_assume!(need.problems().is_empty());
        let possible = can_be_filled(&need, &seats);
        prop_assert_eq!(need.missing(&seats) == Some(0), possible);
        prop_assert_eq!(need.lacks(&seats).is_empty(), possible);
    }
}
