//! The second factor of one's own account.

use askama::Template;
use axum::{Form, extract::State, response::IntoResponse};
use storage::{Error, Problem, Result};
use vocabulary::Role;
use web::{Frame, Outcome, Visitor, Who, go, page, shown_again, typed};

use super::{
    Shared, Typed, at,
    caller::Caller,
    frame,
    own::{account_of, require_no_demonstration},
};
use crate::{
    ACCOUNTS, Gate, SECRETS,
    deeds::{ClearSecondFactor, SetSecondFactor},
    entry, second_factor,
};

/// For what the seal signs the key of a phone that is not confirmed yet, so that the house need not keep it.
const PURPOSE: &str = "second-factor";

/// A key on its way to a phone.
struct Offer {
    key: String,
    signature: String,
    in_groups: String,
    width: usize,
    path: String,
}

#[derive(Template)]
#[template(path = "pages/second.html")]
struct SecondPage<'a> {
    frame: Frame<'a>,
    /// Since when there is one; otherwise empty.
    on: String,
    is_required: bool,
    offer: Option<Offer>,
    problems: Vec<Problem>,
    code_error: String,
}

/// The page of the second factor: a new key where there is none yet.
pub(super) async fn form(gate: &Gate, visitor: &Visitor) -> Outcome {
    page(&second_page(gate, visitor, None, Vec::new()).await?)
}

async fn second_page<'a>(
    gate: &'a Gate,
    visitor: &'a Visitor,
    key: Option<String>,
    problems: Vec<Problem>,
) -> Result<SecondPage<'a>> {
    require_no_demonstration(&visitor.who)?;
    let id = account_of(&visitor.who)?;
    let secrets = entry::find(gate.db().reader(), gate.db(), &SECRETS, &[("account", id.into())]).await?;
    let on = secrets.map_or(String::new(), |secrets| secrets.text("totp_on").to_owned());
    let offer = match (on.is_empty(), key) {
        (false, _) => None,
        (true, Some(key)) => Some(offer(gate, id, key).await?),
        (true, None) => Some(offer(gate, id, second_factor::new_key()?).await?),
    };
    Ok(SecondPage {
        frame: frame(gate, visitor, "动态码"),
        on,
        is_required: visitor.who.role.is_some_and(Role::is_administrator),
        offer,
        code_error: at(&problems, "code"),
        problems,
    })
}

async fn offer(gate: &Gate, account: i64, key: String) -> Result<Offer> {
    let found = entry::of_id(gate.db().reader(), gate.db(), &ACCOUNTS, account).await?;
    let (width, path) = second_factor::squares(&key, found.text("name"))?;
    let signature = gate.db().seal().sign(PURPOSE, said(account, &key).as_bytes());
    Ok(Offer { in_groups: second_factor::in_groups(&key), key, signature, width, path })
}

fn said(account: i64, key: &str) -> String {
    format!("{account}.{key}")
}

/// Takes the key into use if the phone shows the right code.
pub(super) async fn confirm(State(gate): Shared, visitor: Visitor, Form(pairs): Typed) -> Outcome {
    let key = typed(&pairs, "key");
    match set(&gate, &visitor.who, key, &pairs).await {
        Ok(()) => {
            gate.forget();
            Ok(go("/account"))
        }
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let is_ours = is_ours(&gate, &visitor.who, key, &pairs);
            let again = second_page(&gate, &visitor, is_ours.then(|| key.to_owned()), problems).await?;
            Ok((status, page(&again)?).into_response())
        }
    }
}

fn is_ours(gate: &Gate, who: &Who, key: &str, pairs: &[(String, String)]) -> bool {
    let said = who.account.map(|account| said(account, key)).unwrap_or_default();
    gate.db().seal().is_signed(PURPOSE, said.as_bytes(), typed(pairs, "signature"))
}

async fn set(gate: &Gate, who: &Who, key: &str, pairs: &[(String, String)]) -> Result<()> {
    require_no_demonstration(who)?;
    let account = account_of(who)?;
    if !is_ours(gate, who, key, pairs) {
        return Err(Error::Refused("这个二维码不是本系统给您的。请用下面的新二维码".to_owned()));
    }
    let deed = SetSecondFactor { db: gate.db(), account, key, code: typed(pairs, "code"), now: gate.watch.now() };
    gate.db().write(&who.actor(), &deed).await
}

/// Gives the second factor up, with a code of it.
pub(super) async fn turn_off(State(gate): Shared, caller: Caller, visitor: Visitor, Form(pairs): Typed) -> Outcome {
    require_no_demonstration(&visitor.who)?;
    tokio::time::sleep(gate.slowdown.wait(&caller.address, gate.watch.now())).await;
    let who = &visitor.who;
    let (account, code) = (account_of(who)?, typed(&pairs, "code"));
    let deed = ClearSecondFactor { db: gate.db(), who, account, code, now: gate.watch.now() };
    match gate.db().write(&visitor.actor(), &deed).await {
        Ok(()) => {
            gate.forget();
            Ok(go("/account/second-factor"))
        }
        Err(error) => {
            gate.slowdown.failed(&caller.address, gate.watch.now());
            let (status, problems) = shown_again(error)?;
            Ok((status, page(&second_page(&gate, &visitor, None, problems).await?)?).into_response())
        }
    }
}
