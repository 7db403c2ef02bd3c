//! What is kept of an evaluation, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::{ORGANISATIONS, YES_NO};
use listing::{
    CodeKind, Kept, Listing, Order, borrowed, choice, code, day, integer, link, long_text, money, text, year,
};
use vocabulary::MoneyUnit::WanYuan;

procedure::words! {
    /// Where an evaluation is.
    pub enum Stage {
        /// Being written.
        Draft: "自评",
        /// Before the officer.
        Submitted: "待审",
        /// Waiting for the next notice.
        Checked: "待公示",
        /// On public notice.
        OnNotice: "公示",
        /// It has its number.
        Entered: "已入库",
        /// It did not pass.
        Refused: "不予入库",
        /// Taken back.
        Withdrawn: "已撤回",
        /// The number was revoked.
        Revoked: "已撤销",
    }
}

/// The stages in which an evaluation is on its way.
pub(crate) const UNDER_WAY: &[&str] = &["自评", "待审", "待公示", "公示"];

procedure::words! {
    /// What can be done with an evaluation.
    pub enum Step {
        /// Hands it in.
        Submit: "提交",
        /// Sends it back.
        SendBack: "退回补正",
        /// Finds it in order.
        PassCheck: "审核通过",
        /// Does not pass it.
        Refuse: "不予入库",
        /// Enters that it is on notice.
        Announce: "登记公示",
        /// Enters its number.
        Enter: "登记入库编号",
        /// Takes it back.
        Withdraw: "撤回",
        /// Enters that the number was revoked.
        Revoke: "登记撤销",
    }
}

/// 科技型中小企业评价.
pub static TSME_APPLICATIONS: Listing = Listing {
    table: "tsme_application",
    path: "/enterprises/tsme-applications",
    title: "科技型中小企业评价",
    unit: "件",
    about: "企业每年自评、本局审核、公示和取得入库登记编号的办理过程。编号当年有效，第二年重新评价。",
    key: &["enterprise", "year"],
    name: &["year", "enterprise"],
    region: Some("region"),
    order: Order::Latest,
    owner: Some("enterprise"),
    kept: Kept::ByCase,
    columns: &[
        link("enterprise", "企业", &ORGANISATIONS).required().by_step(),
        borrowed("region", "所在区划", "enterprise", "region").aside(),
        borrowed("town", "镇街", "enterprise", "town").facet(),
        borrowed("sector", "重点领域", "enterprise", "sector").facet(),
        year("year", "评价年度").required().by_step(),
        choice("resident", "境内居民企业，会计核算健全", YES_NO).required().plain().aside(),
        choice("restricted", "属于禁止、限制、淘汰类或不适用加计扣除的行业", YES_NO).required().plain().aside(),
        choice("misconduct", "有重大事故、严重违法失信或列入异常名录", YES_NO).required().plain().aside(),
        integer("class1", "Ⅰ类知识产权", "项").aside(),
        integer("class2", "Ⅱ类知识产权", "项").aside(),
        money("costs", "成本费用支出总额", WanYuan).aside().hint("不清楚的不填"),
        choice("ground", "直接确认条件", &["没有", "国家科技奖励", "省部级以上研发机构", "主导制定标准"])
            .required()
            .plain()
            .aside()
            .hint("有效高企由系统按证书认定，不必选"),
        text("contact", "联系人").required().aside(),
        code("phone", "联系电话", CodeKind::Phone).aside(),
        choice("verdict", "提交时自评", &["符合", "有可能符合", "不符合"]).by_step(),
        integer("score", "自评得分", "分").by_step(),
        day("filed_on", "提交日期").by_step(),
        text("batch", "公示批次").by_step().aside(),
        day("notice_until", "公示截止").by_step().aside(),
        code("number", "入库登记编号", CodeKind::Number).by_step(),
        long_text("outcome", "不予入库或撤销的原因").by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};
