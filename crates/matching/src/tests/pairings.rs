//! Stories of pairings: from the suggestion with its grounds to a contract, or to the reason why there is none.

use axum::http::StatusCode;
use storage::Error;
use vocabulary::{Role, day};

use super::story::{Story, TODAY, suggested};
use crate::{ACHIEVEMENTS, DEMANDS, JUDGEMENTS, PAIRINGS, POSTINGS, WEIGHTS, pairing::procedure::Pairing};

#[tokio::test]
async fn a_suggestion_becomes_a_contract_and_every_step_has_its_day() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let pages = story.pages(TODAY).await;
        let (enterprise, officer) = (story.enterprise(), story.of_bureau(Role::Officer));
        let demand = story.opened(&pages).await;
        let page = pages.get(&officer, &format!("/matching/demands/{demand}")).await;
        page.says(&[
            "氧化铝陶瓷基板低温烧结助剂",
            "学科：同一二级学科（43045）",
            "预算：意向价 60 万元，预算 80 万元",
            "成熟度：就绪度 7 级",
            "地域：在同一省",
            "“复合助剂使烧结温度降到1500℃，基板热导率达到30W/(m·K)。”",
            "“高热导氧化铝陶瓷基板的低温烧结。”",
            "建议对接",
        ]);
        let id = suggested(&story, &pages, demand, "Achievement", story.achievement).await;
        let kept = story.read(&PAIRINGS, id).await;
        assert!(kept.text("grounds").contains("学科：同一二级学科（43045）（+15）"));
        assert_eq!(kept.text("responsible"), "某科室经办");
        assert_eq!(story.read(&ACHIEVEMENTS, story.achievement).await.text("asked_on"), "2022-03-07");
        let quiet = pages.get(&enterprise, &format!("/matching/demands/{demand}")).await;
        quiet.hides(&["氧化铝陶瓷基板低温烧结助剂"]);
        let twice = [("kind", "Achievement"), ("record", &story.achievement.to_string())];
        let twice = pages.post(&officer, &format!("/matching/demands/{demand}/suggest"), &twice).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);

        story.pairing(&officer, id, "Send", &[], day!(2022, 3, 10)).await;
        let answered = story.read(&DEMANDS, demand).await;
        assert_eq!((answered.text("answered_on"), answered.number("days_to_answer")), ("2022-03-10", Some(3)));
        let other = story.of_unit(Role::Enterprise, story.other_firm);
        let hidden = story.tries::<Pairing>(&other, id, "TakeInterest", &[], TODAY).await;
        assert!(matches!(hidden, Err(Error::NotFound(_))), "it is not theirs");
        story.pairing(&enterprise, id, "TakeInterest", &[], day!(2022, 3, 14)).await;
        assert_eq!(story.read(&PAIRINGS, id).await.number("days_to_answer"), Some(4));
        story.pairing(&officer, id, "Introduce", &[], day!(2022, 3, 16)).await;
        story.pairing(&officer, id, "Visit", &[("visited_on", "2022-03-22")], day!(2022, 3, 23)).await;
        story.pairing(&enterprise, id, "Negotiate", &[], day!(2022, 3, 30)).await;
        let nothing = [("signed_on", "2022-04-20"), ("contract_kind", "技术许可"), ("amount", "0")];
        let refused = story.tries::<Pairing>(&officer, id, "Sign", &nothing, day!(2022, 4, 21)).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        let signed = [("signed_on", "2022-04-20"), ("contract_kind", "技术许可"), ("amount", "58")];
        story.pairing(&officer, id, "Sign", &signed, day!(2022, 4, 21)).await;
        assert_eq!(story.read(&DEMANDS, demand).await.text("stage"), "已对接");
        assert_eq!(story.all(&POSTINGS).await[0].text("stage"), "已撤下");
        let order = [("order_number", "KY2022-09")];
        let early = story.tries::<Pairing>(&officer, id, "Order", &order, day!(2022, 5, 5)).await;
        assert!(matches!(early, Err(Error::Refused(_))), "it is not registered yet");
        story.pairing(&officer, id, "Register", &[("registration", "2022360000123")], day!(2022, 5, 5)).await;
        assert_eq!(story.pairing(&officer, id, "Order", &order, day!(2022, 5, 6)).await, "转科研订单");
        let board = pages.get(&officer, "/matching/board").await;
        board.says(&["受理需求", "1（100%）", "平均 <strong>3.0</strong> 天"]);
    }
}

