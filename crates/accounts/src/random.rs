//! What nobody can guess: random keys for sessions and one-time links.

use std::fmt::Write;

use storage::{Error, Result};

/// So many random bytes.
///
/// # Errors
/// [`Error::Fault`] if the machine has no randomness to give.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::Fault(format!("no randomness: {error}")))?;
    Ok(bytes)
}

/// A key of 256 bits in hexadecimal.
///
/// # Errors
/// As [`bytes`].
pub(crate) fn key() -> Result<String> {
    let mut text = String::with_capacity(64);
    for byte in bytes::<32>()? {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}
