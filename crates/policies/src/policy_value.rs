//! 政策标准: one line for each value that a document promises, with the days between which it holds.

use figures::{Figure, Test, by_cutoff, figure, is, still};
use listing::{CodeKind, Listing, Order, at_most, borrowed, code, day, integer, link, money, not_before, text};
use vocabulary::{MoneyUnit, Window};

use crate::POLICIES;

/// 政策标准.
pub static POLICY_VALUES: Listing = Listing {
    table: "policy_value",
    path: "/policies/values",
    title: "政策标准",
    unit: "项",
    about: "政策文件中的每一项标准：金额、期限、适用对象和有效时间。报告中的政策数字都从这里取，并带文号。",
    key: &["policy", "item"],
    name: &["name"],
    order: Order::Earliest,
    columns: &[
        link("policy", "政策文件", &POLICIES).required(),
        borrowed("document", "文号", "policy", "number"),
        code("item", "项目代码", CodeKind::Number).required().facet().hint("在一份文件内不重复，如 生活补贴-硕士"),
        text("name", "标准名称").required().searched(),
        text("applies_to", "适用对象"),
        text("clause", "条款").aside(),
        money("amount", "金额", MoneyUnit::Yuan),
        money("amount_high", "金额上限", MoneyUnit::Yuan).hint("标准是一个区间时填写"),
        integer("years", "连续年数", "年"),
        text("per", "计发单位").hint("如 每月、每年每个团队"),
        day("valid_from", "生效日期").required(),
        day("valid_to", "失效日期").aside(),
    ],
    checks: &[not_before("valid_to", "valid_from"), at_most("amount", "amount_high")],
    ..Listing::BLANK
};

/// One promised value, in force at the cut-off.
const fn promised(code: &'static str, name: &'static str, slot: u8, tests: &'static [Test]) -> Figure {
    figure(code, name, &POLICY_VALUES)
        .slot(slot)
        .only(tests)
        .window(Window::AsOf)
        .note("截止日仍有效的政策标准，以文号为据。")
}

/// Taken from policy values.
pub(crate) const FIGURES: &[Figure] = &[
    promised(
        "allowance-master",
        "硕士生活补贴标准",
        24,
        &[is("item", &["生活补贴-硕士"]), by_cutoff("valid_from"), still("valid_to")],
    )
    .the_money("amount", MoneyUnit::Yuan, 0),
    promised(
        "allowance-doctor",
        "博士生活补贴标准",
        25,
        &[is("item", &["生活补贴-博士"]), by_cutoff("valid_from"), still("valid_to")],
    )
    .the_money("amount", MoneyUnit::Yuan, 0),
    promised(
        "allowance-years",
        "生活补贴连续年数",
        26,
        &[is("item", &["生活补贴-博士"]), by_cutoff("valid_from"), still("valid_to")],
    )
    .the_number("years", "年"),
    promised(
        "transition-grant",
        "服务团队过渡期年补助",
        52,
        &[is("item", &["过渡期研发补助"]), by_cutoff("valid_from"), still("valid_to")],
    )
    .the_money("amount", MoneyUnit::WanYuan, 0),
    promised(
        "core-income",
        "骨干成员年基础收入",
        53,
        &[is("item", &["骨干基础收入"]), by_cutoff("valid_from"), still("valid_to")],
    )
    .span("amount", "amount_high", MoneyUnit::WanYuan),
    promised(
        "team-rd-grant",
        "入驻团队年研发经费补助",
        60,
        &[is("item", &["团队研发经费"]), by_cutoff("valid_from"), still("valid_to")],
    )
    .the_money("amount", MoneyUnit::WanYuan, 0),
    promised(
        "team-operating-grant",
        "入驻团队年运营经费补助",
        61,
        &[is("item", &["团队运营经费"]), by_cutoff("valid_from"), still("valid_to")],
    )
    .the_money("amount", MoneyUnit::WanYuan, 0),
    promised(
        "industry-fund",
        "产业发展基金规模",
        62,
        &[is("item", &["产业发展基金"]), by_cutoff("valid_from"), still("valid_to")],
    )
    .the_money("amount", MoneyUnit::WanYuan, 0),
    promised(
        "alliance-fee",
        "联盟企业年创新引导资金",
        73,
        &[is("item", &["创新引导资金"]), by_cutoff("valid_from"), still("valid_to")],
    )
    .the_money("amount", MoneyUnit::WanYuan, 0),
];
