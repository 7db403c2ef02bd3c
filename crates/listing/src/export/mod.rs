//! Export: the rows of a listing as CSV, JSON or an Excel sheet, one row at a time.
//!
//! A caller pages through its rows and hands each to a [`RowWriter`], with linked records already written as text (see
//! [`crate::import::link_texts`]). The columns and headings are those of the import sheets, so that what is exported whole
//! can be brought into an empty house and gives the same house.

mod csv;
mod house;
mod json;
#[cfg(test)]
mod tests;
mod xlsx;

use storage::{Error, Result, Value};

pub use csv::CsvWriter;
pub(crate) use csv::unguarded;
pub use house::{house, rows_as_written};
pub use json::JsonWriter;
pub use xlsx::XlsxWriter;
pub(crate) use xlsx::{TYPEFACE, format_of, heading_format, of_xlsx, sheet_name, width};

use crate::{Column, Listing, cell};

/// Whether personal values go out as they are.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// As they are: for the bureau's own copy.
    Whole,
    /// With stars, as on pages.
    Masked,
}

/// Which columns of which listing are written.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The listing.
    pub listing: &'static Listing,
    /// Its columns, borrowed ones allowed.
    pub columns: Vec<&'static Column>,
    /// Whether personal values go out as they are.
    pub privacy: Privacy,
}

impl Sheet {
    /// All columns that are stored: the same as on the import sheet.
    pub fn whole(listing: &'static Listing) -> Sheet {
        Sheet { listing, columns: listing.stored().collect(), privacy: Privacy::Whole }
    }

    /// These columns, with personal values masked.
    pub fn masked(listing: &'static Listing, columns: Vec<&'static Column>) -> Sheet {
        Sheet { listing, columns, privacy: Privacy::Masked }
    }

    /// What each column holds, borrowed ones followed to where they are stored, under its own heading.
    fn writings(&self) -> Vec<Writing> {
        let writing = |column: &&'static Column| {
            let origin = cell::origin(self.listing, column);
            let heading = match origin.unit() {
                "" => column.label.to_owned(),
                unit => format!("{}({unit})", column.label),
            };
            let is_masked = self.privacy == Privacy::Masked && (cell::is_masked(column) || cell::is_masked(origin));
            Writing { name: column.name, origin, heading, is_masked }
        };
        self.columns.iter().map(writing).collect()
    }
}

/// How one column is written.
#[derive(Clone, Debug)]
struct Writing {
    name: &'static str,
    origin: &'static Column,
    heading: String,
    is_masked: bool,
}

impl Writing {
    /// The value as exact text, masked where it must be.
    fn text(&self, value: &Value) -> String {
        if self.is_masked { cell::masked(self.origin, value) } else { cell::plain(self.origin, value) }
    }

    /// Whether the value is written as a number.
    fn is_number(&self, value: &Value) -> bool {
        !self.is_masked && cell::is_numeric(self.origin) && value.int().is_some()
    }
}

/// Something that rows are written to, one after the other.
pub trait RowWriter {
    /// Begins a sheet.
    ///
    /// # Errors
    /// [`Error::Refused`] where it cannot be written: the disk is full, the reader is gone.
    fn begin(&mut self, sheet: &Sheet) -> Result<()>;

    /// Writes a row: its id and a value for each column of the sheet, linked records as text.
    ///
    /// # Errors
    /// As [`RowWriter::begin`].
    fn row(&mut self, id: i64, values: &[Value]) -> Result<()>;

    /// Ends the sheet.
    ///
    /// # Errors
    /// As [`RowWriter::begin`].
    fn end(&mut self) -> Result<()>;
}

fn unwritten(error: &std::io::Error) -> Error {
    Error::Refused(match error.kind() {
        std::io::ErrorKind::StorageFull => "磁盘已满，导出没有完成。请腾出空间后再试".to_owned(),
        std::io::ErrorKind::PermissionDenied => "没有写入权限，导出没有完成。请换一个位置".to_owned(),
        _ => format!("写入失败，导出没有完成：{error}"),
    })
}
