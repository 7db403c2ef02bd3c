//! Sound files of every kind, and files that lie, break off, burst or run.

use std::io::Cursor;

use encoding_rs::{GB18030, UTF_16LE};
use proptest::prelude::*;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::*;
use crate::tests::{PDF, compound, docx, office, zip, zip_by};

fn looked(name: &str, bytes: &[u8]) -> Result<Kind, String> {
    inspect(&mut Cursor::new(bytes), &FileName::new(name).unwrap()).map_err(|error| match error {
        Error::Invalid(problems) => {
            assert_eq!(problems[0].place, "file");
            problems[0].sentence.clone()
        }
        error => panic!("{name}: {error}"),
    })
}

#[track_caller]
fn refused(name: &str, bytes: &[u8], sentence: &str) {
    assert_eq!(looked(name, bytes), Err(sentence.to_owned()));
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0IEND\xaeB`\x82";
const EXE: &[u8] = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0This program cannot be run in DOS mode.";
const WORKBOOK: &str = "openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
const SLIDES: &str = "openxmlformats-officedocument.presentationml.presentation.main+xml";

#[test]
fn every_kind_is_known_by_its_bytes() {
    let word = compound(&[("\u{1}CompObj", None), ("WordDocument", None), ("1Table", None)], 3, 0);
    let sheet = compound(&[("Workbook", None)], 1, 0);
    let sound: [(&str, Vec<u8>, Kind); 17] = [
        ("申报书.pdf", PDF.to_vec(), Kind::Pdf),
        ("申报书.PDF", [b"\xef\xbb\xbf\r\n", PDF].concat(), Kind::Pdf),
        ("通知.ofd", zip(&[("OFD.xml", b"<OFD/>"), ("Doc_0/Document.xml", b"<x/>")]), Kind::Ofd),
        ("章程.doc", word.clone(), Kind::Doc),
        ("章程.wps", word, Kind::Wps),
        ("预算.xls", sheet.clone(), Kind::Xls),
        ("预算.et", sheet, Kind::Et),
        ("答辩.ppt", compound(&[("PowerPoint Document", None)], 1, 0), Kind::Ppt),
        ("合同.docx", docx(&["甲方：𠮷田陶瓷"]), Kind::Docx),
        ("预算.xlsx", office(WORKBOOK, &[]), Kind::Xlsx),
        ("答辩.pptx", office(SLIDES, &[]), Kind::Pptx),
        ("执照.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec(), Kind::Jpeg),
        ("执照.jpeg", b"\xff\xd8\xff\xe1\0\x10Exif\0".to_vec(), Kind::Jpeg),
        ("截图.png", PNG.to_vec(), Kind::Png),
        ("佐证.zip", zip(&[("一/合同.pdf", PDF), ("说明.txt", "王堃".as_bytes())]), Kind::Zip),
        ("说明.txt", "王堃、𠮷田\r\n".as_bytes().to_vec(), Kind::Text),
        ("台账.csv", "名称,金额\n甲,1\n".as_bytes().to_vec(), Kind::Csv),
    ];
    for (name, bytes, kind) in sound {
        assert_eq!(looked(name, &bytes), Ok(kind), "{name}");
        assert_eq!(Kind::of_media(kind.media()), Some(kind), "{name}");
    }
    let workbook = listing::template::template(&[&crate::ATTACHMENTS]).unwrap();
    assert_eq!(looked("导入模板.xlsx", &workbook), Ok(Kind::Xlsx), "a workbook that the house itself writes");
}

#[test]
fn a_name_that_lies_is_answered_with_what_the_file_is() {
    refused("合同.pdf", EXE, "“合同.pdf”的内容不是 PDF，而是可执行文件，可能在打开的人的电脑上运行，不能上传");
    refused(
        "合同.pdf",
        &docx(&["甲方"]),
        "“合同.pdf”的内容不是 PDF，而是 Word 文档（.docx）：请改正文件名的后缀，或按要求的格式另存后再上传",
    );
    refused(
        "照片.png",
        b"\xff\xd8\xff\xe0\0\0",
        "“照片.png”的内容不是 PNG 图片，而是 JPEG 图片：请改正文件名的后缀，或按要求的格式另存后再上传",
    );
    refused(
        "材料.zip",
        b"Rar!\x1a\x07\x01\0",
        "“材料.zip”的内容不是 zip 压缩包，而是 RAR 压缩包：请用能打开它的软件按要求的格式另存后再上传",
    );
    let inner = compound(&[("WordDocument", None), ("ObjectPool", Some(3)), ("Workbook", None)], 2, 0);
    assert_eq!(looked("带表格的.doc", &inner), Ok(Kind::Doc), "a sheet inside a document does not make it a sheet");
    assert!(looked("带表格的.xls", &inner).unwrap_err().contains("而是旧版 Word 或 WPS 文字（.doc）"));
    assert!(looked("安装.doc", &compound(&[("Property", None)], 1, 0)).unwrap_err().contains("其他程序的文件或安装包"));
    assert!(
        looked("网页导出.xls", b"<html><table><tr><td>1</td></tr></table></html>")
            .unwrap_err()
            .contains("而是网页（HTML）")
    );
    assert!(
        looked("书.docx", &zip(&[("mimetype", b"application/epub+zip")]))
            .unwrap_err()
            .contains("OpenDocument 文档或电子书")
    );
    assert!(looked("照片.jpg", b"\0\0\0\x18ftypheic\0\0").unwrap_err().contains("视频或 HEIC 图片"));
}

#[test]
fn names_whose_ending_is_not_taken_are_refused_before_anything_is_read() {
    refused(
        "图纸.dwg",
        b"AC1015",
        "“图纸.dwg”的后缀是 .dwg，不在可以上传的范围：请用 pdf、ofd、doc、docx、xls、xlsx、ppt、pptx、wps、et、jpg、jpeg、png、zip、txt、csv 之一",
    );
    assert!(looked("合同", PDF).unwrap_err().starts_with("“合同”没有后缀，"));
    for name in ["工具.exe", "页.html", "图.svg", "脚本.js", "合同.pdf.exe", "报告\u{202e}fdp.exe"] {
        assert!(looked(name, PDF).unwrap_err().contains("不在可以上传的范围"), "{name}");
    }
}

#[test]
fn what_could_run_is_refused_under_every_name() {
    let texts: [(&[u8], &str); 9] = [
        (b"  <!DOCTYPE HTML><title>x</title>", "网页（HTML）"),
        (b"\xef\xbb\xbf<html>", "网页（HTML）"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG 图形"),
        (b"<?xml version='1.0'?>\n<svg/>", "XML 文件"),
        (b"name,1\n<ScRiPt>alert(1)</script>", "脚本"),
        (b"#!/bin/sh\nrm -rf /", "脚本"),
        (b"@echo off\r\ndel *.*", "批处理脚本"),
        (b"MIME-Version: 1.0\r\n", "网页（MHTML）"),
        (b"{\\rtf1\\ansi}", "RTF 文档"),
    ];
    for (bytes, label) in texts {
        for name in ["说明.txt", "台账.csv", "合同.pdf", "执照.jpg"] {
            let sentence = looked(name, bytes).unwrap_err();
            assert!(sentence.contains(label), "{name}: {sentence}");
        }
    }
    let programs: [&[u8]; 4] = [EXE, b"\x7fELF\x02\x01\x01\0", b"\xca\xfe\xba\xbe\0\0\0\x34", b"L\0\0\0\x01\x14\x02\0"];
    for bytes in programs {
        assert!(looked("说明.txt", bytes).unwrap_err().contains("不能上传"), "{bytes:?}");
    }
    let page: Vec<u8> = [0xff, 0xfe].into_iter().chain("<html>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert!(looked("说明.txt", &page).unwrap_err().contains("网页"), "in UTF-16, too");
    let hidden = [vec![b'a'; (64 << 10) - 3], b"<script>".to_vec()].concat();
    assert!(looked("说明.txt", &hidden).unwrap_err().contains("脚本"), "across the border of two pieces, too");
}

#[test]
fn text_is_text_in_every_encoding_that_offices_write() {
    let words = "湘东区科技局，王堃，MZ 型\r\n".repeat(6_000);
    let gbk = GB18030.encode(&words).0.into_owned();
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(words.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(UTF_16LE.decode(&wide).0, words);
    for bytes in [words.as_bytes(), &gbk, &wide, b"MZ-2023,1\n", b"PK1,2\n", b"ID3 ok", b"1 < 2 and 3 > 2"] {
        assert_eq!(looked("台账.csv", bytes), Ok(Kind::Csv));
    }
    for bytes in [&b"a\0b"[..], b"\xff\xff\xff\xff", b"a\x07b", b"\x81"] {
        assert!(looked("台账.csv", bytes).unwrap_err().contains("不是纯文本，而是无法识别的内容"), "{bytes:?}");
    }
}

#[test]
fn macros_are_refused_wherever_they_hide() {
    let sentence = "“预算.xlsx”带有宏，不能上传：请另存为不含宏的格式（如 .docx、.xlsx、.pptx）后再上传";
    refused("预算.xlsx", &office(WORKBOOK, &[("xl/vbaProject.bin", b"x")]), sentence);
    refused("预算.xlsx", &office(WORKBOOK, &[("xl/VBAPROJECT.BIN", b"x")]), sentence);
    refused("预算.xlsx", &office(WORKBOOK, &[("xl/macrosheets/sheet1.xml", b"<x/>")]), sentence);
    refused("预算.xlsx", &office("ms-excel.sheet.macroEnabled.main+xml", &[]), sentence);
    assert!(looked("通知.docm", PDF).unwrap_err().contains("是带宏的文件"));
    assert!(
        looked("旧.doc", &compound(&[("WordDocument", None), ("Macros", None)], 2, 0)).unwrap_err().contains("带有宏")
    );
    let deep = compound(&[("Workbook", None), ("_VBA_PROJECT_CUR", Some(3)), ("VBA", None)], 2, 0);
    assert!(looked("旧.xls", &deep).unwrap_err().contains("带有宏"));
    assert!(looked("佐证.zip", &zip(&[("表.xlsm", b"x")])).unwrap_err().contains("“表.xlsm”是带宏的文件"));
}

#[test]
fn files_that_break_off_are_said_to_be_incomplete() {
    refused("合同.pdf", b"", "“合同.pdf”是空文件（0 字节）：请检查后重新选择文件");
    let whole = docx(&["甲方"]);
    for length in [4, 60, whole.len() / 2, whole.len() - 1] {
        let sentence = looked("合同.docx", &whole[..length]).unwrap_err();
        assert!(sentence.starts_with("“合同.docx”不是完整的 Word 文档（.docx）（压缩包"), "{length}: {sentence}");
    }
    assert!(looked("合同.pdf", b"%PDF-1.7\n1 0 obj").unwrap_err().contains("没有结尾标记"));
    assert!(looked("图.png", &PNG[..20]).unwrap_err().contains("不是完整的 PNG 图片"));
    let word = compound(&[("WordDocument", None)], 1, 0);
    for length in [8, 100, 511, 512, 700] {
        assert!(looked("旧.doc", &word[..length]).unwrap_err().contains("内部目录读不出来"), "{length}");
    }
    let mut flipped = zip_by(
        &[("a.txt", b"hello world")],
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored),
    );
    let at = flipped.windows(5).position(|window| window == b"hello").unwrap();
    flipped[at] = b'J';
    assert!(looked("佐证.zip", &flipped).unwrap_err().contains("校验不符"));
}

#[test]
fn a_compound_file_that_leads_in_circles_is_refused() {
    let mut circle = compound(&[("WordDocument", None)], 1, 0);
    let table = 512 * 2;
    circle[table..table + 4].copy_from_slice(&0u32.to_le_bytes());
    assert!(looked("旧.doc", &circle).unwrap_err().contains("内部目录读不出来"));
    let mut knot = compound(&[("WordDocument", None)], 1, 0);
    let right_of_first = 512 + 128 + 72;
    knot[right_of_first..right_of_first + 4].copy_from_slice(&1u32.to_le_bytes());
    assert_eq!(looked("旧.doc", &knot), Ok(Kind::Doc));
}

#[test]
fn the_directory_of_a_large_compound_file_is_found_beyond_the_header() {
    for directory in [109 * 128 + 40, (109 + 127) * 128 + 40] {
        assert_eq!(looked("旧.doc", &compound(&[("WordDocument", None)], 1, directory)), Ok(Kind::Doc), "{directory}");
    }
}

#[test]
fn files_with_a_password_are_refused() {
    let locked = compound(&[("EncryptionInfo", None), ("EncryptedPackage", None)], 2, 0);
    refused("预算.xlsx", &locked, "“预算.xlsx”加了打开密码，评审和归档时打不开：请去掉密码后再上传");
    let mut encrypted = zip(&[("a.txt", b"x")]);
    let central = encrypted.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    encrypted[central + 8] |= 1;
    encrypted[6] |= 1;
    assert!(looked("佐证.zip", &encrypted).unwrap_err().contains("加了打开密码"));
}

#[test]
fn bombs_are_refused_by_what_they_claim_and_by_what_they_hold() {
    let zeros = vec![0; 40 << 20];
    let dense = zip(&[("a.bin", &zeros)]);
    refused("佐证.zip", &dense, "“佐证.zip”展开后过大（压缩比超过 200 倍），已拒绝：请拆分后再上传");
    let names: Vec<String> = (0..4_001).map(|number| format!("{number}.txt")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    assert!(looked("佐证.zip", &zip(&many)).unwrap_err().contains("内部文件超过 4000 个"));
    assert!(
        looked("佐证.zip", &[b"PK\x03\x04".to_vec(), b"PK\x01\x02".repeat(60_001)].concat())
            .unwrap_err()
            .contains("内部文件超过")
    );
    // A bomb that claims to hold a hundred bytes, in both of its lists.
    let mut liar = dense;
    let claim = u32::try_from(zeros.len()).unwrap().to_le_bytes();
    let places: Vec<usize> =
        liar.windows(4).enumerate().filter(|(_, window)| *window == claim).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        liar[at..at + 4].copy_from_slice(&100u32.to_le_bytes());
    }
    let sentence = looked("佐证.zip", &liar).unwrap_err();
    assert!(sentence.contains("不是完整的 zip 压缩包"), "{sentence}");
}

#[test]
fn a_zip_is_looked_through() {
    let inside =
        |name: &str, bytes: &[u8]| looked("佐证.zip", &zip(&[("说明.txt", b"ok"), (name, bytes)])).unwrap_err();
    assert_eq!(
        inside("工具/setup.exe", b"anything"),
        "“佐证.zip”里的“工具/setup.exe”打开时会运行或是网页：请去掉它，重新打包后再上传"
    );
    assert!(inside("合同.pdf", EXE).contains("“合同.pdf”是可执行文件"));
    assert!(inside("页.txt", b"\xef\xbb\xbf <HTML>").contains("是脚本或网页"));
    assert!(inside("里层.zip", b"x").contains("又是一个压缩包"));
    assert!(inside("里层.dat", &zip(&[("a", b"x")])).contains("又是一个压缩包"));
    for name in ["../../x.txt", "/etc/x.txt", r"..\x.txt", r"C:\x.txt", "a/../../x.txt"] {
        assert!(inside(name, b"x").contains("的路径指向压缩包以外的地方"), "{name}");
    }
    assert_eq!(looked("佐证.zip", &zip(&[("合同.docx", &docx(&["甲方"])), ("a..b.txt", b"x")])), Ok(Kind::Zip));
    assert_eq!(packed::shown(&GB18030.encode("工具/安装𠮷.exe").0), "工具/安装𠮷.exe");
}

/// The files that are damaged at random, each under its own name.
fn samples() -> [(&'static str, Vec<u8>); 4] {
    let word = compound(&[("WordDocument", None), ("ObjectPool", Some(3)), ("Workbook", None)], 2, 0);
    let packed = zip(&[("合同.docx", &docx(&["甲方"])), ("说明.txt", b"ok")]);
    [("合同.docx", docx(&["甲方"])), ("旧.doc", word), ("佐证.zip", packed), ("合同.pdf", PDF.to_vec())]
}

proptest! {
    #[test]
    fn damaged_files_are_taken_whole_or_refused_in_a_sentence(
        which in 0..4usize,
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        length in any::<prop::sample::Index>(),
    ) {
        let (name, mut bytes) = samples()[which].clone();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(length.index(bytes.len() * 2));
        if let Err(sentence) = looked(name, &bytes) {
            prop_assert!(sentence.starts_with(&format!("“{name}”")), "{sentence}");
        }
    }

    #[test]
    fn noise_is_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..600), which in 0..15usize) {
        let kind = Kind::ALL[which];
        let is_text = matches!(kind, Kind::Text | Kind::Csv);
        let taken = looked(&format!("杂.{}", kind.endings()[0]), &bytes);
        prop_assert!(taken.is_err() || is_text || kind == Kind::Jpeg, "{kind:?}: {bytes:?}");
    }
}
