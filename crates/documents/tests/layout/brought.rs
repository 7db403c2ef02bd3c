//! Files as an office program really writes them: told apart by their bytes, and made blind.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use documents::blind::{BlindCopy, mentions, redact_metadata};
use documents::{FileName, Kind, kind, to_pdf};

use super::page::pages;

/// A document of 张三 and 李四 with tracked changes and a comment.
const NAMED: &str = include_str!("named.fodt");

/// What LibreOffice makes of the document in another format.
fn saved_as(folder: &Path, ending: &str) -> PathBuf {
    let source = folder.join("named.fodt");
    std::fs::write(&source, NAMED).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut office = Command::new("soffice");
    office.args([&profile, "--headless", "--convert-to", ending, "--outdir"]).arg(folder).arg(&source);
    let output = office.output().unwrap_or_else(|error| panic!("未找到 soffice: {error}"));
    let made = folder.join("named").with_extension(ending);
    assert!(made.exists(), "{}", String::from_utf8_lossy(&output.stderr));
    made
}

fn looked(name: &str, bytes: &[u8]) -> Result<Kind, String> {
    kind::inspect(&mut Cursor::new(bytes), &FileName::new(name).unwrap()).map_err(|error| error.to_string())
}

#[tokio::test]
async fn what_an_office_program_writes_is_told_apart_and_made_blind() {
    let folder = tempfile::tempdir().unwrap();
    let [doc, docx, pdf] = ["doc", "docx", "pdf"].map(|ending| std::fs::read(saved_as(folder.path(), ending)).unwrap());
    assert_eq!(looked("申报书.doc", &doc), Ok(Kind::Doc));
    assert_eq!(looked("申报书.docx", &docx), Ok(Kind::Docx));
    assert_eq!(looked("申报书.pdf", &pdf), Ok(Kind::Pdf));
    assert!(looked("申报书.pdf", &doc).unwrap_err().contains("而是旧版 Word"));

    assert!(matches!(redact_metadata(Kind::Pdf, &pdf).unwrap(), BlindCopy::NotPossible(_)), "the PDF names its author");
    let BlindCopy::Made { docx: copy, .. } = redact_metadata(Kind::Docx, &docx).unwrap() else { panic!("no copy") };
    let names = ["张三", "李四", "王五", "赵六", "萍瓷科技"];
    assert_eq!(mentions(&copy, &names).unwrap(), []);
    assert_eq!(mentions(&docx, &names).unwrap().len(), 1, "the comment is read, too");

    let path = folder.path().join("blind.docx");
    std::fs::write(&path, &copy).unwrap();
    let printed = to_pdf(&path, folder.path()).await.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(pages(&printed)[0].lines[0].text, "本项目研究工业陶瓷技术。");
    let printed = std::fs::read(printed).unwrap();
    assert_eq!(redact_metadata(Kind::Pdf, &printed).unwrap(), BlindCopy::AsItIs { title: None });
}
