//! A procedure without its types: what pages, diagrams and descriptions need to know of it.

use vocabulary::Role;

use crate::{Ask, Case, Procedure, Word};

/// A procedure as an outline.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Its name.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it is.
    pub about: &'static str,
    /// The year from which it holds.
    pub edition: u16,
    /// The stage where a case begins.
    pub start: &'static str,
    /// Its stages.
    pub stages: Vec<StageOutline>,
    /// Its steps.
    pub rules: Vec<RuleOutline>,
}

/// A stage.
#[derive(Clone, Debug)]
pub struct StageOutline {
    /// Its name in addresses.
    pub code: &'static str,
    /// The officer's word for it, as records keep it.
    pub label: &'static str,
    /// The applicant's.
    pub for_applicant: &'static str,
    /// How long a case may stay, in words.
    pub limit: Option<String>,
    /// How many working days before the end those who can act are reminded.
    pub remind: u32,
    /// Who hears of it when it stays longer.
    pub escalates_to: Option<Role>,
    /// Whose form is open in it.
    pub editors: &'static [Role],
    /// Whether the case ends here.
    pub ends: bool,
}

/// A condition.
#[derive(Copy, Clone, Debug)]
pub struct GuardOutline {
    /// Its name.
    pub name: &'static str,
    /// What it requires.
    pub says: &'static str,
}

/// A step.
#[derive(Clone, Debug)]
pub struct RuleOutline {
    /// Its name in addresses.
    pub step: &'static str,
    /// The word on its button.
    pub label: &'static str,
    /// The word of the stage it leads from.
    pub from: &'static str,
    /// The word of the stage it leads to.
    pub to: &'static str,
    /// Who may take it.
    pub by: &'static [Role],
    /// Its conditions.
    pub guards: Vec<GuardOutline>,
    /// What it asks for.
    pub fields: Vec<Ask>,
    /// Whether it is done away from the system.
    pub is_offline: bool,
}

impl<C: Case> Procedure<C> {
    /// The procedure without its types.
    pub fn outline(&self) -> Outline {
        let stages = self.stages.iter().map(|rule| StageOutline {
            code: rule.stage.code(),
            label: rule.stage.label(),
            for_applicant: rule.for_applicant,
            limit: rule.limit.map(|limit| limit.says()),
            remind: rule.limit.map_or(0, |limit| limit.remind),
            escalates_to: rule.limit.map(|limit| limit.escalates_to),
            editors: rule.editors,
            ends: rule.ends,
        });
        let rules = self.rules.iter().map(|rule| RuleOutline {
            step: rule.step.code(),
            label: rule.step.label(),
            from: rule.from.label(),
            to: rule.to.label(),
            by: rule.by,
            guards: rule.guards.iter().map(|guard| GuardOutline { name: guard.name, says: guard.says }).collect(),
            fields: rule.fields(),
            is_offline: rule.is_offline,
        });
        Outline {
            name: self.name,
            title: self.title,
            about: self.about,
            edition: self.edition,
            start: self.start.label(),
            stages: stages.collect(),
            rules: rules.collect(),
        }
    }
}

impl Outline {
    /// A stage by its word.
    pub fn stage(&self, label: &str) -> Option<&StageOutline> {
        self.stages.iter().find(|stage| stage.label == label)
    }

    /// The words of the stages from which a role can take a step: what waits for it.
    pub fn waiting_for(&self, role: Role) -> Vec<&'static str> {
        let can_act = |label: &str| self.rules.iter().any(|rule| rule.from == label && rule.by.contains(&role));
        self.stages.iter().map(|stage| stage.label).filter(|label| can_act(label)).collect()
    }
}
