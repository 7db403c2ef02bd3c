//! 高新技术企业认定申请 (国科发火〔2016〕32号, 国科发火〔2016〕195号): from the form to the certificate.

mod certificate;
mod effects;
mod facts;
pub(crate) mod materials;
pub(crate) mod procedure;
mod recommendation;
mod record;
#[cfg(test)]
mod tests;

pub use materials::HNTE_MATERIALS;
pub(crate) use materials::{ITEMS, OnApplications};
pub(crate) use recommendation::{OnBatches, download};
pub use record::HNTE_APPLICATIONS;
pub(crate) use record::{Stage, Step, UNDER_WAY};
