//! Looking around: what the records say now, compared with the signals that are known.

use std::collections::BTreeSet;

use cases::{Asked, CaseFile, Kind, move_case, open_quietly};
use listing::{Alternative, Filter};
use procedure::Word;
use storage::{Db, Deed, Reader, Result, Work};
use vocabulary::Day;
use web::Who;

use super::{SIGNALS, Stage, Step, found::Found, procedure::Signal};

/// What looking around came to.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// Signals that are new.
    pub found: usize,
    /// Signals of which the records no longer tell.
    pub gone: usize,
}

/// Looks at all records and every kind of case, opens the signals that are new, and ends those that are gone.
///
/// # Errors
/// What the database says.
pub async fn look_around(db: &Db, kinds: &[&'static dyn Kind], today: Day) -> Result<Looked> {
    let found = Found::all(db.reader(), kinds, today).await?;
    let look = Look { db, found, today };
    if Difference::of(db.reader(), &look.found).await?.is_nothing() {
        return Ok(Looked::default());
    }
    db.write(&Who::house().actor(), &look).await
}

/// By what a signal is known again: what it says, and of which records.
type Mark = (String, String);

fn mark(signal: &CaseFile) -> Mark {
    (signal.text("title").to_owned(), signal.text("concerns").to_owned())
}

/// In what the known signals differ from what was found.
struct Difference<'f> {
    new: Vec<&'f Found>,
    gone: Vec<i64>,
}

impl<'f> Difference<'f> {
    async fn of(reader: Reader<'_>, found: &'f [Found]) -> Result<Difference<'f>> {
        // What somebody dismissed stays dismissed as long as the records say the same.
        let words = [Stage::New, Stage::TakenUp, Stage::Dismissed].map(|stage| Alternative::Is(stage.label().into()));
        let filter = SIGNALS.column("stage").map(|column| Filter::default().with(column, words.to_vec()));
        let known = CaseFile::all(reader, &SIGNALS, filter.unwrap_or_default()).await?;
        let marks: BTreeSet<Mark> = known.iter().map(mark).collect();
        let said: BTreeSet<Mark> = found.iter().map(Found::mark).collect();
        let is_open = |signal: &&CaseFile| signal.text("stage") != Stage::Dismissed.label();
        let gone = known.iter().filter(is_open).filter(|signal| !said.contains(&mark(signal)));
        Ok(Difference {
            new: found.iter().filter(|found| !marks.contains(&found.mark())).collect(),
            gone: gone.map(CaseFile::id).collect(),
        })
    }

    fn is_nothing(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty()
    }
}

struct Look<'a> {
    db: &'a Db,
    found: Vec<Found>,
    today: Day,
}

impl Deed for Look<'_> {
    type Outcome = Looked;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<Looked> {
        let difference = Difference::of(work.reader(), &self.found).await?;
        let prefix = format!("XH{}", self.today.year());
        for found in &difference.new {
            let number = projects::next_number(work.reader(), &SIGNALS, &prefix).await?;
            open_quietly::<Signal>(work, self.db, found.values(number, self.today), self.today).await?;
        }
        let house = Who::house();
        for id in difference.gone.iter().copied() {
            let step = Step::Vanish.code();
            let asked = Asked { who: &house, id, step, typed: &[], seen: None, today: self.today };
            move_case::<Signal>(work, self.db, &asked).await?;
        }
        Ok(Looked { found: difference.new.len(), gone: difference.gone.len() })
    }
}
