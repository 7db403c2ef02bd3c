//! What is kept of a yearly report, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::{ORGANISATIONS, YES_NO};
use figures::{Figure, during, figure, home, is};
use listing::{Kept, Listing, Order, at_most, borrowed, choice, day, integer, link, long_text, money, text, year};
use vocabulary::MoneyUnit::WanYuan;

use crate::HNTE_CERTIFICATES;

procedure::words! {
    /// Where a report is.
    pub enum Stage {
        /// To be handed in.
        Awaited: "待报",
        /// Before the officer.
        Reported: "待核",
        /// In order.
        Accepted: "已核收",
        /// Not handed in by the day.
        Missed: "逾期未报",
    }
}

procedure::words! {
    /// What can be done with a report.
    pub enum Step {
        /// Hands it in.
        Report: "报送",
        /// Sends it back.
        SendBack: "退回",
        /// Finds it in order.
        Accept: "核收",
        /// The day is over.
        Lapse: "逾期",
    }
}

/// What a report tells of the year that the yearly figures also have.
pub(super) const FIGURES_OF_THE_YEAR: [&str; 8] = [
    "sales",
    "total_income",
    "hightech_income",
    "rd_expense",
    "net_assets",
    "total_assets",
    "staff",
    "technical_staff",
];

/// 高企年度报表.
pub static HNTE_REPORTS: Listing = Listing {
    table: "hnte_report",
    path: "/enterprises/hnte-reports",
    title: "高企年度报表",
    unit: "份",
    about: "有效高企每年 5 月 31 日前报送的上一年度发展情况。累计两年未报的，取消高新技术企业资格。",
    key: &["enterprise", "year"],
    name: &["year", "enterprise"],
    region: Some("region"),
    order: Order::Falling("year"),
    owner: Some("enterprise"),
    kept: Kept::ByCase,
    columns: &[
        link("enterprise", "企业", &ORGANISATIONS).required().by_step(),
        borrowed("region", "所在区划", "enterprise", "region").aside(),
        borrowed("town", "镇街", "enterprise", "town").facet(),
        link("certificate", "证书", &HNTE_CERTIFICATES).required().by_step().aside(),
        year("year", "报表年度").required().by_step(),
        day("asked_by", "应报日期").required().by_step(),
        money("sales", "销售收入", WanYuan),
        money("total_income", "总收入", WanYuan).aside(),
        money("hightech_income", "高新技术产品收入", WanYuan).aside(),
        money("rd_expense", "研发费用", WanYuan),
        money("net_assets", "净资产", WanYuan).signed().aside(),
        money("total_assets", "资产总额", WanYuan).aside(),
        integer("staff", "职工总数", "人").aside(),
        integer("technical_staff", "科技人员", "人").aside(),
        choice("changed", "有与认定条件有关的重大变化", YES_NO).plain().aside(),
        text("receipt", "认定管理工作网填报回执").aside(),
        long_text("note", "情况说明"),
        day("reported_on", "报送日期").by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    checks: &[at_most("technical_staff", "staff"), at_most("hightech_income", "total_income")],
    ..Listing::BLANK
};

/// Counted from the reports that were due.
pub(crate) const FIGURES: &[Figure] = &[
    figure("hnte-reports-due", "当年应报高企年度报表", &HNTE_REPORTS)
        .only(&[during("asked_by"), home("region")])
        .count("份"),
    figure("hnte-reports-missed", "当年逾期未报高企年度报表", &HNTE_REPORTS)
        .only(&[during("asked_by"), is("stage", &["逾期未报"]), home("region")])
        .count("份"),
];
