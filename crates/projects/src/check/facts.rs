//! What the rules of the formal check look at: everything about one proposal, read beforehand and without a database.

use std::sync::Arc;

use vocabulary::{Day, Money, Region};

use super::{dishonesty::Match, similarity::Alike};

/// A record on which a finding rests: what it is called, and where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ground {
    pub(crate) label: String,
    pub(crate) href: String,
}

impl Ground {
    /// A record of a listing.
    pub(crate) fn new(label: impl Into<String>, path: &str, id: i64) -> Ground {
        Ground { label: label.into(), href: format!("{path}/{id}") }
    }
}

/// The ranks of a person (职称), the highest first.
pub(crate) const RANKS: &[&str] = &["正高级", "副高级", "中级", "初级", "无"];

/// What a call asks of its applicants.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    pub(crate) call: Ground,
    /// 国家级, 省级, 市级 or 区级.
    pub(crate) level: String,
    pub(crate) opens_on: Day,
    pub(crate) closes_on: Day,
    /// The regions from which units may apply, and whether the call itself names them.
    pub(crate) area: Vec<Region>,
    pub(crate) names_area: bool,
    /// The highest age of the leader, in full years.
    pub(crate) oldest: Option<i64>,
    /// The lowest rank of the leader, as a place in [`RANKS`].
    pub(crate) lowest_rank: Option<usize>,
    /// The most that one proposal may ask for.
    pub(crate) most: Option<Money>,
    pub(crate) per_unit: Option<i64>,
    pub(crate) per_leader: Option<i64>,
    pub(crate) required_papers: Vec<String>,
}

/// Everything about one proposal.
#[derive(Clone, Debug)]
pub(crate) struct CheckFacts {
    /// The day of the check.
    pub(crate) today: Day,
    pub(crate) terms: Arc<Terms>,
    pub(crate) proposal: Ground,
    pub(crate) submitted_on: Option<Day>,
    pub(crate) has_pledge: bool,
    pub(crate) unit: UnitFacts,
    pub(crate) leader: LeaderFacts,
    pub(crate) budget: BudgetFacts,
    /// The names of the papers that are attached.
    pub(crate) papers: Vec<String>,
    pub(crate) partners: Vec<PartnerFacts>,
    /// The entries of the dishonesty list in force that mean, or may mean, somebody in it.
    pub(crate) barred: Vec<Barred>,
    /// The projects of the unit that are not closed.
    pub(crate) unfinished: Vec<Unfinished>,
    /// The unfinished projects in which the leader is, or may be, one of those who do the work.
    pub(crate) held: Vec<Held>,
    /// The other proposals of the unit or the leader that wait for a decision or count for a quota.
    pub(crate) others: Vec<Other>,
    /// Earlier projects of the unit or the leader.
    pub(crate) earlier: Vec<Earlier>,
    /// The proposals that resemble it; nothing where nobody compares them.
    pub(crate) alike: Option<Vec<Alike>>,
}

/// The unit that applies.
#[derive(Clone, Debug)]
pub(crate) struct UnitFacts {
    pub(crate) ground: Ground,
    pub(crate) uscc: String,
    pub(crate) region: String,
    pub(crate) dissolved_on: Option<Day>,
}

/// The leader, as the proposal and the directory have them.
#[derive(Clone, Debug, Default)]
pub(crate) struct LeaderFacts {
    /// The person of the directory.
    pub(crate) person: Option<Ground>,
    /// The year of birth that the proposal gives, and the one that the directory has.
    pub(crate) born: Option<i64>,
    pub(crate) known_born: Option<i64>,
    /// The same of the rank; empty where there is none.
    pub(crate) rank: String,
    pub(crate) known_rank: String,
}

/// The budget in the record, and what its lines add up to.
#[derive(Clone, Debug, Default)]
pub(crate) struct BudgetFacts {
    /// The list of its lines.
    pub(crate) ground: Ground,
    pub(crate) lines: usize,
    pub(crate) total: Money,
    pub(crate) requested: Money,
    /// Of the lines: everything, and what is asked of the bureau. Nothing where that is more than an amount can hold.
    pub(crate) sums: Option<(Money, Money)>,
    /// What is wrong with the indirect costs.
    pub(crate) too_much_indirect: Option<String>,
}

/// A unit that takes part.
#[derive(Clone, Debug)]
pub(crate) struct PartnerFacts {
    pub(crate) ground: Ground,
    /// Whether the proposal says that there is an agreement.
    pub(crate) has_agreement: bool,
}

/// In what capacity somebody is in a proposal.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Capacity {
    Unit,
    Partner,
    Leader,
    Member,
}

/// Somebody in the proposal whom an entry of the dishonesty list means.
#[derive(Clone, Debug)]
pub(crate) struct Barred {
    pub(crate) capacity: Capacity,
    pub(crate) name: String,
    pub(crate) certainty: Match,
    /// The decision and how long it bars, in words.
    pub(crate) says: String,
    pub(crate) entry: Ground,
}

/// A project of the unit that is not closed.
#[derive(Clone, Debug)]
pub(crate) struct Unfinished {
    pub(crate) project: Ground,
    pub(crate) due_on: Day,
    /// Whether its acceptance is under way.
    pub(crate) is_in_acceptance: bool,
}

/// How sure it is that a name means the leader: the same person of the directory, or the same name in the same unit, is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sameness {
    /// Only the name is the same.
    Perhaps,
    Certain,
}

/// An unfinished project in which the leader is.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) project: Ground,
    pub(crate) level: String,
    /// Whether the leader hosts it, rather than takes part.
    pub(crate) hosts: bool,
    pub(crate) sameness: Sameness,
}

/// Another proposal of the unit or the leader.
#[derive(Clone, Debug)]
pub(crate) struct Other {
    pub(crate) proposal: Ground,
    pub(crate) level: String,
    /// Whether it was handed in under the same call.
    pub(crate) is_under_call: bool,
    /// Whether no decision was made on it.
    pub(crate) is_undecided: bool,
    pub(crate) is_of_unit: bool,
    /// Whether the leader hosts it, too.
    pub(crate) of_leader: Option<Sameness>,
}

/// An earlier project of the unit or the leader.
#[derive(Clone, Debug)]
pub(crate) struct Earlier {
    pub(crate) project: Ground,
    pub(crate) approved_on: Day,
    pub(crate) is_of_unit: bool,
    pub(crate) of_leader: Option<Sameness>,
}
