//! What waits for somebody: for each kind of case the stages in which they can act, as a filter that a list understands.

use listing::{
    Address, Alternative, Cell, Column, Filter, Record,
    query::{self, FacetCount, Wanted},
    sight,
};
use procedure::{Ask, Outline, RuleOutline};
use storage::{Reader, Result, Value};
use vocabulary::{Day, Role};
use web::Who;

use crate::{CaseFile, Kind};

/// What a line of a to-do list says of a case.
const KNOWN: [&str; 7] = ["stage", "since", "due_on", "first_due_on", "edition", "section", "person"];

/// Cases of one kind, as a filter over its listing.
#[derive(Clone, Debug)]
pub(crate) struct Pile {
    /// Their kind.
    pub(crate) kind: &'static dyn Kind,
    /// Which they are.
    pub(crate) filter: Filter,
}

impl Pile {
    /// The cases of a kind that wait for somebody; nothing where there can be none.
    pub(crate) fn waiting(kind: &'static dyn Kind, who: &Who) -> Option<Pile> {
        let stages = match who.role {
            Some(role) => stages(kind, |outline| waiting_for(outline, role)),
            None if who.is_open_house => stages(kind, open_stages),
            None => Vec::new(),
        };
        Pile::of(kind, &stages, who).map(|pile| pile.of_section(who))
    }

    /// The cases of a kind that somebody may see and that have not ended.
    pub(crate) fn open(kind: &'static dyn Kind, who: &Who) -> Option<Pile> {
        Pile::of(kind, &stages(kind, open_stages), who)
    }

    fn of(kind: &'static dyn Kind, stages: &[&str], who: &Who) -> Option<Pile> {
        let listing = kind.listing();
        let any: Vec<Alternative> = stages.iter().map(|stage| Alternative::Is((*stage).into())).collect();
        if any.is_empty() {
            return None;
        }
        let filter = Filter::default().with(listing.column("stage")?, any);
        Some(Pile { kind, filter: filter.and(sight(listing, who)?) })
    }

    /// Those that somebody deals with. Officers and heads act on the cases of their own section, and on those of none; an
    /// expert on those that name them.
    pub(crate) fn of_section(self, who: &Who) -> Pile {
        let listing = self.kind.listing();
        let own = |id: Option<i64>| id.map(|id| Alternative::Is(id.into()));
        match (who.role, listing.column("section"), listing.column("person")) {
            (Some(role), Some(section), _) if role.is_of_section() => {
                self.only(section, own(who.section).into_iter().chain([Alternative::Empty]).collect())
            }
            // No record has the id 0: who is nobody of the directory has nothing to do here.
            (Some(Role::Expert), _, Some(person)) => {
                self.only(person, own(who.person.or(Some(0))).into_iter().collect())
            }
            _ => self,
        }
    }

    /// Those of which a column is one of these.
    pub(crate) fn only(self, column: &'static Column, any: Vec<Alternative>) -> Pile {
        Pile { filter: self.filter.with(column, any), ..self }
    }

    /// Those whose time limit ended before a day.
    pub(crate) fn due_before(self, day: Day) -> Option<Pile> {
        self.due(None, Some(day.plus_days(-1)))
    }

    /// Those whose time limit ends between two days, both included.
    pub(crate) fn due(self, from: Option<Day>, to: Option<Day>) -> Option<Pile> {
        let column = self.kind.listing().column("due_on")?;
        let end = |day: Day| Value::from(day.to_string());
        Some(self.only(column, vec![Alternative::Between(from.map(end), to.map(end))]))
    }

    /// How many there are.
    pub(crate) async fn count(&self, reader: Reader<'_>) -> Result<i64> {
        query::count(reader, self.kind.listing(), &self.filter).await
    }

    /// How many there are of each value of a column, at most `limit` values.
    pub(crate) async fn count_by(
        &self,
        reader: Reader<'_>,
        column: &'static Column,
        limit: usize,
    ) -> Result<Vec<FacetCount>> {
        // A facet looks past what is asked of its own column; here it stands.
        let filter = Filter::default().and(self.filter.clone());
        query::facet(reader, self.kind.listing(), &filter, column, limit).await
    }

    /// The first of them, those whose time is nearest first, as [`Pile::page`] reads them.
    pub(crate) async fn first(&self, reader: Reader<'_>, limit: usize) -> Result<Vec<CaseFile>> {
        self.page(reader, limit, None).await.map(|(cases, _)| cases)
    }

    /// Some of them, those whose time is nearest first, and where the next begin. Of each only [`KNOWN`] is read and whose
    /// it is; the other cells are empty. To sort ten thousand whole records for a handful of lines would be slow.
    pub(crate) async fn page(
        &self,
        reader: Reader<'_>,
        limit: usize,
        after: Option<String>,
    ) -> Result<(Vec<CaseFile>, Option<String>)> {
        let listing = self.kind.listing();
        let is_known = |column: &Column| KNOWN.contains(&column.name) || Some(column.name) == listing.owner;
        let columns: Vec<&'static Column> = listing.columns.iter().filter(|column| is_known(column)).collect();
        let (filter, sort) = (self.filter.clone(), Some(("due_on", false)));
        let wanted = Wanted { filter, sort, after, limit, ..Wanted::default() };
        let page = query::page(reader, listing, &columns, &wanted).await?;
        let whole = |record: Record| {
            let mut read = record.cells.into_iter();
            let cells = listing.columns.iter().map(|column| match is_known(column) {
                true => read.next().unwrap_or_default(),
                false => Cell::default(),
            });
            CaseFile { listing, record: Record { id: record.id, name: record.name, cells: cells.collect() } }
        };
        Ok((page.records.into_iter().map(whole).collect(), page.after))
    }

    /// The list of them. What the reader may see at all needs not stand in the address.
    pub(crate) fn href(&self) -> String {
        let asked = self.filter.parts.iter().filter(|part| !part.stands).cloned().collect();
        let address = Address { filter: Filter { parts: asked, search: None }, ..Address::default() };
        format!("{}?{}", self.kind.listing().path, address.query())
    }
}

/// Stages of a kind, those of every edition: a case finishes under the one with which it began.
fn stages(kind: &'static dyn Kind, of: impl Fn(&'static Outline) -> Vec<&'static str>) -> Vec<&'static str> {
    let mut stages: Vec<&'static str> = Vec::new();
    for stage in kind.outlines().iter().flat_map(of) {
        if !stages.contains(&stage) {
            stages.push(stage);
        }
    }
    stages
}

/// The stages in which a case waits for a role. What has ended waits for nobody.
fn waiting_for(outline: &Outline, role: Role) -> Vec<&'static str> {
    let open = open_stages(outline).into_iter();
    open.filter(|stage| outline.rules.iter().any(|rule| rule.from == *stage && is_awaited(rule, role))).collect()
}

/// Whether somebody in a role is waited for to take a step. One that needs a reason is an exception (to send back, to undo,
/// to give up) for which nobody waits.
pub(crate) fn is_awaited(rule: &RuleOutline, role: Role) -> bool {
    rule.by.contains(&role) && !rule.fields.contains(&Ask::REASON)
}

/// The stages in which a case has not ended.
fn open_stages(outline: &Outline) -> Vec<&'static str> {
    outline.stages.iter().filter(|stage| !stage.ends).map(|stage| stage.label).collect()
}
