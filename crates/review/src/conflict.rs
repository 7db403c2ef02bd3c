//! 回避: whether an expert may judge an application, from what is known of both. It fails closed: what is not known is
//! not in the expert's favour.
//!
//! An expert stands aside who belongs to the applicant or a partner (now, or until a short time ago), is of the team, is
//! a spouse or near relative, teacher or student of one of it, has recently published, patented or carried out a project
//! with one of it, holds a post, shares or a paid advisership there, has an application of their own under the same
//! call, was named by the applicant, or says so. Wordings differ by region; the numbers are [`crate::PARAMETERS`].
//!
//! Every reason is told at once, with the record in which it was found, and none tells who the other person is.

use vocabulary::Day;

use crate::{PersonId, UnitId, parameters};

mod facts;

pub use facts::{Bar, ExpertFacts, JointWork, Post, PostKind, SubjectFacts, Tie, TieKind};

/// The numbers by which ties pass.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct ConflictRules {
    /// For how many years joint works bar.
    pub joint_work_years: i32,
    /// For how many years a post that has ended bars.
    pub past_unit_years: i32,
    /// How many experts an applicant may name.
    pub most_avoided: usize,
    /// For how many months a declaration counts.
    pub declaration_months: i32,
}

impl ConflictRules {
    /// The rules of a day, from [`crate::PARAMETERS`]; `None` on a day for which none are known.
    pub fn on(day: Day) -> Option<ConflictRules> {
        let count = |parameter: &parameters::Parameter| parameter.on(day).and_then(|value| i32::try_from(value).ok());
        Some(ConflictRules {
            joint_work_years: count(&parameters::JOINT_WORK_YEARS)?,
            past_unit_years: count(&parameters::PAST_UNIT_YEARS)?,
            most_avoided: usize::try_from(parameters::MOST_AVOIDED.on(day)?).ok()?,
            declaration_months: count(&parameters::DECLARATION_MONTHS)?,
        })
    }
}

/// A fact that keeps an expert away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What it is.
    pub sentence: String,
    /// The record it was found in.
    pub found_in: &'static str,
}

/// A fact that is not known and must be, before the expert can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What is not known, and what to do about it.
    pub sentence: String,
    /// The record in which it is missing.
    pub missing_in: &'static str,
}

/// Whether an expert may judge an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Eligibility {
    /// Everything is known and nothing speaks against it.
    Eligible,
    /// Something speaks against it; gaps there are besides are told too.
    Conflicted {
        /// What speaks against it.
        conflicts: Vec<Conflict>,
        /// What is not known besides.
        gaps: Vec<Gap>,
    },
    /// Nothing known speaks against it, but not everything is known.
    Unknown(Vec<Gap>),
}

impl Eligibility {
    /// Whether the expert may judge.
    pub fn is_eligible(&self) -> bool {
        *self == Eligibility::Eligible
    }

    /// Every reason why not, each with its record: `与申报单位同属一个法人单位（专家库）`.
    pub fn reasons(&self) -> Vec<String> {
        let (conflicts, gaps): (&[Conflict], &[Gap]) = match self {
            Eligibility::Eligible => (&[], &[]),
            Eligibility::Conflicted { conflicts, gaps } => (conflicts, gaps),
            Eligibility::Unknown(gaps) => (&[], gaps),
        };
        let known = conflicts.iter().map(|one| format!("{}（{}）", one.sentence, one.found_in));
        known.chain(gaps.iter().map(|one| format!("{}（{}）", one.sentence, one.missing_in))).collect()
    }
}

/// Whether an expert may judge an application on `today`, and every reason why not.
pub fn conflicts(expert: &ExpertFacts, subject: &SubjectFacts, today: Day, rules: &ConflictRules) -> Eligibility {
    let mut look = Look { subject, today, rules, conflicts: Vec::new(), gaps: Vec::new() };
    look.at_standing(expert);
    look.at_application();
    look.at_team(expert);
    look.at_units(expert);
    look.at_ties(&expert.ties);
    look.at_works(&expert.joint_works);
    match (look.conflicts, look.gaps) {
        (conflicts, gaps) if !conflicts.is_empty() => Eligibility::Conflicted { conflicts, gaps },
        (_, gaps) if !gaps.is_empty() => Eligibility::Unknown(gaps),
        _ => Eligibility::Eligible,
    }
}

const POOL: &str = "专家库";
const POSTS: &str = "专家任职经历";
const TIES: &str = "专家利害关系";
const WORKS: &str = "成果和项目记录";
const FORM: &str = "申报书";
const INTEGRITY: &str = "科研失信记录";

/// One look at an expert and an application.
struct Look<'a> {
    subject: &'a SubjectFacts,
    today: Day,
    rules: &'a ConflictRules,
    conflicts: Vec<Conflict>,
    gaps: Vec<Gap>,
}

