//! 变更报告和资格事项: changes that a 高新技术企业 reports within three months, and grounds on which its qualification ends
//! (国科发火〔2016〕32号 第十七条至第十九条).

pub(crate) mod procedure;
mod record;

pub use record::HNTE_MATTERS;
