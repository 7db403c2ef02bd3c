//! Finding one's way in a package: which parts hold stories, and what the default character style is called.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::story::bad;
use crate::DocumentError;
use crate::archive::Archive;

const CONTENT_TYPES: &str = "[Content_Types].xml";
/// Ends of the content types of a document, a template, and both with macros.
const BODIES: [&str; 4] = [
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
];
const OTHERS: [&str; 5] = ["header", "footer", "footnotes", "endnotes", "comments"];

/// The parts that matter for filling, as the package itself lists them.
pub(super) struct Parts {
    /// Stories, the body first.
    pub(super) stories: Vec<String>,
    /// The styles.
    styles: Option<String>,
}

impl Parts {
    /// Reads the list of the package.
    pub(super) fn of(archive: &mut Archive<'_>) -> Result<Self, DocumentError> {
        let missing = |part: &str| DocumentError::MissingPart { part: part.to_owned() };
        let types = archive.part(CONTENT_TYPES)?.ok_or_else(|| missing(CONTENT_TYPES))?;
        let (mut body, mut others, mut styles) = (None, Vec::new(), None);
        each_tag(CONTENT_TYPES, &types, |tag| {
            if tag.local_name().into_inner() != "Override" {
                return;
            }
            let name = attribute(tag, "PartName").trim_start_matches('/').to_owned();
            let kind = attribute(tag, "ContentType");
            let is = |part: &str| kind.ends_with(&format!("wordprocessingml.{part}+xml"));
            if BODIES.iter().any(|end| kind.ends_with(end)) {
                body = Some(name);
            } else if OTHERS.iter().any(|story| is(story)) {
                others.push(name);
            } else if is("styles") {
                styles = Some(name);
            }
        })?;
        let body = body.ok_or_else(|| missing("word/document.xml"))?;
        if !archive.has(&body) {
            return Err(missing(&body));
        }
        Ok(Self { stories: std::iter::once(body).chain(others).collect(), styles })
    }

    /// Id of the default character style, if the document says.
    pub(super) fn default_character_style(&self, archive: &mut Archive<'_>) -> Result<Option<String>, DocumentError> {
        let Some(name) = &self.styles else { return Ok(None) };
        let Some(text) = archive.part(name)? else { return Ok(None) };
        let mut found = None;
        each_tag(name, &text, |tag| {
            let of = |name: &str| attribute(tag, name);
            if tag.local_name().into_inner() == "style"
                && of("type") == "character"
                && matches!(of("default").as_str(), "1" | "true" | "on")
            {
                found = Some(of("styleId"));
            }
        })?;
        Ok(found.filter(|id| !id.is_empty()))
    }
}

/// Shows every opening tag of a part.
pub(crate) fn each_tag(part: &str, text: &str, mut see: impl FnMut(&BytesStart<'_>)) -> Result<(), DocumentError> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| bad(part, reader.error_position(), &error))? {
            Event::DocType(_) => return Err(DocumentError::Doctype { part: part.to_owned() }),
            Event::Start(tag) | Event::Empty(tag) => see(&tag),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute whatever its prefix, empty when absent.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().into_inner() == name);
    found.map(|attribute| attribute.value.into_owned()).unwrap_or_default()
}
