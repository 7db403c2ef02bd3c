//! Stories of what is personal, told on SQLite and on PostgreSQL: how it stands in the database, and what becomes of it
//! when somebody alters it or comes with another key.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "tests")]

use std::path::{Path, PathBuf};

use storage::{
    Clock, Column, ColumnKind, Db, Deed, HouseKey, Reader, Result, Row, Sql, Table, Value, Work, lines_of, verify,
};
use testkit::{Fresh, HOUSE_KEY, databases, day, open, sqlite, tamper};

const ID: &str = "360313198001010018";
const OTHER: &str = "360313199002020027";

/// People; their numbers are personal from the edition on in which the bureau learned that they are.
fn people(is_personal: bool) -> Table {
    let column = |name, kind| Column { name, kind, required: false, references: None, check: None, personal: false };
    Table {
        name: "person",
        columns: vec![
            Column { required: true, ..column("name", ColumnKind::Text) },
            Column { personal: is_personal, ..column("number", ColumnKind::Text) },
            Column { personal: true, check: Some("\"pay\" >= 0".to_owned()), ..column("pay", ColumnKind::Int) },
            Column {
                personal: true,
                check: Some("length(\"born_on\") = 10".to_owned()),
                ..column("born_on", ColumnKind::Text)
            },
        ],
        key: vec!["number"],
        indexed: vec![],
        checks: vec!["\"born_on\" > '1900-01-01'".to_owned()],
    }
}

fn person(name: &str, number: &str) -> Vec<Value> {
    vec![name.into(), number.into(), 20_000_000.into(), "1980-01-01".into()]
}

struct Add(Table, Vec<Vec<Value>>);

impl Deed for Add {
    type Outcome = Vec<i64>;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<Vec<i64>> {
        work.insert(&self.0, self.1.clone()).await
    }
}

struct Change(Row, Vec<(usize, Value)>);

impl Deed for Change {
    type Outcome = Row;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<Row> {
        work.update(&people(true), &self.0, &self.1).await
    }
}

async fn opened(fresh: &Fresh) -> Db {
    open(fresh, vec![people(true)], day(2022, 8, 7)).await
}

/// A column of the people, by id, read as `kind` says.
async fn column(reader: Reader<'_>, name: &str, kind: ColumnKind) -> Result<Vec<Value>> {
    let mut sql = Sql::new(reader);
    sql.push("SELECT ").name(name).push(" FROM person ORDER BY id");
    Ok(reader.rows(sql, &[kind]).await?.into_iter().flatten().collect())
}

fn kind(name: &'static str) -> ColumnKind {
    ColumnKind::Sealed { table: "person", column: name }
}

async fn numbers(db: &Db) -> Vec<Value> {
    column(db.reader(), "number", kind("number")).await.unwrap()
}

async fn findings(db: &Db) -> Vec<String> {
    verify(db, |_, _| {}).await.unwrap().findings.into_iter().map(|finding| finding.sentence).collect()
}

/// Everything in the folder of a database.
fn bytes_on_disk(fresh: &Fresh) -> Vec<u8> {
    let path = PathBuf::from(fresh.url.trim_start_matches("sqlite:"));
    let files = std::fs::read_dir(path.parent().unwrap()).unwrap();
    files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test]
