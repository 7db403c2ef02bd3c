//! Sending a list back makes every approval before void.

use expect_test::expect;
use storage::Error;
use vocabulary::day;

use super::{
    super::approvals::{Approval, approvals},
    *,
};

/// Who has agreed, and whether it holds.
async fn told(listed: &Listed, list: i64) -> String {
    let story = cases::story(listed.story.bureau.db.reader(), RANKINGS.table, list).await.unwrap();
    let approvals = approvals(&story);
    let told =
        |given: &[Approval], says: &str| given.iter().map(|one| format!("{} {says}", one.step)).collect::<Vec<_>>();
    [told(&approvals.void, "作废"), told(&approvals.holding, "有效")].concat().join("\n")
}

#[tokio::test]
async fn a_list_sent_back_from_its_notice_begins_again_and_keeps_its_story() {
    for fresh in testkit::databases().await {
        let listed = Listed::with_three(fresh, "区级").await;
        let list = listed.begun().await;
        listed.decided(list).await;
        listed.does(&listed.officer, list, "Publish", &[], day!(2022, 9, 20)).await;
        let reason = [("reason", "资助额有误")];
        assert_eq!(listed.does(&listed.leader, list, "SendBack", &reason, day!(2022, 9, 21)).await, "编制");
        expect![[r#"
            提交审核 作废
            科室同意 作废
            同意上会 作废
            会议通过 作废"#]]
        .assert_eq(&told(&listed, list).await);
        expect![[r#"
            SB2022-001 已评审
            SB2022-002 已评审
            SB2022-003 已评审"#]]
        .assert_eq(&listed.proposals().await.join("\n"));
        let case = listed.case(&RANKINGS, list).await;
        for column in ["minutes", "decided_on", "notice_from", "notice_until", "due_on"] {
            assert!(!case.has(column), "{column} is void");
        }
        let said = listed.refused(&listed.officer, list, "Publish", &[], day!(2022, 9, 21)).await;
        assert!(said.contains("现在是“编制”，不能“公示”"), "{said}");
        listed.does(&listed.officer, list, "Submit", &[], day!(2022, 9, 21)).await;
        listed.does(&listed.head, list, "Check", &[], day!(2022, 9, 21)).await;
        expect![[r#"
            提交审核 作废
            科室同意 作废
            同意上会 作废
            会议通过 作废
            提交审核 有效
            科室同意 有效"#]]
        .assert_eq(&told(&listed, list).await);
    }
}

#[tokio::test]
async fn rows_change_in_the_draft_only() {
    for fresh in testkit::databases().await {
        let listed = Listed::with_three(fresh, "区级").await;
        let list = listed.begun().await;
        listed.does(&listed.officer, list, "Submit", &[], DRAWN_UP).await;
        let rows = [("SB2022-002", "不立项", "", ""), ("SB2022-003", "立项", "40", ""), ("SB2022-001", "备选", "", "")];
        let Err(Error::Refused(said)) = listed.saves(list, &rows).await else {
            panic!("a row changed after somebody was asked to approve it")
        };
        assert_eq!(said, "名单现在是“待科室负责人审核”，只有退回编制才能改动");
        expect![[r#"
            1 SB2022-002 立项 50
            2 SB2022-003 立项 40
            3 SB2022-001 备选"#]]
        .assert_eq(&listed.rows(list).await.join("\n"));
    }
}

#[tokio::test]
async fn two_leaders_cannot_both_win() {
    for fresh in testkit::databases().await {
        let listed = Listed::with_three(fresh, "区级").await;
        let list = listed.begun().await;
        listed.does(&listed.officer, list, "Submit", &[], DRAWN_UP).await;
        listed.does(&listed.head, list, "Check", &[], DRAWN_UP).await;
        let db = &listed.story.bureau.db;
        let other = Who { name: "另一位局领导".to_owned(), ..listed.leader.clone() };
        let reason = pairs(&[("reason", "重编")]);
        let seen = Some("待分管领导审核");
        let asked = |who, step, typed| cases::Asked { who, id: list, step, typed, seen, today: DRAWN_UP };
        let (agrees, returns) = (asked(&listed.leader, "Endorse", &[]), asked(&other, "SendBack", &reason[..]));
        let both = tokio::join!(cases::take::<Ranking>(db, &agrees), cases::take::<Ranking>(db, &returns));
        let (won, lost) = match both {
            (Ok(won), Err(lost)) | (Err(lost), Ok(won)) => (won, lost),
            both => panic!("{both:?}"),
        };
        assert!(lost.to_string().contains("刚被别人办理过"), "{lost}");
        assert_eq!(listed.case(&RANKINGS, list).await.text("stage"), won.stage);
    }
}
