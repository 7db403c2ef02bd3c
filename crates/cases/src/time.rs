//! What the house does by itself as days pass: it takes the steps that are its own when the day of a stage is over, reminds
//! those who can act before a limit ends, and tells those above when it has.

use listing::Listing;
use procedure::Outline;
use storage::{Db, Deed, Error, Result, Work};
use vocabulary::{Day, Role, WorkingDays};
use web::Who;

use crate::{
    Asked, CaseFile, Kind, MESSAGES, Note,
    case_file::all_by,
    desk::{Pile, is_awaited},
    message::{on, send_once},
    tell::accounts_of,
};

/// How many cases are looked at together.
const AT_ONCE: usize = 200;

/// After so many failures of a kind of case the rest of the round is not tried.
const FAILURES: usize = 20;

/// What one round did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Steps that the house took by itself.
    pub taken: usize,
    /// Cases of which somebody was reminded.
    pub reminded: usize,
    /// Cases of which somebody above was told that they are late.
    pub escalated: usize,
    /// Cases that could not be looked at. The log says why; the next round tries again.
    pub failed: usize,
}

/// One round over the open cases of every kind, as of a day. Doing it again on the same day changes nothing, and a case
/// that cannot be looked at holds up no other.
///
/// # Errors
/// What the database says.
pub async fn pass(db: &Db, kinds: &[&'static dyn Kind], today: Day) -> Result<Passed> {
    let round = Round { db, house: Who::house(), calendar: WorkingDays::official(), today };
    let mut passed = Passed::default();
    for kind in kinds.iter().copied() {
        round.over(kind, &mut passed).await?;
    }
    Ok(passed)
}

struct Round<'a> {
    db: &'a Db,
    house: Who,
    calendar: WorkingDays,
    today: Day,
}

/// What somebody is to be told about a case.
struct Notice {
    roles: Vec<Role>,
    is_late: bool,
    /// By what it is known again, so that it is told once.
    occasion: String,
    note: Note,
}

/// What became of a case in a round.
enum Did {
    Nothing,
    Took,
    Told { is_late: bool },
}

