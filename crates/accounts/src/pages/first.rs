//! The page of a one-time link: whoever has it sets the password of the account, once.

use askama::Template;
use axum::{Form, extract::State, response::IntoResponse};
use listing::address;
use storage::{Error, Problem, Result};
use web::{Frame, Outcome, Visitor, page, shown_again, typed};

use super::{
    Shared, Typed, at,
    caller::Caller,
    frame, own,
    sign_in::{SET, left},
};
use crate::{
    Gate,
    deeds::{UseLink, of_link},
    entry::Entry,
    opening::read_token,
};

#[derive(Template)]
#[template(path = "pages/first.html")]
struct FirstPage<'a> {
    frame: Frame<'a>,
    token: String,
    login: String,
    holder: String,
    needs_code: bool,
    problems: Vec<Problem>,
    code_error: String,
    password_error: String,
    again_error: String,
}

/// The form, where the link is good.
pub(super) async fn form(gate: &Gate, visitor: &Visitor, query: &str) -> Outcome {
    let pairs = address::pairs(query);
    let token = typed(&pairs, "token");
    let (account, secrets) = led_to(gate, token).await?;
    page(&first_page(gate, visitor, token, (&account, &secrets), Vec::new()))
}

async fn led_to(gate: &Gate, token: &str) -> Result<(Entry, Entry)> {
    let (account, digest) =
        read_token(token).ok_or_else(|| Error::Refused("这个链接不完整。请复制管理员给您的整个链接".to_owned()))?;
    of_link(gate.db().reader(), gate.db(), account, &digest, gate.watch.now()).await
}

fn first_page<'a>(
    gate: &'a Gate,
    visitor: &'a Visitor,
    token: &str,
    (account, secrets): (&Entry, &Entry),
    problems: Vec<Problem>,
) -> FirstPage<'a> {
    FirstPage {
        frame: frame(gate, visitor, "设置口令"),
        token: token.to_owned(),
        login: account.text("name").to_owned(),
        holder: account.text("holder").to_owned(),
        needs_code: secrets.day("totp_on").is_some(),
        code_error: at(&problems, "code"),
        password_error: at(&problems, "password"),
        again_error: at(&problems, "again"),
        problems,
    }
}

/// Sets the password.
pub(super) async fn submit(State(gate): Shared, caller: Caller, visitor: Visitor, Form(pairs): Typed) -> Outcome {
    let now = gate.watch.now();
    tokio::time::sleep(gate.slowdown.wait(&caller.address, now)).await;
    let token = typed(&pairs, "token");
    let found = led_to(&gate, token).await;
    if found.is_err() {
        gate.slowdown.failed(&caller.address, now);
    }
    let (account, secrets) = found?;
    match set(&gate, &account, &secrets, &pairs, &caller).await {
        Ok(()) => {
            gate.forget();
            Ok(left(SET))
        }
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            if problems.iter().any(|problem| problem.place == "code") {
                gate.slowdown.failed(&caller.address, now);
            }
            let again = first_page(&gate, &visitor, token, (&account, &secrets), problems);
            Ok((status, page(&again)?).into_response())
        }
    }
}

async fn set(gate: &Gate, account: &Entry, secrets: &Entry, pairs: &[(String, String)], caller: &Caller) -> Result<()> {
    let hash = own::chosen(gate, account, Some(secrets), pairs).await?;
    let using = UseLink {
        db: gate.db(),
        account: account.id(),
        digest: secrets.text("link"),
        hash: &hash,
        code: typed(pairs, "code"),
        address: &caller.address,
        now: gate.watch.now(),
    };
    gate.db().write(&format!("{}（一次性链接）", account.text("holder")), &using).await
}
