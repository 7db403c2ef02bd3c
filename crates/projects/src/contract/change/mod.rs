//! 变更申请: what may be changed in a contract, by whom, and what a change does to it.

mod content;
mod effect;
pub(crate) mod procedure;
mod record;

pub use record::CHANGES;
pub(crate) use record::{FIGURES, Stage, Step};

use ::procedure::Word;
use cases::matching;
use listing::{Alternative, Filter, query};
use storage::{Reader, Result};

/// The stages in which a change has been handed in and is not decided.
const OPEN: [Stage; 2] = [Stage::Submitted, Stage::WithLeader];

fn open(contract: i64) -> Result<Filter> {
    let filter = matching(&CHANGES, &[("contract", contract.into())])?;
    let stages = OPEN.iter().map(|stage| Alternative::Is(stage.label().into())).collect();
    Ok(match CHANGES.column("stage") {
        Some(stage) => filter.with(stage, stages),
        None => filter,
    })
}

/// How many changes of a contract have been handed in and are not decided.
///
/// # Errors
/// What the database says.
pub(crate) async fn open_ones(reader: Reader<'_>, contract: i64) -> Result<i64> {
    query::count(reader, &CHANGES, &open(contract)?).await
}

/// Whether the end of a contract, by termination or revocation, has been asked for and is not decided.
///
/// # Errors
/// What the database says.
pub(crate) async fn is_ending(reader: Reader<'_>, contract: i64) -> Result<bool> {
    let ending = ["终止", "撤销"].map(|kind| Alternative::Is(kind.into())).to_vec();
    let filter = match CHANGES.column("kind") {
        Some(kind) => open(contract)?.with(kind, ending),
        None => open(contract)?,
    };
    Ok(query::count(reader, &CHANGES, &filter).await? > 0)
}
