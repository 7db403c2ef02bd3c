//! The three amounts of a technology contract: 合同成交额, 技术交易额 and 技术性收入, each part of the one before.

use storage::Problem;
use vocabulary::Money;

use crate::source::Source;

/// Where the three amounts stand.
pub const AMOUNTS_SOURCE: Source = Source::known("国科发政字〔2001〕253号", "（技术合同认定规则）");

/// What a seller states of a contract.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Everything that the buyer pays.
    pub total: Money,
    /// Of it for equipment, instruments, parts and materials.
    pub goods: Money,
    /// Of it for technology that the seller buys from others for this contract.
    pub bought_technology: Money,
}

/// The three amounts as they are registered.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Amounts {
    /// 合同成交额, what statistics sum by the day of registration.
    pub total: Money,
    /// 技术交易额: without goods.
    pub technology: Money,
    /// 技术性收入: without technology bought from others.
    pub income: Money,
}

/// The three amounts of what was stated.
///
/// # Errors
/// A total that is not above nothing, and parts below nothing or larger than what they are part of, each at its field.
pub fn amounts(stated: &Stated) -> Result<Amounts, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut reject = |place: &str, sentence: String| problems.push(Problem { place: place.to_owned(), sentence });
    if stated.total <= Money::ZERO {
        reject("total", format!("合同成交额应大于零，现为{}元", stated.total.grouped()));
    }
    let parts = [
        ("goods", "设备、材料等非技术性费用", stated.goods),
        ("bought_technology", "外购技术费用", stated.bought_technology),
    ];
    for (place, name, amount) in parts {
        if amount < Money::ZERO {
            reject(place, format!("{name}不能为负数，现为{}元", amount.grouped()));
        }
    }
    let technology = stated.total.checked_sub(stated.goods);
    let income = technology.and_then(|technology| technology.checked_sub(stated.bought_technology));
    if technology.is_none_or(|left| left < Money::ZERO) {
        let (goods, total) = (stated.goods.grouped(), stated.total.grouped());
        reject("goods", format!("设备、材料等非技术性费用{goods}元多于合同成交额{total}元"));
    } else if income.is_none_or(|left| left < Money::ZERO) {
        let (bought, left) = (stated.bought_technology.grouped(), technology.unwrap_or_default().grouped());
        reject("bought_technology", format!("外购技术费用{bought}元多于技术交易额{left}元"));
    }
    match (technology, income) {
        (Some(technology), Some(income)) if problems.is_empty() => {
            Ok(Amounts { total: stated.total, technology, income })
        }
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn yuan(yuan: i64) -> Money {
        Money::from_yuan(yuan).unwrap()
    }

    #[test]
    fn goods_and_bought_technology_are_taken_out() {
        let stated = Stated { total: yuan(1_000_000), goods: yuan(250_000), bought_technology: yuan(50_000) };
        let found = amounts(&stated).unwrap();
        assert_eq!(found, Amounts { total: yuan(1_000_000), technology: yuan(750_000), income: yuan(700_000) });
    }

    #[test]
    fn parts_are_no_larger_than_the_whole() {
        let told = |total, goods, bought| {
            let stated = Stated { total: yuan(total), goods: yuan(goods), bought_technology: yuan(bought) };
            let problems = amounts(&stated).unwrap_err();
            problems.into_iter().map(|one| format!("{}：{}", one.place, one.sentence)).collect::<Vec<_>>().join("；")
        };
        assert_eq!(told(0, 0, 0), "total：合同成交额应大于零，现为0.00元");
        assert_eq!(told(100, 101, 0), "goods：设备、材料等非技术性费用101.00元多于合同成交额100.00元");
        assert_eq!(told(100, 40, 61), "bought_technology：外购技术费用61.00元多于技术交易额60.00元");
        assert_eq!(told(100, -1, 0), "goods：设备、材料等非技术性费用不能为负数，现为-1.00元");
    }

    proptest! {
        #[test]
        fn each_amount_is_part_of_the_one_before(total in any::<i64>(), goods in any::<i64>(), bought in any::<i64>()) {
            let [total, goods, bought_technology] = [total, goods, bought].map(Money::from_fen);
            if let Ok(found) = amounts(&Stated { total, goods, bought_technology }) {
                prop_assert!(found.total >= found.technology && found.technology >= found.income);
                prop_assert!(found.income >= Money::ZERO);
                prop_assert_eq!(Money::total([found.income, goods, bought_technology]), Some(total));
            }
        }
    }
}
