//! Reads the questionnaire of 高新技术企业 from its JSON and says what cannot be so.

use storage::Problem;
use vocabulary::Day;

use crate::item::Item;
use crate::reading::{self, Reading, check_staff, problem};
use crate::yuan::Yuan;

use super::facts::{Facts, Field, Grade, Ip, Management, Mark, Year, Years};
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
    let applied_on = read.required(Item::AppliedOn, Reading::day);
    let registered_on = read.required(Item::RegisteredOn, Reading::day);
    let staff = read.count(Item::Staff);
    let st_staff = read.count(Item::ScienceStaff);
    let field = read.word(Item::Field, &Field::WORDS);
    let years = read.required(Item::Years, years);
    let total_income = read.amount(Item::TotalIncome);
    let hightech_income = read.amount(Item::HightechIncome);
    let ip = read.within(Item::Ip, ip).unwrap_or_default();
    let most = parameters::on(applied_on.unwrap_or(Day::LATEST)).scales.management;
    let management = read.within(Item::Management, |read| management(read, most)).unwrap_or_default();
    let conversions = read.count(Item::Conversions);
    let accident = read.flag(Item::Accident);
    Some(Facts {
        applied_on: applied_on?,
        registered_on: registered_on?,
        staff,
        st_staff,
        field,
        years: years?,
        total_income,
        hightech_income,
        ip,
        management,
        conversions,
        accident,
    })
}

fn years(read: &mut Reading<'_>, item: Item) -> Option<Years> {
    let list = read.each(item, year)?;
    if list.len() > 3 {
        read.reject(item, format!("只填写申报年度之前的三个会计年度，现有{}个年度", list.len()));
        return None;
    }
    let list: Option<Vec<Year>> = list.into_iter().collect();
    Years::new(&list?)
}

fn year(read: &mut Reading<'_>) -> Option<Year> {
    let year = read.required(Item::Year, Reading::year);
    let sales = read.required(Item::Sales, Reading::amount);
    let rd = read.amount(Item::Rd);
    let rd_china = read.amount(Item::RdInChina);
    let net_assets = read.balance(Item::NetAssets);
    Some(Year { year: year?, sales: sales?, rd, rd_china, net_assets })
}

fn ip(read: &mut Reading<'_>) -> Ip {
    Ip {
        class1: read.count(Item::ClassOne),
        class2: read.count(Item::ClassTwo),
        self_developed: read.flag(Item::SelfDeveloped),
        standards: read.flag(Item::Standards),
        advancement: read.word(Item::Advancement, &Grade::ADVANCEMENT),
        support: read.word(Item::Support, &Grade::SUPPORT),
    }
}

fn management(read: &mut Reading<'_>, [rules, body, incentives, training]: [u8; 4]) -> Management {
    Management {
        rules: read.mark(Item::ManagementRules, rules, Mark::There, Mark::Points),
        body: read.mark(Item::ManagementBody, body, Mark::There, Mark::Points),
        incentives: read.mark(Item::ManagementIncentives, incentives, Mark::There, Mark::Points),
        training: read.mark(Item::ManagementTraining, training, Mark::There, Mark::Points),
    }
}

/// What cannot be so, or cannot be judged, on `today`: each a sentence at its field. Facts without problems can be
/// checked.
pub fn problems(facts: &Facts, today: Day) -> Vec<Problem> {
    let mut problems = Vec::new();
    check_days(facts, today, &mut problems);
    if problems.is_empty() {
        // Which years count follows from the days.
        check_years(facts, today, &mut problems);
    }
    check_staff(facts.st_staff, facts.staff, &mut problems);
    check_income(facts, &mut problems);
    problems
}

