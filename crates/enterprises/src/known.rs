//! What the records of the house know of enterprises, for one of them or for all at once, and the questionnaires of the
//! self-checks as far as that goes.

use std::collections::HashMap;

use cases::CaseFile;
use directory::ORGANISATIONS;
use listing::{Alternative, Filter, Listing};
use policies::pages::Prefilled;
use serde_json::{Map, Value as Json, json};
use storage::{Reader, Result};
use vocabulary::{Day, MoneyUnit};

use crate::{
    ENTERPRISE_YEARS, HNTE_APPLICATIONS, HNTE_CERTIFICATES, HNTE_FILINGS, INCUBATIONS, TSME_APPLICATIONS, TSME_ENTRIES,
};

/// Everything about one enterprise, each kind in the order of its listing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    founded_on: String,
    pub(crate) years: Vec<CaseFile>,
    pub(crate) certificates: Vec<CaseFile>,
    filings: Vec<CaseFile>,
    pub(crate) entries: Vec<CaseFile>,
    pub(crate) applications: Vec<CaseFile>,
    pub(crate) evaluations: Vec<CaseFile>,
    pub(crate) incubations: Vec<CaseFile>,
}

/// The records of a listing, by the enterprise to which they belong.
struct Found(HashMap<i64, Vec<CaseFile>>);

impl Found {
    async fn read(reader: Reader<'_>, listing: &'static Listing, whose: &Filter) -> Result<Found> {
        let parts = whose.parts.iter().filter_map(|part| Some((listing.column(part.column.name)?, part.any.clone())));
        let filter = parts.fold(Filter::default(), |filter, (column, any)| filter.with(column, any));
        let mut found = HashMap::<i64, Vec<CaseFile>>::new();
        for file in CaseFile::all(reader, listing, filter).await? {
            if let Some(enterprise) = file.number("enterprise") {
                found.entry(enterprise).or_default().push(file);
            }
        }
        Ok(Found(found))
    }

    fn of(&mut self, enterprise: i64) -> Vec<CaseFile> {
        self.0.remove(&enterprise).unwrap_or_default()
    }
}

/// The records of these enterprises, in their order. `whose` says the same of the records: their enterprise or region.
async fn known(reader: Reader<'_>, organisations: &[CaseFile], whose: &Filter) -> Result<Vec<Known>> {
    let mut years = Found::read(reader, &ENTERPRISE_YEARS, whose).await?;
    let mut certificates = Found::read(reader, &HNTE_CERTIFICATES, whose).await?;
    let mut filings = Found::read(reader, &HNTE_FILINGS, whose).await?;
    let mut entries = Found::read(reader, &TSME_ENTRIES, whose).await?;
    let mut applications = Found::read(reader, &HNTE_APPLICATIONS, whose).await?;
    let mut evaluations = Found::read(reader, &TSME_APPLICATIONS, whose).await?;
    let mut incubations = Found::read(reader, &INCUBATIONS, whose).await?;
    let of = |organisation: &CaseFile| {
        let id = organisation.id();
        Known {
            founded_on: organisation.text("founded_on").to_owned(),
            years: years.of(id),
            certificates: certificates.of(id),
            filings: filings.of(id),
            entries: entries.of(id),
            applications: applications.of(id),
            evaluations: evaluations.of(id),
            incubations: incubations.of(id),
        }
    };
    Ok(organisations.iter().map(of).collect())
}

/// The enterprises of a region that are in business, each with its records.
///
/// # Errors
/// What the database says.
pub(crate) async fn of_region(reader: Reader<'_>, region: Option<&str>) -> Result<Vec<(CaseFile, Known)>> {
    let of = |name: &str, any: Alternative| ORGANISATIONS.column(name).map(|column| (column, vec![any]));
    let below = |code: &str| Alternative::Starts(code.trim_end_matches("00").to_owned());
    let whose = region.and_then(|code| of("region", below(code)));
    let whose = whose.into_iter().fold(Filter::default(), |filter, (column, any)| filter.with(column, any));
    let asked = [of("kind", Alternative::Is("企业".into())), of("dissolved_on", Alternative::Empty)];
    let firms = asked.into_iter().flatten().fold(whose.clone(), |filter, (column, any)| filter.with(column, any));
    let organisations = CaseFile::all(reader, &ORGANISATIONS, firms).await?;
    let known = known(reader, &organisations, &whose).await?;
    Ok(organisations.into_iter().zip(known).collect())
}

