//! The documents of a list, printed by LibreOffice and read back.

use std::process::Command;

use axum::http::StatusCode;
use expect_test::expect;
use vocabulary::day;

use super::*;
use crate::tests::Answer;

/// The words of a PDF, a line each, without the blanks that stand between letters and digits.
fn words(answer: &Answer) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("paper.pdf");
    std::fs::write(&pdf, &answer.bytes).unwrap();
    let told = Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output().expect("poppler-utils is there");
    let text = String::from_utf8(told.stdout).unwrap();
    let lines = text.lines().map(|line| line.split_whitespace().collect::<String>());
    lines.filter(|line| !line.is_empty()).collect()
}

#[tokio::test]
async fn the_notice_and_the_notice_of_approval_say_what_was_decided() {
    let listed = Listed::with_three(testkit::sqlite(), "区级").await;
    let list = listed.begun().await;
    let pages = listed.story.pages(day!(2022, 9, 29)).await;
    let paper = async |name: &str| pages.get(&listed.officer, &format!("/projects/rankings/{list}/{name}")).await;
    let early = paper("notice.docx").await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    early.says(&["名单现在是“编制”，还没有这份文件"]);
    listed.decided(list).await;
    listed.does(&listed.officer, list, "Publish", &[], day!(2022, 9, 20)).await;
    assert_eq!(paper("approval.docx").await.status, StatusCode::CONFLICT, "nothing is approved yet");
    assert_eq!(&paper("notice.docx").await.bytes[..2], b"PK");
    let notice = words(&paper("notice.pdf").await).concat();
    for said in ["关于2022年度拟立项名单的公示", "2022年9月20日至2022年9月27日，共5个工作日", "王堃"]
    {
        assert!(notice.contains(said), "{said} is not in {notice}");
    }
    assert!(!notice.contains("资助金额") && !notice.contains("138"), "{notice}");
    listed.does(&listed.officer, list, "Clear", &[], day!(2022, 9, 28)).await;
    listed.does(&listed.officer, list, "Issue", &[("document", "湘科字[2022]12号")], day!(2022, 9, 29)).await;
    assert_eq!(&paper("approval.docx").await.bytes[..2], b"PK");
    expect![[r#"
        湘科字〔2022〕12号
        某区科学技术局
        关于2022年度区级研发专项立项的通知
        各有关单位：
        根据《2022年度科技计划项目申报通知》，经单位申报、
        形式审查、专家评审、会议集体研究并公示无异议，决定对以下
        2个项目予以立项，财政资助合计90万元。现通知如下。
        一、项目清单
        序号项目名称承担单位负责人资助金额（万元）
        1陶瓷膜制备技术研究之2甲陶瓷公司王堃50
        2陶瓷膜制备技术研究之3甲陶瓷公司王堃40
        二、有关要求
        各承担单位应按要求填报并签订任务书，专款专用，按期完
        成任务，接受监督检查和绩效评价。
        某区科学技术局
        2022年9月29日
        —1—"#]]
    .assert_eq(&words(&paper("approval.pdf").await).join("\n"));
    let panel = pages.get(&listed.officer, &format!("/projects/rankings/{list}")).await;
    panel.says(&["立项通知（Word）", "公示（PDF）", "会议通过", "局党组会议纪要〔2022〕9号"]);
}
