//! Reads the questionnaire of 科技型中小企业 from its JSON and says what cannot be so.

use storage::Problem;
use vocabulary::Day;

use crate::item::Item;
use crate::reading::{self, Reading, check_staff, problem};
use crate::yuan::Yuan;

use super::facts::{Direct, DirectGround, Facts};
use super::parameters;

/// The facts that a JSON text states.
///
/// # Errors
/// Everything that is wrong, each at its field: the form of the text, unknown fields, wrong kinds of values, and what
/// [`problems`] finds.
pub fn read(json: &str, today: Day) -> Result<Facts, Vec<Problem>> {
    let facts = reading::read(json, facts)?;
    let problems = problems(&facts, today);
    if problems.is_empty() { Ok(facts) } else { Err(problems) }
}

fn facts(read: &mut Reading<'_>) -> Option<Facts> {
    let year = read.required(Item::EvaluationYear, Reading::year);
    let facts = Facts {
        year: year.unwrap_or_default(),
        resident: read.flag(Item::Resident),
        staff: read.count(Item::Staff),
        st_staff: read.count(Item::ScienceStaff),
        sales: read.amount(Item::Sales),
        assets: read.amount(Item::Assets),
        rd: read.amount(Item::Rd),
        costs: read.amount(Item::Costs),
        class1: read.count(Item::ClassOne),
        class2: read.count(Item::ClassTwo),
        restricted_industry: read.flag(Item::RestrictedIndustry),
        misconduct: read.flag(Item::Misconduct),
        direct: read.words(Item::Direct, &DirectGround::WORDS).map(Direct::new),
    };
    year.map(|year| Facts { year, ..facts })
}

/// What cannot be so, or cannot be judged, on `today`: each a sentence at its field. Facts without problems can be
/// checked.
pub fn problems(facts: &Facts, today: Day) -> Vec<Problem> {
    let mut problems = Vec::new();
    let first = parameters::EDITIONS.entries().iter().map(|edition| edition.from.year()).min().unwrap_or_default();
    if facts.year > today.year() {
        let sentence = format!("评价年度{}还没有到，现在是{}年", facts.year, today.year());
        problems.push(problem(Item::EvaluationYear.code(), sentence));
    } else if facts.year < first {
        problems.push(problem(
            Item::EvaluationYear.code(),
            format!("科技型中小企业评价从{first}年开始，现为{}年", facts.year),
        ));
    }
    check_staff(facts.st_staff, facts.staff, &mut problems);
    for (item, amount, is_divisor) in [
        (Item::Sales, facts.sales, true),
        (Item::Assets, facts.assets, false),
        (Item::Rd, facts.rd, false),
        (Item::Costs, facts.costs, true),
    ] {
        match amount {
            Some(amount) if amount < Yuan::ZERO => {
                problems.push(problem(item.code(), format!("{}不能为负数，现为{amount}", item.name())));
            }
            Some(Yuan::ZERO) if is_divisor => {
                let sentence = format!("{}为零，无法计算研发费用占比；请核对，还不知道的不填", item.name());
                problems.push(problem(item.code(), sentence));
            }
            Some(_) | None => {}
        }
    }
    problems
}
