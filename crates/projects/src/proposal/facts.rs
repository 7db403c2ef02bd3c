//! What the guards of a proposal look at: its call, what is written, how much of the quotas is used, and what the formal
//! check has found.

use cases::CaseFile;
use listing::query;
use procedure::Word;
use storage::{Error, Reader, Result};
use vocabulary::{Day, Money};

use super::{
    COUNTED, FINDINGS, PROPOSALS, Stage,
    content::{Content, papers},
    finding::Judgement,
};
use crate::{
    CALLS, call,
    parameters::LONGEST_SUMMARY,
    rows::{all, is, one_of, where_all},
};

/// The columns that must be filled in before a proposal is handed in. Those of the budget are sums, and the pledge has a
/// guard of its own.
pub(crate) const NEEDED: &[&str] = &[
    "name",
    "leader",
    "leader_born",
    "leader_rank",
    "field",
    "starts_on",
    "ends_on",
    "summary",
    "basis",
    "content",
    "route",
    "conditions",
    "contact",
    "phone",
];

/// What the guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) today: Day,
    pub(crate) call: CallFacts,
    /// Read in the stages in which the unit writes.
    pub(crate) written: Written,
    pub(crate) quota: Quota,
    /// Read in the stage in which the bureau checks.
    pub(crate) checked: Checked,
    /// Whether the unit has been asked to mend before.
    pub(crate) was_mended: bool,
    /// The last day on which it may hand in what it mended.
    pub(crate) mend_until: Option<Day>,
    pub(crate) has_score: bool,
    pub(crate) requested: Money,
}

/// The call of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CallFacts {
    pub(crate) is_published: bool,
    pub(crate) opens_on: Day,
    pub(crate) closes_on: Day,
    pub(crate) is_sealed: bool,
    /// Whether the bureau itself decides, rather than a superior one.
    pub(crate) is_own: bool,
    /// The most that one proposal may ask for.
    pub(crate) most: Option<Money>,
}

impl CallFacts {
    /// Of a call.
    pub(crate) fn of(call: &CaseFile) -> Result<CallFacts> {
        let day =
            |column: &str| call.day(column).ok_or_else(|| Error::Fault(format!("call {} has no {column}", call.id())));
        Ok(CallFacts {
            is_published: call.text("stage") == call::Stage::Published.label(),
            opens_on: day("opens_on")?,
            closes_on: day("closes_on")?,
            is_sealed: call.text("sealed") == "是",
            is_own: call.text("level") == "区级",
            most: call.money("most"),
        })
    }

    /// Whether proposals may be handed in on a day.
    pub(crate) fn is_open(&self, today: Day) -> bool {
        self.is_published && self.opens_on <= today && today <= self.closes_on
    }
}

/// What is written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Written {
    /// The labels of the columns that are still to be filled in.
    pub(crate) blanks: Vec<&'static str>,
    /// How many characters the summary has beyond the limit.
    pub(crate) summary_beyond: usize,
    /// What is wrong with the code of the discipline.
    pub(crate) wrong_field: Option<String>,
    pub(crate) leader_is_member: bool,
    pub(crate) budget_lines: usize,
    /// Whether the sums in the record are those of the lines.
    pub(crate) adds_up: bool,
    pub(crate) indicators: usize,
    pub(crate) missing_papers: Vec<String>,
    pub(crate) unanswered: Vec<String>,
    pub(crate) has_pledge: bool,
}

impl Written {
    /// What is written in a proposal.
    pub(crate) fn of(case: &CaseFile, call: &CaseFile, content: &Content) -> Written {
        let field = case.text("field");
        let sums = content.sums();
        let adds_up = |sums: &super::Sums| {
            case.money("budget") == Some(sums.total) && case.money("requested") == Some(sums.requested)
        };
        Written {
            blanks: case.blanks(NEEDED),
            summary_beyond: case.text("summary").chars().count().saturating_sub(LONGEST_SUMMARY),
            wrong_field: review::Discipline::parse(field).err().filter(|_| !field.is_empty()).map(|wrong| wrong.said),
            leader_is_member: content.has_member(case.text("leader")),
            budget_lines: content.budget.len(),
            adds_up: sums.as_ref().is_some_and(adds_up),
            indicators: content.indicators.len(),
            missing_papers: content.missing(&papers(call)),
            unanswered: content.unanswered(),
            has_pledge: case.text("pledge") == "是",
        }
    }
}

