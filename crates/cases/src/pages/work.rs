//! 工作台: what waits for the visitor, the cases of their unit, what is overdue, and how much each section has to do.

use askama::Template;
use listing::query::Wanted;
use storage::Result;
use vocabulary::{Day, Role, grouped};
use web::{Frame, NavItem, Outcome, Visitor, Who, page};

use super::{Desk, load, stage_name, time_left};
use crate::{CaseFile, Kind, desk::Pile, message};

/// How many cases of a kind are named on the page.
const NAMED: usize = 8;

/// How many messages are told.
const MESSAGES: usize = 6;

/// A case as a line of a table.
pub(super) struct Line {
    pub(super) kind: &'static str,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) stage: String,
    pub(super) owner: String,
    pub(super) due: String,
    pub(super) first_due: String,
    pub(super) left: String,
    pub(super) is_late: bool,
    /// For sorting: what ends first comes first, what has no end last.
    pub(super) due_on: Option<Day>,
}

/// The cases of one kind.
struct Group {
    title: &'static str,
    unit: &'static str,
    count: String,
    late: i64,
    href: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "pages/work.html")]
struct WorkPage<'a> {
    frame: Frame<'a>,
    waiting: Vec<Group>,
    own: Vec<Group>,
    /// Where the work is, for those of the bureau for whom nothing waits.
    elsewhere: Vec<load::Row>,
    /// What a unit that has nothing under way may begin.
    begins: Vec<NavItem>,
    messages: Vec<message::Shown>,
    unread: i64,
    may_supervise: bool,
}

/// How many cases of a kind are late, and where all of them are.
struct Late {
    kind: &'static str,
    unit: &'static str,
    count: String,
    href: String,
}

#[derive(Template)]
#[template(path = "pages/overdue.html")]
struct OverduePage<'a> {
    frame: Frame<'a>,
    kinds: Vec<Late>,
    lines: Vec<Line>,
    count: i64,
    shown: String,
    today: String,
}

/// The frame of a page of work, with its neighbours.
pub(super) fn frame<'a>(desk: &'a Desk, visitor: &'a Visitor, title: &str) -> Frame<'a> {
    let who = &visitor.who;
    let mut siblings = vec![
        ("工作台", "/work"),
        ("批量办理", "/work/bulk"),
        ("日历", "/work/calendar"),
        ("消息", "/messages"),
        ("我的已办", "/work/done"),
    ];
    if who.is_one_of(SEE_OVERDUE) {
        siblings.push(("超期", "/work/overdue"));
    }
    if may_supervise(visitor) {
        siblings.push(("科室工作量", "/work/load"));
    }
    siblings.push(("办理程序", "/procedures"));
    if !who.is_known() {
        siblings = vec![("办理程序", "/procedures")];
    }
    let item = |(title, href): (&str, &str)| NavItem { title: title.to_owned(), href: href.to_owned() };
    Frame::new(&desk.house.site, visitor, "工作台", title)
        .crumb("首页", "/")
        .crumb("工作台", if title == "工作台" { "" } else { "/work" })
        .siblings(siblings.into_iter().map(item).collect())
}

/// Who sees what is overdue.
const SEE_OVERDUE: &[Role] = &[Role::Head, Role::Leader, Role::Supervisor, Role::Officer];

/// Whether somebody watches over the deadlines of others.
pub(super) fn may_supervise(visitor: &Visitor) -> bool {
    visitor.who.is_one_of(&[Role::Head, Role::Leader, Role::Supervisor])
}

