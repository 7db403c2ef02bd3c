//! 项目申报书: what a unit applies for, from draft to decision.

mod answer;
mod begin;
mod budget_line;
mod content;
mod effects;
mod facts;
mod finding;
mod guards;
mod indicator;
mod member;
mod pages;
mod partner;
pub(crate) mod procedure;
mod record;
mod snapshot;
mod sums;
#[cfg(test)]
mod tests;
mod version;
mod write;

pub use answer::ANSWERS;
pub use budget_line::BUDGET_LINES;
pub(crate) use content::papers;
pub(crate) use effects::unseal;
pub(crate) use facts::Checked;
pub use finding::FINDINGS;
pub(crate) use finding::{Judgement, Verdict};
pub use indicator::INDICATORS;
pub use member::MEMBERS;
pub(crate) use pages::{ProposalPanels, routes};
pub use partner::PARTNERS;
pub use record::PROPOSALS;
pub(crate) use record::{FIGURES, Stage, Step};
pub(crate) use sums::Sums;
pub use version::VERSIONS;

/// The words of the stages in which a proposal is its unit's alone.
pub(crate) const WITHHELD: &[&str] = &["草稿", "封存", "已作废"];

/// The words of the stages in which a proposal was handed in and is not decided.
pub(crate) const UNDECIDED: &[&str] =
    &["封存", "待形式审查", "待补正", "待评审", "评审中", "已评审", "拟立项", "备选", "已推荐"];

/// The words of the stages in which a proposal counts for the quotas (限项): handed in, and neither given up nor rejected.
pub(crate) const COUNTED: &[&str] =
    &["封存", "待形式审查", "待补正", "待评审", "评审中", "已评审", "拟立项", "备选", "已推荐", "已立项", "未立项"];
