//! Two panels: one of the spring that judged everything, one that is judging at the end of the year.

use projects::{ASSIGNMENTS, CRITERIA, PANELS, SEATS};
use storage::{Error, Result};
use vocabulary::{Day, day};

use super::Play;

/// A panel of a call, drawn and complete.
async fn assembled(play: &mut Play, call: i64, drawn_on: Day) -> Result<i64> {
    play.on(drawn_on).await?;
    let officer = play.officer().await?;
    let of_call = format!("#{call}");
    let form = [
        ("name", "材料与装备评审组"),
        ("call", of_call.as_str()),
        ("size", "5"),
        ("finance", "1"),
        ("investment", "0"),
        ("most_of_unit", "2"),
        ("reviewers", "5"),
        ("least", "1"),
        ("most", "20"),
        ("by_meeting", "否"),
        ("fee", "800"),
    ];
    let panel = play.begin(&PANELS, &officer, &form).await?;
    play.step(&PANELS, &officer, panel, "Draw", &[("witness", "崔怀毅")]).await?;
    play.on(drawn_on.plus_days(1)).await?;
    // One says no, and the next in the order of the draw takes the seat.
    answered(play, panel, 2).await?;
    play.step(&PANELS, &officer, panel, "Replace", &[]).await.or_else(replaced_already)?;
    answered(play, panel, usize::MAX).await?;
    play.step(&PANELS, &officer, panel, "Confirm", &[]).await?;
    Ok(panel)
}

/// A seat that the house has filled by itself needs nobody to fill it.
fn replaced_already(error: Error) -> Result<()> {
    if error.to_string().contains("没有空缺的席位") { Ok(()) } else { Err(error) }
}

/// Those who were asked answer; the one at this place says no.
async fn answered(play: &Play, panel: i64, declines: usize) -> Result<()> {
    let seats = play.all(&SEATS, "panel", panel.into()).await?;
    for (at, seat) in seats.iter().filter(|seat| seat.text("state") == "待回复").enumerate() {
        let expert = play.expert(seat.number("person").unwrap_or_default()).await?;
        let form: &[(&str, &str)] =
            if at == declines { &[("reply", "decline"), ("reason", "出差")] } else { &[("reply", "accept")] };
        play.post(&expert, &format!("/projects/review/seats/{}", seat.id()), form).await?;
    }
    Ok(())
}

/// Hands in the sheets of a panel: all of them, or those of the first so many.
async fn judged(play: &Play, panel: i64, most: usize) -> Result<()> {
    for (nth, seat) in play.all(&SEATS, "panel", panel.into()).await?.iter().enumerate() {
        for (at, sheet) in play.all(&ASSIGNMENTS, "seat", seat.id().into()).await?.iter().enumerate() {
            if sheet.text("state") != "待评" || at >= most {
                continue;
            }
            let expert = play.expert(seat.number("person").unwrap_or_default()).await?;
            let call = play.read(&PANELS, panel).await?.number("call").unwrap_or_default();
            let criteria = play.all(&CRITERIA, "call", call.into()).await?;
            let mut form: Vec<(String, String)> = Vec::new();
            for (place, criterion) in criteria.iter().enumerate() {
                let mark = 90 - (at * 3 + place * 2 + nth) % 17;
                form.push((format!("mark-{}", criterion.id()), mark.to_string()));
            }
            form.push(("advice".to_owned(), if at % 3 == 2 { "可以资助" } else { "优先资助" }.to_owned()));
            form.push(("opinion".to_owned(), "技术路线清楚，指标可考核，经费测算基本合理。".to_owned()));
            form.push(("do".to_owned(), "submit".to_owned()));
            let form: Vec<(&str, &str)> = form.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            play.post_seen(&expert, &format!("/projects/review/{}", sheet.id()), &form).await?;
        }
    }
    Ok(())
}

/// A review from the draw to the locked scores; the day after it.
pub(super) async fn whole(play: &mut Play, call: i64, drawn_on: Day) -> Result<Day> {
    let panel = assembled(play, call, drawn_on).await?;
    play.on(drawn_on.plus_days(2)).await?;
    let officer = play.officer().await?;
    let until = drawn_on.plus_days(11).to_string();
    play.step(&PANELS, &officer, panel, "Assign", &[("judge_by", until.as_str())]).await?;
    play.on(drawn_on.plus_days(8)).await?;
    judged(play, panel, usize::MAX).await?;
    play.step(&PANELS, &officer, panel, "Discuss", &[]).await?;
    let consensus = [("consensus", "各项申报材料齐全，专家意见基本一致，同意按得分排序。")];
    play.step(&PANELS, &officer, panel, "Lock", &consensus).await?;
    Ok(drawn_on.plus_days(10))
}

/// The panel of the autumn's call: at the end of the year some sheets are in and some are awaited.
pub(super) async fn waiting(play: &mut Play) -> Result<()> {
    let calls = play.all(&projects::CALLS, "title", "2022 年度区级成果转化项目申报通知".into()).await?;
    let Some(call) = calls.first() else { return Ok(()) };
    let panel = assembled(play, call.id(), day!(2022, 12, 26)).await?;
    play.on(day!(2022, 12, 28)).await?;
    let officer = play.officer().await?;
    play.step(&PANELS, &officer, panel, "Assign", &[("judge_by", "2023-01-10")]).await?;
    play.on(day!(2022, 12, 30)).await?;
    judged(play, panel, 1).await
}
