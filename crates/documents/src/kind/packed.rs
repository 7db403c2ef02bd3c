//! Zip packages: office files and OFD, which are zips inside, and zips of files.

use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::GB18030;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::content::{Looked, by_beginning};
use super::refusal::Refusal;
use super::{Shape, office, text};
use crate::packed::{MOST_ENTRIES, MOST_RATIO, Unsound, check};

/// Everything unpacked.
const MOST_BYTES: u64 = 1 << 30;
/// The list of parts of an office file, unpacked.
const MOST_LIST_BYTES: u64 = 4 << 20;
/// Entries in the lists of a package and of those stored in it; reading a list needs memory before it can be counted.
const MOST_LISTED: usize = 60_000;
/// How much of an entry tells what it is.
const HEAD: u64 = 512;
/// Endings of what runs when it is opened.
const ACTIVE: [&str; 34] = [
    "exe", "dll", "com", "scr", "pif", "cpl", "sys", "msi", "msix", "bat", "cmd", "ps1", "vbs", "vbe", "js", "mjs",
    "jse", "wsf", "hta", "lnk", "url", "jar", "apk", "sh", "reg", "chm", "html", "htm", "xhtml", "mht", "mhtml",
    "shtml", "svg", "svgz",
];
/// Endings of packages within a package.
const PACKAGES: [&str; 10] = ["zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "cab", "iso"];

/// Looks at a package of so many bytes and through everything in it.
pub(super) fn look(source: &mut (impl Read + Seek), size: u64) -> Looked {
    if listed(source)? > MOST_LISTED {
        return Ok(Err(too_many()));
    }
    source.seek(SeekFrom::Start(0))?;
    let mut zip = match ZipArchive::new(source) {
        Ok(zip) => zip,
        Err(ZipError::Io(error)) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(error),
        Err(_) => return Ok(Err(Refusal::Broken("压缩包的目录读不出来"))),
    };
    if let Err(unsound) = check(&mut zip, size, MOST_BYTES) {
        return Ok(Err(unsound.into()));
    }
    let shape = match shape(&mut zip) {
        Ok(shape) => shape,
        Err(refusal) => return Ok(Err(refusal)),
    };
    for position in 0..zip.len() {
        if let Err(refusal) = entry(&mut zip, position, shape) {
            return Ok(Err(refusal));
        }
    }
    Ok(Ok(shape))
}

/// How many entries the lists in these bytes have at most: each begins with the same four bytes.
fn listed(source: &mut (impl Read + Seek)) -> io::Result<usize> {
    source.seek(SeekFrom::Start(0))?;
    let mut piece = vec![0; 64 << 10];
    let (mut found, mut matched) = (0, 0);
    loop {
        let length = source.read(&mut piece)?;
        if length == 0 {
            return Ok(found);
        }
        for byte in piece.iter().take(length) {
            matched = match (matched, byte) {
                (1, b'K') | (2, 1) => matched + 1,
                (3, 2) => {
                    found += 1;
                    0
                }
                (_, b'P') => 1,
                _ => 0,
            };
        }
    }
}

/// What the package is, by the names in it.
fn shape<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<Shape, Refusal> {
    if let Some(list) = zip.index_for_name(office::LIST) {
        let list = zip.by_index(list).map_err(|_| BROKEN)?;
        let mut types = String::new();
        list.take(MOST_LIST_BYTES).read_to_string(&mut types).map_err(|_| BROKEN)?;
        return office::shape(&types, zip.file_names_raw());
    }
    let has = |name: &str| zip.index_for_name(name).is_some();
    if has("OFD.xml") {
        return Ok(Shape::Ofd);
    }
    if has("AndroidManifest.xml") || has("classes.dex") {
        return Err(Refusal::Active("安卓程序"));
    }
    if has("META-INF/MANIFEST.MF") {
        return Err(Refusal::Active("Java 程序"));
    }
    Ok(if has("mimetype") { Err(Refusal::Foreign("OpenDocument 文档或电子书"))? } else { Shape::Zip })
}

const BROKEN: Refusal = Refusal::Broken("内容读到一半断开或校验不符");

/// Reads one entry to its end: it must be what it claims, and harmless.
fn entry<R: Read + Seek>(zip: &mut ZipArchive<R>, position: usize, package: Shape) -> Result<(), Refusal> {
    let mut entry = zip.by_index(position).map_err(|_| BROKEN)?;
    let name = shown(entry.name_raw());
    let inside = |what: &'static str| Err(Refusal::Inside(name.clone(), what));
    if leads_out(&name) {
        return inside("的路径指向压缩包以外的地方");
    }
    if entry.is_symlink() {
        return inside("是指向别处的链接");
    }
    let mut head = Vec::new();
    (&mut entry).take(HEAD).read_to_end(&mut head).map_err(|_| BROKEN)?;
    if let Some(Refusal::Active(_)) = by_beginning(&head) {
        return inside("是可执行文件");
    }
    if package == Shape::Zip {
        loose(&name, &head).map_or(Ok(()), inside)?;
    }
    drain(entry, u64::try_from(head.len()).unwrap_or(u64::MAX))
}

/// What is wrong with a file that people packed, by its name and its beginning.
fn loose(name: &str, head: &[u8]) -> Option<&'static str> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending.trim_end()).to_ascii_lowercase();
    let ending = ending.as_str();
    if ACTIVE.contains(&ending) {
        return Some("打开时会运行或是网页");
    }
    if super::refusal::has_macros(ending) {
        return Some("是带宏的文件");
    }
    let is_office = super::Kind::ALL.iter().any(|kind| *kind != super::Kind::Zip && kind.endings().contains(&ending));
    if PACKAGES.contains(&ending) || head.starts_with(b"PK\x03\x04") && !is_office {
        return Some("又是一个压缩包");
    }
    let words = String::from_utf8_lossy(head).trim_start_matches('\u{feff}').to_ascii_lowercase();
    matches!(text::by_beginning(&words), Some(Refusal::Active(_))).then_some("是脚本或网页")
}

