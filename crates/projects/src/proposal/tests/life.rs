//! From draft to decision.

use expect_test::expect;
use procedure::{Editions, replay, walk};
use storage::Error;
use vocabulary::{Role, day};

use super::{
    super::{
        PROPOSALS, Stage,
        facts::{CallFacts, Checked, Facts, Quota, Written},
        procedure::{EDITION_2022, Proposal},
    },
    OPEN, OVER, begun, published, steps, written,
};
use crate::tests::{Story, TODAY};

#[test]
fn the_procedure_is_sound_and_every_change_of_it_is_seen() {
    EDITION_2022.assert_sound();
    assert!(Editions(&[&EDITION_2022]).check_sound().is_empty());
    expect_test::expect_file!["../procedure.out"].assert_eq(&EDITION_2022.outline().matrix());
}

/// Facts as a number says them: each of its bits is one thing that may hold or not.
fn facts(bits: u64) -> Facts {
    let mut left = bits;
    let mut toss = || {
        left = left.rotate_left(1);
        left & 1 == 1
    };
    let some = |is_there: bool| usize::from(is_there);
    Facts {
        today: if toss() { OPEN } else { OVER },
        call: CallFacts {
            is_published: true,
            opens_on: day!(2022, 3, 10),
            closes_on: day!(2022, 4, 10),
            is_sealed: toss(),
            is_own: toss(),
            most: None,
        },
        written: Written {
            blanks: Vec::new(),
            leader_is_member: true,
            budget_lines: 1,
            adds_up: true,
            indicators: 1,
            has_pledge: true,
            ..Written::default()
        },
        quota: Quota { of_unit: 1, per_unit: Some(if toss() { 1 } else { 2 }), ..Quota::default() },
        checked: Checked {
            findings: some(toss()),
            is_fresh: true,
            unjudged: Vec::new(),
            mendable: some(toss()),
            bad: some(toss()),
        },
        was_mended: toss(),
        mend_until: toss().then_some(OPEN),
        has_score: true,
        requested: vocabulary::Money::ZERO,
    }
}

#[test]
fn whatever_people_do_in_whatever_order_the_rules_hold() {
    for seed in 0..500_u64 {
        let mut at = seed;
        let moves = walk::<Proposal>(&EDITION_2022, seed, 40, |_| {
            at = at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            facts(at)
        });
        let end = moves.last().map_or(EDITION_2022.start, |last| last.3);
        assert_eq!(replay(&EDITION_2022, &moves), end);
        let was_judged = moves.iter().any(|(_, _, from, _)| *from == Stage::InReview);
        assert!(end != Stage::Approved || was_judged, "approved without a review: {moves:?}");
    }
}

#[tokio::test]
async fn a_proposal_is_told_everything_that_it_lacks_at_once() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[]).await;
        let pages = story.pages(OPEN).await;
        let firm = story.of_firm(story.firm);
        let id = begun(&pages, &firm, call, "高温陶瓷膜材料研发").await;
        let Err(Error::Refused(told)) = story.tries::<Proposal>(&firm, id, "Submit", &[], OPEN).await else {
            panic!("an empty proposal was handed in")
        };
        expect![[r#"
            还没有填写：负责人、负责人出生年份、负责人职称、学科代码、计划开始、计划完成、摘要、立项依据、研究内容与目标、技术路线与创新点、工作基础与条件、联系人、联系电话。请在“基本情况”中补齐
            项目组成员中没有负责人。请在“成员”中加上负责人，姓名与“基本情况”一致
            预算没有明细。请在“预算”中填写明细并保存，合计由系统计算
            没有考核指标。请在“指标”中填写
            还没有回答：是否有在孵产品。请在“附加问题”中回答
            还没有上传：可行性研究报告。请在“附件”中上传
            还没有作诚信承诺。请在“检查并提交”中选“是”"#]]
        .assert_eq(&told);
        let Err(Error::Refused(told)) = story.tries::<Proposal>(&firm, id, "Submit", &[], OVER).await else {
            panic!("a proposal was handed in after the end")
        };
        assert!(told.contains("申报通知已于 2022-04-10 截止受理"), "{told}");
    }
}

