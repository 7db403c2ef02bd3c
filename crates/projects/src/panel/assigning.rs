//! Assigning proposals to the experts of a panel: nobody judges what they must stay away from, loads and quotas hold, and no
//! other assignment fits the disciplines better.

use std::collections::{BTreeMap, BTreeSet};

use cases::{Act, Asked, CaseFile, Change, Note, matching, move_case, send};
use procedure::Word;
use review::{
    ApplicationId, Assignment, AssignmentRequest, Closeness, ConflictRules, Discipline, EXPERTS, ExpertFacts, ExpertId,
    Match, PanelNeed, Reviewer, Task, UnitId, conflicts,
};
use storage::{Error, Result, Work};

use super::{
    ASSIGNMENTS,
    drawing::refuse_unknown,
    drawn::{KeptExpert, KeptSubject},
    gather,
    need::Numbers,
    procedure::{JUDGE_BY, MOST, Panel},
    score,
    seat::ACCEPTED,
    seats::{Seats, accounts_of},
    sheet::Sheet,
};
use crate::{
    PROPOSALS,
    proposal::{Step as ProposalStep, procedure::Proposal},
};

/// Assigns every proposal that waits, and sends it out.
///
/// # Errors
/// [`Error::Refused`] in plain sentences where no assignment keeps every rule; what the database says.
pub(super) async fn assign(act: &Act<'_, Panel>, work: &mut Work) -> Result<Vec<Change>> {
    let judge_by = act.answers.day(JUDGE_BY.name).filter(|day| *day >= act.today);
    let judge_by = judge_by.ok_or_else(|| Error::invalid(JUDGE_BY.name, "评审截止日期应在今天或以后"))?;
    let call = act.case.number("call").unwrap_or_default();
    let proposals = gather::waiting(work.reader(), call).await?;
    let shared = Sharing::read(act, work, &proposals).await?;
    let assignment = shared.assign()?;
    shared.write(act, work, &assignment, &judge_by.to_string()).await?;
    for proposal in &proposals {
        let step = ProposalStep::OpenReview.code();
        let asked = Asked { who: act.who, id: proposal.id(), step, typed: &[], seen: None, today: act.today };
        move_case::<Proposal>(work, act.db, &asked).await?;
    }
    let sheet = Sheet::read(work.reader(), call).await?.code();
    let mut changes = vec![
        ("judge_by", judge_by.to_string().into()),
        ("assigned", told(&proposals, &assignment).into()),
        ("sheet", sheet.into()),
    ];
    changes.extend(new_most(act));
    Ok(changes)
}

/// Assigns again what experts have given back.
///
/// # Errors
/// As [`assign`].
pub(super) async fn reassign(act: &Act<'_, Panel>, work: &mut Work) -> Result<Vec<Change>> {
    let of_panel = matching(&ASSIGNMENTS, &[("panel", act.case.id().into())])?;
    let mut held: BTreeMap<i64, u32> = BTreeMap::new();
    for assignment in CaseFile::all(work.reader(), &ASSIGNMENTS, of_panel).await? {
        let held = held.entry(assignment.number("proposal").unwrap_or_default()).or_default();
        *held += u32::from(is_held(&assignment));
    }
    let short = held.into_iter().filter(|(_, held)| *held < act.facts.numbers.reviewers);
    let short: BTreeSet<i64> = short.map(|(proposal, _)| proposal).collect();
    let proposals = gather::by_ids(work.reader(), &PROPOSALS, &short).await?;
    let shared = Sharing::read(act, work, &proposals).await?;
    let assignment = shared.assign()?;
    shared.write(act, work, &assignment, act.case.text("judge_by")).await?;
    Ok(new_most(act).into_iter().collect())
}

fn is_held(assignment: &CaseFile) -> bool {
    [score::OPEN, score::GIVEN].contains(&assignment.text("state"))
}

fn new_most(act: &Act<'_, Panel>) -> Option<Change> {
    act.answers.number(MOST.name).map(|most| ("most", most.into()))
}

/// What is told of an assignment on the panel's page.
fn told(proposals: &[CaseFile], assignment: &Assignment) -> String {
    let (proposals, reviews) = (proposals.len(), assignment.pairs.len());
    let points = assignment.total / i64::from(POINT);
    let proof = if assignment.is_proven() {
        "已证明没有更好的分派".to_owned()
    } else {
        format!("最好不超过 {} 分", assignment.bound / i64::from(POINT))
    };
    format!("{proposals} 份申报书共 {reviews} 人次，匹配度合计 {points} 分，{proof}")
}

