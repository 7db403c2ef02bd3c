//! 拟立项名单: the ranked list of a call, how it was decided and made public, and what was objected.

mod item;
mod objection;
mod record;
mod superior;

pub use item::RANKING_ITEMS;
pub use objection::OBJECTIONS;
pub use record::RANKINGS;
pub use superior::SUPERIOR_RESULTS;
