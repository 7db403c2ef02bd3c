//! The report as a text: what it says, what is missing, what becomes a file.

use documents::{Block, Span};
use figures::Catalogue;

use super::bureau::{Bureau, MODULES, MOMENT};
use crate::{Report, annex, annual::BUILT_IN, checks::Finding, compose, write};

/// The figures in a report's text: code, words and address.
fn figures(report: &Report) -> Vec<(String, String, String)> {
    let spans = report.document.body.iter().flat_map(|block| match block {
        Block::Heading { spans, .. } | Block::Paragraph(spans) => spans.as_slice(),
        Block::Table { .. } | Block::PageBreak => &[],
    });
    let figure = |span: &Span| match span {
        Span::Figure { text, address, code } => Some((code.clone(), text.clone(), address.clone())),
        _ => None,
    };
    spans.filter_map(figure).collect()
}

#[test]
fn the_built_in_wording_fills_all_96_blanks_in_their_order() {
    let catalogue = Catalogue::new(MODULES);
    let mut slots = Vec::new();
    for (at, _) in BUILT_IN.match_indices("{{ figure(\"").chain(BUILT_IN.match_indices("{{ said(\"")) {
        let code = BUILT_IN[at..].split('"').nth(1).unwrap();
        let figure = catalogue.find(code).unwrap_or_else(|| panic!("{code} is no figure"));
        slots.push((at, figure.slot.unwrap_or_else(|| panic!("{code} fills no blank"))));
    }
    slots.sort();
    let order: Vec<u8> = slots.into_iter().map(|(_, slot)| slot).collect();
    assert_eq!(order, (1..=96).collect::<Vec<u8>>());
}

#[tokio::test]
async fn every_number_leads_to_the_list_it_was_counted_from() {
    let bureau = Bureau::open().await;
    let report = compose(&bureau.office, MOMENT, None).await.unwrap();
    let found = figures(&report);
    let filed = found.iter().find(|(code, ..)| code == "hnte-filed-first-batch").unwrap();
    assert_eq!(filed.1, "2");
    assert!(filed.2.starts_with("/enterprises/hnte-filings?year=2022&batch="), "{}", filed.2);
    assert!(filed.2.contains("fold=distinct"), "{}", filed.2);
    let text = report.document.plain_text();
    assert!(text.contains("2022年，瓷源区科技局在区委、区政府领导"), "{text}");
    assert!(text.contains("培育和组织1家以上企业申报"), "{text}");
    assert!(text.contains("2022年，全区安排科技专项经费1286万元"), "{text}");
    assert!(text.contains("一是高层次创新人才不足；二是企业研发投入占比偏低。"), "{text}");
    assert!(!text.contains("{{") && !text.contains('\u{fdd0}'), "{text}");
    assert_eq!(report.document.title, ["瓷源区科学技术局", "关于2022年工作总结", "暨下一步工作打算的报告"]);
    assert_eq!(report.document.addressee.as_deref(), Some("陶州市科学技术局"));
    assert_eq!(report.document.date, Some(MOMENT.as_of));
}

#[tokio::test]
async fn what_is_missing_is_shown_as_a_gap_and_listed_with_its_reason() {
    let bureau = Bureau::open().await;
    let report = compose(&bureau.office, MOMENT, None).await.unwrap();
    let text = report.document.plain_text();
    assert!(text.contains("人才回归带动到位资金【待补】亿元"), "{text}");
    let capital = report.missing.iter().find(|missing| missing.code == "returned-capital").unwrap();
    assert_eq!(capital.says(), "第 20 处 回归资金：还没有“回归资金”的记录，请先导入或新增");
    let suggestions = report.missing.iter().find(|missing| missing.name == "意见建议").unwrap();
    assert_eq!(suggestions.address, "/supervision/suggestions");
    let gaps = report.document.body.iter().flat_map(|block| match block {
        Block::Heading { spans, .. } | Block::Paragraph(spans) => spans.as_slice(),
        Block::Table { .. } | Block::PageBreak => &[],
    });
    assert_eq!(gaps.filter(|span| matches!(span, Span::Missing(_))).count(), report.gaps.len());
}

