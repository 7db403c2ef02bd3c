//! The papers of a proposal: a file for each that the call asks for, and whatever else the unit brings.

use documents::{Attach, Limits, attach, upload};
use storage::{Deed, Result, Work};
use vocabulary::Day;

use super::{super::PROPOSALS, still_open};

/// Attaches a file that has come in. A file that stood for the paper before is kept as its earlier version.
#[derive(Debug)]
pub(crate) struct AttachPaper<'a> {
    pub(crate) proposal: i64,
    pub(crate) paper: &'a str,
    pub(crate) file: &'a upload::Kept,
    pub(crate) by: &'a str,
    pub(crate) on: Day,
}

impl Deed for AttachPaper<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        still_open(work.reader(), self.proposal).await?;
        let new = Attach {
            subject: PROPOSALS.table,
            record: self.proposal,
            paper: self.paper,
            file: self.file,
            by: self.by,
            on: self.on,
            limits: Limits::default(),
        };
        attach(work, &new).await.map(|_| ())
    }
}
