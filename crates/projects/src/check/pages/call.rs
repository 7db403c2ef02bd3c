//! All proposals that wait for the formal check under a call: the rules run over them at once, and what they found of each.

use std::{collections::HashMap, sync::Arc};

use askama::Template;
use axum::{http::header, response::IntoResponse};
use cases::{CaseFile, pages::Desk};
use listing::{Filter, query};
use procedure::Word;
use storage::{Reader, Result, Value};
use vocabulary::{Day, grouped};
use web::{Frame, Outcome as Answer, Visitor, Who, go, page, typed};

use super::{
    checked,
    rounds::{Job, Progress, Rounds, Teller},
};
use crate::{
    CALLS, FINDINGS, PROPOSALS,
    check::{
        batch::ById,
        judge::Confirming,
        read::BLOCK,
        run::{Run, waiting},
        similarity::comparison,
        view::CHECKED,
    },
    proposal::{Stage, Step, Verdict},
    rows::{all, is, where_all},
};

/// How many proposals stand on a page.
const PAGE: usize = 100;

/// A proposal with what the rules found of it.
struct Line {
    id: i64,
    number: String,
    name: String,
    unit: String,
    leader: String,
    /// Whether the rules have looked at the version that is there now.
    is_run: bool,
    fails: i64,
    unsure: i64,
    open: i64,
}

/// Which proposals are shown.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Show {
    All,
    NotRun,
    Failing,
    Unsure,
    Holding,
    Judged,
}

impl Show {
    const EVERY: [Show; 6] = [Show::All, Show::NotRun, Show::Failing, Show::Unsure, Show::Holding, Show::Judged];

    const fn code(self) -> &'static str {
        match self {
            Show::All => "all",
            Show::NotRun => "not-run",
            Show::Failing => "failing",
            Show::Unsure => "unsure",
            Show::Holding => "holding",
            Show::Judged => "judged",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Show::All => "全部",
            Show::NotRun => "未运行",
            Show::Failing => "有不符合",
            Show::Unsure => "只有需核实",
            Show::Holding => "全部符合",
            Show::Judged => "判断完毕",
        }
    }

    fn passes(self, line: &Line) -> bool {
        match self {
            Show::All => true,
            Show::NotRun => !line.is_run,
            Show::Failing => line.is_run && line.fails > 0,
            Show::Unsure => line.is_run && line.fails == 0 && line.unsure > 0,
            Show::Holding => line.is_run && line.fails == 0 && line.unsure == 0,
            Show::Judged => line.is_run && line.open == 0,
        }
    }
}

/// A way to show fewer.
struct Tab {
    label: &'static str,
    count: String,
    href: String,
    is_current: bool,
}

#[derive(Template)]
#[template(path = "check/pages/call.html")]
struct CallPage<'a> {
    frame: Frame<'a>,
    name: String,
    href: String,
    tabs: Vec<Tab>,
    total: usize,
    lines: Vec<Line>,
    before: Option<String>,
    after: Option<String>,
    progress: Option<Progress>,
    is_running: bool,
    /// How many can be confirmed at once.
    to_confirm: usize,
    /// Whether any proposal waits for the check, whatever is filtered.
    has_any: bool,
    /// The proposals of the call, wherever they are.
    proposals: String,
    bulk: String,
}

/// The page.
pub(super) async fn call(
    desk: &Desk,
    visitor: &Visitor,
    rounds: &Rounds,
    id: i64,
    asked: &[(String, String)],
) -> Answer {
    let call = checked(desk, visitor, &CALLS, id).await?;
    let progress = rounds.of(id);
    let is_running = progress.as_ref().is_some_and(|progress| progress.ended.is_none());
    let lines = if is_running { Vec::new() } else { lines(desk.house.reader(), id).await? };
    let shown = shown(desk, visitor, &call, asked, lines, progress)?;
    if is_running {
        // Without a script the browser itself asks again.
        return Ok(([(header::REFRESH, "2")], page(&shown)?).into_response());
    }
    page(&shown)
}

/// Begins a run over the proposals of a call, and goes to the page that tells how far it is.
pub(super) async fn start(desk: &Arc<Desk>, visitor: &Visitor, rounds: &Rounds, id: i64, job: Job) -> Answer {
    let call = checked(desk, visitor, &CALLS, id).await?;
    let total = query::count(desk.house.reader(), &CHECKED, &waiting().and(of_call(id))).await?;
    let (desk, who, today) = (desk.clone(), visitor.who.clone(), desk.today());
    let total = usize::try_from(total).unwrap_or_default();
    rounds
        .start(id, total, |teller| async move {
            match job {
                Job::Check => check(&desk, &who, id, today, &teller).await,
                Job::Confirm => confirm(&desk, &who, id, today, &teller).await,
            }
        })
        .await;
    Ok(go(&format!("{}/check", call.href())))
}

async fn check(desk: &Desk, who: &Who, call: i64, today: Day, teller: &Teller) -> Result<String> {
    let run = Run { db: &desk.house.db, who, similarity: comparison(), today };
    let tally = run.over_call(call, &|done| teller.tell(done)).await?;
    let holding = tally.proposals - tally.failing - tally.unsure;
    Ok(format!(
        "对 {} 份申报书运行了规则：全部符合 {holding} 份，只有需核实 {} 份，有不符合 {} 份",
        tally.proposals, tally.unsure, tally.failing
    ))
}

