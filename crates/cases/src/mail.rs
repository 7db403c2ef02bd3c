//! E-mail: messages that wait are also sent to whoever has an address. Off unless the house is given a mail server.

use std::time::Duration;

use accounts::ACCOUNTS;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::{self, response::Category},
};
use listing::{
    Alternative, Filter,
    query::{self, Wanted},
};
use storage::{Db, Deed, Error, Result, Value, Work};

use crate::{CaseFile, MESSAGES};

/// How many messages go out in one round.
const MOST: usize = 200;

/// For how many days a message is worth a mail. What is older was read in the house, or is of no use any more; so a house
/// that gets a mail server after years does not write about all of them.
const DAYS: i32 = 7;

/// For how long a mail server may keep silent.
const PATIENCE: Duration = Duration::from_secs(20);

/// The mail server of the house and the address from which it writes.
#[derive(Debug)]
pub struct MailBox {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// Where the house is reached, for the links: `https://keshu.example.gov.cn`.
    pub home: String,
}

/// Why a message did not go out.
enum Unsent {
    /// It never will, and why: this stands in its record.
    Never(&'static str),
    /// The server does not answer, does not know us, or asks us to come again.
    Later(String),
}

impl MailBox {
    /// A mail box by its address, such as `smtps://mail.example.gov.cn:465` with the user and the password before the host,
    /// and the sender.
    ///
    /// # Errors
    /// [`Error::Refused`] if one of them makes no sense. The sentence does not repeat the password.
    pub fn new(server: &str, from: &str, home: &str) -> Result<MailBox> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(server)
            .map_err(|_| {
                let sentence = "邮件服务器地址不对，应如 smtps://mail.example.gov.cn:465；要登录时在主机前写用户和口令";
                Error::Refused(sentence.to_owned())
            })?
            .timeout(Some(PATIENCE))
            .build();
        let from = from.parse().map_err(|_| Error::Refused(format!("发件地址“{from}”不是邮箱地址")))?;
        Ok(MailBox { transport, from, home: home.trim_end_matches('/').to_owned() })
    }

    async fn send(&self, to: &str, message: &CaseFile) -> Result<(), Unsent> {
        let to: Mailbox = to.parse().map_err(|_| Unsent::Never("邮箱地址不对"))?;
        let mut body = String::new();
        for line in [message.text("body"), &format!("{}{}", self.home, message.text("href"))] {
            if !line.is_empty() {
                body.push_str(line);
                body.push('\n');
            }
        }
        let mail = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(message.text("subject"))
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(|error| Unsent::Later(error.to_string()))?;
        self.transport.send(mail).await.map(|_| ()).map_err(|error| unsent(&error))
    }
}

/// What a refusal of the server means. Codes 55x speak of this mailbox or message; every other trouble is the server's or
/// ours, and the next message would meet it too.
fn unsent(error: &smtp::Error) -> Unsent {
    let is_of_mailbox = error.status().is_some_and(|code| matches!(code.category, Category::MailSystem));
    if error.is_permanent() && is_of_mailbox { Unsent::Never("对方拒收") } else { Unsent::Later(error.to_string()) }
}

/// Sends the messages of the last days that have not gone out, the earliest first, and returns how many went. One whose
/// account has no address is marked so. Where the server fails the rest waits for the next round.
///
/// # Errors
/// What the database says.
pub async fn deliver(db: &Db, mail_box: &MailBox) -> Result<usize> {
    let mut sent = 0;
    let mut unaddressed = Vec::new();
    for message in waiting(db).await? {
        let Some(account) = message.number("account") else { continue };
        let account = CaseFile::read(db.reader(), &ACCOUNTS, account).await?;
        let never = match (account.text("state"), account.text("email")) {
            (_, "") => Some("无邮箱"),
            ("停用", _) => Some("账号已停用"),
            (_, address) => match mail_box.send(address, &message).await {
                Ok(()) => {
                    db.write("系统", &Mark { db, messages: &[(message, None)] }).await?;
                    sent += 1;
                    continue;
                }
                Err(Unsent::Never(why)) => Some(why),
                Err(Unsent::Later(error)) => {
                    tracing::warn!(%error, message = message.id(), "the mail waits for the next round");
                    break;
                }
            },
        };
        unaddressed.push((message, never));
    }
    if !unaddressed.is_empty() {
        db.write("系统", &Mark { db, messages: &unaddressed }).await?;
    }
    Ok(sent)
}

/// The messages that have not gone out.
async fn waiting(db: &Db) -> Result<Vec<CaseFile>> {
    let since = Value::from(db.clock().today().plus_days(-DAYS).to_string());
    let asked = [("mailed_at", Alternative::Empty), ("sent_on", Alternative::Between(Some(since), None))];
    let parts = asked.into_iter().filter_map(|(name, any)| Some((MESSAGES.column(name)?, vec![any])));
    let filter = parts.fold(Filter::default(), |filter, (column, any)| filter.with(column, any));
    let columns: Vec<_> = MESSAGES.columns.iter().collect();
    let wanted = Wanted { filter, sort: Some(("number", false)), limit: MOST, ..Wanted::default() };
    let records = query::page(db.reader(), &MESSAGES, &columns, &wanted).await?.records;
    Ok(records.into_iter().map(|record| CaseFile { listing: &MESSAGES, record }).collect())
}

/// Remembers when messages went out, or why they never will.
struct Mark<'a> {
    db: &'a Db,
    messages: &'a [(CaseFile, Option<&'static str>)],
}

impl Deed for Mark<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        for (message, never) in self.messages {
            let said = never.map_or_else(|| work.moment().to_owned(), str::to_owned);
            message.write(work, self.db, vec![("mailed_at", said.into())]).await?;
        }
        Ok(())
    }
}
