//! Stories of demands: vague ones are worked out first, posted ones show only what may be shown, and time does the rest.

use axum::http::StatusCode;
use expect_test::expect;
use storage::Error;
use vocabulary::{Role, day};
use web::Who;

use super::story::{Story, TODAY};
use crate::{DEMANDS, POSTINGS, TARGETS, demand::procedure::Demand};

#[tokio::test]
async fn a_vague_demand_goes_to_a_broker_and_is_told_all_that_it_lacks() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let pages = story.pages(TODAY).await;
        let (enterprise, officer) = (story.enterprise(), story.of_bureau(Role::Officer));
        let id = story.drafted(&enterprise).await;
        story.demand(&enterprise, id, "Submit", &[], TODAY).await;
        let Err(Error::Refused(told)) = story.tries::<Demand>(&officer, id, "Publish", &[], TODAY).await else {
            panic!("a demand without targets was published")
        };
        expect!["还缺：至少一条指标：要达到多少、什么单位。请转经纪人与企业一起完善，或退回企业补充"].assert_eq(&told);
        let page = pages.get(&officer, &format!("/matching/demands/{id}")).await;
        page.says(&["问题：齐全", "指标还缺：至少一条指标", "还差 1 项"]);
        story.demand(&officer, id, "Refer", &[("broker", "某经纪人")], TODAY).await;
        let typed = [
            ("indicator-0", "热导率"),
            ("comparison-0", "不小于"),
            ("value-0", "三十"),
            ("unit-0", ""),
            ("indicator-1", ""),
            ("comparison-1", "不小于"),
            ("value-1", "5"),
            ("unit-1", "%"),
        ];
        let address = format!("/matching/demands/{id}/targets");
        let wrong = pages.post(&officer, &address, &typed).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says(&["第 1 行：", "第 2 行：指标应填写", "value=\"三十\""]);
        let typed = [("indicator-0", "热导率"), ("comparison-0", "不小于"), ("value-0", "30"), ("unit-0", "W/(m·K)")];
        assert_eq!(pages.post(&enterprise, &address, &typed).await.status, StatusCode::SEE_OTHER);
        assert_eq!(story.all(&TARGETS).await.len(), 1);
        assert_eq!(story.demand(&officer, id, "Publish", &[], TODAY).await, "对接中");
        assert_eq!(story.read(&DEMANDS, id).await.text("broker"), "某经纪人");
        let late = pages.post(&enterprise, &address, &[]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "what is posted does not change");
    }
}

#[tokio::test]
async fn the_public_sees_the_summary_and_nothing_else() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let pages = story.pages(TODAY).await;
        let id = story.opened(&pages).await;
        let public = Who::default();
        let other = story.of_unit(Role::Enterprise, story.other_firm);
        let institute = story.of_unit(Role::Institute, story.university);
        for who in [&public, &other, &institute] {
            let market = pages.get(who, "/matching/postings").await;
            market.says(&["提高氧化铝陶瓷基板热导率"]);
            market.hides(&["甲陶瓷公司"]);
            let posting = pages.get(who, &format!("/matching/postings/{}", story.all(&POSTINGS).await[0].id())).await;
            posting.says(&["需要提高氧化铝陶瓷基板热导率并降低烧结温度。", "热导率 不小于 30 W/(m·K)"]);
            posting.hides(&["甲陶瓷公司", "换过两种助剂", "某经理"]);
            for address in ["", "/targets", "/sealed", "/judge"] {
                let hidden = pages.get(who, &format!("/matching/demands/{id}{address}")).await;
                assert!(
                    [StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&hidden.status),
                    "{address} {:?}",
                    who.role
                );
                hidden.hides(&["换过两种助剂", "甲陶瓷公司"]);
            }
        }
        let own = pages.get(&story.enterprise(), &format!("/matching/demands/{id}")).await;
        own.says(&["换过两种助剂", "对接中"]);
        own.hides(&["建议对接", "某经理"]);
    }
}

#[tokio::test]
async fn a_posting_runs_out_is_renewed_and_in_the_end_nobody_could_meet_it() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let pages = story.pages(TODAY).await;
        let (enterprise, officer) = (story.enterprise(), story.of_bureau(Role::Officer));
        let id = story.opened(&pages).await;
        let posting = story.all(&POSTINGS).await[0].id();
        assert_eq!(story.read(&DEMANDS, id).await.text("expires_on"), "2022-09-03");
        let early = story.tries::<Demand>(&officer, id, "Expire", &[], day!(2022, 9, 3)).await;
        assert!(matches!(early, Err(Error::Refused(_))), "the last day still counts");
        cases::pass(&story.bureau.db, crate::KINDS, day!(2022, 9, 5)).await.unwrap();
        assert_eq!(story.read(&DEMANDS, id).await.text("stage"), "已到期");
        assert_eq!(story.read(&POSTINGS, posting).await.text("stage"), "已到期");
        let again = [("expires_on", "2022-12-31")];
        assert_eq!(story.demand(&enterprise, id, "Renew", &again, day!(2022, 9, 6)).await, "对接中");
        let renewed = story.read(&POSTINGS, posting).await;
        assert_eq!((renewed.text("stage"), renewed.text("expires_on")), ("征集中", "2022-12-31"));
        cases::pass(&story.bureau.db, crate::KINDS, day!(2023, 1, 1)).await.unwrap();
        let why = [("reason", "区内外都没有成熟方案")];
        assert_eq!(story.demand(&officer, id, "GiveUp", &why, day!(2023, 1, 5)).await, "无人能解");
        let gone = pages.get(&Who::default(), &format!("/matching/postings/{posting}")).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        let board = story.pages(day!(2023, 1, 5)).await.get(&officer, "/matching/board").await;
        board.says(&[
            "/matching/demands?stage=%E6%97%A0%E4%BA%BA%E8%83%BD%E8%A7%A3&#38;ended_on=2023-01-01..2023-12-31",
        ]);
    }
}

#[tokio::test]
async fn an_officer_registers_for_an_enterprise_and_the_enterprise_goes_on_with_it() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let pages = story.pages(TODAY).await;
        let officer = story.of_bureau(Role::Officer);
        let wrong = pages.post(&officer, "/matching/register", &[("enterprise", "丙公司"), ("title", "")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says(&["没有这家企业", "请填写需求名称", "value=\"丙公司\""]);
        let typed = [("enterprise", "甲陶瓷公司"), ("title", "降低窑炉能耗")];
        let begun = pages.post(&officer, "/matching/register", &typed).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER);
        let form = pages.get(&story.enterprise(), &begun.location).await;
        assert_eq!(form.status, StatusCode::OK);
        form.says(&["降低窑炉能耗"]);
        let refused = pages.post(&story.enterprise(), "/matching/register", &typed).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
}
