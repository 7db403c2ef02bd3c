//! How long the rules take over a large call.

use std::time::{Duration, Instant};

use cases::Change;
use directory::ORGANISATIONS;
use vocabulary::CreditCode;

use super::{Checked, belongings, proposal};
use crate::PROPOSALS;

/// How many proposals there are, of how many units.
const MANY: usize = 2_000;
const UNITS: usize = 700;

#[tokio::test]
async fn two_thousand_proposals_are_checked_in_seconds() {
    let checked = Checked::begin(testkit::sqlite()).await;
    let units = (0..UNITS).map(|at| {
        let uscc = CreditCode::synthetic('9', '1', "369903", &format!("MA{at:06}")).unwrap();
        let row: Vec<Change> = vec![
            ("uscc", uscc.as_str().into()),
            ("name", format!("第 {at} 家公司").into()),
            ("kind", "企业".into()),
            ("region", "369903".into()),
        ];
        (&ORGANISATIONS as &'static listing::Listing, row)
    });
    let units = checked.writes_all(units.collect()).await;
    let rows = (0..MANY).map(|at| {
        let leader = vec![("leader", format!("负责人{}", at % 1_500).into())];
        (
            &PROPOSALS as &'static listing::Listing,
            proposal(&format!("A{at:05}"), checked.call, units[at % UNITS], leader),
        )
    });
    let ids = checked.writes_all(rows.collect()).await;
    checked.writes_all(ids.into_iter().flat_map(belongings).collect()).await;
    let begin = Instant::now();
    let tally = checked.run().await;
    let first = begin.elapsed();
    checked.run().await;
    let again = begin.elapsed() - first;
    println!("{MANY} proposals: {first:?} the first time, {again:?} again");
    assert_eq!(tally.proposals, MANY);
    assert!(first < Duration::from_secs(60), "{first:?}");
}
