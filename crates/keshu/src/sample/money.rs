//! The special funds of a district from budget over appropriations to payments: Σ支付 ≤ Σ指标 ≤ 预算 in every year.

use vocabulary::{Day, day};

use super::district::District;
use super::firms::Firm;
use super::institutes;
use super::projects;
use super::random::{Dice, END, day_of};
use super::row::{Row, wan, yuan};
use super::talent;

/// Year, item, kind, 万元, document, day.
type Budget = (i32, &'static str, &'static str, i64, &'static str, Day);

const BUDGETS: [Budget; 12] = [
    (2020, "科技专项经费", "年初预算", 7_200, "{s}财预〔2020〕6号", day!(2020, 1, 17)),
    (2020, "科创中心设备购置补助", "追加", 1_150, "{s}财预追〔2020〕14号", day!(2020, 5, 26)),
    (2020, "企业复工研发补助", "追加", 420, "{s}财预追〔2020〕31号", day!(2020, 9, 15)),
    (2020, "压减一般性支出", "调减", -170, "{s}财预调〔2020〕8号", day!(2020, 10, 27)),
    (2021, "科技专项经费", "年初预算", 9_300, "{s}财预〔2021〕5号", day!(2021, 1, 19)),
    (2021, "研发投入后补助", "追加", 1_260, "{s}财预追〔2021〕19号", day!(2021, 7, 13)),
    (2021, "人才回归计划", "追加", 240, "{s}财预追〔2021〕35号", day!(2021, 10, 20)),
    (2021, "压减一般性支出", "调减", -400, "{s}财预调〔2021〕11号", day!(2021, 11, 18)),
    (2022, "科技专项经费", "年初预算", 11_400, "{s}财预〔2022〕4号", day!(2022, 1, 20)),
    (2022, "研发投入后补助", "追加", 1_300, "{s}财预追〔2022〕17号", day!(2022, 7, 12)),
    (2022, "仪器开放共享补助", "追加", 560, "{s}财预追〔2022〕33号", day!(2022, 10, 18)),
    (2022, "压减会议培训支出", "调减", -400, "{s}财预调〔2022〕9号", day!(2022, 11, 15)),
];

/// 专项经费预算. The opening budget of another district is written as an addition: the report asks for the home district's.
pub(super) fn budgets(district: &District) -> Vec<Row> {
    let rows = BUDGETS.iter().enumerate().map(|(at, (year, item, kind, amount, document, approved))| {
        let kind = if *kind == "年初预算" && !district.is_home() { "追加" } else { kind };
        Row::new()
            .with("number", budget_number(district, at))
            .with("year", *year)
            .with("item", *item)
            .with("kind", kind)
            .with("amount", wan(*amount))
            .with("document", district.fill(document))
            .with("approved_on", *approved)
    });
    rows.collect()
}

fn budget_number(district: &District, at: usize) -> String {
    district.number("预算", at + 1)
}

/// Purpose, its function code, the share of the opening budget in thousandths, the months of issue, payments in 2022.
type Purpose = (&'static str, &'static str, i64, &'static [u8], usize);

const PURPOSES: [Purpose; 7] = [
    ("项目资助", "2060404", 225, &[2, 6], 64),
    ("平台补助", "2060502", 210, &[2, 8], 46),
    ("团队补助", "2060599", 135, &[3], 8),
    ("企业奖补", "2060499", 240, &[3, 9], 112),
    ("人才补贴", "2060799", 85, &[1], 52),
    ("科普活动", "2060702", 26, &[2], 26),
    ("其他", "2069999", 24, &[4], 14),
];

/// One appropriation.
struct Appropriation {
    number: String,
    budget: usize,
    purpose: &'static str,
    function: &'static str,
    issued: Day,
    wan: i64,
    /// How many payments come from it besides those that are settled elsewhere.
    free: usize,
}

fn appropriations(district: &District) -> Vec<Appropriation> {
    let mut dice = Dice::of("appropriation", district.index);
    let mut found: Vec<Appropriation> = Vec::new();
    for (budget, (year, item, kind, amount, _, approved)) in BUDGETS.iter().enumerate() {
        let number = |at: usize| format!("{}财教指〔{year}〕{}号", district.sign, 2 + at * 3);
        match *kind {
            "年初预算" => {
                for (purpose, function, share, months, lines) in PURPOSES {
                    for month in months {
                        let issued = if *month == 1 {
                            dice.days_after(*approved, 2, 8)
                        } else {
                            dice.workday(day_of(*year, *month, 3), day_of(*year, *month, 22))
                        };
                        let parts = months.len();
                        let free = lines / parts * usize::try_from(year - 2017).unwrap_or(5) / 5;
                        let wan = amount * share / 1000 / i64::try_from(parts).unwrap_or(1);
                        found.push(Appropriation {
                            number: number(found.len()),
                            budget,
                            purpose,
                            function,
                            issued,
                            wan,
                            free,
                        });
                    }
                }
            }
            "追加" => {
                let purpose = match *item {
                    "科创中心设备购置补助" | "仪器开放共享补助" => "平台补助",
                    "人才回归计划" => "人才补贴",
                    _ => "企业奖补",
                };
                let function = PURPOSES.iter().find(|known| known.0 == purpose).map_or("2069999", |known| known.1);
                let issued = dice.days_after(*approved, 3, 20);
                found.push(Appropriation {
                    number: number(found.len()),
                    budget,
                    purpose,
                    function,
                    issued,
                    wan: amount - amount / 50,
                    free: 18,
                });
            }
            _ => {}
        }
    }
    found
}

/// 预算指标.
pub(super) fn appropriation_rows(district: &District) -> Vec<Row> {
    let rows = appropriations(district).into_iter().map(|one| {
        let item = BUDGETS.get(one.budget).map_or("", |budget| budget.1);
        Row::new()
            .with("number", one.number)
            .with("budget", budget_number(district, one.budget))
            .with("purpose", format!("{item}：{}", one.purpose))
            .with("function", one.function)
            .with("issued_on", one.issued)
            .with("amount", wan(one.wan))
    });
    rows.collect()
}

/// One payment or return.
struct Payment {
    appropriation: String,
    purpose: &'static str,
    payee: String,
    project: Option<String>,
    paid: Day,
    /// Yuan; below zero for a return.
    amount: i64,
    returns: Option<String>,
    note: String,
}

/// 拨付支出, in the order of payment, the returns after what they return.
pub(super) fn payment_rows(district: &District) -> Vec<Row> {
    let mut payments = payments(district);
    payments.sort_by(|one, other| {
        (one.paid, &one.appropriation, &one.payee).cmp(&(other.paid, &other.appropriation, &other.payee))
    });
    let numbered: Vec<(String, Payment)> =
        payments.into_iter().enumerate().map(|(at, payment)| (district.number("支付", at + 1), payment)).collect();
    let returned = returns(district, &numbered);
    numbered.into_iter().chain(returned).map(|(number, payment)| payment_row(number, payment)).collect()
}

fn payment_row(number: String, payment: Payment) -> Row {
    Row::new()
        .with("number", number)
        .with("appropriation", payment.appropriation)
        .with("payee", payment.payee)
        .with("project", payment.project)
        .with("kind", if payment.returns.is_some() { "退回" } else { "拨付" })
        .with("purpose", payment.purpose)
        .with("paid_on", payment.paid)
        .with("amount", yuan(payment.amount))
        .with("returns", payment.returns)
        .with("note", payment.note)
}

/// Some money comes back: a part of the first few grants to firms of each year.
fn returns(district: &District, paid: &[(String, Payment)]) -> Vec<(String, Payment)> {
    let mut dice = Dice::of("return", district.index);
    let mut returned = Vec::new();
    for year in 2020..=2022 {
        let early = |payment: &Payment| {
            payment.purpose == "企业奖补" && payment.paid.year() == year && payment.paid < day_of(year, 9, 1)
        };
        for (number, payment) in paid.iter().filter(|(_, payment)| early(payment)).step_by(9).take(3) {
            let number_of_return = district.number("退回", returned.len() + 1);
            returned.push((
                number_of_return,
                Payment {
                    appropriation: payment.appropriation.clone(),
                    purpose: payment.purpose,
                    payee: payment.payee.clone(),
                    project: None,
                    paid: dice.days_after(payment.paid, 40, 110),
                    amount: -(payment.amount * dice.between(2, 10) / 10),
                    returns: Some(number.clone()),
                    note: "条件未达成，退回奖补资金".to_owned(),
                },
            ));
        }
    }
    returned
}

fn payments(district: &District) -> Vec<Payment> {
    let mut dice = Dice::of("payment", district.index);
    let mut settled = settled_elsewhere(district);
    let firms: Vec<&Firm> =
        district.firms.iter().filter(|firm| firm.is_alive() && firm.founded < day!(2019, 12, 31)).collect();
    let mut payments = Vec::new();
    // The later appropriations of a purpose take what is due after they were issued; the rest falls to the first.
    for one in appropriations(district).into_iter().rev() {
        let year = one.issued.year();
        let is_opening = BUDGETS.get(one.budget).is_some_and(|budget| budget.2 == "年初预算");
        let is_its_own = |payment: &Payment| {
            is_opening && payment.purpose == one.purpose && payment.paid.year() == year && payment.paid >= one.issued
        };
        let own: Vec<Payment> = settled.extract_if(.., |payment| is_its_own(payment)).collect();
        let spent: i64 = own.iter().map(|payment| payment.amount).sum();
        let rest = (one.wan * 10_000 / 100 * dice.between(84, 96) - spent).max(0);
        payments.extend(own.into_iter().map(|payment| Payment { appropriation: one.number.clone(), ..payment }));
        if rest < 100_000 {
            continue;
        }
        for amount in dice.shares(rest, one.free, 100) {
            let last = if year == END.year() { END } else { day_of(year, 12, 31) };
            let paid = dice.workday(one.issued.plus_days(5), last);
            let (payee, note) = payee(district, (one.purpose, year), &firms, &mut dice);
            payments.push(Payment {
                appropriation: one.number.clone(),
                purpose: one.purpose,
                payee,
                project: None,
                paid,
                amount,
                returns: None,
                note,
            });
        }
    }
    payments
}

fn payee(district: &District, (purpose, year): (&str, i32), firms: &[&Firm], dice: &mut Dice) -> (String, String) {
    let firm = |dice: &mut Dice| dice.pick(firms).map_or_else(String::new, |firm| firm.uscc.clone());
    let unit = |tags: &[&'static str], dice: &mut Dice| district.unit(dice.word(tags)).to_owned();
    match purpose {
        "项目资助" => (firm(dice), dice.word(&["上级项目配套", "重点研发配套", "成果转化补助"]).to_owned()),
        "平台补助" => (firm(dice), dice.word(&["平台建设补助", "仪器开放共享补助", "检测服务补助"]).to_owned()),
        "团队补助" if year == 2020 => (unit(&["院10", "院11"], dice), "过渡期研发补助".to_owned()),
        "团队补助" if year == 2021 => (unit(&["院5", "院11"], dice), "过渡期研发补助".to_owned()),
        "团队补助" => (unit(&["院3", "院4", "院5", "院6"], dice), "过渡期研发补助".to_owned()),
        "企业奖补" => (
            firm(dice),
            dice.word(&["研发投入后补助", "高新技术企业奖励", "科技型中小企业奖励", "专利转化奖补"]).to_owned(),
        ),
        "人才补贴" => (firm(dice), dice.word(&["引才用人补贴", "安家补助", "骨干收入保障补差"]).to_owned()),
        "科普活动" => (
            unit(&["科协", "科技馆", "职校", "农技中心"], dice),
            dice.word(&["科普活动经费", "科技活动周", "实用技术培训"]).to_owned(),
        ),
        _ => (
            unit(&["生产力中心", "服务中心"], dice),
            dice.word(&["项目评审服务", "技术需求征集", "档案数字化"]).to_owned(),
        ),
    }
}

/// Payments that other records speak of too: district projects, team grants, and a monthly sum of living allowances.
fn settled_elsewhere(district: &District) -> Vec<Payment> {
    let payment = |purpose, payee: String, project, paid, amount, note: &str| Payment {
        appropriation: String::new(),
        purpose,
        payee,
        project,
        paid,
        amount,
        returns: None,
        note: note.to_owned(),
    };
    let mut settled = Vec::new();
    for receipt in projects::received(district).into_iter().filter(|receipt| receipt.source == "区级") {
        settled.push(payment(
            "项目资助",
            receipt.unit,
            Some(receipt.project),
            receipt.received,
            receipt.wan * 10_000,
            "区级项目经费",
        ));
    }
    for grant in institutes::grants(district) {
        let payee = district.unit(&format!("院{}", grant.institute)).to_owned();
        settled.push(payment("团队补助", payee, None, grant.paid, grant.wan * 10_000, grant.kind));
    }
    let mut months: Vec<(Day, i64)> = Vec::new();
    for allowance in talent::paid_allowances(district) {
        match months.last_mut() {
            Some((paid, sum)) if *paid == allowance.paid => *sum += allowance.amount,
            _ => months.push((allowance.paid, allowance.amount)),
        }
    }
    for (paid, amount) in months {
        settled.push(payment(
            "人才补贴",
            district.unit("人社局").to_owned(),
            None,
            paid,
            amount,
            "人才生活补贴按月发放",
        ));
    }
    settled
}
