//! 附件: which file stands for which paper of which record. Versions follow one another; nothing is taken away.

#[cfg(test)]
mod tests;

use listing::query::{Record, Wanted, page};
use listing::{Alternative, CodeKind, Filter, Listing, code, day, integer, not_before, text};
use storage::{Deed, Error, Reader, Result, Row, Value, Work};
use vocabulary::Day;

use crate::upload::Kept;
use crate::{Digest, Limits};

/// 附件.
pub static ATTACHMENTS: Listing = Listing {
    table: "attachment",
    path: "/documents/attachments",
    title: "附件",
    unit: "份",
    about: "办件和项目的全部材料。同一材料重新上传后，旧的一份标为已被替换，仍可查看；文件本身以 SM3 值存放在文件库中。",
    key: &["subject", "record", "paper", "version"],
    name: &["paper", "file_name"],
    // Who may see a file is for the page of its record to say: a list of all would tell of what is sealed.
    kept: listing::Kept::Inside,
    columns: &[
        text("subject", "所属类别").required().hint("所属记录的数据表名"),
        integer("record", "所属记录", "").required().hint("所属记录的编号"),
        text("paper", "材料名称").required().searched(),
        integer("version", "版次", "").required(),
        text("file_name", "文件名").required().searched(),
        text("media", "类型").required().aside(),
        integer("size", "大小", "字节").required(),
        code("digest", "SM3 值", CodeKind::Number).required().aside(),
        day("added_on", "上传日期").required(),
        text("added_by", "上传人").required(),
        day("replaced_on", "被替换日期"),
    ],
    checks: &[not_before("replaced_on", "added_on")],
    ..Listing::BLANK
};

/// The most characters of a paper's name.
const MOST_PAPER: usize = 100;
/// How many attachments are read at a time.
const AT_ONCE: usize = 500;

/// A file that stands, or once stood, for a paper of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedFile {
    /// The id of the attachment.
    pub id: i64,
    /// The table of the record.
    pub subject: String,
    /// The id of the record.
    pub record: i64,
    /// The name of the paper 材料名称.
    pub paper: String,
    /// 1 for the first file of the paper, 2 for the one that replaced it.
    pub version: i64,
    /// The name of the file.
    pub file_name: String,
    /// The media type under which it is sent.
    pub media: String,
    /// Its size in bytes.
    pub size: i64,
    /// Where it is on the shelf.
    pub digest: Digest,
    /// The day on which it was added.
    pub added_on: Day,
    /// Who added it.
    pub added_by: String,
    /// The day on which a newer one took its place.
    pub replaced_on: Option<Day>,
}

/// A file to be attached to a record.
#[derive(Clone, Copy, Debug)]
pub struct Attach<'a> {
    /// The table of the record.
    pub subject: &'a str,
    /// The id of the record.
    pub record: i64,
    /// The name of the paper 材料名称, at most 100 characters: a file that stands for it already is replaced.
    pub paper: &'a str,
    /// The file.
    pub file: &'a Kept,
    /// Who attaches it.
    pub by: &'a str,
    /// The day it is.
    pub on: Day,
    /// How many files the record may have.
    pub limits: Limits,
}

impl Deed for Attach<'_> {
    type Outcome = i64;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<i64> {
        attach(work, self).await
    }
}

/// Attaches a file within a transaction and returns the attachment's id: for a deed that does more than this. The very
/// file that stands for the paper already stays as it is.
///
/// # Errors
/// [`Error::Invalid`] at `paper` if it has no name or too long a one, at `file` if the record has too many files.
pub async fn attach(work: &mut Work, new: &Attach<'_>) -> Result<i64> {
    let paper = new.paper.trim();
    if paper.is_empty() || paper.chars().count() > MOST_PAPER {
        return Err(Error::invalid("paper", format!("请填写材料名称，不超过 {MOST_PAPER} 个字，如“营业执照”")));
    }
    let there = records(work.reader(), of_record(new.subject, new.record)).await?;
    let there: Vec<(AttachedFile, Row)> =
        there.into_iter().map(|record| Ok((read(&record)?, row(record)))).collect::<Result<_>>()?;
    let standing = there.iter().filter(|(file, _)| file.replaced_on.is_none());
    let (same, others): (Vec<_>, Vec<_>) = standing.partition(|(file, _)| file.paper == paper);
    let name = new.file.name.as_str();
    if let Some((file, _)) = same.iter().find(|(file, _)| file.digest == new.file.digest && file.file_name == name) {
        return Ok(file.id);
    }
    if others.len() >= new.limits.files {
        let sentence = format!("最多上传 {} 个文件，现已达到：请合并材料，或更换已有的一份", new.limits.files);
        return Err(Error::invalid("file", sentence));
    }
    let table = ATTACHMENTS.to_table();
    let replaced = position("replaced_on")?;
    for (_, row) in same {
        work.update(&table, row, &[(replaced, new.on.to_string().into())]).await?;
    }
    let last = there.iter().filter(|(file, _)| file.paper == paper).map(|(file, _)| file.version).max();
    let size = i64::try_from(new.file.size).map_err(|_| Error::Fault("a file larger than any disk".to_owned()))?;
    let values = vec![
        new.subject.into(),
        new.record.into(),
        paper.into(),
        (last.unwrap_or(0) + 1).into(),
        name.into(),
        new.file.media().into(),
        size.into(),
        new.file.digest.as_str().into(),
        new.on.to_string().into(),
        new.by.into(),
        Value::Null,
    ];
    let ids = work.insert(&table, vec![values]).await?;
    ids.first().copied().ok_or_else(|| Error::Fault("an insert returned no id".to_owned()))
}

