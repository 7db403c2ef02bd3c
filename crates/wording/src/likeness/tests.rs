//! Small corpora, hostile texts, and the passages in the author's own words.

use proptest::prelude::*;

use super::*;

const SOURCE: &str = "面向工业检测研制两千万像素镜头。采用折反式光路与自由曲面校正片，把镜头总长压缩到 48 毫米以内，\
    全视场畸变小于千分之四，在零下二十度至六十度范围内依靠机械被动补偿保持成像清晰。建成洁净装调线。";
const COPY: &str = "研制日用瓷成品分拣设备，按釉面缺陷分为四级。採用折反式光路和自由曲面校正片，將鏡頭總長壓縮到４８毫米以內，\
    全視場畸變小於千分之四，在零下二十度至六十度範圍內依靠機械被動補償保持成像清晰！分级标准由企业调整。";
const OTHER: &str =
    "以竹纤维和甘蔗渣浆开发可降解的缓冲包装，替代发泡塑料内衬，跌落试验一米二不破损，堆肥九十天降解率超过九成。";

#[test]
fn a_copy_in_another_script_is_found_with_its_passage_in_the_words_of_both() {
    let corpus = Corpus::of([OTHER, SOURCE]);
    let found = corpus.against(COPY);
    assert_eq!((found[0].source, found[0].alarms()), (1, true), "{found:?}");
    let passages = corpus.passages(COPY, SOURCE);
    let [passage] = passages.as_slice() else { panic!("{passages:?}") };
    assert_eq!(
        &COPY[passage.here.clone()],
        "採用折反式光路和自由曲面校正片，將鏡頭總長壓縮到４８毫米以內，全視場畸變小於千分之四，在零下二十度至六十度範圍內\
         依靠機械被動補償保持成像清晰"
    );
    assert_eq!(
        &SOURCE[passage.there.clone()],
        "采用折反式光路与自由曲面校正片，把镜头总长压缩到 48 毫米以内，全视场畸变小于千分之四，在零下二十度至六十度范围内\
         依靠机械被动补偿保持成像清晰"
    );
}

#[test]
fn a_text_of_the_corpus_is_compared_with_the_others_only() {
    let corpus = Corpus::of([SOURCE, OTHER, COPY]);
    assert_eq!(corpus.among(2)[0].source, 0);
    assert!(corpus.among(2)[0].alarms() && corpus.among(0)[0].alarms());
    assert!(corpus.among(1).iter().all(|found| !found.alarms()));
    let whole = corpus.against(SOURCE)[0];
    assert!(whole.source == 0 && whole.score > 0.9, "{whole:?}");
}

#[test]
fn what_many_say_is_nobodys() {
    let own = ["竹纤维热压定型", "釉料配方", "窑炉余热", "镜头装调", "浆料流延", "膜孔结构"];
    let form = "项目实施过程中将严格执行科技经费管理办法，专款专用，单独核算，确保资金使用规范。";
    let texts: Vec<String> = own.iter().map(|own| format!("{own}。{form}")).collect();
    let corpus = Corpus::of(texts.iter().map(String::as_str));
    assert!(corpus.against(&format!("蓄热体抗热震。{form}")).is_empty());
}

#[test]
fn hostile_texts_resemble_nothing() {
    let corpus = Corpus::of([SOURCE, OTHER, "", "😀"]);
    let long = "陶".repeat(100_000);
    for text in ["", "。", "陶", "😀😀😀😀", "AND OR (*", long.as_str()] {
        assert!(corpus.against(text).iter().all(|found| !found.alarms()), "{text:.20}");
    }
    assert!(Corpus::of([]).against(SOURCE).is_empty());
    assert!(corpus.among(99).is_empty());
    assert!(corpus.passages(&long, &long).len() <= 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn scores_are_shares_and_passages_are_ranges_of_both_texts(
        one in "[陶瓷釉料燒烧abＡ１2 。，😀]{0,120}", other in "[陶瓷釉料燒烧abＡ１2 。，😀]{0,120}", third in "\\PC{0,40}"
    ) {
        let corpus = Corpus::of([one.as_str(), &third]);
        for found in corpus.against(&other).into_iter().chain(corpus.among(0)) {
            prop_assert!((0.0..=1.0).contains(&found.score) && found.source < corpus.len());
        }
        for (here, there) in [(&one, &other), (&other, &one), (&third, &one), (&one, &one)] {
            let mut end = 0;
            for passage in corpus.passages(here, there) {
                prop_assert!(here.get(passage.here.clone()).is_some_and(|part| !part.is_empty()));
                prop_assert!(there.get(passage.there.clone()).is_some_and(|part| !part.is_empty()));
                prop_assert!(passage.here.end >= end);
                end = passage.here.end;
            }
        }
    }
}
