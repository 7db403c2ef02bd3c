//! Other people's documents: marks torn apart by Word, rare characters, and packages made to do harm.

use std::io::{Cursor, Read as _, Write as _};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::*;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>"#;
const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn body(inside: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{inside}</w:body></w:document>")
}

fn docx(inside: &str) -> Vec<u8> {
    package(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", body(inside).as_bytes())])
}

fn part(docx: &[u8], name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    ZipArchive::new(Cursor::new(docx)).unwrap().by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// Fills `figure("a")` with 120, `name("district")` with 湘东&<区>, `link` with a link.
fn answer(mark: &Mark) -> Option<Filling> {
    let plain = |text: &str| Some(Filling { text: text.to_owned(), address: None });
    match mark.expression.as_str() {
        "figure(\"a\")" => plain("120"),
        "name(\"district\")" => plain("湘东&<区>"),
        "lines" => plain("甲\n乙\t丙"),
        "again" => plain("{{ figure(\"a\") }}"),
        "link" => Some(Filling { text: "56".to_owned(), address: Some("https://keshu.cn/台账?a=1&b=2".to_owned()) }),
        _ => None,
    }
}

/// What the body becomes.
fn filled(inside: &str) -> (String, Filled) {
    let filled = fill(&docx(inside), &mut answer).unwrap();
    let xml = String::from_utf8(part(&filled.docx, "word/document.xml")).unwrap();
    let xml = xml.split_once("<w:body>").unwrap().1.split_once("</w:body>").unwrap().0.to_owned();
    (xml, filled)
}

fn refused(bytes: &[u8]) -> String {
    fill(bytes, &mut answer).unwrap_err().to_string()
}

#[test]
fn a_mark_in_one_run_is_filled_and_escaped() {
    let (xml, result) = filled("<w:p><w:r><w:t>在{{ name(“district”) }}有</w:t></w:r></w:p>");
    assert_eq!(xml, "<w:p><w:r><w:t xml:space=\"preserve\">在湘东&amp;&lt;区&gt;有</w:t></w:r></w:p>");
    assert_eq!((result.filled, result.unknown), (1, vec![]));
}

#[test]
fn a_mark_torn_over_runs_takes_the_format_of_its_first_run() {
    let (xml, result) = filled(concat!(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"420\"/></w:tabs></w:pPr>",
        "<w:r w:rsidR=\"00A1\"><w:rPr><w:b/></w:rPr><w:t>有{</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:t>{</w:t><w:tab/><w:t>fig</w:t></w:r>",
        "<w:bookmarkStart w:id=\"0\" w:name=\"x\"/><w:ins w:id=\"1\"><w:r><w:t>ure(&#8220;a&#x201D;)</w:t></w:r></w:ins><w:bookmarkEnd w:id=\"0\"/>",
        "<w:r><w:rPr><w:u/></w:rPr><w:br/><w:t xml:space=\"preserve\"> }}家 &amp; </w:t></w:r></w:p>"
    ));
    assert_eq!(
        xml,
        concat!(
            "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"420\"/></w:tabs></w:pPr>",
            "<w:r w:rsidR=\"00A1\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">有120</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r></w:r>",
            "<w:bookmarkStart w:id=\"0\" w:name=\"x\"/><w:ins w:id=\"1\"><w:r></w:r></w:ins><w:bookmarkEnd w:id=\"0\"/>",
            "<w:r><w:rPr><w:u/></w:rPr><w:t xml:space=\"preserve\">家 &amp; </w:t></w:r></w:p>"
        )
    );
    assert_eq!((result.filled, result.unknown), (1, vec![]));
}

#[test]
fn a_mark_does_not_reach_over_the_end_of_a_paragraph() {
    let (xml, result) = filled("<w:p><w:r><w:t>{{ figure(</w:t></w:r></w:p><w:p><w:r><w:t>\"a\") }}</w:t></w:r></w:p>");
    assert!(xml.contains("{{ figure("));
    assert_eq!((result.filled, result.unknown), (0, vec!["{{ figure(".to_owned()]));
}

#[test]
fn several_marks_in_a_run_and_rare_characters_around_them_stay_in_order() {
    let (xml, result) =
        filled("<w:p><w:r><w:t>堃{{figure(\"a\")}}𠮷{{ name('district') }}䶮{{figure(\"a\")}}</w:t></w:r></w:p>");
    assert_eq!(
        xml,
        "<w:p><w:r><w:t xml:space=\"preserve\">堃120𠮷{{ name(&apos;district&apos;) }}䶮120</w:t></w:r></w:p>"
    );
    assert_eq!((result.filled, result.unknown), (2, vec!["name('district')".to_owned()]));
}

#[test]
fn unknown_and_unclosed_marks_stay_and_are_listed_once() {
    let inside = "<w:p><w:r><w:t>{{ none }} {{none}} {{ open</w:t></w:r></w:p>";
    let original = docx(inside);
    let result = fill(&original, &mut answer).unwrap();
    assert_eq!(result.docx, original, "nothing to fill leaves the very bytes");
    assert_eq!(result.unknown, ["none", "{{ open"]);
}

#[test]
fn a_linked_filling_becomes_a_field_between_runs_of_the_same_format() {
    let (xml, _) = filled("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>共{{ link }}台</w:t></w:r></w:p>");
    assert_eq!(
        xml,
        concat!(
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">共</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:fldChar w:fldCharType=\"begin\"/></w:r>",
            "<w:r><w:rPr><w:b/></w:rPr><w:instrText xml:space=\"preserve\"> HYPERLINK \"https://keshu.cn/%E5%8F%B0%E8%B4%A6?a=1&amp;b=2\" </w:instrText></w:r>",
            "<w:r><w:rPr><w:b/></w:rPr><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">56</w:t></w:r>",
            "<w:r><w:rPr><w:b/></w:rPr><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">台</w:t></w:r></w:p>"
        )
    );
    let styles = format!("<w:styles {W}><w:style w:type=\"character\" w:default=\"1\" w:styleId=\"a0\"/></w:styles>");
    let types = TYPES.replace("</Types>", "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>");
    let inside =
        body("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{{ link }}</w:t></w:r><w:r><w:t>{{ link }}</w:t></w:r></w:p>");
    let bytes = package(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/document.xml", inside.as_bytes()),
    ]);
    let xml = String::from_utf8(part(&fill(&bytes, &mut answer).unwrap().docx, "word/document.xml")).unwrap();
    assert!(
        xml.contains("<w:r><w:rPr><w:rStyle w:val=\"a0\"/><w:b/></w:rPr><w:t xml:space=\"preserve\">56</w:t></w:r>"),
        "{xml}"
    );
    assert!(
        xml.contains("<w:r><w:rPr><w:rStyle w:val=\"a0\"/></w:rPr><w:t xml:space=\"preserve\">56</w:t></w:r>"),
        "{xml}"
    );
    let (xml, _) = filled("<w:p><w:hyperlink><w:r><w:t>{{ link }}</w:t></w:r></w:hyperlink></w:p>");
    assert!(!xml.contains("HYPERLINK"), "no link within a link: {xml}");
}

#[test]
fn fillings_keep_their_lines_and_are_not_searched_again() {
    let (xml, result) = filled("<w:p><w:r><w:t>{{ lines }}{{ again }}</w:t></w:r></w:p>");
    assert_eq!(
        xml,
        "<w:p><w:r><w:t xml:space=\"preserve\">甲</w:t><w:br/><w:t xml:space=\"preserve\">乙</w:t><w:tab/><w:t xml:space=\"preserve\">丙{{ figure(&quot;a&quot;) }}</w:t></w:r></w:p>"
    );
    assert_eq!(result.filled, 2);
}

#[test]
fn text_boxes_are_filled_in_both_their_copies_and_counted_once() {
    let boxed = |text: &str| format!("<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>");
    let inside = format!(
        "<w:p><w:r><w:t>外{{{{ figu</w:t></w:r><w:r><mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>re(\"a\")}}}}</w:t></w:r></w:p>",
        boxed("{{ figure(\"a\") }}")
    );
    let (xml, result) = filled(&inside);
    assert_eq!(xml.matches("120").count(), 3, "{xml}");
    assert!(xml.starts_with("<w:p><w:r><w:t xml:space=\"preserve\">外120</w:t>"));
    assert_eq!(result.filled, 2);
}

#[test]
fn headers_and_footnotes_are_filled_and_other_parts_are_carried_byte_for_byte() {
    let story = |name: &str| format!("<w:{name} {W}><w:p><w:r><w:t>{{{{figure(\"a\")}}}}</w:t></w:r></w:p></w:{name}>");
    let picture: Vec<u8> = (0..5000_u32).map(|n| (n * n % 251) as u8).collect();
    let bytes = package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("word/media/image1.png", &picture),
        ("word/document.xml", body("<w:p/>").as_bytes()),
        ("word/header1.xml", story("hdr").as_bytes()),
        ("word/footnotes.xml", format!("\u{feff}{}", story("footnotes")).as_bytes()),
        ("customXml/item1.xml", b"<broken {{figure(\"a\")}}"),
    ]);
    let result = fill(&bytes, &mut answer).unwrap();
    assert_eq!(result.filled, 2);
    assert!(String::from_utf8(part(&result.docx, "word/header1.xml")).unwrap().contains(">120<"));
    assert!(String::from_utf8(part(&result.docx, "word/footnotes.xml")).unwrap().starts_with("\u{feff}<w:footnotes"));
    for name in ["[Content_Types].xml", "word/media/image1.png", "word/document.xml", "customXml/item1.xml"] {
        assert_eq!(part(&result.docx, name), part(&bytes, name), "{name}");
    }
}

