//! Pages as people see them: the list of entitlements, the policy library, batches, the notice, the payment list.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use cases::pages::{Desk, Handled};
use documents::Shelf;
use listing::pages::{Beside, Group, House};
use policies::entitlement::Source;
use tower::ServiceExt;
use vocabulary::Role;
use web::{Site, Who};

use super::Office;
use crate::{KINDS, MODULE, TalentRecords};

fn sources() -> Vec<Box<dyn Source>> {
    vec![Box::new(TalentRecords)]
}

async fn router(office: &Office) -> (Router, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let shelf = Arc::new(Shelf::open(folder.path()).await.unwrap());
    let groups = [&MODULE, &policies::MODULE].map(|module| Group { title: module.title, listings: module.listings });
    let mut beside = crate::beside();
    let more: [Box<dyn Beside>; 2] =
        [Box::new(Handled { kinds: KINDS.to_vec() }), Box::new(policies::pages::Articles(sources()))];
    beside.extend(more);
    let house = Arc::new(House {
        beside,
        conducts: KINDS.iter().map(|kind| kind.conduct()).collect(),
        ..House::new(office.db().clone(), office.bureau.registry.clone(), groups.to_vec(), Site::default())
    });
    let desk = Arc::new(Desk { house: house.clone(), kinds: KINDS.to_vec(), shelf });
    let router = cases::pages::routes(&desk)
        .merge(crate::routes(&desk))
        .merge(policies::pages::entitlements(&house, sources()))
        .merge(listing::pages::routes(&house));
    (router, folder)
}

async fn get(router: &Router, who: &Who, address: &str) -> (StatusCode, Vec<u8>) {
    let mut request = Request::get(address).body(Body::empty()).unwrap();
    request.extensions_mut().insert(Arc::new(who.clone()));
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    (status, to_bytes(response.into_body(), 16 << 20).await.unwrap().to_vec())
}

async fn page(router: &Router, who: &Who, address: &str) -> String {
    let (status, bytes) = get(router, who, address).await;
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(status, StatusCode::OK, "{address}: {text}");
    text
}

fn has(page: &str, said: &[&str]) {
    for one in said {
        assert!(page.contains(one), "“{one}” is not on the page:\n{page}");
    }
}

#[tokio::test]
async fn the_list_of_a_month_names_who_is_owed_how_much_and_from_which_records() {
    for fresh in testkit::databases().await {
        let office = Office::open(fresh).await;
        let (router, _folder) = router(&office).await;
        let officer = office.of(Role::Officer);
        let address = format!("/policies/entitlements?policy={}&month=2022-05", office.policy);
        let text = page(&router, &officer, &address).await;
        has(
            &text,
            &[
                "2022年5月应享 <strong>2</strong> 项，共 <strong>4,500.00</strong> 元",
                "王某甲",
                "样0002",
                "公开引进人员",
            ],
        );
        has(&text, &["瓷科字〔2021〕3号第五条", "/talent/recruits/", "还没有发放"]);
        let april = page(&router, &officer, "/policies/entitlements?month=2022-04").await;
        has(&april, &["差一个条件<small>1 人</small>", "在岗时间", "共 <strong>1,500.00</strong> 元"]);
        let wrong = page(&router, &officer, "/policies/entitlements?month=%E4%BA%94%E6%9C%88").await;
        has(&wrong, &["“五月”不是月份"]);
        let (status, sheet) =
            get(&router, &officer, &format!("/policies/entitlements.xlsx?policy={}&month=2022-05", office.policy))
                .await;
        assert_eq!((status, sheet.get(..2)), (StatusCode::OK, Some(b"PK".as_slice())));
        for stranger in [Role::Enterprise, Role::Expert] {
            let (status, _) = get(&router, &office.of(stranger), &address).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{stranger:?}");
        }
        office.paid("2022-05-01").await;
        office.stops(office.master, "2022-04-20").await;
        has(
            &page(&router, &officer, "/policies/entitlements?month=2022-05").await,
            &["应发实发不符<small>1 人</small>", "1,500.00"],
        );
    }
}

#[tokio::test]
async fn the_library_tells_what_each_article_grants_and_whom_it_reached() {
    for fresh in testkit::databases().await {
        let office = Office::open(fresh).await;
        let (router, _folder) = router(&office).await;
        let address = format!("/policies/{}", office.policy);
        let before = page(&router, &office.of(Role::Officer), &address).await;
        has(
            &before,
            &["条款和待遇<small>现行</small>", "硕士每月一千五百元", "硕士生活补贴", "还没有按这份文件登记过发放"],
        );
        office.paid("2022-05-01").await;
        let after = page(&router, &office.of(Role::Officer), &address).await;
        has(&after, &["2 人，0.75 万元", &format!("/talent/allowances?policy={}", office.policy)]);
    }
}

#[tokio::test]
async fn the_notice_hides_names_and_cards_and_the_payment_list_is_for_finance_alone() {
    for fresh in testkit::databases().await {
        let office = Office::open(fresh).await;
        let (router, _folder) = router(&office).await;
        let batch = office.published("2022-05-01").await;
        let public = Who::default();
        has(&page(&router, &public, "/public/allowances").await, &["人才生活补贴（算到2022年5月）"]);
        let notice = page(&router, &public, &format!("/public/allowances/{batch}")).await;
        has(&notice, &["王**", "2022年3月至2022年5月", "4,500.00", "人才科 0799-0000000"]);
        assert!(!notice.contains("王某甲") && !notice.contains("62220202"), "{notice}");
        let list = format!("/talent/batches/{batch}/payment-list.xlsx");
        assert_eq!(get(&router, &office.of(Role::Finance), &list).await.0, StatusCode::NOT_FOUND, "not yet");
        office.does((Role::Officer, super::LATER), batch, "Clear", &[]).await;
        assert_eq!(
            get(&router, &public, &format!("/public/allowances/{batch}")).await.0,
            StatusCode::NOT_FOUND,
            "over"
        );
        let (status, sheet) = get(&router, &office.of(Role::Finance), &list).await;
        assert_eq!((status, sheet.get(..2)), (StatusCode::OK, Some(b"PK".as_slice())));
        assert_eq!(get(&router, &office.of(Role::Officer), &list).await.0, StatusCode::NOT_FOUND);
        let shown = page(&router, &office.of(Role::Finance), &format!("/talent/batches/{batch}")).await;
        has(&shown, &["发放明细<small>2 人，7,500.00 元</small>", "银行支付清单", "登记发放"]);
        let payees = page(&router, &office.of(Role::Officer), "/talent/payees").await;
        assert!(!payees.contains("62220202"), "{payees}");
    }
}
