//! Each rule just inside and just outside of what it allows.

use std::sync::Arc;

use vocabulary::{Money, Region, day};

use super::{
    super::{dishonesty::Match, facts::*, similarity::Alike},
    Found, RULES, look,
};
use crate::proposal::Verdict::{self, Fails, Holds, Unsure};

fn ground(label: &str) -> Ground {
    Ground::new(label, "/somewhere", 1)
}

fn yuan(amount: i64) -> Money {
    Money::from_yuan(amount).unwrap()
}

fn terms() -> Terms {
    Terms {
        call: ground("通知"),
        level: "区级".into(),
        opens_on: day!(2022, 3, 10),
        closes_on: day!(2022, 4, 10),
        area: vec![Region::parse("369903").unwrap()],
        names_area: false,
        oldest: Some(55),
        lowest_rank: RANKS.iter().position(|rank| *rank == "中级"),
        most: Some(yuan(300_000)),
        per_unit: Some(2),
        per_leader: Some(1),
        required_papers: vec!["可行性研究报告".into(), "财务报表".into()],
    }
}

/// A proposal of which every rule says that it holds.
fn in_order() -> CheckFacts {
    CheckFacts {
        today: day!(2022, 4, 20),
        terms: Arc::new(terms()),
        proposal: ground("申报书"),
        submitted_on: Some(day!(2022, 4, 1)),
        has_pledge: true,
        unit: UnitFacts {
            ground: ground("甲公司"),
            uscc: "91360313MA35TE5T29".into(),
            region: "369903".into(),
            dissolved_on: None,
        },
        leader: LeaderFacts { born: Some(1980), rank: "副高级".into(), ..LeaderFacts::default() },
        budget: BudgetFacts {
            ground: ground("预算明细"),
            lines: 2,
            total: yuan(500_000),
            requested: yuan(300_000),
            sums: Some((yuan(500_000), yuan(300_000))),
            too_much_indirect: None,
        },
        papers: vec!["财务报表".into(), "可行性研究报告".into(), "合作协议".into()],
        partners: vec![PartnerFacts { ground: ground("某大学"), has_agreement: true }],
        barred: Vec::new(),
        unfinished: Vec::new(),
        held: Vec::new(),
        others: Vec::new(),
        earlier: Vec::new(),
        alike: Some(Vec::new()),
    }
}

/// What a rule makes of the proposal in order once it is changed so.
fn found(code: &str, change: impl FnOnce(&mut CheckFacts)) -> Found {
    let mut facts = in_order();
    change(&mut facts);
    let rule = RULES.iter().find(|rule| rule.code == code).unwrap();
    (rule.look)(&facts).unwrap()
}

fn verdict(code: &str, change: impl FnOnce(&mut CheckFacts)) -> Verdict {
    found(code, change).verdict
}

/// The same where the call asks something else.
fn under(code: &str, change: impl FnOnce(&mut Terms)) -> Verdict {
    verdict(code, |facts| change(Arc::make_mut(&mut facts.terms)))
}

#[test]
fn all_rules_look_whatever_any_one_says() {
    let holding = look(&in_order());
    assert_eq!(holding.len(), RULES.len());
    for (rule, found) in &holding {
        assert_eq!(found.verdict, Holds, "{}: {}", rule.code, found.because);
    }
    let mut facts = in_order();
    facts.has_pledge = false;
    facts.unit.region = "110101".into();
    facts.papers.clear();
    let failing: Vec<&str> =
        look(&facts).iter().filter(|(_, found)| found.verdict == Fails).map(|(rule, _)| rule.code).collect();
    assert_eq!(failing, ["area", "papers", "pledge"]);
}

#[test]
fn every_rule_has_a_name_of_its_own_a_source_and_a_sentence_without_its_full_stop() {
    for rule in RULES {
        assert_eq!(RULES.iter().filter(|other| other.code == rule.code).count(), 1, "{}", rule.code);
        assert!(!rule.source.says().is_empty() && !rule.title.is_empty());
        let found = (rule.look)(&in_order()).unwrap();
        assert!(!found.because.is_empty() && !found.because.ends_with('。'), "{}", rule.code);
    }
}

#[test]
fn a_unit_applies_from_inside_the_area() {
    assert_eq!(verdict("area", |facts| facts.unit.region = "369904".into()), Fails);
    assert_eq!(verdict("area", |facts| facts.unit.region = String::new()), Unsure);
    let city = |terms: &mut Terms| terms.area = vec![Region::parse("369900").unwrap()];
    assert_eq!(under("area", city), Holds);
    assert_eq!(under("area", |terms| terms.area.clear()), Unsure, "nobody said where home is");
}

#[test]
fn a_proposal_comes_on_the_first_day_or_the_last_and_not_after() {
    let on = |day| verdict("window", |facts| facts.submitted_on = day);
    assert_eq!(on(Some(day!(2022, 3, 9))), Fails);
    assert_eq!(on(Some(day!(2022, 3, 10))), Holds);
    assert_eq!(on(Some(day!(2022, 4, 10))), Holds);
    assert_eq!(on(Some(day!(2022, 4, 11))), Fails);
    assert_eq!(on(None), Fails);
}