/// The files of a record, replaced ones included, in the order in which they were added.
///
/// # Errors
/// What the database says.
pub async fn attached(reader: Reader<'_>, subject: &str, record: i64) -> Result<Vec<AttachedFile>> {
    let found = records(reader, of_record(subject, record)).await?;
    found.iter().map(read).collect()
}

/// One attachment.
///
/// # Errors
/// [`Error::NotFound`] if there is none with this id.
pub async fn attachment(reader: Reader<'_>, id: i64) -> Result<AttachedFile> {
    read(&listing::query::record(reader, &ATTACHMENTS, id).await?)
}

/// The digests of all files that records name, each once: what [`crate::Shelf::verify`] should find.
///
/// # Errors
/// What the database says.
pub async fn recorded(reader: Reader<'_>) -> Result<Vec<Digest>> {
    let mut digests = Vec::new();
    for record in records(reader, Filter::default()).await? {
        digests.push(read(&record)?.digest);
    }
    digests.sort();
    digests.dedup();
    Ok(digests)
}

fn of_record(subject: &str, record: i64) -> Filter {
    let asked = [("subject", Value::from(subject)), ("record", Value::from(record))];
    asked.into_iter().fold(Filter::default(), |filter, (name, value)| match ATTACHMENTS.column(name) {
        Some(column) => filter.with(column, vec![Alternative::Is(value)]),
        None => filter,
    })
}

/// All attachments that pass a filter, the earliest first.
async fn records(reader: Reader<'_>, filter: Filter) -> Result<Vec<Record>> {
    let columns: Vec<_> = ATTACHMENTS.columns.iter().collect();
    let mut wanted = Wanted { filter, limit: AT_ONCE, sort: Some(("added_on", false)), ..Wanted::default() };
    let mut all = Vec::new();
    loop {
        let found = page(reader, &ATTACHMENTS, &columns, &wanted).await?;
        all.extend(found.records);
        match found.after {
            None => return Ok(all),
            after => wanted.after = after,
        }
    }
}

fn position(name: &str) -> Result<usize> {
    ATTACHMENTS.position(name).ok_or_else(|| Error::Fault(format!("attachments have no column {name}")))
}

fn row(record: Record) -> Row {
    Row { id: record.id, values: record.cells.into_iter().map(|cell| cell.value).collect() }
}

/// A record as a file. All columns are stored ones, so that cells stand where the columns do.
fn read(record: &Record) -> Result<AttachedFile> {
    let at = |name: &str| -> Result<&Value> {
        let cell = record.cells.get(position(name)?);
        cell.map(|cell| &cell.value).ok_or_else(|| Error::Fault(format!("attachment {} has no {name}", record.id)))
    };
    let words = |name: &str| Ok::<_, Error>(at(name)?.text().unwrap_or_default().to_owned());
    let number = |name: &str| Ok::<_, Error>(at(name)?.int().unwrap_or_default());
    let day = |name: &str| {
        let read = at(name)?.text().map(Day::parse).transpose();
        read.map_err(|wrong| Error::Fault(format!("attachment {}: {name}: {wrong}", record.id)))
    };
    Ok(AttachedFile {
        id: record.id,
        subject: words("subject")?,
        record: number("record")?,
        paper: words("paper")?,
        version: number("version")?,
        file_name: words("file_name")?,
        media: words("media")?,
        size: number("size")?,
        digest: Digest::parse(&words("digest")?)?,
        added_on: day("added_on")?.unwrap_or(Day::EARLIEST),
        added_by: words("added_by")?,
        replaced_on: day("replaced_on")?,
    })
}
