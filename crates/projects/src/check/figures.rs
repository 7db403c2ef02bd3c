//! Counted from the steps that ended a formal check.

use cases::EVENTS;
use figures::{Figure, during, figure, is};

/// 形式审查 this year: passed, sent back to be mended, rejected.
pub(crate) const FIGURES: &[Figure] = &[
    figure("formal-checks-passed", "当年形式审查通过", &EVENTS)
        .only(&[is("subject", &["proposal"]), is("step", &["通过形式审查"]), during("acted_on")])
        .count("份")
        .note("按办理记录中“通过形式审查”的步骤计"),
    figure("formal-checks-mended", "当年退回补正", &EVENTS)
        .only(&[is("subject", &["proposal"]), is("step", &["退回补正"]), during("acted_on")])
        .count("份次"),
    figure("formal-checks-rejected", "当年不予受理", &EVENTS)
        .only(&[is("subject", &["proposal"]), is("step", &["不予受理"]), during("acted_on")])
        .count("份"),
];
