//! Everything that belongs to a proposal besides its own record: who takes part, the budget, the indicators, the answers
//! and the papers.

use cases::{CaseFile, Paper};
use documents::{AttachedFile, attached};
use storage::{Reader, Result};

use super::{ANSWERS, BUDGET_LINES, INDICATORS, MEMBERS, PARTNERS, PROPOSALS, sums::Sums};
use crate::{
    QUESTIONS,
    rows::{all, is, where_all},
};

/// What belongs to a proposal.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    pub(crate) members: Vec<CaseFile>,
    pub(crate) partners: Vec<CaseFile>,
    pub(crate) budget: Vec<CaseFile>,
    pub(crate) indicators: Vec<CaseFile>,
    /// The questions of the call.
    pub(crate) questions: Vec<CaseFile>,
    pub(crate) answers: Vec<CaseFile>,
    /// The files, replaced ones included.
    pub(crate) files: Vec<AttachedFile>,
}

impl Content {
    /// Reads what belongs to a proposal under a call.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn read(reader: Reader<'_>, proposal: i64, call: i64) -> Result<Content> {
        let own = |listing| where_all(listing, [("proposal", is(proposal))]);
        Ok(Content {
            members: all(reader, &MEMBERS, own(&MEMBERS)).await?,
            partners: all(reader, &PARTNERS, own(&PARTNERS)).await?,
            budget: all(reader, &BUDGET_LINES, own(&BUDGET_LINES)).await?,
            indicators: all(reader, &INDICATORS, own(&INDICATORS)).await?,
            questions: all(reader, &QUESTIONS, where_all(&QUESTIONS, [("call", is(call))])).await?,
            answers: all(reader, &ANSWERS, own(&ANSWERS)).await?,
            files: attached(reader, PROPOSALS.table, proposal).await?,
        })
    }

    /// What the budget adds up to; nothing where that is more than an amount can hold.
    pub(crate) fn sums(&self) -> Option<Sums> {
        Sums::of(&self.budget)
    }

    /// The answer to a question; empty where there is none.
    pub(crate) fn answer(&self, question: i64) -> &str {
        let answer = self.answers.iter().find(|answer| answer.number("question") == Some(question));
        answer.map_or("", |answer| answer.text("answer"))
    }

    /// The questions that must be answered and are not.
    pub(crate) fn unanswered(&self) -> Vec<String> {
        let must = self.questions.iter().filter(|question| question.text("required") == "是");
        let open = must.filter(|question| self.answer(question.id()).is_empty());
        open.map(|question| question.text("question").to_owned()).collect()
    }

    /// The file that stands for a paper now.
    pub(crate) fn file(&self, paper: &str) -> Option<&AttachedFile> {
        self.files.iter().find(|file| file.paper == paper && file.replaced_on.is_none())
    }

    /// The papers that must be there and are not.
    pub(crate) fn missing(&self, papers: &[Paper]) -> Vec<String> {
        let missing = papers.iter().filter(|paper| paper.required && self.file(&paper.name).is_none());
        missing.map(|paper| paper.name.clone()).collect()
    }

    /// Whether the team has somebody of the leader's name.
    pub(crate) fn has_member(&self, leader: &str) -> bool {
        self.members.iter().any(|member| member.text("name") == leader)
    }
}

/// The papers that a call asks for: a line each, with `*` before those that must be there.
pub(crate) fn papers(call: &CaseFile) -> Vec<Paper> {
    let lines = call.text("papers").lines().map(str::trim);
    let papers = lines.map(|line| match line.strip_prefix(['*', '＊']) {
        Some(name) => Paper { name: name.trim().to_owned(), required: true },
        None => Paper { name: line.to_owned(), required: false },
    });
    papers.filter(|paper| !paper.name.is_empty()).collect()
}
