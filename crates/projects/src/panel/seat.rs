//! 评审席位: an expert on a panel, from invitation to fee.

use directory::YES_NO;
use listing::{Kept, Listing, Order, borrowed, choice, day, integer, link, text};
use review::EXPERTS;

use super::{PANELS, record::SECRET};

/// Invited, and has not answered.
pub(super) const INVITED: &str = "待回复";
/// Comes.
pub(super) const ACCEPTED: &str = "已接受";
/// Does not come, and said so.
pub(super) const DECLINED: &str = "已谢绝";
/// Did not answer in time; another was invited instead.
pub(super) const REPLACED: &str = "已替换";
/// The panel was given up.
pub(super) const CANCELLED: &str = "已取消";
/// Has judged.
pub(super) const DONE: &str = "已完成";

/// 评审席位.
pub static SEATS: Listing = Listing {
    table: "panel_seat",
    path: "/projects/seats",
    title: "评审席位",
    unit: "席",
    about: "评审组中的专家：抽取次序、邀请和回复、签到、评审费。",
    key: &["panel", "expert"],
    name: &["expert"],
    order: Order::Rising("drawn_as"),
    audience: SECRET,
    kept: Kept::ByHouse,
    columns: &[
        link("panel", "评审组", &PANELS).required(),
        link("expert", "专家", &EXPERTS).required(),
        borrowed("person", "人员", "expert", "person").aside(),
        borrowed("class", "专家类别", "expert", "class").facet(),
        borrowed("unit", "工作单位", "expert", "unit").aside(),
        borrowed("rank", "职称", "expert", "rank").aside(),
        integer("drawn_as", "抽取次序", "").required(),
        choice("state", "状态", &[INVITED, ACCEPTED, DECLINED, REPLACED, CANCELLED, DONE]).required(),
        choice("came_as", "产生方式", &["抽中", "替补"]).plain().aside(),
        day("invited_on", "邀请日期").required(),
        day("reply_by", "回复期限").aside(),
        day("replied_on", "回复日期"),
        text("replied_by", "回复登记人").aside(),
        text("reason", "谢绝或替换理由").aside(),
        choice("signed_in", "签到", YES_NO).plain(),
        borrowed("stage", "评审组状态", "panel", "stage").aside(),
        borrowed("section", "主管科室", "panel", "section").aside(),
    ],
    ..Listing::BLANK
};
