//! 政策待遇: what each article grants, as one of a few kinds. Amounts and days stand in the values of the policy; here stands
//! what they ask for and how they are counted.

use cases::CaseFile;
use directory::YES_NO;
use figures::{Figure, by_cutoff, figure, still};
use listing::{
    CodeKind, Filter, Listing, Order, borrowed, choice, code, integer, limit, link, long_text, money, needs, positive,
    text,
};
use procedure::Word;
use storage::{Reader, Result};
use vocabulary::{MoneyUnit::Yuan, Window};

use crate::POLICY_VALUES;
use crate::entitlement::{Benefit, Class, Event, Monthly, Partial, Programme, Standing, Terms};

procedure::words! {
    /// The kinds of benefits, as a column.
    pub enum Kind {
        /// A living allowance by the month.
        Monthly: "按月生活补贴",
        /// A grant to a team by the year.
        Yearly: "团队年度补助",
        /// A part of what the use of instruments cost.
        Percentage: "仪器使用补贴",
        /// A sum for something that happened.
        OneOff: "一次性奖励",
        /// A part of what equipment cost.
        Purchase: "设备购置补贴",
        /// Being recommended first.
        Priority: "优先推荐",
    }
}

const MONTHLY: &str = "按月生活补贴";
const PERCENTAGE: &str = "仪器使用补贴";
const PURCHASE: &str = "设备购置补贴";

/// 政策待遇.
pub static BENEFITS: Listing = Listing {
    table: "benefit",
    path: "/policies/benefits",
    title: "政策待遇",
    unit: "项",
    about: "政策条款给谁什么待遇、要什么条件、怎样计算。金额和起止日期取自所依据的政策标准；没有文号的，不能登记为待遇。",
    key: &["number"],
    name: &["name"],
    order: Order::Earliest,
    columns: &[
        code("number", "待遇编号", CodeKind::Number).required().hint("本局自编，如 DY-01"),
        text("name", "待遇名称").required().searched(),
        choice("kind", "类别", Kind::LABELS).required(),
        link("standard", "政策标准", &POLICY_VALUES).required().hint("政策文件 / 项目代码；标准应有文号"),
        borrowed("policy", "政策文件", "standard", "policy"),
        borrowed("document", "文号", "standard", "document"),
        borrowed("clause", "条款", "standard", "clause"),
        borrowed("amount", "金额", "standard", "amount"),
        borrowed("valid_from", "生效日期", "standard", "valid_from").aside(),
        borrowed("valid_to", "失效日期", "standard", "valid_to").aside(),
        choice("class", "学位或职称", Class::LABELS).plain().aside().hint("达到或高于它的享受"),
        choice("recruited", "限公开引进", YES_NO).plain().aside(),
        integer("months", "享受月数", "个月").aside(),
        choice("partial", "不足月的算法", Partial::LABELS).plain().aside(),
        choice("programme", "团队安排", Programme::LABELS).plain().aside(),
        integer("years", "补助年数", "年").aside().hint("空白为不限"),
        choice("standing", "企业类别", Standing::LABELS).plain().aside(),
        integer("percent", "补贴比例", "%").aside(),
        money("cap", "封顶", Yuan).aside(),
        choice("event", "奖励事项", Event::LABELS).plain().aside(),
        long_text("remark", "其他条件"),
    ],
    checks: &[
        positive("months"),
        positive("years"),
        positive("percent"),
        limit("percent", 100),
        positive("cap"),
        needs("class", "kind", MONTHLY),
        needs("recruited", "kind", MONTHLY),
        needs("months", "kind", MONTHLY),
        needs("partial", "kind", MONTHLY),
        needs("programme", "kind", "团队年度补助"),
        needs("standing", "kind", PERCENTAGE),
        needs("percent", "kind", PERCENTAGE),
        needs("cap", "kind", PERCENTAGE),
        needs("event", "kind", "一次性奖励"),
        needs("percent", "kind", PURCHASE),
        needs("cap", "kind", PURCHASE),
    ],
    ..Listing::BLANK
};

/// Counted from benefits.
pub(crate) const FIGURES: &[Figure] = &[
    figure("benefits-in-force", "现行政策待遇", &BENEFITS)
        .only(&[by_cutoff("valid_from"), still("valid_to")])
        .window(Window::AsOf)
        .count("项"),
    figure("benefit-policies", "现行待遇所依据的政策", &BENEFITS)
        .only(&[by_cutoff("valid_from"), still("valid_to")])
        .window(Window::AsOf)
        .distinct("policy", "件"),
];

/// The benefits of the house, in the order of the list.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Those that can be computed.
    pub benefits: Vec<Benefit>,
    /// Those that cannot, and why: a sentence each.
    pub incomplete: Vec<String>,
}

impl Library {
    /// Reads them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn read(reader: Reader<'_>) -> Result<Library> {
        let mut library = Library::default();
        for file in CaseFile::all(reader, &BENEFITS, Filter::default()).await? {
            match benefit(&file) {
                Some(benefit) => library.benefits.push(benefit),
                None => library.incomplete.push(format!(
                    "待遇“{}”（{}）的金额或条件没有填全，没有计算。请先在它的政策标准和待遇中补齐",
                    file.name(),
                    file.text("document")
                )),
            }
        }
        Ok(library)
    }
}

/// A benefit as its record says it; nothing where something is missing.
fn benefit(file: &CaseFile) -> Option<Benefit> {
    let terms = terms(file)?;
    let is_sum = matches!(terms, Terms::Monthly(_) | Terms::Yearly { .. } | Terms::OneOff(_));
    let amount = file.money("amount");
    Some(Benefit {
        id: file.id(),
        standard: file.number("standard")?,
        policy: file.number("policy")?,
        document: file.text("document").to_owned(),
        clause: file.text("clause").to_owned(),
        name: file.name().to_owned(),
        amount: if is_sum { amount? } else { amount.unwrap_or_default() },
        from: file.day("valid_from")?,
        to: file.day("valid_to"),
        terms,
    })
}

fn terms(file: &CaseFile) -> Option<Terms> {
    let whole = |column: &str| file.number(column).and_then(|number| i32::try_from(number).ok());
    Some(match Kind::of_label(file.text("kind"))? {
        Kind::Monthly => Terms::Monthly(Monthly {
            class: Class::of_label(file.text("class"))?,
            recruited: file.text("recruited") == "是",
            months: whole("months")?,
            partial: Partial::of_label(file.text("partial"))?,
        }),
        Kind::Yearly => {
            Terms::Yearly { programme: Programme::of_label(file.text("programme"))?, years: whole("years") }
        }
        Kind::Percentage => Terms::Percentage {
            standing: Standing::of_label(file.text("standing"))?,
            percent: file.number("percent")?,
            cap: file.money("cap")?,
        },
        Kind::OneOff => Terms::OneOff(Event::of_label(file.text("event"))?),
        Kind::Purchase => Terms::Purchase { percent: file.number("percent")?, cap: file.money("cap")? },
        Kind::Priority => Terms::Priority,
    })
}

#[cfg(test)]
mod tests;
