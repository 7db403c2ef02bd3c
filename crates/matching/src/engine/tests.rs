//! Laws of the ranking: what fits more never ranks lower, what is not known counts nothing, and every point has its ground.

use proptest::prelude::*;
use vocabulary::{Day, Money, day};

use super::{constraint::Verdict, *};

const TODAY: Day = day!(2022, 6, 1);

fn need() -> Need {
    Need {
        text: "氧化铝陶瓷基板热导率不足，烧结温度高，需要提高热导率并降低烧结温度".to_owned(),
        field: Some("43045".to_owned()),
        region: Some("369903".to_owned()),
        budget: Some(Money::from_fen(50_000_000)),
        deadline: Some(day!(2023, 6, 1)),
        today: TODAY,
    }
}

fn text(title: &str, body: &str) -> Text {
    Text { title: title.to_owned(), body: body.to_owned(), rank: 500 }
}

/// An answer of which everything is asked and nothing known.
fn unknown() -> Candidate {
    Candidate {
        texts: vec![text("高热导氧化铝陶瓷基板的低温烧结", "添加复合助剂，在1500℃烧结，热导率达到30W/(m·K)。")],
        fields: Known::Not,
        region: Known::Not,
        price: Known::Not,
        maturity: Known::Not,
        until: Known::Not,
        operator: Known::Not,
        hours: Known::Not,
        weights: Vec::new(),
    }
}

/// The same answer with one constraint known: 0 against, 1 fitting.
fn known(which: usize, fits: bool) -> Candidate {
    let mut candidate = unknown();
    match which {
        0 => candidate.fields = Known::As(vec![if fits { "43045" } else { "21010" }.to_owned()]),
        1 => candidate.region = Known::As(if fits { "369903" } else { "110101" }.to_owned()),
        2 => candidate.price = Known::As(Money::from_fen(if fits { 50_000_000 } else { 50_000_001 })),
        3 => candidate.maturity = Known::As(if fits { 7 } else { 2 }),
        4 => candidate.until = Known::As(if fits { TODAY } else { TODAY.plus_days(-1) }),
        5 => candidate.hours = Known::As(if fits { 3 } else { 200 }),
        _ => candidate.operator = Known::As("某工程师".to_owned()),
    }
    candidate
}

fn pool() -> Pool {
    Pool::of(["氧化铝陶瓷基板", "油茶低产林改造", "包装结构设计", "烟气脱硝催化剂"])
}

fn points(candidate: &Candidate) -> i64 {
    score(&need(), candidate, &pool()).points
}

#[test]
fn what_is_not_known_counts_nothing() {
    let asked = score(&need(), &unknown(), &pool());
    let unasked = Candidate {
        fields: Known::Unasked,
        region: Known::Unasked,
        price: Known::Unasked,
        maturity: Known::Unasked,
        until: Known::Unasked,
        operator: Known::Unasked,
        hours: Known::Unasked,
        ..unknown()
    };
    assert_eq!(asked.points, points(&unasked));
    assert_eq!(asked.findings.len(), 7);
    assert!(asked.findings.iter().all(|finding| finding.verdict == Verdict::Unknown && finding.points == 0));
}

#[test]
fn each_constraint_fits_speaks_against_or_is_not_known_in_this_order() {
    for which in 0..6 {
        let [against, unknown, fits] = [known(which, false), unknown(), known(which, true)].map(|one| points(&one));
        assert!(against < unknown && unknown < fits, "{which}: {against} {unknown} {fits}");
    }
}

#[test]
fn the_same_second_level_field_comes_before_the_same_first_level() {
    let with = |field: &str| points(&Candidate { fields: Known::As(vec![field.to_owned()]), ..unknown() });
    assert!(with("4304520") == with("43045") && with("43045") > with("43020") && with("43020") > with("210"));
}

#[test]
fn what_speaks_against_is_named() {
    let dear = score(&need(), &known(2, false), &pool());
    assert_eq!(dear.against().len(), 1);
    assert_eq!(dear.against()[0].1, -crate::parameters::CONSTRAINT);
    assert!(dear.against()[0].0.contains("超出预算"));
}

#[test]
fn a_weight_moves_an_answer_by_just_its_points_and_is_shown() {
    let weight = Weight { points: -4, reason: "太早".to_owned() };
    let weighed = Candidate { weights: vec![weight], ..unknown() };
    assert_eq!(points(&weighed), points(&unknown()) - 4);
    assert!(score(&need(), &weighed, &pool()).against().contains(&("权重：太早".to_owned(), -4)));
}

#[test]
fn one_work_to_the_point_comes_before_many_beside_it() {
    let one = unknown();
    let beside: Vec<Text> = (0..9).map(|at| text(&format!("陶瓷基板综述{at}"), "介绍国内外情况")).collect();
    assert!(points(&one) > points(&Candidate { texts: beside, ..unknown() }));
}

proptest! {
    #[test]
    fn every_point_has_its_ground(body in "[氧化铝陶瓷热导率烧结温度基板。，a-z]{0,80}", which in 0usize..7, fits: bool) {
        let mut candidate = known(which, fits);
        candidate.texts.push(text("其他", &body));
        let scored = score(&need(), &candidate, &pool());
        let told: i64 = scored.grounds().iter().chain(&scored.against()).map(|(_, points)| points).sum();
        prop_assert_eq!(told, scored.points);
    }

    #[test]
    fn another_word_in_common_never_lowers(body in "[窑炉釉料粉体设备，]{0,40}", at in 0usize..12) {
        let need = need();
        let words: Vec<&str> = vec!["热导率", "烧结温度", "陶瓷基板", "氧化铝", "烧结", "温度", "基板", "提高", "降低", "不足", "陶瓷", "导率"];
        let pool = Pool::of([body.as_str(), need.text.as_str()]);
        let before = pool.likeness(&need.text, &body).points;
        let after = pool.likeness(&need.text, &format!("{body}。{}", words[at])).points;
        prop_assert!(after >= before, "{} {}", before, after);
    }

    #[test]
    fn the_sentences_add_up_to_the_text(body in "[氧化铝陶瓷热导率烧结。；]{0,120}") {
        let likeness = pool().likeness(&need().text, &body);
        prop_assert_eq!(likeness.passages.iter().map(|one| one.points).sum::<i64>(), likeness.points);
        prop_assert!((0..=crate::parameters::TEXT).contains(&likeness.points));
    }
}
