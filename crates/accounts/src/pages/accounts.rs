//! What administrators do with an account: its one-time link, stopping and starting it, taking away a lost second factor.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, header},
};
use vocabulary::Role;
use web::{Frame, Outcome, Visitor, go, page};

use super::{Shared, caller::Caller, frame, own::require_no_demonstration};
use crate::{
    Link,
    account::UNUSED,
    deeds::{self, ClearSecondFactor, Start, Stop, StopUnused},
    new_link,
};

/// An account that has lain unused.
struct Idle {
    href: String,
    holder: String,
    login: String,
    last: String,
}

#[derive(Template)]
#[template(path = "pages/links.html")]
pub(super) struct LinksPage<'a> {
    pub(super) frame: Frame<'a>,
    /// The links with the address of this house before them.
    pub(super) links: Vec<(Link, String)>,
    /// Where to go from here.
    pub(super) back: String,
}

#[derive(Template)]
#[template(path = "pages/unused.html")]
struct UnusedPage<'a> {
    frame: Frame<'a>,
    days: i32,
    accounts: Vec<Idle>,
}

/// Gives out a one-time link and shows it, once.
pub(super) async fn give_link(
    State(gate): Shared,
    caller: Caller,
    visitor: Visitor,
    headers: HeaderMap,
    Path(id): Path<i64>,
) -> Outcome {
    visitor.who.require(&[Role::SystemAdministrator])?;
    require_no_demonstration(&visitor.who)?;
    let link = new_link(gate.db(), &visitor.who, id, gate.watch.now()).await?;
    gate.forget();
    let links = vec![(link.clone(), whole(&link, &caller, &headers))];
    page(&LinksPage { frame: frame(&gate, &visitor, "一次性链接"), links, back: format!("/accounts/{id}") })
}

/// A link with the address under which the administrator sees this house.
pub(super) fn whole(link: &Link, caller: &Caller, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if caller.is_https { "https" } else { "http" };
    if host.is_empty() { link.path.clone() } else { format!("{scheme}://{host}{}", link.path) }
}

/// Stops an account.
pub(super) async fn stop(State(gate): Shared, visitor: Visitor, Path(id): Path<i64>) -> Outcome {
    visitor.who.require(&[Role::SystemAdministrator])?;
    let deed = Stop { db: gate.db(), who: &visitor.who, account: id, now: gate.watch.now() };
    gate.db().write(&visitor.actor(), &deed).await?;
    gate.forget();
    Ok(go(&format!("/accounts/{id}")))
}

/// Starts an account again.
pub(super) async fn start(State(gate): Shared, visitor: Visitor, Path(id): Path<i64>) -> Outcome {
    visitor.who.require(&[Role::SystemAdministrator])?;
    let deed = Start { db: gate.db(), who: &visitor.who, account: id, now: gate.watch.now() };
    gate.db().write(&visitor.actor(), &deed).await?;
    gate.forget();
    Ok(go(&format!("/accounts/{id}")))
}

/// Takes away the second factor of somebody who lost the phone.
pub(super) async fn clear_second_factor(State(gate): Shared, visitor: Visitor, Path(id): Path<i64>) -> Outcome {
    visitor.who.require(&[Role::SecurityAdministrator])?;
    let deed = ClearSecondFactor { db: gate.db(), who: &visitor.who, account: id, code: "", now: gate.watch.now() };
    gate.db().write(&visitor.actor(), &deed).await?;
    gate.forget();
    Ok(go(&format!("/accounts/{id}")))
}

/// The accounts that have lain unused for too long.
pub(super) async fn unused(State(gate): Shared, visitor: Visitor) -> Outcome {
    visitor.who.require(&[Role::SystemAdministrator, Role::AuditAdministrator])?;
    let found = deeds::unused(gate.db().reader(), gate.db(), gate.watch.now().day()).await?;
    let idle = |account: &crate::entry::Entry| Idle {
        href: format!("/accounts/{}", account.id()),
        holder: account.text("holder").to_owned(),
        login: account.text("name").to_owned(),
        last: account.text("last_used_on").to_owned(),
    };
    let accounts = found.iter().map(idle).collect();
    page(&UnusedPage { frame: frame(&gate, &visitor, "闲置账号"), days: UNUSED, accounts })
}

/// Stops them all.
pub(super) async fn stop_unused(State(gate): Shared, visitor: Visitor) -> Outcome {
    visitor.who.require(&[Role::SystemAdministrator])?;
    let deed = StopUnused { db: gate.db(), who: &visitor.who, now: gate.watch.now() };
    gate.db().write(&visitor.actor(), &deed).await?;
    gate.forget();
    Ok(go("/accounts/unused"))
}
