//! Looking for answers to a demand, and for demands that an achievement may answer.

use std::sync::Arc;

use cases::{CaseFile, matching};
use procedure::Word;
use storage::{Reader, Result};
use vocabulary::Day;

use crate::{
    DEMANDS, PAIRINGS, TARGETS,
    demand::{Stage, post},
    engine::{Need, Pool, Scored, Text, score},
    gather::{Answer, answers, best, digits, rank},
    near::Texts,
    parameters::{LOOKED_AT, SHOWN},
    source::{AnswerKind, Source},
};

/// Looks for answers.
#[derive(Clone, Debug)]
pub struct Finder {
    /// Where answers come from.
    pub sources: &'static [Source],
    /// Who says which texts come near.
    pub texts: Arc<dyn Texts>,
}

/// An answer with its points and all they rest on.
#[derive(Debug)]
pub struct Suggested {
    /// What kind of answer it is.
    pub kind: AnswerKind,
    /// The record.
    pub file: CaseFile,
    pub(crate) unit: Option<i64>,
    pub(crate) person: Option<i64>,
    pub(crate) scored: Scored,
}

impl Suggested {
    /// Its points.
    pub fn points(&self) -> i64 {
        self.scored.points
    }

    /// What speaks for it, each with its points.
    pub fn grounds(&self) -> Vec<(String, i64)> {
        self.scored.grounds()
    }

    /// What speaks against it, each with its points.
    pub fn objections(&self) -> Vec<(String, i64)> {
        self.scored.against()
    }

    /// What nobody knows.
    pub fn unknowns(&self) -> Vec<String> {
        self.scored.unknowns()
    }
}

/// What a demand wants, as far as it may be read by those who match: all but the sealed part.
///
/// # Errors
/// What the database says.
pub(crate) async fn need(reader: Reader<'_>, demand: &CaseFile, today: Day) -> Result<Need> {
    let targets = CaseFile::all(reader, &TARGETS, matching(&TARGETS, &[("demand", demand.id().into())])?).await?;
    let mut lines: Vec<String> =
        ["title", "problem", "summary"].iter().map(|column| demand.text(column).to_owned()).collect();
    lines.extend(targets.iter().map(post::target));
    lines.retain(|line| !line.is_empty());
    Ok(Need {
        text: lines.join("。\n"),
        field: digits(demand.text("field")),
        region: Some(demand.text("region").to_owned()).filter(|region| !region.is_empty()),
        budget: demand.money("budget"),
        deadline: demand.day("deadline"),
        today,
    })
}

/// A need of which nothing but its text is known.
pub(crate) fn bare(text: &str, today: Day) -> Need {
    Need { text: text.to_owned(), field: None, region: None, budget: None, deadline: None, today }
}

impl Finder {
    /// The best answers to a demand, kind by kind. Pairs that were tried before stay away.
    ///
    /// # Errors
    /// What the database or the search says.
    pub async fn for_demand(&self, reader: Reader<'_>, demand: &CaseFile, today: Day) -> Result<Vec<Suggested>> {
        let need = need(reader, demand, today).await?;
        let mut found = self.all(reader, &need, None).await?;
        let of_demand = matching(&PAIRINGS, &[("demand", demand.id().into())])?;
        let tried: Vec<(String, Option<i64>)> = CaseFile::all(reader, &PAIRINGS, of_demand)
            .await?
            .iter()
            .map(|pair| (pair.text("kind").to_owned(), pair.number("record")))
            .collect();
        found.retain(|one| !tried.contains(&(one.kind.label().to_owned(), Some(one.file.id()))));
        Ok(shortened(found))
    }

    /// The best answers to a demand with those that were tried before, for measuring.
    ///
    /// # Errors
    /// As [`Finder::for_demand`].
    pub async fn for_measuring(&self, reader: Reader<'_>, demand: &CaseFile, today: Day) -> Result<Vec<Suggested>> {
        let need = need(reader, demand, today).await?;
        let mut found = self.all(reader, &need, None).await?;
        found.sort_by_key(order);
        Ok(found)
    }

