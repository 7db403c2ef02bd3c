//! The pages of the formal check, as people use them.

use figures::{Catalogue, Moment};
use listing::FoldValue;
use vocabulary::{Role, day};
use web::Who;

use super::{Checked, TODAY};
use crate::{
    DISHONESTY,
    check::rules::RULES,
    tests::{Answer, Pages},
};

/// Saves judgements as somebody does who sees the sheet: every rule in order but for those that are named.
async fn judges(pages: &Pages, who: &Who, id: i64, others: &[(&str, &str, &str)]) -> Answer {
    let sheet = format!("/projects/proposals/{id}/check");
    let seen = pages.get(who, &sheet).await.hidden("_seen");
    let mut typed = vec![("_seen".to_owned(), seen)];
    for rule in RULES.iter().filter(|rule| rule.code != "similarity") {
        let (word, remark) = others
            .iter()
            .find(|(code, ..)| *code == rule.code)
            .map_or(("符合", ""), |(_, word, remark)| (*word, *remark));
        typed.push((format!("judged-{}", rule.code), word.to_owned()));
        typed.push((format!("remark-{}", rule.code), remark.to_owned()));
    }
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    pages.post(who, &sheet, &typed).await
}

#[tokio::test]
async fn an_officer_runs_the_rules_judges_and_passes_a_proposal() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let id = checked.proposal("A1", checked.story.firm, vec![]).await;
        let pages = checked.story.pages(TODAY).await;
        let officer = checked.officer();
        let sheet = format!("/projects/proposals/{id}/check");
        pages.get(&officer, &sheet).await.says(&["形式审查意见表", "还没有运行审查规则", "项目A1", "甲陶瓷公司"]);
        let run = pages.post(&officer, &format!("{sheet}/run"), &[]).await;
        assert_eq!(run.location, sheet);
        pages.get(&officer, &sheet).await.says(&[
            "21 项：符合 <strong>21</strong>",
            "还有 21 项没有判断",
            "单位在 369903，属于本区 369903",
            &format!("<a href=\"/organisations/{}\">甲陶瓷公司</a>", checked.story.firm),
            "国科发监〔2022〕221号",
            "尚未接入，不影响审查结论",
            "“通过形式审查”之前还要：",
        ]);
        let early = checked.step(&officer, id, "Accept", &[]).await;
        assert!(early.is_err(), "rules alone let nothing pass");
        let saved = judges(&pages, &officer, id, &[]).await;
        assert_eq!(saved.location, sheet, "{}", saved.text());
        let page = pages.get(&officer, &sheet).await.says(&["某科室经办", &format!("/cases/proposal/{id}/Accept")]);
        assert!(!page.contains("没有判断</span>"), "{page}");
        pages.get(&officer, &format!("/projects/proposals/{id}")).await.says(&["21 项，符合 21，需核实 0，不符合 0"]);
        assert_eq!(checked.step(&officer, id, "Accept", &[]).await.unwrap(), "待评审");
        let closed = judges(&pages, &officer, id, &[("papers", "可补正", "太晚了")]).await;
        assert_eq!(closed.status, 409);
        closed.says(&["现在是“待评审”，不能再改审查判断"]);
        let again = pages.post(&officer, &format!("{sheet}/run"), &[]).await;
        assert_eq!(again.status, 409);
    }
}

#[tokio::test]
async fn what_is_to_be_mended_or_against_the_rules_needs_a_remark_and_opens_its_own_outcome() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let id = checked.proposal("A1", checked.story.firm, vec![("pledge", "否".into())]).await;
        checked.run().await;
        let pages = checked.story.pages(TODAY).await;
        let officer = checked.officer();
        let without = judges(&pages, &officer, id, &[("papers", "可补正", ""), ("sums", "不符合", "")]).await;
        assert_eq!(without.status, 422);
        without.says(&[
            "有 3 处需要处理",
            "“必交材料”判为“可补正”，请写明要补正什么",
            "“预算合计”判为“不符合”，请写明为何不符合",
            "“诚信承诺”判为“符合”，与规则结果不同，请写明核实的情况",
            "href=\"#remark-papers\"",
        ]);
        assert!(!checked.finding(id, "area").await.has("judged"), "nothing of it was stored");
        let mend = [("papers", "可补正", "扫描件不清"), ("pledge", "可补正", "请补作承诺")];
        judges(&pages, &officer, id, &mend).await;
        assert!(checked.step(&officer, id, "Accept", &[]).await.is_err());
        assert!(checked.step(&officer, id, "Reject", &[("reason", "不合要求")]).await.is_err());
        let bad = [("papers", "符合", ""), ("pledge", "不符合", "拒绝承诺")];
        judges(&pages, &officer, id, &bad).await;
        assert!(checked.step(&officer, id, "AskToMend", &[("reason", "请补正")]).await.is_err());
        judges(&pages, &officer, id, &mend).await;
        let stage = checked.step(&officer, id, "AskToMend", &[("reason", "请补正")]).await.unwrap();
        assert_eq!(stage, "待补正");
        pages.get(&officer, &format!("/projects/proposals/{id}/check")).await.says(&["可补正：扫描件不清"]);
    }
}

