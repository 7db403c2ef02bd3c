//! What people make of what the rules found: every finding is judged by somebody. The guards of the procedure look at the
//! judgements and decide which outcome of the formal check is open.

use cases::{CaseFile, Change};
use listing::{Listing, cell, text};
use procedure::Word;
use storage::{Db, Deed, Error, Problem, Reader, Result, Work};
use vocabulary::Day;
use web::{Who, typed};

use super::{batch::ById, rules};
use crate::{
    FINDINGS, PROPOSALS,
    proposal::{Judgement, Stage, Verdict},
    rows::{all, is, where_all},
};

/// The longest remark, in characters.
const LONGEST_REMARK: usize = 500;

/// The findings on a proposal, in the order of the rules.
///
/// # Errors
/// What the database says.
pub(super) async fn findings(reader: Reader<'_>, proposal: i64) -> Result<Vec<CaseFile>> {
    let mut findings = all(reader, &FINDINGS, where_all(&FINDINGS, [("proposal", is(proposal))])).await?;
    let place = |code: &str| rules::RULES.iter().position(|rule| rule.code == code).unwrap_or(usize::MAX);
    findings.sort_by_key(|finding| place(finding.text("rule")));
    Ok(findings)
}

/// What somebody saw when they judged: the version and what stood at each rule. Where it is another now they look again.
pub(super) fn seen(findings: &[CaseFile], version: i64) -> String {
    let told = findings.iter().map(|finding| format!("{}{}", finding.text("found"), finding.text("judged")));
    format!("{version}|{}", told.collect::<Vec<_>>().join("|"))
}

/// The judgements of a form.
#[derive(Debug)]
pub(super) struct Judging<'a> {
    pub(super) db: &'a Db,
    pub(super) who: &'a Who,
    pub(super) proposal: i64,
    /// The fields `judged-RULE` and `remark-RULE` of each rule, and `_seen`.
    pub(super) typed: &'a [(String, String)],
    pub(super) today: Day,
}

impl Deed for Judging<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let proposal = CaseFile::read(work.reader(), &PROPOSALS, self.proposal).await?;
        if proposal.text("stage") != Stage::Submitted.label() {
            let (name, stage) = (proposal.name(), proposal.text("stage"));
            return Err(Error::Refused(format!("“{name}”现在是“{stage}”，不能再改审查判断")));
        }
        let findings = findings(work.reader(), self.proposal).await?;
        let version = proposal.number("version").unwrap_or_default();
        if typed(self.typed, "_seen") != seen(&findings, version) {
            return Err(Error::Refused(
                "这份申报书的审查结果刚被别人改过或重新运行过。请核对新的结果，再保存判断".to_owned(),
            ));
        }
        let mut problems = Vec::new();
        let mut written = Vec::new();
        for finding in &findings {
            match self.of(finding) {
                Ok(changes) => written.push((finding, changes)),
                Err(mut found) => problems.append(&mut found),
            }
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        for (finding, changes) in written {
            finding.write(work, self.db, changes).await?;
        }
        Ok(())
    }
}

impl Judging<'_> {
    /// What the form says of a finding; nothing changes where it was left open, or says what stands there already.
    fn of(&self, finding: &CaseFile) -> Result<Vec<Change>, Vec<Problem>> {
        let (code, title) = (finding.text("rule"), finding.text("title"));
        let (judged_at, remark_at) = (format!("judged-{code}"), format!("remark-{code}"));
        let word = typed(self.typed, &judged_at);
        let problem = |place: &str, sentence: String| Problem { place: place.to_owned(), sentence };
        let mut problems = Vec::new();
        let judgement = Judgement::of_label(word);
        if !word.is_empty() && judgement.is_none() {
            problems.push(problem(&judged_at, format!("“{title}”的判断应为{}之一", Judgement::LABELS.join("、"))));
        }
        let remark = match cell::parse(&text("remark", "说明"), typed(self.typed, &remark_at)) {
            Ok(remark) => remark,
            Err(wrong) => {
                problems.push(problem(&remark_at, format!("“{title}”的说明{wrong}")));
                return Err(problems);
            }
        };
        let remark_text = remark.text().unwrap_or_default();
        if remark_text.chars().count() > LONGEST_REMARK {
            problems.push(problem(&remark_at, format!("“{title}”的说明超过 {LONGEST_REMARK} 字，请精简")));
        }
        let agrees = finding.text("found") == Verdict::Holds.label();
        let why = match judgement {
            None if !remark_text.is_empty() && problems.is_empty() => {
                problems.push(problem(&judged_at, format!("“{title}”写了说明，请同时作出判断")));
                None
            }
            Some(Judgement::Mendable) => Some("请写明要补正什么"),
            Some(Judgement::Bad) => Some("请写明为何不符合"),
            Some(Judgement::Good) if !agrees => Some("与规则结果不同，请写明核实的情况"),
            Some(Judgement::Good) | None => None,
        };
        if let Some(why) = why.filter(|_| remark_text.is_empty()) {
            problems.push(problem(&remark_at, format!("“{title}”判为“{word}”，{why}")));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let stays = finding.text("judged") == word && (word.is_empty() || finding.text("remark") == remark_text);
        Ok(if stays { Vec::new() } else { judgement_of(self.who, self.today, word, remark) })
    }
}

/// The columns of a judgement.
fn judgement_of(who: &Who, today: Day, word: &str, remark: storage::Value) -> Vec<Change> {
    let or_nothing = |text: String| if word.is_empty() { storage::Value::Null } else { text.into() };
    vec![
        ("judged", or_nothing(word.to_owned())),
        ("remark", remark),
        ("judged_by", or_nothing(who.actor())),
        ("judged_on", or_nothing(today.to_string())),
    ]
}

/// Confirms the findings of proposals of which every rule says that it holds. Others, and those that were judged, are left.
#[derive(Debug)]
pub(super) struct Confirming<'a> {
    pub(super) db: &'a Db,
    pub(super) who: &'a Who,
    /// At most [`super::read::BLOCK`] proposals.
    pub(super) proposals: &'a [i64],
    pub(super) today: Day,
}

impl Deed for Confirming<'_> {
    /// How many proposals were confirmed.
    type Outcome = usize;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<usize> {
        let listing: &'static Listing = &FINDINGS;
        let waits = where_all(listing, [("stage", is(Stage::Submitted.label()))]);
        let findings = ById::read(work.reader(), listing, "proposal", self.proposals, waits).await?;
        let mut confirmed = 0;
        for proposal in self.proposals {
            let findings = findings.of(proposal);
            let open = findings.iter().filter(|finding| !finding.has("judged"));
            let open: Vec<&CaseFile> = open.collect();
            if open.is_empty() || findings.iter().any(|finding| finding.text("found") != Verdict::Holds.label()) {
                continue;
            }
            for finding in open {
                let word = Judgement::Good.label();
                finding.write(work, self.db, judgement_of(self.who, self.today, word, storage::Value::Null)).await?;
            }
            confirmed += 1;
        }
        Ok(confirmed)
    }
}
