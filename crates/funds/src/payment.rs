//! 拨付支出: every payment, and every return as a negative line that names the payment's voucher.

use directory::ORGANISATIONS;
use figures::{Figure, during, figure, of_year};
use listing::{CodeKind, Listing, Order, borrowed, choice, code, day, link, money, text};
use projects::PROJECTS;
use vocabulary::MoneyUnit::WanYuan;

use crate::APPROPRIATIONS;

/// 拨付支出.
pub static PAYMENTS: Listing = Listing {
    table: "payment",
    path: "/funds/payments",
    title: "拨付支出",
    unit: "笔",
    about: "从指标支付的每一笔钱。退回记负数并注明原凭证号，不改原来的行。",
    key: &["number"],
    name: &["number"],
    order: Order::Falling("paid_on"),
    columns: &[
        code("number", "支付凭证号", CodeKind::Number).required().searched(),
        link("appropriation", "指标", &APPROPRIATIONS).required(),
        borrowed("year", "预算年度", "appropriation", "year").facet(),
        link("payee", "收款单位", &ORGANISATIONS).required(),
        link("project", "项目", &PROJECTS).aside(),
        choice("kind", "性质", &["拨付", "退回"]).required(),
        choice("purpose", "用途", &["项目资助", "平台补助", "团队补助", "企业奖补", "人才补贴", "科普活动", "其他"])
            .required(),
        day("paid_on", "支付日期").required(),
        money("amount", "金额", WanYuan).required().signed(),
        code("returns", "退回原凭证号", CodeKind::Number).aside(),
        text("note", "摘要").aside(),
    ],
    checks: &[listing::needs("returns", "kind", "退回")],
    ..Listing::BLANK
};

/// Counted from payments.
pub(crate) const FIGURES: &[Figure] = &[
    figure("paid", "科技专项经费支出", &PAYMENTS).only(&[during("paid_on")]).sum_money("amount", WanYuan, 0),
    figure("paid-of-year", "当年预算已支出", &PAYMENTS)
        .only(&[of_year("year"), during("paid_on")])
        .sum_money("amount", WanYuan, 0),
    figure("paid-units", "当年获资金支持单位", &PAYMENTS).only(&[during("paid_on")]).distinct("payee", "家"),
];
