//! Each constraint by itself: it fits, it speaks against, or it is not known. What is not known counts nothing, neither half
//! nor a little.

use vocabulary::{Day, Money, MoneyUnit::WanYuan};

use super::{Candidate, Known, Need};
use crate::parameters::{
    BUSY_HOURS, CONSTRAINT, MONTHS_TO_PRODUCT, NEAR_FIELD, SAME_CITY, SAME_DISTRICT, SAME_FIELD, SAME_PROVINCE,
};

/// What a constraint says.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// It speaks against.
    Against,
    /// Nobody knows.
    Unknown,
    /// It fits.
    Fits,
}

/// What was found of one constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// Which constraint.
    pub(crate) about: &'static str,
    pub(crate) verdict: Verdict,
    /// Above zero where it fits, below where it speaks against, zero where it is not known.
    pub(crate) points: i64,
    /// The fact on which it rests.
    pub(crate) says: String,
}

fn fits(about: &'static str, points: i64, says: String) -> Option<Finding> {
    Some(Finding { about, verdict: Verdict::Fits, points, says })
}

fn against(about: &'static str, says: String) -> Option<Finding> {
    Some(Finding { about, verdict: Verdict::Against, points: -CONSTRAINT, says })
}

fn unknown(about: &'static str, says: &str) -> Option<Finding> {
    Some(Finding { about, verdict: Verdict::Unknown, points: 0, says: says.to_owned() })
}

/// Every constraint that this kind of answer is asked.
pub(crate) fn constraints(need: &Need, candidate: &Candidate) -> Vec<Finding> {
    let all = [
        field(need, &candidate.fields),
        region(need, &candidate.region),
        price(need, &candidate.price),
        maturity(need, &candidate.maturity),
        until(need, &candidate.until),
        hours(&candidate.hours),
        operator(&candidate.operator),
    ];
    all.into_iter().flatten().collect()
}

/// GB/T 13745: the same 二级学科 (five digits) first, then the same 一级学科 (three digits).
fn field(need: &Need, fields: &Known<Vec<String>>) -> Option<Finding> {
    const ABOUT: &str = "学科";
    let (wanted, fields) = match (&need.field, fields) {
        (_, Known::Unasked) => return None,
        (None, _) => return unknown(ABOUT, "需求没有写学科"),
        (_, Known::Not) => return unknown(ABOUT, "答案没有写学科"),
        (Some(wanted), Known::As(fields)) => (wanted, fields),
    };
    let shares = |digits: usize| {
        fields.iter().find(|field| wanted.get(..digits).is_some() && field.get(..digits) == wanted.get(..digits))
    };
    match (shares(5), shares(3)) {
        (Some(field), _) => fits(ABOUT, SAME_FIELD, format!("同一二级学科（{field}）")),
        (None, Some(field)) => fits(ABOUT, NEAR_FIELD, format!("同一一级学科（{field}）")),
        (None, None) => against(ABOUT, format!("学科不同：需求 {wanted}，答案 {}", fields.join("、"))),
    }
}

fn region(need: &Need, region: &Known<String>) -> Option<Finding> {
    const ABOUT: &str = "地域";
    let (wanted, region) = match (&need.region, region) {
        (_, Known::Unasked) => return None,
        (None, _) => return unknown(ABOUT, "需求没有写地域"),
        (_, Known::Not) => return unknown(ABOUT, "不知道答案在哪里"),
        (Some(wanted), Known::As(region)) => (wanted, region),
    };
    let shares = |digits: usize| wanted.get(..digits).is_some() && region.get(..digits) == wanted.get(..digits);
    match () {
        () if shares(6) => fits(ABOUT, SAME_DISTRICT, "在同一区县".to_owned()),
        () if shares(4) => fits(ABOUT, SAME_CITY, "在同一市".to_owned()),
        () if shares(2) => fits(ABOUT, SAME_PROVINCE, "在同一省".to_owned()),
        () => against(ABOUT, format!("在外省（区划 {region}），要考虑往来")),
    }
}

fn price(need: &Need, price: &Known<Money>) -> Option<Finding> {
    const ABOUT: &str = "预算";
    let (budget, price) = match (need.budget, price) {
        (_, Known::Unasked) => return None,
        (None, _) => return unknown(ABOUT, "需求没有写预算"),
        (_, Known::Not) => return unknown(ABOUT, "没有写意向价"),
        (Some(budget), Known::As(price)) => (budget, *price),
    };
    let told = format!("意向价 {} 万元，预算 {} 万元", price.exact(WanYuan), budget.exact(WanYuan));
    if price <= budget { fits(ABOUT, CONSTRAINT, told) } else { against(ABOUT, format!("{told}，超出预算")) }
}

/// Whether what is known today can be a product by the deadline.
fn maturity(need: &Need, level: &Known<i64>) -> Option<Finding> {
    const ABOUT: &str = "成熟度";
    let (deadline, level) = match (need.deadline, level) {
        (_, Known::Unasked) => return None,
        (None, _) => return unknown(ABOUT, "需求没有写期限"),
        (_, Known::Not) => return unknown(ABOUT, "没有写技术就绪度"),
        (Some(deadline), Known::As(level)) => (deadline, *level),
    };
    let months = usize::try_from(level - 1).ok().and_then(|at| MONTHS_TO_PRODUCT.get(at));
    let Some(months) = months else { return unknown(ABOUT, "技术就绪度不在 1 至 9 级之内") };
    let told = format!("就绪度 {level} 级，到产品一般还要 {months} 个月，期限 {deadline}");
    let is_in_time = need.today.plus_months(*months) <= deadline;
    if is_in_time { fits(ABOUT, CONSTRAINT, told) } else { against(ABOUT, format!("{told}，来不及")) }
}

fn until(need: &Need, until: &Known<Day>) -> Option<Finding> {
    const ABOUT: &str = "时间";
    match until {
        Known::Unasked => None,
        Known::Not => unknown(ABOUT, "没有写到什么时候"),
        Known::As(last) if *last < need.today => against(ABOUT, format!("{last} 已到期")),
        Known::As(last) => fits(ABOUT, CONSTRAINT, format!("有效到 {last}")),
    }
}

fn hours(hours: &Known<i64>) -> Option<Finding> {
    const ABOUT: &str = "空闲";
    match hours {
        Known::Unasked => None,
        Known::Not => unknown(ABOUT, "没有使用记录"),
        Known::As(hours) if *hours < BUSY_HOURS => fits(ABOUT, CONSTRAINT, format!("近三十天使用 {hours} 小时，有空")),
        Known::As(hours) => against(ABOUT, format!("近三十天使用 {hours} 小时，较忙")),
    }
}

fn operator(operator: &Known<String>) -> Option<Finding> {
    const ABOUT: &str = "操作";
    match operator {
        Known::Unasked => None,
        Known::Not => unknown(ABOUT, "没有写由谁操作"),
        Known::As(name) => fits(ABOUT, CONSTRAINT, format!("{name}可以操作")),
    }
}
