//! Signing in, signing out, and taking another of one's posts.

use askama::Template;
use axum::{
    Extension, Form,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use listing::address;
use storage::{Error, Result};
use web::{Frame, Outcome, Visitor, go, own_address, page, typed};

use super::{
    Carried, Shared, Typed,
    caller::Caller,
    cookies::{POST, SESSION, given, taken},
    frame,
};
use crate::{
    ACCOUNTS, Gate, SECRETS,
    deeds::{Admitted, Attempt},
    entry, random,
    session::{Ended, Ticket},
};

/// What everybody is told who was not let in, whatever the reason: it tells nothing about which accounts there are.
const REFUSED: &str = "登录没有成功：登录名、口令或动态码不对，或账号已停用、已锁定。连续 5 次不对会锁定 30 分钟；\
                       忘记口令请找系统管理员要一次性链接";

/// The word in an address by which the sign-in page says that somebody signed out.
const OUT: &str = "out";

/// The word by which it says that a password was set.
pub(super) const SET: &str = "set";

#[derive(Template)]
#[template(path = "pages/sign_in.html")]
struct SignInPage<'a> {
    frame: Frame<'a>,
    name: String,
    next: String,
    carried: Carried,
    /// What is wrong with what was typed.
    refused: &'static str,
    /// What else there is to tell.
    told: &'static str,
}

#[derive(Template)]
#[template(path = "pages/resume.html")]
struct ResumePage<'a> {
    frame: Frame<'a>,
    to: String,
    fields: Vec<(String, String)>,
}

/// The page to sign in.
pub(super) async fn form(gate: &Gate, visitor: &Visitor, query: &str) -> Outcome {
    let pairs = address::pairs(query);
    if visitor.who.account.is_some() || gate.is_open().await? {
        return Ok(go(own_address(typed(&pairs, "next"))));
    }
    let told = match typed(&pairs, "why") {
        OUT => "您已退出",
        SET => "口令已设好。请用新口令登录",
        word => Ended::ALL.into_iter().find(|ended| ended.word() == word).map_or("", Ended::says),
    };
    let next = own_address(typed(&pairs, "next")).to_owned();
    page(&SignInPage { told, next, ..sign_in_page(gate, visitor) })
}

/// The page to sign in, for somebody whose form came in without them being signed in.
pub(super) fn asked_first(gate: &Gate, visitor: &Visitor, carried: Carried, ended: Option<Ended>) -> Outcome {
    page(&SignInPage { carried, told: ended.map_or("", Ended::says), ..sign_in_page(gate, visitor) })
}

fn sign_in_page<'a>(gate: &'a Gate, visitor: &'a Visitor) -> SignInPage<'a> {
    SignInPage {
        frame: frame(gate, visitor, "登录"),
        name: String::new(),
        next: "/".to_owned(),
        carried: Carried::default(),
        refused: "",
        told: "",
    }
}