/// The page of what waits for the visitor.
pub(super) async fn work(desk: &Desk, visitor: &Visitor) -> Outcome {
    let who = &visitor.who;
    if !who.is_known() {
        return Ok(web::go("/sign-in?next=%2Fwork"));
    }
    let mut waiting = Vec::new();
    let mut own = Vec::new();
    for kind in desk.kinds.iter().copied() {
        if let Some(pile) = Pile::waiting(kind, who) {
            waiting.extend(group(desk, visitor, pile).await?);
        }
        if who.role.is_some_and(Role::is_of_unit)
            && let Some(pile) = Pile::open(kind, who).filter(|_| kind.listing().owner.is_some())
        {
            own.extend(group(desk, visitor, pile).await?);
        }
    }
    let reader = desk.house.reader();
    let letters = message::of_account(reader, who.account, Wanted { limit: MESSAGES, ..Wanted::default() }).await?;
    let unread = match who.account {
        Some(account) => message::unread(reader, account).await?,
        None => 0,
    };
    let is_idle = waiting.is_empty();
    let may_apply = is_idle && own.is_empty() && who.role.is_some_and(Role::is_of_unit);
    page(&WorkPage {
        frame: frame(desk, visitor, "工作台"),
        elsewhere: if is_idle && who.is_of_bureau() { load::open(desk, visitor).await? } else { Vec::new() },
        begins: if may_apply { begins(desk, who) } else { Vec::new() },
        waiting,
        own,
        messages: letters.messages,
        unread,
        may_supervise: may_supervise(visitor),
    })
}

/// The cases that somebody may begin, and where.
fn begins(desk: &Desk, who: &Who) -> Vec<NavItem> {
    let begin = |kind: &&'static dyn Kind| {
        let (conduct, path) = (kind.conduct(), kind.listing().path);
        let title = conduct.begins(who)?.to_owned();
        let href = conduct.begins_at().map_or_else(|| format!("{path}/new"), str::to_owned);
        Some(NavItem { title, href })
    };
    desk.kinds.iter().filter_map(begin).collect()
}

async fn group(desk: &Desk, visitor: &Visitor, pile: Pile) -> Result<Option<Group>> {
    let reader = desk.house.reader();
    let count = pile.count(reader).await?;
    if count == 0 {
        return Ok(None);
    }
    let listing = pile.kind.listing();
    let late = match pile.clone().due_before(desk.today()) {
        Some(late) => late.count(reader).await?,
        None => 0,
    };
    let cases = pile.first(reader, NAMED).await?;
    Ok(Some(Group {
        title: listing.title,
        unit: listing.unit,
        count: grouped(count),
        late,
        href: pile.href(),
        lines: cases.iter().map(|case| line(pile.kind, case, visitor, desk.today())).collect(),
    }))
}

/// A case as a line.
pub(super) fn line(kind: &'static dyn Kind, case: &CaseFile, visitor: &Visitor, today: Day) -> Line {
    let due = case.day("due_on");
    let (left, is_late) = due.map_or((String::new(), false), |due| time_left(due, today));
    let first = case.day("first_due_on").filter(|first| Some(*first) != due);
    Line {
        kind: case.listing.title,
        name: case.name().to_owned(),
        href: case.href(),
        stage: stage_name(&visitor.who, kind.outline_of(case), case.text("stage")),
        owner: case.listing.owner.map_or("", |owner| case.linked(owner)).to_owned(),
        due: due.map_or(String::new(), |due| due.to_string()),
        first_due: first.map_or(String::new(), |first| first.to_string()),
        left,
        is_late,
        due_on: due,
    }
}

/// The most cases of a kind that are named on the page of what is overdue.
const MOST: usize = 100;

/// The page of every step of any procedure whose time is over.
pub(super) async fn overdue(desk: &Desk, visitor: &Visitor) -> Outcome {
    visitor.who.require(SEE_OVERDUE)?;
    let (reader, today) = (desk.house.reader(), desk.today());
    let (mut kinds, mut lines, mut count) = (Vec::new(), Vec::new(), 0);
    for kind in desk.kinds.iter().copied() {
        let Some(pile) = Pile::open(kind, &visitor.who).and_then(|pile| pile.due_before(today)) else { continue };
        let late = pile.count(reader).await?;
        if late == 0 {
            continue;
        }
        let (title, unit) = (kind.listing().title, kind.listing().unit);
        kinds.push(Late { kind: title, unit, count: grouped(late), href: pile.href() });
        count += late;
        let cases = pile.first(reader, MOST).await?;
        lines.extend(cases.iter().map(|case| line(kind, case, visitor, today)));
    }
    lines.sort_by_key(|line| (line.due_on, line.kind));
    page(&OverduePage {
        frame: frame(desk, visitor, "超期").crumb("超期", ""),
        kinds,
        shown: grouped(i64::try_from(lines.len()).unwrap_or(i64::MAX)),
        lines,
        count,
        today: today.to_string(),
    })
}
