//! Writing section by section: nothing typed is lost, sums are the house's own, and papers are what they say.

use super::{OPEN, begun, published, saves, written};
use crate::{BUDGET_LINES, MEMBERS, PARTNERS, PROPOSALS, rows, tests::Story};
use cases::CaseFile;

#[tokio::test]
async fn a_new_proposal_begins_with_what_the_house_knows() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[]).await;
        let pages = story.pages(OPEN).await;
        let firm = story.of_firm(story.firm);
        let first = written(&pages, &firm, call).await;
        let second = begun(&pages, &firm, call, "第二个项目").await;
        let basics = pages.get(&firm, &format!("/projects/proposals/{second}/write/Basics")).await;
        basics.says(&["value=\"第二个项目\"", "value=\"王某\"", "value=\"1980\"", "value=\"43045\"", "138****0000"]);
        let reader = story.bureau.db.reader();
        let file = CaseFile::read(reader, &PROPOSALS, second).await.unwrap();
        assert_eq!((file.text("number"), file.text("phone")), ("2022-TZ001-002", "13800000000"));
        assert_eq!(file.text("summary"), "", "what is about another project stays there");
        let file = CaseFile::read(reader, &PROPOSALS, first).await.unwrap();
        assert_eq!(file.text("phone"), "13800000000", "a masked number that comes back stays what it was");
    }
}

#[tokio::test]
async fn rows_are_added_changed_and_taken_away_and_the_house_adds_them_up() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[]).await;
        let pages = story.pages(OPEN).await;
        let firm = story.of_firm(story.firm);
        let id = written(&pages, &firm, call).await;
        let budget = format!("/projects/proposals/{id}/write/Budget");
        let page = pages.get(&firm, &budget).await;
        page.says(&["value=\"烧结炉\"", "value=\"12\"", "name=\"amount.2\"", "<td class=\"num\">20.5</td>"]);
        let (first, second) = (page.hidden("id.0"), page.hidden("id.1"));
        let typed = [
            ("id.0", first.as_str()),
            ("remove.0", "1"),
            ("head.0", "设备费"),
            ("item.0", "烧结炉"),
            ("source.0", "财政资助"),
            ("amount.0", "12"),
            ("id.1", second.as_str()),
            ("head.1", "间接费用"),
            ("item.1", "管理费"),
            ("source.1", "财政资助"),
            ("amount.1", "3.123456"),
            ("head.3", "业务费"),
            ("item.3", "材料"),
            ("source.3", "自筹"),
            ("amount.3", "1万元"),
        ];
        saves(&pages, &firm, &budget, &typed).await;
        let lines = rows::all(
            story.bureau.db.reader(),
            &BUDGET_LINES,
            rows::where_all(&BUDGET_LINES, [("proposal", rows::is(id))]),
        )
        .await
        .unwrap();
        let said: Vec<(i64, i64, &str)> =
            lines.iter().map(|line| (line.id(), line.number("sequence").unwrap(), line.text("item"))).collect();
        assert_eq!(said, [(second.parse().unwrap(), 1, "管理费"), (3, 2, "材料")]);
        pages
            .get(&firm, &budget)
            .await
            .says(&["4.123456", "财政资助中的间接费用 3.123456 万元，超过国办发〔2021〕32号的上限 0 万元"]);
    }
}

#[tokio::test]
async fn what_cannot_be_saved_comes_back_as_it_was_typed() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[]).await;
        let pages = story.pages(OPEN).await;
        let firm = story.of_firm(story.firm);
        let id = begun(&pages, &firm, call, "高温陶瓷膜").await;
        let at = |section: &str| format!("/projects/proposals/{id}/write/{section}");
        let typed = [
            ("name.0", "王某"),
            ("rank.0", "教授"),
            ("name.1", ""),
            ("duty.1", "分析<script>"),
            ("unit.1", "没有这家"),
        ];
        let answer = pages.post(&firm, &at("Members"), &typed).await;
        assert_eq!(answer.status, 422);
        answer.says(&[
            "第 1 行：应为以下之一：正高级、副高级、中级、初级、无",
            "第 2 行：姓名应填写",
            "第 2 行：企业和单位中没有“没有这家”",
            "value=\"分析&#60;script&#62;\"",
            "href=\"#unit.1\"",
            "data-dirty",
        ]);
        let none = rows::all(story.bureau.db.reader(), &MEMBERS, listing::Filter::default()).await.unwrap();
        assert!(none.is_empty(), "half a section was saved");
        let basics =
            [("name", "改过的名字"), ("leader_born", "一九八〇"), ("starts_on", "2022-13-01"), ("phone", "12")];
        let answer = pages.post(&firm, &at("Basics"), &basics).await;
        assert_eq!(answer.status, 422);
        answer.says(&["value=\"改过的名字\"", "value=\"一九八〇\"", "value=\"2022-13-01\"", "value=\"12\""]);
        let answer = pages.post(&firm, &at("Nowhere"), &basics).await;
        assert_eq!(answer.status, 404);
        let next = pages.post(&firm, &at("Basics"), &[("name", "改过的名字"), ("_go", "Budget")]).await;
        assert_eq!(next.location, at("Budget"));
        let first = pages.get(&firm, &format!("/projects/proposals/{id}/write")).await;
        assert_eq!(first.location, at("Basics"), "the first section that lacks something");
    }
}

