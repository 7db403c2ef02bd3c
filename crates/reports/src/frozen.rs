//! 报送: what a sent report said, figure by figure, with the ids of the rows behind each.

use listing::{CodeKind, Listing, Order, code, day, integer, link, long_text, text, year};

/// 报送记录.
pub static FROZEN_REPORTS: Listing = Listing {
    table: "frozen_report",
    path: "/reports/frozen",
    title: "报送记录",
    unit: "份",
    about: "已报送的年度报告。报送即冻结：当时的数字和它们依据的记录都保留，之后的差异逐项列出。",
    key: &["number"],
    name: &["number"],
    order: Order::Latest,
    columns: &[
        code("number", "报送编号", CodeKind::Number).required(),
        year("year", "报告年度").required(),
        day("as_of", "数据截止日").required(),
        text("sent_at", "报送时间").required(),
        text("sent_by", "报送人").required(),
        text("history_head", "历史链末端").required().aside(),
        integer("history_lines", "历史行数", "行").required().aside(),
        long_text("body", "报告正文"),
    ],
    ..Listing::BLANK
};

/// 报送指标.
pub static FROZEN_FIGURES: Listing = Listing {
    table: "frozen_figure",
    path: "/reports/frozen-figures",
    title: "报送指标",
    unit: "项",
    about: "每份报送中每个指标当时的数值、依据和记录编号。",
    key: &["report", "figure"],
    name: &["figure"],
    order: Order::Earliest,
    columns: &[
        link("report", "报送", &FROZEN_REPORTS).required(),
        code("figure", "指标代码", CodeKind::Number).required().searched(),
        text("name", "指标名称").required(),
        text("value", "数值"),
        text("shown", "报告写法"),
        text("address", "列表地址").required(),
        integer("witnesses", "记录数", "条").required(),
        long_text("rows", "记录编号"),
        long_text("reason", "差异原因"),
    ],
    ..Listing::BLANK
};
