//! 年度发展情况报表: what every 高新技术企业 owes each year by 31 May (国科发火〔2016〕32号 第十三条). The house itself asks for it.

mod ask;
pub(crate) mod procedure;
mod record;
#[cfg(test)]
mod tests;

pub use ask::ask_for_reports;
pub use record::HNTE_REPORTS;
pub(crate) use record::{FIGURES, Stage};
