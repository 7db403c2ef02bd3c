//! The batches of 高新技术企业, what the towns are to reach, and the books of the year before the sample begins, which the
//! first applications of 2022 already look at.

use vocabulary::{Day, day};

use super::district::District;
use super::enterprises::{Book, is_certified, year_row};
use super::random::Dice;
use super::row::Row;

/// Year, batch, first and last day, document of the superior bureau. The last is open when the sample ends.
const BATCHES: [(i32, &str, Day, Day, &str); 4] = [
    (2022, "第一批", day!(2022, 4, 6), day!(2022, 6, 15), "陶科字〔2022〕18号"),
    (2022, "第二批", day!(2022, 6, 22), day!(2022, 8, 15), "陶科字〔2022〕31号"),
    (2022, "第三批", day!(2022, 8, 17), day!(2022, 9, 23), "陶科字〔2022〕44号"),
    (2023, "第一批", day!(2022, 12, 12), day!(2023, 3, 31), "陶科字〔2022〕67号"),
];

/// 高企申报批次 of the bureau whose house it is.
pub(super) fn batches(district: &District) -> Vec<Row> {
    let row = |(year, batch, opens_on, closes_on, document): &(i32, &str, Day, Day, &str)| {
        Row::new()
            .with("year", *year)
            .with("batch", *batch)
            .with("opens_on", *opens_on)
            .with("closes_on", *closes_on)
            .with("recommended_to", district.fill("{c}市科学技术局"))
            .with("document", *document)
    };
    BATCHES.iter().filter(|_| district.is_home()).map(row).collect()
}

/// Indicator, and what each of the eleven towns is to reach in 2022.
const TARGETS: [(&str, [i64; 11]); 4] = [
    ("申报高新技术企业", [5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 3]),
    ("认定高新技术企业", [4, 3, 4, 3, 4, 3, 3, 3, 3, 3, 2]),
    ("有效高新技术企业", [8, 8, 8, 7, 8, 7, 7, 7, 7, 7, 6]),
    ("科技型中小企业入库", [8, 8, 8, 8, 8, 7, 8, 7, 8, 7, 6]),
];

/// 镇街目标 of the bureau whose house it is.
pub(super) fn town_targets(district: &District) -> Vec<Row> {
    let of_indicator = |(indicator, values): &(&'static str, [i64; 11])| {
        let indicator = *indicator;
        let row = move |(at, value): (usize, i64)| {
            Row::new()
                .with("year", 2022)
                .with("town", district.town(at))
                .with("indicator", indicator)
                .with("value", value)
                .with("source", "瓷科字〔2022〕9号")
        };
        values.iter().copied().enumerate().map(row).collect::<Vec<Row>>()
    };
    TARGETS.iter().filter(|_| district.is_home()).flat_map(of_indicator).collect()
}

/// 企业年度数据 of 2019, of the technology firms that were there.
pub(super) fn year_before(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("years-2019", district.index);
    let firms = district.firms.iter().filter(|firm| firm.technology && firm.founded.year() < 2019);
    firms
        .map(|firm| {
            let sales = firm.sales / 1000 * dice.between(810, 960);
            let assets = sales * dice.between(60, 130) / 100;
            let staff = 3 + sales / 560_000;
            let book = Book { year: 2019, sales, assets, staff, is_certified: is_certified(district, firm) };
            year_row(firm, &book, &mut dice)
        })
        .collect()
}
