//! 评审组: who judges the proposals of a call, how they were drawn, what they were given and what they said.

mod record;
mod score;
mod seat;

pub use record::PANELS;
pub use score::{ASSIGNMENTS, SCORES};
pub use seat::SEATS;
