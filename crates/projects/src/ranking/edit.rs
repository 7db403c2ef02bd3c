//! Changing the rows of a list in its draft: what was typed, read and checked, and written all at once or not at all.

use cases::CaseFile;
use listing::cell;
use procedure::Word;
use storage::{Db, Deed, Error, Problem, Result, Value, Work};
use vocabulary::{Day, Money};
use web::typed;

use super::{
    Disposition, RANKING_ITEMS, RANKINGS, Stage, fill,
    list::{List, Row},
};

/// What was typed for a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    row: i64,
    disposition: Disposition,
    amount: Option<Money>,
    exception: String,
}

/// What else is done when the rows are saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Also {
    /// Nothing.
    Nothing,
    /// A proposal comes onto the list.
    Put(i64),
    /// A row leaves it.
    Remove(i64),
}

/// The name of a field of a row, as `amount-12`.
pub(super) fn field(column: &str, row: i64) -> String {
    format!("{column}-{row}")
}

/// Reads what was typed for the rows of a list.
///
/// # Errors
/// A problem for each field that is wrong.
pub(super) fn read(list: &List, pairs: &[(String, String)]) -> Result<Vec<Line>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut lines = Vec::new();
    for row in &list.rows {
        let mut value = |name: &'static str| {
            let place = field(name, row.id);
            let Some(column) = RANKING_ITEMS.column(name) else { return Value::Null };
            cell::parse(column, typed(pairs, &place)).unwrap_or_else(|sentence| {
                problems.push(Problem { place, sentence: format!("{}：{sentence}", row.called()) });
                Value::Null
            })
        };
        let disposition = value("disposition").text().and_then(Disposition::of_label);
        let amount = value("amount").int().map(Money::from_fen);
        let exception = value("exception").text().unwrap_or_default().to_owned();
        let Some(disposition) = disposition else { continue };
        if disposition == Disposition::Fund && typed(pairs, &field("amount", row.id)).is_empty() {
            let sentence = format!("{}：立项的应填写建议资助", row.called());
            problems.push(Problem { place: field("amount", row.id), sentence });
        }
        // Money stands only where it is given.
        let amount = amount.filter(|_| disposition == Disposition::Fund);
        lines.push(Line { row: row.id, disposition, amount, exception });
    }
    if problems.is_empty() { Ok(lines) } else { Err(problems) }
}

/// The list as it would be with these lines.
pub(super) fn with(mut list: List, lines: &[Line]) -> List {
    for row in &mut list.rows {
        if let Some(line) = lines.iter().find(|line| line.row == row.id) {
            row.disposition = line.disposition;
            row.amount = line.amount;
            row.exception.clone_from(&line.exception);
        }
    }
    list
}

/// The digest of a list and its rows as they stand, so that a change by another is noticed.
pub(super) fn fingerprint(ranking: &CaseFile, list: &List) -> String {
    let told = |row: &Row| {
        let amount = row.amount.map(Money::fen);
        format!("{} {} {:?} {amount:?} {}", row.id, row.place, row.disposition, row.exception)
    };
    let rows: Vec<String> = list.rows.iter().map(told).collect();
    storage::digest(format!("{:?}\n{}", ranking.row(), rows.join("\n")).as_bytes())
}

/// Saving the rows of a list that was last seen so.
#[derive(Debug)]
pub(super) struct Save<'a> {
    pub(super) db: &'a Db,
    pub(super) ranking: i64,
    pub(super) seen: &'a str,
    pub(super) lines: &'a [Line],
    pub(super) also: Also,
    pub(super) today: Day,
}

impl Deed for Save<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let ranking = CaseFile::read(work.reader(), &RANKINGS, self.ranking).await?;
        if ranking.text("stage") != Stage::Draft.label() {
            let why = format!("名单现在是“{}”，只有退回编制才能改动", ranking.text("stage"));
            return Err(Error::Refused(why));
        }
        let list = List::rows_of(work.reader(), self.ranking).await?;
        if fingerprint(&ranking, &list) != self.seen {
            return Err(Error::Refused(
                "这份名单在您填写时被别人改过。请另开一页核对新内容，再决定是否保存您填的内容".to_owned(),
            ));
        }
        for line in self.lines {
            let item = CaseFile::read(work.reader(), &RANKING_ITEMS, line.row).await?;
            item.write(work, self.db, line.changes()).await?;
        }
        let call = ranking.number("call").unwrap_or_default();
        match self.also {
            Also::Nothing => Ok(()),
            Also::Put(proposal) => fill::put(work, self.db, &ranking, call, proposal, self.today).await,
            Also::Remove(row) => fill::removed(work, self.db, self.ranking, row).await,
        }
    }
}

impl Line {
    fn changes(&self) -> Vec<cases::Change> {
        let exception = if self.exception.is_empty() { Value::Null } else { self.exception.as_str().into() };
        vec![
            ("disposition", self.disposition.label().into()),
            ("amount", self.amount.map_or(Value::Null, |amount| amount.fen().into())),
            ("exception", exception),
        ]
    }
}
