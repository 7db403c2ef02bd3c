//! A small bureau for the tests of this crate: three districts, a few firms and their filings.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use directory::REGIONS;
use listing::{
    CodeKind, Listing, borrowed, code, day, link, money,
    pages::{Group, House},
    text, year,
};
use testkit::Fresh;
use tower::ServiceExt;
use vocabulary::MoneyUnit::WanYuan;
use web::Site;

use crate::{Catalogue, Figure, Module, Office, SAVED_FIGURES, STATISTICS, TARGETS, during, figure, home, of_year};

pub(crate) static FIRMS: Listing = Listing {
    table: "firm",
    path: "/firms",
    title: "窑厂",
    unit: "家",
    key: &["name"],
    name: &["name"],
    region: Some("region"),
    columns: &[text("name", "名称").required().searched(), code("region", "区划", CodeKind::Region).required().facet()],
    ..Listing::BLANK
};

pub(crate) static FILINGS: Listing = Listing {
    table: "filing",
    path: "/firms/filings",
    title: "申报",
    unit: "件",
    key: &["number"],
    name: &["number"],
    region: Some("region"),
    columns: &[
        code("number", "编号", CodeKind::Number).required(),
        link("firm", "窑厂", &FIRMS).required(),
        borrowed("region", "区划", "firm", "region").aside(),
        year("year", "年度").required(),
        day("filed_on", "申报日期").required(),
        money("amount", "金额", WanYuan),
    ],
    ..Listing::BLANK
};

const FIGURES: &[Figure] = &[
    figure("filed", "申报窑厂", &FILINGS)
        .slot(7)
        .only(&[of_year("year"), during("filed_on"), home("region")])
        .distinct("firm", "家"),
    figure("asked", "申报资金", &FILINGS).only(&[of_year("year"), home("region")]).sum_money("amount", WanYuan, 1),
    figure("closed", "停办窑厂金额", &FILINGS)
        .slot(8)
        .only(&[of_year("year"), listing_is_nowhere()])
        .sum_money("amount", WanYuan, 0),
    figure("home", "本区名称", &REGIONS).only(&[crate::is("role", &["本区"])]).the("short_name"),
];

const fn listing_is_nowhere() -> crate::Test {
    crate::is("number", &["没有"])
}

static MODULE: Module = Module { title: "窑业", listings: &[&FIRMS, &FILINGS], figures: &[FIGURES] };

/// A bureau with its figures.
pub(crate) struct Bureau {
    pub(crate) office: Arc<Office>,
    kit: testkit::Bureau,
}

impl Bureau {
    /// An empty one on 31 December 2022.
    pub(crate) async fn empty(fresh: Fresh) -> Bureau {
        let listings: [&'static Listing; 6] = [&REGIONS, &FIRMS, &FILINGS, &STATISTICS, &TARGETS, &SAVED_FIGURES];
        let kit = testkit::Bureau::open(fresh, listings, testkit::day(2022, 12, 31)).await;
        let groups = [&MODULE, &crate::MODULE].map(|module| Group { title: module.title, listings: module.listings });
        let house = Arc::new(House::new(kit.db.clone(), kit.registry.clone(), groups.to_vec(), Site::default()));
        let catalogue = Catalogue::new(&[&MODULE, &crate::MODULE]);
        Bureau { office: Arc::new(Office { house, catalogue, usual_year: None }), kit }
    }

    /// One that knows its city and the three districts of it, and nothing else.
    pub(crate) async fn with_districts() -> Bureau {
        let bureau = Bureau::empty(testkit::sqlite()).await;
        for (code, name, role) in [
            ("360399", "瓷源区", "本区"),
            ("360398", "东陶区", "兄弟区县"),
            ("360397", "西釉区", "兄弟区县"),
            ("360300", "陶市", "本市"),
        ] {
            let level = if role == "本市" { "市" } else { "区县" };
            let short = name.trim_end_matches('区');
            let typed = [("code", code), ("name", name), ("short_name", short), ("level", level), ("role", role)];
            bureau.add(&REGIONS, &typed).await;
        }
        bureau
    }

    /// One with three districts: in 2022 three firms of our own filed (one of them twice), four next door, and of the third
    /// district nothing is held; in 2021 two of our own filed.
    pub(crate) async fn open() -> Bureau {
        let bureau = Bureau::with_districts().await;
        for (name, region) in [
            ("甲窑", "360399"),
            ("乙窑", "360399"),
            ("丙窑", "360399"),
            ("丁窑", "360398"),
            ("戊窑", "360398"),
            ("己窑", "360398"),
            ("庚窑", "360398"),
        ] {
            bureau.add(&FIRMS, &[("name", name), ("region", region)]).await;
        }
        let filings = [
            ("A1", "甲窑", "2022", "2022-03-01", "100.5"),
            ("A2", "甲窑", "2022", "2022-04-01", "20"),
            ("B1", "乙窑", "2022", "2022-05-01", "1300"),
            ("C1", "丙窑", "2022", "2022-06-01", ""),
            ("D1", "丁窑", "2022", "2022-06-01", "1"),
            ("E1", "戊窑", "2022", "2022-06-01", "1"),
            ("F1", "己窑", "2022", "2022-06-01", "1"),
            ("G1", "庚窑", "2022", "2022-06-01", "1"),
            ("A0", "甲窑", "2021", "2021-03-01", "1000"),
            ("B0", "乙窑", "2021", "2021-03-01", "400"),
        ];
        for (number, firm, year, filed_on, amount) in filings {
            let typed =
                [("number", number), ("firm", firm), ("year", year), ("filed_on", filed_on), ("amount", amount)];
            bureau.add(&FILINGS, &typed).await;
        }
        bureau
    }

    /// Adds a record.
    pub(crate) async fn add(&self, listing: &'static Listing, typed: &[(&str, &str)]) -> i64 {
        self.kit.add(listing, typed).await
    }

    /// What a page answers.
    pub(crate) async fn get(&self, address: &str) -> (StatusCode, String) {
        self.ask(Request::builder().uri(address).body(Body::empty()).unwrap()).await
    }

    /// What a form answers.
    pub(crate) async fn post(&self, address: &str, typed: &[(&str, &str)]) -> (StatusCode, String) {
        let pairs: Vec<(String, String)> =
            typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let request = Request::builder()
            .method(Method::POST)
            .uri(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(listing::address::encode(&pairs)))
            .unwrap();
        self.ask(request).await
    }

    /// The status, and the text; of a redirection where it leads.
    async fn ask(&self, request: Request<Body>) -> (StatusCode, String) {
        let router =
            Router::new().merge(crate::pages::routes(&self.office)).merge(listing::pages::routes(&self.office.house));
        let response = web::open_house(router).oneshot(request).await.unwrap();
        let status = response.status();
        if let Some(location) = response.headers().get(header::LOCATION) {
            return (status, location.to_str().unwrap().to_owned());
        }
        let bytes = to_bytes(response.into_body(), 10 << 20).await.unwrap();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }
}
