//! 办理经过: who did what when with a case, and until when each stage might last, to be read and to be printed on A4.

use askama::Template;
use listing::Listing;
use procedure::Outline;
use storage::{Error, lines_of};
use web::{Frame, Outcome, Visitor, page};

use super::{Desk, stage_name, step, story_for, time_left};
use crate::Told;

/// The most lines of the history of a record among which its first is looked for.
const LINES: i64 = 10_000;

#[derive(Template)]
#[template(path = "pages/history.html")]
struct HistoryPage<'a> {
    frame: Frame<'a>,
    listing: &'static Listing,
    outline: &'a Outline,
    name: String,
    href: String,
    stage: String,
    since: String,
    due: String,
    first_due: String,
    left: String,
    owner: String,
    section: String,
    /// When it was entered, and by whom where the visitor may know.
    entered: String,
    enterer: String,
    story: Vec<Told>,
    spent: i64,
    late: i64,
    today: String,
}

/// The page, for those who may know the story of the case.
pub(super) async fn history(desk: &Desk, visitor: &Visitor, table: &str, id: i64) -> Outcome {
    let (kind, case) = step::case(desk, visitor, table, id).await?;
    let (reader, who, today) = (desk.house.reader(), &visitor.who, desk.today());
    let listing = kind.listing();
    let Some(story) = story_for(reader, who, kind, &case).await? else {
        return Err(Error::NotFound(format!("{}中没有编号为 {id} 的记录，可能已被删除", listing.title)).into());
    };
    let outline = kind.outline_of(&case);
    let ends = outline.stage(case.text("stage")).is_some_and(|stage| stage.ends);
    let due = case.day("due_on").filter(|_| !ends);
    let first = case.day("first_due_on").filter(|first| due.is_some_and(|due| due != *first));
    let lines = lines_of(reader, listing.table, id, LINES).await?;
    let entry = lines.last();
    let frame = desk
        .house
        .frame(listing, visitor, "办理经过")
        .siblings(Vec::new())
        .crumb(listing.title, listing.path)
        .crumb(case.name(), &case.href())
        .crumb("办理经过", "");
    page(&HistoryPage {
        frame,
        listing,
        outline,
        name: case.name().to_owned(),
        href: case.href(),
        stage: stage_name(who, outline, case.text("stage")),
        since: case.text("since").to_owned(),
        due: due.map_or(String::new(), |due| due.to_string()),
        first_due: first.map_or(String::new(), |first| first.to_string()),
        left: due.map_or(String::new(), |due| time_left(due, today).0),
        owner: listing.owner.map_or("", |owner| case.linked(owner)).to_owned(),
        section: case.linked("section").to_owned(),
        entered: entry.and_then(|line| line.at.get(..16)).unwrap_or_default().trim_end_matches(" 00:00").to_owned(),
        enterer: entry.filter(|_| who.is_of_bureau()).map_or(String::new(), |line| line.actor.clone()),
        spent: story.iter().map(|told| told.spent).sum(),
        late: story.iter().map(|told| told.late).sum(),
        story,
        today: today.to_string(),
    })
}
