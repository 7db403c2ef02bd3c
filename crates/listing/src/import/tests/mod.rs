//! A small house to import into: organisations, their filings, payments for filings, and people.

mod hostile;
mod links;
mod problems;
mod storing;
mod tolerance;

use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Worksheet};
use storage::{Clock, ColumnKind, Db, Sql, Value};
use vocabulary::{Day, MoneyUnit};

use super::*;
use crate::{
    CodeKind, Listing, cell, checks, choice, code, day, integer, link, long_text, money, quantity, text, year,
};

pub(crate) static ORGANISATION: Listing = Listing {
    table: "organisation",
    path: "/organisations",
    title: "单位",
    unit: "家",
    about: "区内企业和院所",
    key: &["code"],
    name: &["name"],
    columns: &[
        code("code", "统一社会信用代码", CodeKind::CreditCode).required(),
        text("name", "单位名称").required(),
        choice("kind", "类型", &["企业", "院所"]),
        link("parent", "上级单位", &ORGANISATION),
        integer("staff", "职工人数", "人"),
        money("capital", "注册资本", MoneyUnit::WanYuan),
        quantity("rate", "研发占比", 2, "%"),
        day("founded", "成立日期"),
        code("phone", "联系电话", CodeKind::Phone).personal(),
        long_text("about", "简介"),
    ],
    ..Listing::BLANK
};

pub(crate) static FILING: Listing = Listing {
    table: "filing",
    path: "/filings",
    title: "高新技术企业申报",
    unit: "项",
    key: &["organisation", "year"],
    name: &["organisation", "year"],
    columns: &[
        link("organisation", "企业", &ORGANISATION).required(),
        year("year", "年度").required(),
        money("amount", "研发费用", MoneyUnit::WanYuan),
        day("filed_on", "申报日期"),
        day("accepted_on", "受理日期"),
        choice("stage", "状态", &["在审", "通过"]),
    ],
    checks: &[checks::not_before("accepted_on", "filed_on"), checks::needs("accepted_on", "stage", "通过")],
    ..Listing::BLANK
};

pub(crate) static PAYMENT: Listing = Listing {
    table: "payment",
    path: "/payments",
    title: "拨付",
    unit: "笔",
    key: &["number"],
    columns: &[
        code("number", "凭证号", CodeKind::Number).required(),
        link("filing", "申报", &FILING),
        money("sum", "金额", MoneyUnit::Yuan).required(),
    ],
    ..Listing::BLANK
};

pub(crate) static PERSON: Listing = Listing {
    table: "person",
    path: "/people",
    title: "人员",
    unit: "人",
    key: &["number"],
    name: &["name"],
    columns: &[
        code("number", "身份证号", CodeKind::ResidentId).required().personal(),
        text("name", "姓名").required(),
        money("pay", "年薪", MoneyUnit::WanYuan).personal(),
    ],
    ..Listing::BLANK
};

pub(crate) const A: &str = "91360313MA35TE5T29";
pub(crate) const B: &str = "91360313MA36ABC17P";
pub(crate) const C: &str = "12360313014532104F";

/// Listings out of order: the registry must order them.
pub(crate) fn registry() -> Registry {
    Registry::new([&PAYMENT, &FILING, &PERSON, &ORGANISATION])
}

/// An empty house that goes away with the value.
pub(crate) struct House {
    pub(crate) db: Db,
    folder: PathBuf,
}

impl House {
    pub(crate) async fn open() -> House {
        let folder = folder();
        let url = format!("sqlite:{}", folder.join("house.db").display());
        let db = Db::open(&url, registry().tables(), Clock::Fixed(Day::new(2022, 8, 7).unwrap())).await.unwrap();
        House { db, folder }
    }

    pub(crate) async fn import(&self, bytes: Vec<u8>) -> ImportReport {
        let workbook = Workbook::from_bytes("测试.xlsx", bytes).unwrap();
        Import::by("张三").run(&self.db, &registry(), &workbook).await.unwrap()
    }

