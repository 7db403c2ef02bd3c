//! 发文: what becomes of the proposals of a list when its notice is out. A list of the district approves them and opens
//! their projects; one for a superior bureau recommends them and enters them in the ledger.

use cases::{Act, CaseFile, Change, add, matching};
use listing::cell;
use procedure::Word;
use storage::{Error, Result, Value, Work};
use vocabulary::{Money, WorkingDays};

use super::{
    Disposition, RANKINGS,
    list::Row,
    moves::Mover,
    procedure::{DOCUMENT, Ranking, call_of},
};
use crate::{
    APPLICATIONS, PROJECTS, PROPOSALS, contract, numbering,
    proposal::{Stage, Step},
};

/// The level on which the bureau itself decides.
pub(super) const OWN_LEVEL: &str = "区级";

/// The notice is out.
///
/// # Errors
/// What stands in the way of any one proposal; then nothing is done to any.
pub(super) async fn issued(act: &Act<'_, Ranking>, work: &mut Work) -> Result<Vec<Change>> {
    let call = call_of(work.reader(), act.case).await?;
    let document = document(act.answers.text(DOCUMENT.name))?;
    for row in &act.facts.list.rows {
        match row.disposition {
            Disposition::Fund if call.text("level") == OWN_LEVEL => approved(act, work, row, &call, &document).await?,
            Disposition::Fund => recommended(act, work, row, &call, &document).await?,
            Disposition::Reserve => {}
            Disposition::Decline => declined(act, work, row).await?,
        }
    }
    let closed = call.day("closes_on").unwrap_or(act.today);
    Ok(vec![
        ("document", document),
        ("issued_on", act.today.to_string().into()),
        ("took", i64::from(WorkingDays::official().between(closed, act.today)).into()),
    ])
}

/// The number of the notice, written as every document number is.
fn document(typed: &str) -> Result<Value> {
    let column = RANKINGS.column(DOCUMENT.name);
    let column = column.ok_or_else(|| Error::Fault("a list has no column for its document".to_owned()))?;
    cell::parse(column, typed).map_err(|sentence| Error::invalid(DOCUMENT.name, sentence))
}

/// A project of the district begins, with its contract to be filled in.
async fn approved(act: &Act<'_, Ranking>, work: &mut Work, row: &Row, call: &CaseFile, document: &Value) -> Result<()> {
    let granted = row.amount.unwrap_or_default();
    Mover::of(act).approves(work, row.proposal, granted).await?;
    let proposal = CaseFile::read(work.reader(), &PROPOSALS, row.proposal).await?;
    let number = numbering::next(work.reader(), &PROJECTS, &format!("XM{}", act.today.year())).await?;
    let mut project = of_proposal(&proposal, call, granted);
    project.extend([
        ("number", number.into()),
        ("document", document.clone()),
        ("approved_on", act.today.to_string().into()),
    ]);
    let project = add(work, act.db, &PROJECTS, project).await?;
    contract::open(work, act.db, act.who, &proposal, project, granted, act.today).await?;
    Ok(())
}

/// What a project takes over from its proposal and call.
pub(super) fn of_proposal(proposal: &CaseFile, call: &CaseFile, granted: Money) -> Vec<Change> {
    let same = |case: &CaseFile, column: &str| case.cell(column).map(|cell| cell.value.clone()).unwrap_or_default();
    vec![
        ("name", same(proposal, "name")),
        ("level", same(call, "level")),
        ("programme", same(call, "programme")),
        ("unit", same(proposal, "unit")),
        ("leader", same(proposal, "leader")),
        ("field", same(proposal, "field")),
        ("started_on", same(proposal, "starts_on")),
        ("due_on", same(proposal, "ends_on")),
        ("budget", same(proposal, "budget")),
        ("granted", granted.fen().into()),
        ("summary", same(proposal, "summary")),
    ]
}

/// A proposal goes up to the superior bureau and into the ledger. One that stands there from an earlier batch keeps its
/// line.
async fn recommended(
    act: &Act<'_, Ranking>,
    work: &mut Work,
    row: &Row,
    call: &CaseFile,
    document: &Value,
) -> Result<()> {
    Mover::of(act).moves(work, row.proposal, Step::Recommend, &[]).await?;
    let proposal = CaseFile::read(work.reader(), &PROPOSALS, row.proposal).await?;
    let applied_on = proposal.day("submitted_on").unwrap_or(act.today);
    let line = vec![
        ("number", row.number.as_str().into()),
        ("name", row.name.as_str().into()),
        ("level", call.text("level").into()),
        ("programme", call.text("programme").into()),
        ("unit", proposal.number("unit").map_or(Value::Null, Value::from)),
        ("leader", row.leader.as_str().into()),
        ("applied_on", applied_on.to_string().into()),
        ("recommended_on", act.today.to_string().into()),
        ("document", document.clone()),
        ("requested", row.amount.map_or(Value::Null, |amount| amount.fen().into())),
        ("result", "评审中".into()),
        ("proposal", row.proposal.into()),
    ];
    let known = matching(&APPLICATIONS, &[("number", row.number.as_str().into())])?;
    match CaseFile::all(work.reader(), &APPLICATIONS, known).await?.first() {
        Some(known) => known.write(work, act.db, line).await,
        None => add(work, act.db, &APPLICATIONS, line).await.map(|_| ()),
    }
}

/// A proposal is told that it was not chosen.
async fn declined(act: &Act<'_, Ranking>, work: &mut Work, row: &Row) -> Result<()> {
    match Stage::of_label(&row.stage) {
        Some(Stage::Reviewed | Stage::Listed | Stage::Reserved) => {
            Mover::of(act).moves(work, row.proposal, Step::Decline, &[]).await
        }
        _ => Ok(()),
    }
}
