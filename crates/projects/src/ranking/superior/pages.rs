//! The comparison as a page, and the report of what was entered.

use std::sync::Arc;

use askama::Template;
use axum::{
    Form, Router,
    extract::{RawQuery, State},
    response::IntoResponse,
    routing::get,
};
use cases::pages::Desk;
use listing::{Filter, address, query, restricted};
use storage::{Error, Problem, Result};
use vocabulary::{Day, Money, MoneyUnit::WanYuan, Role};
use web::{Frame, Outcome as Answer, Visitor, page, shown_again, typed};

use super::{
    SUPERIOR_RESULTS,
    apply::{Applied, Apply, Outcome},
    compare::{Comparison, Difference, Ours, Theirs},
};

const COMPARE: &str = "/projects/superior-results/compare";

/// How many documents are offered.
const MOST_DOCUMENTS: usize = 100;

/// Who may enter results.
const KEEPERS: &[Role] = &[Role::Officer, Role::Head];

type Shared = State<Arc<Desk>>;
type Typed = Form<Vec<(String, String)>>;

/// The routes of these pages.
pub(crate) fn routes() -> Router<Arc<Desk>> {
    let compare = get(async |desk: Shared, visitor: Visitor, RawQuery(query): RawQuery| {
        show(&desk, &visitor, &query.unwrap_or_default()).await
    })
    .post(async |desk: Shared, visitor: Visitor, Form(typed): Typed| enter(&desk, &visitor, &typed).await);
    Router::new().route(COMPARE, compare)
}

/// A list of a superior bureau that was brought in.
struct Document {
    name: String,
    href: String,
    lines: i64,
}

#[derive(Template)]
#[template(path = "ranking/superior/documents.html")]
struct DocumentsPage<'a> {
    frame: Frame<'a>,
    documents: Vec<Document>,
}

/// A line on both sides, as shown.
struct PairView {
    /// Ours and theirs.
    sides: [Option<Side>; 2],
    differences: Vec<&'static str>,
}

/// A line on one side, as shown.
struct Side {
    number: String,
    name: String,
    unit: String,
    amount: String,
    result: String,
    href: String,
}

/// How many lines have a difference.
struct Count {
    label: &'static str,
    lines: usize,
}

#[derive(Template)]
#[template(path = "ranking/superior/compare.html")]
struct ComparePage<'a> {
    frame: Frame<'a>,
    action: &'static str,
    document: String,
    scope: String,
    pairs: Vec<PairView>,
    counts: Vec<Count>,
    may_enter: bool,
    started_on: String,
    due_on: String,
    problems: Vec<Problem>,
}

#[derive(Template)]
#[template(path = "ranking/superior/report.html")]
struct ReportPage<'a> {
    frame: Frame<'a>,
    document: String,
    back: String,
    lines: Vec<Applied>,
    entered: usize,
    known: usize,
    left: usize,
}

fn frame<'a>(desk: &'a Desk, visitor: &'a Visitor, title: &str) -> Frame<'a> {
    let frame = desk.house.frame(&SUPERIOR_RESULTS, visitor, title).siblings(Vec::new());
    frame.crumb(SUPERIOR_RESULTS.title, SUPERIOR_RESULTS.path)
}

/// The comparison with the list that came with a document.
pub(crate) fn href(document: &str) -> String {
    format!("{COMPARE}?{}", address::encode(&[("document".to_owned(), document.to_owned())]))
}

async fn show(desk: &Desk, visitor: &Visitor, query: &str) -> Answer {
    let asked = address::pairs(query);
    match typed(&asked, "document") {
        "" => documents(desk, visitor).await,
        document => page(&shown(desk, visitor, document, &[], Vec::new()).await?),
    }
}

/// The documents that were brought in, to choose one.
async fn documents(desk: &Desk, visitor: &Visitor) -> Answer {
    let filter = restricted(&SUPERIOR_RESULTS, &visitor.who, Filter::default())?;
    let column = SUPERIOR_RESULTS.column("document");
    let column = column.ok_or_else(|| Error::Fault("superior results have no document".to_owned()))?;
    let found = query::facet(desk.house.reader(), &SUPERIOR_RESULTS, &filter, column, MOST_DOCUMENTS).await?;
    let documents = found.into_iter().filter_map(|count| {
        let name = count.value.text()?.to_owned();
        Some(Document { href: href(&name), name, lines: count.rows })
    });
    let frame = frame(desk, visitor, "对照台账").crumb("对照台账", "");
    page(&DocumentsPage { frame, documents: documents.collect() })
}

