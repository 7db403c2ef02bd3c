//! The one list of what this house is made of. A new module is one line here.

use std::sync::Arc;

use cases::{Kind, pages::Handled};
use directory::REGIONS;
use figures::{Catalogue, Module, Office};
use listing::{
    Registry,
    pages::{Beside, Conduct, Group, House},
    query::{self, Wanted},
};
use matching::Texts;
use policies::entitlement::Source;
use search::Engine;
use storage::{Clock, Db, Error, Reader, Result};
use vocabulary::{Day, Role, day};
use web::{Entry, Identity, Site, Who};

use crate::answers;

/// The modules, in the order of the navigation.
pub(crate) static MODULES: &[&Module] = &[
    &enterprises::MODULE,
    &projects::MODULE,
    &funds::MODULE,
    &talent::MODULE,
    &platforms::MODULE,
    &matching::MODULE,
    &orders::MODULE,
    &rural::MODULE,
    &outreach::MODULE,
    &supervision::MODULE,
    &cases::MODULE,
    &policies::MODULE,
    &figures::MODULE,
    &reports::MODULE,
];

/// What belongs to no module: where things are, who judges, and what the house itself keeps.
static SHARED: &[(&str, &[&listing::Listing])] = &[
    ("辖区", &[&REGIONS]),
    ("评审", review::LISTINGS),
    ("系统", &[&directory::SECTIONS, &accounts::ACCOUNTS, &accounts::POSTS, &accounts::SIGN_INS]),
];

/// Every kind of case.
pub(crate) fn kinds() -> Vec<&'static dyn Kind> {
    [enterprises::KINDS, projects::KINDS, funds::KINDS, talent::KINDS, matching::KINDS, supervision::KINDS].concat()
}

/// The year of which the sample district tells.
const SAMPLE_YEAR: i32 = 2022;

/// The day on which a sample district wakes up: the last of its year.
const SAMPLE_DAY: Day = day!(2022, 12, 31);

/// Where another day than [`SAMPLE_DAY`] may be named, as `2023-02-01`, so that a sample district can be seen as it is
/// later. It moves no clock but a sample's.
const SAMPLE_DAY_SETTING: &str = "KESHU_SAMPLE_DAY";

/// The day on which this sample district wakes up.
fn sample_day() -> Result<Day> {
    match std::env::var(SAMPLE_DAY_SETTING) {
        Ok(day) => Day::parse(&day).map_err(|wrong| {
            Error::Refused(format!("环境变量 {SAMPLE_DAY_SETTING} 的“{day}”不是日期：{}", wrong.said))
        }),
        Err(_) => Ok(SAMPLE_DAY),
    }
}

/// The codes of the sample's invented regions begin so. GB/T 2260 gives no such code, so no real house is taken for a sample.
const SAMPLE_REGIONS: &str = "3699";

/// All listings of the house.
pub(crate) fn registry() -> Registry {
    let of_modules = MODULES.iter().flat_map(|module| module.listings.iter().copied());
    let of_the_house =
        [directory::LISTINGS, accounts::LISTINGS, cases::LISTINGS, review::LISTINGS, documents::LISTINGS];
    let mut listings: Vec<&'static listing::Listing> = of_the_house.concat();
    for listing in of_modules {
        if !listings.iter().any(|known| known.table == listing.table) {
            listings.push(listing);
        }
    }
    Registry::new(listings)
}

/// Opens the house over a database.
///
/// # Errors
/// In one sentence: the database cannot be opened.
pub(crate) async fn open(url: &str) -> Result<Arc<Office>> {
    let db = database(url).await?;
    let texts = answers::at_hand(&db);
    furnish(db, texts).await
}

/// Opens the house over a database, where answers to demands are looked for in its index.
///
/// # Errors
/// As [`open`].
pub(crate) async fn open_searching(url: &str, engine: &Engine) -> Result<Arc<Office>> {
    let db = database(url).await?;
    let texts = answers::indexed(&db, engine);
    furnish(db, texts).await
}

async fn database(url: &str) -> Result<Db> {
    let db = Db::open(url, registry().tables(), Clock::System).await?;
    let identity = identity(db.reader()).await?;
    Ok(if identity.is_sample { db.with_clock(Clock::moved_to(sample_day()?)) } else { db })
}

