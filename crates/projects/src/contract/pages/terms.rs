//! 拨款计划和指标: what is paid when, and what is to be reached, as the unit writes it into its contract.

use askama::Template;
use axum::response::IntoResponse;
use cases::{CaseFile, add, matching, pages::Desk};
use listing::{Column, Listing, cell, restricted};
use procedure::Word;
use storage::{Db, Deed, Error, Problem, Reader, Result, Value, Work};
use vocabulary::{Money, MoneyUnit::WanYuan};
use web::{Frame, Outcome, Visitor, go, page, shown_again, typed};

use super::{
    input::{self, Input},
    open_to,
};
use crate::{
    CONTRACTS, INDICATORS, PAYMENT_PLANS,
    contract::{Stage, indicators},
};

/// How many lines a plan may have.
const MOST_LINES: usize = 6;

/// How many lines stand empty below those that are written.
const BLANK_LINES: usize = 2;

/// What is written into a line.
const COLUMNS: [&str; 4] = ["kind", "condition", "planned_on", "amount"];

#[derive(Template)]
#[template(path = "contract/pages/terms.html")]
struct TermsPage<'a> {
    frame: Frame<'a>,
    action: String,
    back: String,
    granted: String,
    lines: Vec<Vec<Input>>,
    indicators: Vec<Input>,
    problems: Vec<Problem>,
    seen: String,
    is_dirty: bool,
}

/// The form.
pub(super) async fn form(desk: &Desk, visitor: &Visitor, id: i64) -> Outcome {
    open_to(desk, visitor, &CONTRACTS, id).await?;
    let now = Terms::read(desk.house.reader(), id).await?;
    page(&shown(desk, visitor, &now, &now.as_typed(), Vec::new())?)
}

/// Saves what was typed, all of it or nothing.
pub(super) async fn save(desk: &Desk, visitor: &Visitor, id: i64, pairs: &[(String, String)]) -> Outcome {
    open_to(desk, visitor, &CONTRACTS, id).await?;
    let now = Terms::read(desk.house.reader(), id).await?;
    let saved = match Written::read(&now, pairs) {
        Ok(written) => {
            let db = &desk.house.db;
            let deed = Save { db, contract: id, seen: typed(pairs, "_seen"), written };
            db.write(&visitor.actor(), &deed).await
        }
        Err(problems) => Err(Error::Invalid(problems)),
    };
    match saved {
        Ok(()) => Ok(go(&now.contract.href())),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let mut again = shown(desk, visitor, &now, pairs, problems)?;
            again.is_dirty = true;
            Ok((status, page(&again)?).into_response())
        }
    }
}

/// A contract with its plan and its indicators.
struct Terms {
    contract: CaseFile,
    lines: Vec<CaseFile>,
    indicators: Vec<CaseFile>,
}

impl Terms {
    async fn read(reader: Reader<'_>, id: i64) -> Result<Terms> {
        let contract = CaseFile::read(reader, &CONTRACTS, id).await?;
        let lines = matching(&PAYMENT_PLANS, &[("contract", id.into())])?;
        Ok(Terms {
            lines: CaseFile::all(reader, &PAYMENT_PLANS, lines).await?,
            indicators: indicators::of_contract(reader, &contract).await?,
            contract,
        })
    }

    /// The digest of everything that stands here, so that a change by another is noticed.
    fn fingerprint(&self) -> String {
        let files = self.lines.iter().chain(&self.indicators);
        let rows: Vec<String> = files.map(|file| format!("{:?}", file.row())).collect();
        storage::digest(rows.join("\n").as_bytes())
    }

    /// What the form shows before anything is typed.
    fn as_typed(&self) -> Vec<(String, String)> {
        let mut all = vec![("_seen".to_owned(), self.fingerprint())];
        for (number, line) in (1..).zip(&self.lines) {
            all.extend(COLUMNS.map(|name| (format!("{name}_{number}"), plain(line, name))));
        }
        all.extend(self.indicators.iter().map(|one| (format!("agreed_{}", one.id()), plain(one, "agreed"))));
        all
    }
}

fn plain(file: &CaseFile, name: &str) -> String {
    let column = file.listing.column(name).zip(file.cell(name));
    column.map_or(String::new(), |(column, found)| cell::plain(column, &found.value))
}

