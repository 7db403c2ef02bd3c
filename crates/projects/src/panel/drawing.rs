//! The draw of a panel: everything that is known is gathered, a seed is made, the panel is drawn, and all of it is kept.

use cases::{Act, Change, add};
use review::{ConflictRules, Seed};
use storage::{Error, Result, Work};

use super::{
    DRAWS, LOTS,
    drawn::{Basis, DrawRecord, KeptRules, KeptSubject},
    gather,
    lot::{CHOSEN, EXCLUDED, IN_RESERVE},
    procedure::{Panel, WITNESS},
    seats::{AT_FIRST, invite},
};

/// How many proposals are named of which too little is known.
const NAMED: usize = 10;

/// Draws the panel, keeps the draw and invites those who were drawn.
///
/// # Errors
/// [`Error::Refused`] where a proposal or the pool does not allow a draw, with every reason; what the database says.
pub(super) async fn draw(act: &Act<'_, Panel>, work: &mut Work) -> Result<Vec<Change>> {
    let basis = basis(act, work).await?;
    let (pool, subjects) = (basis.experts.len(), basis.subjects.len());
    let record = DrawRecord::draw(&new_seed()?, basis)?;
    keep(act, work, &record).await?;
    let drawn = record.drawn()?;
    invite(work, act.db, act.case, (&drawn, &drawn.chosen), AT_FIRST, act.today).await?;
    let told = format!(
        "从 {pool} 名在库专家中抽取 {} 名：符合条件 {} 名，排除 {} 名，备选 {} 名。涉及申报书 {subjects} 份。现场监督人：{}。",
        drawn.chosen.len(),
        drawn.order.len(),
        drawn.excluded.len(),
        drawn.reserve.len(),
        act.answers.text(WITNESS.name),
    );
    Ok(vec![
        ("seed", drawn.seed.to_string().into()),
        ("drawn_on", act.today.to_string().into()),
        ("drawn_by", act.who.actor().into()),
        ("draw", told.into()),
    ])
}

/// Everything that the draw looks at.
async fn basis(act: &Act<'_, Panel>, work: &Work) -> Result<Basis> {
    let call = act.case.number("call").unwrap_or_default();
    let proposals = gather::waiting(work.reader(), call).await?;
    let subjects = gather::subjects(work.reader(), &proposals).await?;
    refuse_unknown(&subjects)?;
    let experts = gather::pool(work.reader(), call, &subjects).await?;
    let rules = ConflictRules::on(act.today);
    let rules = rules.ok_or_else(|| Error::Fault(format!("no rules of avoidance on {}", act.today)))?;
    let numbers = act.facts.numbers;
    Ok(Basis {
        today: act.today.to_string(),
        rules: KeptRules::of(&rules),
        size: numbers.size,
        finance: numbers.finance,
        investment: numbers.investment,
        most_of_unit: numbers.most_of_unit,
        judges_all: numbers.judge_all(),
        subjects,
        experts,
    })
}

/// A proposal whose people are not known lets nobody judge it: better said at once than by an empty pool.
pub(super) fn refuse_unknown(subjects: &[KeptSubject]) -> Result<()> {
    let gaps: Vec<String> = subjects.iter().filter_map(KeptSubject::gap).collect();
    if gaps.is_empty() {
        return Ok(());
    }
    let more = gaps.len().saturating_sub(NAMED);
    let mut told: Vec<String> = gaps.into_iter().take(NAMED).collect();
    if more > 0 {
        told.push(format!("另有 {more} 份"));
    }
    told.push("回避审查须知道每个人是谁。请先在申报书中补全人员编号".to_owned());
    Err(Error::Refused(told.join("\n")))
}

/// 32 bytes that nobody can guess.
fn new_seed() -> Result<Seed> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| Error::Fault(format!("no randomness: {error}")))?;
    Ok(Seed(bytes))
}

/// Keeps the draw: whole for whoever draws again, and a row for each expert.
async fn keep(act: &Act<'_, Panel>, work: &mut Work, record: &DrawRecord) -> Result<()> {
    let panel = act.case.id();
    let drawn_at = work.moment().to_owned();
    let values = vec![("panel", panel.into()), ("drawn_at", drawn_at.into()), ("record", record.to_json()?.into())];
    add(work, act.db, &DRAWS, values).await?;
    let drawn = record.drawn()?;
    let mut rows = Vec::new();
    for (place, in_order) in (1_i64..).zip(&drawn.order) {
        let outcome = if drawn.chosen.contains(&in_order.expert) { CHOSEN } else { IN_RESERVE };
        let mut values: Vec<Change> = vec![
            ("panel", panel.into()),
            ("expert", in_order.expert.get().into()),
            ("place", place.into()),
            ("outcome", outcome.into()),
            ("lot", in_order.lot.as_str().into()),
        ];
        values.extend(in_order.closeness.map(|closeness| ("closeness", closeness.label().into())));
        rows.push(cases::new_row(&LOTS, values)?);
    }
    for excluded in &drawn.excluded {
        let values = vec![
            ("panel", panel.into()),
            ("expert", excluded.expert.get().into()),
            ("outcome", EXCLUDED.into()),
            ("reasons", excluded.reasons.join("\n").into()),
        ];
        rows.push(cases::new_row(&LOTS, values)?);
    }
    work.insert(act.db.table(LOTS.table)?, rows).await.map(|_| ())
}
