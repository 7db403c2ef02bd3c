//! Stories and laws of avoidance.

use super::*;
use crate::{CallId, POST_KINDS, TIE_KINDS};
use proptest::prelude::*;
use vocabulary::day;

const TODAY: Day = day!(2026, 8, 7);

/// An expert of whom everything is known and nothing speaks against.
fn expert() -> ExpertFacts {
    ExpertFacts {
        person: PersonId(1),
        is_active: true,
        unit: Some(UnitId(1)),
        posts: Vec::new(),
        ties: Vec::new(),
        joint_works: Vec::new(),
        own_calls: Vec::new(),
        declared_on: Some(day!(2026, 3, 1)),
        bars: Vec::new(),
    }
}

/// An application of unit 10 with partner 11, led by person 20 with member 21.
fn subject() -> SubjectFacts {
    SubjectFacts {
        call: CallId(5),
        applicant: Some(UnitId(10)),
        partners: vec![UnitId(11)],
        leader: Some(PersonId(20)),
        members: vec![PersonId(21)],
        unidentified: 0,
        avoided: Vec::new(),
    }
}

fn judged(expert: &ExpertFacts, subject: &SubjectFacts) -> Eligibility {
    conflicts(expert, subject, TODAY, &ConflictRules::on(TODAY).unwrap())
}

/// The reasons against an expert who is as usual but for one change.
fn reasons(change: impl FnOnce(&mut ExpertFacts)) -> Vec<String> {
    let mut expert = expert();
    change(&mut expert);
    judged(&expert, &subject()).reasons()
}

fn tie(kind: TieKind, person: i64, since: Option<Day>) -> Tie {
    Tie { kind, person: Some(PersonId(person)), unit: None, since }
}

#[test]
fn an_expert_of_whom_all_is_known_and_nothing_speaks_against_may_judge() {
    assert_eq!(judged(&expert(), &subject()), Eligibility::Eligible);
}

#[test]
fn who_belongs_to_the_applicant_or_a_partner_stands_aside() {
    assert_eq!(reasons(|expert| expert.unit = Some(UnitId(10))), ["与申报单位同属一个法人单位（专家库）"]);
    assert_eq!(reasons(|expert| expert.unit = Some(UnitId(11))), ["与合作单位同属一个法人单位（专家库）"]);
    assert_eq!(reasons(|expert| expert.person = PersonId(21)), ["专家本人是项目负责人或成员（申报书）"]);
}

#[test]
fn a_post_bars_while_it_lasts_and_three_years_more() {
    let post =
        |kind, ended_on| move |expert: &mut ExpertFacts| expert.posts = vec![Post { unit: UnitId(10), kind, ended_on }];
    assert_eq!(reasons(post(PostKind::Shares, None)), ["在申报单位持股（专家任职经历）"]);
    assert_eq!(reasons(post(PostKind::Advice, Some(TODAY))), ["在申报单位任顾问（专家任职经历）"]);
    assert_eq!(
        reasons(post(PostKind::Employment, Some(day!(2023, 8, 7)))),
        ["3 年内曾在申报单位任职，至2023年8月7日（专家任职经历）"]
    );
    assert_eq!(reasons(post(PostKind::Employment, Some(day!(2023, 8, 6)))), [""; 0]);
}

#[test]
fn kin_and_teachers_never_pass_but_works_do() {
    let long_ago = Some(day!(1990, 1, 1));
    let one = |tie| move |expert: &mut ExpertFacts| expert.ties = vec![tie];
    assert_eq!(reasons(one(tie(TieKind::Family, 21, long_ago))), ["与项目组成员有亲属关系（专家利害关系）"]);
    assert_eq!(reasons(one(tie(TieKind::TeacherAndStudent, 20, None))), ["与项目负责人有师生关系（专家利害关系）"]);
    assert_eq!(
        reasons(one(tie(TieKind::JointProject, 20, Some(day!(2024, 5, 1))))),
        ["3 年内与项目负责人有共同项目，2024年5月1日（专家利害关系）"]
    );
    assert_eq!(
        reasons(one(tie(TieKind::JointWork, 20, Some(day!(2023, 8, 7))))),
        ["3 年内与项目负责人有合作成果，2023年8月7日（专家利害关系）"]
    );
    assert_eq!(reasons(one(tie(TieKind::JointWork, 20, Some(day!(2023, 8, 6))))), [""; 0]);
    assert_eq!(reasons(one(tie(TieKind::Family, 99, None))), [""; 0]);
    assert_eq!(
        reasons(|expert| expert.joint_works = vec![JointWork { with: PersonId(21), on: Some(day!(2025, 1, 2)) }]),
        ["3 年内与项目组成员有合作成果，2025年1月2日（成果和项目记录）"]
    );
    let unit = Tie { kind: TieKind::Other, person: None, unit: Some(UnitId(11)), since: None };
    assert_eq!(reasons(one(unit)), ["与合作单位有其他利害关系（专家利害关系）"]);
}

