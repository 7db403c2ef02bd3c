//! Stories and laws of scores.

use super::*;
use proptest::prelude::*;
use vocabulary::day;

fn rules() -> ScoreRules {
    ScoreRules::on(day!(2026, 8, 7)).unwrap()
}

fn sheet(weights: &[(u32, Merit)]) -> ScoringSheet {
    let criterion = |(number, (weight, merit)): (usize, &(u32, Merit))| Criterion {
        name: format!("指标{number}"),
        weight: *weight,
        merit: *merit,
    };
    ScoringSheet::new(weights.iter().enumerate().map(criterion).collect()).unwrap()
}

fn ballots(marks: &[&[&str]]) -> Vec<Ballot> {
    let read = |marks: &&[&str]| marks.iter().map(|mark| Mark::parse(mark).unwrap()).collect();
    (1..).zip(marks).map(|(id, marks)| Ballot { expert: ExpertId(id), marks: read(marks) }).collect()
}

/// The score of experts who each give one mark.
fn scored(marks: &[&str]) -> PanelScore {
    let each: Vec<[&str; 1]> = marks.iter().map(|mark| [*mark]).collect();
    let each: Vec<&[&str]> = each.iter().map(|marks| marks.as_slice()).collect();
    panel_score(&sheet(&[(1000, Merit::Technical)]), &ballots(&each), rules()).unwrap()
}

#[test]
fn five_marks_lose_the_highest_and_the_lowest() {
    // 92 and 79 are left out: (88 + 85 + 90) / 3 = 87.666…
    let score = scored(&["92", "88", "85", "90", "79"]);
    assert_eq!(score.mean.to_string(), "87.67");
    assert_eq!(score.left_out, Some((ExpertId(1), ExpertId(5))));
    assert_eq!((score.median.to_string(), score.spread.to_string()), ("88.00".to_owned(), "13.00".to_owned()));
    assert!(!score.needs_discussion);
}

#[test]
fn four_marks_all_count() {
    let score = scored(&["92", "88", "85", "90"]);
    assert_eq!((score.mean.to_string(), score.left_out), ("88.75".to_owned(), None));
    assert_eq!(score.median.to_string(), "89.00");
    assert_eq!(scored(&["79.5"]).mean.to_string(), "79.50");
}

#[test]
fn marks_more_than_twenty_points_apart_are_discussed_again() {
    assert!(!scored(&["60", "80"]).needs_discussion);
    assert!(scored(&["60", "80.1"]).needs_discussion);
    // What is left out of the mean still tells that the panel does not agree.
    assert!(scored(&["60", "80", "80", "80", "81"]).needs_discussion);
}

#[test]
fn what_does_not_apply_leaves_the_mean() {
    let sheet = sheet(&[(500, Merit::Technical), (300, Merit::Economic), (200, Merit::Other)]);
    let one = |marks: &[&str]| panel_score(&sheet, &ballots(&[marks]), rules()).unwrap();
    assert_eq!(one(&["90", "80", "70"]).mean.to_string(), "83.00");
    // (90 × 500 + 70 × 200) / 700
    let without = one(&["90", "不适用", "70"]);
    assert_eq!((without.mean.to_string(), without.economic), ("84.29".to_owned(), None));
    assert_eq!(one(&["90", "0", "70"]).mean.to_string(), "59.00");
    assert_eq!(without.technical.unwrap().to_string(), "90.00");
}

#[test]
fn a_mean_is_rounded_once() {
    // 84.285714… and 84.285714…: rounding each first would give 84.29, and so does the mean; a third tells them apart.
    let sheet = sheet(&[(500, Merit::Technical), (300, Merit::Economic), (200, Merit::Other)]);
    let marks: [&[&str]; 3] = [&["90", "不适用", "70"], &["90", "不适用", "70"], &["84.3", "84.3", "84.3"]];
    // (84.285714… × 2 + 84.3) / 3 = 84.290476…, not (84.29 × 2 + 84.30) / 3 = 84.2933…
    assert_eq!(panel_score(&sheet, &ballots(&marks), rules()).unwrap().mean.to_string(), "84.29");
    // Half a hundredth goes up, from the raw value: (80.1 + 80.0 + 80.0 + 80.0) / 4 = 80.025.
    assert_eq!(scored(&["80.1", "80", "80", "80"]).mean.to_string(), "80.03");
}

#[test]
fn marks_are_read_as_they_are_written() {
    assert_eq!(Mark::parse("９２.5"), Ok(Mark::Scored(Tenths(925))));
    assert_eq!(Mark::parse(" 不适用 "), Ok(Mark::NotApplicable));
    for wrong in ["", "100.1", "-1", "92.55", "优", "700000"] {
        assert!(Mark::parse(wrong).is_err(), "{wrong}");
    }
    assert_eq!((Tenths::new(1000), Tenths::new(1001)), (Some(Tenths(1000)), None));
}

#[test]
fn a_sheet_must_be_a_whole_and_ballots_must_fit_it() {
    let criterion = |name: &str, weight| Criterion { name: name.to_owned(), weight, merit: Merit::Other };
    assert_eq!(
        ScoringSheet::new(vec![criterion("创新", 600), criterion("创新", 0)]),
        Err(vec![
            "评分指标应各有名称且不重复。".to_owned(),
            "指标“创新”的权重应大于 0。".to_owned(),
            "各指标权重合计应为 100%，现为 60.0%。".to_owned()
        ])
    );
    let sheet = sheet(&[(500, Merit::Technical), (500, Merit::Economic)]);
    let mut wrong = ballots(&[&["90"], &["不适用", "不适用"]]);
    wrong.push(wrong[0].clone());
    assert_eq!(
        panel_score(&sheet, &wrong, rules()).unwrap_err(),
        [
            "同一专家有两份评分表。",
            "第 1 份评分表有 1 项，应为 2 项。",
            "第 2 份评分表各项都是“不适用”，无法计分。",
            "第 3 份评分表有 1 项，应为 2 项。"
        ]
    );
    assert_eq!(panel_score(&sheet, &[], rules()).unwrap_err(), ["还没有专家打分。"]);
}

