//! The ladder as its readers see it.

use policies::check::Kind;
use vocabulary::{Day, Role, day};

use super::{
    asked::Asked,
    distance::Distance,
    standing::{Rung, Standing},
    targets,
};
use crate::{
    ENTERPRISE_YEARS, HNTE_CERTIFICATES, TOWN_TARGETS, TSME_ENTRIES,
    known::Known,
    tests::{Story, TODAY},
};

async fn certified(story: &Story, firm: i64, number: &str, issued_on: &str, valid_to: &str) {
    let firm = format!("#{firm}");
    let typed = [("number", number), ("enterprise", firm.as_str()), ("issued_on", issued_on), ("valid_to", valid_to)];
    story.bureau.add(&HNTE_CERTIFICATES, &typed).await;
}

async fn known(story: &Story, firm: i64) -> Known {
    Known::of(story.bureau.db.reader(), firm).await.unwrap()
}

#[tokio::test]
async fn a_certificate_holds_to_its_last_day_and_what_ended_is_not_potential() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        certified(&story, story.firm, "GR202336000001", "2023-06-02", "2026-06-01").await;
        let known = known(&story, story.firm).await;
        let rung = |day: Day| Standing::of(Kind::Hnte, &known, day);
        assert_eq!(rung(day!(2023, 6, 1)).rung, Rung::Potential);
        assert_eq!(rung(TODAY), Standing { rung: Rung::Valid, until: Some(TODAY) });
        assert!(rung(day!(2025, 12, 1)).ends_within(6, day!(2025, 12, 1)));
        assert!(!rung(day!(2025, 11, 30)).ends_within(6, day!(2025, 11, 30)));
        assert_eq!(rung(day!(2026, 6, 2)).rung, Rung::Lapsed);
    }
}

#[tokio::test]
async fn a_number_holds_for_its_year_and_is_to_be_renewed_in_the_next() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let firm = format!("#{}", story.firm);
        let typed = [
            ("enterprise", firm.as_str()),
            ("year", "2025"),
            ("filed_on", "2025-04-01"),
            ("number", "202536990300000001"),
            ("numbered_on", "2025-05-06"),
        ];
        let entry = story.bureau.add(&TSME_ENTRIES, &typed).await;
        let rung = async |day: Day| Standing::of(Kind::Tsme, &known(&story, story.firm).await, day).rung;
        assert_eq!(rung(day!(2025, 12, 31)).await, Rung::Valid);
        assert_eq!(rung(day!(2026, 1, 1)).await, Rung::Lapsed);
        story.writes(&TSME_ENTRIES, entry, &[("revoked_on", "2025-08-01")]).await.unwrap();
        assert_eq!(rung(day!(2025, 12, 31)).await, Rung::Revoked);
        assert_eq!(rung(day!(2026, 1, 1)).await, Rung::Potential);
    }
}

#[tokio::test]
async fn what_the_records_lack_is_told_and_never_taken_for_nothing() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let distance = Distance::of(Kind::Hnte, &known(&story, story.other_firm).await, TODAY);
        let Distance::Unknown(problems) = &distance else { panic!("{distance:?}") };
        assert_eq!(problems, &["缺少2023、2024、2025年度的数据，应填写2023至2025年度"]);
        let near = Distance::of(Kind::Hnte, &known(&story, story.firm).await, TODAY);
        assert!(near.order() < distance.order());
        let next = Distance::of(Kind::Hnte, &known(&story, story.firm).await, day!(2027, 1, 1));
        assert!(matches!(next, Distance::Unknown(_)), "the books of this year are not there yet");
    }
}

#[tokio::test]
async fn the_closest_stand_first_and_filters_stand_in_the_address() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let officer = story.of_bureau(Role::Officer);
        for year in ["2023", "2024", "2025"] {
            let id = story.reported(story.other_firm, year, "2400", "15").await;
            story.writes(&ENTERPRISE_YEARS, id, &[("patents", "0")]).await.unwrap();
        }
        let pages = story.pages(TODAY);
        let text = pages.get(&officer, "/enterprises/ladder").await.says(&["企业阶梯", "共 <strong>2</strong> 家"]);
        let (first, second) = (text.find("甲陶瓷公司").unwrap(), text.find("乙陶瓷公司").unwrap());
        assert!(first < second, "who fails nothing is closer");
        assert!(text.contains("研发费用再增加") || text.contains("境内研发费用再增加"), "{text}");
        let text =
            pages.get(&officer, "/enterprises/ladder?town=%E7%AA%91%E5%A4%B4%E9%95%87").await.says(&["甲陶瓷公司"]);
        assert!(!text.contains("乙陶瓷公司"));
        let text = pages.get(&officer, "/enterprises/ladder?lacks=unknown").await.says(&["没有这样的企业"]);
        assert!(!text.contains("甲陶瓷公司"));
        let wrong = pages.get(&officer, "/enterprises/ladder?expires=0&rung=x&kind=y").await;
        assert_eq!(wrong.status, 422);
        wrong.says(&["应为 1 到 36 的整数", "不是阶梯上的一级", "不是资质"]);
        assert_eq!(pages.get(&story.of_firm(story.firm), "/enterprises/ladder").await.status, 404);
        let sheet = pages.get(&officer, "/enterprises/ladder.xlsx?kind=tsme").await;
        assert!(sheet.status == 200 && sheet.bytes.starts_with(b"PK"));
    }
}

