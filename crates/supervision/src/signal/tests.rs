//! Stories of risk signals: what the records say, what the house finds in it, and what people make of it.

use cases::{Asked, CaseFile, Kind, matching, take};
use expect_test::expect;
use listing::Filter;
use projects::PROJECTS;
use storage::{Error, Result};
use testkit::{Bureau, Fresh};
use vocabulary::{Day, Role, day};
use web::Who;

use super::{
    Looked, SIGNALS, look_around,
    procedure::{EDITION_2022, Signal},
};
use crate::MATTERS;

const TODAY: Day = day!(2022, 11, 7);

/// A bureau with two sections, a firm with projects of every doubtful sort, and a matter that nobody gave out.
struct Scene {
    bureau: Bureau,
    firm: i64,
}

impl Scene {
    async fn open(fresh: Fresh) -> Scene {
        let shared: [&[&'static listing::Listing]; 5] =
            [directory::LISTINGS, accounts::LISTINGS, cases::LISTINGS, review::LISTINGS, documents::LISTINGS];
        let modules = [projects::MODULE.listings, funds::MODULE.listings, &[&MATTERS, &SIGNALS]].concat();
        let bureau = Bureau::open(fresh, shared.concat().into_iter().chain(modules), TODAY).await;
        bureau
            .add(&directory::REGIONS, &[("code", "369903"), ("name", "某区"), ("level", "区县"), ("role", "本区")])
            .await;
        for (number, name, modules) in [("1", "资金科", "资金"), ("2", "计划科", "项目、督办")] {
            bureau.add(&directory::SECTIONS, &[("number", number), ("name", name), ("modules", modules)]).await;
        }
        let firm = [("uscc", "91360313MA35TE5T29"), ("name", "甲陶瓷公司"), ("kind", "企业"), ("region", "369903")];
        let firm = bureau.add(&directory::ORGANISATIONS, &firm).await;
        Scene { bureau, firm }
    }

    async fn project(&self, number: &str, name: &str, changed: &[(&str, &str)]) -> i64 {
        let unit = format!("#{}", self.firm);
        let usual = [
            ("number", number),
            ("name", name),
            ("level", "区级"),
            ("programme", "研发专项"),
            ("unit", unit.as_str()),
            ("leader", number),
            ("approved_on", "2022-04-01"),
            ("started_on", "2022-04-01"),
            ("due_on", "2023-12-31"),
            ("budget", "50"),
            ("granted", "20"),
        ];
        let changed_to = |column: &str| changed.iter().find(|(name, _)| *name == column).map(|(_, text)| *text);
        let typed: Vec<(&str, &str)> =
            usual.into_iter().map(|(column, text)| (column, changed_to(column).unwrap_or(text))).collect();
        self.bureau.add(&PROJECTS, &typed).await
    }

    /// A call of the second section at a stage with a time limit.
    async fn call(&self, stage: &str, due_on: &str) -> i64 {
        let section = matching(&directory::SECTIONS, &[("number", "2".into())]).unwrap();
        let section = CaseFile::all(self.bureau.db.reader(), &directory::SECTIONS, section).await.unwrap().remove(0);
        let section = format!("#{}", section.id());
        let call = [
            ("number", "TZ2022-001"),
            ("title", "2022 年度专项"),
            ("level", "区级"),
            ("programme", "研发专项"),
            ("section", section.as_str()),
            ("opens_on", "2022-11-01"),
            ("closes_on", "2022-12-10"),
            ("sealed", "否"),
            ("blind", "否"),
            ("panel_size", "5"),
            ("spread", "20"),
            ("publicity", "5"),
            ("stage", stage),
            ("since", "2022-10-31"),
            ("due_on", due_on),
            ("edition", "2022"),
        ];
        self.bureau.add(&projects::CALLS, &call).await
    }

    /// A contract of 20 万元 that was signed on 20 April, with its project.
    async fn contract(&self, project: i64) -> i64 {
        let [call, project, unit] = [self.call("已截止", "").await, project, self.firm].map(|id| format!("#{id}"));
        let proposal = [
            ("number", "SB2022-001"),
            ("name", "节能窑炉"),
            ("call", call.as_str()),
            ("unit", unit.as_str()),
            ("stage", "已立项"),
            ("since", "2022-03-07"),
            ("edition", "2022"),
        ];
        let proposal = format!("#{}", self.bureau.add(&projects::PROPOSALS, &proposal).await);
        let contract = [
            ("number", "RW2022-001"),
            ("name", "节能窑炉"),
            ("proposal", proposal.as_str()),
            ("project", project.as_str()),
            ("unit", unit.as_str()),
            ("leader", "甲"),
            ("starts_on", "2022-04-01"),
            ("ends_on", "2023-12-31"),
            ("first_ends_on", "2023-12-31"),
            ("budget", "50"),
            ("granted", "20"),
            ("planned", "20"),
            ("paid", "5"),
            ("signed_on", "2022-04-20"),
            ("stage", "实施中"),
            ("since", "2022-04-20"),
            ("edition", "2022"),
        ];
        self.bureau.add(&projects::CONTRACTS, &contract).await
    }

    async fn looks(&self, today: Day) -> Looked {
        let kinds: Vec<&'static dyn Kind> = [projects::KINDS, funds::KINDS, crate::KINDS].concat();
        look_around(&self.bureau.db, &kinds, today).await.unwrap()
    }

    async fn signals(&self, stage: &str) -> Vec<CaseFile> {
        let filter = matching(&SIGNALS, &[("stage", stage.into())]).unwrap();
        CaseFile::all(self.bureau.db.reader(), &SIGNALS, filter).await.unwrap()
    }

    async fn told(&self, stage: &str) -> String {
        let told = |signal: &CaseFile| {
            let (kind, title, concerns) = (signal.text("kind"), signal.text("title"), signal.text("concerns"));
            format!("{kind}：{title} [{concerns}]")
        };
        let mut told: Vec<String> = self.signals(stage).await.iter().map(told).collect();
        told.sort();
        told.join("\n")
    }

    async fn takes(&self, role: Role, id: i64, step: &str, typed: &[(&str, &str)]) -> Result<&'static str> {
        let who = Who { name: "某人".to_owned(), role: Some(role), ..Who::default() };
        let typed: Vec<(String, String)> = typed.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect();
        let asked = Asked { who: &who, id, step, typed: &typed, seen: None, today: TODAY };
        take::<Signal>(&self.bureau.db, &asked).await.map(|taken| taken.stage)
    }
}

#[test]
fn the_procedure_is_sound_and_every_change_of_it_is_seen() {
    EDITION_2022.assert_sound();
    expect_test::expect_file!["procedure.out"].assert_eq(&EDITION_2022.outline().matrix());
}

#[tokio::test]
async fn money_given_twice_is_found_by_title_by_leader_and_by_unit() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh).await;
        scene.project("甲", "节能窑炉", &[]).await;
        assert_eq!(scene.looks(TODAY).await, Looked::default(), "one project is nothing to look at");
        scene.project("乙", "节能 窑炉", &[("programme", "成果转化"), ("approved_on", "2021-05-01")]).await;
        scene.project("丙", "坯料配方", &[("leader", "甲"), ("programme", "软科学")]).await;
        scene.project("丁", "釉料检测", &[]).await;
        scene
            .project(
                "戊",
                "釉料检测",
                &[("approved_on", "2014-04-01"), ("started_on", "2014-04-01"), ("due_on", "2015-12-31")],
            )
            .await;
        scene.project("己", "坯料配方", &[("granted", "0"), ("programme", "平台建设")]).await;
        scene.looks(TODAY).await;
        expect![[r#"
            逾期未验收：釉料检测逾期未验收 [project/5]
            重复资助：同名项目 2 次获得资助：节能窑炉 [project/1 project/2]
            重复资助：甲同时负责 2 个在研区级项目 [project/1 project/3]
            重复资助：甲陶瓷公司 2022 年区级研发专项立项 2 次 [project/1 project/4]"#]]
        .assert_eq(&scene.told("待研判").await);
        assert_eq!(scene.looks(TODAY).await, Looked::default(), "what is known is not found again");
    }
}