/// The house over a database that is open.
///
/// # Errors
/// What the database says.
pub(crate) async fn furnish(db: Db, texts: Arc<dyn Texts>) -> Result<Arc<Office>> {
    projects::compare_by(Box::new(crate::likeness::OfProposals));
    let identity = identity(db.reader()).await?;
    let usual_year = identity.is_sample.then_some(SAMPLE_YEAR);
    let modules = MODULES
        .iter()
        .filter(|module| !["办理", "指标", "报告"].contains(&module.title))
        .filter_map(|module| Some((module.title, module.listings.first()?.path)))
        .chain([("统计", figures::STATISTICS.path)])
        .flat_map(|(title, href)| entries(title, href));
    let site = Site::new(identity, pages(), modules.collect());
    let mut groups: Vec<Group> =
        MODULES.iter().map(|module| Group { title: module.title, listings: module.listings }).collect();
    groups.extend(SHARED.iter().map(|(title, listings)| Group { title, listings }));
    let house = House {
        figure_name,
        fronts: FRONTS.iter().map(|front| (front.module, Entry::new(front.title, front.href, front.is_for))).collect(),
        beside: beside(texts),
        conducts: kinds().into_iter().map(|kind| kind.conduct()).chain([opening()]).collect(),
        ..House::new(db, registry(), groups, site)
    };
    Ok(Arc::new(Office { house: Arc::new(house), catalogue: Catalogue::new(MODULES), usual_year }))
}

/// What stands on the pages of records besides their facts.
fn beside(texts: Arc<dyn Texts>) -> Vec<Box<dyn Beside>> {
    let handled: Vec<Box<dyn Beside>> = vec![Box::new(Handled { kinds: kinds() }), Box::new(accounts::Beside)];
    let library: Box<dyn Beside> = Box::new(policies::pages::Articles(entitled()));
    handled
        .into_iter()
        .chain(enterprises::beside())
        .chain(projects::beside())
        .chain(funds::beside())
        .chain(talent::beside())
        .chain(supervision::beside())
        .chain(matching::beside(&answers::finder(texts)))
        .chain([library])
        .collect()
}

/// What the modules know of those who may be entitled by a policy.
pub(crate) fn entitled() -> Vec<Box<dyn Source>> {
    vec![
        Box::new(talent::TalentRecords),
        Box::new(platforms::PlatformRecords),
        Box::new(enterprises::EnterpriseRecords),
        Box::new(orders::AllianceRecords),
    ]
}

/// How accounts are opened.
fn opening() -> Box<dyn Conduct> {
    Box::new(accounts::Opening)
}

/// Whether somebody reads the bureau's business: the bureau itself and the superior bureau.
fn reads_business(who: &Who) -> bool {
    who.is_of_bureau() || who.is_one_of(&[Role::Superior])
}

/// The page from which a module is looked over.
struct Front {
    module: &'static str,
    title: &'static str,
    href: &'static str,
    /// Who gets there by the module's place in the navigation.
    is_for: fn(&Who) -> bool,
    /// Who reads the module, but not this page.
    is_not_for: fn(&Who) -> bool,
}

const FRONTS: &[Front] = &[
    Front {
        module: "企业",
        title: "企业阶梯",
        href: "/enterprises/ladder",
        is_for: Who::is_of_bureau,
        is_not_for: is_only_read,
    },
    Front {
        module: "对接",
        title: "对接进展",
        href: "/matching/board",
        is_for: follows,
        is_not_for: reads_without_following,
    },
    Front {
        module: "督办",
        title: "督办一览",
        href: "/supervision/board",
        is_for: follows,
        is_not_for: reads_without_following,
    },
    Front {
        module: "政策",
        title: "免申即享",
        href: "/policies/entitlements",
        is_for: Who::is_of_bureau,
        is_not_for: is_only_read,
    },
];

/// Whether somebody reads the bureau's business without being of it.
fn is_only_read(who: &Who) -> bool {
    reads_business(who) && !who.is_of_bureau()
}

/// Whether somebody follows what is under way.
fn follows(who: &Who) -> bool {
    who.is_one_of(&[Role::Officer, Role::Head, Role::Leader, Role::Supervisor])
}

