//! The sealed part of a demand: written by those who write the demand, opened by everybody else only with a reason, and every
//! opening on the record.

use askama::Template;
use axum::response::IntoResponse;
use cases::{CaseFile, Change, matching};
use storage::{Db, Deed, Error, Problem, Reader, Result, Value, Work};
use vocabulary::{Day, Role};
use web::{Frame, Outcome, Visitor, Who, go, page, shown_again, typed};

use super::Needle;
use crate::{DEMANDS, OPENINGS, SECRETS, demand::Stage};
use procedure::Word;

/// The fewest letters of a reason.
const REASON: usize = 4;

#[derive(Template)]
#[template(path = "pages/sealed.html")]
struct SealedPage<'a> {
    frame: Frame<'a>,
    id: i64,
    name: String,
    is_there: bool,
    may_write: bool,
    may_open: bool,
    /// The sealed part, once it was opened.
    opened: Option<String>,
    openings: Vec<Opening>,
    reason: String,
    problems: Vec<Problem>,
}

struct Opening {
    by: String,
    on: String,
    reason: String,
}

/// Who opened it, and the forms that write and open it.
pub(super) async fn form(needle: &Needle, visitor: &Visitor, id: i64) -> Outcome {
    page(&shown(needle, visitor, id, None, "", Vec::new()).await?)
}

/// Opens it: the opening is on the record before anything is shown.
pub(super) async fn open(needle: &Needle, visitor: &Visitor, id: i64, pairs: &[(String, String)]) -> Outcome {
    let demand = needle.demand(visitor, id).await?;
    let reason = typed(pairs, "reason");
    if !may_open(&visitor.who) {
        return Err(Error::Forbidden("密封内容由科室经办、科室负责人或需求企业查看".to_owned()).into());
    }
    let db = &needle.desk.house.db;
    let opening = Open { db, who: &visitor.who, demand: &demand, reason, today: needle.today() };
    match db.write(&visitor.actor(), &opening).await {
        Ok(content) => page(&shown(needle, visitor, id, Some(content), "", Vec::new()).await?),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            Ok((status, page(&shown(needle, visitor, id, None, reason, problems).await?)?).into_response())
        }
    }
}

/// Writes it anew. What was there before is not shown for that.
pub(super) async fn seal(needle: &Needle, visitor: &Visitor, id: i64, pairs: &[(String, String)]) -> Outcome {
    let demand = needle.demand(visitor, id).await?;
    if !may_write(&visitor.who, &demand) {
        return Err(Error::Refused("需求办结以前，由需求企业或科室经办填写密封内容".to_owned()).into());
    }
    let db = &needle.desk.house.db;
    db.write(&visitor.actor(), &Seal { db, demand: id, content: typed(pairs, "content") }).await?;
    Ok(go(&format!("{}/{id}/sealed", DEMANDS.path)))
}

/// Brokers, and the enterprise itself; a leader and the supervisor read that it was opened, not what it says.
fn may_open(who: &Who) -> bool {
    who.is_one_of(&[Role::Officer, Role::Head, Role::Enterprise])
}

fn may_write(who: &Who, demand: &CaseFile) -> bool {
    let over = [Stage::Matched, Stage::Unmet, Stage::Closed];
    let is_over = over.iter().any(|stage| stage.label() == demand.text("stage"));
    !is_over && who.is_one_of(&[Role::Enterprise, Role::Officer])
}

async fn secret(reader: Reader<'_>, demand: i64) -> Result<Option<CaseFile>> {
    let of_demand = matching(&SECRETS, &[("demand", demand.into())])?;
    Ok(CaseFile::all(reader, &SECRETS, of_demand).await?.into_iter().next())
}

struct Open<'a> {
    db: &'a Db,
    who: &'a Who,
    demand: &'a CaseFile,
    reason: &'a str,
    today: Day,
}

impl Deed for Open<'_> {
    type Outcome = String;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<String> {
        if self.reason.chars().filter(|letter| letter.is_alphanumeric()).count() < REASON {
            return Err(Error::invalid("reason", "请写明为什么要看，至少四个字"));
        }
        let found = secret(work.reader(), self.demand.id()).await?;
        let Some(found) = found.filter(|secret| secret.has("content")) else {
            return Err(Error::Refused("这项需求没有密封内容".to_owned()));
        };
        let values: Vec<Change> = vec![
            ("demand", self.demand.id().into()),
            ("unit", self.who.unit.map_or(Value::Null, Value::from)),
            ("opened_by", self.who.actor().into()),
            ("opened_on", self.today.to_string().into()),
            ("reason", self.reason.into()),
        ];
        cases::add(work, self.db, &OPENINGS, values).await?;
        Ok(found.text("content").to_owned())
    }
}

struct Seal<'a> {
    db: &'a Db,
    demand: i64,
    content: &'a str,
}

impl Deed for Seal<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let content = if self.content.is_empty() { Value::Null } else { self.content.into() };
        match secret(work.reader(), self.demand).await? {
            Some(secret) => secret.write(work, self.db, vec![("content", content)]).await,
            None => {
                let values = vec![("demand", self.demand.into()), ("content", content)];
                cases::add(work, self.db, &SECRETS, values).await.map(|_| ())
            }
        }
    }
}

async fn shown<'a>(
    needle: &'a Needle,
    visitor: &'a Visitor,
    id: i64,
    opened: Option<String>,
    reason: &str,
    problems: Vec<Problem>,
) -> Result<SealedPage<'a>> {
    let demand = needle.demand(visitor, id).await?;
    let house = &needle.desk.house;
    let openings = CaseFile::all(house.reader(), &OPENINGS, matching(&OPENINGS, &[("demand", id.into())])?).await?;
    let frame = house.frame(&DEMANDS, visitor, "密封内容").siblings(Vec::new());
    Ok(SealedPage {
        frame: frame.crumb(DEMANDS.title, DEMANDS.path).crumb(demand.name(), &demand.href()).crumb("密封内容", ""),
        id,
        name: demand.name().to_owned(),
        is_there: secret(house.reader(), id).await?.is_some_and(|secret| secret.has("content")),
        may_write: may_write(&visitor.who, &demand),
        may_open: may_open(&visitor.who),
        opened,
        openings: openings
            .iter()
            .map(|opening| Opening {
                by: opening.text("opened_by").to_owned(),
                on: opening.text("opened_on").to_owned(),
                reason: opening.text("reason").to_owned(),
            })
            .collect(),
        reason: reason.to_owned(),
        problems,
    })
}
