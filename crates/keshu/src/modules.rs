//! The one list of what this house is made of. A new module is one line here.

use std::sync::Arc;

use directory::REGIONS;
use figures::{Catalogue, Module, Office};
use listing::{
    Registry,
    pages::{Group, House},
    query::{self, Wanted},
};
use storage::{Clock, Db, Reader, Result};
use web::{Identity, NavItem, Site};

/// The modules, in the order of the navigation.
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
    &reports::MODULE,
];

/// What belongs to no module: the districts themselves.
static PLACES: &[&listing::Listing] = &[&REGIONS];

/// The year of which the sample district tells.
const SAMPLE_YEAR: i32 = 2022;

/// The codes of the sample's invented regions begin so. GB/T 2260 gives no such code, so no real house is taken for a sample.
const SAMPLE_REGIONS: &str = "3699";

/// All listings of the house.
pub(crate) fn registry() -> Registry {
    let of_modules = MODULES.iter().flat_map(|module| module.listings.iter().copied());
    let mut listings: Vec<&'static listing::Listing> = directory::LISTINGS.to_vec();
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
    let registry = registry();
    let db = Db::open(url, registry.tables(), Clock::System).await?;
    let identity = identity(db.reader()).await?;
    let usual_year = identity.is_sample.then_some(SAMPLE_YEAR);
    let pages = [("首页", "/"), ("指标", "/figures"), ("报告", "/reports/annual"), ("导入", "/import")];
    let modules = MODULES
        .iter()
        .filter(|module| !["指标", "报告"].contains(&module.title))
        .filter_map(|module| Some((module.title, module.listings.first()?.path)))
        .chain([("统计", figures::STATISTICS.path)]);
    let item = |(title, href): (&str, &str)| NavItem { title: title.to_owned(), href: href.to_owned() };
    let site = Site::new(identity, pages.map(item).to_vec(), modules.map(item).collect());
    let mut groups: Vec<Group> =
        MODULES.iter().map(|module| Group { title: module.title, listings: module.listings }).collect();
    groups.push(Group { title: "辖区", listings: PLACES });
    Ok(Arc::new(Office {
        house: Arc::new(House { figure_name, ..House::new(db, registry, groups, site) }),
        catalogue: Catalogue::new(MODULES),
        usual_year,
    }))
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
