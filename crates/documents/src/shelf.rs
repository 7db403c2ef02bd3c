//! 文件库: the files of the house, each kept once under the SM3 digest of its bytes.
//!
//! A file lies at `ab/abcdef…` in the shelf's folder and is never changed. It is written to a temporary file in that
//! folder, synced, renamed to its place, and the folders are synced: after a crash there is the whole file or none, and
//! what a killed program left behind is swept when the shelf is next opened.
//!
//! Should files live in an S3 store one day, that store takes the place of this one struct: a draft is a multipart
//! upload, keeping it a copy to the digest as its key, reading a GET, verifying a walk of GETs.

mod draft;
mod reading;
#[cfg(test)]
mod tests;

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use storage::{Error, Result};
use tokio::io::{AsyncRead, AsyncReadExt as _};

use crate::Digest;
pub(crate) use draft::Draft;
pub use reading::Reading;

/// What a file that is being written is called: a beginning, something random, and an end.
const DRAFT: (&str, &str) = ("incoming-", ".part");

/// How many bytes are in memory at a time.
pub(crate) const PIECE: usize = 128 << 10;

/// The files of the house in one folder. Cloning gives another handle of the same shelf.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: PathBuf,
}

/// A file that should be on the shelf as it was put there, and is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It is not there.
    Missing(Digest),
    /// It cannot be read to its end, or its bytes have another digest.
    Altered(Digest),
}

impl Shelf {
    /// Opens the shelf in `folder`, making the folder where there is none, and sweeps what killed programs left half
    /// written. Files that another living program is writing are let be.
    ///
    /// # Errors
    /// [`Error::Refused`] if the folder cannot be made, read or written.
    pub async fn open(folder: impl Into<PathBuf>) -> Result<Shelf> {
        let folder = folder.into();
        blocking("打开文件库", move || {
            fs::create_dir_all(&folder)?;
            sweep(&folder)?;
            Ok(Shelf { folder })
        })
        .await
    }

    /// Puts everything that `source` gives on the shelf and returns its digest and its size in bytes. What is there
    /// already is put there again: nothing changes, or a damaged copy is healed.
    ///
    /// # Errors
    /// [`Error::Refused`] if the disk is full or cannot be written, [`Error::Fault`] if `source` breaks off.
    pub async fn put(&self, mut source: impl AsyncRead + Unpin) -> Result<(Digest, u64)> {
        let mut draft = Draft::begin(self).await?;
        let mut piece = vec![0; PIECE];
        loop {
            let length = source.read(&mut piece).await.map_err(failed("读取要存入的文件"))?;
            match piece.get(..length) {
                Some(bytes) if !bytes.is_empty() => draft.write(bytes).await?,
                _ => return draft.keep().await,
            }
        }
    }

    /// A file to be read from its beginning. Reading fails at the end if the bytes are not those that were put there.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is not on the shelf.
    pub async fn read(&self, digest: &Digest) -> Result<Reading> {
        let (shelf, digest) = (self.clone(), digest.clone());
        let missing = "文件库中没有这个文件：请管理员运行 keshu verify 核对，并从备份中恢复";
        let reading = blocking("读取文件", move || match shelf.reading(&digest) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Err(Error::NotFound(missing.to_owned()))),
            reading => reading.map(Ok),
        });
        Ok(reading.await??.map(tokio::fs::File::from_std))
    }

    /// Which of these files are missing or altered: reads every one of them whole.
    ///
    /// # Errors
    /// [`Error::Fault`] if the reading itself breaks down.
    pub async fn verify(&self, digests: impl IntoIterator<Item = Digest>) -> Result<Vec<Damage>> {
        let mut damages = Vec::new();
        for digest in digests {
            let shelf = self.clone();
            damages.extend(blocking("核对文件", move || Ok(shelf.damage(digest))).await?);
        }
        Ok(damages)
    }

    /// A file to be read on a thread that may wait.
    pub(crate) fn reading(&self, digest: &Digest) -> io::Result<Reading<File>> {
        let file = File::open(self.place(digest))?;
        let size = file.metadata()?.len();
        Ok(Reading::new(file, size, digest.clone()))
    }

    fn damage(&self, digest: Digest) -> Option<Damage> {
        match self.reading(&digest).and_then(|mut reading| io::copy(&mut reading, &mut io::sink())) {
            Ok(_) => None,
            Err(error) if error.kind() == ErrorKind::NotFound => Some(Damage::Missing(digest)),
            Err(error) => {
                tracing::warn!(%digest, %error, "a file of the shelf cannot be read as it was put there");
                Some(Damage::Altered(digest))
            }
        }
    }

    fn place(&self, digest: &Digest) -> PathBuf {
        self.folder.join(digest.folder()).join(digest.as_str())
    }
}

/// Removes half-written files. A program holds a lock on what it writes, which ends with it however it ends.
fn sweep(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_draft = name.to_str().is_some_and(|name| name.starts_with(DRAFT.0) && name.ends_with(DRAFT.1));
        if !is_draft {
            continue;
        }
        let swept = File::open(entry.path()).and_then(|file| match file.try_lock() {
            Ok(()) => fs::remove_file(entry.path()),
            Err(TryLockError::WouldBlock) => Ok(()),
            Err(TryLockError::Error(error)) => Err(error),
        });
        match swept {
            // Its program finished in this very moment.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            swept => swept?,
        }
    }
    Ok(())
}

/// Does what waits for the disk on a thread that may wait.
pub(crate) async fn blocking<T: Send + 'static>(
    doing: &'static str,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(failed(doing)),
        Err(error) => Err(Error::Fault(format!("{doing}: {error}"))),
    }
}

/// What the disk says, as a sentence where somebody can do something about it.
pub(crate) fn failed(doing: &'static str) -> impl FnOnce(io::Error) -> Error {
    move |error| match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            Error::Refused(format!("{doing}时磁盘已满，没有存入任何内容：请管理员腾出空间后再试"))
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            Error::Refused(format!("{doing}时没有读写权限：请管理员检查文件库所在的文件夹"))
        }
        ErrorKind::NotFound | ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            Error::Refused(format!("{doing}时找不到文件库的文件夹，或它的位置被一个文件占用：请管理员检查后再试"))
        }
        ErrorKind::InvalidData => Error::Refused(error.to_string()),
        _ => Error::Fault(format!("{doing}: {error}")),
    }
}
