//! Granting posts and ending them. Two people stand behind every post: the system administrator who opened the account, and
//! the security administrator who grants; neither role can be held with the other, and nobody grants to themselves.

use storage::{Db, Deed, Error, Result, Value, Work};
use vocabulary::Role;
use web::Who;

use super::{end_all, live_posts, require_post};
use crate::{
    ACCOUNTS, Moment, POSTS,
    account::OPEN,
    entry::{self, Entry},
};

/// Grants a post.
pub(crate) struct Grant<'a> {
    pub(crate) db: &'a Db,
    pub(crate) who: &'a Who,
    /// A value for each stored column of the post.
    pub(crate) values: &'a [Value],
}

impl Deed for Grant<'_> {
    type Outcome = i64;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<i64> {
        require_post(work, self.db, self.who, Role::SecurityAdministrator).await?;
        let value = |name: &str| POSTS.position(name).and_then(|position| self.values.get(position));
        let account = value("account").and_then(Value::int).unwrap_or_default();
        let role = value("role").and_then(Value::text).and_then(Role::of_label);
        let role = role.ok_or_else(|| Error::invalid("role", "请选择角色"))?;
        if self.who.account == Some(account) {
            return Err(Error::Refused("不能给自己授予岗位，请由另一位安全管理员办理".to_owned()));
        }
        let account = entry::of_id(work.reader(), self.db, &ACCOUNTS, account).await?;
        if account.text("state") != OPEN {
            return Err(Error::invalid("account", "账号已停用，请先由系统管理员启用"));
        }
        if role == Role::Expert && account.number("person").is_none() {
            return Err(Error::invalid("account", "专家的账号须先由系统管理员填上“人员”，以便核对回避关系"));
        }
        let posts = live_posts(work, self.db, account.id()).await?;
        require_compatible(role, &posts)?;
        let is_same = |post: &&Entry| {
            post.text("role") == role.label()
                && ["unit", "section"].iter().all(|name| post.number(name) == value(name).and_then(Value::int))
        };
        if posts.iter().any(|post| is_same(&post)) {
            return Err(Error::invalid("role", "这个账号已有同样的岗位"));
        }
        let ids = work.insert(self.db.table(POSTS.table)?, vec![self.values.to_vec()]).await?;
        ids.first().copied().ok_or_else(|| Error::Fault("an insert returned no id".to_owned()))
    }
}

/// Refuses a role that excludes another of the same person.
fn require_compatible(role: Role, posts: &[Entry]) -> Result<()> {
    let held = posts.iter().filter_map(|post| Role::of_label(post.text("role")));
    match held.into_iter().find(|held| role.excludes(*held)) {
        None => Ok(()),
        Some(held) => Err(Error::invalid(
            "role",
            format!("这个账号已是{}，不能再任{}：三员互相分开，也不兼任业务岗位", held.label(), role.label()),
        )),
    }
}

/// Ends a post. The sign-ins of the account end, so that the change takes effect at once.
pub(crate) struct EndPost<'a> {
    pub(crate) db: &'a Db,
    pub(crate) who: &'a Who,
    pub(crate) post: i64,
    pub(crate) now: Moment,
}

impl Deed for EndPost<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        require_post(work, self.db, self.who, Role::SecurityAdministrator).await?;
        let post = entry::of_id(work.reader(), self.db, &POSTS, self.post).await?;
        let account = post.number("account").unwrap_or_default();
        if self.who.account == Some(account) {
            return Err(Error::Refused("不能终止自己的岗位，请由另一位安全管理员办理".to_owned()));
        }
        if !post.text("ended_on").is_empty() {
            return Err(Error::Refused("这个岗位已经终止".to_owned()));
        }
        entry::change(work, self.db, &post, &[("ended_on", self.now.day().to_string().into())]).await?;
        end_all(work, self.db, account, "岗位变动", self.now).await
    }
}
