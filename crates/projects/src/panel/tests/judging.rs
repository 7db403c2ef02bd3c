//! Stories of judging: drafts, two tabs, sheets of others, what does not apply, discussion and lock.

use cases::CaseFile;
use expect_test::expect;
use storage::Error;
use vocabulary::Role;

use super::scene::{Scene, TODAY};
use crate::{
    CRITERIA, PROPOSALS,
    panel::{ASSIGNMENTS, PANELS, judging::Task, outcome::Outcomes, procedure::Panel},
};

#[tokio::test]
async fn a_sheet_is_drafted_handed_in_once_and_is_nobody_elses() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh, 1).await;
        let panel = scene.judging(&[]).await;
        let reader = scene.story.bureau.db.reader();
        let sheets = scene.assignments(panel, "待评").await;
        let own = &sheets[0];
        let stranger = scene.who(sheets[1].number("expert").unwrap());
        assert!(matches!(Task::read(reader, &stranger, own.id()).await, Err(Error::NotFound(_))));
        assert!(matches!(Task::read(reader, &scene.officer(), own.id()).await, Err(Error::NotFound(_))));

        let half = scene.sheet(own, ["90.5", ""]).await;
        scene.saves(own, &half, false).await.unwrap();
        let draft = CaseFile::read(reader, &ASSIGNMENTS, own.id()).await.unwrap();
        assert_eq!((draft.text("state"), draft.has("total")), ("待评", false));
        let Err(Error::Refused(told)) = scene.saves(own, &half, false).await else { panic!("an old tab overwrote") };
        assert!(told.contains("另一个页面"), "{told}");

        let mut wrong = scene.sheet(own, ["101", "不适用"]).await;
        wrong.push((crate::panel::judging::mark_field(scene.criteria[1]), "50".to_owned()));
        wrong.retain(|(name, _)| name != "opinion" && name != "advice");
        let Err(Error::Invalid(problems)) = scene.saves(own, &wrong, true).await else { panic!("it was handed in") };
        let told: Vec<&str> = problems.iter().map(|problem| problem.sentence.as_str()).collect();
        expect![[r#"
            “技术水平”：分数应在 0 至 100 之间
            “经济效益”既打了分又选了“不适用”，请只留一样
            请选择建议
            请写评审意见"#]]
        .assert_eq(&told.join("\n"));

        let whole = scene.sheet(own, ["90.5", "不适用"]).await;
        scene.saves(own, &whole, true).await.unwrap();
        let given = CaseFile::read(reader, &ASSIGNMENTS, own.id()).await.unwrap();
        assert_eq!(
            (given.text("state"), given.number("total")),
            ("已评", Some(9_050)),
            "what does not apply is no zero"
        );
        let again = scene.sheet(own, ["10", "10"]).await;
        assert!(matches!(scene.saves(own, &again, true).await, Err(Error::Refused(_))), "handed in is handed in");
    }
}

#[tokio::test]
async fn nothing_can_be_marked_as_not_applying_throughout() {
    let [fresh, _] = testkit::databases().await;
    let scene = Scene::open(fresh, 1).await;
    let panel = scene.judging(&[]).await;
    let own = &scene.assignments(panel, "待评").await[0];
    let nothing = scene.sheet(own, ["不适用", "不适用"]).await;
    let Err(Error::Invalid(problems)) = scene.saves(own, &nothing, true).await else { panic!("it was handed in") };
    assert!(problems[0].sentence.contains("无法计分"));
}

