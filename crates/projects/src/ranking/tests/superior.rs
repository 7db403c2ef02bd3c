//! What a superior bureau decided: side by side with the ledger, and entered.

use axum::http::StatusCode;
use expect_test::expect;
use vocabulary::{MoneyUnit::WanYuan, day};

use super::*;
use crate::{APPLICATIONS, PROJECTS, SUPERIOR_RESULTS};

pub(super) const DOCUMENT: &str = "赣科发计字〔2022〕99号";

/// A line of the superior's list: number, name, unit, decision and amount.
async fn decides(listed: &Listed, number: &str, name: &str, unit: &str, decision: &str, amount: &str) {
    let typed = [
        ("number", number),
        ("name", name),
        ("unit", unit),
        ("decision", decision),
        ("amount", amount),
        ("document", DOCUMENT),
        ("decided_on", "2022-12-20"),
    ];
    listed.story.bureau.add(&SUPERIOR_RESULTS, &typed).await;
}

/// A ledger with two recommended proposals, one brought in by sheet and one of the same level that the superior forgot,
/// and the superior's list.
pub(super) async fn decided(fresh: testkit::Fresh) -> Listed {
    let listed = Listed::with_three(fresh, "省级").await;
    let list = listed.begun().await;
    listed.decided(list).await;
    listed.does(&listed.officer, list, "Publish", &[], day!(2022, 9, 20)).await;
    listed.does(&listed.officer, list, "Clear", &[], day!(2022, 9, 28)).await;
    listed.does(&listed.officer, list, "Issue", &[("document", "湘科函〔2022〕3号")], day!(2022, 9, 29)).await;
    let unit = format!("#{}", listed.story.other_firm);
    for (number, name) in [("SJ-7", "氧化铝基片研制"), ("SJ-8", "窑炉节能改造")] {
        let typed = [
            ("number", number),
            ("name", name),
            ("level", "省级"),
            ("programme", "研发专项"),
            ("unit", unit.as_str()),
            ("leader", "李翀"),
            ("applied_on", "2022-05-01"),
            ("recommended_on", "2022-06-01"),
            ("requested", "60"),
            ("result", "评审中"),
        ];
        listed.story.bureau.add(&APPLICATIONS, &typed).await;
    }
    decides(&listed, "ＳＢ2022-002", "陶瓷膜制备技术研究之2", "甲陶瓷公司", "立项", "45").await;
    decides(&listed, "SB2022-003", "陶瓷膜制备技术研究（之3）", "甲陶瓷公司", "未立项", "").await;
    decides(&listed, "赣2022-7", "氧化铝基片研制", "乙陶瓷公司", "立项", "60").await;
    decides(&listed, "赣2022-9", "别处的项目", "丙公司", "立项", "80").await;
    listed
}

