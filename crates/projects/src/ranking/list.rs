//! A ranked list as it stands: its rows in order of place, what they come to, and what is still said against each.

use std::collections::BTreeMap;

use cases::{CaseFile, matching};
use procedure::Word;
use storage::{Reader, Result};
use vocabulary::{Day, Money};

use super::{Disposition, OBJECTIONS, RANKING_ITEMS, Stage, objection};
use crate::{
    FINDINGS,
    rows::{all, is, one_of, where_all},
};

/// The rules of the formal check that look into integrity and twins.
const FLAGGING: [&str; 4] = ["dishonest-unit", "dishonest-leader", "dishonest-member", "similarity"];

/// What a finding says of a rule that does not hold, or not surely.
const DOUBTFUL: [&str; 2] = ["需核实", "不符合"];

/// A ranked list.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    /// Its rows, the first place first.
    pub(crate) rows: Vec<Row>,
}

/// A proposal on a ranked list.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The line of the list.
    pub(crate) id: i64,
    pub(crate) place: i64,
    pub(crate) proposal: i64,
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) unit: String,
    pub(crate) leader: String,
    /// The word of the stage of the proposal.
    pub(crate) stage: String,
    /// Whether it was handed in under the call of the list.
    pub(crate) is_of_call: bool,
    pub(crate) requested: Option<Money>,
    pub(crate) starts_on: Option<Day>,
    pub(crate) ends_on: Option<Day>,
    /// Hundredths of a point.
    pub(crate) score: Option<i64>,
    pub(crate) disposition: Disposition,
    pub(crate) amount: Option<Money>,
    pub(crate) exception: String,
    /// What the formal check found of integrity and of twins, and has not taken back.
    pub(crate) flags: Vec<String>,
    /// Another list under way on which the proposal stands.
    pub(crate) elsewhere: Option<String>,
    /// The objection against it on this list that was upheld.
    pub(crate) upheld: Option<String>,
}

/// How many rows have a disposition, and what they come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Total {
    pub(crate) disposition: Disposition,
    pub(crate) rows: usize,
    pub(crate) amount: Money,
}

impl Row {
    fn of(item: &CaseFile) -> Row {
        Row {
            id: item.id(),
            place: item.number("place").unwrap_or_default(),
            proposal: item.number("proposal").unwrap_or_default(),
            number: item.text("number").to_owned(),
            name: item.linked("proposal").to_owned(),
            unit: item.linked("unit").to_owned(),
            leader: item.text("leader").to_owned(),
            stage: item.text("proposal_stage").to_owned(),
            is_of_call: item.number("call") == item.number("applied_under"),
            requested: item.money("requested"),
            starts_on: item.day("starts_on"),
            ends_on: item.day("ends_on"),
            score: item.number("score"),
            disposition: Disposition::of_label(item.text("disposition")).unwrap_or(Disposition::Decline),
            amount: item.money("amount"),
            exception: item.text("exception").to_owned(),
            flags: Vec::new(),
            elsewhere: None,
            upheld: None,
        }
    }

    /// Its place and name, as a sentence calls it.
    pub(crate) fn called(&self) -> String {
        format!("第 {} 名“{}”", self.place, self.name)
    }

    pub(crate) fn has_reason(&self) -> bool {
        !self.exception.is_empty()
    }
}