#[tokio::test]
async fn a_proposal_is_handed_in_taken_back_and_handed_in_again() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[]).await;
        let pages = story.pages(OPEN).await;
        let firm = story.of_firm(story.firm);
        let id = written(&pages, &firm, call).await;
        let page = pages.get(&firm, &format!("/projects/proposals/{id}")).await;
        page.says(&["2022-TZ001-001", "20.50 万元", "各部分都已填好"]);
        steps(&pages, &firm, id, "Submit", &[]).await;
        let again = story.tries::<Proposal>(&firm, id, "Submit", &[], OPEN).await;
        assert!(matches!(again, Err(Error::Refused(_))), "a replayed step changes nothing: {again:?}");
        let edit = pages.get(&firm, &format!("/projects/proposals/{id}/write/Basics")).await;
        assert_eq!(edit.status, 409);
        edit.says(&["“待形式审查”环节不能再修改内容"]);
        steps(&pages, &firm, id, "TakeBack", &[]).await;
        let basics = format!("/projects/proposals/{id}/write/Basics");
        let mut typed = super::BASICS.to_vec();
        typed.retain(|(name, _)| *name != "summary");
        typed.push(("summary", "研发耐 1300 度的高温陶瓷膜。"));
        super::saves(&pages, &firm, &basics, &typed).await;
        let members = format!("/projects/proposals/{id}/write/Members");
        super::saves(&pages, &firm, &members, &[("name.0", "王某"), ("name.1", "孙某")]).await;
        steps(&pages, &firm, id, "Submit", &[]).await;
        let versions = pages.get(&firm, &format!("/projects/proposals/{id}/versions")).await;
        versions.says(&[
            "研发<ins class=\"new\">耐 1300 度的</ins>高温陶瓷膜。",
            "孙某",
            "<del class=\"old\">",
            "1 处不同",
        ]);
        let unknown = pages.get(&firm, &format!("/projects/proposals/{id}/versions?from=1&to=7")).await;
        assert_eq!(unknown.status, 404);
        let record = listing::query::record(story.bureau.db.reader(), &PROPOSALS, id).await.unwrap();
        assert_eq!(record.name, "高温陶瓷膜材料研发");
    }
}

#[tokio::test]
async fn a_draft_is_discarded_with_a_reason_and_stays_its_units_alone() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[("per_unit", "1")]).await;
        let pages = story.pages(OPEN).await;
        let firm = story.of_firm(story.firm);
        let id = begun(&pages, &firm, call, "写了一半的项目").await;
        let (address, step) = (format!("/projects/proposals/{id}"), format!("/cases/proposal/{id}/Discard"));
        pages.get(&firm, &address).await.says(&[&format!("href=\"{step}\"")]);
        pages.get(&firm, &step).await.says(&["办理后为“已作废”", "理由"]);
        let other = pages.post(&story.of_firm(story.other_firm), &step, &[("reason", "不是我的")]).await;
        assert_eq!(other.status, 404);
        steps(&pages, &firm, id, "Discard", &[("reason", "改报另一个项目")]).await;
        pages.get(&firm, &address).await.says(&["已作废", "改报另一个项目"]);
        let edit = pages.get(&firm, &format!("{address}/write/Basics")).await;
        assert_eq!(edit.status, 409);
        for role in [Role::Officer, Role::Head, Role::Leader] {
            assert_eq!(pages.get(&story.of_bureau(role), &address).await.status, 404, "{role:?}");
        }
        let another = written(&pages, &firm, call).await;
        steps(&pages, &firm, another, "Submit", &[]).await;
    }
}

#[tokio::test]
async fn quotas_of_the_unit_and_of_the_leader_hold() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[("per_unit", "1"), ("per_leader", "1")]).await;
        let pages = story.pages(OPEN).await;
        let firm = story.of_firm(story.firm);
        let first = written(&pages, &firm, call).await;
        let second = written(&pages, &firm, call).await;
        steps(&pages, &firm, first, "Submit", &[]).await;
        let Err(Error::Refused(told)) = story.tries::<Proposal>(&firm, second, "Submit", &[], OPEN).await else {
            panic!("more than the quota was handed in")
        };
        expect![[r#"
            本单位已申报 1 项，限报 1 项。请先撤回其中一项，或不再申报本项
            该负责人已申报 1 项，限报 1 项。请更换负责人，或先撤回其中一项"#]]
        .assert_eq(&told);
        let choice = pages.get(&firm, "/projects/apply").await;
        choice.says(&["已报 1 项，限 1 项", "限报已满", "还剩 26 天", "填写中的申报书"]);
        let refused = pages.post(&firm, "/projects/apply", &[("call", &call.to_string()), ("name", "再来一项")]).await;
        assert_eq!(refused.status, 409);
        refused.says(&["每单位限报 1 项，本单位已申报 1 项", "value=\"再来一项\""]);
        let other = story.of_firm(story.other_firm);
        let third = written(&pages, &other, call).await;
        steps(&pages, &other, third, "Submit", &[]).await;
    }
}

#[tokio::test]
async fn two_officers_cannot_both_win_and_a_call_must_be_open() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[]).await;
        let pages = story.pages(OPEN).await;
        let firm = story.of_firm(story.firm);
        let id = written(&pages, &firm, call).await;
        let step = format!("/cases/proposal/{id}/Submit");
        let seen = [("_seen", "草稿")];
        let (one, other) = tokio::join!(pages.post(&firm, &step, &seen), pages.post(&firm, &step, &seen));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "{}{}", one.text(), other.text());
        let before = story.pages(TODAY).await;
        let early = before.get(&firm, &format!("/projects/apply?call={call}")).await;
        assert_eq!(early.status, 409);
        early.says(&["受理时间是 2022-03-10 至 2022-04-10，现在不能申报"]);
        let officer = story.of_bureau(Role::Officer);
        assert_eq!(pages.get(&officer, "/projects/apply").await.status, 403);
        let form = pages.get(&firm, &format!("/projects/proposals/new?call={call}")).await;
        assert_eq!(form.location, format!("/projects/apply?call={call}"));
    }
}