#[tokio::test]
async fn two_officers_cannot_both_judge_what_they_saw() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let id = checked.proposal("A1", checked.story.firm, vec![]).await;
        checked.run().await;
        let pages = checked.story.pages(TODAY).await;
        let officer = checked.officer();
        let sheet = format!("/projects/proposals/{id}/check");
        let seen = pages.get(&officer, &sheet).await.hidden("_seen");
        judges(&pages, &officer, id, &[]).await;
        let typed = [("_seen", seen.as_str()), ("judged-area", "不符合"), ("remark-area", "我写的说明")];
        let late = pages.post(&officer, &sheet, &typed).await;
        assert_eq!(late.status, 409);
        late.says(&["刚被别人改过或重新运行过", "value=\"我写的说明\"", "data-dirty"]);
        assert_eq!(checked.finding(id, "area").await.text("judged"), "符合");
    }
}

#[tokio::test]
async fn the_check_is_for_the_section_and_nobody_else_learns_of_it() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let id = checked.proposal("A1", checked.story.firm, vec![]).await;
        let sealed = checked.proposal("A2", checked.story.firm, vec![("stage", "封存".into())]).await;
        checked.run().await;
        let pages = checked.story.pages(TODAY).await;
        let elsewhere = Who { section: Some(checked.story.section + 1), ..checked.officer() };
        let others = [Role::Leader, Role::Finance, Role::Supervisor, Role::Superior, Role::Expert]
            .map(|role| Who { region: "3699".to_owned(), ..checked.story.of_bureau(role) });
        let firm = checked.story.of_firm(checked.story.firm);
        let strangers = others.into_iter().chain([elsewhere, firm, Who::default()]);
        let (proposal, call) =
            (format!("/projects/proposals/{id}/check"), format!("/projects/calls/{}/check", checked.call));
        for who in strangers {
            for address in [&proposal, &call] {
                assert_eq!(pages.get(&who, address).await.status, 404, "{:?} {address}", who.role);
            }
            let posts = [proposal.clone(), format!("{proposal}/run"), format!("{call}/run"), format!("{call}/confirm")];
            for address in posts {
                let answer = pages.post(&who, &address, &[("judged-area", "符合")]).await;
                assert_eq!(answer.status, 404, "{:?} {address}", who.role);
            }
        }
        assert!(!checked.finding(id, "area").await.has("judged"));
        let head = checked.story.of_bureau(Role::Head);
        assert_eq!(pages.get(&head, &proposal).await.status, 200);
        assert_eq!(pages.get(&head, &format!("/projects/proposals/{sealed}/check")).await.status, 404, "sealed");
        assert_eq!(pages.get(&head, "/projects/proposals/999/check").await.status, 404);
        let firm = checked.story.of_firm(checked.story.firm);
        let own = pages.get(&firm, &format!("/projects/proposals/{id}")).await.says(&["项目A1"]);
        assert!(!own.contains("id=\"check\"") && !own.contains("形式审查意见"), "the unit sees no findings: {own}");
        for (who, status) in [(&head, 200), (&firm, 404)] {
            assert_eq!(pages.get(who, DISHONESTY.path).await.status, status);
        }
        let finance = checked.story.of_bureau(Role::Finance);
        assert_eq!(pages.get(&finance, DISHONESTY.path).await.status, 404, "the list is not for everybody");
    }
}

