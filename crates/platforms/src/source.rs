//! What the records of platforms know of those who may be entitled: teams and how they are supported, the use of instruments,
//! what firms bought for their platforms, and what was paid.

use cases::{CaseFile, matching};
use listing::{Alternative, Filter, Fold, FoldValue, Listing, pages::Answer, query};
use policies::entitlement::{Basis, Facts, Month, Paid, Programme, Purchase, Reach, Source, Support, Use};
use procedure::Word;
use storage::{Reader, Result};
use vocabulary::{Day, Money, MoneyUnit::WanYuan};

use crate::{EQUIPMENT, EQUIPMENT_USES, SUPPORTS, TEAM_GRANTS, USE_SUBSIDIES};

/// The records of this module.
#[derive(Copy, Clone, Debug)]
pub struct PlatformRecords;

impl Source for PlatformRecords {
    fn facts<'a>(&'a self, reader: Reader<'a>) -> Answer<'a, Facts> {
        Box::pin(async move {
            let subsidies = all(reader, &USE_SUBSIDIES).await?;
            let subsidised = |file: &CaseFile| Some((file.number("unit")?, file.text("project").to_owned()));
            let bought = all(reader, &EQUIPMENT).await?;
            Ok(Facts {
                supports: all(reader, &SUPPORTS).await?.iter().filter_map(support).collect(),
                uses: CaseFile::all(reader, &EQUIPMENT_USES, with_project()).await?.iter().filter_map(used).collect(),
                purchases: bought.iter().filter_map(purchase).collect(),
                grants: all(reader, &TEAM_GRANTS).await?.iter().filter_map(granted).collect(),
                subsidised: subsidies.iter().filter_map(subsidised).collect(),
                ..Facts::default()
            })
        })
    }

    fn reach<'a>(&'a self, reader: Reader<'a>, policy: i64) -> Answer<'a, Option<Reach>> {
        Box::pin(async move {
            let subsidies = reach(reader, &USE_SUBSIDIES, policy, ("unit", "家企业")).await?;
            match subsidies {
                Some(reach) => Ok(Some(reach)),
                None => reach(reader, &TEAM_GRANTS, policy, ("institute", "个团队")).await,
            }
        })
    }
}

async fn reach(
    reader: Reader<'_>,
    listing: &'static Listing,
    policy: i64,
    (who, unit): (&'static str, &str),
) -> Result<Option<Reach>> {
    let given = matching(listing, &[("policy", policy.into())])?;
    let number = async |fold| match query::fold(reader, listing, &given, fold).await? {
        FoldValue::Number(number) => Ok::<i64, storage::Error>(number),
        _ => Ok(0),
    };
    let reached = number(Fold::Distinct(who)).await?;
    let money = Money::from_fen(number(Fold::Sum("amount")).await?);
    Ok((reached > 0).then(|| Reach {
        title: listing.title,
        reached: format!("{reached} {unit}"),
        money: format!("{} 万元", money.exact(WanYuan)),
        href: format!("{}?policy={policy}", listing.path),
    }))
}

async fn all(reader: Reader<'_>, listing: &'static Listing) -> Result<Vec<CaseFile>> {
    CaseFile::all(reader, listing, Filter::default()).await
}

/// The uses that can earn something: those for a project.
fn with_project() -> Filter {
    match EQUIPMENT_USES.column("project") {
        Some(project) => Filter::default().with(project, vec![Alternative::Filled]),
        None => Filter::default(),
    }
}

fn basis(file: &CaseFile) -> Basis {
    Basis { path: file.listing.path, id: file.id(), title: file.listing.title }
}

fn support(file: &CaseFile) -> Option<Support> {
    Some(Support {
        team: file.number("institute")?,
        name: file.linked("institute").to_owned(),
        programme: Programme::of_label(file.text("programme"))?,
        from: file.day("from_on")?,
        to: file.day("to_on"),
        basis: basis(file),
    })
}

/// What a firm used of others' instruments; its own use is no sharing.
fn used(file: &CaseFile) -> Option<Use> {
    if file.text("mode") == "内部" {
        return None;
    }
    Some(Use {
        unit: file.number("user")?,
        name: file.linked("user").to_owned(),
        project: file.text("project").to_owned(),
        on: file.day("used_on")?,
        fee: file.money("fee")?,
        basis: basis(file),
    })
}

/// What a firm bought with its own money for its platform.
fn purchase(file: &CaseFile) -> Option<Purchase> {
    if file.text("funding") == "财政" {
        return None;
    }
    Some(Purchase {
        unit: file.number("host")?,
        name: file.linked("host").to_owned(),
        what: file.name().to_owned(),
        on: file.day("bought_on")?,
        price: file.money("value")?,
        basis: basis(file),
    })
}

/// A grant belongs to its year.
fn granted(file: &CaseFile) -> Option<Paid> {
    let year = i32::try_from(file.number("year")?).ok()?;
    Some(Paid {
        standard: file.number("standard")?,
        subject: file.number("institute")?,
        month: Month::of(Day::new(year, 1, 1)?),
        amount: file.money("amount")?,
        basis: basis(file),
    })
}
