//! The search for the best assignment: one flow where classes and units do not cross; else prices and cases.
//!
//! A crossing is a unit with reviewers of several classes of one application. The network limits each class of it, not
//! all together. Where a flow takes too many, all of the crossing are made dearer until it takes fewer (Lagrange: the
//! cost of the priced flow, less what the limits may charge, is a lower bound for every assignment, whatever the prices).
//! Where prices leave a gap, the crossing is split: each way to share its limit among its classes is a case of its own,
//! which the network holds exactly. Every assignment lies in one of the cases, so the best of the cases is the best.

use std::collections::BTreeMap;

use super::layout::{Layout, Offer};
use super::shortage::{crossed, short, single_tasks};
use super::{Assignment, AssignmentRequest, Unassigned};
use crate::flow::Bounds;

/// After so many flows the search ends with what it has and says how far it may be from the best.
const PATIENCE: u32 = 500;
/// For so many rounds prices are sought at first, and in each case after that.
const FIRST_ROUNDS: u32 = 48;
const LATER_ROUNDS: u32 = 16;

/// Searches for the best assignment.
pub(super) fn solve(request: &AssignmentRequest) -> Result<Assignment, Unassigned> {
    let mut search = Search::new(Layout::new(request));
    if !search.layout.network.settle() {
        return Err(Unassigned::Short(short(request, &search.layout)));
    }
    if search.over().iter().any(|(_, over)| *over > 0) {
        // Where one application alone cannot have its panel, no search among all of them would end soon.
        let lacking = single_tasks(request);
        if !lacking.is_empty() {
            return Err(Unassigned::Short(lacking));
        }
    }
    let bound = search.run();
    match search.best {
        Some((total, pairs)) => {
            Ok(Assignment { pairs: named(request, &pairs), total, bound: bound.max(total), solved: search.solved })
        }
        None if search.solved >= PATIENCE => Err(Unassigned::Unfinished),
        None => Err(Unassigned::Short(crossed(request, &search.layout, &search.split))),
    }
}

fn named(request: &AssignmentRequest, pairs: &[Offer]) -> Vec<(crate::ApplicationId, crate::ExpertId)> {
    let name = |offer: &Offer| {
        Some((request.tasks.get(offer.task)?.application, request.reviewers.get(offer.reviewer)?.expert))
    };
    let mut named: Vec<_> = pairs.iter().filter_map(name).collect();
    named.sort_unstable();
    named
}

/// How the limits of some crossings are shared among their classes.
type Shares = BTreeMap<usize, Vec<i64>>;

/// A case: shares of some crossings, and the highest total that it may hold.
struct Case {
    shares: Shares,
    bound: i64,
}

struct Search {
    layout: Layout,
    /// What each crossing charges.
    prices: Vec<i64>,
    /// The shares that are now in the network.
    shares: Shares,
    /// The best assignment so far.
    best: Option<(i64, Vec<Offer>)>,
    solved: u32,
    /// By how much prices change at once.
    step: i64,
    /// Every crossing that was split.
    split: Vec<usize>,
}

impl Search {
    fn new(layout: Layout) -> Search {
        let step = (layout.top / 32).max(1) * layout.grain;
        let prices = vec![0; layout.crossings.len()];
        Search { layout, prices, shares: Shares::new(), best: None, solved: 0, step, split: Vec::new() }
    }

    /// Goes through all cases and says which total none can exceed.
    fn run(&mut self) -> i64 {
        let mut open = vec![Case { shares: Shares::new(), bound: i64::MAX }];
        let mut rounds = FIRST_ROUNDS;
        while let Some(case) = open.pop() {
            if self.is_beaten(case.bound) {
                continue;
            }
            if self.solved >= PATIENCE {
                return open.iter().map(|case| case.bound).fold(case.bound, i64::max);
            }
            self.take(&case.shares);
            if let Some((bound, crossing)) = self.price(case.bound, rounds) {
                open.extend(self.cases(&case.shares, crossing, bound));
            }
            rounds = LATER_ROUNDS;
        }
        self.best.as_ref().map_or(i64::MIN, |(total, _)| *total)
    }

    fn is_beaten(&self, bound: i64) -> bool {
        self.best.as_ref().is_some_and(|(total, _)| bound <= *total)
    }

    /// Puts the shares of a case into the network in place of those that are there.
    fn take(&mut self, shares: &Shares) {
        for crossing in std::mem::take(&mut self.shares).into_keys().filter(|one| !shares.contains_key(one)) {
            let cells = self.layout.crossings.get(crossing).map(|one| one.cells.iter().map(|(_, most)| *most));
            let whole: Vec<i64> = cells.into_iter().flatten().collect();
            self.limit(crossing, &whole);
        }
        for (crossing, most) in shares {
            self.charge(*crossing, 0);
            self.limit(*crossing, most);
        }
        self.shares.clone_from(shares);
    }

