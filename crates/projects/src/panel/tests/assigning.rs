//! Stories of assignments: everybody has experts who may judge them, and whoever cannot goes without.

use cases::{CaseFile, MESSAGES, matching};
use expect_test::expect;
use listing::query;
use storage::Error;
use vocabulary::Role;

use super::scene::{Scene, TODAY};
use crate::{
    PROPOSALS,
    panel::{PANELS, judging::Recuse, procedure::Panel},
};

#[tokio::test]
async fn proposals_are_shared_out_at_the_best_fit_and_go_to_their_experts() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh, 4).await;
        let reader = scene.story.bureau.db.reader();
        let account = [
            ("name", "pingwei"),
            ("holder", "评委"),
            ("person", &format!("#{}", scene.experts[0].person)),
            ("state", "启用"),
            ("created_on", "2022-01-01"),
            ("enabled_on", "2022-01-01"),
            ("must_change", "否"),
        ];
        for expert in &scene.experts {
            let person = format!("#{}", expert.person);
            let name = format!("pingwei{}", expert.id);
            let mut own = account;
            own[0].1 = &name;
            own[2].1 = &person;
            scene.story.bureau.add(&accounts::ACCOUNTS, &own).await;
        }
        let panel = scene.judging(&[("size", "7"), ("most", "4")]).await;
        let record = CaseFile::read(reader, &PANELS, panel).await.unwrap();
        expect!["4 份申报书共 20 人次，匹配度合计 2000 分，已证明没有更好的分派"].assert_eq(record.text("assigned"));
        assert_eq!((record.text("judge_by"), record.text("due_on")), ("2022-05-20", "2022-05-20"));
        let sheets = scene.assignments(panel, "待评").await;
        for (proposal, ..) in &scene.proposals {
            let own: Vec<&CaseFile> = sheets.iter().filter(|one| one.number("proposal") == Some(*proposal)).collect();
            assert_eq!(own.len(), 5);
            assert!(own.iter().any(|one| one.text("class") == "财务"), "money is judged by one who knows it");
            let record = CaseFile::read(reader, &PROPOSALS, *proposal).await.unwrap();
            assert_eq!(record.text("stage"), "评审中");
        }
        for expert in &scene.experts {
            let own = sheets.iter().filter(|one| one.number("expert") == Some(expert.id)).count();
            assert!(own <= 4, "nobody has more than the most");
        }
        let told = matching(&MESSAGES, &[]).unwrap();
        assert_eq!(query::count(reader, &MESSAGES, &told).await.unwrap(), 14, "seven invitations and seven tasks");
    }
}

#[tokio::test]
async fn where_no_assignment_keeps_every_rule_the_reason_is_told_and_nothing_is_written() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh, 2).await;
        let panel = scene.ready(&[]).await;
        let seat = scene.seats(panel, "已接受").await.into_iter().find(|seat| seat.text("class") == "技术").unwrap();
        let (expert, firm) = (format!("#{}", seat.number("expert").unwrap()), format!("#{}", scene.proposals[0].1));
        let post = [("expert", expert.as_str()), ("unit", &firm), ("kind", "持股"), ("started_on", "2022-05-01")];
        scene.story.bureau.add(&review::EXPERT_UNITS, &post).await;
        let Err(Error::Refused(told)) = scene.tries(panel, "Assign", &[("judge_by", "2022-05-20")]).await else {
            panic!("a shareholder was given the firm's proposal")
        };
        expect!["申报书 SB2022-001（回避后）：共需 5 名，可选的只有 4 名（同一单位至多 2 名），还缺 1 名。请增加专家、调整承担份数或放宽名额后重新分配。"]
            .assert_eq(&told);
        assert_eq!(scene.assignments(panel, "待评").await.len(), 0);
        let past = scene.tries(panel, "Assign", &[("judge_by", "2022-05-01")]).await;
        assert!(matches!(past, Err(Error::Invalid(_))), "nobody judges in the past");
        let officer =
            scene.story.tries::<Panel>(&scene.officer(), panel, "Dissolve", &[("reason", "须重抽")], TODAY).await;
        assert!(matches!(officer, Err(Error::Forbidden(_))), "what is drawn is given up by the head");
        let stage = scene.story.does::<Panel>(&scene.head(), panel, "Dissolve", &[("reason", "须重抽")], TODAY).await;
        assert_eq!(stage, "已解散");
        assert_eq!(scene.seats(panel, "已取消").await.len(), 5);
    }
}

#[tokio::test]
async fn what_an_expert_gives_back_goes_to_another_who_has_not_had_it() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh, 2).await;
        let panel = scene.judging(&[("size", "7")]).await;
        let db = &scene.story.bureau.db;
        let before = scene.assignments(panel, "待评").await;
        let given_back = before.iter().find(|one| one.text("class") == "技术").unwrap();
        let who = scene.who(given_back.number("expert").unwrap());
        let recuse = |reason| Recuse { db, who: &who, assignment: given_back.id(), reason };
        let without = db.write("某专家", &recuse("")).await;
        assert!(matches!(without, Err(Error::Invalid(_))));
        db.write("某专家", &recuse("与负责人合作过")).await.unwrap();
        let Err(Error::Refused(told)) = scene.tries(panel, "Discuss", &[]).await else { panic!("sheets are missing") };
        expect!["还有 9 份评审意见没有提交，1 份评审没有人承担。请提醒专家提交；没有人承担的先“补派”"].assert_eq(&told);
        scene.does(panel, "Reassign", &[], TODAY).await;
        let after = scene.assignments(panel, "待评").await;
        assert_eq!(after.len(), 10);
        let proposal = given_back.number("proposal");
        let now = after.iter().filter(|one| one.number("proposal") == proposal);
        assert!(now.clone().all(|one| one.number("expert") != given_back.number("expert")));
        assert_eq!(now.count(), 5);
        let again = scene.tries(panel, "Reassign", &[]).await;
        assert!(matches!(again, Err(Error::Refused(_))), "nothing is missing any more");
    }
}

