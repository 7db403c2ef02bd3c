//! Limits and thresholds of the project life, each with its source. They are defaults: a call may set its own where it has
//! a column for it.

use vocabulary::{Money, MoneyUnit};

/// The shortest publicity period (公示期), in working days: the habit of districts; no national rule fixes it.
pub(crate) const SHORTEST_PUBLICITY: i64 = 5;

/// The smallest panel: an odd number, at least five.
pub(crate) const SMALLEST_PANEL: i64 = 5;

/// How long the formal check (形式审查) may take, in working days: a habit of districts, to be confirmed.
pub(crate) const CHECKING_DAYS: u32 = 10;

/// How long a unit has to mend its proposal (补正), once, in working days: a habit of districts, to be confirmed.
pub(crate) const MENDING_DAYS: u32 = 5;

/// The longest summary (摘要) of a proposal, in characters: what most forms allow.
pub(crate) const LONGEST_SUMMARY: usize = 500;

/// How many unfinished projects of one level a leader may host (限项): the practice of the national key programme, followed
/// by provinces and districts.
pub(crate) const MOST_HOSTED: usize = 1;

/// How many unfinished projects a leader may host and take part in together: the same practice.
pub(crate) const MOST_TOGETHER: usize = 2;

/// How many years back earlier projects of the same unit or leader are looked at for duplicate funding (重复资助): a habit of
/// districts, to be confirmed.
pub const LOOK_BACK_YEARS: i32 = 5;

/// Where the limits of [`MOST_HOSTED`] and [`MOST_TOGETHER`] come from, for whoever reads a finding.
pub(crate) const LIMITS_ON_LEADERS: &str = "限项按国家重点研发计划的通行做法，申报通知另有规定的从其规定";

/// Where [`INDIRECT_COSTS`] come from. The document governs central money; provinces and districts follow it, so a budget
/// beyond it is pointed out and not refused.
pub(crate) const INDIRECT_COSTS_SOURCE: &str = "国办发〔2021〕32号";

/// The most indirect costs (间接费用) for each part of the direct costs without equipment: up to this amount, so many per
/// cent. The last part has no end.
pub(crate) const INDIRECT_COSTS: [(Money, i64); 3] =
    [(Money::from_fen(500_000_000), 30), (Money::from_fen(1_000_000_000), 25), (Money::from_fen(i64::MAX), 20)];

/// How long an expert has to answer an invitation to a panel, in working days: a habit of districts, to be confirmed. Who has
/// not answered by then is replaced.
pub(crate) const REPLY_DAYS: u32 = 2;

/// How many of those entitled must be at the meeting (到会人数) that decides on a list, as a part of the whole: half, as
/// 中国共产党党组工作条例 asks of meetings of a 党组. More than half of those entitled must then be in favour. To be
/// confirmed against the rules of procedure of the bureau.
pub(crate) const QUORUM: (i64, i64) = (1, 2);

/// How long the looking into an objection (异议核查) may take, in working days: the habit of districts; no national rule
/// fixes it.
pub(crate) const OBJECTION_DAYS: u32 = 15;

/// For how long a unit may fill in its contract (任务书), in working days: the habit of districts; no national rule fixes
/// it.
pub(crate) const CONTRACT_DRAFT: u32 = 20;

/// For how long an officer may look at a contract, a change, a report or an application for acceptance, in working days:
/// the habit of districts.
pub(crate) const OFFICERS_LOOK: u32 = 10;

/// How many months after the end of a project its acceptance must have been applied for: between the 30 days of
/// 攀科发〔2021〕22号 and the 6 months of provincial rules of the Anhui type.
pub const ACCEPTANCE_MONTHS: i32 = 3;

/// Within how many days an acceptance is done: 攀科发〔2021〕22号.
pub(crate) const ACCEPTANCE_DAYS: u32 = 60;

/// How many months a unit has to set right what an acceptance or a mid-term inspection found, once: the rule for national
/// major projects.
pub(crate) const RECTIFICATION_MONTHS: u32 = 3;

/// How many months after its acceptance a project is archived: the habit of districts.
pub(crate) const ARCHIVE_MONTHS: u32 = 2;

/// How many months one progress report (进展报告) covers: the habit of districts.
pub(crate) const REPORT_MONTHS: i32 = 6;

/// How many days after the end of its period a progress report is due: the habit of districts.
pub(crate) const REPORT_DAYS: i32 = 15;

/// From which grant on a project is inspected at half time: 100 万元 in a rule of 青岛市 of March 2023
/// (qingdao.gov.cn t20230329_7092329).
pub(crate) const MIDTERM_FROM: Money = Money::from_fen(100 * MoneyUnit::WanYuan.fen());

/// From which grant on the accounts of a project are audited before its acceptance: 20 万元, 攀科发〔2021〕22号.
pub(crate) const AUDIT_FROM: Money = Money::from_fen(20 * MoneyUnit::WanYuan.fen());

/// How many months before the end of a project a major change or an extension must be asked for: the same rule of 青岛市
/// for changes, provincial rules of the Anhui type for extensions.
pub(crate) const CHANGE_MONTHS_BEFORE: i32 = 3;

/// By how many months a project may be extended, once: 浙科发规〔2025〕26号 and provincial rules of the Anhui type.
pub(crate) const EXTENSION_MONTHS: i32 = 12;

/// The most points for each part of a project's performance: 财预〔2020〕10号.
pub(crate) const MOST_FOR_EXECUTION: i64 = 10;
/// The most points for output.
pub(crate) const MOST_FOR_OUTPUT: i64 = 50;
/// The most points for benefit.
pub(crate) const MOST_FOR_BENEFIT: i64 = 30;
/// The most points for satisfaction.
pub(crate) const MOST_FOR_SATISFACTION: i64 = 10;

/// From how many points on a performance has which grade (绩效等级), the best first: 财预〔2020〕10号.
pub(crate) const GRADES: [(i64, &str); 4] = [(90, "优"), (80, "良"), (60, "中"), (0, "差")];
