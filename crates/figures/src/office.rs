//! The house with its figures: what the pages of figures and reports share.

use std::sync::Arc;

use listing::pages::House;
use storage::{Reader, Result};
use vocabulary::Day;

use crate::{Catalogue, Moment, Reading};

/// A house and its catalogue of figures.
#[derive(Debug)]
pub struct Office {
    /// The house.
    pub house: Arc<House>,
    /// Its figures.
    pub catalogue: Catalogue,
    /// The year of which pages speak when nobody names another, where it is not the current one: the sample's.
    pub usual_year: Option<i32>,
}

impl Office {
    /// Reads outside any transaction.
    pub fn reader(&self) -> Reader<'_> {
        self.house.reader()
    }

    /// The moment that a page speaks of: the year and day of its address, or the usual ones.
    pub fn moment(&self, year: Option<i32>, as_of: Option<Day>) -> Moment {
        let today = self.house.db.clock().today();
        let year = year.or(as_of.map(Day::year)).or(self.usual_year).unwrap_or(today.year());
        let usual = Moment::of_year(year, today);
        Moment { year, as_of: as_of.unwrap_or(usual.as_of) }
    }

    /// Reads any figure by code.
    ///
    /// # Errors
    /// [`storage::Error::NotFound`] if there is no such figure; what the database says.
    pub async fn read(&self, code: &str, moment: Moment) -> Result<Reading> {
        self.catalogue.read(self.reader(), &self.house.registry, code, moment).await
    }
}