/// Whether somebody reads the bureau's business and follows nothing of it.
fn reads_without_following(who: &Who) -> bool {
    reads_business(who) && !follows(who)
}

/// The place of a module in the navigation: its page to look it over, and its first list for whoever has no such page.
fn entries(module: &'static str, list: &'static str) -> Vec<Entry> {
    match FRONTS.iter().find(|front| front.module == module) {
        Some(front) => {
            vec![Entry::new(module, front.href, front.is_for), Entry::new(module, list, front.is_not_for)]
        }
        None => vec![Entry::new(module, list, reads_business)],
    }
}

/// The pages of the house in the order of the navigation, and for whom each is.
fn pages() -> Vec<Entry> {
    let keeps = |who: &Who| who.is_open_house || (who.is_of_bureau() && !who.keeps.is_empty());
    let audits = |who: &Who| who.role == Some(Role::AuditAdministrator);
    let applies = |who: &Who| who.role.is_some_and(Role::is_of_unit);
    vec![
        Entry::new("首页", "/", reads_business),
        Entry::new("工作台", "/work", |who| who.is_known() && !who.role.is_some_and(Role::is_administrator)),
        Entry::new("申报", "/projects/apply", applies),
        Entry::new("申报书", "/projects/proposals", applies),
        Entry::new("任务书", "/projects/contracts", applies),
        Entry::new("高企科小", "/enterprises/own", |who| who.role == Some(Role::Enterprise)),
        Entry::new("评审", "/projects/review", |who| who.is_one_of(&[Role::Expert]) && !who.is_open_house),
        Entry::new("技术需求", "/matching/demands", |who| who.role == Some(Role::Enterprise)),
        Entry::new("我的对接", "/matching/mine", |who| {
            matches!(who.role, Some(Role::Institute | Role::Expert)) && !who.is_open_house
        }),
        Entry::new("指标", "/figures", reads_business),
        Entry::new("报告", "/reports/annual", reads_business),
        Entry::new("导入", "/import", keeps),
        Entry::new("公示", "/public/notices", |_| true),
        Entry::new("需求公告", matching::POSTINGS.path, |who| !who.is_of_bureau()),
        Entry::new("待遇公示", "/public/allowances", |who| !who.is_of_bureau()),
        Entry::new("自测", "/check", |_| true),
        Entry::new("账号", "/accounts", |who| who.role.is_some_and(Role::is_administrator)),
        Entry::new("闲置账号", "/accounts/unused", |who| who.role == Some(Role::SystemAdministrator)),
        Entry::new("岗位", "/posts", |who| {
            matches!(who.role, Some(Role::SecurityAdministrator | Role::AuditAdministrator))
        }),
        Entry::new("授予岗位", "/posts/grant", |who| who.role == Some(Role::SecurityAdministrator)),
        Entry::new("科室分工", "/posts/sections", |who| who.is_one_of(&[Role::SecurityAdministrator])),
        Entry::new("登录记录", "/sign-ins", audits),
        Entry::new("变更记录", "/history", audits),
        Entry::new("审计导出", "/audit", audits),
    ]
}

/// The name of a built-in figure.
fn figure_name(code: &str) -> Option<&'static str> {
    let figures = MODULES.iter().flat_map(|module| module.figures.iter().copied().flatten());
    figures.filter(|figure| figure.code == code).map(|figure| figure.name).next()
}

/// Whose house it is, from the region that the directory marks as its own.
pub(crate) async fn identity(reader: Reader<'_>) -> Result<Identity> {
    let (Some(role), Some(name), Some(code)) = (REGIONS.column("role"), REGIONS.column("name"), REGIONS.column("code"))
    else {
        return Ok(Identity::default());
    };
    let filter = listing::Filter::default().with(role, vec![listing::Alternative::Is("本区".into())]);
    let wanted = Wanted { filter, limit: 1, ..Wanted::default() };
    let page = query::page(reader, &REGIONS, &[name, code], &wanted).await?;
    let text = |position: usize| page.records.first().and_then(|record| record.cells.get(position)?.value.text());
    Ok(Identity {
        owner: text(0).map_or_else(|| "科学技术局".to_owned(), |district| format!("{district}科学技术局")),
        is_sample: text(1).is_some_and(|code| code.starts_with(SAMPLE_REGIONS)),
    })
}
