//! From the draft to the notice of approval, and everything that can stand in the way.

use expect_test::expect;
use vocabulary::{MoneyUnit::WanYuan, day};

use super::*;
use crate::{APPLICATIONS, CONTRACTS, PROJECTS};

#[tokio::test]
async fn a_list_is_filled_in_order_of_score_as_far_as_the_money_goes() {
    for fresh in testkit::databases().await {
        let listed = Listed::with_three(fresh, "区级").await;
        let list = listed.begun().await;
        expect![[r#"
            1 SB2022-002 立项 50
            2 SB2022-003 立项 40
            3 SB2022-001 备选"#]]
        .assert_eq(&listed.rows(list).await.join("\n"));
    }
}

#[tokio::test]
async fn a_list_cannot_be_begun_before_anything_is_judged_or_for_another_section() {
    for fresh in testkit::databases().await {
        let listed = Listed::under_call(fresh, "区级").await;
        let db = &listed.story.bureau.db;
        let call = format!("#{}", listed.call);
        let typed = [("title", "名单"), ("call", call.as_str()), ("budget", "100")];
        let begins = async |who: &Who| cases::begin::<Ranking>(db, who, &pairs(&typed), DRAWN_UP).await;
        let said = begins(&listed.officer).await.unwrap_err().to_string();
        assert!(said.contains("还没有已评审的申报书"), "{said}");
        let stranger = Who { section: Some(99), ..listed.officer.clone() };
        let said = begins(&stranger).await.unwrap_err().to_string();
        assert!(said.contains("由别的科室主管"), "{said}");
        assert!(listed.all(&RANKINGS).await.is_empty(), "nothing of a refused beginning remains");
    }
}

#[tokio::test]
async fn a_list_goes_from_draft_to_approval_and_opens_projects_and_contracts() {
    for fresh in testkit::databases().await {
        let listed = Listed::with_three(fresh, "区级").await;
        let list = listed.begun().await;
        listed
            .saves(
                list,
                &[("SB2022-002", "立项", "45.5", ""), ("SB2022-003", "备选", "", ""), ("SB2022-001", "不立项", "", "")],
            )
            .await
            .unwrap();
        listed.decided(list).await;
        expect![[r#"
            SB2022-001 已评审
            SB2022-002 拟立项
            SB2022-003 备选"#]]
        .assert_eq(&listed.proposals().await.join("\n"));
        assert_eq!(listed.does(&listed.officer, list, "Publish", &[], day!(2022, 9, 20)).await, "公示中");
        assert_eq!(listed.does(&listed.officer, list, "Clear", &[], day!(2022, 9, 28)).await, "公示无异议");
        let typed = [("document", "湘科字[2022]12号")];
        assert_eq!(listed.does(&listed.officer, list, "Issue", &typed, day!(2022, 9, 29)).await, "已发文");
        expect![[r#"
            SB2022-001 未立项
            SB2022-002 已立项
            SB2022-003 备选"#]]
        .assert_eq(&listed.proposals().await.join("\n"));
        let projects = listed.all(&PROJECTS).await;
        let [project] = projects.as_slice() else { panic!("one project, not {}", projects.len()) };
        let told = ["number", "name", "level", "programme", "document", "approved_on", "started_on", "due_on"]
            .map(|column| project.text(column));
        expect![["XM2022-001 陶瓷膜制备技术研究之2 区级 研发专项 湘科字[2022]12号 2022-09-29 2022-10-01 2024-09-30"]]
            .assert_eq(&told.join(" "));
        assert_eq!(project.money("granted").map(|granted| granted.exact(WanYuan)), Some("45.5".to_owned()));
        let contracts = listed.all(&CONTRACTS).await;
        assert_eq!(contracts.len(), 1);
        assert_eq!(contracts[0].number("project"), Some(project.id()));
        let list = listed.case(&RANKINGS, list).await;
        assert_eq!(list.number("took"), Some(20), "working days after 31 August, the Mid-Autumn Festival off");
        assert!(listed.all(&APPLICATIONS).await.is_empty());
    }
}

#[tokio::test]
async fn a_list_for_a_superior_bureau_recommends_and_enters_the_ledger() {
    for fresh in testkit::databases().await {
        let listed = Listed::with_three(fresh, "省级").await;
        let list = listed.begun().await;
        listed.decided(list).await;
        listed.does(&listed.officer, list, "Publish", &[], day!(2022, 9, 20)).await;
        listed.does(&listed.officer, list, "Clear", &[], day!(2022, 9, 28)).await;
        listed.does(&listed.officer, list, "Issue", &[("document", "湘科函〔2022〕3号")], day!(2022, 9, 29)).await;
        expect![[r#"
            SB2022-001 备选
            SB2022-002 已推荐
            SB2022-003 已推荐"#]]
        .assert_eq(&listed.proposals().await.join("\n"));
        let ledger = listed.all(&APPLICATIONS).await;
        let mut told: Vec<String> = ledger
            .iter()
            .map(|line| {
                ["number", "level", "recommended_on", "document", "result"].map(|column| line.text(column)).join(" ")
            })
            .collect();
        told.sort();
        expect![[r#"
            SB2022-002 省级 2022-09-29 湘科函〔2022〕3号 评审中
            SB2022-003 省级 2022-09-29 湘科函〔2022〕3号 评审中"#]]
        .assert_eq(&told.join("\n"));
        assert!(listed.all(&PROJECTS).await.is_empty(), "a superior bureau decides");
    }
}

#[tokio::test]
async fn a_list_is_told_everything_that_is_wrong_with_it_at_once() {
    for fresh in testkit::databases().await {
        let listed = Listed::with_three(fresh, "区级").await;
        let list = listed.begun().await;
        listed
            .saves(
                list,
                &[("SB2022-002", "备选", "", ""), ("SB2022-003", "立项", "60", ""), ("SB2022-001", "立项", "55", "")],
            )
            .await
            .unwrap();
        let db = &listed.story.bureau.db;
        let flagged = line_of(&listed, "SB2022-001").await.number("proposal").unwrap();
        let finding = [
            ("proposal", format!("#{flagged}")),
            ("rule", "dishonest-leader".to_owned()),
            ("title", "负责人科研失信".to_owned()),
            ("found", "需核实".to_owned()),
            ("judged", "符合".to_owned()),
        ];
        let finding: Vec<(&str, &str)> = finding.iter().map(|(name, text)| (*name, text.as_str())).collect();
        listed.story.bureau.add(&crate::FINDINGS, &finding).await;
        expect![[r#"
            立项资助额合计 115 万元，比可用经费 100 万元多 15 万元。请调减资助额，或把末位的改为备选
            第 2 名“陶瓷膜制备技术研究之3”的资助额 60 万元超过申请额 40 万元；第 3 名“陶瓷膜制备技术研究之1”的资助额 55 万元超过申请额 30 万元。请调减资助额
            第 2 名“陶瓷膜制备技术研究之3”安排为立项，而名次在前的第 1 名“陶瓷膜制备技术研究之2”安排为备选；第 3 名“陶瓷膜制备技术研究之1”安排为立项，而名次在前的第 1 名“陶瓷膜制备技术研究之2”安排为备选。请按名次安排，或在其中一项写明例外理由
            第 3 名“陶瓷膜制备技术研究之1”有“负责人科研失信：需核实”的提示。请核实后写明例外理由，或不安排立项"#]]
        .assert_eq(&listed.refused(&listed.officer, list, "Submit", &[], DRAWN_UP).await);
        // One reason for the one that is passed over is enough, and one for the flag.
        listed
            .saves(
                list,
                &[
                    ("SB2022-002", "备选", "", "负责人提出暂缓"),
                    ("SB2022-003", "立项", "40", ""),
                    ("SB2022-001", "立项", "30", "经核实为同名"),
                ],
            )
            .await
            .unwrap();
        assert_eq!(listed.does(&listed.officer, list, "Submit", &[], DRAWN_UP).await, "待科室负责人审核");
        assert!(storage::verify(db, |_, _| ()).await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn a_meeting_that_could_not_decide_is_refused_with_every_reason() {
    for fresh in testkit::databases().await {
        let listed = Listed::with_three(fresh, "区级").await;
        let list = listed.begun().await;
        listed.does(&listed.officer, list, "Submit", &[], DRAWN_UP).await;
        listed.does(&listed.head, list, "Check", &[], DRAWN_UP).await;
        listed.does(&listed.leader, list, "Endorse", &[], DRAWN_UP).await;
        let typed: Vec<(&str, &str)> = MEETING
            .iter()
            .map(|(name, text)| match *name {
                "present" => ("present", "3"),
                "in_favour" => ("in_favour", "3"),
                "held_on" => ("held_on", "2022-09-20"),
                _ => (*name, *text),
            })
            .collect();
        expect![["present：实到 3 人，不足应到 7 人的半数，会议不能作出决定；in_favour：赞成 3 人，没有超过应到 7 人的半数，没有通过。请退回重编；held_on：会议日期在今天之后，请开会以后再登记"]]
            .assert_eq(&listed.refused(&listed.leader, list, "Decide", &typed, DRAWN_UP).await);
        let without: Vec<(&str, &str)> = MEETING.iter().copied().filter(|(name, _)| *name != "recused").collect();
        let said = listed.refused(&listed.leader, list, "Decide", &without, DRAWN_UP).await;
        assert!(said.contains("回避情况（没有的写“无”）应填写"), "{said}");
        assert_eq!(listed.does(&listed.leader, list, "Decide", MEETING, DRAWN_UP).await, "已研究");
    }
}

#[tokio::test]
async fn equal_scores_are_told_apart_by_the_technical_criteria() {
    for fresh in testkit::databases().await {
        let listed = Listed::under_call(fresh, "区级").await;
        let (first, second) = (listed.judged("1", "85", "30").await, listed.judged("2", "85", "30").await);
        listed.judged("3", "85", "30").await;
        marks(&listed, &[(first, [80, 92]), (second, [88, 80])]).await;
        let list = listed.begun().await;
        let order: Vec<String> = listed.rows(list).await.iter().map(|row| row[2..12].to_owned()).collect();
        assert_eq!(order, ["SB2022-002", "SB2022-001", "SB2022-003"], "technical 88 over 80, and none comes last");
    }
}

/// Criteria of 60 % technique and 40 % economy, and one expert's locked marks for each proposal.
async fn marks(listed: &Listed, marked: &[(i64, [i64; 2])]) {
    let add = async |listing: &'static listing::Listing, typed: Vec<(&'static str, String)>| {
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (*name, text.as_str())).collect();
        listed.story.bureau.add(listing, &typed).await
    };
    let record = |id: i64| format!("#{id}");
    let mut criteria = Vec::new();
    for (sequence, weight, kind) in [("1", "60", "技术"), ("2", "40", "经济")] {
        let typed = vec![
            ("call", record(listed.call)),
            ("sequence", sequence.to_owned()),
            ("name", kind.to_owned()),
            ("weight", weight.to_owned()),
            ("kind", kind.to_owned()),
        ];
        criteria.push(add(&crate::CRITERIA, typed).await);
    }
    let seat = seat(listed).await;
    for (proposal, scores) in marked {
        let typed = vec![
            ("seat", record(seat)),
            ("proposal", record(*proposal)),
            ("fit", "100".to_owned()),
            ("state", "已锁定".to_owned()),
        ];
        let assignment = add(&crate::ASSIGNMENTS, typed).await;
        for (criterion, score) in criteria.iter().zip(scores) {
            let typed = vec![
                ("assignment", record(assignment)),
                ("criterion", record(*criterion)),
                ("score", score.to_string()),
                ("not_applicable", "否".to_owned()),
            ];
            add(&crate::SCORES, typed).await;
        }
    }
}

/// A seat on a panel of the call.
async fn seat(listed: &Listed) -> i64 {
    let bureau = &listed.story.bureau;
    let person = bureau.add(&directory::PEOPLE, &[("number", "R1"), ("name", "某专家")]).await;
    let typed = [("person", format!("#{person}")), ("class", "技术".to_owned()), ("state", "在库".to_owned())];
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let expert = bureau.add(&review::EXPERTS, &typed).await;
    let call = format!("#{}", listed.call);
    let panel = [
        ("number", "ZJ2022-001"),
        ("name", "评审组"),
        ("call", call.as_str()),
        ("size", "5"),
        ("finance", "1"),
        ("investment", "0"),
        ("most_of_unit", "1"),
        ("reviewers", "5"),
        ("least", "1"),
        ("most", "20"),
        ("by_meeting", "否"),
        ("fee", "800"),
        ("stage", "已锁定"),
        ("since", "2022-09-10"),
        ("edition", "2022"),
    ];
    let panel = format!("#{}", bureau.add(&crate::PANELS, &panel).await);
    let expert = format!("#{expert}");
    let typed = [
        ("panel", panel.as_str()),
        ("expert", &expert),
        ("drawn_as", "1"),
        ("state", "已完成"),
        ("came_as", "抽中"),
        ("invited_on", "2022-09-02"),
        ("reply_by", "2022-09-05"),
    ];
    bureau.add(&crate::SEATS, &typed).await
}