#[tokio::test]
async fn marks_far_apart_are_discussed_and_then_locked_with_the_mean_of_the_middle() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh, 2).await;
        let panel = scene.judging(&[]).await;
        let db = &scene.story.bureau.db;
        let sheets = scene.assignments(panel, "待评").await;
        let (first, second) = (scene.proposals[0].0, scene.proposals[1].0);
        let marks = [["92", "92"], ["88", "88"], ["85", "85"], ["90", "90"], ["60", "60"]];
        for (proposal, marks) in [(first, marks), (second, [["70", "70"]; 5])] {
            let own = sheets.iter().filter(|one| one.number("proposal") == Some(proposal));
            for (one, marks) in own.zip(marks) {
                let typed = scene.sheet(one, marks).await;
                scene.saves(one, &typed, true).await.unwrap();
            }
        }
        assert_eq!(scene.does(panel, "Discuss", &[], TODAY).await, "复议");
        let given = scene.assignments(panel, "已评").await;
        let reopened: Vec<&CaseFile> = given.iter().filter(|one| one.text("reopened") == "是").collect();
        assert_eq!(reopened.len(), 5, "only the proposal whose marks lie apart");
        assert!(reopened.iter().all(|one| one.number("proposal") == Some(first)));
        let Err(Error::Refused(told)) = scene.tries(panel, "Lock", &[("consensus", "意见一致")]).await else {
            panic!("locked without discussion")
        };
        expect!["还有 5 份评审意见列入复议，专家没有确认。请专家修改评分或维持原评分"].assert_eq(&told);

        let lowest = reopened.iter().find(|one| one.number("total") == Some(6_000)).unwrap();
        let mut changed = scene.sheet(lowest, ["79", "79"]).await;
        let Err(Error::Invalid(problems)) = scene.saves(lowest, &changed, true).await else {
            panic!("no reason given")
        };
        assert_eq!(problems[0].place, "reason");
        changed.push(("reason".to_owned(), "看错了指标".to_owned()));
        scene.saves(lowest, &changed, true).await.unwrap();
        let again = scene.sheet(lowest, ["99", "99"]).await;
        assert!(matches!(scene.saves(lowest, &again, true).await, Err(Error::Refused(_))), "once is once");
        for one in reopened.iter().filter(|one| one.id() != lowest.id()) {
            let mark = (one.number("total").unwrap() / 100).to_string();
            let same = scene.sheet(one, [&mark, &mark]).await;
            scene.saves(one, &same, true).await.unwrap();
        }

        assert_eq!(scene.does(panel, "Lock", &[("consensus", "同意推荐")], TODAY).await, "已锁定");
        let scored = CaseFile::read(db.reader(), &PROPOSALS, first).await.unwrap();
        assert_eq!((scored.text("stage"), scored.number("score")), ("已评审", Some(8_767)), "92 and 79 are left out");
        let record = CaseFile::read(db.reader(), &PANELS, panel).await.unwrap();
        let outcomes = Outcomes::read(db, &record).await.unwrap();
        let best = &outcomes.proposals[0];
        assert_eq!((best.place, best.proposal.id()), (1, first));
        assert_eq!(best.marks.iter().filter(|marked| marked.is_left_out).count(), 2);
        let first_totals: Vec<String> =
            best.marks.iter().filter_map(|marked| marked.first_total.map(|total| total.to_string())).collect();
        assert_eq!(first_totals, ["60.00"]);
        assert_eq!(scene.assignments(panel, "已锁定").await.len(), 10);
        assert_eq!(scene.seats(panel, "已完成").await.len(), 5);
    }
}

#[tokio::test]
async fn marks_stand_by_the_head_where_an_expert_does_not_answer() {
    let [fresh, _] = testkit::databases().await;
    let scene = Scene::open(fresh, 1).await;
    let panel = scene.judging(&[]).await;
    for (one, mark) in scene.assignments(panel, "待评").await.iter().zip(["90", "90", "90", "90", "50"]) {
        let typed = scene.sheet(one, [mark, mark]).await;
        scene.saves(one, &typed, true).await.unwrap();
    }
    scene.does(panel, "Discuss", &[], TODAY).await;
    let typed = [("reason", "一名专家出国，联系不上")];
    let officer = scene.story.tries::<Panel>(&scene.officer(), panel, "LetStand", &typed, TODAY).await;
    assert!(matches!(officer, Err(Error::Forbidden(_))));
    assert_eq!(scene.story.does::<Panel>(&scene.head(), panel, "LetStand", &typed, TODAY).await, "复议");
    assert_eq!(scene.does(panel, "Lock", &[("consensus", "同意")], TODAY).await, "已锁定");
}

