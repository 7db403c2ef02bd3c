//! 科室: the sections of the bureau and the columns of the navigation whose records each keeps.

use listing::{CodeKind, Kept, Listing, Order, code, text};

/// 科室.
pub static SECTIONS: Listing = Listing {
    table: "section",
    path: "/sections",
    title: "科室",
    unit: "个",
    about: "本局的科室和它负责维护的栏目。科室经办和负责人只能修改本科室负责的栏目。",
    key: &["number"],
    name: &["name"],
    order: Order::Rising("number"),
    // What a section keeps decides what its officers may change: whoever grants posts sets it, nobody for themselves.
    kept: Kept::ByHouse,
    columns: &[
        code("number", "编号", CodeKind::Number).required(),
        text("name", "科室").required().searched(),
        text("modules", "负责栏目").required(),
    ],
    ..Listing::BLANK
};
