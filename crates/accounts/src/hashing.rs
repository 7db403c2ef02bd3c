//! How a password is kept: argon2id with the parameters that OWASP asks for, a few at a time.
//!
//! The memory that the algorithm fills is kept for the next one. Asking for 19 MiB and giving it back on whatever thread is
//! free would leave as much behind on each of them.

use std::sync::{Arc, Mutex, PoisonError};

use argon2::{
    ARGON2ID_IDENT, Argon2, Block, Params,
    password_hash::{Output, ParamsString, PasswordHash, Salt, SaltString},
};
use storage::{Error, Result};
use tokio::sync::Semaphore;

use crate::random;

/// How many are computed at a time: each takes 19 MiB and a core.
const AT_ONCE: usize = 2;

/// How many may wait for their turn. Beyond that the answer is that too many people are signing in.
const WAITING: usize = 250;

/// The hash of nothing: what a password is compared with where there is no account, so that the answer takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keQ$yGm1cJZk4sV8rQ0eXw2tH7uN5aLf9oBpD3iKjRzTqEM";

/// Where passwords are hashed.
#[derive(Clone, Debug)]
pub(crate) struct Hashing {
    queue: Arc<Semaphore>,
    places: Arc<Semaphore>,
    memory: Arc<Mutex<Vec<Vec<Block>>>>,
}

impl Default for Hashing {
    fn default() -> Self {
        Hashing {
            queue: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
            places: Arc::new(Semaphore::new(AT_ONCE)),
            memory: Arc::default(),
        }
    }
}

impl Hashing {
    /// The hash of a password, in the form that names its algorithm and parameters.
    ///
    /// # Errors
    /// [`Error::Refused`] where too many wait.
    pub(crate) async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        let salt = SaltString::encode_b64(&random::bytes::<16>()?).map_err(failed)?;
        self.work(move |memory| {
            let params = Params::default();
            let hash = PasswordHash {
                algorithm: ARGON2ID_IDENT,
                version: Some(argon2::Version::default().into()),
                salt: Some(salt.as_salt()),
                hash: Some(filled(&password, salt.as_salt(), &params, memory)?),
                params: ParamsString::try_from(&params).map_err(failed)?,
            };
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether a password is the one with this hash. Where there is no hash it takes as long and is not.
    ///
    /// # Errors
    /// [`Error::Refused`] where too many wait; [`Error::Fault`] if the hash is none.
    pub(crate) async fn matches(&self, password: &str, hash: Option<&str>) -> Result<bool> {
        let is_somebody = hash.is_some();
        let hash = hash.unwrap_or(NOBODY).to_owned();
        Ok(self.is_one_of(password, vec![hash]).await? && is_somebody)
    }

    /// Whether a password is one of those with these hashes.
    ///
    /// # Errors
    /// As [`Hashing::matches`].
    pub(crate) async fn is_one_of(&self, password: &str, hashes: Vec<String>) -> Result<bool> {
        let password = password.to_owned();
        self.work(move |memory| {
            for hash in hashes {
                let hash = PasswordHash::new(&hash).map_err(failed)?;
                let params = Params::try_from(&hash).map_err(failed)?;
                let salt = hash.salt.ok_or_else(|| Error::Fault("a hash without salt".to_owned()))?;
                // The comparison of outputs takes the same time wherever they differ.
                if hash.hash == Some(filled(&password, salt, &params, memory)?) {
                    return Ok(true);
                }
            }
            Ok(false)
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Vec<Block>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let full = |_| Error::Refused("正在登录的人太多，请过几秒再试".to_owned());
        let _waiting = self.queue.try_acquire().map_err(full)?;
        let closed = |_| Error::Fault("the queue of passwords is closed".to_owned());
        let place = self.places.clone().acquire_owned().await.map_err(closed)?;
        let pool = self.memory.clone();
        let worked = tokio::task::spawn_blocking(move || {
            let kept = || pool.lock().unwrap_or_else(PoisonError::into_inner);
            let mut memory = kept().pop().unwrap_or_default();
            let answer = work(&mut memory);
            kept().push(memory);
            // The place is free when the memory is: not when somebody stops waiting for the answer.
            drop(place);
            answer
        });
        worked.await.map_err(|error| Error::Fault(format!("a password was not hashed: {error}")))?
    }
}

/// What argon2id makes of a password with this memory.
fn filled(password: &str, salt: Salt<'_>, params: &Params, memory: &mut Vec<Block>) -> Result<Output> {
    let mut bytes = [0; Salt::MAX_LENGTH];
    let salt = salt.decode_b64(&mut bytes).map_err(failed)?;
    memory.resize(params.block_count(), Block::default());
    let length = params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
    let argon = Argon2::from(params);
    let output = Output::init_with(length, |out| {
        Ok(argon.hash_password_into_with_memory(password.as_bytes(), salt, out, memory.as_mut_slice())?)
    });
    output.map_err(failed)
}

fn failed(error: argon2::password_hash::Error) -> Error {
    Error::Fault(format!("argon2: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other() {
        let hashing = Hashing::default();
        let hash = hashing.hash("Lake-forest7walk").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(hashing.matches("Lake-forest7walk", Some(&hash)).await.unwrap());
        assert!(!hashing.matches("Lake-forest7walks", Some(&hash)).await.unwrap());
        assert_ne!(hash, hashing.hash("Lake-forest7walk").await.unwrap(), "each has a salt of its own");
    }

    #[tokio::test]
    async fn nobody_has_no_password_but_costs_as_much() {
        let hashing = Hashing::default();
        assert!(!hashing.matches("Lake-forest7walk", None).await.unwrap());
        let hash = hashing.hash("Lake-forest7walk").await.unwrap();
        let cost = |hash: &str| hash.rsplitn(3, '$').nth(2).map(str::to_owned);
        assert_eq!(cost(NOBODY), cost(&hash));
    }
}
