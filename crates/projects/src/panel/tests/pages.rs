//! Stories of the pages: what each side sees, and what nobody sees too early.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Data, Reader as _, Xlsx};
use cases::CaseFile;
use documents::{Attach, Block, Limits, OfficialDocument, Span, upload::Incoming};
use vocabulary::{Day, Role, day};
use web::Who;

use super::scene::{Scene, TODAY};
use crate::{
    CALLS, PROPOSALS,
    panel::PANELS,
    tests::{Answer, Pages},
};

const LATER: Day = day!(2022, 5, 10);

/// A file on the shelf that stands for a paper of a proposal.
async fn attach(scene: &Scene, pages: &Pages, proposal: i64, paper: &str, words: &str) -> i64 {
    let docx = OfficialDocument {
        title: vec!["可行性研究报告".to_owned()],
        body: vec![Block::Paragraph(vec![Span::Text(words.to_owned())])],
        ..OfficialDocument::default()
    };
    let mut incoming = Incoming::begin(&pages.desk.shelf, "申报1号陶瓷公司报告.docx", Limits::default()).await.unwrap();
    incoming.take(&docx.to_docx().unwrap()).await.unwrap();
    let file = incoming.finish().await.unwrap();
    let limits = Limits::default();
    let deed =
        Attach { subject: PROPOSALS.table, record: proposal, paper, file: &file, by: "某企业", on: TODAY, limits };
    scene.story.bureau.db.write("某企业", &deed).await.unwrap()
}

/// The names of units and people that a blind page must not tell.
fn names(proposals: usize) -> Vec<String> {
    let of = |number| {
        ["申报{}号陶瓷公司", "领头{}", "组员{}", "联系{}"].map(|name: &str| name.replace("{}", &format!("{number}")))
    };
    (1..=proposals).flat_map(of).chain(["13800001234".to_owned()]).collect()
}

#[track_caller]
fn tells_nobody(answer: &Answer, names: &[String]) {
    let text = answer.text();
    for name in names {
        assert!(!text.contains(name.as_str()), "{name} is on the page:\n{text}");
    }
}

/// The expert on a seat, signed in.
fn on(scene: &Scene, seat: &CaseFile) -> Who {
    scene.who(seat.number("expert").unwrap())
}

