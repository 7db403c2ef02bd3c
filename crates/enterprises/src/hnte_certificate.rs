//! 高新技术企业证书: valid three years from the day of issue (国科发火〔2016〕32号 第九条、第十二条).

use directory::ORGANISATIONS;
use figures::{Figure, by_cutoff, during, figure, home, still, until_cutoff};
use listing::{CodeKind, Listing, Order, borrowed, code, day, link, not_before, text};
use vocabulary::Window;

/// 高新技术企业证书.
pub static HNTE_CERTIFICATES: Listing = Listing {
    table: "hnte_certificate",
    path: "/enterprises/hnte-certificates",
    title: "高新技术企业证书",
    unit: "张",
    about: "已颁发的高新技术企业证书，有效期三年。有效高企 = 截止日在有效期内且未被撤销。",
    key: &["number"],
    name: &["number"],
    region: Some("region"),
    owner: Some("enterprise"),
    order: Order::Falling("issued_on"),
    columns: &[
        code("number", "证书编号", CodeKind::Number).required().searched().hint("GR + 年份 + 省份 + 流水号，共 14 位"),
        link("enterprise", "企业", &ORGANISATIONS).required(),
        borrowed("region", "所在区划", "enterprise", "region").aside(),
        borrowed("town", "镇街", "enterprise", "town").facet(),
        borrowed("sector", "重点领域", "enterprise", "sector").facet(),
        day("issued_on", "发证日期").required(),
        day("valid_to", "有效期至").required(),
        day("revoked_on", "撤销日期"),
        text("revoked_for", "撤销原因").aside(),
    ],
    checks: &[not_before("valid_to", "issued_on"), not_before("revoked_on", "issued_on")],
    ..Listing::BLANK
};

/// Counted from certificates.
pub(crate) const FIGURES: &[Figure] = &[
    figure("hnte-valid", "有效高新技术企业", &HNTE_CERTIFICATES)
        .slot(36)
        .only(&[by_cutoff("issued_on"), until_cutoff("valid_to"), still("revoked_on"), home("region")])
        .window(Window::AsOf)
        .distinct("enterprise", "家")
        .note("截止日证书在有效期内且未撤销，按企业去重。"),
    figure("hnte-certified", "当年新发高新技术企业证书", &HNTE_CERTIFICATES)
        .only(&[during("issued_on"), home("region")])
        .distinct("enterprise", "家"),
    figure("hnte-expired", "当年到期的高新技术企业证书", &HNTE_CERTIFICATES)
        .only(&[during("valid_to"), still("revoked_on"), home("region")])
        .distinct("enterprise", "家")
        .note("含当年已重新认定的；到期未续的企业见企业阶梯。"),
    figure("hnte-revoked", "当年撤销高新技术企业资格", &HNTE_CERTIFICATES)
        .only(&[during("revoked_on"), home("region")])
        .distinct("enterprise", "家"),
];
