//! A house with a model, and with a file that is none.

use super::*;

const WORDS: [(&str, u32); 6] = [("芯片", 1), ("集成电路", 1), ("果园", 2), ("query", 9), ("passage", 9), (":", 9)];

/// An office whose configuration names a file with these bytes as its model.
async fn office_with(model: &[u8]) -> Office {
    let mut office = office(sqlite()).await;
    let file = office.folder.path().join("model.bin");
    fs::write(&file, model).unwrap();
    office.engine = Engine::with_model(office.folder.path().join("index"), Some(file));
    for (number, title) in
        [("2022-003", "柑橘果园研究"), ("2022-004", "集成电路研究"), ("2022-005", "各类工艺研究的总目录")]
    {
        office.add(&PLANS, &[("number", number), ("title", title), ("unit", "U1"), ("stage", "已提交")]).await;
    }
    office
}

async fn titles(office: &Office, text: &str) -> Vec<String> {
    office.engine.freshened(&office.house).await.unwrap();
    let reach = office.engine.reach(&office.house, &Who::house()).await.unwrap();
    let wanted = Wanted { tables: Some(vec!["plan"]), ..Wanted::like(text, reach) };
    office.engine.find(wanted).await.unwrap().hits.into_iter().map(|hit| hit.title.text).collect()
}

#[tokio::test]
async fn once_the_records_are_read_meaning_decides_between_equal_words() {
    let office = office_with(&embedding::toy::model(&WORDS)).await;
    assert_eq!(titles(&office, "芯片研究").await[..2], ["柑橘果园研究", "集成电路研究"]);
    assert!(office.page(&Who::house(), "q=研究").await.contains("排序：词面。"));
    assert!(office.engine.learn().await.unwrap() >= 5);
    assert_eq!(titles(&office, "芯片研究").await[..2], ["集成电路研究", "柑橘果园研究"]);
    assert!(office.page(&Who::house(), "q=研究").await.contains("排序：词面与语义。"));
    assert_eq!(office.engine.learn().await.unwrap(), 0);
    let changed = [("number", "2022-003"), ("title", "芯片研究"), ("unit", "U1"), ("stage", "已提交")];
    office.change(&PLANS, 3, &changed).await;
    assert_eq!(titles(&office, "集成电路").await[0], "集成电路研究");
    assert_eq!(office.engine.learn().await.unwrap(), 1, "what was changed is read again, and nothing else");
}

#[tokio::test]
async fn a_file_that_is_no_model_is_said_and_words_still_find() {
    let office = office_with(b"%PDF-1.7").await;
    office.engine.freshened(&office.house).await.unwrap();
    assert_eq!(office.engine.learn().await.unwrap(), 0);
    let page = office.page(&Who::house(), "q=集成电路研究").await;
    assert!(page.contains("语义排序未启用：") && page.contains("这不是可用的模型文件"), "{page}");
    assert!(page.contains("排序：词面。") && page.contains("/plans/4"), "{page}");
}
