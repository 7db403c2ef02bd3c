//! How long texts are, as the index keeps it.

use tantivy::fieldnorm::FieldNormReader;

use crate::question::{burden, real, saturated};

/// What each text of a segment has to outweigh for its length, by the byte in which tantivy keeps a length.
pub(super) struct Lengths {
    kept: FieldNormReader,
    burdens: Vec<f32>,
}

impl Lengths {
    pub(super) fn of(kept: FieldNormReader, average: f32) -> Lengths {
        let burdens = (0..=u8::MAX).map(|byte| burden(real(FieldNormReader::id_to_fieldnorm(byte)), average)).collect();
        Lengths { kept, burdens }
    }

    pub(super) fn saturated(&self, doc: u32, times: u32) -> f32 {
        let burden = self.burdens.get(usize::from(self.kept.fieldnorm_id(doc))).copied().unwrap_or_default();
        saturated(real(times), burden)
    }
}
