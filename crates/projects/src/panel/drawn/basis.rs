//! What a draw looks at, in the words of the records it was read from.

use review::{
    Bar, CallId, Class, ConflictRules, Discipline, DrawRequest, ExpertFacts, ExpertId, JointWork, PersonId, Pooled,
    Post, PostKind, SubjectFacts, Tie, TieKind, UnitId,
};
use serde::{Deserialize, Serialize};
use storage::{Error, Result};
use vocabulary::Day;

use crate::panel::{
    eligible::{Subject, eligibility},
    need::Numbers,
};

/// Everything that a draw looks at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::panel) struct Basis {
    /// The day of the draw.
    pub(in crate::panel) today: String,
    /// How long ties bar: [`ConflictRules`] as four numbers.
    pub(in crate::panel) rules: KeptRules,
    /// Experts, financial and investment ones among them, the most from one unit.
    pub(in crate::panel) size: u32,
    pub(in crate::panel) finance: u32,
    pub(in crate::panel) investment: u32,
    pub(in crate::panel) most_of_unit: u32,
    /// Whether every expert judges every proposal.
    pub(in crate::panel) judges_all: bool,
    /// The proposals.
    pub(in crate::panel) subjects: Vec<KeptSubject>,
    /// The pool.
    pub(in crate::panel) experts: Vec<KeptExpert>,
}

/// [`ConflictRules`] as they were.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::panel) struct KeptRules {
    joint_work_years: i32,
    past_unit_years: i32,
    most_avoided: usize,
    declaration_months: i32,
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::panel) struct KeptSubject {
    pub(in crate::panel) proposal: i64,
    pub(in crate::panel) number: String,
    pub(in crate::panel) call: i64,
    pub(in crate::panel) field: String,
    pub(in crate::panel) applicant: Option<i64>,
    pub(in crate::panel) partners: Vec<i64>,
    pub(in crate::panel) leader: Option<i64>,
    pub(in crate::panel) members: Vec<i64>,
    pub(in crate::panel) unidentified: u32,
}

/// An expert of the pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::panel) struct KeptExpert {
    pub(in crate::panel) expert: i64,
    pub(in crate::panel) number: String,
    pub(in crate::panel) person: i64,
    pub(in crate::panel) class: String,
    pub(in crate::panel) is_active: bool,
    pub(in crate::panel) unit: Option<i64>,
    pub(in crate::panel) fields: Vec<String>,
    pub(in crate::panel) declared_on: Option<String>,
    pub(in crate::panel) posts: Vec<KeptPost>,
    pub(in crate::panel) ties: Vec<KeptTie>,
    pub(in crate::panel) works: Vec<KeptWork>,
    pub(in crate::panel) calls: Vec<i64>,
    /// The first and the last day of each bar for dishonesty.
    pub(in crate::panel) bars: Vec<(String, Option<String>)>,
}

/// A post of an expert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::panel) struct KeptPost {
    pub(in crate::panel) unit: i64,
    pub(in crate::panel) kind: String,
    pub(in crate::panel) ended_on: Option<String>,
}

/// A tie of an expert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::panel) struct KeptTie {
    pub(in crate::panel) kind: String,
    pub(in crate::panel) person: Option<i64>,
    pub(in crate::panel) unit: Option<i64>,
    pub(in crate::panel) since: Option<String>,
}

/// A project of an expert with somebody else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::panel) struct KeptWork {
    pub(in crate::panel) with: i64,
    pub(in crate::panel) on: Option<String>,
}

impl KeptRules {
    pub(in crate::panel) fn of(rules: &ConflictRules) -> KeptRules {
        let ConflictRules { joint_work_years, past_unit_years, most_avoided, declaration_months } = *rules;
        KeptRules { joint_work_years, past_unit_years, most_avoided, declaration_months }
    }

    fn rules(self) -> ConflictRules {
        let KeptRules { joint_work_years, past_unit_years, most_avoided, declaration_months } = self;
        ConflictRules { joint_work_years, past_unit_years, most_avoided, declaration_months }
    }
}

impl Basis {
    /// What is to be drawn.
    pub(in crate::panel) fn request(&self) -> DrawRequest {
        let Basis { size, finance, investment, most_of_unit, .. } = *self;
        let numbers = Numbers { size, finance, investment, most_of_unit, ..Numbers::default() };
        let fields = self.subjects.iter().filter_map(|subject| Discipline::parse(&subject.field).ok());
        let mut disciplines: Vec<Discipline> = fields.collect();
        disciplines.sort();
        disciplines.dedup();
        DrawRequest { need: numbers.panel(), disciplines }
    }