#[tokio::test]
async fn two_certificates_at_once_and_odd_numbers_are_pointed_out() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        certified(&story, story.firm, "GR202536000001", "2025-11-03", "2028-11-02").await;
        certified(&story, story.firm, "GR-2026-77", "2026-04-01", "2029-03-31").await;
        // Renewed in its last year: that is in order.
        certified(&story, story.other_firm, "GR202336000002", "2023-09-01", "2026-08-31").await;
        certified(&story, story.other_firm, "GR202636000002", "2026-05-04", "2029-05-03").await;
        let page = story.pages(TODAY).get(&story.of_bureau(Role::Head), "/enterprises/ladder").await;
        page.says(&["1 家企业同时有两张有效证书", "1 张证书的编号不是 GR 加 12 位数字"]);
        // Both held one at the end of the last year, and both do today.
        let text = page.says(&["今年净增 <strong>0</strong> 家"]);
        let before = text.split("年初有效 <a class=\"fig\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let list = story.pages(TODAY).get(&story.of_bureau(Role::Head), &before.unwrap().replace("&#38;", "&")).await;
        list.says(&["GR202536000001", "GR202336000002", "<strong>2</strong>"]);
    }
}

#[tokio::test]
async fn an_enterprise_sees_where_it_stands_what_is_due_and_what_it_can_begin() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        certified(&story, story.firm, "GR202336000001", "2023-09-02", "2026-09-01").await;
        crate::ask_for_reports(&story.bureau.db, day!(2026, 2, 2)).await.unwrap();
        let mut enterprise = story.of_firm(story.firm);
        enterprise.unit_code = "91360313MA35TE5T29".to_owned();
        let pages = story.pages(TODAY);
        let own = pages.get(&enterprise, "/enterprises/own").await;
        assert_eq!(own.location, format!("/organisations/{}", story.firm));
        let said = [
            "报送 2025 年度发展情况报表",
            "已过期",
            "证书 GR202336000001 即将到期，请申请重新认定",
            "申报高企（2026 第一批）",
            "高新技术企业自测",
        ];
        pages.get(&enterprise, &own.location).await.says(&said);
        let other = pages.get(&enterprise, &format!("/organisations/{}", story.other_firm)).await;
        assert_eq!(other.status, 404, "another's page is not there");
    }
}

#[tokio::test]
async fn a_target_is_compared_with_the_very_list_that_it_links_to() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        certified(&story, story.firm, "GR202536000001", "2025-11-03", "2028-11-02").await;
        for (town, value) in [("窑头镇", "3"), ("白泥镇", "1")] {
            let typed = [("year", "2026"), ("town", town), ("indicator", "有效高新技术企业"), ("value", value)];
            story.bureau.add(&TOWN_TARGETS, &typed).await;
        }
        let typed = [("year", "2026"), ("town", "石冈镇"), ("indicator", "有效高新技术企业"), ("value", "0")];
        let typed = crate::tests::pairs(&typed);
        let zero = listing::records::add(&story.bureau.db, "测试", &TOWN_TARGETS, &typed).await.unwrap_err();
        assert_eq!(zero.to_string(), "value：目标应大于 0");
        let towns = targets::of_year(story.bureau.db.reader(), 2026, TODAY).await.unwrap();
        let told: Vec<_> = towns
            .iter()
            .map(|town| {
                let one = town.reached[2].as_ref().unwrap();
                (town.name.as_str(), one.done, one.target, one.rate.as_str())
            })
            .collect();
        assert_eq!(told, [("白泥镇", 0, 1, "0"), ("窑头镇", 1, 3, "33.3"), ("合计", 1, 4, "25")]);
        let href = &towns[1].reached[2].as_ref().unwrap().href;
        let page = story.pages(TODAY).get(&story.of_bureau(Role::Officer), href).await;
        page.says(&["GR202536000001", "<strong>1</strong>"]);
    }
}

#[test]
fn from_october_on_the_next_year_is_planned() {
    let year = |query: &str, today: Day| Asked::read(query, today).unwrap().year;
    assert_eq!(year("", day!(2026, 9, 30)), 2026);
    assert_eq!(year("", day!(2026, 10, 1)), 2027);
    assert_eq!(year("kind=tsme", day!(2026, 10, 1)), 2026);
    assert_eq!(year("year=2026", day!(2026, 10, 1)), 2026);
    let asked = Asked::read("kind=tsme&town=%E7%AA%91%E5%A4%B4%E9%95%87&expires=6&page=2", TODAY).unwrap();
    assert_eq!(Asked::read(&asked.query(), TODAY).unwrap(), asked);
}
