//! The answers to what a call asks besides (附加问题): five ways to answer, kept as text, shown and exported. No rule reads
//! them; whether there is one is all that is asked.

use cases::{CaseFile, new_row};
use listing::{Column, cell, day, long_text, quantity, text};
use storage::{Db, Deed, Error, Problem, Result, Value, Work};
use web::typed;

use super::{super::ANSWERS, fingerprint, refuse_stale, still_open};
use crate::{
    QUESTIONS,
    rows::{all, is, where_all},
};

/// How many decimals a number may have.
const DECIMALS: u32 = 4;

/// The field of a question.
pub(crate) fn answer_field(question: i64) -> String {
    format!("answer.{question}")
}

/// Reads what was typed as an answer: the text as it is kept, empty where there is none.
///
/// # Errors
/// One sentence that says what would be right.
pub(crate) fn read_answer(question: &CaseFile, typed: &str) -> std::result::Result<String, String> {
    let column: Column = match question.text("kind") {
        "多行文字" => long_text("answer", "回答"),
        "数字" => quantity("answer", "回答", DECIMALS, "").signed(),
        "日期" => day("answer", "回答"),
        "单选" => return read_choice(question, typed),
        _ => text("answer", "回答"),
    };
    cell::parse(&column, typed).map(|value| cell::plain(&column, &value))
}

fn read_choice(question: &CaseFile, typed: &str) -> std::result::Result<String, String> {
    let options = options(question);
    match typed {
        "" => Ok(String::new()),
        typed if options.contains(&typed) => Ok(typed.to_owned()),
        _ => Err(format!("应为以下之一：{}", options.join("、"))),
    }
}

/// What can be chosen.
pub(crate) fn options(question: &CaseFile) -> Vec<&str> {
    question.text("options").lines().map(str::trim).filter(|option| !option.is_empty()).collect()
}

/// Saves the answers.
#[derive(Debug)]
pub(crate) struct SaveAnswers<'a> {
    pub(crate) db: &'a Db,
    pub(crate) proposal: i64,
    pub(crate) typed: &'a [(String, String)],
}

impl Deed for SaveAnswers<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let case = still_open(work.reader(), self.proposal).await?;
        let call = case.number("call").unwrap_or_default();
        let questions = all(work.reader(), &QUESTIONS, where_all(&QUESTIONS, [("call", is(call))])).await?;
        let stored = all(work.reader(), &ANSWERS, where_all(&ANSWERS, [("proposal", is(self.proposal))])).await?;
        refuse_stale(typed(self.typed, "_seen"), &fingerprint(self.db, &ANSWERS, &stored)?)?;
        let answers = self.read(&questions)?;
        let table = self.db.table(ANSWERS.table)?;
        for (question, answer) in answers {
            let value = if answer.is_empty() { Value::Null } else { answer.into() };
            match stored.iter().find(|stored| stored.number("question") == Some(question)) {
                Some(before) => {
                    work.update(table, &before.row(), &before.placed(vec![("answer", value)])?).await?;
                }
                None if value.is_null() => {}
                None => {
                    let row =
                        vec![("proposal", self.proposal.into()), ("question", question.into()), ("answer", value)];
                    work.insert(table, vec![new_row(&ANSWERS, row)?]).await?;
                }
            }
        }
        Ok(())
    }
}

impl SaveAnswers<'_> {
    /// The answer to each question.
    fn read(&self, questions: &[CaseFile]) -> Result<Vec<(i64, String)>> {
        let mut answers = Vec::new();
        let mut problems = Vec::new();
        for question in questions {
            let field = answer_field(question.id());
            match read_answer(question, typed(self.typed, &field)) {
                Ok(answer) => answers.push((question.id(), answer)),
                Err(sentence) => problems.push(Problem { place: field, sentence }),
            }
        }
        if problems.is_empty() { Ok(answers) } else { Err(Error::Invalid(problems)) }
    }
}