#[tokio::test]
async fn a_signal_ends_by_itself_once_the_records_are_put_right() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh).await;
        let late = scene.project("甲", "节能窑炉", &[("due_on", "2022-08-06")]).await;
        assert_eq!(scene.looks(day!(2022, 11, 6)).await, Looked::default(), "the three months are not over");
        assert_eq!(scene.looks(TODAY).await, Looked { found: 1, gone: 0 });
        let db = &scene.bureau.db;
        let before = listing::records::row(db.reader(), &PROJECTS, late).await.unwrap();
        let file = CaseFile::read(db.reader(), &PROJECTS, late).await.unwrap();
        let mut typed: Vec<(String, String)> = PROJECTS
            .stored()
            .map(|column| {
                (column.name.to_owned(), listing::cell::plain(column, &file.cell(column.name).unwrap().value))
            })
            .filter(|(name, _)| !["unit", "closed_on", "outcome"].contains(&name.as_str()))
            .collect();
        for (name, text) in
            [("unit", format!("#{}", scene.firm)), ("closed_on", "2022-11-01".into()), ("outcome", "验收通过".into())]
        {
            typed.push((name.to_owned(), text));
        }
        listing::records::change(db, "测试", &PROJECTS, &before, &typed).await.unwrap();
        assert_eq!(scene.looks(TODAY).await, Looked { found: 0, gone: 1 });
        assert_eq!(scene.signals("已消除").await[0].text("ended_on"), "2022-11-07");
    }
}

