//! 上级立项结果: what a superior bureau decided on what was recommended to it, as its list says.

use listing::{CodeKind, Listing, Order, choice, code, day, money, text};
use vocabulary::MoneyUnit::WanYuan;

/// 上级立项结果.
pub static SUPERIOR_RESULTS: Listing = Listing {
    table: "superior_result",
    path: "/projects/superior-results",
    title: "上级立项结果",
    unit: "项",
    about: "上级公布的立项结果，照其名单导入，与本局推荐的台账逐项对照。",
    key: &["number", "document"],
    name: &["name"],
    order: Order::Falling("decided_on"),
    columns: &[
        code("number", "申报编号", CodeKind::Number).required().searched(),
        text("name", "项目名称").required().searched(),
        text("unit", "承担单位").required().searched(),
        choice("decision", "结果", &["立项", "未立项"]).required(),
        money("amount", "资助金额", WanYuan),
        code("document", "文号", CodeKind::Number).required(),
        day("decided_on", "公布日期").required(),
    ],
    ..Listing::BLANK
};
