//! Stories of draws: the same panel from the same seed, who is kept out and why, and who comes instead.

use cases::{CaseFile, matching};
use expect_test::expect;
use procedure::{Word, replay, walk};
use storage::Error;
use vocabulary::day;

use super::scene::{Scene, TODAY};
use crate::{
    PROPOSALS,
    panel::{LOTS, PANELS, Stage, drawn::DrawRecord, facts::Facts, need::Numbers, procedure::EDITION_2022},
};

/// What became of everybody in the pool: the number of experts by outcome, and the reasons of those kept out.
async fn lots(scene: &Scene, panel: i64, outcome: &str) -> Vec<CaseFile> {
    let filter = matching(&LOTS, &[("panel", panel.into()), ("outcome", outcome.into())]).unwrap();
    CaseFile::all(scene.story.bureau.db.reader(), &LOTS, filter).await.unwrap()
}

#[tokio::test]
async fn a_panel_is_drawn_and_drawing_again_gives_the_same_one() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh, 3).await;
        let panel = scene.drawn(&[]).await;
        let reader = scene.story.bureau.db.reader();
        let record = CaseFile::read(reader, &PANELS, panel).await.unwrap();
        assert_eq!(record.text("seed").len(), 64);
        expect![
            "从 12 名在库专家中抽取 5 名：符合条件 12 名，排除 0 名，备选 7 名。涉及申报书 3 份。现场监督人：监督员。"
        ]
        .assert_eq(record.text("draw"));
        assert_eq!(record.text("due_on"), "2022-05-11", "two working days to answer");
        let seats = scene.seats(panel, "待回复").await;
        let classes: Vec<&str> = seats.iter().map(|seat| seat.text("class")).collect();
        assert_eq!(classes.iter().filter(|class| **class == "财务").count(), 1);
        assert_eq!(classes.len(), 5);
        assert_eq!((lots(&scene, panel, "抽中").await.len(), lots(&scene, panel, "备选").await.len()), (5, 7));
        let (_, drawn) = DrawRecord::read(reader, panel).await.unwrap();
        assert_eq!(drawn.replay().unwrap(), None);
        let mut altered = drawn.clone();
        altered.basis.experts.pop();
        let differs = altered.replay().unwrap().unwrap();
        assert!(differs.starts_with("重抽结果与记录不符"), "{differs}");
    }
}

