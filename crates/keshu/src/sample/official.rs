//! What other authorities publish of the counties, the targets of a year, and a few lists saved as figures.

use vocabulary::{Day, day};

use super::district::{District, counties};
use super::random::{Dice, day_of, workday};
use super::row::{Row, wan};

/// One indicator: its name, its source, the decimals and unit of its values, what the home district has from 2018 to 2022,
/// and what the five sisters have of that in the hundred.
struct Indicator {
    name: &'static str,
    source: &'static str,
    unit: &'static str,
    decimals: u32,
    home: [i64; 5],
    sisters: [i64; 5],
    /// When the year's value is published: a month and day of the year itself, or of the year after.
    published: (bool, u8, u8),
}

/// Amounts of money are in 万元, other values counted in their last decimal.
const INDICATORS: [Indicator; 6] = [
    Indicator {
        name: "工业增值税",
        source: "区税务局",
        unit: "",
        decimals: 0,
        home: [69_200, 80_600, 92_100, 106_300, 123_400],
        sisters: [128, 61, 74, 52, 96],
        published: (false, 12, 30),
    },
    Indicator {
        name: "有效高新技术企业",
        source: "市科学技术局",
        unit: "家",
        decimals: 0,
        home: [12, 30, 53, 69, 87],
        sisters: [118, 54, 81, 43, 97],
        published: (false, 12, 30),
    },
    Indicator {
        name: "获批科技型中小企业",
        source: "市科学技术局",
        unit: "家",
        decimals: 0,
        home: [18, 31, 44, 66, 88],
        sisters: [109, 58, 69, 47, 102],
        published: (false, 12, 30),
    },
    Indicator {
        name: "有效发明专利",
        source: "市市场监督管理局",
        unit: "件",
        decimals: 0,
        home: [186, 224, 271, 338, 419],
        sisters: [133, 62, 77, 51, 84],
        published: (true, 1, 18),
    },
    Indicator {
        name: "R&D经费投入强度",
        source: "市统计局",
        unit: "%",
        decimals: 2,
        home: [158, 174, 196, 221, 243],
        sisters: [104, 72, 86, 69, 93],
        published: (true, 9, 26),
    },
    Indicator {
        name: "技术合同成交额",
        source: "市科学技术局",
        unit: "",
        decimals: 0,
        home: [8_600, 13_900, 21_700, 34_800, 52_300],
        sisters: [121, 55, 68, 39, 88],
        published: (true, 1, 13),
    },
];

/// 官方统计, once for all counties of the city.
pub(super) fn statistics(district: &District) -> Vec<Row> {
    if !district.is_home() {
        return Vec::new();
    }
    let mut dice = Dice::of("statistic", 0);
    let mut rows = Vec::new();
    for indicator in &INDICATORS {
        for (place, (code, name)) in counties().into_iter().enumerate() {
            let share = place.checked_sub(1).and_then(|sister| indicator.sisters.get(sister)).copied();
            for (year, home) in (2018..).zip(indicator.home) {
                let value = share.map_or(home, |share| (home * (share * 10 + dice.between(-30, 30)) / 1000).max(1));
                rows.push(statistic(indicator, (&code, &name), year, value));
            }
        }
    }
    for (period, year, value, published) in [
        ("半年报", 2021, 51_900, day!(2021, 7, 12)),
        ("三季报", 2021, 78_400, day!(2021, 10, 14)),
        ("一季报", 2022, 29_800, day!(2022, 4, 14)),
        ("半年报", 2022, 60_700, day!(2022, 7, 13)),
        ("三季报", 2022, 91_500, day!(2022, 10, 13)),
    ] {
        rows.push(
            value_row(("工业增值税", "区税务局"), (&district.code, &district.name), (year, period), published)
                .with("amount", wan(value))
                .with("status", "初步"),
        );
    }
    rows
}

fn statistic(indicator: &Indicator, county: (&str, &str), year: i32, value: i64) -> Row {
    let (is_next_year, month, day) = indicator.published;
    let published = workday(day_of(year + i32::from(is_next_year), month, day));
    let row = value_row((indicator.name, indicator.source), county, (year, "年报"), published)
        .with("status", if year == 2022 { "初步" } else { "最终" });
    if indicator.unit.is_empty() {
        return row.with("amount", wan(value));
    }
    row.with("quantity", vocabulary::format_scaled(value, indicator.decimals)).with("unit", indicator.unit)
}

fn value_row(
    (name, source): (&str, &str),
    (code, county): (&str, &str),
    (year, period): (i32, &str),
    published: Day,
) -> Row {
    Row::new()
        .with("indicator", name)
        .with("region", code)
        .with("region_name", county)
        .with("year", year)
        .with("period", period)
        .with("source", source)
        .with("published_on", published)
}

/// Code of the figure, values of 2020, 2021 and 2022.
const TARGETS: [(&str, [i64; 3]); 16] = [
    ("hnte-valid", [45, 62, 80]),
    ("hnte-filed", [28, 34, 48]),
    ("tsme-filed", [45, 65, 90]),
    ("tsme-numbered", [40, 60, 82]),
    ("special-funds", [8_000, 10_000, 12_500]),
    ("upper-funds", [1_500, 2_200, 2_200]),
    ("national-applications", [3, 4, 5]),
    ("provincial-applications", [6, 7, 9]),
    ("applications", [48, 56, 65]),
    ("provincial-platforms", [4, 6, 8]),
    ("rd-projects", [16, 28, 34]),
    ("recruited", [8, 16, 35]),
    ("orders-proposed", [3, 12, 12]),
    ("guide-loan-amount", [2_000, 5_000, 8_000]),
    ("outreach-activities", [20, 30, 40]),
    ("commissioners", [20, 40, 36]),
];

/// 年度目标: they are set for the bureau, once.
pub(super) fn targets(district: &District) -> Vec<Row> {
    if !district.is_home() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for (figure, values) in TARGETS {
        for ((year, value), number) in (2020..).zip(values).zip([11, 9, 8]) {
            rows.push(
                Row::new()
                    .with("figure", figure)
                    .with("year", year)
                    .with("value", value)
                    .with("source", format!("陶州市科学技术局 陶科发〔{year}〕{number}号")),
            );
        }
    }
    rows
}

/// Code, name, address, unit, unit of money, note.
const SAVED: [[&str; 6]; 4] = [
    [
        "ceramics-above-scale",
        "规上工业陶瓷企业",
        "/organisations?sector=工业陶瓷&scale=规上",
        "家",
        "",
        "按重点领域和规模筛选。",
    ],
    [
        "open-equipment",
        "开放共享的在用设备",
        "/platforms/equipment?open=是&state=在用",
        "台",
        "",
        "不含维修、停用和报废。",
    ],
    ["district-projects", "区级研发专项", "/projects?level=区级&programme=研发专项", "项", "", "含已结题项目。"],
    ["rewarded-firms", "企业奖补支付", "/funds/payments?purpose=企业奖补&kind=拨付", "笔", "", "不含退回。"],
];

/// 自定义指标, once.
pub(super) fn saved(district: &District) -> Vec<Row> {
    if !district.is_home() {
        return Vec::new();
    }
    let rows = SAVED.iter().map(|[code, name, address, unit, money, note]| {
        Row::new()
            .with("code", *code)
            .with("name", *name)
            .with("address", *address)
            .with("unit", *unit)
            .with("money_unit", *money)
            .with("note", *note)
    });
    rows.collect()
}
