//! 拟立项名单: the ranked list of a call, how it was decided and made public, what was objected, and what became of it.

mod approvals;
mod decision;
mod edit;
mod fill;
mod guards;
mod issue;
mod item;
mod list;
mod moves;
pub(crate) mod objection;
mod order;
mod pages;
mod papers;
pub(crate) mod procedure;
mod record;
mod superior;
#[cfg(test)]
mod tests;
mod waiting;

pub use item::RANKING_ITEMS;
pub(crate) use item::{Disposition, FIGURES as ITEM_FIGURES};
pub use objection::OBJECTIONS;
pub(crate) use pages::{OnCalls, OnRankings, OnSuperiorResults, routes};
pub use record::RANKINGS;
pub(crate) use record::{FIGURES, Stage, Step};
pub use superior::SUPERIOR_RESULTS;
