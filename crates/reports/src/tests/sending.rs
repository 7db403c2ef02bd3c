//! Sending a report and what differs afterwards; a user's own docx.

use std::io::{Cursor, Read, Write};

use super::bureau::{Bureau, MOMENT};
use crate::{differences, docx::fill_user_docx, freeze::freeze};

#[tokio::test]
async fn a_report_with_gaps_is_sent_only_on_purpose() {
    let bureau = Bureau::open().await;
    let refused = freeze(&bureau.office, MOMENT, "张样例", false).await.unwrap_err().to_string();
    assert!(refused.contains("处待补，没有报送"), "{refused}");
    assert!(differences::sent_in(bureau.office.reader(), 2022).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_later_change_shows_as_a_difference_with_the_rows_that_explain_it() {
    let bureau = Bureau::open().await;
    let id = freeze(&bureau.office, MOMENT, "张样例", true).await.unwrap();
    let sent = differences::sent_by_id(bureau.office.reader(), id).await.unwrap();
    assert_eq!((sent.number.as_str(), sent.by.as_str()), ("2022年报-1", "张样例"));
    let compared = differences::compared(&bureau.office, sent.clone()).await.unwrap();
    assert!(compared.differences.is_empty(), "{:?}", compared.differences);

    bureau.file("#3").await;
    let budget = [
        ("number", "预1"),
        ("year", "2022"),
        ("item", "科技专项"),
        ("kind", "年初预算"),
        ("amount", "1300"),
        ("document", "瓷财〔2022〕1号"),
        ("approved_on", "2022-01-20"),
    ];
    bureau.change(&funds::BUDGETS, 1, &budget).await;
    let compared = differences::compared(&bureau.office, sent).await.unwrap();
    let codes: Vec<&str> = compared.differences.iter().map(|difference| difference.code.as_str()).collect();
    assert_eq!(codes, ["hnte-filed-first-batch", "special-funds"]);
    let filed = &compared.differences[0];
    assert_eq!((filed.then.as_str(), filed.now.as_str(), filed.slot), ("2家", "3家", Some(2)));
    assert_eq!(filed.traces.len(), 1);
    assert_eq!(filed.traces[0].kind, "计入");
    assert_eq!(filed.traces[0].said, "2023-01-06 测试 新增");
    let funds = &compared.differences[1];
    assert_eq!(funds.traces[0].said, "2023-01-06 测试 变更：金额 1,286 → 1,300");
    assert_eq!(freeze(&bureau.office, MOMENT, "张样例", true).await.unwrap(), id + 1);
    assert_eq!(differences::sent_in(bureau.office.reader(), 2022).await.unwrap()[0].number, "2022年报-2");
}

/// A docx with one paragraph of these words.
fn docx(words: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let files = [
        ("[Content_Types].xml", r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#.to_owned()),
        ("_rels/.rels", r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#.to_owned()),
        ("word/document.xml", format!(r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"#)),
    ];
    for (name, content) in files {
        archive.start_file(name, options).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn words(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn a_users_own_docx_is_filled_and_says_what_it_did_not_know() {
    let bureau = Bureau::open().await;
    let own = docx(
        "申报{{ figure(“hnte-filed”) }}家，{{3}}，{{ said('tsme-filed') }}，{{ figure('nope-nope') }}，{{ slot(20) }}，{{ year }}",
    );
    let filled = fill_user_docx(&bureau.office, MOMENT, "http://house:1", &own).await.unwrap();
    let text = words(&filled.docx);
    assert!(
        text.contains("{{ figure(&apos;nope-nope&apos;) }}") || text.contains("{{ figure('nope-nope') }}"),
        "{text}"
    );
    for said in [">2<", ">1家以上<", "【待补】", "2022"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(filled.filled, 5);
    assert_eq!(filled.unknown.len(), 1);
    assert!(filled.unknown[0].starts_with("figure('nope-nope')：没有代码为“nope-nope”的指标"), "{:?}", filled.unknown);
    assert_eq!(filled.missing.len(), 1);
    assert_eq!(filled.missing[0].slot, Some(20));
    let broken = fill_user_docx(&bureau.office, MOMENT, "", b"nonsense").await.unwrap_err().to_string();
    assert!(broken.contains(".docx"), "{broken}");
}