#[test]
fn other_prefixes_of_the_namespace_are_understood() {
    let document = "<ns0:document xmlns:ns0=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><ns0:body><ns0:p><ns0:r><ns0:t>{{figure(\"a\")}}</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>";
    let bytes = package(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", document.as_bytes())]);
    let result = fill(&bytes, &mut answer).unwrap();
    assert!(
        String::from_utf8(part(&result.docx, "word/document.xml"))
            .unwrap()
            .contains("<ns0:t xml:space=\"preserve\">120</ns0:t>")
    );
}

#[test]
fn what_is_no_docx_is_refused_in_one_sentence() {
    assert!(refused(b"").contains("文件是空的"));
    assert!(refused(b"hello").contains("压缩包结构不完整"));
    assert!(refused(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]).contains("旧版 .doc"));
    let whole = docx("<w:p/>");
    assert!(refused(&whole[..whole.len() / 2]).contains("不是完整的 .docx"));
    assert!(refused(&package(&[("a.txt", b"a")])).contains("文件缺少 [Content_Types].xml"));
    assert!(refused(&package(&[("[Content_Types].xml", TYPES.as_bytes())])).contains("文件缺少 word/document.xml"));
    let sheet = TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet");
    assert!(refused(&package(&[("[Content_Types].xml", sheet.as_bytes())])).contains("文件缺少 word/document.xml"));
}

