//! Runs every rule over one proposal or all that wait under a call, and keeps what they found. Running again changes only
//! what is different; a judgement stays as long as that on which it was passed does.

use std::collections::HashMap;

use cases::{CaseFile, Change, new_row};
use listing::{
    Column, Filter,
    query::{self, Wanted},
};
use procedure::Word;
use storage::{Db, Deed, Error, Result, Value, Work};
use vocabulary::Day;
use web::Who;

use super::{
    batch::{ById, ByName},
    facts::Ground,
    read::{self, BLOCK, Shared},
    rules::{self, CheckRule, Found},
    similarity::Similarity,
    view::CHECKED,
};
use crate::{
    FINDINGS,
    proposal::{Judgement, Stage, Verdict},
    rows::{is, where_all},
};

/// The most records that one finding names; its sentence says how many there are.
const MOST_GROUNDS: usize = 20;

/// One run of the rules.
#[derive(Copy, Clone, Debug)]
pub(super) struct Run<'a> {
    pub(super) db: &'a Db,
    pub(super) who: &'a Who,
    pub(super) similarity: Option<&'a dyn Similarity>,
    pub(super) today: Day,
}

/// What a run came to.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// The proposals that were checked.
    pub(super) proposals: usize,
    /// Those of which at least one rule says that it does not hold.
    pub(super) failing: usize,
    /// Those of the others of which a person has to look at something.
    pub(super) unsure: usize,
}

/// What the rules make of a proposal.
struct Looked {
    proposal: i64,
    number: String,
    version: i64,
    results: Vec<(&'static CheckRule, Found)>,
}

impl Looked {
    fn has(&self, verdict: Verdict) -> bool {
        self.results.iter().any(|(_, found)| found.verdict == verdict)
    }
}

impl Run<'_> {
    /// Runs the rules over one proposal.
    ///
    /// # Errors
    /// [`Error::Refused`] if it does not wait for the formal check; what the database says.
    pub(super) async fn over_proposal(&self, proposal: &CaseFile) -> Result<()> {
        let number = proposal.text("number");
        let filter = waiting().and(where_all(&CHECKED, [("number", is(number))]));
        let call = proposal.number("call").unwrap_or_default();
        let tally = self.over(call, filter, &|_| ()).await?;
        if tally.proposals == 0 {
            let (name, stage) = (proposal.name(), proposal.text("stage"));
            return Err(Error::Refused(format!("“{name}”现在是“{stage}”，不在形式审查。请刷新页面看过新情况")));
        }
        Ok(())
    }

    /// Runs the rules over all proposals that wait under a call; `told` hears how many are done, now and then.
    ///
    /// # Errors
    /// What the database says. The blocks that were written stay.
    pub(super) async fn over_call(&self, call: i64, told: &(dyn Fn(usize) + Send + Sync)) -> Result<Tally> {
        self.over(call, waiting().and(where_all(&CHECKED, [("call", is(call))])), told).await
    }

    async fn over(&self, call: i64, filter: Filter, told: &(dyn Fn(usize) + Send + Sync)) -> Result<Tally> {
        let shared = Shared::read(self.db.reader(), call, self.today).await?;
        let columns: Vec<&'static Column> = CHECKED.columns.iter().collect();
        let mut wanted = Wanted { filter, limit: BLOCK, ..Wanted::default() };
        let mut tally = Tally::default();
        loop {
            let page = query::page(self.db.reader(), &CHECKED, &columns, &wanted).await?;
            let files = page.records.into_iter().map(|record| CaseFile { listing: &CHECKED, record });
            let block = self.look(&shared, &files.collect::<Vec<_>>()).await?;
            let kept = self.db.write(&self.who.actor(), &Keep { db: self.db, block: &block }).await?;
            for looked in block.iter().filter(|looked| kept.contains(&looked.proposal)) {
                tally.proposals += 1;
                match () {
                    () if looked.has(Verdict::Fails) => tally.failing += 1,
                    () if looked.has(Verdict::Unsure) => tally.unsure += 1,
                    () => {}
                }
            }
            told(tally.proposals);
            match page.after {
                None => return Ok(tally),
                after => wanted.after = after,
            }
        }
    }

    async fn look(&self, shared: &Shared, proposals: &[CaseFile]) -> Result<Vec<Looked>> {
        let facts = read::facts(self.db.reader(), shared, self.similarity, proposals).await?;
        let looked = proposals.iter().zip(&facts).map(|(proposal, facts)| Looked {
            proposal: proposal.id(),
            number: proposal.text("number").to_owned(),
            version: proposal.number("version").unwrap_or_default(),
            results: rules::look(facts),
        });
        Ok(looked.collect())
    }
}

