//! The page as LibreOffice sets it: 22 lines of 28 characters, page numbers in their corners.
//!
//! Needs the Debian packages libreoffice-writer, poppler-utils and fonts-noto-cjk, and fails without them: a layout that
//! nobody measured is no layout.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod brought;
mod notice;
mod page;

use documents::{Attachment, Block, Filling, Imprint, Latin, OfficialDocument, Signature, Span, fill, to_pdf};
use page::{Line, Page, pages};
use vocabulary::Day;

/// Points from the left edge: 28 mm and 28 mm + 156 mm.
const AREA_LEFT: f64 = 79.4;
const AREA_RIGHT: f64 = 521.6;

async fn printed(name: &str, document: &OfficialDocument) -> Vec<Page> {
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("layout");
    std::fs::create_dir_all(&dir).unwrap();
    let docx = dir.join(format!("{name}.docx"));
    std::fs::write(&docx, document.to_docx().unwrap()).unwrap();
    let pdf = to_pdf(&docx, &dir).await.unwrap_or_else(|error| panic!("{error}"));
    pages(&pdf)
}

fn text(words: &str) -> Block {
    Block::Paragraph(vec![Span::Text(words.to_owned())])
}

/// Common characters, none of which may not begin or end a line.
fn prose(characters: usize) -> String {
    "湘东区工业陶瓷科技创新平台建设稳步推进企业研发投入持续增长人才队伍不断壮大"
        .chars()
        .cycle()
        .take(characters)
        .collect()
}

#[tokio::test]
async fn a_full_page_has_22_lines_of_28_characters() {
    let document = OfficialDocument { body: vec![text(&prose(28 * 22 * 4))], ..OfficialDocument::default() };
    let pages = printed("full-page", &document).await;
    assert_eq!(pages.len(), 5, "28 × 22 × 4 characters and an indent fill four pages and begin a fifth");
    for page in &pages[..4] {
        let body = page.body();
        assert_eq!(body.len(), 22, "lines on page {}", page.number);
        for (position, line) in body.iter().enumerate() {
            let expected = if page.number == 1 && position == 0 { 26 } else { 28 };
            assert_eq!(
                line.text.chars().count(),
                expected,
                "page {} line {}: {}",
                page.number,
                position + 1,
                line.text
            );
        }
    }
    let (first, last) = (&pages[1].body()[0], &pages[1].body()[21]);
    let pitch = (last.top - first.top) / 21.0;
    assert!((pitch - 28.95).abs() < 0.05, "pitch {pitch} pt");
    assert!(
        (first.left - AREA_LEFT).abs() < 1.0 && (first.right - AREA_RIGHT).abs() < 2.0,
        "from {} to {}",
        first.left,
        first.right
    );
}

#[tokio::test]
async fn page_numbers_stand_right_on_odd_pages_and_left_on_even_ones() {
    let document = OfficialDocument {
        body: vec![text(&prose(28 * 22 * 3))],
        draft_mark: Some("示例数据".to_owned()),
        ..OfficialDocument::default()
    };
    let pages = printed("page-numbers", &document).await;
    for page in &pages {
        let number = page.page_number();
        assert_eq!(number.text, format!("— {} —", page.number));
        if page.number % 2 == 1 {
            assert!(
                (AREA_RIGHT - number.right - 14.0).abs() < 1.5,
                "page {} number ends at {}",
                page.number,
                number.right
            );
        } else {
            assert!(
                (number.left - AREA_LEFT - 14.0).abs() < 1.5,
                "page {} number begins at {}",
                page.number,
                number.left
            );
        }
    }
    assert!(pages[0].lines.iter().any(|line| line.text == "示例数据" && line.top < 104.9));
    assert_eq!(pages[0].body().len(), 22, "the mark takes no line from page one");
}

/// A document with every part there is.
fn complete() -> OfficialDocument {
    let heading = |level, words: &str| Block::Heading { level, spans: vec![Span::Text(words.to_owned())] };
    let figure = Span::Figure {
        text: "120".to_owned(),
        address: "https://keshu.example/enterprises/hnte?year=2022".to_owned(),
        code: "hnte-valid".to_owned(),
    };
    let rows = (1..=30)
        .map(|n| {
            vec![
                n.to_string(),
                format!("湘东区第{n}工业陶瓷有限公司"),
                format!("{}.50", n * 12),
                "正常经营，按期报送".to_owned(),
            ]
        })
        .collect();
    OfficialDocument {
        title: vec!["湘东区科学技术局".to_owned(), "关于2022年工作总结暨工作打算的报告".to_owned()],
        number: Some("区科字[2022]5号".to_owned()),
        addressee: Some("区人民政府".to_owned()),
        body: vec![
            Block::Paragraph(vec![
                Span::Text("今年以来，在区委、区政府的坚强领导下，全区有效期内高新技术企业达到".to_owned()),
                figure,
                Span::Text("家，完成年度任务的107%，获批“省级平台”".to_owned()),
                Span::Missing(String::new()),
                Span::Text("个，负责人为王堃、李翀、张䶮、陈㛃、𠮷田。".to_owned()),
            ]),
            heading(1, "一、工作现状"),
            heading(2, "（一）加大项目申报力度，科技创新环境不断优化"),
            Block::Paragraph(vec![
                Span::LeadIn("（二）搭建研学转化平台。".to_owned()),
                Span::Text("投入1.2亿元建设工业陶瓷科创中心，".to_owned()),
                Span::Strong("开放共享".to_owned()),
                Span::Text("设备56台（套），R&D经费增长12.5%。".to_owned()),
            ]),
            heading(3, "1.政策落实情况"),
            heading(4, "（1）加计扣除"),
            text("企业研发费用加计扣除政策全面落实，惠及企业面不断扩大，企业创新的积极性明显提高。"),
            Block::Table {
                header: ["序号", "企业名称", "研发投入（万元）", "备注"].map(str::to_owned).to_vec(),
                rows,
                caption: Some("表1 企业研发投入情况".to_owned()),
            },
            text("特此报告。"),
        ],
        attachments_note: vec![
            "2022年度科技创新主要指标完成情况一览表及其分项说明和数据来源".to_owned(),
            "重点项目清单".to_owned(),
        ],
        issuer: Some("湘东区科学技术局".to_owned()),
        date: Day::new(2022, 12, 8),
        note: Some("此件公开发布".to_owned()),
        draft_mark: Some("示例数据".to_owned()),
        attachments: vec![
            Attachment {
                title: vec!["主要指标完成情况一览表".to_owned()], body: vec![text("指标完成情况如下。")]
            },
            Attachment { title: vec!["重点项目清单".to_owned()], body: vec![text("项目清单如下。")] },
        ],
        imprint: Some(Imprint {
            copied_to: vec!["市科学技术局".to_owned(), "区委办公室".to_owned()],
            printed_by: "湘东区科学技术局办公室".to_owned(),
            printed_on: Day::new(2022, 12, 9).unwrap(),
        }),
        signature: Signature::Unsealed,
        latin: Latin::LikeText,
    }
}