#[test]
fn what_is_not_known_is_not_in_the_experts_favour() {
    assert_eq!(reasons(|expert| expert.unit = None), ["专家工作单位不明，请先查清（专家库）"]);
    assert_eq!(reasons(|expert| expert.declared_on = None), ["专家从未申报利害关系，请先申报（专家库）"]);
    assert_eq!(reasons(|expert| expert.declared_on = Some(day!(2025, 8, 7))), [""; 0]);
    assert_eq!(
        reasons(|expert| expert.declared_on = Some(day!(2025, 8, 6))),
        ["利害关系申报于2025年8月6日，已超过 12 个月，请重新申报（专家库）"]
    );
    assert_eq!(
        reasons(|expert| expert.declared_on = Some(day!(2026, 8, 8))),
        ["利害关系申报日期晚于今天，请核对（专家库）"]
    );
    assert_eq!(
        reasons(|expert| expert.ties = vec![Tie { person: None, ..tie(TieKind::Family, 0, None) }]),
        ["登记了亲属关系但没有写明对方，请先补全（专家利害关系）"]
    );
    assert_eq!(
        reasons(|expert| expert.ties = vec![tie(TieKind::JointWork, 20, None)]),
        ["与项目负责人有合作成果但没有日期，无法判断是否在 3 年内，请先补全（专家利害关系）"]
    );
}

#[test]
fn an_application_of_which_too_little_is_known_has_no_eligible_expert() {
    let mut subject = subject();
    subject.applicant = None;
    subject.leader = None;
    subject.unidentified = 2;
    subject.avoided = (30..34).map(PersonId).collect();
    let found = judged(&expert(), &subject);
    assert!(matches!(&found, Eligibility::Unknown(gaps) if gaps.len() == 4));
    assert_eq!(
        found.reasons(),
        [
            "申报单位未与单位库对应，请先核对（申报书）",
            "项目负责人未与人员库对应，请先核对（申报书）",
            "有 2 个合作单位或项目组成员未与单位库、人员库对应，请先核对（申报书）",
            "要求回避的专家有 4 名，超过 3 名，请先更正（申报书）"
        ]
    );
}

#[test]
fn all_reasons_are_told_at_once() {
    let mut subject = subject();
    subject.avoided = vec![PersonId(1)];
    let mut expert = expert();
    expert.is_active = false;
    expert.bars = vec![Bar { from: day!(2026, 1, 1), to: Some(day!(2028, 12, 31)) }];
    expert.own_calls = vec![CallId(5)];
    expert.unit = None;
    assert_eq!(
        judged(&expert, &subject).reasons(),
        [
            "专家已暂停或退库（专家库）",
            "在失信惩戒期内，至2028年12月31日（科研失信记录）",
            "专家在同一批次有自己的申报（申报书）",
            "申报人要求该专家回避（申报书）",
            "专家工作单位不明，请先查清（专家库）"
        ]
    );
}

#[test]
fn a_bar_counts_from_its_first_to_its_last_day() {
    let bar = |from, to| move |expert: &mut ExpertFacts| expert.bars = vec![Bar { from, to }];
    assert_eq!(reasons(bar(TODAY, Some(TODAY))), ["在失信惩戒期内，至2026年8月7日（科研失信记录）"]);
    assert_eq!(reasons(bar(day!(2020, 1, 1), None)), ["在失信惩戒期内，长期（科研失信记录）"]);
    assert_eq!(reasons(bar(day!(2020, 1, 1), Some(day!(2026, 8, 6)))), [""; 0]);
    assert_eq!(reasons(bar(day!(2026, 8, 8), None)), [""; 0]);
}

