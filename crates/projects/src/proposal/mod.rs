//! 项目申报书: what a unit applies for, from draft to decision.

mod answer;
mod budget_line;
mod finding;
mod indicator;
mod member;
mod partner;
mod record;
mod version;

pub use answer::ANSWERS;
pub use budget_line::BUDGET_LINES;
pub use finding::FINDINGS;
pub use indicator::INDICATORS;
pub use member::MEMBERS;
pub use partner::PARTNERS;
pub use record::PROPOSALS;
pub(crate) use record::{Stage, Step};
pub use version::VERSIONS;

use cases::{Act, Handling};
use storage::{Result, Work};

/// The words of the stages in which a proposal was handed in and is not decided.
pub(crate) const UNDECIDED: &[&str] =
    &["封存", "待形式审查", "待补正", "待评审", "评审中", "已评审", "拟立项", "备选", "已推荐"];

/// Opens the sealed proposals of a call that has closed.
pub(crate) async fn unseal<C: Handling>(_act: &Act<'_, C>, _work: &mut Work) -> Result<()> {
    Ok(())
}
