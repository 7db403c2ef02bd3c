//! 进展报告: what the unit reports on a schedule.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use listing::{CodeKind, Kept, Listing, Order, borrowed, code, day, link, long_text, money, text};
use vocabulary::MoneyUnit::WanYuan;

use super::CONTRACTS;

procedure::words! {
    /// Where a progress report is.
    pub enum Stage {
        /// To be handed in by the unit.
        Awaited: "待报",
        /// Handed in.
        Reported: "待审",
        /// Read and agreed.
        Read: "已审",
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
    name: &["period"],
    order: Order::Rising("due_on"),
    owner: Some("owner"),
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required().by_step(),
        link("contract", "任务书", &CONTRACTS).required().by_step(),
        borrowed("owner", "承担单位", "contract", "unit"),
        borrowed("section", "主管科室", "contract", "section").aside(),
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
