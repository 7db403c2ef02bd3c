//! The first accounts of a house, by whoever sits at its machine.

use askama::Template;
use axum::{Form, extract::State, http::HeaderMap, response::IntoResponse};
use storage::{Error, Problem, Result};
use web::{Frame, Outcome, Visitor, page, shown_again, typed};

use super::{
    Shared, Typed,
    accounts::{LinksPage, whole},
    at,
    caller::Caller,
    frame,
};
use crate::{Gate, Person, deeds::THREE, open_first};

/// One of the three.
struct Seat {
    number: usize,
    role: &'static str,
    duty: &'static str,
    login: String,
    holder: String,
    login_error: String,
    holder_error: String,
}

/// What each of the three does.
const DUTIES: [&str; 3] = [
    "开立和停用账号，不授岗位，看不到业务",
    "授予和终止岗位，不开账号，看不到业务",
    "查看全部变更和登录记录，什么也不改",
];

#[derive(Template)]
#[template(path = "pages/open.html")]
struct OpenPage<'a> {
    frame: Frame<'a>,
    seats: Vec<Seat>,
    problems: Vec<Problem>,
}

/// The form for the three administrators.
pub(super) async fn form(State(gate): Shared, visitor: Visitor) -> Outcome {
    require_open(&gate, &visitor).await?;
    page(&open_page(&gate, &visitor, &[], Vec::new()))
}

async fn require_open(gate: &Gate, visitor: &Visitor) -> Result<()> {
    if visitor.who.is_open_house && gate.is_open().await? {
        return Ok(());
    }
    Err(Error::Refused("已经有账号了。请由系统管理员登录后，在“账号”中开立其他账号".to_owned()))
}

fn open_page<'a>(
    gate: &'a Gate,
    visitor: &'a Visitor,
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> OpenPage<'a> {
    let seat = |(number, (role, duty)): (usize, (vocabulary::Role, &'static str))| {
        let [login, holder] = ["login", "holder"].map(|field| format!("{field}{number}"));
        Seat {
            number,
            role: role.label(),
            duty,
            login: typed(pairs, &login).to_owned(),
            holder: typed(pairs, &holder).to_owned(),
            login_error: at(&problems, &login),
            holder_error: at(&problems, &holder),
        }
    };
    let seats = THREE.into_iter().zip(DUTIES).enumerate().map(seat).collect();
    OpenPage { frame: frame(gate, visitor, "建立账号"), seats, problems }
}

/// Opens the three accounts and shows their links, once.
pub(super) async fn submit(
    State(gate): Shared,
    caller: Caller,
    visitor: Visitor,
    headers: HeaderMap,
    Form(pairs): Typed,
) -> Outcome {
    require_open(&gate, &visitor).await?;
    let people = [0, 1, 2].map(|number| Person {
        login: typed(&pairs, &format!("login{number}")).to_owned(),
        holder: typed(&pairs, &format!("holder{number}")).to_owned(),
    });
    match open_first(gate.db(), &people, gate.watch.now()).await {
        Ok(links) => {
            let links = links.into_iter().map(|link| (link.clone(), whole(&link, &caller, &headers))).collect();
            let frame = frame(&gate, &visitor, "一次性链接");
            page(&LinksPage { frame, links, back: "/sign-in".to_owned() })
        }
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            Ok((status, page(&open_page(&gate, &visitor, &pairs, problems))?).into_response())
        }
    }
}