#[tokio::test]
async fn criteria_that_change_while_experts_judge_stop_the_count() {
    let [fresh, _] = testkit::databases().await;
    let scene = Scene::open(fresh, 1).await;
    let panel = scene.judging(&[]).await;
    scene.all_hand_in(panel).await;
    scene.story.change(&CRITERIA, scene.criteria[0], &[("weight", "50")]).await;
    let Err(Error::Refused(told)) = scene.tries(panel, "Discuss", &[]).await else { panic!("other weights were used") };
    expect!["评分指标在送审后有改动，已打的分不再对应。请按送审时的评分表恢复"].assert_eq(&told);
    scene.story.change(&CRITERIA, scene.criteria[0], &[("weight", "60")]).await;
    scene.does(panel, "Discuss", &[], TODAY).await;
    assert_eq!(scene.does(panel, "Lock", &[("consensus", "无异议")], TODAY).await, "已锁定");
}

#[tokio::test]
async fn two_experts_hand_in_at_once_and_one_expert_in_two_tabs_does_not() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh, 1).await;
        let panel = scene.judging(&[]).await;
        let sheets = scene.assignments(panel, "待评").await;
        let (one, other) = (scene.sheet(&sheets[0], ["80", "80"]).await, scene.sheet(&sheets[1], ["70", "70"]).await);
        let (first, second) = tokio::join!(scene.saves(&sheets[0], &one, true), scene.saves(&sheets[1], &other, true));
        assert!(first.is_ok() && second.is_ok(), "{first:?} {second:?}");
        let (one, other) = (scene.sheet(&sheets[2], ["80", "80"]).await, scene.sheet(&sheets[2], ["10", "10"]).await);
        let (first, second) = tokio::join!(scene.saves(&sheets[2], &one, true), scene.saves(&sheets[2], &other, true));
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
        assert_eq!(scene.assignments(panel, "已评").await.len(), 3);
    }
}

#[tokio::test]
async fn names_are_sealed_until_they_are_opened_with_a_reason() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh, 1).await;
        let panel = scene.judging(&[]).await;
        scene.all_hand_in(panel).await;
        let reader = scene.story.bureau.db.reader();
        let sheet = scene.assignments(panel, "已评").await[0].id();
        let hidden =
            async |role| listing::seen(reader, &ASSIGNMENTS, &scene.story.of_bureau(role), sheet).await.is_err();
        assert!(hidden(Role::Officer).await && hidden(Role::Supervisor).await);
        scene.does(panel, "Discuss", &[], TODAY).await;
        scene.does(panel, "Lock", &[("consensus", "无异议")], TODAY).await;
        assert!(hidden(Role::Officer).await, "locked is not opened");
        let without = scene.tries(panel, "Open", &[]).await;
        assert!(matches!(without, Err(Error::Invalid(_))), "a reason is needed");
        assert_eq!(scene.does(panel, "Open", &[("reason", "申报单位申请复核")], TODAY).await, "已开封");
        assert!(!hidden(Role::Officer).await && hidden(Role::Leader).await && hidden(Role::Finance).await);
        let story = cases::story(reader, PANELS.table, panel).await.unwrap();
        let last = story.last().unwrap();
        assert_eq!((last.step.as_str(), last.reason.as_str()), ("开封", "申报单位申请复核"));
        let again = scene.story.tries::<Panel>(&scene.officer(), panel, "Open", &[("reason", "再开")], TODAY).await;
        assert!(matches!(again, Err(Error::Refused(_))));
    }
}
