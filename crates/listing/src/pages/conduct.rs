//! What crates above bring to the pages of records: panels beside the facts, and the rules by which a case is begun and
//! its form is open.

use std::{fmt::Debug, future::Future, pin::Pin};

use storage::{Result, Row};
use web::{Visitor, Who};

use super::{House, edit};
use crate::{
    Listing, Record,
    records::{self, Typed},
};

/// An answer that may have to be waited for.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// A part of the page of a record.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Its anchor in the page.
    pub anchor: &'static str,
    /// Its heading, for the list of what stands on the page.
    pub title: String,
    /// The whole section as rendered by a template of the crate that brings it.
    pub html: String,
    /// Whether it stands before the facts.
    pub leads: bool,
}

/// What another crate puts on the page of a record.
pub trait Beside: Send + Sync + Debug {
    /// Its panels for a record that the visitor may see; none where it has nothing to say.
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>>;
}

/// How the records of a listing that moves by a procedure are begun and changed by form.
pub trait Conduct: Send + Sync + Debug {
    /// The listing.
    fn listing(&self) -> &'static Listing;

    /// The words on the button that begins a record; nothing for those who may not.
    fn begins(&self, who: &Who) -> Option<&'static str>;

    /// The page on which a record is begun, where it is another than the form of its listing.
    fn begins_at(&self) -> Option<&'static str> {
        None
    }

    /// What the form shows before anything is typed: the name of each column and its text.
    fn prefilled<'a>(&'a self, house: &'a House, who: &'a Who, asked: &'a Typed) -> Answer<'a, Vec<(String, String)>>;

    /// What the house itself writes into the columns `by_step` of a new record, as a form would: `#12` for a link.
    fn beginning<'a>(&'a self, house: &'a House, who: &'a Who, typed: &'a Typed) -> Answer<'a, Vec<(String, String)>>;

    /// Begins a record with what was typed and what the house itself writes: its id.
    fn begin<'a>(&'a self, house: &'a House, who: &'a Who, typed: &'a Typed) -> Answer<'a, i64> {
        Box::pin(async move {
            let given = self.beginning(house, who, typed).await?;
            let all = edit::merged(self.listing(), typed, &given);
            records::add(&house.db, &who.actor(), self.listing(), &all).await
        })
    }

    /// The name of a stage for somebody who knows it by another than the officer's; nothing where it is the same.
    fn stage_for(&self, _who: &Who, _stage: &str) -> Option<&'static str> {
        None
    }

    /// Whether the form of a record is open to somebody now; otherwise why not.
    fn opens<'a>(&'a self, house: &'a House, who: &'a Who, row: &'a Row) -> Answer<'a, ()>;
}
