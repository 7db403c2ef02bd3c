//! A project that is terminated: payments stop the moment it is asked for, and what is owed comes back.

use cases::{Asked, Kind};
use projects::{CHANGES, CONTRACTS};
use vocabulary::{Day, Role, day};
use web::Who;

use super::{TODAY, Treasury, pairs, transfer, wan};
use crate::reconcile;

fn changes() -> &'static dyn Kind {
    projects::KINDS.iter().copied().find(|kind| kind.listing().table == CHANGES.table).unwrap()
}

impl Treasury {
    async fn moves(&self, who: &Who, change: i64, step: &str, typed: &[(&str, &str)], today: Day) {
        let typed = pairs(typed);
        let asked = Asked { who, id: change, step, typed: &typed, seen: None, today };
        changes().take(self.db(), &asked).await.unwrap_or_else(|error| panic!("{step}: {error}"));
    }
}

#[tokio::test]
async fn a_termination_stops_payments_at_once_and_the_rest_comes_back() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let paid = treasury.approved(treasury.first, "20").await;
        treasury.pays(paid, "支 1").await;
        let pending = treasury.approved(treasury.first, "10").await;
        let contract = format!("#{}", treasury.contract);
        let typed = pairs(&[
            ("contract", &contract),
            ("kind", "终止"),
            ("becomes", "2022-06-30"),
            ("reason", "技术路线走不通"),
            ("unspent", "12"),
        ]);
        let change = changes().begin(treasury.db(), &treasury.unit(), &typed, TODAY).await.unwrap();
        treasury.hands_in(CHANGES.table, change, "经费支出明细或审计报告").await;
        treasury.moves(&treasury.unit(), change, "Submit", &[], TODAY).await;
        let finance = treasury.of(Role::Finance);
        let told = treasury.refusal(&finance, pending, "Pay", &transfer("支 2")).await;
        assert_eq!(told, "终止或撤销申请正在办理。现在不能支付");
        treasury.moves(&treasury.of(Role::Officer), change, "Endorse", &[("improper", "1")], TODAY).await;
        let meeting = [("minutes", "局长办公会"), ("held_on", "2022-06-01")];
        treasury.moves(&treasury.of(Role::Leader), change, "Agree", &meeting, day!(2022, 6, 2)).await;
        let ended = treasury.file(&CONTRACTS, treasury.contract).await;
        assert_eq!((ended.text("stage"), ended.money("returned")), ("已终止", Some(wan(13))));
        let story = cases::story(treasury.db().reader(), CONTRACTS.table, treasury.contract).await.unwrap();
        assert_eq!(story.last().map(|told| told.answers.as_str()), Some("依据：变更申请 BG2022-001"));
        let told = treasury.refusal(&finance, pending, "Pay", &transfer("支 2")).await;
        assert_eq!(told, "项目已终止。现在不能支付");
        treasury.does(&finance, pending, "SendBack", &[("reason", "项目已终止")]).await;
        treasury.does(&treasury.unit(), pending, "Cancel", &[("reason", "项目已终止")]).await;
        let back = [transfer("退 1").as_slice(), &[("amount", "13"), ("reason", "项目终止")]].concat();
        treasury.does(&finance, paid, "TakeBack", &back).await;
        let settled = treasury.file(&CONTRACTS, treasury.contract).await;
        assert_eq!((settled.money("recovered"), settled.money("paid")), (Some(wan(13)), Some(wan(7))));
        assert_eq!(reconcile(treasury.db().reader()).await.unwrap(), Vec::<String>::new());
    }
}