#[tokio::test]
async fn partners_may_change_places_and_stand_once() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[]).await;
        let pages = story.pages(OPEN).await;
        let firm = story.of_firm(story.firm);
        let id = begun(&pages, &firm, call, "高温陶瓷膜").await;
        let partners = format!("/projects/proposals/{id}/write/Partners");
        let (one, other) = ("甲陶瓷公司", "乙陶瓷公司");
        let typed = [("unit.0", one), ("agreement.0", "是"), ("unit.1", other), ("agreement.1", "否")];
        saves(&pages, &firm, &partners, &typed).await;
        let page = pages.get(&firm, &partners).await;
        let (first, second) = (page.hidden("id.0"), page.hidden("id.1"));
        let swapped = [
            ("id.0", first.as_str()),
            ("unit.0", other),
            ("agreement.0", "是"),
            ("id.1", second.as_str()),
            ("unit.1", one),
            ("agreement.1", "是"),
        ];
        saves(&pages, &firm, &partners, &swapped).await;
        let stored = rows::all(story.bureau.db.reader(), &PARTNERS, listing::Filter::default()).await.unwrap();
        let units: Vec<&str> = stored.iter().map(|row| row.linked("unit")).collect();
        assert_eq!(units, [other, one]);
        let twice = [("unit.0", one), ("agreement.0", "是"), ("unit.1", one), ("agreement.1", "是")];
        let answer = pages.post(&firm, &partners, &twice).await;
        assert_eq!(answer.status, 422);
        answer.says(&["第 2 行：前面已有这家合作单位，请合并成一行"]);
    }
}

#[tokio::test]
async fn two_people_of_a_unit_do_not_overwrite_each_other() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[]).await;
        let pages = story.pages(OPEN).await;
        let firm = story.of_firm(story.firm);
        let id = written(&pages, &firm, call).await;
        for (section, first, second) in [
            ("Basics", ("name", "先存的"), ("name", "后存的")),
            ("Members", ("name.0", "先存的"), ("name.0", "后存的")),
        ] {
            let address = format!("/projects/proposals/{id}/write/{section}");
            let seen = pages.get(&firm, &address).await.hidden("_seen");
            let kept = pages.post(&firm, &address, &[("_seen", &seen), first]).await;
            assert_eq!(kept.location, address, "{}", kept.text());
            let late = pages.post(&firm, &address, &[("_seen", &seen), second]).await;
            assert_eq!(late.status, 409);
            late.says(&["这一部分在您填写时被别人改过", "value=\"后存的\""]);
        }
    }
}

#[tokio::test]
async fn a_paper_is_brought_replaced_and_taken_away_again() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let call = published(&story, &[]).await;
        let pages = story.pages(OPEN).await;
        let firm = story.of_firm(story.firm);
        let id = written(&pages, &firm, call).await;
        let papers = format!("/projects/proposals/{id}/papers");
        let shown = format!("/projects/proposals/{id}/write/Papers");
        pages.upload(&firm, &papers, "可行性研究报告", "可研 第二稿.txt", "第二稿".as_bytes()).await;
        pages.upload(&firm, &papers, "获奖证书", "证书.txt", "证书".as_bytes()).await;
        pages.get(&firm, &shown).await.says(&["可研 第二稿.txt", "第 2 版", "第 1 版：", "获奖证书", "更换"]);
        let file = pages.get(&firm, &format!("{papers}/2")).await;
        assert_eq!((file.status.as_u16(), file.text().as_str()), (200, "第二稿"));
        let old = pages.get(&firm, &format!("{papers}/1")).await;
        assert_eq!(old.text(), "可行性研究", "what was replaced can still be read");
        let nameless = pages.upload(&firm, &papers, " ", "证书.txt", "证书".as_bytes()).await;
        assert_eq!(nameless.status, 422);
        nameless.says(&["请填写材料名称"]);
    }
}
