//! What the stories of this module share: a bureau with a section, two firms and people in every role, on each database.

use cases::{Asked, Handling, Taken, begin, take};
use listing::Listing;
use storage::Result;
use testkit::{Bureau, Fresh};
use vocabulary::{Day, Role, day};
use web::Who;

/// The day on which stories begin: a Monday.
pub(crate) const TODAY: Day = day!(2022, 3, 7);

/// A bureau in which stories happen.
pub(crate) struct Story {
    pub(crate) bureau: Bureau,
    pub(crate) section: i64,
    pub(crate) firm: i64,
    pub(crate) other_firm: i64,
}

impl Story {
    /// A bureau with a section, two firms of the district, and nothing else.
    pub(crate) async fn begin(fresh: Fresh) -> Story {
        let shared: [&[&'static Listing]; 5] =
            [directory::LISTINGS, accounts::LISTINGS, cases::LISTINGS, review::LISTINGS, documents::LISTINGS];
        let listings = shared.concat().into_iter().chain(crate::MODULE.listings.iter().copied());
        let bureau = Bureau::open(fresh, listings, TODAY).await;
        let home = [("code", "369903"), ("name", "某区"), ("level", "区县"), ("role", "本区")];
        bureau.add(&directory::REGIONS, &home).await;
        let section = [("number", "1"), ("name", "计划科"), ("modules", "项目")];
        let section = bureau.add(&directory::SECTIONS, &section).await;
        let firm = |uscc: &'static str, name: &'static str| {
            [("uscc", uscc), ("name", name), ("kind", "企业"), ("region", "369903")]
        };
        Story {
            section,
            firm: bureau.add(&directory::ORGANISATIONS, &firm("91360313MA35TE5T29", "甲陶瓷公司")).await,
            other_firm: bureau.add(&directory::ORGANISATIONS, &firm("91360313MA35TE6T0Q", "乙陶瓷公司")).await,
            bureau,
        }
    }

    /// Somebody of the bureau in a role; officers and heads are of the section.
    pub(crate) fn of_bureau(&self, role: Role) -> Who {
        Who { name: format!("某{}", role.label()), role: Some(role), section: Some(self.section), ..Who::default() }
    }

    /// Somebody of a firm.
    pub(crate) fn of_firm(&self, unit: i64) -> Who {
        Who { name: "某企业人员".to_owned(), role: Some(Role::Enterprise), unit: Some(unit), ..Who::default() }
    }

    /// Begins a case.
    pub(crate) async fn begins<C: Handling>(&self, who: &Who, typed: &[(&str, &str)], today: Day) -> i64 {
        begin::<C>(&self.bureau.db, who, &pairs(typed), today).await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// Tries a step.
    pub(crate) async fn tries<C: Handling>(
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

    /// Takes a step, on condition that nothing stands in the way.
    pub(crate) async fn does<C: Handling>(
        &self,
        who: &Who,
        id: i64,
        step: &str,
        typed: &[(&str, &str)],
        today: Day,
    ) -> &'static str {
        self.tries::<C>(who, id, step, typed, today).await.unwrap_or_else(|error| panic!("{step}: {error}")).stage
    }
}

/// Typed fields.
pub(crate) fn pairs(typed: &[(&str, &str)]) -> Vec<(String, String)> {
    typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}
