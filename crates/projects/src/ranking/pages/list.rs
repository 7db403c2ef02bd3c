//! The ranked list as a page: what becomes of each proposal, what it comes to, and what still stands in the way.

use askama::Template;
use axum::response::IntoResponse;
use cases::{CaseFile, Handling, Kind, pages::Desk};
use listing::{cell, records, seen};
use procedure::{Refusal, Unmet, Word};
use storage::{Error, Problem, Result};
use vocabulary::{Money, MoneyUnit::WanYuan, Role};
use web::{Frame, Outcome, Visitor, go, page, shown_again, typed};

use super::super::{
    Disposition, RANKING_ITEMS, RANKINGS, Stage, Step,
    approvals::{Approvals, approvals},
    edit::{self, Also, field},
    guards::Facts,
    list::{List, Row, Total},
    procedure::{EDITION_2022, Ranking},
    waiting,
};

/// A row as shown.
struct RowView {
    row: Row,
    score: String,
    requested: String,
    amount: Input,
    disposition: Input,
    exception: Input,
}

/// A field as shown.
struct Input {
    name: String,
    value: String,
    error: String,
}

/// The sum of a disposition as shown.
pub(super) struct TotalView {
    pub(super) label: &'static str,
    pub(super) rows: usize,
    pub(super) amount: String,
}

/// A proposal that can come onto the list.
struct Choice {
    id: i64,
    says: String,
}

#[derive(Template)]
#[template(path = "ranking/pages/list.html")]
struct ListPage<'a> {
    frame: Frame<'a>,
    name: String,
    back: String,
    stage: String,
    id: i64,
    rows: Vec<RowView>,
    dispositions: &'static [&'static str],
    totals: Vec<TotalView>,
    budget: String,
    left: String,
    is_over: bool,
    unmet: Vec<Unmet>,
    approvals: Approvals,
    choices: Vec<Choice>,
    problems: Vec<Problem>,
    seen: String,
    may_edit: bool,
    is_dirty: bool,
    /// Whether the sums are of what was typed, which is not saved.
    is_tried: bool,
}

/// A list with everything that its page shows of it.
struct Standing {
    ranking: CaseFile,
    facts: Facts,
    fingerprint: String,
    may_edit: bool,
}

impl Standing {
    async fn read(desk: &Desk, visitor: &Visitor, id: i64) -> Result<Standing> {
        let reader = desk.house.reader();
        let record = seen(reader, &RANKINGS, &visitor.who, id).await?;
        let ranking = CaseFile { listing: &RANKINGS, record };
        let facts = Ranking::facts(reader, &ranking, desk.today()).await?;
        let row = records::row(reader, &RANKINGS, id).await?;
        let opens = crate::RANKING.conduct().opens(&desk.house, &visitor.who, &row).await;
        Ok(Standing { fingerprint: edit::fingerprint(&ranking, &facts.list), ranking, facts, may_edit: opens.is_ok() })
    }
}

/// The list.
pub(super) async fn show(desk: &Desk, visitor: &Visitor, id: i64) -> Outcome {
    let standing = Standing::read(desk, visitor, id).await?;
    page(&shown(desk, visitor, standing, &[], Vec::new()).await?)
}

/// Saves the rows, or only tells what they would come to.
pub(super) async fn save(desk: &Desk, visitor: &Visitor, id: i64, pairs: &[(String, String)]) -> Outcome {
    let mut standing = Standing::read(desk, visitor, id).await?;
    if !standing.may_edit {
        let row = records::row(desk.house.reader(), &RANKINGS, id).await?;
        crate::RANKING.conduct().opens(&desk.house, &visitor.who, &row).await?;
    }
    let tries = typed(pairs, "do") == "try";
    let done = match edit::read(&standing.facts.list, pairs) {
        Ok(lines) if tries => {
            standing.facts.list = edit::with(standing.facts.list, &lines);
            let mut tried = shown(desk, visitor, standing, pairs, Vec::new()).await?;
            (tried.is_tried, tried.is_dirty) = (true, true);
            return page(&tried);
        }
        Ok(lines) => saved(desk, visitor, id, pairs, &lines).await,
        Err(problems) => Err(Error::Invalid(problems)),
    };
    match done {
        Ok(()) => Ok(go(&format!("{}/list", standing.ranking.href()))),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let mut again = shown(desk, visitor, standing, pairs, problems).await?;
            again.is_dirty = true;
            Ok((status, page(&again)?).into_response())
        }
    }
}

