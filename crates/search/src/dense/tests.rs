//! Meaning on a toy model that takes some words for the same.

use std::{fs, path::PathBuf};

use tempfile::TempDir;

use super::*;

const WORDS: [(&str, u32); 7] =
    [("芯片", 20), ("集成电路", 20), ("果园", 21), ("喷药", 22), ("query", 9), ("passage", 9), (":", 9)];

/// A folder with a model that knows `words`.
fn place(words: &[(&str, u32)]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("model.bin");
    fs::write(&model, embedding::toy::model(words)).unwrap();
    (folder, model)
}

const TEXTS: [&str; 3] = ["果园", "集成电路", "喷药 果园"];

#[test]
fn meaning_finds_what_is_said_in_other_words() {
    let (folder, model) = place(&WORDS);
    let dense = Dense::open(&model, folder.path()).unwrap();
    let candidates = || TEXTS.iter().map(|text| (1.0, *text));
    assert_eq!(dense.rescored("芯片", candidates()), None, "nothing has been read yet");
    assert_eq!(dense.learn(&TEXTS, 2, || true), Ok(3));
    let scores = dense.rescored("芯片", candidates()).unwrap();
    assert!(scores[1] > scores[0] && scores[1] > scores[2], "{scores:?}");
}

#[test]
fn what_was_read_is_not_read_again_after_a_start() {
    let (folder, model) = place(&WORDS);
    let before = {
        let dense = Dense::open(&model, folder.path()).unwrap();
        assert_eq!(dense.learn(&TEXTS, 1, || true), Ok(3));
        assert_eq!(dense.learn(&["果园", "芯片", "芯片"], 1, || true), Ok(1));
        dense.rescored("芯片", TEXTS.iter().map(|text| (1.0, *text)))
    };
    let dense = Dense::open(&model, folder.path()).unwrap();
    assert_eq!((dense.len(), dense.learn(&TEXTS, 1, || true)), (4, Ok(0)));
    assert_eq!(dense.rescored("芯片", TEXTS.iter().map(|text| (1.0, *text))), before);
}

#[test]
fn a_record_cut_in_the_middle_costs_itself_and_nothing_before_it() {
    let (folder, model) = place(&WORDS);
    let vectors = folder.path().join("vectors");
    Dense::open(&model, folder.path()).unwrap().learn(&TEXTS, 1, || true).unwrap();
    let whole = fs::read(&vectors).unwrap();
    let one = (whole.len() - 32) / 3;
    for (left, known) in [(whole.len() - 1, 2), (whole.len() - one - 9, 1), (40, 0), (7, 0), (0, 0)] {
        fs::write(&vectors, &whole[..left]).unwrap();
        let dense = Dense::open(&model, folder.path()).unwrap();
        assert_eq!(dense.len(), known, "{left} bytes");
        assert_eq!(dense.learn(&TEXTS, 1, || true), Ok(3 - known));
        drop(dense);
        assert_eq!(Dense::open(&model, folder.path()).unwrap().len(), 3);
    }
    let mut hurt = whole;
    hurt[50] ^= 1;
    fs::write(&vectors, &hurt).unwrap();
    assert_eq!(Dense::open(&model, folder.path()).unwrap().len(), 0);
}

#[test]
fn another_model_begins_anew() {
    let (folder, model) = place(&WORDS);
    Dense::open(&model, folder.path()).unwrap().learn(&TEXTS, 1, || true).unwrap();
    fs::write(&model, embedding::toy::model(&WORDS[..6])).unwrap();
    assert!(Dense::open(&model, folder.path()).unwrap().is_empty());
}

#[test]
fn reading_ends_when_it_is_told_to() {
    let (folder, model) = place(&WORDS);
    let dense = Dense::open(&model, folder.path()).unwrap();
    let texts: Vec<String> = (0..40).map(|number| format!("果园{number}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let rounds = std::cell::Cell::new(0);
    let twice = || rounds.replace(rounds.get() + 1) < 2;
    assert_eq!(dense.learn(&texts, 1, twice), Ok(2 * AT_ONCE));
    assert_eq!(dense.learn(&texts, 1, || true), Ok(40 - 2 * AT_ONCE));
}

#[test]
fn what_is_wrong_with_a_model_is_one_sentence_that_names_the_file() {
    let (folder, model) = place(&WORDS);
    let said = |model: &Path| Dense::open(model, folder.path()).unwrap_err().to_string();
    let whole = fs::read(&model).unwrap();
    fs::write(&model, &whole[..whole.len() / 2]).unwrap();
    assert!(said(&model).ends_with("model.bin：模型文件不完整：内容在中途断了，请重新取得文件"), "{}", said(&model));
    fs::write(&model, "%PDF-1.7").unwrap();
    assert!(said(&model).contains("这不是可用的模型文件"));
    assert!(said(&folder.path().join("none.bin")).contains("读不出"));
}
