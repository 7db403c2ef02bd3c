//! The home page of a house with nothing in it, and of one that has begun.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use enterprises::HNTE_CERTIFICATES;
use figures::Office;
use listing::{Listing, records};
use tower::ServiceExt;

async fn page(office: &Arc<Office>) -> String {
    let request = Request::builder().uri("/").body(Body::empty()).unwrap();
    let response = web::open_house(super::routes(office)).oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    String::from_utf8(to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap()
}

async fn add(office: &Office, listing: &'static Listing, typed: &[(&str, &str)]) {
    let typed: Vec<(String, String)> =
        typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    records::add(&office.house.db, "张三", listing, &typed).await.unwrap();
}

#[tokio::test]
async fn a_house_with_nothing_in_it_says_how_to_begin() {
    let fresh = testkit::sqlite();
    let office = crate::modules::open(&fresh.url).await.unwrap();
    let page = page(&office).await;
    for said in ["这里还没有任何记录", "/import/template.xlsx", "keshu demo"] {
        assert!(page.contains(said), "{said} is not on the page:\n{page}");
    }
}

#[tokio::test]
async fn a_house_that_has_begun_shows_its_figures_what_is_missing_and_what_changed() {
    let fresh = testkit::sqlite();
    let office = crate::modules::open(&fresh.url).await.unwrap();
    let firm = [("uscc", "91350100M000100Y43"), ("name", "甲窑"), ("kind", "企业"), ("region", "360399")];
    add(&office, &directory::ORGANISATIONS, &firm).await;
    let year = office.moment(None, None).year;
    let (issued, valid) = (format!("{}-01-01", year - 1), format!("{}-12-31", year + 1));
    let certificate =
        [("number", "GR202236000001"), ("enterprise", "甲窑"), ("issued_on", &issued), ("valid_to", &valid)];
    add(&office, &HNTE_CERTIFICATES, &certificate).await;
    let page = page(&office).await;
    for said in [
        &format!("{year} 年科技工作"),
        "有效高新技术企业</span><span class=\"tile-value\">1<span class=\"unit\">家",
        "区科技专项经费</span><span class=\"tile-value missing\">【待补】</span>",
        "张三新增<a href=\"/enterprises/hnte-certificates/1\">高新技术企业证书“GR202236000001”</a>",
        "/reports/annual",
        "高新技术企业证书</a><span class=\"count\">1</span>",
    ] {
        assert!(page.contains(said), "{said} is not on the page:\n{page}");
    }
}

#[test]
fn every_figure_of_the_home_page_is_declared() {
    let catalogue = figures::Catalogue::new(crate::modules::MODULES);
    for code in super::KEY_FIGURES.iter().chain(&super::TRENDS) {
        assert!(catalogue.find(code).is_some(), "{code}");
    }
}
