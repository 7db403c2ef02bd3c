//! Why no assignment keeps every rule, in sentences that name who is short of how much.

use std::collections::BTreeSet;

use super::layout::{Layout, Role, matches_by_task};
use super::{AssignmentRequest, Reviewer, Task};
use crate::panel::Seat;
use crate::{ApplicationId, Class, ExpertId};

/// One reason why there is no assignment. Where it has a number it is a proof: these applications, or the least loads of
/// these experts, could not be served even if nobody else asked for anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// The reason.
    pub sentence: String,
    /// The applications that cannot be served, if it is they.
    pub applications: Vec<ApplicationId>,
    /// The experts who cannot be given enough, if it is they.
    pub experts: Vec<ExpertId>,
    /// How many reviews are missing; `None` where only the search through all cases shows that something is.
    pub missing: Option<i64>,
}

/// Why the network of a request holds no flow.
pub(super) fn short(request: &AssignmentRequest, layout: &Layout) -> Vec<Shortage> {
    let mut shortages = sums(request);
    shortages.extend(single_tasks(request));
    shortages.extend(single_reviewers(request));
    if shortages.is_empty() {
        shortages.push(cut(request, layout));
    }
    shortages
}

/// Why there is no assignment although the network holds a flow and every application alone could have its panel: classes
/// and units cross. `split` are the crossings that the search had to look into.
pub(super) fn crossed(request: &AssignmentRequest, layout: &Layout, split: &[usize]) -> Vec<Shortage> {
    let mut places: Vec<usize> =
        split.iter().filter_map(|crossing| layout.crossings.get(*crossing)).map(|crossing| crossing.task).collect();
    places.sort_unstable();
    places.dedup();
    let tasks: Vec<&Task> = places.iter().filter_map(|place| request.tasks.get(*place)).collect();
    let named = listed(tasks.iter().map(|task| task.number.as_str()), "份");
    vec![Shortage {
        sentence: format!("申报书{named}的类别名额、同一单位人数上限与专家承担份数不能同时满足，各种排法都已试过。"),
        applications: tasks.iter().map(|task| task.application).collect(),
        experts: Vec::new(),
        missing: None,
    }]
}

/// What the sums already forbid.
fn sums(request: &AssignmentRequest) -> Vec<Shortage> {
    let need: i64 = request.tasks.iter().map(|task| i64::from(task.need.size)).sum();
    let most: i64 = request.reviewers.iter().map(|reviewer| i64::from(reviewer.most)).sum();
    let least: i64 = request.reviewers.iter().map(|reviewer| i64::from(reviewer.least)).sum();
    let mut shortages = Vec::new();
    if need > most {
        let missing = need - most;
        shortages.push(Shortage {
            sentence: format!("共需评审 {need} 人次，全部专家合计最多承担 {most} 人次，还缺 {missing} 人次。"),
            applications: request.tasks.iter().map(|task| task.application).collect(),
            experts: Vec::new(),
            missing: Some(missing),
        });
    }
    if least > need {
        let missing = least - need;
        shortages.push(Shortage {
            sentence: format!("全部专家合计最少应评 {least} 人次，共需评审只有 {need} 人次，多出 {missing} 人次。"),
            applications: Vec::new(),
            experts: request.reviewers.iter().map(|reviewer| reviewer.expert).collect(),
            missing: Some(missing),
        });
    }
    shortages
}

/// Applications for which there are too few, whatever the others do.
pub(super) fn single_tasks(request: &AssignmentRequest) -> Vec<Shortage> {
    let mut shortages = Vec::new();
    for (task, matched) in request.tasks.iter().zip(matches_by_task(request)) {
        let there = matched.iter().filter_map(|(place, _)| request.reviewers.get(*place));
        let there = there.filter(|reviewer| reviewer.most > 0);
        let seat = |reviewer: &Reviewer| Seat { class: reviewer.class, unit: reviewer.unit, is_taken: false };
        let seats: Vec<Seat> = there.map(seat).collect();
        let lacks = task.need.lacks(&seats);
        if !lacks.is_empty() {
            shortages.push(Shortage {
                sentence: format!("申报书 {}（回避后）：{}。", task.number, lacks.join("；")),
                applications: vec![task.application],
                experts: Vec::new(),
                missing: task.need.missing(&seats),
            });
        }
    }
    shortages
}

