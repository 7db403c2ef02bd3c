//! The arithmetic of comparisons, and comparisons in a small bureau.

use proptest::prelude::*;

use super::{Change, Rank, arithmetic, compare, series};
use crate::{
    STATISTICS, TARGETS,
    tests::{Bureau, FILINGS, FIRMS},
};

fn change(now: i64, before: i64, unit: &str) -> Change {
    let difference = now - before;
    Change {
        percent_tenths: if unit == "%" { None } else { arithmetic::growth(now, before) },
        difference,
        amount: difference.abs().to_string(),
        unit: unit.to_owned(),
        is_new: before == 0,
    }
}

#[test]
fn changes_are_said_the_way_reports_say_them() {
    let says = |now, before| change(now, before, "家").says();
    assert_eq!(says(125, 100), "同比增长25%");
    assert_eq!(says(968, 1000), "同比下降3.2%");
    assert_eq!(says(42, 42), "同比持平");
    assert_eq!(says(3, 0), "新增（上年为 0）");
    assert_eq!(says(100_001, 100_000), "同比增长不足0.1%");
    assert_eq!(says(5, -5), "比上年增加10家");
    assert_eq!(change(12, 10, "%").says(), "同比提高2个百分点");
    assert_eq!(change(9, 10, "%").says(), "同比下降1个百分点");
    assert_eq!(change(12, 10, "%").brief(), "+2 个百分点");
    assert_eq!(change(968, 1000, "家").brief(), "-3.2%");
}

#[test]
fn halves_go_up_once() {
    assert_eq!(arithmetic::completion(107, 1, 20_000), Some(54));
    assert_eq!(arithmetic::completion(1_069, 1, 200_000), Some(53));
    assert_eq!(arithmetic::growth(100_050, 100_000), Some(1));
    assert_eq!(arithmetic::growth(99_950, 100_000), Some(-1));
    assert_eq!(arithmetic::completion(42, 1, 0), None);
}

#[test]
fn equal_numbers_share_a_place() {
    let place =
        |own, others: &[i64], rising| Rank::among(own, others, rising, String::new()).map(|rank| (rank.place, rank.of));
    assert_eq!(place(10, &[12, 10, 3], true), Some((2, 4)));
    assert_eq!(place(10, &[12, 10, 3], false), Some((2, 4)));
    assert_eq!(place(10, &[], true), None);
}

proptest! {
    #[test]
    fn a_ratio_is_off_by_at_most_half(part in any::<i64>(), whole in 1_i64..) {
        let (part, whole) = (i128::from(part), i128::from(whole));
        let ratio = i128::from(arithmetic::ratio(part, whole).unwrap());
        let rest = (part - ratio * whole).abs() * 2;
        prop_assert!(rest <= whole);
        if rest == whole {
            prop_assert!((ratio * whole).abs() > part.abs());
        }
    }

    #[test]
    fn a_target_that_is_met_exactly_is_a_hundred_percent(units in 1_i64..1_000_000, one in prop::sample::select(vec![1_i64, 100, 1_000_000, 10_000_000_000])) {
        prop_assert_eq!(arithmetic::completion(units * one, one, units * 100), Some(100));
    }

    #[test]
    fn the_sign_of_a_change_is_the_sign_of_its_difference(now in 0_i64.., before in 1_i64..) {
        let growth = arithmetic::growth(now, before);
        if let Some(growth) = growth {
            prop_assert!(growth == 0 || growth.signum() == (now - before).signum());
            prop_assert!(growth >= -1_000);
        }
        let says = change(now, before, "家").says();
        match (now - before).signum() {
            1 => prop_assert!(says.contains("增")),
            -1 => prop_assert!(says.contains("降") || says.contains("减")),
            _ => prop_assert_eq!(says, "同比持平"),
        }
    }

    #[test]
    fn no_numbers_make_it_fail(raw in any::<i64>(), one in any::<i64>(), target in any::<i64>()) {
        let _ = arithmetic::completion(raw, one, target);
        let _ = arithmetic::growth(raw, target);
    }
}

