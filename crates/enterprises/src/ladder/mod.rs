//! 企业阶梯: where every enterprise stands on the way to 高新技术企业 or 科技型中小企业, how far the next rung is, what ends
//! soon, and how the towns reach their targets. All of it is computed from the records when it is asked for.

mod asked;
mod beside;
mod distance;
mod net;
mod page;
mod remarks;
mod standing;
mod targets;
#[cfg(test)]
mod tests;
mod workbook;

pub(crate) use beside::OnEnterprises;
pub(crate) use page::{export, show};
