//! What an expert does with a proposal: drafts, hands in, stands aside, and changes once what is discussed again.

use std::collections::BTreeMap;

use cases::{CaseFile, Change, add, matching};
use listing::{Column, cell};
use procedure::Word;
use review::Hundredths;
use storage::{Db, Deed, Error, Problem, Reader, Result, Value, Work, digest};
use vocabulary::{Day, Role};
use web::{Who, typed};

use super::{
    ASSIGNMENTS, PANELS, SCORES, Stage,
    score::{GIVEN, LOCKED, OPEN, RETURNED},
    sheet::{CHANGED, Given, Sheet, given},
};
use crate::CALLS;

/// A sheet of an expert, with what it belongs to and what has been written on it.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) assignment: CaseFile,
    pub(super) panel: CaseFile,
    pub(super) call: CaseFile,
    pub(super) sheet: Sheet,
    /// The marks as they are kept.
    scores: Vec<CaseFile>,
}

/// What may be done with a sheet now.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// It can be drafted and handed in.
    Judging,
    /// It can be changed once, or confirmed.
    Discussing,
    /// It can only be read.
    Closed,
}

impl Open {
    /// What may be done with an assignment of a panel.
    pub(super) fn of(panel: &CaseFile, assignment: &CaseFile) -> Open {
        let is_open = assignment.text("state") == OPEN;
        let is_reopened = assignment.text("reopened") == "是" && assignment.text("discussed") != "是";
        match Stage::of_label(panel.text("stage")) {
            Some(Stage::Judging) if is_open => Open::Judging,
            Some(Stage::Discussing) if is_reopened => Open::Discussing,
            _ => Open::Closed,
        }
    }
}

impl Task {
    /// A sheet, for the expert whose it is.
    ///
    /// # Errors
    /// [`Error::NotFound`], the same whether it is not there or not for them.
    pub(super) async fn read(reader: Reader<'_>, who: &Who, id: i64) -> Result<Task> {
        let assignment = CaseFile::read(reader, &ASSIGNMENTS, id).await?;
        let is_own =
            who.role == Some(Role::Expert) && who.person.is_some() && assignment.number("person") == who.person;
        if !is_own || ![OPEN, GIVEN, LOCKED].contains(&assignment.text("state")) {
            return Err(Error::NotFound(format!("{}中没有编号为 {id} 的记录，可能已被删除", ASSIGNMENTS.title)));
        }
        let panel = CaseFile::read(reader, &PANELS, assignment.number("panel").unwrap_or_default()).await?;
        let call = CaseFile::read(reader, &CALLS, panel.number("call").unwrap_or_default()).await?;
        let scores = CaseFile::all(reader, &SCORES, matching(&SCORES, &[("assignment", id.into())])?).await?;
        let sheet = Sheet::read(reader, call.id()).await?;
        Ok(Task { assignment, panel, call, sheet, scores })
    }

    /// What may be done with it now.
    pub(super) fn open(&self) -> Open {
        Open::of(&self.panel, &self.assignment)
    }

    /// Whether the review still runs, so that the expert needs the proposal.
    pub(super) fn is_running(&self) -> bool {
        [Stage::Judging.label(), Stage::Discussing.label()].contains(&self.panel.text("stage"))
    }

    /// The marks by criterion.
    pub(super) fn marks(&self) -> BTreeMap<i64, Given> {
        given(&self.scores)
    }

    /// A digest of everything that is written on it: whoever saw another one has an old page.
    pub(super) fn seen(&self) -> String {
        let columns = ["state", "advice", "opinion", "reopened", "discussed", "reason"];
        let mut said: Vec<String> = columns.map(|column| self.assignment.text(column).to_owned()).to_vec();
        said.extend(self.marks().iter().map(|(criterion, mark)| format!("{criterion}:{mark}")));
        digest(said.join("\u{1f}").as_bytes())
    }
}

/// The name of the field of a criterion's mark.
pub(super) fn mark_field(criterion: i64) -> String {
    format!("mark-{criterion}")
}

