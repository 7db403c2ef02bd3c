//! 供需对接: the demands of the year and what became of each suggestion, in every stage; some are still to be moved.

mod told;

use ::matching::{AnswerKind, DEMANDS, PAIRINGS};
use procedure::Word;
use storage::Result;
use vocabulary::{Day, Role, WorkingDays, day};
use web::Who;

use super::Play;
use told::{Come, DEMANDS_OF_THE_YEAR, Demand, Fate, Pair};

/// Plays them.
pub(super) async fn year(play: &mut Play) -> Result<()> {
    let officer = play.of_section(Role::Officer, "05", "魏望宁").await?;
    let head = play.of_section(Role::Head, "05", "邱守禾").await?;
    for demand in DEMANDS_OF_THE_YEAR {
        one(play, &officer, &head, demand).await?;
    }
    play.on(day!(2022, 12, 31)).await
}

/// So many working days later.
fn later(day: Day, days: u32) -> Day {
    WorkingDays::official().after(day, days)
}

/// The place of the firm that has a demand: the first of its field of business, or one of the next.
fn firm(play: &Play, demand: &Demand) -> usize {
    let firms = play.home.firms.iter().enumerate();
    let of_sector = firms.filter(|(_, firm)| firm.sector.name == demand.sector && firm.is_alive());
    of_sector.map(|(at, _)| at).nth(demand.nth).unwrap_or_default()
}

async fn one(play: &mut Play, officer: &Who, head: &Who, demand: &Demand) -> Result<()> {
    play.on(demand.began).await?;
    let enterprise = play.firm(firm(play, demand)).await?;
    let form = [
        ("title", demand.title),
        ("field", demand.field),
        ("problem", demand.problem),
        ("limits", demand.limits),
        ("budget", demand.budget),
        ("deadline", demand.deadline),
        ("confidentiality", demand.confidentiality),
        ("contact", "联系人"),
        ("phone", "19900000001"),
        ("summary", demand.summary),
    ];
    let id = play.begin(&DEMANDS, &enterprise, &form).await?;
    if !demand.targets.is_empty() {
        targets(play, &enterprise, id, demand).await?;
    }
    if !demand.sealed.is_empty() {
        play.post(&enterprise, &format!("/matching/demands/{id}/seal"), &[("content", demand.sealed)]).await?;
    }
    if demand.fate == Fate::Draft {
        return Ok(());
    }
    play.step(&DEMANDS, &enterprise, id, "Submit", &[]).await?;
    let taken = later(demand.began, 2);
    match demand.fate {
        Fate::Submitted => return Ok(()),
        Fate::WithBroker => {
            play.on(taken).await?;
            return play.step(&DEMANDS, officer, id, "Refer", &[("broker", "魏望宁")]).await;
        }
        _ => {
            play.on(taken).await?;
            play.step(&DEMANDS, officer, id, "Publish", &[]).await?;
        }
    }
    let mut last = taken;
    for pair in demand.pairs {
        last = pairing(play, officer, &enterprise, id, later(taken, pair.after), pair).await?;
    }
    match demand.fate {
        Fate::Closed => {
            play.on(later(last, 5)).await?;
            play.step(&DEMANDS, &enterprise, id, "Close", &[("why", "企业已自行解决")]).await
        }
        Fate::Unmet => {
            play.on(later(last, 40)).await?;
            let why = [("reason", "区内外都没有达到指标的成熟方案，已列入明年联合攻关方向")];
            play.step(&DEMANDS, head, id, "GiveUp", &why).await
        }
        Fate::Judged => judged(play, officer, id).await,
        _ => Ok(()),
    }
}

