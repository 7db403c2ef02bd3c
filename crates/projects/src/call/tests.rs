//! Stories of calls.

use expect_test::expect;
use listing::import::{Import, Workbook};
use storage::Error;
use vocabulary::{Role, day};

use super::procedure::Call;
use crate::{
    CALLS, CRITERIA,
    tests::{Story, TODAY},
};

/// A call as an officer begins it.
async fn drafted(story: &Story) -> i64 {
    let officer = story.of_bureau(Role::Officer);
    let section = format!("#{}", story.section);
    let typed = [
        ("title", "2022 年度区级科技计划项目申报通知"),
        ("level", "区级"),
        ("programme", "研发专项"),
        ("section", section.as_str()),
        ("opens_on", "2022-03-10"),
        ("closes_on", "2022-04-10"),
        ("sealed", "否"),
        ("blind", "否"),
        ("panel_size", "5"),
        ("spread", "20"),
        ("publicity", "5"),
    ];
    story.begins::<Call>(&officer, &typed, TODAY).await
}

#[tokio::test]
async fn a_call_is_told_everything_that_it_lacks_at_once() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let officer = story.of_bureau(Role::Officer);
        let call = drafted(&story).await;
        let Err(Error::Refused(told)) = story.tries::<Call>(&officer, call, "Submit", &[], TODAY).await else {
            panic!("a call without guidance and criteria was submitted")
        };
        expect![[r#"
            没有写指南内容。请在通知中填写支持方向和申报条件
            还没有评分指标。请在“评分指标”中补齐或调整权重"#]]
        .assert_eq(&told);
    }
}

#[tokio::test]
async fn a_call_goes_from_draft_to_its_end_and_every_step_is_on_the_record() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let officer = story.of_bureau(Role::Officer);
        let head = story.of_bureau(Role::Head);
        let call = drafted(&story).await;
        let db = &story.bureau.db;
        let before = listing::records::row(db.reader(), &CALLS, call).await.unwrap();
        let record = listing::query::record(db.reader(), &CALLS, call).await.unwrap();
        assert_eq!(record.name, "2022 年度区级科技计划项目申报通知");
        let guidance = CALLS.position("guidance").unwrap();
        let mut typed = Vec::new();
        for (column, cell) in CALLS.columns.iter().zip(&record.cells) {
            let text = match (&column.kind, &cell.value) {
                (listing::Kind::Link(_), storage::Value::Int(id)) => format!("#{id}"),
                (_, value) => listing::cell::plain(column, value),
            };
            typed.push((column.name.to_owned(), text));
        }
        typed[guidance].1 = "支持方向：工业陶瓷".to_owned();
        listing::records::change(db, "某科室经办", &CALLS, &before, &typed).await.unwrap();
        let of_call = format!("#{call}");
        for (sequence, name, weight, kind) in [("1", "技术水平", "60", "技术"), ("2", "经济效益", "40", "经济")]
        {
            let typed = [
                ("call", of_call.as_str()),
                ("sequence", sequence),
                ("name", name),
                ("weight", weight),
                ("kind", kind),
            ];
            story.bureau.add(&CRITERIA, &typed).await;
        }
        assert_eq!(story.does::<Call>(&officer, call, "Submit", &[], TODAY).await, "待审核");
        let refused = story.tries::<Call>(&officer, call, "Publish", &[], TODAY).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))), "an officer cannot publish");
        assert_eq!(story.does::<Call>(&head, call, "Publish", &[], TODAY).await, "受理中");
        let early = story.tries::<Call>(&officer, call, "Close", &[], day!(2022, 4, 10)).await;
        assert!(matches!(early, Err(Error::Refused(_))), "the last day still counts");
        let typed = [("closes_on", "2022-04-20"), ("reason", "系统维护")];
        assert_eq!(story.does::<Call>(&head, call, "Extend", &typed, day!(2022, 4, 1)).await, "受理中");
        assert_eq!(story.does::<Call>(&officer, call, "Close", &[], day!(2022, 4, 21)).await, "已截止");
        let told = cases::story(db.reader(), CALLS.table, call).await.unwrap();
        let steps: Vec<String> = told.iter().map(|told| format!("{} {}→{}", told.step, told.from, told.to)).collect();
        assert_eq!(
            steps,
            ["提交审核 起草→待审核", "发布 待审核→受理中", "延长受理 受理中→受理中", "截止受理 受理中→已截止"]
        );
    }
}

#[tokio::test]
async fn what_a_call_is_judged_by_is_fixed_once_it_leaves_the_draft() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let mut officer = story.of_bureau(Role::Officer);
        officer.keeps = vec![crate::MODULE.title.to_owned()];
        let pages = story.pages(TODAY).await;
        let call = drafted(&story).await;
        let typed = [("call", &*format!("#{call}")), ("sequence", "1"), ("name", "技术水平"), ("weight", "100")];
        let typed = [&typed[..], &[("kind", "技术")]].concat();
        let added = pages.post(&officer, "/projects/criteria", &typed).await;
        assert_eq!(added.location, "/projects/criteria/1", "{}", added.text());
        pages
            .get(&officer, "/projects/criteria/1")
            .await
            .says(&["/projects/criteria/1/edit", "/projects/criteria/1/remove"]);
        let db = &story.bureau.db;
        let case = cases::CaseFile::read(db.reader(), &CALLS, call).await.unwrap();
        story.change(&CALLS, call, &[("guidance", "支持方向：工业陶瓷")]).await;
        story.does::<Call>(&officer, call, "Submit", &[], TODAY).await;
        let page = pages.get(&officer, "/projects/criteria/1").await.text();
        assert!(!page.contains("/edit") && !page.contains("/remove"), "{page}");
        let said = format!("“{}”现在是“待审核”，评分指标不能再新增、修改或删除", case.name());
        let one = "/projects/criteria/1";
        for (asked, posted) in [("edit", ""), ("remove", "/remove")] {
            let answer = pages.get(&officer, &format!("{one}/{asked}")).await;
            assert_eq!(answer.status, 409, "{asked}");
            answer.says(&[&said]);
            let answer = pages.post(&officer, &format!("{one}{posted}"), &typed).await;
            assert_eq!(answer.status, 409, "{asked}: {}", answer.text());
        }
        let second = pages.post(&officer, "/projects/criteria", &[&typed[..], &[]].concat()).await;
        assert_eq!(second.status, 409);
        second.says(&[&said, "value=\"技术水平\""]);
        let sheet = format!("申报通知,次序,指标,权重,类别\n{},1,技术水平,90,技术\n", case.text("number"));
        let workbook = Workbook::from_bytes("评分指标.csv", sheet.into_bytes()).unwrap();
        let import = Import::by("网页导入").as_form();
        let report = import.run(db, &story.bureau.registry, &workbook).await.unwrap();
        let problems: Vec<&str> = report.problems.iter().map(|problem| problem.sentence.as_str()).collect();
        assert!(!report.stored && problems.len() == 1 && problems[0].starts_with(&said), "{problems:?}");
        story.does::<Call>(&story.of_bureau(Role::Head), call, "SendBack", &[("reason", "再看看权重")], TODAY).await;
        let report = import.run(db, &story.bureau.registry, &workbook).await.unwrap();
        assert!(report.stored, "{}", report.says());
    }
}
