//! Stories of yearly reports, changes and revocations.

use cases::CaseFile;
use expect_test::expect;
use vocabulary::{Role, day};

use super::{HNTE_REPORTS, ask_for_reports, procedure::YearlyReport};
use crate::{
    ENTERPRISE_YEARS, HNTE_CERTIFICATES, KINDS,
    matter::procedure::Matter,
    tests::{Story, TODAY},
};

/// A certificate of an enterprise, of November 2025.
async fn certified(story: &Story, firm: i64, number: &str) -> i64 {
    let firm = format!("#{firm}");
    let typed =
        [("number", number), ("enterprise", firm.as_str()), ("issued_on", "2025-11-03"), ("valid_to", "2028-11-02")];
    story.bureau.add(&HNTE_CERTIFICATES, &typed).await
}

#[tokio::test]
async fn the_house_asks_once_for_each_report_and_notes_what_is_late() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let db = &story.bureau.db;
        certified(&story, story.other_firm, "GR202536000001").await;
        assert_eq!(ask_for_reports(db, day!(2025, 12, 1)).await.unwrap(), 0, "nothing is owed in the year of issue");
        assert_eq!(ask_for_reports(db, day!(2026, 1, 2)).await.unwrap(), 1);
        assert_eq!(ask_for_reports(db, day!(2026, 1, 2)).await.unwrap(), 0);
        let report = CaseFile::all(db.reader(), &HNTE_REPORTS, Default::default()).await.unwrap().remove(0);
        assert_eq!((report.number("year"), report.text("due_on")), (Some(2025), "2026-05-31"));
        let enterprise = story.of_firm(story.other_firm);
        let told = story.refused::<YearlyReport>(&enterprise, report.id(), "Report", &[], day!(2026, 5, 6)).await;
        assert!(told.starts_with("还没有填写销售收入、总收入、高新技术产品收入、研发费用"), "{told}");
        cases::pass(db, KINDS, day!(2026, 6, 1)).await.unwrap();
        let late = CaseFile::read(db.reader(), &HNTE_REPORTS, report.id()).await.unwrap();
        assert_eq!(late.text("stage"), "逾期未报");
        let figures = [
            ("sales", "4600"),
            ("total_income", "4650"),
            ("hightech_income", "3100"),
            ("rd_expense", "220"),
            ("net_assets", "-20"),
            ("total_assets", "2000"),
            ("staff", "40"),
            ("technical_staff", "41"),
            ("changed", "否"),
            ("receipt", "NB2025-0001"),
        ];
        let wrong = story.writes(&HNTE_REPORTS, report.id(), &figures).await.unwrap_err();
        expect!["technical_staff：科技人员不能超过职工总数"].assert_eq(&wrong.to_string());
        let figures = figures.map(|(name, text)| (name, if name == "technical_staff" { "12" } else { text }));
        story.writes(&HNTE_REPORTS, report.id(), &figures).await.unwrap();
        let on = day!(2026, 6, 5);
        assert_eq!(story.does::<YearlyReport>(&enterprise, report.id(), "Report", &[], on).await, "待核");
        let officer = story.of_bureau(Role::Officer);
        assert_eq!(story.does::<YearlyReport>(&officer, report.id(), "Accept", &[], on).await, "已核收");
        let own = cases::matching(&ENTERPRISE_YEARS, &[("enterprise", story.other_firm.into())]).unwrap();
        let years = CaseFile::all(db.reader(), &ENTERPRISE_YEARS, own).await.unwrap();
        assert_eq!((years.len(), years[0].number("staff"), years[0].number("year")), (1, Some(40), Some(2025)));
    }
}

#[tokio::test]
async fn a_change_is_reported_and_a_qualification_ends_by_decision_only() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let certificate = certified(&story, story.firm, "GR202536000001").await;
        let (enterprise, officer) = (story.of_firm(story.firm), story.of_bureau(Role::Officer));
        let form = |subject: &'static str, day: &'static str| {
            [("enterprise", "甲陶瓷公司"), ("subject", subject), ("happened_on", day), ("content", "经过")]
        };
        let future = story.begins::<Matter>(&enterprise, &form("更名", "2026-06-02"), TODAY).await.unwrap_err();
        expect!["happened_on：2026-06-02 在今天之后，请核对日期"].assert_eq(&future.to_string());
        let wrong = form("申请认定中弄虚作假", "2025-01-02");
        let wrong = story.begins::<Matter>(&enterprise, &wrong, TODAY).await.unwrap_err();
        expect![[r#"subject：企业报告更名、重大变化或整体迁移；取消资格的线索由本局登记；happened_on：企业在这一天没有有效的高新技术企业证书，请核对日期"#]]
            .assert_eq(&wrong.to_string());
        let late = story.begins::<Matter>(&enterprise, &form("更名", "2026-02-27"), TODAY).await.unwrap();
        let read = async |id: i64| CaseFile::read(story.bureau.db.reader(), &crate::HNTE_MATTERS, id).await.unwrap();
        assert_eq!(read(late).await.text("late"), "超过三个月");
        let grounds = form("累计两年未填报年度发展情况报表", "2026-05-31");
        let matter = story.begins::<Matter>(&officer, &grounds, TODAY).await.unwrap();
        assert_eq!(read(matter).await.text("late"), "不适用");
        let up = [("minutes", "区科报〔2026〕3号"), ("held_on", "2026-06-02")];
        let head = story.of_bureau(Role::Head);
        story.does::<Matter>(&head, matter, "Forward", &up, day!(2026, 6, 2)).await;
        let decided = [("minutes", "认定办〔2026〕9号"), ("held_on", "2026-08-03"), ("reason", "两年未报")];
        let on = day!(2026, 8, 10);
        assert_eq!(story.does::<Matter>(&officer, matter, "Revoke", &decided, on).await, "资格取消");
        let held = CaseFile::read(story.bureau.db.reader(), &HNTE_CERTIFICATES, certificate).await.unwrap();
        assert_eq!(held.text("revoked_on"), "2026-08-03");
        assert_eq!(held.text("revoked_for"), "累计两年未填报年度发展情况报表");
        let told = story.refused::<Matter>(&head, late, "Forward", &up, on).await;
        assert!(told.starts_with("证书已于 2026-08-03 撤销"), "{told}");
    }
}
