//! What the house does by itself as days pass: it takes the steps that are its own when the day of a stage is over, reminds
//! those who can act before a limit ends, and tells those above when it has.

use listing::{
    Alternative, Filter, Listing,
    query::{self, Wanted},
};
use procedure::Ask;
use storage::{Db, Deed, Error, Result, Work};
use vocabulary::{Day, Role, WorkingDays};
use web::Who;

use crate::{Asked, CaseFile, Kind, MESSAGES, Note, desk::Pile, message::accounts_of, send};

/// The most cases of a kind that are looked at in one round; the next round takes the rest.
const MOST: usize = 2_000;

/// What one round did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Steps that the house took by itself.
    pub taken: usize,
    /// Cases of which somebody was reminded.
    pub reminded: usize,
    /// Cases of which somebody above was told that they are late.
    pub escalated: usize,
}

/// One round over the open cases of every kind, as of a day. Doing it again on the same day changes nothing.
///
/// # Errors
/// What the database says. A step that is refused is left for the next round.
pub async fn pass(db: &Db, kinds: &[&'static dyn Kind], today: Day) -> Result<Passed> {
    let house = Who::house();
    let calendar = WorkingDays::official();
    let mut passed = Passed::default();
    for kind in kinds.iter().copied() {
        let farthest = kind.outline().stages.iter().map(|stage| stage.remind).max().unwrap_or_default();
        let Some(pile) = Pile::open(kind, &house) else { continue };
        let Some(pile) = pile.due(None, Some(calendar.after(today, farthest))) else { continue };
        for case in pile.first(db.reader(), MOST).await? {
            let (Some(due), Some(stage)) = (case.day("due_on"), kind.outline().stage(case.text("stage"))) else {
                continue;
            };
            if today > due && took_own_step(db, kind, &case, &house, today).await? {
                passed.taken += 1;
                continue;
            }
            let (roles, word) = match stage.escalates_to {
                Some(role) if today > due => (vec![role], "超期"),
                _ if today >= calendar.before(due, stage.remind) && today <= due => (acting(kind, stage.label), "提醒"),
                _ => continue,
            };
            let note = Note {
                subject: format!("{word}：{}“{}”{}，期限 {due}", case.listing.title, case.name(), stage.label),
                body: String::new(),
                href: case.href(),
            };
            if db.write(&house.actor(), &Tell { db, case: &case, roles: &roles, note: &note, today }).await? {
                match word {
                    "超期" => passed.escalated += 1,
                    _ => passed.reminded += 1,
                }
            }
        }
    }
    Ok(passed)
}

/// Those who are to act in a stage, people only. A step that needs a reason is an exception for which nobody waits.
fn acting(kind: &'static dyn Kind, stage: &str) -> Vec<Role> {
    let rules = kind.outline().rules.iter().filter(|rule| rule.from == stage && !rule.fields.contains(&Ask::REASON));
    let mut roles: Vec<Role> = rules.flat_map(|rule| rule.by.iter().copied()).collect();
    roles.retain(|role| *role != Role::House);
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// Takes the step that is the house's own in a stage whose day is over, where nothing stands in the way.
async fn took_own_step(db: &Db, kind: &'static dyn Kind, case: &CaseFile, house: &Who, today: Day) -> Result<bool> {
    let offers = kind.offers(db.reader(), case, house, today).await?;
    let own = offers.into_iter().find(|offer| offer.is_timed && offer.is_yours && offer.unmet.is_empty());
    let Some(offer) = own else { return Ok(false) };
    let seen = Some(case.text("stage"));
    let asked = Asked { who: house, id: case.id(), step: offer.step, typed: &[], seen, today };
    match kind.take(db, &asked).await {
        Ok(_) => Ok(true),
        Err(Error::Refused(_) | Error::Invalid(_) | Error::NotFound(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Tells the accounts of some roles something about a case, once.
struct Tell<'a> {
    db: &'a Db,
    case: &'a CaseFile,
    roles: &'a [Role],
    note: &'a Note,
    today: Day,
}

impl Deed for Tell<'_> {
    type Outcome = bool;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<bool> {
        let mut accounts = accounts_of(work.reader(), self.case, self.roles).await?;
        let told = told_already(work, self.note).await?;
        accounts.retain(|account| !told.contains(account));
        send(work, self.db, &accounts, self.note, self.today).await?;
        Ok(!accounts.is_empty())
    }
}

/// The accounts that have had this very message.
async fn told_already(work: &Work, note: &Note) -> Result<Vec<i64>> {
    let listing: &'static Listing = &MESSAGES;
    let (Some(subject), Some(account)) = (listing.column("subject"), listing.column("account")) else {
        return Ok(Vec::new());
    };
    let filter = Filter::default().with(subject, vec![Alternative::Is(note.subject.as_str().into())]);
    let wanted = Wanted { filter, limit: MOST, ..Wanted::default() };
    let records = query::page(work.reader(), listing, &[account], &wanted).await?.records;
    Ok(records.iter().filter_map(|record| record.cells.first()?.value.int()).collect())
}
