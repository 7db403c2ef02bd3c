//! 科技型中小企业入库 (国科发政〔2017〕115号): a number holds for its year.

use directory::ORGANISATIONS;
use figures::{Figure, by_cutoff, during, figure, filled, home, of_year, still};
use listing::{CodeKind, Listing, Order, borrowed, code, day, integer, link, not_before, text, year};
use vocabulary::{Window, Wording};

/// 科技型中小企业入库.
pub static TSME_ENTRIES: Listing = Listing {
    table: "tsme_entry",
    path: "/enterprises/tsme",
    title: "科技型中小企业入库",
    unit: "件",
    about: "企业每年自评申报科技型中小企业的记录；取得入库登记编号为获批，编号当年有效。",
    key: &["enterprise", "year"],
    name: &["year"],
    region: Some("region"),
    owner: Some("enterprise"),
    order: Order::Falling("filed_on"),
    columns: &[
        link("enterprise", "企业", &ORGANISATIONS).required(),
        borrowed("region", "所在区划", "enterprise", "region").aside(),
        borrowed("town", "镇街", "enterprise", "town").facet(),
        borrowed("sector", "重点领域", "enterprise", "sector").facet(),
        year("year", "年度").required(),
        text("batch", "公示批次").facet(),
        integer("score", "自评得分", "分"),
        day("filed_on", "申报日期").required(),
        code("number", "入库登记编号", CodeKind::Number).searched(),
        day("numbered_on", "入库日期"),
        day("revoked_on", "撤销日期").aside(),
    ],
    checks: &[not_before("numbered_on", "filed_on"), not_before("revoked_on", "numbered_on")],
    ..Listing::BLANK
};

/// Counted from entries.
pub(crate) const FIGURES: &[Figure] = &[
    figure("tsme-filed", "申报科技型中小企业", &TSME_ENTRIES)
        .slot(3)
        .only(&[of_year("year"), during("filed_on"), home("region")])
        .distinct("enterprise", "家")
        .said(Wording::AtLeast),
    figure("tsme-numbered", "获批科技型中小企业", &TSME_ENTRIES)
        .slot(4)
        .only(&[
            of_year("year"),
            during("filed_on"),
            filled("number"),
            by_cutoff("numbered_on"),
            still("revoked_on"),
            home("region"),
        ])
        .distinct("enterprise", "家")
        .note("当年申报企业中，截止日已取得入库编号且未撤销的。不应多于申报数。"),
    figure("tsme-valid", "有效科技型中小企业", &TSME_ENTRIES)
        .slot(37)
        .only(&[of_year("year"), filled("number"), by_cutoff("numbered_on"), still("revoked_on"), home("region")])
        .window(Window::AsOf)
        .distinct("enterprise", "家")
        .note("持有当年入库编号的企业；编号当年有效。"),
    figure("tsme-revoked", "当年撤销科技型中小企业编号", &TSME_ENTRIES)
        .only(&[during("revoked_on"), home("region")])
        .distinct("enterprise", "家"),
];
