//! 评审组: who judges the proposals of a call, how they were drawn, what they were given and what they said.
//!
//! A panel is drawn from the pool by a recorded seed ([`drawing`], [`drawn`]); whoever declines is replaced by the next in
//! the drawn order ([`seats`]); proposals are shared out so that nobody judges what they must stay away from
//! ([`assigning`]); experts give marks on their own pages; large spreads are discussed, and scores are counted and locked
//! ([`closing`]). Nobody sees marks before that, and who gave them only once they are opened.

mod assigning;
mod bars;
mod closing;
mod copy;
mod drawing;
mod drawn;
mod eligible;
mod facts;
mod figures;
mod gather;
mod guards;
mod judging;
mod lot;
mod names;
mod need;
mod outcome;
mod pages;
pub(crate) mod procedure;
mod record;
mod score;
mod seat;
mod seats;
mod sheet;
#[cfg(test)]
mod tests;
mod workbook;

pub(crate) use figures::FIGURES;
pub use lot::{DRAWS, LOTS};
pub(crate) use pages::{PanelPanels, routes};
pub use record::PANELS;
pub(crate) use record::{Stage, Step};
pub use score::{ASSIGNMENTS, SCORES};
pub use seat::SEATS;
