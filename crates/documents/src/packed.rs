//! What makes a zip package sound, whoever packed it: looked at before anything is unpacked.

use std::io::{Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

/// Files in a package; a long report with many pictures has some hundreds.
pub(crate) const MOST_ENTRIES: usize = 4_000;
/// Unpacked to packed, for packages beyond [`RATIO_MATTERS`]; text packs up to about 60 to 1.
pub(crate) const MOST_RATIO: u64 = 200;
const RATIO_MATTERS: u64 = 8 << 20;

/// Why a package is not touched.
#[derive(Debug)]
pub(crate) enum Unsound {
    /// It does not hold together.
    Unreadable(ZipError),
    /// It holds more than [`MOST_ENTRIES`] files.
    TooMany,
    /// Names stand twice, or files overlap: two programs would see different contents.
    Ambiguous,
    /// A file in it is encrypted.
    Locked,
    /// It claims more bytes than are allowed.
    TooLarge,
    /// It claims more than [`MOST_RATIO`] times its own size.
    TooDense,
}

/// Checks what a package of `packed` bytes claims of itself, without unpacking it.
pub(crate) fn check<R: Read + Seek>(zip: &mut ZipArchive<R>, packed: u64, most_bytes: u64) -> Result<(), Unsound> {
    if zip.len() > MOST_ENTRIES {
        return Err(Unsound::TooMany);
    }
    if zip.has_duplicate_names() || zip.has_overlapping_entries().map_err(Unsound::Unreadable)? {
        return Err(Unsound::Ambiguous);
    }
    let mut unpacked: u64 = 0;
    for position in 0..zip.len() {
        let entry = zip.by_index_raw(position).map_err(Unsound::Unreadable)?;
        if entry.encrypted() {
            return Err(Unsound::Locked);
        }
        unpacked = unpacked.saturating_add(entry.size());
    }
    if unpacked > most_bytes {
        return Err(Unsound::TooLarge);
    }
    if unpacked > RATIO_MATTERS && unpacked / packed.max(1) > MOST_RATIO {
        return Err(Unsound::TooDense);
    }
    Ok(())
}