fn column(listing: &'static Listing, name: &str) -> Result<&'static Column> {
    listing.column(name).ok_or_else(|| Error::Fault(format!("{} has no column {name}", listing.table)))
}

type Line = Vec<(&'static str, Value)>;

/// What was typed: the lines of the plan, and the agreed value of each indicator.
struct Written {
    lines: Vec<Line>,
    agreed: Vec<(CaseFile, Value)>,
}

impl Written {
    fn read(now: &Terms, pairs: &[(String, String)]) -> Result<Written, Vec<Problem>> {
        let mut problems = Vec::new();
        let lines = lines(pairs, &mut problems);
        let granted = now.contract.money("granted").unwrap_or_default();
        let planned = Money::total(lines.iter().map(|line| Money::from_fen(amount(line))));
        if planned.is_none_or(|planned| planned > granted) {
            let planned = planned.map_or_else(|| "过大".to_owned(), |sum| format!("{} 万元", sum.exact(WanYuan)));
            let granted = granted.exact(WanYuan);
            let sentence = format!("拨款计划合计 {planned}，超过批准资助 {granted} 万元，请调低金额");
            problems.push(Problem { place: "amount_1".to_owned(), sentence });
        }
        let mut agreed = Vec::new();
        for indicator in &now.indicators {
            let Some(column) = INDICATORS.column("agreed") else { continue };
            match input::read(column, &format!("agreed_{}", indicator.id()), pairs) {
                Ok(value) => agreed.push((indicator.clone(), value)),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() { Ok(Written { lines, agreed }) } else { Err(problems) }
    }
}

/// The lines of the plan. Those in which nothing stands are left out.
fn lines(pairs: &[(String, String)], problems: &mut Vec<Problem>) -> Vec<Line> {
    let mut lines = Vec::new();
    for number in 1..=MOST_LINES {
        let at = |name: &str| format!("{name}_{number}");
        if COLUMNS.iter().all(|name| typed(pairs, &at(name)).is_empty()) {
            continue;
        }
        let mut line = Line::new();
        for name in COLUMNS {
            let Some(column) = PAYMENT_PLANS.column(name) else { continue };
            match input::read(column, &at(name), pairs) {
                Ok(Value::Int(0)) if name == "amount" => {
                    problems.push(Problem { place: at(name), sentence: "金额应大于 0".to_owned() });
                }
                Ok(value) => line.push((name, value)),
                Err(problem) => problems.push(problem),
            }
        }
        lines.push(line);
    }
    lines
}

/// The amount of a line in fen.
fn amount(line: &Line) -> i64 {
    line.iter().find(|(name, _)| *name == "amount").and_then(|(_, value)| value.int()).unwrap_or_default()
}

struct Save<'a> {
    db: &'a Db,
    contract: i64,
    seen: &'a str,
    written: Written,
}

impl Deed for Save<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let now = Terms::read(work.reader(), self.contract).await?;
        if now.contract.text("stage") != Stage::Draft.label() {
            return Err(Error::Refused("任务书已经提交，不能再改。需要修改时，请经办人退回".to_owned()));
        }
        if now.fingerprint() != self.seen {
            let sentence = "拨款计划或指标在您填写时被别人改过。请另开一页核对新内容，再决定是否保存您填的内容";
            return Err(Error::Refused(sentence.to_owned()));
        }
        let mut planned = 0;
        for (number, line) in self.written.lines.iter().enumerate() {
            planned += amount(line);
            match now.lines.get(number) {
                Some(known) => known.write(work, self.db, line.clone()).await?,
                None => {
                    let sequence = i64::try_from(number + 1).unwrap_or(i64::MAX);
                    let own = [("contract", self.contract.into()), ("sequence", sequence.into()), ("paid", 0.into())];
                    add(work, self.db, &PAYMENT_PLANS, line.iter().cloned().chain(own).collect()).await?;
                }
            }
        }
        for line in now.lines.iter().skip(self.written.lines.len()) {
            work.delete(self.db.table(PAYMENT_PLANS.table)?, line.id()).await?;
        }
        now.contract.write(work, self.db, vec![("planned", planned.into())]).await?;
        for (indicator, value) in &self.written.agreed {
            indicator.write(work, self.db, vec![("agreed", value.clone())]).await?;
        }
        Ok(())
    }
}

fn shown<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    now: &Terms,
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> Result<TermsPage<'a>> {
    // Who may not see the indicators of a proposal does not write them either.
    restricted(&INDICATORS, &visitor.who, listing::Filter::default())?;
    let text = |name: &str| typed(pairs, name).to_owned();
    let has = |number: &usize| COLUMNS.iter().any(|name| !typed(pairs, &format!("{name}_{number}")).is_empty());
    let last = (1..=MOST_LINES).rfind(has).unwrap_or_default();
    let mut lines = Vec::new();
    for number in 1..=(last + BLANK_LINES).min(MOST_LINES) {
        let mut line = Vec::new();
        for name in COLUMNS {
            let at = format!("{name}_{number}");
            line.push(Input::of(column(&PAYMENT_PLANS, name)?, at.clone(), text(&at), &problems));
        }
        lines.push(line);
    }
    let agreed = column(&INDICATORS, "agreed")?;
    let indicators = now.indicators.iter().map(|one| {
        let at = format!("agreed_{}", one.id());
        let hint = format!("{}，申报预期 {}", one.text("kind"), plain(one, "expected"));
        Input::of(agreed, at.clone(), text(&at), &problems).called(indicators::with_measure(one), hint)
    });
    let frame = desk
        .house
        .frame(&CONTRACTS, visitor, "拨款计划和指标")
        .siblings(Vec::new())
        .crumb(CONTRACTS.title, CONTRACTS.path)
        .crumb(now.contract.name(), &now.contract.href())
        .crumb("拨款计划和指标", "");
    Ok(TermsPage {
        frame,
        action: format!("{}/terms", now.contract.href()),
        back: now.contract.href(),
        granted: now.contract.money("granted").unwrap_or_default().exact(WanYuan),
        lines,
        indicators: indicators.collect(),
        problems,
        seen: text("_seen"),
        is_dirty: false,
    })
}
