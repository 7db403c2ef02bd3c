//! 督办: matters in every stage, one of them late; what the records warn of, some of it taken up and some dismissed.

use funds::{PAYMENTS, settle};
use projects::{CONTRACTS, PROJECTS};
use storage::Result;
use supervision::{MATTERS, SIGNALS, look_around};
use vocabulary::{Day, Role, day};
use web::Who;

use super::{Play, contracts};
use crate::modules;

/// The firm that is on the list of dishonesty, by its place among the firms.
const BARRED: usize = 61;

/// Title, source, section, deadline, and how far it has come.
struct Matter(&'static str, &'static str, &'static str, &'static str, Come);

/// How far a matter has come.
#[derive(Clone, Copy, PartialEq)]
enum Come {
    Entered,
    InHand,
    ToClose,
    Closed,
    Cancelled,
}

const MATTERS_OF_THE_YEAR: [Matter; 6] = [
    Matter("盘活闲置大型仪器并上线共享", "领导批示", "05", "2022-12-20", Come::InHand),
    Matter("高企培育库动态更新", "会议决定", "03", "2023-01-13", Come::InHand),
    Matter("专项经费绩效自评报告", "督查反馈", "02", "2022-12-30", Come::ToClose),
    Matter("科技特派员年度考核", "上级交办", "05", "2022-11-30", Come::Closed),
    Matter("人才公寓申请流程优化", "会议决定", "04", "2023-02-28", Come::Entered),
    Matter("与外区合作园区选址", "领导批示", "02", "2022-10-31", Come::Cancelled),
];

/// Plays them.
pub(super) async fn matters(play: &mut Play) -> Result<()> {
    let supervisor = Who { name: "崔怀毅".to_owned(), role: Some(Role::Supervisor), ..Who::default() };
    for matter in MATTERS_OF_THE_YEAR {
        one(play, &supervisor, matter).await?;
    }
    play.on(day!(2022, 12, 31)).await
}

async fn one(play: &mut Play, supervisor: &Who, Matter(title, source, number, deadline, come): Matter) -> Result<()> {
    const BEGAN: Day = day!(2022, 9, 5);
    play.on(BEGAN).await?;
    let head = play.of_section(Role::Head, number, "科室负责人").await?;
    let section = format!("#{}", head.section.unwrap_or_default());
    let form = [
        ("title", title),
        ("source", source),
        ("section", section.as_str()),
        ("content", "明确责任人和时间节点，按期办结并附佐证。"),
        ("deadline", deadline),
    ];
    let id = play.begin(&MATTERS, supervisor, &form).await?;
    if come == Come::Entered {
        return Ok(());
    }
    play.step(&MATTERS, supervisor, id, "Assign", &[]).await?;
    play.on(day!(2022, 10, 14)).await?;
    let latest = [("progress", "60"), ("latest", "已完成摸底，正在逐项落实。")];
    play.step(&MATTERS, &head, id, "Report", &latest).await?;
    match come {
        Come::Entered | Come::InHand => return Ok(()),
        Come::Cancelled => {
            let reason = [("reason", "合作方案调整，不再推进")];
            return play.step(&MATTERS, &play.leader(), id, "Cancel", &reason).await;
        }
        Come::ToClose => play.on(day!(2022, 12, 29)).await?,
        Come::Closed => play.on(day!(2022, 11, 25)).await?,
    }
    play.step(&MATTERS, &head, id, "RequestClose", &[("evidence", "台账和照片已归档。")]).await?;
    if come == Come::Closed {
        play.step(&MATTERS, supervisor, id, "Close", &[]).await?;
    }
    Ok(())
}

/// The house looks around; of the late steps one is taken up as a matter, and of the other signals one is dismissed.
pub(super) async fn signals(play: &Play) -> Result<()> {
    doubtful(play).await?;
    look_around(play.db(), &modules::kinds(), play.today).await?;
    let supervisor = Who { name: "崔怀毅".to_owned(), role: Some(Role::Supervisor), ..Who::default() };
    let signals = play.all(&SIGNALS, "stage", "待研判".into()).await?;
    let of = |kind: &str| signals.iter().find(|signal| signal.text("kind") == kind);
    if let Some(late) = of("办理超期") {
        play.step(&SIGNALS, &supervisor, late.id(), "TakeUp", &[]).await?;
    }
    if let Some(twice) = of("重复资助") {
        let reason = [("reason", "经核对，两个项目的内容和经费科目没有重叠。")];
        play.step(&SIGNALS, &supervisor, twice.id(), "Dismiss", &reason).await?;
    }
    Ok(())
}

/// What no step of the house lets happen, as it comes in from sheets of earlier years: a project that a barred unit never
/// finished, and a payment under a contract that is not signed.
async fn doubtful(play: &Play) -> Result<()> {
    let officer = play.officer().await?;
    let barred = play.home.firm(BARRED);
    let project = [
        ("number", "2018369903Q031"),
        ("name", "陶瓷辊棒再生利用"),
        ("level", "区级"),
        ("programme", "科技计划项目"),
        ("unit", barred),
        ("leader", "历时安"),
        ("approved_on", "2018-06-20"),
        ("started_on", "2018-07-01"),
        ("due_on", "2020-06-30"),
        ("budget", "30"),
        ("granted", "10"),
    ];
    play.post(&officer, PROJECTS.path, &project).await?;
    let unsigned = play.all(&CONTRACTS, "stage", "待填任务书".into()).await?;
    let Some(contract) = unsigned.first() else { return Ok(()) };
    let of = |column: &str| format!("#{}", contract.number(column).unwrap_or_default());
    let (unit, project, appropriation) = (of("unit"), of("project"), contracts::appropriation(play).await?);
    let payment = [
        ("number", "支2022-补01"),
        ("appropriation", appropriation.as_str()),
        ("payee", unit.as_str()),
        ("project", project.as_str()),
        ("kind", "拨付"),
        ("purpose", "项目资助"),
        ("paid_on", "2022-12-28"),
        ("amount", "0.5"),
        ("note", "年末补记"),
    ];
    play.post(&officer, PAYMENTS.path, &payment).await?;
    settle(play.db(), "系统").await.map(|_| ())
}