#[test]
fn a_credit_code_has_the_right_check_digit() {
    assert_eq!(verdict("credit-code", |facts| facts.unit.uscc = "91360313MA35TE5T28".into()), Fails);
    assert_eq!(verdict("credit-code", |facts| facts.unit.uscc = String::new()), Fails);
}

#[test]
fn a_unit_is_alive_until_the_day_it_is_struck_off() {
    let on = |day| verdict("alive", |facts| facts.unit.dissolved_on = Some(day));
    assert_eq!(on(day!(2022, 4, 20)), Fails);
    assert_eq!(on(day!(2022, 4, 21)), Unsure);
}

#[test]
fn a_leader_is_too_old_only_when_every_birthday_of_the_year_makes_him_so() {
    let born = |year| verdict("age", |facts| facts.leader.born = Some(year));
    assert_eq!(born(1967), Holds, "55 at the most");
    assert_eq!(born(1966), Unsure, "55 or 56, as the birthday was");
    assert_eq!(born(1965), Fails, "56 at the least");
    assert_eq!(born(2030), Unsure, "not born yet");
    assert_eq!(verdict("age", |facts| facts.leader.born = None), Unsure);
    assert_eq!(verdict("age", |facts| facts.leader.known_born = Some(1979)), Unsure, "the directory says otherwise");
    assert_eq!(under("age", |terms| terms.oldest = None), Holds);
}

#[test]
fn a_leader_has_the_rank_or_a_higher_one() {
    let rank = |rank: &str| verdict("rank", |facts| facts.leader.rank = rank.into());
    assert_eq!(rank("正高级"), Holds);
    assert_eq!(rank("中级"), Holds);
    assert_eq!(rank("初级"), Fails);
    assert_eq!(rank("无"), Fails);
    assert_eq!(rank(""), Unsure);
    assert_eq!(
        verdict("rank", |facts| facts.leader.known_rank = "初级".into()),
        Unsure,
        "the directory says otherwise"
    );
    assert_eq!(under("rank", |terms| terms.lowest_rank = None), Holds);
}

#[test]
fn every_paper_that_must_be_there_is() {
    let missing = found("papers", |facts| facts.papers.retain(|paper| paper != "财务报表"));
    assert_eq!((missing.verdict, missing.because.as_str()), (Fails, "缺少财务报表"));
    assert_eq!(under("papers", |terms| terms.required_papers.clear()), Holds);
}

#[test]
fn the_budget_adds_up_to_the_fen() {
    let off = Money::from_fen(1);
    let more = |money: Money| money.checked_add(off).unwrap();
    assert_eq!(verdict("sums", |facts| facts.budget.total = more(facts.budget.total)), Fails);
    assert_eq!(verdict("sums", |facts| facts.budget.requested = more(facts.budget.requested)), Fails);
    assert_eq!(verdict("sums", |facts| facts.budget.sums = None), Fails);
    assert_eq!(verdict("sums", |facts| facts.budget.lines = 0), Fails);
    assert_eq!(verdict("most", |facts| facts.budget.requested = more(facts.budget.requested)), Fails);
    assert_eq!(verdict("most", |facts| facts.budget.requested = Money::ZERO), Unsure);
    assert_eq!(under("most", |terms| terms.most = None), Holds);
    assert_eq!(verdict("indirect", |facts| facts.budget.too_much_indirect = Some("超过上限".into())), Unsure);
}

#[test]
fn there_is_an_agreement_with_every_partner_and_it_is_on_file() {
    assert_eq!(verdict("partners", |facts| facts.partners[0].has_agreement = false), Fails);
    assert_eq!(verdict("partners", |facts| facts.papers.retain(|paper| paper != "合作协议")), Unsure);
    let alone = |facts: &mut CheckFacts| {
        facts.partners.clear();
        facts.papers.retain(|paper| paper != "合作协议");
    };
    assert_eq!(verdict("partners", alone), Holds);
    assert_eq!(verdict("pledge", |facts| facts.has_pledge = false), Fails);
}

#[test]
fn whoever_is_on_the_dishonesty_list_is_told_and_a_namesake_is_looked_at() {
    let barred = |capacity, certainty| Barred {
        capacity,
        name: "某人".into(),
        certainty,
        says: "赣科监〔2022〕1号，2022-01-01 起，永久".into(),
        entry: ground("某人"),
    };
    let rules = [
        ("dishonest-unit", Capacity::Unit),
        ("dishonest-unit", Capacity::Partner),
        ("dishonest-leader", Capacity::Leader),
        ("dishonest-member", Capacity::Member),
    ];
    for (code, capacity) in rules {
        assert_eq!(verdict(code, |facts| facts.barred = vec![barred(capacity, Match::Certain)]), Fails, "{code}");
        assert_eq!(verdict(code, |facts| facts.barred = vec![barred(capacity, Match::ByName)]), Unsure, "{code}");
        let told = found(code, |facts| facts.barred = vec![barred(capacity, Match::Certain)]);
        assert!(told.because.contains("赣科监〔2022〕1号") && told.rests_on == [ground("某人")], "{told:?}");
    }
    assert_eq!(verdict("dishonest-unit", |facts| facts.barred = vec![barred(Capacity::Leader, Match::Certain)]), Holds);
}

