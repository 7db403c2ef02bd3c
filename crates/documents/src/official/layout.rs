//! The page of GB/T 9704-2012 in numbers: twips (1/20 pt) for lengths, half points for type sizes.

/// A4.
pub(super) const PAGE: (&str, &str) = ("11906", "16838");
/// 天头 37 mm.
pub(super) const TOP: &str = "2098";
/// 订口 28 mm.
pub(super) const LEFT: &str = "1588";
/// What 28 mm and the 156 mm of the type area leave on the right: 26 mm.
pub(super) const RIGHT: &str = "1474";
/// What 37 mm and the 225 mm of the type area leave below: 35 mm.
pub(super) const BOTTOM: &str = "1984";
/// From the top edge to the header line of page one.
pub(super) const HEADER: &str = "1020";
/// From the bottom edge to the foot of the page number's line: its dash comes to stand 7 mm below the type area.
pub(super) const FOOTER: &str = "1417";
/// Width of the type area, 156 mm.
pub(super) const AREA_WIDTH: &str = "8844";
/// The same, to be shared out among columns.
pub(super) const AREA_TWIPS: usize = 8844;
/// One of 22 lines: 225 mm / 22 rounded down, as 580 would leave room for 21 only.
pub(super) const LINE: &str = "579";
/// 156 mm / 28 less the 16 pt of 三号, in 1/4096 pt.
pub(super) const CHARACTER_SPACE: &str = "-848";
/// What 16 pt type gives up for 28 characters of 156 mm. LibreOffice rounds the grid to 439.5 pt of the 442.2: this leaves
/// 438.2 pt, and a full line is justified to the edge.
pub(super) const CONDENSED: &str = "-7";
/// One character cell of the body.
const CELL: usize = 316;

/// 二号: titles.
pub(super) const SIZE_TITLE: &str = "44";
/// 三号: the body.
pub(super) const SIZE_BODY: &str = "32";
/// 四号: page numbers and 版记.
pub(super) const SIZE_SMALL: &str = "28";
/// 小四: tables.
pub(super) const SIZE_TABLE: &str = "24";
/// 五号: the mark at the top of page one.
pub(super) const SIZE_MARK: &str = "21";

/// An indent in half characters as the pair Word keeps: hundredths of a character, and twips for readers that know no characters.
pub(super) fn indent(half_characters: usize) -> (String, String) {
    ((half_characters * 50).to_string(), (half_characters * CELL / 2).to_string())
}
