//! 对接成效: what a match brought in a year, with its proof.

use figures::{Figure, Test, figure, is, number_is, of_year};
use listing::{CodeKind, Listing, Order, borrowed, choice, code, integer, link, money, text, year};
use vocabulary::{
    MoneyUnit::{WanYuan, Yuan},
    Wording,
};

use crate::RURAL_MATCHES;

/// 乡村对接成效.
pub static RURAL_EFFECTS: Listing = Listing {
    table: "rural_effect",
    path: "/rural/effects",
    title: "乡村对接成效",
    unit: "条",
    about: "对接项目带来的效益、产值、就业和增收，注明年度和证明材料。",
    key: &["match", "kind", "year"],
    name: &["kind"],
    order: Order::Falling("year"),
    columns: &[
        code("number", "编号", CodeKind::Number).aside(),
        link("match", "对接项目", &RURAL_MATCHES).required(),
        borrowed("enterprise", "企业", "match", "enterprise"),
        borrowed("match_order", "对接报告序", "match", "report_order").aside(),
        choice("kind", "成效", &["直接经济效益", "新增产值", "带动就业", "亩均增收"]).required(),
        year("year", "年度").required(),
        money("amount", "金额", WanYuan).hint("亩均增收也按万元填写，如 280 元填 0.028"),
        integer("people", "人数", "人"),
        text("evidence", "证明材料").required(),
    ],
    checks: &[listing::needs("people", "kind", "带动就业"), listing::needs("amount", "kind", "直接经济效益")],
    ..Listing::BLANK
};

const fn effect(code: &'static str, name: &'static str, slot: u8, tests: &'static [Test]) -> Figure {
    figure(code, name, &RURAL_EFFECTS).slot(slot).only(tests).note("取当年有证明材料的数据。")
}

/// Taken from effects.
pub(crate) const FIGURES: &[Figure] = &[
    effect(
        "rural-1-benefit",
        "乡村对接（一）直接经济效益",
        84,
        &[number_is("match_order", 1), is("kind", &["直接经济效益"]), of_year("year")],
    )
    .the_money("amount", WanYuan, 0)
    .said(Wording::Over),
    effect(
        "rural-3-output",
        "乡村对接（三）新增产值",
        88,
        &[number_is("match_order", 3), is("kind", &["新增产值"]), of_year("year")],
    )
    .the_money("amount", WanYuan, 0)
    .said(Wording::Over),
    effect(
        "rural-3-jobs",
        "乡村对接（三）带动就业",
        89,
        &[number_is("match_order", 3), is("kind", &["带动就业"]), of_year("year")],
    )
    .the_number("people", "人"),
    effect(
        "rural-4-per-mu",
        "乡村对接（四）亩均增收",
        91,
        &[number_is("match_order", 4), is("kind", &["亩均增收"]), of_year("year")],
    )
    .the_money("amount", Yuan, 0)
    .said(Wording::Over),
    effect(
        "rural-4-benefit",
        "乡村对接（四）直接经济效益",
        92,
        &[number_is("match_order", 4), is("kind", &["直接经济效益"]), of_year("year")],
    )
    .the_money("amount", WanYuan, 0)
    .said(Wording::Over),
    figure("rural-benefit", "乡村对接直接经济效益", &RURAL_EFFECTS)
        .only(&[is("kind", &["直接经济效益"]), of_year("year")])
        .sum_money("amount", WanYuan, 0),
];
