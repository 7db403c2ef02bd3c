//! Whether a table makes sense: what must hold of every procedure, whatever it is about, told line by line.

use crate::{Case, Procedure, Rule, StageRule, Word};

/// Something in a table that cannot be meant: a sentence that begins with the line, as it begins in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw(pub String);

impl<C: Case> Procedure<C> {
    /// Everything in the table that cannot be meant; nothing when it is sound.
    pub fn check_sound(&self) -> Vec<Flaw> {
        let mut reached = vec![self.start];
        let leads_on = |rule: &Rule<C>, known: &[C::Stage]| known.contains(&rule.from) && !known.contains(&rule.to);
        while let Some(rule) = self.rules.iter().find(|rule| leads_on(rule, &reached)) {
            reached.push(rule.to);
        }
        let mut flaws = Vec::new();
        for stage in C::Stage::ALL {
            let count = self.stages.iter().filter(|rule| rule.stage == *stage).count();
            let wrong = [
                (C::Stage::of_label(stage.label()) != Some(*stage), "shares its word with another stage"),
                (count == 0, "is missing from the stages"),
                (count > 1, "stands more than once among the stages"),
                (!reached.contains(stage), "cannot be reached from the start"),
            ];
            flaws.extend(told(format!("stage({stage:?})"), wrong));
        }
        for step in C::Step::ALL {
            let wrong = [
                (C::Step::of_label(step.label()) != Some(*step), "shares its word with another step"),
                (self.rules.iter().all(|rule| rule.step != *step), "is used by no rule"),
            ];
            flaws.extend(told(format!("step({step:?})"), wrong));
        }
        flaws.extend(self.stages.iter().flat_map(|stage| self.stage_flaws(stage)));
        flaws.extend(self.rules.iter().flat_map(|rule| self.rule_flaws(rule)));
        flaws
    }

    /// Fails the test that calls it when the table has flaws, and tells all of them.
    #[track_caller]
    pub fn assert_sound(&self) {
        assert_eq!(self.check_sound(), [], "{} of {} is not sound", self.name, self.edition);
    }

    fn stage_flaws(&self, rule: &StageRule<C>) -> Vec<Flaw> {
        let leads_out = |exit: &&Rule<C>| exit.to != rule.stage && !exit.by.is_empty();
        let exits: Vec<&Rule<C>> = self.out_of(rule.stage).filter(leads_out).collect();
        let is_idle = rule.ends || exits.is_empty();
        let mut wrong = vec![
            (!rule.ends && is_idle, "does not end, and no step leads out of it".to_owned()),
            (rule.limit.is_some() && is_idle, "has a time limit, though it ends or nobody can act".to_owned()),
        ];
        for role in rule.editors {
            let is_open = |stage| self.stage(stage).is_some_and(|next| next.editors.contains(role));
            let closes = |exit: &&Rule<C>| exit.by.contains(role) || !is_open(exit.to);
            wrong.push((!exits.iter().any(closes), format!("opens its form to {role:?}, and no step closes it")));
        }
        told(format!("stage({:?})", rule.stage), wrong)
    }

    fn rule_flaws(&self, rule: &Rule<C>) -> Vec<Flaw> {
        let reopens = self.stage(rule.from).is_some_and(|from| from.ends);
        let mut wrong = vec![
            (rule.by.is_empty(), "may be taken by nobody".to_owned()),
            (reopens && !rule.with_reason, "leads on from where a case ends: that needs a reason".to_owned()),
        ];
        for role in rule.by {
            let own = self.open_to(rule.from, *role).filter(|other| other.step == rule.step);
            wrong.push((own.count() > 1, format!("is not the only one by which {role:?} takes this step from there")));
        }
        let fields = rule.fields();
        for ask in &fields {
            let alike = fields.iter().filter(|other| other.name == ask.name || other.label == ask.label);
            wrong.push((alike.count() > 1, format!("asks for `{}`, whose name or label is not its own", ask.name)));
        }
        for guard in rule.guards {
            let name = guard.name;
            let mut all = self.rules.iter().flat_map(|rule| rule.guards);
            let is_other = all.any(|other| other.name == name && other.says != guard.says);
            wrong.push((!is_sentence(name), format!("needs `{name}`, which is no sentence in snake_case")));
            wrong.push((is_other, format!("needs `{name}`, which says something else elsewhere")));
        }
        told(format!("rule({:?}, {:?}, {:?})", rule.step, rule.from, rule.to), wrong)
    }
}

/// What is wrong with a line, of all that might be.
pub(crate) fn told<S: AsRef<str>>(line: String, wrong: impl IntoIterator<Item = (bool, S)>) -> Vec<Flaw> {
    wrong.into_iter().filter(|one| one.0).map(|one| Flaw(format!("{line} {}", one.1.as_ref()))).collect()
}

/// Whether a name is two or more lower-case words joined by single underscores.
fn is_sentence(name: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    name.contains('_') && name.split('_').all(is_word)
}
