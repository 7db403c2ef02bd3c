//! What is kept of a demand, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::{ORGANISATIONS, SECTIONS};
use figures::{Figure, during, figure, filled, is};
use listing::{
    Audience, CodeKind, Kept, Listing, Order, borrowed, choice, code, day, integer, link, long_text, money, text,
};
use vocabulary::MoneyUnit::WanYuan;

use super::POSTINGS;
use crate::parameters::BROKERS;

procedure::words! {
    /// Where a demand is.
    pub enum Stage {
        /// Being written.
        Draft: "草稿",
        /// Handed in.
        Submitted: "待受理",
        /// Too vague for the market: a broker (技术经纪人) works it out with the enterprise.
        WithBroker: "经纪人完善",
        /// Answers are looked for.
        Open: "对接中",
        /// The posting has run out.
        Expired: "已到期",
        /// A contract was signed.
        Matched: "已对接",
        /// Nobody could meet it.
        Unmet: "无人能解",
        /// The enterprise no longer needs it.
        Closed: "已关闭",
    }
}

procedure::words! {
    /// What can be done with a demand.
    pub enum Step {
        /// Hands it in.
        Submit: "提交",
        /// Sends it back to be completed.
        SendBack: "退回补充",
        /// Hands it to a broker.
        Refer: "转经纪人",
        /// Opens it to answers, and posts its public summary.
        Publish: "受理并发布",
        /// Lets the posting stand longer.
        Renew: "续期",
        /// The posting runs out.
        Expire: "到期",
        /// A contract was signed.
        Match: "对接成功",
        /// States that nobody could meet it.
        GiveUp: "认定无人能解",
        /// Ends it.
        Close: "关闭",
    }
}

/// How much of a demand the market learns.
pub(crate) const CONFIDENTIALITY: &[&str] = &["公开企业名称", "隐去企业名称", "不公开发布"];

/// 技术需求.
pub static DEMANDS: Listing = Listing {
    table: "demand",
    path: "/matching/demands",
    title: "技术需求",
    unit: "项",
    about: "企业的技术需求：问题、指标、预算、期限和保密要求。对外只发布公开摘要；涉密部分另页密封保存，每次查看都有记录。",
    key: &["number"],
    name: &["title"],
    region: Some("region"),
    order: Order::Latest,
    audience: Audience::Only(BROKERS),
    owner: Some("enterprise"),
    kept: Kept::ByCase,
    columns: &[
        code("number", "需求编号", CodeKind::Number).required().searched().by_step(),
        text("title", "需求名称").required().searched(),
        link("enterprise", "需求企业", &ORGANISATIONS).required().by_step(),
        borrowed("region", "所在区划", "enterprise", "region").aside(),
        code("field", "学科代码", CodeKind::Number)
            .facet()
            .hint("GB/T 13745，三、五或七位数字，如 43045；不清楚可留空"),
        long_text("problem", "要解决的问题").searched().hint("现状是什么、哪里不行、试过什么"),
        long_text("limits", "约束条件").hint("现场条件、工艺、场地、环保和安全要求，没有就写“无特殊约束”"),
        money("budget", "预算", WanYuan),
        day("deadline", "希望完成日期"),
        choice("confidentiality", "公开程度", CONFIDENTIALITY).required().plain(),
        text("contact", "联系人").personal(),
        code("phone", "联系电话", CodeKind::Phone).personal(),
        long_text("summary", "公开摘要").hint("对外发布的文字，不写工艺参数、客户和其他不宜公开的内容"),
        link("section", "主管科室", &SECTIONS).by_step().aside(),
        text("broker", "责任人").by_step(),
        link("posting", "公告", &POSTINGS).by_step().aside(),
        day("submitted_on", "提交日期").by_step().aside(),
        day("posted_on", "受理日期").by_step(),
        day("expires_on", "有效期至").by_step().aside(),
        integer("renewals", "续期次数", "次").by_step().aside(),
        day("answered_on", "首次推荐日期").by_step().aside(),
        integer("days_to_answer", "首次推荐用时", "天").by_step().aside(),
        day("introduced_on", "首次引荐日期").by_step().aside(),
        day("ended_on", "办结日期").by_step().aside(),
        long_text("ending", "办结说明").by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};

/// Counted from demands.
pub(crate) const FIGURES: &[Figure] = &[
    figure("demands", "受理技术需求", &DEMANDS).only(&[during("posted_on")]).count("项"),
    figure("demand-enterprises", "提出技术需求的企业", &DEMANDS)
        .only(&[during("posted_on")])
        .distinct("enterprise", "家"),
    figure("demands-answered", "已推荐答案的技术需求", &DEMANDS)
        .only(&[during("posted_on"), filled("answered_on")])
        .count("项")
        .note("除以受理技术需求即为推荐率"),
    figure("demands-days-to-answer", "首次推荐用时合计", &DEMANDS)
        .only(&[during("posted_on"), filled("answered_on")])
        .sum("days_to_answer", "天")
        .note("除以已推荐答案的技术需求即为平均用时"),
    figure("demands-introduced", "已引荐的技术需求", &DEMANDS)
        .only(&[during("posted_on"), filled("introduced_on")])
        .count("项"),
    figure("demands-matched", "签约的技术需求", &DEMANDS)
        .only(&[during("ended_on"), is("stage", &["已对接"])])
        .count("项"),
    figure("demands-unmet", "无人能解的技术需求", &DEMANDS)
        .only(&[during("ended_on"), is("stage", &["无人能解"])])
        .count("项"),
];
