//! What enterprises report of their years, and their way to 高新技术企业 and 科技型中小企业.

use vocabulary::{Day, day};

use super::district::District;
use super::firms::Firm;
use super::ladder::year_before;
use super::random::{Dice, day_of};
use super::row::{Row, yuan};

/// The technology firms that are old enough to be 高新技术企业, in the order in which they became it.
fn candidates(district: &District) -> Vec<&Firm> {
    let is_old = |firm: &&Firm| firm.technology && firm.is_alive() && firm.founded < day!(2018, 1, 1);
    district.firms.iter().filter(is_old).collect()
}

/// A group of certificates of one year: which candidates, the kind of their filing.
struct Cohort {
    year: i32,
    from: usize,
    to: usize,
    kind: &'static str,
}

const fn cohort(year: i32, from: usize, to: usize, kind: &'static str) -> Cohort {
    Cohort { year, from, to, kind }
}

/// Twelve firms of 2018, of which nine renew in 2021; eighteen of 2019, of which twelve renew in 2022.
const COHORTS: [Cohort; 7] = [
    cohort(2018, 0, 12, "首次认定"),
    cohort(2019, 12, 30, "首次认定"),
    cohort(2020, 30, 54, "首次认定"),
    cohort(2021, 0, 9, "重新认定"),
    cohort(2021, 54, 73, "首次认定"),
    cohort(2022, 12, 24, "重新认定"),
    cohort(2022, 73, 99, "首次认定"),
];

/// The days on which the certificates of a year's first, second and third batch are issued.
fn issued_on(year: i32, batch: usize) -> Day {
    match (year, batch) {
        (2018, _) => day!(2018, 8, 13),
        (2019, 0) => day!(2019, 9, 16),
        (2019, _) => day!(2019, 12, 3),
        (2020, 0) => day!(2020, 9, 14),
        (2020, _) => day!(2020, 12, 2),
        (2021, 0) => day!(2021, 11, 3),
        (2021, _) => day!(2021, 12, 15),
        (_, 0) => day!(2022, 11, 4),
        _ => day!(2022, 12, 14),
    }
}

/// A certified firm: who, when, in which batch, as what.
struct Certified<'a> {
    firm: &'a Firm,
    year: i32,
    batch: usize,
    kind: &'static str,
}

fn certified(district: &District) -> Vec<Certified<'_>> {
    let firms = candidates(district);
    let mut certified = Vec::new();
    for Cohort { year, from, to, kind } in COHORTS {
        for (nth, firm) in firms.iter().take(to).skip(from).enumerate() {
            let batch = match nth % 7 {
                0 | 2 | 4 => 0,
                1 | 3 => 1,
                _ => 2,
            };
            certified.push(Certified { firm, year, batch, kind });
        }
    }
    certified
}

/// Whether a firm is among the certified ones of any year.
pub(super) fn is_certified(district: &District, firm: &Firm) -> bool {
    certified(district).iter().any(|one| one.firm.at == firm.at)
}

const BATCHES: [&str; 3] = ["第一批", "第二批", "第三批"];

/// 高新技术企业证书.
pub(super) fn certificates(district: &District) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, one) in certified(district).iter().enumerate() {
        let issued = issued_on(one.year, one.batch);
        let revoked = match (one.year, at % 24) {
            (2020, 11) => Some((day!(2022, 3, 18), "累计两年未填报年度发展情况报表")),
            (2021, 20) => Some((day!(2022, 9, 22), "未按期报告与认定条件有关的重大变化")),
            _ => None,
        };
        let serial = district.index * 1000 + at + 137;
        rows.push(
            Row::new()
                .with("number", format!("GR{}36{serial:06}", one.year))
                .with("enterprise", &one.firm.uscc)
                .with("issued_on", issued)
                .with("valid_to", issued.plus_years(3).plus_days(-1))
                .with("revoked_on", revoked.map(|(day, _)| day))
                .with("revoked_for", revoked.map(|(_, why)| why)),
        );
    }
    rows
}

/// The months in which a batch is filed, and the last day for recommending it.
fn filing_days(year: i32, batch: usize) -> (Day, Day, Day) {
    let (from, to, last) = [((4, 11), (6, 8), (6, 20)), ((6, 27), (8, 10), (8, 19)), ((8, 22), (9, 16), (9, 28))]
        .get(batch)
        .copied()
        .unwrap_or(((4, 11), (6, 8), (6, 20)));
    let day = |(month, day)| day_of(year, month, day);
    (day(from), day(to), day(last))
}

/// 高新技术企业申报: those that passed, those that failed, and those not recommended.
pub(super) fn hnte_filings(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("hnte", district.index);
    let mut rows: Vec<Row> = certified(district)
        .iter()
        .filter(|one| one.year >= 2020)
        .map(|one| filing(one, "通过", true, &mut dice))
        .collect();
    let firms = candidates(district);
    let mut others = firms.iter().skip(99).cycle();
    for (year, count) in [(2020, 8), (2021, 11), (2022, 15)] {
        for nth in 0..count {
            let Some(firm) = others.next() else { continue };
            let result = if year == 2022 && nth % 3 == 2 { "评审中" } else { "未通过" };
            let batch = if result == "评审中" { 2 } else { nth % 3 };
            let one = Certified { firm, year, batch, kind: "首次认定" };
            rows.push(filing(&one, result, nth != 4, &mut dice));
        }
    }
    rows
}

