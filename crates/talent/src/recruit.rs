//! 公开引进人员: who was hired on which announcement.

use directory::{ORGANISATIONS, PEOPLE};
use figures::{Figure, during, figure, is};
use listing::{Listing, Order, choice, day, link};

use crate::RECRUITMENTS;

/// 公开引进人员.
pub static RECRUITS: Listing = Listing {
    table: "recruit",
    path: "/talent/recruits",
    title: "公开引进人员",
    unit: "人",
    about: "按公告公开引进并已入职的人员，学历以入职时为准。",
    key: &["person", "recruitment"],
    name: &["hired_on"],
    order: Order::Falling("hired_on"),
    columns: &[
        link("person", "人员", &PEOPLE).required(),
        link("recruitment", "引才公告", &RECRUITMENTS).required(),
        link("unit", "用人单位", &ORGANISATIONS).required(),
        choice("degree", "入职学历", &["博士", "硕士", "本科"]).required(),
        choice("post", "编制", &["全额拨款事业编制", "差额事业编制", "劳动合同"]).required(),
        day("hired_on", "入职日期").required(),
    ],
    ..Listing::BLANK
};

/// Counted from recruits.
pub(crate) const FIGURES: &[Figure] = &[figure("recruited", "公开引进硕士以上高层次人才", &RECRUITS)
    .slot(23)
    .only(&[during("hired_on"), is("degree", &["博士", "硕士"])])
    .distinct("person", "名")
    .note("以实际入职计，不以岗位数计。")];
