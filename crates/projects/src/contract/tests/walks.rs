//! Random walks: whatever people do in whatever order, the rules hold and the steps lead back to the same stage.

use procedure::{Case, Procedure, replay, walk};

use crate::contract::{Acceptance, Change, Contract, Progress};

/// Walks many times under facts of every kind.
fn wander<C: cases::Handling>(facts: impl Fn(usize) -> C::Facts) {
    let procedure: &Procedure<C> = C::EDITIONS.current().unwrap();
    let mut ends = Vec::new();
    for seed in 0..2_000 {
        let mut turn = usize::try_from(seed).unwrap();
        let moves = walk(procedure, seed, 40, |_| {
            turn += 1;
            facts(turn)
        });
        let at = moves.last().map_or(procedure.start, |step| step.3);
        assert!(replay(procedure, &moves) == at, "{moves:?}");
        if !ends.contains(&at) {
            ends.push(at);
        }
    }
    let missed: Vec<_> = procedure.stages.iter().filter(|rule| rule.ends && !ends.contains(&rule.stage)).collect();
    assert!(missed.is_empty(), "no walk ends at {:?}", missed.iter().map(|rule| rule.stage).collect::<Vec<_>>());
}

#[test]
fn contracts_wander_to_every_end() {
    wander::<Contract>(<Contract as Case>::Facts::of_turn);
}

#[test]
fn progress_reports_wander_to_every_end() {
    wander::<Progress>(<Progress as Case>::Facts::of_turn);
}

#[test]
fn changes_wander_to_every_end() {
    wander::<Change>(<Change as Case>::Facts::of_turn);
}

#[test]
fn acceptances_wander_to_every_end() {
    wander::<Acceptance>(<Acceptance as Case>::Facts::of_turn);
}