/// Enters the results, where somebody has looked at the differences.
async fn enter(desk: &Desk, visitor: &Visitor, pairs: &[(String, String)]) -> Answer {
    restricted(&SUPERIOR_RESULTS, &visitor.who, Filter::default())?;
    visitor.who.require(KEEPERS)?;
    let document = typed(pairs, "document");
    match entered(desk, visitor, document, pairs).await {
        Ok(lines) => {
            let count = |is: fn(&Outcome) -> bool| lines.iter().filter(|line| is(&line.outcome)).count();
            page(&ReportPage {
                frame: frame(desk, visitor, "登记结果").crumb(document, &href(document)).crumb("登记结果", ""),
                document: document.to_owned(),
                back: href(document),
                entered: count(|outcome| *outcome == Outcome::Entered),
                known: count(|outcome| *outcome == Outcome::Known),
                left: count(|outcome| matches!(outcome, Outcome::Left(_))),
                lines,
            })
        }
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            Ok((status, page(&shown(desk, visitor, document, pairs, problems).await?)?).into_response())
        }
    }
}

async fn entered(desk: &Desk, visitor: &Visitor, document: &str, pairs: &[(String, String)]) -> Result<Vec<Applied>> {
    let mut problems = Vec::new();
    let mut day = |place: &str| match typed(pairs, place) {
        "" => None,
        text => Day::parse(text)
            .map_err(|wrong| problems.push(Problem { place: place.to_owned(), sentence: wrong.said }))
            .ok(),
    };
    let usual = (day("started_on"), day("due_on"));
    if typed(pairs, "confirmed") != "是" {
        let sentence = "请先核对差异，再勾选“已核对”".to_owned();
        problems.push(Problem { place: "confirmed".to_owned(), sentence });
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let db = &desk.house.db;
    db.write(&visitor.actor(), &Apply { db, who: &visitor.who, document, usual, today: desk.today() }).await
}

async fn shown<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    document: &str,
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> Result<ComparePage<'a>> {
    restricted(&SUPERIOR_RESULTS, &visitor.who, Filter::default())?;
    let comparison = Comparison::read(desk.house.reader(), document).await?;
    if comparison.pairs.iter().all(|pair| pair.theirs.is_none()) {
        return Err(Error::NotFound(format!("没有文号为“{document}”的上级立项结果。请先导入，或核对文号")));
    }
    let scope: Vec<String> = comparison.scope.iter().map(|(level, programme)| format!("{level}{programme}")).collect();
    let counts = Difference::ALL
        .into_iter()
        .map(|difference| Count { label: difference.label(), lines: comparison.count(difference) });
    Ok(ComparePage {
        frame: frame(desk, visitor, "对照台账").crumb("对照台账", COMPARE).crumb(document, ""),
        action: COMPARE,
        document: document.to_owned(),
        scope: scope.join("、"),
        counts: counts.filter(|count| count.lines > 0).collect(),
        pairs: comparison
            .pairs
            .iter()
            .map(|pair| PairView {
                sides: [pair.ours.as_ref().map(Side::ours), pair.theirs.as_ref().map(Side::theirs)],
                differences: pair.differences().into_iter().map(Difference::label).collect(),
            })
            .collect(),
        may_enter: visitor.who.is_one_of(KEEPERS),
        started_on: typed(pairs, "started_on").to_owned(),
        due_on: typed(pairs, "due_on").to_owned(),
        problems,
    })
}

impl Side {
    fn ours(line: &Ours) -> Side {
        Side {
            number: line.number.clone(),
            name: line.name.clone(),
            unit: line.unit.clone(),
            amount: wan(line.requested),
            result: line.result.clone(),
            href: format!("{}/{}", crate::APPLICATIONS.path, line.id),
        }
    }

    fn theirs(line: &Theirs) -> Side {
        Side {
            number: line.number.clone(),
            name: line.name.clone(),
            unit: line.unit.clone(),
            amount: wan(line.amount),
            result: line.decision.clone(),
            href: format!("{}/{}", SUPERIOR_RESULTS.path, line.id),
        }
    }
}

fn wan(amount: Option<Money>) -> String {
    amount.map_or(String::new(), |amount| amount.exact(WanYuan))
}
