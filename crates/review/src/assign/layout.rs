//! The network of an assignment: applications, their classes, the units within, experts, and one end.

use std::collections::BTreeMap;

use super::{AssignmentRequest, Reviewer, Task};
use crate::flow::{Arc, Bounds, Network, Node, Plan};
use crate::{Class, UnitId};

/// How many lots there are. More make ties rarer and numbers larger.
const LOTS: i64 = 1024;

/// What a node stands for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The end, where every review arrives.
    End,
    /// An expert, by their place in the request.
    Reviewer(usize),
    /// An application, one of its classes or a unit within, by its place in the request.
    Task(usize),
}

/// A pair that may be made: its arc, and its places in the request.
#[derive(Copy, Clone, Debug)]
pub(super) struct Offer {
    pub(super) arc: Arc,
    pub(super) task: usize,
    pub(super) reviewer: usize,
    pub(super) score: i64,
}

/// A unit with reviewers of several classes of one application, and the limit for all of them together.
#[derive(Clone, Debug)]
pub(super) struct Crossing {
    pub(super) task: usize,
    /// How many may come from the unit in all.
    pub(super) most: i64,
    /// The arc of each class, and how many may come over it at most.
    pub(super) cells: Vec<(Arc, i64)>,
}

/// The network, and what its parts stand for.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) network: Network,
    pub(super) roles: Vec<Role>,
    pub(super) offers: Vec<Offer>,
    pub(super) crossings: Vec<Crossing>,
    /// How many seats there are in all.
    pub(super) seats: i64,
    /// The highest score of any pair: what a seat is worth at best.
    pub(super) top: i64,
    /// What one point is in costs: more than all lots together, so that lots never outweigh a point.
    pub(super) grain: i64,
}

impl Layout {
    /// The network of a request.
    pub(super) fn new(request: &AssignmentRequest) -> Layout {
        let seats: i64 = request.tasks.iter().map(|task| i64::from(task.need.size)).sum();
        let top = request.matches.iter().map(|one| i64::from(one.score)).max().unwrap_or(0);
        let mut build = Build {
            request,
            plan: Plan::default(),
            roles: Vec::new(),
            offers: Vec::with_capacity(request.matches.len()),
            crossings: Vec::new(),
            reviewers: Vec::new(),
            top,
            grain: seats * LOTS + 1,
        };
        let end = build.node(Role::End, -seats);
        for (index, reviewer) in request.reviewers.iter().enumerate() {
            let node = build.node(Role::Reviewer(index), 0);
            let bounds = Bounds { least: i64::from(reviewer.least), most: i64::from(reviewer.most) };
            build.plan.arc(node, end, bounds, 0);
            build.reviewers.push(node);
        }
        for (index, matched) in matches_by_task(request).into_iter().enumerate() {
            build.lay_task(index, &matched);
        }
        let network = Network::new(&build.plan);
        let Build { roles, offers, crossings, top, grain, .. } = build;
        Layout { network, roles, offers, crossings, seats, top, grain }
    }
}

/// The places of reviewers and the scores, for each application in turn, by expert.
pub(super) fn matches_by_task(request: &AssignmentRequest) -> Vec<Vec<(usize, i64)>> {
    let tasks: BTreeMap<_, usize> =
        request.tasks.iter().enumerate().map(|(index, task)| (task.application, index)).collect();
    let reviewers: BTreeMap<_, usize> =
        request.reviewers.iter().enumerate().map(|(index, reviewer)| (reviewer.expert, index)).collect();
    let mut matched = vec![Vec::new(); request.tasks.len()];
    for one in &request.matches {
        let task = tasks.get(&one.application).and_then(|task| matched.get_mut(*task));
        if let (Some(list), Some(reviewer)) = (task, reviewers.get(&one.expert)) {
            list.push((*reviewer, i64::from(one.score)));
        }
    }
    matched.iter_mut().for_each(|list| list.sort_unstable());
    matched
}

/// A layout while it is laid.
struct Build<'a> {
    request: &'a AssignmentRequest,
    plan: Plan,
    roles: Vec<Role>,
    offers: Vec<Offer>,
    crossings: Vec<Crossing>,
    /// The nodes of the reviewers.
    reviewers: Vec<Node>,
    top: i64,
    grain: i64,
}

