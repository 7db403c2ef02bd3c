//! How fast a large workbook comes in: `cargo run --release -p listing --example import_speed [ROWS] [DATABASE-URL]`.
//!
//! It prints rows per second for writing the workbook, a trial, the first import and one that changes nothing, and the
//! most memory that the process had.

use std::{path::Path, time::Instant};

use listing::{
    CodeKind, Listing, Registry, choice, code, day,
    export::{RowWriter, Sheet, XlsxWriter},
    import::{Import, ImportReport, Workbook},
    integer, link, money, text, year,
};
use storage::{Clock, Db, Value};
use vocabulary::{Day, MoneyUnit};

type Failure = Box<dyn std::error::Error>;

static ORGANISATION: Listing = Listing {
    table: "organisation",
    path: "/organisations",
    title: "单位",
    key: &["code"],
    name: &["name"],
    columns: &[code("code", "单位编号", CodeKind::Number).required(), text("name", "单位名称").required()],
    ..Listing::BLANK
};

static PAYMENT: Listing = Listing {
    table: "payment",
    path: "/payments",
    title: "拨付",
    key: &["number", "year"],
    columns: &[
        code("number", "凭证号", CodeKind::Number).required(),
        year("year", "年度").required(),
        link("organisation", "单位", &ORGANISATION).required(),
        text("project", "项目"),
        choice("level", "级别", &["国家", "省", "市", "区"]),
        money("sum", "金额", MoneyUnit::WanYuan).required(),
        money("paid", "已付", MoneyUnit::WanYuan),
        integer("people", "人数", "人"),
        day("paid_on", "日期"),
        text("remark", "备注"),
    ],
    ..Listing::BLANK
};

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut given = std::env::args().skip(1);
    let rows: i64 = given.next().map_or(Ok(100_000), |rows| rows.parse())?;
    let folder = std::env::temp_dir().join(format!("keshu-import-speed-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let url = given.next().unwrap_or_else(|| format!("sqlite:{}", folder.join("house.db").display()));
    let outcome = measure(rows, &url, &folder.join("rows.xlsx")).await;
    std::fs::remove_dir_all(&folder)?;
    outcome
}

async fn measure(rows: i64, url: &str, path: &Path) -> Result<(), Failure> {
    let registry = Registry::new([&ORGANISATION, &PAYMENT]);
    let db = Db::open(url, registry.tables(), Clock::System).await?;
    let start = Instant::now();
    write(rows, path)?;
    told("写出工作簿", rows, start);
    for (what, import) in [
        ("试导入", Import::by("测量").dry()),
        ("首次导入", Import::by("测量")),
        ("再次导入（无变化）", Import::by("测量")),
    ] {
        let start = Instant::now();
        let workbook = Workbook::open(path)?;
        let report: ImportReport = import.run(&db, &registry, &workbook).await?;
        told(what, rows, start);
        println!("    {}", report.says());
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status.lines().filter(|line| line.starts_with("VmHWM") || line.starts_with("VmRSS")) {
        println!("{line}");
    }
    Ok(())
}

fn told(what: &str, rows: i64, start: Instant) {
    let seconds = start.elapsed().as_secs_f64();
    println!("{what}：{rows} 行，{seconds:.2} 秒，每秒 {:.0} 行", rows as f64 / seconds);
}

fn write(rows: i64, path: &Path) -> Result<(), Failure> {
    let mut writer = XlsxWriter::new();
    writer.begin(&Sheet::whole(&ORGANISATION))?;
    for number in 0..1_000 {
        writer.row(number, &[format!("U{number:05}").into(), format!("湘东区第{number}工业陶瓷有限公司").into()])?;
    }
    writer.end()?;
    writer.begin(&Sheet::whole(&PAYMENT))?;
    let first = Day::EARLIEST.plus_years(115);
    let levels = ["国家", "省", "市", "区"];
    for number in 0..rows {
        let pick = |of: i64| usize::try_from(number % of).unwrap_or(0);
        let level = levels.get(pick(4)).copied().unwrap_or_default();
        let values = [
            Value::from(format!("PZ{number:08}")),
            Value::Int(2015 + number % 8),
            format!("湘东区第{}工业陶瓷有限公司", number % 1_000).into(),
            format!("高性能蜂窝陶瓷关键技术研发与产业化第{number}期").into(),
            level.into(),
            Value::Int(number * 123_457 % 5_000_000_000),
            Value::Int(number * 7_919 % 5_000_000_000),
            Value::Int(number % 300),
            first.plus_days(i32::try_from(number % 2_500)?).to_string().into(),
            if number % 3 == 0 { Value::Null } else { "按进度拨付".into() },
        ];
        writer.row(number, &values)?;
    }
    writer.end()?;
    writer.finish(std::io::BufWriter::new(std::fs::File::create(path)?))?;
    Ok(())
}
