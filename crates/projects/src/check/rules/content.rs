//! Rules on what was handed in.

use vocabulary::{Money, MoneyUnit::WanYuan};

use super::Found;
use crate::check::facts::CheckFacts;

/// 提交时间: within the time of the call. What was mended keeps the day on which it came in first.
pub(super) fn came_in_time(facts: &CheckFacts) -> Found {
    let terms = &facts.terms;
    let window = format!("{} 至 {}", terms.opens_on, terms.closes_on);
    let found = match facts.submitted_on {
        None => Found::fails("没有提交日期"),
        Some(day) if (terms.opens_on..=terms.closes_on).contains(&day) => {
            Found::holds(format!("{day} 提交，受理时间 {window}"))
        }
        Some(day) => Found::fails(format!("{day} 提交，不在受理时间 {window} 之内")),
    };
    found.resting_on([terms.call.clone()])
}

/// 必交材料: every paper that the call marks is attached.
pub(super) fn has_all_papers(facts: &CheckFacts) -> Found {
    let needed = &facts.terms.required_papers;
    let missing: Vec<&str> = needed.iter().filter(|paper| !facts.papers.contains(paper)).map(String::as_str).collect();
    let found = match (needed.len(), missing.as_slice()) {
        (0, _) => Found::holds("申报通知没有必交材料"),
        (count, []) => Found::holds(format!("{count} 种必交材料都已上传")),
        (_, missing) => Found::fails(format!("缺少{}", missing.join("、"))),
    };
    found.resting_on([facts.proposal.clone()])
}

/// 预算合计: the sums in the record are those of its lines.
pub(super) fn adds_up(facts: &CheckFacts) -> Found {
    let budget = &facts.budget;
    let found =
        match budget.sums {
            None => Found::fails("预算明细的合计超出了金额的范围"),
            Some(_) if budget.lines == 0 => Found::fails("没有预算明细"),
            Some((total, requested)) if (total, requested) == (budget.total, budget.requested) => Found::holds(
                format!("{} 行明细合计 {} 万元，其中财政资助 {} 万元", budget.lines, wan(total), wan(requested)),
            ),
            Some((total, requested)) => Found::fails(format!(
                "明细合计 {} 万元、财政资助 {} 万元，申报书为 {} 万元、{} 万元",
                wan(total),
                wan(requested),
                wan(budget.total),
                wan(budget.requested)
            )),
        };
    found.resting_on([budget.ground.clone()])
}

/// 单项资助上限: no more is asked for than the call gives to one project.
pub(super) fn asks_no_more(facts: &CheckFacts) -> Found {
    let requested = facts.budget.requested;
    let Some(most) = facts.terms.most else { return Found::holds("申报通知没有单项资助上限") };
    let said = format!("申请 {} 万元，上限 {} 万元", wan(requested), wan(most));
    let found = match () {
        () if requested > most => Found::fails(said),
        () if requested == Money::ZERO => Found::unsure("没有申请财政资助"),
        () => Found::holds(said),
    };
    found.resting_on([facts.terms.call.clone()])
}

/// 间接费用: within the parts that central money allows; provinces and districts follow it, so a person looks.
pub(super) fn has_fair_indirect_costs(facts: &CheckFacts) -> Found {
    let found = match &facts.budget.too_much_indirect {
        None => Found::holds("财政资助中的间接费用在上限之内"),
        Some(wrong) => Found::unsure(wrong.clone()),
    };
    found.resting_on([facts.budget.ground.clone()])
}

/// 合作协议: with every partner, and on file.
pub(super) fn has_agreements(facts: &CheckFacts) -> Found {
    let partners = &facts.partners;
    let without = partners.iter().filter(|partner| !partner.has_agreement);
    let without: Vec<&str> = without.map(|partner| partner.ground.label.as_str()).collect();
    let is_on_file = facts.papers.iter().any(|paper| paper.contains("协议"));
    let found = match () {
        () if partners.is_empty() => Found::holds("没有合作单位"),
        () if !without.is_empty() => Found::fails(format!("与{}没有合作协议", without.join("、"))),
        () if !is_on_file => Found::unsure("填写有合作协议，但附件中没有协议"),
        () => Found::holds(format!("与 {} 家合作单位都有协议", partners.len())),
    };
    found.resting_on(partners.iter().map(|partner| partner.ground.clone()))
}

/// 诚信承诺: given.
pub(super) fn has_the_pledge(facts: &CheckFacts) -> Found {
    let found = if facts.has_pledge { Found::holds("已作承诺") } else { Found::fails("没有作诚信承诺") };
    found.resting_on([facts.proposal.clone()])
}

fn wan(money: Money) -> String {
    money.exact(WanYuan)
}
