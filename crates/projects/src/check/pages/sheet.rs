//! 形式审查意见表: what the rules found on a proposal and what somebody makes of it, on one form that also prints.

use askama::Template;
use axum::response::IntoResponse;
use cases::{CaseFile, pages::Desk};
use procedure::Word;
use storage::{Problem, Result};
use web::{Frame, Outcome as Answer, Visitor, go, page, shown_again, typed};

use super::checked;
use crate::{
    PROPOSALS,
    check::{
        facts::Ground,
        judge::{Judging, findings, seen},
        rules::{CheckRule, RULES},
        run::{Run, grounds},
        similarity::comparison,
    },
    proposal::{Checked, Judgement, Stage, Step, Verdict},
};

/// A rule with what it found and what was made of that.
struct Line {
    code: &'static str,
    title: &'static str,
    source: String,
    /// What it found; empty where it could not look.
    found: String,
    sign: &'static str,
    because: String,
    grounds: Vec<Ground>,
    /// The judgement in the form, and whether it is only proposed.
    judged: String,
    is_proposed: bool,
    remark: String,
    /// What became of an earlier judgement.
    note: String,
    judged_by: String,
    judgement_error: String,
    remark_error: String,
}

/// A step that ends the check.
struct Outcome {
    label: &'static str,
    href: String,
    unmet: Vec<String>,
    is_main: bool,
}

#[derive(Template)]
#[template(path = "check/pages/sheet.html")]
struct SheetPage<'a> {
    frame: Frame<'a>,
    facts: Vec<(&'static str, String)>,
    href: String,
    stage: String,
    lines: Vec<Line>,
    tally: Tally,
    /// How many findings nobody has judged, and whether the rules have looked at the version that is there now.
    open: usize,
    is_fresh: bool,
    /// Whether it waits for the formal check, so that something can be done here.
    is_open: bool,
    seen: String,
    words: &'static [&'static str],
    outcomes: Vec<Outcome>,
    problems: Vec<Problem>,
    is_dirty: bool,
}

/// How many findings there are of each kind.
#[derive(Copy, Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) all: usize,
    pub(super) holds: usize,
    pub(super) unsure: usize,
    pub(super) fails: usize,
}

impl Tally {
    /// Of these findings.
    pub(super) fn of(findings: &[CaseFile]) -> Tally {
        let count = |verdict: Verdict| findings.iter().filter(|file| file.text("found") == verdict.label()).count();
        Tally {
            all: findings.len(),
            holds: count(Verdict::Holds),
            unsure: count(Verdict::Unsure),
            fails: count(Verdict::Fails),
        }
    }
}

/// The sheet.
pub(super) async fn sheet(desk: &Desk, visitor: &Visitor, id: i64) -> Answer {
    let proposal = checked(desk, visitor, &PROPOSALS, id).await?;
    page(&shown(desk, visitor, &proposal, &[], Vec::new()).await?)
}

/// Runs the rules.
pub(super) async fn run(desk: &Desk, visitor: &Visitor, id: i64) -> Answer {
    let proposal = checked(desk, visitor, &PROPOSALS, id).await?;
    let run = Run { db: &desk.house.db, who: &visitor.who, similarity: comparison(), today: desk.today() };
    match run.over_proposal(&proposal).await {
        Ok(()) => Ok(go(&address(id))),
        Err(error) => again(desk, visitor, id, &[], error).await,
    }
}

/// Saves the judgements; where they cannot be saved, the form again with everything that was typed.
pub(super) async fn judge(desk: &Desk, visitor: &Visitor, id: i64, pairs: &[(String, String)]) -> Answer {
    let proposal = checked(desk, visitor, &PROPOSALS, id).await?;
    let db = &desk.house.db;
    let judging = Judging { db, who: &visitor.who, proposal: proposal.id(), typed: pairs, today: desk.today() };
    match db.write(&visitor.actor(), &judging).await {
        Ok(()) => Ok(go(&address(id))),
        Err(error) => again(desk, visitor, id, pairs, error).await,
    }
}

fn address(id: i64) -> String {
    format!("{}/{id}/check", PROPOSALS.path)
}

async fn again(desk: &Desk, visitor: &Visitor, id: i64, pairs: &[(String, String)], error: storage::Error) -> Answer {
    let (status, problems) = shown_again(error)?;
    let proposal = checked(desk, visitor, &PROPOSALS, id).await?;
    let mut shown = shown(desk, visitor, &proposal, pairs, problems).await?;
    shown.is_dirty = !pairs.is_empty();
    Ok((status, page(&shown)?).into_response())
}

