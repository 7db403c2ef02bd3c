//! Entering what a superior bureau decided: the ledger gets its result, what was approved becomes a project, and the proposal
//! hears of it. Each line is entered or told why not; doing it again changes nothing.

use cases::{CaseFile, Change, add, matching};
use procedure::Word;
use storage::{Db, Deed, Result, Value, Work};
use vocabulary::{Day, Money, MoneyUnit::WanYuan};
use web::Who;

use super::compare::{APPROVED, Comparison, Difference, Pair, Theirs};
use crate::{
    APPLICATIONS, PROJECTS, PROPOSALS,
    proposal::{Stage, Step},
    ranking::moves::Mover,
};

/// What came of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Its result stands in the ledger now.
    Entered,
    /// It stood there before.
    Known,
    /// It was not entered, and why.
    Left(String),
}

/// A line of the report.
#[derive(Clone, Debug)]
pub(super) struct Applied {
    pub(super) number: String,
    pub(super) name: String,
    pub(super) decision: String,
    pub(super) outcome: Outcome,
}

/// Entering the list that came with a document.
#[derive(Debug)]
pub(super) struct Apply<'a> {
    pub(super) db: &'a Db,
    pub(super) who: &'a Who,
    pub(super) document: &'a str,
    /// When projects begin and end whose proposal is not in the house.
    pub(super) usual: (Option<Day>, Option<Day>),
    pub(super) today: Day,
}

impl Deed for Apply<'_> {
    type Outcome = Vec<Applied>;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<Vec<Applied>> {
        let comparison = Comparison::read(work.reader(), self.document).await?;
        let mut report = Vec::new();
        for pair in &comparison.pairs {
            let Some(theirs) = &pair.theirs else { continue };
            report.push(Applied {
                number: theirs.number.clone(),
                name: theirs.name.clone(),
                decision: theirs.decision.clone(),
                outcome: self.enters(work, pair, theirs).await?,
            });
        }
        Ok(report)
    }
}

fn left(why: impl Into<String>) -> Result<Outcome> {
    Ok(Outcome::Left(why.into()))
}

impl Apply<'_> {
    /// Enters a line, where nothing about it needs a person first.
    async fn enters(&self, work: &mut Work, pair: &Pair, theirs: &Theirs) -> Result<Outcome> {
        let Some(ours) = &pair.ours else {
            return left("台账中没有这一项。请核对编号，或先补录申报台账");
        };
        if ours.result == theirs.result() {
            return Ok(Outcome::Known);
        }
        let differences = pair.differences();
        if differences.contains(&Difference::Contrary) {
            return left(format!("台账已登记为“{}”，与上级结果相反。请核实后在台账中改正", ours.result));
        }
        if differences.contains(&Difference::Unit) {
            return left(format!("承担单位不同，台账为“{}”。请核实后改正一方", ours.unit));
        }
        let line = CaseFile::read(work.reader(), &APPLICATIONS, ours.id).await?;
        let proposal = match line.number("proposal") {
            Some(id) => Some(CaseFile::read(work.reader(), &PROPOSALS, id).await?),
            None => None,
        };
        if theirs.result() == APPROVED {
            return self.approves(work, &line, theirs, proposal.as_ref()).await;
        }
        if let Some(proposal) = proposal.as_ref().filter(|proposal| is_recommended(proposal)) {
            self.mover().moves(work, proposal.id(), Step::Decline, &[]).await?;
        }
        self.writes(work, &line, theirs, None).await
    }

    /// An approved line becomes a project under the number of the ledger, or is linked with the one that has it.
    async fn approves(
        &self,
        work: &mut Work,
        line: &CaseFile,
        theirs: &Theirs,
        proposal: Option<&CaseFile>,
    ) -> Result<Outcome> {
        let Some(amount) = theirs.amount else {
            return left("上级名单没有资助金额。没有资助的请填 0");
        };
        let requested = proposal.and_then(|proposal| proposal.money("requested"));
        if let Some(requested) = requested.filter(|requested| amount > *requested) {
            let (amount, requested) = (amount.exact(WanYuan), requested.exact(WanYuan));
            return left(format!("资助额 {amount} 万元超过申请额 {requested} 万元。请核实上级名单"));
        }
        let known = matching(&PROJECTS, &[("number", line.text("number").into())])?;
        let known = CaseFile::all(work.reader(), &PROJECTS, known).await?.first().map(CaseFile::id);
        let project = match known {
            Some(known) => known,
            None => {
                let planned = |column: &str| proposal.and_then(|proposal| proposal.day(column));
                let (start, end) = (planned("starts_on").or(self.usual.0), planned("ends_on").or(self.usual.1));
                let Some((start, end)) = start.zip(end).filter(|(start, end)| start <= end) else {
                    return left("没有计划起止日期，或起止颠倒。请在对照页填写起止日期后再登记");
                };
                add(work, self.db, &PROJECTS, self.project(line, theirs, amount, (start, end), proposal)).await?
            }
        };
        if let Some(proposal) = proposal.filter(|proposal| is_recommended(proposal)) {
            self.mover().approves(work, proposal.id(), amount).await?;
        }
        self.writes(work, line, theirs, Some(project)).await
    }

    /// What stands in a new project.
    fn project(
        &self,
        line: &CaseFile,
        theirs: &Theirs,
        granted: Money,
        (start, end): (Day, Day),
        proposal: Option<&CaseFile>,
    ) -> Vec<Change> {
        let of = |case: &CaseFile, column: &str| case.cell(column).map(|cell| cell.value.clone()).unwrap_or_default();
        let of_proposal = |column: &str| proposal.map_or(Value::Null, |proposal| of(proposal, column));
        vec![
            ("number", of(line, "number")),
            ("name", theirs.name.as_str().into()),
            ("level", of(line, "level")),
            ("programme", of(line, "programme")),
            ("unit", of(line, "unit")),
            ("leader", of(line, "leader")),
            ("field", of_proposal("field")),
            ("document", self.document.into()),
            ("approved_on", theirs.decided_on.unwrap_or(self.today).to_string().into()),
            ("started_on", start.to_string().into()),
            ("due_on", end.to_string().into()),
            ("budget", of_proposal("budget")),
            ("granted", granted.fen().into()),
            ("summary", of_proposal("summary")),
        ]
    }

    /// The line of the ledger gets its result.
    async fn writes(&self, work: &mut Work, line: &CaseFile, theirs: &Theirs, project: Option<i64>) -> Result<Outcome> {
        let mut changes = vec![("result", theirs.result().into())];
        changes.extend(theirs.decided_on.map(|day| ("decided_on", day.to_string().into())));
        changes.extend(project.map(|project| ("project", project.into())));
        line.write(work, self.db, changes).await?;
        Ok(Outcome::Entered)
    }

    fn mover(&self) -> Mover<'_> {
        Mover { db: self.db, who: self.who, today: self.today }
    }
}

fn is_recommended(proposal: &CaseFile) -> bool {
    proposal.text("stage") == Stage::Recommended.label()
}
