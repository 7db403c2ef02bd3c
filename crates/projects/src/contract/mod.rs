//! 任务书 and the life of a project after its approval: money, progress, changes, acceptance, archive.

mod acceptance;
mod change;
mod plan;
mod progress;
mod record;

pub use acceptance::ACCEPTANCES;
pub use change::CHANGES;
pub use plan::PAYMENT_PLANS;
pub use progress::PROGRESS_REPORTS;
pub use record::CONTRACTS;
