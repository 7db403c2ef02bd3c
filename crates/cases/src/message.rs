//! 消息: what somebody should know or do, written when a case reaches a stage in which they can act.

use listing::{
    Alternative, Filter, Kept, Listing, Order, day, integer, link, long_text,
    query::{self, Wanted},
    text,
};
use procedure::Procedure;
use storage::{Db, Deed, Reader, Result, Value, Work};
use vocabulary::Role;

use crate::{Asked, CaseFile, Handling, case_file::new_row};
use accounts::{ACCOUNTS, POSTS};

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
    /// The moment, as `12-30 09:30`.
    pub(crate) at: String,
    pub(crate) subject: String,
    pub(crate) body: String,
    pub(crate) href: String,
    pub(crate) is_read: bool,
}

/// The messages of an account, the latest first, and how many it has not read. Who has no account has none.
pub(crate) async fn of_account(reader: Reader<'_>, account: Option<i64>, limit: usize) -> Result<(Vec<Shown>, i64)> {
    let (Some(account), Some(column)) = (account, MESSAGES.column("account")) else { return Ok((Vec::new(), 0)) };
    let filter = Filter::default().with(column, vec![Alternative::Is(account.into())]);
    let columns: Vec<_> = MESSAGES.columns.iter().collect();
    let wanted = Wanted { filter, limit, ..Wanted::default() };
    let records = query::page(reader, &MESSAGES, &columns, &wanted).await?.records;
    let shown = records.into_iter().map(|record| {
        let message = CaseFile { listing: &MESSAGES, record };
        Shown {
            id: message.id(),
            at: message.text("sent_at").get(5..16).unwrap_or_default().to_owned(),
            subject: message.text("subject").to_owned(),
            body: message.text("body").to_owned(),
            href: message.text("href").to_owned(),
            is_read: message.has("read_at"),
        }
    });
    Ok((shown.collect(), unread(reader, account).await?))
}

/// How many messages an account has not read.
///
/// # Errors
/// What the database says.
pub async fn unread(reader: Reader<'_>, account: i64) -> Result<i64> {
    query::count(reader, &MESSAGES, &unread_of(account)).await
}

fn unread_of(account: i64) -> Filter {
    let asked = [("account", Alternative::Is(account.into())), ("read_at", Alternative::Empty)];
    let parts = asked.into_iter().filter_map(|(name, any)| Some((MESSAGES.column(name)?, vec![any])));
    parts.fold(Filter::default(), |filter, (column, any)| filter.with(column, any))
}

/// Marks messages of an account as read: one, or all of them.
pub(crate) struct Read<'a> {
    pub(crate) db: &'a Db,
    pub(crate) account: i64,
    pub(crate) one: Option<i64>,
    pub(crate) moment: Value,
}

impl Deed for Read<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let table = self.db.table(MESSAGES.table)?;
        let columns: Vec<_> = MESSAGES.columns.iter().collect();
        let wanted = Wanted { filter: unread_of(self.account), limit: MARKED_AT_ONCE, ..Wanted::default() };
        for record in query::page(work.reader(), &MESSAGES, &columns, &wanted).await?.records {
            let message = CaseFile { listing: &MESSAGES, record };
            if self.one.is_none_or(|one| one == message.id()) {
                work.update(table, &message.row(), &message.placed(vec![("read_at", self.moment.clone())])?).await?;
            }
        }
        Ok(())
    }
}

/// How many messages are marked as read at a time.
const MARKED_AT_ONCE: usize = 1_000;

/// The accounts with a post in which somebody can act on a case: of the role, and of the unit or section of the case.
pub(crate) async fn accounts_of(reader: Reader<'_>, case: &CaseFile, roles: &[Role]) -> Result<Vec<i64>> {
    if roles.is_empty() {
        return Ok(Vec::new());
    }
    let labels = roles.iter().map(|role| Alternative::Is(role.label().into())).collect();
    let (Some(role), Some(ended)) = (POSTS.column("role"), POSTS.column("ended_on")) else { return Ok(Vec::new()) };
    let filter = Filter::default().with(role, labels).with(ended, vec![Alternative::Empty]);
    let columns: Vec<_> = POSTS.columns.iter().collect();
    let wanted = Wanted { filter, limit: 500, ..Wanted::default() };
    let mut accounts = Vec::new();
    for record in query::page(reader, &POSTS, &columns, &wanted).await?.records {
        let post = CaseFile { listing: &POSTS, record };
        let role = Role::of_label(post.text("role"));
        let who = web::Who { role, unit: post.number("unit"), section: post.number("section"), ..web::Who::default() };
        if let Some(account) = post.number("account").filter(|_| crate::is_in_scope(case, &who))
            && !accounts.contains(&account)
        {
            accounts.push(account);
        }
    }
    Ok(accounts)
}

/// Writes a message to each of these accounts.
///
/// # Errors
/// What the database says.
pub async fn send(work: &mut Work, db: &Db, accounts: &[i64], note: &Note, today: vocabulary::Day) -> Result<()> {
    if accounts.is_empty() {
        return Ok(());
    }
    let first = query::count(work.reader(), &MESSAGES, &Filter::default()).await? + 1;
    let moment = work.moment().to_owned();
    let mut rows = Vec::new();
    for (number, account) in (first..).zip(accounts) {
        let optional = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
        rows.push(new_row(
            &MESSAGES,
            vec![
                ("number", number.into()),
                ("account", (*account).into()),
                ("subject", note.subject.as_str().into()),
                ("body", optional(&note.body)),
                ("href", optional(&note.href)),
                ("sent_on", today.to_string().into()),
                ("sent_at", moment.as_str().into()),
            ],
        )?);
    }
    work.insert(db.table(MESSAGES.table)?, rows).await.map(|_| ())
}

/// Tells those who can act next that a case waits for them, and the unit what became of its case.
pub(crate) async fn told_to_the_next<C: Handling>(
    work: &mut Work,
    db: &Db,
    procedure: &Procedure<C>,
    case: &CaseFile,
    stage: C::Stage,
    asked: &Asked<'_>,
) -> Result<()> {
    use procedure::Word;
    // A step that needs a reason is an exception for which nobody waits.
    let usual = procedure.out_of(stage).filter(|rule| !rule.with_reason);
    let mut roles: Vec<Role> = usual.flat_map(|rule| rule.by.iter().copied()).collect();
    roles.retain(|role| *role != Role::House && !role.is_of_unit());
    roles.sort_unstable();
    roles.dedup();
    let own = asked.who.account;
    let mut next = accounts_of(work.reader(), case, &roles).await?;
    next.retain(|account| Some(*account) != own);
    let title = C::LISTING.title;
    let name = case.name();
    let note =
        Note {
            subject: format!("待办：{title}“{name}”{}", stage.label()), body: String::new(), href: case.href()
        };
    send(work, db, &next, &note, asked.today).await?;
    if case.listing.owner.is_some() {
        let mut owners = accounts_of(work.reader(), case, &[Role::Enterprise, Role::Institute]).await?;
        owners.retain(|account| Some(*account) != own && !next.contains(account));
        let name_for_them = procedure.stage(stage).map_or(stage.label(), |rule| rule.for_applicant);
        let note = Note { subject: format!("{title}“{name}”：{name_for_them}"), ..note };
        send(work, db, &owners, &note, asked.today).await?;
    }
    Ok(())
}
