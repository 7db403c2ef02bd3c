//! 抽取存档: everything that a draw looked at, as it stood on that day, and what came of it. Whoever has it can draw again.

mod basis;
mod result;

pub(super) use basis::{Basis, KeptExpert, KeptPost, KeptRules, KeptSubject, KeptTie, KeptWork};

use cases::{CaseFile, matching};
use review::{Draw, ExpertId, Seed, draw};
use serde::{Deserialize, Serialize};
use storage::{Error, Reader, Result};

use self::result::KeptDraw;
use super::DRAWS;

/// A draw with everything behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DrawRecord {
    /// What it looked at.
    pub(super) basis: Basis,
    /// 64 hexadecimal digits.
    seed: String,
    /// What came of it, replacements included.
    result: KeptDraw,
}

impl DrawRecord {
    /// Draws.
    ///
    /// # Errors
    /// [`Error::Refused`] with every reason why no panel can be drawn.
    pub(super) fn draw(seed: &Seed, basis: Basis) -> Result<DrawRecord> {
        let drawn = draw(seed, &basis.request(), &basis.pool()?)?;
        Ok(DrawRecord { basis, seed: seed.to_string(), result: KeptDraw::of(&drawn) })
    }

    /// The draw of a panel, with the record that holds it.
    ///
    /// # Errors
    /// [`Error::Fault`] if there is none, or it cannot be read.
    pub(super) async fn read(reader: Reader<'_>, panel: i64) -> Result<(CaseFile, DrawRecord)> {
        let kept = CaseFile::all(reader, &DRAWS, matching(&DRAWS, &[("panel", panel.into())])?).await?;
        let kept = kept.into_iter().next().ok_or_else(|| Error::Fault(format!("panel {panel} has no draw")))?;
        let record = serde_json::from_str(kept.text("record"))
            .map_err(|error| Error::Fault(format!("the draw of panel {panel} cannot be read: {error}")))?;
        Ok((kept, record))
    }

    /// As it is kept.
    pub(super) fn to_json(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|error| Error::Fault(format!("a draw cannot be written: {error}")))
    }

    /// The draw as the engine knows it.
    ///
    /// # Errors
    /// [`Error::Fault`] if what is kept is not what was written.
    pub(super) fn drawn(&self) -> Result<Draw> {
        let seed = Seed::parse(&self.seed).map_err(|wrong| Error::Fault(wrong.said))?;
        self.result.drawn(seed)
    }

    /// With the next in the drawn order in place of an expert, and who that is.
    ///
    /// # Errors
    /// [`Error::Refused`] where nobody in reserve fits.
    pub(super) fn replaced(&self, left: ExpertId) -> Result<(DrawRecord, Option<ExpertId>)> {
        let drawn = self.drawn()?.replaced(left, &self.basis.request().need)?;
        let came = drawn.replacements.last().map(|replacement| replacement.came);
        Ok((DrawRecord { result: KeptDraw::of(&drawn), ..self.clone() }, came))
    }

    /// Draws again from the seed and the kept facts: nothing when it comes out the same, else what differs.
    ///
    /// # Errors
    /// [`Error::Fault`] if what is kept cannot be read.
    pub(super) fn replay(&self) -> Result<Option<String>> {
        Ok(self.drawn()?.replay(&self.basis.request(), &self.basis.pool()?).err())
    }
}
