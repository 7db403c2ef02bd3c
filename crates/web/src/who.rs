//! Who somebody is in this house, as every page needs to know it.

use storage::{Error, Result};
use vocabulary::Role;

/// One of the posts that somebody can switch to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostChoice {
    /// The post.
    pub id: i64,
    /// What it is called: name, role, unit or section.
    pub says: String,
    /// On which side it stands: 局内, 申报单位, 专家, 上级, 三员管理.
    pub side: &'static str,
    /// Whether it is the one in which they act now.
    pub is_current: bool,
}

/// Somebody in the post in which they act now, or somebody of whom nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// The account; none for the public and in a house without accounts.
    pub account: Option<i64>,
    /// The post.
    pub post: Option<i64>,
    /// Their name.
    pub name: String,
    /// The capacity in which they act; none for the public.
    pub role: Option<Role>,
    /// The unit for which they act.
    pub unit: Option<i64>,
    /// Its name.
    pub unit_name: String,
    /// Its 统一社会信用代码.
    pub unit_code: String,
    /// The section (科室) in which they work.
    pub section: Option<i64>,
    /// Its name.
    pub section_name: String,
    /// The region that they see, as the beginning of its code: `369903`, or `3699` for a superior bureau.
    pub region: String,
    /// The person of the directory that they are: an expert, a commissioner.
    pub person: Option<i64>,
    /// The titles of the modules whose records this post keeps.
    pub keeps: Vec<String>,
    /// The posts that they can switch to.
    pub posts: Vec<PostChoice>,
    /// Whether nobody has an account yet, so that whoever sits at this machine may do everything.
    pub is_open_house: bool,
    /// Whether posts can be taken without a password: the demonstration.
    pub is_demonstration: bool,
    /// How many messages wait for them.
    pub unread: i64,
}

impl Who {
    /// Whoever sits at the machine of a house without accounts.
    pub fn of_open_house() -> Who {
        Who { is_open_house: true, name: "网页用户".to_owned(), ..Who::default() }
    }

    /// What the house does by itself.
    pub fn house() -> Who {
        Who { name: "系统".to_owned(), role: Some(Role::House), ..Who::default() }
    }

    /// The name under which changes are recorded: the person with the post, as `王某（计划科 科室经办）`.
    pub fn actor(&self) -> String {
        let place = if self.section_name.is_empty() { &self.unit_name } else { &self.section_name };
        match self.role {
            None if self.is_open_house => self.name.clone(),
            None => "公众".to_owned(),
            Some(Role::House) => self.name.clone(),
            Some(role) if place.is_empty() => format!("{}（{}）", self.name, role.label()),
            Some(role) => format!("{}（{place} {}）", self.name, role.label()),
        }
    }

    /// The post in which they act now.
    pub fn current_post(&self) -> Option<&PostChoice> {
        self.posts.iter().find(|post| post.is_current)
    }

    /// The posts that they can switch to, side by side.
    pub fn sides(&self) -> Vec<(&'static str, Vec<&PostChoice>)> {
        let mut sides: Vec<(&'static str, Vec<&PostChoice>)> = Vec::new();
        for post in &self.posts {
            match sides.iter_mut().find(|(side, _)| *side == post.side) {
                Some((_, posts)) => posts.push(post),
                None => sides.push((post.side, vec![post])),
            }
        }
        sides
    }

    /// Whether somebody is signed in, or needs not be.
    pub fn is_known(&self) -> bool {
        self.is_open_house || self.role.is_some()
    }

    /// Whether they act in one of these capacities. In a house without accounts everybody does.
    pub fn is_one_of(&self, roles: &[Role]) -> bool {
        self.is_open_house || self.role.is_some_and(|role| roles.contains(&role))
    }

    /// Whether they deal with the bureau's business.
    pub fn is_of_bureau(&self) -> bool {
        self.is_open_house || self.role.is_some_and(Role::is_of_bureau)
    }

    /// Whether they keep the records of a module: change, add, remove and import them.
    pub fn keeps(&self, module: &str) -> bool {
        self.is_open_house || (self.is_of_bureau() && self.keeps.iter().any(|kept| kept == module))
    }

    /// Refuses whoever does not act in one of these capacities.
    ///
    /// # Errors
    /// [`Error::Forbidden`], saying who may.
    pub fn require(&self, roles: &[Role]) -> Result<()> {
        if self.is_one_of(roles) {
            return Ok(());
        }
        let labels: Vec<&str> = roles.iter().map(|role| role.label()).collect();
        Err(Error::Forbidden(format!("这一页只供{}使用。如确需使用，请联系安全管理员授予岗位", labels.join("、"))))
    }

    /// Refuses whoever is not of the bureau.
    ///
    /// # Errors
    /// [`Error::Forbidden`], in one sentence.
    pub fn require_bureau(&self) -> Result<()> {
        if self.is_of_bureau() {
            return Ok(());
        }
        Err(Error::Forbidden("这一页只供局内工作人员使用".to_owned()))
    }
}
