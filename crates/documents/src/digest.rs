//! The SM3 digest (GB/T 32905) of a file: the name under which it is kept, and the proof that it is still the same.

use std::fmt::{self, Write as _};

use sm3::{Digest as _, Sm3};
use storage::{Error, Result};

/// How many hexadecimal digits an SM3 digest has.
const LENGTH: usize = 64;

/// The SM3 digest of a file, 64 lower-case hexadecimal digits: nothing else can become a path on the shelf.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(String);

impl Digest {
    /// The digest of bytes held in memory.
    pub fn of(bytes: &[u8]) -> Digest {
        let mut digesting = Digesting::default();
        digesting.take(bytes);
        digesting.finish()
    }

    /// Reads a digest as it stands in a record or an address.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is anything but 64 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Result<Digest> {
        if text.len() == LENGTH && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return Ok(Digest(text.to_owned()));
        }
        Err(Error::invalid("digest", format!("文件的 SM3 值应为 {LENGTH} 位小写十六进制数字，请从附件清单打开文件")))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder of the shelf on which the file lies: the first two digits.
    pub(crate) fn folder(&self) -> &str {
        self.0.get(..2).unwrap_or_default()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A digest under way, over bytes that come piece by piece.
#[derive(Clone, Debug, Default)]
pub(crate) struct Digesting(Sm3);

impl Digesting {
    pub(crate) fn take(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(crate) fn finish(self) -> Digest {
        let mut digits = String::with_capacity(LENGTH);
        for byte in self.0.finalize() {
            // Writing to a String cannot fail.
            let _ = write!(digits, "{byte:02x}");
        }
        Digest(digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_digest_of_the_standard_and_of_the_history() {
        // GB/T 32905-2016, example 1.
        let expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
        assert_eq!(Digest::of(b"abc").as_str(), expected);
        assert_eq!(Digest::of("王堃𠮷".as_bytes()).as_str(), storage::digest("王堃𠮷".as_bytes()));
    }

    #[test]
    fn only_a_digest_can_become_a_path() {
        let good = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
        assert_eq!(Digest::parse(good).unwrap().folder(), "66");
        for bad in ["", "66", "../../../etc/passwd", &good.to_uppercase(), &good.replace('6', "/"), &"六".repeat(64)] {
            assert!(matches!(Digest::parse(bad), Err(Error::Invalid(_))), "{bad}");
        }
    }
}
