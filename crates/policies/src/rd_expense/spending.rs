//! What was spent on R&D in a year, by the kinds that the three measures tell apart.

use storage::Problem;
use vocabulary::Money;

/// One year's R&D spending that was expensed, as it stands in the auxiliary books 辅助账, before any cap.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Spending {
    /// 人员人工费用.
    pub staff: Money,
    /// 直接投入费用.
    pub inputs: Money,
    /// 折旧费用 of instruments and equipment.
    pub depreciation: Money,
    /// 长期待摊费用 and depreciation of buildings, which only 高新技术企业 counts.
    pub deferred: Money,
    /// 无形资产摊销费用.
    pub amortisation: Money,
    /// 设计费用.
    pub design: Money,
    /// 装备调试费用与试验费用.
    pub trial: Money,
    /// 委托外部研发 inside China, as paid.
    pub contracted_in_china: Money,
    /// 委托外部研发 abroad, as paid.
    pub contracted_abroad: Money,
    /// 其他费用.
    pub other: Money,
    /// R&D equipment and buildings bought this year, which only statistics count.
    pub assets_bought: Money,
}

/// A kind of spending: its name, and where it stands.
pub type Kind = (&'static str, &'static str, Money);

/// The largest amount of one kind, in fen: ten trillion yuan, so that no sum and no share of it overflows.
pub(super) const MOST: i64 = 1_000_000_000_000_000;

impl Spending {
    /// Every kind: field, name, amount.
    pub fn kinds(&self) -> [Kind; 11] {
        [
            ("staff", "人员人工费用", self.staff),
            ("inputs", "直接投入费用", self.inputs),
            ("depreciation", "折旧费用", self.depreciation),
            ("deferred", "长期待摊费用", self.deferred),
            ("amortisation", "无形资产摊销费用", self.amortisation),
            ("design", "设计费用", self.design),
            ("trial", "装备调试费用与试验费用", self.trial),
            ("contracted_in_china", "委托境内研发费用", self.contracted_in_china),
            ("contracted_abroad", "委托境外研发费用", self.contracted_abroad),
            ("other", "其他费用", self.other),
            ("assets_bought", "当年形成的研发用资产", self.assets_bought),
        ]
    }

    /// What cannot be so: amounts below nothing or beyond ten trillion yuan.
    pub fn problems(&self) -> Vec<Problem> {
        let wrong = self.kinds().into_iter().filter_map(|(field, name, amount)| {
            let sentence = match amount.fen() {
                ..0 => format!("{name}不能为负数，现为{}元", amount.grouped()),
                0..=MOST => return None,
                _ => format!("{name}超出可以处理的范围（10万亿元），请核对单位"),
            };
            Some(Problem { place: field.to_owned(), sentence })
        });
        wrong.collect()
    }

    /// Itself, when nothing is wrong with it.
    pub(super) fn sound(&self) -> Result<&Spending, Vec<Problem>> {
        let problems = self.problems();
        if problems.is_empty() { Ok(self) } else { Err(problems) }
    }
}