/// Experts for whom there is too little, whatever the others do.
fn single_reviewers(request: &AssignmentRequest) -> Vec<Shortage> {
    let mut open = vec![0_i64; request.reviewers.len()];
    for (place, _) in matches_by_task(request).into_iter().flatten() {
        if let Some(count) = open.get_mut(place) {
            *count += 1;
        }
    }
    let with_open = request.reviewers.iter().zip(open);
    let too_few = with_open.filter(|(reviewer, open)| *open < i64::from(reviewer.least));
    too_few
        .map(|(Reviewer { expert, number, least, .. }, open)| {
            let missing = i64::from(*least) - open;
            Shortage {
                sentence: format!("专家 {number} 最少应评 {least} 份，回避后可评的只有 {open} 份，还差 {missing} 份。"),
                applications: Vec::new(),
                experts: vec![*expert],
                missing: Some(missing),
            }
        })
        .collect()
}

/// What the network says: by the theorem of the greatest flow and the least cut, the nodes from which nothing can go on.
fn cut(request: &AssignmentRequest, layout: &Layout) -> Shortage {
    let (nodes, missing) = layout.network.stuck();
    let reached: BTreeSet<Role> = layout.roles.iter().zip(nodes).filter(|(_, is)| *is).map(|(role, _)| *role).collect();
    let reached_reviewers = |wanted: bool| {
        let places = 0..request.reviewers.len();
        let wanted = places.filter(|place| reached.contains(&Role::Reviewer(*place)) == wanted);
        wanted.filter_map(|place| request.reviewers.get(place)).collect::<Vec<&Reviewer>>()
    };
    if reached.contains(&Role::End) {
        // Everything else could go on to the end: it is the least loads outside that cannot be met.
        let idle: Vec<&Reviewer> = reached_reviewers(false).into_iter().filter(|one| one.least > 0).collect();
        let named = listed(idle.iter().map(|reviewer| reviewer.number.as_str()), "名");
        let least: i64 = idle.iter().map(|reviewer| i64::from(reviewer.least)).sum();
        return Shortage {
            sentence: format!("专家{named}合计最少应评 {least} 人次，回避和名额之后能安排的还差 {missing} 人次。"),
            applications: Vec::new(),
            experts: idle.iter().map(|reviewer| reviewer.expert).collect(),
            missing: Some(missing),
        };
    }
    let mut places: Vec<usize> = (0..request.tasks.len()).collect();
    places.retain(|place| reached.contains(&Role::Task(*place)));
    let tasks: Vec<&Task> = places.iter().filter_map(|place| request.tasks.get(*place)).collect();
    let full = reached_reviewers(true);
    let most: i64 = full.iter().map(|reviewer| i64::from(reviewer.most)).sum();
    let named = listed(tasks.iter().map(|task| task.number.as_str()), "份");
    let count = full.len();
    let classes: BTreeSet<Class> = full.iter().map(|reviewer| reviewer.class).collect();
    let class = if classes.len() == 1 { classes.first().map_or("", |class| class.label()) } else { "" };
    Shortage {
        sentence: format!(
            "申报书{named}还缺 {missing} 人次：还能选的 {count} 名{class}专家合计最多承担 {most} 人次，都已排满。"
        ),
        applications: tasks.iter().map(|task| task.application).collect(),
        experts: Vec::new(),
        missing: Some(missing),
    }
}

/// How many are named; the others are counted.
const NAMED: usize = 8;

/// Numbers in a row: ` A、B、C `, or ` A、B 等 12 份`.
fn listed<'a>(numbers: impl Iterator<Item = &'a str>, measure: &str) -> String {
    let numbers: Vec<&str> = numbers.collect();
    let shown = numbers.get(..NAMED).unwrap_or(&numbers).join("、");
    if numbers.len() > NAMED { format!(" {shown} 等 {} {measure}", numbers.len()) } else { format!(" {shown} ") }
}