/// Reviewers of one unit and one class with a quota, for one application.
type Cells = BTreeMap<UnitId, BTreeMap<Option<Class>, Vec<(usize, i64)>>>;

impl Build<'_> {
    fn node(&mut self, role: Role, supply: i64) -> Node {
        self.roles.push(role);
        self.plan.node(supply)
    }

    fn lay_task(&mut self, index: usize, matched: &[(usize, i64)]) {
        let Some(task) = self.request.tasks.get(index) else { return };
        let start = self.node(Role::Task(index), i64::from(task.need.size));
        let parents: BTreeMap<Option<Class>, Node> = Class::ALL
            .into_iter()
            .filter_map(|class| limiting(task, class).map(|bounds| (class, bounds)))
            .map(|(class, bounds)| {
                let node = self.node(Role::Task(index), 0);
                self.plan.arc(start, node, bounds, 0);
                (Some(class), node)
            })
            .chain([(None, start)])
            .collect();
        let mut cells = Cells::new();
        for (place, score) in matched {
            if let Some(reviewer) = self.request.reviewers.get(*place) {
                let class = Some(reviewer.class).filter(|class| parents.contains_key(&Some(*class)));
                cells.entry(reviewer.unit).or_default().entry(class).or_default().push((*place, *score));
            }
        }
        for groups in cells.values() {
            self.lay_unit(index, task, groups, &parents);
        }
    }

    /// The reviewers of one unit: straight from their class where the limit cannot be reached, else over a node of their
    /// own that limits them, and over several nodes that cross where they are of several classes.
    fn lay_unit(
        &mut self,
        index: usize,
        task: &Task,
        groups: &BTreeMap<Option<Class>, Vec<(usize, i64)>>,
        parents: &BTreeMap<Option<Class>, Node>,
    ) {
        let limit = i64::from(task.need.unit_most());
        let sizes = groups.values().map(|group| i64::try_from(group.len()).unwrap_or(i64::MAX));
        let is_limited = sizes.sum::<i64>() > limit;
        let mut cells = Vec::new();
        for (class, group) in groups {
            let Some(parent) = parents.get(class) else { continue };
            let mut from = *parent;
            if is_limited {
                let most = limit.min(i64::try_from(group.len()).unwrap_or(i64::MAX));
                from = self.node(Role::Task(index), 0);
                cells.push((self.plan.arc(*parent, from, Bounds::up_to(most), 0), most));
            }
            for (place, score) in group {
                self.lay_offer(index, task, from, *place, *score);
            }
        }
        if cells.len() > 1 {
            self.crossings.push(Crossing { task: index, most: limit, cells });
        }
    }

    fn lay_offer(&mut self, index: usize, task: &Task, from: Node, place: usize, score: i64) {
        let reviewer: Option<&Reviewer> = self.request.reviewers.get(place);
        if let (Some(reviewer), Some(to)) = (reviewer, self.reviewers.get(place)) {
            let cost = (self.top - score) * self.grain + lot(task.application.get(), reviewer.expert.get());
            let arc = self.plan.arc(from, *to, Bounds::up_to(1), cost);
            self.offers.push(Offer { arc, task: index, reviewer: place, score });
        }
    }
}

/// The bounds of a class where they forbid anything.
fn limiting(task: &Task, class: Class) -> Option<Bounds> {
    task.need.bounds_of(class).filter(|bounds| bounds.least > 0 || bounds.most < i64::from(task.need.size))
}

/// The lot of a pair, 0 to [`LOTS`] less one, from its identities alone (the finaliser of SplitMix64, Steele, Lea and
/// Flood 2014): equal pairs have equal lots, and neighbours have nothing in common.
fn lot(application: i64, expert: i64) -> i64 {
    let mut mixed = application.unsigned_abs().wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ expert.unsigned_abs();
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    i64::try_from((mixed ^ (mixed >> 31)) % LOTS.unsigned_abs()).unwrap_or(0)
}
