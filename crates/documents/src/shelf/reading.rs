//! Reading a file of the shelf: the bytes pass only if, in the end, they are those that were put there.

use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, ReadBuf};

use crate::Digest;
use crate::digest::Digesting;

/// A file of the shelf being read. The last piece fails with [`io::ErrorKind::InvalidData`] if the whole does not have
/// the digest under which it is kept.
#[derive(Debug)]
pub struct Reading<F = tokio::fs::File> {
    file: F,
    size: u64,
    left: u64,
    digest: Digest,
    digesting: Digesting,
}

impl<F> Reading<F> {
    pub(super) fn new(file: F, size: u64, digest: Digest) -> Self {
        Reading { file, size, left: size, digest, digesting: Digesting::default() }
    }

    /// The size of the file in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    pub(super) fn map<G>(self, other: impl FnOnce(F) -> G) -> Reading<G> {
        let Reading { file, size, left, digest, digesting } = self;
        Reading { file: other(file), size, left, digest, digesting }
    }

    /// Takes note of bytes just read; none means that the file has ended.
    fn note(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.digesting.take(bytes);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let grew = length > self.left;
        self.left = self.left.saturating_sub(length);
        // Whoever knows the size may stop there, so the check does not wait for the read that finds the end.
        let is_over = bytes.is_empty() || self.left == 0;
        if grew || is_over && self.digesting.clone().finish() != self.digest {
            let sentence = "文件的内容与存入时不同，已停止读取：请管理员运行 keshu verify 核对，并从备份中恢复";
            return Err(io::Error::new(io::ErrorKind::InvalidData, sentence));
        }
        Ok(())
    }
}

impl<F: AsyncRead + Unpin> AsyncRead for Reading<F> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        if buffer.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        ready!(Pin::new(&mut self.file).poll_read(context, buffer))?;
        let noted = self.note(buffer.filled().get(before..).unwrap_or_default());
        if noted.is_err() {
            buffer.set_filled(before);
        }
        Poll::Ready(noted)
    }
}

impl<F: Read> Read for Reading<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let length = self.file.read(buffer)?;
        self.note(buffer.get(..length).unwrap_or_default())?;
        Ok(length)
    }
}
