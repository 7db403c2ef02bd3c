//! A file that somebody brings: an Excel workbook, a CSV file, or a folder of CSV files. Here it is recognised by what is
//! in it, not by its name, and refused in one sentence when it cannot or must not be opened.

use std::{
    fs::File,
    io::{BufReader, Cursor, Read, Seek},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::Arc,
};

use calamine::{Reader as _, SheetType, SheetVisible, Xls, Xlsx};
use storage::{Error, Result};

use super::sheet::SheetRow;
use super::{compound, csv, guard, sheet};

/// Something that can be read from any place.
pub(super) trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

/// The bytes of one file.
#[derive(Clone, Debug)]
pub(super) enum Bytes {
    /// On disk, so that a large file is never held.
    OnDisk(PathBuf),
    /// As a browser sent them.
    Held(Arc<[u8]>),
}

impl Bytes {
    /// The bytes from their beginning.
    pub(super) fn reader(&self) -> Result<Box<dyn Source>> {
        match self {
            Bytes::OnDisk(path) => {
                let file = File::open(path).map_err(|error| unreadable(path, &error))?;
                Ok(Box::new(BufReader::with_capacity(64 * 1024, file)))
            }
            Bytes::Held(bytes) => Ok(Box::new(Cursor::new(Arc::clone(bytes)))),
        }
    }

    /// How many there are.
    pub(super) fn length(&self) -> Result<u64> {
        match self {
            Bytes::OnDisk(path) => Ok(std::fs::metadata(path).map_err(|error| unreadable(path, &error))?.len()),
            Bytes::Held(bytes) => Ok(bytes.len() as u64),
        }
    }
}

#[derive(Clone, Debug)]
enum Format {
    Xlsx(Bytes),
    Xls(Bytes),
    Csv(Vec<Bytes>),
}

/// A sheet by name.
#[derive(Clone, Debug)]
pub(super) struct SheetName {
    /// What stands on its tab, or the name of the CSV file.
    pub(super) title: String,
    /// Whether people who open the file see it.
    pub(super) is_visible: bool,
}

/// A workbook that was recognised and may be read.
#[derive(Clone, Debug)]
pub struct Workbook {
    format: Format,
    sheets: Vec<SheetName>,
}

impl Workbook {
    /// Opens a file or a folder of CSV files. It reads the whole file once, so call it where blocking is allowed.
    ///
    /// # Errors
    /// [`Error::Refused`] in one sentence: what is wrong with the file and what to do.
    pub fn open(path: &Path) -> Result<Workbook> {
        let about = std::fs::metadata(path).map_err(|error| unreadable(path, &error))?;
        if about.is_dir() {
            return of_folder(path);
        }
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        without_panic(|| recognise(&name, Bytes::OnDisk(path.to_owned())))
    }

    /// Opens a file that a browser sent. It reads the whole file once, so call it where blocking is allowed.
    ///
    /// # Errors
    /// As [`Workbook::open`].
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Workbook> {
        without_panic(|| recognise(name, Bytes::Held(bytes.into())))
    }

    pub(super) fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    /// Opens it for one pass over its sheets.
    pub(super) fn reading(&self) -> Result<Reading<'_>> {
        Ok(match &self.format {
            Format::Xlsx(bytes) => {
                Reading::Xlsx(Box::new(Xlsx::new(bytes.reader()?).map_err(|error| damaged(&error))?))
            }
            Format::Xls(bytes) => Reading::Xls(Box::new(Xls::new(bytes.reader()?).map_err(|error| of_xls(&error))?)),
            Format::Csv(files) => Reading::Csv(files),
        })
    }
}

/// One pass over a workbook.
pub(super) enum Reading<'w> {
    Xlsx(Box<Xlsx<Box<dyn Source>>>),
    Xls(Box<Xls<Box<dyn Source>>>),
    Csv(&'w [Bytes]),
}

impl Reading<'_> {
    /// Shows the rows of one sheet to `visit`, in the order of the file, until it breaks off.
    pub(super) fn rows(
        &mut self,
        place: usize,
        sheet: &SheetName,
        visit: &mut dyn FnMut(SheetRow) -> ControlFlow<()>,
    ) -> Result<()> {
        match self {
            Reading::Xlsx(workbook) => {
                sheet::xlsx_rows(workbook, &sheet.title, visit).map_err(|error| damaged_sheet(&sheet.title, &error))
            }
            Reading::Xls(workbook) => {
                let range =
                    workbook.worksheet_range(&sheet.title).map_err(|error| damaged_sheet(&sheet.title, &error))?;
                sheet::range_rows(&range, visit);
                Ok(())
            }
            Reading::Csv(files) => match files.get(place) {
                Some(bytes) => csv::rows(bytes, &sheet.title, visit),
                None => Ok(()),
            },
        }
    }
}

/// The first bytes of a zip archive.
const ZIP: &[u8] = b"PK\x03\x04";
/// The first bytes of an archive without entries.
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
/// The first bytes of the container of Excel 97–2003 and of encrypted files.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// The largest file of Excel 97–2003 that is opened: its sheets are held whole.
const LARGEST_XLS: u64 = 64 * 1024 * 1024;
/// The most cells that its sheets may span, at 32 bytes each.
const MOST_XLS_CELLS: u64 = 8_000_000;

