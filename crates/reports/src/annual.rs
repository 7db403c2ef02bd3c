//! The annual report's wording: the built-in one, and the bureau's own where it has stored one.

use listing::{
    Alternative, Filter,
    query::{self, Wanted},
};
use storage::{Deed, Error, Reader, Result, Row, Table, Value, Work};

use crate::template::TEMPLATES;

/// The code under which the wording of the annual report is stored.
pub const CODE: &str = "annual";

/// The wording that the program brings.
pub const BUILT_IN: &str = include_str!("annual/annual.txt");

/// The longest wording that is stored, in characters.
const LONGEST: usize = listing::cell::LONGEST_LONG_TEXT;

/// A wording of the annual report.
#[derive(Clone, Debug)]
pub struct Wording {
    /// Its text.
    pub text: String,
    /// The stored record, where the bureau has its own.
    pub record: Option<i64>,
}

/// The wording in force.
///
/// # Errors
/// What the database says.
pub async fn wording(reader: Reader<'_>) -> Result<Wording> {
    Ok(match stored(reader).await? {
        Some(row) => Wording { text: text_of(&row), record: Some(row.id) },
        None => Wording { text: BUILT_IN.to_owned(), record: None },
    })
}

/// The stored row, its values in the order of the table.
async fn stored(reader: Reader<'_>) -> Result<Option<Row>> {
    let Some(code) = TEMPLATES.column("code") else { return Ok(None) };
    let filter = Filter::default().with(code, vec![Alternative::Is(CODE.into())]);
    let columns: Vec<_> = TEMPLATES.stored().collect();
    let page = query::page(reader, &TEMPLATES, &columns, &Wanted { filter, limit: 1, ..Wanted::default() }).await?;
    let row = |record: listing::Record| Row {
        id: record.id,
        values: record.cells.into_iter().map(|cell| cell.value).collect(),
    };
    Ok(page.records.into_iter().next().map(row))
}

fn text_of(row: &Row) -> String {
    let body = TEMPLATES.position("body").and_then(|position| row.values.get(position));
    body.and_then(Value::text).unwrap_or_default().to_owned()
}

/// Stores a wording in place of the one in force.
pub(crate) struct Reword<'a> {
    pub(crate) table: &'a Table,
    /// The text as it was when the editor opened it: somebody else's change since then is not overwritten.
    pub(crate) before: Option<&'a str>,
    pub(crate) text: &'a str,
}

impl Deed for Reword<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let text = checked(self.text)?;
        let found = stored(work.reader()).await?;
        let now = found.as_ref().map_or_else(|| BUILT_IN.to_owned(), text_of);
        if self.before.is_some_and(|before| before != fingerprint(&now)) {
            let sentence = "模板刚被别人改过，本次没有保存。请先复制您的文字，再打开模板页核对后重新保存";
            return Err(Error::Refused(sentence.to_owned()));
        }
        let body = TEMPLATES.position("body").unwrap_or_default();
        match found {
            Some(row) => work.update(self.table, &row, &[(body, text.into())]).await.map(|_| ()),
            None => {
                let value = |name: &str| match name {
                    "code" => Value::from(CODE),
                    "name" => "年度工作总结".into(),
                    "body" => text.into(),
                    _ => Value::Null,
                };
                let row = TEMPLATES.stored().map(|column| value(column.name)).collect();
                work.insert(self.table, vec![row]).await.map(|_| ())
            }
        }
    }
}

/// Puts the built-in wording in force again.
pub(crate) struct Restore<'a> {
    pub(crate) table: &'a Table,
}

impl Deed for Restore<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        match stored(work.reader()).await? {
            Some(row) => work.delete(self.table, row.id).await,
            None => Ok(()),
        }
    }
}

/// A short mark of a text, to see whether it is still the same.
pub(crate) fn fingerprint(text: &str) -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn checked(text: &str) -> Result<&str> {
    let length = text.chars().count();
    if text.trim().is_empty() {
        return Err(Error::invalid("模板正文", "模板不能为空；要用内置文字，请点“恢复内置文字”"));
    }
    if length > LONGEST {
        return Err(Error::invalid("模板正文", format!("模板最多 {LONGEST} 个字，现为 {length} 个字")));
    }
    Ok(text)
}
