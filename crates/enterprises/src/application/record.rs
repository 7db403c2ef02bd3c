//! What is kept of an application, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::{ORGANISATIONS, YES_NO};
use listing::{CodeKind, Kept, Listing, Order, borrowed, choice, code, day, integer, link, long_text, needs, text};

use crate::{HNTE_BATCHES, HNTE_CERTIFICATES, hnte_filing::FIELDS};

procedure::words! {
    /// Where an application is.
    pub enum Stage {
        /// Being written.
        Draft: "填报",
        /// Before the officer.
        Submitted: "待初审",
        /// Before the head of the section.
        Checked: "待推荐",
        /// With the superior bodies: reviewed by experts.
        Recommended: "已推荐",
        /// On public notice.
        OnNotice: "认定公示",
        /// It has its certificate.
        Certified: "已认定",
        /// The bureau did not recommend it.
        Refused: "不予推荐",
        /// The superior bodies did not certify it.
        Failed: "未通过",
        /// Taken back, or not handed in in time.
        Withdrawn: "已撤回",
    }
}

/// The stages in which an application is on its way.
pub(crate) const UNDER_WAY: &[&str] = &["填报", "待初审", "待推荐", "已推荐", "认定公示"];

procedure::words! {
    /// What can be done with an application.
    pub enum Step {
        /// Hands it in.
        Submit: "提交",
        /// Sends it back to be mended.
        SendBack: "退回补正",
        /// Finds it complete.
        PassCheck: "初审通过",
        /// Does not recommend it.
        Refuse: "不予推荐",
        /// Gives it back to the officer.
        Return: "退回初审",
        /// Recommends it to the superior bureau.
        Recommend: "推荐上报",
        /// Enters that it is on public notice.
        Announce: "登记公示",
        /// Enters its certificate.
        Certify: "登记证书",
        /// Enters that it was not certified.
        Fail: "登记未通过",
        /// Takes it back.
        Withdraw: "撤回",
        /// The time of the batch is over.
        Lapse: "逾期作废",
    }
}

/// 高企认定申请.
pub static HNTE_APPLICATIONS: Listing = Listing {
    table: "hnte_application",
    path: "/enterprises/hnte-applications",
    title: "高企认定申请",
    unit: "件",
    about: "企业按批次申报高新技术企业的办理过程：填报和自评、材料初审、推荐、专家评审、公示和证书。",
    key: &["enterprise", "batch"],
    name: &["enterprise", "batch"],
    region: Some("region"),
    order: Order::Latest,
    owner: Some("enterprise"),
    kept: Kept::ByCase,
    columns: &[
        link("enterprise", "企业", &ORGANISATIONS).required().by_step(),
        borrowed("region", "所在区划", "enterprise", "region").aside(),
        borrowed("town", "镇街", "enterprise", "town").facet(),
        borrowed("sector", "重点领域", "enterprise", "sector").facet(),
        link("batch", "批次", &HNTE_BATCHES).required().hint("正在受理的批次"),
        choice("kind", "申报类型", &["首次认定", "重新认定"]).required(),
        choice("field", "技术领域", FIELDS).required().plain().aside(),
        integer("class1", "Ⅰ类知识产权", "项").aside().hint("发明专利、植物新品种、集成电路布图设计等"),
        integer("class2", "Ⅱ类知识产权", "项").aside().hint("实用新型、外观设计、软件著作权；用过一次的不再计"),
        choice("self_developed", "有自主研发的知识产权", YES_NO).plain().aside(),
        choice("standards", "参与制定国家或行业标准", YES_NO).plain().aside(),
        integer("conversions", "近三年科技成果转化", "项").aside(),
        choice("rules", "有研发管理制度、核算体系和辅助账", YES_NO).plain().aside(),
        choice("body", "有内部研发机构和产学研合作", YES_NO).plain().aside(),
        choice("incentives", "有成果转化激励制度和双创平台", YES_NO).plain().aside(),
        choice("training", "有科技人员培养引进和绩效奖励制度", YES_NO).plain().aside(),
        choice("accident", "申请前一年内有重大事故或严重环境违法", YES_NO).required().plain().aside(),
        long_text("explanation", "自评不符合仍申报的说明").hint("自评为“不符合”时必须写明，如审计后的数据有变化"),
        text("contact", "联系人").required().aside(),
        code("phone", "联系电话", CodeKind::Phone).aside(),
        choice("verdict", "提交时自评", &["符合", "有可能符合", "不符合"]).by_step(),
        integer("score_least", "自评得分（最低）", "分").by_step().aside(),
        integer("score_most", "自评得分（最高）", "分").by_step().aside(),
        day("filed_on", "提交日期").by_step(),
        day("recommended_on", "推荐上报日期").by_step().aside(),
        code("document", "推荐文号", CodeKind::Number).by_step().aside(),
        day("notice_until", "公示截止").by_step().aside(),
        link("certificate", "证书", &HNTE_CERTIFICATES).by_step().aside(),
        long_text("outcome", "未通过或不予推荐的原因").by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    checks: &[needs("certificate", "stage", "已认定")],
    ..Listing::BLANK
};
