//! The golden table of a procedure: who may do what where, and who may not. A change of policy is a change of its lines.

use vocabulary::Role;

use crate::{Ask, Outline};

impl Outline {
    /// The procedure as tables for `procedure.out`: stages, roles by stages, steps, guards, and what nobody may do.
    pub fn matrix(&self) -> String {
        let (acting, idle): (Vec<Role>, Vec<Role>) =
            Role::ALL.iter().partition(|role| !self.waiting_for(**role).is_empty());
        let closed = self.stages.iter().filter(|stage| self.rules.iter().all(|rule| rule.from != stage.label));
        let closed = listed(closed.map(|stage| stage.label));
        let Outline { title, name, edition, start, .. } = self;
        let mut text = format!("{title} {name}, edition {edition}, begins at {start}\n\n");
        for rows in [self.stage_rows(), self.role_rows(&acting), self.step_rows(), self.guard_rows()] {
            text += &grid(&rows);
        }
        text + &format!("NOBODY ACTS IN {closed}\nNO STEP FOR {}\n", of_roles(&idle))
    }

    fn stage_rows(&self) -> Vec<String> {
        let mut rows = vec!["STAGE\tapplicant sees\tlimit\treminder\tescalates to\tform open to\tends".to_owned()];
        rows.extend(self.stages.iter().map(|stage| {
            let limit = stage.limit.as_deref().unwrap_or_default();
            let remind = stage.limit.as_ref().map(|_| stage.remind.to_string()).unwrap_or_default();
            let (above, editors) = (stage.escalates_to.map_or("", Role::label), of_roles(stage.editors));
            let ends = if stage.ends { "ends" } else { "" };
            format!("{}\t{}\t{limit}\t{remind}\t{above}\t{editors}\t{ends}", stage.label, stage.for_applicant)
        }));
        rows
    }

    fn role_rows(&self, acting: &[Role]) -> Vec<String> {
        let steps = |from: &str, role: &Role| {
            let own = self.rules.iter().filter(|rule| rule.from == from && rule.by.contains(role));
            format!("\t{}", listed(own.map(|rule| rule.label)))
        };
        let head = acting.iter().map(|role| format!("\t{}", role.label())).collect::<String>();
        let row = |from: &str| acting.iter().map(|role| steps(from, role)).collect::<String>();
        let rows = self.stages.iter().map(|stage| format!("{}{}", stage.label, row(stage.label)));
        std::iter::once(format!("STAGE{head}")).chain(rows).collect()
    }

    fn step_rows(&self) -> Vec<String> {
        let mut rows = vec!["STEP\tlabel\tfrom\tto\tby\tguards\tfields\twhere".to_owned()];
        rows.extend(self.rules.iter().map(|rule| {
            let guards = rule.guards.iter().map(|guard| guard.name).collect::<Vec<_>>().join(", ");
            let field = |ask: &Ask| format!("{}{}", ask.name, if ask.required { "" } else { "?" });
            let fields = rule.fields.iter().map(field).collect::<Vec<_>>().join(", ");
            let (by, place) = (of_roles(rule.by), if rule.is_offline { "offline" } else { "" });
            format!("{}\t{}\t{}\t{}\t{by}\t{guards}\t{fields}\t{place}", rule.step, rule.label, rule.from, rule.to)
        }));
        rows
    }

    fn guard_rows(&self) -> Vec<String> {
        let mut rows = vec!["GUARD\trequires".to_owned()];
        for guard in self.rules.iter().flat_map(|rule| &rule.guards) {
            let row = format!("{}\t{}", guard.name, guard.says);
            rows.extend((!rows.contains(&row)).then_some(row));
        }
        rows
    }
}

/// Words as a Chinese sentence lists them.
pub(crate) fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join("、")
}

pub(crate) fn of_roles(roles: &[Role]) -> String {
    listed(roles.iter().map(|role| role.label()))
}

/// Rows with their cells, parted by tabs, below each other; an empty cell is a dot.
fn grid(rows: &[String]) -> String {
    let mut lines = vec![String::new(); rows.len()];
    for column in 0..rows.iter().map(|row| row.split('\t').count()).max().unwrap_or_default() {
        let edge = lines.iter().map(|line| width(line)).max().unwrap_or_default();
        for (line, row) in lines.iter_mut().zip(rows) {
            let cell = row.split('\t').nth(column).filter(|cell| !cell.is_empty()).unwrap_or("·");
            line.extend(std::iter::repeat_n(' ', edge - width(line) + if column == 0 { 0 } else { 2 }));
            line.push_str(cell);
        }
    }
    lines.join("\n") + "\n\n"
}

/// How many columns a text takes in a type of fixed width, where a Chinese character takes two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Whether a character is as wide as high: W or F in Unicode's East Asian Width, for the scripts that occur here.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe4f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x2_0000..=0x3_fffd)
}
