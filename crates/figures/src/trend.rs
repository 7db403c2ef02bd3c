//! The chart of a figure over the years.

use web::chart::{Bar, bars};

use crate::{Reached, Reading, phrase::grouped};

/// Bars for the readings of [`crate::series`], the last one marked, with a line at the target; nothing where no year has a
/// number. `id` tells the chart from others on the page.
pub fn trend(id: &str, years: &[(i32, Reading)], target: Option<&Reached>) -> String {
    let (Some((first_year, first)), Some((last_year, latest))) = (years.first(), years.last()) else {
        return String::new();
    };
    let shown = years.iter().map(|(year, reading)| Bar {
        label: year.to_string(),
        value: reading.exact().and_then(|exact| exact.parse().ok()),
        shown: reading.on_page(),
        is_now: year == last_year,
    });
    let shown: Vec<Bar> = shown.collect();
    if shown.iter().all(|bar| bar.value.is_none()) {
        return String::new();
    }
    let title = format!("{}，{first_year} 至 {last_year} 年", latest.definition.name);
    let description = format!("{first_year} 年 {}，{last_year} 年 {}。", first.phrase(), latest.phrase());
    let target = target
        .and_then(|target| Some((target.target.parse::<f64>().ok()?, format!("年度任务 {}", grouped(&target.target)))));
    bars(id, &title, &description, &shown, target.as_ref().map(|(value, label)| (*value, label.as_str())))
}
