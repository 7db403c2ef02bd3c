//! What stands around every page of one house.

use std::sync::{Arc, PoisonError, RwLock};

use crate::Visitor;

/// Whose house it is, as its own records say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The bureau.
    pub owner: String,
    /// Whether the house holds invented data, which every page then says.
    pub is_sample: bool,
}

/// An entry of the navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Its words.
    pub title: String,
    /// Where it leads.
    pub href: String,
}

/// A step of the way to the page.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// Its words.
    pub title: String,
    /// Where it leads; empty for the page itself.
    pub href: String,
}

/// What is the same on every page of a house.
#[derive(Debug, Default)]
pub struct Site {
    identity: RwLock<Arc<Identity>>,
    /// The pages of the house.
    pub pages: Vec<NavItem>,
    /// The modules.
    pub modules: Vec<NavItem>,
}

impl Site {
    /// A house with these entries in its navigation.
    pub fn new(identity: Identity, pages: Vec<NavItem>, modules: Vec<NavItem>) -> Site {
        Site { identity: RwLock::new(Arc::new(identity)), pages, modules }
    }

    /// Whose house it is.
    pub fn identity(&self) -> Arc<Identity> {
        self.identity.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The records now say that it is somebody else's.
    pub fn identify(&self, identity: Identity) {
        *self.identity.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(identity);
    }
}

/// What stands around one page for one visitor.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    /// The house.
    pub site: &'a Site,
    /// Whose house it is.
    pub identity: Arc<Identity>,
    /// The title of the page.
    pub title: String,
    /// The entry of the navigation under which it stands.
    pub section: String,
    /// The way to it.
    pub crumbs: Vec<Crumb>,
    /// Its neighbours of the same kind.
    pub siblings: Vec<NavItem>,
    /// Who is looking.
    pub visitor: &'a Visitor,
    /// A class for the body, or nothing.
    pub body_class: &'static str,
}

impl<'a> Frame<'a> {
    /// The frame of a page under `section`.
    pub fn new(site: &'a Site, visitor: &'a Visitor, section: &str, title: &str) -> Frame<'a> {
        Frame {
            site,
            identity: site.identity(),
            title: title.to_owned(),
            section: section.to_owned(),
            crumbs: Vec::new(),
            siblings: Vec::new(),
            visitor,
            body_class: "",
        }
    }

    /// Adds a step to the way to the page.
    #[must_use]
    pub fn crumb(mut self, title: &str, href: &str) -> Frame<'a> {
        self.crumbs.push(Crumb { title: title.to_owned(), href: href.to_owned() });
        self
    }

    /// Sets the neighbours.
    #[must_use]
    pub fn siblings(mut self, siblings: Vec<NavItem>) -> Frame<'a> {
        self.siblings = siblings;
        self
    }
}