/// Lets somebody in, or shows the page again.
pub(super) async fn submit(State(gate): Shared, caller: Caller, visitor: Visitor, Form(pairs): Typed) -> Outcome {
    let carried = Carried { to: own(typed(&pairs, "to")), fields: raw(&pairs, "fields").to_owned(), lost: "" };
    let next = own_address(typed(&pairs, "next")).to_owned();
    match admitted(&gate, &pairs, &caller).await {
        Ok(Some(ticket)) => {
            let mut response = if carried.to.is_empty() {
                go(&next)
            } else {
                let frame = frame(&gate, &visitor, "继续提交");
                page(&ResumePage { frame, fields: address::pairs(&carried.fields), to: carried.to })?
            };
            set(&mut response, given(SESSION, &ticket.write(gate.db().seal()), &caller));
            Ok(response)
        }
        Ok(None) => {
            let name = typed(&pairs, "name").chars().take(100).collect();
            let again = SignInPage { name, next, carried, refused: REFUSED, ..sign_in_page(&gate, &visitor) };
            Ok((StatusCode::UNAUTHORIZED, page(&again)?).into_response())
        }
        Err(Error::Refused(_)) => {
            let refused = "正在登录的人太多，请过几秒再试";
            let again = SignInPage { next, carried, refused, ..sign_in_page(&gate, &visitor) };
            Ok((StatusCode::SERVICE_UNAVAILABLE, page(&again)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// A ticket for whoever typed this, if they may have one.
async fn admitted(gate: &Gate, pairs: &[(String, String)], caller: &Caller) -> Result<Option<Ticket>> {
    tokio::time::sleep(gate.slowdown.wait(&caller.address, gate.watch.now())).await;
    let (db, name) = (gate.db(), typed(pairs, "name").to_lowercase());
    let account = entry::find(db.reader(), db, &ACCOUNTS, &[("name", name.as_str().into())]).await?;
    let account = account.map(|account| account.id());
    let of_account = [("account", account.unwrap_or(0).into())];
    let secrets = entry::find(db.reader(), db, &SECRETS, &of_account).await?;
    let hash = secrets.as_ref().map(|secrets| secrets.text("password")).filter(|hash| !hash.is_empty());
    let is_right = gate.hashing.matches(raw(pairs, "password"), hash).await?;
    let (key, now) = (random::key()?, gate.watch.now());
    let attempt = Attempt {
        db,
        account,
        fits: hash.filter(|_| is_right),
        code: typed(pairs, "code"),
        address: &caller.address,
        token: &storage::digest(key.as_bytes()),
        now,
    };
    match db.write(&web::Who::house().actor(), &attempt).await? {
        Admitted::Yes(sign_in) => Ok(Some(Ticket { sign_in, key, post: None, seen: now })),
        Admitted::No => {
            gate.slowdown.failed(&caller.address, now);
            Ok(None)
        }
    }
}

/// Ends the session.
pub(super) async fn sign_out(State(gate): Shared, visitor: Visitor, ticket: Option<Extension<Ticket>>) -> Outcome {
    if visitor.who.is_demonstration {
        let mut response = go("/");
        set(&mut response, taken(POST));
        return Ok(response);
    }
    if let Some(Extension(ticket)) = ticket {
        gate.end(&[ticket.sign_in], "退出", gate.watch.now()).await?;
    }
    Ok(left(OUT))
}

/// The way to the sign-in page for somebody whose session is over: the browser forgets the ticket and every page it kept.
pub(super) fn left(why: &str) -> Response {
    let mut response = go(&format!("/sign-in?why={why}"));
    set(&mut response, taken(SESSION));
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    response
}

/// Takes another of one's posts.
pub(super) async fn switch(
    State(gate): Shared,
    caller: Caller,
    visitor: Visitor,
    ticket: Option<Extension<Ticket>>,
    Form(pairs): Typed,
) -> Outcome {
    let asked = typed(&pairs, "post").parse::<i64>().ok();
    let post = asked.filter(|asked| visitor.who.posts.iter().any(|post| post.id == *asked));
    let post = post.ok_or_else(|| Error::NotFound("您没有这个岗位。请刷新页面，再选一个".to_owned()))?;
    let cookie = match ticket {
        Some(Extension(ticket)) => {
            let ticket = Ticket { post: Some(post), seen: gate.watch.now(), ..ticket };
            given(SESSION, &ticket.write(gate.db().seal()), &caller)
        }
        None => given(POST, &post.to_string(), &caller),
    };
    // The page of one post need not be there for another: each begins at its own first page.
    let mut response = go("/");
    set(&mut response, cookie);
    Ok(response)
}

fn set(response: &mut Response, cookie: Option<HeaderValue>) {
    cookie.and_then(|cookie| response.headers_mut().insert(header::SET_COOKIE, cookie));
}

/// An address of this house, or nothing where there is none.
fn own(address: &str) -> String {
    if address.is_empty() { String::new() } else { own_address(address).to_owned() }
}

/// The value of a field with every blank in it: a password may begin with one.
pub(super) fn raw<'t>(pairs: &'t [(String, String)], name: &str) -> &'t str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}
