//! Counted from the pool, the draws and the reviews.

use cases::EVENTS;
use figures::{Figure, during, figure, is};
use review::EXPERTS;
use vocabulary::Window;

use super::{LOTS, PANELS, lot::EXCLUDED};

/// The figures of review.
pub(crate) const FIGURES: &[Figure] = &[
    figure("experts-in-pool", "在库评审专家", &EXPERTS)
        .only(&[is("state", &["在库"])])
        .window(Window::AsOf)
        .count("人"),
    figure("panels-drawn", "当年抽取评审组", &PANELS).only(&[during("drawn_on")]).count("次"),
    figure("experts-excluded", "当年抽取时排除的专家", &LOTS)
        .only(&[during("drawn_on"), is("outcome", &[EXCLUDED])])
        .note("每次抽取时因回避或情况不明而排除的，一人一次计一人次")
        .count("人次"),
    figure("proposals-reviewed", "当年完成评审的申报书", &EVENTS)
        .only(&[is("title", &["项目申报书"]), is("step", &["评审完成"]), during("acted_on")])
        .count("份"),
    figure("review-days", "当年完成评审合计用时", &EVENTS)
        .only(&[is("title", &["项目申报书"]), is("step", &["评审完成"]), during("acted_on")])
        .note("从送审到评审完成的工作日，逐份相加；除以完成评审的份数即平均用时")
        .sum("spent", "个工作日"),
];