#[tokio::test]
async fn checks_say_what_holds_what_does_not_and_what_cannot_be_asked() {
    let bureau = Bureau::open().await;
    let found =
        |report: &Report, name: &str| report.checks.iter().find(|check| check.name.starts_with(name)).cloned().unwrap();
    let report = compose(&bureau.office, MOMENT, None).await.unwrap();
    let approved = found(&report, "获批的科技型中小企业");
    assert_eq!(approved.finding, Finding::Passed);
    assert_eq!(approved.sentence, "获批科技型中小企业 1 家，申报科技型中小企业 1 家");
    assert_eq!(found(&report, "硕士补贴").finding, Finding::NotApplicable);
    assert_eq!(found(&report, "政策标准").finding, Finding::NotApplicable);
    let policy = [
        ("number", "瓷科字〔2021〕3号"),
        ("title", "人才补贴办法"),
        ("short_title", "人才办法"),
        ("issuer", "区科技局"),
        ("level", "区级"),
        ("kind", "人才"),
        ("issued_on", "2021-03-01"),
        ("valid_from", "2021-03-01"),
        ("valid_to", "2021-12-31"),
    ];
    bureau.add(&policies::POLICIES, &policy).await;
    for (item, amount) in [("生活补贴-硕士", "3500"), ("生活补贴-博士", "3000")] {
        let value = [
            ("policy", "#1"),
            ("item", item),
            ("name", item),
            ("amount", amount),
            ("years", "3"),
            ("valid_from", "2021-03-01"),
        ];
        bureau.add(&policies::POLICY_VALUES, &value).await;
    }
    let report = compose(&bureau.office, MOMENT, None).await.unwrap();
    let allowance = found(&report, "硕士补贴");
    assert_eq!(allowance.finding, Finding::Failed, "{}", allowance.sentence);
    let policies = found(&report, "政策标准");
    assert_eq!(policies.finding, Finding::Failed);
    assert!(policies.sentence.starts_with("截止日没有现行文号：硕士生活补贴标准、博士"), "{}", policies.sentence);
}

#[tokio::test]
async fn the_report_becomes_a_docx_and_a_page_of_its_own() {
    let bureau = Bureau::open().await;
    let out = bureau.folder.path().join("report.html");
    let written = write(&bureau.office, MOMENT, None, &out).await.unwrap();
    assert_eq!(written.path, out);
    assert!(written.filled > 3 && !written.missing.is_empty());
    let page = std::fs::read_to_string(&out).unwrap();
    assert!(page.contains("href=\"http://127.0.0.1:8080/enterprises/hnte-filings?year=2022"), "{page}");
    let out = bureau.folder.path().join("report.docx");
    write(&bureau.office, MOMENT, None, &out).await.unwrap();
    let docx = std::fs::read(&out).unwrap();
    assert!(docx.starts_with(b"PK"));
    let left: Vec<_> =
        std::fs::read_dir(bureau.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".part")), "{left:?}");
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_refused_in_one_sentence() {
    let bureau = Bureau::open().await;
    let refused = async |out: &str| write(&bureau.office, MOMENT, None, out.as_ref()).await.unwrap_err().to_string();
    assert_eq!(refused("/没有/这里.docx").await, "没有“/没有”这个目录，请先建立它，或换一个位置");
    assert_eq!(refused("report.odt").await, "不能生成“report.odt”：文件名应以 .docx、.pdf 或 .html 结尾");
    let template = bureau.folder.path().join("gbk.txt");
    std::fs::write(&template, [0xb1, 0xa8, 0xb8, 0xe6]).unwrap();
    let out = bureau.folder.path().join("a.docx");
    let said = write(&bureau.office, MOMENT, Some(&template), &out).await.unwrap_err().to_string();
    assert!(said.ends_with("不是 UTF-8 编码的文字，请另存为 UTF-8 后再试"), "{said}");
    assert!(!out.exists());
}

#[tokio::test]
async fn the_annex_holds_every_figure_and_every_row_behind_it() {
    use calamine::{Data, Reader as _, Xlsx};
    let bureau = Bureau::open().await;
    let report = compose(&bureau.office, MOMENT, None).await.unwrap();
    let bytes = annex::annex(&bureau.office, &report).await.unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(workbook.sheet_names(), ["指标", "依据", "校验", "待补"]);
    let figures = workbook.worksheet_range("指标").unwrap();
    assert_eq!(figures.height() - 1, report.readings.len());
    let second = figures.rows().nth(2).unwrap();
    assert_eq!(second[1], Data::String("hnte-filed-first-batch".into()));
    assert_eq!(second[3], Data::Float(2.0));
    let evidence = workbook.worksheet_range("依据").unwrap();
    let rows = evidence.rows().filter(|row| row[0] == Data::String("hnte-filed-first-batch".into())).count();
    assert_eq!(rows, 2);
    assert_eq!(workbook.worksheet_range("校验").unwrap().height() - 1, report.checks.len());
    assert_eq!(workbook.worksheet_range("待补").unwrap().height() - 1, report.missing.len());
}
