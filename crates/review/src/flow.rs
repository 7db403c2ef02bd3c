//! The cheapest flow through a network whose arcs have a least and a most, by successive shortest paths.
//!
//! Every node has a price. The flow is kept such that no arc with room left is cheaper than the prices of its ends
//! allow (its reduced cost is not below nothing); a flow with that property is the cheapest of all flows that leave each
//! node what it leaves it (Edmonds and Karp 1972; Ahuja, Magnanti and Orlin, "Network Flows", theorem 9.3). What is too
//! much at one node is sent along a shortest path to the nearest node that has too little, and the prices follow.
//! Changed bounds and costs are mended in the same way, so that a small change costs little.
//!
//! All numbers are whole. Nothing is rounded, and the result depends on nothing but the plan.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// A place in the network.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Node(u32);

/// An arc, by the order in which arcs were laid.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arc(u32);

/// How much must and how much may flow through an arc.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// At least this much.
    pub(crate) least: i64,
    /// At most this much; not below the least.
    pub(crate) most: i64,
}

impl Bounds {
    /// Anything up to `most`.
    pub(crate) const fn up_to(most: i64) -> Bounds {
        Bounds { least: 0, most }
    }
}

/// A network as it is laid: what each node gives or, below zero, takes, and the arcs between them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
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
    pub(crate) fn node(&mut self, supply: i64) -> Node {
        self.supplies.push(supply);
        Node(last_of(self.supplies.len()))
    }

    /// An arc with its bounds and the cost of one unit through it.
    pub(crate) fn arc(&mut self, tail: Node, head: Node, bounds: Bounds, cost: i64) -> Arc {
        self.arcs.push(Laid { tail: tail.0, head: head.0, bounds, cost });
        Arc(last_of(self.arcs.len()))
    }
}

/// The last index of so many things. A network that outgrows 32 bits has long outgrown the memory.
fn last_of(count: usize) -> u32 {
    u32::try_from(count.saturating_sub(1)).unwrap_or(u32::MAX)
}

/// A network with a flow in it.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    halves: Column<Half>,
    /// Where the halves of each node begin; one more entry says where the last ends.
    first: Column<u32>,
    price: Column<i64>,
    /// What each node still has too much of.
    excess: Column<i64>,
    /// The forward half of each arc.
    forward: Column<u32>,
    least: Column<i64>,
    nodes: u32,
    cost: i64,
    search: Search,
}

/// One direction of an arc, and how much may still be sent that way.
#[derive(Copy, Clone, Debug, Default)]
struct Half {
    head: u32,
    twin: u32,
    room: i64,
    cost: i64,
}

/// The state of a search for a shortest path; empty between searches.
#[derive(Clone, Debug, Default)]
struct Search {
    marks: Column<Mark>,
    seen: Vec<u32>,
    waiting: BinaryHeap<Reverse<(i64, u32)>>,
}

/// How far a node is, over which half it is reached, and whether that is final.
#[derive(Copy, Clone, Debug)]
struct Mark {
    far: i64,
    over: u32,
    is_final: bool,
}

impl Default for Mark {
    fn default() -> Mark {
        Mark { far: i64::MAX, over: u32::MAX, is_final: false }
    }
}

impl Network {
    /// The network of a plan. Every arc has its least, or its most where it earns something (a cost below nothing).
    pub(crate) fn new(plan: &Plan) -> Network {
        let nodes = plan.supplies.len();
        let mut degree = Column::filled(nodes + 1, 0_u32);
        for arc in &plan.arcs {
            degree.change(arc.tail, |count| count + 1);
            degree.change(arc.head, |count| count + 1);
        }
        let mut begin = 0;
        let begins = degree.0.iter().map(|count| {
            begin += count;
            begin - count
        });
        let first = Column(begins.collect());
        let mut free = first.clone();
        let mut network = Network {
            halves: Column::filled(plan.arcs.len() * 2, Half::default()),
            first,
            price: Column::filled(nodes, 0),
            excess: Column(plan.supplies.clone()),
            forward: Column::filled(plan.arcs.len(), 0),
            least: Column(plan.arcs.iter().map(|arc| arc.bounds.least).collect()),
            nodes: u32::try_from(nodes).unwrap_or(u32::MAX),
            cost: 0,
            search: Search { marks: Column::filled(nodes, Mark::default()), ..Search::default() },
        };
        for (index, arc) in (0..).zip(&plan.arcs) {
            let (out, back) = (free.take(arc.tail), free.take(arc.head));
            let Bounds { least, most } = arc.bounds;
            network.halves.set(out, Half { head: arc.head, twin: back, room: most, cost: arc.cost });
            network.halves.set(back, Half { head: arc.tail, twin: out, room: 0, cost: -arc.cost });
            network.forward.set(index, out);
            network.push(out, least);
            network.halves.change(back, |half| Half { room: 0, ..half });
            network.keep_cheap(Arc(index));
        }
        network
    }

