//! Stories of the database, told on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "tests")]

use storage::{Act, Clock, Column, ColumnKind, Db, Deed, Error, Result, Row, Table, Value, Work, lines_of, verify};
use testkit::{HOUSE_KEY, databases, day, open, sqlite, tamper};

fn column(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, kind, required: true, references: None, check: None, personal: false }
}

fn firms() -> Table {
    Table {
        name: "firm",
        columns: vec![
            column("name", ColumnKind::Text),
            Column { required: false, check: Some("\"staff\" >= 0".to_owned()), ..column("staff", ColumnKind::Int) },
            Column { required: false, personal: true, ..column("phone", ColumnKind::Text) },
        ],
        key: vec!["name"],
        indexed: vec![],
        checks: vec![],
    }
}

fn filings() -> Table {
    Table {
        name: "filing",
        columns: vec![Column { references: Some("firm"), ..column("firm", ColumnKind::Int) }],
        key: vec![],
        indexed: vec![],
        checks: vec![],
    }
}

fn tables() -> Vec<Table> {
    vec![firms(), filings()]
}

fn firm(name: &str, staff: i64) -> Vec<Value> {
    vec![name.into(), staff.into(), Value::Null]
}

struct Add(Vec<Vec<Value>>);

impl Deed for Add {
    type Outcome = Vec<i64>;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<Vec<i64>> {
        work.insert(&firms(), self.0.clone()).await
    }
}

struct Change(Row, Vec<(usize, Value)>);

impl Deed for Change {
    type Outcome = Row;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<Row> {
        work.update(&firms(), &self.0, &self.1).await
    }
}

struct AddThenFail;

impl Deed for AddThenFail {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        work.insert(&firms(), vec![firm("half", 1)]).await?;
        Err(Error::Refused("changed its mind".to_owned()))
    }
}

struct Remove(i64);

impl Deed for Remove {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        work.delete(&firms(), self.0).await
    }
}

struct File(i64);

impl Deed for File {
    type Outcome = Vec<i64>;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<Vec<i64>> {
        work.insert(&filings(), vec![vec![self.0.into()]]).await
    }
}

