//! 办理记录: every step that was taken in any case, with who took it, why, and how long the stage before had lasted.

use figures::{Figure, during, figure, filled};
use listing::{CodeKind, Kept, Listing, Order, choice, code, day, integer, long_text, text, year};
use vocabulary::Role;

/// 办理记录. The bureau reads it; of a case that is still its owner's alone it tells neither name nor person.
pub static EVENTS: Listing = Listing {
    table: "case_event",
    path: "/cases/events",
    title: "办理记录",
    unit: "步",
    about: "各类事项的每一步办理：何人、何时、从哪个环节到哪个环节、理由和纪要，以及上一环节用了几个工作日。",
    key: &["subject", "record", "sequence"],
    name: &["step"],
    order: Order::Latest,
    kept: Kept::ByHouse,
    columns: &[
        text("title", "事项种类").required().facet(),
        text("name", "事项").required().searched(),
        text("step", "步骤").required().facet(),
        text("from_stage", "原环节").required(),
        text("to_stage", "到环节").required(),
        text("actor", "办理人").required().searched(),
        choice("role", "角色", Role::ALL_LABELS).required(),
        day("acted_on", "办理日期").required(),
        integer("spent", "原环节用时", "个工作日").required(),
        integer("late", "超期", "个工作日").hint("按期办理的不填"),
        long_text("reason", "理由"),
        text("minutes", "会议纪要或文件编号").aside(),
        day("held_on", "会议或办理日期").aside(),
        long_text("answers", "填写内容"),
        text("moment", "时刻").required().aside(),
        day("due_on", "原环节期限").aside(),
        day("first_due_on", "原环节最初期限").aside(),
        year("edition", "程序版本").required().plain().aside(),
        integer("account", "账号编号", "").aside(),
        code("subject", "数据表", CodeKind::Number).required().aside(),
        integer("record", "记录编号", "").required().aside(),
        integer("sequence", "步序", "").required().aside(),
    ],
    ..Listing::BLANK
};

/// Counted from the steps.
pub(crate) const FIGURES: &[Figure] = &[
    figure("steps-taken", "当年办理步骤", &EVENTS).only(&[during("acted_on")]).count("步"),
    Figure {
        rising: false,
        ..figure("steps-late", "当年超期办理步骤", &EVENTS)
            .only(&[during("acted_on"), filled("late")])
            .count("步")
            .note("口径：办理时原环节已超过期限至少 1 个工作日；延期后的按新期限计。")
    },
    Figure {
        rising: false,
        ..figure("steps-late-days", "当年超期办理天数", &EVENTS)
            .only(&[during("acted_on"), filled("late")])
            .sum("late", "个工作日")
    },
    figure("steps-offline", "当年经会议或文件办理步骤", &EVENTS)
        .only(&[during("acted_on"), filled("minutes")])
        .count("步"),
];
