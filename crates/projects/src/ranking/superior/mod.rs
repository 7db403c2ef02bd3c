//! 上级立项结果: what a superior bureau decided, compared with what was recommended to it and entered in the ledger.

mod apply;
mod compare;
mod pages;
mod record;

pub(crate) use pages::{href, routes};
pub use record::SUPERIOR_RESULTS;
