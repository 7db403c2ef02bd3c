//! Blind copies of documents full of names, and PDFs that say or hide their author.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use expect_test::expect;
use proptest::prelude::*;
use zip::ZipArchive;

use super::*;
use crate::OfficialDocument;
use crate::tests::{PDF, docx, zip};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document of 张三 with everything Word writes beside and between the words.
fn full_of_names() -> Vec<u8> {
    let kind =
        |part: &str, kind: &str| format!("<Override PartName=\"/{part}\" ContentType=\"application/vnd.{kind}\"/>");
    let word = "openxmlformats-officedocument.wordprocessingml";
    let types = [
        kind("word/document.xml", &format!("{word}.document.main+xml")),
        kind("word/settings.xml", &format!("{word}.settings+xml")),
        kind("word/comments.xml", &format!("{word}.comments+xml")),
        kind("word/people.xml", "ms-word.people+xml"),
        kind("docProps/core.xml", "openxmlformats-package.core-properties+xml"),
        kind("docProps/app.xml", "openxmlformats-officedocument.extended-properties+xml"),
        kind("customXml/itemProps1.xml", "openxmlformats-officedocument.customXmlProperties+xml"),
    ];
    let types = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{}</Types>",
        types.concat()
    );
    let relationships = |list: &[(&str, &str, &str)]| {
        let one = |(kind, target, mode): &(&str, &str, &str)| {
            format!("<Relationship Id=\"{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"{mode}/>")
        };
        let inside: String = list.iter().map(one).collect();
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
        )
    };
    let root = relationships(&[
        ("officeDocument", "word/document.xml", ""),
        ("core-properties", "docProps/core.xml", ""),
        ("extended-properties", "/docProps/app.xml", ""),
        ("thumbnail", "docProps/thumbnail.jpeg", ""),
    ]);
    let of_document = relationships(&[
        ("settings", "settings.xml", ""),
        ("comments", "comments.xml", ""),
        ("people", "people.xml", ""),
        ("customXml", "../customXml/item1.xml", ""),
        ("hyperlink", "https://kjj.example/docProps/core.xml", " TargetMode=\"External\""),
    ]);
    let template =
        relationships(&[("attachedTemplate", "file:///C:\\Users\\张三\\模板.dotx", " TargetMode=\"External\"")]);
    let body = format!(
        "<w:document {W}><w:body><w:p><w:pPr><w:pPrChange w:id=\"1\" w:author=\"张三\"><w:pPr/></w:pPrChange></w:pPr>\
         <w:commentRangeStart w:id=\"0\"/><w:r><w:t>本项目研究</w:t></w:r>\
         <w:ins w:id=\"2\" w:author=\"张三\" w:date=\"2026-03-01T09:00:00Z\"><w:r><w:t>工业陶瓷</w:t></w:r></w:ins>\
         <w:del w:id=\"3\" w:author=\"张三\"><w:r><w:delText>由张三主持的</w:delText></w:r></w:del>\
         <w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r><w:r><w:t>技术。</w:t></w:r></w:p>\
         <w:p><w:r><w:rPr><w:ins w:id=\"4\" w:author=\"张三\"/></w:rPr><w:t>第二段</w:t></w:r></w:p></w:body></w:document>"
    );
    let settings = format!("<w:settings {W}><w:attachedTemplate w:id=\"x\"/><w:zoom w:percent=\"100\"/></w:settings>");
    zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", body.as_bytes()),
        ("word/_rels/document.xml.rels", of_document.as_bytes()),
        ("word/settings.xml", settings.as_bytes()),
        ("word/_rels/settings.xml.rels", template.as_bytes()),
        ("word/comments.xml", "<w:comments><w:comment w:author=\"张三\"/></w:comments>".as_bytes()),
        ("word/_rels/comments.xml.rels", relationships(&[]).as_bytes()),
        ("word/people.xml", "<w15:people>张三</w15:people>".as_bytes()),
        ("word/embeddings/表.xlsx", b"PK"),
        ("docProps/core.xml", "<dc:creator>张三</dc:creator>".as_bytes()),
        ("docProps/app.xml", "<Company>萍瓷科技</Company>".as_bytes()),
        ("docProps/thumbnail.jpeg", b"\xff\xd8\xff"),
        ("customXml/item1.xml", "<author>张三</author>".as_bytes()),
        ("customXml/itemProps1.xml", b"<x/>"),
        ("customXml/_rels/item1.xml.rels", relationships(&[("x", "itemProps1.xml", "")]).as_bytes()),
    ])
}

