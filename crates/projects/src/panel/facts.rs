//! What the guards of a panel look at.

use cases::{CaseFile, matching};
use listing::{
    Alternative, Fold, FoldValue,
    query::{self, Wanted},
};
use procedure::Word;
use storage::{Reader, Result};
use vocabulary::{Day, Money};

use super::{
    ASSIGNMENTS, Stage, gather,
    need::Numbers,
    score,
    seat::{ACCEPTED, INVITED},
    seats::Seats,
    sheet::Sheet,
};
use crate::{CALLS, PROPOSALS, call};

/// What the guards look at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) today: Option<Day>,
    pub(crate) numbers: Numbers,
    pub(crate) is_call_closed: bool,
    /// Proposals of the call that wait for experts.
    pub(crate) waiting: i64,
    /// The largest grant that one of them asks for.
    pub(crate) largest: Money,
    /// What is wrong with the scoring sheet.
    pub(crate) sheet_problems: Vec<String>,
    pub(crate) seats: SeatFacts,
    pub(crate) sheets: SheetFacts,
    /// The last day for judging.
    pub(crate) judge_by: Option<Day>,
}

/// The seats of a panel, counted.
#[derive(Copy, Clone, Debug, Default)]
pub(crate) struct SeatFacts {
    pub(crate) invited: usize,
    pub(crate) accepted: usize,
    pub(crate) vacant: usize,
    pub(crate) answer_due: Option<Day>,
}

/// The sheets of a panel, counted.
#[derive(Copy, Clone, Debug, Default)]
pub(crate) struct SheetFacts {
    /// How many there should be.
    pub(crate) wanted: i64,
    /// How many experts have been asked for: handed in or not.
    pub(crate) assigned: i64,
    /// How many of those are not handed in.
    pub(crate) open: i64,
    /// How many are to be discussed again and have not been.
    pub(crate) undiscussed: i64,
    /// Whether the criteria are still those on which marks were given.
    pub(crate) is_same: bool,
}

impl Facts {
    /// Reads what the guards of the stage look at.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn read(reader: Reader<'_>, panel: &CaseFile, today: Day) -> Result<Facts> {
        let call = CaseFile::read(reader, &CALLS, panel.number("call").unwrap_or_default()).await?;
        let mut facts = Facts {
            today: Some(today),
            numbers: Numbers::of(panel),
            judge_by: panel.day("judge_by"),
            ..Facts::default()
        };
        match Stage::of_label(panel.text("stage")) {
            Some(Stage::Forming) => {
                facts.is_call_closed = call.text("stage") == call::Stage::Closed.label();
                facts.waiting = query::count(reader, &PROPOSALS, &gather::waiting_of(call.id())?).await?;
                facts.largest = largest(reader, call.id()).await?;
                facts.sheet_problems = Sheet::read(reader, call.id()).await?.problems().to_vec();
            }
            Some(Stage::Drawn | Stage::Ready) => {
                facts.waiting = query::count(reader, &PROPOSALS, &gather::waiting_of(call.id())?).await?;
                facts.seats = SeatFacts::read(reader, panel.id(), today).await?;
            }
            Some(Stage::Judging | Stage::Discussing) => {
                facts.seats = SeatFacts::read(reader, panel.id(), today).await?;
                let sheet = Sheet::read(reader, call.id()).await?;
                facts.sheets = SheetFacts::read(reader, panel, &sheet).await?;
            }
            Some(Stage::Locked | Stage::Opened | Stage::Dissolved) | None => {}
        }
        Ok(facts)
    }
}

/// The largest grant that a waiting proposal asks for.
async fn largest(reader: Reader<'_>, call: i64) -> Result<Money> {
    let Some(column) = PROPOSALS.column("requested") else { return Ok(Money::default()) };
    let filter = gather::waiting_of(call)?.with(column, vec![Alternative::Filled]);
    let wanted = Wanted { filter, sort: Some((column.name, true)), limit: 1, ..Wanted::default() };
    let first = query::page(reader, &PROPOSALS, &[column], &wanted).await?.records;
    let fen = first.first().and_then(|record| record.cells.first()?.value.int());
    Ok(Money::from_fen(fen.unwrap_or_default()))
}

impl SeatFacts {
    async fn read(reader: Reader<'_>, panel: i64, today: Day) -> Result<SeatFacts> {
        let seats = Seats::read(reader, panel).await?;
        Ok(SeatFacts {
            invited: seats.count(INVITED),
            accepted: seats.count(ACCEPTED),
            vacant: seats.vacant(today),
            answer_due: seats.answer_due(),
        })
    }
}

impl SheetFacts {
    async fn read(reader: Reader<'_>, panel: &CaseFile, sheet: &Sheet) -> Result<SheetFacts> {
        let of_panel = matching(&ASSIGNMENTS, &[("panel", panel.id().into())])?;
        let counted = async |column: &str, any: &[&str]| {
            let any = any.iter().map(|word| Alternative::Is((*word).into())).collect();
            match ASSIGNMENTS.column(column) {
                Some(column) => query::count(reader, &ASSIGNMENTS, &of_panel.clone().with(column, any)).await,
                None => Ok(0),
            }
        };
        let proposals = match query::fold(reader, &ASSIGNMENTS, &of_panel, Fold::Distinct("proposal")).await? {
            FoldValue::Number(count) => count,
            _ => 0,
        };
        let (reopened, discussed) = (counted("reopened", &["是"]).await?, counted("discussed", &["是"]).await?);
        Ok(SheetFacts {
            wanted: proposals * i64::from(Numbers::of(panel).reviewers),
            assigned: counted("state", &[score::OPEN, score::GIVEN]).await?,
            open: counted("state", &[score::OPEN]).await?,
            undiscussed: reopened - discussed,
            is_same: panel.text("sheet") == sheet.code(),
        })
    }
}
