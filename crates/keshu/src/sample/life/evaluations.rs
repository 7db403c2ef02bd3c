//! The evaluations of 科技型中小企业 of 2022: some that end with the numbers that a sheet has brought, one of which was revoked,
//! and some on their way.

use cases::CaseFile;
use enterprises::{TSME_APPLICATIONS, TSME_ENTRIES};
use storage::Result;
use vocabulary::day;
use web::Who;

use super::{
    Play,
    ladder::{enterprise, head, of, officer},
};

/// Evaluations of 2022: some that ended with the numbers of the sheet, one of which was revoked, and some on their way.
pub(super) async fn year(play: &mut Play) -> Result<()> {
    let (officer, head) = (officer(play).await?, head(play).await?);
    let entries = play.all(&TSME_ENTRIES, "year", 2022.into()).await?;
    let revoked = entries.iter().filter(|entry| entry.has("revoked_on"));
    let numbered = entries.iter().filter(|entry| entry.has("number") && !entry.has("revoked_on")).take(3);
    for entry in numbered.chain(revoked) {
        let Some(id) = evaluated(play, entry).await? else { continue };
        let (Some(filed), Some(numbered)) = (entry.day("filed_on"), entry.day("numbered_on")) else { continue };
        play.today = filed.plus_days(2);
        announced(play, &officer, id, entry.text("batch")).await?;
        play.today = numbered.plus_days(5);
        let form = [("number", entry.text("number")), ("numbered_on", entry.text("numbered_on"))];
        play.step(&TSME_APPLICATIONS, &officer, id, "Enter", &form).await?;
        if let Some(day) = entry.day("revoked_on") {
            play.today = day;
            let on = day.to_string();
            let form =
                [("minutes", "撤销公告〔2022〕3号"), ("held_on", on.as_str()), ("reason", "抽查发现研发费用不实")];
            play.step(&TSME_APPLICATIONS, &head, id, "Revoke", &form).await?;
        }
    }
    let waiting = entries.iter().filter(|entry| !entry.has("number"));
    for (entry, end) in waiting.zip(["Submitted", "Checked", "OnNotice", "Refused", "Submitted"]) {
        let Some(id) = evaluated(play, entry).await? else { continue };
        play.today = day!(2022, 12, 28);
        match end {
            "OnNotice" => announced(play, &officer, id, "2022年第11批").await?,
            "Refused" => {
                play.step(&TSME_APPLICATIONS, &head, id, "Refuse", &[("reason", "研发费用归集依据不足")]).await?;
            }
            "Checked" => play.step(&TSME_APPLICATIONS, &officer, id, "PassCheck", &[]).await?,
            _ => {}
        }
    }
    Ok(())
}

/// An evaluation handed in on the day of its entry; nothing where it stays with its enterprise, as the rules say no.
async fn evaluated(play: &mut Play, entry: &CaseFile) -> Result<Option<i64>> {
    let who = of(play, enterprise(entry)).await?;
    play.today = if entry.has("number") { entry.day("filed_on").unwrap_or(play.today) } else { day!(2022, 12, 21) };
    let form = [
        ("resident", "是"),
        ("restricted", "否"),
        ("misconduct", "否"),
        ("class1", "1"),
        ("class2", "4"),
        ("ground", "没有"),
        ("contact", "科技专员"),
    ];
    let id = play.begin(&TSME_APPLICATIONS, &who, &form).await?;
    match play.step(&TSME_APPLICATIONS, &who, id, "Submit", &[]).await {
        Ok(()) => Ok(Some(id)),
        Err(error) if error.to_string().contains("自评结果为") => Ok(None),
        Err(error) => Err(error),
    }
}

async fn announced(play: &Play, officer: &Who, id: i64, batch: &str) -> Result<()> {
    play.step(&TSME_APPLICATIONS, officer, id, "PassCheck", &[]).await?;
    let on = play.today.to_string();
    let form = [("batch", batch), ("minutes", "评价公示公告"), ("held_on", on.as_str())];
    play.step(&TSME_APPLICATIONS, officer, id, "Announce", &form).await
}
