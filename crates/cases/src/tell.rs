//! Who hears of what: those who can act on a case next, and the unit whose case it is.

use accounts::{ACCOUNTS, POSTS};
use directory::ORGANISATIONS;
use listing::{Alternative, Filter};
use procedure::{Procedure, Word};
use storage::{Db, Reader, Result, Value, Work};
use vocabulary::{Day, Role};
use web::Who;

use crate::{CaseFile, Handling, Note, case_file::all_by, matching, message::send};

/// A case that came into a stage.
#[derive(Debug)]
pub(crate) struct Move<'a, S> {
    /// Who brought it there.
    pub(crate) who: &'a Who,
    /// Where it was; nothing when it has just begun.
    pub(crate) from: Option<S>,
    /// Where it now is.
    pub(crate) to: S,
    /// The day it is.
    pub(crate) today: Day,
}

/// Tells those who can act next that a case waits for them, and the unit what became of its case. Whoever brought it there
/// knows, and a unit hears nothing of a move that it has no word for.
pub(crate) async fn tell_the_next<C: Handling>(
    work: &mut Work,
    db: &Db,
    procedure: &Procedure<C>,
    case: &CaseFile,
    moved: &Move<'_, C::Stage>,
) -> Result<()> {
    let roles = acting(procedure, moved.to);
    let is_for = |who: &Who| C::is_for(case, who);
    let (of_unit, others): (Vec<Role>, Vec<Role>) = roles.into_iter().partition(|role| role.is_of_unit());
    let is_other = |account: &i64| Some(*account) != moved.who.account;
    let mut next = accounts_of(work.reader(), case, &others, &is_for).await?;
    next.retain(is_other);
    let (title, name) = (C::LISTING.title, case.name());
    let subject = format!("待办：{title}“{name}”{}", moved.to.label());
    let note = Note { subject, body: String::new(), href: case.href() };
    send(work, db, &next, &note, moved.today).await?;
    let for_applicant = |stage: C::Stage| procedure.stage(stage).map_or(stage.label(), |rule| rule.for_applicant);
    let says = for_applicant(moved.to);
    let is_news = match moved.from {
        Some(from) => for_applicant(from) != says || !of_unit.is_empty(),
        None => !moved.who.role.is_some_and(Role::is_of_unit),
    };
    if case.listing.owner.is_none() || !is_news {
        return Ok(());
    }
    let mut owners = accounts_of(work.reader(), case, &[Role::Enterprise, Role::Institute], &is_for).await?;
    owners.retain(|account| is_other(account) && !next.contains(account));
    let duty = if of_unit.is_empty() { "" } else { "待办：" };
    let note = Note { subject: format!("{duty}{title}“{name}”：{says}"), ..note };
    send(work, db, &owners, &note, moved.today).await
}

/// The people's roles that are to act in a stage. A step that needs a reason is an exception for which nobody waits.
fn acting<C: Handling>(procedure: &Procedure<C>, stage: C::Stage) -> Vec<Role> {
    let usual = procedure.out_of(stage).filter(|rule| !rule.with_reason);
    let mut roles: Vec<Role> = usual.flat_map(|rule| rule.by.iter().copied()).collect();
    roles.retain(|role| *role != Role::House);
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// The accounts with a post in which somebody can act on a case: of the role, and of the unit or section of the case. An
/// expert is one whom the case itself names in its column `person`.
pub(crate) async fn accounts_of(
    reader: Reader<'_>,
    case: &CaseFile,
    roles: &[Role],
    is_for: &(dyn Fn(&Who) -> bool + Sync),
) -> Result<Vec<i64>> {
    let mut accounts = Vec::new();
    for (roles, place) in by_place(reader, case, roles).await? {
        let any = roles.iter().map(|role| Alternative::Is(role.label().into())).collect();
        let mut filter = Filter::default();
        for (name, any) in [("role", any), ("ended_on", vec![Alternative::Empty])].into_iter().chain(place) {
            if let Some(column) = POSTS.column(name) {
                filter = filter.with(column, any);
            }
        }
        for post in all_by(reader, &POSTS, filter, None).await? {
            let who = Who {
                role: Role::of_label(post.text("role")),
                unit: post.number("unit"),
                unit_code: case.listing.owner.map_or("", |owner| case.text(owner)).to_owned(),
                section: post.number("section"),
                person: case.number("person"),
                ..Who::default()
            };
            if let Some(account) = post.number("account").filter(|account| is_for(&who) && !accounts.contains(account))
            {
                accounts.push(account);
            }
        }
    }
    Ok(accounts)
}

/// Which posts are looked at: those of the unit, of the section, of the expert whom the case names, and of the whole house.
type Place = Option<(&'static str, Vec<Alternative>)>;

/// The roles by where their posts must be.
async fn by_place(reader: Reader<'_>, case: &CaseFile, roles: &[Role]) -> Result<Vec<(Vec<Role>, Place)>> {
    let of =
        |is_meant: fn(Role) -> bool| -> Vec<Role> { roles.iter().copied().filter(|role| is_meant(*role)).collect() };
    let is = |column: &'static str, ids: Vec<i64>| {
        Some((column, ids.into_iter().map(|id| Alternative::Is(id.into())).collect::<Vec<_>>()))
    };
    let mut groups: Vec<(Vec<Role>, Place)> = Vec::new();
    let of_unit = of(Role::is_of_unit);
    if !of_unit.is_empty()
        && let Some(unit) = unit_of(reader, case).await?
    {
        groups.push((of_unit, is("unit", vec![unit])));
    }
    groups.push((of(Role::is_of_section), case.number("section").and_then(|section| is("section", vec![section]))));
    if roles.contains(&Role::Expert)
        && let Some(person) = case.number("person")
    {
        let named = all_by(reader, &ACCOUNTS, matching(&ACCOUNTS, &[("person", person.into())])?, None).await?;
        let named: Vec<i64> = named.iter().map(CaseFile::id).collect();
        groups.push((vec![Role::Expert], is("account", named)));
    }
    groups.push((of(|role| !role.is_of_unit() && !role.is_of_section() && role != Role::Expert), None));
    // No roles, or nobody whom the case names: nobody is meant, not everybody.
    groups.retain(|(roles, place)| {
        !roles.is_empty() && place.as_ref().is_none_or(|(_, any): &(&str, Vec<Alternative>)| !any.is_empty())
    });
    Ok(groups)
}

/// The unit to which a case belongs, whether the case names it by a link or by its credit code.
async fn unit_of(reader: Reader<'_>, case: &CaseFile) -> Result<Option<i64>> {
    let Some(cell) = case.listing.owner.and_then(|owner| case.cell(owner)) else { return Ok(None) };
    match &cell.value {
        Value::Int(unit) => Ok(Some(*unit)),
        Value::Null => Ok(None),
        code => {
            let found =
                all_by(reader, &ORGANISATIONS, matching(&ORGANISATIONS, &[("uscc", code.clone())])?, None).await?;
            Ok(found.first().map(CaseFile::id))
        }
    }
}
