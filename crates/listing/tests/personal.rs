//! What is personal, told on SQLite and on PostgreSQL: plain to those who add, import and export it, sealed in the database,
//! and found by its whole value only.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs, reason = "tests")]

use std::path::{Path, PathBuf};

use listing::{
    Address, CodeKind, Filter, Fold, FoldValue, Listing, borrowed, cell, choice, code, day, export,
    import::{Import, ImportReport, Workbook},
    link, long_text, pages, query, records, text,
};
use storage::{Clock, Db, HouseKey, Reader, Result, Value, verify};
use testkit::{Bureau, databases, sqlite, tamper};

static PEOPLE: Listing = Listing {
    table: "person",
    path: "/people",
    title: "人员",
    key: &["id_number"],
    name: &["name"],
    columns: &[
        code("id_number", "身份证号", CodeKind::ResidentId).required().searched().personal(),
        text("name", "姓名").required().searched(),
        code("phone", "手机", CodeKind::Phone).facet().personal(),
        day("born_on", "出生日期").personal(),
        choice("sex", "性别", &["男", "女"]).personal(),
        long_text("remark", "备注").personal(),
    ],
    ..Listing::BLANK
};

/// Bank cards, which nothing names but their number.
static CARDS: Listing = Listing {
    table: "card",
    path: "/cards",
    title: "工资卡",
    key: &["number"],
    name: &["number"],
    columns: &[code("number", "卡号", CodeKind::BankCard).required().personal()],
    ..Listing::BLANK
};

static STAYS: Listing = Listing {
    table: "stay",
    path: "/stays",
    title: "派驻",
    key: &["number"],
    name: &["person", "number"],
    columns: &[
        code("number", "编号", CodeKind::Number).required(),
        link("person", "人员", &PEOPLE).required(),
        borrowed("phone", "手机", "person", "phone"),
        link("card", "工资卡", &CARDS),
    ],
    ..Listing::BLANK
};

const ZHANG: &str = "11010119900307002X";
const LI: &str = "110101198001010037";

const CARD: &str = "6222020000000000018";

/// Zhang, who has everything, Li, who has hardly anything, and a stay of each.
async fn bureau(fresh: testkit::Fresh) -> Bureau {
    let bureau = Bureau::open(fresh, [&STAYS, &PEOPLE, &CARDS], testkit::day(2022, 8, 7)).await;
    let zhang = [("id_number", ZHANG), ("name", "张样例"), ("phone", "138 0013 8000"), ("born_on", "1990-03-07")];
    bureau.add(&PEOPLE, &[&zhang[..], &[("sex", "女"), ("remark", "sm4:一句话\n又一句")]].concat()).await;
    bureau.add(&PEOPLE, &[("id_number", LI), ("name", "李样例")]).await;
    bureau.add(&CARDS, &[("number", CARD)]).await;
    bureau.add(&STAYS, &[("number", "P1"), ("person", ZHANG), ("card", CARD)]).await;
    bureau.add(&STAYS, &[("number", "P2"), ("person", "李样例")]).await;
    bureau
}

async fn cells(reader: Reader<'_>, listing: &'static Listing, id: i64) -> Result<Vec<String>> {
    let record = query::record(reader, listing, id).await?;
    Ok(listing
        .columns
        .iter()
        .zip(record.cells)
        .map(|(column, found)| found.name.unwrap_or(cell::plain(cell::origin(listing, column), &found.value)))
        .collect())
}

async fn ids(bureau: &Bureau, listing: &'static Listing, address: &str) -> Result<Vec<i64>> {
    let address = Address::parse(listing, address)?;
    let wanted = query::Wanted { filter: address.filter, sort: address.sort, limit: 9, ..query::Wanted::default() };
    let page = query::page(bureau.db.reader(), listing, &[], &wanted).await?;
    let mut ids: Vec<i64> = page.records.iter().map(|record| record.id).collect();
    ids.sort_unstable();
    Ok(ids)
}

