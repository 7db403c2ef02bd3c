//! What a business module brings into the house.

use listing::Listing;

use crate::Figure;

/// One function of the bureau: its record kinds and the figures counted from them.
#[derive(Debug)]
pub struct Module {
    /// Its name in the navigation.
    pub title: &'static str,
    /// Its record kinds, the most important first.
    pub listings: &'static [&'static Listing],
    /// Its figures.
    pub figures: &'static [&'static [Figure]],
}
