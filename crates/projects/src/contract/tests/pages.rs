//! The pages of contracts as people see them.

use std::{io::Cursor, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use cases::pages::{Desk, Handled};
use documents::{ATTACHMENTS, Shelf};
use listing::pages::{Group, House};
use tower::ServiceExt;
use vocabulary::day;
use web::{Site, Who};

use super::{
    Project,
    life::{APPLICATION, outcome},
};
use crate::{
    ACCEPTANCES, CONTRACTS, KINDS, MODULE, PAYMENT_PLANS, PROGRESS_REPORTS, contract::Acceptance, tests::pairs,
};

/// The pages over the database of a project.
struct Pages {
    router: Router,
    shelf: Arc<Shelf>,
    _folder: tempfile::TempDir,
}

impl Pages {
    async fn of(project: &Project) -> Pages {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Arc::new(Shelf::open(folder.path()).await.unwrap());
        let bureau = &project.story.bureau;
        let groups = vec![Group { title: MODULE.title, listings: MODULE.listings }];
        let mut beside = crate::beside();
        beside.insert(0, Box::new(Handled { kinds: KINDS.to_vec() }));
        let house = Arc::new(House {
            beside,
            conducts: KINDS.iter().map(|kind| kind.conduct()).collect(),
            ..House::new(bureau.db.clone(), bureau.registry.clone(), groups, Site::default())
        });
        let desk = Arc::new(Desk { house: house.clone(), kinds: KINDS.to_vec(), shelf: shelf.clone() });
        let router = crate::routes(&desk).merge(cases::pages::routes(&desk)).merge(listing::pages::routes(&house));
        Pages { router, shelf, _folder: folder }
    }

    async fn ask(&self, who: &Who, mut request: Request<Body>) -> (StatusCode, Vec<u8>) {
        request.extensions_mut().insert(Arc::new(who.clone()));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        (status, to_bytes(response.into_body(), 64 << 20).await.unwrap().to_vec())
    }

    async fn get(&self, who: &Who, address: &str) -> (StatusCode, String) {
        let (status, bytes) = self.ask(who, Request::builder().uri(address).body(Body::empty()).unwrap()).await;
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn post(&self, who: &Who, address: &str, form: &[(&str, &str)]) -> (StatusCode, String) {
        let request = Request::builder()
            .method(Method::POST)
            .uri(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(listing::address::encode(&pairs(form))))
            .unwrap();
        let (status, bytes) = self.ask(who, request).await;
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// A PDF that is one.
const PDF: &str = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n";

impl Pages {
    /// Sends a file for a paper.
    async fn brings(&self, who: &Who, address: &str, paper: &str, name: &str, content: &str) -> (StatusCode, String) {
        let part =
            |head: &str, body: &str| format!("--cut\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n");
        let body = [
            part("name=\"paper\"", paper),
            part(&format!("name=\"file\"; filename=\"{name}\""), content),
            "--cut--\r\n".to_owned(),
        ];
        let request = Request::builder()
            .method(Method::POST)
            .uri(address)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
            .body(Body::from(body.concat()))
            .unwrap();
        let (status, bytes) = self.ask(who, request).await;
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_unit_writes_the_plan_and_the_agreed_values_and_nothing_typed_is_lost() {
    for fresh in testkit::databases().await {
        let project = Project::approved(fresh, 120).await;
        let pages = Pages::of(&project).await;
        let own = format!("/projects/contracts/{}", project.contract);
        let terms = format!("{own}/terms");
        let (_, page) = pages.get(&project.unit, &own).await;
        for said in ["填写拨款计划和指标", "指标对照", "发明专利", "还差 3 项"] {
            assert!(page.contains(said), "{said} is not on the page:\n{page}");
        }
        assert!(!page.contains("下载归档包"));
        let (status, page) = pages.get(&project.unit, &terms).await;
        assert_eq!(status, StatusCode::OK);
        let seen = hidden(&page, "_seen");
        let wrong = [
            ("_seen", seen.as_str()),
            ("kind_1", "首拨"),
            ("condition_1", "<script>alert(1)</script>"),
            ("planned_on_1", "明天"),
            ("amount_1", "130"),
            ("kind_2", ""),
            ("amount_2", "0"),
            ("agreed_1", "五"),
            ("agreed_2", "1800"),
        ];
        let (status, page) = pages.post(&project.unit, &terms, &wrong).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        for said in [
            "有 7 处需要改正",
            "拨款计划合计 130 万元，超过批准资助 120 万元",
            "&#60;script&#62;alert(1)",
            "日期“明天”无法识别",
            "金额应大于 0",
            "value=\"五\"",
            "data-dirty",
        ] {
            assert!(page.contains(said), "{said} is not on the page:\n{page}");
        }
        let right = [
            ("_seen", seen.as_str()),
            ("kind_1", "首拨"),
            ("condition_1", "签订任务书"),
            ("planned_on_1", "2022-05-31"),
            ("amount_1", "72"),
            ("kind_3", "验收尾款"),
            ("condition_3", "通过验收"),
            ("planned_on_3", "2024-06-30"),
            ("amount_3", "48"),
            ("agreed_1", "5"),
            ("agreed_2", "1800"),
        ];
        let (status, _) = pages.post(&project.unit, &terms, &right).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let lines = project.all(&PAYMENT_PLANS).await;
        let told: Vec<_> = lines.iter().map(|line| (line.number("sequence"), line.text("kind"))).collect();
        assert_eq!(told, [(Some(1), "首拨"), (Some(2), "验收尾款")]);
        assert_eq!(project.file(&CONTRACTS, project.contract).await.number("planned"), Some(120_000_000));

        let (status, page) = pages.post(&project.unit, &terms, &right).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(page.contains("在您填写时被别人改过") && page.contains("value=\"签订任务书\""), "{page}");
        let (_, page) = pages.get(&project.unit, &terms).await;
        let fewer = [("_seen", hidden(&page, "_seen")), ("agreed_1", "5".to_owned()), ("agreed_2", "2000".to_owned())];
        let fewer: Vec<(&str, &str)> = fewer.iter().map(|(name, value)| (*name, value.as_str())).collect();
        pages.post(&project.unit, &terms, &fewer).await;
        assert!(project.all(&PAYMENT_PLANS).await.is_empty());
    }
}

#[tokio::test]
async fn nobody_else_writes_it_and_strangers_do_not_learn_that_it_is_there() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 50).await;
        let pages = Pages::of(&project).await;
        let own = format!("/projects/contracts/{}", project.contract);
        let stranger = project.story.of_firm(project.story.other_firm);
        let nobody = Who::default();
        for page in ["", "/terms", "/archive.zip"] {
            for who in [&stranger, &nobody] {
                let (status, _) = pages.get(who, &format!("{own}{page}")).await;
                assert_eq!(status, StatusCode::NOT_FOUND, "{page}");
            }
        }
        let (status, _) = pages.get(&project.unit, &format!("{own}/archive.zip")).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let (status, said) = pages.get(&project.unit, &format!("{own}/terms")).await;
        assert_eq!(
            (status, said.as_str()),
            (StatusCode::CONFLICT, "“实施中”环节不能再修改内容。需要修改时，请先由经办人退回")
        );
        let (_, page) = pages.get(&project.unit, &own).await;
        for said in ["/projects/changes/new?contract=1", "/projects/acceptances/new?contract=1"] {
            assert!(page.contains(said), "{said} is not on the page:\n{page}");
        }
        let (_, page) = pages.get(&project.unit, "/projects/changes/new?contract=1").await;
        assert!(page.contains("value=\"#1 高温工业陶瓷\""), "{page}");
        let (status, page) = pages.get(&project.officer, "/projects/1").await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("指标对照") && page.contains("新增产值"), "{page}");
    }
}

#[tokio::test]
async fn values_are_entered_while_the_form_is_open_and_shown_beside_what_was_agreed() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 15).await;
        let pages = Pages::of(&project).await;
        for report in project.all(&PROGRESS_REPORTS).await {
            project.write(&PROGRESS_REPORTS, report.id(), vec![("stage", "免报".into())]).await;
        }
        let acceptance = project.begins::<Acceptance>(APPLICATION, day!(2024, 4, 15)).await;
        let own = format!("/projects/acceptances/{acceptance}");
        let values = format!("{own}/values");
        let (status, page) = pages.get(&project.unit, &values).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("填写验收实际") && page.contains("新增产值"), "{page}");
        let (status, page) = pages.post(&project.unit, &values, &[("value_1", "-1"), ("value_2", "2000")]).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("验收实际不能为负数") && page.contains("value=\"2000\""), "{page}");
        let (status, _) = pages.post(&project.unit, &values, &[("value_1", "3.5"), ("value_2", "2000")]).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (_, page) = pages.get(&project.unit, &own).await;
        assert!(page.contains("3.5<br><small>-1.5</small><br><span class=\"tag warn\">低于约定</span>"), "{page}");
        project.hands_in(&ACCEPTANCES, acceptance, &super::life::PAPERS[..4]).await;
        project.story.does::<Acceptance>(&project.unit, acceptance, "Submit", &[], day!(2024, 4, 15)).await;
        let (status, _) = pages.post(&project.unit, &values, &[("value_1", "9")]).await;
        assert_eq!(status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn the_archive_holds_every_case_with_its_story_and_its_papers() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 15).await;
        let pages = Pages::of(&project).await;
        let (digest, size) = pages.shelf.put(&b"%PDF-1.7 signed %%EOF"[..]).await.unwrap();
        let (contract, size) = (project.contract.to_string(), size.to_string());
        let paper = [
            ("subject", CONTRACTS.table),
            ("record", contract.as_str()),
            ("paper", "签订的任务书"),
            ("version", "1"),
            ("file_name", "任务书.pdf"),
            ("media", "application/pdf"),
            ("size", &size),
            ("digest", digest.as_str()),
            ("added_on", "2022-04-20"),
            ("added_by", "某科室经办"),
        ];
        project.story.bureau.add(&ATTACHMENTS, &paper).await;
        let address = format!("/projects/contracts/{contract}/archive.zip");
        let (status, bytes) =
            pages.ask(&project.officer, Request::builder().uri(&address).body(Body::empty()).unwrap()).await;
        assert_eq!(status, StatusCode::OK);
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> =
            (0..zip.len()).map(|at| zip.by_index(at).unwrap().name().unwrap().into_owned()).collect();
        expect_test::expect![[r#"
            目录.html
            目录.csv
            01 申报通知/申报通知 TZ2022-001.html
            02 申报/项目申报书 SB2022-001.html
            03 立项/科技项目 XM2022-001.html
            04 任务书/任务书 RW2022-001.html
            04 任务书/签订的任务书 任务书.pdf
            04 任务书/考核指标对照.html
            05 实施/进展报告 RW2022-001-001.html
            05 实施/进展报告 RW2022-001-002.html
            05 实施/进展报告 RW2022-001-003.html
            06 经费/拨款一览.html"#]]
        .assert_eq(&names.join("\n"));
        let mut text = String::new();
        let name = "04 任务书/任务书 RW2022-001.html";
        std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
        for said in ["任务书：高温工业陶瓷", "登记签订", "任务书 2022-01", "首拨", "360501234567"] {
            assert!(text.contains(said), "{said} is not in the printout:\n{text}");
        }
        let missing = vec![("digest", "1".repeat(64).into())];
        project.write(&ATTACHMENTS, 1, missing).await;
        let (status, said) = pages.get(&project.officer, &address).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(said.contains("文件库中缺少 1 个文件"), "{said}");
    }
}