#[tokio::test]
async fn whoever_is_tied_or_unknown_is_kept_out_with_the_reason() {
    for fresh in testkit::databases().await {
        let mut scene = Scene::open(fresh, 2).await;
        let (_, firm, leader) = scene.proposals[0];
        let unknown = scene.expert("技术", "43045").await;
        scene.story.change(&review::EXPERTS, unknown.id, &[("unit", "")]).await;
        let employed = scene.experts[0];
        let (expert, unit) = (format!("#{}", employed.id), format!("#{firm}"));
        let post = [
            ("expert", expert.as_str()),
            ("unit", &unit),
            ("kind", "顾问"),
            ("started_on", "2015-01-01"),
            ("ended_on", "2021-01-01"),
        ];
        scene.story.bureau.add(&review::EXPERT_UNITS, &post).await;
        let (expert, person) = (format!("#{}", scene.experts[1].id), format!("#{leader}"));
        let tie = [
            ("number", "1"),
            ("expert", expert.as_str()),
            ("kind", "师生"),
            ("person", &person),
            ("declared_on", "2022-01-10"),
        ];
        scene.story.bureau.add(&review::EXPERT_TIES, &tie).await;
        let barred = format!("#{}", scene.experts[2].person);
        let bar = [
            ("name", "评委3"),
            ("person", barred.as_str()),
            ("kind", "其他"),
            ("decision", "某科监〔2022〕1号"),
            ("decided_by", "某省科技厅"),
            ("starts_on", "2022-01-01"),
            ("scope", "评审咨询"),
        ];
        scene.story.bureau.add(&crate::DISHONESTY, &bar).await;
        let panel = scene.drawn(&[]).await;
        let told: Vec<String> = lots(&scene, panel, "排除")
            .await
            .iter()
            .map(|lot| format!("{}：{}", lot.linked("expert"), lot.text("reasons")))
            .collect();
        expect![[r#"
            评委1：SB2022-001：3 年内曾在申报单位任顾问，至2021年1月1日（专家任职经历）
            评委2：SB2022-001：与项目负责人有师生关系（专家利害关系）
            评委3：在失信惩戒期内，长期（科研失信记录）
            评委13：专家工作单位不明，请先查清（专家库）"#]]
        .assert_eq(&told.join("\n"));
    }
}

#[tokio::test]
async fn an_applicant_of_the_call_judges_nothing_in_it_and_earlier_partners_stand_aside() {
    for fresh in testkit::databases().await {
        let mut scene = Scene::open(fresh, 2).await;
        let applicant = scene.experts[3];
        let (leader, partner) = (scene.proposals[1].2, scene.experts[4]);
        let of = |id: i64| format!("#{id}");
        let (own, _, _) = scene.proposal().await;
        let member = [
            ("proposal", of(own)),
            ("sequence", "2".to_owned()),
            ("name", "评委4".to_owned()),
            ("person", of(applicant.person)),
        ];
        let member: Vec<(&str, &str)> = member.iter().map(|(name, text)| (*name, text.as_str())).collect();
        scene.story.bureau.add(&crate::MEMBERS, &member).await;
        let (done, _, _) = scene.proposal().await;
        let (leader, done_text, partner) = (of(leader), of(done), of(partner.person));
        let changes = [("stage", "已立项"), ("leader_person", leader.as_str()), ("ends_on", "2022-12-31")];
        scene.story.change(&PROPOSALS, done, &changes).await;
        let member = [("proposal", done_text.as_str()), ("sequence", "2"), ("name", "评委5"), ("person", &partner)];
        scene.story.bureau.add(&crate::MEMBERS, &member).await;
        let panel = scene.drawn(&[]).await;
        let told: Vec<String> = lots(&scene, panel, "排除")
            .await
            .iter()
            .map(|lot| format!("{}：{}", lot.linked("expert"), lot.text("reasons")))
            .collect();
        expect![[r#"
            评委4：SB2022-003：专家本人是项目负责人或成员（申报书）
            专家在同一批次有自己的申报（申报书）
            评委5：专家在同一批次有自己的申报（申报书）
            SB2022-002：3 年内与项目负责人有合作成果，2022年12月31日（成果和项目记录）"#]]
        .assert_eq(&told.join("\n"));
    }
}

#[tokio::test]
async fn a_draw_says_everything_that_stands_in_its_way() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh, 2).await;
        let wrong = [("size", "6"), ("finance", "0"), ("reviewers", "5"), ("most", "1")];
        let panel = scene.panel(&wrong).await;
        let Err(Error::Refused(told)) = scene.tries(panel, "Draw", &[("witness", "监督员")]).await else {
            panic!("a panel of six was drawn")
        };
        expect![[r#"
            评审组人数应为单数，现为 6 名；评审涉及经费，财务专家名额应至少 1 名，现为 0 名。请修改评审组的人数和名额
            2 份申报书共需评审 10 人次，全部专家至多承担 6 人次。请调整每人至少、至多评的份数或专家人数"#]]
        .assert_eq(&told);
        let panel = scene.panel(&[("investment", "2")]).await;
        let Err(Error::Refused(told)) = scene.tries(panel, "Draw", &[("witness", "监督员")]).await else {
            panic!("two investment experts were drawn of one")
        };
        expect!["评审组抽不满：投资专家至少 2 名，可选的只有 1 名（同一单位至多 2 名），还缺 1 名。请补充专家，或调整名额后重新抽取。"]
            .assert_eq(&told);
        scene.story.change(&PROPOSALS, scene.proposals[0].0, &[("leader_person", "")]).await;
        let panel = scene.panel(&[]).await;
        let Err(Error::Refused(told)) = scene.tries(panel, "Draw", &[("witness", "监督员")]).await else {
            panic!("a panel was drawn for a proposal without a known leader")
        };
        expect![[r#"
            申报书 SB2022-001：项目负责人未与人员库对应
            回避审查须知道每个人是谁。请先在申报书中补全人员编号"#]]
        .assert_eq(&told);
    }
}

#[tokio::test]
async fn whoever_declines_or_does_not_answer_is_replaced_in_the_drawn_order() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh, 2).await;
        let panel = scene.drawn(&[]).await;
        let reader = scene.story.bureau.db.reader();
        let (_, before) = DrawRecord::read(reader, panel).await.unwrap();
        let before = before.drawn().unwrap();
        let seats = scene.seats(panel, "待回复").await;
        let technical = seats.iter().find(|seat| seat.text("class") == "技术").unwrap();
        let without = scene.replies(technical, false, "", TODAY).await;
        assert!(matches!(without, Err(Error::Invalid(_))), "a reason is needed");
        scene.replies(technical, false, "出差", TODAY).await.unwrap();
        let again = scene.replies(technical, true, "", TODAY).await;
        assert!(matches!(again, Err(Error::Refused(_))), "who has declined has declined");
        let next = before.reserve[0];
        let invited = scene.seats(panel, "待回复").await;
        let came = invited.iter().find(|seat| seat.text("came_as") == "替补").unwrap();
        assert_eq!(came.number("expert"), Some(next.get()), "the next in the order came");
        let Err(Error::Refused(told)) = scene.tries(panel, "Confirm", &[]).await else { panic!("nobody accepted") };
        expect!["应有 5 人，已接受 0 人，5 人待回复。请等待或登记专家的回复；空缺的先“替换专家”，备选专家用完的解散后重新抽取"]
            .assert_eq(&told);
        let later = day!(2022, 5, 12);
        for seat in invited.iter().skip(1) {
            scene.replies(seat, true, "", TODAY).await.unwrap();
        }
        let house = web::Who::house();
        assert_eq!(
            scene.story.does::<crate::panel::procedure::Panel>(&house, panel, "Replace", &[], later).await,
            "已抽取"
        );
        assert_eq!(scene.seats(panel, "已替换").await[0].text("reason"), "逾期未回复");
        let (_, record) = DrawRecord::read(reader, panel).await.unwrap();
        assert_eq!(record.drawn().unwrap().replacements.len(), 2);
        assert_eq!(record.replay().unwrap(), None, "replacements are part of what is drawn again");
        let story = cases::story(reader, PANELS.table, panel).await.unwrap();
        let steps: Vec<String> = story.iter().map(|told| format!("{}（{}）", told.step, told.actor)).collect();
        assert_eq!(
            steps,
            ["抽取专家（某科室经办（科室经办））", "替换专家（系统）", "替换专家（系统）"],
            "the record of steps does not tell who declined"
        );
    }
}

#[tokio::test]
async fn an_expert_answers_for_nobody_else_and_an_officer_enters_what_was_said_on_the_telephone() {
    let [fresh, _] = testkit::databases().await;
    let scene = Scene::open(fresh, 1).await;
    let panel = scene.drawn(&[]).await;
    let seats = scene.seats(panel, "待回复").await;
    let db = &scene.story.bureau.db;
    let stranger = scene.who(seats[1].number("expert").unwrap());
    let reply =
        |who, comes| crate::panel::seats::Reply { db, who, seat: seats[0].id(), comes, reason: "", today: TODAY };
    let refused = db.write("某专家", &reply(&stranger, true)).await;
    assert!(matches!(refused, Err(Error::NotFound(_))));
    let officer = scene.officer();
    db.write(&officer.actor(), &reply(&officer, true)).await.unwrap();
    let accepted = scene.seats(panel, "已接受").await;
    assert_eq!(accepted[0].text("replied_by"), "某科室经办（科室经办）");
}

/// Facts of all kinds, so that walks meet every guard both ways; more often than not they let a panel go on.
fn facts(turn: u64) -> Facts {
    let bit = |place: u32| turn >> place & 1 == 1;
    let mostly = |place: u32| bit(place) || bit(place + 10) || bit(place + 20);
    let mut facts = Facts {
        today: Some(TODAY),
        numbers: Numbers { size: 5, finance: 1, most_of_unit: 2, reviewers: 5, most: 20, ..Numbers::default() },
        is_call_closed: mostly(0),
        waiting: i64::from(mostly(1)),
        judge_by: Some(TODAY),
        ..Facts::default()
    };
    facts.seats.accepted = if mostly(2) { 5 } else { 4 };
    facts.seats.vacant = usize::from(bit(3));
    facts.seats.invited = usize::from(bit(4));
    facts.sheets.wanted = 5;
    facts.sheets.assigned = if mostly(5) { 5 } else { 4 };
    facts.sheets.open = i64::from(!mostly(6));
    facts.sheets.undiscussed = i64::from(!mostly(7));
    facts.sheets.is_same = mostly(8);
    facts
}

#[test]
fn a_panel_walks_only_where_the_rules_lead() {
    let mut reached = std::collections::BTreeSet::new();
    for seed in 0..5_000_u64 {
        let mut turn = seed;
        let moves = walk(&EDITION_2022, seed, 40, |_| {
            turn = turn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            facts(turn >> 32)
        });
        let end = moves.last().map_or(Stage::Forming, |last| last.3);
        assert_eq!(replay(&EDITION_2022, &moves), end);
        reached.extend(moves.iter().map(|step| step.3));
        let locked = moves.iter().position(|step| step.3 == Stage::Locked);
        let discussed = moves.iter().position(|step| step.3 == Stage::Discussing);
        assert!(locked.is_none() || discussed < locked, "locked without discussion: {moves:?}");
    }
    assert_eq!(reached.len(), Stage::ALL.len() - 1, "some stage is never reached: {reached:?}");
}
