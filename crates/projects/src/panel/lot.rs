//! 抽取名册和抽取存档: who was in the pool of a draw and what became of them, and everything that the draw looked at.

use listing::{Kept, Listing, Order, borrowed, choice, integer, link, long_text, text};
use review::EXPERTS;

use super::{PANELS, record::SECRET};

/// Has a seat, or had one.
pub(super) const CHOSEN: &str = "抽中";
/// Is asked when somebody cannot come.
pub(super) const IN_RESERVE: &str = "备选";
/// Could not be drawn.
pub(super) const EXCLUDED: &str = "排除";

/// 抽取名册.
pub static LOTS: Listing = Listing {
    table: "panel_lot",
    path: "/projects/lots",
    title: "抽取名册",
    unit: "人次",
    about: "每次抽取时在库的专家，一人一行：抽中、备选，或因回避、情况不明而排除及其理由。",
    key: &["panel", "expert"],
    name: &["expert"],
    order: Order::Rising("place"),
    audience: SECRET,
    kept: Kept::ByHouse,
    columns: &[
        link("panel", "评审组", &PANELS).required(),
        link("expert", "专家", &EXPERTS).required(),
        borrowed("class", "专家类别", "expert", "class").facet(),
        integer("place", "抽取次序", ""),
        choice("outcome", "抽取结果", &[CHOSEN, IN_RESERVE, EXCLUDED]).required(),
        text("closeness", "学科").aside(),
        text("lot", "签号").aside().hint("SM3(种子:人员编号)"),
        long_text("reasons", "排除理由"),
        borrowed("drawn_on", "抽取日期", "panel", "drawn_on"),
    ],
    ..Listing::BLANK
};

/// 抽取存档: what a draw looked at and what came of it, as JSON that [`super::drawn::DrawRecord`] reads. It tells who is
/// related to whom, so it stands sealed and no page lists it.
pub static DRAWS: Listing = Listing {
    table: "panel_draw",
    path: "/projects/draws",
    title: "抽取存档",
    unit: "次",
    about: "抽取时依据的全部情况和结果，供监督重放。",
    key: &["panel"],
    name: &["panel"],
    kept: Kept::Inside,
    columns: &[
        link("panel", "评审组", &PANELS).required(),
        text("drawn_at", "抽取时刻").required(),
        long_text("record", "存档").required().personal(),
    ],
    ..Listing::BLANK
};
