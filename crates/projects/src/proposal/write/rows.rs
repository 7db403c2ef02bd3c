//! The rows of a section: members, partners, budget lines, indicators. All rows of the section are saved together.

use cases::{CaseFile, placed};
use listing::{Listing, records};
use storage::{Db, Deed, Error, Problem, Reader, Result, Value, Work};
use web::typed;

use super::{
    super::{BUDGET_LINES, PROPOSALS, Sums},
    fingerprint, refuse_stale, still_open,
};
use crate::rows::{all, is, where_all};

/// How many rows a section may have.
pub(crate) const MOST_ROWS: usize = 200;

/// The rows of a listing, and the columns of them that are written here. The fields of the form are called `name.0`,
/// `name.1` and so on; `id.0` says which stored row it is and `remove.0` takes it away.
#[derive(Copy, Clone, Debug)]
pub(crate) struct RowColumns {
    pub(crate) listing: &'static Listing,
    pub(crate) columns: &'static [&'static str],
}

/// How many rows were typed.
pub(crate) fn row_count(pairs: &[(String, String)]) -> usize {
    let numbers = pairs.iter().filter_map(|(name, _)| name.rsplit_once('.')?.1.parse::<usize>().ok());
    numbers.max().map_or(0, |last| last.saturating_add(1))
}

/// Saves the rows of a section.
#[derive(Debug)]
pub(crate) struct SaveRows<'a> {
    pub(crate) db: &'a Db,
    pub(crate) proposal: i64,
    pub(crate) rows: RowColumns,
    pub(crate) typed: &'a [(String, String)],
}

/// A row as it is to be stored.
struct Wanted {
    /// The stored row that it was.
    id: Option<i64>,
    /// Its number in the form.
    number: usize,
    changes: Vec<(&'static str, Value)>,
}

impl Wanted {
    fn value(&self, name: &str) -> Option<&Value> {
        self.changes.iter().find(|(column, _)| *column == name).map(|(_, value)| value)
    }
}

impl Deed for SaveRows<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let case = still_open(work.reader(), self.proposal).await?;
        let listing = self.rows.listing;
        let stored = self.stored(work.reader()).await?;
        refuse_stale(typed(self.typed, "_seen"), &fingerprint(self.db, listing, &stored)?)?;
        let wanted = self.wanted(work.reader(), &stored).await?;
        let table = self.db.table(listing.table)?;
        for row in &stored {
            if !wanted.iter().any(|wanted| wanted.id == Some(row.id())) {
                work.delete(table, row.id()).await?;
            }
        }
        for row in wanted {
            let before = stored.iter().find(|before| Some(before.id()) == row.id);
            match before {
                Some(before) => {
                    work.update(table, &before.row(), &placed(listing, row.changes)?).await?;
                }
                None => {
                    work.insert(table, vec![cases::new_row(listing, row.changes)?]).await?;
                }
            }
        }
        if listing.table == BUDGET_LINES.table { self.add_up(work, &case).await } else { Ok(()) }
    }
}

