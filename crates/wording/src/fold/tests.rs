//! Folding, tried on what people paste and on anything at all.

use proptest::prelude::*;

use super::*;

#[test]
fn what_reads_the_same_folds_the_same() {
    for (text, folded) in [
        ("ＶＯＣ　废气治理，１２００℃烧结", "voc 废气治理,1200℃烧结"),
        ("燒結溫度為 1200 °C，特徵顯著", "烧结温度为 1200 ℃,特征显著"),
        ("α-Al₂O₃、β－Si₃N₄", "α-al2o3、β-si3n4"),
        ("GB／T ９７０４—2012", "gb/t 9704-2012"),
        ("面积 500㎡，５×10⁻⁶ｍ²", "面积 500m2,5×10-6m2"),
        ("“产学研”『協同』〔2021〕22号", "\"产学研\"\"协同\"[2021]22号"),
        ("①原料 ②成型", "①原料 ②成型"),
        ("陶\u{200B}瓷\u{FEFF}粉", "陶瓷粉"),
        ("Ⅲ级 №5 ﬁlm ㎏", "iii级 no5 film kg"),
        ("Cafe\u{301} ｶﾞｽ İ", "café ガス i\u{307}"),
        ("25˚C 至 77°F，夹角 30°", "25℃ 至 77℉,夹角 30°"),
        ("著名 覆盖 慰藉", "著名 覆盖 慰藉"),
    ] {
        assert_eq!(fold(text), folded, "{text}");
        assert_eq!(Folded::of(text).text(), folded);
    }
}

#[test]
fn the_way_back_leads_to_the_authors_own_words() {
    let text = "面積５００㎡，燒結１２００°C。";
    let folded = Folded::of(text);
    assert_eq!(folded.text(), "面积500m2,烧结1200℃。");
    let back = |part: &str| {
        let at = folded.text().find(part).unwrap();
        text.get(folded.original(at..at + part.len())).unwrap()
    };
    assert_eq!(back("面积"), "面積");
    assert_eq!(back("500"), "５００");
    assert_eq!(back("2,烧"), "㎡，燒");
    assert_eq!(back("1200℃"), "１２００°C");
    assert_eq!(back("℃。"), "°C。");
    assert_eq!(folded.original(0..folded.text().len()), 0..text.len());
    assert_eq!(Folded::of("").original(0..0), 0..0);
}

/// Letters, signs and marks that folding treats specially, mixed with anything.
fn anything() -> impl Strategy<Value = String> {
    let special = "[aCfＣ°º˚℃℉①⑩燒烧面麵αΩµ㎡㏄ｶﾞ\u{301}\u{308}\u{200b}\u{fe0f}\u{3099}가\u{1100}\u{1161}\u{11a8}ℂ´ﬁ½・ 。，]{0,12}";
    prop_oneof![special, any::<String>(), ("\\PC{0,8}", special).prop_map(|(a, b)| a + &b)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn folding_twice_is_folding_once(text in anything()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone(), "{:?} {:?}", text, once);
    }

    #[test]
    fn the_way_back_stays_within_the_text_and_in_order(text in anything()) {
        let folded = Folded::of(&text);
        prop_assert_eq!(folded.text(), fold(&text));
        let bounds: Vec<usize> = folded.text().char_indices().map(|(at, _)| at).chain([folded.text().len()]).collect();
        let mut before = 0;
        for pair in bounds.windows(2) {
            let original = folded.original(pair[0]..pair[1]);
            prop_assert!(text.get(original.clone()).is_some_and(|part| !part.is_empty()), "{:?} {:?}", text, original);
            prop_assert!(original.start >= before || original.start <= before && original.end >= before);
            before = original.start;
        }
    }
}