#[tokio::test]
async fn who_is_barred_and_works_on_is_found_and_a_mere_namesake_is_marked_as_such() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh).await;
        scene.project("甲", "节能窑炉", &[]).await;
        let unit = format!("#{}", scene.firm);
        for (name, unit, decision) in [("甲陶瓷公司", unit.as_str(), "1号"), ("甲", "", "2号"), ("别人", "", "3号")]
        {
            let typed = [
                ("name", name),
                ("unit", unit),
                ("kind", "弄虚作假"),
                ("decision", decision),
                ("decided_by", "市局"),
                ("starts_on", "2022-01-01"),
                ("scope", "申报和承担项目"),
            ];
            scene.bureau.add(&projects::DISHONESTY, &typed).await;
        }
        scene.looks(TODAY).await;
        let grounds: Vec<String> =
            scene.signals("待研判").await.iter().map(|signal| signal.text("grounds").to_owned()).collect();
        assert_eq!(grounds.len(), 2, "{grounds:?}");
        let namesakes = grounds.iter().filter(|grounds| grounds.contains("只是同名"));
        assert_eq!(namesakes.count(), 1, "{grounds:?}");
    }
}

#[tokio::test]
async fn a_step_beyond_its_time_limit_becomes_a_matter_by_one_button_and_ends_when_it_is_taken() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh).await;
        scene.call("待审核", "2022-11-04").await;
        assert_eq!(scene.looks(TODAY).await, Looked { found: 1, gone: 0 });
        let signal = scene.signals("待研判").await.remove(0);
        assert_eq!(signal.text("title"), "申报通知“2022 年度专项”待审核超期");
        let refused = scene.takes(Role::Officer, signal.id(), "TakeUp", &[]).await;
        assert!(matches!(refused, Err(Error::NotFound(_) | Error::Forbidden(_) | Error::Refused(_))), "{refused:?}");
        assert_eq!(scene.takes(Role::Supervisor, signal.id(), "TakeUp", &[]).await.unwrap(), "已转督办");
        let again = scene.takes(Role::Leader, signal.id(), "TakeUp", &[]).await;
        assert!(matches!(again, Err(Error::Refused(_))), "one signal makes one matter");
        let matter = CaseFile::all(scene.bureau.db.reader(), &MATTERS, Filter::default()).await.unwrap().remove(0);
        assert_eq!((matter.text("number"), matter.text("source")), ("DB2022-001", "风险信号"));
        assert_eq!((matter.linked("section"), matter.text("deadline")), ("计划科", "2022-11-21"));
        assert!(matter.text("content").contains("应在 2022-11-04 前办理"), "{}", matter.text("content"));
        assert_eq!(scene.looks(TODAY).await, Looked::default(), "what is taken up is not found again");
    }
}