impl Round<'_> {
    /// The cases of one kind that end soon or have ended.
    async fn over(&self, kind: &'static dyn Kind, passed: &mut Passed) -> Result<()> {
        let stages = kind.outlines().iter().flat_map(|outline| &outline.stages);
        let farthest = stages.map(|stage| stage.remind).max().unwrap_or_default();
        let last = self.calendar.after(self.today, farthest);
        let Some(pile) = Pile::open(kind, &self.house).and_then(|pile| pile.due(None, Some(last))) else {
            return Ok(());
        };
        let (mut after, mut failures) = (None, 0);
        loop {
            let (cases, next) = pile.page(self.db.reader(), AT_ONCE, after).await?;
            let notices: Vec<Option<Notice>> = cases.iter().map(|case| self.notice(kind, case)).collect();
            let told = self.told(notices.iter().flatten()).await?;
            for (case, notice) in cases.iter().zip(notices) {
                let notice = notice.filter(|notice| !told.contains(&notice.occasion));
                match self.look(kind, case, notice).await {
                    Ok(Did::Nothing) => {}
                    Ok(Did::Took) => passed.taken += 1,
                    Ok(Did::Told { is_late: true }) => passed.escalated += 1,
                    Ok(Did::Told { is_late: false }) => passed.reminded += 1,
                    Err(error) if failures >= FAILURES => return Err(error),
                    Err(error) => {
                        tracing::warn!(%error, kind = kind.listing().table, case = case.id(), "a case is left alone");
                        passed.failed += 1;
                        failures += 1;
                    }
                }
            }
            if next.is_none() {
                return Ok(());
            }
            after = next;
        }
    }

    async fn look(&self, kind: &'static dyn Kind, case: &CaseFile, notice: Option<Notice>) -> Result<Did> {
        let is_over = case.day("due_on").is_some_and(|due| self.today > due);
        let may_take = is_over && has_own_step(kind.outline_of(case), case.text("stage"));
        if !may_take && notice.is_none() {
            return Ok(Did::Nothing);
        }
        let case = &CaseFile::read(self.db.reader(), kind.listing(), case.id()).await?;
        if may_take && self.took_own_step(kind, case).await? {
            return Ok(Did::Took);
        }
        let Some(notice) = notice else { return Ok(Did::Nothing) };
        let is_for = |who: &Who| kind.is_for(case, who);
        let mut accounts = accounts_of(self.db.reader(), case, &notice.roles, &is_for).await?;
        if accounts.is_empty() && notice.is_late {
            // Nobody holds that post: somebody above must hear of it all the same.
            accounts = accounts_of(self.db.reader(), case, &[Role::Leader], &is_for).await?;
        }
        if accounts.is_empty() {
            return Ok(Did::Nothing);
        }
        let tell = Tell { db: self.db, accounts: &accounts, notice: &notice, today: self.today };
        let count = self.db.write(&self.house.actor(), &tell).await?;
        Ok(if count == 0 { Did::Nothing } else { Did::Told { is_late: notice.is_late } })
    }

    /// What is to be told about a case today, if anything.
    fn notice(&self, kind: &'static dyn Kind, case: &CaseFile) -> Option<Notice> {
        let outline = kind.outline_of(case);
        let (due, stage) = (case.day("due_on")?, outline.stage(case.text("stage"))?);
        let is_late = self.today > due;
        // Whoever has only just been told that a case waits needs no reminder.
        let is_new = case.day("since") >= Some(self.today);
        if !is_late && (is_new || self.today < self.calendar.before(due, stage.remind)) {
            return None;
        }
        let (roles, word) = match is_late {
            true => (stage.escalates_to.into_iter().collect(), "超期"),
            false => (acting(outline, stage.label), "提醒"),
        };
        let listing: &'static Listing = case.listing;
        Some(Notice {
            roles,
            is_late,
            occasion: format!("{word}/{}/{}/{}/{due}", listing.table, case.id(), stage.code),
            note: Note {
                subject: format!("{word}：{}“{}”{}，期限 {due}", listing.title, case.name(), stage.label),
                body: String::new(),
                href: case.href(),
            },
        })
    }

    /// The occasions of which somebody has been told.
    async fn told(&self, notices: impl Iterator<Item = &Notice>) -> Result<Vec<String>> {
        let occasions: Vec<&str> = notices.map(|notice| notice.occasion.as_str()).collect();
        if occasions.is_empty() {
            return Ok(Vec::new());
        }
        let messages = all_by(self.db.reader(), &MESSAGES, on(&occasions)?, None).await?;
        Ok(messages.iter().map(|message| message.text("occasion").to_owned()).collect())
    }

    /// Takes the step that is the house's own in a stage whose day is over, where nothing stands in the way.
    async fn took_own_step(&self, kind: &'static dyn Kind, case: &CaseFile) -> Result<bool> {
        let offers = kind.offers(self.db.reader(), case, &self.house, self.today).await?;
        let own = offers.into_iter().find(|offer| offer.is_timed && offer.is_yours && offer.unmet.is_empty());
        let Some(offer) = own else { return Ok(false) };
        let seen = Some(case.text("stage"));
        let asked = Asked { who: &self.house, id: case.id(), step: offer.step, typed: &[], seen, today: self.today };
        match kind.take(self.db, &asked).await {
            Ok(_) => Ok(true),
            Err(Error::Refused(_) | Error::Invalid(_) | Error::NotFound(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// Whether the house may take a step out of a stage without being asked for anything.
fn has_own_step(outline: &Outline, stage: &str) -> bool {
    let is_own = |by: &[Role]| by.contains(&Role::House);
    outline.rules.iter().any(|rule| rule.from == stage && is_own(rule.by) && rule.fields.is_empty())
}

/// Those who are to act in a stage, people only.
fn acting(outline: &Outline, stage: &str) -> Vec<Role> {
    let is_to_act = |role: &Role| outline.rules.iter().any(|rule| rule.from == stage && is_awaited(rule, *role));
    Role::ALL.into_iter().filter(|role| *role != Role::House && is_to_act(role)).collect()
}

/// Tells accounts something about a case, once.
struct Tell<'a> {
    db: &'a Db,
    accounts: &'a [i64],
    notice: &'a Notice,
    today: Day,
}

impl Deed for Tell<'_> {
    type Outcome = usize;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<usize> {
        let notice = self.notice;
        send_once(work, self.db, self.accounts, &notice.note, &notice.occasion, self.today).await
    }
}