#[tokio::test]
async fn what_was_typed_is_read_back_and_stands_nowhere_in_the_database() {
    for fresh in databases().await {
        let kind = fresh.kind;
        let bureau = bureau(fresh).await;
        let read = async |listing, id| cells(bureau.db.reader(), listing, id).await.unwrap();
        assert_eq!(
            read(&PEOPLE, 1).await,
            [ZHANG, "张样例", "13800138000", "1990-03-07", "女", "sm4:一句话\n又一句"],
            "{kind}"
        );
        assert_eq!(read(&PEOPLE, 2).await, [LI, "李样例", "", "", "", ""], "{kind}");
        assert_eq!(read(&STAYS, 1).await, ["P1", "张样例", "13800138000", "***"], "{kind}: borrowed");
        assert_eq!(read(&STAYS, 2).await, ["P2", "李样例", "", ""], "{kind}: borrowed");

        let before = records::row(bureau.db.reader(), &PEOPLE, 1).await.unwrap();
        let typed =
            [("id_number", "110101********002X"), ("name", "张样例"), ("phone", "139 0013 9000"), ("born_on", "*")];
        let typed = typed.map(|(name, text)| (name.to_owned(), text.to_owned()));
        records::change(&bureau.db, "甲", &PEOPLE, &before, &typed).await.unwrap();
        assert_eq!(read(&PEOPLE, 1).await, [ZHANG, "张样例", "13900139000", "1990-03-07", "", ""], "{kind}: changed");
        let twin = [("id_number".to_owned(), LI.to_owned()), ("name".to_owned(), "王样例".to_owned())];
        let said = records::add(&bureau.db, "甲", &PEOPLE, &twin).await.unwrap_err().to_string();
        assert!(said.contains("已有身份证号相同的记录（#2 李样例）"), "{kind}: {said}");
        assert_eq!(verify(&bureau.db, |_, _| {}).await.unwrap().findings, [], "{kind}");

        if kind == "SQLite" {
            let folder = PathBuf::from(bureau.fresh.url.trim_start_matches("sqlite:"));
            let files = std::fs::read_dir(folder.parent().unwrap()).unwrap();
            let bytes: Vec<u8> = files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
            let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
            assert!(holds("张样例"), "the folder is the right one");
            for text in [ZHANG, LI, CARD, "13800138000", "13900139000", "1990-03-07", "一句话"] {
                assert!(!holds(text), "{text} stands in the clear");
            }
        }
    }
}

#[tokio::test]
async fn something_sealed_is_found_by_its_whole_value_and_by_nothing_less() {
    for fresh in databases().await {
        let kind = fresh.kind;
        let bureau = bureau(fresh).await;
        for (listing, address, found) in [
            (&PEOPLE, format!("id_number={ZHANG}"), vec![1]),
            (&PEOPLE, format!("id_number={}", ZHANG.to_lowercase()), vec![1]),
            (&PEOPLE, format!("id_number={ZHANG},{LI}"), vec![1, 2]),
            (&PEOPLE, "phone=138+0013+8000".to_owned(), vec![1]),
            (&PEOPLE, "phone=none".to_owned(), vec![2]),
            (&PEOPLE, "phone=any".to_owned(), vec![1]),
            (&PEOPLE, "born_on=1990-03-07&sex=女".to_owned(), vec![1]),
            (&STAYS, "phone=13800138000".to_owned(), vec![1]),
            (&STAYS, "phone=13800138001".to_owned(), vec![]),
            // The search box looks into the names and passes over what is sealed.
            (&PEOPLE, "q=样例".to_owned(), vec![1, 2]),
            (&PEOPLE, format!("q={LI}"), vec![]),
            (&PEOPLE, "q=sm4".to_owned(), vec![]),
            (&STAYS, "q=张".to_owned(), vec![1]),
        ] {
            assert_eq!(ids(&bureau, listing, &address).await.unwrap(), found, "{kind}: {address}");
        }
        let stored = stored(&bureau, "phone").await;
        assert_eq!(ids(&bureau, &PEOPLE, &format!("phone={stored}")).await.unwrap(), [0; 0], "{kind}: not by its seal");
        for (listing, address) in [
            (&PEOPLE, "id_number=110101*"),
            (&PEOPLE, "phone=~138"),
            (&STAYS, "phone=~138"),
            (&PEOPLE, "born_on=1990-01-01..1990-12-31"),
            (&PEOPLE, "born_on.from=1990-01-01"),
            (&PEOPLE, "sort=phone"),
            (&STAYS, "sort=-phone"),
        ] {
            let said = ids(&bureau, listing, address).await.unwrap_err().to_string();
            assert!(said.contains("加密保存"), "{kind}: {address}: {said}");
        }

        let reader = bureau.db.reader();
        let filter = Filter::default();
        let distinct = query::fold(reader, &STAYS, &filter, Fold::Distinct("phone")).await.unwrap();
        assert_eq!(distinct, FoldValue::Number(1), "{kind}: equal values count once");
        let one = Address::parse(&STAYS, "number=P1").unwrap().filter;
        let said = query::fold(reader, &STAYS, &one, Fold::The("phone")).await.unwrap_err().to_string();
        assert!(said.contains("个人信息") && !said.contains("138"), "{kind}: {said}");
        let site = web::Site::new(web::Identity::default(), Vec::new(), Vec::new());
        let house = pages::House::new(bureau.db.clone(), bureau.registry.clone(), Vec::new(), site);
        let tally = house.tallies.of(reader, &PEOPLE, &filter, 9).await.unwrap();
        assert!(tally.facets.is_empty(), "{kind}: the list counts no values of them");
    }
}

