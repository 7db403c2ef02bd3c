//! Random walks over a table, for the tests of modules: whatever people do in whatever order, the rules hold.

use vocabulary::Role;

use crate::{Case, Procedure};

/// A step taken: which, by whom, from where and to where.
pub type Move<C> = (<C as Case>::Step, Role, <C as Case>::Stage, <C as Case>::Stage);

/// A walk from the start of at most `length` steps, each chosen at random among those that the guards let pass under
/// the `facts` at its stage. It stops early where nothing can be done. The same `seed` walks the same way.
pub fn walk<C: Case>(
    procedure: &Procedure<C>,
    seed: u64,
    length: usize,
    mut facts: impl FnMut(C::Stage) -> C::Facts,
) -> Vec<Move<C>> {
    let (mut at, mut dice, mut moves) = (procedure.start, seed, Vec::new());
    for _ in 0..length {
        let facts = facts(at);
        let takers = procedure.out_of(at).flat_map(|rule| rule.by.iter().map(|role| (rule.step, *role)));
        let judged = takers.map(|(step, role)| (role, procedure.judge(step, at, role, &facts)));
        let open = judged.filter_map(|(role, rule)| rule.ok().map(|rule| (rule.step, role, rule.from, rule.to)));
        let Some(chosen) = open.min_by_key(|_| throw(&mut dice)) else { break };
        at = chosen.3;
        moves.push(chosen);
    }
    moves
}

/// Where a case stands after these steps, by the table alone. A step that the table does not know there ends the replay.
pub fn replay<C: Case>(procedure: &Procedure<C>, moves: &[Move<C>]) -> C::Stage {
    let mut at = procedure.start;
    for (step, role, ..) in moves {
        let Some(rule) = procedure.open_to(at, *role).find(|rule| rule.step == *step) else { break };
        at = rule.to;
    }
    at
}

/// The next of a series of numbers without a pattern (Knuth, MMIX), but for the low digits, which repeat soon.
fn throw(dice: &mut u64) -> u64 {
    *dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *dice >> 32
}