#[tokio::test]
async fn the_parts_of_a_complete_document_stand_where_the_standard_puts_them() {
    let pages = printed("complete", &complete()).await;
    assert_eq!(pages.len(), 5);
    let find = |page: usize, words: &str| {
        let lines = &pages[page - 1].lines;
        lines
            .iter()
            .find(|line| line.text.replace(' ', "").contains(words))
            .cloned()
            .unwrap_or_else(|| panic!("{words} is not on page {page}: {lines:#?}"))
    };
    let pitch = 28.95;
    let (number, title, addressee) =
        (find(1, "区科字〔2022〕5号"), find(1, "湘东区科学技术局"), find(1, "区人民政府："));
    assert!((title.bottom - number.bottom - 3.0 * pitch).abs() < 8.0, "two empty lines between number and title");
    assert!((addressee.bottom - title.bottom - 3.0 * pitch).abs() < 8.0, "one empty line below a title of two lines");
    let centre = |line: &Line| (line.left + line.right) / 2.0;
    assert!((centre(&title) - (AREA_LEFT + AREA_RIGHT) / 2.0).abs() < 3.0);
    let heading = find(1, "一、工作现状");
    assert!((heading.left - AREA_LEFT - 32.0).abs() < 2.0, "headings are indented by two characters");
    assert!(find(2, "研发投入（万元）").top < 120.0, "the header row repeats at the top of page two");
    for (page, label) in [(4, "附件1"), (5, "附件2")] {
        assert!((find(page, label).top - 112.0).abs() < 6.0, "{label} stands on the first line");
    }
    let (copies, printed) = (find(5, "抄送：市科学技术局"), find(5, "2022年12月9日印发"));
    assert!((742.7 - printed.bottom).abs() < 8.0 && copies.bottom < printed.bottom, "the imprint ends the type area");
}

#[tokio::test]
async fn the_dashes_of_a_page_number_stand_7_mm_below_the_type_area() {
    let document = OfficialDocument { body: vec![text("正文。")], ..OfficialDocument::default() };
    printed("dash", &document).await;
    let pdf = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("layout/dash.pdf");
    let dash = page::longest_row_below(&pdf, 742.7);
    assert!((dash - 742.7 - 19.84).abs() < 1.5, "the dashes stand {} pt below the type area", dash - 742.7);
}

#[tokio::test]
async fn a_filled_document_prints_with_its_values() {
    let document = OfficialDocument {
        body: vec![text("高新技术企业{{ figure(“hnte”) }}家。")],
        ..OfficialDocument::default()
    };
    let address = Some("https://keshu.example/list".to_owned());
    let filled =
        fill(&document.to_docx().unwrap(), &mut |_| Some(Filling { text: "120".to_owned(), address: address.clone() }))
            .unwrap();
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("layout");
    std::fs::create_dir_all(&dir).unwrap();
    let docx = dir.join("filled.docx");
    std::fs::write(&docx, filled.docx).unwrap();
    let pdf = to_pdf(&docx, &dir).await.unwrap_or_else(|error| panic!("{error}"));
    let body = pages(&pdf)[0].body()[0].text.replace(' ', "");
    assert_eq!(body, "高新技术企业120家。");
    assert_eq!(page::links(&pdf), ["https://keshu.example/list"]);
}

#[tokio::test]
async fn a_figure_of_an_official_document_links_in_the_pdf_too() {
    let figure = |text: &str| Span::Figure {
        text: text.to_owned(),
        address: format!("https://keshu.example/{text}"),
        code: String::new(),
    };
    let body = vec![Block::Paragraph(vec![figure("120"), Span::Text("家".to_owned()), figure("56")])];
    printed("links", &OfficialDocument { body, ..OfficialDocument::default() }).await;
    let pdf = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("layout/links.pdf");
    assert_eq!(page::links(&pdf), ["https://keshu.example/120", "https://keshu.example/56"]);
}
