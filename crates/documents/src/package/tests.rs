//! A project's package as archivists open it: with unzip, with Python, and with nothing but a browser.

use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use zip::ZipArchive;

use super::*;

fn paper(name: &str, source: Source, dated: Option<Day>) -> Paper {
    Paper { name: FileName::new(name).unwrap(), source, dated, provenance: "萍瓷科技，第 1 版".to_owned() }
}

async fn shelf() -> (Shelf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Shelf::open(folder.path().join("files")).await.unwrap(), folder)
}

/// A package with papers of the shelf and of the moment, two of them with one name.
async fn package(shelf: &Shelf) -> Package {
    let (contract, _) = shelf.put(&b"%PDF-1.7 contract %%EOF"[..]).await.unwrap();
    let (large, _) = shelf.put(tokio::io::AsyncReadExt::take(tokio::io::repeat(7), 9 << 20)).await.unwrap();
    Package::new("工业陶瓷 <关键> 技术", Day::new(2026, 3, 9).unwrap())
        .entry("申报", paper("合同（王堃）𠮷.pdf", Source::Kept(contract.clone()), Day::new(2026, 3, 1)))
        .entry("评审", paper("意见.txt", Source::Bytes("同意立项".into()), None))
        .entry("申报", paper("合同（王堃）𠮷.PDF", Source::Kept(contract), None))
        .entry("验收", paper("=1+1.csv", Source::Kept(large), None))
}

async fn written(package: Package, shelf: &Shelf) -> Vec<u8> {
    package.write(shelf, Cursor::new(Vec::new())).await.unwrap().into_inner()
}

fn text(zip: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(zip)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn the_folders_are_numbered_and_the_index_comes_first() {
    let (shelf, _folder) = shelf().await;
    let zip = written(package(&shelf).await, &shelf).await;
    let archive = ZipArchive::new(Cursor::new(&zip)).unwrap();
    let names: Vec<_> =
        (0..archive.len()).map(|at| archive.name_for_index(at).unwrap().unwrap().into_owned()).collect();
    assert_eq!(
        names,
        [
            "目录.html",
            "目录.csv",
            "01 申报/合同（王堃）𠮷.pdf",
            "01 申报/合同（王堃）𠮷（2）.pdf",
            "02 评审/意见.txt",
            "03 验收/=1+1.csv",
        ]
    );
    assert_eq!(text(&zip, "02 评审/意见.txt"), "同意立项");
    assert_eq!(text(&zip, "01 申报/合同（王堃）𠮷.pdf"), "%PDF-1.7 contract %%EOF");
}

#[tokio::test]
async fn the_index_says_of_every_paper_what_it_is_and_where_it_came_from() {
    let (shelf, _folder) = shelf().await;
    let zip = written(package(&shelf).await, &shelf).await;
    let csv = text(&zip, "目录.csv");
    let digest = Digest::of("同意立项".as_bytes());
    let contract = Digest::of(b"%PDF-1.7 contract %%EOF");
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines[0], "\u{feff}序号,文件夹,文件名,包内路径,页数,大小(字节),SM3,日期,来源");
    assert_eq!(
        lines[1],
        format!(
            "1,\"申报\",\"合同（王堃）𠮷.pdf\",\"01 申报/合同（王堃）𠮷.pdf\",,23,{contract},2026-03-01,\"萍瓷科技，第 1 版\""
        )
    );
    assert_eq!(lines[3], format!("3,\"评审\",\"意见.txt\",\"02 评审/意见.txt\",,12,{digest},,\"萍瓷科技，第 1 版\""));
    assert!(lines[4].starts_with("4,\"验收\",\"'=1+1.csv\",\"03 验收/=1+1.csv\",,9437184,"), "{}", lines[4]);
    assert_eq!(lines[5..], [""]);

    let html = text(&zip, "目录.html");
    assert!(html.contains("<h1>工业陶瓷 &#60;关键&#62; 技术归档目录</h1>"));
    assert!(html.contains("归档日期 2026年3月9日，共 4 份材料，9,437,242 字节。"));
    assert!(html.contains("<a href=\"./02%20%E8%AF%84%E5%AE%A1/%E6%84%8F%E8%A7%81.txt\">意见.txt</a>"));
    assert!(html.contains(contract.as_str()) && !html.contains("http"));
}

#[tokio::test]
async fn the_same_papers_give_the_same_bytes() {
    let (shelf, _folder) = shelf().await;
    let one = written(package(&shelf).await, &shelf).await;
    assert_eq!(one, written(package(&shelf).await, &shelf).await);
    let mut archive = ZipArchive::new(Cursor::new(&one)).unwrap();
    let when = archive.by_index(3).unwrap().last_modified().unwrap();
    assert_eq!((when.year(), when.month(), when.day(), when.hour()), (2026, 3, 9, 0));
}

#[tokio::test]
async fn other_programs_can_open_it() {
    let (shelf, folder) = shelf().await;
    let path = folder.path().join("归档.zip");
    package(&shelf).await.write(&shelf, std::fs::File::create(&path).unwrap()).await.unwrap();
    let said = run("unzip", &["-t"], &path);
    assert!(said.contains("No errors detected"), "{said}");
    let script = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), *z.namelist(), sep='\\n')";
    let said = run("python3", &["-X", "utf8", "-c", script], &path);
    assert!(said.starts_with("None\n目录.html\n") && said.contains("01 申报/合同（王堃）𠮷（2）.pdf\n"), "{said}");
}

fn run(program: &str, arguments: &[&str], path: &Path) -> String {
    let output = Command::new(program).args(arguments).arg(path).output();
    let output = output.unwrap_or_else(|error| panic!("未找到 {program}，请安装它的 Debian 软件包: {error}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
async fn missing_files_are_all_told_and_altered_ones_stop_the_package() {
    let (shelf, folder) = shelf().await;
    let absent = |words: &str| Source::Kept(Digest::of(words.as_bytes()));
    let sentence = package(&shelf)
        .await
        .entry("立项", paper("通知.pdf", absent("a"), None))
        .entry("验收", paper("证书.pdf", absent("b"), None))
        .write(&shelf, Cursor::new(Vec::new()))
        .await
        .unwrap_err()
        .to_string();
    assert!(sentence.starts_with("归档包没有生成：文件库中缺少 2 个文件（证书.pdf、通知.pdf），"), "{sentence}");

    let contract = Digest::of(b"%PDF-1.7 contract %%EOF");
    let package = package(&shelf).await;
    let place = folder.path().join("files").join(contract.folder()).join(contract.as_str());
    std::fs::write(place, "%PDF-1.7 Contract %%EOF").unwrap();
    let sentence = package.write(&shelf, Cursor::new(Vec::new())).await.unwrap_err().to_string();
    assert!(sentence.starts_with("归档包没有生成，“合同（王堃）𠮷.pdf”：文件的内容与存入时不同"), "{sentence}");
}

#[tokio::test]
async fn an_empty_package_is_an_index_of_nothing() {
    let (shelf, _folder) = shelf().await;
    let zip = written(Package::new("空项目", Day::EARLIEST), &shelf).await;
    assert_eq!(text(&zip, "目录.csv").lines().count(), 1);
    assert!(text(&zip, "目录.html").contains("共 0 份材料，0 字节"));
}