/// The first value of a column of the people as it stands in the database.
async fn stored(bureau: &Bureau, column: &str) -> String {
    let mut sql = storage::Sql::new(bureau.db.reader());
    sql.push("SELECT ").name(column).push(" FROM person WHERE id = 1");
    let rows = bureau.db.reader().rows(sql, &[storage::ColumnKind::Text]).await.unwrap();
    rows[0][0].text().unwrap().to_owned()
}

#[tokio::test]
async fn what_somebody_altered_is_told_by_the_record_and_by_the_verification() {
    for fresh in databases().await {
        let bureau = bureau(fresh).await;
        let number = stored(&bureau, "id_number").await;
        tamper(&bureau.fresh.url, &format!("UPDATE person SET phone = '{number}' WHERE id = 1")).await;
        for (listing, id) in [(&PEOPLE, 1), (&STAYS, 1)] {
            let said = cells(bureau.db.reader(), listing, id).await.unwrap_err().to_string();
            assert!(said.contains("person.phone") && !said.contains(ZHANG), "{}: {said}", bureau.fresh.kind);
        }
        assert!(cells(bureau.db.reader(), &PEOPLE, 2).await.is_ok());
        let found = verify(&bureau.db, |_, _| {}).await.unwrap().findings;
        assert_eq!((found.len(), found[0].subject.as_str(), found[0].record), (1, "person", 1));
    }
}

async fn brought(db: &Db, bureau: &Bureau, path: &Path) -> ImportReport {
    Import::by("甲").run(db, &bureau.registry, &Workbook::open(path).unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_house_that_is_exported_and_imported_is_the_same_under_another_key() {
    for fresh in databases().await {
        let kind = fresh.kind;
        let bureau = bureau(fresh).await;
        let other = sqlite();
        let path = PathBuf::from(format!("{}.xlsx", other.url.trim_start_matches("sqlite:")));
        export::house(&bureau.db, &bureau.registry, &path, |_, _| {}).await.unwrap();

        let again = brought(&bureau.db, &bureau, &path).await;
        assert_eq!((again.problem_count, changed(&again)), (0, (0, 0, 5)), "{kind}: the same house is left alone");
        let key = HouseKey::Bytes([8; 32]);
        let clock = Clock::Fixed(testkit::day(2022, 8, 8));
        let db = Db::open_with(&other.url, bureau.registry.tables(), clock, key).await.unwrap();
        let first = brought(&db, &bureau, &path).await;
        assert_eq!(changed(&first), (5, 0, 0), "{kind}: {}", first.says());
        assert_eq!(changed(&brought(&db, &bureau, &path).await), (0, 0, 5), "{kind}");
        for (listing, id) in [(&PEOPLE, 1), (&PEOPLE, 2), (&STAYS, 1), (&STAYS, 2)] {
            let there = cells(bureau.db.reader(), listing, id).await.unwrap();
            assert_eq!(cells(db.reader(), listing, id).await.unwrap(), there, "{kind}");
        }
        assert_eq!(verify(&db, |_, _| {}).await.unwrap().findings, [], "{kind}");
        let value: Value = records::row(db.reader(), &PEOPLE, 1).await.unwrap().values[0].clone();
        assert_eq!(value, ZHANG.into());
    }
}

/// What an import added, changed and left.
fn changed(report: &ImportReport) -> (u64, u64, u64) {
    report.sheets.iter().fold((0, 0, 0), |(added, changed, left), sheet| {
        (added + sheet.added, changed + sheet.changed, left + sheet.left)
    })
}
