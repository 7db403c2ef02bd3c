//! 评审专家: whom the bureau may ask for an opinion, for what, and where they stand.

use directory::{ORGANISATIONS, PEOPLE};
use listing::{CodeKind, Listing, Order, borrowed, choice, code, day, link};

/// 专家类别, in the order of [`crate::Class::ALL`].
pub const EXPERT_CLASSES: &[&str] = &["技术", "财务", "投资", "管理"];

/// 评审专家.
pub static EXPERTS: Listing = Listing {
    table: "expert",
    path: "/review/experts",
    title: "评审专家",
    unit: "人",
    about: "本局专家库，一人一行。工作单位未填或利害关系申报超过一年的专家不参加抽取。",
    key: &["person"],
    name: &["person"],
    order: Order::Earliest,
    columns: &[
        link("person", "专家", &PEOPLE).required().hint("填人员编号"),
        borrowed("number", "人员编号", "person", "number").aside(),
        choice("class", "专家类别", EXPERT_CLASSES).required(),
        code("field1", "主学科代码", CodeKind::Number).facet().hint("GB/T 13745，三、五或七位数字，如 43045"),
        code("field2", "第二学科代码", CodeKind::Number).aside().hint("GB/T 13745，三、五或七位数字"),
        code("field3", "第三学科代码", CodeKind::Number).aside().hint("GB/T 13745，三、五或七位数字"),
        link("unit", "工作单位", &ORGANISATIONS).hint("不清楚的留空，查清后再补；留空的专家不参加抽取"),
        borrowed("region", "单位所在区划", "unit", "region").aside(),
        borrowed("rank", "职称", "person", "rank").facet(),
        day("declared_on", "最近申报利害关系日期").hint("满一年须重新申报"),
        choice("state", "在库状态", &["在库", "暂停", "退库"]).required(),
    ],
    ..Listing::BLANK
};
