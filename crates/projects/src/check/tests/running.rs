//! Running the rules, and running them again.

use expect_test::expect;
use storage::{Error, head};

use super::{Checked, TODAY};
use crate::{
    FINDINGS, PROPOSALS,
    check::{
        judge::findings,
        run::{Run, Tally},
        similarity::{Alike, Similarity},
    },
    rows::all,
};
use cases::CaseFile;
use directory::ORGANISATIONS;
use listing::{Filter, pages::Answer};
use std::collections::HashMap;
use storage::Reader;

#[tokio::test]
async fn every_rule_leaves_a_finding_on_every_proposal_that_waits() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let good = checked.proposal("A1", checked.story.firm, vec![]).await;
        let bad = checked.proposal("A2", checked.story.other_firm, vec![("pledge", "否".into())]).await;
        let gone = checked.proposal("A3", checked.story.firm, vec![("stage", "已撤回".into())]).await;
        assert_eq!(checked.run().await, Tally { proposals: 2, failing: 1, unsure: 0 });
        let told: Vec<String> = findings(checked.db().reader(), good)
            .await
            .unwrap()
            .iter()
            .map(|finding| format!("{}：{}，{}", finding.text("title"), finding.text("found"), finding.text("because")))
            .collect();
        expect![[r#"
            申报地域：符合，单位在 369903，属于本区 369903
            提交时间：符合，2022-04-01 提交，受理时间 2022-03-10 至 2022-04-10
            统一社会信用代码：符合，91360313MA35TE5T29 通过校验
            单位存续：符合，没有注销登记
            负责人年龄：符合，申报通知不限年龄
            负责人职称：符合，申报通知不限职称
            必交材料：符合，申报通知没有必交材料
            预算合计：符合，2 行明细合计 50 万元，其中财政资助 30 万元
            单项资助上限：符合，申请 30 万元，上限 30 万元
            间接费用：符合，财政资助中的间接费用在上限之内
            合作协议：符合，没有合作单位
            诚信承诺：符合，已作承诺
            单位科研失信：符合，申报单位和合作单位不在科研失信名单上
            负责人科研失信：符合，负责人不在科研失信名单上
            成员科研失信：符合，项目组成员不在科研失信名单上
            单位逾期项目：符合，单位没有逾期未结的项目
            负责人在研主持限项：符合，没有主持区级在研项目
            负责人在研合计限项：符合，主持和参与在研项目 0 项，连同本项限 2 项
            每单位限报：符合，申报通知没有规定每单位限报数
            每负责人限报：符合，申报通知没有规定每负责人限报数
            近五年项目和在审申报：符合，单位和负责人近 5 年没有项目，也没有别的申报书在审"#]]
        .assert_eq(&told.join("\n"));
        assert_eq!(checked.found(bad, "pledge").await, "不符合：没有作诚信承诺");
        assert!(
            findings(checked.db().reader(), gone).await.unwrap().is_empty(),
            "one that was taken back is left alone"
        );
    }
}

#[tokio::test]
async fn running_again_writes_nothing_where_nothing_is_different() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        checked.proposal("A1", checked.story.firm, vec![]).await;
        checked.run().await;
        let before = head(checked.db().reader()).await.unwrap();
        checked.run().await;
        assert_eq!(head(checked.db().reader()).await.unwrap(), before);
    }
}

#[tokio::test]
async fn a_judgement_stays_until_what_it_was_passed_on_is_different() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let unit = checked.story.firm;
        let id = checked.proposal("A1", unit, vec![]).await;
        checked.run().await;
        checked.judges(id, "alive", "符合", "查过登记").await;
        checked.judges(id, "pledge", "符合", "").await;
        checked.changes(&ORGANISATIONS, unit, vec![("dissolved_on", "2022-04-19".into())]).await;
        checked.run().await;
        let alive = checked.finding(id, "alive").await;
        let told = (alive.text("found"), alive.text("judged"), alive.text("judged_by"), alive.text("remark"));
        assert_eq!(told, ("不符合", "", "", "原判断“符合：查过登记”已失效：规则结果已变"));
        assert_eq!(checked.finding(id, "pledge").await.text("judged"), "符合");
    }
}

#[tokio::test]
async fn a_new_version_is_judged_anew_but_for_what_was_in_order() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let id = checked.proposal("A1", checked.story.firm, vec![]).await;
        checked.run().await;
        checked.judges(id, "papers", "可补正", "扫描件不清").await;
        checked.judges(id, "pledge", "符合", "").await;
        checked.run().await;
        assert_eq!(checked.finding(id, "papers").await.text("judged"), "可补正", "the same version");
        checked.changes(&PROPOSALS, id, vec![("version", 2.into())]).await;
        checked.run().await;
        let papers = checked.finding(id, "papers").await;
        assert_eq!((papers.text("judged"), papers.number("version")), ("", Some(2)));
        assert_eq!(papers.text("remark"), "原判断“可补正：扫描件不清”已失效：申报书有了新版本");
        assert_eq!(checked.finding(id, "pledge").await.text("judged"), "符合");
    }
}

#[tokio::test]
async fn only_a_proposal_that_waits_is_checked() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let id = checked.proposal("A1", checked.story.firm, vec![("stage", "待评审".into())]).await;
        let officer = checked.officer();
        let run = Run { db: checked.db(), who: &officer, similarity: None, today: TODAY };
        let proposal = CaseFile::read(checked.db().reader(), &PROPOSALS, id).await.unwrap();
        let Err(Error::Refused(told)) = run.over_proposal(&proposal).await else { panic!("it was checked") };
        assert_eq!(told, "“项目A1”现在是“待评审”，不在形式审查。请刷新页面看过新情况");
        assert!(all(checked.db().reader(), &FINDINGS, Filter::default()).await.unwrap().is_empty());
    }
}

/// A comparison that finds one thing.
#[derive(Debug)]
struct FindsOne;

impl Similarity for FindsOne {
    fn alike<'a>(&'a self, _reader: Reader<'a>, proposals: &'a [i64]) -> Answer<'a, HashMap<i64, Vec<Alike>>> {
        Box::pin(async move {
            let alike = Alike { label: "旧 项目".to_owned(), href: "/projects/7".to_owned(), percent: 83 };
            Ok(proposals.iter().take(1).map(|id| (*id, vec![alike.clone()])).collect())
        })
    }
}

#[tokio::test]
async fn a_comparison_that_is_brought_adds_its_finding_and_takes_it_away_again() {
    for fresh in testkit::databases().await {
        let checked = Checked::begin(fresh).await;
        let id = checked.proposal("A1", checked.story.firm, vec![]).await;
        let officer = checked.officer();
        let run = Run { db: checked.db(), who: &officer, similarity: Some(&FindsOne), today: TODAY };
        let proposal = CaseFile::read(checked.db().reader(), &PROPOSALS, id).await.unwrap();
        run.over_proposal(&proposal).await.unwrap();
        let finding = checked.finding(id, "similarity").await;
        assert_eq!(finding.text("records"), "旧 项目（83%） /projects/7");
        let grounds = crate::check::run::grounds(finding.text("records"));
        assert_eq!((grounds[0].label.as_str(), grounds[0].href.as_str()), ("旧 项目（83%）", "/projects/7"));
        Run { similarity: None, ..run }.over_proposal(&proposal).await.unwrap();
        let rules: Vec<String> = findings(checked.db().reader(), id)
            .await
            .unwrap()
            .iter()
            .map(|finding| finding.text("rule").to_owned())
            .collect();
        assert_eq!(rules.len(), 21);
        assert!(!rules.contains(&"similarity".to_owned()));
    }
}