#[tokio::test]
async fn a_refused_pair_stays_away_and_teaches_by_a_weight_that_everybody_sees() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let pages = story.pages(TODAY).await;
        let (enterprise, officer) = (story.enterprise(), story.of_bureau(Role::Officer));
        let [first, second] = [story.opened(&pages).await, story.opened(&pages).await];
        let points = async |demand: i64| {
            let file = story.read(&DEMANDS, demand).await;
            let found = story.finder().for_demand(story.bureau.db.reader(), &file, TODAY).await.unwrap();
            let is_it =
                |one: &&crate::Suggested| one.kind.name() == "achievement" && one.file.id() == story.achievement;
            found.iter().find(is_it).map(crate::Suggested::points)
        };
        let before = points(second).await.unwrap();
        let id = suggested(&story, &pages, first, "Achievement", story.achievement).await;
        story.pairing(&officer, id, "Send", &[], TODAY).await;
        story.pairing(&enterprise, id, "Decline", &[("why", "太早"), ("remark", "还没有量产")], TODAY).await;
        assert_eq!(points(first).await, None, "the pair does not come again");
        assert_eq!(points(second).await, Some(before - 4));
        let page = pages.get(&officer, &format!("/matching/demands/{second}")).await;
        page.says(&["权重：提高氧化铝陶瓷基板热导率：太早（DJ2022-001）"]);
        let page = pages.get(&officer, &format!("/matching/demands/{first}")).await;
        page.says(&["未达成", "太早"]);
        assert_eq!(story.all(&WEIGHTS).await.len(), 1);

        let id = suggested(&story, &pages, second, "Expert", story.expert).await;
        story.pairing(&officer, id, "Send", &[], TODAY).await;
        cases::pass(&story.bureau.db, crate::KINDS, day!(2022, 3, 28)).await.unwrap();
        let lapsed = story.read(&PAIRINGS, id).await;
        assert_eq!((lapsed.text("stage"), lapsed.text("reason")), ("未达成", "未答复"));
        assert!(!lapsed.has("answered_on"));
        assert_eq!(story.all(&WEIGHTS).await.len(), 1, "silence says nothing of the answer");
    }
}

#[tokio::test]
async fn whoever_would_answer_learns_of_the_enterprise_when_they_are_introduced() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let pages = story.pages(TODAY).await;
        let (enterprise, officer) = (story.enterprise(), story.of_bureau(Role::Officer));
        let institute = story.of_unit(Role::Institute, story.university);
        let mut expert = story.of_unit(Role::Expert, story.university);
        (expert.unit, expert.person) = (None, Some(story.person));
        let demand = story.opened(&pages).await;
        let id = suggested(&story, &pages, demand, "Expert", story.expert).await;
        pages.get(&expert, "/matching/mine").await.says(&["还没有对接"]);
        story.pairing(&officer, id, "Send", &[], TODAY).await;
        for who in [&institute, &expert] {
            let mine = pages.get(who, "/matching/mine").await;
            mine.says(&["提高氧化铝陶瓷基板热导率", "专家：某教授", "已送企业"]);
            mine.hides(&["甲陶瓷公司", "退出对接"]);
        }
        story.pairing(&enterprise, id, "TakeInterest", &[], TODAY).await;
        story.pairing(&officer, id, "Introduce", &[], TODAY).await;
        pages.get(&expert, "/matching/mine").await.says(&["企业：甲陶瓷公司", "退出对接"]);
        let stranger = story.of_unit(Role::Institute, story.other_firm);
        let typed = [("why", "条件不符"), ("remark", "没有时间"), ("_seen", "已引荐")];
        let refused = pages.post(&stranger, &format!("/matching/mine/{id}"), &typed).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let done = pages.post(&expert, &format!("/matching/mine/{id}"), &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        assert_eq!(story.read(&PAIRINGS, id).await.text("reason"), "条件不符");
    }
}

#[tokio::test]
async fn an_achievement_finds_the_demands_it_may_answer_and_the_bureau_measures_the_ranking() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let pages = story.pages(TODAY).await;
        let officer = story.of_bureau(Role::Officer);
        let demand = story.opened(&pages).await;
        let page = pages.get(&officer, &format!("/matching/achievements/{}", story.achievement)).await;
        page.says(&["可能需要它的企业", &format!("/matching/demands/{demand}/suggest")]);
        pages
            .get(&web::Who::default(), &format!("/matching/achievements/{}", story.achievement))
            .await
            .hides(&["可能需要它的企业"]);
        let judge = format!("/matching/demands/{demand}/judge");
        pages.get(&officer, &judge).await.says(&["氧化铝陶瓷基板低温烧结助剂", "保存判断"]);
        let typed = [(format!("achievement-{}", story.achievement), "是"), (format!("expert-{}", story.expert), "否")];
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, word)| (name.as_str(), *word)).collect();
        assert_eq!(pages.post(&officer, &judge, &typed).await.status, StatusCode::SEE_OTHER);
        let turned: Vec<(&str, &str)> = typed.iter().map(|(name, _)| (*name, "否")).collect();
        pages.post(&officer, &judge, &turned).await;
        let kept = story.all(&JUDGEMENTS).await;
        assert_eq!(kept.len(), 2);
        assert_eq!(kept.iter().filter(|row| row.text("useful") == "是").count(), 1, "a judgement stays");
        pages.get(&officer, "/matching/precision").await.says(&["<strong>50%</strong>", "2 个中有用 1 个"]);
    }
}
