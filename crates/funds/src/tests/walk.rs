//! Random walks: over the table alone, and over the whole treasury with its books.

use ::procedure::{Procedure, replay, walk};
use cases::{CaseFile, Handling};
use listing::Filter;
use projects::CONTRACTS;
use vocabulary::{Money, Role};

use super::Treasury;
use crate::{
    PAYMENT_REQUESTS, reconcile,
    request::{Stage, procedure::Request},
};

#[tokio::test]
async fn requests_wander_to_every_end() {
    let treasury = Treasury::open(testkit::sqlite()).await;
    let request = treasury.approved(treasury.first, "30").await;
    let file = treasury.file(&PAYMENT_REQUESTS, request).await;
    let sound = Request::facts(treasury.db().reader(), &file, super::TODAY).await.unwrap();
    let procedure: &Procedure<Request> = Request::EDITIONS.current().unwrap();
    let mut ends = Vec::new();
    for seed in 0..6_000 {
        let mut turn = seed;
        let moves = walk(procedure, seed, usize::try_from(seed % 13).unwrap(), |_| {
            turn += 1;
            sound.at_turn(turn)
        });
        let at = moves.last().map_or(procedure.start, |step| step.3);
        assert!(replay(procedure, &moves) == at, "{moves:?}");
        ends.extend((!ends.contains(&at)).then_some(at));
    }
    for end in [Stage::Paid, Stage::Reversed, Stage::Void] {
        assert!(ends.contains(&end), "no walk ends at {end:?}");
    }
}

/// Numbers without a pattern, the same for the same seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }

    fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        let count = u64::try_from(among.len()).unwrap();
        &among[usize::try_from(self.below(count)).unwrap()]
    }
}

const ROLES: [Role; 4] = [Role::Enterprise, Role::Officer, Role::Finance, Role::Leader];
/// Who usually does what.
const HANDS: [(&str, Role); 6] = [
    ("Submit", Role::Enterprise),
    ("Check", Role::Officer),
    ("Audit", Role::Finance),
    ("Approve", Role::Leader),
    ("Pay", Role::Finance),
    ("TakeBack", Role::Finance),
];
const STEPS: [&str; 9] = ["Submit", "Check", "Audit", "Approve", "SendBack", "Pay", "TakeBack", "Reverse", "Cancel"];
const STAGES: [&str; 6] = ["实施中", "实施中", "验收中", "待归档", "待归档", "已终止"];

#[tokio::test]
async fn whatever_people_do_paid_stays_within_planned_granted_and_budget() {
    for (seed, fresh) in (1..).zip(testkit::databases().await) {
        let treasury = Treasury::open(fresh).await;
        let mut dice = Dice(seed);
        let (mut taken, mut requests) = (0, Vec::new());
        for turn in 0..400 {
            if dice.below(8) == 0 || requests.is_empty() {
                let line = *dice.pick(&[treasury.first, treasury.last]);
                let amount = *dice.pick(&["1", "2.5", "4", "8", "99"]);
                requests.push(treasury.asks(line, amount).await);
            } else if dice.below(10) == 0 {
                let outcome = *dice.pick(&["通过", "不通过"]);
                let changes = vec![("stage", (*dice.pick(&STAGES)).into()), ("outcome", outcome.into())];
                treasury.write(&CONTRACTS, treasury.contract, changes).await;
            } else {
                // The older ones have come to an end.
                let request = *dice.pick(&requests[requests.len().saturating_sub(6)..]);
                // Most of the time somebody does what is theirs to do.
                let (step, role) = match dice.below(4) {
                    0 => (*dice.pick(&STEPS), *dice.pick(&ROLES)),
                    _ => next(&treasury.file(&PAYMENT_REQUESTS, request).await),
                };
                let who = if role == Role::Enterprise { treasury.unit() } else { treasury.of(role) };
                let voucher = format!("凭 {turn}");
                let typed = [
                    ("appropriation", *dice.pick(&["财教〔2022〕1号", "财教〔2022〕1号", "财教〔2022〕2号"])),
                    ("voucher", voucher.as_str()),
                    ("minutes", "用款计划"),
                    ("held_on", "2022-06-01"),
                    ("reason", "随机"),
                    ("amount", *dice.pick(&["1", "7.25", "40"])),
                ];
                taken += usize::from(treasury.tries(&who, request, step, &typed).await.is_ok());
            }
            sound(&treasury).await;
        }
        assert!(taken > 30, "only {taken} steps were taken: the walk shows nothing");
        let paid = CaseFile::all(treasury.db().reader(), &crate::PAYMENTS, Filter::default()).await.unwrap();
        assert!(paid.iter().any(|line| line.text("kind") == "退回"), "nothing ever came back");
    }
}

fn next(request: &CaseFile) -> (&'static str, Role) {
    let stages = ["草稿", "待经办审核", "待财务审核", "待领导审批", "待支付"];
    match request.text("stage") {
        "已退回" => HANDS[0],
        stage => HANDS[stages.iter().position(|one| *one == stage).unwrap_or(5)],
    }
}

/// 已拨付 ≤ 已安排 ≤ 批准 ≤ 预算, and every book says the same.
async fn sound(treasury: &Treasury) {
    let contract = treasury.file(&CONTRACTS, treasury.contract).await;
    let [paid, planned, granted, budget] =
        ["paid", "planned", "granted", "budget"].map(|name| contract.money(name).unwrap());
    assert!(Money::ZERO <= paid && paid <= planned && planned <= granted && granted <= budget);
    assert_eq!(reconcile(treasury.db().reader()).await.unwrap(), Vec::<String>::new());
}
