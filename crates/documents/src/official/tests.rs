//! The docx as Word will read it: golden pieces of XML, rare names, and any text at all.

use std::io::{Cursor, Read as _};

use expect_test::expect;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::*;

fn part(document: &OfficialDocument, name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(document.to_docx().unwrap())).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![Span::Text(words.to_owned())])
}

fn of(body: Vec<Block>) -> OfficialDocument {
    OfficialDocument { body, ..OfficialDocument::default() }
}

/// The words of a part, read back: breaks and tabs as characters, a line a paragraph.
fn words(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let (mut words, mut inside) = (String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "w:t" => inside = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => inside = false,
            Event::End(tag) if tag.name().as_ref() == "w:p" => words.push('\u{2029}'),
            Event::Empty(tag) if tag.name().as_ref() == "w:br" => words.push('\n'),
            Event::Empty(tag) if tag.name().as_ref() == "w:tab" => words.push('\t'),
            Event::Text(text) if inside => words.push_str(&text.xml10_content()),
            Event::GeneralRef(name) if inside => {
                let known = quick_xml::escape::resolve_predefined_entity(&name.xml10_content());
                words.push_str(known.unwrap());
            }
            Event::Eof => return words,
            _ => {}
        }
    }
}

#[test]
fn the_section_is_the_page_of_the_standard() {
    let xml = part(&of(vec![paragraph("正文")]), "word/document.xml");
    let section = &xml[xml.find("<w:sectPr>").unwrap()..];
    expect![[r#"<w:sectPr><w:footerReference w:type="default" r:id="footerOdd"/><w:footerReference w:type="even" r:id="footerEven"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="1020" w:footer="1417" w:gutter="0"/><w:cols w:space="720"/><w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/></w:sectPr></w:body></w:document>"#]]
        .assert_eq(section);
}

#[test]
fn the_styles_name_the_official_fonts_and_sizes() {
    let xml = part(&OfficialDocument::default(), "word/styles.xml");
    let style = |id: &str| {
        let from = xml.find(&format!("w:styleId=\"{id}\"")).unwrap();
        xml[from..from + xml[from..].find("</w:style>").unwrap()].to_owned()
    };
    assert!(xml.contains("<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:hint=\"eastAsia\" w:ascii=\"仿宋_GB2312\" w:eastAsia=\"仿宋_GB2312\""));
    assert!(style("Normal").contains("w:line=\"579\" w:lineRule=\"exact\""));
    assert!(style("OfficialBody").contains("<w:ind w:firstLineChars=\"200\" w:firstLine=\"632\"/>"));
    assert!(
        style("Title").contains("w:eastAsia=\"方正小标宋简体\"") && style("Title").contains("<w:sz w:val=\"44\"/>")
    );
    for (id, face, level) in [("Heading1", "黑体", 0), ("Heading2", "楷体_GB2312", 1)] {
        assert!(style(id).contains(&format!("w:eastAsia=\"{face}\"")), "{id}");
        assert!(style(id).contains(&format!("<w:outlineLvl w:val=\"{level}\"/>")), "{id}");
    }
    assert!(
        !style("Heading3").contains("rFonts") && !style("Heading4").contains("rFonts"),
        "levels 3 and 4 stay in 仿宋"
    );
    assert!(style("Footer").contains("w:eastAsia=\"宋体\"") && style("Footer").contains("<w:sz w:val=\"28\"/>"));
}

#[test]
fn page_numbers_stand_right_on_odd_pages_and_left_on_even_ones() {
    let document = OfficialDocument::default();
    assert!(part(&document, "word/settings.xml").contains("<w:evenAndOddHeaders/>"));
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">1</w:t></w:r></w:fldSimple><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>"#]]
    .assert_eq(&part(&document, "word/footer1.xml"));
    assert!(
        part(&document, "word/footer2.xml")
            .contains("<w:ind w:leftChars=\"100\" w:left=\"280\"/><w:jc w:val=\"left\"/>")
    );
}

#[test]
fn a_figure_is_a_link_that_looks_like_text_and_a_gap_is_highlighted() {
    let spans = vec![
        Span::LeadIn("（一）企业。".to_owned()),
        Span::Figure {
            text: "120".to_owned(),
            address: "https://keshu.cn/列表?a=1&b=2".to_owned(),
            code: "hnte".to_owned(),
        },
        Span::Missing(String::new()),
        Span::Figure { text: "7".to_owned(), address: "javascript:alert(1)".to_owned(), code: "bad".to_owned() },
    ];
    let document = of(vec![Block::Paragraph(spans)]);
    let xml = part(&document, "word/document.xml");
    let body = &xml[xml.find("<w:body>").unwrap()..xml.find("<w:sectPr>").unwrap()];
    expect![[r#"<w:body><w:p><w:pPr><w:pStyle w:val="OfficialBody"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="楷体_GB2312" w:eastAsia="楷体_GB2312" w:hAnsi="楷体_GB2312" w:cs="楷体_GB2312"/></w:rPr><w:t xml:space="preserve">（一）企业。</w:t></w:r><w:hyperlink r:id="link1" w:history="1"><w:r><w:rPr><w:rStyle w:val="OfficialLink"/><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">120</w:t></w:r></w:hyperlink><w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:highlight w:val="yellow"/></w:rPr><w:t xml:space="preserve">【待补】</w:t></w:r><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">7</w:t></w:r></w:p>"#]]
    .assert_eq(body);
    let relationships = part(&document, "word/_rels/document.xml.rels");
    assert!(
        relationships.contains("Target=\"https://keshu.cn/%E5%88%97%E8%A1%A8?a=1&amp;b=2\" TargetMode=\"External\"")
    );
    assert!(!relationships.contains("javascript"));
}

#[test]
fn characters_beyond_gb2312_are_set_in_the_wide_font() {
    let xml = part(
        &of(vec![paragraph("专家王堃到会"), Block::Heading { level: 2, spans: vec![Span::Text("𠮷".to_owned())] }]),
        "word/document.xml",
    );
    assert!(
        xml.contains(
            "w:eastAsia=\"仿宋\" w:hAnsi=\"仿宋\" w:cs=\"仿宋\"/></w:rPr><w:t xml:space=\"preserve\">堃</w:t>"
        )
    );
    assert!(
        xml.contains(
            "w:eastAsia=\"楷体\" w:hAnsi=\"楷体\" w:cs=\"楷体\"/></w:rPr><w:t xml:space=\"preserve\">𠮷</w:t>"
        )
    );
}

#[test]
fn digits_are_set_in_times_where_that_is_the_habit() {
    let document = OfficialDocument { latin: Latin::TimesNewRoman, ..OfficialDocument::default() };
    assert!(part(&document, "word/styles.xml").contains("w:ascii=\"Times New Roman\" w:eastAsia=\"仿宋_GB2312\""));
    let footer = part(&document, "word/styles.xml");
    assert!(footer[footer.find("\"Footer\"").unwrap()..].contains("w:ascii=\"宋体\""), "page numbers stay in 宋体");
}

#[test]
fn a_table_repeats_its_header_and_never_touches_the_next_one() {
    let table = Block::Table {
        header: vec!["名称".to_owned(), "数".to_owned()],
        rows: vec![vec!["甲".to_owned()], vec!["乙".to_owned(), "12".to_owned(), "多".to_owned()]],
        caption: None,
    };
    let xml = part(&of(vec![Block::PageBreak, table.clone(), table]), "word/document.xml");
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 2);
    assert_eq!(xml.matches("<w:gridCol").count(), 6, "the longest row decides");
    assert!(!xml.contains("</w:tbl><w:tbl>") && !xml.contains("</w:tbl><w:sectPr>"));
    assert!(xml.find("<w:pageBreakBefore/>") < xml.find("<w:tbl>"), "the break stands before the table");
}

#[test]
fn wording_of_number_date_note_and_attachments_follows_the_standard() {
    let document = OfficialDocument {
        number: Some("区科字[2022]5号".to_owned()),
        date: Day::new(2022, 8, 7),
        note: Some("（此件公开发布）".to_owned()),
        attachments_note: vec!["名单。".to_owned(), "方案".to_owned()],
        ..OfficialDocument::default()
    };
    expect![[r#"
        区科字〔2022〕5号
        附件：1.名单
        2.方案
        2022年8月7日
        （此件公开发布）"#]]
    .assert_eq(&document.plain_text());
    assert_eq!(attachment_lines(&["名单".to_owned()]), [(String::new(), "名单".to_owned())]);
}

#[test]
fn html_is_semantic_and_escaped() {
    let document = OfficialDocument {
        title: vec!["关于<b>的".to_owned(), "报告".to_owned()],
        date: Day::new(2022, 8, 7),
        body: vec![
            Block::Heading { level: 1, spans: vec![Span::Text("一、现状".to_owned())] },
            Block::Paragraph(vec![
                Span::Figure {
                    text: "120".to_owned(),
                    address: "/list?a=\"x\"&b=1".to_owned(),
                    code: "a\"b".to_owned(),
                },
                Span::Figure { text: "5".to_owned(), address: "javascript:alert(1)".to_owned(), code: "c".to_owned() },
                Span::Missing(String::new()),
                Span::Strong("<script>".to_owned()),
            ]),
            Block::Table {
                header: vec!["数".to_owned()],
                rows: vec![vec!["1.5".to_owned()]],
                caption: Some("表".to_owned()),
            },
        ],
        ..OfficialDocument::default()
    };
    expect![[r#"
        <article class="official">
        <h1 class="title">关于&lt;b&gt;的<br>报告</h1>
        <h2>一、现状</h2>
        <p><a class="figure" href="/list?a=%22x%22&amp;b=1" data-code="a&quot;b">120</a><span class="figure" data-code="c">5</span><mark class="missing">【待补】</mark><strong>&lt;script&gt;</strong></p>
        <table>
        <caption>表</caption>
        <thead><tr><th scope="col">数</th></tr></thead>
        <tbody>
        <tr><td class="number">1.5</td></tr>
        </tbody>
        </table>
        <p class="date"><time datetime="2022-08-07">2022年8月7日</time></p>
        </article>
    "#]]
    .assert_eq(&document.to_html());
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = of(vec![paragraph("正文")]);
    assert_eq!(document.to_docx().unwrap(), document.to_docx().unwrap());
}

proptest! {
    #[test]
    fn any_text_gives_xml_that_reads_back_as_the_same_text(pieces in proptest::collection::vec(any::<String>(), 1..5), latin in any::<bool>()) {
        let latin = if latin { Latin::TimesNewRoman } else { Latin::LikeText };
        let spans = pieces.iter().map(|piece| Span::Text(piece.clone())).collect();
        let document = OfficialDocument { body: vec![Block::Paragraph(spans)], latin, ..OfficialDocument::default() };
        let expected: String = pieces.iter().map(|piece| piece.replace("\r\n", "\n").replace('\r', "\n")).collect();
        let expected: String = expected.chars().filter(|c| crate::xml::is_allowed(*c)).collect();
        prop_assert_eq!(words(&part(&document, "word/document.xml")), format!("{expected}\u{2029}"));
    }

    #[test]
    fn any_text_gives_sound_parts_everywhere(words in any::<String>()) {
        let document = OfficialDocument {
            title: vec![words.clone()], number: Some(words.clone()), addressee: Some(words.clone()), issuer: Some(words.clone()), note: Some(words.clone()),
            draft_mark: Some(words.clone()), attachments_note: vec![words.clone()],
            body: vec![Block::Paragraph(vec![Span::Figure { text: words.clone(), address: words.clone(), code: words.clone() }]),
                Block::Table { header: vec![words.clone()], rows: vec![vec![words.clone()]], caption: Some(words.clone()) }],
            imprint: Some(Imprint { copied_to: vec![words.clone()], printed_by: words, printed_on: Day::EARLIEST }),
            ..OfficialDocument::default()
        };
        let mut zip = ZipArchive::new(Cursor::new(document.to_docx().unwrap())).unwrap();
        for position in 0..zip.len() {
            let mut text = String::new();
            zip.by_index(position).unwrap().read_to_string(&mut text).unwrap();
            self::words(&text);
        }
        prop_assert!(!document.to_html().contains("<script"));
    }
}
