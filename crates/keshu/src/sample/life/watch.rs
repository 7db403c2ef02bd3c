//! 督办: matters in every stage, one of them late.

use storage::Result;
use supervision::MATTERS;
use vocabulary::{Day, Role, day};
use web::Who;

use super::Play;

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
