//! Rules on the leader (负责人).

use super::Found;
use crate::{
    check::facts::{CheckFacts, Ground, Held, RANKS, Sameness},
    parameters::{MOST_HOSTED, MOST_TOGETHER},
};

/// 负责人年龄: at most so many full years on the day on which the call closes. A year of birth leaves one year open: whoever
/// turns too old in that very year may or may not have had the birthday.
pub(super) fn is_young_enough(facts: &CheckFacts) -> Found {
    let (terms, leader) = (&facts.terms, &facts.leader);
    let Some(oldest) = terms.oldest else { return Found::holds("申报通知不限年龄") };
    let Some(born) = leader.known_born.or(leader.born) else {
        return Found::unsure(format!("没有填写出生年份，不能判断是否不超过 {oldest} 周岁")).resting_on(who(facts));
    };
    let year = i64::from(terms.closes_on.year());
    let (most, closes_on) = (year - born, terms.closes_on);
    let said = format!("{born} 年出生，到截止日 {closes_on} 为 {} 或 {most} 周岁，要求不超过 {oldest} 周岁", most - 1);
    let found = match (leader.born, leader.known_born) {
        (Some(written), Some(known)) if written != known => {
            Found::unsure(format!("申报书填 {written} 年出生，人员库为 {known} 年"))
        }
        _ if most < 0 => Found::unsure(format!("出生年份 {born} 有误")),
        _ if most <= oldest => Found::holds(said),
        _ if most - 1 <= oldest => Found::unsure(format!("{said}，须看出生月日")),
        _ => Found::fails(said),
    };
    found.resting_on(who(facts))
}

/// 负责人职称: not below the one that the call asks for.
pub(super) fn has_the_rank(facts: &CheckFacts) -> Found {
    let leader = &facts.leader;
    let Some(lowest) = facts.terms.lowest_rank else { return Found::holds("申报通知不限职称") };
    let asked = RANKS.get(lowest).copied().unwrap_or_default();
    let place = |rank: &str| RANKS.iter().position(|known| *known == rank);
    let differs = !leader.rank.is_empty() && !leader.known_rank.is_empty() && leader.rank != leader.known_rank;
    let found = match place(if leader.known_rank.is_empty() { &leader.rank } else { &leader.known_rank }) {
        _ if differs => {
            Found::unsure(format!("申报书填{}，人员库为{}，要求不低于{asked}", leader.rank, leader.known_rank))
        }
        None => Found::unsure(format!("没有填写职称，要求不低于{asked}")),
        Some(own) => {
            let said = format!("职称{}，要求不低于{asked}", RANKS.get(own).copied().unwrap_or_default());
            if own <= lowest { Found::holds(said) } else { Found::fails(said) }
        }
    };
    found.resting_on(who(facts))
}

/// 在研主持限项: with this one the leader hosts no more unfinished projects of the level than allowed. What is still being
/// decided on, and whoever only bears the name, a person looks at.
pub(super) fn hosts_few(facts: &CheckFacts) -> Found {
    let level = &facts.terms.level;
    let hosted: Vec<&Held> = facts.held.iter().filter(|held| held.hosts && held.level == *level).collect();
    let waiting = facts.others.iter().filter(|other| {
        other.is_undecided && !other.is_under_call && other.level == *level && other.of_leader.is_some()
    });
    let waiting: Vec<Ground> = waiting.map(|other| other.proposal.clone()).collect();
    let (certain, possible) = counted(&hosted);
    let grounds = hosted.iter().map(|held| held.project.clone()).chain(waiting.iter().cloned());
    let room = MOST_HOSTED.saturating_sub(1);
    let found = match () {
        () if certain > room => {
            Found::fails(format!("主持{level}在研项目 {certain} 项，限 {MOST_HOSTED} 项，不能再申报"))
        }
        () if certain + possible > room => {
            Found::unsure(format!("有 {possible} 项{level}在研项目的主持人同名，单位不同，须核实是否本人"))
        }
        () if certain + possible + waiting.len() > room => {
            Found::unsure(format!("另有 {} 份{level}申报书在审，限主持 {MOST_HOSTED} 项", waiting.len()))
        }
        () => Found::holds(format!("没有主持{level}在研项目")),
    };
    found.resting_on(grounds)
}

/// 在研合计限项: with this one the leader hosts and takes part in no more unfinished projects than allowed.
pub(super) fn holds_few(facts: &CheckFacts) -> Found {
    let held: Vec<&Held> = facts.held.iter().collect();
    let (certain, possible) = counted(&held);
    let room = MOST_TOGETHER.saturating_sub(1);
    let said = format!("主持和参与在研项目 {certain} 项，连同本项限 {MOST_TOGETHER} 项");
    let found = match () {
        () if certain > room => Found::fails(said),
        () if certain + possible > room => Found::unsure(format!("{said}；另有 {possible} 项同名，须核实是否本人")),
        () => Found::holds(said),
    };
    found.resting_on(held.iter().map(|held| held.project.clone()))
}

/// How many are certainly the leader's, and how many may be.
fn counted(held: &[&Held]) -> (usize, usize) {
    let certain = held.iter().filter(|held| held.sameness == Sameness::Certain).count();
    (certain, held.len() - certain)
}

/// The leader's record in the directory.
fn who(facts: &CheckFacts) -> Option<Ground> {
    facts.leader.person.clone()
}
