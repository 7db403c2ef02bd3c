//! 单位: every legal unit that the bureau deals with, enterprises included. One table, so that a firm, an institute and a
//! bank can each be the subject of anything.

use listing::{CodeKind, Listing, Order, choice, code, day, not_before, text};

use crate::YES_NO;

/// 企业和单位.
pub static ORGANISATIONS: Listing = Listing {
    table: "organisation",
    path: "/organisations",
    title: "企业和单位",
    unit: "家",
    about: "辖区内外与本局往来的全部法人单位，以统一社会信用代码为准，一家只记一次。",
    key: &["uscc"],
    name: &["name"],
    region: Some("region"),
    owner: Some("uscc"),
    order: Order::Earliest,
    columns: &[
        code("uscc", "统一社会信用代码", CodeKind::CreditCode).required().searched(),
        text("name", "单位名称").required().searched().hint("与营业执照或法人证书一致"),
        text("short_name", "简称").aside(),
        choice(
            "kind",
            "单位类别",
            &["企业", "高校", "科研院所", "事业单位", "机关", "农民专业合作社", "金融机构", "社会组织"],
        )
        .required(),
        choice("category", "产业", &["农业", "工业", "建筑业", "服务业"]),
        choice(
            "sector",
            "重点领域",
            &["工业陶瓷", "创意包装", "电子信息", "装备制造", "新材料", "节能环保", "现代农业", "现代服务", "其他"],
        ),
        code("industry", "行业代码", CodeKind::Industry).aside().hint("GB/T 4754—2017，两至四位数字"),
        code("region", "所在区划", CodeKind::Region).required().facet().hint("六位区划代码"),
        text("town", "镇街").facet(),
        choice("scale", "规模", &["规上", "规下", "不适用"]),
        day("founded_on", "成立日期"),
        day("dissolved_on", "注销日期").aside(),
        choice("talent_founded", "科技人才创办", YES_NO).aside(),
        choice("technology_firm", "科技型企业", YES_NO).aside(),
        text("address", "地址").aside(),
        code("phone", "联系电话", CodeKind::Phone).aside(),
    ],
    checks: &[not_before("dissolved_on", "founded_on")],
    ..Listing::BLANK
};