async fn saved(
    desk: &Desk,
    visitor: &Visitor,
    ranking: i64,
    pairs: &[(String, String)],
    lines: &[edit::Line],
) -> Result<()> {
    let chosen = |name: &str| typed(pairs, name).parse::<i64>();
    let also = match typed(pairs, "do") {
        "put" => Also::Put(chosen("proposal").map_err(|_| Error::invalid("proposal", "请选择要加入的申报书"))?),
        remove if remove.starts_with("remove-") => {
            let row = remove.trim_start_matches("remove-").parse();
            Also::Remove(row.map_err(|_| Error::invalid("", "没有这一行，请刷新后再试"))?)
        }
        _ => Also::Nothing,
    };
    let db = &desk.house.db;
    let deed = edit::Save { db, ranking, seen: typed(pairs, "_seen"), lines, also, today: desk.today() };
    db.write(&visitor.actor(), &deed).await
}

async fn shown<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    standing: Standing,
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> Result<ListPage<'a>> {
    let Standing { ranking, facts, fingerprint, may_edit } = standing;
    let reader = desk.house.reader();
    let story = cases::story(reader, RANKINGS.table, ranking.id()).await?;
    let choices = if may_edit { choices(desk, &ranking, &facts.list).await? } else { Vec::new() };
    let unmet = match EDITION_2022.judge(Step::Submit, Stage::Draft, Role::Officer, &facts) {
        Err(Refusal::Unmet(unmet)) if may_edit => unmet,
        _ => Vec::new(),
    };
    let left = facts.budget.checked_sub(facts.list.funded()).unwrap_or_default();
    let typed_seen = typed(pairs, "_seen");
    let frame = desk.house.frame(&RANKINGS, visitor, "编制名单").siblings(Vec::new());
    Ok(ListPage {
        frame: frame.crumb(RANKINGS.title, RANKINGS.path).crumb(ranking.name(), &ranking.href()).crumb("名单", ""),
        name: ranking.name().to_owned(),
        back: ranking.href(),
        stage: ranking.text("stage").to_owned(),
        id: ranking.id(),
        totals: facts.list.totals().into_iter().map(TotalView::of).collect(),
        rows: facts.list.rows.into_iter().map(|row| RowView::of(row, pairs, &problems)).collect(),
        dispositions: Disposition::LABELS,
        budget: wan(facts.budget),
        left: wan(Money::from_fen(left.fen().saturating_abs())),
        is_over: left < Money::ZERO,
        unmet,
        approvals: approvals(&story),
        choices,
        // What was typed is compared with the list as it was then, however often it is shown again.
        seen: if typed_seen.is_empty() { fingerprint } else { typed_seen.to_owned() },
        problems,
        may_edit,
        is_dirty: false,
        is_tried: false,
    })
}

/// The proposals of the call that wait for a list and are not on this one.
async fn choices(desk: &Desk, ranking: &CaseFile, list: &List) -> Result<Vec<Choice>> {
    let waiting = waiting::waiting(desk.house.reader(), ranking.number("call").unwrap_or_default()).await?;
    let is_there = |id: i64| list.rows.iter().any(|row| row.proposal == id);
    let others = waiting.into_iter().filter(|proposal| !is_there(proposal.id));
    Ok(others
        .map(|proposal| Choice {
            id: proposal.id,
            says: format!("{} {}（{}）", proposal.number, proposal.name, proposal.unit),
        })
        .collect())
}

impl RowView {
    fn of(row: Row, pairs: &[(String, String)], problems: &[Problem]) -> RowView {
        let input = |name: &str, now: String| {
            let name = field(name, row.id);
            let problem = problems.iter().find(|problem| problem.place == name);
            Input {
                value: if pairs.is_empty() { now } else { typed(pairs, &name).to_owned() },
                error: problem.map_or(String::new(), |problem| problem.sentence.clone()),
                name,
            }
        };
        RowView {
            score: shown_as("score", row.score),
            requested: row.requested.map_or(String::new(), wan),
            amount: input("amount", row.amount.map_or(String::new(), |amount| amount.exact(WanYuan))),
            disposition: input("disposition", row.disposition.label().to_owned()),
            exception: input("exception", row.exception.clone()),
            row,
        }
    }
}

impl TotalView {
    pub(super) fn of(total: Total) -> TotalView {
        TotalView { label: total.disposition.label(), rows: total.rows, amount: wan(total.amount) }
    }
}

fn shown_as(column: &str, value: Option<i64>) -> String {
    let column = RANKING_ITEMS.column(column).zip(value);
    column.map_or(String::new(), |(column, value)| cell::shown(column, &value.into()))
}

pub(super) fn wan(money: Money) -> String {
    shown_as("amount", Some(money.fen()))
}
