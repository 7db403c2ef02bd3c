//! 科技成果转化收益分配: what the law grants those who made the result, and how it is divided to the fen.
//!
//! 促进科技成果转化法 (2015) Articles 44 and 45: an agreement or the unit's rules come first; without them, and never
//! below them in public bodies, the floors hold.

mod floors;
mod split;

pub use floors::{BasisPoints, CORE_SHARE, Floor, Pool, Way, core_is_enough, floor, net_income, pool};
pub use split::{SHARE_UNITS, apportion, split_money, split_shares};
