//! The seal against the published vectors and against OpenSSL 3.0 (`openssl mac`, `openssl enc -sm4-ctr`).

use sm3::Digest;
use sm4::cipher::BlockCipherEncrypt;

use super::*;

const ID: &str = "360313198001010018";

fn seal() -> Seal {
    Seal::new(&std::array::from_fn(|index| u8::try_from(index).unwrap()))
}

#[test]
fn the_algorithms_are_those_of_the_standards() {
    assert_eq!(hex(&Sm3::digest(b"abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    let key: [u8; 16] = unhex("0123456789abcdeffedcba9876543210").unwrap().try_into().unwrap();
    let mut block = key.into();
    Sm4::new(&key.into()).encrypt_block(&mut block);
    assert_eq!(hex(&block), "681edf34d206965e86b3e94f536e4246");
}

#[test]
fn what_openssl_makes_of_the_same_key_and_text_is_the_same() {
    let closed = seal().close("person.id_number", ID);
    assert_eq!(closed, "sm4:fdf35aac623386e2f021cde8bcea55b908bf141b88870791b1b2823a84ceeccb2059");
    assert_eq!(seal().close("person.phone", ""), "sm4:15e7e503870aa7d7a1bef263155674ac");
    let signature = "93fc837c2add574bbda9f90b41834c0fc22729cdf536cb0db9d0a9fc62a0bd40";
    assert_eq!(seal().sign("session", b"reader 7"), signature);
    assert!(seal().is_signed("session", b"reader 7", signature));
    assert!(!seal().is_signed("session", b"reader 8", signature), "other bytes");
    assert!(!seal().is_signed("download", b"reader 7", signature), "another purpose");
    assert!(!seal().is_signed("session", b"reader 7", &signature[..62]), "a part of it");
}

#[test]
fn what_is_closed_opens_again_whatever_it_says() {
    for text in ["", ID, "张三丰", "sm4:00", &seal().close("person.phone", ID), &"湘".repeat(7_000)] {
        let closed = seal().close("person.phone", text);
        assert!(!closed.contains(text) || text.is_empty());
        assert_eq!(seal().open("person.phone", &closed).unwrap(), text);
    }
}

#[test]
fn what_was_altered_moved_or_closed_by_another_key_does_not_open() {
    let closed = seal().close("person.id_number", ID);
    let refused = |seal: &Seal, place: &str, stored: &str| {
        let said = seal.open(place, stored).unwrap_err().to_string();
        assert!(said.contains(place) && said.contains("keshu verify") && !said.contains(ID), "{said}");
    };
    for at in 4..closed.len() {
        let mut altered = closed.clone().into_bytes();
        altered[at] = if altered[at] == b'0' { b'1' } else { b'0' };
        refused(&seal(), "person.id_number", &String::from_utf8(altered).unwrap());
    }
    for stored in
        ["", ID, "sm4:", "sm4:zz", &closed[..closed.len() - 2], &closed.to_uppercase(), &format!("{closed}00")]
    {
        refused(&seal(), "person.id_number", stored);
    }
    refused(&seal(), "person.phone", &closed);
    refused(&Seal::new(&[9; 32]), "person.id_number", &closed);
    // The border between place and text cannot be shifted.
    assert_ne!(seal().close("a.b", "cd")[..36], seal().close("a.bc", "d")[..36]);
}

#[test]
fn a_seal_shows_nothing_of_its_keys() {
    assert_eq!(format!("{:?}", seal()), "Seal(***)");
}
