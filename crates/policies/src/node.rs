//! JSON as it was written: keys keep their order, a key written twice is seen, and a number is whole or it is not.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// A number with a fraction, with an exponent, or beyond an `i64`.
    OtherNumber,
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object: every key as often as it was written.
    Object(Vec<(String, Node)>),
}

impl Node {
    /// The value in words, as a sentence says what was found.
    pub(crate) fn says(&self) -> String {
        match self {
            Node::Null => "空".to_owned(),
            Node::Flag(true) => "true".to_owned(),
            Node::Flag(false) => "false".to_owned(),
            Node::Whole(number) => number.to_string(),
            Node::OtherNumber => "小数或过大的数".to_owned(),
            Node::Text(text) => quoted(text),
            Node::List(_) => "列表".to_owned(),
            Node::Object(_) => "对象".to_owned(),
        }
    }
}

/// The longest part of a text that is repeated back, in characters.
const ECHO: usize = 20;

/// A text in Chinese quotation marks, cut after twenty characters.
pub(crate) fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().filter(|c| !c.is_control()).take(ECHO).collect();
    if text.chars().nth(ECHO).is_some() {
        shown.push('…');
    }
    format!("“{shown}”")
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(Builder)
    }
}

struct Builder;

impl<'de> Visitor<'de> for Builder {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(i64::try_from(number).map_or(Node::OtherNumber, Node::Whole))
    }

    fn visit_f64<E>(self, _number: f64) -> Result<Node, E> {
        Ok(Node::OtherNumber)
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = seq.next_element()? {
            list.push(node);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Node::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_kept() {
        let node: Node = serde_json::from_str(r#"{"b":[1,1.5,1e3,99999999999999999999],"a":null,"b":"二"}"#).unwrap();
        let Node::Object(fields) = node else { panic!("not an object") };
        assert_eq!(fields.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["b", "a", "b"]);
        let list = vec![Node::Whole(1), Node::OtherNumber, Node::OtherNumber, Node::OtherNumber];
        assert_eq!(fields[0].1, Node::List(list));
    }
}
