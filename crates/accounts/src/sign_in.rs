//! 登录记录: every attempt to sign in. One that succeeded is also the session, until it ends.

use listing::{
    Alternative, Audience, Column, Filter, Kept, Listing, Order, choice, day, link,
    query::{self, Wanted},
    text,
};
use storage::{Reader, Result, Value};
use vocabulary::Role;

use crate::{
    ACCOUNTS, Moment,
    entry::Entry,
    lockout::{Attempt, FAILURES},
};

/// How an attempt came out.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Signed in.
    Success,
    /// The password was wrong.
    WrongPassword,
    /// The password was right and the code was wrong or missing.
    WrongCode,
    /// The account was locked, whatever was typed.
    Locked,
    /// The account is stopped, or was for too long unused and is stopped now.
    Stopped,
    /// There is no such account. What was typed is not kept: it may be somebody's password.
    Unknown,
    /// No attempt: the password was set anew by a one-time link, which also ends a lock.
    Reset,
}

impl Ending {
    const LABELS: &[&str] = &["成功", "密码错误", "动态码错误", "账号锁定", "账号停用", "登录名不存在", "重设口令"];

    /// The word in records.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Ending::Success => "成功",
            Ending::WrongPassword => "密码错误",
            Ending::WrongCode => "动态码错误",
            Ending::Locked => "账号锁定",
            Ending::Stopped => "账号停用",
            Ending::Unknown => "登录名不存在",
            Ending::Reset => "重设口令",
        }
    }
}

/// 登录记录.
pub static SIGN_INS: Listing = Listing {
    table: "sign_in",
    path: "/sign-ins",
    title: "登录记录",
    unit: "次",
    about: "每一次登录和登录失败，以及登录何时、为何结束。登录名不存在时不记所填内容，因为那可能是误填的口令。",
    key: &[],
    name: &["signed_on", "signed_at"],
    order: Order::Latest,
    audience: Audience::Only(&[Role::AuditAdministrator]),
    kept: Kept::ByHouse,
    columns: &[
        day("signed_on", "日期").required(),
        text("signed_at", "时刻").required(),
        link("account", "账号", &ACCOUNTS),
        choice("result", "结果", Ending::LABELS).required(),
        text("address", "来源地址").facet(),
        text("ended_at", "结束时刻"),
        text("ended_why", "结束原因").facet(),
        text("token", "会话摘要").personal(),
    ],
    ..Listing::BLANK
};

/// When an attempt was made.
pub(crate) fn at(sign_in: &Entry) -> Option<Moment> {
    Moment::parse(&format!("{} {}", sign_in.text("signed_on"), sign_in.text("signed_at")))
}

/// What is kept of an attempt.
pub(crate) fn values(account: Option<i64>, ending: Ending, address: &str, now: Moment) -> Vec<(&'static str, Value)> {
    vec![
        ("signed_on", now.day().to_string().into()),
        ("signed_at", now.time().into()),
        ("account", account.map_or(Value::Null, Value::Int)),
        ("result", ending.label().into()),
        ("address", if address.is_empty() { Value::Null } else { address.into() }),
    ]
}

/// What the lock looks at: the latest attempts of an account, without those while it was locked or stopped.
pub(crate) async fn attempts(reader: Reader<'_>, account: i64) -> Result<Vec<Attempt>> {
    let counted = [Ending::Success, Ending::WrongPassword, Ending::WrongCode, Ending::Reset];
    let columns: Vec<&'static Column> =
        ["signed_on", "signed_at", "result", "account"].iter().filter_map(|name| SIGN_INS.column(name)).collect();
    let [_, _, result, owner] = columns.as_slice() else { return Ok(Vec::new()) };
    let filter = Filter::default()
        .with(owner, vec![Alternative::Is(account.into())])
        .with(result, counted.map(|ending| Alternative::Is(ending.label().into())).to_vec());
    let wanted = Wanted { filter, limit: FAILURES, ..Wanted::default() };
    let records = query::page(reader, &SIGN_INS, &columns, &wanted).await?.records;
    let attempt = |record: &listing::Record| {
        let text = |place: usize| record.cells.get(place).and_then(|cell| cell.value.text()).unwrap_or_default();
        let failed = [Ending::WrongPassword, Ending::WrongCode].iter().any(|ending| ending.label() == text(2));
        Some(Attempt { at: Moment::parse(&format!("{} {}", text(0), text(1)))?, failed })
    };
    Ok(records.iter().filter_map(attempt).collect())
}
