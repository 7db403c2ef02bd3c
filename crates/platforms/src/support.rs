//! 团队支持安排: under which arrangement a team is supported, and from when to when it is there.

use figures::{Figure, by_cutoff, figure, is, still};
use listing::{Listing, Order, choice, day, link, not_before, text};
use policies::entitlement::Programme;
use vocabulary::Window;

use crate::INSTITUTES;

/// 团队支持安排.
pub static SUPPORTS: Listing = Listing {
    table: "team_support",
    path: "/platforms/supports",
    title: "团队支持安排",
    unit: "项",
    about: "研究院和服务团队按哪一种安排享受年度补助：常驻支持，或三年过渡期支持。以每年 6 月 30 日在驻为准。",
    key: &["institute", "programme"],
    name: &["programme"],
    order: Order::Rising("from_on"),
    columns: &[
        link("institute", "研究院", &INSTITUTES).required(),
        choice("programme", "安排", Programme::LABELS).required(),
        day("from_on", "进驻日期").required(),
        day("to_on", "撤离日期"),
        text("grounds", "依据").required().hint("协议或会议纪要"),
    ],
    checks: &[not_before("to_on", "from_on")],
    ..Listing::BLANK
};

/// Counted from arrangements.
pub(crate) const FIGURES: &[Figure] = &[figure("teams-in-transition", "过渡期内的服务团队", &SUPPORTS)
    .only(&[is("programme", &["过渡期支持"]), by_cutoff("from_on"), still("to_on")])
    .window(Window::AsOf)
    .distinct("institute", "个")];