async fn what_is_personal_stands_sealed_in_the_database_and_is_read_plain() {
    for fresh in databases().await {
        let db = opened(&fresh).await;
        let rows = vec![
            person("张样例", ID),
            person("李样例", "sm4:0123"),
            vec!["王样例".into(), Value::Null, 1.into(), Value::Null],
        ];
        let ids = db.write("甲", &Add(people(true), rows)).await.unwrap();
        assert_eq!(numbers(&db).await, [ID.into(), "sm4:0123".into(), Value::Null], "{}", fresh.kind);
        for name in ["number", "born_on"] {
            let stored = column(db.reader(), name, ColumnKind::Text).await.unwrap();
            assert!(
                stored[..2].iter().all(|value| value.text().unwrap().starts_with("sm4:")),
                "{}: {stored:?}",
                fresh.kind
            );
        }
        let pay = column(db.reader(), "pay", ColumnKind::Int).await.unwrap();
        assert_eq!(pay[0], 20_000_000.into(), "a number can still be added up");

        let mut sql = Sql::new(db.reader());
        sql.push("SELECT id FROM person WHERE number = ").bind_as(&ID.into(), kind("number"));
        assert_eq!(db.reader().number(sql).await.unwrap(), Some(ids[0]), "{}: equality finds it", fresh.kind);
        let twin = db.write("甲", &Add(people(true), vec![person("赵样例", ID)])).await.unwrap_err().to_string();
        assert!(twin.contains("唯一性") && !twin.contains(ID), "{}: the key holds: {twin}", fresh.kind);

        let before = Row { id: ids[0], values: person("张样例", ID) };
        let after = db.write("甲", &Change(before.clone(), vec![(1, OTHER.into())])).await.unwrap();
        assert_eq!((after.values[1].clone(), numbers(&db).await[0].clone()), (OTHER.into(), OTHER.into()));
        let lines = lines_of(db.reader(), "person", ids[0], 9).await.unwrap();
        assert_eq!(lines[0].changes, r#"{"number":["***","***"]}"#);
        assert_eq!(lines[0].row, db.digest(&people(true), &after), "{}: as the history keeps it", fresh.kind);
        db.write("甲", &Change(after, vec![(1, OTHER.into())])).await.unwrap();
        assert_eq!(storage::version(db.reader()).await.unwrap(), 4, "{}: the same value changes nothing", fresh.kind);
        assert_eq!(findings(&db).await, [""; 0], "{}", fresh.kind);
        if fresh.kind == "SQLite" {
            let bytes = bytes_on_disk(&fresh);
            assert!(holds(&bytes, "张样例") && !holds(&bytes, ID) && !holds(&bytes, OTHER));
        }
    }
}

#[tokio::test]
async fn sealed_text_that_somebody_altered_is_told_by_the_reader_and_by_the_verification() {
    for fresh in databases().await {
        let db = opened(&fresh).await;
        db.write("甲", &Add(people(true), vec![person("张样例", ID), person("李样例", OTHER)])).await.unwrap();
        let stored = column(db.reader(), "number", ColumnKind::Text).await.unwrap();
        let first = stored[0].text().unwrap();
        for forged in [
            format!("{first}00"),
            OTHER.to_owned(),
            column(db.reader(), "born_on", ColumnKind::Text).await.unwrap()[0].text().unwrap().to_owned(),
        ] {
            tamper(&fresh.url, &format!("UPDATE person SET number = '{forged}' WHERE id = 1")).await;
            let said = column(db.reader(), "number", kind("number")).await.unwrap_err().to_string();
            assert!(said.contains("person.number") && said.contains("keshu verify"), "{}: {said}", fresh.kind);
            assert!(!said.contains(OTHER), "{}: the value is not repeated", fresh.kind);
            let found = findings(&db).await;
            assert!(found.len() == 1 && found[0].contains("被绕过科枢改动"), "{}: {found:?}", fresh.kind);
        }
        // Numbers that change places open, and only the history knows better.
        tamper(&fresh.url, "UPDATE person SET number = NULL WHERE id = 2").await;
        tamper(&fresh.url, &format!("UPDATE person SET number = '{}' WHERE id = 1", stored[1].text().unwrap())).await;
        tamper(&fresh.url, &format!("UPDATE person SET number = '{first}' WHERE id = 2")).await;
        assert_eq!(numbers(&db).await, [OTHER.into(), ID.into()]);
        assert_eq!(findings(&db).await.len(), 2, "{}", fresh.kind);
    }
}

#[tokio::test]
async fn another_key_is_refused_and_nothing_is_changed() {
    for fresh in databases().await {
        let db = opened(&fresh).await;
        db.write("甲", &Add(people(true), vec![person("张样例", ID)])).await.unwrap();
        let mut grown = people(true);
        grown.columns.push(Column { required: false, references: None, check: None, ..grown.columns[0].clone() });
        grown.columns[4].name = "town";
        let key = HouseKey::Bytes([8; 32]);
        let said = Db::open_with(&fresh.url, vec![grown], Clock::System, key).await.unwrap_err().to_string();
        assert!(said.contains("另一把密钥") && said.contains("不要新建"), "{}: {said}", fresh.kind);
        let db = opened(&fresh).await;
        assert_eq!(numbers(&db).await, [ID.into()], "{}: the column was not added", fresh.kind);
        assert_eq!(findings(&db).await, [""; 0], "{}", fresh.kind);
    }
}

/// The key file beside a SQLite database.
fn key_file(fresh: &Fresh) -> PathBuf {
    PathBuf::from(format!("{}.key", fresh.url.trim_start_matches("sqlite:")))
}

async fn usual(fresh: &Fresh) -> Result<Db> {
    Db::open(&fresh.url, vec![people(true)], Clock::Fixed(day(2022, 8, 7))).await
}

fn place(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

#[tokio::test]
async fn the_key_is_made_once_beside_the_database_and_missed_when_it_is_gone() {
    use std::os::unix::fs::PermissionsExt;
    let (fresh, other) = (sqlite(), sqlite());
    let db = usual(&fresh).await.unwrap();
    db.write("甲", &Add(people(true), vec![person("张样例", ID)])).await.unwrap();
    let file = key_file(&fresh);
    let kept = std::fs::read_to_string(&file).unwrap();
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(kept.starts_with("# 科枢的密钥") && kept.lines().last().unwrap().len() == 64, "{kept}");
    assert_eq!(numbers(&usual(&fresh).await.unwrap()).await, [ID.into()], "it is found again");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), kept, "and left alone");

    usual(&other).await.unwrap();
    assert_ne!(std::fs::read_to_string(key_file(&other)).unwrap(), kept, "each house has a key of its own");

    let refusals = [
        ("另一把密钥加密的，不是密钥文件", Some(std::fs::read_to_string(key_file(&other)).unwrap())),
        ("不完整", Some(kept[..kept.len() - 9].to_owned())),
        ("不完整", Some("# 一行说明".to_owned())),
        ("另一把密钥加密的，找不到密钥文件", None),
    ];
    for (sentence, content) in refusals {
        match &content {
            Some(text) => place(&file, text),
            None => std::fs::remove_file(&file).unwrap(),
        }
        let said = usual(&fresh).await.unwrap_err().to_string();
        assert!(said.contains(sentence) && said.contains(".db.key"), "{said}");
        assert_eq!(file.exists().then(|| std::fs::read_to_string(&file).unwrap()), content, "no key is made instead");
    }
    place(&file, &kept);
    assert_eq!(numbers(&usual(&fresh).await.unwrap()).await, [ID.into()]);
}

