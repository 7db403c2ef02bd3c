//! Which approvals of a list hold now: those since it was last sent back. The others stay in its story.

use cases::Told;
use procedure::Word;

use super::Step;

/// Somebody agreed to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Approval {
    /// The word of the step.
    pub(super) step: String,
    /// When, as `2022-08-07 09:30`.
    pub(super) at: String,
    pub(super) actor: String,
    pub(super) minutes: String,
}

/// The approvals of a list, the first first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Approvals {
    /// Those that hold.
    pub(super) holding: Vec<Approval>,
    /// Those that a return has voided.
    pub(super) void: Vec<Approval>,
}

/// The approvals of a story.
pub(super) fn approvals(story: &[Told]) -> Approvals {
    let approving = [Step::Submit, Step::Check, Step::Endorse, Step::Decide].map(Word::label);
    let returned = story.iter().rposition(|told| told.step == Step::SendBack.label());
    let given = story.iter().enumerate().filter(|(_, told)| approving.contains(&told.step.as_str()));
    let (holding, void): (Vec<_>, Vec<_>) =
        given.partition(|(position, _)| returned.is_none_or(|returned| *position > returned));
    let told = |given: Vec<(usize, &Told)>| given.into_iter().map(|(_, told)| Approval::of(told)).collect();
    Approvals { holding: told(holding), void: told(void) }
}

impl Approvals {
    /// Whether nobody has agreed yet.
    pub(super) fn is_empty(&self) -> bool {
        self.holding.is_empty() && self.void.is_empty()
    }
}

impl Approval {
    fn of(told: &Told) -> Approval {
        let Told { step, at, actor, minutes, .. } = told.clone();
        Approval { step, at, actor, minutes }
    }
}
