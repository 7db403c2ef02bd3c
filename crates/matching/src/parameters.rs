//! What the bureau has set: how much each kind of fitting counts, how long things may take, and what a refusal teaches.
//!
//! None of it is law. The points were chosen so that text carries the most, and no single constraint outweighs it; the
//! lessons of refusals are rows that the bureau sees and changes ([`crate::WEIGHTS`]).

use vocabulary::Role;

/// Who of the bureau sees demands and pairings.
pub(crate) const BROKERS: &[Role] = &[Role::Officer, Role::Head, Role::Leader, Role::Supervisor];

/// How many calendar days a posting (需求公告) stands before it expires or is renewed.
pub(crate) const POSTING_DAYS: i32 = 180;

/// The most points that words in common bring.
pub(crate) const TEXT: i64 = 40;

/// The fewest points that words in common must bring; what has less is no answer, however well it lies.
pub(crate) const LEAST: i64 = 3;

/// The most points that the place in the full-text ranking brings.
pub(crate) const RANK: i64 = 20;

/// The same 二级学科, and the same 一级学科 only.
pub(crate) const SAME_FIELD: i64 = 15;
/// See [`SAME_FIELD`].
pub(crate) const NEAR_FIELD: i64 = 8;

/// In the same district, city and province.
pub(crate) const SAME_DISTRICT: i64 = 6;
/// See [`SAME_DISTRICT`].
pub(crate) const SAME_CITY: i64 = 4;
/// See [`SAME_DISTRICT`].
pub(crate) const SAME_PROVINCE: i64 = 2;

/// What any other constraint brings when it fits, and takes when it speaks against.
pub(crate) const CONSTRAINT: i64 = 6;

/// What the works of an expert besides the best bring together at most.
pub(crate) const OTHER_WORKS: i64 = 8;

/// How many suggestions of each kind are shown.
pub(crate) const SHOWN: usize = 5;

/// How many texts of each table are looked at.
pub(crate) const LOOKED_AT: usize = 60;

/// The months from each maturity level (技术就绪度 1 to 9, GB/T 22900-2022) to a product, as the bureau has seen them; no
/// standard says so.
pub(crate) const MONTHS_TO_PRODUCT: [i32; 9] = [60, 48, 36, 30, 24, 18, 9, 3, 0];

/// What a refusal for this reason takes from later suggestions of the same answer; nothing where it tells of the demand.
pub(crate) const LESSONS: &[(&str, i64)] =
    &[("太早", -4), ("效益不清", -2), ("太贵", -4), ("已有同类", 0), ("条件不符", -3), ("未答复", 0), ("其他", 0)];

/// Hours of use within thirty days from which an instrument counts as busy: half of 1,600 hours a year.
pub(crate) const BUSY_HOURS: i64 = 66;
