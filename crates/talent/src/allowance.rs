//! 生活补贴发放: one line for a person and a month.

use directory::PEOPLE;
use figures::{Figure, during, figure};
use listing::{CodeKind, Listing, Order, code, day, link, money, positive};
use policies::POLICY_VALUES;
use vocabulary::MoneyUnit::{WanYuan, Yuan};

/// 生活补贴发放.
pub static ALLOWANCES: Listing = Listing {
    table: "allowance",
    path: "/talent/allowances",
    title: "生活补贴发放",
    unit: "笔",
    about: "按政策标准逐月发放的人才生活补贴。同一人同一个月只能有一笔。",
    key: &["person", "month_from"],
    name: &["number"],
    order: Order::Falling("paid_on"),
    columns: &[
        code("number", "发放凭证号", CodeKind::Number).required(),
        link("person", "人员", &PEOPLE).required(),
        link("standard", "依据标准", &POLICY_VALUES).required().hint("政策文件 / 项目代码，或标准名称"),
        day("month_from", "所属月份").required().hint("写当月 1 日"),
        money("amount", "金额", Yuan).required(),
        day("paid_on", "发放日期").required(),
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
];