#[test]
fn a_unit_has_no_project_past_its_day() {
    let project = |due_on, is_in_acceptance| Unfinished { project: ground("旧项目"), due_on, is_in_acceptance };
    let with = |project| verdict("overdue", |facts| facts.unfinished = vec![project]);
    assert_eq!(with(project(day!(2022, 4, 20), false)), Holds, "its last day is today");
    assert_eq!(with(project(day!(2022, 4, 19), false)), Fails);
    assert_eq!(with(project(day!(2022, 4, 19), true)), Unsure, "its acceptance is under way");
}

fn held(level: &str, hosts: bool, sameness: Sameness) -> Held {
    Held { project: ground("在研项目"), level: level.into(), hosts, sameness }
}

fn other(of_leader: Option<Sameness>) -> Other {
    Other {
        proposal: ground("另一份"),
        level: "区级".into(),
        is_under_call: true,
        is_undecided: true,
        is_of_unit: true,
        of_leader,
    }
}

#[test]
fn a_leader_hosts_one_project_of_a_level() {
    let with = |held: Vec<Held>| verdict("hosted", |facts| facts.held = held);
    assert_eq!(with(vec![held("区级", true, Sameness::Certain)]), Fails);
    assert_eq!(with(vec![held("省级", true, Sameness::Certain)]), Holds, "of another level");
    assert_eq!(with(vec![held("区级", true, Sameness::Perhaps)]), Unsure, "a namesake");
    assert_eq!(with(vec![held("", false, Sameness::Certain)]), Holds, "takes part only");
    let elsewhere = |facts: &mut CheckFacts| {
        facts.others = vec![Other { is_under_call: false, ..other(Some(Sameness::Certain)) }];
    };
    assert_eq!(verdict("hosted", elsewhere), Unsure, "another proposal waits under another call");
}

#[test]
fn a_leader_holds_two_projects_together() {
    let with = |held: Vec<Held>| verdict("together", |facts| facts.held = held);
    let joins = held("", false, Sameness::Certain);
    assert_eq!(with(vec![joins.clone()]), Holds, "this one is the second");
    assert_eq!(with(vec![joins.clone(), held("省级", true, Sameness::Certain)]), Fails);
    assert_eq!(with(vec![joins, held("省级", true, Sameness::Perhaps)]), Unsure);
}

#[test]
fn quotas_of_the_call_hold_for_the_unit_and_the_leader() {
    let with = |code, others: Vec<Other>| verdict(code, |facts| facts.others = others);
    assert_eq!(with("per-unit", vec![other(None)]), Holds, "two of two");
    assert_eq!(with("per-unit", vec![other(None), other(None)]), Fails);
    let elsewhere = Other { is_under_call: false, ..other(Some(Sameness::Certain)) };
    assert_eq!(with("per-unit", vec![elsewhere.clone(), elsewhere.clone()]), Holds, "under another call");
    assert_eq!(with("per-leader", vec![other(Some(Sameness::Certain))]), Fails);
    assert_eq!(with("per-leader", vec![other(Some(Sameness::Perhaps))]), Unsure);
    assert_eq!(with("per-leader", vec![other(None), elsewhere]), Holds);
    assert_eq!(under("per-unit", |terms| terms.per_unit = None), Holds);
}

#[test]
fn earlier_projects_of_five_years_are_listed_and_no_fault() {
    let earlier = |approved_on| {
        found("earlier", |facts| {
            facts.earlier = vec![Earlier {
                project: ground("旧项目"),
                approved_on,
                is_of_unit: true,
                of_leader: Some(Sameness::Certain),
            }];
        })
    };
    assert_eq!(earlier(day!(2017, 4, 19)).verdict, Holds);
    let found = earlier(day!(2017, 4, 20));
    assert_eq!(found.verdict, Unsure);
    assert_eq!(found.rests_on[0].label, "旧项目（同一单位、负责人，2017-04-20 立项）");
    assert_eq!(verdict("earlier", |facts| facts.others = vec![other(None)]), Unsure);
    let decided = Other { is_undecided: false, ..other(None) };
    assert_eq!(verdict("earlier", |facts| facts.others = vec![decided]), Holds);
}

#[test]
fn resemblance_is_a_reason_to_look_and_silent_where_nobody_compares() {
    let alike = Alike { label: "某项目".into(), href: "/projects/7".into(), percent: 83 };
    let found = found("similarity", |facts| facts.alike = Some(vec![alike]));
    assert_eq!(found.verdict, Unsure);
    assert_eq!(
        (found.because.as_str(), found.rests_on[0].href.as_str()),
        ("有 1 项内容相近，最高相似度 83%", "/projects/7")
    );
    let silent = CheckFacts { alike: None, ..in_order() };
    assert_eq!(look(&silent).len(), RULES.len() - 1);
}
