//! A file on its way to the shelf: written piece by piece, and gone if it is never kept.

use std::fs::{self, File};
use std::io::{self, Seek as _, SeekFrom};

use storage::Result;
use tempfile::TempPath;
use tokio::io::AsyncWriteExt as _;

use super::{DRAFT, Shelf, blocking, failed};
use crate::Digest;
use crate::digest::Digesting;

/// A file that is being written in the shelf's folder.
#[derive(Debug)]
pub(crate) struct Draft {
    shelf: Shelf,
    file: tokio::fs::File,
    path: TempPath,
    digesting: Digesting,
    size: u64,
}

impl Draft {
    /// Begins a file.
    pub(crate) async fn begin(shelf: &Shelf) -> Result<Draft> {
        let shelf = shelf.clone();
        blocking("存入文件", move || {
            let (file, path) = locked(&shelf)?;
            Ok(Draft { shelf, file: tokio::fs::File::from_std(file), path, digesting: Digesting::default(), size: 0 })
        })
        .await
    }

    /// How many bytes have been written.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// Writes one more piece.
    pub(crate) async fn write(&mut self, piece: &[u8]) -> Result<()> {
        self.file.write_all(piece).await.map_err(failed("存入文件"))?;
        self.digesting.take(piece);
        self.size += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        Ok(())
    }

    /// Another handle of what has been written, at its beginning.
    pub(crate) async fn look_back(&mut self) -> Result<File> {
        self.file.flush().await.map_err(failed("存入文件"))?;
        let file = self.file.try_clone().await.map_err(failed("存入文件"))?;
        let mut file = file.into_std().await;
        file.seek(SeekFrom::Start(0)).map_err(failed("存入文件"))?;
        Ok(file)
    }

    /// Puts the file on the shelf: only when this returns is it there, and then it stays.
    pub(crate) async fn keep(mut self) -> Result<(Digest, u64)> {
        self.file.flush().await.map_err(failed("存入文件"))?;
        let file = self.file.into_std().await;
        let (shelf, path, digest) = (self.shelf, self.path, self.digesting.finish());
        let kept = digest.clone();
        blocking("存入文件", move || {
            file.sync_all()?;
            let place = shelf.place(&digest);
            let folder = shelf.folder.join(digest.folder());
            fs::create_dir_all(&folder)?;
            path.persist(&place).map_err(|error| error.error)?;
            File::open(&folder)?.sync_all()?;
            File::open(&shelf.folder)?.sync_all()
        })
        .await?;
        Ok((kept, self.size))
    }
}

/// A new file that no sweep takes away: locked, and still there after it was locked.
fn locked(shelf: &Shelf) -> io::Result<(File, TempPath)> {
    loop {
        let made = tempfile::Builder::new().prefix(DRAFT.0).suffix(DRAFT.1).tempfile_in(&shelf.folder)?;
        made.as_file().lock()?;
        // A shelf that was opened in between has swept it.
        if made.path().try_exists()? {
            return Ok(made.into_parts());
        }
    }
}
