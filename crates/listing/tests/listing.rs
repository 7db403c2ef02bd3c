//! Reading a listing, told on SQLite and on PostgreSQL: paging, filters, facets, folds.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs, reason = "tests")]

use std::collections::BTreeSet;

use listing::{
    Address, Alternative, Check, CodeKind, Column, Filter, Fold, FoldValue, Listing, Order, borrowed, choice, code,
    day, integer, link, money, not_before,
    query::{self, Wanted},
    text,
};
use testkit::{Bureau, databases};
use vocabulary::MoneyUnit;

static FIRMS: Listing = Listing {
    table: "firm",
    path: "/firms",
    title: "企业",
    key: &["number"],
    name: &["name"],
    region: Some("region"),
    order: Order::Earliest,
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched(),
        text("name", "名称").required().searched(),
        code("region", "区划", CodeKind::Region).required(),
        choice("size", "规模", &["大", "小"]),
    ],
    ..Listing::BLANK
};

static FILINGS: Listing = Listing {
    table: "filing",
    path: "/filings",
    title: "申报",
    key: &["number"],
    name: &["firm", "number"],
    region: Some("region"),
    order: Order::Falling("filed_on"),
    columns: &[
        code("number", "编号", CodeKind::Number).required(),
        link("firm", "企业", &FIRMS).required(),
        borrowed("region", "区划", "firm", "region"),
        borrowed("size", "规模", "firm", "size").facet(),
        choice("batch", "批次", &["第一批", "第二批"]).required(),
        day("filed_on", "申报日期"),
        day("ended_on", "结束日期"),
        money("amount", "金额", MoneyUnit::WanYuan),
        integer("staff", "人数", "人"),
    ],
    checks: CHECKS,
    ..Listing::BLANK
};

const CHECKS: &[Check] = &[not_before("ended_on", "filed_on")];

/// Two hundred filings by twelve firms; every seventh has no day, every fifth no amount.
async fn bureau(fresh: testkit::Fresh) -> Bureau {
    let bureau = Bureau::open(fresh, [&FIRMS, &FILINGS], testkit::day(2022, 8, 7)).await;
    for firm in 0..12 {
        let (number, name) = (format!("F{firm:02}"), format!("第{firm}厂"));
        let region = if firm < 9 { "369903" } else { "369904" };
        let size = ["大", "小", ""][firm % 3];
        bureau
            .add(&FIRMS, &[("number", number.as_str()), ("name", name.as_str()), ("region", region), ("size", size)])
            .await;
    }
    for filing in 0..70 {
        let (number, firm) = (format!("N{filing:03}"), format!("F{:02}", filing % 12));
        let filed =
            if filing % 7 == 0 { String::new() } else { format!("2022-{:02}-{:02}", filing % 6 + 1, filing % 5 + 1) };
        let amount = if filing % 5 == 0 { String::new() } else { format!("{}.5", filing % 11) };
        let batch = if filing % 2 == 0 { "第一批" } else { "第二批" };
        let typed =
            [("number", number.as_str()), ("firm", &firm), ("batch", batch), ("filed_on", &filed), ("amount", &amount)];
        bureau.add(&FILINGS, &typed).await;
    }
    bureau
}

fn column(name: &str) -> &'static Column {
    FILINGS.column(name).unwrap()
}