#[tokio::test]
async fn hostile_judgements_are_told_and_nothing_is_stored() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let id = checked.proposal("A1", checked.story.firm, vec![("name", "<script>alert(1)</script>".into())]).await;
        checked.run().await;
        let pages = checked.story.pages(TODAY).await;
        let officer = checked.officer();
        let long = "长".repeat(501);
        for (word, remark) in [
            ("通过", ""),
            ("符合'; DROP TABLE formal_finding; --", "x"),
            ("符合", &long),
            ("可补正", "   "),
            ("符合", "\u{0}"),
            ("", "只写说明"),
            ("<script>alert(2)</script>", "<script>alert(3)</script>"),
        ] {
            let answer = judges(&pages, &officer, id, &[("area", word, remark)]).await;
            assert_eq!(answer.status, 422, "{word} {remark:.20}");
            assert!(!answer.text().contains("<script>alert"), "a script is echoed");
            assert!(!checked.finding(id, "area").await.has("judged"), "{word}");
        }
        let sheet = format!("/projects/proposals/{id}/check");
        assert_eq!(pages.post(&officer, &sheet, &[]).await.status, 409, "a form that saw nothing");
        assert_eq!(pages.get(&officer, "/projects/calls/999/check?show=%00&page=-1").await.status, 404);
        let call = format!("/projects/calls/{}/check", checked.call);
        for query in ["show=nonsense", "page=0", "page=18446744073709551615", "page=abc", "show=all&page=7"] {
            assert_eq!(pages.get(&officer, &format!("{call}?{query}")).await.status, 200, "{query}");
        }
    }
}

#[tokio::test]
async fn a_whole_call_is_checked_filtered_and_confirmed() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let good = checked.proposal("A1", checked.story.firm, vec![]).await;
        let bad = checked.proposal("A2", checked.story.other_firm, vec![("pledge", "否".into())]).await;
        let pages = checked.story.pages(TODAY).await;
        let officer = checked.officer();
        let address = format!("/projects/calls/{}/check", checked.call);
        pages.get(&officer, &format!("/projects/calls/{}", checked.call)).await.says(&["2 份申报书待审"]);
        pages.get(&officer, &address).await.says(&["全部（2）", "未运行（2）"]);
        let run = pages.post(&officer, &format!("{address}/run"), &[]).await;
        assert_eq!(run.location, address);
        pages.get(&officer, &address).await.says(&[
            "对 2 份申报书运行了规则：全部符合 1 份，只有需核实 0 份，有不符合 1 份",
            "未运行（0）",
            "有不符合（1）",
            "全部符合（1）",
            "判断完毕（0）",
            "确认全部符合的 1 份",
        ]);
        let failing = pages.get(&officer, &format!("{address}?show=failing")).await.says(&["项目A2"]);
        assert!(!failing.contains("项目A1"), "{failing}");
        pages.post(&officer, &format!("{address}/confirm"), &[]).await;
        let after = pages.get(&officer, &address).await.says(&["确认了 1 份规则全部符合的申报书", "判断完毕（1）"]);
        assert!(!after.contains("确认全部符合的"), "nothing is left to confirm: {after}");
        assert!(!checked.finding(bad, "area").await.has("judged"), "what has a fault is judged one by one");
        assert_eq!(checked.finding(good, "area").await.text("judged_by"), officer.actor());
        assert_eq!(checked.step(&officer, good, "Accept", &[]).await.unwrap(), "待评审");
        assert!(checked.step(&officer, bad, "Accept", &[]).await.is_err());
    }
}

#[tokio::test]
async fn the_figures_count_the_steps_that_ended_a_check() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let id = checked.proposal("A1", checked.story.firm, vec![]).await;
        checked.run().await;
        let pages = checked.story.pages(TODAY).await;
        let officer = checked.officer();
        judges(&pages, &officer, id, &[]).await;
        checked.step(&officer, id, "Accept", &[]).await.unwrap();
        let catalogue = Catalogue::new(&[&crate::MODULE]);
        let moment = Moment { year: 2022, as_of: day!(2022, 12, 31) };
        let registry = &checked.story.bureau.registry;
        for (code, count) in [("formal-checks-passed", 1), ("formal-checks-mended", 0), ("formal-checks-rejected", 0)] {
            let reading = catalogue.read(checked.db().reader(), registry, code, moment).await.unwrap();
            assert_eq!((reading.value, reading.witnesses), (FoldValue::Number(count), count), "{code}");
        }
    }
}
