//! Rules on what else the house knows: the dishonesty list, the quotas of the call, and earlier projects.

use super::Found;
use crate::{
    check::{
        dishonesty::Match,
        facts::{Barred, Capacity, CheckFacts, Ground, Other, Sameness},
    },
    parameters::LOOK_BACK_YEARS,
};

/// 单位科研失信: neither the unit nor a partner is barred.
pub(super) fn units_are_not_barred(facts: &CheckFacts) -> Found {
    not_barred(facts, &[Capacity::Unit, Capacity::Partner], "申报单位和合作单位")
}

/// 负责人科研失信.
pub(super) fn leader_is_not_barred(facts: &CheckFacts) -> Found {
    not_barred(facts, &[Capacity::Leader], "负责人")
}

/// 成员科研失信.
pub(super) fn members_are_not_barred(facts: &CheckFacts) -> Found {
    not_barred(facts, &[Capacity::Member], "项目组成员")
}

/// Whoever is on the list by number is barred; whoever only bears the name is looked at.
fn not_barred(facts: &CheckFacts, capacities: &[Capacity], who: &str) -> Found {
    let barred: Vec<&Barred> = facts.barred.iter().filter(|barred| capacities.contains(&barred.capacity)).collect();
    let told = |certainty: Match| {
        let told = barred.iter().filter(|barred| barred.certainty == certainty);
        told.map(|barred| format!("{}（{}）", barred.name, barred.says)).collect::<Vec<_>>().join("、")
    };
    let grounds = barred.iter().map(|barred| barred.entry.clone());
    let is_certain = barred.iter().any(|barred| barred.certainty == Match::Certain);
    match () {
        () if is_certain => Found::fails(format!("在科研失信名单上：{}", told(Match::Certain))).resting_on(grounds),
        () if !barred.is_empty() => {
            Found::unsure(format!("与科研失信名单同名，须核实：{}", told(Match::ByName))).resting_on(grounds)
        }
        () => Found::holds(format!("{who}不在科研失信名单上")),
    }
}

/// 每单位限报.
pub(super) fn unit_has_quota(facts: &CheckFacts) -> Found {
    let others: Vec<&Other> = facts.others.iter().filter(|other| other.is_under_call && other.is_of_unit).collect();
    quota(facts.terms.per_unit, &others, 0, "单位")
}

/// 每负责人限报.
pub(super) fn leader_has_quota(facts: &CheckFacts) -> Found {
    let others = facts.others.iter().filter(|other| other.is_under_call && other.of_leader.is_some());
    let others: Vec<&Other> = others.collect();
    let namesakes = others.iter().filter(|other| other.of_leader == Some(Sameness::Perhaps)).count();
    quota(facts.terms.per_leader, &others, namesakes, "负责人")
}

/// Whether this proposal and the others keep within a quota; `unsure` of the others may not count.
fn quota(most: Option<i64>, others: &[&Other], unsure: usize, whose: &str) -> Found {
    let Some(most) = most else { return Found::holds(format!("申报通知没有规定每{whose}限报数")) };
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let certain = count(others.len() - unsure + 1);
    let said = format!("本通知下{whose}共申报 {certain} 项，限报 {most} 项");
    let found = match () {
        () if certain > most => Found::fails(said),
        () if certain + count(unsure) > most => {
            Found::unsure(format!("{said}；另有 {unsure} 项负责人同名，须核实是否本人"))
        }
        () => Found::holds(said),
    };
    found.resting_on(others.iter().map(|other| other.proposal.clone()))
}

/// 重复资助: projects of the last years and proposals that wait for a decision, of the same unit or leader. They are listed
/// for a person to compare; that there are some is no fault.
pub(super) fn has_no_earlier_projects(facts: &CheckFacts) -> Found {
    let since = facts.today.plus_years(-LOOK_BACK_YEARS);
    let whose = |is_of_unit: bool, of_leader: Option<Sameness>| match (is_of_unit, of_leader) {
        (true, Some(_)) => "同一单位、负责人",
        (true, None) => "同一单位",
        (false, Some(Sameness::Certain)) => "同一负责人",
        (false, _) => "负责人同名",
    };
    let projects: Vec<Ground> = (facts.earlier.iter().filter(|earlier| earlier.approved_on >= since))
        .map(|earlier| {
            let whose = whose(earlier.is_of_unit, earlier.of_leader);
            let label = format!("{}（{whose}，{} 立项）", earlier.project.label, earlier.approved_on);
            Ground { label, href: earlier.project.href.clone() }
        })
        .collect();
    let waiting: Vec<Ground> = (facts.others.iter().filter(|other| other.is_undecided))
        .map(|other| {
            let label = format!("{}（{}，在审）", other.proposal.label, whose(other.is_of_unit, other.of_leader));
            Ground { label, href: other.proposal.href.clone() }
        })
        .collect();
    match (projects.len(), waiting.len()) {
        (0, 0) => Found::holds(format!("单位和负责人近 {LOOK_BACK_YEARS} 年没有项目，也没有别的申报书在审")),
        (projects_count, waiting_count) => Found::unsure(format!(
            "单位或负责人近 {LOOK_BACK_YEARS} 年有 {projects_count} 个项目、{waiting_count} 份在审申报书，须比对内容是否重复"
        ))
        .resting_on(projects.into_iter().chain(waiting)),
    }
}

/// 内容查重: what the comparison found, where there is one. It is a reason to look and never one to reject.
pub(super) fn resembles_nothing(facts: &CheckFacts) -> Option<Found> {
    let alike = facts.alike.as_ref()?;
    let highest = alike.iter().map(|alike| alike.percent).max();
    Some(match highest {
        None => Found::holds("没有发现内容相近的材料"),
        Some(percent) => {
            Found::unsure(format!("有 {} 项内容相近，最高相似度 {percent}%", alike.len())).resting_on(alike.iter().map(
                |alike| Ground { label: format!("{}（{}%）", alike.label, alike.percent), href: alike.href.clone() },
            ))
        }
    })
}