/// How much of the quotas (限项) others of the unit and of the leader have used, and how much there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quota {
    pub(crate) of_unit: i64,
    pub(crate) per_unit: Option<i64>,
    pub(crate) of_leader: i64,
    pub(crate) per_leader: Option<i64>,
}

impl Quota {
    /// Counts the other proposals under the call. A leader is the same person by number, or by name within the unit.
    pub(crate) async fn read(reader: Reader<'_>, case: &CaseFile, call: &CaseFile) -> Result<Quota> {
        let (unit, leader) = (case.number("unit").unwrap_or_default(), case.text("leader"));
        let of_leader =
            where_all(&PROPOSALS, [("call", is(call.id())), ("stage", one_of(COUNTED)), ("leader", is(leader))]);
        let person = case.number("leader_person");
        let same = all(reader, &PROPOSALS, of_leader).await?.into_iter().filter(|other| {
            let known = (other.number("leader_person"), person);
            other.id() != case.id()
                && match known {
                    (Some(one), Some(two)) => one == two,
                    _ => other.number("unit") == Some(unit),
                }
        });
        let counts_itself = COUNTED.contains(&case.text("stage"));
        Ok(Quota {
            of_unit: used_by(reader, call.id(), unit).await? - i64::from(counts_itself),
            per_unit: call.number("per_unit"),
            of_leader: i64::try_from(same.count()).unwrap_or(i64::MAX),
            per_leader: call.number("per_leader"),
        })
    }
}

/// How many proposals a unit has handed in under a call, those not counted that it gave up or that were rejected.
pub(crate) async fn used_by(reader: Reader<'_>, call: i64, unit: i64) -> Result<i64> {
    let filter = where_all(&PROPOSALS, [("call", is(call)), ("unit", is(unit)), ("stage", one_of(COUNTED))]);
    query::count(reader, &PROPOSALS, &filter).await
}

/// What the formal check has found, and what people made of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Checked {
    pub(crate) findings: usize,
    /// Whether the rules looked at the proposal as it is now.
    pub(crate) is_fresh: bool,
    /// The titles of the findings that nobody has judged.
    pub(crate) unjudged: Vec<String>,
    pub(crate) mendable: usize,
    pub(crate) bad: usize,
}

impl Checked {
    /// Of the findings on a version of a proposal.
    pub(crate) fn of(findings: &[CaseFile], version: i64) -> Checked {
        let judged = |judgement: Judgement| {
            findings.iter().filter(|finding| finding.text("judged") == judgement.label()).count()
        };
        let unjudged = findings.iter().filter(|finding| !finding.has("judged"));
        Checked {
            findings: findings.len(),
            is_fresh: findings.iter().all(|finding| finding.number("version") == Some(version)),
            unjudged: unjudged.map(|finding| finding.text("title").to_owned()).collect(),
            mendable: judged(Judgement::Mendable),
            bad: judged(Judgement::Bad),
        }
    }
}

/// The call of a proposal.
///
/// # Errors
/// What the database says.
pub(crate) async fn call_of(reader: Reader<'_>, case: &CaseFile) -> Result<CaseFile> {
    CaseFile::read(reader, &CALLS, case.number("call").unwrap_or_default()).await
}

impl Facts {
    /// Reads what the guards of the stage look at.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn read(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let call = call_of(reader, case).await?;
        let mut facts = Facts {
            today,
            call: CallFacts::of(&call)?,
            written: Written::default(),
            quota: Quota::default(),
            checked: Checked::default(),
            was_mended: case.has("mend_asked_on"),
            mend_until: case.day("due_on"),
            has_score: case.has("score"),
            requested: case.money("requested").unwrap_or_default(),
        };
        match Stage::of_label(case.text("stage")) {
            Some(Stage::Draft | Stage::ToBeMended) => {
                let content = Content::read(reader, case.id(), call.id()).await?;
                facts.written = Written::of(case, &call, &content);
                facts.quota = Quota::read(reader, case, &call).await?;
            }
            Some(Stage::Submitted) => {
                let findings = all(reader, &FINDINGS, where_all(&FINDINGS, [("proposal", is(case.id()))])).await?;
                facts.checked = Checked::of(&findings, case.number("version").unwrap_or_default());
            }
            _ => {}
        }
        Ok(facts)
    }
}
