//! 岗位: in which capacity, and for which unit or section, an account acts.

use directory::{ORGANISATIONS, SECTIONS};
use listing::{Audience, CodeKind, Kept, Listing, Order, choice, code, day, link, needs, not_before, text};
use vocabulary::Role;

use crate::ACCOUNTS;

/// 岗位.
pub static POSTS: Listing = Listing {
    table: "post",
    path: "/posts",
    title: "岗位",
    unit: "个",
    about: "账号以什么角色、为哪个单位或科室办事。开账号的人不授岗位，授岗位的人不开账号。",
    key: &["account", "role", "unit", "section", "granted_on"],
    name: &["account", "role"],
    order: Order::Latest,
    audience: Audience::Only(&[Role::SecurityAdministrator, Role::AuditAdministrator]),
    kept: Kept::ByHouse,
    columns: &[
        link("account", "账号", &ACCOUNTS).required(),
        choice("role", "角色", Role::LABELS).required(),
        link("unit", "单位", &ORGANISATIONS),
        link("section", "科室", &SECTIONS),
        code("region", "区划", CodeKind::Number).hint("上级部门看哪里：区划代码或它的开头，如 3699"),
        day("granted_on", "授予日期").required(),
        text("granted_by", "授予人").required(),
        day("ended_on", "终止日期"),
    ],
    checks: &[
        needs("unit", "role", Role::Enterprise.label()),
        needs("unit", "role", Role::Institute.label()),
        needs("section", "role", Role::Officer.label()),
        needs("section", "role", Role::Head.label()),
        needs("region", "role", Role::Superior.label()),
        not_before("ended_on", "granted_on"),
    ],
    ..Listing::BLANK
};

/// The side on which a role stands, under which its posts are offered for a change.
pub(crate) const fn side(role: Role) -> &'static str {
    match role {
        Role::Officer | Role::Head | Role::Leader | Role::Finance | Role::Supervisor | Role::House => "局内",
        Role::Enterprise | Role::Institute => "申报单位",
        Role::Expert => "专家",
        Role::Superior => "上级",
        Role::SystemAdministrator | Role::SecurityAdministrator | Role::AuditAdministrator => "三员管理",
    }
}