    /// The pool, with what speaks against each expert.
    ///
    /// # Errors
    /// [`Error::Fault`] if what is kept is not what was written.
    pub(in crate::panel) fn pool(&self) -> Result<Vec<Pooled>> {
        let today = day(&self.today)?;
        let rules = self.rules.rules();
        let subjects: Vec<Subject> = self.subjects.iter().map(KeptSubject::subject).collect();
        let pooled = self.experts.iter().map(|expert| {
            let facts = expert.facts()?;
            Ok(Pooled {
                expert: ExpertId(expert.expert),
                number: expert.number.clone(),
                class: expert.class()?,
                unit: facts.unit,
                disciplines: expert.disciplines(),
                eligibility: eligibility(&facts, &subjects, self.judges_all, today, &rules),
            })
        });
        pooled.collect()
    }
}

impl KeptSubject {
    /// For the engine.
    pub(in crate::panel) fn subject(&self) -> Subject {
        let facts = SubjectFacts {
            call: CallId(self.call),
            applicant: self.applicant.map(UnitId),
            partners: self.partners.iter().copied().map(UnitId).collect(),
            leader: self.leader.map(PersonId),
            members: self.members.iter().copied().map(PersonId).collect(),
            unidentified: self.unidentified,
            avoided: Vec::new(),
        };
        Subject { number: self.number.clone(), facts }
    }

    /// What is not known of the proposal itself; nothing when all is.
    pub(in crate::panel) fn gap(&self) -> Option<String> {
        let mut gaps = Vec::new();
        if self.leader.is_none() {
            gaps.push("项目负责人未与人员库对应".to_owned());
        }
        if self.unidentified > 0 {
            gaps.push(format!("有 {} 名项目组成员未与人员库对应", self.unidentified));
        }
        (!gaps.is_empty()).then(|| format!("申报书 {}：{}", self.number, gaps.join("，")))
    }
}

impl KeptExpert {
    /// The class.
    pub(in crate::panel) fn class(&self) -> Result<Class> {
        Class::from_label(&self.class).ok_or_else(|| unknown(&self.class))
    }

    /// The disciplines, those left out whose code is none.
    pub(in crate::panel) fn disciplines(&self) -> Vec<Discipline> {
        self.fields.iter().filter_map(|field| Discipline::parse(field).ok()).collect()
    }

    /// For the engine.
    ///
    /// # Errors
    /// [`Error::Fault`] if what is kept is not what was written.
    pub(in crate::panel) fn facts(&self) -> Result<ExpertFacts> {
        let post = |post: &KeptPost| {
            let kind = PostKind::from_label(&post.kind).ok_or_else(|| unknown(&post.kind))?;
            Ok(Post { unit: UnitId(post.unit), kind, ended_on: some_day(post.ended_on.as_ref())? })
        };
        let tie = |tie: &KeptTie| {
            let kind = TieKind::from_label(&tie.kind).ok_or_else(|| unknown(&tie.kind))?;
            let (person, unit) = (tie.person.map(PersonId), tie.unit.map(UnitId));
            Ok(Tie { kind, person, unit, since: some_day(tie.since.as_ref())? })
        };
        let work = |work: &KeptWork| Ok(JointWork { with: PersonId(work.with), on: some_day(work.on.as_ref())? });
        let bar = |(from, to): &(String, Option<String>)| Ok(Bar { from: day(from)?, to: some_day(to.as_ref())? });
        Ok(ExpertFacts {
            person: PersonId(self.person),
            is_active: self.is_active,
            unit: self.unit.map(UnitId),
            posts: self.posts.iter().map(post).collect::<Result<_>>()?,
            ties: self.ties.iter().map(tie).collect::<Result<_>>()?,
            joint_works: self.works.iter().map(work).collect::<Result<_>>()?,
            own_calls: self.calls.iter().copied().map(CallId).collect(),
            declared_on: some_day(self.declared_on.as_ref())?,
            bars: self.bars.iter().map(bar).collect::<Result<_>>()?,
        })
    }
}

fn day(text: &str) -> Result<Day> {
    Day::parse(text).map_err(|_| unknown(text))
}

fn some_day(text: Option<&String>) -> Result<Option<Day>> {
    text.map(|text| day(text)).transpose()
}

/// A word or day that cannot have been written by this house.
fn unknown(text: &str) -> Error {
    Error::Fault(format!("the facts of a draw say “{text}”, which nobody knows"))
}
