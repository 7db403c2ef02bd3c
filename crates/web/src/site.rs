//! What stands around every page of one house.

use std::sync::{Arc, PoisonError, RwLock};

use crate::{Visitor, Who};

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

/// An entry of the main navigation, with those for whom it is.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The entry.
    pub item: NavItem,
    /// Whether somebody has any use for it.
    pub is_for: fn(&Who) -> bool,
}

impl Entry {
    /// An entry for those who pass.
    pub fn new(title: &str, href: &str, is_for: fn(&Who) -> bool) -> Entry {
        Entry { item: NavItem { title: title.to_owned(), href: href.to_owned() }, is_for }
    }
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
    pub pages: Vec<Entry>,
    /// The modules.
    pub modules: Vec<Entry>,
}

impl Site {
    /// A house with these entries in its navigation.
    pub fn new(identity: Identity, pages: Vec<Entry>, modules: Vec<Entry>) -> Site {
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

    /// The pages of the house that are for the visitor.
    pub fn pages(&self) -> Vec<&NavItem> {
        shown(&self.site.pages, &self.visitor.who)
    }

    /// The modules that are for the visitor.
    pub fn modules(&self) -> Vec<&NavItem> {
        shown(&self.site.modules, &self.visitor.who)
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

fn shown<'a>(entries: &'a [Entry], who: &Who) -> Vec<&'a NavItem> {
    entries.iter().filter(|entry| (entry.is_for)(who)).map(|entry| &entry.item).collect()
}
