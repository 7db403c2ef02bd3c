//! Stories of applications for 高新技术企业.

use expect_test::expect;
use policies::assessment::Answer;

use vocabulary::{Day, Role, day};

use super::{
    HNTE_APPLICATIONS, ITEMS, Stage,
    facts::Facts,
    materials::{Item, State},
    procedure::{Application, EDITION_2016},
};
use crate::{
    HNTE_CERTIFICATES, HNTE_FILINGS, KINDS,
    tests::{Story, TODAY},
};

/// The form of an application of which nothing is wrong.
const FORM: [(&str, &str); 13] = [
    ("kind", "首次认定"),
    ("field", "新材料"),
    ("class1", "0"),
    ("class2", "6"),
    ("self_developed", "是"),
    ("standards", "否"),
    ("conversions", "13"),
    ("rules", "是"),
    ("body", "是"),
    ("incentives", "是"),
    ("training", "是"),
    ("accident", "否"),
    ("contact", "某人"),
];

/// An application as its enterprise begins it.
async fn drafted(story: &Story, firm: i64) -> i64 {
    let batch = format!("#{}", story.batch);
    let form: Vec<(&str, &str)> = FORM.into_iter().chain([("batch", batch.as_str())]).collect();
    story.begins::<Application>(&story.of_firm(firm), &form, TODAY).await.unwrap()
}

/// An application that was handed in, and passed the officer's pages.
async fn passed(story: &Story) -> i64 {
    let (enterprise, officer) = (story.of_firm(story.firm), story.of_bureau(Role::Officer));
    let id = drafted(story, story.firm).await;
    story.brings_materials(id).await;
    assert_eq!(story.does::<Application>(&enterprise, id, "Submit", &[], TODAY).await, "待初审");
    let judged: Vec<(String, String)> = (1..=ITEMS.len()).map(|n| (format!("found_{n}"), "通过".to_owned())).collect();
    let judged: Vec<(&str, &str)> = judged.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let address = format!("/enterprises/hnte-applications/{id}/materials");
    let saved = story.pages(TODAY).post(&officer, &address, &judged).await;
    assert_eq!(saved.location, format!("/enterprises/hnte-applications/{id}"), "{}", saved.says(&[]));
    assert_eq!(story.does::<Application>(&officer, id, "PassCheck", &[], TODAY).await, "待推荐");
    id
}

#[tokio::test]
async fn an_application_goes_from_the_form_to_the_certificate() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let (officer, head) = (story.of_bureau(Role::Officer), story.of_bureau(Role::Head));
        let id = passed(&story).await;
        let document = [("document", "区科字〔2026〕12号")];
        let refused = story.tries::<Application>(&officer, id, "Recommend", &document, TODAY).await;
        assert!(refused.is_err(), "an officer does not recommend");
        let on = day!(2026, 6, 8);
        assert_eq!(story.does::<Application>(&head, id, "Recommend", &document, on).await, "已推荐");
        let notice = [("minutes", "认定办公示第3号"), ("held_on", "2026-09-01")];
        let on = day!(2026, 9, 2);
        assert_eq!(story.does::<Application>(&officer, id, "Announce", &notice, on).await, "认定公示");
        let certificate = [("number", "GR202636000137"), ("issued_on", "2026-09-16")];
        let early = story.refused::<Application>(&officer, id, "Certify", &certificate, day!(2026, 9, 15)).await;
        expect!["公示到 2026-09-15 才结束。请在公示期满后登记证书"].assert_eq(&early);
        let on = day!(2026, 9, 20);
        assert_eq!(story.does::<Application>(&officer, id, "Certify", &certificate, on).await, "已认定");

        let reader = story.bureau.db.reader();
        let filings = cases::CaseFile::all(reader, &HNTE_FILINGS, Default::default()).await.unwrap();
        let told: Vec<_> = filings
            .iter()
            .map(|one| ["batch", "kind", "field", "filed_on", "recommended_on", "result"].map(|name| one.text(name)))
            .collect();
        assert_eq!(told, [["第一批", "首次认定", "新材料", "2026-06-01", "2026-06-08", "通过"]]);
        let certificates = cases::CaseFile::all(reader, &HNTE_CERTIFICATES, Default::default()).await.unwrap();
        assert_eq!(certificates[0].text("valid_to"), "2029-09-15");
        let file = cases::CaseFile::read(reader, &HNTE_APPLICATIONS, id).await.unwrap();
        assert_eq!(file.text("verdict"), "有可能符合");
        assert_eq!((file.number("score_least"), file.number("score_most")), (Some(34), Some(82)));
    }
}

