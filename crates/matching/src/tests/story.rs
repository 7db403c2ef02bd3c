//! What the stories share: a bureau, what its answers are made of, and its pages.

use std::sync::Arc;

use axum::{
    Extension, Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use cases::{
    Asked, CaseFile, Handling, Taken, begin,
    pages::{Desk, Handled},
    take,
};
use documents::Shelf;
use listing::{
    Listing, address,
    pages::{Beside, Group, House},
};
use review::EXPERTS;
use storage::{Clock, Result};
use tempfile::TempDir;
use testkit::{Bureau, Fresh};
use tower::ServiceExt;
use vocabulary::{Day, Role, day};
use web::{Identity, Site, Who};

use crate::{
    ACHIEVEMENTS, AnswerKind, AtHand, DEMANDS, Finder, Needle, Of, Source, Told, WORKS, demand::procedure::Demand,
    pairing::procedure::Pairing,
};

/// The day on which stories begin: a Monday.
pub(super) const TODAY: Day = day!(2022, 3, 7);

/// What answers are made of here.
static SOURCES: &[Source] = &[
    Source {
        only: &[("state", &["征集中"])],
        told: &[Told { listing: &ACHIEVEMENTS, of: Of::Itself, title: "title", texts: &["summary"] }],
        unit: Some("holder"),
        fields: &["field"],
        region: Some("holder.region"),
        price: Some("price"),
        maturity: Some("maturity"),
        ..Source::of(AnswerKind::Achievement, &ACHIEVEMENTS)
    },
    Source {
        told: &[Told { listing: &WORKS, of: Of::Person("person"), title: "title", texts: &["summary"] }],
        unit: Some("unit"),
        person: Some("person"),
        fields: &["field1"],
        region: Some("unit.region"),
        ..Source::of(AnswerKind::Expert, &EXPERTS)
    },
];

/// A bureau in which stories happen.
pub(super) struct Story {
    pub(super) bureau: Bureau,
    pub(super) section: i64,
    pub(super) firm: i64,
    pub(super) other_firm: i64,
    pub(super) university: i64,
    pub(super) person: i64,
    pub(super) achievement: i64,
    pub(super) expert: i64,
}

impl Story {
    /// A bureau with two firms, a university with a result, and an expert with two works.
    pub(super) async fn begin(fresh: Fresh) -> Story {
        let shared: [&[&'static Listing]; 5] =
            [directory::LISTINGS, accounts::LISTINGS, cases::LISTINGS, review::LISTINGS, documents::LISTINGS];
        let listings = shared.concat().into_iter().chain(crate::MODULE.listings.iter().copied());
        let bureau = Bureau::open(fresh, listings, TODAY).await;
        let section = [("number", "5"), ("name", "成果科"), ("modules", "对接、乡村")];
        let section = bureau.add(&directory::SECTIONS, &section).await;
        let unit = |uscc: &'static str, name: &'static str, kind: &'static str, region: &'static str| {
            [("uscc", uscc), ("name", name), ("kind", kind), ("region", region)]
        };
        let organisations = &directory::ORGANISATIONS;
        let firm = bureau.add(organisations, &unit("91360313MA35TE5T29", "甲陶瓷公司", "企业", "369903")).await;
        let other_firm = bureau.add(organisations, &unit("91360313MA35TE6T0Q", "乙陶瓷公司", "企业", "369903")).await;
        let university = bureau.add(organisations, &unit("12360313014532104F", "某大学", "高校", "369802")).await;
        let person = [("number", "样0001"), ("name", "某教授")];
        let person = bureau.add(&directory::PEOPLE, &person).await;
        let (person_link, unit_link) = (format!("#{person}"), format!("#{university}"));
        let expert = [
            ("person", person_link.as_str()),
            ("class", "技术"),
            ("field1", "43045"),
            ("unit", unit_link.as_str()),
            ("state", "在库"),
        ];
        let expert = bureau.add(&EXPERTS, &expert).await;
        for (number, title) in [("1", "高热导氧化铝陶瓷基板的低温烧结"), ("2", "陶瓷包装的结构设计")]
        {
            let work = [
                ("number", number),
                ("person", person_link.as_str()),
                ("title", title),
                ("kind", "论文"),
                ("year", "2020"),
            ];
            bureau.add(&WORKS, &work).await;
        }
        let achievement = [
            ("number", "CG2022-001"),
            ("title", "氧化铝陶瓷基板低温烧结助剂"),
            ("holder", unit_link.as_str()),
            ("field", "43045"),
            ("maturity", "7级（环境级）"),
            ("way", "许可"),
            ("price", "60"),
            ("posted_on", "2022-01-10"),
            ("state", "征集中"),
            ("summary", "复合助剂使烧结温度降到1500℃，基板热导率达到30W/(m·K)。已在中试线上连续运行三个月。"),
        ];
        let achievement = bureau.add(&ACHIEVEMENTS, &achievement).await;
        Story { bureau, section, firm, other_firm, university, person, achievement, expert }
    }

    /// Somebody of the bureau in a role; officers and heads are of the section.
    pub(super) fn of_bureau(&self, role: Role) -> Who {
        Who { name: format!("某{}", role.label()), role: Some(role), section: Some(self.section), ..Who::default() }
    }

    /// Somebody of a unit.
    pub(super) fn of_unit(&self, role: Role, unit: i64) -> Who {
        Who { name: "某单位人员".to_owned(), role: Some(role), unit: Some(unit), ..Who::default() }
    }

    /// Somebody of the first firm.
    pub(super) fn enterprise(&self) -> Who {
        self.of_unit(Role::Enterprise, self.firm)
    }

    /// Tries a step.
    pub(super) async fn tries<C: Handling>(
        &self,
        who: &Who,
        id: i64,
        step: &str,
        typed: &[(&str, &str)],
        today: Day,
    ) -> Result<Taken> {
        let typed = pairs(typed);
        take::<C>(&self.bureau.db, &Asked { who, id, step, typed: &typed, seen: None, today }).await
    }

    /// Takes a step of a demand, on condition that nothing stands in the way.
    pub(super) async fn demand(
        &self,
        who: &Who,
        id: i64,
        step: &str,
        typed: &[(&str, &str)],
        today: Day,
    ) -> &'static str {
        self.tries::<Demand>(who, id, step, typed, today).await.unwrap_or_else(|error| panic!("{step}: {error}")).stage
    }

    /// Takes a step of a pairing, on condition that nothing stands in the way.
    pub(super) async fn pairing(
        &self,
        who: &Who,
        id: i64,
        step: &str,
        typed: &[(&str, &str)],
        today: Day,
    ) -> &'static str {
        self.tries::<Pairing>(who, id, step, typed, today).await.unwrap_or_else(|error| panic!("{step}: {error}")).stage
    }

    /// A demand as the enterprise writes it: everything but its targets.
    pub(super) async fn drafted(&self, who: &Who) -> i64 {
        let typed = [
            ("title", "提高氧化铝陶瓷基板热导率"),
            ("field", "430.45"),
            ("problem", "现有氧化铝陶瓷基板热导率只有24，烧结温度1650℃，换过两种助剂都没有改善，客户要求提高。"),
            ("limits", "无特殊约束"),
            ("budget", "80"),
            ("deadline", "2023-03-01"),
            ("confidentiality", "隐去企业名称"),
            ("contact", "某经理"),
            ("phone", "13800138000"),
            ("summary", "需要提高氧化铝陶瓷基板热导率并降低烧结温度。"),
        ];
        begin::<Demand>(&self.bureau.db, who, &pairs(&typed), TODAY).await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// A demand that answers are looked for.
    pub(super) async fn opened(&self, pages: &Pages) -> i64 {
        let (enterprise, officer) = (self.enterprise(), self.of_bureau(Role::Officer));
        let id = self.drafted(&enterprise).await;
        let target = [("indicator-0", "热导率"), ("comparison-0", "不小于"), ("value-0", "30"), ("unit-0", "W/(m·K)")];
        let saved = pages.post(&enterprise, &format!("/matching/demands/{id}/targets"), &target).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        self.demand(&enterprise, id, "Submit", &[], TODAY).await;
        assert_eq!(self.demand(&officer, id, "Publish", &[], TODAY).await, "对接中");
        id
    }

    /// A record.
    pub(super) async fn read(&self, listing: &'static Listing, id: i64) -> CaseFile {
        CaseFile::read(self.bureau.db.reader(), listing, id).await.unwrap()
    }

    /// All records of a listing.
    pub(super) async fn all(&self, listing: &'static Listing) -> Vec<CaseFile> {
        CaseFile::all(self.bureau.db.reader(), listing, listing::Filter::default()).await.unwrap()
    }

    /// Who looks for answers.
    pub(super) fn finder(&self) -> Finder {
        let texts = AtHand { db: self.bureau.db.clone(), registry: self.bureau.registry.clone() };
        Finder { sources: SOURCES, texts: Arc::new(texts) }
    }

    /// The pages of the bureau as of a day.
    pub(super) async fn pages(&self, today: Day) -> Pages {
        let folder = tempfile::tempdir().unwrap();
        let db = self.bureau.db.clone().with_clock(Clock::Fixed(today));
        let identity = Identity { owner: "某区科学技术局".to_owned(), is_sample: false };
        let groups = vec![Group { title: crate::MODULE.title, listings: crate::MODULE.listings }];
        let handled: Box<dyn Beside> = Box::new(Handled { kinds: crate::KINDS.to_vec() });
        let house = House {
            beside: crate::beside(&self.finder()).into_iter().chain([handled]).collect(),
            conducts: crate::KINDS.iter().map(|kind| kind.conduct()).collect(),
            ..House::new(db, self.bureau.registry.clone(), groups, Site::new(identity, Vec::new(), Vec::new()))
        };
        let shelf = Arc::new(Shelf::open(folder.path().join("files")).await.unwrap());
        let desk = Arc::new(Desk { house: Arc::new(house), kinds: crate::KINDS.to_vec(), shelf });
        let needle = Arc::new(Needle { desk: desk.clone(), finder: self.finder() });
        let router =
            cases::pages::routes(&desk).merge(crate::routes(&needle)).merge(listing::pages::routes(&desk.house));
        Pages { router, _folder: folder }
    }
}

/// The pages of the bureau, each asked for by somebody.
pub(super) struct Pages {
    router: Router,
    _folder: TempDir,
}

/// What a page answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    /// Where it sends the reader, or nothing.
    pub(super) location: String,
    pub(super) text: String,
}

impl Answer {
    /// On condition that it says all of this.
    #[track_caller]
    pub(super) fn says(&self, all: &[&str]) {
        for said in all {
            assert!(self.text.contains(said), "{said} is not on the page ({}):\n{}", self.status, self.text);
        }
    }

    /// On condition that it says nothing of this.
    #[track_caller]
    pub(super) fn hides(&self, all: &[&str]) {
        for said in all {
            assert!(!self.text.contains(said), "{said} is on the page:\n{}", self.text);
        }
    }
}

impl Pages {
    /// Asks for a page.
    pub(super) async fn get(&self, who: &Who, address: &str) -> Answer {
        self.ask(who, Request::builder().uri(address).body(Body::empty()).unwrap()).await
    }

    /// Sends a form.
    pub(super) async fn post(&self, who: &Who, address: &str, typed: &[(&str, &str)]) -> Answer {
        let request = Request::builder()
            .method(Method::POST)
            .uri(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(address::encode(&pairs(typed))))
            .unwrap();
        self.ask(who, request).await
    }

    async fn ask(&self, who: &Who, request: Request<Body>) -> Answer {
        let router = self.router.clone().layer(Extension(Arc::new(who.clone())));
        let response = router.oneshot(request).await.unwrap();
        let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
        Answer {
            status: response.status(),
            location: location.unwrap_or_default().to_owned(),
            text: String::from_utf8_lossy(&to_bytes(response.into_body(), 8 << 20).await.unwrap()).into_owned(),
        }
    }
}

/// The id of the demand's first pairing with an answer, suggested by its button.
pub(super) async fn suggested(story: &Story, pages: &Pages, demand: i64, kind: &str, record: i64) -> i64 {
    let officer = story.of_bureau(Role::Officer);
    let typed = [("kind", kind), ("record", &record.to_string())];
    let answer = pages.post(&officer, &format!("{}/{demand}/suggest", DEMANDS.path), &typed).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location.rsplit('/').next().unwrap().parse().unwrap()
}

/// Typed fields.
pub(super) fn pairs(typed: &[(&str, &str)]) -> Vec<(String, String)> {
    typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}