/// The name of the box that says that a criterion does not apply.
pub(super) fn not_applicable_field(criterion: i64) -> String {
    format!("na-{criterion}")
}

/// What an expert has written on a sheet, to be kept as a draft or handed in.
#[derive(Debug)]
pub(super) struct Save<'a> {
    pub(super) db: &'a Db,
    pub(super) who: &'a Who,
    pub(super) assignment: i64,
    pub(super) typed: &'a [(String, String)],
    /// Whether it is handed in rather than kept as a draft.
    pub(super) is_final: bool,
    pub(super) today: Day,
}

impl Deed for Save<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let task = Task::read(work.reader(), self.who, self.assignment).await?;
        let open = task.open();
        if open == Open::Closed {
            return Err(Error::Refused("这份评审意见已经提交，不能再修改".to_owned()));
        }
        if typed(self.typed, "_seen") != task.seen() {
            return Err(Error::Refused(
                "这份评审意见刚在另一个页面保存过。请在新页面打开，核对后再填，以免互相覆盖".to_owned(),
            ));
        }
        if task.panel.text("sheet") != task.sheet.code() {
            return Err(Error::Refused(CHANGED.to_owned()));
        }
        let written = Written::read(&task.sheet, self.typed, self.is_final || open == Open::Discussing)?;
        let mut changes = written.columns(&task.sheet);
        if open == Open::Discussing {
            changes.extend(self.discussed(&task, &written)?);
        } else if self.is_final {
            changes.push(("state", GIVEN.into()));
            changes.push(("given_on", self.today.to_string().into()));
        }
        self.keep_marks(work, &task, &written.marks).await?;
        task.assignment.write(work, self.db, changes).await
    }
}

impl Save<'_> {
    /// What is changed in a discussion needs its reason; what stays as it was is confirmed without one.
    fn discussed(&self, task: &Task, written: &Written) -> Result<Vec<Change>> {
        let before = &task.assignment;
        let is_same = written.marks == task.marks()
            && before.text("advice") == written.advice.text().unwrap_or_default()
            && before.text("opinion") == written.opinion.text().unwrap_or_default();
        let discussed = ("discussed", "是".into());
        if is_same {
            return Ok(vec![discussed]);
        }
        let reason = cell::parse(column("reason")?, typed(self.typed, "reason"));
        let reason = reason.map_err(|sentence| Error::invalid("reason", sentence))?;
        if reason.is_null() {
            return Err(Error::invalid("reason", "改动了评分，请写明理由；不改动的直接提交即为维持原评分"));
        }
        let first = before.number("total").map_or(Value::Null, Value::Int);
        Ok(vec![discussed, ("reason", reason), ("first_total", first)])
    }

    async fn keep_marks(&self, work: &mut Work, task: &Task, marks: &BTreeMap<i64, Given>) -> Result<()> {
        for criterion in &task.sheet.criteria {
            let kept = task.scores.iter().find(|score| score.number("criterion") == Some(criterion.id()));
            let values = marks.get(&criterion.id()).map(|mark| stored(*mark));
            match (kept, values) {
                (Some(kept), Some(values)) => kept.write(work, self.db, values).await?,
                (Some(kept), None) => work.delete(self.db.table(SCORES.table)?, kept.id()).await?,
                (None, Some(values)) => {
                    let mut all =
                        vec![("assignment", task.assignment.id().into()), ("criterion", criterion.id().into())];
                    all.extend(values);
                    add(work, self.db, &SCORES, all).await?;
                }
                (None, None) => {}
            }
        }
        Ok(())
    }
}

fn stored(Given(tenths): Given) -> Vec<Change> {
    let is_not_applicable = if tenths.is_none() { "是" } else { "否" };
    vec![("score", tenths.map_or(Value::Null, Value::Int)), ("not_applicable", is_not_applicable.into())]
}

fn column(name: &str) -> Result<&'static Column> {
    ASSIGNMENTS.column(name).ok_or_else(|| Error::Fault(format!("{} has no column {name}", ASSIGNMENTS.table)))
}

