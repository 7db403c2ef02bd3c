//! What is kept of an enterprise in the pool, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::ORGANISATIONS;
use figures::{Figure, by_cutoff, figure, home, still};
use listing::{Kept, Listing, Order, borrowed, choice, day, link, long_text};

use vocabulary::Window;

use crate::hnte_filing::FIELDS;

procedure::words! {
    /// Where it is.
    pub enum Stage {
        /// Asked for.
        Proposed: "待审",
        /// In the pool.
        InPool: "在库",
        /// Certified: it has left upwards.
        Graduated: "认定出库",
        /// It has left.
        Left: "已出库",
        /// It was not taken in.
        Refused: "不予入库",
    }
}

procedure::words! {
    /// What can be done.
    pub enum Step {
        /// Takes it in.
        Admit: "准予入库",
        /// Does not take it in.
        Refuse: "不予入库",
        /// It was certified.
        Graduate: "认定出库",
        /// Takes it out.
        Remove: "出库",
    }
}

/// 高企培育入库.
pub static INCUBATIONS: Listing = Listing {
    table: "incubation",
    path: "/enterprises/incubations",
    title: "高企培育入库",
    unit: "家",
    about: "高新技术企业培育库：有条件、有意愿的企业入库培育，认定后出库。",
    key: &["enterprise", "proposed_on"],
    name: &["enterprise"],
    region: Some("region"),
    order: Order::Falling("proposed_on"),
    owner: Some("enterprise"),
    kept: Kept::ByCase,
    columns: &[
        link("enterprise", "企业", &ORGANISATIONS).required(),
        borrowed("region", "所在区划", "enterprise", "region").aside(),
        borrowed("town", "镇街", "enterprise", "town").facet(),
        borrowed("sector", "重点领域", "enterprise", "sector").facet(),
        choice("field", "技术领域", FIELDS).required(),
        long_text("plan", "培育计划").required().hint("还差哪些条件，打算怎样补齐，计划哪一年申报"),
        day("proposed_on", "申请日期").required().by_step(),
        day("admitted_on", "入库日期").by_step(),
        day("left_on", "出库日期").by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};

/// Counted from the pool.
pub(crate) const FIGURES: &[Figure] = &[figure("hnte-pool", "高企培育库在库企业", &INCUBATIONS)
    .only(&[by_cutoff("admitted_on"), still("left_on"), home("region")])
    .window(Window::AsOf)
    .distinct("enterprise", "家")];
