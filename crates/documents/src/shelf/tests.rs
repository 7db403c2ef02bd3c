//! The shelf under idle, busy and hostile hands: twice the same file, a killed program, a disk that changes its bytes.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use tempfile::TempDir;
use tokio::io::AsyncReadExt as _;

use super::*;

async fn shelf() -> (Shelf, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Shelf::open(folder.path().join("files")).await.unwrap(), folder)
}

/// Everything in the shelf's folder, as paths from there.
fn found(shelf: &Shelf) -> Vec<String> {
    let mut waiting = vec![shelf.folder.clone()];
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push(path.strip_prefix(&shelf.folder).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

async fn whole(shelf: &Shelf, digest: &Digest) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    shelf.read(digest).await.unwrap().read_to_end(&mut bytes).await.map(|_| bytes)
}

#[tokio::test]
async fn a_file_lies_under_its_digest_and_the_same_file_lies_there_once() {
    let (shelf, _folder) = shelf().await;
    let (digest, size) = shelf.put(&b"abc"[..]).await.unwrap();
    assert_eq!(size, 3);
    assert_eq!(shelf.put(&b"abc"[..]).await.unwrap(), (digest.clone(), 3));
    assert_eq!(found(&shelf), [format!("66/{digest}")]);
    assert_eq!(whole(&shelf, &digest).await.unwrap(), b"abc");
    let (empty, size) = shelf.put(&b""[..]).await.unwrap();
    assert_eq!((whole(&shelf, &empty).await.unwrap(), size), (Vec::new(), 0));
}

#[tokio::test]
async fn a_large_file_passes_through_in_pieces() {
    let (shelf, _folder) = shelf().await;
    let size = 40 << 20;
    let (digest, kept) = shelf.put(tokio::io::repeat(7).take(size)).await.unwrap();
    assert_eq!(kept, size);
    let mut reading = shelf.read(&digest).await.unwrap();
    assert_eq!(reading.size(), size);
    let mut piece = vec![0; 1 << 20];
    let mut read = 0;
    loop {
        match reading.read(&mut piece).await.unwrap() {
            0 => break,
            length => read += u64::try_from(length).unwrap(),
        }
    }
    assert_eq!(read, size);
}

#[tokio::test]
async fn many_at_once_put_the_same_file() {
    let (shelf, _folder) = shelf().await;
    let tasks: Vec<_> = (0..16)
        .map(|_| {
            let shelf = shelf.clone();
            tokio::spawn(async move { shelf.put(tokio::io::repeat(1).take(300_000)).await.unwrap().0 })
        })
        .collect();
    let mut digests = Vec::new();
    for task in tasks {
        digests.push(task.await.unwrap());
    }
    digests.dedup();
    assert_eq!(digests.len(), 1);
    assert_eq!(found(&shelf).len(), 1);
    assert_eq!(shelf.verify(digests).await.unwrap(), []);
}

#[tokio::test]
async fn what_is_dropped_before_its_end_leaves_nothing() {
    let (shelf, _folder) = shelf().await;
    let mut draft = Draft::begin(&shelf).await.unwrap();
    draft.write(b"half of it").await.unwrap();
    drop(draft);
    assert_eq!(found(&shelf), [""; 0]);
}

#[tokio::test]
async fn verifying_names_what_is_missing_and_what_is_altered() {
    let (shelf, _folder) = shelf().await;
    let mut digests = Vec::new();
    for words in ["good", "missing", "altered", "longer", "shorter"] {
        digests.push(shelf.put(words.as_bytes()).await.unwrap().0);
    }
    let [good, missing, altered, longer, shorter] = <[Digest; 5]>::try_from(digests.clone()).unwrap();
    fs::remove_file(shelf.place(&missing)).unwrap();
    fs::write(shelf.place(&altered), "Altered").unwrap();
    fs::write(shelf.place(&longer), "longer still").unwrap();
    fs::write(shelf.place(&shorter), "short").unwrap();
    let damages = [
        Damage::Missing(missing.clone()),
        Damage::Altered(altered.clone()),
        Damage::Altered(longer.clone()),
        Damage::Altered(shorter.clone()),
    ];
    assert_eq!(shelf.verify(digests.clone()).await.unwrap(), damages);

    assert_eq!(whole(&shelf, &good).await.unwrap(), b"good");
    for digest in [&altered, &longer, &shorter] {
        assert_eq!(whole(&shelf, digest).await.unwrap_err().kind(), ErrorKind::InvalidData);
    }
    let sentence = shelf.read(&missing).await.unwrap_err().to_string();
    assert_eq!(sentence, "文件库中没有这个文件：请管理员运行 keshu verify 核对，并从备份中恢复");

    for words in ["missing", "altered", "longer", "shorter"] {
        shelf.put(words.as_bytes()).await.unwrap();
    }
    assert_eq!(shelf.verify(digests).await.unwrap(), [], "putting the files again heals the shelf");
}

#[tokio::test]
async fn altered_bytes_never_pass_whole_even_to_a_reader_who_stops_at_the_size() {
    let (shelf, _folder) = shelf().await;
    let (digest, size) = shelf.put(&b"agreed: 100"[..]).await.unwrap();
    fs::write(shelf.place(&digest), "agreed: 900").unwrap();
    let mut bytes = vec![0; usize::try_from(size).unwrap()];
    let error = shelf.read(&digest).await.unwrap().read_exact(&mut bytes).await.unwrap_err();
    assert!(error.to_string().contains("与存入时不同"), "{error}");
}

#[tokio::test]
async fn a_second_program_does_not_sweep_what_the_first_is_writing() {
    let (shelf, _folder) = shelf().await;
    let mut draft = Draft::begin(&shelf).await.unwrap();
    draft.write(b"first half, ").await.unwrap();
    let again = Shelf::open(shelf.folder.clone()).await.unwrap();
    draft.write(b"second half").await.unwrap();
    let (digest, _) = draft.keep().await.unwrap();
    assert_eq!(whole(&again, &digest).await.unwrap(), b"first half, second half");
}

/// Where the program that is to be killed writes.
const FOLDER: &str = "KESHU_TEST_SHELF";

#[tokio::test]
async fn a_killed_program_leaves_a_half_file_that_the_next_one_sweeps() {
    let (shelf, _folder) = shelf().await;
    let (kept, _) = shelf.put(&b"kept before"[..]).await.unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "shelf::tests::writes_until_it_is_killed", "--ignored", "--nocapture"])
        .env(FOLDER, &shelf.folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(said.take_while(|line| !line.contains("half written")).count() < 20, "the program began to write");
    child.kill().unwrap();
    child.wait().unwrap();
    let left: Vec<String> = found(&shelf).into_iter().filter(|path| path.starts_with(DRAFT.0)).collect();
    assert_eq!(left.len(), 1, "half a file is there");

    let shelf = Shelf::open(shelf.folder.clone()).await.unwrap();
    assert_eq!(found(&shelf), [format!("{}/{kept}", kept.folder())]);
    assert_eq!(shelf.verify([kept]).await.unwrap(), []);
}

#[tokio::test]
#[ignore = "the program that the test above kills"]
async fn writes_until_it_is_killed() {
    let shelf = Shelf::open(std::env::var(FOLDER).unwrap()).await.unwrap();
    let mut draft = Draft::begin(&shelf).await.unwrap();
    draft.write(&[7; 1 << 20]).await.unwrap();
    draft.look_back().await.unwrap();
    println!("half written");
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("files"), "a file where a folder should be").unwrap();
    let error = Shelf::open(folder.path().join("files")).await.unwrap_err();
    assert!(error.to_string().starts_with("打开文件库时找不到文件库的文件夹，或它的位置被一个文件占用"), "{error}");
}

#[test]
fn what_a_disk_says_becomes_a_sentence() {
    let said = |kind: ErrorKind| failed("存入文件")(kind.into()).to_string();
    assert!(said(ErrorKind::StorageFull).contains("磁盘已满"));
    assert!(said(ErrorKind::ReadOnlyFilesystem).contains("没有读写权限"));
    assert!(matches!(failed("存入文件")(ErrorKind::Other.into()), Error::Fault(_)));
}
