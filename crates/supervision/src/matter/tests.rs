//! Stories of matters under supervision.

use cases::{Asked, begin, take};
use storage::{Error, Result};
use testkit::Bureau;
use vocabulary::{Day, Role, day};
use web::Who;

use super::{
    MATTERS,
    procedure::{EDITION_2022, Matter},
};

const TODAY: Day = day!(2022, 5, 9);

async fn bureau(fresh: testkit::Fresh) -> (Bureau, i64) {
    let shared = [directory::LISTINGS, accounts::LISTINGS, cases::LISTINGS].concat();
    let bureau = Bureau::open(fresh, shared.into_iter().chain([&MATTERS]), TODAY).await;
    let section = [("number", "1"), ("name", "成果科"), ("modules", "项目")];
    let section = bureau.add(&directory::SECTIONS, &section).await;
    (bureau, section)
}

fn who(role: Role, section: i64) -> Who {
    Who { name: "某人".to_owned(), role: Some(role), section: Some(section), ..Who::default() }
}

async fn steps(
    bureau: &Bureau,
    who: &Who,
    id: i64,
    step: &str,
    typed: &[(&str, &str)],
    today: Day,
) -> Result<&'static str> {
    let typed: Vec<(String, String)> = typed.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect();
    take::<Matter>(&bureau.db, &Asked { who, id, step, typed: &typed, seen: None, today })
        .await
        .map(|taken| taken.stage)
}

#[test]
fn the_procedure_is_sound_and_every_change_of_it_is_seen() {
    let flaws = EDITION_2022.check_sound();
    assert!(flaws.is_empty(), "{flaws:?}");
    expect_test::expect_file!["procedure.out"].assert_eq(&EDITION_2022.outline().matrix());
}

#[tokio::test]
async fn a_matter_is_extended_closed_and_its_first_deadline_stays_visible() {
    for fresh in testkit::databases().await {
        let (bureau, section) = bureau(fresh).await;
        let supervisor = who(Role::Supervisor, section);
        let head = who(Role::Head, section);
        let of_section = format!("#{section}");
        let typed = [
            ("title", "落实科技特派员服务记录"),
            ("source", "领导批示"),
            ("section", of_section.as_str()),
            ("content", "六月底前全部录入"),
            ("deadline", "2022-06-30"),
        ];
        let typed: Vec<(String, String)> = typed.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect();
        let id = begin::<Matter>(&bureau.db, &supervisor, &typed, TODAY).await.unwrap();
        assert_eq!(steps(&bureau, &supervisor, id, "Assign", &[], TODAY).await.unwrap(), "办理中");
        let early = steps(&bureau, &head, id, "RequestClose", &[("evidence", "台账")], TODAY).await;
        assert!(matches!(early, Err(Error::Refused(_))), "nothing was reported yet");
        let much = steps(&bureau, &head, id, "Report", &[("progress", "120"), ("latest", "…")], TODAY).await;
        assert!(matches!(much, Err(Error::Invalid(_))), "120 % is no progress");
        steps(&bureau, &head, id, "Report", &[("progress", "60"), ("latest", "已录六成")], TODAY).await.unwrap();
        let leader = who(Role::Leader, section);
        let typed = [("deadline", "2022-07-29"), ("reason", "汛期")];
        steps(&bureau, &leader, id, "Extend", &typed, day!(2022, 6, 20)).await.unwrap();
        let case = cases::CaseFile::read(bureau.db.reader(), &MATTERS, id).await.unwrap();
        assert_eq!((case.text("due_on"), case.text("first_due_on")), ("2022-07-29", "2022-06-30"));
        let typed = [("evidence", "服务台账 148 条")];
        steps(&bureau, &head, id, "RequestClose", &typed, day!(2022, 7, 20)).await.unwrap();
        let back =
            steps(&bureau, &supervisor, id, "Return", &[("reason", "缺 3 条")], day!(2022, 7, 21)).await.unwrap();
        assert_eq!(back, "办理中");
        steps(&bureau, &head, id, "RequestClose", &typed, day!(2022, 8, 1)).await.unwrap();
        assert_eq!(steps(&bureau, &supervisor, id, "Close", &[], day!(2022, 8, 2)).await.unwrap(), "已办结");
        let told = cases::story(bureau.db.reader(), MATTERS.table, id).await.unwrap();
        let late: Vec<i64> = told.iter().map(|told| told.late).filter(|late| *late > 0).collect();
        assert_eq!(late, [1], "the second request came one working day late: {told:?}");
    }
}

#[tokio::test]
async fn a_section_cannot_touch_the_matter_of_another() {
    for fresh in testkit::databases().await {
        let (bureau, section) = bureau(fresh).await;
        let supervisor = who(Role::Supervisor, section);
        let of_section = format!("#{section}");
        let typed = [
            ("title", "某事"),
            ("source", "其他"),
            ("section", of_section.as_str()),
            ("content", "办"),
            ("deadline", "2022-06-30"),
        ];
        let typed: Vec<(String, String)> = typed.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect();
        let id = begin::<Matter>(&bureau.db, &supervisor, &typed, TODAY).await.unwrap();
        steps(&bureau, &supervisor, id, "Assign", &[], TODAY).await.unwrap();
        let stranger = who(Role::Head, section + 7);
        let refused = steps(&bureau, &stranger, id, "Report", &[("progress", "1"), ("latest", "…")], TODAY).await;
        assert!(matches!(refused, Err(Error::NotFound(_))), "it does not even learn that the matter is there");
    }
}
