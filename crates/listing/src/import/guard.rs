//! What is checked of a file before any reader of workbooks touches it.

use std::io::{self, Read};

use storage::{Error, Result};

use super::workbook::{Source, damaged};

/// The most that a workbook may hold when unpacked.
const LARGEST_UNPACKED: u64 = 1024 * 1024 * 1024;
/// The most that its parts other than sheets may hold: readers keep them in memory.
const LARGEST_KEPT: u64 = 256 * 1024 * 1024;
/// The most entries that it may have.
const MOST_ENTRIES: usize = 10_000;
/// How many times larger than its packed form an entry may be; tables of repeated words reach about a hundred.
const HIGHEST_RATIO: u64 = 400;
/// Below this size the ratio says nothing.
const SMALL: u64 = 16 * 1024 * 1024;

/// Checks that an archive is a workbook, is whole, and unpacks to a bearable size. What it declares is not believed:
/// every entry is unpacked once, into nothing.
pub(super) fn check_archive(source: Box<dyn Source>) -> Result<()> {
    let mut archive = zip::ZipArchive::new(source).map_err(|error| damaged(&error))?;
    if archive.len() > MOST_ENTRIES {
        return Err(too_large());
    }
    let names: Vec<String> =
        archive.file_names().filter_map(|name| name.ok().map(|name| name.replace('\\', "/"))).collect();
    check_kind(&names)?;
    check_declared(&mut archive)?;
    let mut unpacked = 0;
    let mut kept = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| damaged(&error))?;
        let is_sheet = entry.name().is_ok_and(|name| name.contains("worksheets/"));
        let declared = entry.size();
        let size =
            io::copy(&mut entry.take(declared.saturating_add(1)), &mut io::sink()).map_err(|error| damaged(&error))?;
        if size > declared {
            return Err(too_large());
        }
        unpacked += size;
        kept += if is_sheet { 0 } else { size };
        if unpacked > LARGEST_UNPACKED || kept > LARGEST_KEPT {
            return Err(too_large());
        }
    }
    Ok(())
}

fn check_declared(archive: &mut zip::ZipArchive<Box<dyn Source>>) -> Result<()> {
    let mut declared = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| damaged(&error))?;
        if entry.encrypted() {
            return Err(Error::Refused("文件有密码，无法读取。请去掉密码后再导入".to_owned()));
        }
        declared = declared.saturating_add(entry.size());
        let is_swollen = entry.size() > SMALL && entry.size() / entry.compressed_size().max(1) > HIGHEST_RATIO;
        if is_swollen || declared > LARGEST_UNPACKED {
            return Err(too_large());
        }
    }
    Ok(())
}

/// Whether the archive is a workbook in the form that Excel writes, and if not, which other thing it is.
fn check_kind(names: &[String]) -> Result<()> {
    let has = |part: &str| names.iter().any(|name| name.eq_ignore_ascii_case(part));
    let sentence = if has("xl/workbook.xml") {
        return Ok(());
    } else if has("xl/workbook.bin") {
        "文件是 Excel 二进制工作簿（.xlsb），请用 Excel 另存为 .xlsx 再导入"
    } else if has("word/document.xml") {
        "文件是 Word 文档，不是 Excel 工作簿"
    } else if has("content.xml") {
        "文件是 OpenDocument 表格（.ods），请另存为 .xlsx 再导入"
    } else {
        "文件不是 Excel 工作簿，请导入 .xlsx、.xls 或 .csv 文件"
    };
    Err(Error::Refused(sentence.to_owned()))
}

fn too_large() -> Error {
    Error::Refused("文件展开后异常巨大，疑似压缩炸弹，已拒绝打开。若确有这么多数据，请拆成几个文件导入".to_owned())
}

/// Whether a compound file holds an encrypted workbook: the name of its stream stands in the directory.
pub(super) fn is_encrypted(mut source: Box<dyn Source>) -> Result<bool> {
    let mark: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut held = Vec::new();
    let mut block = vec![0; 256 * 1024];
    loop {
        let count = source.read(&mut block).map_err(|error| damaged(&error))?;
        if count == 0 {
            return Ok(false);
        }
        held.extend_from_slice(block.get(..count).unwrap_or_default());
        if held.windows(mark.len()).any(|window| window == mark) {
            return Ok(true);
        }
        let kept = held.len().saturating_sub(mark.len());
        held.drain(..kept);
    }
}

/// Whether the start of a file looks like HTML or XML, which older systems export under the name of Excel.
pub(super) fn is_web_page(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start).trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    ["<html", "<!doctype", "<?xml", "<table", "<meta", "mime-version"].iter().any(|mark| text.starts_with(mark))
}

/// Whether the start of a file holds what no text holds. UTF-16 with its mark is text.
pub(super) fn is_binary(start: &[u8]) -> bool {
    let is_utf16 = start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]);
    !is_utf16 && start.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31))
}
