//! Receiving a file: bytes come in piece by piece, are looked at as a whole, and only then stand on the shelf.

use storage::{Error, Result};

use crate::kind::{self, Kind, Limits};
use crate::shelf::Draft;
use crate::{Digest, FileName, Shelf};

/// A file that is coming in. Dropped before its end, it leaves nothing.
#[derive(Debug)]
pub struct Incoming {
    name: FileName,
    most: u64,
    draft: Draft,
}

/// A file that has come in, was looked at and is on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub name: FileName,
    /// Where it is on the shelf.
    pub digest: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// What it is.
    pub kind: Kind,
}

impl Kept {
    /// The media type under which it is sent.
    pub fn media(&self) -> &'static str {
        self.kind.media()
    }
}

impl Incoming {
    /// Begins to receive a file that somebody named so.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `file` if files of such a name are not taken: said before any byte has come.
    pub async fn begin(shelf: &Shelf, given_name: &str, limits: Limits) -> Result<Incoming> {
        let name = FileName::new(given_name)?;
        Kind::promised(&name)?;
        Ok(Incoming { name, most: limits.file_bytes, draft: Draft::begin(shelf).await? })
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `file` as soon as there are more than the limit; what the disk says.
    pub async fn take(&mut self, bytes: &[u8]) -> Result<()> {
        let size = u64::try_from(bytes.len()).map_or(u64::MAX, |more| self.draft.size().saturating_add(more));
        if size > self.most {
            let (name, most) = (self.name.as_str(), megabytes(self.most));
            let sentence = format!("“{name}”超过 {most} MB 的上限：请压缩其中的图片或拆成几个文件后再上传");
            return Err(Error::invalid("file", sentence));
        }
        self.draft.write(bytes).await
    }

    /// Ends the file: looks at all of it and puts it on the shelf.
    ///
    /// # Errors
    /// As [`kind::inspect`]; what the disk says. Nothing of it is kept then.
    pub async fn finish(mut self) -> Result<Kept> {
        let mut written = self.draft.look_back().await?;
        let name = self.name.clone();
        let looked = tokio::task::spawn_blocking(move || kind::inspect(&mut written, &name)).await;
        let kind = looked.map_err(|error| Error::Fault(format!("检查文件: {error}")))??;
        let (digest, size) = self.draft.keep().await?;
        Ok(Kept { name: self.name, digest, size, kind })
    }
}

/// Bytes as megabytes with one decimal where it is needed.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10) >> 20;
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{PDF, docx};

    async fn shelf() -> (Shelf, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        (Shelf::open(folder.path()).await.unwrap(), folder)
    }

    /// What a browser sends, in pieces of this size.
    async fn received(shelf: &Shelf, name: &str, bytes: &[u8], piece: usize, limits: Limits) -> Result<Kept> {
        let mut incoming = Incoming::begin(shelf, name, limits).await?;
        for bytes in bytes.chunks(piece) {
            incoming.take(bytes).await?;
        }
        incoming.finish().await
    }

    #[tokio::test]
    async fn a_file_that_comes_in_pieces_is_kept_whole() {
        let (shelf, _folder) = shelf().await;
        let bytes = docx(&["甲方：𠮷田陶瓷"]);
        for piece in [1, 7, 4096, 1 << 20] {
            let kept = received(&shelf, r"C:\桌面\合同.docx", &bytes, piece, Limits::default()).await.unwrap();
            assert_eq!((kept.name.as_str(), kept.kind), ("合同.docx", Kind::Docx));
            assert_eq!(kept.media(), Kind::Docx.media());
            assert_eq!((kept.digest, kept.size), (Digest::of(&bytes), u64::try_from(bytes.len()).unwrap()));
        }
        assert_eq!(shelf.verify([Digest::of(&bytes)]).await.unwrap(), []);
    }

    #[tokio::test]
    async fn too_large_a_file_is_stopped_at_the_limit_and_leaves_nothing() {
        let (shelf, folder) = shelf().await;
        let limits = Limits { file_bytes: 3 << 19, ..Limits::default() };
        let sentence = received(&shelf, "合同.pdf", &[b' '; 2 << 20], 1 << 20, limits).await.unwrap_err().to_string();
        assert_eq!(sentence, "file：“合同.pdf”超过 1.5 MB 的上限：请压缩其中的图片或拆成几个文件后再上传");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let limits = Limits { file_bytes: u64::try_from(PDF.len()).unwrap(), ..Limits::default() };
        assert!(received(&shelf, "合同.pdf", PDF, 9, limits).await.is_ok(), "the limit itself is allowed");
    }

    #[tokio::test]
    async fn what_is_refused_never_reaches_the_shelf() {
        let (shelf, folder) = shelf().await;
        let page = b"<html><script>alert(1)</script>";
        let sentence = received(&shelf, "说明.txt", page, 5, Limits::default()).await.unwrap_err().to_string();
        assert!(sentence.contains("而是网页（HTML）"), "{sentence}");
        let error = Incoming::begin(&shelf, "../../安装.exe", Limits::default()).await.unwrap_err();
        assert!(error.to_string().contains("“安装.exe”的后缀是 .exe"), "{error}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
