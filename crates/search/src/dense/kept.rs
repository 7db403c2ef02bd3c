//! Vectors kept in one file beside the index, found by the print of the text they belong to.
//!
//! A beginning that names the model, then one record a text: its print, how many vectors, the vectors, a check. Records are
//! only ever added at the end, so that whatever stops the program costs at most the record that was being written.

use std::{
    collections::HashMap,
    fs::{File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

use embedding::Vector;
use sm3::{Digest, Sm3};

const MAGIC: &[u8] = b"keshu vectors 1\n";

/// What tells one text or model from any other: the first half of its SM3 digest.
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq)]
pub(crate) struct Print([u8; 16]);

impl Print {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let digest = Sm3::digest(bytes);
        Self(digest.first_chunk().copied().unwrap_or_default())
    }
}

/// The vectors of one text, the one of each of its windows.
pub(crate) type Vectors = Vec<Vector>;

/// The vectors that one model has made.
#[derive(Debug)]
pub(crate) struct Kept {
    file: File,
    vectors: HashMap<Print, Vectors>,
}

impl Kept {
    /// Opens the file, making it where it is not there. What another model has made is thrown away, and so is what comes
    /// after a record that is not whole.
    pub(crate) fn open(path: &Path, model: Print) -> io::Result<Self> {
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let head = [MAGIC, &model.0].concat();
        let mut vectors = HashMap::new();
        let mut rest = bytes.strip_prefix(head.as_slice()).unwrap_or_default();
        while let Some((print, found, after)) = record(rest) {
            vectors.insert(print, found);
            rest = after;
        }
        let whole = if bytes.starts_with(&head) { bytes.len() - rest.len() } else { 0 };
        file.set_len(u64::try_from(whole).unwrap_or_default())?;
        if whole == 0 {
            file.write_all(&head)?;
        }
        Ok(Self { file, vectors })
    }

    pub(crate) fn get(&self, print: Print) -> Option<&Vectors> {
        self.vectors.get(&print)
    }

    /// Keeps the vectors of texts.
    pub(crate) fn put(&mut self, more: Vec<(Print, Vectors)>) -> io::Result<()> {
        let records: Vec<u8> = more.iter().flat_map(|(print, vectors)| written(*print, vectors)).collect();
        self.file.write_all(&records)?;
        self.vectors.extend(more);
        Ok(())
    }

    pub(crate) fn len(&self) -> usize {
        self.vectors.len()
    }
}

/// Print, number of vectors, bytes of one vector; then the vectors and four bytes of the digest of all before.
fn written(print: Print, vectors: &[Vector]) -> Vec<u8> {
    let width = vectors.first().map_or(0, |vector| vector.to_bytes().count());
    let mut record = print.0.to_vec();
    record.push(u8::try_from(vectors.len()).unwrap_or(u8::MAX));
    record.extend(u16::try_from(width).unwrap_or(u16::MAX).to_le_bytes());
    record.extend(vectors.iter().take(u8::MAX.into()).flat_map(Vector::to_bytes));
    let check = Print::of(&record);
    record.extend(check.0.iter().take(4));
    record
}

/// The first record, and what comes after it; nothing if it is not whole.
fn record(bytes: &[u8]) -> Option<(Print, Vectors, &[u8])> {
    let (print, rest) = bytes.split_first_chunk::<16>()?;
    let (&[count, low, high], rest) = rest.split_first_chunk::<3>()?;
    let width = usize::from(u16::from_le_bytes([low, high]));
    let (vectors, rest) = rest.split_at_checked(usize::from(count) * width)?;
    let (check, after) = rest.split_first_chunk::<4>()?;
    let said = bytes.get(..bytes.len() - rest.len())?;
    let is_whole = width > 0 && Print::of(said).0.starts_with(check);
    is_whole.then(|| (Print(*print), vectors.chunks_exact(width).map(Vector::from_bytes).collect(), after))
}
