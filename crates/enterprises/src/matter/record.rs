//! What is kept of a change or a ground for revocation, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::ORGANISATIONS;
use listing::{Kept, Listing, Order, borrowed, choice, day, link, long_text};

use crate::HNTE_CERTIFICATES;

procedure::words! {
    /// Where a matter is.
    pub enum Stage {
        /// Before the officer.
        Received: "待核实",
        /// With the superior body that decides.
        Forwarded: "已上报",
        /// The qualification stays.
        Upheld: "资格不变",
        /// The qualification has ended.
        Revoked: "资格取消",
        /// Nothing is to be sent up.
        Closed: "不需上报",
    }
}

procedure::words! {
    /// What can be done with a matter.
    pub enum Step {
        /// Sends it up.
        Forward: "核实上报",
        /// Finds that nothing is to be sent up.
        Close: "不需上报",
        /// Enters that the qualification stays.
        Uphold: "登记资格不变",
        /// Enters that it has ended.
        Revoke: "登记取消资格",
    }
}

/// What changes, which the enterprise reports.
pub(super) const CHANGES: &[&str] = &["更名", "与认定条件有关的重大变化", "整体迁移"];

/// What changes, and on what grounds the qualification ends.
const SUBJECTS: &[&str] = &[
    "更名",
    "与认定条件有关的重大变化",
    "整体迁移",
    "申请认定中弄虚作假",
    "重大安全、质量事故或严重环境违法",
    "未按期报告重大变化",
    "累计两年未填报年度发展情况报表",
];

/// 高企变更和资格事项.
pub static HNTE_MATTERS: Listing = Listing {
    table: "hnte_matter",
    path: "/enterprises/hnte-matters",
    title: "高企变更和资格事项",
    unit: "件",
    about: "高企更名、重大变化和迁移的报告（三个月内），以及取消资格的线索、核实、上报和结果。",
    key: &["enterprise", "subject", "happened_on"],
    name: &["enterprise", "subject"],
    region: Some("region"),
    order: Order::Falling("happened_on"),
    owner: Some("enterprise"),
    kept: Kept::ByCase,
    columns: &[
        link("enterprise", "企业", &ORGANISATIONS).required(),
        borrowed("region", "所在区划", "enterprise", "region").aside(),
        borrowed("town", "镇街", "enterprise", "town").facet(),
        link("certificate", "证书", &HNTE_CERTIFICATES).required().by_step(),
        choice("subject", "事项", SUBJECTS).required(),
        day("happened_on", "发生日期").required(),
        long_text("content", "情况").required(),
        day("reported_on", "报告日期").required().by_step(),
        choice("late", "报告时限", &["三个月内", "超过三个月", "不适用"]).required().by_step(),
        day("revoked_on", "取消资格日期").by_step().aside(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};