#[test]
fn the_words_of_the_records_are_the_kinds() {
    for (word, kind) in POST_KINDS.iter().zip(PostKind::ALL) {
        assert_eq!(PostKind::from_label(word), Some(kind));
    }
    for (word, kind) in TIE_KINDS.iter().zip(TieKind::ALL) {
        assert_eq!(TieKind::from_label(word), Some(kind));
    }
    assert_eq!((POST_KINDS.len(), TIE_KINDS.len()), (PostKind::ALL.len(), TieKind::ALL.len()));
}

fn any_day() -> impl Strategy<Value = Option<Day>> {
    proptest::option::weighted(0.8, (-2500..500_i32).prop_map(|days| TODAY.plus_days(days)))
}

prop_compose! {
    fn any_expert()(
        person in 18..22_i64,
        is_active in proptest::bool::weighted(0.9),
        unit in proptest::option::weighted(0.9, 9..13_i64),
        posts in proptest::collection::vec((9..13_i64, 0..4_usize, any_day()), 0..3),
        ties in proptest::collection::vec((0..6_usize, proptest::option::of(18..23_i64), any_day()), 0..3),
        works in proptest::collection::vec((18..23_i64, any_day()), 0..3),
        own_calls in proptest::collection::vec(4..7_i64, 0..2),
        declared_on in any_day(),
    ) -> ExpertFacts {
        ExpertFacts {
            person: PersonId(person),
            is_active,
            unit: unit.map(UnitId),
            posts: posts.into_iter().map(|(unit, kind, ended_on)| Post { unit: UnitId(unit), kind: PostKind::ALL[kind], ended_on }).collect(),
            ties: ties.into_iter().map(|(kind, person, since)| Tie { kind: TieKind::ALL[kind], person: person.map(PersonId), unit: None, since }).collect(),
            joint_works: works.into_iter().map(|(with, on)| JointWork { with: PersonId(with), on }).collect(),
            own_calls: own_calls.into_iter().map(CallId).collect(),
            declared_on,
            bars: Vec::new(),
        }
    }
}

proptest! {
    #[test]
    fn what_is_eligible_has_a_known_unit_elsewhere_a_fresh_declaration_and_no_part_in_it(expert in any_expert()) {
        let found = judged(&expert, &subject());
        prop_assert_eq!(found.is_eligible(), found.reasons().is_empty());
        if found.is_eligible() {
            prop_assert!(expert.unit.is_some_and(|unit| ![UnitId(10), UnitId(11)].contains(&unit)));
            prop_assert!(expert.declared_on.is_some_and(|day| TODAY.days_since(day) <= 366 && day <= TODAY));
            prop_assert!(![PersonId(20), PersonId(21)].contains(&expert.person));
            prop_assert!(!expert.own_calls.contains(&CallId(5)));
        }
    }

    /// Learning more that is bad, or forgetting something, never makes an expert eligible.
    #[test]
    fn more_ties_and_fewer_facts_never_help(expert in any_expert(), more in any_expert(), forget in 0..3_usize) {
        let mut worse = expert.clone();
        worse.posts.extend(more.posts);
        worse.ties.extend(more.ties);
        worse.joint_works.extend(more.joint_works);
        worse.own_calls.extend(more.own_calls);
        match forget {
            0 => worse.unit = None,
            1 => worse.declared_on = None,
            _ => worse.ties.iter_mut().for_each(|tie| tie.since = None),
        }
        let (before, after) = (judged(&expert, &subject()), judged(&worse, &subject()));
        prop_assert!(before.is_eligible() || !after.is_eligible());
        // What was found stays found, but for what rests on the forgotten fact itself: that is now a gap.
        for reason in before.reasons() {
            let rests_on_what_is_forgotten = reason.contains("专家库") || reason.contains("年内");
            prop_assert!(rests_on_what_is_forgotten || after.reasons().contains(&reason), "{} is gone", reason);
        }
    }

    #[test]
    fn time_alone_never_makes_a_declaration_fresh_again(expert in any_expert(), days in 0..2000_i32) {
        let rules = ConflictRules::on(TODAY).unwrap();
        let stale = |day: Day| {
            let found = conflicts(&expert, &subject(), day, &rules).reasons();
            found.iter().any(|reason| reason.contains("请重新申报"))
        };
        prop_assert!(!stale(TODAY) || stale(TODAY.plus_days(days)));
    }
}