    /// What flows through an arc.
    pub(crate) fn flow(&self, arc: Arc) -> i64 {
        self.least.at(arc.0) + self.halves.at(self.halves.at(self.forward.at(arc.0)).twin).room
    }

    /// What the whole flow costs.
    pub(crate) const fn cost(&self) -> i64 {
        self.cost
    }

    /// Gives an arc other bounds; a flow outside them is pulled to the nearer one. [`Network::settle`] mends the rest.
    pub(crate) fn bound(&mut self, arc: Arc, bounds: Bounds) {
        let (out, flow) = (self.forward.at(arc.0), self.flow(arc));
        let kept = flow.clamp(bounds.least, bounds.most);
        self.push(out, kept - flow);
        let back = self.halves.at(out).twin;
        self.halves.change(out, |half| Half { room: bounds.most - kept, ..half });
        self.halves.change(back, |half| Half { room: kept - bounds.least, ..half });
        self.least.set(arc.0, bounds.least);
        self.keep_cheap(arc);
    }

    /// Makes one unit through an arc dearer by `cost`. [`Network::settle`] mends the rest.
    pub(crate) fn charge(&mut self, arc: Arc, cost: i64) {
        let out = self.forward.at(arc.0);
        let back = self.halves.at(out).twin;
        self.cost += cost * self.flow(arc);
        self.halves.change(out, |half| Half { cost: half.cost + cost, ..half });
        self.halves.change(back, |half| Half { cost: half.cost - cost, ..half });
        self.keep_cheap(arc);
    }

    /// Sends on what nodes have too much of, as cheaply as can be. True when every node then has what it should: the
    /// flow keeps all bounds and none is cheaper. False when no flow keeps them all; [`Network::stuck`] says why.
    pub(crate) fn settle(&mut self) -> bool {
        let mut is_settled = true;
        for node in 0..self.nodes {
            while self.excess.at(node) > 0 {
                if !self.send_from(node) {
                    is_settled = false;
                    break;
                }
            }
        }
        is_settled
    }

    /// Where something is left over after [`Network::settle`], and whereto it could still go: no arc leads out of these
    /// nodes with room, none leads into them with more than its least. For each node, in the order of the plan, whether
    /// it is one of them; and how much is left over in all. No flow can do with less.
    pub(crate) fn stuck(&self) -> (Vec<bool>, i64) {
        let mut waiting: Vec<u32> = (0..self.nodes).filter(|node| self.excess.at(*node) > 0).collect();
        let over = waiting.iter().map(|node| self.excess.at(*node)).sum();
        let mut reached = Column::filled(self.excess.0.len(), false);
        while let Some(node) = waiting.pop() {
            if !reached.at(node) {
                reached.set(node, true);
                let open = self.halves_of(node).map(|half| self.halves.at(half)).filter(|half| half.room > 0);
                waiting.extend(open.map(|half| half.head));
            }
        }
        (reached.0, over)
    }

    fn halves_of(&self, node: u32) -> Range<u32> {
        self.first.at(node)..self.first.at(node + 1)
    }

    fn push(&mut self, half: u32, amount: i64) {
        let out = self.halves.at(half);
        let tail = self.halves.at(out.twin).head;
        self.halves.change(half, |one| Half { room: one.room - amount, ..one });
        self.halves.change(out.twin, |one| Half { room: one.room + amount, ..one });
        self.excess.change(tail, |held| held - amount);
        self.excess.change(out.head, |held| held + amount);
        self.cost += amount * out.cost;
    }

