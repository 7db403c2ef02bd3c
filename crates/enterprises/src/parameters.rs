//! The times that the ladder keeps, each with its source. What is local habit says so.

/// 公示 of 高新技术企业 to be certified and of 科技型中小企业 to be entered, in working days (国科发火〔2016〕195号；
/// 国科发政〔2017〕115号).
pub(crate) const NOTICE_DAYS: u32 = 10;

/// How long a certificate holds, in years from the day of issue (国科发火〔2016〕32号 第十二条).
pub(crate) const CERTIFICATE_YEARS: i32 = 3;

/// The last day, month and day, for the report of the year before (国科发火〔2016〕32号 第十三条).
pub(crate) const REPORT_BY: (u8, u8) = (5, 31);

/// So many years without a report cost the qualification (国科发火〔2016〕32号 第十九条).
pub(crate) const MISSED_REPORTS: usize = 2;

/// Within so many months a change of name or of the conditions is reported (国科发火〔2016〕32号 第十七条).
pub(crate) const CHANGE_MONTHS: i32 = 3;

/// The last day, month and day, on which the number of the year before still holds in some provinces, and therefore the day
/// by which the new year's evaluation is to be begun. To be confirmed: the guide itself says 当年有效.
pub(crate) const EVALUATE_BY: (u8, u8) = (3, 31);

/// How long an enterprise stays in the pool, in months. Local habit, to be confirmed.
pub(crate) const INCUBATION_MONTHS: u32 = 36;

/// How long an officer looks at what was handed in, in working days. Local habit.
pub(crate) const OFFICERS_LOOK: u32 = 5;

/// How long the head of a section takes to recommend, in working days. Local habit.
pub(crate) const HEADS_LOOK: u32 = 3;

/// How long the superior bodies usually take, in months, before the head hears of it. Local habit.
pub(crate) const SUPERIORS_LOOK: u32 = 4;

/// How many months before its end a certificate is told to be expiring: it is renewed in its last year.
pub(crate) const EXPIRING_MONTHS: i32 = 12;
