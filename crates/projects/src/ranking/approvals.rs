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
    /// Whether it holds, or was voided by a return.
    pub(super) holds: bool,
}

/// The approvals of a story, the first first.
pub(super) fn approvals(story: &[Told]) -> Vec<Approval> {
    let approving = [Step::Submit, Step::Check, Step::Endorse, Step::Decide].map(Word::label);
    let returned = story.iter().rposition(|told| told.step == Step::SendBack.label());
    let given = story.iter().enumerate().filter(|(_, told)| approving.contains(&told.step.as_str()));
    given
        .map(|(position, told)| Approval {
            step: told.step.clone(),
            at: told.at.clone(),
            actor: told.actor.clone(),
            minutes: told.minutes.clone(),
            holds: returned.is_none_or(|returned| position > returned),
        })
        .collect()
}