#[tokio::test]
async fn what_somebody_dismissed_with_a_reason_stays_dismissed() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh).await;
        scene.project("甲", "节能窑炉", &[("started_on", "2021-04-01"), ("due_on", "2022-01-31")]).await;
        scene.looks(TODAY).await;
        let signal = scene.signals("待研判").await.remove(0).id();
        let without = scene.takes(Role::Supervisor, signal, "Dismiss", &[]).await;
        assert!(matches!(without, Err(Error::Invalid(_))), "a reason is needed: {without:?}");
        let reason = [("reason", "已在市局验收，待补录")];
        assert_eq!(scene.takes(Role::Supervisor, signal, "Dismiss", &reason).await.unwrap(), "已排除");
        assert_eq!(scene.looks(TODAY).await, Looked::default());
    }
}

#[tokio::test]
async fn money_paid_before_what_it_waits_for_is_found_in_the_plan_and_in_the_ledger() {
    for fresh in testkit::databases().await {
        let scene = Scene::open(fresh).await;
        let project = scene.project("甲", "节能窑炉", &[]).await;
        let contract = format!("#{}", scene.contract(project).await);
        for (sequence, kind, paid) in [("1", "首拨", "3"), ("2", "验收尾款", "2")] {
            let line = [
                ("contract", contract.as_str()),
                ("sequence", sequence),
                ("kind", kind),
                ("condition", "按任务书"),
                ("planned_on", "2022-05-31"),
                ("amount", "10"),
                ("paid", paid),
            ];
            scene.bureau.add(&projects::PAYMENT_PLANS, &line).await;
        }
        let budget = [
            ("number", "预算 1"),
            ("year", "2022"),
            ("item", "科技专项经费"),
            ("kind", "年初预算"),
            ("amount", "1000"),
            ("document", "财预〔2022〕1号"),
            ("approved_on", "2022-01-20"),
        ];
        scene.bureau.add(&funds::BUDGETS, &budget).await;
        let appropriation = [
            ("number", "财教〔2022〕1号"),
            ("budget", "预算1"),
            ("purpose", "科技专项经费：项目资助"),
            ("issued_on", "2022-02-10"),
            ("amount", "40"),
        ];
        scene.bureau.add(&funds::APPROPRIATIONS, &appropriation).await;
        let (unit, project) = (format!("#{}", scene.firm), format!("#{project}"));
        for (number, paid_on) in [("支 1", "2022-04-19"), ("支 2", "2022-04-20")] {
            let payment = [
                ("number", number),
                ("appropriation", "财教〔2022〕1号"),
                ("payee", unit.as_str()),
                ("project", project.as_str()),
                ("kind", "拨付"),
                ("purpose", "项目资助"),
                ("paid_on", paid_on),
                ("amount", "2"),
            ];
            scene.bureau.add(&funds::PAYMENTS, &payment).await;
        }
        scene.looks(TODAY).await;
        expect![[r#"
            付款早于节点：节能窑炉签订任务书前已付款 [payment/1 contract/1]
            付款早于节点：节能窑炉通过验收前已拨付验收尾款 [payment_plan/2 contract/1]"#]]
        .assert_eq(&scene.told("待研判").await);
    }
}
