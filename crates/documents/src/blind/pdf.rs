//! What a PDF says of its author beside its pages, as far as that can be seen without unpacking it. What cannot be seen
//! is taken for said.

use std::collections::BTreeSet;

use encoding_rs::{GB18030, UTF_16BE};

/// Keys of the document properties under which a person or a unit stands.
const PEOPLE: [&[u8]; 2] = [b"/Author", b"/Company"];
/// Elements of XMP metadata under which they stand.
const ELEMENTS: [(&[u8], &[u8]); 2] = [(b"<dc:creator", b"</dc:creator>"), (b"<pdfx:Company", b"</pdfx:Company>")];

/// Every time a PDF is changed it may get new properties.
const MOST_PROPERTIES: usize = 20;
/// How far a string or the dictionary of a stream is followed: properties are short, and a file may repeat them endlessly.
const REACH: usize = 4096;

const SAID: &str = "PDF 的文档属性中写有作者或单位，盲评时专家会看到：请在制作它的软件中清除文档属性，重新导出后再上传";
const LOCKED: &str = "PDF 加了密码或权限限制，无法确认是否带有作者信息：请去掉限制，重新导出后再上传";
const UNSEEN: &str =
    "PDF 的文档属性经过压缩，无法确认是否带有作者信息：请清除文档属性，另存为 PDF/A 或重新导出后再上传";

/// Why the PDF cannot be shown to experts, or its title, which may say more than it should.
pub(super) fn looked(bytes: &[u8]) -> Result<Option<String>, &'static str> {
    let mut properties = BTreeSet::new();
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
        let rest = bytes.get(at..).unwrap_or_default();
        if key(rest, b"/Encrypt").is_some() {
            return Err(LOCKED);
        }
        if PEOPLE
            .iter()
            .filter_map(|name| key(rest, name))
            .any(|value| !string(value).is_some_and(|text| text.is_empty()))
        {
            return Err(SAID);
        }
        properties.extend(key(rest, b"/Info").and_then(reference));
        if key(rest, b"/Type").is_some_and(|value| key(value, b"/Metadata").is_some()) && is_packed(bytes, at) {
            return Err(UNSEEN);
        }
    }
    if properties.len() > MOST_PROPERTIES {
        return Err(UNSEEN);
    }
    let mut title = None;
    for number in properties {
        let object = object(bytes, number).ok_or(UNSEEN)?;
        let entry = find(object, b"/Title", 0).and_then(|at| key(object.get(at..)?, b"/Title"));
        title = title.or(entry.and_then(string).filter(|text| !text.is_empty()));
    }
    let says = |(start, end): &(&[u8], &[u8])| elements(bytes, start, end).any(|inside| !is_blank(inside));
    if ELEMENTS.iter().any(says) { Err(SAID) } else { Ok(title) }
}

/// What follows a key, if the bytes begin with it.
fn key<'b>(bytes: &'b [u8], name: &[u8]) -> Option<&'b [u8]> {
    let rest = bytes.strip_prefix(name)?;
    // A longer name begins like this one.
    (!rest.first().is_some_and(|byte| byte.is_ascii_alphanumeric())).then(|| rest.trim_ascii_start())
}

/// The text of a string that stands first, or nothing where something else does.
fn string(value: &[u8]) -> Option<String> {
    let bytes = match value.get(..REACH.min(value.len()))? {
        [b'(', inside @ ..] => literal(inside),
        [b'<', inside @ ..] if inside.first() != Some(&b'<') => hexadecimal(inside),
        _ => return None,
    };
    let text = match bytes.as_slice() {
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        bytes => GB18030.decode(bytes).0.into_owned(),
    };
    Some(text.trim_matches(|c: char| c.is_whitespace() || c == '\0').to_owned())
}

/// The bytes of `(…)`, brackets inside in pairs, `\` before what is meant otherwise.
fn literal(inside: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut depth = 0;
    let mut rest = inside.iter();
    while let Some(&byte) = rest.next() {
        match byte {
            b'\\' => match rest.next() {
                Some(&digit @ b'0'..=b'7') => {
                    let mut code = u32::from(digit - b'0');
                    for _ in 0..2 {
                        let Some(&digit @ b'0'..=b'7') = rest.as_slice().first() else { break };
                        code = code * 8 + u32::from(digit - b'0');
                        rest.next();
                    }
                    bytes.extend(u8::try_from(code & 0xff));
                }
                Some(b'\n' | b'\r' | b'n' | b'r' | b't' | b'b' | b'f') => {}
                other => bytes.extend(other),
            },
            b')' if depth == 0 => break,
            b'(' | b')' => {
                depth += if byte == b'(' { 1 } else { -1 };
                bytes.push(byte);
            }
            _ => bytes.push(byte),
        }
    }
    bytes
}

/// The bytes of `<…>`.
fn hexadecimal(inside: &[u8]) -> Vec<u8> {
    let digits = inside.iter().take_while(|byte| **byte != b'>').filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u32> = digits.collect();
    let byte = |pair: &[u32]| pair.iter().chain([&0]).take(2).fold(0, |byte, digit| byte * 16 + digit);
    digits.chunks(2).filter_map(|pair| u8::try_from(byte(pair)).ok()).collect()
}

/// The number of the object that `12 0 R` refers to.
fn reference(value: &[u8]) -> Option<&[u8]> {
    let digits = value.iter().take_while(|byte| byte.is_ascii_digit()).count();
    value.get(..digits).filter(|number| !number.is_empty())
}

/// The object of a number, where it stands in the file for all to see and is not packed with others in a stream.
fn object<'b>(bytes: &'b [u8], number: &[u8]) -> Option<&'b [u8]> {
    let wanted = [number, b" 0 obj"].concat();
    let mut from = 0;
    while let Some(at) = find(bytes, &wanted, from) {
        if at == 0 || bytes.get(at - 1).is_some_and(|before| !before.is_ascii_digit()) {
            return bytes.get(at..find(bytes, b"endobj", at).unwrap_or(bytes.len()));
        }
        from = at + 1;
    }
    None
}

/// Whether the stream in whose dictionary a place lies is packed.
fn is_packed(bytes: &[u8], at: usize) -> bool {
    let near = bytes.get(at.saturating_sub(REACH)..bytes.len().min(at + REACH)).unwrap_or_default();
    let (before, after) = near.split_at(at.min(REACH));
    let start = before.windows(3).rposition(|window| window == b"obj").unwrap_or(0);
    let end = find(after, b"stream", 0).unwrap_or(after.len());
    let dictionary = near.get(start..before.len() + end).unwrap_or_default();
    find(dictionary, b"/Filter", 0).is_some()
}

/// What stands between the tags of each element.
fn elements<'b>(bytes: &'b [u8], start: &'b [u8], end: &'b [u8]) -> impl Iterator<Item = &'b [u8]> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = find(bytes, start, from)?;
        let until = find(bytes, end, at).unwrap_or(bytes.len());
        from = until;
        bytes.get(at + start.len()..until)
    })
}

/// Whether there is nothing but tags and white space in an element, from the end of its name on.
fn is_blank(inside: &[u8]) -> bool {
    let mut in_tag = true;
    inside.iter().all(|byte| {
        match byte {
            b'<' => in_tag = true,
            b'>' if in_tag => {
                in_tag = false;
                return true;
            }
            _ => {}
        }
        in_tag || byte.is_ascii_whitespace()
    })
}

fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.windows(wanted.len()).position(|window| window == wanted).map(|at| from + at)
}
