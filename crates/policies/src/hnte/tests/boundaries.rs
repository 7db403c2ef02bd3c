//! Every threshold of Article 11 and every band of the score, at the value and one step before.

use super::*;
use crate::points::Points;

fn met(facts: &Facts, code: &str) -> Option<bool> {
    check(facts).condition(code).unwrap().met
}

/// The example with so much R&D expense, all of it in the last year, on these sales of the last year.
fn spending(last_sales: i64, rd: i64) -> Facts {
    let year = |year, sales, rd| Year {
        year,
        sales: yuan(sales),
        rd: Some(yuan(rd)),
        rd_china: Some(yuan(rd)),
        net_assets: None,
    };
    let years = [year(2023, 0, 0), year(2024, 0, 0), year(2025, last_sales, rd)];
    Facts { years: Years::new(&years).unwrap(), ..example() }
}

fn points(facts: &Facts) -> Score {
    score(facts, &parameters::on(facts.applied_on).scales)
}

fn between(min: u8, max: u8) -> Points {
    Points::between(min, max)
}

#[test]
fn a_year_is_365_days() {
    let registered = |registered_on, applied_on| met(&Facts { registered_on, applied_on, ..example() }, "registered");
    assert_eq!(registered(day!(2025, 7, 1), day!(2026, 7, 1)), Some(true));
    assert_eq!(registered(day!(2025, 7, 2), day!(2026, 7, 1)), Some(false));
    assert_eq!(registered(day!(2023, 7, 1), day!(2024, 6, 30)), Some(true));
}

#[test]
fn one_right_of_either_class_is_enough() {
    let owned = |class1, class2| met(&Facts { ip: Ip { class1, class2, ..Ip::default() }, ..example() }, "ip");
    assert_eq!(owned(Some(0), Some(0)), Some(false));
    assert_eq!(owned(Some(1), Some(0)), Some(true));
    assert_eq!(owned(None, Some(1)), Some(true));
    assert_eq!(owned(None, Some(0)), None);
    assert_eq!(owned(None, None), None);
}

#[test]
fn eight_of_eighty_pass() {
    let staff = |st_staff, staff| met(&Facts { st_staff: Some(st_staff), staff: Some(staff), ..example() }, "staff");
    assert_eq!((staff(8, 80), staff(8, 81), staff(7, 79)), (Some(true), Some(false), Some(false)));
}

#[test]
fn the_share_of_research_falls_with_sales_and_both_limits_belong_below() {
    let passes = |sales: Yuan, rd| met(&spending(sales.whole(), rd), "rd");
    assert_eq!((passes(wan(5_000), 2_500_000), passes(wan(5_000), 2_499_999)), (Some(true), Some(false)));
    assert_eq!((passes(yuan(50_000_001), 2_000_001), passes(yuan(50_000_001), 2_000_000)), (Some(true), Some(false)));
    assert_eq!((passes(wan(20_000), 8_000_000), passes(wan(20_000), 7_999_999)), (Some(true), Some(false)));
    assert_eq!((passes(yuan(200_000_100), 6_000_003), passes(yuan(200_000_100), 6_000_002)), (Some(true), Some(false)));
    let need = |sales: Yuan| check(&spending(sales.whole(), 0)).condition("rd").unwrap().need.clone();
    assert_eq!(need(wan(5_000)), "不低于5%（最近一年销售收入不超过5000万元）");
    assert_eq!(need(wan(20_000)), "不低于4%（最近一年销售收入在5000万元至2亿元）");
    assert_eq!(need(yuan(200_000_100)), "不低于3%（最近一年销售收入超过2亿元）");
}

#[test]
fn sixty_per_cent_of_research_is_spent_in_china() {
    let inside = |rd_china| {
        let last = Year { year: 2025, sales: wan(1_000), rd: Some(yuan(1_000_001)), rd_china, net_assets: None };
        let facts = Facts { registered_on: day!(2025, 1, 1), ..example() };
        met(&Facts { years: Years::new(&[last]).unwrap(), ..facts }, "rd-china")
    };
    assert_eq!(inside(Some(yuan(600_001))), Some(true));
    assert_eq!(inside(Some(yuan(600_000))), Some(false));
    assert_eq!(inside(None), None);
}

