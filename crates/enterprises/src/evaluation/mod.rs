//! 科技型中小企业评价 (国科发政〔2017〕115号): every year from the self-assessment to the number, and its revocation.

mod effects;
pub(crate) mod procedure;
mod record;
#[cfg(test)]
mod tests;

pub use record::TSME_APPLICATIONS;
pub(crate) use record::{Stage, Step, UNDER_WAY};