/// Reads the rest of an entry and throws it away.
fn drain<R: Read>(entry: ZipFile<'_, R>, already: u64) -> Result<(), Refusal> {
    let claimed = entry.size();
    let rest = claimed.saturating_sub(already);
    // One byte more than claimed is enough to know that the claim is a lie.
    let read = io::copy(&mut entry.take(rest + 1), &mut io::sink()).map_err(|_| BROKEN)?;
    if read == rest && already <= claimed {
        Ok(())
    } else {
        Err(Refusal::Broken("内容的大小与压缩包所说的不符"))
    }
}

/// A name in a package as people see it. Windows writes names in GBK without saying so.
pub(super) fn shown(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(name).0.into_owned(),
    }
}

/// Whether unpacking under this name could write outside the folder chosen for it.
fn leads_out(name: &str) -> bool {
    let has_drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with(['/', '\\']) || has_drive || name.split(['/', '\\']).any(|part| part == "..")
}

fn too_many() -> Refusal {
    Refusal::Bomb(format!("内部文件超过 {MOST_ENTRIES} 个"))
}

impl From<Unsound> for Refusal {
    fn from(unsound: Unsound) -> Refusal {
        match unsound {
            Unsound::Unreadable(_) => Refusal::Broken("压缩包的结构不完整"),
            Unsound::TooMany => too_many(),
            Unsound::Ambiguous => Refusal::Broken("内部文件重名或互相重叠"),
            Unsound::Locked => Refusal::Locked,
            Unsound::TooLarge => Refusal::Bomb(format!("内部文件合计超过 {} MB", MOST_BYTES >> 20)),
            Unsound::TooDense => Refusal::Bomb(format!("压缩比超过 {MOST_RATIO} 倍")),
        }
    }
}