#[test]
fn without_any_research_there_is_no_share_of_it_in_china() {
    let assessment = check(&spending(10_000_000, 0));
    let condition = assessment.condition("rd-china").unwrap();
    assert_eq!((condition.met, condition.have.as_str()), (None, "没有研发费用，无从计算"));
    assert_eq!(assessment.qualifies, Answer::No);
}

#[test]
fn sixty_per_cent_of_income_is_high_tech() {
    let income = |part, all| {
        met(&Facts { hightech_income: Some(yuan(part)), total_income: Some(yuan(all)), ..example() }, "income")
    };
    assert_eq!((income(60, 100), income(59, 100), income(600_000, 1_000_001)), (Some(true), Some(false), Some(false)));
}

#[test]
fn seventy_points_fail_and_seventy_one_pass() {
    let growing = with_years(example(), &[(100, 100), (200, 100), (400, 100)]);
    let ip = Ip {
        class1: Some(1),
        class2: Some(0),
        self_developed: Some(false),
        standards: Some(false),
        advancement: Some(Grade::Nothing),
        support: Some(Grade::Nothing),
    };
    let with = |training| {
        let [rules, body, incentives, training] = [6, 6, 4, training].map(|points| Some(Mark::Points(points)));
        let management = Management { rules, body, incentives, training };
        check(&Facts { ip, management, conversions: Some(15), ..growing })
    };
    // At most 8 + 3 for the right, 30 for conversions, 16 and more for management, 10 for growth.
    assert_eq!((with(3).score.max(), with(3).condition("score").unwrap().met), (70, Some(false)));
    assert_eq!((with(4).score.max(), with(4).condition("score").unwrap().met), (71, None));
    assert_eq!(Points::exactly(70).reach(71), Some(false));
    assert_eq!(Points::exactly(71).reach(71), Some(true));
    assert_eq!(Points::between(71, 80).reach(71), Some(true));
}

#[test]
fn rights_are_counted_by_class() {
    let quantity = |class1, class2| {
        points(&Facts { ip: Ip { class1: Some(class1), class2: Some(class2), ..Ip::default() }, ..example() }).quantity
    };
    let bands = [(0, 0, 0), (1, 1, 2), (2, 1, 2), (3, 3, 4), (4, 3, 4), (5, 5, 6), (50, 5, 6)];
    for (class2, min, max) in bands {
        assert_eq!(quantity(0, class2), between(min, max), "{class2}");
    }
    assert_eq!(quantity(1, 0), between(7, 8));
    assert_eq!(quantity(3, 9), between(7, 8));
}

#[test]
fn grades_are_worth_two_points_each() {
    for (index, (_, grade)) in Grade::ADVANCEMENT.into_iter().enumerate() {
        let graded = points(&Facts { ip: Ip { advancement: Some(grade), ..example().ip }, ..example() }).advancement;
        let expected = [(7, 8), (5, 6), (3, 4), (1, 2), (0, 0)].map(|(min, max)| between(min, max));
        assert_eq!(graded, expected[index]);
    }
}

#[test]
fn own_development_earns_up_to_six_and_purchase_up_to_three() {
    let acquired =
        |self_developed| points(&Facts { ip: Ip { self_developed, ..example().ip }, ..example() }).acquisition;
    assert_eq!(acquired(Some(true)), between(1, 6));
    assert_eq!(acquired(Some(false)), between(1, 3));
    assert_eq!(acquired(None), between(1, 6));
}

#[test]
fn a_standard_is_a_bonus_within_thirty() {
    let ip = Ip {
        class1: Some(1),
        advancement: Some(Grade::Highest),
        support: Some(Grade::Highest),
        standards: Some(true),
        ..example().ip
    };
    assert_eq!(points(&Facts { ip, ..example() }).ip(), between(23, 30));
    let without = Ip { standards: Some(false), ..ip };
    assert_eq!(points(&Facts { ip: without, ..example() }).ip(), between(22, 30));
}

#[test]
fn what_grades_the_rights_is_nothing_without_rights() {
    let none = points(&Facts { ip: Ip { class1: Some(0), class2: Some(0), ..example().ip }, ..example() });
    assert_eq!(none.ip(), Points::NONE);
}