/// All ids in the order of the pages, walking forwards to the end and then backwards to the start.
async fn walk(bureau: &Bureau, sort: Option<(&'static str, bool)>) -> (Vec<i64>, Vec<i64>) {
    let mut wanted = Wanted { sort, limit: 9, ..Wanted::default() };
    let (mut forwards, mut last) = (Vec::new(), None);
    loop {
        let page = query::page(bureau.db.reader(), &FILINGS, &[], &wanted).await.unwrap();
        forwards.extend(page.records.iter().map(|record| record.id));
        last = page.before.or(last);
        match page.after {
            Some(after) => wanted.after = Some(after),
            None => break,
        }
    }
    let mut backwards: Vec<i64> = Vec::new();
    let mut before = last;
    while let Some(cursor) = before {
        let wanted = Wanted { sort, limit: 9, before: Some(cursor), ..Wanted::default() };
        let page = query::page(bureau.db.reader(), &FILINGS, &[], &wanted).await.unwrap();
        backwards.splice(0..0, page.records.iter().map(|record| record.id));
        before = page.before;
    }
    (forwards, backwards)
}

#[tokio::test]
async fn paging_in_any_order_meets_every_row_once_and_comes_back_the_same_way() {
    for fresh in databases().await {
        let kind = fresh.kind;
        let bureau = bureau(fresh).await;
        for sort in [None, Some("filed_on"), Some("amount"), Some("size"), Some("number"), Some("staff")] {
            for falling in [false, true] {
                let sort = sort.map(|name| (name, falling));
                let (forwards, backwards) = walk(&bureau, sort).await;
                let met: BTreeSet<i64> = forwards.iter().copied().collect();
                assert_eq!((forwards.len(), met.len()), (70, 70), "{kind} {sort:?}");
                assert!(
                    forwards.starts_with(&backwards),
                    "{kind} {sort:?}: {backwards:?} is not the way back of {forwards:?}"
                );
                assert!(backwards.len() >= 54, "{kind} {sort:?}: came back only {} rows", backwards.len());
            }
        }
    }
}

#[tokio::test]
async fn a_filter_in_the_address_finds_what_it_says() {
    for fresh in databases().await {
        let kind = fresh.kind;
        let bureau = bureau(fresh).await;
        let mut found = Vec::new();
        for asked in [
            "batch=第一批",
            "batch=第一批,第二批",
            "filed_on=none",
            "filed_on=any",
            "filed_on=2022-02-01..2022-02-28",
            "filed_on.from=2022-02-01&filed_on.to=2022-02-28",
            "filed_on=none,2022-06-01..",
            "amount=..3",
            "region=369904",
            "region=3699*",
            "size=大&batch=第二批",
            "firm=~第3厂",
            "q=第11",
            "q=%25",
        ] {
            let address = Address::parse(&FILINGS, asked).unwrap_or_else(|error| panic!("{asked}: {error}"));
            let again = Address::parse(&FILINGS, &address.query()).unwrap();
            let rows = query::count(bureau.db.reader(), &FILINGS, &address.filter).await.unwrap();
            assert_eq!(
                rows,
                query::count(bureau.db.reader(), &FILINGS, &again.filter).await.unwrap(),
                "{kind} {asked}"
            );
            found.push(rows);
        }
        assert_eq!(found, [35, 70, 10, 60, 10, 10, 20, 17, 16, 70, 12, 6, 5, 0], "{kind}");
    }
}

#[tokio::test]
async fn facets_count_what_each_choice_would_show() {
    for fresh in databases().await {
        let kind = fresh.kind;
        let bureau = bureau(fresh).await;
        let filter = Address::parse(&FILINGS, "batch=第一批&amount=..3").unwrap().filter;
        for name in ["batch", "size"] {
            let facet = query::facet(bureau.db.reader(), &FILINGS, &filter, column(name), 10).await.unwrap();
            assert!(!facet.is_empty());
            for count in facet {
                let chosen = filter.without(name).with(column(name), vec![Alternative::Is(count.value.clone())]);
                let shown = query::count(bureau.db.reader(), &FILINGS, &chosen).await.unwrap();
                assert_eq!(shown, count.rows, "{kind} {name} {:?}", count.value);
            }
        }
    }
}

#[tokio::test]
async fn folds_agree_with_the_rows_they_fold() {
    for fresh in databases().await {
        let kind = fresh.kind;
        let bureau = bureau(fresh).await;
        let fold = async |query: &str, fold: Fold| {
            let filter = Address::parse(&FILINGS, query).unwrap().filter;
            query::fold(bureau.db.reader(), &FILINGS, &filter, fold).await.unwrap()
        };
        assert_eq!(fold("batch=第一批", Fold::Count).await, FoldValue::Number(35), "{kind}");
        assert_eq!(fold("region=369904", Fold::Distinct("firm")).await, FoldValue::Number(3), "{kind}");
        assert_eq!(
            fold("number=N001,N002,N005", Fold::Sum("amount")).await,
            FoldValue::Number(4_000_000),
            "{kind}: 1.5 + 2.5 万元"
        );
        assert_eq!(fold("number=N003", Fold::The("firm")).await, FoldValue::Text("第3厂".to_owned()), "{kind}");
        assert!(
            matches!(fold("batch=第一批", Fold::The("amount")).await, FoldValue::Missing(_)),
            "{kind}: not one row"
        );
        assert!(
            matches!(fold("number=none-such", Fold::Sum("amount")).await, FoldValue::Missing(_)),
            "{kind}: never 0"
        );
    }
}

#[test]
fn an_address_that_makes_no_sense_is_told_part_by_part() {
    let error = Address::parse(&FILINGS, "colour=red&filed_on=2022-02-30&batch=第九批&fold=sum:batch").unwrap_err();
    let storage::Error::Invalid(problems) = error else { panic!("{error}") };
    assert_eq!(problems.len(), 4, "{problems:?}");
}

#[test]
fn a_comma_in_a_value_survives_the_address() {
    let filter = Filter::default().with(FIRMS.column("name").unwrap(), vec![Alternative::Is("甲,乙\\丙".into())]);
    let address = Address { filter, ..Address::default() };
    let again = Address::parse(&FIRMS, &address.query()).unwrap();
    assert_eq!(again.filter.parts[0].any, [Alternative::Is("甲,乙\\丙".into())]);
}