/// The rows of the table, their cells without tags.
fn rows(page: &str) -> String {
    let body = page.split("<tbody>").nth(1).and_then(|rest| rest.split("</tbody>").next()).unwrap_or_default();
    let text = |row: &str| {
        let mut words = String::new();
        let mut inside = false;
        for letter in row.replace("</td>", "|").chars() {
            match letter {
                '<' => inside = true,
                '>' => inside = false,
                letter if !inside => words.push(letter),
                _ => {}
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    body.split("</tr>").map(text).filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn both_sides_stand_beside_each_other_with_their_differences() {
    let listed = decided(testkit::sqlite()).await;
    let pages = listed.story.pages(day!(2022, 12, 26)).await;
    let choose = pages.get(&listed.officer, "/projects/superior-results/compare").await;
    let text = choose.says(&[DOCUMENT]);
    let href = text.split("<tbody>").nth(1).unwrap().split("href=\"").nth(1).unwrap().split('"').next().unwrap();
    let compared = pages.get(&listed.officer, href).await;
    let text = compared.says(&["台账中同为省级研发专项", "登记到台账"]);
    expect![[r#"
        SJ-7|氧化铝基片研制乙陶瓷公司|60|评审中|赣2022-7|氧化铝基片研制乙陶瓷公司|60|立项|编号不同 结果待登记 |
        SB2022-003|陶瓷膜制备技术研究之3甲陶瓷公司|40|评审中|SB2022-003|陶瓷膜制备技术研究（之3）甲陶瓷公司||未立项|结果待登记 |
        SB2022-002|陶瓷膜制备技术研究之2甲陶瓷公司|50|评审中|SB2022-002|陶瓷膜制备技术研究之2甲陶瓷公司|45|立项|金额不同 结果待登记 |
        无||||赣2022-9|别处的项目丙公司|80|立项|台账中没有 |
        SJ-8|窑炉节能改造乙陶瓷公司|60|评审中|无||||上级名单中没有 |"#]].assert_eq(&rows(&text));
    assert!(!pages.get(&listed.leader, href).await.text().contains("登记到台账"), "a leader looks");
    let firm = listed.story.of_firm(listed.story.firm);
    assert_eq!(pages.get(&firm, href).await.status, StatusCode::NOT_FOUND);
    let unknown = pages.get(&listed.officer, "/projects/superior-results/compare?document=x").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn results_are_entered_once_with_a_report_of_each_line() {
    for fresh in testkit::databases().await {
        let listed = decided(fresh).await;
        let pages = listed.story.pages(day!(2022, 12, 26)).await;
        let post = async |who: &Who, typed: &[(&str, &str)]| {
            let typed = [&[("document", DOCUMENT)], typed].concat();
            pages.post(who, "/projects/superior-results/compare", &typed).await
        };
        let unasked = post(&listed.officer, &[("started_on", "2023-13-01")]).await;
        assert_eq!(unasked.status, StatusCode::UNPROCESSABLE_ENTITY);
        unasked.says(&["请先核对差异", "没有登记", "value=\"2023-13-01\""]);
        assert_eq!(post(&listed.leader, &[("confirmed", "是")]).await.status, StatusCode::FORBIDDEN);
        let first = post(&listed.officer, &[("confirmed", "是")]).await;
        expect![[r#"
            赣2022-7|氧化铝基片研制立项|未登记：没有计划起止日期，或起止颠倒。请在对照页填写起止日期后再登记|
            SB2022-003|陶瓷膜制备技术研究（之3）未立项|已登记|
            SB2022-002|陶瓷膜制备技术研究之2立项|已登记|
            赣2022-9|别处的项目立项|未登记：台账中没有这一项。请核对编号，或先补录申报台账|"#]]
        .assert_eq(&rows(&first.text()));
        let dates = [("confirmed", "是"), ("started_on", "2023-01-01"), ("due_on", "2024-12-31")];
        let second = post(&listed.officer, &dates).await;
        expect![[r#"
            赣2022-7|氧化铝基片研制立项|已登记|
            SB2022-003|陶瓷膜制备技术研究（之3）未立项|原已登记，未变|
            SB2022-002|陶瓷膜制备技术研究之2立项|原已登记，未变|
            赣2022-9|别处的项目立项|未登记：台账中没有这一项。请核对编号，或先补录申报台账|"#]]
        .assert_eq(&rows(&second.text()));
        let third = post(&listed.officer, &dates).await;
        third.says(&["登记 <strong>0</strong> 项", "原已登记 <strong>3</strong> 项", "未登记 <strong>1</strong> 项"]);
        let projects = listed.all(&PROJECTS).await;
        let mut told: Vec<String> = projects
            .iter()
            .map(|project| {
                let texts = ["number", "name", "level", "document", "approved_on", "started_on", "due_on"];
                let granted = project.money("granted").unwrap_or_default().exact(WanYuan);
                format!("{} {granted}", texts.map(|column| project.text(column)).join(" "))
            })
            .collect();
        told.sort();
        expect![[r#"
            SB2022-002 陶瓷膜制备技术研究之2 省级 赣科发计字〔2022〕99号 2022-12-20 2022-10-01 2024-09-30 45
            SJ-7 氧化铝基片研制 省级 赣科发计字〔2022〕99号 2022-12-20 2023-01-01 2024-12-31 60"#]]
        .assert_eq(&told.join("\n"));
        expect![[r#"
            SB2022-001 备选
            SB2022-002 已立项
            SB2022-003 未立项"#]]
        .assert_eq(&listed.proposals().await.join("\n"));
        let waiting = listed.all(&APPLICATIONS).await;
        let waiting: Vec<&str> =
            waiting.iter().filter(|line| line.text("result") == "评审中").map(|line| line.text("number")).collect();
        assert_eq!(waiting, ["SJ-8"]);
    }
}

#[tokio::test]
async fn what_needs_a_person_is_left_and_told() {
    let listed = decided(testkit::sqlite()).await;
    decides(&listed, "SJ-8", "窑炉节能改造", "别的公司", "立项", "10").await;
    let decided = listed.all(&SUPERIOR_RESULTS).await;
    let line = decided.iter().find(|line| line.text("number") == "SB2022-002").unwrap();
    listed.story.change(&SUPERIOR_RESULTS, line.id(), &[("amount", "51")]).await;
    let pages = listed.story.pages(day!(2022, 12, 26)).await;
    let typed = [("document", DOCUMENT), ("confirmed", "是"), ("started_on", "2024-01-01"), ("due_on", "2023-01-01")];
    let report = pages.post(&listed.officer, "/projects/superior-results/compare", &typed).await;
    expect![[r#"
        SJ-8|窑炉节能改造立项|未登记：承担单位不同，台账为“乙陶瓷公司”。请核实后改正一方|
        赣2022-7|氧化铝基片研制立项|未登记：没有计划起止日期，或起止颠倒。请在对照页填写起止日期后再登记|
        SB2022-003|陶瓷膜制备技术研究（之3）未立项|已登记|
        SB2022-002|陶瓷膜制备技术研究之2立项|未登记：资助额 51 万元超过申请额 50 万元。请核实上级名单|
        赣2022-9|别处的项目立项|未登记：台账中没有这一项。请核对编号，或先补录申报台账|"#]]
    .assert_eq(&rows(&report.text()));
    assert!(listed.all(&PROJECTS).await.is_empty());
}
