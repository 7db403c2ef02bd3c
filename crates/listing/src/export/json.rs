//! JSON: an array of objects by column name, numbers exact in the column's unit.

use std::io::Write;

use storage::{Result, Value};

use super::{RowWriter, Sheet, Writing, unwritten};

/// Writes a JSON array of objects to `out`. Amounts and quantities are JSON numbers in the unit of their column, with
/// every digit that is stored; days are ISO text; what is empty is null; `id` comes first.
#[derive(Debug)]
pub struct JsonWriter<W> {
    out: W,
    columns: Vec<Writing>,
    has_rows: bool,
}

impl<W: Write> JsonWriter<W> {
    /// A writer to `out`.
    pub fn new(out: W) -> JsonWriter<W> {
        JsonWriter { out, columns: Vec::new(), has_rows: false }
    }

    /// Where it writes to: to take what is there and send it on.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// Gives back where it wrote to.
    pub fn into_inner(self) -> W {
        self.out
    }

    fn send(&mut self, text: &str) -> Result<()> {
        self.out.write_all(text.as_bytes()).map_err(|error| unwritten(&error))
    }
}

impl<W: Write> RowWriter for JsonWriter<W> {
    fn begin(&mut self, sheet: &Sheet) -> Result<()> {
        self.columns = sheet.writings();
        self.has_rows = false;
        self.send("[")
    }

    fn row(&mut self, id: i64, values: &[Value]) -> Result<()> {
        let mut line = String::from(if self.has_rows { ",\n{" } else { "\n{" });
        line.push_str(&format!("\"id\":{id}"));
        for (column, value) in self.columns.iter().zip(values) {
            let text = column.text(value);
            let written = if value.is_null() {
                "null".to_owned()
            } else if column.is_number(value) {
                text
            } else {
                serde_json::Value::String(text).to_string()
            };
            line.push_str(&format!(",\"{}\":{written}", column.name));
        }
        line.push('}');
        self.has_rows = true;
        self.send(&line)
    }

    fn end(&mut self) -> Result<()> {
        self.send(if self.has_rows { "\n]\n" } else { "]\n" })?;
        self.out.flush().map_err(|error| unwritten(&error))
    }
}
