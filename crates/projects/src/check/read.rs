//! Reads what the rules look at, for many proposals at once: a fixed number of questions to the database for each block.

use std::{collections::HashMap, sync::Arc};

use cases::CaseFile;
use directory::{ORGANISATIONS, PEOPLE, REGIONS};
use documents::ATTACHMENTS;
use listing::{Alternative, Filter, Listing, disclosed};
use procedure::Word;
use storage::{Error, Reader, Result};
use vocabulary::{Day, Region};

use super::{
    batch::{ById, ByName, keys},
    dishonesty::{DISHONESTY, Entry, Scope, Subject, barred},
    facts::*,
    similarity::{Alike, Similarity},
    view::{CHECKED, JOINED},
};
use crate::{
    BUDGET_LINES, CALLS, CONTRACTS, MEMBERS, PARTNERS, PROJECTS, PROPOSALS,
    contract::Stage as ContractStage,
    proposal::{COUNTED, Stage, Sums, UNDECIDED, papers},
    rows::{all, is, one_of, where_all},
};

/// How many proposals are read at a time. A condition names each of them, and SQLite bears a thousand.
pub(super) const BLOCK: usize = 400;

/// What all proposals under a call share.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    terms: Arc<Terms>,
    call: i64,
    entries: Vec<Entry>,
    today: Day,
}

impl Shared {
    /// Reads a call and the dishonesty list.
    pub(super) async fn read(reader: Reader<'_>, call: i64, today: Day) -> Result<Shared> {
        let file = CaseFile::read(reader, &CALLS, call).await?;
        let home = all(reader, &REGIONS, where_all(&REGIONS, [("role", is("本区"))])).await?;
        let entries = all(reader, &DISHONESTY, Filter::default()).await?;
        let entries = entries.iter().filter_map(entry).collect();
        Ok(Shared { terms: Arc::new(terms(&file, &home)?), call, entries, today })
    }
}

fn terms(call: &CaseFile, home: &[CaseFile]) -> Result<Terms> {
    let day =
        |column: &str| call.day(column).ok_or_else(|| Error::Fault(format!("call {} has no {column}", call.id())));
    let named = call.text("area");
    let codes = if named.is_empty() { home.iter().map(|home| home.text("code")).collect() } else { vec![named] };
    let required = papers(call).into_iter().filter(|paper| paper.required);
    Ok(Terms {
        call: Ground::new(call.name(), CALLS.path, call.id()),
        level: call.text("level").to_owned(),
        opens_on: day("opens_on")?,
        closes_on: day("closes_on")?,
        area: codes.into_iter().filter_map(|code| Region::parse(code).ok()).collect(),
        names_area: !named.is_empty(),
        oldest: call.number("oldest"),
        lowest_rank: RANKS.iter().position(|rank| *rank == call.text("lowest_rank")),
        most: call.money("most"),
        per_unit: call.number("per_unit"),
        per_leader: call.number("per_leader"),
        required_papers: required.map(|paper| paper.name).collect(),
    })
}

pub(super) fn entry(file: &CaseFile) -> Option<Entry> {
    Some(Entry {
        id: file.id(),
        name: file.text("name").to_owned(),
        unit: file.number("unit"),
        person: file.number("person"),
        scope: Scope::of_label(file.text("scope")),
        decision: file.text("decision").to_owned(),
        starts_on: file.day("starts_on")?,
        ends_on: file.day("ends_on"),
    })
}

/// What a block of proposals is about, read and sorted.
struct Block {
    members: ById,
    partners: ById,
    budget: ById,
    papers: ById,
    projects_of_unit: ById,
    projects_of_leader: ByName,
    others_of_unit: ById,
    others_of_leader: ByName,
    /// The contracts of the units, by project.
    contracts: ById,
    /// The memberships of the leaders in approved proposals that others lead, where the work goes on.
    joined: ByName,
    alike: Option<HashMap<i64, Vec<Alike>>>,
}

/// The facts of each of these proposals, which are at most [`BLOCK`], in their order.
pub(super) async fn facts(
    reader: Reader<'_>,
    shared: &Shared,
    similarity: Option<&dyn Similarity>,
    proposals: &[CaseFile],
) -> Result<Vec<CheckFacts>> {
    let block = Block::read(reader, similarity, proposals).await?;
    Ok(proposals.iter().map(|proposal| block.facts(shared, proposal)).collect())
}

