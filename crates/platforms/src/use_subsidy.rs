//! 仪器使用补贴: what firms got back of what they paid for the use of instruments, each project once.

use directory::ORGANISATIONS;
use figures::{Figure, during, figure};
use listing::{CodeKind, Listing, Order, borrowed, code, day, link, money, positive, text};
use policies::POLICY_VALUES;
use vocabulary::MoneyUnit::{WanYuan, Yuan};

/// 仪器使用补贴.
pub static USE_SUBSIDIES: Listing = Listing {
    table: "use_subsidy",
    path: "/platforms/use-subsidies",
    title: "仪器使用补贴",
    unit: "笔",
    about: "企业使用共享仪器的补贴：每年 1 月、7 月受理，按最高一档比例，同一项目只补一次，单个项目有封顶。",
    key: &["unit", "project"],
    name: &["number"],
    order: Order::Falling("paid_on"),
    columns: &[
        code("number", "凭证号", CodeKind::Number).required(),
        link("unit", "企业", &ORGANISATIONS).required(),
        text("project", "项目").required().searched(),
        link("standard", "依据标准", &POLICY_VALUES).required(),
        borrowed("policy", "政策文件", "standard", "policy").facet(),
        day("window", "受理月份").required().hint("写当月 1 日"),
        money("fees", "使用费", Yuan).required(),
        money("amount", "补贴金额", Yuan).required(),
        day("paid_on", "拨付日期").required(),
    ],
    checks: &[positive("amount"), listing::at_most("amount", "fees"), listing::not_before("paid_on", "window")],
    ..Listing::BLANK
};

/// Counted from subsidies.
pub(crate) const FIGURES: &[Figure] = &[
    figure("use-subsidies", "当年拨付仪器使用补贴", &USE_SUBSIDIES)
        .only(&[during("paid_on")])
        .sum_money("amount", WanYuan, 2),
    figure("use-subsidy-firms", "当年享受仪器使用补贴企业", &USE_SUBSIDIES)
        .only(&[during("paid_on")])
        .distinct("unit", "家"),
];
