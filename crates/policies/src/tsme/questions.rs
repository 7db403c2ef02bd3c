//! The questions of 科技型中小企业 with the definitions of 国科发政〔2017〕115号 and 国科火字〔2022〕67号.

use crate::item::Item;
use crate::question::{Input, Question, Section, words};

use super::facts::DirectGround;

/// The questions, in the order of the page.
pub const SECTIONS: &[Section] = &[
    Section {
        legend: "企业情况",
        about: "",
        questions: &[
            Question::new(Item::EvaluationYear, Input::Year, "参加哪一年的评价；人数、收入和费用都填上一个会计年度的")
                .required(),
            Question::new(
                Item::Resident,
                Input::Flag,
                "在中国境内（不包括港、澳、台地区）注册，会计核算健全，实行查账征收，缴纳企业所得税",
            ),
            Question::new(
                Item::RestrictedIndustry,
                Input::Flag,
                "《产业结构调整指导目录》限制类、淘汰类；烟草制造、住宿餐饮、批发零售、房地产、租赁和商务服务、娱乐等行业\
                 不适用加计扣除",
            ),
            Question::new(
                Item::Misconduct,
                Input::Flag,
                "上一会计年度和本年内的重大安全、重大质量事故、严重环境违法、科研严重失信行为，或列入经营异常、严重违法失信名单",
            ),
        ],
        is_yearly: false,
    },
    Section {
        legend: "人员",
        about: "",
        questions: &[
            Question::new(
                Item::Staff,
                Input::Count,
                "签订劳动合同或缴纳社会保险的在职人员；兼职、临时聘用人员全年累计工作6个月以上的计入",
            ),
            Question::new(
                Item::ScienceStaff,
                Input::Count,
                "从事研发和相关技术创新活动，以及专门从事这些活动管理的人员",
            ),
        ],
        is_yearly: false,
    },
    Section {
        legend: "上一会计年度的财务",
        about: "研发费用占销售收入的比例和占成本费用的比例，取得分高的一个。",
        questions: &[
            Question::new(Item::Sales, Input::Amount, "主营业务收入＋其他业务收入"),
            Question::new(Item::Costs, Input::Amount, "利润表上全部成本和费用的合计"),
            Question::new(Item::Rd, Input::Amount, "按企业所得税研发费用加计扣除的口径归集"),
            Question::new(Item::Assets, Input::Amount, "资产负债表上的年末数"),
        ],
        is_yearly: false,
    },
    Section {
        legend: "科技成果",
        about: "只计有效、没有争议，并与主要产品（服务）有关的知识产权。",
        questions: &[
            Question::new(
                Item::ClassOne,
                Input::Count,
                "发明专利、植物新品种、国家级农作物品种、国家新药、国家一级中药保护品种、集成电路布图设计",
            ),
            Question::new(Item::ClassTwo, Input::Count, "实用新型、外观设计、软件著作权；商标不计"),
            Question::new(
                Item::Direct,
                Input::Words(|| words(&DirectGround::WORDS)),
                "有任何一项就不需要评分：有效的高新技术企业证书；五年内获国家科技奖励且单位排名前三；\
                 经认定的省部级以上研发机构；五年内主导制定国际、国家或行业标准",
            ),
        ],
        is_yearly: false,
    },
];
