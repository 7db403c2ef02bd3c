//! Stories of the formal check: a call that has closed, and proposals that wait.

mod pages;
mod reading;
mod running;
mod speed;

use cases::{Asked, CaseFile, Change, add};
use listing::Listing;
use storage::{Db, Deed, Result, Value, Work};
use vocabulary::{Day, Role, day};
use web::Who;

use super::{
    judge::findings,
    run::{Run, Tally},
};
use crate::{BUDGET_LINES, CALLS, FINDINGS, MEMBERS, PROPOSALS, tests::Story};

/// The day of the check.
pub(super) const TODAY: Day = day!(2022, 4, 20);

/// Rows to be written as they are, in one transaction.
struct Rows(Db, Vec<(&'static Listing, Vec<Change>)>);

impl Deed for Rows {
    type Outcome = Vec<i64>;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<Vec<i64>> {
        let mut ids = Vec::new();
        for (listing, values) in &self.1 {
            ids.push(add(work, &self.0, listing, values.clone()).await?);
        }
        Ok(ids)
    }
}

/// A bureau with a closed call.
pub(super) struct Checked {
    pub(super) story: Story,
    pub(super) call: i64,
}

impl Checked {
    /// A closed call of the district that pays at most 300,000 yuan and asks for no papers.
    pub(super) async fn begin(fresh: testkit::Fresh) -> Checked {
        let story = Story::begin(fresh).await;
        let call = closed_call("TZ2022-001", story.section);
        let mut checked = Checked { story, call: 0 };
        checked.call = checked.writes(&CALLS, call).await;
        checked
    }

    pub(super) fn db(&self) -> &Db {
        &self.story.bureau.db
    }

    /// Writes a row.
    pub(super) async fn writes(&self, listing: &'static Listing, values: Vec<Change>) -> i64 {
        self.writes_all(vec![(listing, values)]).await[0]
    }

    /// Writes rows at once.
    pub(super) async fn writes_all(&self, rows: Vec<(&'static Listing, Vec<Change>)>) -> Vec<i64> {
        self.db().write("测试", &Rows(self.db().clone(), rows)).await.unwrap()
    }

    /// A proposal of a unit that waits, with everything in order; `with` takes the place of what it usually says.
    pub(super) async fn proposal(&self, number: &str, unit: i64, with: Vec<Change>) -> i64 {
        let id = self.writes(&PROPOSALS, proposal(number, self.call, unit, with)).await;
        self.writes_all(belongings(id)).await;
        id
    }

    /// Runs the rules over the call.
    pub(super) async fn run(&self) -> Tally {
        let officer = self.officer();
        let run = Run { db: self.db(), who: &officer, similarity: None, today: TODAY };
        run.over_call(self.call, &|_| ()).await.unwrap()
    }

    pub(super) fn officer(&self) -> Who {
        self.story.of_bureau(Role::Officer)
    }

    /// A finding on a proposal.
    pub(super) async fn finding(&self, proposal: i64, rule: &str) -> CaseFile {
        let findings = findings(self.db().reader(), proposal).await.unwrap();
        findings.into_iter().find(|finding| finding.text("rule") == rule).unwrap_or_else(|| panic!("no {rule}"))
    }

    /// What a rule made of a proposal, and why.
    pub(super) async fn found(&self, proposal: i64, rule: &str) -> String {
        let finding = self.finding(proposal, rule).await;
        format!("{}：{}", finding.text("found"), finding.text("because"))
    }

    /// Changes a record as the house does.
    pub(super) async fn changes(&self, listing: &'static Listing, id: i64, changes: Vec<Change>) {
        let file = CaseFile::read(self.db().reader(), listing, id).await.unwrap();
        self.db().write("测试", &Changed(self.db().clone(), file, changes)).await.unwrap();
    }

    /// Takes a step of a proposal.
    pub(super) async fn step(&self, who: &Who, id: i64, step: &str, typed: &[(&str, &str)]) -> Result<&'static str> {
        let typed = crate::tests::pairs(typed);
        let asked = Asked { who, id, step, typed: &typed, seen: None, today: TODAY };
        cases::take::<crate::proposal::procedure::Proposal>(self.db(), &asked).await.map(|taken| taken.stage)
    }

    /// What people made of the findings on a proposal, by rule.
    pub(super) async fn judges(&self, proposal: i64, rule: &str, word: &str, remark: &str) {
        let finding = self.finding(proposal, rule).await;
        let changes = vec![("judged", word.into()), ("remark", remark.into()), ("judged_by", "某科室经办".into())];
        self.changes(&FINDINGS, finding.id(), changes).await;
    }
}

struct Changed(Db, CaseFile, Vec<Change>);

impl Deed for Changed {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        self.1.write(work, &self.0, self.2.clone()).await
    }
}

/// What a call says that has closed.
pub(super) fn closed_call(number: &str, section: i64) -> Vec<Change> {
    vec![
        ("number", number.into()),
        ("title", "2022 年度区级科技计划项目申报通知".into()),
        ("level", "区级".into()),
        ("programme", "研发专项".into()),
        ("section", section.into()),
        ("opens_on", "2022-03-10".into()),
        ("closes_on", "2022-04-10".into()),
        ("sealed", "否".into()),
        ("blind", "否".into()),
        ("panel_size", 5.into()),
        ("spread", 20.into()),
        ("publicity", 5.into()),
        ("most", 30_000_000.into()),
        ("stage", "已截止".into()),
        ("since", "2022-04-11".into()),
        ("edition", 2022.into()),
    ]
}

/// What a proposal says that waits for the formal check.
pub(super) fn proposal(number: &str, call: i64, unit: i64, with: Vec<Change>) -> Vec<Change> {
    let mut says: Vec<Change> = vec![
        ("number", number.into()),
        ("name", format!("项目{number}").into()),
        ("call", call.into()),
        ("unit", unit.into()),
        ("leader", format!("负责人{number}").into()),
        ("leader_born", 1980.into()),
        ("leader_rank", "副高级".into()),
        ("budget", 50_000_000.into()),
        ("requested", 30_000_000.into()),
        ("pledge", "是".into()),
        ("submitted_on", "2022-04-01".into()),
        ("version", 1.into()),
        ("stage", "待形式审查".into()),
        ("since", "2022-04-11".into()),
        ("edition", 2022.into()),
    ];
    says.retain(|(name, _)| !with.iter().any(|(other, _)| other == name));
    says.extend(with);
    says
}

/// A member and two budget lines that add up to what [`proposal`] says.
pub(super) fn belongings(id: i64) -> Vec<(&'static Listing, Vec<Change>)> {
    let line = |sequence: i64, source: &'static str, yuan: i64| {
        let values: Vec<Change> = vec![
            ("proposal", id.into()),
            ("sequence", sequence.into()),
            ("head", "业务费".into()),
            ("item", "材料".into()),
            ("source", source.into()),
            ("amount", (yuan * 100).into()),
        ];
        (&BUDGET_LINES, values)
    };
    let member: Vec<Change> = vec![
        ("proposal", id.into()),
        ("sequence", 1.into()),
        ("name", format!("成员{id}").into()),
        ("person", Value::Null),
    ];
    vec![line(1, "财政资助", 300_000), line(2, "自筹", 200_000), (&MEMBERS, member)]
}
