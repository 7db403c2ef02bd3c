//! Which rows of a listing somebody may see: as a filter that is added before anything is read or counted.

use storage::{Error, Reader, Result, Value};
use vocabulary::Role;
use web::Who;

use crate::{Alternative, Column, Filter, Kind, Listing, Record, cell, query};

/// Who may see a listing, besides the units to which its records belong.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The bureau, and the superior bureau as far as the records lie in its region.
    Bureau,
    /// Everybody, the public included.
    Public,
    /// Who acts in one of these capacities.
    Only(&'static [Role]),
}

/// How the records of a listing come to be and change.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// By form and by sheet, by whoever keeps its module.
    Freely,
    /// By a procedure: the form is open in some stages only, and steps do the rest.
    ByCase,
    /// By the house itself: it is seen, never edited.
    ByHouse,
    /// By the house itself, and shown to nobody.
    Inside,
}

impl Listing {
    /// Whether records in this stage are hidden from the bureau too. What is public in the end is written by the bureau
    /// itself, which sees it before.
    pub fn withholds(&self, stage: &str) -> bool {
        self.audience != Audience::Public && self.withheld.contains(&stage)
    }
}

impl Column {
    /// It is for the bureau alone.
    pub const fn inner(self) -> Column {
        Column { inner: true, ..self }
    }
}

/// Whether somebody may see what stands in a column of a record that they may see.
pub fn shows(column: &Column, who: &Who) -> bool {
    !column.inner || who.is_of_bureau() || who.role == Some(Role::House)
}

/// The rows of a listing that somebody may see; nothing where they may not know that the listing is there.
pub fn sight(listing: &'static Listing, who: &Who) -> Option<Filter> {
    if listing.kept == Kept::Inside {
        return None;
    }
    let all = Some(Filter::default());
    if who.is_open_house || who.role == Some(Role::House) {
        return all;
    }
    match (listing.audience, who.role) {
        (Audience::Only(roles), Some(role)) if roles.contains(&role) => of_the_bureau(listing, who, role),
        (Audience::Public, Some(role)) if role.is_of_bureau() => all,
        (Audience::Public, _) => Some(disclosed(listing)),
        (_, Some(role)) if role.is_of_unit() => own(listing, who),
        (Audience::Bureau, Some(role)) => of_the_bureau(listing, who, role),
        (Audience::Bureau | Audience::Only(_), _) => None,
    }
}

/// The filter of an address with what somebody may not see taken out.
///
/// # Errors
/// [`Error::NotFound`], as for an address that leads nowhere, where they may not see the listing at all.
pub fn restricted(listing: &'static Listing, who: &Who, filter: Filter) -> Result<Filter> {
    match sight(listing, who) {
        Some(seen) => Ok(filter.and(seen)),
        None => Err(Error::NotFound("没有这个页面。请检查地址，或从首页进入".to_owned())),
    }
}

/// A record, where somebody may see it.
///
/// # Errors
/// [`Error::NotFound`], the same whether it is not there or not for them.
pub async fn seen(reader: Reader<'_>, listing: &'static Listing, who: &Who, id: i64) -> Result<Record> {
    let missing = || Error::NotFound(format!("{}中没有编号为 {id} 的记录，可能已被删除", listing.title));
    let filter = sight(listing, who).ok_or_else(missing)?;
    let record = query::record(reader, listing, id).await?;
    if passes(listing, &record, &filter) { Ok(record) } else { Err(missing()) }
}

/// Whether a record passes a sight.
fn passes(listing: &'static Listing, record: &Record, sight: &Filter) -> bool {
    sight.parts.iter().all(|part| {
        let position = listing.columns.iter().position(|column| column.name == part.column.name);
        let value = position.and_then(|position| record.cells.get(position)).map(|cell| &cell.value);
        value.is_some_and(|value| part.any.iter().any(|one| is_met(one, value)))
    })
}

/// Whether a value passes. A sight asks for a value or a beginning, never for anything else.
fn is_met(alternative: &Alternative, value: &Value) -> bool {
    match alternative {
        Alternative::Is(wanted) => wanted == value,
        Alternative::Starts(beginning) => value.text().is_some_and(|text| text.starts_with(beginning)),
        Alternative::Between(..) | Alternative::Empty | Alternative::Filled | Alternative::Contains(_) => false,
    }
}

fn of_the_bureau(listing: &'static Listing, who: &Who, role: Role) -> Option<Filter> {
    let open = disclosed(listing);
    match role {
        Role::Superior if who.region.is_empty() => None,
        Role::Superior => {
            let region = listing.column(listing.region?)?;
            Some(open.with(region, vec![Alternative::Starts(who.region.clone())]))
        }
        role if role.is_of_bureau() => Some(open),
        _ if matches!(listing.audience, Audience::Only(_)) => Some(open),
        _ => None,
    }
}

/// What belongs to the unit for which somebody acts.
fn own(listing: &'static Listing, who: &Who) -> Option<Filter> {
    let owner = listing.column(listing.owner?)?;
    let value = match cell::origin(listing, owner).kind {
        Kind::Link(_) => Value::Int(who.unit?),
        _ if who.unit_code.is_empty() => return None,
        _ => Value::Text(who.unit_code.clone()),
    };
    Some(Filter::default().with(owner, vec![Alternative::Is(value)]))
}

/// Whether a record is still its owner's alone. One that is no longer there may have been.
pub(crate) async fn is_withheld(reader: Reader<'_>, listing: &'static Listing, id: i64) -> Result<bool> {
    if listing.withheld.is_empty() || listing.audience == Audience::Public {
        return Ok(false);
    }
    match query::record(reader, listing, id).await {
        Ok(record) => Ok(!passes(listing, &record, &disclosed(listing))),
        Err(Error::NotFound(_)) => Ok(true),
        Err(error) => Err(error),
    }
}

/// Everything but what is still its owner's alone.
pub fn disclosed(listing: &'static Listing) -> Filter {
    let stage = listing.column("stage").filter(|_| !listing.withheld.is_empty());
    match stage.map(|stage| (stage, cell::origin(listing, stage).kind)) {
        Some((stage, Kind::Choice(words))) => {
            let shown = words.iter().filter(|word| !listing.withheld.contains(*word));
            Filter::default().with(stage, shown.map(|word| Alternative::Is((*word).into())).collect())
        }
        _ => Filter::default(),
    }
}