#[test]
fn a_damaged_entry_is_noticed() {
    let mut bytes = docx(&"<w:p><w:r><w:t>正文正文</w:t></w:r></w:p>".repeat(50));
    let name = b"word/document.xml";
    let at = bytes.windows(name.len()).position(|window| window == name).unwrap() + name.len() + 20;
    bytes[at] ^= 0x55;
    assert!(refused(&bytes).starts_with("文件"));
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_unpacked() {
    let zeros = vec![0; 40 << 20];
    assert!(
        refused(&package(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", &zeros)]))
            .contains("压缩比")
    );
    let names: Vec<String> = (0..4_100).map(|n| format!("{n}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), [].as_slice())).collect();
    assert!(refused(&package(&many)).contains("内部文件个数"));
}

#[test]
fn an_entry_that_lies_about_its_size_is_read_no_further_than_the_limit() {
    let mut noise: u32 = 1;
    let padding: Vec<u8> = (0..2 << 20)
        .map(|_| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (noise >> 24) as u8
        })
        .collect();
    let bomb = vec![b' '; 60 << 20];
    let mut bytes =
        package(&[("[Content_Types].xml", TYPES.as_bytes()), ("padding", &padding), ("word/document.xml", &bomb)]);
    let true_size = (60_u32 << 20).to_le_bytes();
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, window)| *window == true_size).map(|(at, _)| at).collect();
    for at in places {
        bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    let message = refused(&bytes);
    assert!(message.contains("过大") || message.contains("不是完整的"), "{message}");
}

#[test]
fn doctypes_entities_depth_and_broken_xml_are_refused() {
    let with = |document: &str| {
        refused(&package(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", document.as_bytes())]))
    };
    let laughs = format!(
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:document {W}><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>"
    );
    assert!(with(&laughs).contains("DOCTYPE"));
    assert!(with(&body("<w:p><w:r><w:t>&xxe;</w:t></w:r></w:p>")).contains("未定义的实体"));
    let depth = 100_000;
    assert!(with(&body(&format!("{}{}", "<w:p>".repeat(depth), "</w:p>".repeat(depth)))).contains("嵌套超过 300 层"));
    assert!(with(&body("<w:p><w:r></w:p>")).contains("标签不配对"));
    assert!(with("<w:document").contains("word/document.xml"));
    assert!(with(&format!("<w:document {W}><w:body>")).contains("没有写完"));
    let latin = package(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", b"<a>\xff\xfe</a>")]);
    assert!(refused(&latin).contains("不是 UTF-8"));
}

proptest! {
    #[test]
    fn any_bytes_are_answered_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = fill(&bytes, &mut answer);
    }

    #[test]
    fn a_torn_mark_is_filled_wherever_it_is_torn(cuts in proptest::collection::vec(1_usize..24, 0..6), value in any::<String>()) {
        let words: Vec<char> = "甲{{ figure(“堃𠮷”) }}乙".chars().collect();
        let mut runs = String::new();
        let mut from = 0;
        let mut cuts: Vec<usize> = cuts.into_iter().filter(|cut| *cut < words.len()).chain([words.len()]).collect();
        cuts.sort_unstable();
        for cut in cuts {
            let piece: String = words[from..cut].iter().collect();
            runs.push_str(&format!("<w:r><w:t>{piece}</w:t></w:r>"));
            from = cut;
        }
        let result = fill(&docx(&format!("<w:p>{runs}</w:p>")), &mut |mark| {
            assert_eq!(mark.expression, "figure(\"堃𠮷\")");
            Some(Filling { text: value.clone(), address: None })
        }).unwrap();
        prop_assert_eq!(result.filled, 1);
        let xml = String::from_utf8(part(&result.docx, "word/document.xml")).unwrap();
        let story = story::read("word/document.xml", &xml).unwrap();
        let found: String = story[0].pieces.iter().map(|piece| piece.words.as_str()).collect();
        let clean: String = value.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| crate::xml::is_allowed(*c)).collect();
        prop_assert_eq!(found, format!("甲{clean}乙"));
    }
}
