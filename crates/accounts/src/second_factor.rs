//! 动态码: one-time codes after RFC 6238 (SHA-1, six digits, thirty seconds), which every common app on a phone can show.

use storage::{Error, Result};
use totp_rs::{Builder, Secret, Totp};
use vocabulary::Role;

use crate::{Moment, base32, random};

/// Whether whoever acts in this role must have one: the three administrators, because with an account of theirs one could
/// open, grant or hide all others (GB/T 22239-2019, third level: two factors).
pub(crate) const fn is_required(role: Role) -> bool {
    role.is_administrator()
}

/// A new key, in base 32.
///
/// # Errors
/// [`Error::Fault`] if the machine has no randomness to give.
pub(crate) fn new_key() -> Result<String> {
    Ok(base32::encode(&random::bytes::<20>()?))
}

/// The step in which a code is right, one step earlier or later allowed; nothing where it is wrong or was used already.
/// A code is good once: the step must come after the last one that was used.
///
/// # Errors
/// [`Error::Fault`] if the key is none.
pub(crate) fn step_of(key: &str, code: &str, now: Moment, last_step: Option<i64>) -> Result<Option<i64>> {
    let digits: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let step = totp(key)?.check(&digits, now.unix()).and_then(|step| i64::try_from(step).ok());
    Ok(step.filter(|step| last_step.is_none_or(|last| *step > last)))
}

/// The code that an app shows now.
///
/// # Errors
/// [`Error::Fault`] if the key is none.
pub fn code(key: &str, now: Moment) -> Result<String> {
    Ok(totp(key)?.generate(now.unix()).to_string())
}

/// The key in groups of four, for whoever types it into the app.
pub(crate) fn in_groups(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The key as the squares of a QR code, for an app that reads it: the number of squares of a side, and the dark ones as the
/// path of an SVG.
///
/// # Errors
/// [`Error::Fault`] if it does not fit into one, which a login name of ordinary length does.
pub(crate) fn squares(key: &str, login: &str) -> Result<(usize, String)> {
    let name = percent_encoding::utf8_percent_encode(login, percent_encoding::NON_ALPHANUMERIC);
    let address = format!("otpauth://totp/Keshu:{name}?secret={key}&issuer=Keshu");
    let code = qrcode::QrCode::new(address).map_err(|error| Error::Fault(format!("qr code: {error}")))?;
    let width = code.width();
    let mut path = String::new();
    for (place, color) in code.to_colors().into_iter().enumerate() {
        if color == qrcode::Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", place % width, place / width));
        }
    }
    Ok((width, path))
}

fn totp(key: &str) -> Result<Totp> {
    let key = base32::decode(key).ok_or_else(|| Error::Fault("the key of a second factor is none".to_owned()))?;
    let built = Builder::new().with_secret(Secret::new_stack(key)).build();
    built.map_err(|error| Error::Fault(format!("a second factor: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of RFC 6238, appendix B.
    const KEY: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(unix: i64) -> Moment {
        Moment::of_seconds(unix + 8 * 3_600)
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        assert_eq!(code(KEY, at(59)).unwrap(), "287082");
        assert_eq!(code(KEY, at(1_111_111_109)).unwrap(), "081804");
    }

    #[test]
    fn a_code_is_good_once_and_half_a_minute_early_or_late() {
        let right = |now: i64, last| step_of(KEY, "287 082", at(now), last).unwrap();
        assert_eq!(right(59, None), Some(1));
        assert_eq!(right(89, None), Some(1));
        assert_eq!(right(20, None), Some(1));
        assert_eq!(right(90, None), None);
        assert_eq!(right(59, Some(1)), None, "a code that was seen over a shoulder is of no use");
        assert_eq!(step_of(KEY, "28708２", at(59), None).unwrap(), None);
        assert_eq!(step_of(KEY, "", at(59), None).unwrap(), None);
    }

    #[test]
    fn a_new_key_has_160_bits_and_fits_a_qr_code() {
        let key = new_key().unwrap();
        assert_eq!((key.len(), in_groups(&key).split(' ').count()), (32, 8));
        let (width, path) = squares(&key, "安全管理员.王").unwrap();
        assert!(width >= 21 && path.starts_with("M0 0h1v1h-1z"), "{width} {path}");
        assert_ne!(key, new_key().unwrap());
    }
}
