//! The three measures of the same spending. Shares round half up to the fen; caps round down, so that none is exceeded.

use storage::Problem;
use vocabulary::Money;

use super::parameters::{CONTRACTED, CONTRACTED_ABROAD, Fraction, HNTE_CONTRACTED, HNTE_OTHER, OTHER};
use super::spending::Spending;

/// R&D expense of 高新技术企业 (195号 三（六）).
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct HnteExpense {
    /// The six kinds of the enterprise's own R&D, without contracts and other costs.
    pub own: Money,
    /// Contracted R&D as it counts.
    pub contracted: Money,
    /// Other costs as they count.
    pub other: Money,
    /// The whole.
    pub total: Money,
    /// Of it spent in China.
    pub in_china: Money,
}

/// R&D expense that 加计扣除 admits, and the measure of 科技型中小企业.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Deductible {
    /// The first five kinds.
    pub first_five: Money,
    /// Other costs as they count.
    pub other: Money,
    /// R&D contracted inside China as it counts.
    pub contracted_in_china: Money,
    /// R&D contracted abroad as it counts.
    pub contracted_abroad: Money,
    /// The most that could count of R&D contracted abroad.
    pub abroad_cap: Money,
    /// The whole.
    pub total: Money,
}

/// R&D spending as statistics ask for it. How the statistics bureau computes its own figure from it is not confirmed.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct StatisticalExpense {
    /// 研究开发费用合计: every kind as spent.
    pub total: Money,
    /// Of it contracted to others.
    pub external: Money,
    /// Bought for R&D this year, which takes the place of depreciation in the internal figure.
    pub assets_bought: Money,
    /// 内部支出: without contracts, depreciation and amortisation, with what was bought.
    pub internal: Money,
}

/// The measure of 高新技术企业.
///
/// # Errors
/// Amounts below nothing or too large, each at its field.
pub fn hnte(spending: &Spending) -> Result<HnteExpense, Vec<Problem>> {
    let it = spending.sound()?;
    let own = sum([it.staff, it.inputs, it.depreciation, it.deferred, it.amortisation, it.design, it.trial]);
    let abroad = share(it.contracted_abroad, HNTE_CONTRACTED.value);
    let contracted = sum([share(it.contracted_in_china, HNTE_CONTRACTED.value), abroad]);
    let other = it.other.min(cap(sum([own, contracted]), HNTE_OTHER.value));
    let in_china = sum([own, share(it.contracted_in_china, HNTE_CONTRACTED.value), other]);
    Ok(HnteExpense { own, contracted, other, total: sum([own, contracted, other]), in_china })
}

/// The measure of 加计扣除.
///
/// # Errors
/// Amounts below nothing or too large, each at its field.
pub fn deductible(spending: &Spending) -> Result<Deductible, Vec<Problem>> {
    let it = spending.sound()?;
    let first_five = sum([it.staff, it.inputs, it.depreciation, it.amortisation, it.design, it.trial]);
    let other = it.other.min(cap(first_five, OTHER.value));
    let contracted_in_china = share(it.contracted_in_china, CONTRACTED.value);
    let at_home = sum([first_five, other, contracted_in_china]);
    let abroad_cap = cap(at_home, CONTRACTED_ABROAD.value);
    let contracted_abroad = share(it.contracted_abroad, CONTRACTED.value).min(abroad_cap);
    let total = sum([at_home, contracted_abroad]);
    Ok(Deductible { first_five, other, contracted_in_china, contracted_abroad, abroad_cap, total })
}

/// The measure of statistics.
///
/// # Errors
/// Amounts below nothing or too large, each at its field.
pub fn statistical(spending: &Spending) -> Result<StatisticalExpense, Vec<Problem>> {
    let it = spending.sound()?;
    let external = sum([it.contracted_in_china, it.contracted_abroad]);
    let current = sum([it.staff, it.inputs, it.design, it.trial, it.other]);
    let written_off = sum([it.depreciation, it.deferred, it.amortisation]);
    Ok(StatisticalExpense {
        total: sum([current, written_off, external]),
        external,
        assets_bought: it.assets_bought,
        internal: sum([current, it.assets_bought]),
    })
}

/// Sound amounts are far too small for their sum to overflow.
fn sum<const N: usize>(amounts: [Money; N]) -> Money {
    Money::from_fen(amounts.iter().map(|amount| amount.fen()).sum())
}

/// A share, rounded half up.
fn share(amount: Money, share: Fraction) -> Money {
    Money::from_fen((amount.fen() * share.part * 2 + share.of) / (share.of * 2))
}

/// The most that something may come to, rounded down.
fn cap(amount: Money, share: Fraction) -> Money {
    Money::from_fen(amount.fen() * share.part / share.of)
}