impl Block {
    async fn read(reader: Reader<'_>, similarity: Option<&dyn Similarity>, proposals: &[CaseFile]) -> Result<Block> {
        let ids: Vec<i64> = proposals.iter().map(CaseFile::id).collect();
        let units: Vec<i64> = keys(proposals, "unit");
        let leaders: Vec<String> = keys(proposals, "leader");
        let every = Filter::default;
        let own = async |listing: &'static Listing| ById::read(reader, listing, "proposal", &ids, every()).await;
        let on_file =
            where_all(&ATTACHMENTS, [("subject", is(PROPOSALS.table)), ("replaced_on", vec![Alternative::Empty])]);
        // What is still sealed under another call is told to nobody.
        let handed_in = || where_all(&CHECKED, [("stage", one_of(COUNTED))]).and(disclosed(&CHECKED));
        let contracts = ById::read(reader, &CONTRACTS, "unit", &units, every()).await?.into_rows().collect();
        Ok(Block {
            members: own(&MEMBERS).await?,
            partners: own(&PARTNERS).await?,
            budget: own(&BUDGET_LINES).await?,
            papers: ById::read(reader, &ATTACHMENTS, "record", &ids, on_file).await?,
            projects_of_unit: ById::read(reader, &PROJECTS, "unit", &units, every()).await?,
            projects_of_leader: ByName::read(reader, &PROJECTS, "leader", &leaders, every()).await?,
            others_of_unit: ById::read(reader, &CHECKED, "unit", &units, handed_in()).await?,
            others_of_leader: ByName::read(reader, &CHECKED, "leader", &leaders, handed_in()).await?,
            contracts: ById::sorted(contracts, "project"),
            joined: joined(reader, &leaders).await?,
            alike: match similarity {
                Some(similarity) => Some(similarity.alike(reader, &ids).await?),
                None => None,
            },
        })
    }

    fn facts(&self, shared: &Shared, proposal: &CaseFile) -> CheckFacts {
        let id = proposal.id();
        let who = Leader::of(proposal);
        CheckFacts {
            today: shared.today,
            terms: shared.terms.clone(),
            proposal: Ground::new("申报书", PROPOSALS.path, id),
            submitted_on: proposal.day("submitted_on"),
            has_pledge: proposal.text("pledge") == "是",
            unit: UnitFacts {
                ground: Ground::new(proposal.linked("unit"), ORGANISATIONS.path, who.unit),
                uscc: proposal.text("uscc").to_owned(),
                region: proposal.text("region").to_owned(),
                dissolved_on: proposal.day("dissolved_on"),
            },
            leader: leader_facts(proposal),
            budget: self.budget(proposal),
            papers: self.papers.of(&id).iter().map(|file| file.text("paper").to_owned()).collect(),
            partners: self.partners.of(&id).iter().map(partner).collect(),
            barred: self.barred(shared, proposal),
            unfinished: self.projects_of_unit.of(&who.unit).iter().filter_map(|file| self.unfinished(file)).collect(),
            held: self.held(&who),
            others: self.others(shared, proposal, &who),
            earlier: self.earlier(&who),
            alike: self.alike.as_ref().map(|alike| alike.get(&id).cloned().unwrap_or_default()),
        }
    }

    fn budget(&self, proposal: &CaseFile) -> BudgetFacts {
        let lines = self.budget.of(&proposal.id());
        let sums = Sums::of(lines);
        let href = format!("{}?proposal={}", BUDGET_LINES.path, proposal.id());
        BudgetFacts {
            ground: Ground { label: BUDGET_LINES.title.to_owned(), href },
            lines: lines.len(),
            total: proposal.money("budget").unwrap_or_default(),
            requested: proposal.money("requested").unwrap_or_default(),
            too_much_indirect: sums.as_ref().and_then(Sums::too_much_indirect),
            sums: sums.map(|sums| (sums.total, sums.requested)),
        }
    }

