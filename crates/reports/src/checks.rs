//! What must hold between the figures of the annual report (domain rules, 11.3). Each check is a function over the
//! readings and gives one sentence, whether it holds or not.

mod recorded;

use std::collections::BTreeMap;

use figures::Reading;
use listing::FoldValue;
use storage::Result;

use crate::template::{Source, plainly};

/// What a check found.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It holds.
    Passed,
    /// It does not hold.
    Failed,
    /// It could not be asked: something that it compares is missing.
    NotApplicable,
}

impl Finding {
    /// The word for it.
    pub fn label(self) -> &'static str {
        match self {
            Finding::Passed => "通过",
            Finding::Failed => "不符",
            Finding::NotApplicable => "无从核对",
        }
    }
}

/// A check as it came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What must hold.
    pub name: &'static str,
    /// Whether it does.
    pub finding: Finding,
    /// With which numbers.
    pub sentence: String,
    /// The figures it speaks of.
    pub codes: Vec<&'static str>,
}

/// The readings of a report by code.
pub(crate) type Readings = BTreeMap<String, Reading>;

/// Runs every check.
///
/// # Errors
/// What the database says.
pub(crate) async fn run(source: &Source<'_>, readings: &Readings) -> Result<Vec<Check>> {
    let mut checks = vec![
        at_most(readings, "获批的科技型中小企业不多于申报的", "tsme-numbered", "tsme-filed"),
        flow_and_stock_stay_apart(readings),
        certificates_are_in_date(readings),
        loans_keep_their_units(readings),
        at_most(readings, "平台院士不多于研发人员", "platform-academicians", "platform-staff"),
        at_most(readings, "平台教授、副教授不多于研发人员", "platform-professors", "platform-staff"),
        at_most(readings, "平台博士不多于研发人员", "platform-doctors", "platform-staff"),
        at_most(readings, "正在中试的项目不多于在研项目", "orders-in-pilot", "platform-projects"),
        at_most(readings, "硕士补贴不高于博士补贴", "allowance-master", "allowance-doctor"),
        range_rises(readings),
        price_rises(readings),
        budget_is_of_the_year(readings, source.moment.year),
    ];
    checks.push(recorded::people_are_counted_once(source, readings).await?);
    checks.push(recorded::follow_up_is_within_the_grant(source, readings).await?);
    checks.push(recorded::effects_have_evidence(source, readings).await?);
    checks.push(recorded::policies_are_in_force(source, readings).await?);
    checks.push(windows_are_stated(readings));
    Ok(checks)
}

fn check(name: &'static str, codes: &[&'static str], holds: bool, sentence: String) -> Check {
    let finding = if holds { Finding::Passed } else { Finding::Failed };
    Check { name, finding, sentence, codes: codes.to_vec() }
}

fn not_applicable(name: &'static str, codes: &[&'static str], sentence: impl Into<String>) -> Check {
    Check { name, finding: Finding::NotApplicable, sentence: sentence.into(), codes: codes.to_vec() }
}

fn number(readings: &Readings, code: &str) -> Option<i64> {
    readings.get(code)?.number()
}

/// A figure with its exact value, for a sentence: `获批科技型中小企业 138 家`.
fn exactly(readings: &Readings, code: &str) -> String {
    match readings.get(code) {
        Some(reading) => {
            let exact = reading.exact().unwrap_or_else(|| "待补".to_owned());
            format!("{} {exact} {}", reading.definition.name, reading.definition.unit).trim_end().to_owned()
        }
        None => code.to_owned(),
    }
}

/// The figures of these codes that have no value, as a sentence.
fn lacking(readings: &Readings, codes: &[&str]) -> String {
    let names: Vec<&str> = codes
        .iter()
        .filter(|code| readings.get(**code).is_none_or(Reading::is_missing))
        .map(|code| readings.get(*code).map_or(*code, |reading| reading.definition.name.as_str()))
        .collect();
    format!("{}待补，补齐后再核对", names.join("、"))
}

fn at_most(readings: &Readings, name: &'static str, part: &'static str, whole: &'static str) -> Check {
    let codes = [part, whole];
    let (Some(less), Some(more)) = (number(readings, part), number(readings, whole)) else {
        return not_applicable(name, &codes, lacking(readings, &codes));
    };
    check(name, &codes, less <= more, format!("{}，{}", exactly(readings, part), exactly(readings, whole)))
}