#[tokio::test]
async fn houses_that_share_a_key_file_may_be_opened_for_the_first_time_at_once() {
    let houses: Vec<Fresh> = (0..6).map(|_| sqlite()).collect();
    let file = key_file(&houses[0]);
    let open = |fresh: &Fresh| {
        let (url, key) = (fresh.url.clone(), HouseKey::File(file.clone()));
        tokio::spawn(async move { Db::open_with(&url, vec![people(true)], Clock::System, key).await.map(|_| ()) })
    };
    let first: Vec<_> = houses.iter().map(open).collect();
    for opening in first {
        opening.await.unwrap().unwrap();
    }
    for fresh in &houses {
        open(fresh).await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn what_was_written_before_it_was_personal_is_sealed_at_the_next_opening() {
    for fresh in databases().await {
        let db = open(&fresh, vec![people(false)], day(2022, 8, 7)).await;
        let rows = vec![person("张样例", ID), person("李样例", "sm4:0123"), person("王样例", OTHER)];
        db.write("甲", &Add(people(false), rows)).await.unwrap();
        tamper(&fresh.url, "UPDATE person SET name = '别人' WHERE id = 3").await;
        let altered = findings(&db).await;
        drop(db);

        let db = opened(&fresh).await;
        assert_eq!(numbers(&db).await, [ID.into(), "sm4:0123".into(), OTHER.into()], "{}", fresh.kind);
        let stored = column(db.reader(), "number", ColumnKind::Text).await.unwrap();
        assert!(stored.iter().all(|value| value.text().unwrap().len() > 36), "{}: {stored:?}", fresh.kind);
        let lines = lines_of(db.reader(), "person", 1, 9).await.unwrap();
        assert_eq!((lines.len(), lines[0].actor.as_str()), (2, "科枢"));
        assert_eq!(lines[0].changes, r#"{"number":["***","***"]}"#);
        assert_eq!(findings(&db).await, altered, "{}: what was altered before is still told", fresh.kind);
        if fresh.kind == "SQLite" {
            let bytes = bytes_on_disk(&fresh);
            assert!(!holds(&bytes, ID) && !holds(&bytes, OTHER), "nothing of it is left in the file");
        }

        let version = storage::version(db.reader()).await.unwrap();
        let db = opened(&fresh).await;
        assert_eq!(storage::version(db.reader()).await.unwrap(), version, "{}: once is enough", fresh.kind);
        let plain = Db::open_with(&fresh.url, vec![people(false)], Clock::System, HOUSE_KEY).await;
        let said = plain.unwrap_err().to_string();
        assert!(said.contains("加密") && said.contains("升级程序"), "{}: {said}", fresh.kind);
    }
}
