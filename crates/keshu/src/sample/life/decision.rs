//! The ranked list of the spring: sent back once, decided, made public, objected to, and issued.

use projects::{CONTRACTS, OBJECTIONS, PROPOSALS, RANKING_ITEMS, RANKINGS};
use storage::Result;
use vocabulary::Day;

use super::Play;

/// How many of the list are funded; the next is kept in reserve.
const FUNDED: usize = 4;

/// Plays the list of a call from the day on which it is drawn up; the contracts that it led to, the highest rank first.
pub(super) async fn list(play: &mut Play, call: i64, from: Day) -> Result<Vec<i64>> {
    play.on(from).await?;
    let (officer, head, leader) = (play.officer().await?, play.head().await?, play.leader());
    let of_call = format!("#{call}");
    let form = [
        ("title", "2022 年度区级研发专项拟立项名单"),
        ("call", of_call.as_str()),
        ("budget", "200"),
        ("contact", "规划项目科，电话 0000-6650000，瓷源区行政中心 3 号楼 402 室"),
    ];
    let list = play.begin(&RANKINGS, &officer, &form).await?;
    arranged(play, list).await?;
    play.step(&RANKINGS, &officer, list, "Submit", &[]).await?;
    play.on(from.plus_days(1)).await?;
    let reason = [("reason", "第三名资助额偏高，请按同类项目水平核减")];
    play.step(&RANKINGS, &head, list, "SendBack", &reason).await?;
    play.on(from.plus_days(4)).await?;
    play.step(&RANKINGS, &officer, list, "Submit", &[]).await?;
    play.step(&RANKINGS, &head, list, "Check", &[]).await?;
    play.step(&RANKINGS, &leader, list, "Endorse", &[]).await?;
    let held_on = from.plus_days(7);
    play.on(held_on).await?;
    let held = held_on.to_string();
    let decided = [
        ("minutes", "瓷科局办〔2022〕9号"),
        ("held_on", held.as_str()),
        ("entitled", "7"),
        ("present", "6"),
        ("in_favour", "6"),
        ("recused", "无"),
        ("resolution", "同意名单，按程序公示。"),
    ];
    play.step(&RANKINGS, &leader, list, "Decide", &decided).await?;
    play.step(&RANKINGS, &officer, list, "Publish", &[]).await?;
    objected(play, list, held_on.plus_days(5)).await?;
    play.on(held_on.plus_days(25)).await?;
    play.step(&RANKINGS, &officer, list, "Clear", &[]).await?;
    play.step(&RANKINGS, &officer, list, "Issue", &[("document", "瓷科发〔2022〕21号")]).await?;
    let mut contracts = Vec::new();
    for item in play.all(&RANKING_ITEMS, "ranking", list.into()).await? {
        let proposal = item.number("proposal").unwrap_or_default();
        contracts.extend(play.all(&CONTRACTS, "proposal", proposal.into()).await?.iter().map(cases::CaseFile::id));
    }
    Ok(contracts)
}

/// The first of the list are funded, one is kept in reserve, the others are not.
async fn arranged(play: &Play, list: i64) -> Result<()> {
    let officer = play.officer().await?;
    let mut form: Vec<(String, String)> = Vec::new();
    for (at, item) in play.all(&RANKING_ITEMS, "ranking", list.into()).await?.iter().enumerate() {
        let proposal = play.read(&PROPOSALS, item.number("proposal").unwrap_or_default()).await?;
        let asked = proposal.money("requested").map_or(0, |money| money.fen() / 1_000_000);
        let word = if at < FUNDED {
            "立项"
        } else if at == FUNDED {
            "备选"
        } else {
            "不立项"
        };
        form.push((format!("disposition-{}", item.id()), word.to_owned()));
        form.push((format!("amount-{}", item.id()), if at < FUNDED { (asked - 4).to_string() } else { String::new() }));
    }
    let form: Vec<(&str, &str)> = form.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    play.post_seen(&officer, &format!("{}/{list}/list", RANKINGS.path), &form).await
}

/// Somebody objects while the list is public, and is found wrong.
async fn objected(play: &mut Play, list: i64, on: Day) -> Result<()> {
    play.on(on).await?;
    let officer = play.officer().await?;
    let items = play.all(&RANKING_ITEMS, "ranking", list.into()).await?;
    let second = items.get(1).and_then(|item| item.number("proposal")).unwrap_or_default();
    let (of_list, of_proposal, raised) = (format!("#{list}"), format!("#{second}"), on.to_string());
    let form = [
        ("ranking", of_list.as_str()),
        ("proposal", of_proposal.as_str()),
        ("objector", "某实名反映人"),
        ("phone", "13900000001"),
        ("raised_on", raised.as_str()),
        ("content", "反映该项目与企业在研的市级项目内容重复。"),
        ("evidence", "市级项目公示截图"),
    ];
    let objection = play.begin(&OBJECTIONS, &officer, &form).await?;
    play.step(&OBJECTIONS, &officer, objection, "Investigate", &[]).await?;
    play.on(on.plus_days(9)).await?;
    let finding = [("finding", "经核查，两个项目的研究内容和考核指标不同，不构成重复资助。")];
    play.step(&OBJECTIONS, &play.leader(), objection, "Dismiss", &finding).await
}
