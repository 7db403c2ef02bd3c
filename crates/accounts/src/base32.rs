//! Base 32 (RFC 4648) of a key of 160 bits: 32 letters without padding, as apps on phones take it.

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The letters of a key.
pub(crate) fn encode(key: &[u8; 20]) -> String {
    let mut letters = String::with_capacity(32);
    for five in key.as_chunks::<5>().0 {
        let bits = five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        for place in (0..8).rev() {
            let letter = usize::try_from(bits >> (place * 5) & 31).ok().and_then(|letter| ALPHABET.get(letter));
            letters.extend(letter.map(|letter| char::from(*letter)));
        }
    }
    letters
}

/// The key of these letters; nothing if they are none.
pub(crate) fn decode(letters: &str) -> Option<[u8; 20]> {
    let (eights, rest) = letters.as_bytes().as_chunks::<8>();
    let mut key = [0; 20];
    if eights.len() != 4 || !rest.is_empty() {
        return None;
    }
    for (five, eight) in key.as_chunks_mut::<5>().0.iter_mut().zip(eights) {
        let mut bits = 0_u64;
        for letter in eight {
            bits = bits << 5 | u64::try_from(ALPHABET.iter().position(|known| known == letter)?).ok()?;
        }
        let [.., a, b, c, d, e] = bits.to_be_bytes();
        *five = [a, b, c, d, e];
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_keys_are_each_others() {
        let key = *b"12345678901234567890";
        assert_eq!(encode(&key), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(decode("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), Some(key));
        assert_eq!(decode(&encode(&[255; 20])), Some([255; 20]));
        for wrong in ["", "GEZDGNBV", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQA"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
