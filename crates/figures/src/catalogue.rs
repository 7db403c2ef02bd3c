//! The catalogue: every figure of the house, built in or saved by its people.

use listing::{
    Record, Registry,
    query::{self, Wanted},
};
use storage::{Error, Reader, Result};

use crate::{Definition, Figure, Module, Moment, Reading, SAVED_FIGURES, definition, read};

/// The figures of a house.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    groups: Vec<(&'static str, Vec<&'static Figure>)>,
}

impl Catalogue {
    /// Takes the figures of all modules.
    pub fn new(modules: &[&'static Module]) -> Catalogue {
        let groups =
            modules.iter().map(|module| (module.title, module.figures.iter().copied().flatten().collect())).collect();
        Catalogue { groups }
    }

    /// The built-in figures by module.
    pub fn groups(&self) -> &[(&'static str, Vec<&'static Figure>)] {
        &self.groups
    }

    /// All built-in figures.
    pub fn figures(&self) -> impl Iterator<Item = &'static Figure> {
        self.groups.iter().flat_map(|(_, figures)| figures.iter().copied())
    }

    /// A built-in figure by code.
    pub fn find(&self, code: &str) -> Option<&'static Figure> {
        self.figures().find(|figure| figure.code == code)
    }

    /// Any figure by code, at a moment, for the bureau's own region.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such figure; what the database says.
    pub async fn define(
        &self,
        reader: Reader<'_>,
        registry: &Registry,
        code: &str,
        moment: Moment,
    ) -> Result<Definition> {
        if let Some(figure) = self.find(code) {
            return figure.at(moment, definition::home_region(reader).await?.as_deref());
        }
        let saved = saved_records(reader).await?;
        let columns = definition::saved_columns();
        let is_it = |record: &&Record| record.cells.first().is_some_and(|cell| cell.value.text() == Some(code));
        match saved.iter().find(is_it) {
            Some(record) => definition::saved(registry, &columns, record, moment),
            None => Err(Error::NotFound(format!("没有代码为“{code}”的指标。指标目录见 /figures"))),
        }
    }

    /// Reads any figure by code.
    ///
    /// # Errors
    /// As [`Catalogue::define`].
    pub async fn read(&self, reader: Reader<'_>, registry: &Registry, code: &str, moment: Moment) -> Result<Reading> {
        read(reader, self.define(reader, registry, code, moment).await?).await
    }

    /// Reads every built-in figure, in the order of the catalogue.
    ///
    /// # Errors
    /// What the database says.
    pub async fn read_all(&self, reader: Reader<'_>, moment: Moment) -> Result<Vec<Reading>> {
        let region = definition::home_region(reader).await?;
        let mut readings = Vec::new();
        for figure in self.figures() {
            readings.push(read(reader, figure.at(moment, region.as_deref())?).await?);
        }
        Ok(readings)
    }

    /// Reads every saved figure; one whose address no longer works is left out.
    ///
    /// # Errors
    /// What the database says.
    pub async fn read_saved(&self, reader: Reader<'_>, registry: &Registry, moment: Moment) -> Result<Vec<Reading>> {
        let columns = definition::saved_columns();
        let mut readings = Vec::new();
        for record in saved_records(reader).await? {
            if let Ok(definition) = definition::saved(registry, &columns, &record, moment) {
                readings.push(read(reader, definition).await?);
            }
        }
        Ok(readings)
    }
}

async fn saved_records(reader: Reader<'_>) -> Result<Vec<Record>> {
    let wanted = Wanted { limit: 1_000, ..Wanted::default() };
    Ok(query::page(reader, &SAVED_FIGURES, &definition::saved_columns(), &wanted).await?.records)
}
