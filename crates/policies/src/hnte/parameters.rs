//! The thresholds and scales of 高新技术企业认定, edition by edition, each with its document and article.

use vocabulary::{Dated, Day, Since, day};

use crate::points::Band;
use crate::source::{Source, Sourced};
use crate::yuan::Yuan;

/// 高新技术企业认定管理办法.
const MEASURES: &str = "国科发火〔2016〕32号";
/// 高新技术企业认定管理工作指引.
const GUIDE: &str = "国科发火〔2016〕195号";

/// The rules of one edition.
#[derive(Debug)]
pub struct Rules {
    /// The documents, as an assessment cites them.
    pub edition: &'static str,
    /// Least number of calendar days between registration and application.
    pub days_registered: Sourced<i32>,
    /// Least number of rights owned.
    pub rights: Sourced<u32>,
    /// The core technology lies in one of the fields of the catalogue.
    pub field: Source,
    /// Least share of S&T staff, per cent.
    pub staff_percent: Sourced<u8>,
    /// Least share of R&D expense in sales, by the sales of the last year.
    pub rd_tiers: Sourced<[RdTier; 3]>,
    /// Least share of R&D expense spent in China, per cent.
    pub rd_in_china_percent: Sourced<u8>,
    /// Least share of high-tech income, per cent.
    pub income_percent: Sourced<u8>,
    /// Least score that passes.
    pub score: Sourced<u8>,
    /// No grave accident or offence in the year before application.
    pub accident: Source,
    /// How the score is made up.
    pub scales: Scales,
}

/// A share of R&D expense for enterprises up to a size.
#[derive(Copy, Clone, Debug)]
pub struct RdTier {
    /// The sales of the last year up to which it holds, included; `None` for any.
    pub up_to: Option<Yuan>,
    /// Least share of R&D expense in sales, per cent.
    pub percent: u8,
    /// Whom it is for, in words.
    pub whom: &'static str,
}

/// The scales of the innovation score 企业创新能力评价, each from its highest band down.
#[derive(Debug)]
pub struct Scales {
    /// The most that the block of intellectual property gives.
    pub ip_most: u8,
    /// 技术的先进程度 and 核心支持作用: one band for each grade; `from` counts the grade from none (0) to highest (4).
    pub grade: [Band; 4],
    /// A class I right counts as this.
    pub class_one: Band,
    /// The number of class II rights.
    pub class_two: [Band; 3],
    /// 获得方式 where one right at least was developed by the enterprise.
    pub self_developed: Band,
    /// 获得方式 where all were bought, given or merged.
    pub acquired: Band,
    /// Took part in making a standard.
    pub standards: Band,
    /// 科技成果转化能力: results converted a year on average over three years.
    pub conversions: [Band; 5],
    /// The most of the four items of 研究开发组织管理水平.
    pub management: [u8; 4],
    /// 成长性: the rate of growth in per cent at the upper bands.
    pub growth: [Band; 4],
    /// 成长性: any growth above nothing.
    pub growth_above_none: Band,
}

/// Every edition with the day from which applications are judged by it.
pub const EDITIONS: Dated<Rules> = Dated::new(&[Since::new(day!(2016, 1, 1), RULES_OF_2016, MEASURES)]);

/// The rules for an application on `day`; before the first edition, that one ([`super::problems`] refuses such a day).
pub fn on(day: Day) -> &'static Rules {
    const FIRST: &Rules = &RULES_OF_2016;
    EDITIONS.on(day).unwrap_or(FIRST)
}

/// The latest edition.
pub(super) const LATEST: Rules = RULES_OF_2016;

const RULES_OF_2016: Rules = Rules {
    edition: "国科发火〔2016〕32号、国科发火〔2016〕195号",
    // The measures say "more than one year"; that it is counted as 365 days is practice.
    days_registered: Sourced::new(365, Source::known(MEASURES, "第十一条（一）")),
    rights: Sourced::new(1, Source::agreeing(MEASURES, "第十一条（二）")),
    field: Source::agreeing(MEASURES, "第十一条（三）"),
    staff_percent: Sourced::new(10, Source::agreeing(MEASURES, "第十一条（四）")),
    rd_tiers: Sourced::new(
        [
            RdTier { up_to: Some(Yuan::wan(5_000)), percent: 5, whom: "最近一年销售收入不超过5000万元" },
            RdTier {
                up_to: Some(Yuan::wan(20_000)), percent: 4, whom: "最近一年销售收入在5000万元至2亿元"
            },
            RdTier { up_to: None, percent: 3, whom: "最近一年销售收入超过2亿元" },
        ],
        Source::agreeing(MEASURES, "第十一条（五）"),
    ),
    rd_in_china_percent: Sourced::new(60, Source::agreeing(MEASURES, "第十一条（五）")),
    income_percent: Sourced::new(60, Source::agreeing(MEASURES, "第十一条（六）")),
    // "Above 70, 70 not included", in whole points.
    score: Sourced::new(71, Source::agreeing(GUIDE, "三（七）")),
    accident: Source::agreeing(MEASURES, "第十一条（八）"),
    scales: Scales {
        ip_most: 30,
        grade: [Band::new(4, 7, 8), Band::new(3, 5, 6), Band::new(2, 3, 4), Band::new(1, 1, 2)],
        class_one: Band::new(1, 7, 8),
        class_two: [Band::new(5, 5, 6), Band::new(3, 3, 4), Band::new(1, 1, 2)],
        self_developed: Band::new(1, 1, 6),
        acquired: Band::new(1, 1, 3),
        standards: Band::new(1, 1, 2),
        conversions: [
            Band::new(5, 25, 30),
            Band::new(4, 19, 24),
            Band::new(3, 13, 18),
            Band::new(2, 7, 12),
            Band::new(1, 1, 6),
        ],
        management: [6, 6, 4, 4],
        growth: [Band::new(35, 9, 10), Band::new(25, 7, 8), Band::new(15, 5, 6), Band::new(5, 3, 4)],
        growth_above_none: Band::new(0, 1, 2),
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blocks_of_the_score_add_up_to_a_hundred() {
        let scales = &on(day!(2026, 7, 1)).scales;
        let conversions = scales.conversions[0].points.max();
        let management: u8 = scales.management.iter().sum();
        assert_eq!(scales.ip_most + conversions + management + 2 * scales.growth[0].points.max(), 100);
        assert_eq!(
            2 * scales.grade[0].points.max() + scales.class_one.points.max() + scales.self_developed.points.max(),
            30
        );
    }

    #[test]
    fn an_edition_holds_from_its_day_on() {
        assert!(EDITIONS.on(day!(2015, 12, 31)).is_none());
        assert_eq!(on(day!(2015, 12, 31)).edition, on(day!(2016, 1, 1)).edition);
    }
}
