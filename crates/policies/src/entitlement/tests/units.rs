//! Teams and firms.

use vocabulary::{Day, Money, day};

use super::{BASIS, benefit, month, yuan};
use crate::entitlement::{
    Benefit, Event, Facts, Happening, Membership, Programme, Purchase, Rank, Standing, Support, Terms, Use, claims,
};

const ALWAYS: (Day, Option<Day>) = (day!(2020, 4, 10), None);

fn told(benefits: &[Benefit], facts: &Facts, text: &str) -> Vec<(i64, String, Option<i64>)> {
    let claims = claims(benefits, facts, month(text));
    claims.into_iter().map(|one| (one.subject, one.matter, one.amount.map(|amount| amount.fen() / 100))).collect()
}

#[test]
fn a_team_in_transition_is_granted_three_years_from_the_first_thirtieth_of_june() {
    let terms = Terms::Yearly { programme: Programme::Transition, years: Some(3) };
    let library = [benefit(1, 2_000_000, ALWAYS, terms)];
    let support = |team, from, to| Support {
        team,
        name: "某团队".to_owned(),
        programme: Programme::Transition,
        from,
        to,
        basis: BASIS,
    };
    let facts = Facts {
        supports: vec![support(1, day!(2020, 6, 30), None), support(2, day!(2020, 7, 1), Some(day!(2022, 6, 29)))],
        ..Facts::default()
    };
    let teams = |text: &str| told(&library, &facts, text).iter().map(|(team, ..)| *team).collect::<Vec<_>>();
    assert_eq!(["2020-12", "2021-12", "2022-01", "2023-12"].map(teams), [vec![1], vec![1, 2], vec![1], vec![]]);
}

fn sharing() -> [Benefit; 3] {
    let part =
        |id, standing, percent| benefit(id, 0, ALWAYS, Terms::Percentage { standing, percent, cap: yuan(50_000) });
    [part(1, Standing::Any, 10), part(2, Standing::Tsme, 20), part(3, Standing::Hnte, 30)]
}

fn used(unit: i64, project: &str, on: Day, fee: i64) -> Use {
    Use { unit, name: "某公司".to_owned(), project: project.to_owned(), on, fee: yuan(fee), basis: BASIS }
}

#[test]
fn shared_instruments_earn_the_highest_part_once_a_project_up_to_the_cap_in_january_and_july() {
    let rank = |unit, standing| Rank { unit, standing, from: day!(2022, 1, 1), to: day!(2024, 12, 31), basis: BASIS };
    let facts = Facts {
        uses: vec![
            used(1, "脱硝催化剂", day!(2022, 7, 1), 1_000),
            used(1, "脱硝催化剂", day!(2022, 12, 31), 2_001),
            used(1, "泡沫陶瓷", day!(2022, 9, 9), 400_000),
            used(1, "早先的项目", day!(2022, 6, 30), 1_000),
            used(1, "", day!(2022, 8, 8), 9_000),
            used(2, "包装", day!(2022, 8, 8), 90),
            used(3, "光学", day!(2022, 8, 8), 1_000),
        ],
        ranks: vec![rank(1, Standing::Tsme), rank(1, Standing::Hnte), rank(3, Standing::Tsme)],
        subsidised: vec![(3, "已补的项目".to_owned())],
        ..Facts::default()
    };
    let at_january = told(&sharing(), &facts, "2023-01");
    let line = |unit, project: &str, amount| (unit, project.to_owned(), Some(amount));
    let expected = [line(1, "泡沫陶瓷", 50_000), line(1, "脱硝催化剂", 900), line(2, "包装", 9), line(3, "光学", 200)];
    assert_eq!(at_january, expected);
    assert_eq!(told(&sharing(), &facts, "2022-07"), [line(1, "早先的项目", 300)]);
    assert!(told(&sharing(), &facts, "2022-12").is_empty(), "December is no window");
    let had = Facts { subsidised: vec![(1, "泡沫陶瓷".to_owned()), (3, "光学".to_owned())], ..facts };
    assert_eq!(told(&sharing(), &had, "2023-01").len(), 2, "a project is subsidised once");
}

#[test]
fn awards_purchases_and_priority_follow_from_what_happened() {
    let cap = yuan(500_000);
    let library = [
        benefit(1, 200_000, ALWAYS, Terms::OneOff(Event::FirstHnte)),
        benefit(2, 0, ALWAYS, Terms::Purchase { percent: 20, cap }),
        benefit(3, 0, ALWAYS, Terms::Priority),
    ];
    let name = || "某公司".to_owned();
    let happening = |event, on| Happening { unit: 1, name: name(), event, on, basis: BASIS };
    let purchase =
        |unit, on, price| Purchase { unit, name: name(), what: "窑炉".to_owned(), on, price, basis: BASIS };
    let member =
        |unit| Membership { unit, name: name(), from: day!(2021, 1, 1), to: Some(day!(2022, 12, 30)), basis: BASIS };
    let facts = Facts {
        happenings: vec![
            happening(Event::FirstHnte, day!(2022, 12, 4)),
            happening(Event::AgainHnte, day!(2022, 12, 4)),
            happening(Event::FirstHnte, day!(2019, 12, 4)),
        ],
        purchases: vec![
            purchase(5, day!(2022, 3, 1), Money::from_fen(12_345)),
            purchase(5, day!(2022, 4, 1), yuan(9_000_000)),
            purchase(6, day!(2022, 4, 1), yuan(9_000_000)),
        ],
        hosts: vec![member(5)],
        members: vec![member(7)],
        ..Facts::default()
    };
    let amounts = |text: &str| {
        claims(&library, &facts, month(text)).iter().map(|one| (one.subject, one.amount)).collect::<Vec<_>>()
    };
    assert_eq!(amounts("2022-12"), [(1, Some(yuan(200_000))), (5, Some(Money::from_fen(2_469))), (5, Some(cap))]);
    assert_eq!(amounts("2022-11"), [(5, Some(Money::from_fen(2_469))), (5, Some(cap)), (7, None)]);
}
