//! 高企培育库: who is in the pool, from the application to leave.

mod procedure;
mod record;

use ::procedure::Word;
use cases::{Asked, CaseFile, matching, move_case};
use storage::{Db, Result, Work};
use vocabulary::Day;
use web::Who;

pub(crate) use procedure::Incubation;
pub use record::INCUBATIONS;
pub(crate) use record::{FIGURES, Stage};

/// Whoever is certified leaves the pool.
///
/// # Errors
/// What the database says.
pub(crate) async fn graduate(work: &mut Work, db: &Db, who: &Who, enterprise: i64, today: Day) -> Result<()> {
    let pooled = [("enterprise", enterprise.into()), ("stage", Stage::InPool.label().into())];
    for case in CaseFile::all(work.reader(), &INCUBATIONS, matching(&INCUBATIONS, &pooled)?).await? {
        let asked = Asked { who, id: case.id(), step: "Graduate", typed: &[], seen: None, today };
        move_case::<Incubation>(work, db, &asked).await?;
    }
    Ok(())
}
