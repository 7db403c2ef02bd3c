//! What is kept of a pairing, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::{ORGANISATIONS, PEOPLE};
use figures::{Figure, during, figure, filled, is};
use listing::{
    Audience, CodeKind, Kept, Listing, Order, borrowed, choice, code, day, integer, link, long_text, money, text,
};
use vocabulary::MoneyUnit::WanYuan;

use crate::{DEMANDS, parameters::BROKERS, source::AnswerKind};

procedure::words! {
    /// Where a pairing is.
    pub enum Stage {
        /// A broker thinks that the answer may do.
        Suggested: "已建议",
        /// The enterprise has it before it.
        Sent: "已送企业",
        /// The enterprise wants to know more.
        Interested: "有意向",
        /// Both know of each other.
        Introduced: "已引荐",
        /// One has been to the other.
        Visited: "已走访",
        /// They talk of terms.
        Negotiating: "洽谈中",
        /// There is a contract.
        Signed: "已签约",
        /// The contract became an order of research.
        Ordered: "转科研订单",
        /// The contract is all there is.
        Concluded: "已办结",
        /// It came to nothing, for a recorded reason.
        Declined: "未达成",
    }
}

procedure::words! {
    /// What can be done with a pairing.
    pub enum Step {
        /// Puts it before the enterprise.
        Send: "送企业",
        /// The enterprise wants to know more.
        TakeInterest: "有意向",
        /// One side does not want it.
        Decline: "不合适",
        /// The enterprise has not answered in time.
        Lapse: "未答复办结",
        /// Makes both known to each other.
        Introduce: "引荐",
        /// Records that they have met.
        Visit: "登记走访",
        /// They begin to talk of terms.
        Negotiate: "开始洽谈",
        /// They have signed.
        Sign: "登记签约",
        /// The contract was registered (技术合同认定登记).
        Register: "登记合同编号",
        /// The contract became an order of research.
        Order: "转科研订单",
        /// Nothing more comes of it.
        Conclude: "办结",
        /// Somebody else is responsible.
        HandOver: "更换责任人",
    }
}

/// Why a pairing came to nothing. [`crate::parameters::LESSONS`] says what each teaches.
pub(crate) const REASONS: &[&str] = &["太早", "效益不清", "太贵", "已有同类", "条件不符", "未答复", "其他"];

/// The kinds of technology contracts, 民法典 art. 843 and following.
pub(crate) const CONTRACT_KINDS: &[&str] = &["委托开发", "合作开发", "技术转让", "技术许可", "技术咨询", "技术服务"];

/// 对接.
pub static PAIRINGS: Listing = Listing {
    table: "pairing",
    path: "/matching/pairings",
    title: "供需对接",
    unit: "对",
    about: "一项需求和一个答案，从建议到结果。同一对只对接一次：没有达成的不再推荐，理由留在这里。",
    key: &["demand", "kind", "record"],
    name: &["demand", "name"],
    region: Some("region"),
    order: Order::Latest,
    audience: Audience::Only(BROKERS),
    owner: Some("recipient"),
    kept: Kept::ByCase,
    columns: &[
        code("number", "对接编号", CodeKind::Number).required().searched().by_step(),
        link("demand", "技术需求", &DEMANDS).required().by_step(),
        borrowed("enterprise", "需求企业", "demand", "enterprise"),
        borrowed("region", "所在区划", "demand", "region").aside(),
        borrowed("section", "主管科室", "demand", "section").aside(),
        choice("kind", "答案类别", AnswerKind::LABELS).required().by_step(),
        integer("record", "答案编号", "").required().by_step().aside(),
        text("name", "答案").required().searched().by_step(),
        link("unit", "答案方单位", &ORGANISATIONS).by_step().aside(),
        link("person", "答案方人员", &PEOPLE).by_step().aside(),
        // Whose it is to read and to answer; nobody's but the bureau's before it is sent.
        link("recipient", "送达企业", &ORGANISATIONS).by_step().aside(),
        integer("points", "推荐分", "分").required().signed().by_step(),
        long_text("grounds", "推荐依据").by_step(),
        long_text("objections", "不利因素").by_step(),
        text("responsible", "责任人").required().by_step(),
        day("suggested_on", "建议日期").required().by_step().aside(),
        day("sent_on", "送达日期").by_step().aside(),
        day("answered_on", "企业答复日期").by_step().aside(),
        integer("days_to_answer", "答复用时", "天").by_step().aside(),
        choice("reason", "未达成原因", REASONS).by_step().aside(),
        long_text("remark", "说明").by_step(),
        day("introduced_on", "引荐日期").by_step().aside(),
        day("visited_on", "走访日期").by_step().aside(),
        day("signed_on", "签约日期").by_step().aside(),
        choice("contract_kind", "合同类型", CONTRACT_KINDS).by_step().aside(),
        money("amount", "合同成交额", WanYuan).by_step(),
        code("registration", "合同登记编号", CodeKind::Number).by_step().aside(),
        code("order_number", "科研订单编号", CodeKind::Number).by_step().aside(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};

/// Counted from pairings.
pub(crate) const FIGURES: &[Figure] = &[
    figure("pairings-suggested", "建议对接", &PAIRINGS).only(&[during("suggested_on")]).count("对"),
    figure("pairings-sent", "送企业的对接", &PAIRINGS).only(&[during("sent_on")]).count("对"),
    figure("pairings-answered", "企业已答复的对接", &PAIRINGS)
        .only(&[during("sent_on"), filled("answered_on")])
        .count("对")
        .note("除以送企业的对接即为答复率"),
    figure("pairings-days-to-answer", "企业答复用时合计", &PAIRINGS)
        .only(&[during("sent_on"), filled("answered_on")])
        .sum("days_to_answer", "天"),
    figure("pairings-introduced", "引荐对接", &PAIRINGS).only(&[during("introduced_on")]).count("对"),
    figure("pairings-signed", "对接签约", &PAIRINGS).only(&[during("signed_on")]).count("对"),
    figure("pairings-amount", "对接签约合同成交额", &PAIRINGS)
        .only(&[during("signed_on")])
        .sum_money("amount", WanYuan, 0),
    figure("pairings-ordered", "对接转科研订单", &PAIRINGS)
        .only(&[during("signed_on"), is("stage", &["转科研订单"])])
        .count("对"),
];
