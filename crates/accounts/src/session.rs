//! The ticket that a signed-in browser carries, and how long it is good.
//!
//! It names the sign-in, carries the key that only this browser has (the house keeps a digest of it), the post in which its
//! owner acts and when it was last seen; the seal of the house stands over all of it. So nothing is written while somebody
//! works, several servers can share a house, and who reads the database cannot make a ticket.

use storage::Seal;

use crate::Moment;

/// After how many seconds without a request a sign-in ends (GB/T 22239-2019: 15 to 30 minutes).
pub(crate) const IDLE: i64 = 30 * 60;

/// After how many seconds it ends in any case.
pub(crate) const LONGEST: i64 = 12 * 3_600;

/// How old the last sight may be before a new ticket is given out.
const RENEWED: i64 = 60;

/// For what the seal signs.
const PURPOSE: &str = "session";

/// What a browser carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ticket {
    /// The sign-in.
    pub(crate) sign_in: i64,
    /// The key that only this browser has.
    pub(crate) key: String,
    /// The post in which its owner acts; none while they have none.
    pub(crate) post: Option<i64>,
    /// When it was last seen.
    pub(crate) seen: Moment,
}

/// Why a ticket is no longer good.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Nothing was asked for too long.
    Idle,
    /// It was good for long enough.
    Over,
    /// It was ended elsewhere: by its owner, or because the password, the account or the post changed.
    Elsewhere,
}

impl Ended {
    /// Every reason.
    pub(crate) const ALL: [Ended; 3] = [Ended::Idle, Ended::Over, Ended::Elsewhere];

    /// The word that stands in an address.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Ended::Idle => "idle",
            Ended::Over => "over",
            Ended::Elsewhere => "elsewhere",
        }
    }

    /// What the reader is told.
    pub(crate) const fn says(self) -> &'static str {
        match self {
            Ended::Idle => "您已 30 分钟没有操作，系统已自动退出。请重新登录",
            Ended::Over => "这次登录已满 12 小时，系统已自动退出。请重新登录",
            Ended::Elsewhere => "这次登录已结束（已退出、改过口令，或岗位、账号有变动）。请重新登录",
        }
    }
}

impl Ticket {
    /// As the browser carries it.
    pub(crate) fn write(&self, seal: &Seal) -> String {
        let said = self.said();
        let signature = seal.sign(PURPOSE, said.as_bytes());
        format!("{said}.{signature}")
    }

    /// Reads what a browser brought; nothing where this house did not write it.
    pub(crate) fn read(text: &str, seal: &Seal) -> Option<Ticket> {
        let (said, signature) = text.rsplit_once('.')?;
        if !seal.is_signed(PURPOSE, said.as_bytes(), signature) {
            return None;
        }
        let mut parts = said.split('.');
        let sign_in = parts.next()?.parse().ok()?;
        let key = parts.next()?.to_owned();
        let post = parts.next()?.parse().ok().filter(|post| *post > 0);
        let seen = Moment::of_seconds(parts.next()?.parse().ok()?);
        Some(Ticket { sign_in, key, post, seen })
    }

    /// Why it is no longer good for a sign-in that began at `began`.
    pub(crate) fn ended(&self, began: Moment, now: Moment) -> Option<Ended> {
        match (now.since(began) > LONGEST, now.since(self.seen) > IDLE) {
            (true, _) => Some(Ended::Over),
            (false, true) => Some(Ended::Idle),
            (false, false) => None,
        }
    }

    /// The same ticket as seen now, where it is time to give out a new one.
    pub(crate) fn renewed(&self, now: Moment) -> Option<Ticket> {
        (now.since(self.seen) >= RENEWED).then(|| Ticket { seen: now, ..self.clone() })
    }

    fn said(&self) -> String {
        format!("{}.{}.{}.{}", self.sign_in, self.key, self.post.unwrap_or(0), self.seen.seconds())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Moment = Moment::of_seconds(1_000_000);

    fn ticket() -> Ticket {
        Ticket { sign_in: 7, key: "00ff".to_owned(), post: Some(3), seen: NOON }
    }

    #[test]
    fn a_ticket_is_read_back_by_the_house_that_wrote_it_and_by_no_other() {
        let (seal, other) = (Seal::new(&[1; 32]), Seal::new(&[2; 32]));
        let text = ticket().write(&seal);
        assert_eq!(Ticket::read(&text, &seal), Some(ticket()));
        assert_eq!(Ticket::read(&text, &other), None);
        assert_eq!(Ticket::read(&text.replacen('7', "8", 1), &seal), None, "another's sign-in");
        assert_eq!(Ticket::read(&text.replace(".3.", ".4."), &seal), None, "another's post");
        assert_eq!(Ticket::read(&text.replace("1000000", "9000000"), &seal), None, "a later sight");
        for nonsense in ["", ".", "....", "7.00ff.3.1000000", "7.00ff.3.1000000."] {
            assert_eq!(Ticket::read(nonsense, &seal), None, "{nonsense}");
        }
    }

    #[test]
    fn it_ends_when_idle_and_when_its_day_is_over() {
        assert_eq!(ticket().ended(NOON, NOON.plus(IDLE)), None);
        assert_eq!(ticket().ended(NOON, NOON.plus(IDLE + 1)), Some(Ended::Idle));
        let busy = Ticket { seen: NOON.plus(LONGEST), ..ticket() };
        assert_eq!(busy.ended(NOON, NOON.plus(LONGEST)), None);
        assert_eq!(busy.ended(NOON, NOON.plus(LONGEST + 1)), Some(Ended::Over));
    }

    #[test]
    fn a_ticket_is_renewed_once_a_minute() {
        assert_eq!(ticket().renewed(NOON.plus(59)), None);
        assert_eq!(ticket().renewed(NOON.plus(60)).map(|ticket| ticket.seen), Some(NOON.plus(60)));
    }
}
