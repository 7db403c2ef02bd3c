//! Policies: the documents that promise something, and the values they promise (生活补贴、团队补助、引导资金……).

mod policy;
mod policy_value;

pub use policy::POLICIES;
pub use policy_value::POLICY_VALUES;

use figures::Module;

/// The module.
pub static MODULE: Module = Module {
    title: "政策",
    listings: &[&POLICIES, &POLICY_VALUES],
    figures: &[policy::FIGURES, policy_value::FIGURES],
};
