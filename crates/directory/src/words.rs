//! Words that the record kinds of several modules share.

use listing::{Column, integer};

/// The level that decides on or recognises something, highest first.
pub const LEVELS: &[&str] = &["国家级", "省级", "市级", "区级"];

/// Yes and no.
pub const YES_NO: &[&str] = &["是", "否"];

/// The place at which the annual report tells of a record; empty where it does not. It is how an officer chooses the
/// cases that a report names.
pub const REPORT_ORDER: Column =
    integer("report_order", "报告序", "").aside().hint("年度报告点名介绍时的次序：1、2、3……；不介绍则留空");