fn check_days(facts: &Facts, today: Day, problems: &mut Vec<Problem>) {
    let (applied, registered) = (facts.applied_on, facts.registered_on);
    let first = parameters::EDITIONS.entries().iter().map(|edition| edition.from).min().unwrap_or(Day::EARLIEST);
    if applied > today.last_of_year() {
        let sentence = format!("申报日期不能晚于{}年年底：会计年度要先结束才能计算，现为{applied}", today.year());
        problems.push(problem(Item::AppliedOn.code(), sentence));
    }
    if applied < first {
        let sentence = format!("{}以前的申报适用旧办法，这里不能计算", first.chinese());
        problems.push(problem(Item::AppliedOn.code(), sentence));
    }
    if registered > today {
        problems.push(problem(Item::RegisteredOn.code(), format!("注册成立日期不能晚于今天，现为{registered}")));
    } else if registered > applied {
        problems.push(problem(Item::RegisteredOn.code(), format!("注册成立日期{registered}晚于申报日期{applied}")));
    }
}

fn check_years(facts: &Facts, today: Day, problems: &mut Vec<Problem>) {
    let (first, last) = facts.accounting_years();
    let place = |index: usize, item: Item| format!("{}[{index}].{}", Item::Years.code(), item.code());
    for (index, year) in facts.years.iter().enumerate() {
        let number = year.year;
        let is_twice = facts.years.iter().take(index).any(|earlier| earlier.year == number);
        let sentence = match number {
            _ if number >= today.year() => Some(format!("{number}年度还没有结束，不能填写")),
            _ if first > last => Some("申报当年成立的企业没有可以填写的会计年度".to_owned()),
            _ if number < first || number > last => {
                Some(format!("{number}年度不在计算范围内，应为{}", spell_years(first, last)))
            }
            _ if is_twice => Some(format!("{number}年度写了两次")),
            _ => None,
        };
        problems.extend(sentence.map(|sentence| problem(place(index, Item::Year), sentence)));
        for (item, amount) in [(Item::Sales, Some(year.sales)), (Item::Rd, year.rd), (Item::RdInChina, year.rd_china)] {
            if let Some(amount) = amount.filter(|amount| *amount < Yuan::ZERO) {
                problems.push(problem(place(index, item), format!("{}不能为负数，现为{amount}", item.name())));
            }
        }
        if let (Some(inside), Some(all)) = (year.rd_china, year.rd)
            && inside > all
        {
            let sentence = format!("{number}年度境内研发费用{inside}多于研发费用{all}");
            problems.push(problem(place(index, Item::RdInChina), sentence));
        }
    }
    let missing: Vec<String> =
        (first..=last).filter(|year| facts.years.of(*year).is_none()).map(|year| format!("{year}")).collect();
    if !missing.is_empty() {
        let sentence = format!("缺少{}年度的数据，应填写{}", missing.join("、"), spell_years(first, last));
        problems.push(problem(Item::Years.code(), sentence));
    } else if facts.total(|year| Some(year.sales)) == Some(0) {
        problems.push(problem(Item::Years.code(), "各年度销售收入合计为零，无法计算研发费用占比，请核对"));
    }
}

fn spell_years(first: i32, last: i32) -> String {
    if first == last { format!("{last}年度") } else { format!("{first}至{last}年度") }
}

fn check_income(facts: &Facts, problems: &mut Vec<Problem>) {
    for (item, amount) in [(Item::TotalIncome, facts.total_income), (Item::HightechIncome, facts.hightech_income)] {
        if let Some(amount) = amount.filter(|amount| *amount < Yuan::ZERO) {
            problems.push(problem(item.code(), format!("{}不能为负数，现为{amount}", item.name())));
        }
    }
    if facts.total_income == Some(Yuan::ZERO) {
        problems.push(problem(Item::TotalIncome.code(), "总收入为零，无法计算高新技术产品（服务）收入占比，请核对"));
    }
    if let (Some(part), Some(all)) = (facts.hightech_income, facts.total_income)
        && part > all
        && all > Yuan::ZERO
    {
        let sentence = format!("高新技术产品（服务）收入{part}多于总收入{all}");
        problems.push(problem(Item::HightechIncome.code(), sentence));
    }
}
