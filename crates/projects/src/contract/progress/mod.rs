//! 进展报告 and the mid-term inspection: what the unit reports while work goes on.

pub(crate) mod procedure;
mod record;
mod schedule;

pub use record::PROGRESS_REPORTS;
pub(crate) use record::{MIDTERM, REGULAR, Stage, Step};
pub(crate) use schedule::{Scheduling, schedule, waive};
