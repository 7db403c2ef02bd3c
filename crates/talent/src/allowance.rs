//! 生活补贴发放: one line for a person and a month.

use directory::PEOPLE;
use figures::{Figure, by_cutoff, during, figure, filled};
use listing::{CodeKind, Listing, Order, borrowed, choice, code, day, link, money, positive};
use policies::POLICY_VALUES;
use vocabulary::{
    MoneyUnit::{WanYuan, Yuan},
    Window,
};

use crate::BATCHES;

/// A month's allowance, or what was missing of one.
pub(crate) const KINDS: &[&str] = &["发放", "补发"];

/// 生活补贴发放.
pub static ALLOWANCES: Listing = Listing {
    table: "allowance",
    path: "/talent/allowances",
    title: "生活补贴发放",
    unit: "笔",
    about: "按政策标准逐月发放的人才生活补贴。同一人同一个月只能有一笔，少发的另记一笔补发；多发的不改原记录，另立追回。",
    key: &["person", "month_from", "kind"],
    name: &["number"],
    order: Order::Falling("paid_on"),
    columns: &[
        code("number", "发放凭证号", CodeKind::Number).required(),
        link("person", "人员", &PEOPLE).required(),
        link("standard", "依据标准", &POLICY_VALUES).required().hint("政策文件 / 项目代码，或标准名称"),
        borrowed("policy", "政策文件", "standard", "policy").facet(),
        day("month_from", "所属月份").required().hint("写当月 1 日"),
        choice("kind", "性质", KINDS).required(),
        money("amount", "金额", Yuan).required(),
        day("paid_on", "发放日期").required(),
        link("batch", "发放批次", &BATCHES).by_step().aside(),
    ],
    checks: &[positive("amount"), listing::not_before("paid_on", "month_from")],
    ..Listing::BLANK
};

/// Counted from allowances.
pub(crate) const FIGURES: &[Figure] = &[
    figure("allowance-paid", "当年发放人才生活补贴", &ALLOWANCES)
        .only(&[during("paid_on")])
        .sum_money("amount", WanYuan, 2),
    figure("allowance-people", "当年享受生活补贴人才", &ALLOWANCES).only(&[during("paid_on")]).distinct("person", "人"),
    figure("allowance-paid-ever", "累计发放人才生活补贴", &ALLOWANCES)
        .only(&[by_cutoff("paid_on")])
        .window(Window::Cumulative)
        .sum_money("amount", WanYuan, 2)
        .note("未扣除后来追回的金额，追回见“补贴追回”。"),
    figure("allowance-people-ever", "累计享受生活补贴人才", &ALLOWANCES)
        .only(&[by_cutoff("paid_on")])
        .window(Window::Cumulative)
        .distinct("person", "人"),
    figure("allowance-policies", "当年有发放的生活补贴政策", &ALLOWANCES)
        .only(&[during("paid_on")])
        .distinct("policy", "件"),
    figure("allowance-batches", "当年按批次发放人才生活补贴", &ALLOWANCES)
        .only(&[during("paid_on"), filled("batch")])
        .sum_money("amount", WanYuan, 2),
];
