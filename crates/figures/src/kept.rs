//! What was worked out once and holds until the history grows.

use std::{
    future::Future,
    sync::{Arc, Mutex, PoisonError},
};

use storage::{Reader, Result};

use crate::Moment;

/// The last answer for a moment, with the number of the last line of history when it was given.
#[derive(Debug)]
pub struct Kept<T> {
    last: Mutex<Option<(i64, Moment, Arc<T>)>>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Kept { last: Mutex::new(None) }
    }
}

impl<T> Kept<T> {
    /// The answer for a moment: the kept one while nothing has changed since, otherwise what `work` answers.
    ///
    /// # Errors
    /// What the database or `work` says.
    pub async fn answer(
        &self,
        reader: Reader<'_>,
        moment: Moment,
        work: impl Future<Output = Result<T>>,
    ) -> Result<Arc<T>> {
        let version = storage::version(reader).await?;
        if let Some((kept_version, kept_moment, answer)) = &*self.last.lock().unwrap_or_else(PoisonError::into_inner)
            && (*kept_version, *kept_moment) == (version, moment)
        {
            return Ok(answer.clone());
        }
        let answer = Arc::new(work.await?);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((version, moment, answer.clone()));
        Ok(answer)
    }
}
