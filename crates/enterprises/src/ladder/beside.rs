//! What the page of an enterprise shows of the ladder: where it stands, what is missing, what is due, and what can be done.

use askama::Template;
use cases::{CaseFile, matching};
use directory::ORGANISATIONS;
use listing::{
    Listing, Record,
    pages::{Answer, Beside, House, Panel},
};
use policies::check::Kind;
use procedure::Word;
use storage::{Error, Reader, Result};
use vocabulary::{Day, Role};
use web::{Visitor, Who};

use super::{
    asked::usual_year,
    distance::Distance,
    page::{score, told, verdict},
    standing::{Rung, Standing},
};
use crate::{
    HNTE_APPLICATIONS, HNTE_BATCHES, HNTE_MATTERS, HNTE_REPORTS, INCUBATIONS, TSME_APPLICATIONS, known::Known,
    parameters, report,
};

/// The panel on the page of an enterprise.
#[derive(Debug)]
pub(crate) struct OnEnterprises;

struct Ladder {
    title: &'static str,
    word: &'static str,
    year: i32,
    rung: &'static str,
    until: String,
    verdict: &'static str,
    sign: &'static str,
    score: String,
    told: Vec<String>,
}

struct Duty {
    says: String,
    href: String,
    due: String,
    is_late: bool,
}

#[derive(Template)]
#[template(path = "ladder/panel.html")]
struct LadderPanel {
    ladders: Vec<Ladder>,
    duties: Vec<Duty>,
    actions: Vec<(String, String)>,
    checks: bool,
}

impl Beside for OnEnterprises {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            let firm = CaseFile { listing, record: record.clone() };
            let who = &visitor.who;
            let is_own = who.role == Some(Role::Enterprise) && who.unit == Some(record.id);
            let is_enterprise = listing.table == ORGANISATIONS.table && firm.text("kind") == "企业";
            if !is_enterprise || !(is_own || who.is_of_bureau()) {
                return Ok(Vec::new());
            }
            let (reader, today) = (house.reader(), house.db.clock().today());
            let known = Known::of(reader, record.id).await?;
            let panel = LadderPanel {
                ladders: [Kind::Hnte, Kind::Tsme].map(|kind| ladder(kind, &known, today)).into(),
                duties: duties(reader, record.id, &known, today).await?,
                actions: actions(reader, house, who, record.id, today).await?,
                checks: is_own,
            };
            let html = panel.render().map_err(|error| Error::Fault(error.to_string()))?;
            Ok(vec![Panel { anchor: "ladder", title: "高企科小".to_owned(), html, leads: true }])
        })
    }
}

fn ladder(kind: Kind, known: &Known, today: Day) -> Ladder {
    let year = usual_year(kind, today);
    let day = if year == today.year() { today } else { Day::new(year, 1, 1).unwrap_or(today) };
    let (standing, distance) = (Standing::of(kind, known, today), Distance::of(kind, known, day));
    let (verdict, sign) = verdict(&distance);
    Ladder {
        title: kind.title(),
        word: kind.word(),
        year,
        rung: standing.rung.label(),
        until: standing.until.map_or(String::new(), |day| day.to_string()),
        verdict,
        sign,
        score: score(&distance),
        told: told(&distance),
    }
}

/// What the enterprise owes, the nearest first.
async fn duties(reader: Reader<'_>, enterprise: i64, known: &Known, today: Day) -> Result<Vec<Duty>> {
    let mut duties = Vec::new();
    let mut owe = |says: String, href: String, due: Option<Day>| {
        let is_late = due.is_some_and(|due| due < today);
        duties.push((due, Duty { says, href, due: due.map_or(String::new(), |day| day.to_string()), is_late }));
    };
    let own = matching(&HNTE_REPORTS, &[("enterprise", enterprise.into())])?;
    for one in CaseFile::all(reader, &HNTE_REPORTS, own).await? {
        if [report::Stage::Awaited, report::Stage::Missed].iter().any(|stage| stage.label() == one.text("stage")) {
            let year = one.number("year").unwrap_or_default();
            owe(format!("报送 {year} 年度发展情况报表"), one.href(), one.day("asked_by"));
        }
    }
    let hnte = Standing::of(Kind::Hnte, known, today);
    if let (true, Some(certificate)) =
        (hnte.ends_within(parameters::EXPIRING_MONTHS, today), known.certificate_on(today))
    {
        let says = format!("证书 {} 即将到期，请申请重新认定", certificate.text("number"));
        owe(says, certificate.href(), hnte.until);
    }
    if Standing::of(Kind::Tsme, known, today).rung == Rung::Lapsed {
        let (month, day) = parameters::EVALUATE_BY;
        let by = Day::new(today.year(), month, day);
        owe(format!("更新 {} 年科技型中小企业评价", today.year()), format!("{}/new", TSME_APPLICATIONS.path), by);
    }
    duties.sort_by_key(|(due, _)| *due);
    Ok(duties.into_iter().map(|(_, duty)| duty).collect())
}

/// What the visitor can begin for the enterprise.
async fn actions(
    reader: Reader<'_>,
    house: &House,
    who: &Who,
    enterprise: i64,
    today: Day,
) -> Result<Vec<(String, String)>> {
    let begins = |listing: &Listing| house.conduct_of(listing).is_some_and(|conduct| conduct.begins(who).is_some());
    let mut actions = Vec::new();
    if begins(&HNTE_APPLICATIONS) {
        for batch in CaseFile::all(reader, &HNTE_BATCHES, listing::Filter::default()).await? {
            let is_open = batch.day("opens_on").is_some_and(|first| first <= today)
                && batch.day("closes_on").is_some_and(|last| today <= last);
            if is_open {
                let name = batch.name();
                let href = format!("{}/new?batch={}", HNTE_APPLICATIONS.path, batch.id());
                actions.push((format!("申报高企（{name}）"), href));
            }
        }
    }
    let rest = [
        (&INCUBATIONS, "申请入培育库"),
        (&TSME_APPLICATIONS, "科技型中小企业自评"),
        (&HNTE_MATTERS, "报告变更或资格事项"),
    ];
    for (listing, says) in rest {
        if begins(listing) {
            actions.push((says.to_owned(), format!("{}/new?enterprise={enterprise}", listing.path)));
        }
    }
    Ok(actions)
}
