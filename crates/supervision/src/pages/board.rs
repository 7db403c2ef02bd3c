//! 督办一览: every matter that is open and every step of any procedure that is overdue, each with its light.

use askama::Template;
use cases::{CaseFile, pages::Desk};
use listing::{Alternative, Filter, Listing, sight};
use procedure::Word;
use storage::{Reader, Result};
use vocabulary::{
    Day,
    Role::{Head, Leader, Officer, Supervisor},
    WorkingDays,
};
use web::{Frame, NavItem, Outcome, Visitor, page, typed};

use crate::{
    MATTERS, SIGNALS, matter,
    parameters::YELLOW_DAYS,
    signal::{self, Sort},
};

procedure::words! {
    /// How urgent a matter is.
    enum Light {
        /// Its time is over.
        Red: "红灯",
        /// Its time is nearly over.
        Yellow: "黄灯",
        /// There is time.
        Green: "绿灯",
    }
}

impl Light {
    fn of(deadline: Option<Day>, today: Day) -> Light {
        match deadline {
            Some(deadline) if deadline < today => Light::Red,
            Some(deadline) if WorkingDays::official().between(today, deadline) <= YELLOW_DAYS => Light::Yellow,
            _ => Light::Green,
        }
    }

    /// The class of its sign. The word beside it says the same.
    fn sign(self) -> &'static str {
        match self {
            Light::Red => "late",
            Light::Yellow => "moving",
            Light::Green => "done",
        }
    }
}

struct Line {
    light: Light,
    deadline: Option<Day>,
    name: String,
    href: String,
    source: String,
    section: String,
    stage: String,
    due: String,
    first_due: String,
    latest: String,
}

struct Tally {
    light: Light,
    count: usize,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "pages/board.html")]
struct BoardPage<'a> {
    frame: Frame<'a>,
    today: Day,
    all: usize,
    tallies: Vec<Tally>,
    chosen: Option<Light>,
    lines: Vec<Line>,
}

/// The page; `light` in the address leaves one light.
pub(super) async fn board(desk: &Desk, visitor: &Visitor, asked: &[(String, String)]) -> Outcome {
    visitor.who.require(&[Officer, Head, Leader, Supervisor])?;
    let (reader, today) = (desk.house.reader(), desk.today());
    let mut lines: Vec<Line> = Vec::new();
    if sight(&MATTERS, &visitor.who).is_some() {
        let open = [matter::Stage::Entered, matter::Stage::InHand, matter::Stage::ToClose].map(Word::label);
        lines.extend(at(reader, &MATTERS, &open).await?.iter().map(|file| of_matter(file, today)));
    }
    if sight(&SIGNALS, &visitor.who).is_some() {
        let signals = at(reader, &SIGNALS, &[signal::Stage::New.label()]).await?;
        lines.extend(signals.iter().filter(|file| file.text("kind") == Sort::Overdue.label()).map(of_signal));
    }
    lines.sort_by(|one, other| (one.light, one.deadline, &one.name).cmp(&(other.light, other.deadline, &other.name)));
    let all = lines.len();
    let chosen = Light::of_label(typed(asked, "light"));
    let tally = |light: Light| Tally {
        light,
        count: lines.iter().filter(|line| line.light == light).count(),
        is_chosen: chosen == Some(light),
    };
    let tallies = Light::ALL.iter().copied().map(tally).collect();
    lines.retain(|line| chosen.is_none_or(|chosen| line.light == chosen));
    let mut frame = desk.house.frame(&MATTERS, visitor, "督办一览").crumb("督办一览", "");
    frame.siblings.insert(0, NavItem { title: "督办一览".to_owned(), href: "/supervision/board".to_owned() });
    page(&BoardPage { frame, today, all, tallies, chosen, lines })
}

async fn at(reader: Reader<'_>, listing: &'static Listing, stages: &[&str]) -> Result<Vec<CaseFile>> {
    let any = stages.iter().map(|stage| Alternative::Is((*stage).into())).collect();
    let filter = listing.column("stage").map(|column| Filter::default().with(column, any));
    CaseFile::all(reader, listing, filter.unwrap_or_default()).await
}

fn of_matter(matter: &CaseFile, today: Day) -> Line {
    let deadline = matter.day("deadline");
    let progress = matter.number("progress").map_or(String::new(), |progress| format!("{progress}%　"));
    // The limit of the stage is the deadline itself once the matter is in hand; before, it is that of giving it out.
    let first = matter.day("first_due_on").filter(|_| matter.text("stage") == matter::Stage::InHand.label());
    Line {
        light: Light::of(deadline, today),
        deadline,
        name: matter.name().to_owned(),
        href: matter.href(),
        source: matter.text("source").to_owned(),
        section: matter.linked("section").to_owned(),
        stage: matter.text("stage").to_owned(),
        due: matter.text("deadline").to_owned(),
        first_due: first.filter(|first| Some(*first) != deadline).map_or(String::new(), |first| first.to_string()),
        latest: format!("{progress}{}", matter.text("latest")),
    }
}

fn of_signal(signal: &CaseFile) -> Line {
    Line {
        light: Light::Red,
        deadline: signal.day("found_on"),
        name: signal.name().to_owned(),
        href: signal.href(),
        source: signal.text("kind").to_owned(),
        section: signal.linked("section").to_owned(),
        stage: signal.text("stage").to_owned(),
        due: String::new(),
        first_due: String::new(),
        latest: signal.text("grounds").to_owned(),
    }
}
