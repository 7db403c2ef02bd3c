//! 人员: people whom the bureau knows by a number of its own, so that a name on a list is never taken for another.

use listing::{CodeKind, Listing, Order, choice, code, link, text, year};

use crate::ORGANISATIONS;

/// 人员.
pub static PEOPLE: Listing = Listing {
    table: "person",
    path: "/people",
    title: "人员",
    unit: "人",
    about: "人才、专家、科研人员和特派员，一人一号。证件号码和电话属个人信息，页面上一律遮蔽。",
    key: &["number"],
    name: &["name"],
    order: Order::Rising("number"),
    columns: &[
        code("number", "人员编号", CodeKind::Number).required().searched().hint("本局自编，一人一号"),
        text("name", "姓名").required().searched(),
        code("id_number", "身份证号", CodeKind::ResidentId).personal(),
        year("birth_year", "出生年份").plain().aside(),
        choice("degree", "最高学位", &["博士", "硕士", "学士", "无"]),
        choice("rank", "职称", &["正高级", "副高级", "中级", "初级", "无"]),
        choice("honour", "最高荣誉", &["院士", "国家级人才", "省级人才", "市级人才", "无"]),
        link("organisation", "工作单位", &ORGANISATIONS),
        text("field", "研究方向"),
        code("orcid", "ORCID", CodeKind::Orcid).aside(),
        code("phone", "手机", CodeKind::Phone).personal(),
    ],
    ..Listing::BLANK
};
