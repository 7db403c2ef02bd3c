//! E-mail: messages that wait are also sent to whoever has an address. Off unless the house is given a mail server.

use accounts::ACCOUNTS;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, message::Mailbox};
use listing::{
    Alternative, Filter,
    query::{self, Wanted},
};
use storage::{Db, Deed, Error, Result, Work};

use crate::{CaseFile, MESSAGES};

/// How many messages go out in one round.
const MOST: usize = 200;

/// The mail server of the house and the address from which it writes.
#[derive(Debug)]
pub struct MailBox {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// Where the house is reached, for the links: `https://keshu.example.gov.cn`.
    pub home: String,
}

impl MailBox {
    /// A mail box by its address, such as `smtps://mail.example.gov.cn`, and the sender.
    ///
    /// # Errors
    /// [`Error::Refused`] if one of them makes no sense. The sentence does not repeat the password.
    pub fn new(server: &str, from: &str, home: &str) -> Result<MailBox> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(server)
            .map_err(|_| Error::Refused("邮件服务器地址不对，应如 smtps://邮件服务器，用户和口令写在其前".to_owned()))?
            .build();
        let from = from.parse().map_err(|_| Error::Refused(format!("发件地址“{from}”不是邮箱地址")))?;
        Ok(MailBox { transport, from, home: home.trim_end_matches('/').to_owned() })
    }

    async fn send(&self, to: &str, message: &CaseFile) -> Result<()> {
        let unsent = |error: String| Error::Refused(format!("邮件没有发出：{error}"));
        let to: Mailbox = to.parse().map_err(|_| unsent("收件地址不对".to_owned()))?;
        let body = format!("{}\n{}{}\n", message.text("body"), self.home, message.text("href"));
        let mail = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(message.text("subject"))
            .body(body)
            .map_err(|error| unsent(error.to_string()))?;
        self.transport.send(mail).await.map(|_| ()).map_err(|error| unsent(error.to_string()))
    }
}

/// Sends the messages that have not gone out to those who have an address, and returns how many went. One that cannot be
/// sent waits for the next round.
///
/// # Errors
/// What the database says.
pub async fn deliver(db: &Db, mail_box: &MailBox) -> Result<usize> {
    let Some(mailed) = MESSAGES.column("mailed_at") else { return Ok(0) };
    let columns: Vec<_> = MESSAGES.columns.iter().collect();
    let filter = Filter::default().with(mailed, vec![Alternative::Empty]);
    let wanted = Wanted { filter, limit: MOST, ..Wanted::default() };
    let mut sent = 0;
    for record in query::page(db.reader(), &MESSAGES, &columns, &wanted).await?.records {
        let message = CaseFile { listing: &MESSAGES, record };
        let Some(account) = message.number("account") else { continue };
        let account = CaseFile::read(db.reader(), &ACCOUNTS, account).await?;
        if !account.has("email") {
            db.write("系统", &Mailed { db, message: &message, how: Some("无邮箱") }).await?;
            continue;
        }
        match mail_box.send(account.text("email"), &message).await {
            Ok(()) => {
                db.write("系统", &Mailed { db, message: &message, how: None }).await?;
                sent += 1;
            }
            Err(error) => tracing::warn!(%error, message = message.id(), "a message waits"),
        }
    }
    Ok(sent)
}

/// Remembers that a message went out, or why it never will.
struct Mailed<'a> {
    db: &'a Db,
    message: &'a CaseFile,
    how: Option<&'static str>,
}

impl Deed for Mailed<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let said = self.how.map_or_else(|| work.moment().to_owned(), str::to_owned);
        let changes = self.message.placed(vec![("mailed_at", said.into())])?;
        work.update(self.db.table(MESSAGES.table)?, &self.message.row(), &changes).await.map(|_| ())
    }
}
