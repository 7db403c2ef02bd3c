//! The cheapest flow through a network whose arcs have a least and a most: cost scaling by push and relabel.
//!
//! A. V. Goldberg, "An Efficient Implementation of a Scaling Minimum-Cost Flow Algorithm", Journal of Algorithms 22
//! (1997). A flow is ε-optimal when no arc with room left costs less than -ε after the prices of its ends; ε falls from
//! the highest cost to one. Costs are multiplied by more than the number of nodes, so that at ε = 1 every circle in the
//! rest network costs more than minus one original unit, which for whole numbers means: not less than nothing. The flow
//! is then optimal, by the theorem of Klein (1967), and nothing was rounded.

use std::collections::VecDeque;

use super::column::Column;

/// A place in the network.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Node(pub(super) u32);

/// An arc, in the order in which arcs were laid.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Arc(u32);

/// How much must and may flow through an arc.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) least: i64,
    pub(super) most: i64,
}

/// A network as it is laid: what each node gives (or, below zero, takes), and its arcs.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    supplies: Vec<i64>,
    arcs: Vec<Laid>,
}

#[derive(Copy, Clone, Debug, Default)]
struct Laid {
    tail: u32,
    head: u32,
    bounds: Bounds,
    cost: i64,
}

impl Plan {
    /// A node that gives `supply`.
    pub(super) fn node(&mut self, supply: i64) -> Node {
        self.supplies.push(supply);
        Node(last(self.supplies.len()))
    }

    /// An arc with its bounds and its cost for one unit.
    pub(super) fn arc(&mut self, tail: Node, head: Node, bounds: Bounds, cost: i64) -> Arc {
        self.arcs.push(Laid { tail: tail.0, head: head.0, bounds, cost });
        Arc(last(self.arcs.len()))
    }
}

/// The last index of so many things. A network that does not fit 32 bits does not fit the memory either.
fn last(count: usize) -> u32 {
    u32::try_from(count.saturating_sub(1)).unwrap_or(u32::MAX)
}

/// One direction of an arc: what may still be pushed that way.
#[derive(Copy, Clone, Debug, Default)]
struct Half {
    head: u32,
    twin: u32,
    room: i64,
    cost: i64,
}

/// A network with a flow in it. Between calls the flow keeps the bounds of every arc.
#[derive(Clone, Debug)]
pub(super) struct Network {
    halves: Column<Half>,
    /// Where the halves of each node begin, and after the last node where they end.
    first: Column<u32>,
    /// The half next to be looked at, for each node.
    next: Column<u32>,
    price: Column<i64>,
    /// What each node has too much of.
    excess: Column<i64>,
    /// The forward half of each arc, and its bounds.
    forward: Column<u32>,
    bounds: Column<Bounds>,
    nodes: u32,
    /// By what costs are multiplied.
    scale: i64,
}

/// ε falls by this factor from one round to the next.
const FALL: i64 = 8;

impl Network {
    /// The network of a plan, with the least flow in every arc.
    pub(super) fn new(plan: &Plan) -> Network {
        let nodes = plan.supplies.len();
        let scale = i64::try_from(nodes).unwrap_or(i64::MAX).saturating_add(1);
        let mut degree = Column::filled(nodes + 1, 0_u32);
        for arc in &plan.arcs {
            degree.change(arc.tail, |count| count + 1);
            degree.change(arc.head, |count| count + 1);
        }
        let mut begin = 0;
        let first: Column<u32> = degree
            .iter()
            .map(|count| {
                let at = begin;
                begin += count;
                at
            })
            .collect();
        let mut free = first.clone();
        let mut excess: Column<i64> = plan.supplies.iter().copied().collect();
        let mut halves = Column::filled(plan.arcs.len() * 2, Half::default());
        let mut forward = Column::filled(plan.arcs.len(), 0_u32);
        for (index, arc) in (0..).zip(&plan.arcs) {
            let (out, back) = (free.take(arc.tail), free.take(arc.head));
            let cost = arc.cost.saturating_mul(scale);
            let room = arc.bounds.most - arc.bounds.least;
            halves.set(out, Half { head: arc.head, twin: back, room, cost });
            halves.set(back, Half { head: arc.tail, twin: out, room: 0, cost: -cost });
            forward.set(index, out);
            excess.change(arc.tail, |held| held - arc.bounds.least);
            excess.change(arc.head, |held| held + arc.bounds.least);
        }
        Network {
            halves,
            next: first.clone(),
            first,
            price: Column::filled(nodes, 0),
            excess,
            forward,
            bounds: plan.arcs.iter().map(|arc| arc.bounds).collect(),
            nodes: u32::try_from(nodes).unwrap_or(u32::MAX),
            scale,
        }
    }

