//! The shares and caps of the three measures, each with its document and article.

use vocabulary::{Dated, Since, day};

use crate::source::{Source, Sourced};

/// A fraction: so much of so many.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// So much …
    pub part: i64,
    /// … of so many.
    pub of: i64,
}

impl Fraction {
    /// A fraction.
    pub const fn new(part: i64, of: i64) -> Fraction {
        Fraction { part, of }
    }
}

/// 高新技术企业: contracted R&D counts at this share.
pub const HNTE_CONTRACTED: Sourced<Fraction> =
    Sourced::new(Fraction::new(80, 100), Source::agreeing("国科发火〔2016〕195号", "三（六）2"));
/// 高新技术企业: other costs are at most a fifth of the whole, so 20 parts to 80 of everything else.
pub const HNTE_OTHER: Sourced<Fraction> =
    Sourced::new(Fraction::new(20, 80), Source::agreeing("国科发火〔2016〕195号", "三（六）2"));
/// 加计扣除: contracted R&D counts at this share.
pub const CONTRACTED: Sourced<Fraction> =
    Sourced::new(Fraction::new(80, 100), Source::agreeing("财税〔2015〕119号", "二（一）"));
/// 加计扣除: contracted R&D abroad counts up to this share of what is eligible at home.
pub const CONTRACTED_ABROAD: Sourced<Fraction> =
    Sourced::new(Fraction::new(2, 3), Source::known("财税〔2018〕64号", "一"));
/// 加计扣除: other costs are at most a tenth of the whole over all projects, so 10 parts to 90 of the first five kinds.
pub const OTHER: Sourced<Fraction> =
    Sourced::new(Fraction::new(10, 90), Source::known("国家税务总局公告2021年第28号", "三"));
/// 统计: spending as it was, without caps.
pub const STATISTICS: Source = Source::unconfirmed("企业研究开发活动及相关情况统计报表制度", "（107-2表）");

/// 加计扣除: how much more is deducted, per cent of what was expensed or amortised.
pub const EXTRA: Dated<u8> = Dated::new(&[Since::new(day!(2023, 1, 1), 100, "财政部 税务总局公告2023年第7号")]);
/// The source of [`EXTRA`].
pub const EXTRA_SOURCE: Source = Source::agreeing("财政部 税务总局公告2023年第7号", "一");
/// 加计扣除 of makers of integrated circuits and industrial mother machines; `None` where the general rate holds again.
pub const EXTRA_FOR_CHIPS: Dated<Option<u8>> = Dated::new(&[
    Since::new(day!(2023, 1, 1), Some(120), "财政部 税务总局 国家发展改革委 工业和信息化部公告2023年第44号"),
    Since::new(day!(2028, 1, 1), None, "财政部 税务总局 国家发展改革委 工业和信息化部公告2023年第44号"),
]);
/// The source of [`EXTRA_FOR_CHIPS`].
pub const EXTRA_FOR_CHIPS_SOURCE: Source =
    Source::known("财政部 税务总局 国家发展改革委 工业和信息化部公告2023年第44号", "一");
/// Industries without 加计扣除.
pub const EXCLUDED: Source = Source::agreeing("财税〔2015〕119号", "四");
