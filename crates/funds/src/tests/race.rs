//! Two people at one counter: nothing is paid twice, whoever is faster.

use std::sync::Arc;

use cases::{Asked, Taken, take};
use projects::{CONTRACTS, PAYMENT_PLANS};
use storage::{Db, Error, Result};
use vocabulary::Role;
use web::Who;

use super::{TODAY, Treasury, pairs, stage_of, transfer, wan};
use crate::{APPROPRIATIONS, PAYMENT_REQUESTS, PAYMENTS, reconcile, request::procedure::Request};

/// Pays over a connection of its own, as another program would.
async fn paid_elsewhere(db: Db, who: Arc<Who>, id: i64, voucher: String) -> Result<Taken> {
    let typed = pairs(&transfer(&voucher));
    take::<Request>(&db, &Asked { who: &who, id, step: "Pay", typed: &typed, seen: Some("待支付"), today: TODAY }).await
}

/// Pays these requests at once, each from a program of its own, and returns how many were paid.
async fn at_once(treasury: &Treasury, requests: &[i64]) -> usize {
    let who = Arc::new(treasury.of(Role::Finance));
    let mut paying = tokio::task::JoinSet::new();
    for (number, request) in (1..).zip(requests) {
        let db = testkit::open(&treasury.bureau.fresh, treasury.bureau.registry.tables(), TODAY).await;
        paying.spawn(paid_elsewhere(db, who.clone(), *request, format!("支 {number}")));
    }
    let mut paid = 0;
    while let Some(outcome) = paying.join_next().await {
        match outcome.unwrap() {
            Ok(_) => paid += 1,
            Err(Error::Refused(_)) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    paid
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_is_not_paid_twice_by_two_requests_at_once() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let mut requests = Vec::new();
        for amount in ["10", "15", "20", "25"] {
            // Each is approved as if the others were not there.
            let request = treasury.approved(treasury.first, amount).await;
            treasury.write(&PAYMENT_REQUESTS, request, vec![("stage", "草稿".into())]).await;
            requests.push(request);
        }
        for request in &requests {
            treasury.write(&PAYMENT_REQUESTS, *request, vec![("stage", "待支付".into())]).await;
        }
        let paid = at_once(&treasury, &requests).await;
        assert!((1..=2).contains(&paid), "{paid} of four were paid");
        let line = treasury.file(&PAYMENT_PLANS, treasury.first).await;
        assert!(line.money("paid") <= Some(wan(30)));
        assert_eq!(treasury.all(&PAYMENTS).await.len(), paid);
        assert_eq!(reconcile(treasury.db().reader()).await.unwrap(), Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_request_is_paid_once_however_many_press_the_button() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let request = treasury.approved(treasury.first, "10").await;
        assert_eq!(at_once(&treasury, &[request; 4]).await, 1);
        assert_eq!(stage_of(&treasury, request).await, "已支付");
        assert_eq!(treasury.file(&CONTRACTS, treasury.contract).await.money("paid"), Some(wan(10)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_appropriation_is_not_overdrawn_by_two_lines_at_once() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let passed = vec![("outcome", "通过".into()), ("stage", "待归档".into())];
        treasury.write(&CONTRACTS, treasury.contract, passed).await;
        let requests = [treasury.approved(treasury.first, "30").await, treasury.approved(treasury.last, "20").await];
        assert_eq!(at_once(&treasury, &requests).await, 1, "40 万元 do not pay 50 万元");
        let appropriation = treasury.file(&APPROPRIATIONS, treasury.appropriation).await;
        assert!(appropriation.money("paid") <= appropriation.money("amount"));
    }
}
