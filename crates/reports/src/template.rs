//! 报告模板: the wording of a report, edited by the bureau; the built-in one stands in where none is stored.

mod ask;
mod faults;
mod marks;
mod markup;
mod near;
mod phrase;
mod sitting;

use listing::{CodeKind, Listing, Order, code, long_text, text};
use storage::{Error, Problem, Result};

pub(crate) use ask::{Answer, Answers, Ask, Source};
pub(crate) use faults::line_of;
use marks::Piece;
pub(crate) use markup::Drafted;
pub use markup::Gap;
pub(crate) use phrase::{figure_page, plainly};
pub(crate) use sitting::Facts;

/// 报告模板.
pub static TEMPLATES: Listing = Listing {
    table: "report_template",
    path: "/reports/templates",
    title: "报告模板",
    unit: "份",
    about: "报告的文字模板。数字处写指标代码，生成报告时换成当时的数。",
    key: &["code"],
    name: &["name"],
    order: Order::Earliest,
    columns: &[
        code("code", "模板代码", CodeKind::Number).required(),
        text("name", "模板名称").required(),
        long_text("body", "正文").required(),
    ],
    ..Listing::BLANK
};

/// How often a template may ask anew: what it asks may depend on what it was told.
const ROUNDS: usize = 6;

/// Renders a template with everything that it asks for.
///
/// # Errors
/// [`Error::Invalid`] with a line and a sentence for whatever is wrong with the template; what the database says.
pub(crate) async fn drafted(text: &str, facts: &Facts, source: &Source<'_>) -> Result<(Drafted, Answers)> {
    let mut answers = Answers::new();
    for _ in 0..ROUNDS {
        let rendered = sitting::render(text, facts, &answers).map_err(|problem| Error::Invalid(vec![problem]))?;
        let open: Vec<Ask> = rendered.asked.iter().filter(|ask| !answers.contains_key(ask)).cloned().collect();
        if open.is_empty() {
            let drafted = markup::document(&rendered.text, text, facts.as_of).map_err(Error::Invalid)?;
            answers.retain(|ask, _| rendered.asked.contains(ask));
            return Ok((drafted, answers));
        }
        for ask in open {
            let answer = source.answer(&ask).await?;
            answers.insert(ask, answer);
        }
        let refused = refused(text, &answers);
        if !refused.is_empty() {
            return Err(Error::Invalid(refused));
        }
    }
    Err(Error::Invalid(vec![faults::at(0, format!("指标和列表一层套一层超过 {ROUNDS} 层，请写得直接一些"))]))
}

/// What a single expression says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spoken {
    /// Its words.
    pub(crate) text: String,
    /// Where the first number in it leads.
    pub(crate) address: Option<String>,
    /// What is missing in it.
    pub(crate) gaps: Vec<Gap>,
}

/// Says a single expression: what stands between `{{` and `}}`. What is wrong with it is an answer, not an error.
///
/// # Errors
/// What the database says.
pub(crate) async fn spoken(
    expression: &str,
    facts: &Facts,
    source: &Source<'_>,
    answers: &mut Answers,
) -> Result<std::result::Result<Spoken, Problem>> {
    let text = format!("{{{{ {expression} }}}}");
    for _ in 0..ROUNDS {
        let rendered = match sitting::render(&text, facts, answers) {
            Ok(rendered) => rendered,
            Err(problem) => return Ok(Err(problem)),
        };
        let open: Vec<Ask> = rendered.asked.into_iter().filter(|ask| !answers.contains_key(ask)).collect();
        if open.is_empty() {
            return Ok(Ok(said(&rendered.text)));
        }
        for ask in open {
            let answer = source.answer(&ask).await?;
            answers.insert(ask, answer);
        }
    }
    Ok(Err(faults::at(0, "这个写法一层套一层，请写得直接一些")))
}

fn said(rendered: &str) -> Spoken {
    let mut spoken = Spoken::default();
    for piece in marks::pieces(rendered) {
        match piece {
            Piece::Plain(text) | Piece::Quoted(text) => spoken.text.push_str(&text),
            Piece::Figure { address, text, .. } => {
                spoken.text.push_str(&text);
                spoken.address.get_or_insert(address);
            }
            Piece::Gap { code, what } => {
                spoken.text.push_str("【待补】");
                spoken.gaps.push(Gap { code, what });
            }
        }
    }
    spoken
}

/// What a template asked for in vain, each with its line, in the order of the lines.
fn refused(text: &str, answers: &Answers) -> Vec<Problem> {
    let mut found: Vec<(usize, String)> = answers
        .iter()
        .filter_map(|(ask, answer)| match answer {
            Answer::Refused(sentence) => Some((faults::line_with(text, ask.written()), sentence.clone())),
            Answer::Reading(_) | Answer::Compared(_) | Answer::Rows(_) => None,
        })
        .collect();
    found.sort();
    found.dedup();
    found.into_iter().map(|(line, sentence)| faults::at(line, sentence)).collect()
}
