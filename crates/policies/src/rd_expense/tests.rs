//! The worked examples of the three measures, and what holds for any spending.

use proptest::prelude::*;
use vocabulary::{Industry, Money, MoneyUnit};

use super::*;

fn wan(wan: i64) -> Money {
    Money::from_yuan(wan * 10_000).unwrap()
}

fn in_wan(amount: Money) -> String {
    amount.rounded(MoneyUnit::WanYuan, 1)
}

/// Five kinds 900, other 150, contracted 200 at home and 300 abroad, in ten thousand yuan.
fn worked() -> Spending {
    Spending {
        staff: wan(500),
        inputs: wan(200),
        depreciation: wan(100),
        amortisation: wan(50),
        design: wan(30),
        trial: wan(20),
        contracted_in_china: wan(200),
        contracted_abroad: wan(300),
        other: wan(150),
        ..Spending::default()
    }
}

#[test]
fn the_worked_example_of_the_extra_deduction() {
    let deduction = deduct(&worked(), Money::ZERO, Undertaking::General, 2026).unwrap();
    let expensed = deduction.expensed;
    assert_eq!(expensed.first_five, wan(900));
    assert_eq!(expensed.other, wan(100));
    assert_eq!(expensed.contracted_in_china, wan(160));
    assert_eq!(expensed.contracted_abroad, wan(240));
    assert_eq!(in_wan(expensed.abroad_cap), "773.3");
    assert_eq!(deduction.extra, wan(1_400));
    assert_eq!((deduction.saves(25), deduction.saves(15)), (wan(350), wan(210)));
}

#[test]
fn capitalised_research_is_amortised_at_twice_its_cost() {
    let deduction = deduct(&Spending::default(), wan(60), Undertaking::General, 2026).unwrap();
    assert_eq!(deduction.extra, wan(60));
}

#[test]
fn other_costs_of_a_high_tech_enterprise_are_a_fifth_at_most() {
    let spending = Spending { staff: wan(800), other: wan(250), ..Spending::default() };
    let expense = hnte(&spending).unwrap();
    assert_eq!((expense.other, expense.total), (wan(200), wan(1_000)));
    let below = hnte(&Spending { other: wan(199), ..spending }).unwrap();
    assert_eq!(below.other, wan(199));
}

#[test]
fn the_same_spending_is_three_different_numbers() {
    let spending = Spending { deferred: wan(40), assets_bought: wan(70), ..worked() };
    let by_hnte = hnte(&spending).unwrap();
    assert_eq!((by_hnte.own, by_hnte.contracted, by_hnte.other), (wan(940), wan(400), wan(150)));
    assert_eq!((by_hnte.total, by_hnte.in_china), (wan(1_490), wan(1_250)));
    assert_eq!(deductible(&spending).unwrap().total, wan(1_400));
    let counted = statistical(&spending).unwrap();
    assert_eq!((counted.total, counted.external, counted.internal), (wan(1_590), wan(500), wan(970)));
}

#[test]
fn makers_of_chips_deduct_more_for_five_years() {
    let percent = |undertaking, year| deduct(&worked(), Money::ZERO, undertaking, year).unwrap().percent;
    assert_eq!((percent(Undertaking::Chips, 2023), percent(Undertaking::Chips, 2027)), (120, 120));
    assert_eq!((percent(Undertaking::Chips, 2028), percent(Undertaking::General, 2028)), (100, 100));
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    let spending = Spending { staff: wan(-1), other: Money::from_fen(i64::MAX), ..worked() };
    let problems = hnte(&spending).unwrap_err();
    let told: Vec<String> = problems.iter().map(|one| format!("{}：{}", one.place, one.sentence)).collect();
    assert_eq!(
        told,
        [
            "staff：人员人工费用不能为负数，现为-10,000.00元",
            "other：其他费用超出可以处理的范围（10万亿元），请核对单位"
        ]
    );
    let early = deduct(&worked(), Money::ZERO, Undertaking::General, 2022).unwrap_err();
    assert_eq!(early[0].sentence, "2022年度的加计扣除比例没有收录，现有2023年度起的比例");
    assert_eq!(deduct(&worked(), wan(-1), Undertaking::General, 2026).unwrap_err()[0].place, "amortised");
}

#[test]
fn six_industries_deduct_nothing_more() {
    let excluded = |code: &str| excluded_industry(&Industry::parse(code).unwrap());
    assert_eq!(excluded("1610"), Some("烟草制造业"));
    assert_eq!(excluded("5251"), Some("批发和零售业"));
    assert_eq!(excluded("6210"), Some("住宿和餐饮业"));
    assert_eq!(excluded("7010"), Some("房地产业"));
    assert_eq!(excluded("7240"), Some("租赁和商务服务业"));
    assert_eq!(excluded("9011"), Some("娱乐业"));
    assert_eq!(excluded("8890"), None);
    assert_eq!(excluded("3073"), None);
}

prop_compose! {
    fn any_spending()(fen in proptest::array::uniform11(0_i64..=1_000_000_000_000_000)) -> Spending {
        let [staff, inputs, depreciation, deferred, amortisation, design, trial, contracted_in_china, contracted_abroad, other, assets_bought] =
            fen.map(Money::from_fen);
        Spending { staff, inputs, depreciation, deferred, amortisation, design, trial, contracted_in_china, contracted_abroad, other, assets_bought }
    }
}

proptest! {
    #[test]
    fn caps_hold_to_the_fen(spending in any_spending()) {
        let by_hnte = hnte(&spending).unwrap();
        prop_assert!(by_hnte.other.fen() * 5 <= by_hnte.total.fen());
        prop_assert!(by_hnte.in_china <= by_hnte.total);
        let admitted = deductible(&spending).unwrap();
        prop_assert!(admitted.other.fen() * 9 <= admitted.first_five.fen());
        let at_home = admitted.total.fen() - admitted.contracted_abroad.fen();
        prop_assert!(admitted.contracted_abroad.fen() * 3 <= at_home * 2);
        prop_assert!(statistical(&spending).unwrap().total >= admitted.total);
    }

    #[test]
    fn a_fen_more_of_anything_never_counts_for_less(spending in any_spending(), added in 1_i64..1_000_000) {
        let more = Spending { staff: Money::from_fen((spending.staff.fen() + added).min(1_000_000_000_000_000)), ..spending };
        prop_assert!(hnte(&more).unwrap().total >= hnte(&spending).unwrap().total);
        prop_assert!(deductible(&more).unwrap().total >= deductible(&spending).unwrap().total);
    }
}