impl Look<'_> {
    fn bars(&mut self, found_in: &'static str, sentence: impl Into<String>) {
        let conflict = Conflict { sentence: sentence.into(), found_in };
        if !self.conflicts.contains(&conflict) {
            self.conflicts.push(conflict);
        }
    }

    fn lacks(&mut self, missing_in: &'static str, sentence: impl Into<String>) {
        let gap = Gap { sentence: sentence.into(), missing_in };
        if !self.gaps.contains(&gap) {
            self.gaps.push(gap);
        }
    }

    fn at_standing(&mut self, expert: &ExpertFacts) {
        if !expert.is_active {
            self.bars(POOL, "专家已暂停或退库");
        }
        if let Some(bar) =
            expert.bars.iter().find(|bar| bar.from <= self.today && bar.to.is_none_or(|to| to >= self.today))
        {
            let until = bar.to.map_or("长期".to_owned(), |to| format!("至{}", to.chinese()));
            self.bars(INTEGRITY, format!("在失信惩戒期内，{until}"));
        }
        match expert.declared_on {
            None => self.lacks(POOL, "专家从未申报利害关系，请先申报"),
            Some(day) if day > self.today => self.lacks(POOL, "利害关系申报日期晚于今天，请核对"),
            Some(day) if day.plus_months(self.rules.declaration_months) < self.today => self.lacks(
                POOL,
                format!("利害关系申报于{}，已超过 {} 个月，请重新申报", day.chinese(), self.rules.declaration_months),
            ),
            Some(_) => {}
        }
    }

    fn at_application(&mut self) {
        if self.subject.applicant.is_none() {
            self.lacks(FORM, "申报单位未与单位库对应，请先核对");
        }
        if self.subject.leader.is_none() {
            self.lacks(FORM, "项目负责人未与人员库对应，请先核对");
        }
        if self.subject.unidentified > 0 {
            let count = self.subject.unidentified;
            self.lacks(FORM, format!("有 {count} 个合作单位或项目组成员未与单位库、人员库对应，请先核对"));
        }
        if self.subject.avoided.len() > self.rules.most_avoided {
            let (named, most) = (self.subject.avoided.len(), self.rules.most_avoided);
            self.lacks(FORM, format!("要求回避的专家有 {named} 名，超过 {most} 名，请先更正"));
        }
    }

    fn at_team(&mut self, expert: &ExpertFacts) {
        if self.role_of(expert.person).is_some() {
            self.bars(FORM, "专家本人是项目负责人或成员");
        }
        if expert.own_calls.contains(&self.subject.call) {
            self.bars(FORM, "专家在同一批次有自己的申报");
        }
        if self.subject.avoided.contains(&expert.person) {
            self.bars(FORM, "申报人要求该专家回避");
        }
    }

    fn at_units(&mut self, expert: &ExpertFacts) {
        match expert.unit {
            None => self.lacks(POOL, "专家工作单位不明，请先查清"),
            Some(unit) => {
                if let Some(role) = self.part_of(unit) {
                    self.bars(POOL, format!("与{role}同属一个法人单位"));
                }
            }
        }
        let years = self.rules.past_unit_years;
        for post in &expert.posts {
            let Some(role) = self.part_of(post.unit) else { continue };
            let verb = post.kind.verb();
            match post.ended_on.filter(|end| *end < self.today) {
                None => self.bars(POSTS, format!("在{role}{verb}")),
                Some(end) if end.plus_years(years) >= self.today => {
                    self.bars(POSTS, format!("{years} 年内曾在{role}{verb}，至{}", end.chinese()));
                }
                Some(_) => {}
            }
        }
    }

    fn at_ties(&mut self, ties: &[Tie]) {
        for tie in ties {
            if tie.person.is_none() && tie.unit.is_none() {
                self.lacks(TIES, format!("登记了{}但没有写明对方，请先补全", tie.kind.noun()));
            }
            let person = tie.person.and_then(|person| self.role_of(person));
            if let Some(role) = person.or(tie.unit.and_then(|unit| self.part_of(unit))) {
                self.at_tie(TIES, tie.kind, role, tie.since);
            }
        }
    }

    fn at_works(&mut self, works: &[JointWork]) {
        for work in works {
            if let Some(role) = self.role_of(work.with) {
                self.at_tie(WORKS, TieKind::JointWork, role, work.on);
            }
        }
    }

    fn at_tie(&mut self, found_in: &'static str, kind: TieKind, role: &str, since: Option<Day>) {
        let (noun, years) = (kind.noun(), self.rules.joint_work_years);
        match since {
            _ if !kind.passes() => self.bars(found_in, format!("与{role}有{noun}")),
            None => self.lacks(found_in, format!("与{role}有{noun}但没有日期，无法判断是否在 {years} 年内，请先补全")),
            Some(day) if day.plus_years(years) >= self.today => {
                self.bars(found_in, format!("{years} 年内与{role}有{noun}，{}", day.chinese()));
            }
            Some(_) => {}
        }
    }

    /// What a person is in the application.
    fn role_of(&self, person: PersonId) -> Option<&'static str> {
        let is_leader = self.subject.leader == Some(person);
        if is_leader {
            Some("项目负责人")
        } else {
            self.subject.members.contains(&person).then_some("项目组成员")
        }
    }

    /// What a unit is in the application.
    fn part_of(&self, unit: UnitId) -> Option<&'static str> {
        let is_applicant = self.subject.applicant == Some(unit);
        if is_applicant {
            Some("申报单位")
        } else {
            self.subject.partners.contains(&unit).then_some("合作单位")
        }
    }
}

#[cfg(test)]
mod tests;
