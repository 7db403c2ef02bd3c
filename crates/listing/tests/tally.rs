//! Counts are kept until something changes that they were counted from.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs, reason = "tests")]

use std::sync::Arc;

use listing::{Address, CodeKind, Listing, borrowed, choice, code, link, pages::House, records, text};
use testkit::{Bureau, databases};

static TOWNS: Listing = Listing {
    table: "town",
    path: "/towns",
    title: "镇",
    key: &["name"],
    name: &["name"],
    columns: &[text("name", "名称").required()],
    ..Listing::BLANK
};

static FIRMS: Listing = Listing {
    table: "firm",
    path: "/firms",
    title: "企业",
    key: &["number"],
    name: &["number"],
    columns: &[
        code("number", "编号", CodeKind::Number).required(),
        choice("size", "规模", &["大", "小"]).facet(),
        link("town", "镇", &TOWNS),
        borrowed("town_name", "镇名", "town", "name"),
    ],
    ..Listing::BLANK
};

static VISITS: Listing = Listing {
    table: "visit",
    path: "/visits",
    title: "走访",
    key: &["number"],
    name: &["number"],
    columns: &[code("number", "编号", CodeKind::Number).required(), link("firm", "企业", &FIRMS)],
    ..Listing::BLANK
};

#[tokio::test]
async fn a_count_is_kept_until_its_table_or_one_that_it_names_changes() {
    for fresh in databases().await {
        let bureau = Bureau::open(fresh, [&TOWNS, &FIRMS, &VISITS], testkit::day(2022, 8, 7)).await;
        let town = bureau.add(&TOWNS, &[("name", "东镇")]).await;
        bureau.add(&FIRMS, &[("number", "1"), ("size", "大"), ("town", "东镇")]).await;
        let house = House::new(
            bureau.db.clone(),
            bureau.registry.clone(),
            Vec::new(),
            web::Site::new(web::Identity::default(), Vec::new(), Vec::new()),
        );
        let filter = Address::parse(&FIRMS, "town_name=东镇").unwrap().filter;
        let count = async || house.tallies.of(house.reader(), &FIRMS, &filter, 9).await.unwrap();
        let first = count().await;
        assert_eq!((first.rows, first.all, first.facets[0].1[0].rows), (1, 1, 1), "{}", bureau.fresh.kind);
        bureau.add(&VISITS, &[("number", "1"), ("firm", "1")]).await;
        assert!(Arc::ptr_eq(&first, &count().await), "a visit changes nothing about firms");
        bureau.add(&FIRMS, &[("number", "2")]).await;
        let second = count().await;
        assert_eq!((second.rows, second.all), (1, 2));
        assert!(Arc::ptr_eq(&second, &count().await));
        let row = records::row(bureau.db.reader(), &TOWNS, town).await.unwrap();
        records::change(&bureau.db, "测试", &TOWNS, &row, &[("name".into(), "西镇".into())]).await.unwrap();
        let renamed = count().await;
        assert_eq!((renamed.rows, renamed.all), (0, 2), "the filter asks for a name that is no more");
    }
}
