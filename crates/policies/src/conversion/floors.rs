//! The least that those who made a result receive, Article 45, and the pool that an agreement gives them.

use storage::Problem;
use vocabulary::Money;

use crate::source::{Source, Sourced};

/// The law.
const LAW: &str = "《中华人民共和国促进科技成果转化法》（2015年修正）";

/// A share in basis points, 10,000 of which are the whole.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BasisPoints(pub u16);

impl BasisPoints {
    /// The whole.
    pub const WHOLE: BasisPoints = BasisPoints(10_000);
}

/// How a result is put to use, Article 16.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// 转让.
    Transfer,
    /// 许可.
    Licence,
    /// 作价投资.
    Investment,
    /// 自行实施或者与他人合作实施.
    OwnUse,
}

impl Way {
    /// The words.
    pub const WORDS: [(&'static str, Way); 4] = [
        ("转让", Way::Transfer),
        ("许可", Way::Licence),
        ("作价投资", Way::Investment),
        ("自行或合作实施", Way::OwnUse),
    ];
}

/// The least share, and of what.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Floor {
    /// The least share.
    pub least: BasisPoints,
    /// What it is a share of.
    pub of: &'static str,
    /// For how many years after production began: from, to.
    pub years: Option<(u8, u8)>,
    /// The article.
    pub source: Source,
}

/// The floor for a way of putting a result to use.
pub const fn floor(way: Way) -> Floor {
    let (least, of, years, article) = match way {
        Way::Transfer | Way::Licence => (5_000, "转让或者许可净收入", None, "第四十五条（一）"),
        Way::Investment => (5_000, "作价形成的股份或者出资比例", None, "第四十五条（二）"),
        Way::OwnUse => (500, "投产后每年的营业利润", Some((3, 5)), "第四十五条（三）"),
    };
    Floor { least: BasisPoints(least), of, years, source: Source::official(LAW, article) }
}

/// Main contributors receive at least half of the reward.
pub const CORE_SHARE: Sourced<BasisPoints> =
    Sourced::new(BasisPoints(5_000), Source::agreeing("国发〔2016〕16号", "一（六）"));

/// Net income: the price without direct costs and tax.
///
/// # Errors
/// Amounts below nothing, and costs that leave nothing to divide, each at its field.
pub fn net_income(price: Money, direct_cost: Money, tax: Money) -> Result<Money, Vec<Problem>> {
    let fields = [("price", "转化价款", price), ("direct_cost", "直接成本", direct_cost), ("tax", "税费", tax)];
    let problem = |place: &str, sentence: String| Problem { place: place.to_owned(), sentence };
    let below = fields.iter().filter(|(_, _, amount)| *amount < Money::ZERO);
    let problems: Vec<Problem> = below
        .map(|(place, name, amount)| problem(place, format!("{name}不能为负数，现为{}元", amount.grouped())))
        .collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let net = price.checked_sub(direct_cost).and_then(|left| left.checked_sub(tax));
    net.filter(|net| *net >= Money::ZERO).ok_or_else(|| {
        let sentence = format!("价款{}元不足以抵偿直接成本和税费，没有净收入可以分配", price.grouped());
        vec![problem("price", sentence)]
    })
}

/// The pool of those who made a result.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Their money.
    pub amount: Money,
    /// The share that was applied.
    pub share: BasisPoints,
    /// The floor that stands behind it.
    pub floor: Floor,
}

