//! Reading texts for their meaning in the background, a few at a time.

use storage::{Error, Result};
use tantivy::{DocAddress, TantivyError};

use super::Engine;

/// How many entries are looked at before somebody may ask to stop.
const AT_ONCE: usize = 32;

impl Engine {
    /// Reads the next few entries whose meaning is not known. Whether there may be more.
    ///
    /// # Errors
    /// [`Error::Refused`] if what was read cannot be kept.
    pub async fn learn(&self) -> Result<bool> {
        if self.dense().is_none() {
            return Ok(false);
        }
        let engine = self.clone();
        let learning = tokio::task::spawn_blocking(move || engine.learn_some());
        learning.await.map_err(|error| Error::Fault(error.to_string()))?
    }

    fn learn_some(&self) -> Result<bool> {
        let (index, reached, passed) = {
            let state = self.state();
            let passed = if state.learnt.0 == state.reached { state.learnt.1 } else { 0 };
            (state.index.clone(), state.reached, passed)
        };
        let (Some(index), Some(dense)) = (index, self.dense()) else { return Ok(false) };
        let searcher = index.searcher();
        let entries = (0_u32..).zip(searcher.segment_readers()).flat_map(|(place, segment)| {
            segment.doc_ids_alive().map(move |entry| DocAddress::new(place, entry))
        });
        let texts = entries.skip(passed).take(AT_ONCE).map(|address| index.reading(&searcher, address));
        let texts: tantivy::Result<Vec<String>> = texts.collect();
        let texts = texts.map_err(|error: TantivyError| self.broken(&error.to_string()))?;
        let read: Vec<&str> = texts.iter().map(String::as_str).collect();
        dense.learn(&read, 1, || true).map_err(|wrong| Error::Refused(wrong.to_string()))?;
        self.state().learnt = (reached, passed + texts.len());
        Ok(!texts.is_empty())
    }
}
