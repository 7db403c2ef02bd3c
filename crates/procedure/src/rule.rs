//! One line of the table: a step, from where to where, by whom, and on which conditions.

use vocabulary::Role;

use crate::{Case, Guard};

/// What a step asks of whoever takes it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The name of the field.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What is written into it.
    pub kind: AskKind,
    /// Whether it must be filled in.
    pub required: bool,
}

/// What is written into a field of a step.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum AskKind {
    /// A line of text.
    Line,
    /// Text of several lines.
    Paragraph,
    /// A day.
    Day,
    /// An amount in 万元.
    Wan,
    /// A whole number of these units.
    Number(&'static str),
    /// One of these words.
    Choice(&'static [&'static str]),
}

impl Ask {
    /// A field that must be filled in.
    pub const fn new(name: &'static str, label: &'static str, kind: AskKind) -> Ask {
        Ask { name, label, kind, required: true }
    }

    /// A field that may stay empty.
    pub const fn optional(name: &'static str, label: &'static str, kind: AskKind) -> Ask {
        Ask { name, label, kind, required: false }
    }

    /// The reason that a step asks for.
    pub const REASON: Ask = Ask::new("reason", "理由", AskKind::Paragraph);

    /// The minutes of a step that was done at a table: the number of the meeting or document.
    pub const MINUTES: Ask = Ask::new("minutes", "会议纪要或文件编号", AskKind::Line);

    /// The day on which a step was done at a table.
    pub const HELD_ON: Ask = Ask::new("held_on", "会议或办理日期", AskKind::Day);
}

/// A line of the table.
#[derive(Debug)]
pub struct Rule<C: Case> {
    /// The step.
    pub step: C::Step,
    /// Where it leads from.
    pub from: C::Stage,
    /// Where it leads to.
    pub to: C::Stage,
    /// Who may take it.
    pub by: &'static [Role],
    /// What must hold.
    pub guards: &'static [Guard<C::Facts>],
    /// Whether a reason must be given.
    pub with_reason: bool,
    /// Whether it is done away from the system (a meeting, a transfer of money) and entered with its minutes.
    pub is_offline: bool,
    /// What else it asks for.
    pub asks: &'static [Ask],
}

/// A step from a stage to a stage by these roles.
pub const fn rule<C: Case>(step: C::Step, from: C::Stage, to: C::Stage, by: &'static [Role]) -> Rule<C> {
    Rule { step, from, to, by, guards: &[], with_reason: false, is_offline: false, asks: &[] }
}

impl<C: Case> Rule<C> {
    /// These conditions must hold.
    pub const fn needs(self, guards: &'static [Guard<C::Facts>]) -> Rule<C> {
        Rule { guards, ..self }
    }

    /// A reason must be given.
    pub const fn needs_reason(self) -> Rule<C> {
        Rule { with_reason: true, ..self }
    }

    /// It is done away from the system and entered with its minutes.
    pub const fn offline(self) -> Rule<C> {
        Rule { is_offline: true, ..self }
    }

    /// It asks for these things.
    pub const fn asks(self, asks: &'static [Ask]) -> Rule<C> {
        Rule { asks, ..self }
    }

    /// Every field of its form, in order.
    pub fn fields(&self) -> Vec<Ask> {
        let mut fields = self.asks.to_vec();
        if self.is_offline {
            fields.extend([Ask::MINUTES, Ask::HELD_ON]);
        }
        if self.with_reason {
            fields.push(Ask::REASON);
        }
        fields
    }
}
