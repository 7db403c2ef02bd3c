//! 进展报告: what the unit reports on a schedule.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use listing::{CodeKind, Kept, Listing, Order, borrowed, choice, code, day, link, long_text, money, text};
use vocabulary::MoneyUnit::WanYuan;

use crate::CONTRACTS;

/// A report of the schedule.
pub(crate) const REGULAR: &str = "进展报告";

/// The report for the inspection at half time.
pub(crate) const MIDTERM: &str = "中期检查";

procedure::words! {
    /// Where a progress report is.
    pub enum Stage {
        /// To be handed in by the unit.
        Awaited: "待报",
        /// Handed in.
        Reported: "待审",
        /// Read and agreed.
        Read: "已审",
        /// Asked for no more: the project ended before.
        Waived: "免报",
    }
}

procedure::words! {
    /// What can be done with a progress report.
    pub enum Step {
        /// Hands it in.
        Report: "报送",
        /// Sends it back.
        SendBack: "退回",
        /// Agrees.
        Read: "审阅",
        /// Enters what a mid-term inspection found.
        Inspect: "登记中期检查结论",
        /// Enters that a mid-term inspection asks to set right.
        Rectify: "登记限期整改",
        /// Asks for it no more.
        Waive: "免报",
    }
}

/// 进展报告.
pub static PROGRESS_REPORTS: Listing = Listing {
    table: "progress_report",
    path: "/projects/progress-reports",
    title: "进展报告",
    unit: "份",
    about: "在研项目按期报送的进展和经费使用情况；中期检查也在这里报送材料。",
    key: &["number"],
    name: &["period", "contract"],
    order: Order::Rising("asked_by"),
    owner: Some("owner"),
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required().by_step(),
        link("contract", "任务书", &CONTRACTS).required().by_step(),
        borrowed("owner", "承担单位", "contract", "unit"),
        borrowed("section", "主管科室", "contract", "section").aside(),
        choice("kind", "类别", &[REGULAR, MIDTERM]).required().by_step(),
        text("period", "报告期").required().by_step(),
        day("asked_by", "应报日期").required().by_step(),
        long_text("done", "进展情况"),
        long_text("problems", "问题与打算"),
        money("spent", "累计支出", WanYuan),
        day("reported_on", "报送日期").by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};
