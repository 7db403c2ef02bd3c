//! 高新技术企业申报 (国科发火〔2016〕195号): one line for each filing in a batch.

use directory::ORGANISATIONS;
use figures::{Figure, during, figure, filled, home, is, of_year};
use listing::{Listing, Order, borrowed, choice, day, link, long_text, not_before, year};

/// 国家重点支持的高新技术领域 (国科发火〔2016〕32号, annex).
pub(crate) const FIELDS: &[&str] =
    &["电子信息", "生物与新医药", "航空航天", "新材料", "高技术服务", "新能源与节能", "资源与环境", "先进制造与自动化"];

/// 高新技术企业申报.
pub static HNTE_FILINGS: Listing = Listing {
    table: "hnte_filing",
    path: "/enterprises/hnte-filings",
    title: "高新技术企业申报",
    unit: "件",
    about: "企业按批次提交的高新技术企业认定申请，由本局推荐上报。",
    key: &["enterprise", "year", "batch"],
    name: &["year", "batch"],
    region: Some("region"),
    owner: Some("enterprise"),
    order: Order::Falling("filed_on"),
    columns: &[
        link("enterprise", "企业", &ORGANISATIONS).required(),
        borrowed("region", "所在区划", "enterprise", "region").aside(),
        borrowed("town", "镇街", "enterprise", "town").facet(),
        borrowed("sector", "重点领域", "enterprise", "sector").facet(),
        year("year", "申报年度").required(),
        choice("batch", "批次", &["第一批", "第二批", "第三批"]).required(),
        choice("kind", "申报类型", &["首次认定", "重新认定"]).required(),
        choice("field", "技术领域", FIELDS).required(),
        day("filed_on", "申报日期").required(),
        day("recommended_on", "推荐上报日期"),
        choice("result", "结果", &["评审中", "通过", "未通过"]).required(),
        long_text("note", "备注"),
    ],
    checks: &[not_before("recommended_on", "filed_on")],
    ..Listing::BLANK
};

/// Counted from filings.
pub(crate) const FIGURES: &[Figure] = &[
    figure("hnte-filed-first-batch", "第一批申报高新技术企业", &HNTE_FILINGS)
        .slot(2)
        .only(&[
            of_year("year"),
            is("batch", &["第一批"]),
            during("filed_on"),
            filled("recommended_on"),
            home("region"),
        ])
        .distinct("enterprise", "家")
        .note("已提交并经本局推荐上报的企业，按企业去重。这是当年流量，不与有效高企存量相加比较。"),
    figure("hnte-filed", "全年申报高新技术企业", &HNTE_FILINGS)
        .only(&[of_year("year"), during("filed_on"), home("region")])
        .distinct("enterprise", "家"),
    figure("hnte-passed-first", "当年首次认定高新技术企业", &HNTE_FILINGS)
        .only(&[of_year("year"), is("kind", &["首次认定"]), is("result", &["通过"]), home("region")])
        .distinct("enterprise", "家"),
    figure("hnte-renewed", "当年重新认定高新技术企业", &HNTE_FILINGS)
        .only(&[of_year("year"), is("kind", &["重新认定"]), is("result", &["通过"]), home("region")])
        .distinct("enterprise", "家"),
    figure("hnte-passed", "当年通过高新技术企业认定", &HNTE_FILINGS)
        .only(&[of_year("year"), is("result", &["通过"]), home("region")])
        .distinct("enterprise", "家"),
];
