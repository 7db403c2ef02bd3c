//! What if: moves in the address change the answer beside the questionnaire, and nothing of the questionnaire.

use super::*;

/// The address that a link leads to, as a browser asks for it.
fn link(page: &str, id: &str, text: &str) -> String {
    let part = page.split_once(&format!("id=\"{id}\"")).unwrap().1;
    let before = part.split_once(&format!(">{text}</a>")).unwrap().0;
    let href = before.rsplit_once("href=\"").unwrap().1.split('"').next().unwrap();
    href.replace("&amp;", "&").replace("&#38;", "&").split('#').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_way_to_a_condition_can_be_tried_and_taken_over() {
    let desk = Desk::open().await;
    let typed = but(&but(&SIXTY, "st_staff", "2"), "class1", "1");
    let (_, page) = desk.check("tsme", &typed).await;
    let (status, tried) = desk.get(&link(&page, "gaps", "试一试")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(reads(&tried, "more.st_staff").contains("增加3人（职工总数同时增加）"));
    expect![[r#"
        结论不符合→符合
        得分60分→64分
        科技人员指标得分不为零不符合→符合
        按试算的数填表全部还原
    "#]]
    .assert_eq(&reads(&tried, "tried"));
    assert!(reads(&tried, "verdict").contains("不符合"), "the questionnaire itself is as it was");
    let (_, taken) = desk.get(&link(&tried, "tried", "按试算的数填表")).await;
    assert!(reads(&taken, "verdict").contains("8项条件全部符合。"), "{}", reads(&taken, "verdict"));
    assert!(taken.contains(r#"name="staff" value="43""#) && taken.contains(r#"name="st_staff" value="5""#));
    let (_, back) = desk.get(&link(&tried, "tried", "全部还原")).await;
    assert!(back.contains("拖动滑块") && back.contains(r#"name="st_staff" value="2""#));
}

#[tokio::test]
async fn several_changes_are_tried_together() {
    let desk = Desk::open().await;
    let typed = but(&but(&SIXTY, "staff", "600"), "st_staff", "60");
    let (_, page) = desk.check("tsme", &typed).await;
    let (_, tried) = desk.get(&link(&page, "gaps", "一起试算")).await;
    expect![[r#"
        结论不符合→符合
        得分52分→62分
        职工总数不符合→符合综合评价得分不符合→符合
        按试算的数填表全部还原
    "#]]
    .assert_eq(&reads(&tried, "tried"));
}

#[tokio::test]
async fn a_slider_reaches_what_is_asked_for() {
    let desk = Desk::open().await;
    let (_, page) = desk.check("tsme", &but(&SIXTY, "rd", "59万")).await;
    let lever = page.split_once(r#"id="more.rd""#).unwrap().1.split_once('>').unwrap().0;
    assert!(lever.ends_with(r#"min="0" max="2000000" step="20000" value="0""#), "{lever}");
    let (_, tried) = desk.get(&link(&page, "gaps", "试一试")).await;
    assert!(!reads(&tried, "tried").contains("拖动滑块"), "{}", reads(&tried, "tried"));
}

#[tokio::test]
async fn what_is_not_known_cannot_be_moved() {
    let desk = Desk::open().await;
    let (_, page) = desk.check("tsme", &[("year", "2026"), ("class2", "1"), ("more.rd", "100000")]).await;
    assert!(page.contains(r#"type="range" id="more.class2""#) && !page.contains(r#"id="more.rd""#), "{page}");
    assert!(page.contains("拖动滑块"), "nothing was moved");
}
