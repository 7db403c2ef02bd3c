//! The rung on which an enterprise stands on a day, read from its records.

use cases::CaseFile;
use policies::check::Kind;
use procedure::Word;
use vocabulary::Day;

use crate::{
    application, evaluation, incubation,
    known::{Known, is_valid},
};

procedure::words! {
    /// A rung.
    pub(crate) enum Rung {
        /// A certificate or a number holds.
        Valid: "有效",
        /// An application is on its way.
        Applying: "申报中",
        /// In the pool.
        Pooled: "培育库",
        /// It held last year and is to be renewed.
        Lapsed: "到期未续",
        /// It was revoked.
        Revoked: "已撤销",
        /// None of these yet.
        Potential: "潜在",
    }
}

/// Where an enterprise stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) rung: Rung,
    /// The last day of what holds.
    pub(crate) until: Option<Day>,
}

impl Standing {
    /// Where it stands on a day.
    pub(crate) fn of(kind: Kind, known: &Known, day: Day) -> Standing {
        match kind {
            Kind::Hnte => hnte(known, day),
            Kind::Tsme => tsme(known, day),
        }
    }

    /// Whether what holds ends within so many months.
    pub(crate) fn ends_within(self, months: i32, day: Day) -> bool {
        self.rung == Rung::Valid && self.until.is_some_and(|until| until <= day.plus_months(months))
    }
}

fn hnte(known: &Known, day: Day) -> Standing {
    if let Some(certificate) = known.certificate_on(day) {
        return Standing { rung: Rung::Valid, until: certificate.day("valid_to") };
    }
    let is_in = |cases: &[CaseFile], stages: &[&str]| cases.iter().any(|case| stages.contains(&case.text("stage")));
    // The latest that there was; the listing stands latest first.
    let last = known.certificates.iter().find(|one| one.day("issued_on").is_some_and(|issued| issued <= day));
    let rung = if is_in(&known.applications, application::UNDER_WAY) || known.has_filing_under_review() {
        Rung::Applying
    } else if is_in(&known.incubations, &[incubation::Stage::InPool.label()]) {
        Rung::Pooled
    } else {
        match last {
            Some(last) if last.has("revoked_on") => Rung::Revoked,
            Some(_) => Rung::Lapsed,
            None => Rung::Potential,
        }
    };
    Standing { rung, until: last.filter(|_| rung == Rung::Lapsed).and_then(|last| last.day("valid_to")) }
}

/// A number holds for its year; whoever had one last year is to be evaluated again.
fn tsme(known: &Known, day: Day) -> Standing {
    let of_year = |year: i32| known.entries.iter().find(|one| one.number("year") == Some(i64::from(year)));
    let (now, before) = (of_year(day.year()), of_year(day.year() - 1));
    let is_numbered = |entry: &CaseFile| entry.has("number") && !entry.has("revoked_on");
    let is_on_its_way = known.evaluations.iter().any(|case| {
        case.number("year") == Some(i64::from(day.year())) && evaluation::UNDER_WAY.contains(&case.text("stage"))
    });
    let rung = match now {
        Some(entry) if entry.has("revoked_on") => Rung::Revoked,
        Some(entry) if is_numbered(entry) => Rung::Valid,
        _ if is_on_its_way => Rung::Applying,
        _ if before.is_some_and(is_numbered) => Rung::Lapsed,
        _ => Rung::Potential,
    };
    Standing { rung, until: (rung == Rung::Valid).then(|| day.last_of_year()) }
}

/// The certificates that hold together beyond the year in which the later one was issued: there can be one only.
pub(crate) fn doubled(known: &Known, day: Day) -> Vec<&CaseFile> {
    let valid: Vec<&CaseFile> = known.certificates.iter().filter(|one| is_valid(one, day)).collect();
    let latest = valid.iter().filter_map(|one| one.day("issued_on")).max();
    let holds_on = |one: &&CaseFile| one.day("valid_to").map(Day::year) > latest.map(Day::year);
    let doubled: Vec<&CaseFile> = valid.into_iter().filter(holds_on).collect();
    if doubled.len() > 1 { doubled } else { Vec::new() }
}
