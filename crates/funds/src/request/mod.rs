//! 用款申请: a payment from a line of a payment plan, from the unit's request to the voucher.

mod effect;
mod facts;
pub(crate) mod procedure;
mod record;

pub use record::PAYMENT_REQUESTS;
pub(crate) use record::{FIGURES, Stage, Step};
