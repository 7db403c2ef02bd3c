//! The thresholds and scales of 科技型中小企业评价, edition by edition, each with its document and article.

use vocabulary::{Dated, Day, Since, day};

use crate::points::Band;
use crate::source::{Source, Sourced};
use crate::yuan::Yuan;

/// 科技型中小企业评价办法.
const MEASURES: &str = "国科发政〔2017〕115号";
/// 科技型中小企业评价服务工作指引.
const GUIDE: &str = "国科火字〔2022〕67号";

/// The rules of one edition.
#[derive(Debug)]
pub struct Rules {
    /// The documents, as an assessment cites them.
    pub edition: &'static str,
    /// A resident enterprise outside Hong Kong, Macao and Taiwan, with sound accounts.
    pub resident: Source,
    /// Most staff.
    pub staff: Sourced<u32>,
    /// Most sales in the year.
    pub sales: Sourced<Yuan>,
    /// Most assets.
    pub assets: Sourced<Yuan>,
    /// Neither a forbidden or restricted industry nor one without 加计扣除.
    pub industry: Source,
    /// No accident, offence or misconduct in the year before and this year.
    pub conduct: Source,
    /// Least points for staff: above nothing.
    pub staff_points: Sourced<u8>,
    /// Least score.
    pub score: Sourced<u8>,
    /// Confirmed directly.
    pub direct: Source,
    /// S&T staff in all staff, per cent.
    pub science_staff: [Band; 5],
    /// R&D expense in sales, per cent.
    pub rd_in_sales: [Band; 5],
    /// R&D expense in costs, per cent; whichever of the two scales gives more counts.
    pub rd_in_costs: [Band; 5],
    /// Number of class I rights.
    pub class_one: [Band; 1],
    /// Number of class II rights.
    pub class_two: [Band; 4],
}

/// Every edition with the day from which it holds. The unification with 创新型中小企业 that was announced has not been
/// found, and neither has a revision of the score: the rules of 2017 stay in force.
pub const EDITIONS: Dated<Rules> = Dated::new(&[Since::new(day!(2017, 5, 3), RULES_OF_2017, MEASURES)]);

/// The rules for the evaluation of a year; before the first edition, that one ([`super::problems`] refuses such a year).
pub fn of(year: i32) -> &'static Rules {
    const FIRST: &Rules = &RULES_OF_2017;
    Day::new(year, 12, 31).and_then(|day| EDITIONS.on(day)).unwrap_or(FIRST)
}

const RULES_OF_2017: Rules = Rules {
    edition: "国科发政〔2017〕115号、国科火字〔2022〕67号",
    resident: Source::agreeing(MEASURES, "第六条（一）"),
    staff: Sourced::new(500, Source::agreeing(MEASURES, "第六条（二）")),
    sales: Sourced::new(Yuan::wan(20_000), Source::agreeing(MEASURES, "第六条（二）")),
    assets: Sourced::new(Yuan::wan(20_000), Source::agreeing(MEASURES, "第六条（二）")),
    industry: Source::agreeing(GUIDE, "、国科发政〔2017〕115号第六条（三）"),
    conduct: Source::agreeing(MEASURES, "第六条（四）"),
    staff_points: Sourced::new(1, Source::agreeing(MEASURES, "第六条（五）")),
    score: Sourced::new(60, Source::agreeing(MEASURES, "第六条（五）、第七条")),
    direct: Source::agreeing(MEASURES, "第八条"),
    science_staff: [
        Band::fixed(30, 20),
        Band::fixed(25, 16),
        Band::fixed(20, 12),
        Band::fixed(15, 8),
        Band::fixed(10, 4),
    ],
    rd_in_sales: [Band::fixed(6, 50), Band::fixed(5, 40), Band::fixed(4, 30), Band::fixed(3, 20), Band::fixed(2, 10)],
    rd_in_costs: [
        Band::fixed(30, 50),
        Band::fixed(25, 40),
        Band::fixed(20, 30),
        Band::fixed(15, 20),
        Band::fixed(10, 10),
    ],
    class_one: [Band::fixed(1, 30)],
    class_two: [Band::fixed(4, 24), Band::fixed(3, 18), Band::fixed(2, 12), Band::fixed(1, 6)],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_the_score_add_up_to_a_hundred() {
        let rules = of(2026);
        let top = |scale: &[Band]| scale[0].points.max();
        assert_eq!(top(&rules.science_staff) + top(&rules.rd_in_sales) + top(&rules.class_one), 100);
        assert_eq!(top(&rules.rd_in_sales), top(&rules.rd_in_costs));
    }
}
