//! How a figure compares with its target, with last year and with the other districts, in a report's words.

use figures::{Moment, Office, Reading};
use storage::Result;

/// A comparison; each part is empty where there is nothing to compare with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Compared {
    /// 同比增长25%, 同比持平, 同比提高1.5个百分点.
    pub(crate) change: String,
    /// 完成年度任务的107%.
    pub(crate) completion: String,
    /// 居全市第2.
    pub(crate) rank: String,
}

/// Compares a figure.
///
/// # Errors
/// What the database says.
pub(crate) async fn compared(office: &Office, reading: &Reading, moment: Moment) -> Result<Compared> {
    let comparison = figures::compare(office, reading, moment).await?;
    Ok(Compared {
        change: comparison.change.map(|change| change.says()).unwrap_or_default(),
        completion: comparison.target.map(|target| target.says()).unwrap_or_default(),
        rank: comparison.rank.map(|rank| rank.says()).unwrap_or_default(),
    })
}