/// One point of fit, as the engine counts.
const POINT: u32 = 1_000;

/// How well an expert fits a proposal, in points: the same second-level discipline, the same first-level one, or none.
fn fit(expert: &[Discipline], proposal: &[Discipline]) -> u32 {
    match Closeness::between(expert, proposal) {
        Closeness::SameSecondLevel => 100,
        Closeness::SameFirstLevel => 60,
        Closeness::Apart => 0,
    }
}

/// Proposals that need experts, and the experts of the panel who could take them.
struct Sharing {
    request: AssignmentRequest,
    seats: Seats,
}

impl Sharing {
    async fn read(act: &Act<'_, Panel>, work: &Work, proposals: &[CaseFile]) -> Result<Sharing> {
        let reader = work.reader();
        let call = act.case.number("call").unwrap_or_default();
        let seats = Seats::read(reader, act.case.id()).await?;
        // Whoever has left still holds what they handed in.
        let ever: BTreeSet<i64> = seats.0.iter().filter_map(|seat| seat.number("expert")).collect();
        let records = gather::by_ids(reader, &EXPERTS, &ever).await?;
        let subjects = gather::subjects(reader, proposals).await?;
        refuse_unknown(&subjects)?;
        let kept = gather::experts_of(reader, call, &subjects, &records).await?;
        let of_panel = matching(&ASSIGNMENTS, &[("panel", act.case.id().into())])?;
        let before = CaseFile::all(reader, &ASSIGNMENTS, of_panel).await?;
        let mut numbers = act.facts.numbers;
        if let Some(most) = act.answers.number(MOST.name).and_then(|most| u32::try_from(most).ok()) {
            numbers.most = most;
        }
        let rules = ConflictRules::on(act.today)
            .ok_or_else(|| Error::Fault(format!("no rules of avoidance on {}", act.today)))?;
        let known: Vec<Known<'_>> = kept.iter().map(Known::of).collect::<Result<_>>()?;
        let accepted: BTreeSet<i64> = seats.in_state(ACCEPTED).filter_map(|seat| seat.number("expert")).collect();
        let here: Vec<&Known<'_>> = known.iter().filter(|one| accepted.contains(&one.kept.expert)).collect();
        let mut request = AssignmentRequest {
            reviewers: here.iter().filter_map(|expert| expert.reviewer(&numbers, &before)).collect(),
            ..AssignmentRequest::default()
        };
        for subject in &subjects {
            let held = Held::of(subject, &before, &known);
            let need = held.remaining(&numbers);
            let facts = subject.subject().facts;
            let field: Vec<Discipline> = Discipline::parse(&subject.field).into_iter().collect();
            for expert in &here {
                let may = conflicts(&expert.facts, &facts, act.today, &rules).is_eligible();
                if may && held.leaves_room_for(expert, numbers.most_of_unit) {
                    let (application, expert_id) = (ApplicationId(subject.proposal), expert.id());
                    let score = fit(&expert.disciplines, &field) * POINT;
                    request.matches.push(Match { application, expert: expert_id, score });
                }
            }
            let (application, number) = (ApplicationId(subject.proposal), subject.number.clone());
            request.tasks.push(Task { application, number, need });
        }
        // A seat whose expert's unit is no longer known is no reviewer, and nobody may be matched with it.
        let reviewers: BTreeSet<ExpertId> = request.reviewers.iter().map(|reviewer| reviewer.expert).collect();
        request.matches.retain(|one| reviewers.contains(&one.expert));
        Ok(Sharing { request, seats })
    }

    fn assign(&self) -> Result<Assignment> {
        Ok(review::assign(&self.request)?)
    }

