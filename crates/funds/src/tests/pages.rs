//! The panels and forms of payments as people see them.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use cases::pages::{Desk, Handled};
use documents::Shelf;
use listing::pages::{Group, House};
use tower::ServiceExt;
use vocabulary::Role;
use web::{Site, Who};

use super::{Treasury, pairs};
use crate::{KINDS, MODULE, PAYMENT_REQUESTS};

async fn router(treasury: &Treasury) -> (Router, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let shelf = Arc::new(Shelf::open(folder.path()).await.unwrap());
    let kinds = [projects::KINDS, KINDS].concat();
    let groups = vec![Group { title: MODULE.title, listings: MODULE.listings }];
    let mut beside = crate::beside();
    beside.push(Box::new(Handled { kinds: kinds.clone() }));
    let house = Arc::new(House {
        beside,
        conducts: kinds.iter().map(|kind| kind.conduct()).collect(),
        ..House::new(treasury.db().clone(), treasury.bureau.registry.clone(), groups, Site::default())
    });
    let desk = Arc::new(Desk { house: house.clone(), kinds, shelf });
    (cases::pages::routes(&desk).merge(listing::pages::routes(&house)), folder)
}

async fn ask(router: &Router, who: &Who, method: Method, address: &str, form: &[(&str, &str)]) -> (StatusCode, String) {
    let mut request = Request::builder()
        .method(method)
        .uri(address)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(listing::address::encode(&pairs(form))))
        .unwrap();
    request.extensions_mut().insert(Arc::new(who.clone()));
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 16 << 20).await.unwrap();
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

#[tokio::test]
async fn the_unit_asks_from_the_page_of_its_contract() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let (router, _folder) = router(&treasury).await;
        let contract = format!("/projects/contracts/{}", treasury.contract);
        let (status, page) = ask(&router, &treasury.unit(), Method::GET, &contract, &[]).await;
        assert_eq!(status, StatusCode::OK);
        let form = format!("/funds/requests/new?plan={}", treasury.first);
        for said in ["批准 50 万元，已安排 50 万元，已拨付 0 万元", "第 1 笔 首拨", &form, "待项目通过验收"]
        {
            assert!(page.contains(said), "{said} is not on the page:\n{page}");
        }
        let (_, page) = ask(&router, &treasury.unit(), Method::GET, &form, &[]).await;
        for said in [format!("value=\"#{} 高温工业陶瓷 首拨\"", treasury.first), "value=\"30\"".to_owned()] {
            assert!(page.contains(&said), "{said} is not on the page:\n{page}");
        }
        let plan = format!("#{} 高温工业陶瓷 首拨", treasury.first);
        let typed = [("plan", plan.as_str()), ("amount", "三十"), ("grounds", "<b>设备</b>")];
        let (status, page) = ask(&router, &treasury.unit(), Method::POST, PAYMENT_REQUESTS.path, &typed).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("金额“三十”不是数字") && page.contains("&#60;b&#62;设备"), "{page}");
        let typed = [("plan", plan.as_str()), ("amount", "30"), ("grounds", "设备")];
        let (status, _) = ask(&router, &treasury.unit(), Method::POST, PAYMENT_REQUESTS.path, &typed).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let stranger = Who { unit: Some(treasury.stranger), ..treasury.unit() };
        for address in [contract.as_str(), &form, "/funds/requests/1"] {
            let (status, _) = ask(&router, &stranger, Method::GET, address, &[]).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{address}");
        }
    }
}

#[tokio::test]
async fn the_bureau_sees_where_the_money_comes_from_and_the_unit_does_not() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let (router, _folder) = router(&treasury).await;
        let request = treasury.approved(treasury.first, "30").await;
        let address = format!("/funds/requests/{request}");
        let (_, page) = ask(&router, &treasury.of(Role::Finance), Method::GET, &address, &[]).await;
        for said in ["资金来源", "财教〔2022〕1号", "批准 1000 万元，已下达指标 80 万元", "登记支付"]
        {
            assert!(page.contains(said), "{said} is not on the page:\n{page}");
        }
        let (_, page) = ask(&router, &treasury.unit(), Method::GET, &address, &[]).await;
        assert!(!page.contains("资金来源") && page.contains("已批准，待支付"), "{page}");
        let pay = format!("/cases/payment_request/{request}/Pay");
        let (status, _) = ask(&router, &treasury.unit(), Method::POST, &pay, &super::transfer("支 1")).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn what_is_paid_waits_for_nobody() {
    for fresh in testkit::databases().await {
        let treasury = Treasury::open(fresh).await;
        let (router, _folder) = router(&treasury).await;
        let finance = treasury.of(Role::Finance);
        let request = treasury.approved(treasury.first, "30").await;
        let (_, page) = ask(&router, &finance, Method::GET, "/work", &[]).await;
        assert!(page.contains("YK2022-001"), "{page}");
        treasury.pays(request, "支 1").await;
        let (_, page) = ask(&router, &finance, Method::GET, "/work", &[]).await;
        assert!(!page.contains("YK2022-001"), "{page}");
    }
}
