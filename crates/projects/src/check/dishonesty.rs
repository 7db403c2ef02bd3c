//! 科研失信名单: who may not apply, judge or be awarded for a time, and by whose decision.
//!
//! 《科研失信行为调查处理规则》（国科发监〔2022〕221号） names the misconduct and the measures; 科技部令第19号 governs
//! violations in science and technology activities. How long a measure lasts is for the decision to say.

use directory::{ORGANISATIONS, PEOPLE};
use listing::{Audience, CodeKind, Listing, Order, choice, code, day, link, long_text, not_before, text};

use vocabulary::{Day, Role};

procedure::words! {
    /// From what somebody is barred.
    pub enum Scope {
        /// From everything in science and technology.
        Everything: "全部科技活动",
        /// From applying for projects and carrying them out.
        Projects: "申报和承担项目",
        /// From judging as an expert.
        Review: "评审咨询",
        /// From prizes.
        Awards: "奖励提名",
    }
}

/// 科研失信名单.
pub static DISHONESTY: Listing = Listing {
    table: "dishonesty",
    path: "/projects/dishonesty",
    title: "科研失信名单",
    unit: "条",
    about: "因科研失信被限制参加科技活动的单位和个人，以处理决定为准。形式审查据此提示；同名的由经办核实。",
    key: &["decision", "name"],
    name: &["name"],
    order: Order::Falling("starts_on"),
    audience: Audience::Only(&[Role::Officer, Role::Head, Role::Leader, Role::Supervisor]),
    columns: &[
        text("name", "单位或个人").required().searched(),
        link("unit", "单位", &ORGANISATIONS).hint("名单上是单位的，填单位名称或编号"),
        link("person", "人员编号", &PEOPLE).hint("名单上是个人且在人员库中的，填人员编号；不填则按姓名提示核实"),
        choice(
            "kind",
            "失信情形",
            &["抄袭剽窃", "伪造篡改", "买卖代写", "弄虚作假", "违反署名或伦理规范", "违反项目管理规定", "其他"],
        )
        .required(),
        code("decision", "处理决定文号", CodeKind::Number).required().searched(),
        text("decided_by", "决定机关").required(),
        day("starts_on", "起始日期").required(),
        day("ends_on", "截止日期").hint("永久限制的留空"),
        choice("scope", "限制范围", Scope::LABELS).required(),
        long_text("measures", "处理措施"),
    ],
    checks: &[not_before("ends_on", "starts_on")],
    ..Listing::BLANK
};

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its id.
    pub(crate) id: i64,
    /// The name on the list.
    pub(crate) name: String,
    /// The unit, where the list names one of the directory.
    pub(crate) unit: Option<i64>,
    /// The person, where the list names one of the directory.
    pub(crate) person: Option<i64>,
    /// From what it bars.
    pub(crate) scope: Option<Scope>,
    /// The decision.
    pub(crate) decision: String,
    /// The first day.
    pub(crate) starts_on: Day,
    /// The last day; none where it is for good.
    pub(crate) ends_on: Option<Day>,
}

/// Somebody who may be on the list.
#[derive(Copy, Clone, Debug)]
pub(crate) enum Subject<'a> {
    /// A unit of the directory.
    Unit(i64, &'a str),
    /// A person by name, and of the directory where they are known there.
    Person(Option<i64>, &'a str),
}

/// How sure it is that an entry means somebody.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Match {
    /// Only the name is the same.
    ByName,
    /// It is the very unit or person of the directory.
    Certain,
}

impl Entry {
    /// Whether it is in force on a day, the first and the last included.
    pub(crate) fn is_in_force(&self, day: Day) -> bool {
        self.starts_on <= day && self.ends_on.is_none_or(|end| day <= end)
    }

    /// Whether it keeps somebody from what `scope` names.
    pub(crate) fn bars_from(&self, scope: Scope) -> bool {
        self.scope.is_none_or(|own| own == Scope::Everything || own == scope)
    }

    /// Whether it means somebody. Two numbers of the directory decide; a name alone never does.
    pub(crate) fn means(&self, subject: Subject<'_>) -> Option<Match> {
        let (listed, other_kind, own, name) = match subject {
            Subject::Unit(id, name) => (self.unit, self.person, Some(id), name),
            Subject::Person(id, name) => (self.person, self.unit, id, name),
        };
        match (listed, own) {
            (Some(listed), Some(own)) => (listed == own).then_some(Match::Certain),
            _ => (other_kind.is_none() && self.name == name).then_some(Match::ByName),
        }
    }

    /// How long it lasts, in words.
    pub(crate) fn lasts(&self) -> String {
        match self.ends_on {
            Some(end) => format!("{} 至 {end}", self.starts_on),
            None => format!("{} 起，永久", self.starts_on),
        }
    }
}

/// The entries that keep somebody from something on a day, with how sure it is that they are meant.
pub(crate) fn barred<'e>(
    entries: &'e [Entry],
    subject: Subject<'_>,
    scope: Scope,
    day: Day,
) -> Vec<(&'e Entry, Match)> {
    let in_force = entries.iter().filter(|entry| entry.is_in_force(day) && entry.bars_from(scope));
    in_force.filter_map(|entry| Some((entry, entry.means(subject)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::day;

    fn entry() -> Entry {
        Entry {
            id: 1,
            name: "某人".into(),
            unit: None,
            person: Some(7),
            scope: Some(Scope::Projects),
            decision: "赣科监〔2022〕1号".into(),
            starts_on: day!(2022, 1, 1),
            ends_on: Some(day!(2024, 12, 31)),
        }
    }

    #[test]
    fn a_bar_holds_from_its_first_day_to_its_last_or_for_good() {
        let barred_on = |entry: &Entry, day| {
            !barred(std::slice::from_ref(entry), Subject::Person(Some(7), "某人"), Scope::Projects, day).is_empty()
        };
        let entry = entry();
        assert!(!barred_on(&entry, day!(2021, 12, 31)));
        assert!(barred_on(&entry, day!(2022, 1, 1)));
        assert!(barred_on(&entry, day!(2024, 12, 31)));
        assert!(!barred_on(&entry, day!(2025, 1, 1)));
        assert!(barred_on(&Entry { ends_on: None, ..entry }, day!(2199, 1, 1)));
    }

    #[test]
    fn a_bar_keeps_from_what_it_names_only() {
        let entry = entry();
        assert!(entry.bars_from(Scope::Projects) && !entry.bars_from(Scope::Review));
        let of_everything = Entry { scope: Some(Scope::Everything), ..entry };
        assert!(of_everything.bars_from(Scope::Review) && of_everything.bars_from(Scope::Awards));
    }

    #[test]
    fn a_name_on_the_list_is_never_taken_for_another() {
        let entry = entry();
        assert_eq!(entry.means(Subject::Person(Some(7), "改了名")), Some(Match::Certain));
        assert_eq!(entry.means(Subject::Person(Some(8), "某人")), None, "another person of the same name");
        assert_eq!(entry.means(Subject::Person(None, "某人")), Some(Match::ByName));
        assert_eq!(entry.means(Subject::Unit(7, "某人")), None, "a unit is not a person");
        let unlinked = Entry { person: None, ..entry };
        assert_eq!(unlinked.means(Subject::Person(Some(8), "某人")), Some(Match::ByName));
        assert_eq!(unlinked.means(Subject::Unit(3, "某人")), Some(Match::ByName));
        assert_eq!(unlinked.means(Subject::Unit(3, "某某人")), None);
    }
}
