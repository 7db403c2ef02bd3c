//! A small bureau for the tests of this crate: the real modules over a database of its own, and a few records.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use figures::{Catalogue, Module, Moment, Office};
use listing::{
    Listing, Registry, address,
    pages::{Group, House},
    records,
};
use storage::{Clock, Db};
use tower::ServiceExt;
use vocabulary::{CreditCode, day};
use web::Site;

pub(crate) static MODULES: &[&Module] = &[
    &enterprises::MODULE,
    &projects::MODULE,
    &funds::MODULE,
    &talent::MODULE,
    &platforms::MODULE,
    &orders::MODULE,
    &rural::MODULE,
    &outreach::MODULE,
    &supervision::MODULE,
    &policies::MODULE,
    &figures::MODULE,
    &crate::MODULE,
];

/// The moment of which these stories tell.
pub(crate) const MOMENT: Moment = Moment { year: 2022, as_of: day!(2022, 12, 31) };

/// A bureau and the folder in which it lives.
pub(crate) struct Bureau {
    pub(crate) office: Arc<Office>,
    pub(crate) folder: tempfile::TempDir,
    router: Router,
}

impl Bureau {
    /// A bureau with two regions, three firms, and a few things that they did in 2022.
    pub(crate) async fn open() -> Bureau {
        let folder = tempfile::tempdir().unwrap();
        let mut listings: Vec<&'static Listing> = directory::LISTINGS.to_vec();
        let of_modules = MODULES.iter().flat_map(|module| module.listings.iter().copied());
        // Some figures are counted from what all modules share: experts, the record of steps.
        let of_figures = MODULES.iter().flat_map(|module| module.figures.iter().copied().flatten());
        for listing in of_modules.chain(of_figures.map(|figure| figure.listing)) {
            if !listings.iter().any(|known| known.table == listing.table) {
                listings.push(listing);
            }
        }
        let registry = Registry::new(listings);
        let url = format!("sqlite:{}", folder.path().join("keshu.sqlite").display());
        let db = Db::open(&url, registry.tables(), Clock::Fixed(day!(2023, 1, 6))).await.unwrap();
        let groups = MODULES.iter().map(|module| Group { title: module.title, listings: module.listings }).collect();
        let identity = web::Identity { owner: "瓷源区科学技术局".into(), is_sample: false };
        let site = Site::new(identity, Vec::new(), Vec::new());
        let office = Arc::new(Office {
            house: Arc::new(House::new(db, registry, groups, site)),
            catalogue: Catalogue::new(MODULES),
            usual_year: Some(2022),
        });
        let router = web::open_house(crate::routes(&office).merge(listing::pages::routes(&office.house)));
        let bureau = Bureau { office, folder, router };
        bureau.settle().await;
        bureau
    }

    async fn settle(&self) {
        let regions = [("369900", "陶州市", "陶州", "市", "本市"), ("369903", "瓷源区", "瓷源", "区县", "本区")];
        for (code, name, short, level, role) in regions {
            let record = [("code", code), ("name", name), ("short_name", short), ("level", level), ("role", role)];
            self.add(&directory::REGIONS, &record).await;
        }
        for (number, name) in [(1, "甲窑"), (2, "乙窑"), (3, "丙窑")] {
            let uscc = CreditCode::synthetic('9', '1', "369903", &format!("MA00000{number}")).unwrap();
            let name = format!("{name}陶瓷有限公司");
            let record = [("uscc", uscc.as_str()), ("name", &name), ("kind", "企业"), ("region", "369903")];
            self.add(&directory::ORGANISATIONS, &record).await;
        }
        for firm in ["#1", "#2"] {
            self.file(firm).await;
        }
        let tsme = [
            ("enterprise", "#1"),
            ("year", "2022"),
            ("filed_on", "2022-03-02"),
            ("number", "2022369903A0"),
            ("numbered_on", "2022-05-01"),
        ];
        self.add(&enterprises::TSME_ENTRIES, &tsme).await;
        let budget = [
            ("number", "预1"),
            ("year", "2022"),
            ("item", "科技专项"),
            ("kind", "年初预算"),
            ("amount", "1286"),
            ("document", "瓷财〔2022〕1号"),
            ("approved_on", "2022-01-20"),
        ];
        self.add(&funds::BUDGETS, &budget).await;
        for (number, title) in [("1", "高层次创新人才不足"), ("2", "企业研发投入占比偏低")] {
            let record = [
                ("number", number),
                ("year", "2022"),
                ("sequence", number),
                ("title", title),
                ("raised_on", "2022-11-01"),
            ];
            self.add(&supervision::PROBLEMS, &record).await;
        }
    }

    /// A firm files in the first batch of 2022.
    pub(crate) async fn file(&self, firm: &str) -> i64 {
        let record = [
            ("enterprise", firm),
            ("year", "2022"),
            ("batch", "第一批"),
            ("kind", "首次认定"),
            ("field", "新材料"),
            ("filed_on", "2022-04-08"),
            ("recommended_on", "2022-05-10"),
            ("result", "评审中"),
        ];
        self.add(&enterprises::HNTE_FILINGS, &record).await
    }

    pub(crate) async fn add(&self, listing: &'static Listing, record: &[(&str, &str)]) -> i64 {
        let typed = owned(record);
        records::add(&self.office.house.db, "测试", listing, &typed).await.unwrap()
    }

    /// Changes some fields of a record, given with all its other fields.
    pub(crate) async fn change(&self, listing: &'static Listing, id: i64, record: &[(&str, &str)]) {
        let before = records::row(self.office.reader(), listing, id).await.unwrap();
        records::change(&self.office.house.db, "测试", listing, &before, &owned(record)).await.unwrap();
    }

    pub(crate) async fn get(&self, address: &str) -> (StatusCode, String) {
        let (status, bytes) = self.fetch(address).await;
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    pub(crate) async fn fetch(&self, address: &str) -> (StatusCode, Vec<u8>) {
        let request =
            Request::builder().uri(address).header(header::HOST, "keshu.example:8080").body(Body::empty()).unwrap();
        self.ask(request).await
    }

    pub(crate) async fn post(&self, address: &str, form: &[(&str, &str)]) -> (StatusCode, String) {
        let request = Request::builder()
            .method(Method::POST)
            .uri(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(address::encode(&owned(form))))
            .unwrap();
        let (status, bytes) = self.ask(request).await;
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn ask(&self, request: Request<Body>) -> (StatusCode, Vec<u8>) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        (status, to_bytes(response.into_body(), 64 << 20).await.unwrap().to_vec())
    }
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