#[test]
fn conversions_count_by_their_yearly_average() {
    let of = |conversions| points(&Facts { conversions: Some(conversions), ..example() }).conversions;
    let bands = [
        (0, 0, 0),
        (2, 0, 0),
        (3, 1, 6),
        (5, 1, 6),
        (6, 7, 12),
        (8, 7, 12),
        (9, 13, 18),
        (11, 13, 18),
        (12, 19, 24),
        (14, 19, 24),
        (15, 25, 30),
    ];
    for (conversions, min, max) in bands {
        assert_eq!(of(conversions), between(min, max), "{conversions}");
    }
}

#[test]
fn growth_is_graded_at_its_boundaries() {
    // From 100 to 100 and on: the mean of 0 and the second rate, so twice the percentage in the last year.
    let of = |last| points(&with_years(example(), &[(10_000, 0), (10_000, 0), (last, 0)])).sales;
    let bands = [
        (9_999, 0, 0),
        (10_000, 0, 0),
        (10_001, 1, 2),
        (10_999, 1, 2),
        (11_000, 3, 4),
        (12_999, 3, 4),
        (13_000, 5, 6),
        (14_999, 5, 6),
        (15_000, 7, 8),
        (16_999, 7, 8),
        (17_000, 9, 10),
    ];
    for (last, min, max) in bands {
        assert_eq!(of(last), between(min, max), "{last}");
    }
}

#[test]
fn growth_has_its_special_cases() {
    let over = |values: &[i64]| {
        let mut three = [0; 3];
        three.iter_mut().zip(values).for_each(|(place, value)| *place = *value);
        Growth::over(three, u8::try_from(values.len()).unwrap()).to_string()
    };
    assert_eq!(over(&[1_000, 1_300, 1_700]), "30.38%");
    assert_eq!(over(&[2_400, 3_200, 4_600]), "38.54%");
    assert_eq!(over(&[0, 200, 300]), "50.00%");
    assert_eq!(over(&[100, 0, 300]), "作分母的年度为零，按0分计");
    assert_eq!(over(&[0, 0, 300]), "作分母的年度为零，按0分计");
    assert_eq!(over(&[200, 300]), "50.00%");
    assert_eq!(over(&[0, 300]), "作分母的年度为零，按0分计");
    assert_eq!(over(&[300]), "不足两年，按0分计");
    assert_eq!(over(&[-100, 100, 300]), "作分母的净资产为负，暂按0分计，由专家核定");
    assert_eq!(over(&[100, -100, 300]), "作分母的净资产为负，暂按0分计，由专家核定");
    assert_eq!(over(&[0, -100, 300]), "作分母的净资产为负，暂按0分计，由专家核定");
    assert_eq!(over(&[-100, 50]), "作分母的净资产为负，暂按0分计，由专家核定");
    assert_eq!(over(&[100, 100, -100]), "-100.00%");
    assert_eq!(over(&[Yuan::MOST, Yuan::MOST, Yuan::MOST]), "0.00%");
}

#[test]
fn a_younger_enterprise_is_judged_by_the_years_it_has() {
    let two = Facts { registered_on: day!(2024, 5, 1), conversions: Some(8), ..example() };
    let two = with_years(two, &[(1_000, 100), (1_100, 120)]);
    assert!(problems(&two, TODAY).is_empty());
    assert_eq!(points(&two).conversions, between(19, 24));
    assert_eq!((points(&two).sales, points(&two).net_assets), (between(3, 4), between(5, 6)));
    assert_eq!(met(&two, "rd"), Some(true));
    let one = with_years(Facts { registered_on: day!(2025, 5, 1), conversions: Some(5), ..example() }, &[(1_000, 100)]);
    assert!(problems(&one, TODAY).is_empty());
    assert_eq!(points(&one).growth(), Points::NONE);
    assert_eq!(points(&one).conversions, between(25, 30));
    let none = Facts { registered_on: day!(2026, 1, 1), years: Years::default(), ..example() };
    assert!(problems(&none, TODAY).is_empty());
    assert_eq!(check(&none).qualifies, Answer::No);
}
