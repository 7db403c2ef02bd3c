//! What the records of talent know of those who may be entitled: posts, degrees and titles, stop events, and what was paid.

use std::collections::HashMap;

use cases::{CaseFile, matching};
use directory::PEOPLE;
use listing::{Filter, Fold, FoldValue, Listing, pages::Answer, query};
use policies::entitlement::{
    Attainment, Basis, Class, Facts, Membership, Month, Paid, Person, Reach, Source, Spell, Stop,
};
use procedure::Word;
use storage::{Reader, Result};
use vocabulary::{Money, MoneyUnit::WanYuan};

use crate::{ALLOWANCES, ATTAINMENTS, INTRODUCTIONS, RECOVERIES, RECRUITS, STOPS, TEAMS, recovery};

/// The records of this module.
#[derive(Copy, Clone, Debug)]
pub struct TalentRecords;

impl Source for TalentRecords {
    fn facts<'a>(&'a self, reader: Reader<'a>) -> Answer<'a, Facts> {
        Box::pin(async move {
            let teams = all(reader, &TEAMS).await?;
            Ok(Facts {
                people: people(reader).await?,
                allowances: allowances(reader).await?,
                hosts: teams.iter().filter_map(host).collect(),
                ..Facts::default()
            })
        })
    }

    fn reach<'a>(&'a self, reader: Reader<'a>, policy: i64) -> Answer<'a, Option<Reach>> {
        Box::pin(async move {
            let given = matching(&ALLOWANCES, &[("policy", policy.into())])?;
            let number = async |fold| match query::fold(reader, &ALLOWANCES, &given, fold).await? {
                FoldValue::Number(number) => Ok::<i64, storage::Error>(number),
                _ => Ok(0),
            };
            let people = number(Fold::Distinct("person")).await?;
            let money = Money::from_fen(number(Fold::Sum("amount")).await?);
            Ok((people > 0).then(|| Reach {
                title: ALLOWANCES.title,
                reached: format!("{people} 人"),
                money: format!("{} 万元", money.exact(WanYuan)),
                href: format!("{}?policy={policy}", ALLOWANCES.path),
            }))
        })
    }
}

async fn all(reader: Reader<'_>, listing: &'static Listing) -> Result<Vec<CaseFile>> {
    CaseFile::all(reader, listing, Filter::default()).await
}

fn basis(file: &CaseFile) -> Basis {
    Basis { path: file.listing.path, id: file.id(), title: file.listing.title }
}

/// A firm that brought in a team.
fn host(team: &CaseFile) -> Option<Membership> {
    Some(Membership {
        unit: team.number("unit")?,
        name: team.linked("unit").to_owned(),
        from: team.day("introduced_on")?,
        to: team.day("left_on"),
        basis: basis(team),
    })
}

/// Everybody who was recruited or introduced full-time, in the order of their numbers.
async fn people(reader: Reader<'_>) -> Result<Vec<Person>> {
    let mut found = Known::default();
    for recruit in all(reader, &RECRUITS).await? {
        let Some(hired) = recruit.day("hired_on") else { continue };
        let class = match recruit.text("degree") {
            "博士" => Class::Doctor,
            "硕士" => Class::Master,
            _ => Class::Bachelor,
        };
        found.comes(&recruit, Spell { recruited: true, from: hired, to: None, basis: basis(&recruit) }, Some(class));
    }
    for introduction in all(reader, &INTRODUCTIONS).await? {
        let Some(signed) = introduction.day("signed_on").filter(|_| introduction.text("mode") == "全职") else {
            continue;
        };
        let class = match introduction.text("class") {
            "院士" | "正高" => Some(Class::Senior),
            "副高" => Some(Class::Associate),
            word => Class::of_label(word),
        };
        let to = introduction.day("left_on");
        found.comes(&introduction, Spell { recruited: false, from: signed, to, basis: basis(&introduction) }, class);
    }
    for one in all(reader, &ATTAINMENTS).await? {
        if let (Some(person), Some(class), Some(since)) =
            (found.of(&one), Class::of_label(one.text("class")), one.day("obtained_on"))
        {
            person.attainments.push(Attainment { class, since, basis: basis(&one) });
        }
    }
    for one in all(reader, &STOPS).await? {
        if let (Some(person), Some(on)) = (found.of(&one), one.day("happened_on")) {
            person.stops.push(Stop { on, lifted: one.day("lifted_on"), basis: basis(&one) });
        }
    }
    found.named(reader).await
}

/// People by their records.
#[derive(Default)]
struct Known(HashMap<i64, Person>);

impl Known {
    /// Somebody comes with a post and perhaps a class.
    fn comes(&mut self, file: &CaseFile, spell: Spell, class: Option<Class>) {
        let Some(id) = file.number("person") else { return };
        let person = self.0.entry(id).or_insert_with(|| Person {
            id,
            number: String::new(),
            name: file.linked("person").to_owned(),
            unit: file.linked("unit").to_owned(),
            attainments: Vec::new(),
            spells: Vec::new(),
            stops: Vec::new(),
        });
        let attainment = |class| Attainment { class, since: spell.from, basis: spell.basis };
        person.attainments.extend(class.map(attainment));
        person.spells.push(spell);
    }

    fn of(&mut self, file: &CaseFile) -> Option<&mut Person> {
        self.0.get_mut(&file.number("person")?)
    }

    async fn named(mut self, reader: Reader<'_>) -> Result<Vec<Person>> {
        let mut people = Vec::new();
        // The directory is in the order of numbers.
        for one in all(reader, &PEOPLE).await? {
            if let Some(person) = self.0.remove(&one.id()) {
                people.push(Person { number: one.text("number").to_owned(), ..person });
            }
        }
        Ok(people)
    }
}

/// What was paid to people by the month, and below zero what came back of it.
pub(crate) async fn allowances(reader: Reader<'_>) -> Result<Vec<Paid>> {
    let mut paid = Vec::new();
    for line in all(reader, &ALLOWANCES).await? {
        let amount = line.money("amount").unwrap_or_default();
        paid.extend(paid_of(&line, amount));
    }
    let returned = matching(&RECOVERIES, &[("stage", recovery::Stage::Returned.label().into())])?;
    for recovery in CaseFile::all(reader, &RECOVERIES, returned).await? {
        let amount = Money::from_fen(-recovery.number("amount").unwrap_or_default());
        paid.extend(paid_of(&recovery, amount));
    }
    Ok(paid)
}

fn paid_of(file: &CaseFile, amount: Money) -> Option<Paid> {
    Some(Paid {
        standard: file.number("standard")?,
        subject: file.number("person")?,
        month: Month::of(file.day("month_from")?),
        amount,
        basis: basis(file),
    })
}