#[tokio::test]
async fn an_expert_answers_judges_a_blind_copy_and_hands_it_in() {
    let [fresh, _] = testkit::databases().await;
    let scene = Scene::open(fresh, 2).await;
    let panel = scene.drawn(&[]).await;
    let pages = scene.story.pages(LATER).await;
    let seats = scene.seats(panel, "待回复").await;
    let expert = on(&scene, &seats[0]);
    pages.get(&expert, "/projects/review").await.says(&["评审邀请：2022 年度区级科技计划", "请在 2022-05-11 前回复"]);
    let address = format!("/projects/review/seats/{}", seats[0].id());
    let answer = pages.post(&expert, &address, &[("reply", "decline"), ("reason", "")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.says(&["请写明不能参加的理由"]);
    let stranger = on(&scene, &seats[1]);
    assert_eq!(pages.post(&stranger, &address, &[("reply", "accept")]).await.status, StatusCode::NOT_FOUND);
    for seat in &seats {
        let address = format!("/projects/review/seats/{}", seat.id());
        let answer = pages.post(&on(&scene, seat), &address, &[("reply", "accept")]).await;
        assert_eq!(answer.location, "/projects/review");
    }
    pages.get(&expert, "/projects/review").await.says(&["已接受，等待分派"]);
    scene.does(panel, "Confirm", &[], TODAY).await;
    scene.does(panel, "Assign", &[("judge_by", "2022-05-20")], TODAY).await;

    let list = pages.get(&expert, "/projects/review").await;
    list.says(&["SB2022-001", "［已隐去］节能窑炉研发", "还有 2 份，2022-05-20 截止"]);
    tells_nobody(&list, &names(2));
    let sheets = scene.assignments(panel, "待评").await;
    let own = sheets.iter().find(|one| one.number("expert") == seats[0].number("expert")).unwrap();
    let address = format!("/projects/review/{}", own.id());
    let form = pages.get(&expert, &address).await;
    form.says(&["盲评：不显示单位和人员", "本项目由［已隐去］ 承担，［已隐去］ 主持。", "技术水平", "权重 60%"]);
    tells_nobody(&form, &names(2));
    for other in [&stranger, &scene.officer(), &scene.story.of_firm(scene.proposals[0].1), &Who::default()] {
        assert_eq!(pages.get(other, &address).await.status, StatusCode::NOT_FOUND, "{:?}", other.role);
        assert_eq!(pages.post(other, &address, &[("do", "save")]).await.status, StatusCode::NOT_FOUND);
    }
    let (first, second) = (format!("mark-{}", scene.criteria[0]), format!("mark-{}", scene.criteria[1]));
    let seen = form.hidden("_seen");
    let typed = [("_seen", seen.as_str()), (first.as_str(), "90"), (second.as_str(), "abc"), ("do", "save")];
    let answer = pages.post(&expert, &address, &typed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.says(&["value=\"abc\"", "value=\"90\"", "“经济效益”："]);
    let typed = [("_seen", seen.as_str()), (first.as_str(), "90"), (second.as_str(), "70.5"), ("do", "save")];
    assert_eq!(pages.post(&expert, &address, &typed).await.location, format!("{address}#sheet"));
    pages.get(&expert, &address).await.says(&["总分 82.20"]);
    let answer = pages.post(&expert, &address, &typed).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "the other tab is old");
    answer.says(&["刚在另一个页面保存过", "value=\"70.5\""]);
    let seen = pages.get(&expert, &address).await.hidden("_seen");
    let whole = [
        ("_seen", seen.as_str()),
        (first.as_str(), "90"),
        (second.as_str(), "70.5"),
        ("advice", "优先资助"),
        ("opinion", "<script>alert(1)</script>"),
        ("do", "submit"),
    ];
    assert_eq!(pages.post(&expert, &address, &whole).await.location, "/projects/review");
    let read = pages.get(&expert, &address).await.says(&["优先资助", "&#60;script&#62;"]);
    assert!(!read.contains("<script>alert"));
}

#[tokio::test]
async fn papers_go_to_their_experts_only_and_blind_ones_name_nobody() {
    let [fresh, _] = testkit::databases().await;
    let scene = Scene::open(fresh, 2).await;
    let pages = scene.story.pages(LATER).await;
    let plain = attach(&scene, &pages, scene.proposals[0].0, "可行性研究报告", "烧成温度降低一百度。").await;
    let telling = attach(&scene, &pages, scene.proposals[0].0, "营业执照", "申报 1号陶瓷公司").await;
    let other = attach(&scene, &pages, scene.proposals[1].0, "可行性研究报告", "另一个项目。").await;
    let panel = scene.judging(&[("size", "7")]).await;
    let sheets = scene.assignments(panel, "待评").await;
    let own = sheets.iter().find(|one| one.number("proposal") == Some(scene.proposals[0].0)).unwrap();
    let expert = on(&scene, own);
    let paper = |file| format!("/projects/review/{}/papers/{file}", own.id());
    pages.get(&expert, &format!("/projects/review/{}", own.id())).await.says(&[&paper(plain), "可行性研究报告"]);
    let copy = pages.get(&expert, &paper(plain)).await;
    assert_eq!((copy.status, &copy.bytes[..2]), (StatusCode::OK, b"PK".as_slice()));
    let refused = pages.get(&expert, &paper(telling)).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "its words name the unit");
    assert_eq!(pages.get(&expert, &paper(other)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(pages.get(&scene.officer(), &paper(plain)).await.status, StatusCode::NOT_FOUND);
    let without = scene.experts.iter().find(|one| {
        !sheets
            .iter()
            .any(|sheet| sheet.number("expert") == Some(one.id) && sheet.number("proposal") == own.number("proposal"))
    });
    let stranger = scene.who(without.unwrap().id);
    assert_eq!(pages.get(&stranger, &paper(plain)).await.status, StatusCode::NOT_FOUND);

    scene.story.change(&CALLS, scene.call, &[("blind", "否")]).await;
    let open = pages.get(&expert, &format!("/projects/review/{}", own.id())).await;
    open.says(&["申报1号陶瓷公司", "领头1", "组员1"]);
    assert_eq!(pages.get(&expert, &paper(telling)).await.status, StatusCode::OK);
    let address = format!("/projects/review/{}/recuse", own.id());
    pages.get(&expert, &address).await.says(&["退回这份申报书"]);
    assert_eq!(pages.post(&expert, &address, &[("reason", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(pages.post(&expert, &address, &[("reason", "师生")]).await.location, "/projects/review");
    assert_eq!(pages.get(&expert, &paper(plain)).await.status, StatusCode::NOT_FOUND, "given back is gone");
}

#[tokio::test]
async fn the_bureau_sees_how_far_it_is_and_no_mark_before_the_lock() {
    let [fresh, _] = testkit::databases().await;
    let scene = Scene::open(fresh, 2).await;
    let pages = scene.story.pages(LATER).await;
    let (officer, supervisor) = (scene.officer(), scene.story.of_bureau(Role::Supervisor));
    let call = pages.get(&officer, &format!("{}/{}", CALLS.path, scene.call)).await;
    let begin = format!("/projects/panels/new?call={}", scene.call);
    call.says(&["有 2 份申报书通过了形式审查", &begin]);
    pages.get(&officer, &begin).await.says(&["value=\"2022 年度区级科技计划评审组\"", "value=\"5\""]);
    let panel = scene.judging(&[]).await;
    scene.all_hand_in(panel).await;
    let address = format!("{}/{panel}", PANELS.path);
    let text =
        pages.get(&officer, &address).await.says(&["评审进展", "2 / 2", "5 / 5", "评分锁定以前，任何人都看不到分数"]);
    for mark in ["80.00", "79.00", "76.00"] {
        assert!(!text.contains(mark), "{mark} is on the page before the lock");
    }
    for path in ["/projects/assignments", "/projects/scores", "/projects/assignments.csv", "/projects/scores.json"] {
        let list = pages.get(&officer, path).await.text();
        assert!(!list.contains("80") && !list.contains("技术路线可行"), "{path}:\n{list}");
    }
    let results = format!("{address}/results");
    assert_eq!(pages.get(&officer, &results).await.status, StatusCode::CONFLICT);
    scene.does(panel, "Discuss", &[], TODAY).await;
    scene.does(panel, "Lock", &[("consensus", "同意推荐第一名")], TODAY).await;
    let covered = pages.get(&officer, &results).await.says(&[
        "专家1",
        "<del class=\"old\">80.00</del>",
        "78.00",
        "同意推荐第一名",
        "尚未开封",
    ]);
    assert!(!covered.contains("评委"), "names are sealed:\n{covered}");
    let opinions = format!("{results}/{}", scene.proposals[0].0);
    let said = pages.get(&officer, &opinions).await.says(&["技术路线可行", "可以资助"]);
    assert!(!said.contains("评委"));
    scene.does(panel, "Open", &[("reason", "复核")], TODAY).await;
    pages.get(&officer, &results).await.says(&["评委"]);
    pages.get(&supervisor, &results).await.says(&["评委"]);
    let leader = pages.get(&scene.story.of_bureau(Role::Leader), &results).await.says(&["只供经办"]);
    assert!(!leader.contains("评委"));
    let sheets = scene.assignments(panel, "已锁定").await;
    let own = pages.get(&on(&scene, &sheets[0]), &format!("/projects/review/{}", sheets[0].id())).await;
    own.says(&["评审已经结束", "可以资助"]);
    assert!(!own.text().contains("窑炉"), "the proposal has been taken back");
}

#[tokio::test]
async fn a_supervisor_draws_again_and_outsiders_find_nothing() {
    let [fresh, _] = testkit::databases().await;
    let scene = Scene::open(fresh, 2).await;
    let panel = scene.drawn(&[]).await;
    let pages = scene.story.pages(LATER).await;
    let address = format!("{}/{panel}", PANELS.path);
    let replay = format!("{address}/replay");
    pages.get(&scene.story.of_bureau(Role::Supervisor), &replay).await.says(&[
        "与原结果一致",
        "openssl dgst -sm3",
        "没有专家被排除",
        "同二级学科",
    ]);
    scene.story.change(&PANELS, panel, &[("seed", &"0".repeat(64))]).await;
    pages.get(&scene.officer(), &replay).await.says(&["与原结果不一致", "种子"]);
    let leader = scene.story.of_bureau(Role::Leader);
    assert_eq!(pages.get(&leader, &replay).await.status, StatusCode::FORBIDDEN);
    let superior = Who { role: Some(Role::Superior), region: "3699".to_owned(), ..Who::default() };
    let seat = scene.seats(panel, "待回复").await[0].id();
    let secret = [
        address.clone(),
        replay,
        format!("{address}/results"),
        format!("{address}/results.xlsx"),
        format!("{address}/results/{}", scene.proposals[0].0),
        format!("{address}/sign-in"),
        format!("{address}/sign-in.xlsx"),
        format!("{address}/fees"),
        format!("{address}/fees.xlsx"),
        format!("{address}/seats/{seat}"),
        format!("{address}/seats/{seat}/letter"),
        format!("{address}/seats/{seat}/letter.docx"),
        "/projects/review".to_owned(),
        "/projects/panels".to_owned(),
        "/projects/seats".to_owned(),
        "/projects/lots".to_owned(),
        "/projects/assignments".to_owned(),
        "/projects/scores".to_owned(),
    ];
    for who in [&scene.story.of_firm(scene.proposals[0].1), &superior, &Who::default()] {
        for address in &secret {
            let status = pages.get(who, address).await.status;
            assert_eq!(status, StatusCode::NOT_FOUND, "{address} for {:?}", who.role);
        }
        let call = pages.get(who, &format!("{}/{}", CALLS.path, scene.call)).await.text();
        assert!(!call.contains("评审组") && !call.contains("评委"), "{call}");
    }
    let proposal = format!("{}/{}", PROPOSALS.path, scene.proposals[0].0);
    let own = pages.get(&scene.story.of_firm(scene.proposals[0].1), &proposal).await;
    assert_eq!(own.status, StatusCode::OK);
    assert!(!own.text().contains("评委"), "an applicant learns of no expert");
}

#[tokio::test]
async fn letters_and_sheets_are_printed_and_taken_away() {
    let [fresh, _] = testkit::databases().await;
    let scene = Scene::open(fresh, 1).await;
    let panel = scene.ready(&[]).await;
    let pages = scene.story.pages(LATER).await;
    let officer = scene.officer();
    let address = format!("{}/{panel}", PANELS.path);
    let seats = scene.seats(panel, "已接受").await;
    let letter = format!("{address}/seats/{}/letter", seats[0].id());
    pages.get(&officer, &letter).await.says(&["评审邀请函", "2022年5月11日前", "三楼会议室", "某区科学技术局"]);
    let docx = pages.get(&officer, &format!("{letter}.docx")).await;
    assert_eq!(&docx.bytes[..2], b"PK");
    for seat in &seats[..3] {
        let answer = pages.post(&officer, &format!("{address}/seats/{}", seat.id()), &[("reply", "sign-in")]).await;
        assert_eq!(answer.location, format!("{address}#experts"));
    }
    let rows = async |name: &str| {
        let answer = pages.get(&officer, &format!("{address}/{name}.xlsx")).await;
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(answer.bytes)).unwrap();
        let range = workbook.worksheet_range_at(0).unwrap().unwrap();
        range.rows().map(<[Data]>::to_vec).collect::<Vec<_>>()
    };
    let sign_in = rows("sign-in").await;
    assert_eq!(
        (sign_in.len(), &sign_in[0][1], &sign_in[1][5]),
        (6, &Data::from("姓名".to_owned()), &Data::from("是".to_owned()))
    );
    let fees = rows("fees").await;
    assert_eq!(fees.len(), 5, "a heading, the three who came, and the sum");
    assert_eq!((&fees[4][0], &fees[4][6]), (&Data::from("合计".to_owned()), &Data::Float(2400.0)));
    pages.get(&officer, &format!("{address}/fees")).await.says(&["评审费发放表", "2,400", "由本人填写"]);
}

#[tokio::test]
async fn an_officer_enters_an_answer_that_came_by_telephone() {
    let [fresh, _] = testkit::databases().await;
    let scene = Scene::open(fresh, 1).await;
    let panel = scene.drawn(&[]).await;
    let pages = scene.story.pages(LATER).await;
    let officer = scene.officer();
    let seat = scene.seats(panel, "待回复").await[0].id();
    let address = format!("{}/{panel}/seats/{seat}", PANELS.path);
    pages.get(&officer, &address).await.says(&["登记回复：评委", "登记接受", "登记谢绝或退出"]);
    let answer = pages.post(&officer, &address, &[("reply", "decline"), ("reason", "")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = pages.post(&officer, &address, &[("reply", "decline"), ("reason", "电话答复出差")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    pages.get(&officer, &format!("{}/{panel}", PANELS.path)).await.says(&["已谢绝", "电话答复出差", "替补"]);
    let elsewhere = Who { section: Some(scene.story.section + 1), ..scene.officer() };
    assert_eq!(pages.get(&elsewhere, &address).await.status, StatusCode::NOT_FOUND);
    let supervisor = scene.story.of_bureau(Role::Supervisor);
    assert_eq!(pages.get(&supervisor, &address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_seat_that_nobody_in_reserve_can_have_says_why_and_what_to_do() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh, 1).await;
        let panel = scene.drawn(&[]).await;
        let pages = scene.story.pages(LATER).await;
        let (officer, address) = (scene.officer(), format!("{}/{panel}", PANELS.path));
        let accountant = async || {
            let seats = scene.seats(panel, "待回复").await;
            seats.into_iter().find(|seat| seat.text("class") == "财务").unwrap()
        };
        scene.replies(&accountant().await, false, "出差", TODAY).await.unwrap();
        assert!(!pages.get(&officer, &address).await.text().contains("评审组抽不满"), "the other one came");
        scene.replies(&accountant().await, false, "生病", TODAY).await.unwrap();
        pages.get(&officer, &address).await.says(&[
            "评审组抽不满：财务专家的席位空出 1 席，备选专家只有技术",
            "评审组解散后才能重新抽取：由科室负责人“解散”",
        ]);
    }
}
