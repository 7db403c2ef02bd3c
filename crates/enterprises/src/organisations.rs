//! Figures counted from the directory's organisations as enterprises.

use directory::ORGANISATIONS;
use figures::{Figure, by_cutoff, figure, home, is, still};
use vocabulary::Window;

/// Counted from organisations.
pub(crate) const FIGURES: &[Figure] = &[
    figure("enterprises", "在册企业", &ORGANISATIONS)
        .only(&[is("kind", &["企业"]), home("region"), by_cutoff("founded_on"), still("dissolved_on")])
        .window(Window::AsOf)
        .count("家"),
    figure("enterprises-above-scale", "规模以上工业企业", &ORGANISATIONS)
        .only(&[
            is("kind", &["企业"]),
            is("category", &["工业"]),
            is("scale", &["规上"]),
            home("region"),
            by_cutoff("founded_on"),
            still("dissolved_on"),
        ])
        .window(Window::AsOf)
        .count("家"),
    figure("talent-founded-entities", "科技人才创办经济实体", &ORGANISATIONS)
        .slot(18)
        .only(&[
            is("kind", &["企业", "农民专业合作社"]),
            is("talent_founded", &["是"]),
            home("region"),
            by_cutoff("founded_on"),
            still("dissolved_on"),
        ])
        .window(Window::AsOf)
        .count("个")
        .note("已登记且截止日存续的企业和合作社。"),
];
