//! In which order proposals stand on a ranked list: by score, and equal ones by the technical criteria, the economic ones,
//! and who submitted earlier.

use cases::{CaseFile, matching};
use review::{
    ApplicationId, Ballot, Contender, Criterion, ExpertId, Hundredths, Mark, Merit, PanelScore, ScoreRules,
    ScoringSheet, Tenths, panel_score, ranked,
};
use storage::{Reader, Result};
use vocabulary::Day;

use crate::{ASSIGNMENTS, CRITERIA, SCORES};

/// What is compared of a proposal.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub(super) proposal: i64,
    /// Hundredths of a point.
    pub(super) score: Option<i64>,
    pub(super) submitted_on: Option<Day>,
}

/// The proposals of a call in their order; those without a score come last, as they came in.
///
/// # Errors
/// What the database says.
pub(super) async fn in_order(
    reader: Reader<'_>,
    call: i64,
    mut standings: Vec<Standing>,
    today: Day,
) -> Result<Vec<i64>> {
    standings.sort_by_key(|one| (std::cmp::Reverse(one.score), one.submitted_on, one.proposal));
    let shares_its_score = |at: usize| {
        let score = standings.get(at).and_then(|one| one.score);
        let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|near| standings.get(near));
        score.is_some() && near.into_iter().any(|other| other.score == score)
    };
    let sheet = sheet(reader, call).await?;
    let mut contenders = Vec::new();
    for (at, standing) in standings.iter().enumerate() {
        let Some(score) = standing.score else { continue };
        let marked = match (&sheet, ScoreRules::on(today)) {
            (Some(sheet), Some(rules)) if shares_its_score(at) => {
                marked(reader, standing.proposal, sheet, rules).await?
            }
            _ => None,
        };
        contenders.push(Contender {
            application: ApplicationId(standing.proposal),
            score: with_mean(Hundredths(score), marked),
            submitted_at: standing.submitted_on.map_or(String::new(), |day| day.to_string()),
        });
    }
    let scored = ranked(&contenders).into_iter().map(|(_, application)| application.0);
    let unscored = standings.iter().filter(|one| one.score.is_none()).map(|one| one.proposal);
    Ok(scored.chain(unscored).collect())
}

/// The score that counts is the one that was locked; of the marks only the merits are taken that part equals.
fn with_mean(mean: Hundredths, marked: Option<PanelScore>) -> PanelScore {
    let (technical, economic) = marked.map_or((None, None), |score| (score.technical, score.economic));
    PanelScore {
        totals: Vec::new(),
        left_out: None,
        mean,
        median: mean,
        spread: Hundredths(0),
        needs_discussion: false,
        technical,
        economic,
    }
}

/// The scoring sheet of a call, with the criteria by id in its order.
struct Sheet {
    criteria: Vec<i64>,
    scoring: ScoringSheet,
}

/// The scoring sheet of a call; nothing where its weights are no whole.
async fn sheet(reader: Reader<'_>, call: i64) -> Result<Option<Sheet>> {
    let criteria = CaseFile::all(reader, &CRITERIA, matching(&CRITERIA, &[("call", call.into())])?).await?;
    let scoring = ScoringSheet::new(criteria.iter().map(criterion).collect()).ok();
    Ok(scoring.map(|scoring| Sheet { criteria: criteria.iter().map(CaseFile::id).collect(), scoring }))
}

fn criterion(kept: &CaseFile) -> Criterion {
    let percent = kept.number("weight").and_then(|weight| u32::try_from(weight).ok()).unwrap_or_default();
    Criterion {
        name: kept.name().to_owned(),
        weight: percent.saturating_mul(10),
        merit: match kept.text("kind") {
            "技术" => Merit::Technical,
            "经济" => Merit::Economic,
            _ => Merit::Other,
        },
    }
}

/// What the locked marks of a proposal come to; nothing where they are not whole, such as for scores brought in by sheet.
async fn marked(reader: Reader<'_>, proposal: i64, sheet: &Sheet, rules: ScoreRules) -> Result<Option<PanelScore>> {
    let locked = matching(&ASSIGNMENTS, &[("proposal", proposal.into()), ("state", "已锁定".into())])?;
    let mut ballots = Vec::new();
    for assignment in CaseFile::all(reader, &ASSIGNMENTS, locked).await? {
        let of_it = matching(&SCORES, &[("assignment", assignment.id().into())])?;
        let scores = CaseFile::all(reader, &SCORES, of_it).await?;
        let marks = sheet
            .criteria
            .iter()
            .filter_map(|criterion| mark(scores.iter().find(|score| score.number("criterion") == Some(*criterion))?));
        let expert = ExpertId(assignment.number("expert").unwrap_or_default());
        ballots.push(Ballot { expert, marks: marks.collect() });
    }
    Ok(panel_score(&sheet.scoring, &ballots, rules).ok())
}

fn mark(score: &CaseFile) -> Option<Mark> {
    if score.text("not_applicable") == "是" {
        return Some(Mark::NotApplicable);
    }
    u16::try_from(score.number("score")?).ok().and_then(Tenths::new).map(Mark::Scored)
}
