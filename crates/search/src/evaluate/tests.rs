//! Sets of questions with known answers: read, refused, measured.

use std::{fs, path::Path};

use super::*;

fn write(folder: &Path, files: &[(&str, &str)]) -> Sources {
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    Sources { folder: folder.to_owned(), questions: "q.tsv".into(), right: "r.tsv".into(), ..Sources::default() }
}

const DOCS: &str = r#"{"id":"a","text":"高温陶瓷釉料的制备与性能"}
{"id":"b","text":"区域科技金融风险补偿机制"}
{"id":"c","text":"膜法处理印染废水的中试"}
"#;

#[test]
fn a_set_is_measured_by_the_place_of_the_right_answer() {
    let folder = tempfile::tempdir().unwrap();
    let questions = "1\t陶瓷釉料\n2\t科技金融风险\n3\t印染废水处理\n4\t没有答案的问题\n";
    let sources =
        write(folder.path(), &[("docs.jsonl", DOCS), ("q.tsv", questions), ("r.tsv", "1\ta\t1\n2\tb\t1\n3\ta\t1\n")]);
    let measured = measure(&Set::read(&sources).unwrap()).unwrap();
    assert_eq!((measured.queries, measured.ndcg, measured.mrr, measured.recall), (3, 2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0));
    assert!(measured.docs_per_s > 0.0 && measured.p99_ms >= measured.p50_ms);
}

#[test]
fn documents_given_beside_stand_in_for_those_of_the_same_id() {
    let folder = tempfile::tempdir().unwrap();
    let masked = "{\"id\":\"a\",\"text\":\"别的内容\"}\n{\"id\":\"d\",\"text\":\"陶瓷釉料\"}\n";
    let mut sources = write(
        folder.path(),
        &[("docs.jsonl", DOCS), ("mask.jsonl", masked), ("q.tsv", "1\t陶瓷釉料\n"), ("r.tsv", "1\td\t1\n")],
    );
    sources.documents = Some("mask.jsonl".into());
    let set = Set::read(&sources).unwrap();
    assert_eq!(set.documents.iter().map(|document| document.text.as_str()).collect::<Vec<_>>().len(), 4);
    assert_eq!(set.documents.first().map(|document| document.text.as_str()), Some("别的内容"));
    assert_eq!(measure(&set).unwrap().ndcg, 1.0);
}

#[test]
fn experts_are_found_by_their_works() {
    let folder = tempfile::tempdir().unwrap();
    let experts = "{\"id\":\"x\",\"papers\":[\"b\",\"c\"]}\n{\"id\":\"y\",\"papers\":[\"a\"]}\n";
    let mut sources = write(
        folder.path(),
        &[("docs.jsonl", DOCS), ("e.jsonl", experts), ("q.tsv", "1\t废水的膜处理\n"), ("r.tsv", "1\tx\t1\n")],
    );
    sources.experts = Some("e.jsonl".into());
    assert_eq!(measure(&Set::read(&sources).unwrap()).unwrap().mrr, 1.0);
}

#[test]
fn a_bad_file_is_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let good = [("docs.jsonl", DOCS), ("q.tsv", "1\t陶瓷\n"), ("r.tsv", "1\ta\t1\n")];
    for (name, text, said) in [
        ("docs.jsonl", "{\"id\":1}", "docs.jsonl 第 1 行不是所需的 JSON"),
        ("docs.jsonl", "", "没有可以检索的内容"),
        ("q.tsv", "1 陶瓷", "q.tsv 第 1 行应为“问题编号、问题”"),
        ("r.tsv", "1", "r.tsv 第 1 行应为“问题编号、文档编号、1”"),
        ("r.tsv", "2\ta\t1", "没有一个问题"),
    ] {
        let sources = write(folder.path(), &good);
        fs::write(folder.path().join(name), text).unwrap();
        let told = Set::read(&sources).unwrap_err().to_string();
        assert!(told.contains(said), "{told}");
    }
    let sources = Sources { questions: "none.tsv".into(), ..write(folder.path(), &good) };
    assert!(Set::read(&sources).unwrap_err().to_string().contains("读不了"));
    fs::write(folder.path().join("q.tsv"), [0xff, 0xfe]).unwrap();
    assert!(Set::read(&write(folder.path(), &[])).unwrap_err().to_string().contains("不是 UTF-8"));
}