    pub(crate) async fn try_import(&self, bytes: Vec<u8>) -> ImportReport {
        let workbook = Workbook::from_bytes("测试.xlsx", bytes).unwrap();
        Import::by("张三").dry().run(&self.db, &registry(), &workbook).await.unwrap()
    }

    /// All rows of a table as text, one a line, without the ids.
    pub(crate) async fn rows(&self, listing: &'static Listing) -> String {
        let mut sql = Sql::new(self.db.reader());
        let mut kinds: Vec<ColumnKind> = Vec::new();
        sql.push("SELECT ");
        for column in listing.stored() {
            sql.push(if kinds.is_empty() { "" } else { ", " }).name(column.name);
            kinds.push(cell::kind_in(listing, column));
        }
        sql.push(" FROM ").name(listing.table).push(" ORDER BY \"id\"");
        let rows = self.db.reader().rows(sql, &kinds).await.unwrap();
        let line = |row: Vec<Value>| {
            let cells = row.iter().map(|value| match value {
                Value::Null => "-".to_owned(),
                Value::Int(number) => number.to_string(),
                Value::Text(text) => text.clone(),
            });
            cells.collect::<Vec<_>>().join("|")
        };
        rows.into_iter().map(line).collect::<Vec<_>>().join("\n")
    }

    pub(crate) async fn lines(&self) -> i64 {
        storage::head(self.db.reader()).await.unwrap().0
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A new folder of this test alone.
pub(crate) fn folder() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let folder = std::env::temp_dir().join(format!(
        "keshu-import-{}-{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    ));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What a test puts into a cell.
#[derive(Clone, Copy)]
pub(crate) enum Put {
    T(&'static str),
    N(f64),
    Percent(f64),
    Date(u16, u8, u8),
    Bool(bool),
    /// A formula and the result that Excel kept.
    Formula(&'static str),
    Blank,
}

pub(crate) use Put::{Blank, Bool, Date, N, Percent, T};

pub(crate) fn fill(sheet: &mut Worksheet, rows: &[&[Put]]) {
    for (row, cells) in (0_u32..).zip(rows) {
        for (at, put) in (0_u16..).zip(*cells) {
            match *put {
                T(text) => sheet.write_string(row, at, text).map(|_| ()),
                N(number) => sheet.write_number(row, at, number).map(|_| ()),
                Percent(number) => {
                    sheet.write_number_with_format(row, at, number, &Format::new().set_num_format("0.0%")).map(|_| ())
                }
                Date(year, month, day) => {
                    let day = ExcelDateTime::from_ymd(year, month, day).unwrap();
                    sheet
                        .write_datetime_with_format(row, at, &day, &Format::new().set_num_format("yyyy/m/d"))
                        .map(|_| ())
                }
                Bool(value) => sheet.write_boolean(row, at, value).map(|_| ()),
                Put::Formula(result) => {
                    sheet.write_formula(row, at, Formula::new("=A1").set_result(result)).map(|_| ())
                }
                Blank => Ok(()),
            }
            .unwrap();
        }
    }
}

pub(crate) fn book(sheets: &[(&str, &[&[Put]])]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (title, rows) in sheets {
        fill(workbook.add_worksheet().set_name(*title).unwrap(), rows);
    }
    workbook.save_to_buffer().unwrap()
}

/// The problems of a report, one a line: sheet, row, column, value, sentence.
pub(crate) fn told(report: &ImportReport) -> Vec<String> {
    let line = |problem: &Problem| {
        let row = problem.row.map(|row| row.to_string()).unwrap_or_default();
        format!("{}!{row} {} “{}” {}", problem.sheet, problem.column, problem.value, problem.sentence)
    };
    report.problems.iter().map(line).collect()
}

pub(crate) const TWO: &[&[Put]] = &[
    &[T("统一社会信用代码"), T("单位名称"), T("注册资本(万元)")],
    &[T(A), T("甲公司"), N(100.5)],
    &[T(B), T("乙公司"), Blank],
];