    fn barred(&self, shared: &Shared, proposal: &CaseFile) -> Vec<Barred> {
        let unit = |file: &CaseFile| (file.number("unit").unwrap_or_default(), file.linked("unit").to_owned());
        let person = |file: &CaseFile, name: &str, link: &str| (file.number(link), file.text(name).to_owned());
        let (own, own_name) = unit(proposal);
        let (leader, leader_name) = person(proposal, "leader", "leader_person");
        let mut found = Vec::new();
        let mut look = |capacity, subject: Subject<'_>, name: &str| {
            for (entry, certainty) in barred(&shared.entries, subject, Scope::Projects, shared.today) {
                let label = format!("{}（{}）", entry.name, entry.decision);
                found.push(Barred {
                    capacity,
                    name: name.to_owned(),
                    certainty,
                    says: format!("{}，{}", entry.decision, entry.lasts()),
                    entry: Ground::new(label, DISHONESTY.path, entry.id),
                });
            }
        };
        look(Capacity::Unit, Subject::Unit(own, &own_name), &own_name);
        for file in self.partners.of(&proposal.id()) {
            let (id, name) = unit(file);
            look(Capacity::Partner, Subject::Unit(id, &name), &name);
        }
        look(Capacity::Leader, Subject::Person(leader, &leader_name), &leader_name);
        for file in self.members.of(&proposal.id()) {
            let (id, name) = person(file, "name", "person");
            let is_leader = name == leader_name && (id.is_none() || id == leader);
            if !is_leader {
                look(Capacity::Member, Subject::Person(id, &name), &name);
            }
        }
        found
    }

    fn unfinished(&self, project: &CaseFile) -> Option<Unfinished> {
        let contracts = self.contracts.of(&project.id());
        let is_at = |stage: ContractStage| contracts.iter().any(|contract| contract.text("stage") == stage.label());
        // A contract says until when the work goes on, once it has been extended.
        let due_on = contracts.iter().filter_map(|contract| contract.day("ends_on")).max();
        let is_over = project.has("closed_on") || (!contracts.is_empty() && contracts.iter().all(contract_has_ended));
        (!is_over).then_some(Unfinished {
            project: Ground::new(project.name(), PROJECTS.path, project.id()),
            due_on: due_on.or_else(|| project.day("due_on"))?,
            is_in_acceptance: is_at(ContractStage::InAcceptance) || is_at(ContractStage::Rectifying),
        })
    }

    /// The unfinished projects that the leader hosts, and those in whose approved proposals the leader is a member.
    fn held(&self, leader: &Leader<'_>) -> Vec<Held> {
        let projects = self.projects_of_leader.of(leader.name).iter().filter(|file| !file.has("closed_on"));
        let hosted = projects.map(|project| Held {
            project: Ground::new(project.name(), PROJECTS.path, project.id()),
            level: project.text("level").to_owned(),
            hosts: true,
            sameness: if project.number("unit") == Some(leader.unit) { Sameness::Certain } else { Sameness::Perhaps },
        });
        let joined = self.joined.of(leader.name).iter().filter_map(|member| {
            Some(Held {
                project: Ground::new(member.linked("proposal"), PROPOSALS.path, member.number("proposal")?),
                level: String::new(),
                hosts: false,
                sameness: leader.is(member.number("person"), member.number("unit").or(member.number("owner")))?,
            })
        });
        hosted.chain(joined).collect()
    }

    fn others(&self, shared: &Shared, proposal: &CaseFile, leader: &Leader<'_>) -> Vec<Other> {
        let of_unit = self.others_of_unit.of(&leader.unit);
        let of_leader = self.others_of_leader.of(leader.name);
        let of_leader = of_leader.iter().filter(|other| other.number("unit") != Some(leader.unit));
        let mut others = Vec::new();
        for other in of_unit.iter().chain(of_leader).filter(|other| other.id() != proposal.id()) {
            let same_name = other.text("leader") == leader.name;
            let sameness = same_name.then(|| leader.is(other.number("leader_person"), other.number("unit"))).flatten();
            let is_of_unit = other.number("unit") == Some(leader.unit);
            if is_of_unit || sameness.is_some() {
                others.push(Other {
                    proposal: Ground::new(other.name(), PROPOSALS.path, other.id()),
                    level: other.text("level").to_owned(),
                    is_under_call: other.number("call") == Some(shared.call),
                    is_undecided: UNDECIDED.contains(&other.text("stage")),
                    is_of_unit,
                    of_leader: sameness,
                });
            }
        }
        others
    }

    fn earlier(&self, leader: &Leader<'_>) -> Vec<Earlier> {
        let of_unit = self.projects_of_unit.of(&leader.unit);
        let of_leader = self.projects_of_leader.of(leader.name);
        let of_leader = of_leader.iter().filter(|project| project.number("unit") != Some(leader.unit));
        let earlier = of_unit.iter().chain(of_leader).filter_map(|project| {
            let is_of_unit = project.number("unit") == Some(leader.unit);
            let same_name = project.text("leader") == leader.name && !leader.name.is_empty();
            Some(Earlier {
                project: Ground::new(project.name(), PROJECTS.path, project.id()),
                approved_on: project.day("approved_on")?,
                is_of_unit,
                of_leader: same_name.then_some(if is_of_unit { Sameness::Certain } else { Sameness::Perhaps }),
            })
        });
        earlier.collect()
    }
}

