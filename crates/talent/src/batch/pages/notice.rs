//! What the public sees of batches on notice: surnames, units, benefits and months; no account, no number.

use std::collections::BTreeMap;

use askama::Template;
use cases::{CaseFile, matching, pages::Desk};
use listing::Filter;
use policies::entitlement::Month;
use procedure::Word;
use storage::{Error, Reader, Result};
use vocabulary::Money;
use web::{Frame, Outcome, Visitor, page};

use super::super::{BATCHES, ITEMS, Stage};
use directory::PEOPLE;

/// The address of the notices.
const NOTICES: &str = "/public/allowances";

/// A notice in the list of them.
struct Entry {
    href: String,
    title: String,
    first: String,
    last: String,
}

#[derive(Template)]
#[template(path = "batch/pages/notices.html")]
struct NoticesPage<'a> {
    frame: Frame<'a>,
    notices: Vec<Entry>,
}

/// A person on a notice.
struct Paid {
    name: String,
    unit: String,
    benefit: String,
    document: String,
    months: String,
    amount: String,
}

#[derive(Template)]
#[template(path = "batch/pages/notice.html")]
struct NoticePage<'a> {
    frame: Frame<'a>,
    title: String,
    owner: String,
    first: String,
    last: String,
    contact: String,
    people: Vec<Paid>,
}

/// Every batch on notice.
pub(super) async fn all(desk: &Desk, visitor: &Visitor) -> Outcome {
    let day = |batch: &CaseFile, column: &str| batch.day(column).map_or_else(String::new, |day| day.chinese());
    let entry = |batch: CaseFile| Entry {
        href: format!("{NOTICES}/{}", batch.id()),
        title: batch.name().to_owned(),
        first: day(&batch, "notice_from"),
        last: day(&batch, "notice_until"),
    };
    let notices = on_notice(desk.house.reader()).await?.into_iter().map(entry).collect();
    let frame = Frame::new(&desk.house.site, visitor, "公示", "待遇发放公示")
        .crumb("公示", "/public/notices")
        .crumb("待遇发放", "");
    page(&NoticesPage { frame, notices })
}

/// A batch on notice; one that is not there for the public.
pub(super) async fn one(desk: &Desk, visitor: &Visitor, id: i64) -> Outcome {
    let Some(batch) = on_notice(desk.house.reader()).await?.into_iter().find(|batch| batch.id() == id) else {
        return Err(Error::NotFound("没有这份公示，或公示已经结束".to_owned()).into());
    };
    let day = |column: &str| batch.day(column).map_or_else(String::new, |day| day.chinese());
    let title = batch.name().to_owned();
    let frame = Frame::new(&desk.house.site, visitor, "公示", &title).crumb("公示", "/public/notices");
    page(&NoticePage {
        frame: frame.crumb("待遇发放", NOTICES).crumb(&title, ""),
        owner: desk.house.site.identity().owner.clone(),
        first: day("notice_from"),
        last: day("notice_until"),
        contact: batch.text("contact").to_owned(),
        people: people(desk.house.reader(), id).await?,
        title,
    })
}

async fn on_notice(reader: Reader<'_>) -> Result<Vec<CaseFile>> {
    CaseFile::all(reader, &BATCHES, matching(&BATCHES, &[("stage", Stage::OnNotice.label().into())])?).await
}

async fn people(reader: Reader<'_>, batch: i64) -> Result<Vec<Paid>> {
    let directory = CaseFile::all(reader, &PEOPLE, Filter::default()).await?;
    let units: BTreeMap<i64, &str> = directory.iter().map(|one| (one.id(), one.linked("organisation"))).collect();
    let items = CaseFile::all(reader, &ITEMS, matching(&ITEMS, &[("batch", batch.into())])?).await?;
    let mut lines: BTreeMap<(i64, i64), Vec<&CaseFile>> = BTreeMap::new();
    for item in &items {
        let key = (item.number("person").unwrap_or_default(), item.number("benefit").unwrap_or_default());
        lines.entry(key).or_default().push(item);
    }
    let paid = |((person, _), items): ((i64, i64), Vec<&CaseFile>)| {
        let first = items.first()?;
        let months: Vec<Month> = items.iter().filter_map(|item| item.day("month_from").map(Month::of)).collect();
        let (from, to) = (months.iter().min()?, months.iter().max()?);
        Some(Paid {
            name: masked(first.linked("person")),
            unit: units.get(&person).copied().unwrap_or_default().to_owned(),
            benefit: first.linked("benefit").to_owned(),
            document: first.text("document").to_owned(),
            months: if from == to { from.chinese() } else { format!("{}至{}", from.chinese(), to.chinese()) },
            amount: Money::total(items.iter().filter_map(|item| item.money("amount"))).unwrap_or_default().grouped(),
        })
    };
    Ok(lines.into_iter().filter_map(paid).collect())
}

/// The first character of a name; whoever knows the person knows them by that and the unit.
fn masked(name: &str) -> String {
    let stars = "*".repeat(name.chars().count().saturating_sub(1));
    format!("{}{stars}", name.chars().take(1).collect::<String>())
}
