//! Proposals and their members as the formal check reads them: few columns, and beside them what the directory says. These
//! are no listings of the house; they only name what is read.

use directory::{ORGANISATIONS, PEOPLE};
use listing::{CodeKind, Listing, borrowed, choice, code, day, integer, link, money, text};
use vocabulary::MoneyUnit::WanYuan;

use crate::{CALLS, MEMBERS, PROPOSALS, proposal::Stage};

/// Proposals with what the directory says of their unit and their leader.
pub(super) static CHECKED: Listing = Listing {
    table: PROPOSALS.table,
    path: PROPOSALS.path,
    title: PROPOSALS.title,
    name: PROPOSALS.name,
    withheld: PROPOSALS.withheld,
    columns: &[
        code("number", "申报编号", CodeKind::Number),
        text("name", "项目名称"),
        link("call", "申报通知", &CALLS),
        borrowed("level", "级别", "call", "level"),
        link("unit", "申报单位", &ORGANISATIONS),
        borrowed("region", "所在区划", "unit", "region"),
        borrowed("uscc", "统一社会信用代码", "unit", "uscc"),
        borrowed("dissolved_on", "注销日期", "unit", "dissolved_on"),
        text("leader", "负责人"),
        link("leader_person", "负责人编号", &PEOPLE),
        integer("leader_born", "负责人出生年份", ""),
        borrowed("known_born", "出生年份", "leader_person", "birth_year"),
        choice("leader_rank", "负责人职称", super::facts::RANKS),
        borrowed("known_rank", "职称", "leader_person", "rank"),
        money("budget", "总预算", WanYuan),
        money("requested", "申请财政资助", WanYuan),
        text("pledge", "诚信承诺"),
        day("submitted_on", "提交日期"),
        integer("version", "版本", ""),
        choice("stage", "办理状态", Stage::LABELS),
    ],
    ..Listing::BLANK
};

/// Members of proposals with who leads these.
pub(super) static JOINED: Listing = Listing {
    table: MEMBERS.table,
    path: MEMBERS.path,
    title: MEMBERS.title,
    name: MEMBERS.name,
    columns: &[
        link("proposal", "申报书", &PROPOSALS),
        text("name", "姓名"),
        link("person", "人员编号", &PEOPLE),
        link("unit", "所在单位", &ORGANISATIONS),
        borrowed("owner", "申报单位", "proposal", "unit"),
        borrowed("host", "主持人", "proposal", "leader"),
        borrowed("stage", "申报书状态", "proposal", "stage"),
    ],
    ..Listing::BLANK
};
