//! What waits for somebody: for each kind of case the stages in which they can act, as a filter that a list understands.

use listing::{
    Address, Alternative, Column, Filter, Listing,
    query::{self, Wanted},
    sight,
};
use procedure::{Ask, RuleOutline};
use storage::{Reader, Result, Value};
use vocabulary::{Day, Role};
use web::Who;

use crate::{CaseFile, Kind};

/// Cases of one kind, as a filter over its listing.
#[derive(Clone, Debug)]
pub(crate) struct Pile {
    /// Their kind.
    pub(crate) kind: &'static dyn Kind,
    /// Which they are.
    pub(crate) filter: Filter,
}

impl Pile {
    /// The cases of a kind in which somebody can act now; nothing where there can be none.
    pub(crate) fn waiting(kind: &'static dyn Kind, who: &Who) -> Option<Pile> {
        let listing = kind.listing();
        let seen = sight(listing, who)?;
        let stages: Vec<&str> = match who.role {
            Some(role) => waiting_for(kind, role),
            None if who.is_open_house => open_stages(kind),
            None => Vec::new(),
        };
        let filter = of_stages(listing, &stages)?;
        Some(Pile { kind, filter: in_section(listing, who, filter).and(seen) })
    }

    /// The cases of a kind that somebody may see and that have not ended.
    pub(crate) fn open(kind: &'static dyn Kind, who: &Who) -> Option<Pile> {
        let listing = kind.listing();
        let filter = of_stages(listing, &open_stages(kind))?;
        Some(Pile { kind, filter: filter.and(sight(listing, who)?) })
    }

    /// Those whose time limit ended before a day.
    pub(crate) fn due_before(self, day: Day) -> Option<Pile> {
        self.due(None, Some(day.plus_days(-1)))
    }

    /// Those whose time limit ends between two days, both included.
    pub(crate) fn due(self, from: Option<Day>, to: Option<Day>) -> Option<Pile> {
        let column = self.kind.listing().column("due_on")?;
        let end = |day: Day| Value::from(day.to_string());
        let any = vec![Alternative::Between(from.map(end), to.map(end))];
        Some(Pile { filter: self.filter.with(column, any), ..self })
    }

    /// How many there are.
    pub(crate) async fn count(&self, reader: Reader<'_>) -> Result<i64> {
        query::count(reader, self.kind.listing(), &self.filter).await
    }

    /// The first of them, those whose time is nearest first.
    pub(crate) async fn first(&self, reader: Reader<'_>, limit: usize) -> Result<Vec<CaseFile>> {
        let listing = self.kind.listing();
        let columns: Vec<&'static Column> = listing.columns.iter().collect();
        let wanted = Wanted { filter: self.filter.clone(), sort: Some(("due_on", false)), limit, ..Wanted::default() };
        let records = query::page(reader, listing, &columns, &wanted).await?.records;
        Ok(records.into_iter().map(|record| CaseFile { listing, record }).collect())
    }

    /// The list of them. What the reader may see at all needs not stand in the address.
    pub(crate) fn href(&self) -> String {
        let asked = self.filter.parts.iter().filter(|part| !part.stands).cloned().collect();
        let address = Address { filter: Filter { parts: asked, search: None }, ..Address::default() };
        format!("{}?{}", self.kind.listing().path, address.query())
    }
}

/// The stages in which a case waits for a role. A step that needs a reason is an exception (to send back, to undo, to give
/// up) for which nobody waits, and what has ended waits for nobody.
fn waiting_for(kind: &'static dyn Kind, role: Role) -> Vec<&'static str> {
    let outline = kind.outline();
    let is_usual = |rule: &RuleOutline| rule.by.contains(&role) && !rule.fields.contains(&Ask::REASON);
    let open = outline.stages.iter().filter(|stage| !stage.ends).map(|stage| stage.label);
    open.filter(|label| outline.rules.iter().any(|rule| rule.from == *label && is_usual(rule))).collect()
}

/// The stages of a kind in which a case has not ended.
fn open_stages(kind: &'static dyn Kind) -> Vec<&'static str> {
    kind.outline().stages.iter().filter(|stage| !stage.ends).map(|stage| stage.label).collect()
}

fn of_stages(listing: &'static Listing, stages: &[&str]) -> Option<Filter> {
    let column = listing.column("stage")?;
    let any: Vec<Alternative> = stages.iter().map(|stage| Alternative::Is((*stage).into())).collect();
    (!any.is_empty()).then(|| Filter::default().with(column, any))
}

/// Officers and heads act on the cases of their own section, and on those of none.
fn in_section(listing: &'static Listing, who: &Who, filter: Filter) -> Filter {
    match (listing.column("section"), who.section) {
        (Some(column), Some(section)) if who.role.is_some_and(Role::is_of_section) => {
            filter.with(column, vec![Alternative::Is(section.into()), Alternative::Empty])
        }
        _ => filter,
    }
}
