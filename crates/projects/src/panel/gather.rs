//! What must be known before a draw or an assignment: the proposals with their teams, and the experts with their posts, ties
//! and own applications, as the records have them.

use std::collections::{BTreeMap, BTreeSet};

use cases::{CaseFile, matching};
use directory::PEOPLE;
use listing::{Alternative, Filter, Listing};
use procedure::Word;
use review::{EXPERT_TIES, EXPERT_UNITS, EXPERTS};
use storage::{Reader, Result, Value};

use super::{
    bars::bars_of,
    drawn::{KeptExpert, KeptPost, KeptSubject, KeptTie, KeptWork},
};
use crate::{MEMBERS, PARTNERS, PROPOSALS, proposal::Stage};

/// How many records are named in one statement.
const AT_ONCE: usize = 300;

/// The proposals of a call that wait for experts.
///
/// # Errors
/// What the database says.
pub(super) async fn waiting(reader: Reader<'_>, call: i64) -> Result<Vec<CaseFile>> {
    CaseFile::all(reader, &PROPOSALS, waiting_of(call)?).await
}

/// Which proposals of a call wait for experts.
pub(super) fn waiting_of(call: i64) -> Result<Filter> {
    matching(&PROPOSALS, &[("call", call.into()), ("stage", Stage::Accepted.label().into())])
}

/// The rows of a listing in which a link names one of these records.
///
/// # Errors
/// What the database says.
pub(super) async fn linked(
    reader: Reader<'_>,
    listing: &'static Listing,
    column: &'static str,
    ids: &BTreeSet<i64>,
) -> Result<Vec<CaseFile>> {
    linked_where(reader, listing, column, ids, &Filter::default()).await
}

/// The records of a listing with these ids.
///
/// # Errors
/// What the database says; [`storage::Error::NotFound`] if one is not there.
pub(super) async fn by_ids(
    reader: Reader<'_>,
    listing: &'static Listing,
    ids: &BTreeSet<i64>,
) -> Result<Vec<CaseFile>> {
    let mut records = Vec::new();
    for id in ids {
        records.push(CaseFile::read(reader, listing, *id).await?);
    }
    Ok(records)
}

async fn linked_where(
    reader: Reader<'_>,
    listing: &'static Listing,
    column: &'static str,
    ids: &BTreeSet<i64>,
    besides: &Filter,
) -> Result<Vec<CaseFile>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let mut rows = Vec::new();
    for ids in ids.chunks(AT_ONCE) {
        let any = ids.iter().map(|id| Alternative::Is(Value::Int(*id))).collect();
        let filter = listing.column(column).map(|column| besides.clone().with(column, any));
        if let Some(filter) = filter {
            rows.extend(CaseFile::all(reader, listing, filter).await?);
        }
    }
    Ok(rows)
}

/// The proposals with everybody who takes part.
///
/// # Errors
/// What the database says.
pub(super) async fn subjects(reader: Reader<'_>, proposals: &[CaseFile]) -> Result<Vec<KeptSubject>> {
    let ids: BTreeSet<i64> = proposals.iter().map(CaseFile::id).collect();
    let members = by_link(linked(reader, &MEMBERS, "proposal", &ids).await?, "proposal");
    let partners = by_link(linked(reader, &PARTNERS, "proposal", &ids).await?, "proposal");
    let subject = |proposal: &CaseFile| {
        let team = members.get(&proposal.id()).map_or(&[][..], Vec::as_slice);
        let unknown = team.iter().filter(|member| !member.has("person")).count();
        KeptSubject {
            proposal: proposal.id(),
            number: proposal.text("number").to_owned(),
            call: proposal.number("call").unwrap_or_default(),
            field: proposal.text("field").to_owned(),
            applicant: proposal.number("unit"),
            partners: numbers(partners.get(&proposal.id()), "unit"),
            leader: proposal.number("leader_person"),
            members: numbers(members.get(&proposal.id()), "person"),
            unidentified: u32::try_from(unknown).unwrap_or(u32::MAX),
        }
    };
    Ok(proposals.iter().map(subject).collect())
}

/// The experts in the pool, with everything that could keep them from the proposals of a call.
///
/// # Errors
/// What the database says.
pub(super) async fn pool(reader: Reader<'_>, call: i64, subjects: &[KeptSubject]) -> Result<Vec<KeptExpert>> {
    let experts = CaseFile::all(reader, &EXPERTS, matching(&EXPERTS, &[("state", "在库".into())])?).await?;
    experts_of(reader, call, subjects, &experts).await
}

