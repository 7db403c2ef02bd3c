//! A small XML writer: elements close themselves, text and attributes are always escaped.

use std::borrow::Cow;
use std::fmt::Write as _;

/// XML being written into a string.
#[derive(Default)]
pub(crate) struct Xml {
    text: String,
}

impl Xml {
    /// A document with its declaration.
    pub(crate) fn document() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned() }
    }

    /// An element and what `inside` writes into it.
    pub(crate) fn element(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        self.start(name, attributes);
        self.text.push('>');
        inside(self);
        self.put(format_args!("</{name}>"));
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.text.push_str("/>");
    }

    /// An element whose only attribute is `w:val`, as most of WordprocessingML is.
    pub(crate) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Escaped text.
    pub(crate) fn words(&mut self, words: &str) {
        self.text.push_str(&escaped(words));
    }

    /// What has been written.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.put(format_args!("<{name}"));
        for (key, value) in attributes {
            self.put(format_args!(" {key}=\"{}\"", escaped(value)));
        }
    }

    fn put(&mut self, piece: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.text.write_fmt(piece);
    }
}

/// Text fit for XML and HTML: markup escaped, characters that XML 1.0 cannot hold left out.
pub(crate) fn escaped(words: &str) -> Cow<'_, str> {
    if words.chars().all(is_allowed) {
        quick_xml::escape::escape(words)
    } else {
        let clean: String = words.chars().filter(|c| is_allowed(*c)).collect();
        Cow::Owned(quick_xml::escape::escape(clean.as_str()).into_owned())
    }
}

/// Whether XML 1.0 can hold the character at all.
pub(crate) fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// The address as it may stand in a link, or nothing when it is not one that a document should open.
///
/// Only `http`, `https`, `mailto` and relative addresses pass; what a URI cannot hold is percent-encoded.
pub(crate) fn link_target(address: &str) -> Option<String> {
    let address = address.trim();
    let scheme = address.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '?', '#']));
    let known =
        scheme.is_none_or(|scheme| ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known)));
    if address.is_empty() || !known {
        return None;
    }
    let mut target = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            target.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(target, "%{byte:02X}");
        }
    }
    Some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_forbidden_characters_are_dropped() {
        assert_eq!(escaped("a<b>&\"\u{0}\u{b}'堃\u{fffe}"), "a&lt;b&gt;&amp;&quot;&apos;堃");
    }

    #[test]
    fn only_addresses_that_a_document_should_open_become_links() {
        assert_eq!(
            link_target("/enterprises/hnte?镇=湘东 街").as_deref(),
            Some("/enterprises/hnte?%E9%95%87=%E6%B9%98%E4%B8%9C%20%E8%A1%97")
        );
        assert_eq!(link_target("https://a.cn/x?y=%E9%95%87#z").as_deref(), Some("https://a.cn/x?y=%E9%95%87#z"));
        assert_eq!(link_target("figures?at=12:30").as_deref(), Some("figures?at=12:30"));
        assert_eq!(link_target("javascript:alert(1)"), None);
        assert_eq!(link_target(" JavaScript:alert(1)"), None);
        assert_eq!(link_target("file:///etc/passwd"), None);
        assert_eq!(link_target(""), None);
    }
}