/// Readers of old formats trip over files that were made to trip them: that is one more way to be damaged.
fn without_panic(open: impl FnOnce() -> Result<Workbook>) -> Result<Workbook> {
    catch_unwind(AssertUnwindSafe(open)).unwrap_or_else(|_| Err(damaged(&"the reader panicked")))
}

fn recognise(name: &str, bytes: Bytes) -> Result<Workbook> {
    let mut start = Vec::new();
    bytes.reader()?.take(512).read_to_end(&mut start).map_err(|error| damaged(&error))?;
    if start.is_empty() {
        return Err(refused("文件是空的，没有可以导入的内容"));
    }
    if start.starts_with(ZIP) || start.starts_with(EMPTY_ZIP) {
        guard::check_archive(bytes.reader()?)?;
        let workbook = Xlsx::new(bytes.reader()?).map_err(|error| damaged(&error))?;
        let sheets = names(workbook.sheets_metadata());
        return Ok(Workbook { sheets, format: Format::Xlsx(bytes) });
    }
    if start.starts_with(COMPOUND) {
        return recognise_xls(bytes);
    }
    if guard::is_web_page(&start) {
        return Err(refused("文件其实是网页或 XML 格式，只是扩展名像 Excel。请用 Excel 打开后另存为 .xlsx 再导入"));
    }
    let (title, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    if ["xlsx", "xlsm", "xls"].contains(&extension.to_ascii_lowercase().as_str()) || guard::is_binary(&start) {
        return Err(refused(
            "文件不是 Excel 工作簿（可能已损坏、未下载完整，或只是改了扩展名），请用 Excel 打开并另存为 .xlsx 再导入",
        ));
    }
    let sheets = vec![SheetName { title: title.to_owned(), is_visible: true }];
    Ok(Workbook { format: Format::Csv(vec![bytes]), sheets })
}

fn recognise_xls(bytes: Bytes) -> Result<Workbook> {
    if guard::is_encrypted(bytes.reader()?)? {
        return Err(refused(
            "文件有打开密码，无法读取。请在 Excel 中打开，用“文件—信息—保护工作簿”去掉密码并保存后再导入",
        ));
    }
    if bytes.length()? > LARGEST_XLS {
        return Err(refused("Excel 97-2003 格式（.xls）的文件过大，请用 Excel 另存为 .xlsx 再导入"));
    }
    let mut whole = Vec::new();
    bytes.reader()?.read_to_end(&mut whole).map_err(|error| damaged(&error))?;
    match compound::cells_spanned(&whole) {
        None => return Err(damaged(&"not a compound file with a workbook")),
        Some(cells) if cells > MOST_XLS_CELLS => {
            return Err(refused(
                "工作表的范围过大（可能有远离表格的零散单元格）。请删除表格以外的行和列，或用 Excel 另存为 .xlsx 再导入",
            ));
        }
        Some(_) => drop(whole),
    }
    let workbook = Xls::new(bytes.reader()?).map_err(|error| of_xls(&error))?;
    let sheets = names(workbook.sheets_metadata());
    Ok(Workbook { sheets, format: Format::Xls(bytes) })
}

fn names(sheets: &[calamine::Sheet]) -> Vec<SheetName> {
    sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| SheetName { title: sheet.name.clone(), is_visible: sheet.visible == SheetVisible::Visible })
        .collect()
}

fn of_folder(path: &Path) -> Result<Workbook> {
    let entries = std::fs::read_dir(path).map_err(|error| unreadable(path, &error))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|file| {
            file.is_file() && file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
        })
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(Error::Refused(format!("文件夹“{}”里没有 .csv 文件", path.display())));
    }
    let title = |file: &PathBuf| file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let sheets = files.iter().map(|file| SheetName { title: title(file), is_visible: true }).collect();
    Ok(Workbook { format: Format::Csv(files.into_iter().map(Bytes::OnDisk).collect()), sheets })
}

fn refused(sentence: &str) -> Error {
    Error::Refused(sentence.to_owned())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::Refused(match error.kind() {
        std::io::ErrorKind::NotFound => format!("找不到“{}”，请检查路径", path.display()),
        std::io::ErrorKind::PermissionDenied => format!("没有读取“{}”的权限", path.display()),
        _ => format!("读取“{}”失败：{error}", path.display()),
    })
}

/// What is said of a workbook that cannot be read; the cause goes to the log.
pub(super) fn damaged(cause: &dyn std::fmt::Display) -> Error {
    tracing::info!(%cause, "a workbook could not be read");
    refused("文件已损坏或不完整，无法读取。请重新下载，或用 Excel 打开并另存为 .xlsx 再导入")
}

fn damaged_sheet(title: &str, cause: &dyn std::fmt::Display) -> Error {
    tracing::info!(%cause, title, "a sheet could not be read");
    Error::Refused(format!("工作表“{title}”已损坏或不完整，无法读取。请用 Excel 打开并另存为 .xlsx 再导入"))
}

fn of_xls(error: &calamine::XlsError) -> Error {
    if matches!(error, calamine::XlsError::Password) {
        return refused("文件有打开密码，无法读取。请在 Excel 中去掉密码并另存为 .xlsx 再导入");
    }
    damaged(error)
}
