//! 考核指标 of a contract: the same rows from the proposal to the acceptance, so that 申报, 任务书, 中期 and 验收 stand side by
//! side.

use cases::{CaseFile, matching};
use storage::{Reader, Result};

use crate::INDICATORS;

/// The indicators of the proposal from which a contract came.
///
/// # Errors
/// What the database says.
pub(crate) async fn of_contract(reader: Reader<'_>, contract: &CaseFile) -> Result<Vec<CaseFile>> {
    let proposal = contract.number("proposal").unwrap_or_default();
    CaseFile::all(reader, &INDICATORS, matching(&INDICATORS, &[("proposal", proposal.into())])?).await
}

/// The names of the indicators of which this is so.
pub(crate) fn names(indicators: &[CaseFile], is_so: impl Fn(&CaseFile) -> bool) -> Vec<String> {
    indicators.iter().filter(|one| is_so(one)).map(|one| one.text("name").to_owned()).collect()
}

/// Whether a value is there and lower than another that is there.
pub(crate) fn is_lower(indicator: &CaseFile, value: &str, than: &str) -> bool {
    matches!((indicator.number(value), indicator.number(than)), (Some(value), Some(than)) if value < than)
}

/// The name of an indicator with its unit: `新增产值（万元）`.
pub(crate) fn with_measure(indicator: &CaseFile) -> String {
    match indicator.text("measure") {
        "" => indicator.text("name").to_owned(),
        measure => format!("{}（{measure}）", indicator.text("name")),
    }
}
