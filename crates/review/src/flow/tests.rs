//! The laws of the network: the least cost by counting every flow, cuts that prove themselves, mending as good as anew.

use super::*;
use proptest::prelude::*;

/// A small network: supplies that cancel, and arcs `(tail, head, least, room, cost)`.
#[derive(Clone, Debug)]
struct Small {
    supplies: Vec<i64>,
    arcs: Vec<(usize, usize, i64, i64, i64)>,
}

fn small() -> impl Strategy<Value = Small> {
    let arc = (0..4_usize, 0..4_usize, 0..2_i64, 0..3_i64, -4..9_i64);
    let arcs = proptest::collection::vec(arc, 0..7);
    (proptest::collection::vec(-2..3_i64, 3), arcs).prop_map(|(mut supplies, mut arcs)| {
        supplies.push(-supplies.iter().sum::<i64>());
        arcs.retain(|(tail, head, ..)| tail != head);
        Small { supplies, arcs }
    })
}

impl Small {
    fn network(&self) -> (Network, Vec<Arc>) {
        let mut plan = Plan::default();
        let nodes: Vec<Node> = self.supplies.iter().map(|supply| plan.node(*supply)).collect();
        let lay = |&(tail, head, least, room, cost): &(usize, usize, i64, i64, i64)| {
            plan.arc(nodes[tail], nodes[head], Bounds { least, most: least + room }, cost)
        };
        let arcs = self.arcs.iter().map(lay).collect();
        (Network::new(&plan), arcs)
    }

    /// The least cost of any flow, by trying all.
    fn cheapest(&self) -> Option<i64> {
        fn next(rest: &[(usize, usize, i64, i64, i64)], left: &mut Vec<i64>) -> Option<i64> {
            let Some(((tail, head, least, room, cost), rest)) = rest.split_first() else {
                return left.iter().all(|held| *held == 0).then_some(0);
            };
            let flows = *least..=least + room;
            let costs = flows.filter_map(|flow| {
                left[*tail] -= flow;
                left[*head] += flow;
                let found = next(rest, left);
                left[*tail] += flow;
                left[*head] -= flow;
                found.map(|more| more + flow * cost)
            });
            costs.min()
        }
        next(&self.arcs, &mut self.supplies.clone())
    }

    /// How much stays behind in a set of nodes, whatever the flow: what they give and must take in, less what can leave.
    fn left_behind(&self, inside: &[bool]) -> i64 {
        let given: i64 =
            self.supplies.iter().zip(inside).filter(|(_, inside)| **inside).map(|(supply, _)| supply).sum();
        let over_arcs = self.arcs.iter().map(|(tail, head, least, room, _)| match (inside[*tail], inside[*head]) {
            (true, false) => -(least + room),
            (false, true) => *least,
            _ => 0,
        });
        given + over_arcs.sum::<i64>()
    }
}

proptest! {
    #[test]
    fn the_flow_keeps_all_bounds_at_the_least_cost_or_shows_a_cut(small in small()) {
        let (mut network, arcs) = small.network();
        match (network.settle(), small.cheapest()) {
            (true, Some(cheapest)) => {
                prop_assert_eq!(network.cost(), cheapest);
                let mut left = small.supplies.clone();
                let mut cost = 0;
                for (arc, (tail, head, least, room, each)) in arcs.iter().zip(&small.arcs) {
                    let flow = network.flow(*arc);
                    prop_assert!((*least..=least + room).contains(&flow));
                    left[*tail] -= flow;
                    left[*head] += flow;
                    cost += flow * each;
                }
                prop_assert_eq!(cost, cheapest);
                prop_assert!(left.iter().all(|held| *held == 0));
            }
            (false, None) => {
                let (reached, over) = network.stuck();
                prop_assert!(over > 0);
                prop_assert_eq!(small.left_behind(&reached), over);
            }
            (settled, cheapest) => prop_assert!(false, "{} {:?}", settled, cheapest),
        }
    }

    #[test]
    fn a_mended_network_is_as_good_as_a_new_one(
        small in small(),
        changes in proptest::collection::vec((0..6_usize, 0..2_i64, 0..3_i64, -4..9_i64), 0..5),
    ) {
        let mut changed = small.clone();
        let (mut mended, arcs) = small.network();
        mended.settle();
        for (at, least, room, cost) in changes {
            if let Some(arc) = changed.arcs.get_mut(at) {
                mended.bound(arcs[at], Bounds { least, most: least + room });
                mended.charge(arcs[at], cost - arc.4);
                *arc = (arc.0, arc.1, least, room, cost);
                mended.settle();
            }
        }
        prop_assert_eq!(mended.settle().then(|| mended.cost()), changed.cheapest());
    }
}