/// What was filed this year and what is valid now are never added or compared: they have different windows.
fn flow_and_stock_stay_apart(readings: &Readings) -> Check {
    const NAME: &str = "高企申报（流量）与有效高企（存量）不相加、不比较";
    let codes = ["hnte-filed-first-batch", "hnte-valid"];
    let window = |code: &str| readings.get(code).map(|reading| reading.definition.window);
    let (Some(flow), Some(stock)) = (window("hnte-filed-first-batch"), window("hnte-valid")) else {
        return not_applicable(NAME, &codes, "报告没有同时用到这两项");
    };
    check(NAME, &codes, flow != stock, format!("申报为{flow}数，有效为{stock}数，分别列出"))
}

fn certificates_are_in_date(readings: &Readings) -> Check {
    const NAME: &str = "有效高企只计有效期内的证书";
    let Some(reading) = readings.get("hnte-valid") else {
        return not_applicable(NAME, &["hnte-valid"], "报告没有用到这一项");
    };
    let asks = |column: &str| reading.definition.filter.of(column).is_some();
    let holds = asks("valid_to") && asks("revoked_on") && asks("issued_on");
    let says = listing::address::says(reading.definition.listing, &reading.definition.filter);
    check(NAME, &["hnte-valid"], holds, format!("计入条件：{says}"))
}

fn loans_keep_their_units(readings: &Readings) -> Check {
    const NAME: &str = "两种信贷通贷款各用各的单位";
    let codes = ["guide-loan-amount", "park-loan-amount"];
    let unit = |code: &str| readings.get(code).map(|reading| reading.definition.unit.as_str());
    let holds = unit("guide-loan-amount") == Some("万元") && unit("park-loan-amount") == Some("亿元");
    let said: Vec<String> = codes.iter().filter_map(|code| readings.get(*code)).map(said_with_name).collect();
    if said.len() < codes.len() {
        return not_applicable(NAME, &codes, "报告没有同时用到这两项");
    }
    check(NAME, &codes, holds, said.join("，"))
}

fn said_with_name(reading: &Reading) -> String {
    format!("{} {}", reading.definition.name, plainly(reading, None))
}

fn range_rises(readings: &Readings) -> Check {
    const NAME: &str = "骨干年收入区间下限不高于上限";
    match readings.get("core-income").map(|reading| (&reading.value, exactly(readings, "core-income"))) {
        Some((FoldValue::Pair(low, high), said)) => check(NAME, &["core-income"], low <= high, said),
        _ => not_applicable(NAME, &["core-income"], lacking(readings, &["core-income"])),
    }
}

fn price_rises(readings: &Readings) -> Check {
    const NAME: &str = "产品单价提高，改进后高于改进前";
    let codes = ["price-before", "price-after"];
    let (Some(before), Some(after)) = (number(readings, "price-before"), number(readings, "price-after")) else {
        return not_applicable(NAME, &codes, lacking(readings, &codes));
    };
    let said = format!("{}，{}", exactly(readings, "price-before"), exactly(readings, "price-after"));
    check(NAME, &codes, before < after, said)
}

fn budget_is_of_the_year(readings: &Readings, year: i32) -> Check {
    const NAME: &str = "专项经费是报告年度的";
    match number(readings, "budget-year") {
        Some(found) => {
            let said = format!("经费所属年度 {found}，报告年度 {year}");
            check(NAME, &["budget-year", "special-funds"], found == i64::from(year), said)
        }
        None => not_applicable(NAME, &["budget-year"], lacking(readings, &["budget-year"])),
    }
}

fn windows_are_stated(readings: &Readings) -> Check {
    const NAME: &str = "每个数据都写明时间窗";
    let unstated: Vec<&str> = readings
        .values()
        .filter(|reading| reading.definition.window.is_empty())
        .map(|reading| reading.definition.name.as_str())
        .collect();
    let mut windows: BTreeMap<&str, usize> = BTreeMap::new();
    for reading in readings.values() {
        *windows.entry(reading.definition.window).or_default() += 1;
    }
    let said: Vec<String> = windows.iter().map(|(window, count)| format!("{window} {count} 项")).collect();
    let sentence = match unstated.as_slice() {
        [] => format!("{}，起止日期见证据附件", said.join("，")),
        names => format!("{}没有时间窗", names.join("、")),
    };
    check(NAME, &[], unstated.is_empty(), sentence)
}