#[tokio::test]
async fn an_expert_who_leaves_while_judging_is_replaced_and_the_proposals_go_on() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh, 2).await;
        let panel = scene.judging(&[]).await;
        let seat = scene.seats(panel, "已接受").await.into_iter().find(|seat| seat.text("class") == "技术").unwrap();
        let sheets = scene.assignments(panel, "待评").await;
        let own = sheets.iter().find(|one| one.number("seat") == Some(seat.id())).unwrap();
        let typed = scene.sheet(own, ["80", "80"]).await;
        scene.saves(own, &typed, true).await.unwrap();
        scene.replies(&seat, false, "生病", TODAY).await.unwrap();
        assert_eq!(scene.assignments(panel, "已回避").await.len(), 1, "what was handed in counts");
        let came = scene.seats(panel, "待回复").await;
        assert_eq!((came.len(), came[0].text("came_as")), (1, "替补"));
        let Err(Error::Refused(told)) = scene.tries(panel, "Reassign", &[]).await else {
            panic!("nobody is there yet")
        };
        assert!(told.contains("可选的只有 0 名"), "{told}");
        scene.replies(&came[0], true, "", TODAY).await.unwrap();
        scene.does(panel, "Reassign", &[], TODAY).await;
        assert_eq!(scene.assignments(panel, "待评").await.len(), 9, "and is not asked for again");
    }
}

#[tokio::test]
async fn a_panel_given_up_while_judging_leaves_its_proposals_to_another() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh, 2).await;
        let panel = scene.judging(&[]).await;
        let typed = [("reason", "有专家与申报人联系")];
        assert_eq!(scene.story.does::<Panel>(&scene.head(), panel, "Dissolve", &typed, TODAY).await, "已解散");
        assert_eq!(scene.assignments(panel, "已取消").await.len(), 10);
        let proposal = CaseFile::read(scene.story.bureau.db.reader(), &PROPOSALS, scene.proposals[0].0).await.unwrap();
        assert_eq!(proposal.text("stage"), "待评审");
        scene.drawn(&[]).await;
    }
}

#[tokio::test]
async fn experts_are_reminded_and_get_more_time_from_the_head() {
    let [fresh, _] = testkit::databases().await;
    let scene = Scene::open(fresh, 1).await;
    let panel = scene.judging(&[]).await;
    let Err(Error::Refused(told)) = scene.tries(panel, "Remind", &[]).await else { panic!("nobody has an account") };
    assert!(told.starts_with("这些专家没有可用的账号，请电话提醒：评委"), "{told}");
    let own = scene.assignments(panel, "待评").await[0].number("person").unwrap();
    let person = format!("#{own}");
    let account = [
        ("name", "pingwei"),
        ("holder", "评委"),
        ("person", person.as_str()),
        ("state", "启用"),
        ("created_on", "2022-01-01"),
        ("enabled_on", "2022-01-01"),
        ("must_change", "否"),
    ];
    scene.story.bureau.add(&accounts::ACCOUNTS, &account).await;
    scene.does(panel, "Remind", &[], TODAY).await;
    let reader = scene.story.bureau.db.reader();
    assert_eq!(query::count(reader, &MESSAGES, &matching(&MESSAGES, &[]).unwrap()).await.unwrap(), 1);
    let extend = async |day: &str| {
        let typed = [("judge_by", day), ("reason", "材料较多")];
        scene.story.tries::<Panel>(&scene.head(), panel, "Extend", &typed, TODAY).await
    };
    assert!(matches!(extend("2022-05-20").await, Err(Error::Invalid(_))), "the same day is not later");
    extend("2022-05-27").await.unwrap();
    let record = CaseFile::read(reader, &PANELS, panel).await.unwrap();
    let days = ["judge_by", "due_on", "first_due_on"].map(|column| record.text(column).to_owned());
    assert_eq!(days, ["2022-05-27", "2022-05-27", "2022-05-20"], "the first day stays visible");
}

#[tokio::test]
async fn other_sections_do_not_touch_a_panel() {
    let [fresh, _] = testkit::databases().await;
    let scene = Scene::open(fresh, 1).await;
    let panel = scene.panel(&[]).await;
    let other = web::Who { section: Some(scene.story.section + 1), ..scene.officer() };
    let refused = scene.story.tries::<Panel>(&other, panel, "Draw", &[("witness", "某人")], TODAY).await;
    assert!(matches!(refused, Err(Error::NotFound(_))));
    let expert = scene.who(scene.experts[0].id);
    let refused = scene.story.tries::<Panel>(&expert, panel, "Draw", &[("witness", "某人")], TODAY).await;
    assert!(refused.is_err());
    let superior = web::Who { role: Some(Role::Superior), region: "3699".to_owned(), ..web::Who::default() };
    assert!(listing::sight(&PANELS, &superior).is_none());
}