fn filing(one: &Certified<'_>, result: &str, is_recommended: bool, dice: &mut Dice) -> Row {
    let (from, to, last) = filing_days(one.year, one.batch);
    let filed = dice.workday(from, to);
    let note = (!is_recommended).then_some("近一年高新技术产品收入占比不足，未予推荐");
    Row::new()
        .with("enterprise", &one.firm.uscc)
        .with("year", one.year)
        .with("batch", BATCHES.get(one.batch).copied())
        .with("kind", one.kind)
        .with("field", one.firm.sector.field)
        .with("filed_on", filed)
        .with("recommended_on", is_recommended.then(|| dice.workday(filed.plus_days(3), last)))
        .with("result", result)
        .with("note", note)
}

/// Year, how many technology firms are passed over, how many file, how many of those get a number.
const TSME: [(i32, usize, usize, usize); 3] = [(2020, 40, 52, 44), (2021, 25, 74, 66), (2022, 12, 98, 89)];

/// 科技型中小企业入库.
pub(super) fn tsme_entries(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("tsme", district.index);
    let mut rows = Vec::new();
    for (year, skipped, filing, numbered) in TSME {
        let is_small = |firm: &&Firm| {
            firm.technology && firm.is_alive() && firm.sales < 150_000_000 && firm.founded < day_of(year, 1, 1)
        };
        let firms = district.firms.iter().filter(is_small).skip(skipped).take(filing);
        for (nth, firm) in firms.enumerate() {
            // The firms refused are spread over the year: every ninth or so.
            let is_numbered = nth * (filing - numbered) / filing == (nth + 1) * (filing - numbered) / filing;
            rows.push(entry(district, firm, (year, nth, filing), is_numbered, &mut dice));
        }
    }
    rows
}

fn entry(
    district: &District,
    firm: &Firm,
    (year, nth, filing): (i32, usize, usize),
    is_numbered: bool,
    dice: &mut Dice,
) -> Row {
    let month = 3 + (nth * 8 / filing) as u8;
    let filed = dice.workday(day_of(year, month, 2), day_of(year, month, 26));
    let numbered = is_numbered.then(|| dice.days_after(filed, 22, 38));
    let mark = if filed <= day_of(year, 5, 31) { '0' } else { 'A' };
    let score = if is_numbered { dice.between(62, 96) } else { dice.between(41, 59) };
    Row::new()
        .with("enterprise", &firm.uscc)
        .with("year", year)
        .with("batch", numbered.map(|_| format!("{year}年第{}批", month - 2)))
        .with("score", score)
        .with("filed_on", filed)
        .with("number", numbered.map(|_| format!("{year}{}{mark}{:07}", district.code, nth + 1)))
        .with("numbered_on", numbered)
        .with("revoked_on", (year == 2022 && nth == 6).then_some(day!(2022, 10, 20)))
}

/// 企业年度数据: three years of every firm, as far as it was there, and the year before.
pub(super) fn years(district: &District) -> Vec<Row> {
    let mut rows = year_before(district);
    rows.extend(three_years(district));
    rows
}

fn three_years(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("years", district.index);
    let certified: Vec<&str> = certified(district).iter().map(|one| one.firm.uscc.as_str()).collect();
    let mut rows = Vec::new();
    for firm in &district.firms {
        let is_certified = certified.contains(&firm.uscc.as_str());
        let mut sales = firm.sales;
        let mut assets = sales * dice.between(60, 140) / 100;
        let per_head = dice.between(38, 75) * 10_000;
        for year in 2020..=2022 {
            if firm.founded.year() > year || firm.dissolved.is_some_and(|day| day.year() <= year) {
                continue;
            }
            let months = if firm.founded.year() == year { i64::from(13 - firm.founded.month()) } else { 12 };
            let book = Book { year, sales: sales * months / 12, assets, staff: 3 + sales / per_head, is_certified };
            rows.push(year_row(firm, &book, &mut dice));
            sales = sales / 1000
                * dice.between(if year == 2021 { 960 } else { 1_030 }, if year == 2021 { 1_210 } else { 1_280 });
            assets = assets / 1000 * dice.between(1_010, 1_160);
        }
    }
    rows
}

/// What a firm's books say of a year.
pub(super) struct Book {
    pub(super) year: i32,
    pub(super) sales: i64,
    pub(super) assets: i64,
    pub(super) staff: i64,
    pub(super) is_certified: bool,
}

pub(super) fn year_row(firm: &Firm, book: &Book, dice: &mut Dice) -> Row {
    let sales = book.sales / 100 * 100;
    let income = sales + sales / 1000 * dice.between(0, 25);
    // In thousandths of the sales; the floors are those of 国科发火〔2016〕32号 art. 11.
    let rate = match (book.is_certified, firm.technology, sales) {
        (true, _, ..=50_000_000) => dice.between(52, 84),
        (true, _, ..=200_000_000) => dice.between(42, 63),
        (true, ..) => dice.between(32, 46),
        (false, true, _) => dice.between(21, 60),
        (false, false, _) => dice.between(0, 14),
    };
    let hightech = book.is_certified.then(|| yuan(income / 1000 * dice.between(620, 890)));
    let technical = book.staff * if firm.technology { dice.between(11, 32) } else { dice.between(0, 8) } / 100;
    let technical = technical
        .max(i64::from(book.is_certified))
        .max(book.staff * i64::from(book.is_certified) / 10 + 1)
        .min(book.staff);
    let patents = if firm.technology { dice.between(2, 34) } else { dice.between(0, 3) };
    Row::new()
        .with("enterprise", &firm.uscc)
        .with("year", book.year)
        .with("sales", yuan(sales))
        .with("total_income", yuan(income))
        .with("hightech_income", hightech)
        .with("rd_expense", yuan(sales / 1000 * rate))
        .with("net_assets", yuan(book.assets / 100 * dice.between(34, 63)))
        .with("total_assets", yuan(book.assets))
        .with("vat", yuan(sales / 1000 * dice.between(18, 46)))
        .with("staff", book.staff)
        .with("technical_staff", technical)
        .with("patents", patents)
}
