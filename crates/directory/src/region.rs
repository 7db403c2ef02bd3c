//! 辖区: the bureau's own district, what lies above, beside and below it. Codes: GB/T 2260 and, for towns, GB/T 10114.

use listing::{CodeKind, Listing, Order, choice, code, integer, text};

/// 辖区.
pub static REGIONS: Listing = Listing {
    table: "region",
    path: "/regions",
    title: "辖区",
    unit: "个",
    about: "本区及其上级、兄弟区县和所辖镇街。代码按 GB/T 2260，镇街为九位。",
    key: &["code"],
    name: &["name"],
    order: Order::Rising("code"),
    columns: &[
        code("code", "区划代码", CodeKind::Number).required().hint("省市区六位，镇街九位"),
        text("name", "名称").required().searched(),
        text("short_name", "简称").hint("报告行文用，如“瓷源”"),
        choice("level", "层级", &["省", "市", "区县", "镇街"]).required(),
        choice("role", "与本局关系", &["本省", "本市", "本区", "兄弟区县", "所辖镇街", "其他"]).required(),
        integer("population", "常住人口", "人"),
    ],
    ..Listing::BLANK
};
