//! The questions of the self-checks: each item's name in JSON, on the page and in a sentence, said once.

use serde::{Serialize, Serializer};

/// Something that the questionnaires ask for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// 申报日期.
    AppliedOn,
    /// 注册成立日期.
    RegisteredOn,
    /// 职工总数.
    Staff,
    /// 科技人员数.
    ScienceStaff,
    /// 技术领域.
    Field,
    /// 近三个会计年度.
    Years,
    /// 年度.
    Year,
    /// 评价年度.
    EvaluationYear,
    /// 销售收入.
    Sales,
    /// 最近一年的销售收入, where only that year can still be changed in mind.
    LastSales,
    /// 研发费用.
    Rd,
    /// 境内研发费用.
    RdInChina,
    /// 净资产.
    NetAssets,
    /// 最近一年末的净资产.
    LastNetAssets,
    /// 总收入: 收入总额 without income that is not taxed.
    TotalIncome,
    /// 高新技术产品（服务）收入.
    HightechIncome,
    /// 知识产权.
    Ip,
    /// Ⅰ类知识产权.
    ClassOne,
    /// Ⅱ类知识产权.
    ClassTwo,
    /// Whether a right was developed by the enterprise itself.
    SelfDeveloped,
    /// Whether it took part in making a standard.
    Standards,
    /// 技术的先进程度.
    Advancement,
    /// 对主要产品的核心支持作用.
    Support,
    /// 研究开发组织管理水平.
    Management,
    /// R&D rules, cost accounting and 辅助账.
    ManagementRules,
    /// Internal R&D body, its equipment, and work with universities.
    ManagementBody,
    /// Incentives for conversion and an open platform for start-ups.
    ManagementIncentives,
    /// Training, recruiting and rewarding of S&T staff.
    ManagementTraining,
    /// 科技成果转化数.
    Conversions,
    /// Whether there was a grave accident or offence.
    Accident,
    /// Whether it is a resident enterprise.
    Resident,
    /// 资产总额.
    Assets,
    /// 成本费用支出总额.
    Costs,
    /// Whether its industry is restricted.
    RestrictedIndustry,
    /// Whether there was misconduct.
    Misconduct,
    /// What confirms it without a score.
    Direct,
}

impl Item {
    /// The item's name in JSON and in a form.
    pub const fn code(self) -> &'static str {
        self.words().0
    }

    /// The item's name for a reader.
    pub const fn name(self) -> &'static str {
        self.words().1
    }

    /// What it is counted in; empty for what is not counted.
    pub const fn unit(self) -> &'static str {
        self.words().2
    }

    /// What grows along with it, as a sentence adds it in brackets.
    pub(crate) const fn along(self) -> &'static str {
        match self {
            Item::ScienceStaff => "（职工总数同时增加）",
            Item::RdInChina => "（研发费用总额同时增加）",
            Item::HightechIncome => "（总收入同时增加）",
            Item::Rd => "（成本费用同时增加）",
            _ => "",
        }
    }

    /// Name in JSON, name for a reader, unit.
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Item::AppliedOn => ("applied_on", "申报日期", ""),
            Item::RegisteredOn => ("registered_on", "注册成立日期", ""),
            Item::Staff => ("staff", "职工总数", "人"),
            Item::ScienceStaff => ("st_staff", "科技人员", "人"),
            Item::Field => ("field", "技术领域", ""),
            Item::Years => ("years", "近三个会计年度", ""),
            Item::Year => ("year", "年度", ""),
            Item::EvaluationYear => ("year", "评价年度", ""),
            Item::Sales => ("sales", "销售收入", "元"),
            Item::LastSales => ("sales", "最近一年销售收入", "元"),
            Item::Rd => ("rd", "研发费用", "元"),
            Item::RdInChina => ("rd_china", "境内研发费用", "元"),
            Item::NetAssets => ("net_assets", "净资产", "元"),
            Item::LastNetAssets => ("net_assets", "最近一年末净资产", "元"),
            Item::TotalIncome => ("total_income", "总收入", "元"),
            Item::HightechIncome => ("hightech_income", "高新技术产品（服务）收入", "元"),
            Item::Ip => ("ip", "知识产权", ""),
            Item::ClassOne => ("class1", "Ⅰ类知识产权", "项"),
            Item::ClassTwo => ("class2", "Ⅱ类知识产权", "项"),
            Item::SelfDeveloped => ("self_developed", "有无自主研发的知识产权", ""),
            Item::Standards => ("standards", "参与制定国家或行业标准", ""),
            Item::Advancement => ("advancement", "技术的先进程度", ""),
            Item::Support => ("support", "对主要产品的核心支持作用", ""),
            Item::Management => ("management", "研究开发组织管理水平", ""),
            Item::ManagementRules => ("rules", "研发组织管理制度、核算体系和辅助账", ""),
            Item::ManagementBody => ("body", "内部研发机构和产学研合作", ""),
            Item::ManagementIncentives => ("incentives", "成果转化激励制度和开放式创新创业平台", ""),
            Item::ManagementTraining => ("training", "科技人员培养、引进和绩效奖励制度", ""),
            Item::Conversions => ("conversions", "近三年科技成果转化", "项"),
            Item::Accident => ("accident", "有无重大事故或严重环境违法", ""),
            Item::Resident => ("resident", "是否境内居民企业", ""),
            Item::Assets => ("assets", "资产总额", "元"),
            Item::Costs => ("costs", "成本费用支出总额", "元"),
            Item::RestrictedIndustry => ("restricted_industry", "是否属于禁止、限制、淘汰类或不适用加计扣除的行业", ""),
            Item::Misconduct => ("misconduct", "有无重大事故、严重违法失信或列入异常名录", ""),
            Item::Direct => ("direct", "直接确认条件", ""),
        }
    }
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