impl List {
    /// The rows alone.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn rows_of(reader: Reader<'_>, ranking: i64) -> Result<List> {
        let items = CaseFile::all(reader, &RANKING_ITEMS, matching(&RANKING_ITEMS, &[("ranking", ranking.into())])?);
        Ok(List { rows: items.await?.iter().map(Row::of).collect() })
    }

    /// The rows with what is said against each.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn read(reader: Reader<'_>, ranking: i64, call: i64) -> Result<List> {
        let mut list = List::rows_of(reader, ranking).await?;
        let mut flags = flags(reader, call).await?;
        let elsewhere = elsewhere(reader, ranking, call).await?;
        let upheld = upheld(reader, ranking).await?;
        for row in &mut list.rows {
            row.flags = flags.remove(&row.proposal).unwrap_or_default();
            row.elsewhere = elsewhere.get(&row.proposal).cloned();
            row.upheld = upheld.get(&row.proposal).cloned();
        }
        Ok(list)
    }

    /// Those of a disposition, the first place first.
    pub(crate) fn of(&self, disposition: Disposition) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.disposition == disposition)
    }

    /// What the rows come to, for each disposition.
    pub(crate) fn totals(&self) -> Vec<Total> {
        totals(self.rows.iter().map(|row| (row.disposition, row.amount)))
    }

    /// What the funded rows come to.
    pub(crate) fn funded(&self) -> Money {
        Money::total(self.of(Disposition::Fund).filter_map(|row| row.amount)).unwrap_or_default()
    }

    /// The rows that stand better than a row of a better place, where neither gives a reason: each with the nearest that
    /// it passes over.
    pub(crate) fn out_of_order(&self) -> Vec<(&Row, &Row)> {
        let mut found = Vec::new();
        for (position, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.has_reason()) {
            let better_placed = self.rows.iter().take(position).rev();
            let passed_over =
                better_placed.filter(|other| !other.has_reason()).find(|other| other.disposition > row.disposition);
            found.extend(passed_over.map(|other| (row, other)));
        }
        found
    }
}

/// What rows come to, for each disposition.
pub(crate) fn totals(rows: impl Iterator<Item = (Disposition, Option<Money>)> + Clone) -> Vec<Total> {
    Disposition::ALL
        .iter()
        .map(|disposition| {
            let of = rows.clone().filter(|(of, _)| of == disposition);
            let amount = Money::total(of.clone().filter_map(|(_, amount)| amount)).unwrap_or_default();
            Total { disposition: *disposition, rows: of.count(), amount }
        })
        .collect()
}

/// What the formal check found against the proposals of a call in matters of integrity and of twins. The officer who let a
/// proposal pass had reasons; whoever decides on money should hear of it all the same.
async fn flags(reader: Reader<'_>, call: i64) -> Result<BTreeMap<i64, Vec<String>>> {
    let asked = [("call", is(call)), ("rule", one_of(&FLAGGING)), ("found", one_of(&DOUBTFUL))];
    let mut found: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for finding in all(reader, &FINDINGS, where_all(&FINDINGS, asked)).await? {
        let says = format!("{}：{}", finding.text("title"), finding.text("found"));
        found.entry(finding.number("proposal").unwrap_or_default()).or_default().push(says);
    }
    Ok(found)
}

/// The proposals of a call that stand on another of its lists, one that is still under way.
async fn elsewhere(reader: Reader<'_>, ranking: i64, call: i64) -> Result<BTreeMap<i64, String>> {
    let ended = [Stage::Issued, Stage::Cancelled].map(Word::label);
    let under_way: Vec<&str> = Stage::LABELS.iter().copied().filter(|stage| !ended.contains(stage)).collect();
    let asked = [("call", is(call)), ("list_stage", one_of(&under_way))];
    let items = all(reader, &RANKING_ITEMS, where_all(&RANKING_ITEMS, asked)).await?;
    let others = items.iter().filter(|item| item.number("ranking") != Some(ranking));
    Ok(others.filter_map(|item| Some((item.number("proposal")?, item.linked("ranking").to_owned()))).collect())
}

/// The proposals against which an objection on a list was upheld.
async fn upheld(reader: Reader<'_>, ranking: i64) -> Result<BTreeMap<i64, String>> {
    let asked = [("ranking", ranking.into()), ("stage", objection::Stage::Upheld.label().into())];
    let objections = CaseFile::all(reader, &OBJECTIONS, matching(&OBJECTIONS, &asked)?).await?;
    Ok(objections.iter().filter_map(|one| Some((one.number("proposal")?, one.text("number").to_owned()))).collect())
}
