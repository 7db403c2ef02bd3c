//! A proposal beside its scoring sheet: what the expert reads and what the expert writes.

use askama::Template;
use axum::response::IntoResponse;
use cases::pages::Desk;
use review::Hundredths;
use storage::{Problem, Result};
use web::{Frame, Outcome, Visitor, go, page, shown_again, typed};

use super::{
    super::{
        copy::ReadingCopy,
        judging::{Open, Recuse, Save, Task, mark_field, not_applicable_field},
        score::ADVICE,
        sheet::Given,
    },
    tasks,
};

/// What was typed when it could not be kept, and why not.
type Again<'t> = (&'t [(String, String)], Vec<Problem>);

/// A criterion on the sheet.
struct CriterionView {
    field: String,
    not_applicable: String,
    name: String,
    weight: i64,
    guidance: String,
    mark: String,
    is_not_applicable: bool,
    error: String,
}

#[derive(Template)]
#[template(path = "panel/pages/judge.html")]
struct JudgePage<'a> {
    frame: Frame<'a>,
    /// The proposal; nothing once the review is over.
    copy: Option<ReadingCopy>,
    number: String,
    call: String,
    href: String,
    judge_by: String,
    can_write: bool,
    is_discussed: bool,
    criteria: Vec<CriterionView>,
    /// What is still to be marked before there is a total.
    unmarked: usize,
    total: String,
    first_total: String,
    advice: String,
    advices: &'static [&'static str],
    opinion: String,
    reason: String,
    seen: String,
    problems: Vec<Problem>,
    is_dirty: bool,
}

impl JudgePage<'_> {
    fn error(&self, place: &str) -> &str {
        self.problems.iter().find(|problem| problem.place == place).map_or("", |problem| &problem.sentence)
    }
}

#[derive(Template)]
#[template(path = "panel/pages/recuse.html")]
struct RecusePage<'a> {
    frame: Frame<'a>,
    href: String,
    number: String,
    reason: String,
    problems: Vec<Problem>,
}

/// The page.
pub(super) async fn form(desk: &Desk, visitor: &Visitor, id: i64) -> Outcome {
    page(&shown(desk, visitor, id, None).await?)
}

/// Keeps a draft or hands the sheet in; where it cannot be kept, the page again with everything that was typed.
pub(super) async fn save(desk: &Desk, visitor: &Visitor, id: i64, pairs: &[(String, String)]) -> Outcome {
    let is_final = typed(pairs, "do") == "submit";
    let (db, who, today) = (&desk.house.db, &*visitor.who, desk.today());
    let deed = Save { db, who, assignment: id, typed: pairs, is_final, today };
    match db.write(&visitor.actor(), &deed).await {
        Ok(()) if is_final => Ok(go(tasks::PATH)),
        Ok(()) => Ok(go(&format!("{}/{id}#sheet", tasks::PATH))),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let again = shown(desk, visitor, id, Some((pairs, problems))).await?;
            Ok((status, page(&again)?).into_response())
        }
    }
}

async fn shown<'a>(desk: &'a Desk, visitor: &'a Visitor, id: i64, again: Option<Again<'_>>) -> Result<JudgePage<'a>> {
    let reader = desk.house.reader();
    let task = Task::read(reader, &visitor.who, id).await?;
    let proposal = task.assignment.number("proposal").unwrap_or_default();
    let copy = if task.is_running() { Some(ReadingCopy::read(reader, proposal, &task.call).await?) } else { None };
    let number = task.assignment.text("number").to_owned();
    let (pairs, problems) = again.map_or((None, Vec::new()), |(pairs, problems)| (Some(pairs), problems));
    let text =
        |column: &str| pairs.map_or_else(|| task.assignment.text(column), |pairs| typed(pairs, column)).to_owned();
    let points =
        |column: &str| task.assignment.number(column).map_or(String::new(), |total| Hundredths(total).to_string());
    let criteria = criteria(&task, pairs, &problems);
    let marks = task.marks();
    Ok(JudgePage {
        frame: frame(desk, visitor, &format!("评审 {number}")),
        copy,
        call: task.call.name().to_owned(),
        href: format!("{}/{id}", tasks::PATH),
        judge_by: task.panel.text("judge_by").to_owned(),
        can_write: task.open() != Open::Closed,
        is_discussed: task.open() == Open::Discussing,
        criteria,
        unmarked: task.sheet.criteria.iter().filter(|criterion| !marks.contains_key(&criterion.id())).count(),
        total: points("total"),
        first_total: points("first_total"),
        advice: text("advice"),
        advices: ADVICE,
        opinion: text("opinion"),
        reason: text("reason"),
        seen: pairs.map_or_else(|| task.seen(), |pairs| typed(pairs, "_seen").to_owned()),
        is_dirty: pairs.is_some(),
        problems,
        number,
    })
}

/// The criteria with what was typed, or what is kept.
fn criteria(task: &Task, pairs: Option<&[(String, String)]>, problems: &[Problem]) -> Vec<CriterionView> {
    let kept = task.marks();
    let view = |criterion: &cases::CaseFile| {
        let id = criterion.id();
        let (field, not_applicable) = (mark_field(id), not_applicable_field(id));
        let (mark, is_not_applicable) = match (pairs, kept.get(&id)) {
            (Some(pairs), _) => (typed(pairs, &field).to_owned(), !typed(pairs, &not_applicable).is_empty()),
            (None, Some(Given(None))) => (String::new(), true),
            (None, Some(mark)) => (mark.to_string(), false),
            (None, None) => (String::new(), false),
        };
        let problem = problems.iter().find(|problem| problem.place == field);
        CriterionView {
            error: problem.map_or(String::new(), |problem| problem.sentence.clone()),
            field,
            not_applicable,
            name: criterion.text("name").to_owned(),
            weight: criterion.number("weight").unwrap_or_default(),
            guidance: criterion.text("guidance").to_owned(),
            mark,
            is_not_applicable,
        }
    };
    task.sheet.criteria.iter().map(view).collect()
}

/// The form in which an expert says that they must stay away.
pub(super) async fn ask_recuse(desk: &Desk, visitor: &Visitor, id: i64) -> Outcome {
    page(&recusing(desk, visitor, id, "", Vec::new()).await?)
}

/// Gives the proposal back.
pub(super) async fn recuse(desk: &Desk, visitor: &Visitor, id: i64, pairs: &[(String, String)]) -> Outcome {
    let reason = typed(pairs, "reason");
    let deed = Recuse { db: &desk.house.db, who: &visitor.who, assignment: id, reason };
    match desk.house.db.write(&visitor.actor(), &deed).await {
        Ok(()) => Ok(go(tasks::PATH)),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            Ok((status, page(&recusing(desk, visitor, id, reason, problems).await?)?).into_response())
        }
    }
}

async fn recusing<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    id: i64,
    reason: &str,
    problems: Vec<Problem>,
) -> Result<RecusePage<'a>> {
    let task = Task::read(desk.house.reader(), &visitor.who, id).await?;
    Ok(RecusePage {
        frame: frame(desk, visitor, "申请回避"),
        href: format!("{}/{id}", tasks::PATH),
        number: task.assignment.text("number").to_owned(),
        reason: reason.to_owned(),
        problems,
    })
}

fn frame<'a>(desk: &'a Desk, visitor: &'a Visitor, title: &str) -> Frame<'a> {
    Frame::new(&desk.house.site, visitor, "评审", title).crumb("我的评审", tasks::PATH).crumb(title, "")
}