    /// What flows through an arc.
    pub(super) fn flow(&self, arc: Arc) -> i64 {
        let back = self.halves.at(self.halves.at(self.forward.at(arc.0)).twin);
        self.bounds.at(arc.0).least + back.room
    }

    fn push(&mut self, tail: u32, half: u32, amount: i64) {
        let there = self.halves.at(half);
        self.halves.change(half, |one| Half { room: one.room - amount, ..one });
        self.halves.change(there.twin, |one| Half { room: one.room + amount, ..one });
        self.excess.change(tail, |held| held - amount);
        self.excess.change(there.head, |held| held + amount);
    }

    fn halves_of(&self, node: u32) -> std::ops::Range<u32> {
        self.first.at(node)..self.first.at(node + 1)
    }

    /// Makes the flow one of least cost.
    pub(super) fn settle(&mut self) -> u64 {
        let mut epsilon = self.halves.iter().map(|half| half.cost.abs()).max().unwrap_or(0);
        let mut relabels = 0;
        while epsilon > 1 {
            epsilon = (epsilon / FALL).max(1);
            relabels += self.refine(epsilon);
        }
        relabels
    }

    fn refine(&mut self, epsilon: i64) -> u64 {
        for node in 0..self.nodes {
            let price = self.price.at(node);
            for half in self.halves_of(node) {
                let there = self.halves.at(half);
                if there.room > 0 && there.cost + price - self.price.at(there.head) < -epsilon {
                    self.push(node, half, there.room);
                }
            }
        }
        self.next = self.first.clone();
        let mut active: VecDeque<u32> = (0..self.nodes).filter(|node| self.excess.at(*node) > 0).collect();
        let mut relabels = 0;
        while let Some(node) = active.pop_front() {
            relabels += self.discharge(node, epsilon, &mut active);
        }
        relabels
    }

    fn discharge(&mut self, node: u32, epsilon: i64, active: &mut VecDeque<u32>) -> u64 {
        let end = self.first.at(node + 1);
        let mut price = self.price.at(node);
        let mut at = self.next.at(node);
        let mut relabels = 0;
        while self.excess.at(node) > 0 {
            if at == end {
                relabels += 1;
                price = self.best_price(node) - epsilon;
                self.price.set(node, price);
                at = self.first.at(node);
                continue;
            }
            let there = self.halves.at(at);
            if there.room > 0 && there.cost + price - self.price.at(there.head) < 0 {
                let held = self.excess.at(there.head);
                let amount = self.excess.at(node).min(there.room);
                self.push(node, at, amount);
                if held <= 0 && held + amount > 0 {
                    active.push_back(there.head);
                }
                if self.excess.at(node) == 0 {
                    break;
                }
            }
            at += 1;
        }
        self.next.set(node, at);
        relabels
    }

    fn best_price(&self, node: u32) -> i64 {
        let mut best = i64::MIN / 4;
        for half in self.halves_of(node) {
            let there = self.halves.at(half);
            if there.room > 0 {
                best = best.max(self.price.at(there.head) - there.cost);
            }
        }
        best
    }
}
impl Network { pub(super) fn total(&self, plan: &Plan) -> i64 { (0..).zip(&plan.arcs).map(|(i, arc)| arc.cost * self.flow(Arc(i))).sum() } }
