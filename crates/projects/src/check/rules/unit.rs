//! Rules on the unit that applies.

use vocabulary::{CreditCode, Region};

use super::Found;
use crate::check::facts::{CheckFacts, Ground};

/// 申报地域: the unit lies in the area of the call, or in the bureau's own district where the call names none.
pub(super) fn is_inside_the_area(facts: &CheckFacts) -> Found {
    let (terms, unit) = (&facts.terms, &facts.unit);
    let whose = if terms.names_area { "申报地域" } else { "本区" };
    if terms.area.is_empty() {
        return Found::unsure(format!("没有登记{whose}的区划代码，不能判断")).resting_on([terms.call.clone()]);
    }
    let area: Vec<String> = terms.area.iter().map(Region::to_string).collect();
    let area = area.join("、");
    let found = match Region::parse(&unit.region) {
        Ok(own) if terms.area.iter().any(|region| region.contains(&own)) => {
            Found::holds(format!("单位在 {own}，属于{whose} {area}"))
        }
        Ok(own) => Found::fails(format!("单位在 {own}，不属于{whose} {area}")),
        Err(_) => Found::unsure("单位没有登记所在区划"),
    };
    found.resting_on([unit.ground.clone()])
}

/// 统一社会信用代码: its check digits agree.
pub(super) fn has_a_valid_code(facts: &CheckFacts) -> Found {
    let unit = &facts.unit;
    let found = match CreditCode::parse(&unit.uscc) {
        Ok(code) => Found::holds(format!("{} 通过校验", code.as_str())),
        Err(wrong) => Found::fails(wrong.said),
    };
    found.resting_on([unit.ground.clone()])
}

/// 单位存续: the unit has not been struck off. A legal person ends with the registration of that (民法典 第七十二条第三款).
pub(super) fn is_alive(facts: &CheckFacts) -> Found {
    let found = match facts.unit.dissolved_on {
        Some(day) if day <= facts.today => Found::fails(format!("单位已于 {day} 注销")),
        Some(day) => Found::unsure(format!("单位将于 {day} 注销")),
        None => Found::holds("没有注销登记"),
    };
    found.resting_on([facts.unit.ground.clone()])
}

/// 单位逾期项目: no project of the unit is past its day and not closed. Where the acceptance is under way a person looks.
pub(super) fn has_nothing_overdue(facts: &CheckFacts) -> Found {
    let overdue = || facts.unfinished.iter().filter(|project| project.due_on < facts.today);
    let (waiting, late): (Vec<_>, Vec<_>) = overdue().partition(|project| project.is_in_acceptance);
    let grounds = overdue().map(|project| Ground {
        label: format!("{}（应于 {} 完成）", project.project.label, project.due_on),
        href: project.project.href.clone(),
    });
    match (late.len(), waiting.len()) {
        (0, 0) => Found::holds("单位没有逾期未结的项目"),
        (0, count) => Found::unsure(format!("单位有 {count} 项已到期、正在验收的项目")).resting_on(grounds),
        (count, _) => Found::fails(format!("单位有 {count} 项到期未结的项目")).resting_on(grounds),
    }
}