#[tokio::test]
async fn everything_that_is_missing_is_told_at_once() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let enterprise = story.of_firm(story.other_firm);
        let id = drafted(&story, story.other_firm).await;
        let told = story.refused::<Application>(&enterprise, id, "Submit", &[], day!(2026, 6, 15)).await;
        expect![[r#"
            本批次受理时间是 2026-05-06 至 2026-06-12。请在受理时间内提交，或改报其他批次
            自评无法计算：缺少2023、2024、2025年度的数据，应填写2023至2025年度。请更正申请书，年度数据有误或缺少的，请联系本局补充
            未上传或被退回的材料：认定申请书、营业执照等注册登记证件、知识产权和科研项目证明、高新产品（服务）说明和检验报告、职工和科技人员情况说明、专项审计报告和研发活动说明、近三年财务审计报告、近三年企业所得税年度纳税申报表。请在“材料”中上传"#]]
        .assert_eq(&told);
    }
}

#[tokio::test]
async fn a_self_check_that_says_no_needs_a_word_of_explanation() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let enterprise = story.of_firm(story.firm);
        let id = drafted(&story, story.firm).await;
        story.brings_materials(id).await;
        story.writes(&HNTE_APPLICATIONS, id, &[("accident", "是")]).await.unwrap();
        let told = story.refused::<Application>(&enterprise, id, "Submit", &[], TODAY).await;
        assert!(told.starts_with("自评为“不符合”"), "{told}");
        story.writes(&HNTE_APPLICATIONS, id, &[("explanation", "事故等级尚在复核")]).await.unwrap();
        assert_eq!(story.does::<Application>(&enterprise, id, "Submit", &[], TODAY).await, "待初审");
    }
}

#[tokio::test]
async fn nobody_holds_two_certificates_at_once() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let officer = story.of_bureau(Role::Officer);
        let id = passed(&story).await;
        let head = story.of_bureau(Role::Head);
        story.does::<Application>(&head, id, "Recommend", &[("document", "区科字〔2026〕12号")], TODAY).await;
        let notice = [("minutes", "认定办公示第3号"), ("held_on", "2026-09-01")];
        story.does::<Application>(&officer, id, "Announce", &notice, day!(2026, 9, 2)).await;
        let firm = format!("#{}", story.firm);
        let held = [
            ("number", "GR202536000001"),
            ("enterprise", firm.as_str()),
            ("issued_on", "2025-11-03"),
            ("valid_to", "2028-11-02"),
        ];
        let certificate = story.bureau.add(&HNTE_CERTIFICATES, &held).await;
        let on = day!(2026, 9, 20);
        let typed = [("number", "GR202536000137"), ("issued_on", "2026-09-16")];
        let told = story.refused::<Application>(&officer, id, "Certify", &typed, on).await;
        expect![[r#"
            number：编号中的年份与发证日期 2026-09-16 不符，请核对；issued_on：企业的证书 GR202536000001 有效期至 2028-11-02，不能同时持有两张有效证书"#]]
        .assert_eq(&told);
        let typed = [("number", "GR202636000137"), ("issued_on", "2026-09-21")];
        let told = story.refused::<Application>(&officer, id, "Certify", &typed, on).await;
        assert!(told.contains("2026-09-21 在今天之后"), "{told}");
        // In its last year a certificate may be renewed.
        story.writes(&HNTE_CERTIFICATES, certificate, &[("valid_to", "2026-11-02")]).await.unwrap();
        let typed = [("number", "GR202636000137"), ("issued_on", "2026-09-16")];
        assert_eq!(story.does::<Application>(&officer, id, "Certify", &typed, on).await, "已认定");
    }
}

#[tokio::test]
async fn a_line_that_a_sheet_brought_is_adopted_and_never_doubled() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let firm = format!("#{}", story.firm);
        let filing = [
            ("enterprise", firm.as_str()),
            ("year", "2026"),
            ("batch", "第一批"),
            ("kind", "首次认定"),
            ("field", "新材料"),
            ("filed_on", "2026-05-20"),
            ("result", "评审中"),
        ];
        let filing = story.bureau.add(&HNTE_FILINGS, &filing).await;
        let id = passed(&story).await;
        let reason = [("reason", "材料不实")];
        let head = story.of_bureau(Role::Head);
        assert_eq!(story.does::<Application>(&head, id, "Refuse", &reason, TODAY).await, "不予推荐");
        let all = cases::CaseFile::all(story.bureau.db.reader(), &HNTE_FILINGS, Default::default()).await.unwrap();
        assert_eq!(all.len(), 1);
        let told = ["filed_on", "result", "note"].map(|name| all[0].text(name));
        assert_eq!((all[0].id(), told), (filing, ["2026-05-20", "未通过", "材料不实"]));
    }
}

#[tokio::test]
async fn a_draft_lapses_with_its_batch() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let id = drafted(&story, story.firm).await;
        let passed = cases::pass(&story.bureau.db, KINDS, day!(2026, 6, 12)).await.unwrap();
        assert_eq!(passed.taken, 0, "the last day still counts");
        cases::pass(&story.bureau.db, KINDS, day!(2026, 6, 13)).await.unwrap();
        let file = cases::CaseFile::read(story.bureau.db.reader(), &HNTE_APPLICATIONS, id).await.unwrap();
        assert_eq!(file.text("stage"), "已撤回");
    }
}