#[test]
fn equals_are_told_apart_by_technical_then_economic_merit_then_by_who_came_first() {
    let sheet = sheet(&[(400, Merit::Technical), (400, Merit::Economic), (200, Merit::Other)]);
    let contender = |application, marks: &[&str], submitted_at: &str| Contender {
        application: ApplicationId(application),
        score: panel_score(&sheet, &ballots(&[marks]), rules()).unwrap(),
        submitted_at: submitted_at.to_owned(),
    };
    let late = "2026-08-07 16:00:00.000000";
    let contenders = [
        contender(1, &["80", "80", "80"], late),
        contender(2, &["80", "80", "80"], "2026-08-07 09:00:00.000000"),
        contender(3, &["80", "85", "70"], late),
        contender(4, &["85", "75", "80"], late),
        contender(5, &["90", "90", "90"], late),
        contender(6, &["80", "80", "80"], late),
    ];
    let order: Vec<(usize, i64)> = ranked(&contenders).into_iter().map(|(rank, one)| (rank, one.get())).collect();
    assert_eq!(order, [(1, 5), (2, 4), (3, 3), (4, 2), (5, 1), (5, 6)]);
}

#[test]
fn fractions_with_nothing_in_common_are_compared_exactly_and_refused_when_too_fine() {
    let ratio = |above, below| Ratio::new(above, below).unwrap();
    let huge = i128::MAX / 2;
    assert!(ratio(huge, huge - 1) > ratio(huge + 1, huge));
    assert!(ratio(1, 3) < ratio(334, 1000) && ratio(2, 6) == ratio(1, 3) && ratio(-1, 2) < Ratio::ZERO);
    let primes = [997, 991, 983, 977, 971, 967, 953, 947, 941, 937, 929, 919, 911, 907];
    assert_eq!(Ratio::mean(&primes.map(|prime| ratio(1, prime))), Err(TooFine));
    assert_eq!(Ratio::mean(&[]), Ok(None));
}

const THREE: [(u32, Merit); 3] = [(500, Merit::Technical), (300, Merit::Economic), (200, Merit::Other)];

fn any_ballots() -> impl Strategy<Value = Vec<Ballot>> {
    let mark = proptest::option::weighted(0.8, 0..=1000_u16);
    let marks = (0..=1000_u16, mark.clone(), mark);
    proptest::collection::vec(marks, 1..12).prop_map(|many| {
        let read = |mark: Option<u16>| mark.map_or(Mark::NotApplicable, |tenths| Mark::Scored(Tenths(tenths)));
        let ballot = |(id, (first, second, third))| Ballot {
            expert: ExpertId(id),
            marks: vec![read(Some(first)), read(second), read(third)],
        };
        (1..).zip(many).map(ballot).collect()
    })
}

proptest! {
    #[test]
    fn the_score_lies_between_the_lowest_and_the_highest_mark(ballots in any_ballots()) {
        let score = panel_score(&sheet(&THREE), &ballots, rules()).unwrap();
        let totals = || score.totals.iter().map(|(_, total)| *total);
        let (lowest, highest) = (totals().min().unwrap(), totals().max().unwrap());
        prop_assert!(lowest <= score.mean && score.mean <= highest && highest <= Hundredths(10_000));
        prop_assert!(lowest <= score.median && score.median <= highest);
        prop_assert!((highest.0 - lowest.0 - score.spread.0).abs() <= 1);
        prop_assert_eq!(score.left_out.is_some(), ballots.len() >= 5);
    }

    #[test]
    fn a_higher_mark_never_lowers_the_score(ballots in any_ballots(), who in 0..12_usize, by in 0..1000_u16) {
        let mut better = ballots.clone();
        if let Some(Mark::Scored(Tenths(tenths))) = better.get_mut(who).and_then(|ballot| ballot.marks.first_mut()) {
            *tenths = (*tenths + by).min(1000);
        }
        let score = |ballots: &[Ballot]| panel_score(&sheet(&THREE), ballots, rules()).unwrap();
        prop_assert!(score(&better).mean >= score(&ballots).mean);
        prop_assert!(score(&better).median >= score(&ballots).median);
    }

    #[test]
    fn the_order_of_ballots_does_not_matter(ballots in any_ballots(), turn in 0..12_usize) {
        let mut turned = ballots.clone();
        turned.rotate_left(turn % ballots.len());
        turned.reverse();
        prop_assert_eq!(panel_score(&sheet(&THREE), &turned, rules()), panel_score(&sheet(&THREE), &ballots, rules()));
    }

    /// Saying 不适用 to everything but one criterion leaves that mark, and so does giving the same mark to all.
    #[test]
    fn a_single_mark_is_itself(tenths in 0..=1000_u16, elsewhere: bool) {
        let mark = Mark::Scored(Tenths(tenths));
        let other = if elsewhere { mark } else { Mark::NotApplicable };
        let ballot = Ballot { expert: ExpertId(1), marks: vec![mark, other, other] };
        let score = panel_score(&sheet(&THREE), &[ballot], rules()).unwrap();
        prop_assert_eq!(score.mean, Hundredths(i64::from(tenths) * 10));
    }
}