async fn targets(play: &Play, enterprise: &Who, id: i64, demand: &Demand) -> Result<()> {
    let mut fields: Vec<(String, &str)> = Vec::new();
    for (at, (indicator, comparison, value, unit)) in demand.targets.iter().enumerate() {
        for (name, text) in [("indicator", indicator), ("comparison", comparison), ("value", value), ("unit", unit)] {
            fields.push((format!("{name}-{at}"), text));
        }
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    play.post(enterprise, &format!("/matching/demands/{id}/targets"), &fields).await
}

/// The best answer of a kind, suggested and moved as far as it came; the day of the last step.
async fn pairing(
    play: &mut Play,
    officer: &Who,
    enterprise: &Who,
    demand: i64,
    began: Day,
    pair: &Pair,
) -> Result<Day> {
    play.on(began).await?;
    let file = play.read(&DEMANDS, demand).await?;
    let finder = play.finder();
    let found = finder.for_demand(play.office.reader(), &file, began).await?;
    let Some(best) = found.iter().find(|one| one.kind == pair.kind) else { return Ok(began) };
    let record = best.file.id().to_string();
    let typed = [("kind", pair.kind.code()), ("record", record.as_str())];
    play.post(officer, &format!("/matching/demands/{demand}/suggest"), &typed).await?;
    let id = newest(play, demand, pair.kind, best.file.id()).await?;
    let mut today = began;
    for (at, step) in pair.come.steps().iter().enumerate() {
        today = later(began, 3 * u32::try_from(at + 1).unwrap_or(1));
        play.on(today).await?;
        let day = today.to_string();
        let amount = pair.amount.to_string();
        let form: Vec<(&str, &str)> = match *step {
            "Visit" => vec![("visited_on", &day)],
            "Sign" => vec![("signed_on", &day), ("contract_kind", "技术许可"), ("amount", &amount)],
            "Register" => vec![("registration", "2022369903000")],
            "Order" => vec![("order_number", "见科研订单")],
            "Conclude" => vec![("remark", "合同履行中，转入跟踪")],
            "Decline" => vec![("why", pair.reason), ("remark", "")],
            _ => Vec::new(),
        };
        let who = if ["TakeInterest", "Decline"].contains(step) { enterprise } else { officer };
        play.step(&PAIRINGS, who, id, step, &form).await?;
    }
    Ok(today)
}

/// The pairing that was just suggested.
async fn newest(play: &Play, demand: i64, kind: AnswerKind, record: i64) -> Result<i64> {
    let all = play.all(&PAIRINGS, "demand", demand.into()).await?;
    let same = |pair: &&cases::CaseFile| pair.text("kind") == kind.label() && pair.number("record") == Some(record);
    let found = all.iter().find(same).map(cases::CaseFile::id);
    found.ok_or_else(|| storage::Error::Fault(format!("demand {demand} has no pairing with {record}")))
}

/// The officer judges the first answers: those of a kind that was asked for in the demand's own field are useful.
async fn judged(play: &Play, officer: &Who, demand: i64) -> Result<()> {
    let file = play.read(&DEMANDS, demand).await?;
    let finder = play.finder();
    let found = finder.for_measuring(play.office.reader(), &file, play.today).await?;
    let marks: Vec<(String, &str)> = found
        .iter()
        .take(6)
        .map(|one| {
            let is_useful = one.grounds().iter().any(|(says, _)| says.starts_with("学科"));
            (format!("{}-{}", one.kind.name(), one.file.id()), if is_useful { "是" } else { "否" })
        })
        .collect();
    let marks: Vec<(&str, &str)> = marks.iter().map(|(name, word)| (name.as_str(), *word)).collect();
    play.post(officer, &format!("/matching/demands/{demand}/judge"), &marks).await
}

impl Come {
    /// The steps that lead there.
    fn steps(self) -> &'static [&'static str] {
        const ALL: &[&str] = &["Send", "TakeInterest", "Introduce", "Visit", "Negotiate", "Sign", "Register", "Order"];
        let so_far = |count: usize| ALL.get(..count).unwrap_or(ALL);
        match self {
            Come::Suggested => &[],
            Come::Sent => so_far(1),
            Come::Interested => so_far(2),
            Come::Introduced => so_far(3),
            Come::Visited => so_far(4),
            Come::Negotiating => so_far(5),
            Come::Signed => so_far(6),
            Come::Ordered => so_far(8),
            Come::Concluded => &["Send", "TakeInterest", "Introduce", "Negotiate", "Sign", "Conclude"],
            Come::Declined => &["Send", "Decline"],
        }
    }
}
