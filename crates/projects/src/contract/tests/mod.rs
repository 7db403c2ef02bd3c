//! Stories of contracts: what they share is a project that has just been approved.

mod changes;
mod figures;
mod life;
mod money;
mod pages;
mod walks;

use cases::CaseFile;
use listing::Listing;
use storage::{Deed, Result, Value, Work};
use testkit::Fresh;
use vocabulary::{Day, Money, MoneyUnit, Role, day};
use web::Who;

use super::{Contract, indicators, open};
use crate::{
    CALLS, CONTRACTS, INDICATORS, PROJECTS, PROPOSALS,
    tests::{Story, TODAY, pairs},
};

/// A project of two years, 300 万元 in all, of which the district gives `granted`.
pub(super) struct Project {
    pub(super) story: Story,
    pub(super) contract: i64,
    pub(super) project: i64,
    pub(super) unit: Who,
    pub(super) officer: Who,
    pub(super) head: Who,
    pub(super) leader: Who,
}

struct Opening<'a> {
    story: &'a Story,
    proposal: i64,
    project: i64,
    granted: Money,
}

impl Deed for Opening<'_> {
    type Outcome = i64;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<i64> {
        let proposal = CaseFile::read(work.reader(), &PROPOSALS, self.proposal).await?;
        let leader = self.story.of_bureau(Role::Leader);
        open(work, &self.story.bureau.db, &leader, &proposal, self.project, self.granted, TODAY).await
    }
}

/// So many 万元.
pub(super) const fn wan(amount: i64) -> Money {
    Money::from_fen(amount * MoneyUnit::WanYuan.fen())
}

impl Project {
    /// A project approved today, with two indicators and a contract to fill in.
    pub(super) async fn approved(fresh: Fresh, granted: i64) -> Project {
        let story = Story::begin(fresh).await;
        let proposal = proposed(&story).await;
        let (firm, amount) = (format!("#{}", story.firm), granted.to_string());
        let project = [
            ("number", "XM2022-001"),
            ("name", "高温工业陶瓷"),
            ("level", "区级"),
            ("programme", "研发专项"),
            ("unit", &firm),
            ("leader", "王某"),
            ("approved_on", "2022-03-07"),
            ("started_on", "2022-04-01"),
            ("due_on", "2024-03-31"),
            ("budget", "300"),
            ("granted", &amount),
        ];
        let project = story.bureau.add(&PROJECTS, &project).await;
        let opening = Opening { story: &story, proposal, project, granted: wan(granted) };
        let contract = story.bureau.db.write("某局领导", &opening).await.unwrap();
        Project {
            unit: story.of_firm(story.firm),
            officer: story.of_bureau(Role::Officer),
            head: story.of_bureau(Role::Head),
            leader: story.of_bureau(Role::Leader),
            contract,
            project,
            story,
        }
    }

    /// A project whose contract was signed on 20 April 2022, with a plan of two lines: 60 % at once, 40 % at the end.
    pub(super) async fn signed(fresh: Fresh, granted: i64) -> Project {
        let project = Project::approved(fresh, granted).await;
        project.filled_in(granted).await;
        let Project { story, contract, .. } = &project;
        story.does::<Contract>(&project.unit, *contract, "Submit", &[], TODAY).await;
        story.does::<Contract>(&project.officer, *contract, "Agree", &[], day!(2022, 3, 10)).await;
        let signing = [("minutes", "任务书 2022-01"), ("held_on", "2022-04-20")];
        story.does::<Contract>(&project.head, *contract, "Sign", &signing, day!(2022, 4, 20)).await;
        project
    }

    /// Fills in the contract as its form and its page do.
    pub(super) async fn filled_in(&self, granted: i64) {
        let texts = [
            ("ownership", "归承担单位"),
            ("account_name", "甲陶瓷公司"),
            ("account_number", "360501234567"),
            ("bank", "某银行"),
        ];
        let changes = texts.map(|(column, text)| (column, Value::from(text))).to_vec();
        self.write(&CONTRACTS, self.contract, changes).await;
        for (sequence, kind, share) in [("1", "首拨", 60), ("2", "验收尾款", 40)] {
            self.plan(sequence, kind, granted * share).await;
        }
        self.write(&CONTRACTS, self.contract, vec![("planned", wan(granted).fen().into())]).await;
    }

    /// Adds a line to the plan; the amount is in hundredths of 万元.
    pub(super) async fn plan(&self, sequence: &str, kind: &str, hundredths: i64) -> i64 {
        let (contract, amount) =
            (format!("#{}", self.contract), format!("{}.{:02}", hundredths / 100, hundredths % 100));
        let line = [
            ("contract", contract.as_str()),
            ("sequence", sequence),
            ("kind", kind),
            ("condition", "按任务书"),
            ("planned_on", "2022-05-31"),
            ("amount", &amount),
            ("paid", "0"),
        ];
        self.story.bureau.add(&crate::PAYMENT_PLANS, &line).await
    }

