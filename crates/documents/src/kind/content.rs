//! The first look: which family of files the bytes belong to, and whether a file of that family is whole.

use std::io::{self, Read, Seek, SeekFrom};

use super::refusal::Refusal;
use super::{Shape, ole, packed, text};

/// What a file is, or why it is not taken; the outer error is the disk's.
pub(super) type Looked<T = Shape> = io::Result<Result<T, Refusal>>;

/// How much of its beginning tells a file's family.
const HEAD: u64 = 4096;
/// How far from its end the end mark of a PDF may lie; some programs write after it.
const PDF_TAIL: u64 = 8192;
/// How every PNG ends.
const PNG_END: [u8; 8] = *b"IEND\xaeB`\x82";

/// Beginnings of programs.
const ACTIVE: [(&[u8], &str); 12] = [
    (b"MZ", "可执行文件"),
    (b"\x7fELF", "可执行文件"),
    (b"\xfe\xed\xfa\xce", "可执行文件"),
    (b"\xfe\xed\xfa\xcf", "可执行文件"),
    (b"\xce\xfa\xed\xfe", "可执行文件"),
    (b"\xcf\xfa\xed\xfe", "可执行文件"),
    (b"\xca\xfe\xba\xbe", "Java 程序"),
    (b"dex\n", "安卓程序"),
    (b"\0asm", "可执行文件"),
    (b"L\0\0\0\x01\x14\x02\0", "快捷方式"),
    (b"ITSF", "可执行的帮助文件（.chm）"),
    (b"MSCF", "安装包（.cab）"),
];

/// Beginnings of what people bring by mistake.
const FOREIGN: [(&[u8], &str); 12] = [
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b", "gz 压缩包"),
    (b"BZh", "bz2 压缩包"),
    (b"\xfd7zXZ", "xz 压缩包"),
    (b"GIF8", "GIF 图片"),
    (b"II*\0", "TIFF 图片"),
    (b"MM\0*", "TIFF 图片"),
    (b"RIFF", "WebP 图片或音视频"),
    (b"AC10", "DWG 图纸"),
    (b"ID3", "音频"),
    (b"BM", "BMP 图片"),
];

/// Looks at a file of so many bytes.
pub(super) fn look(source: &mut (impl Read + Seek), size: u64) -> Looked {
    let head = piece(source, 0, HEAD)?;
    if head.is_empty() {
        return Ok(Err(Refusal::Empty));
    }
    if let Some(refusal) = by_beginning(&head) {
        return Ok(Err(refusal));
    }
    if [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|start| head.starts_with(*start)) {
        return packed::look(source, size);
    }
    if head.starts_with(&ole::MAGIC) {
        return ole::look(source, size);
    }
    if head.starts_with(b"\xff\xd8\xff") {
        return Ok(Ok(Shape::Jpeg));
    }
    if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        let tail = piece(source, size.saturating_sub(HEAD), HEAD)?;
        return Ok(if holds(&tail, &PNG_END) { Ok(Shape::Png) } else { Err(Refusal::Broken("没有结尾")) });
    }
    if without_blanks(&head).starts_with(b"%PDF-") {
        let tail = piece(source, size.saturating_sub(PDF_TAIL), PDF_TAIL)?;
        return Ok(if holds(&tail, b"%%EOF") { Ok(Shape::Pdf) } else { Err(Refusal::Broken("没有结尾标记")) });
    }
    source.seek(SeekFrom::Start(0))?;
    text::look(source)
}

/// Why bytes that begin like this are not taken, whatever follows.
pub(super) fn by_beginning(head: &[u8]) -> Option<Refusal> {
    // A text may begin with the letters MZ, too, but has no zero in it.
    if !head.contains(&0) {
        return None;
    }
    if let Some((_, label)) = ACTIVE.iter().find(|(start, _)| head.starts_with(start)) {
        return Some(Refusal::Active(label));
    }
    if head.get(4..8) == Some(b"ftyp") {
        return Some(Refusal::Foreign("视频或 HEIC 图片"));
    }
    FOREIGN.iter().find(|(start, _)| head.starts_with(start)).map(|(_, label)| Refusal::Foreign(label))
}

/// At most `length` bytes from `start` on.
pub(super) fn piece(source: &mut (impl Read + Seek), start: u64, length: u64) -> io::Result<Vec<u8>> {
    source.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    source.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether `bytes` contain `wanted`.
pub(super) fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Without a byte order mark and white space at the beginning.
fn without_blanks(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}
