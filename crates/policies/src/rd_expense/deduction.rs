//! 研发费用加计扣除: how much more is deducted, and what tax that saves. A guide; the tax office decides.

use storage::Problem;
use vocabulary::{Day, Industry, Money};

use crate::source::Source;

use super::measures::{Deductible, deductible};
use super::parameters::{EXTRA, EXTRA_FOR_CHIPS, EXTRA_FOR_CHIPS_SOURCE, EXTRA_SOURCE};
use super::spending::{MOST, Spending};

/// What kind of enterprise deducts.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Undertaking {
    /// Any.
    General,
    /// Integrated circuits or industrial mother machines 集成电路、工业母机.
    Chips,
}

/// The extra deduction of one year.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Deduction {
    /// What was expensed and is admitted.
    pub expensed: Deductible,
    /// What was amortised this year of R&D that was capitalised before, and is admitted.
    pub amortised: Money,
    /// How much more is deducted, per cent.
    pub percent: u8,
    /// The extra deduction.
    pub extra: Money,
    /// Where the rate stands.
    pub source: Source,
}

impl Deduction {
    /// The tax that the extra deduction saves at a rate in per cent (25, or 15 for 高新技术企业), half up to the fen.
    pub fn saves(&self, tax_percent: u8) -> Money {
        Money::from_fen((self.extra.fen() * i64::from(tax_percent) + 50) / 100)
    }
}

/// The extra deduction for the tax year `year`.
///
/// # Errors
/// Amounts below nothing or too large, each at its field; a year before 2023, for which the rate is not kept.
pub fn deduct(
    spending: &Spending,
    amortised: Money,
    undertaking: Undertaking,
    year: i32,
) -> Result<Deduction, Vec<Problem>> {
    let at = |place: &str, sentence: String| vec![Problem { place: place.to_owned(), sentence }];
    let expensed = deductible(spending)?;
    if amortised < Money::ZERO || amortised.fen() > MOST {
        return Err(at("amortised", format!("资本化部分的摊销额应在0至10万亿元之间，现为{}元", amortised.grouped())));
    }
    let Some((percent, source)) = rate(undertaking, year) else {
        return Err(at("year", format!("{year}年度的加计扣除比例没有收录，现有2023年度起的比例")));
    };
    let whole = expensed.total.fen() + amortised.fen();
    let extra = Money::from_fen((whole * i64::from(percent) + 50) / 100);
    Ok(Deduction { expensed, amortised, percent, extra, source })
}

fn rate(undertaking: Undertaking, year: i32) -> Option<(u8, Source)> {
    let day = Day::new(year, 12, 31)?;
    let for_chips = match undertaking {
        Undertaking::Chips => EXTRA_FOR_CHIPS.on(day).copied().flatten(),
        Undertaking::General => None,
    };
    match for_chips {
        Some(percent) => Some((percent, EXTRA_FOR_CHIPS_SOURCE)),
        None => EXTRA.on(day).map(|percent| (*percent, EXTRA_SOURCE)),
    }
}

/// The name of the industry when it has no 加计扣除, judged by the main business.
pub fn excluded_industry(industry: &Industry) -> Option<&'static str> {
    match (industry.letter(), industry.division()) {
        (_, 16) => Some("烟草制造业"),
        ('H', _) => Some("住宿和餐饮业"),
        ('F', _) => Some("批发和零售业"),
        ('K', _) => Some("房地产业"),
        ('L', _) => Some("租赁和商务服务业"),
        (_, 90) => Some("娱乐业"),
        _ => None,
    }
}
