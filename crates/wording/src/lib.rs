//! Chinese text as a machine should read it: folded to one script, width and case, cut into terms, compared passage by passage.

use unicode_normalization::UnicodeNormalization;

/// `text` in one width, case and script, so that what reads the same compares equal.
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}