/// The proposals that wait for the formal check.
pub(super) fn waiting() -> Filter {
    where_all(&CHECKED, [("stage", is(Stage::Submitted.label()))])
}

/// Keeps what the rules found of a block, and answers of which proposals. One that was taken back or handed in anew in the
/// meantime is left alone.
struct Keep<'a> {
    db: &'a Db,
    block: &'a [Looked],
}

impl Deed for Keep<'_> {
    type Outcome = Vec<i64>;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<Vec<i64>> {
        let versions = self.versions(work).await?;
        let unchanged = |looked: &&Looked| versions.get(&looked.proposal) == Some(&looked.version);
        let block: Vec<&Looked> = self.block.iter().filter(unchanged).collect();
        let ids: Vec<i64> = block.iter().map(|looked| looked.proposal).collect();
        let kept = ById::read(work.reader(), &FINDINGS, "proposal", &ids, Filter::default()).await?;
        let table = self.db.table(FINDINGS.table)?;
        let mut new = Vec::new();
        for looked in &block {
            let kept = kept.of(&looked.proposal);
            for (rule, found) in &looked.results {
                match kept.iter().find(|file| file.text("rule") == rule.code) {
                    Some(file) => file.write(work, self.db, changes(file, rule, found, looked.version)).await?,
                    None => new.push(new_row(&FINDINGS, first(looked, rule, found))?),
                }
            }
            let is_gone = |file: &&CaseFile| !looked.results.iter().any(|(rule, _)| rule.code == file.text("rule"));
            for file in kept.iter().filter(is_gone) {
                work.delete(table, file.id()).await?;
            }
        }
        work.insert(table, new).await?;
        Ok(ids)
    }
}

impl Keep<'_> {
    /// The versions of those that still wait.
    async fn versions(&self, work: &Work) -> Result<HashMap<i64, i64>> {
        let numbers: Vec<String> = self.block.iter().map(|looked| looked.number.clone()).collect();
        let files = ByName::read(work.reader(), &CHECKED, "number", &numbers, waiting()).await?;
        Ok(files.into_rows().map(|file| (file.id(), file.number("version").unwrap_or_default())).collect())
    }
}

/// What a finding says.
fn said(rule: &CheckRule, found: &Found, version: i64) -> Vec<Change> {
    vec![
        ("title", rule.title.into()),
        ("found", found.verdict.label().into()),
        ("because", found.because.as_str().into()),
        ("records", written(&found.rests_on)),
        ("version", version.into()),
    ]
}

fn first(looked: &Looked, rule: &CheckRule, found: &Found) -> Vec<Change> {
    let mut values = said(rule, found, looked.version);
    values.extend([("proposal", looked.proposal.into()), ("rule", rule.code.into())]);
    values
}

/// What changes in a finding. A judgement falls when what the rule found is different, and in a new version unless it was
/// in order; what it was stays as a remark.
fn changes(file: &CaseFile, rule: &CheckRule, found: &Found, version: i64) -> Vec<Change> {
    let mut changes = said(rule, found, version);
    let is_same = file.text("found") == found.verdict.label()
        && (found.verdict == Verdict::Holds || file.text("because") == found.because);
    let judged = file.text("judged");
    let is_mended = file.number("version") != Some(version) && judged != Judgement::Good.label();
    let why = match () {
        () if judged.is_empty() => return changes,
        () if !is_same => "规则结果已变",
        () if is_mended => "申报书有了新版本",
        () => return changes,
    };
    let remark = match file.text("remark") {
        "" => format!("原判断“{judged}”已失效：{why}"),
        remark => format!("原判断“{judged}：{remark}”已失效：{why}"),
    };
    changes.extend([
        ("judged", Value::Null),
        ("judged_by", Value::Null),
        ("judged_on", Value::Null),
        ("remark", remark.into()),
    ]);
    changes
}

/// Records as lines: the name, a blank, the address.
fn written(grounds: &[Ground]) -> Value {
    let lines = grounds.iter().take(MOST_GROUNDS).map(|ground| format!("{} {}", ground.label.trim(), ground.href));
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() { Value::Null } else { lines.join("\n").into() }
}

/// Reads what [`written`] wrote.
pub(super) fn grounds(text: &str) -> Vec<Ground> {
    let lines = text.lines().filter_map(|line| line.rsplit_once(' '));
    lines.map(|(label, href)| Ground { label: label.to_owned(), href: href.to_owned() }).collect()
}
