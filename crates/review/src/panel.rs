//! What a panel must consist of: its size, its classes, and how many of it may come from one unit.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Day, Money};

use crate::flow::{Bounds, Network, Plan};
use crate::parameters;
use crate::{EXPERT_CLASSES, UnitId};

/// 专家类别: for what an expert is asked.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// 技术.
    Technical,
    /// 财务.
    Financial,
    /// 投资.
    Investment,
    /// 管理.
    Management,
}

impl Class {
    /// Every class, in the order of [`EXPERT_CLASSES`].
    pub const ALL: [Class; 4] = [Class::Technical, Class::Financial, Class::Investment, Class::Management];

    /// The word for it in the pool.
    pub const fn label(self) -> &'static str {
        match self {
            Class::Technical => "技术",
            Class::Financial => "财务",
            Class::Investment => "投资",
            Class::Management => "管理",
        }
    }

    /// The class of a word of [`EXPERT_CLASSES`].
    pub fn from_label(label: &str) -> Option<Class> {
        EXPERT_CLASSES.iter().zip(Class::ALL).find(|(word, _)| **word == label).map(|(_, class)| class)
    }
}

/// How many of a class a panel must and may have.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// The class.
    pub class: Class,
    /// At least so many.
    pub least: u32,
    /// At most so many; `None` for any number.
    pub most: Option<u32>,
}

impl Quota {
    /// At least so many of a class.
    pub const fn at_least(class: Class, least: u32) -> Quota {
        Quota { class, least, most: None }
    }

    /// Exactly so many of a class.
    pub const fn exactly(class: Class, count: u32) -> Quota {
        Quota { class, least: count, most: Some(count) }
    }
}

/// What a panel must consist of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelNeed {
    /// How many experts.
    pub size: u32,
    /// At most one quota for each class; a class without one may have any number.
    pub quotas: Vec<Quota>,
    /// How many may come from one unit; `None` for any number.
    pub most_from_one_unit: Option<u32>,
}

/// One seat that may be filled: the class and the unit of an expert, and whether that expert must have it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seat {
    pub(crate) class: Class,
    pub(crate) unit: UnitId,
    pub(crate) is_taken: bool,
}

impl PanelNeed {
    /// A panel of so many experts, without quotas or limits.
    pub const fn of(size: u32) -> PanelNeed {
        PanelNeed { size, quotas: Vec::new(), most_from_one_unit: None }
    }

