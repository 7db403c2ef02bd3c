//! 归档包: everything about one project in one zip, in numbered folders, with an index that proves what was put in.
//!
//! The same papers give the same bytes: entries carry the day of the package instead of the moment of packing.

mod index;
mod place;
#[cfg(test)]
mod tests;

use std::io::{self, Cursor, ErrorKind, Read, Seek, Write};

use storage::{Error, Result};
use vocabulary::Day;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::shelf::{PIECE, failed};
use crate::{Digest, FileName, Shelf};
use index::Index;
use place::Places;

/// Endings of files that are packed already: packing them again takes time and saves nothing.
const DENSE: [&str; 9] = ["pdf", "ofd", "docx", "xlsx", "pptx", "jpg", "jpeg", "png", "zip"];

/// An archive package that is being put together.
#[derive(Clone, Debug)]
pub struct Package {
    title: String,
    on: Day,
    folders: Vec<(String, Vec<Paper>)>,
}

/// A file for the package.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Its name, shown in the index as it is.
    pub name: FileName,
    /// Where its bytes are.
    pub source: Source,
    /// The day of the paper, where it has one.
    pub dated: Option<Day>,
    /// Who gave it and when, such as `萍瓷科技 2026-03-02 上传，第 2 版`.
    pub provenance: String,
}

/// Where the bytes of a file are.
#[derive(Clone, Debug)]
pub enum Source {
    /// On the shelf.
    Kept(Digest),
    /// Here: what the house writes while packing.
    Bytes(Vec<u8>),
}

impl Package {
    /// An empty package of a project, dated this day.
    pub fn new(title: impl Into<String>, on: Day) -> Package {
        Package { title: title.into(), on, folders: Vec::new() }
    }

    /// Adds a paper to a folder such as `申报`. Folders are numbered in the order of their first paper, papers stay in
    /// the order in which they come.
    #[must_use]
    pub fn entry(mut self, folder: &str, paper: Paper) -> Package {
        match self.folders.iter_mut().find(|(name, _)| name == folder) {
            Some((_, papers)) => papers.push(paper),
            None => self.folders.push((folder.to_owned(), vec![paper])),
        }
        self
    }

    /// Writes the zip to `to` and gives `to` back, written to its end but neither flushed nor synced.
    ///
    /// # Errors
    /// [`Error::Refused`] if files are missing from the shelf (all of them named), one of them was altered, or the disk is
    /// full. What has been written by then is no package.
    pub async fn write<W: Write + Seek + Send + 'static>(self, shelf: &Shelf, to: W) -> Result<W> {
        let shelf = shelf.clone();
        let packed = tokio::task::spawn_blocking(move || self.pack(&shelf, to)).await;
        packed.map_err(|error| Error::Fault(format!("生成归档包: {error}")))?
    }

    fn pack<W: Write + Seek>(self, shelf: &Shelf, to: W) -> Result<W> {
        let index = self.index(shelf)?;
        let mut zip = ZipWriter::new(to);
        let when = self.moment();
        for (name, content) in [("目录.html", index.html()?), ("目录.csv", index.csv())] {
            begin(&mut zip, name, when, content.len())?;
            zip.write_all(content.as_bytes()).map_err(failed("生成归档包"))?;
        }
        let papers = self.folders.iter().flat_map(|(_, papers)| papers);
        for (paper, line) in papers.zip(&index.lines) {
            begin(&mut zip, &line.place, when, usize::try_from(line.size).unwrap_or(usize::MAX))?;
            let mut source = paper.source.open(shelf).map_err(failed("生成归档包"))?;
            copy(&mut source, &mut zip).map_err(|error| match error.kind() {
                ErrorKind::InvalidData => Error::Refused(format!("归档包没有生成，“{}”：{error}", line.name)),
                _ => failed("生成归档包")(error),
            })?;
        }
        zip.finish().map_err(unwritten)
    }

    /// What will be where. Files that the shelf does not have are all told at once.
    fn index(&self, shelf: &Shelf) -> Result<Index> {
        let mut index = Index { title: self.title.clone(), on: self.on, lines: Vec::new() };
        let mut missing = Vec::new();
        for (number, (folder, papers)) in (1..).zip(&self.folders) {
            let mut places = Places::of(number, folder);
            for paper in papers {
                match paper.source.open(shelf) {
                    Ok(opened) => index.lines.push(index::Line {
                        number: index.lines.len() + 1,
                        place: places.next(&paper.name),
                        folder: folder.clone(),
                        name: paper.name.as_str().to_owned(),
                        size: opened.size(),
                        digest: paper.source.digest(),
                        dated: paper.dated,
                        provenance: paper.provenance.clone(),
                    }),
                    Err(error) if error.kind() == ErrorKind::NotFound => missing.push(paper.name.as_str()),
                    Err(error) => return Err(failed("生成归档包")(error)),
                }
            }
        }
        if missing.is_empty() {
            return Ok(index);
        }
        let sentence = format!(
            "归档包没有生成：文件库中缺少 {} 个文件（{}），请管理员运行 keshu verify 核对，并从备份中恢复",
            missing.len(),
            missing.join("、")
        );
        Err(Error::Refused(sentence))
    }

    /// The day as zip writes moments, which it can from 1980 to 2107.
    fn moment(&self) -> DateTime {
        let year = u16::try_from(self.on.year()).unwrap_or_default();
        DateTime::from_date_and_time(year, self.on.month(), self.on.day(), 0, 0, 0).unwrap_or_default()
    }
}

/// A source that has been opened.
enum Opened<'a> {
    Kept(crate::Reading<std::fs::File>),
    Bytes(Cursor<&'a [u8]>),
}

impl Source {
    fn open(&self, shelf: &Shelf) -> io::Result<Opened<'_>> {
        match self {
            Source::Kept(digest) => shelf.reading(digest).map(Opened::Kept),
            Source::Bytes(bytes) => Ok(Opened::Bytes(Cursor::new(bytes))),
        }
    }

    fn digest(&self) -> Digest {
        match self {
            Source::Kept(digest) => digest.clone(),
            Source::Bytes(bytes) => Digest::of(bytes),
        }
    }
}

impl Opened<'_> {
    fn size(&self) -> u64 {
        match self {
            Opened::Kept(reading) => reading.size(),
            Opened::Bytes(bytes) => u64::try_from(bytes.get_ref().len()).unwrap_or(u64::MAX),
        }
    }
}

impl Read for Opened<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Opened::Kept(reading) => reading.read(buffer),
            Opened::Bytes(bytes) => bytes.read(buffer),
        }
    }
}

fn copy(source: &mut Opened<'_>, zip: &mut impl Write) -> io::Result<()> {
    let mut piece = vec![0; PIECE];
    loop {
        let length = source.read(&mut piece)?;
        match piece.get(..length) {
            Some(bytes) if !bytes.is_empty() => zip.write_all(bytes)?,
            _ => return Ok(()),
        }
    }
}

/// Begins an entry of so many bytes.
fn begin<W: Write + Seek>(zip: &mut ZipWriter<W>, name: &str, when: DateTime, size: usize) -> Result<()> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    let is_dense = DENSE.contains(&ending.as_str());
    let options = SimpleFileOptions::default()
        .compression_method(if is_dense { CompressionMethod::Stored } else { CompressionMethod::Deflated })
        .last_modified_time(when)
        .unix_permissions(0o644)
        .large_file(u32::try_from(size).is_err());
    zip.start_file(name, options).map_err(unwritten)
}

fn unwritten(error: zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::Io(error) => failed("生成归档包")(error),
        error => Error::Fault(format!("生成归档包: {error}")),
    }
}