async fn count(db: &Db, table: &str) -> i64 {
    let mut sql = storage::Sql::new(db.reader());
    sql.push("SELECT COUNT(*) FROM ").name(table);
    db.reader().number(sql).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_change_leaves_a_line_that_says_who_and_from_what_to_what() {
    for fresh in databases().await {
        let db = open(&fresh, tables(), day(2022, 8, 7)).await;
        let id = db.write("张样例", &Add(vec![firm("甲", 3)])).await.unwrap()[0];
        let before = Row { id, values: firm("甲", 3) };
        db.write("李样例", &Change(before, vec![(1, 5.into()), (2, "13800000000".into())])).await.unwrap();
        let lines = lines_of(db.reader(), "firm", id, 10).await.unwrap();
        assert_eq!(lines.len(), 2, "{}", fresh.kind);
        assert_eq!((lines[0].act, lines[0].actor.as_str()), (Act::Change, "李样例"));
        assert_eq!(lines[0].changes, r#"{"phone":[null,"***"],"staff":[3,5]}"#, "a personal value is not told");
    }
}

#[tokio::test]
async fn a_deed_that_fails_leaves_nothing() {
    for fresh in databases().await {
        let db = open(&fresh, tables(), day(2022, 8, 7)).await;
        assert!(db.write("甲", &AddThenFail).await.is_err());
        assert_eq!(count(&db, "firm").await, 0, "{}", fresh.kind);
        assert_eq!(count(&db, "history").await, 0, "{}", fresh.kind);
    }
}

#[tokio::test]
async fn an_id_is_never_used_twice() {
    for fresh in databases().await {
        let db = open(&fresh, tables(), day(2022, 8, 7)).await;
        let first = db.write("甲", &Add(vec![firm("甲", 1)])).await.unwrap()[0];
        db.write("甲", &Remove(first)).await.unwrap();
        let second = db.write("甲", &Add(vec![firm("甲", 1)])).await.unwrap()[0];
        assert!(second > first, "{}: {second} after {first}", fresh.kind);
    }
}

#[tokio::test]
async fn the_database_itself_refuses_twins_orphans_and_nonsense() {
    for fresh in databases().await {
        let db = open(&fresh, tables(), day(2022, 8, 7)).await;
        let id = db.write("甲", &Add(vec![firm("甲", 1)])).await.unwrap()[0];
        let refused = |result: Result<Vec<i64>>| matches!(result, Err(Error::Refused(_)));
        assert!(refused(db.write("甲", &Add(vec![firm("甲", 2)])).await), "{}: a twin", fresh.kind);
        assert!(refused(db.write("甲", &Add(vec![firm("乙", -2)])).await), "{}: a negative number", fresh.kind);
        assert!(refused(db.write("甲", &File(id + 1)).await), "{}: an orphan", fresh.kind);
        db.write("甲", &File(id)).await.unwrap();
        let error = db.write("甲", &Remove(id)).await.unwrap_err().to_string();
        assert!(error.contains("引用"), "{}: {error}", fresh.kind);
    }
}

#[tokio::test]
async fn verification_points_at_an_altered_row_a_stolen_row_and_a_smuggled_row() {
    for fresh in databases().await {
        let db = open(&fresh, tables(), day(2022, 8, 7)).await;
        db.write("甲", &Add(vec![firm("甲", 1), firm("乙", 2), firm("丙", 3)])).await.unwrap();
        assert_eq!(verify(&db, |_, _| {}).await.unwrap().findings, [], "{}", fresh.kind);
        tamper(&fresh.url, "UPDATE firm SET staff = 9 WHERE id = 1").await;
        tamper(&fresh.url, "DELETE FROM firm WHERE id = 2").await;
        tamper(&fresh.url, "INSERT INTO firm (id, name) VALUES (77, '丁')").await;
        let found = verify(&db, |_, _| {}).await.unwrap().findings;
        let places: Vec<(&str, i64)> = found.iter().map(|finding| (finding.subject.as_str(), finding.record)).collect();
        assert_eq!(places, [("firm", 1), ("firm", 2), ("firm", 77)], "{}", fresh.kind);
    }
}

#[tokio::test]
async fn verification_points_at_an_altered_and_at_a_missing_line() {
    for fresh in databases().await {
        let db = open(&fresh, tables(), day(2022, 8, 7)).await;
        for name in ["甲", "乙", "丙", "丁"] {
            db.write("甲", &Add(vec![firm(name, 1)])).await.unwrap();
        }
        tamper(&fresh.url, "UPDATE history SET actor = '别人' WHERE seq = 2").await;
        let found = verify(&db, |_, _| {}).await.unwrap().findings;
        assert_eq!((found[0].subject.as_str(), found[0].record), ("history", 2), "{}", fresh.kind);
        tamper(&fresh.url, "DELETE FROM history WHERE seq = 3").await;
        let found = verify(&db, |_, _| {}).await.unwrap().findings;
        assert!(found.iter().any(|finding| finding.sentence.contains("第 3 行缺失")), "{}: {found:?}", fresh.kind);
    }
}

#[tokio::test]
async fn writers_at_the_same_time_all_succeed_and_the_chain_holds() {
    for fresh in databases().await {
        let one = open(&fresh, tables(), day(2022, 8, 7)).await;
        let other = open(&fresh, tables(), day(2022, 8, 7)).await;
        let mut writers = Vec::new();
        for writer in 0..8 {
            let db = if writer % 2 == 0 { one.clone() } else { other.clone() };
            writers.push(tokio::spawn(async move {
                for number in 0..5 {
                    db.write("甲", &Add(vec![firm(&format!("{writer}-{number}"), 1)])).await.unwrap();
                }
            }));
        }
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(count(&one, "firm").await, 40, "{}", fresh.kind);
        assert_eq!(verify(&one, |_, _| {}).await.unwrap().findings, [], "{}", fresh.kind);
    }
}

#[tokio::test]
async fn a_column_declared_later_is_added_and_the_old_rows_still_verify() {
    for fresh in databases().await {
        let db = open(&fresh, tables(), day(2022, 8, 7)).await;
        db.write("甲", &Add(vec![firm("甲", 1)])).await.unwrap();
        let mut grown = tables();
        grown[0].columns.push(Column { required: false, ..column("town", ColumnKind::Text) });
        let db = open(&fresh, grown, day(2022, 8, 7)).await;
        assert_eq!(verify(&db, |_, _| {}).await.unwrap().findings, [], "{}", fresh.kind);
        let error = Db::open_with(&fresh.url, tables(), Clock::System, HOUSE_KEY).await.unwrap_err().to_string();
        assert!(error.contains("更新版本") && error.contains("firm.town"), "{}: {error}", fresh.kind);
    }
}

#[tokio::test]
async fn what_is_no_database_of_ours_is_refused_in_a_sentence() {
    let fresh = sqlite();
    std::fs::write(fresh.url.trim_start_matches("sqlite:"), "this is a letter, not a database, and quite a long one")
        .unwrap();
    let error = Db::open(&fresh.url, tables(), Clock::System).await.unwrap_err().to_string();
    assert!(error.contains("不是科枢的数据库"), "{error}");
    let error = Db::open("mysql://somewhere", tables(), Clock::System).await.unwrap_err().to_string();
    assert!(error.contains("sqlite:") && error.contains("postgres:"), "{error}");
}

#[tokio::test]
async fn a_database_that_somebody_holds_is_refused_in_a_sentence_and_works_again_afterwards() {
    let fresh = sqlite();
    let db = open(&fresh, tables(), day(2022, 8, 7)).await;
    let holder = testkit::hold(&fresh.url).await;
    let error = db.write("甲", &Add(vec![firm("甲", 1)])).await.unwrap_err().to_string();
    assert!(error.contains("正被另一个程序写入"), "{error}");
    drop(holder);
    db.write("甲", &Add(vec![firm("甲", 1)])).await.unwrap();
}