    /// What contradicts itself here, a sentence each; nothing where some pool of experts could fill the panel.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if self.size == 0 {
            problems.push("评审人数应至少为 1 名。".to_owned());
        }
        if self.most_from_one_unit == Some(0) {
            problems.push("同一单位人数上限应至少为 1 名。".to_owned());
        }
        let classes: BTreeSet<Class> = self.quotas.iter().map(|quota| quota.class).collect();
        if classes.len() < self.quotas.len() {
            problems.push("同一类别的名额只能规定一次。".to_owned());
        }
        for quota in &self.quotas {
            if let Some(most) = quota.most.filter(|most| *most < quota.least) {
                let (label, least) = (quota.class.label(), quota.least);
                problems.push(format!("{label}专家最多 {most} 名，少于最少 {least} 名。"));
            }
        }
        let (size, least) = (u64::from(self.size), self.quotas.iter().map(|quota| u64::from(quota.least)).sum::<u64>());
        if least > size {
            problems.push(format!("各类别最少名额合计 {least} 名，超过评审人数 {size} 名。"));
        }
        let all_most: Option<u64> = self.quotas.iter().map(|quota| quota.most.map(u64::from)).sum();
        if let Some(most) = all_most.filter(|most| classes.len() == Class::ALL.len() && *most < size) {
            problems.push(format!("各类别最多名额合计 {most} 名，不足评审人数 {size} 名。"));
        }
        problems
    }

    /// The bounds that this panel sets for a class; `None` where it sets none.
    pub(crate) fn bounds_of(&self, class: Class) -> Option<Bounds> {
        let quota = self.quotas.iter().find(|quota| quota.class == class)?;
        let most = quota.most.unwrap_or(self.size).min(self.size).max(quota.least);
        Some(Bounds { least: i64::from(quota.least), most: i64::from(most) })
    }

    /// How many may come from one unit, as a number that always exists.
    pub(crate) fn unit_most(&self) -> u32 {
        self.most_from_one_unit.unwrap_or(u32::MAX).min(self.size)
    }

    /// How many seats stay empty at best when only these experts are there: class quotas and unit limits together, exact.
    /// Those who must have their seat have it, so `None` says that they alone break a quota or a limit.
    pub(crate) fn missing(&self, seats: &[Seat]) -> Option<i64> {
        let mut cells: BTreeMap<(Class, UnitId), Bounds> = BTreeMap::new();
        let mut units: BTreeMap<UnitId, i64> = BTreeMap::new();
        let mut classes: BTreeMap<Class, i64> = BTreeMap::new();
        for seat in seats {
            let cell = cells.entry((seat.class, seat.unit)).or_default();
            cell.most += 1;
            cell.least += i64::from(seat.is_taken);
            *units.entry(seat.unit).or_default() += i64::from(seat.is_taken);
            *classes.entry(seat.class).or_default() += i64::from(seat.is_taken);
        }
        let (size, limit) = (i64::from(self.size), i64::from(self.unit_most()));
        let class_most = |class| self.bounds_of(class).map_or(size, |bounds| bounds.most);
        if classes.values().sum::<i64>() > size
            || units.values().any(|taken| *taken > limit)
            || classes.iter().any(|(class, taken)| *taken > class_most(*class))
        {
            return None;
        }
        let mut plan = Plan::default();
        let (panel, full) = (plan.node(size), plan.node(-size));
        let at_unit: BTreeMap<UnitId, _> = units.keys().map(|unit| (*unit, plan.node(0))).collect();
        let at_class = Class::ALL.map(|class| {
            let node = plan.node(0);
            plan.arc(panel, node, self.bounds_of(class).unwrap_or(Bounds::up_to(size)), 0);
            (class, node)
        });
        for node in at_unit.values() {
            plan.arc(*node, full, Bounds::up_to(limit), 0);
        }
        for ((class, unit), bounds) in cells {
            let from = at_class.iter().find(|(one, _)| *one == class).map(|(_, node)| *node);
            if let (Some(from), Some(to)) = (from, at_unit.get(&unit)) {
                plan.arc(from, *to, bounds, 0);
            }
        }
        let mut network = Network::new(&plan);
        Some(if network.settle() { 0 } else { network.stuck().1 })
    }

    /// Why these experts cannot fill the panel, a sentence for each reason; nothing when they can.
    pub(crate) fn lacks(&self, seats: &[Seat]) -> Vec<String> {
        let limit = i64::from(self.unit_most());
        let available = |is_meant: &dyn Fn(Class) -> bool| -> i64 {
            let mut units: BTreeMap<UnitId, i64> = BTreeMap::new();
            for seat in seats.iter().filter(|seat| is_meant(seat.class)) {
                *units.entry(seat.unit).or_default() += 1;
            }
            units.values().map(|count| limit.min(*count)).sum()
        };
        let limited = self.most_from_one_unit.map_or(String::new(), |most| format!("（同一单位至多 {most} 名）"));
        let mut lacks = Vec::new();
        let mut by_class = 0;
        for class in Class::ALL {
            let there = available(&|one| one == class);
            let Bounds { least, most } = self.bounds_of(class).unwrap_or(Bounds::up_to(i64::from(self.size)));
            by_class += there.min(most);
            if there < least {
                let (label, missing) = (class.label(), least - there);
                lacks.push(format!("{label}专家至少 {least} 名，可选的只有 {there} 名{limited}，还缺 {missing} 名"));
            }
        }
        let (size, there) = (i64::from(self.size), available(&|_| true).min(by_class));
        if there < size {
            let missing = size - there;
            lacks.push(format!("共需 {size} 名，可选的只有 {there} 名{limited}，还缺 {missing} 名"));
        }
        if lacks.is_empty() {
            match self.missing(seats) {
                Some(0) => {}
                Some(missing) => {
                    lacks.push(format!("类别名额与同一单位人数上限不能同时满足{limited}，还缺 {missing} 名"))
                }
                None => lacks.push(format!("已定的人选超出类别名额或同一单位人数上限{limited}")),
            }
        }
        lacks
    }
}

/// What the rules ask of a panel on a day.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct PanelRules {
    /// The fewest experts.
    pub least: u32,
    /// The fewest experts for a large grant.
    pub least_for_large: u32,
    /// From which grant on it is a large one.
    pub large_from: Money,
    /// The fewest financial experts where money is judged.
    pub financial: u32,
}

impl PanelRules {
    /// The rules of a day, from [`crate::PARAMETERS`]; `None` on a day for which none are known.
    pub fn on(day: Day) -> Option<PanelRules> {
        let count = |parameter: &parameters::Parameter| parameter.on(day).and_then(|value| u32::try_from(value).ok());
        Some(PanelRules {
            least: count(&parameters::PANEL_LEAST)?,
            least_for_large: count(&parameters::LARGE_PANEL_LEAST)?,
            large_from: Money::from_yuan(parameters::LARGE_GRANT.on(day)?.checked_mul(10_000)?)?,
            financial: count(&parameters::FINANCIAL_LEAST)?,
        })
    }

    /// What is wrong with a panel for a grant of this size, a sentence each (domain rule: odd, at least five, at least
    /// seven for large grants, a financial expert where money is judged).
    pub fn problems(&self, need: &PanelNeed, grant: Money, judges_money: bool) -> Vec<String> {
        let mut problems = need.problems();
        let size = need.size;
        if size.is_multiple_of(2) {
            problems.push(format!("评审组人数应为单数，现为 {size} 名。"));
        }
        let (least, why) = if grant >= self.large_from {
            (self.least_for_large, "大额项目评审组")
        } else {
            (self.least, "评审组")
        };
        if size < least {
            problems.push(format!("{why}至少 {least} 名，现为 {size} 名。"));
        }
        let financial = need.bounds_of(Class::Financial).map_or(0, |bounds| bounds.least);
        if judges_money && financial < i64::from(self.financial) {
            problems.push(format!("评审涉及经费，财务专家名额应至少 {} 名，现为 {financial} 名。", self.financial));
        }
        problems
    }
}

#[cfg(test)]
mod tests;
