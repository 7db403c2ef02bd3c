//! 公示 and 立项通知: a notice with a long list of projects, as a bureau sends it out.

use documents::{Block, Imprint, OfficialDocument, Signature, Span};
use vocabulary::Day;

use super::{AREA_LEFT, AREA_RIGHT, printed, text};

/// A notice of thirty projects.
fn notice() -> OfficialDocument {
    let heads = ["序号", "项目名称", "承担单位", "负责人", "金额（万元）"];
    let leaders = ["王堃", "欧阳建国", "张䶮", "𠮷田一郎"].into_iter().cycle();
    let row = |(n, leader): (usize, &str)| {
        let project = format!("第{n}号高强度工业陶瓷膜材料制备关键技术研究与产业化");
        vec![n.to_string(), project, format!("湘东第{n}工业陶瓷有限公司"), leader.to_owned(), format!("{n}.50")]
    };
    let rows: Vec<Vec<String>> = (1..=30).zip(leaders).map(row).collect();
    let words = |level, words: &str| Block::Heading { level, spans: vec![Span::Text(words.to_owned())] };
    OfficialDocument {
        title: vec!["湘东区科学技术局".to_owned(), "关于下达2026年度区级科技计划项目的通知".to_owned()],
        number: Some("湘科字〔2026〕12号".to_owned()),
        addressee: Some("各镇人民政府、街道办事处，各有关单位".to_owned()),
        body: vec![
            text("经企业申报、形式审查、专家评审、局党组会议研究并公示无异议，现将2026年度区级科技计划项目下达如下。"),
            words(1, "一、项目清单"),
            Block::Table {
                header: heads.map(str::to_owned).to_vec(),
                rows,
                caption: Some("2026年度区级科技计划项目表".to_owned()),
            },
            words(1, "二、有关要求"),
            text("各承担单位应在收到本通知后15个工作日内签订任务书。"),
        ],
        attachments_note: vec!["项目任务书（样式）".to_owned()],
        issuer: Some("湘东区科学技术局".to_owned()),
        date: Day::new(2026, 4, 20),
        note: Some("此件公开发布".to_owned()),
        imprint: Some(Imprint {
            copied_to: vec!["区财政局".to_owned(), "区纪委监委派驻纪检监察组".to_owned()],
            printed_by: "湘东区科学技术局办公室".to_owned(),
            printed_on: Day::new(2026, 4, 20).unwrap(),
        }),
        signature: Signature::Sealed,
        ..OfficialDocument::default()
    }
}

#[tokio::test]
async fn a_notice_with_thirty_projects_repeats_the_heads_of_its_table_on_every_page() {
    let pages = printed("notice", &notice()).await;
    let squeezed: Vec<Vec<String>> =
        pages.iter().map(|page| page.lines.iter().map(|line| line.text.replace(' ', "")).collect()).collect();
    let has = |page: &[String], words: &str| page.iter().any(|line| line.contains(words));
    let rows_on = |page: &[String]| (1..=30).filter(|n| has(page, &format!("{n}.50"))).count();
    let with_rows: Vec<usize> = (0..pages.len()).filter(|page| rows_on(&squeezed[*page]) > 0).collect();
    assert!(with_rows.len() >= 3, "thirty rows of two or three lines fill pages {with_rows:?}");
    for page in &with_rows {
        let heads = squeezed[*page].iter().filter(|line| line.contains("序号项目名称承担单位负责人")).count();
        assert_eq!(heads, 1, "page {}: {:#?}", page + 1, squeezed[*page]);
    }
    let all = squeezed.concat().join("\n");
    for words in
        ["湘科字〔2026〕12号", "各镇人民政府、街道办事处，各有关单位：", "附件：项目任务书（样式）", "2026年4月20日"]
    {
        assert!(all.contains(words), "{words}: {all}");
    }
    for n in 1..=30 {
        assert!(squeezed.iter().any(|page| has(page, &format!("{n}.50"))), "row {n}");
    }
    for line in pages.iter().flat_map(|page| page.body()) {
        assert!(line.left > AREA_LEFT - 1.0 && line.right < AREA_RIGHT + 2.0, "within the type area: {line:?}");
    }
}
