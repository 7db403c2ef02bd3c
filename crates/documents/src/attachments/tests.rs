//! Papers of a record as they come, are replaced, and are found again, on both databases.

use tempfile::TempDir;
use testkit::{Bureau, databases, day};

use super::*;
use crate::upload::Incoming;
use crate::{Shelf, tests};

async fn shelf() -> (Shelf, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Shelf::open(folder.path()).await.unwrap(), folder)
}

async fn kept(shelf: &Shelf, name: &str, words: &str) -> Kept {
    let mut incoming = Incoming::begin(shelf, name, Limits::default()).await.unwrap();
    incoming.take(&tests::docx(&[words])).await.unwrap();
    incoming.finish().await.unwrap()
}

/// A paper of application 7, brought on a day of March 2026.
fn paper<'a>(paper: &'a str, file: &'a Kept, on: u8) -> Attach<'a> {
    let limits = Limits { files: 2, ..Limits::default() };
    Attach { subject: "application", record: 7, paper, file, by: "王堃", on: day(2026, 3, on), limits }
}

#[tokio::test]
async fn a_newer_file_takes_the_place_of_the_older_one_and_both_stay() {
    let (shelf, _folder) = shelf().await;
    for fresh in databases().await {
        let bureau = Bureau::open(fresh, [&ATTACHMENTS], day(2026, 3, 1)).await;
        let (first, second) =
            (kept(&shelf, "申报书.docx", "甲").await, kept(&shelf, "申报书（改）𠮷.docx", "乙").await);
        let licence = kept(&shelf, "执照.docx", "丙").await;
        let one = bureau.db.write("王堃", &paper("申报书", &first, 1)).await.unwrap();
        bureau.db.write("王堃", &paper("营业执照", &licence, 1)).await.unwrap();
        assert_eq!(bureau.db.write("王堃", &paper(" 申报书 ", &first, 2)).await.unwrap(), one, "the same file again");
        let two = bureau.db.write("王堃", &paper("申报书", &second, 3)).await.unwrap();
        let three = bureau.db.write("王堃", &paper("申报书", &first, 5)).await.unwrap();

        let files = attached(bureau.db.reader(), "application", 7).await.unwrap();
        let told: Vec<_> = files
            .iter()
            .map(|file| (file.id, &*file.paper, file.version, &*file.file_name, file.replaced_on.map(|day| day.day())))
            .collect();
        assert_eq!(
            told,
            [
                (one, "申报书", 1, "申报书.docx", Some(3)),
                (one + 1, "营业执照", 1, "执照.docx", None),
                (two, "申报书", 2, "申报书（改）𠮷.docx", Some(5)),
                (three, "申报书", 3, "申报书.docx", None),
            ]
        );
        assert_eq!(attachment(bureau.db.reader(), two).await.unwrap(), files[2]);
        assert_eq!(files[0].digest, first.digest);
        assert_eq!((files[0].added_on, &*files[0].added_by), (day(2026, 3, 1), "王堃"));
        assert_eq!((&*files[0].media, u64::try_from(files[0].size).unwrap()), (first.media(), first.size));
        assert_eq!(attached(bureau.db.reader(), "application", 8).await.unwrap(), []);
        assert_eq!(attached(bureau.db.reader(), "award", 7).await.unwrap(), []);

        let mut expected = [first.digest, second.digest, licence.digest];
        expected.sort();
        let recorded = recorded(bureau.db.reader()).await.unwrap();
        assert_eq!(recorded, expected);
        assert_eq!(shelf.verify(recorded).await.unwrap(), []);
        assert!(storage::verify(&bureau.db, |_, _| {}).await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn a_record_has_no_more_files_than_it_may_but_can_always_exchange_one() {
    let (shelf, _folder) = shelf().await;
    for fresh in databases().await {
        let bureau = Bureau::open(fresh, [&ATTACHMENTS], day(2026, 3, 1)).await;
        let file = kept(&shelf, "材料.docx", "甲").await;
        for name in ["申报书", "营业执照"] {
            bureau.db.write("王堃", &paper(name, &file, 1)).await.unwrap();
        }
        let sentence = bureau.db.write("王堃", &paper("合同", &file, 1)).await.unwrap_err().to_string();
        assert_eq!(sentence, "file：最多上传 2 个文件，现已达到：请合并材料，或更换已有的一份");
        let newer = kept(&shelf, "材料.docx", "乙").await;
        bureau.db.write("王堃", &paper("营业执照", &newer, 2)).await.unwrap();
        assert_eq!(attached(bureau.db.reader(), "application", 7).await.unwrap().len(), 3);
    }
}

#[tokio::test]
async fn a_paper_without_a_name_is_refused() {
    let (shelf, _folder) = shelf().await;
    let bureau = Bureau::open(testkit::sqlite(), [&ATTACHMENTS], day(2026, 3, 1)).await;
    let file = kept(&shelf, "材料.docx", "甲").await;
    let long = "𠮷".repeat(101);
    for name in ["", "　", &long] {
        let error = bureau.db.write("王堃", &paper(name, &file, 1)).await.unwrap_err();
        assert_eq!(error.to_string(), "paper：请填写材料名称，不超过 100 个字，如“营业执照”");
    }
    assert!(bureau.db.write("王堃", &paper(&"𠮷".repeat(100), &file, 1)).await.is_ok());
}

#[tokio::test]
async fn more_files_than_are_read_at_a_time_are_all_found() {
    let (shelf, _folder) = shelf().await;
    let bureau = Bureau::open(testkit::sqlite(), [&ATTACHMENTS], day(2026, 3, 1)).await;
    let file = kept(&shelf, "材料.docx", "甲").await;
    struct Many<'a>(&'a Kept);
    impl Deed for Many<'_> {
        type Outcome = ();
        async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
            let limits = Limits { files: 1_000, ..Limits::default() };
            let table = ATTACHMENTS.to_table();
            let row = |paper: i64| {
                let mut values = vec![Value::from("application"), Value::from(7), paper.to_string().into(), 1.into()];
                values.extend(["材料.docx".into(), self.0.media().into(), 1.into(), self.0.digest.as_str().into()]);
                values.extend(["2026-03-01".into(), "王堃".into(), Value::Null]);
                values
            };
            work.insert(&table, (0..limits.files).map(|paper| row(i64::try_from(paper).unwrap())).collect()).await?;
            let last = Attach { limits, ..paper("又一份", self.0, 2) };
            assert!(attach(work, &last).await.unwrap_err().to_string().contains("最多上传 1000 个文件"));
            Ok(())
        }
    }
    bureau.db.write("王堃", &Many(&file)).await.unwrap();
    assert_eq!(attached(bureau.db.reader(), "application", 7).await.unwrap().len(), 1_000);
    assert_eq!(recorded(bureau.db.reader()).await.unwrap(), [file.digest]);
}
