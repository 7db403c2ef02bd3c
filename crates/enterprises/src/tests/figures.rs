//! What the figures of the ladder count, and that each opens the very rows that it counted.

use directory::ORGANISATIONS;
use figures::{Moment, Reading, read};
use listing::{Address, Fold, query};
use storage::Error;
use vocabulary::day;

use super::{Story, TODAY};
use crate::{ENTERPRISE_YEARS, HNTE_FILINGS};

const NOW: Moment = Moment { year: 2026, as_of: TODAY };

async fn figure(story: &Story, code: &str, moment: Moment) -> Reading {
    let all = crate::MODULE.figures.iter().copied().flatten();
    let figure = all.into_iter().find(|figure| figure.code == code).unwrap();
    let reader = story.bureau.db.reader();
    let reading = read(reader, figure.at(moment, Some("369903")).unwrap()).await.unwrap();
    // The address of a figure is its definition.
    let (path, query) =
        reading.definition.address().split_once('?').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert_eq!(path, reading.definition.listing.path);
    let address = Address::parse(reading.definition.listing, &query).unwrap();
    let again = query::fold(reader, reading.definition.listing, &address.filter, address.fold.unwrap()).await.unwrap();
    assert_eq!(again, reading.value);
    reading
}

#[tokio::test]
async fn the_ratio_is_of_sums_and_a_row_that_lacks_one_side_counts_in_neither() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        let before = Moment { year: 2025, as_of: day!(2025, 12, 31) };
        let nothing = figure(&story, "rd-ratio-above-scale", before).await;
        assert_eq!(nothing.shown(), "【待补】", "nobody is above scale yet");
        for firm in [story.firm, story.other_firm] {
            story.writes(&ORGANISATIONS, firm, &[("category", "工业"), ("scale", "规上")]).await.unwrap();
        }
        // 220 of 4600, and 100 of 5000: 320 of 9600 are 3.333… percent.
        let other = story.reported(story.other_firm, "2025", "5000", "100").await;
        let reading = figure(&story, "rd-ratio-above-scale", before).await;
        assert_eq!((reading.phrase(), reading.witnesses), ("3.33%".to_owned(), 2));
        story.writes(&ENTERPRISE_YEARS, other, &[("sales", "0"), ("rd_expense", "0.0001")]).await.unwrap();
        story.writes(&ORGANISATIONS, story.firm, &[("scale", "规下")]).await.unwrap();
        let zero = figure(&story, "rd-ratio-above-scale", before).await;
        assert_eq!(zero.why_missing(), Some("销售收入合计不大于零，无法计算占比"));
        let net_assets = Fold::Ratio { part: "vat", whole: "sales" };
        let unfilled = query::fold(story.bureau.db.reader(), &ENTERPRISE_YEARS, &Default::default(), net_assets).await;
        assert_eq!(unfilled.unwrap(), listing::FoldValue::Missing("没有两项都填写了的记录".to_owned()));
        let wrong = Fold::from_address(&ENTERPRISE_YEARS, "ratio:rd_expense:enterprise");
        assert!(matches!(wrong, Err(Error::Invalid(_))), "a link is no number");
    }
}

#[tokio::test]
async fn first_and_renewed_recognitions_are_counted_apart() {
    for fresh in testkit::databases().await {
        let story = Story::begin(fresh).await;
        for (firm, kind, result) in [
            (story.firm, "首次认定", "通过"),
            (story.other_firm, "重新认定", "通过"),
            (story.firm, "重新认定", "未通过"),
        ] {
            let firm = format!("#{firm}");
            let batch = if result == "通过" { "第一批" } else { "第二批" };
            let typed = [
                ("enterprise", firm.as_str()),
                ("year", "2026"),
                ("batch", batch),
                ("kind", kind),
                ("field", "新材料"),
                ("filed_on", "2026-05-20"),
                ("result", result),
            ];
            story.bureau.add(&HNTE_FILINGS, &typed).await;
        }
        for (code, count) in [("hnte-filed", 2), ("hnte-passed", 2), ("hnte-passed-first", 1), ("hnte-renewed", 1)] {
            assert_eq!(figure(&story, code, NOW).await.number(), Some(count), "{code}");
        }
    }
}
