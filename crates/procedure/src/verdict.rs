//! Guards: what must hold before a step, each a named function of facts.

/// What a guard says of the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Met,
    /// It does not.
    Unmet {
        /// Why not, in one sentence.
        why: String,
        /// What to do next, in one sentence.
        next: String,
    },
}

impl Verdict {
    /// Met when `holds`; otherwise why not and what to do next.
    pub fn when(holds: bool, why: impl FnOnce() -> String, next: &str) -> Verdict {
        if holds { Verdict::Met } else { Verdict::Unmet { why: why(), next: next.to_owned() } }
    }

    /// Unmet, and what to do next.
    pub fn unmet(why: impl Into<String>, next: impl Into<String>) -> Verdict {
        Verdict::Unmet { why: why.into(), next: next.into() }
    }

    /// Whether it holds.
    pub fn is_met(&self) -> bool {
        matches!(self, Verdict::Met)
    }
}

/// A condition of a step.
#[derive(Debug)]
pub struct Guard<F: 'static> {
    /// Its name, a sentence: `call_is_open`.
    pub name: &'static str,
    /// What it requires, as the description of the procedure says it: `在申报时间之内`.
    pub says: &'static str,
    /// Judges the facts.
    pub test: fn(&F) -> Verdict,
}

/// A guard.
pub const fn guard<F>(name: &'static str, says: &'static str, test: fn(&F) -> Verdict) -> Guard<F> {
    Guard { name, says, test }
}
