//! Where things stand in the two pictures of an answer: the score between 0 and 100, and each part of it. The templates
//! draw them; every number also stands beside them as text.

use crate::points::Points;

/// The left end of the scale of 100 points.
const LEFT: u16 = 12;
/// The width of a point.
const POINT: u16 = 3;

/// The picture of a score.
pub(super) struct ScoreBar {
    /// The scale's left end and width.
    pub(super) left: u16,
    pub(super) width: u16,
    /// What is sure.
    pub(super) sure: u16,
    /// What depends on experts or on what was not filled in.
    pub(super) open: u16,
    /// Where the open part begins.
    pub(super) open_at: u16,
    /// Where the score is written.
    pub(super) label_at: u16,
    /// Where the least score that passes stands.
    pub(super) least_at: u16,
}

impl ScoreBar {
    pub(super) fn of(score: Points, least: u8) -> ScoreBar {
        let at = |points: u8| LEFT + POINT * u16::from(points.min(100));
        let middle = u16::midpoint(at(score.min()), at(score.max()));
        ScoreBar {
            left: LEFT,
            width: POINT * 100,
            sure: at(score.min()) - LEFT,
            open: at(score.max()) - at(score.min()),
            open_at: at(score.min()),
            label_at: middle.clamp(LEFT + 24, LEFT + POINT * 100 - 24),
            least_at: at(least),
        }
    }
}

/// The width of the picture of one part.
const PART: u16 = 120;

/// The picture of one part of a score: what is sure and what is open, of 120.
pub(super) struct PartBar {
    pub(super) sure: u16,
    pub(super) open: u16,
}

impl PartBar {
    pub(super) fn of(points: Points, most: u8) -> PartBar {
        let at = |points: u8| PART * u16::from(points.min(most)) / u16::from(most.max(1));
        PartBar { sure: at(points.min()), open: at(points.max()) - at(points.min()) }
    }
}