async fn shown<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    proposal: &CaseFile,
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> Result<SheetPage<'a>> {
    let findings = findings(desk.house.reader(), proposal.id()).await?;
    let version = proposal.number("version").unwrap_or_default();
    let judged = Checked::of(&findings, version);
    let stage = proposal.text("stage").to_owned();
    let is_open = stage == Stage::Submitted.label();
    let lines = RULES.iter().map(|rule| {
        let finding = findings.iter().find(|finding| finding.text("rule") == rule.code);
        line(rule, finding, is_open, pairs, &problems)
    });
    let frame = desk
        .house
        .frame(&PROPOSALS, visitor, "形式审查")
        .siblings(Vec::new())
        .crumb(PROPOSALS.title, PROPOSALS.path)
        .crumb(proposal.name(), &proposal.href())
        .crumb("形式审查", "");
    Ok(SheetPage {
        frame,
        facts: facts(proposal),
        href: proposal.href(),
        lines: if findings.is_empty() { Vec::new() } else { lines.collect() },
        tally: Tally::of(&findings),
        open: judged.unjudged.len(),
        is_fresh: judged.findings > 0 && judged.is_fresh,
        seen: seen(&findings, version),
        words: Judgement::LABELS,
        outcomes: if is_open { outcomes(desk, visitor, proposal).await? } else { Vec::new() },
        stage,
        is_open,
        problems,
        is_dirty: false,
    })
}

fn facts(proposal: &CaseFile) -> Vec<(&'static str, String)> {
    let version = proposal.number("version").unwrap_or_default();
    vec![
        ("项目名称", proposal.name().to_owned()),
        ("申报编号", format!("{}（第 {version} 版）", proposal.text("number"))),
        ("申报单位", proposal.linked("unit").to_owned()),
        ("负责人", proposal.text("leader").to_owned()),
        ("申报通知", proposal.linked("call").to_owned()),
        ("提交日期", proposal.text("submitted_on").to_owned()),
    ]
}

fn line(
    rule: &CheckRule,
    finding: Option<&CaseFile>,
    is_open: bool,
    pairs: &[(String, String)],
    problems: &[Problem],
) -> Line {
    let text = |column: &str| finding.map_or("", |finding| finding.text(column)).to_owned();
    let error = |field: &str| {
        let place = format!("{field}-{}", rule.code);
        problems.iter().find(|problem| problem.place == place).map_or(String::new(), |found| found.sentence.clone())
    };
    let (found, judged) = (text("found"), text("judged"));
    // What a rule finds in order is proposed as the judgement; whoever saves the form makes it theirs.
    let is_proposed = is_open && judged.is_empty() && found == Verdict::Holds.label() && pairs.is_empty();
    let was_typed = |field: &str| typed(pairs, &format!("{field}-{}", rule.code)).to_owned();
    let (in_form, remark) = match () {
        () if !pairs.is_empty() => (was_typed("judged"), was_typed("remark")),
        () if is_proposed => (Judgement::Good.label().to_owned(), String::new()),
        () if judged.is_empty() => (String::new(), String::new()),
        () => (judged.clone(), text("remark")),
    };
    let by = match finding.filter(|finding| finding.has("judged")) {
        Some(finding) => format!("{} {}", finding.text("judged_by"), finding.text("judged_on")),
        None => String::new(),
    };
    Line {
        code: rule.code,
        title: rule.title,
        source: rule.source.says(),
        sign: sign(&found),
        because: if finding.is_some() { text("because") } else { "尚未接入，不影响审查结论".to_owned() },
        grounds: grounds(&text("records")),
        note: if judged.is_empty() { text("remark") } else { String::new() },
        found,
        judged: in_form,
        is_proposed,
        remark,
        judged_by: by,
        judgement_error: error("judged"),
        remark_error: error("remark"),
    }
}

/// The sign of what a rule found, as the stylesheet knows it.
fn sign(found: &str) -> &'static str {
    match Verdict::of_label(found) {
        Some(Verdict::Holds) => "done",
        Some(Verdict::Unsure) => "late",
        Some(Verdict::Fails) => "stopped",
        None => "",
    }
}

/// The three steps that end the check, as the procedure offers them.
async fn outcomes(desk: &Desk, visitor: &Visitor, proposal: &CaseFile) -> Result<Vec<Outcome>> {
    let kind = desk.kind(PROPOSALS.table)?;
    let offers = kind.offers(desk.house.reader(), proposal, &visitor.who, desk.today()).await?;
    let ends = [Step::Accept, Step::AskToMend, Step::Reject];
    let ends = offers.into_iter().filter(|offer| offer.is_yours && ends.iter().any(|step| step.code() == offer.step));
    Ok(ends
        .map(|offer| Outcome {
            label: offer.label,
            href: format!("/cases/{}/{}/{}", PROPOSALS.table, proposal.id(), offer.step),
            unmet: offer.unmet.into_iter().map(|unmet| unmet.why).collect(),
            is_main: offer.is_main,
        })
        .collect())
}
