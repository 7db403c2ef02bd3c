//! The two credit schemes, and the capital that returned.

use vocabulary::{Day, day};

use super::district::District;
use super::firms::Firm;
use super::names;
use super::random::{Dice, END, day_of};
use super::row::{Row, wan, yuan};
use super::units::BANKS;

/// A scheme's credits of one year: the firms of its list from one place to another.
struct Round {
    scheme: &'static str,
    year: i32,
    from: usize,
    to: usize,
    sizes: &'static [i64],
}

const GUIDE: &str = "引导基金信贷通";
const PARK: &str = "财园信贷通";
const GUIDE_SIZES: &[i64] = &[50, 60, 80, 100, 100, 120, 150, 180];
const PARK_SIZES: &[i64] = &[200, 300, 300, 400, 500, 500, 600, 800];

const fn round(scheme: &'static str, year: i32, from: usize, to: usize, sizes: &'static [i64]) -> Round {
    Round { scheme, year, from, to, sizes }
}

/// Firms that stand in two years' rounds renew their loan.
const ROUNDS: [Round; 6] = [
    round(GUIDE, 2020, 0, 24, GUIDE_SIZES),
    round(GUIDE, 2021, 8, 46, GUIDE_SIZES),
    round(GUIDE, 2022, 31, 75, GUIDE_SIZES),
    round(PARK, 2020, 0, 30, PARK_SIZES),
    round(PARK, 2021, 10, 60, PARK_SIZES),
    round(PARK, 2022, 42, 98, PARK_SIZES),
];

/// One credit.
struct Credit {
    number: String,
    scheme: &'static str,
    enterprise: String,
    bank: String,
    applied: Day,
    approved: Day,
    /// 万元.
    limit: i64,
    is_renewal: bool,
}

fn credits(district: &District) -> Vec<Credit> {
    let mut dice = Dice::of("credit", district.index);
    let is_old = |firm: &&Firm| firm.is_alive() && firm.founded < day!(2019, 12, 31);
    // Four in seventy of the guide fund's borrowers are no 科技型 firms: the figure leaves them out.
    let is_guided = |firm: &&Firm| firm.technology || firm.at % 47 == 8;
    let is_in_the_park = |firm: &&Firm| firm.is_industrial() || firm.at % 31 == 5;
    let guided: Vec<&Firm> = district.firms.iter().filter(is_old).filter(is_guided).collect();
    let in_the_park: Vec<&Firm> = district.firms.iter().filter(is_old).filter(is_in_the_park).collect();
    let mut credits = Vec::new();
    for Round { scheme, year, from, to, sizes } in ROUNDS {
        let before =
            ROUNDS.iter().find(|round| round.scheme == scheme && round.year == year - 1).map_or(0, |round| round.to);
        let firms = if scheme == GUIDE { &guided } else { &in_the_park };
        for (place, firm) in firms.iter().enumerate().take(to).skip(from) {
            let applied = dice.workday(day_of(year, 1, 8), day_of(year, 10, 28));
            credits.push(Credit {
                number: district.number(if scheme == GUIDE { "引信" } else { "财信" }, credits.len() + 1),
                scheme,
                enterprise: firm.uscc.clone(),
                bank: district.unit(&format!("银行{}", 1 + place % BANKS)).to_owned(),
                applied,
                approved: dice.days_after(applied, 14, 36),
                limit: dice.pick(sizes).copied().unwrap_or(100),
                is_renewal: place < before,
            });
        }
    }
    credits
}

/// 信贷授信.
pub(super) fn credit_rows(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("credit-row", district.index);
    let rows = credits(district).into_iter().map(|credit| {
        Row::new()
            .with("number", credit.number)
            .with("scheme", credit.scheme)
            .with("enterprise", credit.enterprise)
            .with("bank", credit.bank)
            .with("applied_on", credit.applied)
            .with("recommended_on", dice.days_after(credit.applied, 2, 10))
            .with("approved_on", credit.approved)
            .with("limit_amount", wan(credit.limit))
            .with("renewal", credit.is_renewal)
    });
    rows.collect()
}

/// 信贷放款: one for a small credit, two for a large one; now and then less than the limit.
pub(super) fn drawdowns(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("drawdown", district.index);
    let mut rows = Vec::new();
    for credit in credits(district) {
        let parts = if matches!(credit.limit, 180 | 600 | 800) { vec![60, 40] } else { vec![100] };
        let share = if dice.chance(15) { 80 } else { 100 };
        let mut drawn = dice.days_after(credit.approved, 2, 18);
        for part in parts {
            if drawn > END {
                continue;
            }
            rows.push(drawdown(district, rows.len(), &credit, drawn, credit.limit * part * share, &mut dice));
            drawn = dice.days_after(drawn, 20, 45);
        }
    }
    rows
}

fn drawdown(district: &District, at: usize, credit: &Credit, drawn: Day, amount: i64, dice: &mut Dice) -> Row {
    let due = drawn.plus_years(1);
    let late = at % 97 == 41;
    let repaid = (due <= END && !late).then(|| dice.workday(due.plus_days(-40), due));
    let early = (due > END && at % 53 == 7 && drawn < day!(2022, 8, 1))
        .then(|| dice.workday(drawn.plus_days(60), day!(2022, 12, 20)));
    let state = match (repaid.or(early), due <= END) {
        (Some(_), _) => "已结清",
        (None, false) => "正常",
        (None, true) if drawn.year() == 2020 => "已代偿",
        (None, true) => "逾期",
    };
    Row::new()
        .with("number", district.number("借据", at + 1))
        .with("credit", &credit.number)
        .with("drawn_on", drawn)
        .with("amount", yuan(amount))
        .with("rate", format!("{}.{:02}", 3 + at % 2, dice.between(35, 85)))
        .with("due_on", due)
        .with("repaid_on", repaid.or(early))
        .with("state", state)
}

/// What returned, in 万元: year and sum. The plan began in 2019.
const RETURNED: [(i32, i64, usize); 4] =
    [(2019, 19_600, 9), (2020, 27_900, 15), (2021, 36_400, 19), (2022, 40_300, 21)];

/// 回归资金.
pub(super) fn returned_capital(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("returned", district.index);
    let firms: Vec<&Firm> =
        district.firms.iter().filter(|firm| firm.is_alive() && firm.founded < day!(2019, 1, 1)).collect();
    let mut rows = Vec::new();
    for (year, sum, lines) in RETURNED {
        for amount in dice.shares(sum * 10_000, lines, 10_000) {
            let Some(firm) = dice.pick(&firms) else { continue };
            rows.push(
                Row::new()
                    .with("number", district.number("回归", rows.len() + 1))
                    .with("investor", names::person(&mut dice, 0))
                    .with("enterprise", &firm.uscc)
                    .with("arrived_on", dice.workday(day_of(year, 1, 12), day_of(year, 12, 28)))
                    .with("amount", yuan(amount)),
            );
        }
    }
    rows
}
