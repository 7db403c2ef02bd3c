//! The seal of the house: what is personal stands in the database as SM4 ciphertext, bound to its column and to its text
//! by HMAC-SM3 (国密: GB/T 32907, GB/T 32905; 个人信息保护法 article 51).
//!
//! The construction is an SIV: the first half of HMAC-SM3 over column and text is both the proof of the text and the
//! counter from which SM4-CTR begins. The same text in the same column is therefore always the same ciphertext. That is
//! meant: equality finds it, a unique key holds over it, and the digests of the history stay true. It tells whoever reads
//! the database that two values of a column are equal, and how long they are, as a blind index would; nothing else. Values
//! that change places within a column are found by [`crate::verify`], whose digests lie over what is stored.
//!
//! The algorithms are those of RustCrypto, which is no certified 密码产品. Where a 密评 (GB/T 39786) asks for one, a 密码机
//! goes behind [`Seal`]: nothing outside this file knows a key or an algorithm.

use std::fmt;

use ctr::{
    Ctr128BE, CtrCore,
    cipher::{InnerIvInit, Iv, StreamCipher, consts::U16},
};
use hmac::{Hmac, KeyInit, Mac};
use sm3::Sm3;
use sm4::Sm4;

use crate::{Error, Result, table::hex};

type HmacSm3 = Hmac<Sm3>;
type Counter<'a> = Ctr128BE<&'a Sm4>;

/// What stands before every sealed text.
const MARK: &str = "sm4:";

/// How many bytes of the proof are kept; they are also the counter's beginning.
const PROOF: usize = 16;

/// Closes and opens personal texts, and signs what leaves the house and comes back. Made from the key of the house.
#[derive(Clone)]
pub struct Seal {
    house: HmacSm3,
    proof: HmacSm3,
    cipher: Sm4,
}

impl fmt::Debug for Seal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Seal(***)")
    }
}

impl Seal {
    /// The seal that belongs to a key of the house.
    pub fn new(house_key: &[u8; 32]) -> Seal {
        let house = keyed(house_key);
        let (cipher_key, _) = tag(&house, &["seal/encrypt"]).split::<U16>();
        let proof = keyed(&tag(&house, &["seal/authenticate"]).into());
        Seal { house, proof, cipher: Sm4::new(&cipher_key) }
    }

    /// Closes a text for a place, which is `table.column`: the same text in the same place is always the same.
    pub fn close(&self, place: &str, text: &str) -> String {
        let (proof, _) = tag(&self.proof, &[place, "\0", text]).split::<U16>();
        let mut letters = text.as_bytes().to_vec();
        self.apply(&proof, &mut letters);
        format!("{MARK}{}{}", hex(&proof), hex(&letters))
    }

    /// Opens what was closed for a place.
    ///
    /// # Errors
    /// [`Error::Refused`] if it is not what this key closed for this place: it was altered or brought from elsewhere.
    pub fn open(&self, place: &str, stored: &str) -> Result<String> {
        self.opened(place, stored).ok_or_else(|| {
            Error::Refused(format!(
                "加密保存的个人信息（{place}）被绕过科枢改动，已不能解开。请运行 keshu verify 找出是哪一条记录，再从备份恢复"
            ))
        })
    }

    fn opened(&self, place: &str, stored: &str) -> Option<String> {
        let bytes = unhex(stored.strip_prefix(MARK)?)?;
        let (proof, letters) = bytes.split_at_checked(PROOF)?;
        let mut letters = letters.to_vec();
        self.apply(proof.try_into().ok()?, &mut letters);
        let text = String::from_utf8(letters).ok()?;
        over(&self.proof, &[place, "\0", &text]).verify_truncated_left(proof).ok()?;
        Some(text)
    }

    /// Signs bytes for a purpose: HMAC-SM3 in hexadecimal, by a key that serves this purpose alone.
    pub fn sign(&self, purpose: &str, bytes: &[u8]) -> String {
        hex(&self.signer(purpose).chain_update(bytes).finalize().into_bytes())
    }

    /// Whether [`Seal::sign`] gave this signature. It takes the same time however much of it is right.
    pub fn is_signed(&self, purpose: &str, bytes: &[u8], signature: &str) -> bool {
        let signed = self.signer(purpose).chain_update(bytes);
        unhex(signature).is_some_and(|signature| signed.verify_slice(&signature).is_ok())
    }

    fn signer(&self, purpose: &str) -> HmacSm3 {
        keyed(&tag(&self.house, &["sign/", purpose]).into())
    }

    /// Closing and opening are the same step.
    fn apply(&self, proof: &Iv<Counter<'_>>, letters: &mut [u8]) {
        Counter::from_core(CtrCore::inner_iv_init(&self.cipher, proof)).apply_keystream(letters);
    }
}

/// HMAC-SM3 under a key, which RFC 2104 fills up to a block with zeros.
fn keyed(key: &[u8; 32]) -> HmacSm3 {
    let mut block = [0; 64];
    block.iter_mut().zip(key).for_each(|(place, byte)| *place = *byte);
    HmacSm3::new(&block.into())
}

fn over(key: &HmacSm3, parts: &[&str]) -> HmacSm3 {
    parts.iter().fold(key.clone(), |mac, part| mac.chain_update(part))
}

fn tag(key: &HmacSm3, parts: &[&str]) -> hmac::digest::Output<HmacSm3> {
    over(key, parts).finalize().into_bytes()
}

/// The bytes that lower-case hexadecimal stands for.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |letter: u8| match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect();
    if rest.is_empty() { bytes } else { None }
}

#[cfg(test)]
mod tests;