    /// Writes the assignment and tells the experts.
    async fn write(&self, act: &Act<'_, Panel>, work: &mut Work, made: &Assignment, judge_by: &str) -> Result<()> {
        let fits: BTreeMap<(ApplicationId, ExpertId), u32> =
            self.request.matches.iter().map(|one| ((one.application, one.expert), one.score / POINT)).collect();
        let mut rows = Vec::new();
        let mut persons = BTreeSet::new();
        for (application, expert) in &made.pairs {
            let seat = self.seats.0.iter().find(|seat| seat.number("expert") == Some(expert.get()));
            let seat = seat.ok_or_else(|| Error::Fault(format!("expert {expert} was assigned and has no seat")))?;
            let fit = fits.get(&(*application, *expert)).copied().unwrap_or_default();
            persons.extend(seat.number("person"));
            rows.push(cases::new_row(
                &ASSIGNMENTS,
                vec![
                    ("seat", seat.id().into()),
                    ("proposal", application.get().into()),
                    ("fit", i64::from(fit).into()),
                    ("state", score::OPEN.into()),
                ],
            )?);
        }
        work.insert(act.db.table(ASSIGNMENTS.table)?, rows).await?;
        let note = Note {
            subject: format!("评审任务：{}，请在 {judge_by} 前提交评审意见", act.case.linked("call")),
            body: String::new(),
            href: "/projects/review".to_owned(),
        };
        let accounts = accounts_of(work.reader(), &persons).await?;
        send(work, act.db, &accounts, &note, act.today).await
    }
}

/// An expert of the panel as the engines know them.
struct Known<'k> {
    kept: &'k KeptExpert,
    facts: ExpertFacts,
    disciplines: Vec<Discipline>,
}

impl<'k> Known<'k> {
    fn of(kept: &'k KeptExpert) -> Result<Known<'k>> {
        Ok(Known { kept, facts: kept.facts()?, disciplines: kept.disciplines() })
    }

    fn id(&self) -> ExpertId {
        ExpertId(self.kept.expert)
    }

    /// How much the expert may still take; nothing where the unit is no longer known.
    fn reviewer(&self, numbers: &Numbers, before: &[CaseFile]) -> Option<Reviewer> {
        let own = before.iter().filter(|one| is_held(one) && one.number("expert") == Some(self.kept.expert)).count();
        let own = u32::try_from(own).unwrap_or(u32::MAX);
        let most = numbers.most.saturating_sub(own);
        Some(Reviewer {
            expert: self.id(),
            number: self.kept.number.clone(),
            class: self.kept.class().ok()?,
            unit: self.facts.unit?,
            least: numbers.least.saturating_sub(own).min(most),
            most,
        })
    }
}

/// The experts who hold or have held a proposal.
struct Held<'k> {
    now: Vec<&'k Known<'k>>,
    ever: BTreeSet<i64>,
}

impl<'k> Held<'k> {
    fn of(subject: &KeptSubject, before: &[CaseFile], known: &'k [Known<'k>]) -> Held<'k> {
        let own: Vec<&CaseFile> =
            before.iter().filter(|one| one.number("proposal") == Some(subject.proposal)).collect();
        let expert = |one: &CaseFile| one.number("expert");
        let now: BTreeSet<i64> = own.iter().filter(|one| is_held(one)).filter_map(|one| expert(one)).collect();
        Held {
            now: known.iter().filter(|one| now.contains(&one.kept.expert)).collect(),
            ever: own.iter().filter_map(|one| expert(one)).collect(),
        }
    }

    fn of_unit(&self, unit: UnitId) -> u32 {
        let count = self.now.iter().filter(|one| one.facts.unit == Some(unit)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Whether an expert may come besides those who hold it: nobody twice, and no unit beyond its limit.
    fn leaves_room_for(&self, expert: &Known<'_>, most_of_unit: u32) -> bool {
        let has_room = expert.facts.unit.is_some_and(|unit| self.of_unit(unit) < most_of_unit);
        has_room && !self.ever.contains(&expert.kept.expert)
    }

    /// Whom the proposal still needs. Where units already have somebody, the limit for the rest is the smallest that is left.
    fn remaining(&self, numbers: &Numbers) -> PanelNeed {
        let mut need = numbers.of_one_proposal();
        need.size = need.size.saturating_sub(u32::try_from(self.now.len()).unwrap_or(u32::MAX));
        for quota in &mut need.quotas {
            let there = self.now.iter().filter(|one| one.kept.class().ok() == Some(quota.class)).count();
            quota.least = quota.least.saturating_sub(u32::try_from(there).unwrap_or(u32::MAX)).min(need.size);
        }
        let most = self.now.iter().filter_map(|one| one.facts.unit).map(|unit| self.of_unit(unit));
        let fullest = most.filter(|count| *count < numbers.most_of_unit).max().unwrap_or(0);
        need.most_from_one_unit = Some((numbers.most_of_unit - fullest).max(1));
        need
    }
}