#[tokio::test]
async fn an_outcome_with_too_many_points_is_shown_again_with_everything_that_was_typed() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 15).await;
        let pages = Pages::of(&project).await;
        let acceptance = project.begins::<Acceptance>(APPLICATION, day!(2024, 4, 15)).await;
        project.write(&ACCEPTANCES, acceptance, vec![("stage", "验收中".into())]).await;
        project.write(&CONTRACTS, project.contract, vec![("stage", "验收中".into())]).await;
        project.measured("actual", [5, 2000]).await;
        let address = format!("/cases/acceptance/{acceptance}/Pass");
        let (status, page) = pages.post(&project.head, &address, &outcome("2022-03-07", "51")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("应为 0 到 50 的整数") && page.contains("完成任务书指标"), "{page}");
        let (status, page) = pages.post(&project.head, &address, &outcome("2022-03-08", "50")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("日期在今天之后"), "{page}");
        let (status, _) = pages.post(&project.head, &address, &outcome("2022-03-07", "50")).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn papers_are_brought_by_whoever_has_the_matter_in_hand() {
    for fresh in testkit::databases().await {
        let project = Project::approved(fresh, 50).await;
        let pages = Pages::of(&project).await;
        let own = format!("/projects/contracts/{}", project.contract);
        let papers = format!("{own}/papers");
        let (_, page) = pages.get(&project.unit, &own).await;
        assert!(
            page.contains("收款账户证明 <small class=\"quiet\">必交</small>") && page.contains("上传材料"),
            "{page}"
        );
        let (status, page) = pages.brings(&project.unit, &papers, "收款账户证明", "证明.pdf", "不是 PDF").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("没有上传") && page.contains("证明.pdf"), "{page}");
        let (status, page) = pages.brings(&project.unit, &papers, "收款账户证明", "", PDF).await;
        assert_eq!((status, page.contains("请先选择一个文件")), (StatusCode::UNPROCESSABLE_ENTITY, true));
        for name in ["证明.pdf", "证明（盖章）.pdf"] {
            let (status, _) = pages.brings(&project.unit, &papers, "收款账户证明", name, &format!("{PDF}{name}")).await;
            assert_eq!(status, StatusCode::SEE_OTHER);
        }
        let (_, page) = pages.get(&project.officer, &own).await;
        for said in ["证明（盖章）.pdf", "第 2 版", "第 1 版"] {
            assert!(page.contains(said), "{said} is not on the page:\n{page}");
        }
        let (status, file) = pages.get(&project.unit, &format!("{papers}/1")).await;
        assert_eq!((status, file), (StatusCode::OK, format!("{PDF}证明.pdf")));
        let stranger = project.story.of_firm(project.story.other_firm);
        for address in [papers.clone(), format!("{papers}/1"), format!("{papers}/9")] {
            let (status, _) = pages.get(&stranger, &address).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{address}");
        }
        let (status, _) = pages.get(&project.leader, &papers).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        project.write(&CONTRACTS, project.contract, vec![("stage", "实施中".into())]).await;
        let (status, _) = pages.brings(&project.unit, &papers, "签订的任务书", "任务书.pdf", PDF).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        let (status, _) = pages.brings(&project.officer, &papers, "签订的任务书", "任务书.pdf", PDF).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        project.write(&CONTRACTS, project.contract, vec![("stage", "已归档".into())]).await;
        let (status, _) = pages.brings(&project.officer, &papers, "签订的任务书", "另一份.pdf", PDF).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
}