    /// Writes some columns of a record behind the procedures.
    pub(super) async fn write(&self, listing: &'static Listing, id: i64, changes: Vec<(&'static str, Value)>) {
        let db = &self.story.bureau.db;
        db.write("测试", &Writing { db, listing, id, changes }).await.unwrap();
    }

    /// Gives every indicator a value in whole units.
    pub(super) async fn measured(&self, column: &'static str, values: [i64; 2]) {
        let contract = self.file(&CONTRACTS, self.contract).await;
        let found = indicators::of_contract(self.story.bureau.db.reader(), &contract).await.unwrap();
        for (indicator, value) in found.iter().zip(values) {
            self.write(&INDICATORS, indicator.id(), vec![(column, (value * 100).into())]).await;
        }
    }

    /// Hands in a file for each of these papers.
    pub(super) async fn hands_in(&self, listing: &Listing, id: i64, papers: &[&str]) {
        let digest = "0".repeat(64);
        for paper in papers {
            let record = id.to_string();
            let typed = [
                ("subject", listing.table),
                ("record", &record),
                ("paper", paper),
                ("version", "1"),
                ("file_name", "材料.pdf"),
                ("media", "application/pdf"),
                ("size", "9"),
                ("digest", &digest),
                ("added_on", "2022-05-01"),
                ("added_by", "某企业人员"),
            ];
            self.story.bureau.add(&documents::ATTACHMENTS, &typed).await;
        }
    }

    /// A record as it now is.
    pub(super) async fn file(&self, listing: &'static Listing, id: i64) -> CaseFile {
        CaseFile::read(self.story.bureau.db.reader(), listing, id).await.unwrap()
    }

    /// All records of a listing as they now are.
    pub(super) async fn all(&self, listing: &'static Listing) -> Vec<CaseFile> {
        CaseFile::all(self.story.bureau.db.reader(), listing, listing::Filter::default()).await.unwrap()
    }

    /// Begins a case about the contract.
    pub(super) async fn begins<C: cases::Handling>(&self, typed: &[(&str, &str)], today: Day) -> i64 {
        let mut all = vec![("contract".to_owned(), format!("#{}", self.contract))];
        all.extend(pairs(typed));
        cases::begin::<C>(&self.story.bureau.db, &self.unit, &all, today).await.unwrap()
    }
}

/// A proposal that was approved, with its call and two indicators.
async fn proposed(story: &Story) -> i64 {
    let section = format!("#{}", story.section);
    let call = [
        ("number", "TZ2022-001"),
        ("title", "2022 年度区级科技计划项目申报通知"),
        ("level", "区级"),
        ("programme", "研发专项"),
        ("section", &section),
        ("opens_on", "2022-01-10"),
        ("closes_on", "2022-02-10"),
        ("sealed", "否"),
        ("blind", "否"),
        ("panel_size", "5"),
        ("spread", "20"),
        ("publicity", "5"),
        ("stage", "已截止"),
        ("since", "2022-02-11"),
        ("edition", "2022"),
    ];
    let (call, firm) = (format!("#{}", story.bureau.add(&CALLS, &call).await), format!("#{}", story.firm));
    let proposal = [
        ("number", "SB2022-001"),
        ("name", "高温工业陶瓷"),
        ("call", &call),
        ("unit", &firm),
        ("leader", "王某"),
        ("starts_on", "2022-04-01"),
        ("ends_on", "2024-03-31"),
        ("budget", "300"),
        ("requested", "150"),
        ("content", "研制耐 1600 度的工业陶瓷"),
        ("stage", "已立项"),
        ("since", "2022-03-07"),
        ("edition", "2022"),
    ];
    let proposal = story.bureau.add(&PROPOSALS, &proposal).await;
    let of_proposal = format!("#{proposal}");
    for (sequence, kind, name, expected) in [("1", "知识产权", "发明专利", "5"), ("2", "经济", "新增产值", "2000")]
    {
        let typed = [
            ("proposal", of_proposal.as_str()),
            ("sequence", sequence),
            ("kind", kind),
            ("name", name),
            ("expected", expected),
        ];
        story.bureau.add(&INDICATORS, &typed).await;
    }
    proposal
}

struct Writing<'a> {
    db: &'a storage::Db,
    listing: &'static Listing,
    id: i64,
    changes: Vec<(&'static str, Value)>,
}

impl Deed for Writing<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let file = CaseFile::read(work.reader(), self.listing, self.id).await?;
        file.write(work, self.db, self.changes.clone()).await
    }
}

/// What a refused step was told.
pub(super) fn refusal<T: std::fmt::Debug>(tried: Result<T>) -> String {
    match tried {
        Err(storage::Error::Refused(told)) => told,
        other => panic!("not refused: {other:?}"),
    }
}
