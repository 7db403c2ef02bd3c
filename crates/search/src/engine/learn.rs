//! Learning what the records mean, at leisure.

use std::sync::Arc;

use storage::{Error, Result};

use super::Engine;
use crate::dense::Dense;

/// Texts read in one go: about a second's work, after which the program may end.
const TEXTS: usize = 16;

impl Engine {
    /// Reads the model now, if one is named.
    pub async fn understand(&self) {
        let _ = self.dense().await;
    }

    /// Reads what the index has and the model has not read yet, and returns how many texts that were. One thread does it,
    /// so that others find the machine free; if it is stopped at any point, what was read stays read.
    ///
    /// # Errors
    /// [`Error::Refused`] if the vectors cannot be written; [`Error::Fault`] if the index cannot be read.
    pub async fn learn(&self) -> Result<usize> {
        let index = self.state().index.clone();
        let (Some(dense), Some(index)) = (self.dense().await, index) else { return Ok(0) };
        let unread = {
            let dense = dense.clone();
            blocking(move || index.unread(&dense).map_err(|error| Error::Fault(error.to_string()))).await?
        };
        for texts in unread.chunks(TEXTS) {
            let (dense, texts) = (dense.clone(), texts.to_vec());
            let learn = move || {
                let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                dense.learn(&texts, 1).map_err(|wrong| Error::Refused(wrong.to_string()))
            };
            blocking(learn).await?;
        }
        Ok(unread.len())
    }

    /// Why the model that is named is not used, in one sentence.
    pub fn model_trouble(&self) -> Option<String> {
        self.0.meaning.trouble()
    }

    async fn dense(&self) -> Option<Arc<Dense>> {
        let engine = self.clone();
        blocking(move || Ok(engine.0.meaning.open())).await.ok().flatten()
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Fault(error.to_string()))?
}
