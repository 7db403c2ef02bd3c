//! A filtered list as a file: every row that the page counts, page after page, so that a long list needs little memory.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    http::header,
    response::{IntoResponse, Response},
};
use futures_util::stream;
use storage::{Error, Result, Value};
use web::{Outcome, Who};

use super::{House, import};
use crate::{
    Address, Column, Listing,
    export::{CsvWriter, JsonWriter, RowWriter, Sheet, XlsxWriter},
    query::{self, Wanted},
    restricted, shows,
};

/// How many rows are read at a time.
const AT_ONCE: usize = 1_000;

/// In which form a list leaves the house.
#[derive(Copy, Clone)]
pub(super) enum Form {
    Csv,
    Json,
    Xlsx,
}

impl Form {
    /// All forms and the endings of their addresses.
    pub(super) const ALL: [(Form, &'static str); 3] = [(Form::Csv, "csv"), (Form::Json, "json"), (Form::Xlsx, "xlsx")];
}

/// The rows still to be written.
struct Rows {
    house: Arc<House>,
    listing: &'static Listing,
    columns: Vec<&'static Column>,
    wanted: Wanted,
}

impl Rows {
    /// Writes the next rows; whether any remain.
    async fn write_next(&mut self, writer: &mut impl RowWriter) -> Result<bool> {
        let page = query::page(self.house.reader(), self.listing, &self.columns, &self.wanted).await?;
        for record in page.records {
            // A linked record goes out by its name.
            let values: Vec<Value> =
                record.cells.into_iter().map(|cell| cell.name.map_or(cell.value, Value::Text)).collect();
            writer.row(record.id, &values)?;
        }
        self.wanted.after = page.after;
        Ok(self.wanted.after.is_some())
    }
}

/// A writer into memory whose bytes are sent on as they come.
trait Streamed: RowWriter + Send + 'static {
    fn taken(&mut self) -> Vec<u8>;
}

impl Streamed for CsvWriter<Vec<u8>> {
    fn taken(&mut self) -> Vec<u8> {
        std::mem::take(self.out())
    }
}

impl Streamed for JsonWriter<Vec<u8>> {
    fn taken(&mut self) -> Vec<u8> {
        std::mem::take(self.out())
    }
}

/// The rows at an address as a file.
pub(super) async fn export(
    house: Arc<House>,
    listing: &'static Listing,
    who: &Who,
    query: &str,
    form: Form,
) -> Outcome {
    let address = Address::parse(listing, query)?;
    let filter = restricted(listing, who, address.filter)?;
    let columns: Vec<&'static Column> = listing.columns.iter().filter(|column| shows(column, who)).collect();
    let sheet = Sheet::masked(listing, columns.clone());
    let wanted = Wanted { filter, sort: address.sort, limit: AT_ONCE, ..Wanted::default() };
    let rows = Rows { house, listing, columns, wanted };
    match form {
        Form::Csv => streamed(rows, CsvWriter::new(Vec::new()), &sheet, "text/csv; charset=utf-8", "csv"),
        Form::Json => streamed(rows, JsonWriter::new(Vec::new()), &sheet, "application/json; charset=utf-8", "json"),
        Form::Xlsx => workbook(rows, &sheet).await,
    }
}

fn streamed(rows: Rows, mut writer: impl Streamed, sheet: &Sheet, kind: &str, ending: &str) -> Outcome {
    writer.begin(sheet)?;
    let name = rows.listing.table;
    let chunks = stream::unfold(Some((rows, writer)), |state| async move {
        let (mut rows, mut writer) = state?;
        match rows.write_next(&mut writer).await {
            Ok(true) => Some((Ok(Bytes::from(writer.taken())), Some((rows, writer)))),
            Ok(false) => {
                let ended = writer.end().map(|()| Bytes::from(writer.taken()));
                Some((ended, None))
            }
            Err(error) => Some((Err(error), None)),
        }
    });
    let disposition =
        if ending == "csv" { format!("attachment; filename=\"{name}.csv\"") } else { "inline".to_owned() };
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, Body::from_stream(chunks)).into_response())
}

async fn workbook(mut rows: Rows, sheet: &Sheet) -> Outcome<Response> {
    let mut writer = XlsxWriter::new();
    writer.begin(sheet)?;
    while rows.write_next(&mut writer).await? {}
    writer.end()?;
    let bytes = tokio::task::spawn_blocking(move || writer.to_bytes())
        .await
        .map_err(|error| Error::Fault(error.to_string()))??;
    Ok(import::download(&format!("{}.xlsx", rows.listing.table), bytes))
}