/// The pool of `whole` (net income, or a year's operating profit) by the share that was agreed, or by the floor where
/// nothing was. Rounded half up, and never below the floor by a fraction of a fen.
///
/// # Errors
/// A share above the whole; in a public body (`is_public`), a share below the floor.
pub fn pool(whole: Money, agreed: Option<BasisPoints>, way: Way, is_public: bool) -> Result<Pool, Problem> {
    let floor = floor(way);
    let share = agreed.unwrap_or(floor.least);
    let problem = |sentence| Problem { place: "share".to_owned(), sentence };
    if share > BasisPoints::WHOLE {
        return Err(problem(format!("奖励比例不能超过100%，现为{}", percent(share))));
    }
    if is_public && share < floor.least {
        let (least, of, source) = (percent(floor.least), floor.of, floor.source);
        return Err(problem(format!("奖励比例{}低于法定下限：不低于{of}的{least}（{source}）", percent(share))));
    }
    if whole < Money::ZERO {
        return Err(Problem { place: "whole".to_owned(), sentence: "可分配的总额不能为负数".to_owned() });
    }
    let exact = i128::from(whole.fen()) * i128::from(share.0);
    let rounded = (exact + 5_000) / 10_000;
    let at_least =
        if share >= floor.least { (i128::from(whole.fen()) * i128::from(floor.least.0) + 9_999) / 10_000 } else { 0 };
    let fen = i64::try_from(rounded.max(at_least)).unwrap_or(whole.fen());
    Ok(Pool { amount: Money::from_fen(fen), share, floor })
}

/// Whether the main contributors get enough of the reward.
pub fn core_is_enough(core: Money, reward: Money) -> bool {
    i128::from(core.fen()) * 10_000 >= i128::from(reward.fen()) * i128::from(CORE_SHARE.value.0)
}

fn percent(share: BasisPoints) -> String {
    format!("{}%", vocabulary::format_scaled(i64::from(share.0), 2))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn yuan(yuan: i64) -> Money {
        Money::from_yuan(yuan).unwrap()
    }

    #[test]
    fn half_of_the_net_income_where_nothing_was_agreed() {
        let net = net_income(yuan(1_000_000), yuan(120_000), yuan(60_000)).unwrap();
        assert_eq!(net, yuan(820_000));
        assert_eq!(pool(net, None, Way::Transfer, true).unwrap().amount, yuan(410_000));
        assert_eq!(pool(net, Some(BasisPoints(7_000)), Way::Licence, true).unwrap().amount, yuan(574_000));
        assert_eq!(pool(yuan(1_000_000), None, Way::OwnUse, true).unwrap().amount, yuan(50_000));
        assert_eq!(floor(Way::OwnUse).years, Some((3, 5)));
    }

    #[test]
    fn a_public_body_may_not_go_below_the_floor_but_an_enterprise_may() {
        let refused = pool(yuan(100), Some(BasisPoints(4_999)), Way::Investment, true).unwrap_err();
        assert_eq!(
            refused.sentence,
            "奖励比例49.99%低于法定下限：不低于作价形成的股份或者出资比例的50%（《中华人民共和国促进科技成果转化法》（2015年修正）第四十五条（二））"
        );
        assert_eq!(pool(yuan(100), Some(BasisPoints(1_000)), Way::Investment, false).unwrap().amount, yuan(10));
        assert!(pool(yuan(100), Some(BasisPoints(5_000)), Way::Investment, true).is_ok());
        assert_eq!(pool(yuan(1), Some(BasisPoints(10_001)), Way::Transfer, false).unwrap_err().place, "share");
    }

    #[test]
    fn net_income_is_what_is_left() {
        let told = |price, cost, tax| net_income(yuan(price), yuan(cost), yuan(tax)).unwrap_err()[0].sentence.clone();
        assert_eq!(told(100, 90, 11), "价款100.00元不足以抵偿直接成本和税费，没有净收入可以分配");
        assert_eq!(told(100, -1, 0), "直接成本不能为负数，现为-1.00元");
    }

    #[test]
    fn the_main_contributors_get_half_at_least() {
        assert!(core_is_enough(yuan(50), yuan(100)));
        assert!(!core_is_enough(Money::from_fen(4_999), yuan(100)));
    }

    proptest! {
        #[test]
        fn a_pool_lies_between_the_floor_and_the_whole(fen in 0_i64..=i64::MAX, share in 500_u16..=10_000) {
            let whole = Money::from_fen(fen);
            let pool = pool(whole, Some(BasisPoints(share)), Way::OwnUse, true).unwrap();
            prop_assert!(pool.amount <= whole);
            prop_assert!(i128::from(pool.amount.fen()) * 20 >= i128::from(fen));
            let off = i128::from(pool.amount.fen()) * 10_000 - i128::from(fen) * i128::from(share);
            prop_assert!(off.abs() < 10_000);
        }
    }
}