    fn limit(&mut self, crossing: usize, most: &[i64]) {
        let Some(crossing) = self.layout.crossings.get(crossing) else { return };
        for ((arc, _), most) in crossing.cells.iter().zip(most) {
            self.layout.network.bound(*arc, Bounds::up_to(*most));
        }
    }

    fn charge(&mut self, crossing: usize, price: i64) {
        let (Some(one), Some(old)) = (self.layout.crossings.get(crossing), self.prices.get_mut(crossing)) else {
            return;
        };
        for (arc, _) in &one.cells {
            self.layout.network.charge(*arc, price - *old);
        }
        *old = price;
    }

    /// Seeks prices for the case in the network: `None` when it holds nothing better than is known, else the highest
    /// total that it may hold and the crossing to split.
    fn price(&mut self, known: i64, rounds: u32) -> Option<(i64, usize)> {
        let mut bound = known;
        let mut step = self.step;
        for round in 1.. {
            self.solved += 1;
            if !self.layout.network.settle() {
                return None;
            }
            let over = self.over();
            if over.iter().all(|(_, over)| *over < 0) {
                self.keep();
            }
            let highest = self.highest();
            if highest < bound {
                bound = highest;
            } else {
                step = (step / 2).max(1);
            }
            if self.is_beaten(bound) {
                return None;
            }
            if round >= rounds || self.solved >= PATIENCE {
                return self.worst(&over).map(|crossing| (bound, crossing));
            }
            for (crossing, over) in over {
                let price = self.prices.get(crossing).copied().unwrap_or(0);
                self.charge(crossing, (price + step * over).max(0));
            }
        }
        None
    }

    /// The crossings that are not split and take more than their limit, or less at a price: by how much.
    fn over(&self) -> Vec<(usize, i64)> {
        let unsplit = self.layout.crossings.iter().zip(&self.prices).enumerate();
        let unsplit = unsplit.filter(|(index, _)| !self.shares.contains_key(index));
        let over = unsplit.map(|(index, (crossing, price))| {
            let taken: i64 = crossing.cells.iter().map(|(arc, _)| self.layout.network.flow(*arc)).sum();
            (index, taken - crossing.most, *price)
        });
        over.filter(|(_, over, price)| *over > 0 || (*over < 0 && *price > 0))
            .map(|(index, over, _)| (index, over))
            .collect()
    }

    /// The highest total that any assignment of the case may have: what the priced flow costs, less what the limits may
    /// charge, is the least that any costs.
    fn highest(&self) -> i64 {
        let Layout { network, seats, top, grain, crossings, .. } = &self.layout;
        let charges: i64 = crossings.iter().zip(&self.prices).map(|(crossing, price)| price * crossing.most).sum();
        seats * top - (network.cost() - charges).div_euclid(*grain)
    }

    /// Keeps the flow as the best assignment if it is one.
    fn keep(&mut self) {
        let made: Vec<Offer> =
            self.layout.offers.iter().filter(|offer| self.layout.network.flow(offer.arc) > 0).copied().collect();
        let total = made.iter().map(|offer| offer.score).sum();
        if !self.is_beaten(total) {
            self.best = Some((total, made));
        }
    }

    /// The crossing that is furthest over its limit, or else the one that charges most for what it does not take.
    fn worst(&self, over: &[(usize, i64)]) -> Option<usize> {
        let weight = |(crossing, over): &(usize, i64)| {
            let price = self.prices.get(*crossing).copied().unwrap_or(0);
            (*over > 0, if *over > 0 { *over } else { -over * price })
        };
        over.iter().max_by_key(|one| weight(one)).map(|(crossing, _)| *crossing)
    }

    /// Every way to share the limit of a crossing among its classes; the way nearest to the present flow comes last, and
    /// so is the next to be looked at.
    fn cases(&mut self, shares: &Shares, crossing: usize, bound: i64) -> Vec<Case> {
        let Some(one) = self.layout.crossings.get(crossing) else { return Vec::new() };
        let taken: Vec<i64> = one.cells.iter().map(|(arc, _)| self.layout.network.flow(*arc)).collect();
        let most: Vec<i64> = one.cells.iter().map(|(_, most)| *most).collect();
        let mut ways = ways_to_share(one.most, &most);
        let cut = |way: &Vec<i64>| way.iter().zip(&taken).map(|(most, taken)| (taken - most).max(0)).sum::<i64>();
        ways.sort_by_key(|way| std::cmp::Reverse(cut(way)));
        self.split.push(crossing);
        let with = |way| {
            let mut shares = shares.clone();
            shares.insert(crossing, way);
            Case { shares, bound }
        };
        ways.into_iter().map(with).collect()
    }
}

/// Every way to share `total` among places that hold so many at most.
fn ways_to_share(total: i64, most: &[i64]) -> Vec<Vec<i64>> {
    match most.split_first() {
        None => (total == 0).then(Vec::new).into_iter().collect(),
        Some((first, rest)) => (0..=total.min(*first))
            .flat_map(|share| {
                ways_to_share(total - share, rest).into_iter().map(move |way| [vec![share], way].concat())
            })
            .collect(),
    }
}