fn parts(docx: &[u8]) -> BTreeMap<String, String> {
    let mut zip = ZipArchive::new(Cursor::new(docx)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut entry = zip.by_index(at).unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            (entry.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn made(docx: &[u8]) -> (Vec<u8>, Vec<String>) {
    match redact_metadata(Kind::Docx, docx).unwrap() {
        BlindCopy::Made { docx, unseen } => (docx, unseen),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_copy_has_neither_properties_nor_comments_nor_authors_of_changes() {
    let (copy, unseen) = made(&full_of_names());
    let parts = parts(&copy);
    for (name, text) in &parts {
        assert!(!text.contains("张三") && !text.contains("萍瓷"), "{name}: {text}");
    }
    let names: Vec<&str> = parts.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "word/_rels/document.xml.rels",
            "word/_rels/settings.xml.rels",
            "word/document.xml",
            "word/embeddings/表.xlsx",
            "word/settings.xml",
        ]
    );
    assert_eq!(unseen, ["word/embeddings/表.xlsx"]);
    let body = parts["word/document.xml"].split_once("<w:body>").unwrap().1;
    expect!["<w:p><w:pPr></w:pPr><w:r><w:t>本项目研究</w:t></w:r><w:r><w:t>工业陶瓷</w:t></w:r><w:r></w:r><w:r><w:t>技术。</w:t></w:r></w:p><w:p><w:r><w:rPr></w:rPr><w:t>第二段</w:t></w:r></w:p></w:body></w:document>"]
        .assert_eq(body);
}

#[test]
fn no_list_of_the_copy_names_a_part_that_is_gone() {
    let parts = parts(&made(&full_of_names()).0);
    let types = &parts["[Content_Types].xml"];
    assert_eq!(types.matches("<Override").count(), 2, "{types}");
    assert_eq!(parts["_rels/.rels"].matches("<Relationship ").count(), 1);
    let of_document = &parts["word/_rels/document.xml.rels"];
    assert_eq!(of_document.matches("<Relationship ").count(), 2, "{of_document}");
    assert!(of_document.contains("https://kjj.example/docProps/core.xml"), "a link that leads outside stays");
    assert!(!parts["word/_rels/settings.xml.rels"].contains("<Relationship "));
}

#[test]
fn a_copy_of_a_copy_is_the_same_and_words_without_names_stay_byte_for_byte() {
    let (copy, _) = made(&full_of_names());
    assert_eq!(made(&copy).0, copy);
    let plain = docx(&["甲、乙"]);
    let (before, after) = (parts(&plain), parts(&made(&plain).0));
    assert_eq!(before["word/document.xml"], after["word/document.xml"]);
    assert!(before.contains_key("docProps/core.xml") && !after.contains_key("docProps/core.xml"));
}

#[test]
fn unsound_documents_are_refused() {
    let broken = zip(&[("[Content_Types].xml", b"<Types>"), ("word/document.xml", b"<w:p>")]);
    for bytes in [&b"PK\x03\x04"[..], &docx(&["甲"])[..200], &broken] {
        assert!(redact_metadata(Kind::Docx, bytes).is_err());
    }
    let entity = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")]);
    assert!(matches!(redact_metadata(Kind::Docx, &entity), Err(DocumentError::Doctype { .. })));
}

#[test]
fn other_formats_have_no_blind_copy() {
    let BlindCopy::NotPossible(sentence) = redact_metadata(Kind::Xlsx, b"PK").unwrap() else { panic!("possible") };
    assert_eq!(sentence, "盲评材料只能是 .docx 或 PDF，其他格式无法确认是否带有作者信息：请另存为 .docx 后再上传");
}

/// A PDF with these objects.
fn pdf(objects: &str) -> Vec<u8> {
    [b"%PDF-1.7\n", objects.as_bytes(), b"\n%%EOF"].concat()
}

fn sentence(objects: &str) -> Option<&'static str> {
    pdf::looked(&pdf(objects)).err()
}

#[test]
fn a_pdf_that_names_its_author_is_refused() {
    let said = "PDF 的文档属性中写有作者或单位，盲评时专家会看到：请在制作它的软件中清除文档属性，重新导出后再上传";
    for objects in [
        "1 0 obj <</Author (Zhang San)>> endobj trailer <</Info 1 0 R>>",
        "1 0 obj <</Author<FEFF5F204E09>>> endobj",
        r"1 0 obj <</Author(\376\377\137\040)>> endobj",
        "1 0 obj <</Author 5 0 R>> endobj",
        "1 0 obj <</Company (x)>> endobj",
        "<dc:creator><rdf:Seq><rdf:li>张三</rdf:li></rdf:Seq></dc:creator>",
        "<dc:creator>\n<rdf:Seq>\n<rdf:li>张三",
        "<pdfx:Company xmlns=\"x\">萍瓷</pdfx:Company>",
    ] {
        assert_eq!(sentence(objects), Some(said), "{objects}");
    }
}

#[test]
fn a_pdf_whose_author_cannot_be_seen_is_refused() {
    let packed = "1 0 obj <</Type/ObjStm>> stream … endstream trailer <</Info 12 0 R>>";
    assert!(sentence(packed).unwrap().contains("经过压缩"));
    assert!(sentence("112 0 obj <<>> endobj trailer <</Info 12 0 R>>").unwrap().contains("经过压缩"));
    let metadata = "7 0 obj <</Type /Metadata/Subtype/XML/Filter/FlateDecode>> stream … endstream";
    assert!(sentence(metadata).unwrap().contains("经过压缩"));
    assert!(sentence("trailer <</Encrypt 9 0 R>>").unwrap().contains("加了密码"));
    let many: String = (1..=21).map(|n| format!("{n} 0 obj <<>> endobj trailer <</Info {n} 0 R>>\n")).collect();
    assert!(sentence(&many).unwrap().contains("经过压缩"));
    let far =
        format!("7 0 obj <</Type/Metadata/Length 9>> stream {} endstream 8 0 obj <</Filter/X>>", "x".repeat(9_000));
    assert_eq!(sentence(&far), None, "the filter of another stream does not matter");
}

#[test]
fn a_pdf_without_an_author_passes_as_it_is_with_its_title_for_the_officer() {
    assert_eq!(redact_metadata(Kind::Pdf, PDF).unwrap(), BlindCopy::AsItIs { title: None });
    let objects = "12 0 obj <</Author()/Creator(WPS)/Title <FEFF 840D4E1A003153F8>>> endobj trailer <</Info 12 0 R>>\n\
                   7 0 obj <</Type/Metadata/Length 9>> stream <dc:creator> </dc:creator> endstream\n\
                   9 0 obj <</Title (a bookmark)>> endobj\n\
                   8 0 obj <</AuthorityName (x)/Filter/FlateDecode>> stream";
    let title = Some("萍业1司".to_owned());
    assert_eq!(redact_metadata(Kind::Pdf, &pdf(objects)).unwrap(), BlindCopy::AsItIs { title });
    assert_eq!(
        pdf::looked(&pdf(r"1 0 obj <</Title (a\(b\)(c)\\\nd)>> endobj trailer <</Info 1 0 R>>")),
        Ok(Some(r"a(b)(c)\d".to_owned()))
    );
}

#[test]
fn names_left_in_the_words_are_found_however_they_are_written() {
    let document = docx(&[
        "本项目由湘东萍瓷科技有限公司承担。",
        "负责人王　堃，联系人王堃；ＰＣＫＪ 与 pckj。",
        "𠮷田与\u{20bb7}田",
    ]);
    let found = mentions(&document, &["萍瓷科技", "王堃", "PCKJ", "𠮷田", "王", ""]).unwrap();
    let told: Vec<String> = found.iter().map(|one| format!("{} {}：{}", one.place, one.name, one.excerpt)).collect();
    expect![[r#"
        正文第 1 段 萍瓷科技：本项目由湘东萍瓷科技有限公司承担。
        正文第 2 段 王堃：负责人王　堃，联系人王堃；ＰＣＫＪ 与……
        正文第 2 段 王堃：负责人王　堃，联系人王堃；ＰＣＫＪ 与 pckj。
        正文第 2 段 PCKJ：负责人王　堃，联系人王堃；ＰＣＫＪ 与 pckj。
        正文第 2 段 PCKJ：……，联系人王堃；ＰＣＫＪ 与 pckj。
        正文第 3 段 𠮷田：𠮷田与𠮷田
        正文第 3 段 𠮷田：𠮷田与𠮷田"#]]
    .assert_eq(&told.join("\n"));
}

#[test]
fn names_are_found_across_runs_and_in_headers_but_not_where_they_were_deleted() {
    let found = mentions(&full_of_names(), &["张三", "究工业", "工业陶瓷技术"]).unwrap();
    let told: Vec<(&str, &str)> = found.iter().map(|one| (one.place.as_str(), one.name.as_str())).collect();
    assert_eq!(told, [("正文第 1 段", "究工业"), ("正文第 1 段", "工业陶瓷技术")]);
    let marked = OfficialDocument { draft_mark: Some("萍瓷科技稿".to_owned()), ..OfficialDocument::default() };
    let found = mentions(&marked.to_docx().unwrap(), &["萍瓷科技"]).unwrap();
    assert_eq!((found.len(), found[0].place.as_str()), (1, "页眉第 1 段"));
}

proptest! {
    #[test]
    fn any_bytes_are_looked_at_without_harm(
        bytes in proptest::collection::vec(prop::sample::select(b"/AuthorInfTitleObj 0R(<\\7>)FE\xfe\xff".to_vec()), 0..200),
    ) {
        let _ = pdf::looked(&bytes);
    }

    #[test]
    fn damaged_documents_are_refused_or_give_a_copy_that_opens(
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = full_of_names();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(BlindCopy::Made { docx, .. }) = redact_metadata(Kind::Docx, &bytes) {
            prop_assert!(ZipArchive::new(Cursor::new(docx)).is_ok());
        }
    }
}
