//! Office files (ECMA-376): which one a package is, by its list of parts, and whether it carries macros.

use super::Shape;
use super::content::holds;
use super::refusal::Refusal;

/// The list of parts that every office file has.
pub(super) const LIST: &str = "[Content_Types].xml";

/// Ends of the content types of what opens as a document, a workbook or slides.
const MAIN: [(&str, Shape); 4] = [
    ("wordprocessingml.document.main+xml", Shape::Word),
    ("spreadsheetml.sheet.main+xml", Shape::Sheet),
    ("presentationml.presentation.main+xml", Shape::Slides),
    ("presentationml.slideshow.main+xml", Shape::Slides),
];
/// Parts that macros live in, in lower case: Visual Basic, and the macro sheets of Excel 4.
const MACROS: [&str; 2] = ["vbaproject", "xl/macrosheets/"];

/// What an office file with this list and these parts is.
pub(super) fn shape<'n>(types: &str, mut names: impl Iterator<Item = &'n [u8]>) -> Result<Shape, Refusal> {
    let types_below = types.to_ascii_lowercase();
    if types_below.contains("macroenabled") || types_below.contains("vbaproject") {
        return Err(Refusal::Macros);
    }
    if names.any(|name| MACROS.iter().any(|part| holds(&name.to_ascii_lowercase(), part.as_bytes()))) {
        return Err(Refusal::Macros);
    }
    let found = MAIN.iter().find(|(kind, _)| types.contains(kind)).map(|(_, shape)| *shape);
    found.ok_or(Refusal::Foreign("Office 模板或其他 Office 文件"))
}