impl SaveRows<'_> {
    async fn stored(&self, reader: Reader<'_>) -> Result<Vec<CaseFile>> {
        let listing = self.rows.listing;
        all(reader, listing, where_all(listing, [("proposal", is(self.proposal))])).await
    }

    /// What was typed, row by row, without those that are blank or to be taken away.
    ///
    /// # Errors
    /// [`Error::Invalid`] with a problem at every field that is wrong.
    async fn wanted(&self, reader: Reader<'_>, stored: &[CaseFile]) -> Result<Vec<Wanted>> {
        let count = row_count(self.typed);
        if count > MOST_ROWS {
            return Err(Error::Refused(format!("最多 {MOST_ROWS} 行，现为 {count} 行。请合并同类的几行")));
        }
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut problems = Vec::new();
        for number in 0..count {
            let text = |name: &str| typed(self.typed, &format!("{name}.{number}"));
            let is_blank = self.rows.columns.iter().all(|column| text(column).is_empty());
            if is_blank || !text("remove").is_empty() {
                continue;
            }
            match self.read(reader, number, wanted.len() + 1).await {
                Ok(changes) => {
                    let id = text("id").parse::<i64>().ok();
                    let was = stored.iter().find(|row| Some(row.id()) == id && self.rows.is_same(row, &changes));
                    wanted.push(Wanted { id: was.map(CaseFile::id), number, changes });
                }
                Err(Error::Invalid(found)) => problems.extend(found),
                Err(error) => return Err(error),
            }
        }
        problems.extend(twins(self.rows, &wanted));
        if problems.is_empty() { Ok(wanted) } else { Err(Error::Invalid(problems)) }
    }

    /// The values of one typed row, which becomes the row of this sequence.
    async fn read(&self, reader: Reader<'_>, number: usize, sequence: usize) -> Result<Vec<(&'static str, Value)>> {
        let listing = self.rows.listing;
        let mut row: Vec<(String, String)> =
            vec![("proposal".to_owned(), format!("#{}", self.proposal)), ("sequence".to_owned(), sequence.to_string())];
        for column in self.rows.columns {
            row.push(((*column).to_owned(), typed(self.typed, &format!("{column}.{number}")).to_owned()));
        }
        let values = records::parse(reader, listing, &row, None).await.map_err(|error| match error {
            Error::Invalid(found) => Error::Invalid(
                found
                    .into_iter()
                    .map(|problem| Problem {
                        place: format!("{}.{number}", problem.place),
                        sentence: format!("第 {} 行：{}", number + 1, problem.sentence),
                    })
                    .collect(),
            ),
            other => other,
        })?;
        let written = listing.stored().zip(values);
        let ours = |name: &str| ["proposal", "sequence"].contains(&name) || self.rows.columns.contains(&name);
        Ok(written.filter(|(column, _)| ours(column.name)).map(|(column, value)| (column.name, value)).collect())
    }

    /// Writes what the lines add up to into the proposal.
    async fn add_up(&self, work: &mut Work, case: &CaseFile) -> Result<()> {
        let lines = self.stored(work.reader()).await?;
        let sums = Sums::of(&lines)
            .ok_or_else(|| Error::Refused("预算合计超出可以处理的范围，请检查金额和单位（万元）".to_owned()))?;
        let sums = vec![("budget", sums.total.fen().into()), ("requested", sums.requested.fen().into())];
        work.update(self.db.table(PROPOSALS.table)?, &case.row(), &case.placed(sums)?).await?;
        Ok(())
    }
}

impl RowColumns {
    /// The column by which each row is another, where the key has one that is written here.
    fn key(self) -> Option<&'static str> {
        self.listing.key.iter().copied().find(|key| self.columns.contains(key))
    }

    /// Whether these values are of the same thing as a stored row. Another thing gets a row of its own, so that two rows
    /// may change places.
    fn is_same(self, stored: &CaseFile, changes: &[(&'static str, Value)]) -> bool {
        let Some(key) = self.key() else { return true };
        let now = changes.iter().find(|(name, _)| *name == key).map(|(_, value)| value);
        stored.cell(key).map(|cell| &cell.value) == now
    }
}

/// Rows that tell of the same thing twice, in a listing where each stands once.
fn twins(rows: RowColumns, wanted: &[Wanted]) -> Vec<Problem> {
    let Some(key) = rows.key() else { return Vec::new() };
    let label = rows.listing.column(key).map_or("", |column| column.label);
    let is_twin = |at: usize, row: &Wanted| wanted.iter().take(at).any(|other| other.value(key) == row.value(key));
    let twins = wanted.iter().enumerate().filter(|(at, row)| is_twin(*at, row));
    twins
        .map(|(_, row)| Problem {
            place: format!("{key}.{}", row.number),
            sentence: format!("第 {} 行：前面已有这家{label}，请合并成一行", row.number + 1),
        })
        .collect()
}
