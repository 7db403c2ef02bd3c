//! How a password is kept: argon2id with the parameters that OWASP asks for, a few at a time.

use std::sync::Arc;

use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use storage::{Error, Result};
use tokio::sync::Semaphore;

use crate::random;

/// How many are computed at a time: each takes 19 MiB and a core.
const AT_ONCE: usize = 2;

/// How many may wait for their turn. Beyond that the answer is that too many people are signing in.
const WAITING: usize = 60;

/// The hash of nothing: what a password is compared with where there is no account, so that the answer takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keQ$yGm1cJZk4sV8rQ0eXw2tH7uN5aLf9oBpD3iKjRzTqEM";

/// Where passwords are hashed.
#[derive(Clone, Debug)]
pub struct Hashing {
    queue: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Default for Hashing {
    fn default() -> Self {
        Hashing { queue: Arc::new(Semaphore::new(AT_ONCE + WAITING)), places: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Hashing {
    /// The hash of a password, in the form that names its algorithm and parameters.
    ///
    /// # Errors
    /// [`Error::Refused`] where too many wait.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        let salt = random::bytes::<16>()?;
        self.work(move || {
            let salt = SaltString::encode_b64(&salt).map_err(failed)?;
            Ok(Argon2::default().hash_password(password.as_bytes(), &salt).map_err(failed)?.to_string())
        })
        .await
    }

    /// Whether a password is the one with this hash. Where there is no hash it takes as long and is not.
    ///
    /// # Errors
    /// [`Error::Refused`] where too many wait; [`Error::Fault`] if the hash is none.
    pub async fn matches(&self, password: &str, hash: Option<&str>) -> Result<bool> {
        let is_somebody = hash.is_some();
        let hash = hash.unwrap_or(NOBODY).to_owned();
        Ok(self.is_one_of(password, vec![hash]).await? && is_somebody)
    }

    /// Whether a password is one of those with these hashes.
    ///
    /// # Errors
    /// As [`Hashing::matches`].
    pub async fn is_one_of(&self, password: &str, hashes: Vec<String>) -> Result<bool> {
        let password = password.to_owned();
        self.work(move || {
            for hash in hashes {
                let hash = PasswordHash::new(&hash).map_err(failed)?;
                match Argon2::default().verify_password(password.as_bytes(), &hash) {
                    Ok(()) => return Ok(true),
                    Err(argon2::password_hash::Error::Password) => {}
                    Err(error) => return Err(failed(error)),
                }
            }
            Ok(false)
        })
        .await
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let full = |_| Error::Refused("正在登录的人太多，请过几秒再试".to_owned());
        let _waiting = self.queue.try_acquire().map_err(full)?;
        let closed = |_| Error::Fault("the queue of passwords is closed".to_owned());
        let _place = self.places.acquire().await.map_err(closed)?;
        let broken = |error| Error::Fault(format!("a password was not hashed: {error}"));
        tokio::task::spawn_blocking(work).await.map_err(broken)?
    }
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
