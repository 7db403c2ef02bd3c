//! From the records of an account and its posts to [`Who`] somebody is.

use std::sync::Arc;

use directory::{ORGANISATIONS, REGIONS, SECTIONS};
use listing::{
    Alternative, Cell, Column, Filter, Record,
    query::{self, Wanted},
};
use storage::{Reader, Result, Value};
use vocabulary::{Day, Role};
use web::{PostChoice, Who};

use crate::{
    ACCOUNTS, Gate, POSTS, SECRETS,
    account::{OPEN, is_unused},
    entry::{self, Entry},
    password, post, second_factor,
};

/// How many posts are offered for a change.
const POSTS_OFFERED: usize = 200;

/// Somebody and what they must do before anything else.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    /// Who they are.
    pub(crate) who: Arc<Who>,
    /// What they must do first.
    pub(crate) duty: Option<Duty>,
}

/// What somebody must do before anything else.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Duty {
    /// Choose a new password.
    Password,
    /// Set up a second factor.
    SecondFactor,
}

/// The columns of a post that are read, in this order.
const COLUMNS: [&str; 6] = ["account", "role", "unit", "section", "region", "granted_on"];

/// A post that has not ended.
struct Held {
    id: i64,
    account: i64,
    holder: String,
    role: Role,
    unit: Option<i64>,
    section: Option<i64>,
    region: String,
    place: String,
}

/// Somebody with an account, in one of their posts: the one that is asked for, or the first. Nothing where the account can
/// no longer be used or the post is no longer theirs.
pub(crate) async fn standing(gate: &Gate, account: i64, post: Option<i64>, today: Day) -> Result<Option<Standing>> {
    let reader = gate.db().reader();
    let Some(account) = entry::find(reader, gate.db(), &ACCOUNTS, &[("id", account.into())]).await? else {
        return Ok(None);
    };
    if account.text("state") != OPEN || is_unused(&account, today) {
        return Ok(None);
    }
    let posts = held(reader, Some(account.id())).await?;
    let current = match post {
        Some(id) => match posts.iter().find(|post| post.id == id) {
            Some(post) => Some(post),
            None => return Ok(None),
        },
        None => posts.first(),
    };
    let secrets = entry::find(reader, gate.db(), &SECRETS, &[("account", account.id().into())]).await?;
    let duty = duty(&account, secrets.as_ref(), &posts, today);
    let mut who = in_post(reader, current).await?;
    who.account = Some(account.id());
    who.name = account.text("holder").to_owned();
    who.person = account.number("person");
    who.posts = choices(&posts, current, false);
    Ok(Some(Standing { who: Arc::new(who), duty }))
}

/// Somebody of the demonstration, in any post of the house: the one that is asked for, or the usual one.
pub(crate) async fn of_demonstration(gate: &Gate, asked: Option<i64>) -> Result<Who> {
    let reader = gate.db().reader();
    let posts = held(reader, None).await?;
    let current = asked.and_then(|id| posts.iter().find(|post| post.id == id)).or(posts.first());
    let mut who = in_post(reader, current).await?;
    if let Some(post) = current {
        let account = entry::of_id(reader, gate.db(), &ACCOUNTS, post.account).await?;
        who.account = Some(account.id());
        who.name = account.text("holder").to_owned();
        who.person = account.number("person");
        who.unread = gate.unread(account.id()).await?;
    }
    who.posts = choices(&posts, current, true);
    who.is_demonstration = true;
    Ok(who)
}

/// The posts of an account, or of everybody, that have not ended, the earliest first.
async fn held(reader: Reader<'_>, account: Option<i64>) -> Result<Vec<Held>> {
    let mut filter = Filter::default();
    if let Some(ended) = POSTS.column("ended_on") {
        filter = filter.with(ended, vec![Alternative::Empty]);
    }
    if let (Some(account), Some(column)) = (account, POSTS.column("account")) {
        filter = filter.with(column, vec![Alternative::Is(account.into())]);
    }
    let columns: Vec<&'static Column> = COLUMNS.iter().filter_map(|name| POSTS.column(name)).collect();
    let wanted = Wanted { filter, limit: POSTS_OFFERED, ..Wanted::default() };
    let mut records = query::page(reader, &POSTS, &columns, &wanted).await?.records;
    records.reverse();
    Ok(records.iter().filter_map(read).collect())
}

