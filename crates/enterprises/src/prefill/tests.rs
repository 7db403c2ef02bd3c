//! An enterprise's own records fill in the beginning of its self-check, and nobody else's do.

use directory::ORGANISATIONS;
use policies::check::Facts;
use serde_json::{Value as Json, json};
use testkit::{Bureau, databases};
use vocabulary::day;

use super::*;
use crate::{ENTERPRISE_YEARS, HNTE_CERTIFICATES, HNTE_FILINGS, MODULE};

const TODAY: Day = day!(2026, 11, 23);

async fn filled(bureau: &Bureau, kind: Kind, unit: i64) -> Prefilled {
    OwnRecords.of(kind, bureau.db.reader(), unit, TODAY).await.unwrap()
}

/// Two enterprises, the first of which has reported three years and holds a certificate.
async fn two_enterprises(bureau: &Bureau) -> (i64, i64) {
    let organisation = [
        ("uscc", "91360313MA35TE5T29"),
        ("name", "甲厂"),
        ("kind", "企业"),
        ("region", "360313"),
        ("founded_on", "2018-03-01"),
    ];
    let first = bureau.add(&ORGANISATIONS, &organisation).await;
    let other = [("uscc", "91360313MA35TE5U04"), ("name", "乙厂"), ("kind", "企业"), ("region", "360313")];
    let second = bureau.add(&ORGANISATIONS, &other).await;
    let unit = format!("#{first}");
    for (year, sales, rd, staff) in [
        ("2022", "1", "1", "1"),
        ("2023", "2400", "150", "80"),
        ("2024", "3200", "180", "82"),
        ("2025", "4600.00005", "220", "86"),
    ] {
        let typed = [
            ("enterprise", unit.as_str()),
            ("year", year),
            ("sales", sales),
            ("rd_expense", rd),
            ("staff", staff),
            ("technical_staff", if year == "2022" { "1" } else { "12" }),
            ("net_assets", "-1700"),
            ("total_income", "4650"),
            ("hightech_income", "3100"),
            ("total_assets", "2000"),
        ];
        bureau.add(&ENTERPRISE_YEARS, &typed).await;
    }
    let filing = [
        ("enterprise", unit.as_str()),
        ("year", "2023"),
        ("batch", "第一批"),
        ("kind", "首次认定"),
        ("field", "新材料"),
        ("filed_on", "2023-06-01"),
        ("result", "通过"),
    ];
    bureau.add(&HNTE_FILINGS, &filing).await;
    let certificate = [
        ("enterprise", unit.as_str()),
        ("number", "GR202336000001"),
        ("issued_on", "2023-11-24"),
        ("valid_to", "2026-11-23"),
    ];
    bureau.add(&HNTE_CERTIFICATES, &certificate).await;
    (first, second)
}

#[tokio::test]
async fn what_was_reported_is_filled_in_and_read_without_a_problem() {
    for fresh in databases().await {
        let bureau = Bureau::open(fresh, MODULE.listings.iter().copied(), TODAY).await;
        let (first, second) = two_enterprises(&bureau).await;
        let hnte = filled(&bureau, Kind::Hnte, first).await;
        assert_eq!(
            hnte.questionnaire,
            json!({
                "applied_on": "2026-11-23", "registered_on": "2018-03-01", "field": "新材料", "staff": 86, "st_staff": 12,
                "years": [
                    { "year": 2023, "sales": 24_000_000, "rd": 1_500_000, "net_assets": -17_000_000 },
                    { "year": 2024, "sales": 32_000_000, "rd": 1_800_000, "net_assets": -17_000_000 },
                    // 46,000,000.50 yuan, to the yuan.
                    { "year": 2025, "sales": 46_000_001, "rd": 2_200_000, "net_assets": -17_000_000 },
                ],
                "total_income": 46_500_000, "hightech_income": 31_000_000,
            })
        );
        assert_eq!(hnte.sources, ["2023、2024、2025年度的企业年度数据", "高新技术企业申报"]);
        assert!(Facts::read(Kind::Hnte, &hnte.questionnaire.to_string(), TODAY).is_ok());

        let tsme = filled(&bureau, Kind::Tsme, first).await;
        assert_eq!(
            tsme.questionnaire,
            json!({
                "year": 2026, "staff": 86, "st_staff": 12, "sales": 46_000_001, "assets": 20_000_000, "rd": 2_200_000,
                "direct": ["高新技术企业"],
            })
        );
        assert_eq!(tsme.sources, ["2025年度的企业年度数据", "高新技术企业证书"]);
        assert!(Facts::read(Kind::Tsme, &tsme.questionnaire.to_string(), TODAY).is_ok());

        let nothing = filled(&bureau, Kind::Tsme, second).await;
        assert!(nothing.sources.is_empty(), "another's records are not one's own: {nothing:?}");
        assert_eq!(nothing.questionnaire["staff"], Json::Null);
        let late = OwnRecords.of(Kind::Tsme, bureau.db.reader(), first, TODAY.plus_days(1)).await.unwrap();
        assert_eq!(late.questionnaire["direct"], Json::Null, "the certificate is over");
    }
}