/// These experts, with everything that could keep them from the proposals of a call.
///
/// # Errors
/// What the database says.
pub(super) async fn experts_of(
    reader: Reader<'_>,
    call: i64,
    subjects: &[KeptSubject],
    experts: &[CaseFile],
) -> Result<Vec<KeptExpert>> {
    let ids: BTreeSet<i64> = experts.iter().map(CaseFile::id).collect();
    let persons: BTreeSet<i64> = experts.iter().filter_map(|expert| expert.number("person")).collect();
    let posts = by_link(linked(reader, &EXPERT_UNITS, "expert", &ids).await?, "expert");
    let ties = by_link(linked(reader, &EXPERT_TIES, "expert", &ids).await?, "expert");
    let people = by_link(by_ids(reader, &PEOPLE, &persons).await?, "");
    let applicants = applicants(reader, call).await?;
    let works = joint_works(reader, &persons, subjects).await?;
    let mut bars = bars_of(reader, &persons).await?;
    let mut kept = Vec::new();
    for expert in experts {
        let person = expert.number("person").unwrap_or_default();
        let own = |column: &str| Some(expert.text(column).to_owned()).filter(|text| !text.is_empty());
        let home = people.get(&person).into_iter().flatten().find_map(|one| one.number("organisation"));
        let mut posts: Vec<KeptPost> = posts.get(&expert.id()).into_iter().flatten().map(post).collect();
        // What the directory says of where somebody works counts like a post.
        let told = home.filter(|home| Some(*home) != expert.number("unit"));
        posts.extend(told.map(|unit| KeptPost { unit, kind: "任职".to_owned(), ended_on: None }));
        kept.push(KeptExpert {
            expert: expert.id(),
            number: expert.text("number").to_owned(),
            person,
            class: expert.text("class").to_owned(),
            is_active: expert.text("state") == "在库",
            unit: expert.number("unit"),
            fields: ["field1", "field2", "field3"].into_iter().filter_map(own).collect(),
            declared_on: own("declared_on"),
            posts,
            ties: ties.get(&expert.id()).into_iter().flatten().map(tie).collect(),
            works: works.get(&person).cloned().unwrap_or_default().into_iter().collect(),
            calls: applicants.contains(&person).then_some(call).into_iter().collect(),
            bars: bars.remove(&person).unwrap_or_default(),
        });
    }
    Ok(kept)
}

fn post(post: &CaseFile) -> KeptPost {
    KeptPost {
        unit: post.number("unit").unwrap_or_default(),
        kind: post.text("kind").to_owned(),
        ended_on: post.day("ended_on").map(|day| day.to_string()),
    }
}

fn tie(tie: &CaseFile) -> KeptTie {
    KeptTie {
        kind: tie.text("kind").to_owned(),
        person: tie.number("person"),
        unit: tie.number("unit"),
        since: tie.day("since").map(|day| day.to_string()),
    }
}

/// Everybody who applies under a call, as leader or in a team. What was never handed in or was taken back does not count.
async fn applicants(reader: Reader<'_>, call: i64) -> Result<BTreeSet<i64>> {
    let proposals = CaseFile::all(reader, &PROPOSALS, matching(&PROPOSALS, &[("call", call.into())])?).await?;
    let gone = [Stage::Draft, Stage::Withdrawn, Stage::Discarded].map(Word::label);
    let entered: Vec<CaseFile> =
        proposals.into_iter().filter(|proposal| !gone.contains(&proposal.text("stage"))).collect();
    let ids = entered.iter().map(CaseFile::id).collect();
    let members = linked(reader, &MEMBERS, "proposal", &ids).await?;
    let leaders = entered.iter().filter_map(|proposal| proposal.number("leader_person"));
    Ok(leaders.chain(members.iter().filter_map(|member| member.number("person"))).collect())
}

/// With whom of the teams that are to be judged each of these people has carried out an approved project, and until when.
async fn joint_works(
    reader: Reader<'_>,
    persons: &BTreeSet<i64>,
    subjects: &[KeptSubject],
) -> Result<BTreeMap<i64, BTreeSet<KeptWork>>> {
    let approved: Value = Stage::Approved.label().into();
    let of_members = matching(&MEMBERS, &[("stage", approved.clone())])?;
    let of_leaders = matching(&PROPOSALS, &[("stage", approved)])?;
    let mut projects: BTreeSet<i64> = linked_where(reader, &MEMBERS, "person", persons, &of_members)
        .await?
        .iter()
        .filter_map(|member| member.number("proposal"))
        .collect();
    let led = linked_where(reader, &PROPOSALS, "leader_person", persons, &of_leaders).await?;
    projects.extend(led.iter().map(CaseFile::id));
    let judged: BTreeSet<i64> =
        subjects.iter().flat_map(|subject| subject.leader.iter().chain(&subject.members)).copied().collect();
    let members = by_link(linked(reader, &MEMBERS, "proposal", &projects).await?, "proposal");
    let mut works: BTreeMap<i64, BTreeSet<KeptWork>> = BTreeMap::new();
    for id in projects {
        let project = CaseFile::read(reader, &PROPOSALS, id).await?;
        let on = project.day("ends_on").map(|day| day.to_string());
        let mut team: BTreeSet<i64> = numbers(members.get(&id), "person").into_iter().collect();
        team.extend(project.number("leader_person"));
        for person in team.intersection(persons) {
            let others = team.intersection(&judged).filter(|other| *other != person);
            let works = works.entry(*person).or_default();
            works.extend(others.map(|with| KeptWork { with: *with, on: on.clone() }));
        }
    }
    Ok(works)
}

/// Rows by the record that a link of theirs names; by their own id where no link is named.
fn by_link(rows: Vec<CaseFile>, column: &str) -> BTreeMap<i64, Vec<CaseFile>> {
    let mut sorted: BTreeMap<i64, Vec<CaseFile>> = BTreeMap::new();
    for row in rows {
        let id = if column.is_empty() { Some(row.id()) } else { row.number(column) };
        if let Some(id) = id {
            sorted.entry(id).or_default().push(row);
        }
    }
    sorted
}

fn numbers(rows: Option<&Vec<CaseFile>>, column: &str) -> Vec<i64> {
    let mut numbers: Vec<i64> = rows.into_iter().flatten().filter_map(|row| row.number(column)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