/// What stands in the form of a sheet.
#[derive(Clone, Debug)]
struct Written {
    marks: BTreeMap<i64, Given>,
    advice: Value,
    opinion: Value,
}

impl Written {
    /// Reads the form. What is final must be whole.
    ///
    /// # Errors
    /// A problem for each field that is wrong or missing.
    fn read(sheet: &Sheet, pairs: &[(String, String)], is_final: bool) -> Result<Written> {
        let mut problems = Vec::new();
        let mut marks = BTreeMap::new();
        for criterion in &sheet.criteria {
            let (id, name) = (criterion.id(), criterion.text("name"));
            let text = typed(pairs, &mark_field(id));
            let is_not_applicable = !typed(pairs, &not_applicable_field(id)).is_empty();
            let read = match (text.is_empty(), is_not_applicable) {
                (true, true) => Ok(Some(Given(None))),
                (false, true) => Err(format!("“{name}”既打了分又选了“不适用”，请只留一样")),
                (false, false) => Given::parse(text).map(Some).map_err(|wrong| format!("“{name}”：{}", wrong.said)),
                (true, false) if is_final => Err(format!("请给“{name}”打分，或选“不适用”")),
                (true, false) => Ok(None),
            };
            match read {
                Ok(Some(mark)) => drop(marks.insert(id, mark)),
                Ok(None) => {}
                Err(sentence) => problems.push(Problem { place: mark_field(id), sentence }),
            }
        }
        let mut text = |name: &'static str, missing: &str| -> Result<Value> {
            let (value, sentence) = match cell::parse(column(name)?, typed(pairs, name)) {
                Ok(value) if value.is_null() && is_final => (value, Some(missing.to_owned())),
                Ok(value) => (value, None),
                Err(sentence) => (Value::Null, Some(sentence)),
            };
            problems.extend(sentence.map(|sentence| Problem { place: name.to_owned(), sentence }));
            Ok(value)
        };
        let advice = text("advice", "请选择建议")?;
        let opinion = text("opinion", "请写评审意见")?;
        let is_whole = problems.is_empty() && is_final;
        if is_whole && marks.values().all(|mark| *mark == Given(None)) {
            let place = sheet.criteria.first().map_or(String::new(), |criterion| mark_field(criterion.id()));
            problems.push(Problem {
                place, sentence: "各项都是“不适用”，无法计分。请至少给一项打分".to_owned()
            });
        }
        if problems.is_empty() { Ok(Written { marks, advice, opinion }) } else { Err(Error::Invalid(problems)) }
    }

    fn columns(&self, sheet: &Sheet) -> Vec<Change> {
        let total = sheet.total(&self.marks);
        let total = total.map_or(Value::Null, |Hundredths(total)| total.into());
        vec![("advice", self.advice.clone()), ("opinion", self.opinion.clone()), ("total", total)]
    }
}

/// An expert who finds that they must stay away from a proposal.
#[derive(Debug)]
pub(super) struct Recuse<'a> {
    pub(super) db: &'a Db,
    pub(super) who: &'a Who,
    pub(super) assignment: i64,
    pub(super) reason: &'a str,
}

impl Deed for Recuse<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let task = Task::read(work.reader(), self.who, self.assignment).await?;
        if task.open() != Open::Judging {
            return Err(Error::Refused("评审意见已经提交，不能再申请回避。请联系主管科室".to_owned()));
        }
        let reason = cell::parse(column("reason")?, self.reason).map_err(|said| Error::invalid("reason", said))?;
        if reason.is_null() {
            return Err(Error::invalid("reason", "请写明须回避的理由"));
        }
        for score in &task.scores {
            work.delete(self.db.table(SCORES.table)?, score.id()).await?;
        }
        let changes = vec![
            ("state", RETURNED.into()),
            ("reason", reason),
            ("total", Value::Null),
            ("advice", Value::Null),
            ("opinion", Value::Null),
        ];
        task.assignment.write(work, self.db, changes).await
    }
}
