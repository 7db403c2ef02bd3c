//! 评审结果: what the marks of a panel came to, proposal by proposal, with the experts under cover.

use std::collections::{BTreeMap, BTreeSet};

use cases::CaseFile;
use review::{ApplicationId, Contender, Hundredths, PanelScore, ranked};
use storage::{Db, Result};

use super::sheet::{Judged, Sheet, judged, rules};
use crate::{CALLS, PROPOSALS};

/// What the marks of a panel came to.
#[derive(Debug)]
pub(super) struct Outcomes {
    /// By place.
    pub(super) proposals: Vec<Outcome>,
    /// The cover of each expert: a number that says nothing.
    pub(super) covers: BTreeMap<i64, usize>,
    /// The criteria, for whoever looks at single marks.
    pub(super) sheet: Sheet,
}

/// What the marks of one proposal came to.
#[derive(Debug)]
pub(super) struct Outcome {
    /// Its place among those of the panel; equal ones share it.
    pub(super) place: usize,
    pub(super) proposal: CaseFile,
    pub(super) score: PanelScore,
    pub(super) marks: Vec<Marked>,
    pub(super) judged: Judged,
}

/// What one expert's marks came to.
#[derive(Copy, Clone, Debug)]
pub(super) struct Marked {
    pub(super) cover: usize,
    pub(super) total: Hundredths,
    /// Whether it is the highest or the lowest that the mean leaves out.
    pub(super) is_left_out: bool,
    /// What it was before it was discussed and changed.
    pub(super) first_total: Option<Hundredths>,
}

impl Outcomes {
    /// Counts the marks of a panel.
    ///
    /// # Errors
    /// [`storage::Error::Refused`] if the criteria have changed since; what the database says.
    pub(super) async fn read(db: &Db, panel: &CaseFile) -> Result<Outcomes> {
        let reader = db.reader();
        let call = CaseFile::read(reader, &CALLS, panel.number("call").unwrap_or_default()).await?;
        let sheet = Sheet::read(reader, call.id()).await?;
        let rules = rules(&call, panel.day("since").unwrap_or(db.clock().today()))?;
        let judged = judged(reader, panel.id(), &sheet).await?;
        let covers = covers(db, panel.id(), &judged);
        let mut proposals = Vec::new();
        for one in judged {
            let proposal = CaseFile::read(reader, &PROPOSALS, one.proposal).await?;
            let score = sheet.score(&one.ballots, rules)?;
            let marks = marks(&one, &score, &covers);
            proposals.push(Outcome { place: 0, proposal, score, marks, judged: one });
        }
        let contender = |one: &Outcome| Contender {
            application: ApplicationId(one.proposal.id()),
            score: one.score.clone(),
            submitted_at: one.proposal.text("submitted_on").to_owned(),
        };
        let contenders: Vec<Contender> = proposals.iter().map(contender).collect();
        let places: BTreeMap<i64, usize> =
            ranked(&contenders).into_iter().map(|(place, application)| (application.get(), place)).collect();
        for one in &mut proposals {
            one.place = places.get(&one.proposal.id()).copied().unwrap_or_default();
        }
        proposals.sort_by_key(|one| (one.place, one.proposal.id()));
        Ok(Outcomes { proposals, covers, sheet })
    }
}

/// A number for each expert, in an order that nobody can work out: it is signed with the key of the house.
fn covers(db: &Db, panel: i64, judged: &[Judged]) -> BTreeMap<i64, usize> {
    let experts: BTreeSet<i64> = judged.iter().flat_map(|one| &one.ballots).map(|ballot| ballot.expert.get()).collect();
    let sign = |expert: &i64| db.seal().sign("cover of an expert", format!("{panel}:{expert}").as_bytes());
    let mut covered: Vec<(String, i64)> = experts.iter().map(|expert| (sign(expert), *expert)).collect();
    covered.sort();
    (1..).zip(covered).map(|(cover, (_, expert))| (expert, cover)).collect()
}

fn marks(judged: &Judged, score: &PanelScore, covers: &BTreeMap<i64, usize>) -> Vec<Marked> {
    let first_total = |expert: i64| {
        let sheet = judged.sheets.iter().find(|sheet| sheet.number("expert") == Some(expert))?;
        sheet.number("first_total").map(Hundredths)
    };
    let left_out = |expert| score.left_out.is_some_and(|(highest, lowest)| [highest, lowest].contains(&expert));
    let mut marks: Vec<Marked> = score
        .totals
        .iter()
        .map(|(expert, total)| Marked {
            cover: covers.get(&expert.get()).copied().unwrap_or_default(),
            total: *total,
            is_left_out: left_out(*expert),
            first_total: first_total(expert.get()),
        })
        .collect();
    marks.sort_by_key(|marked| marked.cover);
    marks
}
