//! 用印登记本: a case that moves because another does, and the lines in it.

use Step::{Close, Enter};
use cases::{
    Act, CaseFile, Change, Handling,
    columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage as stage_column},
};
use listing::{CodeKind, Kept, Listing, code, integer, link, text};
use procedure::{Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, guard, rule, stage};
use storage::{Reader, Result, Work};
use vocabulary::{
    Day,
    Role::{self, House, Officer},
};

use super::seal::REQUESTS;

procedure::words! {
    /// Where a book is.
    pub enum Stage {
        /// In use.
        Open: "使用中",
        /// Put away.
        Closed: "已归档",
    }
}

procedure::words! {
    /// What can be done with it.
    pub enum Step {
        /// Notes a use of the seal.
        Enter: "登记",
        /// Puts it away.
        Close: "归档",
    }
}

/// 用印登记本.
pub(crate) static BOOKS: Listing = Listing {
    table: "seal_book",
    path: "/seals/books",
    title: "用印登记本",
    unit: "本",
    about: "每年一本，记每一次用印。",
    key: &["number"],
    name: &["title"],
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required(),
        text("title", "名称").required(),
        integer("room", "容量", "次").required(),
        integer("used", "已登记", "次").required().by_step(),
        stage_column(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};

/// 用印: a line in a book.
pub(crate) static USES: Listing = Listing {
    table: "seal_use",
    path: "/seals/uses",
    title: "用印",
    unit: "次",
    about: "每一次用印。",
    key: &["request"],
    name: &["request"],
    kept: Kept::ByHouse,
    columns: &[
        link("request", "申请", &REQUESTS).required(),
        integer("copies", "份数", "份").required(),
        text("seal", "印章").required(),
    ],
    ..Listing::BLANK
};

/// The case of a book.
#[derive(Debug)]
pub(crate) struct Book;

/// How much is written in it.
#[derive(Debug)]
pub(crate) struct Facts {
    used: i64,
    room: i64,
}

impl Case for Book {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const BOOK_HAS_ROOM: Guard<Facts> = guard("book_has_room", "登记本没有写满", |facts| {
    Verdict::when(facts.used < facts.room, || format!("登记本已写满 {} 次", facts.used), "请先归档，另开一本")
});

const STAGES: &[StageRule<Book>] =
    &[stage(Stage::Open, "使用中").within(Span::Months(12)), stage(Stage::Closed, "已归档").end()];

const RULES: &[Rule<Book>] = &[
    rule(Enter, Stage::Open, Stage::Open, &[House]).needs(&[BOOK_HAS_ROOM]),
    rule(Close, Stage::Open, Stage::Closed, &[Officer]).needs_reason(),
];

/// 2022 年版.
pub(crate) const EDITION_2022: Procedure<Book> = Procedure {
    name: "seal-book",
    title: "用印登记本",
    about: "登记和归档。",
    edition: 2022,
    start: Stage::Open,
    stages: STAGES,
    rules: RULES,
};

impl Handling for Book {
    const LISTING: &'static Listing = &BOOKS;
    const EDITIONS: Editions<Book> = Editions(&[&EDITION_2022]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("新开登记本", &[Officer]));

    async fn facts(_reader: Reader<'_>, case: &CaseFile, _today: Day) -> Result<Facts> {
        let number = |name: &str| case.number(name).unwrap_or_default();
        Ok(Facts { used: number("used"), room: number("room") })
    }

    async fn effects(act: &Act<'_, Book>, _work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Enter => Ok(vec![("used", (act.facts.used + 1).into())]),
            Close => Ok(Vec::new()),
        }
    }

    async fn beginning(
        _reader: Reader<'_>,
        _who: &web::Who,
        _typed: &[(String, String)],
        _today: Day,
    ) -> Result<Vec<(String, String)>> {
        Ok(vec![("used".to_owned(), "0".to_owned())])
    }
}
