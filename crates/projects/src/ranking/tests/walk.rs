//! Whatever people do in whatever order, the rules hold.

use procedure::{replay, walk};
use vocabulary::{Money, day};

use super::{
    super::{
        Disposition, Step,
        guards::Facts,
        list::Row,
        objection::{self, procedure as objections},
        procedure::EDITION_2022,
    },
    *,
};

/// A row that is in order.
fn row(place: i64, disposition: Disposition) -> Row {
    Row {
        id: place,
        place,
        proposal: place,
        number: format!("SB2022-00{place}"),
        name: "某项目".to_owned(),
        unit: "某公司".to_owned(),
        leader: "某人".to_owned(),
        stage: "已评审".to_owned(),
        is_of_call: true,
        requested: Some(Money::from_fen(30_000_000)),
        starts_on: Some(day!(2022, 10, 1)),
        ends_on: Some(day!(2024, 9, 30)),
        score: Some(90_00 - place),
        disposition,
        amount: (disposition == Disposition::Fund).then_some(Money::from_fen(20_000_000)),
        exception: String::new(),
        flags: Vec::new(),
        elsewhere: None,
        upheld: None,
    }
}

/// Facts that are in order, or wrong in the way that the number says.
fn facts(number: u64) -> Facts {
    let mut facts = Facts {
        today: day!(2022, 9, 28),
        list: List { rows: vec![row(1, Disposition::Fund), row(2, Disposition::Reserve)] },
        budget: Money::from_fen(20_000_000),
        most: Some(Money::from_fen(20_000_000)),
        publicity: 5,
        has_contact: true,
        notice_until: Some(day!(2022, 9, 27)),
        open_objections: Vec::new(),
    };
    match number % 8 {
        1 => facts.budget = Money::from_fen(19_999_999),
        2 => facts.today = day!(2022, 9, 27),
        3 => facts.open_objections.push("YY2022-001".to_owned()),
        4 => facts.list.rows[0].disposition = Disposition::Reserve,
        5 => facts.list.rows[0].upheld = Some("YY2022-001".to_owned()),
        _ => {}
    }
    facts
}

#[test]
fn a_list_is_never_issued_without_decision_notice_and_clearance_after_its_last_return() {
    for seed in 0..400 {
        let mut number = seed;
        let moves = walk(&EDITION_2022, seed, 60, |_| {
            number += 1;
            facts(number)
        });
        let steps: Vec<Step> = moves.iter().map(|(step, ..)| *step).collect();
        assert_eq!(replay(&EDITION_2022, &moves), moves.last().map_or(Stage::Draft, |last| last.3));
        let since = steps.iter().rposition(|step| *step == Step::SendBack).map_or(0, |at| at + 1);
        if steps.last() == Some(&Step::Issue) {
            let whole =
                [Step::Submit, Step::Check, Step::Endorse, Step::Decide, Step::Publish, Step::Clear, Step::Issue];
            assert_eq!(steps[since..], whole, "seed {seed}");
        }
    }
}

#[test]
fn no_step_out_of_order_is_ever_told_as_missing() {
    for (number, guard) in [
        (1, Some("amounts_fit_the_budget")),
        (3, None),
        (4, Some("list_has_projects")),
        (5, Some("upheld_objections_are_heeded")),
    ] {
        let judged = EDITION_2022.judge(Step::Check, Stage::WithHead, Role::Head, &facts(number));
        let unmet = match judged {
            Err(procedure::Refusal::Unmet(unmet)) => unmet.into_iter().map(|unmet| unmet.guard).collect(),
            _ => Vec::new(),
        };
        assert_eq!(unmet, guard.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn an_objection_ends_in_one_of_three_ways() {
    for seed in 0..100 {
        let moves = walk(&objections::EDITION_2022, seed, 10, |_| objections::Facts {
            raised_on: if seed % 4 == 0 { day!(2022, 9, 28) } else { day!(2022, 9, 27) },
            notice: (seed % 7 != 0).then_some((day!(2022, 9, 20), day!(2022, 9, 27))),
            list_stage: if seed % 3 == 0 { "待会议研究" } else { "公示中" }.to_owned(),
            is_signed: seed % 5 != 0,
            has_content: true,
            is_on_list: true,
        });
        let end = replay(&objections::EDITION_2022, &moves);
        let ends = [objection::Stage::Upheld, objection::Stage::Dismissed, objection::Stage::Closed];
        assert!(ends.contains(&end), "seed {seed} stops at {end:?}");
    }
}