    /// The best answers to a text of which nothing else is known, of one kind or of all.
    ///
    /// # Errors
    /// As [`Finder::for_demand`].
    pub async fn for_text(
        &self,
        reader: Reader<'_>,
        text: &str,
        kind: Option<AnswerKind>,
        today: Day,
    ) -> Result<Vec<Suggested>> {
        Ok(shortened(self.all(reader, &bare(text, today), kind).await?))
    }

    async fn all(&self, reader: Reader<'_>, need: &Need, only: Option<AnswerKind>) -> Result<Vec<Suggested>> {
        let mut all = Vec::new();
        for source in self.sources.iter().filter(|source| only.is_none_or(|kind| kind == source.kind)) {
            let tables: Vec<&'static str> = source.told.iter().map(|told| told.listing.table).collect();
            let near = self.texts.nearest(&tables, &need.text, LOOKED_AT).await?;
            let answers = answers(reader, source, &near, need.today).await?;
            let texts = answers.iter().flat_map(|answer| &answer.candidate.texts);
            let texts: Vec<String> = texts.map(|text| format!("{}。{}", text.title, text.body)).collect();
            let pool = Pool::of(texts.iter().map(String::as_str));
            let scored = answers.into_iter().map(|answer| {
                let Answer { file, unit, person, candidate } = answer;
                let scored = score(need, &candidate, &pool);
                Suggested { kind: source.kind, file, unit, person, scored }
            });
            all.extend(scored.filter(|one| one.scored.is_answer()));
        }
        Ok(all)
    }

    /// The open demands that an achievement may answer, the best first.
    ///
    /// # Errors
    /// As [`Finder::for_demand`].
    pub async fn for_achievement(
        &self,
        reader: Reader<'_>,
        achievement: &CaseFile,
        today: Day,
    ) -> Result<Vec<(CaseFile, Suggested)>> {
        let Some(source) = self.sources.iter().find(|source| source.kind == AnswerKind::Achievement) else {
            return Ok(Vec::new());
        };
        let text = [achievement.text("title"), achievement.text("summary")].join("。");
        let near = self.texts.nearest(&[DEMANDS.table], &text, LOOKED_AT).await?;
        let best = best(&near);
        let of = matching(&DEMANDS, &[("stage", Stage::Open.label().into())])?;
        let open = CaseFile::all(reader, &DEMANDS, of).await?;
        let mut needs = Vec::new();
        for near in &near {
            if let Some(demand) = open.iter().find(|demand| demand.id() == near.record).cloned() {
                let need = need(reader, &demand, today).await?;
                needs.push((demand, need, rank(near.score, best)));
            }
        }
        let pool = Pool::of(needs.iter().map(|(_, need, _)| need.text.as_str()));
        let itself = crate::near::Near { table: source.listing.table.to_owned(), record: achievement.id(), score: 1.0 };
        let mut found = Vec::new();
        for (demand, need, rank) in needs {
            for mut answer in answers(reader, source, std::slice::from_ref(&itself), today).await? {
                answer.candidate.texts = answer.candidate.texts.into_iter().map(|text| Text { rank, ..text }).collect();
                let scored = score(&need, &answer.candidate, &pool);
                let Answer { file, unit, person, .. } = answer;
                let one = Suggested { kind: source.kind, file, unit, person, scored };
                found.extend(one.scored.is_answer().then_some((demand.clone(), one)));
            }
        }
        found.sort_by_key(|(demand, one)| (std::cmp::Reverse(one.points()), demand.id()));
        found.truncate(SHOWN);
        Ok(found)
    }
}

/// The best of all, and among equals always the same one.
fn order(one: &Suggested) -> (std::cmp::Reverse<i64>, usize, i64) {
    let kind = AnswerKind::ALL.iter().position(|kind| *kind == one.kind).unwrap_or(0);
    (std::cmp::Reverse(one.points()), kind, one.file.id())
}

/// The best of each kind, the kinds in their order.
fn shortened(mut found: Vec<Suggested>) -> Vec<Suggested> {
    found.sort_by_key(order);
    let mut kept = Vec::new();
    for kind in AnswerKind::ALL {
        let (of_kind, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| one.kind == *kind);
        kept.extend(of_kind.into_iter().take(SHOWN));
        found = others;
    }
    kept
}
