//! 科技特派员 (国办发〔2016〕32号).

use directory::{ORGANISATIONS, PEOPLE};
use figures::{Figure, by_cutoff, figure, still};
use listing::{CodeKind, Listing, Order, choice, code, day, link, not_before, text};
use vocabulary::Window;

/// 科技特派员.
pub static COMMISSIONERS: Listing = Listing {
    table: "commissioner",
    path: "/rural/commissioners",
    title: "科技特派员",
    unit: "人",
    about: "派驻企业、合作社和村的科技特派员，一次选派一行。",
    key: &["number"],
    name: &["number"],
    order: Order::Falling("term_from"),
    columns: &[
        code("number", "选派编号", CodeKind::Number).required(),
        link("person", "特派员", &PEOPLE).required(),
        link("sender", "派出单位", &ORGANISATIONS),
        link("served", "服务对象", &ORGANISATIONS),
        text("village", "服务村镇"),
        choice("kind", "类型", &["个人", "团队"]).required(),
        day("term_from", "起始日期").required(),
        day("term_to", "期满日期").required(),
        day("left_on", "提前离任日期").aside(),
        choice("appraisal", "年度考核", &["优秀", "合格", "不合格"]),
    ],
    checks: &[not_before("term_to", "term_from")],
    ..Listing::BLANK
};

/// Counted from commissioners.
pub(crate) const FIGURES: &[Figure] = &[figure("commissioners", "在任科技特派员", &COMMISSIONERS)
    .only(&[by_cutoff("term_from"), figures::until_cutoff("term_to"), still("left_on")])
    .window(Window::AsOf)
    .distinct("person", "人")];