async fn confirm(desk: &Desk, who: &Who, call: i64, today: Day, teller: &Teller) -> Result<String> {
    let db = &desk.house.db;
    let lines = lines(db.reader(), call).await?;
    let ready = lines.iter().filter(|line| can_be_confirmed(line)).map(|line| line.id);
    let ready: Vec<i64> = ready.collect();
    let (mut confirmed, mut looked) = (0, 0);
    for proposals in ready.chunks(BLOCK) {
        confirmed += db.write(&who.actor(), &Confirming { db, who, proposals, today }).await?;
        looked += proposals.len();
        teller.tell(looked);
    }
    Ok(format!("确认了 {confirmed} 份规则全部符合的申报书"))
}

fn can_be_confirmed(line: &Line) -> bool {
    Show::Holding.passes(line) && line.open > 0
}

fn of_call(call: i64) -> Filter {
    where_all(&CHECKED, [("call", is(call))])
}

/// Every proposal that waits under a call, with what was found of it.
async fn lines(reader: Reader<'_>, call: i64) -> Result<Vec<Line>> {
    let proposals = all(reader, &CHECKED, waiting().and(of_call(call))).await?;
    let stale = stale(reader, &proposals).await?;
    let found = counts(reader, call, None).await?;
    let fails = counts(reader, call, Some(("found", Verdict::Fails.label().into()))).await?;
    let unsure = counts(reader, call, Some(("found", Verdict::Unsure.label().into()))).await?;
    let open = counts(reader, call, Some(("judged", Value::Null))).await?;
    let of = |counts: &HashMap<i64, i64>, id: i64| counts.get(&id).copied().unwrap_or_default();
    Ok(proposals
        .iter()
        .map(|proposal| {
            let id = proposal.id();
            Line {
                id,
                number: proposal.text("number").to_owned(),
                name: proposal.name().to_owned(),
                unit: proposal.linked("unit").to_owned(),
                leader: proposal.text("leader").to_owned(),
                is_run: found.contains_key(&id) && !stale.contains(&id),
                fails: of(&fails, id),
                unsure: of(&unsure, id),
                open: of(&open, id),
            }
        })
        .collect())
}

/// How many findings there are on each proposal under a call that have this in a column.
async fn counts(reader: Reader<'_>, call: i64, asked: Option<(&str, Value)>) -> Result<HashMap<i64, i64>> {
    let filter = where_all(&FINDINGS, [("call", is(call)), ("stage", is(Stage::Submitted.label()))]);
    let filter = match asked.and_then(|(name, value)| Some((FINDINGS.column(name)?, value))) {
        Some((column, Value::Null)) => filter.with(column, vec![listing::Alternative::Empty]),
        Some((column, value)) => filter.with(column, is(value)),
        None => filter,
    };
    let Some(proposal) = FINDINGS.column("proposal") else { return Ok(HashMap::new()) };
    let counts = query::facet(reader, &FINDINGS, &filter, proposal, usize::MAX).await?;
    Ok(counts.into_iter().filter_map(|count| Some((count.value.int()?, count.rows))).collect())
}

/// The proposals whose findings are on an earlier version. Only what was mended has one.
async fn stale(reader: Reader<'_>, proposals: &[CaseFile]) -> Result<Vec<i64>> {
    let version = |file: &CaseFile| file.number("version").unwrap_or_default();
    let mended: Vec<&CaseFile> = proposals.iter().filter(|proposal| version(proposal) > 1).collect();
    let mut stale = Vec::new();
    for some in mended.chunks(BLOCK) {
        let ids: Vec<i64> = some.iter().map(|proposal| proposal.id()).collect();
        let findings = ById::read(reader, &FINDINGS, "proposal", &ids, Filter::default()).await?;
        let is_stale = |proposal: &&&CaseFile| {
            findings.of(&proposal.id()).iter().any(|finding| version(finding) != version(proposal))
        };
        stale.extend(some.iter().filter(is_stale).map(|proposal| proposal.id()));
    }
    Ok(stale)
}

fn shown<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    call: &CaseFile,
    asked: &[(String, String)],
    lines: Vec<Line>,
    progress: Option<Progress>,
) -> Result<CallPage<'a>> {
    let href = format!("{}/check", call.href());
    let show = Show::EVERY.into_iter().find(|show| show.code() == typed(asked, "show")).unwrap_or(Show::All);
    let number: usize = typed(asked, "page").parse().unwrap_or(1).max(1);
    let tab = |one: Show| Tab {
        label: one.label(),
        count: grouped(i64::try_from(lines.iter().filter(|line| one.passes(line)).count()).unwrap_or(i64::MAX)),
        href: format!("{href}?show={}", one.code()),
        is_current: one == show,
    };
    let tabs = Show::EVERY.map(tab).into();
    let has_any = !lines.is_empty();
    let to_confirm = lines.iter().filter(|line| can_be_confirmed(line)).count();
    let chosen: Vec<Line> = lines.into_iter().filter(|line| show.passes(line)).collect();
    let total = chosen.len();
    let turn = |page: usize| format!("{href}?show={}&page={page}", show.code());
    let frame = desk
        .house
        .frame(&CALLS, visitor, "形式审查")
        .siblings(Vec::new())
        .crumb(CALLS.title, CALLS.path)
        .crumb(call.name(), &call.href())
        .crumb("形式审查", "");
    Ok(CallPage {
        frame,
        name: call.name().to_owned(),
        before: (number > 1).then(|| turn(number - 1)),
        after: (number.saturating_mul(PAGE) < total).then(|| turn(number + 1)),
        lines: chosen.into_iter().skip((number - 1).saturating_mul(PAGE)).take(PAGE).collect(),
        href,
        tabs,
        total,
        is_running: progress.as_ref().is_some_and(|progress| progress.ended.is_none()),
        progress,
        to_confirm,
        has_any,
        proposals: format!("{}?call={}", PROPOSALS.path, call.id()),
        bulk: format!("/work/bulk?kind={}&step={}", PROPOSALS.table, Step::Accept.code()),
    })
}
