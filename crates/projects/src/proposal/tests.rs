//! Stories of proposals, told on the pages of the house.

mod hostile;
mod life;
mod writing;

use vocabulary::{Day, Role, day};
use web::Who;

use crate::{
    CRITERIA, QUESTIONS,
    call::procedure::Call,
    tests::{Pages, Story, TODAY},
};

/// A day on which the call of these stories takes proposals.
pub(super) const OPEN: Day = day!(2022, 3, 15);

/// The first day after it has closed.
pub(super) const OVER: Day = day!(2022, 4, 11);

/// What a call of these stories says, besides what a test adds.
const CALL: &[(&str, &str)] = &[
    ("title", "2022 年度区级科技计划项目申报通知"),
    ("level", "区级"),
    ("programme", "研发专项"),
    ("opens_on", "2022-03-10"),
    ("closes_on", "2022-04-10"),
    ("sealed", "否"),
    ("blind", "否"),
    ("panel_size", "5"),
    ("spread", "20"),
    ("publicity", "5"),
    ("most", "30"),
    ("papers", "*可行性研究报告\n查新报告"),
    ("guidance", "支持方向：工业陶瓷"),
];

/// A published call with one question; `with` takes the place of what it usually says.
pub(super) async fn published(story: &Story, with: &[(&str, &str)]) -> i64 {
    let (officer, head) = (story.of_bureau(Role::Officer), story.of_bureau(Role::Head));
    let section = format!("#{}", story.section);
    let mut typed: Vec<(&str, &str)> = with.to_vec();
    typed.push(("section", &section));
    typed.extend(CALL.iter().filter(|(name, _)| !with.iter().any(|(other, _)| other == name)));
    let call = story.begins::<Call>(&officer, &typed, TODAY).await;
    let of_call = format!("#{call}");
    let criterion =
        [("call", of_call.as_str()), ("sequence", "1"), ("name", "技术"), ("weight", "100"), ("kind", "技术")];
    story.bureau.add(&CRITERIA, &criterion).await;
    let question = [
        ("call", of_call.as_str()),
        ("sequence", "1"),
        ("question", "是否有在孵产品"),
        ("kind", "单选"),
        ("options", "有\n没有"),
        ("required", "是"),
    ];
    story.bureau.add(&QUESTIONS, &question).await;
    story.does::<Call>(&officer, call, "Submit", &[], TODAY).await;
    story.does::<Call>(&head, call, "Publish", &[], TODAY).await;
    call
}

/// The proposal that a unit begins under a call.
pub(super) async fn begun(pages: &Pages, who: &Who, call: i64, name: &str) -> i64 {
    let call = call.to_string();
    let answer = pages.post(who, "/projects/apply", &[("call", &call), ("name", name)]).await;
    let id = answer.location.strip_prefix("/projects/proposals/").and_then(|rest| rest.split('/').next());
    id.and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("not begun: {}", answer.text()))
}

/// What the section 基本情况 of a complete proposal says.
pub(super) const BASICS: &[(&str, &str)] = &[
    ("name", "高温陶瓷膜材料研发"),
    ("leader", "王某"),
    ("leader_born", "1980"),
    ("leader_rank", "副高级"),
    ("field", "43045"),
    ("starts_on", "2022-07-01"),
    ("ends_on", "2024-06-30"),
    ("summary", "研发高温陶瓷膜。"),
    ("basis", "国内空白。"),
    ("content", "制备工艺与中试。"),
    ("route", "溶胶—凝胶法。"),
    ("conditions", "有中试线一条。"),
    ("contact", "李某"),
    ("phone", "13800000000"),
];

/// A proposal with everything that a call asks for, not handed in.
pub(super) async fn written(pages: &Pages, who: &Who, call: i64) -> i64 {
    let id = begun(pages, who, call, "高温陶瓷膜材料研发").await;
    let at = |section: &str| format!("/projects/proposals/{id}/write/{section}");
    saves(pages, who, &at("Basics"), BASICS).await;
    saves(pages, who, &at("Members"), &[("name.0", "王某"), ("rank.0", "副高级"), ("name.1", "赵某")]).await;
    let budget = [
        ("head.0", "设备费"),
        ("item.0", "烧结炉"),
        ("source.0", "财政资助"),
        ("amount.0", "12"),
        ("head.1", "业务费"),
        ("item.1", "测试"),
        ("source.1", "自筹"),
        ("amount.1", "8.5"),
    ];
    saves(pages, who, &at("Budget"), &budget).await;
    let indicators = [("kind.0", "知识产权"), ("name.0", "发明专利"), ("measure.0", "件"), ("expected.0", "2")];
    saves(pages, who, &at("Indicators"), &indicators).await;
    let questions = pages.get(who, &at("Questions")).await.text();
    let field = questions.split("id=\"answer.").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    saves(pages, who, &at("Questions"), &[(&format!("answer.{field}"), "有")]).await;
    let papers = format!("/projects/proposals/{id}/papers");
    let uploaded = pages.upload(who, &papers, "可行性研究报告", "可研.txt", "可行性研究".as_bytes()).await;
    assert_eq!(uploaded.location, at("Papers"), "{}", uploaded.text());
    saves(pages, who, &at("Submission"), &[("pledge", "是")]).await;
    id
}

/// Saves a section as somebody does who has just opened it.
#[track_caller]
fn refused(text: &str) -> ! {
    panic!("not saved: {text}")
}

/// Saves a section, on condition that it can be saved.
pub(super) async fn saves(pages: &Pages, who: &Who, address: &str, typed: &[(&str, &str)]) {
    let seen = pages.get(who, address).await.hidden("_seen");
    let mut all = vec![("_seen", seen.as_str())];
    all.extend(typed);
    let answer = pages.post(who, address, &all).await;
    if answer.location != address {
        refused(&answer.text());
    }
}

/// Takes a step on its page, on condition that nothing stands in the way.
pub(super) async fn steps(pages: &Pages, who: &Who, proposal: i64, step: &str, typed: &[(&str, &str)]) {
    let answer = pages.post(who, &format!("/cases/proposal/{proposal}/{step}"), typed).await;
    assert_eq!(answer.location, format!("/projects/proposals/{proposal}"), "{step}: {}", answer.text());
}