fn read(record: &Record) -> Option<Held> {
    let [account, role, unit, section, region, _] = record.cells.as_slice() else { return None };
    let name = |cell: &Cell| cell.name.clone().unwrap_or_default();
    let text = |cell: &Cell| cell.value.text().unwrap_or_default().to_owned();
    let role = Role::of_label(role.value.text()?)?;
    // The name of an account is its holder's and its own.
    let holder = name(account).rsplit_once(' ').map_or(String::new(), |(holder, _)| holder.to_owned());
    let place = match role {
        Role::Superior => text(region),
        role if role.is_of_unit() => name(unit),
        _ => name(section),
    };
    Some(Held {
        id: record.id,
        account: account.value.int()?,
        holder,
        role,
        unit: unit.value.int(),
        section: section.value.int(),
        region: text(region),
        place,
    })
}

fn choices(posts: &[Held], current: Option<&Held>, with_names: bool) -> Vec<PostChoice> {
    let says = |post: &Held| {
        let mut words = Vec::new();
        words.extend(Some(post.holder.as_str()).filter(|_| with_names));
        words.extend(Some(post.place.as_str()).filter(|place| !place.is_empty()));
        words.push(post.role.label());
        words.join(" ")
    };
    let choice = |post: &Held| PostChoice {
        id: post.id,
        says: says(post),
        side: post::side(post.role),
        is_current: current.is_some_and(|current| current.id == post.id),
    };
    posts.iter().map(choice).collect()
}

/// What follows from a post alone.
async fn in_post(reader: Reader<'_>, post: Option<&Held>) -> Result<Who> {
    let Some(post) = post else { return Ok(Who::default()) };
    let mut who = Who { post: Some(post.id), role: Some(post.role), ..Who::default() };
    if let Some(unit) = post.unit.filter(|_| post.role.is_of_unit()) {
        who.unit = Some(unit);
        who.unit_name.clone_from(&post.place);
        who.unit_code = text_of(reader, &ORGANISATIONS, unit, "uscc").await?;
    }
    if let Some(section) = post.section.filter(|_| post.role.is_of_bureau()) {
        who.section = Some(section);
        who.section_name.clone_from(&post.place);
        let modules = text_of(reader, &SECTIONS, section, "modules").await?;
        if post.role.is_of_section() {
            who.keeps = listed(&modules);
        }
    }
    who.region = if post.role == Role::Superior { post.region.clone() } else { home(reader).await? };
    Ok(who)
}

/// The names in a list that somebody wrote.
pub(crate) fn listed(text: &str) -> Vec<String> {
    let parts = text.split(['、', ',', '，', ';', '；', ' ', '\n']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The text of a column of a record.
async fn text_of(
    reader: Reader<'_>,
    listing: &'static listing::Listing,
    id: i64,
    column: &'static str,
) -> Result<String> {
    let record = query::record(reader, listing, id).await?;
    let position = listing.columns.iter().position(|candidate| candidate.name == column);
    let cell = position.and_then(|position| record.cells.get(position));
    Ok(cell.and_then(|cell| cell.value.text()).unwrap_or_default().to_owned())
}

/// The code of the bureau's own region.
async fn home(reader: Reader<'_>) -> Result<String> {
    let (Some(role), Some(code)) = (REGIONS.column("role"), REGIONS.column("code")) else { return Ok(String::new()) };
    let filter = Filter::default().with(role, vec![Alternative::Is(Value::from("本区"))]);
    let wanted = Wanted { filter, limit: 1, ..Wanted::default() };
    let records = query::page(reader, &REGIONS, &[code], &wanted).await?.records;
    let cell = records.first().and_then(|record| record.cells.first());
    Ok(cell.and_then(|cell| cell.value.text()).unwrap_or_default().to_owned())
}

fn duty(account: &Entry, secrets: Option<&Entry>, posts: &[Held], today: Day) -> Option<Duty> {
    let set_on = account.day("password_set_on");
    let is_old = set_on.is_none_or(|day| today.days_since(day) > password::DAYS);
    if account.is("must_change") || is_old {
        return Some(Duty::Password);
    }
    let has_second = secrets.is_some_and(|secrets| secrets.day("totp_on").is_some());
    let is_required = posts.iter().any(|post| second_factor::is_required(post.role));
    (is_required && !has_second).then_some(Duty::SecondFactor)
}
