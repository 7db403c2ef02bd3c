//! 政策文件, by document number.

use directory::LEVELS;
use figures::{Figure, Test, by_cutoff, figure};
use listing::{CodeKind, Listing, Order, Succession, choice, code, day, integer, link, long_text, not_before, text};
use vocabulary::Window;

/// 政策文件.
pub static POLICIES: Listing = Listing {
    table: "policy",
    path: "/policies",
    title: "政策文件",
    unit: "件",
    about: "国家、省、市、区与科技工作有关的政策文件。没有文号的承诺不能作为支付依据。",
    key: &["number"],
    name: &["short_title"],
    order: Order::Falling("issued_on"),
    columns: &[
        code("number", "文号", CodeKind::Number).required().searched().hint("如 瓷科字〔2022〕5号"),
        text("title", "文件名称").required().searched(),
        text("short_title", "简称").required(),
        text("issuer", "发文机关").required(),
        choice("level", "级别", LEVELS).required(),
        choice("kind", "类别", &["人才", "平台", "企业", "资金", "产学研", "乡村", "科普", "综合"]).required(),
        day("issued_on", "发文日期").required(),
        day("valid_from", "施行日期").required().aside(),
        day("valid_to", "失效日期").aside(),
        link("replaces", "替代的文件", &POLICIES).aside().hint("被本文件替代的旧文件；旧文件应已填写失效日期"),
        integer("pages", "页数", "页").aside(),
        long_text("summary", "主要内容"),
        long_text("text", "全文").hint("照原文录入，每条一段，以“第几条”开头"),
    ],
    checks: &[not_before("valid_to", "valid_from")],
    succession: Some(Succession { link: "replaces", from: "valid_from", to: "valid_to" }),
    ..Listing::BLANK
};

/// Counted from policy documents.
pub(crate) const FIGURES: &[Figure] = &[figure("policies-in-force", "现行区级政策", &POLICIES)
    .only(&[figures::is("level", &["区级"]), by_cutoff("valid_from"), Test::Still("valid_to")])
    .window(Window::AsOf)
    .count("件")];