#[tokio::test]
async fn money_is_compared_with_its_target_in_its_own_unit() {
    let bureau = Bureau::open().await;
    bureau
        .add(&TARGETS, &[("figure", "asked"), ("year", "2022"), ("value", "1333.33"), ("source", "陶科〔2022〕1号")])
        .await;
    let moment = bureau.office.moment(None, None);
    let reading = bureau.office.read("asked", moment).await.unwrap();
    let compared = compare(&bureau.office, &reading, moment).await.unwrap();
    let target = compared.target.unwrap();
    assert_eq!((target.target.as_str(), target.completion_percent, target.is_met), ("1333.33", Some(107), Some(true)));
    let change = compared.change.unwrap();
    assert_eq!((change.says().as_str(), change.amount.as_str()), ("同比增长1.5%", "20.5"));
    assert_eq!(compared.rank.unwrap().place, 1);
}

/// The place, among how many, and by which source, of a figure on a day of 2022.
async fn ranked(bureau: &Bureau, code: &str, as_of: &str) -> Option<(u32, u32, String)> {
    let moment = bureau.office.moment(Some(2022), vocabulary::Day::parse(as_of).ok());
    let reading = bureau.office.read(code, moment).await.unwrap();
    let rank = compare(&bureau.office, &reading, moment).await.unwrap().rank;
    rank.map(|rank| (rank.place, rank.of, rank.source))
}

/// Publishes numbers of filings: region, period, how many.
async fn publish(bureau: &Bureau, numbers: &[(&str, &str, &str)]) {
    for (region, period, quantity) in numbers {
        let typed = [
            ("indicator", "申报窑厂"),
            ("region", region),
            ("region_name", "某区"),
            ("year", "2022"),
            ("period", period),
            ("quantity", quantity),
            ("source", "陶市科学技术局"),
            ("status", "最终"),
            ("published_on", "2023-01-20"),
        ];
        bureau.add(&STATISTICS, &typed).await;
    }
}

#[tokio::test]
async fn where_the_house_holds_no_other_district_published_numbers_rank_it() {
    let bureau = Bureau::with_districts().await;
    bureau.add(&FIRMS, &[("name", "甲窑"), ("region", "360399")]).await;
    let filing = [("number", "A1"), ("firm", "甲窑"), ("year", "2022"), ("filed_on", "2022-01-05")];
    bureau.add(&FILINGS, &filing).await;
    assert_eq!(ranked(&bureau, "filed", "2022-12-31").await, None);
    let whole_year = [("360399", "年报", "5"), ("360398", "年报", "8"), ("360397", "年报", "6")];
    // The city's own number is no district's, and another city's district is no neighbour.
    let elsewhere = [("360300", "年报", "99"), ("360499", "年报", "77")];
    let half_year = [("360399", "半年报", "9"), ("360398", "半年报", "1")];
    publish(&bureau, &[&whole_year[..], &elsewhere, &half_year].concat()).await;
    let by = |period: &str| format!("陶市科学技术局2022年{period}");
    assert_eq!(ranked(&bureau, "filed", "2022-12-31").await, Some((3, 3, by("年报"))));
    assert_eq!(ranked(&bureau, "filed", "2022-08-07").await, Some((1, 2, by("半年报"))));
    assert_eq!(ranked(&bureau, "filed", "2022-02-01").await, None);
}

#[tokio::test]
async fn where_the_house_holds_other_districts_its_own_rows_rank_it() {
    let bureau = Bureau::open().await;
    publish(&bureau, &[("360399", "年报", "5"), ("360398", "年报", "1")]).await;
    // Four filed next door; of the third district there is no row, so it is not counted as one with nought.
    let rank = ranked(&bureau, "filed", "2022-12-31").await;
    assert_eq!(rank, Some((2, 2, "按本系统内各区县的申报计算".to_owned())));
}

#[tokio::test]
async fn a_series_ends_with_the_year_of_the_moment() {
    let bureau = Bureau::open().await;
    let years = series(&bureau.office, "filed", bureau.office.moment(None, None), 3).await.unwrap();
    let told: Vec<(i32, Option<i64>)> = years.iter().map(|(year, reading)| (*year, reading.number())).collect();
    assert_eq!(told, [(2020, Some(0)), (2021, Some(2)), (2022, Some(3))]);
}

#[tokio::test]
async fn what_does_not_depend_on_the_year_has_no_year_before() {
    let bureau = Bureau::open().await;
    let moment = bureau.office.moment(None, None);
    let reading = bureau.office.read("home", moment).await.unwrap();
    let compared = compare(&bureau.office, &reading, moment).await.unwrap();
    assert!(compared.before.is_none() && compared.change.is_none() && compared.target.is_none());
}
