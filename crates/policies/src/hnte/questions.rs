//! The questions of 高新技术企业 with the definitions of 国科发火〔2016〕195号 三.

use crate::item::Item;
use crate::question::{Input, Question, Section, words};

use super::facts::{Field, Grade};
use super::parameters;

/// The most points of each item of management.
const MOST: [u8; 4] = parameters::LATEST.scales.management;

/// The questions, in the order of the page.
pub const SECTIONS: &[Section] = &[
    Section {
        legend: "企业和申报",
        about: "",
        questions: &[
            Question::new(Item::AppliedOn, Input::Day, "准备提交申报材料的日期；近三个会计年度是指这一年之前的三年")
                .required(),
            Question::new(Item::RegisteredOn, Input::Day, "营业执照上的成立日期").required(),
            Question::new(
                Item::Field,
                Input::Word(|| words(&Field::WORDS)),
                "核心技术在《国家重点支持的高新技术领域》中属于哪一个",
            ),
            Question::new(
                Item::Accident,
                Input::Flag,
                "申请前一年内的重大安全、重大质量事故，或严重环境违法行为",
            ),
        ],
        is_yearly: false,
    },
    Section {
        legend: "人员",
        about: "按全年月平均数填写：月平均数＝（月初数＋月末数）÷2，全年平均数＝各月平均数之和÷12。",
        questions: &[
            Question::new(Item::Staff, Input::Count, "在职、兼职和临时聘用人员，全年累计工作183天以上的都计入"),
            Question::new(
                Item::ScienceStaff,
                Input::Count,
                "直接从事研发，以及从事研发管理和提供直接技术服务，全年累计工作183天以上的人员",
            ),
        ],
        is_yearly: false,
    },
    Section {
        legend: "近三个会计年度",
        about: "按经审计的财务报表填写。成立不满三年的，只填成立以后的年度。",
        questions: &[
            Question::new(Item::Sales, Input::Amount, "主营业务收入＋其他业务收入").required(),
            Question::new(
                Item::Rd,
                Input::Amount,
                "按高新技术企业认定口径归集：人员人工、直接投入、折旧与长期待摊、无形资产摊销、设计、装备调试与试验、\
                 委托外部研发（按80%计入）和其他费用（不超过研发费用总额的20%）",
            ),
            Question::new(Item::RdInChina, Input::Amount, "研发费用中在中国境内实际发生的部分"),
            Question::new(Item::NetAssets, Input::Balance, "年末资产总额－负债总额，可以为负数"),
        ],
        is_yearly: true,
    },
    Section {
        legend: "最近一年收入",
        about: "最近一年是指申报日期的上一个会计年度。",
        questions: &[
            Question::new(Item::TotalIncome, Input::Amount, "收入总额－不征税收入"),
            Question::new(
                Item::HightechIncome,
                Input::Amount,
                "高新技术产品（服务）收入＋技术性收入（技术转让、技术服务、承接研发）",
            ),
        ],
        is_yearly: false,
    },
    Section {
        legend: "知识产权和成果转化",
        about: "只计有效、为本企业所有，并与主要产品（服务）有关的知识产权；许可使用的不计。",
        questions: &[
            Question::new(
                Item::ClassOne,
                Input::Count,
                "发明专利（含国防专利）、植物新品种、国家级农作物品种、国家新药、国家一级中药保护品种、集成电路布图设计",
            )
            .within(Item::Ip),
            Question::new(
                Item::ClassTwo,
                Input::Count,
                "实用新型、外观设计、软件著作权；申报高新技术企业时已经用过的不再计入，商标不计",
            )
            .within(Item::Ip),
            Question::new(
                Item::SelfDeveloped,
                Input::Flag,
                "至少一项为自主研发的选“有”；全部是受让、受赠、并购取得的选“无”",
            )
            .within(Item::Ip),
            Question::new(Item::Standards, Input::Flag, "含检测方法、技术规范；参与的可以加分").within(Item::Ip),
            Question::new(Item::Advancement, Input::Word(|| words(&Grade::ADVANCEMENT)), "由专家评定，按自己的估计选择")
                .within(Item::Ip),
            Question::new(Item::Support, Input::Word(|| words(&Grade::SUPPORT)), "由专家评定，按自己的估计选择")
                .within(Item::Ip),
            Question::new(
                Item::Conversions,
                Input::Count,
                "三年合计；同一成果在国内外转化，或转化为几种产品、服务、工艺、样品的，只算一项",
            ),
        ],
        is_yearly: false,
    },
    Section {
        legend: "研究开发组织管理水平",
        about: "有相应制度和机构的，分数由专家评定；没有的为零分。也可以填写预计的分数。",
        questions: &[
            Question::new(
                Item::ManagementRules,
                Input::Mark(MOST[0]),
                "制定研发的组织管理制度，建立研发投入核算体系，编制研发费用辅助账",
            )
            .within(Item::Management),
            Question::new(
                Item::ManagementBody,
                Input::Mark(MOST[1]),
                "设立内部研发机构并具备相应的科研条件，与高校、院所开展多种形式的产学研合作",
            )
            .within(Item::Management),
            Question::new(
                Item::ManagementIncentives,
                Input::Mark(MOST[2]),
                "建立成果转化的组织实施与激励奖励制度，以及开放式的创新创业平台",
            )
            .within(Item::Management),
            Question::new(
                Item::ManagementTraining,
                Input::Mark(MOST[3]),
                "建立科技人员的培养进修、职工技能培训、优秀人才引进和绩效评价奖励制度",
            )
            .within(Item::Management),
        ],
        is_yearly: false,
    },
];
