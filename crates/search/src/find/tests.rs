//! What is found, in which order, and what of it a reader may see.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::{Breadth, Entry, Found, Index, Reach, Wanted, wanted::Seen};

fn entry(table: &str, id: i64, title: &str, text: &str) -> Entry {
    Entry { table: table.to_owned(), id, title: title.to_owned(), text: text.to_owned(), ..Entry::default() }
}

fn filled() -> Index {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    for one in [
        entry("achievement", 1, "高温陶瓷釉料", "一种α-Al2O3增强的釉料，烧成温度1200℃。"),
        entry("achievement", 2, "企业管理办法", "适用于陶瓷企业的管理制度。"),
        entry("demand", 7, "釉面缺陷", "陶瓷釉料表面出现针孔，排放VOC超标，按GB/T 9704报告。"),
        Entry {
            inner: "评审意见：釉料配方不完整".to_owned(), ..entry("demand", 8, "水处理", "膜法处理废水")
        },
    ] {
        writer.put(&one).unwrap();
    }
    writer.commit("").unwrap();
    index
}

fn ids(found: &Found) -> Vec<(String, i64)> {
    found.hits.iter().map(|hit| (hit.table.clone(), hit.id)).collect()
}

fn asked(index: &Index, text: &str, reach: Reach) -> Found {
    let wanted = Wanted { breadth: Breadth::Most, ..Wanted::like(text, Arc::new(reach)) };
    index.find(&wanted).unwrap()
}

fn of_unit() -> Reach {
    Reach {
        tables: Some(HashMap::from([("achievement", Seen::All), ("demand", Seen::Except(HashSet::from([7])))])),
        inner: false,
    }
}

#[test]
fn whole_words_are_found_with_counts_by_table() {
    let index = filled();
    let found = asked(&index, "陶瓷釉料", Reach::everything());
    assert_eq!(ids(&found), [("achievement".to_owned(), 1), ("demand".to_owned(), 7)]);
    assert_eq!((found.total, found.by_table), (2, vec![("achievement".to_owned(), 1), ("demand".to_owned(), 1)]));
    for (text, id) in
        [("ａｌ２ｏ３", 1), ("1200℃", 1), ("voc", 7), ("GB/T 9704", 7), ("陶瓷釉料 针孔", 7), ("廢水", 8), ("膜", 8)]
    {
        assert_eq!(asked(&index, text, Reach::everything()).hits.first().map(|hit| hit.id), Some(id), "{text}");
    }
}

#[test]
fn what_is_not_for_the_reader_is_neither_found_nor_counted_nor_shown() {
    let index = filled();
    let found = asked(&index, "陶瓷釉料", of_unit());
    assert_eq!((found.total, ids(&found)), (1, vec![("achievement".to_owned(), 1)]));
    assert_eq!(found.by_table, [("achievement".to_owned(), 1)]);
    assert_eq!(asked(&index, "评审意见 配方", of_unit()), Found::default());
    let bureau = asked(&index, "评审意见 配方", Reach::everything());
    assert_eq!(ids(&bureau), [("demand".to_owned(), 8)]);
    assert!(bureau.hits.iter().any(|hit| hit.passages.iter().any(|passage| passage.text.contains("评审意见"))));
    let nobody = Reach { tables: Some(HashMap::new()), inner: false };
    assert_eq!(asked(&index, "陶瓷", nobody), Found::default());
}

#[test]
fn a_question_for_some_tables_or_records_counts_the_other_tables_all_the_same() {
    let index = filled();
    let mut wanted = Wanted::like("陶瓷釉料", Arc::new(Reach::everything()));
    wanted.tables = Some(vec!["demand"]);
    let found = index.find(&wanted).unwrap();
    assert_eq!((ids(&found), found.by_table.len()), (vec![("demand".to_owned(), 7), ("demand".to_owned(), 8)], 2));
    wanted.tables = None;
    wanted.ids = Some(Arc::new(HashSet::from([("achievement", 2), ("demand", 7)])));
    assert_eq!(ids(&index.find(&wanted).unwrap()), [("demand".to_owned(), 7), ("achievement".to_owned(), 2)]);
    (wanted.limit, wanted.offset) = (1, 1);
    assert_eq!(ids(&index.find(&wanted).unwrap()), [("achievement".to_owned(), 2)]);
}

#[test]
fn any_text_is_a_question() {
    let index = filled();
    for text in [
        "",
        " ",
        "膜",
        "AND (",
        "\"",
        "*",
        "-",
        "a:b^2~",
        "😀👍🏽",
        "釉膜ガ가é\u{0}\u{202e}",
        &"陶瓷釉料AND(".repeat(10_000),
    ] {
        for breadth in [Breadth::Most, Breadth::Any] {
            let wanted = Wanted { breadth, ..Wanted::like(text, Arc::new(Reach::everything())) };
            let found = index.find(&wanted).unwrap();
            assert!(found.hits.len() <= 10 && found.total >= found.hits.len());
        }
    }
}

#[test]
fn an_entry_is_replaced_and_taken_away() {
    let index = filled();
    let mut writer = index.writer().unwrap();
    writer.put(&entry("demand", 7, "变更后", "别的内容")).unwrap();
    writer.remove("achievement", 1);
    writer.commit("17").unwrap();
    assert_eq!(asked(&index, "釉料", of_unit()), Found::default());
    assert_eq!(index.payload().unwrap().as_deref(), Some("17"));
    assert_eq!(index.len(), 3);
}