/// The leader of a proposal, for telling whether another record means the same person.
struct Leader<'a> {
    name: &'a str,
    person: Option<i64>,
    unit: i64,
}

impl<'a> Leader<'a> {
    fn of(proposal: &'a CaseFile) -> Leader<'a> {
        let unit = proposal.number("unit").unwrap_or_default();
        Leader { name: proposal.text("leader"), person: proposal.number("leader_person"), unit }
    }

    /// Whether somebody of the same name is the leader. Two numbers of the directory decide; where one is missing the same
    /// unit does, and otherwise it may be.
    fn is(&self, person: Option<i64>, unit: Option<i64>) -> Option<Sameness> {
        match (self.person, person) {
            (Some(own), Some(other)) => (own == other).then_some(Sameness::Certain),
            _ if unit == Some(self.unit) => Some(Sameness::Certain),
            _ => Some(Sameness::Perhaps),
        }
    }
}

fn leader_facts(proposal: &CaseFile) -> LeaderFacts {
    let person = proposal.number("leader_person");
    LeaderFacts {
        person: person.map(|id| Ground::new(proposal.linked("leader_person"), PEOPLE.path, id)),
        born: proposal.number("leader_born"),
        known_born: proposal.number("known_born"),
        rank: proposal.text("leader_rank").to_owned(),
        known_rank: proposal.text("known_rank").to_owned(),
    }
}

fn partner(file: &CaseFile) -> PartnerFacts {
    PartnerFacts {
        ground: Ground::new(file.linked("unit"), ORGANISATIONS.path, file.number("unit").unwrap_or_default()),
        has_agreement: file.text("agreement") == "是",
    }
}

/// The memberships of people of these names in approved proposals that others lead, but for those whose work has ended.
async fn joined(reader: Reader<'_>, names: &[String]) -> Result<ByName> {
    let approved = where_all(&JOINED, [("stage", is(Stage::Approved.label()))]);
    let members = ByName::read(reader, &JOINED, "name", names, approved).await?;
    let members: Vec<CaseFile> = members.into_rows().filter(|row| row.text("name") != row.text("host")).collect();
    let mut going_on = Vec::with_capacity(members.len());
    for some in members.chunks(BLOCK) {
        let contracts = ById::read(reader, &CONTRACTS, "proposal", &keys(some, "proposal"), Filter::default()).await?;
        let has_ended = |member: &CaseFile| {
            let contracts = contracts.of(&member.number("proposal").unwrap_or_default());
            !contracts.is_empty() && contracts.iter().all(contract_has_ended)
        };
        going_on.extend(some.iter().filter(|member| !has_ended(member)).cloned());
    }
    Ok(ByName::sorted(going_on, "name"))
}

/// Whether nothing is left to do under a contract.
fn contract_has_ended(contract: &CaseFile) -> bool {
    let ended = [ContractStage::Accepted, ContractStage::Archived, ContractStage::Terminated, ContractStage::Revoked];
    ended.iter().any(|stage| contract.text("stage") == stage.label())
}
