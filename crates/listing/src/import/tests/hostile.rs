//! Files that are broken or meant to break something: each gets one sentence.

use std::io::Write;

use storage::Error;

use super::*;

fn refusal(name: &str, bytes: Vec<u8>) -> String {
    match Workbook::from_bytes(name, bytes) {
        Err(Error::Refused(sentence)) => sentence,
        other => panic!("{other:?}"),
    }
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_workbook_is_said_to_be_what_it_is() {
    assert!(refusal("a.xlsx", Vec::new()).starts_with("文件是空的"));
    assert!(refusal("a.xlsx", vec![7; 4_000]).starts_with("文件不是 Excel 工作簿"));
    assert!(refusal("a.csv", vec![0, 1, 2, 3]).starts_with("文件不是 Excel 工作簿"));
    assert!(
        refusal("a.xls", b"<html><table><tr><td>1</td></tr></table></html>".to_vec()).starts_with("文件其实是网页")
    );
    assert!(refusal("a.xlsx", archive(&[("word/document.xml", b"<w/>")])).starts_with("文件是 Word 文档"));
    assert!(refusal("a.xlsx", archive(&[("xl/workbook.bin", b"")])).starts_with("文件是 Excel 二进制工作簿"));
    assert!(refusal("a.zip", archive(&[("readme.txt", b"hello")])).starts_with("文件不是 Excel 工作簿"));
    assert!(refusal("a.xlsx", archive(&[("xl/workbook.xml", b"<workbook")])).starts_with("文件已损坏"));
}

#[test]
fn a_workbook_cut_short_anywhere_is_refused_and_nothing_panics() {
    let whole = book(&[("单位", TWO)]);
    for length in (4..whole.len()).step_by(97) {
        refusal("a.xlsx", whole.get(..length).unwrap().to_vec());
    }
    let old = include_bytes!("old.xls");
    for length in (8..old.len()).step_by(211) {
        if let Err(error) = Workbook::from_bytes("a.xls", old.get(..length).unwrap().to_vec()) {
            assert!(matches!(error, Error::Refused(_)), "{error:?}");
        }
    }
}

#[test]
fn a_flipped_byte_is_noticed_by_the_checksums() {
    let mut bytes = book(&[("单位", TWO)]);
    let middle = bytes.len() / 2;
    for byte in bytes.iter_mut().skip(middle).take(8) {
        *byte ^= 0x5a;
    }
    assert!(Workbook::from_bytes("a.xlsx", bytes).is_err());
}

#[test]
fn a_zip_bomb_is_not_unpacked() {
    let swollen = vec![b'0'; 64 * 1024 * 1024];
    let sentence =
        refusal("a.xlsx", archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &swollen)]));
    assert!(sentence.starts_with("文件展开后异常巨大"), "{sentence}");
    let many: Vec<String> = (0..10_001).map(|number| format!("xl/{number}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert!(refusal("a.xlsx", archive(&parts)).starts_with("文件展开后异常巨大"));
}

#[test]
fn an_entry_that_lies_about_its_size_is_noticed() {
    let swollen = vec![b'0'; 2 * 1024 * 1024];
    let mut bytes = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &swollen)]);
    let size = (2_u32 * 1024 * 1024).to_le_bytes();
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, window)| **window == size).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes.get_mut(at..at + 4).unwrap().copy_from_slice(&1_000_u32.to_le_bytes());
    }
    let sentence = refusal("a.xlsx", bytes);
    assert!(sentence.starts_with("文件展开后异常巨大") || sentence.starts_with("文件已损坏"), "{sentence}");
}

#[test]
fn a_file_with_a_password_says_how_to_take_it_off() {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(300_000, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(400_000, 0);
    assert!(refusal("a.xlsx", bytes).starts_with("文件有打开密码"));
}

#[test]
fn an_old_workbook_with_a_cell_in_the_last_corner_is_refused_before_memory_is_allotted() {
    let sentence = refusal("a.xls", include_bytes!("sparse.xls").to_vec());
    assert!(sentence.starts_with("工作表的范围过大"), "{sentence}");
}

#[test]
fn a_csv_file_with_an_open_quote_is_refused() {
    let workbook = Workbook::from_bytes("单位.csv", b"a,b\n\"c,d\n".to_vec()).unwrap();
    let error = survey::survey(&workbook, &registry(), false).map(|_| ()).unwrap_err();
    assert_eq!(error.to_string(), "“单位”第 2 行的引号没有配对，文件可能不完整");
    let workbook = Workbook::from_bytes("单位.csv", vec![b'a', b',', 0xff, 0x80, b'\n']).unwrap();
    assert!(
        survey::survey(&workbook, &registry(), false).map(|_| ()).unwrap_err().to_string().contains("编码无法识别")
    );
}

#[test]
fn a_file_that_is_not_there_is_said_to_be_missing() {
    let error = Workbook::open(std::path::Path::new("/nowhere/单位.xlsx")).unwrap_err();
    assert_eq!(error.to_string(), "找不到“/nowhere/单位.xlsx”，请检查路径");
}

#[tokio::test]
async fn a_sheet_with_a_cell_in_the_last_corner_costs_nothing() {
    let house = House::open().await;
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet().set_name("单位").unwrap();
    fill(sheet, TWO);
    sheet.write_string(1_048_575, 16_383, "远").unwrap();
    let report = house.import(workbook.save_to_buffer().unwrap()).await;
    assert!(report.stored, "{:?}", told(&report));
    assert_eq!(report.sheets.first().unwrap().rows, 2);
}
