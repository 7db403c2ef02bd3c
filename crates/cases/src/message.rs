//! 消息: what somebody should know or do, written when a case reaches a stage in which they can act.

use accounts::{ACCOUNTS, Count};
use listing::{
    Alternative, CodeKind, Filter, Kept, Listing, Order, code, day, integer, link, long_text,
    query::{self, Wanted},
    text,
};
use storage::{Db, Deed, Error, Reader, Result, Value, Work};
use vocabulary::Day;

use crate::{
    CaseFile,
    case_file::{all_by, new_row},
    matching,
};

/// 消息.
pub static MESSAGES: Listing = Listing {
    table: "message",
    path: "/messages/all",
    title: "消息",
    unit: "条",
    about: "系统发给每个账号的消息：待办、提醒、超期和结果。",
    key: &["number"],
    name: &["subject"],
    order: Order::Latest,
    kept: Kept::Inside,
    columns: &[
        integer("number", "编号", "").required(),
        link("account", "收件人", &ACCOUNTS).required(),
        text("subject", "标题").required(),
        long_text("body", "内容"),
        text("href", "地址"),
        day("sent_on", "发出日期").required(),
        text("sent_at", "发出时刻").required(),
        text("read_at", "阅读时刻"),
        text("mailed_at", "邮件发出时刻"),
        // A facet has an index, by which the house finds again what it has said.
        code("occasion", "缘由", CodeKind::Number).facet(),
    ],
    ..Listing::BLANK
};

/// What a message says.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its subject.
    pub subject: String,
    /// What else there is to say.
    pub body: String,
    /// Where to go.
    pub href: String,
}

/// A message as pages show it.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) id: i64,
    /// The moment, as `2022-12-30 09:30`.
    pub(crate) at: String,
    pub(crate) subject: String,
    pub(crate) body: String,
    pub(crate) href: String,
    pub(crate) is_read: bool,
}

impl Shown {
    /// The moment without the year, as `12-30 09:30`, where there is little room.
    pub(crate) fn short(&self) -> &str {
        self.at.get(5..).unwrap_or_default()
    }
}

/// Some messages of an account and where those before and after them are.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    pub(crate) messages: Vec<Shown>,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

/// The messages of an account, the latest first. Who has no account has none.
pub(crate) async fn of_account(reader: Reader<'_>, account: Option<i64>, wanted: Wanted) -> Result<Letters> {
    let Some(account) = account else { return Ok(Letters::default()) };
    let columns: Vec<_> = MESSAGES.columns.iter().collect();
    let wanted = Wanted { filter: matching(&MESSAGES, &[("account", account.into())])?, ..wanted };
    let page = query::page(reader, &MESSAGES, &columns, &wanted).await?;
    let shown = page.records.into_iter().map(|record| {
        let message = CaseFile { listing: &MESSAGES, record };
        Shown {
            id: message.id(),
            at: message.text("sent_at").get(..16).unwrap_or_default().to_owned(),
            subject: message.text("subject").to_owned(),
            body: message.text("body").to_owned(),
            href: message.text("href").to_owned(),
            is_read: message.has("read_at"),
        }
    });
    Ok(Letters { messages: shown.collect(), before: page.before, after: page.after })
}

/// How many messages an account has not read.
///
/// # Errors
/// What the database says.
pub async fn unread(reader: Reader<'_>, account: i64) -> Result<i64> {
    query::count(reader, &MESSAGES, &unread_of(account)?).await
}

fn unread_of(account: i64) -> Result<Filter> {
    let filter = matching(&MESSAGES, &[("account", account.into())])?;
    Ok(match MESSAGES.column("read_at") {
        Some(column) => filter.with(column, vec![Alternative::Empty]),
        None => filter,
    })
}

/// What counts the messages for the head of every page.
#[derive(Copy, Clone, Debug)]
pub struct Inbox;

impl accounts::Unread for Inbox {
    fn unread<'a>(&'a self, db: &'a Db, account: i64) -> Count<'a> {
        Box::pin(async move { unread(db.reader(), account).await })
    }
}

/// Marks messages of an account as read: one, or all of them. What is not theirs is not touched.
pub(crate) struct Read<'a> {
    pub(crate) db: &'a Db,
    pub(crate) account: i64,
    pub(crate) one: Option<i64>,
}

impl Deed for Read<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let mut messages = all_by(work.reader(), &MESSAGES, unread_of(self.account)?, None).await?;
        messages.retain(|message| self.one.is_none_or(|one| one == message.id()));
        for message in messages {
            let moment = work.moment().to_owned();
            message.write(work, self.db, vec![("read_at", moment.into())]).await?;
        }
        Ok(())
    }
}

/// Writes a message to each of these accounts.
///
/// # Errors
/// What the database says.
pub async fn send(work: &mut Work, db: &Db, accounts: &[i64], note: &Note, today: Day) -> Result<()> {
    send_once(work, db, accounts, note, "", today).await.map(|_| ())
}

/// Writes a message to each of these accounts that has not had one on this `occasion`, and returns how many there were. An
/// empty occasion is always a new one.
pub(crate) async fn send_once(
    work: &mut Work,
    db: &Db,
    accounts: &[i64],
    note: &Note,
    occasion: &str,
    today: Day,
) -> Result<usize> {
    let mut accounts = accounts.to_vec();
    if !occasion.is_empty() {
        let told = all_by(work.reader(), &MESSAGES, on(&[occasion])?, None).await?;
        accounts.retain(|account| !told.iter().any(|message| message.number("account") == Some(*account)));
    }
    if accounts.is_empty() {
        return Ok(0);
    }
    let first = last_number(work.reader()).await? + 1;
    let moment = work.moment().to_owned();
    let optional = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
    let rows = (first..).zip(&accounts).map(|(number, account)| {
        let values = vec![
            ("number", number.into()),
            ("account", (*account).into()),
            ("subject", note.subject.as_str().into()),
            ("body", optional(&note.body)),
            ("href", optional(&note.href)),
            ("sent_on", today.to_string().into()),
            ("sent_at", moment.as_str().into()),
            ("occasion", optional(occasion)),
        ];
        new_row(&MESSAGES, values)
    });
    let rows = rows.collect::<Result<Vec<_>>>()?;
    work.insert(db.table(MESSAGES.table)?, rows).await?;
    Ok(accounts.len())
}

/// The highest number so far. Writers are one after another, so nobody takes the next one meanwhile.
async fn last_number(reader: Reader<'_>) -> Result<i64> {
    let columns: Vec<_> = MESSAGES.column("number").into_iter().collect();
    let wanted = Wanted { limit: 1, ..Wanted::default() };
    let latest = query::page(reader, &MESSAGES, &columns, &wanted).await?.records;
    Ok(latest.first().and_then(|record| record.cells.first()?.value.int()).unwrap_or(0))
}

/// The messages on any of these occasions.
pub(crate) fn on(occasions: &[&str]) -> Result<Filter> {
    let any = occasions.iter().map(|occasion| Alternative::Is((*occasion).into())).collect();
    let column = MESSAGES.column("occasion").ok_or_else(|| Error::Fault("messages have no occasion".to_owned()))?;
    Ok(Filter::default().with(column, any))
}
