//! The first accounts of a house: the three administrators, kept apart from the beginning.

use storage::{Db, Deed, Error, Problem, Result, Work};
use vocabulary::Role;

use super::link::issue;
use crate::{
    ACCOUNTS, Moment, POSTS,
    account::{OPEN, login_fault},
    entry,
};

/// The three administrators, in the order in which they are asked for.
pub(crate) const THREE: [Role; 3] = [Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator];

/// Somebody who is to have an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The login name.
    pub login: String,
    /// The name.
    pub holder: String,
}

/// Opens the accounts of the three administrators.
pub(crate) struct OpenFirst<'a> {
    pub(crate) db: &'a Db,
    pub(crate) people: &'a [Person; 3],
    /// The digests of the keys in their links.
    pub(crate) digests: &'a [String; 3],
    pub(crate) now: Moment,
}

impl Deed for OpenFirst<'_> {
    /// Their ids.
    type Outcome = Vec<i64>;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<Vec<i64>> {
        if entry::find(work.reader(), self.db, &ACCOUNTS, &[]).await?.is_some() {
            return Err(Error::Refused("已经有账号了。请由系统管理员登录后开立其他账号".to_owned()));
        }
        require_three(self.people)?;
        let mut ids = Vec::new();
        for ((person, role), digest) in self.people.iter().zip(THREE).zip(self.digests) {
            let id = open(work, self.db, person, None, self.now).await?;
            let account = entry::of_id(work.reader(), self.db, &ACCOUNTS, id).await?;
            issue(work, self.db, &account, digest, self.now).await?;
            let post = [
                ("account", id.into()),
                ("role", role.label().into()),
                ("granted_on", self.now.day().to_string().into()),
                ("granted_by", "建立账号".into()),
            ];
            entry::add(work, self.db, &POSTS, &post).await?;
            ids.push(id);
        }
        Ok(ids)
    }
}

/// Opens an account.
pub(crate) async fn open(
    work: &mut Work,
    db: &Db,
    person: &Person,
    in_directory: Option<i64>,
    now: Moment,
) -> Result<i64> {
    let today = now.day().to_string();
    let values = [
        ("name", person.login.as_str().into()),
        ("holder", person.holder.as_str().into()),
        ("person", in_directory.map_or(storage::Value::Null, Into::into)),
        ("state", OPEN.into()),
        ("created_on", today.as_str().into()),
        ("enabled_on", today.as_str().into()),
        ("must_change", "是".into()),
    ];
    entry::add(work, db, &ACCOUNTS, &values).await
}

/// Refuses three administrators who are not three people with three login names.
fn require_three(people: &[Person; 3]) -> Result<()> {
    let mut problems = Vec::new();
    for (number, person) in people.iter().enumerate() {
        let mut wrong = |field: &str, sentence: String| {
            problems.push(Problem { place: format!("{field}{number}"), sentence });
        };
        if let Some(fault) = login_fault(&person.login) {
            wrong("login", fault);
        }
        if person.holder.is_empty() || person.holder.chars().count() > 50 {
            wrong("holder", "请填写姓名，不超过 50 个字".to_owned());
        }
        let before = people.get(..number).unwrap_or_default();
        if before.iter().any(|other| other.login == person.login || other.holder == person.holder) {
            wrong("login", "三员应是三个人、三个登录名，不能由一人兼任".to_owned());
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}