#[tokio::test]
async fn materials_are_judged_one_by_one_and_only_by_an_officer() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let (enterprise, officer) = (story.of_firm(story.firm), story.of_bureau(Role::Officer));
        let id = drafted(&story, story.firm).await;
        story.brings_materials(id).await;
        let pages = story.pages(TODAY);
        let address = format!("/enterprises/hnte-applications/{id}/materials");
        assert_eq!(pages.get(&officer, &address).await.status, 409, "not handed in yet");
        story.does::<Application>(&enterprise, id, "Submit", &[], TODAY).await;
        assert_eq!(pages.get(&enterprise, &address).await.status, 403);
        assert_eq!(pages.get(&story.of_firm(story.other_firm), &address).await.status, 404);
        pages.get(&officer, &address).await.says(&["审核材料", "专项审计报告和研发活动说明", "审核意见"]);
        let typed = [("found_1", "通过"), ("found_2", "退回")];
        let again = pages.post(&officer, &address, &typed).await;
        assert_eq!(again.status, 422);
        again.says(&["“营业执照等注册登记证件”退回要写明原因"]);
        let typed = [("found_1", "通过"), ("found_2", "退回"), ("opinion_2", "副本不清晰")];
        assert_eq!(pages.post(&officer, &address, &typed).await.status, 303);
        let page = pages.get(&enterprise, &format!("/enterprises/hnte-applications/{id}")).await;
        page.says(&["材料清单", "1 / 8 项通过", "副本不清晰"]);
        let told = story.refused::<Application>(&officer, id, "PassCheck", &[], TODAY).await;
        assert!(told.contains("营业执照等注册登记证件、知识产权和科研项目证明"), "{told}");
    }
}

#[tokio::test]
async fn the_letter_of_recommendation_names_those_who_were_recommended() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let (officer, head) = (story.of_bureau(Role::Officer), story.of_bureau(Role::Head));
        let pages = story.pages(TODAY);
        let address = format!("/enterprises/hnte-batches/{}", story.batch);
        let letter = format!("{address}/recommendation.docx");
        assert_eq!(pages.get(&officer, &letter).await.status, 409, "nobody was recommended");
        let id = passed(&story).await;
        story.does::<Application>(&head, id, "Recommend", &[("document", "区科字〔2026〕12号")], TODAY).await;
        pages.get(&officer, &address).await.says(&["申报情况", "推荐函（Word）", "已推荐"]);
        let made = pages.get(&officer, &letter).await;
        assert!(made.status == 200 && made.bytes.starts_with(b"PK"));
        assert_eq!(pages.get(&story.of_firm(story.firm), &letter).await.status, 404);
        let reader = story.bureau.db.reader();
        let all = cases::CaseFile::all(reader, &HNTE_APPLICATIONS, Default::default()).await.unwrap();
        let batch = cases::CaseFile::read(reader, &crate::HNTE_BATCHES, story.batch).await.unwrap();
        let identity = web::Identity { owner: "某区科学技术局".to_owned(), is_sample: false };
        let text = super::recommendation::letter(&batch, &all, &identity).plain_text();
        assert!(text.contains("关于推荐2026年度第一批高新技术企业的函") && text.contains("甲陶瓷公司"), "{text}");
    }
}

#[test]
fn a_walk_replays_to_the_same_stage() {
    let item = |turn: usize| Item {
        name: ITEMS[0],
        state: [State::Missing, State::Passed, State::Passed, State::Returned][turn % 4],
        file: None,
        opinion: String::new(),
    };
    let later = |turn: usize| Some(Day::EARLIEST).filter(|_| turn.is_multiple_of(7));
    let mut ends = std::collections::HashSet::new();
    for seed in 0..400_u16 {
        let mut turn = usize::from(seed);
        let moves = procedure::walk(&EDITION_2016, seed.into(), 20, |_| {
            turn += 1;
            Facts {
                today: TODAY,
                opens_on: Some(TODAY),
                closes_on: Some(TODAY.plus_days(if turn.is_multiple_of(5) { -1 } else { 1 })),
                problems: Vec::new(),
                verdict: Some((if turn.is_multiple_of(3) { Answer::No } else { Answer::Possible }, 50, 80)),
                is_explained: turn.is_multiple_of(2),
                materials: vec![item(turn)],
                certified_until: later(turn),
                other: later(turn).map(|_| "另一份".to_owned()),
                notice_until: Some(TODAY.plus_days(if turn.is_multiple_of(3) { 1 } else { -1 })),
            }
        });
        let end = moves.last().map_or(Stage::Draft, |last| last.3);
        assert_eq!(procedure::replay(&EDITION_2016, &moves), end);
        ends.insert(end);
    }
    assert!(ends.contains(&Stage::Certified) && ends.contains(&Stage::Refused), "{ends:?}");
}
