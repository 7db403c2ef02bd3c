//! 科技成果: what a university, an institute or a firm has found and would hand on.

use directory::ORGANISATIONS;
use figures::{Figure, during, figure};
use listing::{
    Audience, CodeKind, Listing, Order, borrowed, choice, code, day, link, long_text, money, not_before, text,
};
use vocabulary::MoneyUnit::WanYuan;

/// The levels of 技术就绪度, GB/T 22900-2022, the lowest first.
pub(crate) const MATURITY: &[&str] = &[
    "1级（报告级）",
    "2级（方案级）",
    "3级（功能级）",
    "4级（仿真级）",
    "5级（初样级）",
    "6级（正样级）",
    "7级（环境级）",
    "8级（产品级）",
    "9级（系统级）",
];

/// The ways of 促进科技成果转化法 art. 16.
pub(crate) const WAYS: &[&str] = &["自行投资", "转让", "许可", "合作", "作价投资", "其他"];

/// 科技成果.
pub static ACHIEVEMENTS: Listing = Listing {
    table: "achievement",
    path: "/matching/achievements",
    title: "科技成果",
    unit: "项",
    about: "愿意转化的科技成果：持有单位、完成人、技术就绪度（GB/T 22900—2022）、转化方式（促进科技成果转化法第十六条）和意向价。",
    key: &["number"],
    name: &["title"],
    region: Some("region"),
    order: Order::Falling("posted_on"),
    audience: Audience::Public,
    columns: &[
        code("number", "成果编号", CodeKind::Number).required().searched(),
        text("title", "成果名称").required().searched(),
        link("holder", "持有单位", &ORGANISATIONS).required(),
        borrowed("region", "所在区划", "holder", "region").aside(),
        text("inventors", "完成人").aside(),
        text("team", "团队").aside(),
        code("field", "学科代码", CodeKind::Number).facet().hint("GB/T 13745，三、五或七位数字，如 43045"),
        choice("maturity", "技术就绪度", MATURITY),
        choice("way", "转化方式", WAYS),
        money("price", "意向价", WanYuan),
        code("patent", "专利申请号", CodeKind::Patent).aside(),
        day("posted_on", "发布日期").required(),
        day("expires_on", "有效期至"),
        choice("state", "状态", &["征集中", "已转化", "已撤下"]).required(),
        day("asked_on", "首次推荐日期").by_step().aside(),
        long_text("summary", "成果介绍").searched(),
        text("contact", "联系人").personal(),
        code("phone", "联系电话", CodeKind::Phone).personal(),
    ],
    checks: &[not_before("expires_on", "posted_on")],
    ..Listing::BLANK
};

/// Counted from achievements.
pub(crate) const FIGURES: &[Figure] = &[
    figure("achievements", "发布科技成果", &ACHIEVEMENTS).only(&[during("posted_on")]).count("项"),
    figure("achievements-asked", "首次推荐给企业的科技成果", &ACHIEVEMENTS).only(&[during("asked_on")]).count("项"),
];
