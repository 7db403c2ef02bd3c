//! What the public sees of lists on notice: the projects, their units and until when and how to object. No leader, no
//! score, no list that is not on notice; the amount where the local rule asks for it.

use askama::Template;
use cases::{CaseFile, matching, pages::Desk};
use procedure::Word;
use storage::{Error, Reader, Result};
use vocabulary::{Day, MoneyUnit::WanYuan};
use web::{Frame, Outcome, Visitor, page};

use super::super::{Disposition, RANKINGS, Stage, list::List, papers::subject};

/// The address of the notices.
const NOTICES: &str = "/public/notices";

/// A notice in the list of them.
struct Entry {
    href: String,
    title: String,
    period: Period,
}

/// The publicity period.
struct Period {
    first: String,
    last: String,
    publicity: i64,
    /// Whether its last day is over.
    is_over: bool,
}

#[derive(Template)]
#[template(path = "ranking/pages/notices.html")]
struct NoticesPage<'a> {
    frame: Frame<'a>,
    notices: Vec<Entry>,
}

/// A project on a notice.
struct Project {
    number: usize,
    name: String,
    unit: String,
    amount: String,
}

#[derive(Template)]
#[template(path = "ranking/pages/notice.html")]
struct NoticePage<'a> {
    frame: Frame<'a>,
    title: String,
    owner: String,
    level: String,
    period: Period,
    projects: Vec<Project>,
    shows_amount: bool,
    contact: String,
}

/// Every list on notice.
pub(super) async fn all(desk: &Desk, visitor: &Visitor) -> Outcome {
    let mut notices = Vec::new();
    for list in on_notice(desk.house.reader()).await? {
        notices.push(Entry {
            href: format!("{NOTICES}/{}", list.id()),
            title: subject(&list),
            period: Period::of(&list, desk.today())?,
        });
    }
    page(&NoticesPage { frame: frame(desk, visitor, "公示").crumb("公示", ""), notices })
}

/// A list on notice; one that is not there for the public.
pub(super) async fn one(desk: &Desk, visitor: &Visitor, id: i64) -> Outcome {
    let lists = on_notice(desk.house.reader()).await?;
    let Some(list) = lists.into_iter().find(|list| list.id() == id) else {
        return Err(Error::NotFound("没有这份公示，或公示已经结束".to_owned()).into());
    };
    let shows_amount = list.text("shows_amount") == "是";
    let rows = List::rows_of(desk.house.reader(), id).await?;
    let projects = (1..).zip(rows.of(Disposition::Fund)).map(|(number, row)| Project {
        number,
        name: row.name.clone(),
        unit: row.unit.clone(),
        amount: row.amount.filter(|_| shows_amount).map_or(String::new(), |amount| amount.exact(WanYuan)),
    });
    let title = subject(&list);
    page(&NoticePage {
        frame: frame(desk, visitor, &title).crumb("公示", NOTICES).crumb(&title, ""),
        owner: desk.house.site.identity().owner.clone(),
        level: list.text("level").to_owned(),
        period: Period::of(&list, desk.today())?,
        projects: projects.collect(),
        shows_amount,
        contact: list.text("contact").to_owned(),
        title,
    })
}

async fn on_notice(reader: Reader<'_>) -> Result<Vec<CaseFile>> {
    let asked = [("stage", Stage::OnNotice.label().into())];
    CaseFile::all(reader, &RANKINGS, matching(&RANKINGS, &asked)?).await
}

fn frame<'a>(desk: &'a Desk, visitor: &'a Visitor, title: &str) -> Frame<'a> {
    Frame::new(&desk.house.site, visitor, "公示", title)
}

impl Period {
    fn of(list: &CaseFile, today: Day) -> Result<Period> {
        let (Some(first), Some(last)) = (list.day("notice_from"), list.day("notice_until")) else {
            return Err(Error::Fault(format!("list {} is on notice without a period", list.id())));
        };
        let publicity = vocabulary::WorkingDays::official().between(first, last);
        let is_over = today > last;
        Ok(Period { first: first.chinese(), last: last.chinese(), publicity: publicity.into(), is_over })
    }
}
