//! One's own account: posts, sign-ins, the password.

use askama::Template;
use axum::{Form, extract::State, response::IntoResponse};
use storage::{Error, Problem, Result};
use web::{Frame, Outcome, Visitor, Who, go, page, shown_again};

use super::{
    Shared, Typed, at,
    caller::Caller,
    frame,
    sign_in::{SET, left, raw},
};
use crate::{
    ACCOUNTS, Gate, SECRETS, SIGN_INS,
    deeds::{Attempt, ChangePassword, EndEverywhere, used_before},
    entry::{self, Entry},
    lockout, password, sign_in,
};

/// How many of the latest sign-ins are shown.
const SIGN_INS_SHOWN: i64 = 10;

/// A sign-in as its owner sees it.
struct Seen {
    at: String,
    result: String,
    address: String,
    ended: String,
}

#[derive(Template)]
#[template(path = "pages/own.html")]
struct AccountPage<'a> {
    frame: Frame<'a>,
    login: String,
    password_set_on: String,
    second_factor_on: String,
    sign_ins: Vec<Seen>,
}

#[derive(Template)]
#[template(path = "pages/password.html")]
struct PasswordPage<'a> {
    frame: Frame<'a>,
    problems: Vec<Problem>,
    before_error: String,
    password_error: String,
    again_error: String,
}

/// The account of somebody who is signed in.
///
/// # Errors
/// [`Error::Forbidden`] where nobody is: in a house without accounts.
pub(super) fn account_of(who: &Who) -> Result<i64> {
    who.account.ok_or_else(|| Error::Forbidden("这里还没有账号。先建立账号，再登录".to_owned()))
}

/// Refuses what a demonstration, whose accounts have no passwords, cannot do.
pub(super) fn require_no_demonstration(who: &Who) -> Result<()> {
    if who.is_demonstration {
        return Err(Error::Refused("示例中的账号没有口令，直接在页面上方切换角色即可".to_owned()));
    }
    Ok(())
}

/// The page of one's own account.
pub(super) async fn account(gate: &Gate, visitor: &Visitor) -> Outcome {
    let id = account_of(&visitor.who)?;
    let (db, reader) = (gate.db(), gate.db().reader());
    let account = entry::of_id(reader, db, &ACCOUNTS, id).await?;
    let secrets = entry::find(reader, db, &SECRETS, &[("account", id.into())]).await?;
    let sign_ins = entry::latest(reader, db, &SIGN_INS, &[("account", id.into())], SIGN_INS_SHOWN).await?;
    let seen = |sign_in: &Entry| Seen {
        at: format!("{} {}", sign_in.text("signed_on"), sign_in.text("signed_at")),
        result: sign_in.text("result").to_owned(),
        address: sign_in.text("address").to_owned(),
        ended: match (sign_in.text("ended_at"), sign_in.text("ended_why")) {
            ("", _) => String::new(),
            (at, why) => format!("{why}（{at}）"),
        },
    };
    page(&AccountPage {
        frame: frame(gate, visitor, "我的账号"),
        login: account.text("name").to_owned(),
        password_set_on: account.text("password_set_on").to_owned(),
        second_factor_on: secrets.map_or(String::new(), |secrets| secrets.text("totp_on").to_owned()),
        sign_ins: sign_ins.iter().map(seen).collect(),
    })
}

/// The form for a new password.
pub(super) fn password_form(gate: &Gate, visitor: &Visitor) -> Outcome {
    account_of(&visitor.who)?;
    require_no_demonstration(&visitor.who)?;
    page(&password_page(gate, visitor, Vec::new()))
}

fn password_page<'a>(gate: &'a Gate, visitor: &'a Visitor, problems: Vec<Problem>) -> PasswordPage<'a> {
    PasswordPage {
        frame: frame(gate, visitor, "修改口令"),
        before_error: at(&problems, "before"),
        password_error: at(&problems, "password"),
        again_error: at(&problems, "again"),
        problems,
    }
}

/// Changes the password. All sign-ins end, this one too.
pub(super) async fn change_password(
    State(gate): Shared,
    caller: Caller,
    visitor: Visitor,
    Form(pairs): Typed,
) -> Outcome {
    match changed(&gate, &visitor.who, &pairs, &caller).await {
        Ok(()) => {
            gate.forget();
            Ok(left(SET))
        }
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            Ok((status, page(&password_page(&gate, &visitor, problems))?).into_response())
        }
    }
}

async fn changed(gate: &Gate, who: &Who, pairs: &[(String, String)], caller: &Caller) -> Result<()> {
    require_no_demonstration(who)?;
    let (db, id, now) = (gate.db(), account_of(who)?, gate.watch.now());
    let account = entry::of_id(db.reader(), db, &ACCOUNTS, id).await?;
    let secrets = entry::find(db.reader(), db, &SECRETS, &[("account", id.into())]).await?;
    let secrets = secrets.ok_or_else(|| Error::Refused("这个账号还没有口令，请用一次性链接设置".to_owned()))?;
    let before = secrets.text("password");
    if lockout::locked_until(&sign_in::attempts(db.reader(), id).await?).is_some_and(|until| until > now) {
        return Err(Error::invalid("before", "口令错了太多次，账号已锁定。请 30 分钟后再改"));
    }
    if !gate.hashing.matches(raw(pairs, "before"), Some(before)).await? {
        // Whoever took over an unattended desk guesses here as at the door, and is locked out as there.
        let guess = Attempt { db, account: Some(id), fits: None, code: "", address: &caller.address, token: "", now };
        db.write(&who.actor(), &guess).await?;
        return Err(Error::invalid("before", "现用口令不对。连续 5 次不对会锁定 30 分钟"));
    }
    let hash = chosen(gate, &account, Some(&secrets), pairs).await?;
    db.write(&who.actor(), &ChangePassword { db, account: id, before, hash: &hash, now }).await
}

/// The hash of a new password that was typed twice, if it will do.
pub(super) async fn chosen(
    gate: &Gate,
    account: &Entry,
    secrets: Option<&Entry>,
    pairs: &[(String, String)],
) -> Result<String> {
    let (new, again) = (raw(pairs, "password"), raw(pairs, "again"));
    let mut problems: Vec<Problem> = Vec::new();
    let mut wrong = |place: &str, sentence: String| problems.push(Problem { place: place.to_owned(), sentence });
    for sentence in password::faults(new, account.text("name"), account.text("holder")) {
        wrong("password", sentence);
    }
    if new != again {
        wrong("again", "两次填写的新口令不一样".to_owned());
    }
    let used = secrets.map(used_before).unwrap_or_default();
    if problems.is_empty() && gate.hashing.is_one_of(new, used).await? {
        let sentence = format!("最近用过的 {} 个口令不能再用", password::HISTORY);
        problems.push(Problem { place: "password".to_owned(), sentence });
    }
    if problems.is_empty() { gate.hashing.hash(new).await } else { Err(Error::Invalid(problems)) }
}

/// Signs out in every browser.
pub(super) async fn sign_out_everywhere(State(gate): Shared, visitor: Visitor) -> Outcome {
    let account = account_of(&visitor.who)?;
    if visitor.who.is_demonstration {
        return Ok(go("/account"));
    }
    let end = EndEverywhere { db: gate.db(), account, now: gate.watch.now() };
    gate.db().write(&visitor.actor(), &end).await?;
    gate.forget();
    Ok(left("out"))
}