    /// Fills an arc that has become cheap, and empties one that has become dear, as far as its bounds allow.
    fn keep_cheap(&mut self, arc: Arc) {
        let out = self.forward.at(arc.0);
        let half = self.halves.at(out);
        let back = self.halves.at(half.twin);
        let reduced = half.cost + self.price.at(back.head) - self.price.at(half.head);
        match reduced {
            ..0 => self.push(out, half.room),
            0 => {}
            1.. => self.push(half.twin, back.room),
        }
    }

    /// Sends from a node to the nearest that has too little, or says that there is none within reach.
    fn send_from(&mut self, from: u32) -> bool {
        let found = self.nearest(from);
        if let Some((to, far)) = found {
            for node in &self.search.seen {
                let mark = self.search.marks.at(*node);
                if mark.is_final {
                    self.price.change(*node, |price| price + mark.far - far);
                }
            }
            let path = self.path(from, to);
            let room = path.iter().map(|half| self.halves.at(*half).room).min().unwrap_or(0);
            let amount = room.min(self.excess.at(from)).min(-self.excess.at(to));
            for half in path {
                self.push(half, amount);
            }
        }
        for node in self.search.seen.drain(..) {
            self.search.marks.set(node, Mark::default());
        }
        self.search.waiting.clear();
        found.is_some()
    }

    /// Dijkstra's search, over reduced costs, for the nearest node that has too little, and how far it is.
    fn nearest(&mut self, from: u32) -> Option<(u32, i64)> {
        self.search.reach(from, 0, u32::MAX);
        while let Some(Reverse((far, node))) = self.search.waiting.pop() {
            if self.search.marks.at(node).is_final {
                continue;
            }
            self.search.marks.change(node, |mark| Mark { is_final: true, ..mark });
            if self.excess.at(node) < 0 {
                return Some((node, far));
            }
            let here = far + self.price.at(node);
            for half in self.halves_of(node) {
                let Half { head, room, cost, .. } = self.halves.at(half);
                if room > 0 {
                    self.search.reach(head, here + cost - self.price.at(head), half);
                }
            }
        }
        None
    }

    /// The halves from one node to another on the path that was found, the last first.
    fn path(&self, from: u32, to: u32) -> Vec<u32> {
        let mut path = Vec::new();
        let mut node = to;
        while node != from {
            let over = self.search.marks.at(node).over;
            path.push(over);
            node = self.halves.at(self.halves.at(over).twin).head;
        }
        path
    }
}

impl Search {
    fn reach(&mut self, node: u32, far: i64, over: u32) {
        let mark = self.marks.at(node);
        if far < mark.far {
            if mark.far == i64::MAX {
                self.seen.push(node);
            }
            self.marks.set(node, Mark { far, over, is_final: false });
            self.waiting.push(Reverse((far, node)));
        }
    }
}

/// A value for each node, arc or half, read and written without a panic. Numbers come from the network that made the
/// column; one from elsewhere would read nothing, and a test fails on it.
#[derive(Clone, Debug, Default)]
struct Column<T>(Vec<T>);

impl<T: Copy + Default> Column<T> {
    fn filled(count: usize, value: T) -> Column<T> {
        Column(vec![value; count])
    }

    fn at(&self, index: u32) -> T {
        debug_assert!((index as usize) < self.0.len(), "{index} of {}", self.0.len());
        self.0.get(index as usize).copied().unwrap_or_default()
    }

    fn set(&mut self, index: u32, value: T) {
        self.change(index, |_| value);
    }

    fn change(&mut self, index: u32, to: impl FnOnce(T) -> T) {
        debug_assert!((index as usize) < self.0.len(), "{index} of {}", self.0.len());
        if let Some(value) = self.0.get_mut(index as usize) {
            *value = to(*value);
        }
    }
}

impl Column<u32> {
    /// The number at `index`, which is then one more.
    fn take(&mut self, index: u32) -> u32 {
        let number = self.at(index);
        self.set(index, number + 1);
        number
    }
}

#[cfg(test)]
mod tests;
