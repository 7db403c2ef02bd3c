//! The editions of a procedure: new cases begin under the newest, and each finishes under the one with which it began.

use crate::sound::told;
use crate::{Case, Flaw, Procedure};

/// The editions of a procedure, newest first.
#[derive(Debug)]
pub struct Editions<C: Case>(pub &'static [&'static Procedure<C>]);

impl<C: Case> Editions<C> {
    /// Every edition, newest first.
    pub const fn all(&self) -> &'static [&'static Procedure<C>] {
        self.0
    }

    /// The edition under which cases begin now.
    pub const fn current(&self) -> Option<&'static Procedure<C>> {
        self.0.first().copied()
    }

    /// The edition of a year, for a case that began under it.
    pub fn of(&self, edition: u16) -> Option<&'static Procedure<C>> {
        self.0.iter().copied().find(|procedure| procedure.edition == edition)
    }

    /// The flaws of every edition and of their order: there is one, the years fall, the name stays.
    pub fn check_sound(&self) -> Vec<Flaw> {
        let mut flaws: Vec<Flaw> = self.0.iter().flat_map(|procedure| procedure.check_sound()).collect();
        flaws.extend(told("editions()".to_owned(), [(self.0.is_empty(), "are none")]));
        for (newer, older) in self.0.iter().zip(self.0.iter().skip(1)) {
            let is_wrong = newer.edition <= older.edition || newer.name != older.name;
            let line = format!("editions({}, {})", newer.edition, older.edition);
            flaws.extend(told(line, [(is_wrong, "do not stand newest first under one name")]));
        }
        flaws
    }
}