impl Known {
    /// The records of one enterprise.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn of(reader: Reader<'_>, enterprise: i64) -> Result<Known> {
        let organisation = CaseFile::read(reader, &ORGANISATIONS, enterprise).await?;
        let whose = cases::matching(&HNTE_CERTIFICATES, &[("enterprise", enterprise.into())])?;
        Ok(known(reader, &[organisation], &whose).await?.into_iter().next().unwrap_or_default())
    }

    /// The certificate that is valid on a day, the one that holds longest where there are two.
    pub(crate) fn certificate_on(&self, day: Day) -> Option<&CaseFile> {
        self.certificates_on(day).max_by_key(|certificate| certificate.day("valid_to"))
    }

    /// The certificates that are valid on a day.
    pub(crate) fn certificates_on(&self, day: Day) -> impl Iterator<Item = &CaseFile> {
        self.certificates.iter().filter(move |certificate| is_valid(certificate, day))
    }

    /// Whether a filing is under review of which no application is kept here.
    pub(crate) fn has_filing_under_review(&self) -> bool {
        self.filings.iter().any(|filing| filing.text("result") == "评审中")
    }

    /// The questionnaire of 高新技术企业 for a check on a day.
    pub(crate) fn hnte(&self, day: Day) -> Prefilled {
        let years: Vec<&CaseFile> = self.between(day.year() - 3, day.year() - 1);
        let last = years.iter().find(|year| year.number("year") == Some(i64::from(day.year() - 1)));
        let filing = self.filings.first();
        let list: Vec<Json> = years
            .iter()
            .map(|year| {
                json!({
                    "year": year.number("year"),
                    "sales": yuan(year, "sales"),
                    "rd": yuan(year, "rd_expense"),
                    "net_assets": yuan(year, "net_assets"),
                })
            })
            .collect();
        let mut questionnaire = json!({
            "applied_on": day.to_string(),
            "registered_on": Some(&self.founded_on).filter(|day| !day.is_empty()),
            "field": self.applications.first().or(filing).map(|one| one.text("field")),
            "staff": last.and_then(|year| year.number("staff")),
            "st_staff": last.and_then(|year| year.number("technical_staff")),
            "years": list,
            "total_income": last.and_then(|year| yuan(year, "total_income")),
            "hightech_income": last.and_then(|year| yuan(year, "hightech_income")),
        });
        if let Json::Object(fields) = &mut questionnaire {
            fields.extend(self.answered());
        }
        let mut sources = sources_of(&years);
        sources.extend(filing.map(|_| HNTE_FILINGS.title.to_owned()));
        Prefilled { questionnaire, sources }
    }

    /// What only the enterprise's own application tells: its rights, conversions and management. Who has no right at all
    /// has none of either class.
    fn answered(&self) -> Map<String, Json> {
        let mut told = Map::new();
        let Some(form) = self.applications.first() else {
            let has_none = self.years.first().is_some_and(|year| year.number("patents") == Some(0));
            if has_none {
                told.insert("ip".to_owned(), json!({ "class1": 0, "class2": 0 }));
            }
            return told;
        };
        let flag = |name: &str| match form.text(name) {
            "是" => Json::Bool(true),
            "否" => Json::Bool(false),
            _ => Json::Null,
        };
        let ip = json!({
            "class1": form.number("class1"), "class2": form.number("class2"),
            "self_developed": flag("self_developed"), "standards": flag("standards"),
        });
        let management = json!({
            "rules": flag("rules"), "body": flag("body"), "incentives": flag("incentives"), "training": flag("training"),
        });
        told.insert("ip".to_owned(), ip);
        told.insert("management".to_owned(), management);
        told.insert("conversions".to_owned(), json!(form.number("conversions")));
        told.insert("accident".to_owned(), flag("accident"));
        told
    }

    /// The questionnaire of 科技型中小企业 for a check on a day.
    pub(crate) fn tsme(&self, day: Day) -> Prefilled {
        let years = self.between(day.year() - 1, day.year() - 1);
        let last = years.first();
        let certificate = self.certificate_on(day);
        let mut questionnaire = json!({
            "year": day.year(),
            "staff": last.and_then(|year| year.number("staff")),
            "st_staff": last.and_then(|year| year.number("technical_staff")),
            "sales": last.and_then(|year| yuan(year, "sales")),
            "assets": last.and_then(|year| yuan(year, "total_assets")),
            "rd": last.and_then(|year| yuan(year, "rd_expense")),
            // Without a certificate nothing is known of the other grounds.
            "direct": certificate.map(|_| ["高新技术企业"]),
        });
        let form = self.evaluations.iter().find(|form| form.number("year") == Some(i64::from(day.year())));
        if let (Some(form), Json::Object(fields)) = (form, &mut questionnaire) {
            let flag = |name: &str| Some(form.text(name)).filter(|word| !word.is_empty()).map(|word| word == "是");
            fields.insert("resident".to_owned(), json!(flag("resident")));
            fields.insert("restricted_industry".to_owned(), json!(flag("restricted")));
            fields.insert("misconduct".to_owned(), json!(flag("misconduct")));
            fields.insert("class1".to_owned(), json!(form.number("class1")));
            fields.insert("class2".to_owned(), json!(form.number("class2")));
            fields.insert("costs".to_owned(), json!(yuan(form, "costs")));
            let mut grounds: Vec<&str> = certificate.map(|_| "高新技术企业").into_iter().collect();
            grounds.extend(Some(form.text("ground")).filter(|word| !["", "没有"].contains(word)));
            fields.insert("direct".to_owned(), json!(grounds));
        }
        let mut sources = sources_of(&years);
        sources.extend(certificate.map(|_| HNTE_CERTIFICATES.title.to_owned()));
        Prefilled { questionnaire, sources }
    }

    /// The yearly figures from one year to another, oldest first.
    fn between(&self, first: i32, last: i32) -> Vec<&CaseFile> {
        let is_between = |year: &&CaseFile| {
            year.number("year").is_some_and(|number| number >= i64::from(first) && number <= i64::from(last))
        };
        let mut years: Vec<&CaseFile> = self.years.iter().filter(is_between).collect();
        years.sort_by_key(|year| year.number("year"));
        years
    }
}

/// Whether a certificate holds on a day.
pub(crate) fn is_valid(certificate: &CaseFile, day: Day) -> bool {
    let has_begun = certificate.day("issued_on").is_some_and(|issued| issued <= day);
    let lasts = certificate.day("valid_to").is_some_and(|last| day <= last);
    has_begun && lasts && certificate.day("revoked_on").is_none_or(|revoked| day < revoked)
}

/// Which yearly figures were used, in words.
fn sources_of(years: &[&CaseFile]) -> Vec<String> {
    let numbers: Vec<String> =
        years.iter().filter_map(|year| year.number("year")).map(|year| year.to_string()).collect();
    if numbers.is_empty() {
        Vec::new()
    } else {
        vec![format!("{}年度的{}", numbers.join("、"), ENTERPRISE_YEARS.title)]
    }
}

/// An amount in whole yuan, as the questionnaires ask for it.
fn yuan(file: &CaseFile, column: &str) -> Option<i64> {
    file.money(column)?.rounded(MoneyUnit::Yuan, 0).parse().ok()
}
