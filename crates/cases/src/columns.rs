//! The columns that every case has, besides its stage: since when it is there, until when, and by which edition it moves.

use listing::{Column, choice, day, year};

/// The stage, with the words of the case's own stages.
pub const fn stage(words: &'static [&'static str]) -> Column {
    choice("stage", "办理状态", words).required().by_step()
}

/// Since when the case is in its stage.
pub const SINCE: Column = day("since", "进入日期").required().by_step().aside();

/// The last day of the stage as it stands now.
pub const DUE_ON: Column = day("due_on", "办理期限").by_step();

/// The last day of the stage as it was first set: an extension does not hide it.
pub const FIRST_DUE_ON: Column = day("first_due_on", "最初期限").by_step().aside();

/// The edition of the procedure with which the case began.
pub const EDITION: Column = year("edition", "程序版本").required().by_step().plain().aside();
