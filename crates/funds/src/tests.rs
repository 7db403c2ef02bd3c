//! Stories of payments: what they share is a bureau with a budget and a signed contract.

mod balance;
mod chain;
mod ending;
mod pages;
mod race;
mod walk;

use cases::{Asked, CaseFile, Taken, begin, take};
use listing::{Filter, Listing};
use storage::{Db, Deed, Error, Result, Value, Work};
use testkit::{Bureau, Fresh};
use vocabulary::{Day, Money, MoneyUnit, Role, day};
use web::Who;

use crate::{APPROPRIATIONS, BUDGETS, PAYMENT_REQUESTS, request::procedure::Request};

/// The day on which it all happens.
pub(crate) const TODAY: Day = day!(2022, 6, 1);

/// So many 万元.
pub(crate) const fn wan(amount: i64) -> Money {
    Money::from_fen(amount * MoneyUnit::WanYuan.fen())
}

/// A bureau with a budget of 1,000 万元, an appropriation of 40 万元 for projects and one for something else, and a signed
/// contract of 50 万元 in two lines: 30 万元 at once, 20 万元 at the end.
pub(crate) struct Treasury {
    pub(crate) bureau: Bureau,
    pub(crate) firm: i64,
    pub(crate) stranger: i64,
    pub(crate) section: i64,
    pub(crate) contract: i64,
    pub(crate) first: i64,
    pub(crate) last: i64,
    pub(crate) appropriation: i64,
}

impl Treasury {
    pub(crate) async fn open(fresh: Fresh) -> Treasury {
        let shared: [&[&'static Listing]; 5] =
            [directory::LISTINGS, accounts::LISTINGS, cases::LISTINGS, review::LISTINGS, documents::LISTINGS];
        let modules = projects::MODULE.listings.iter().chain(crate::MODULE.listings).copied();
        let bureau = Bureau::open(fresh, shared.concat().into_iter().chain(modules), TODAY).await;
        let home = [("code", "369903"), ("name", "某区"), ("level", "区县"), ("role", "本区")];
        bureau.add(&directory::REGIONS, &home).await;
        let section = [("number", "1"), ("name", "计划科"), ("modules", "项目")];
        let section = bureau.add(&directory::SECTIONS, &section).await;
        let firm = |uscc: &'static str, name: &'static str| {
            [("uscc", uscc), ("name", name), ("kind", "企业"), ("region", "369903")]
        };
        let stranger = bureau.add(&directory::ORGANISATIONS, &firm("91360313MA35TE6T0Q", "乙陶瓷公司")).await;
        let firm = bureau.add(&directory::ORGANISATIONS, &firm("91360313MA35TE5T29", "甲陶瓷公司")).await;
        let budget = [
            ("number", "预算 1"),
            ("year", "2022"),
            ("item", "科技专项经费"),
            ("kind", "年初预算"),
            ("amount", "1000"),
            ("document", "财预〔2022〕1号"),
            ("approved_on", "2022-01-20"),
        ];
        bureau.add(&BUDGETS, &budget).await;
        let appropriation = appropriated(&bureau, "财教〔2022〕1号", "科技专项经费：项目资助", "40").await;
        appropriated(&bureau, "财教〔2022〕2号", "科技专项经费：科普活动", "40").await;
        let contract = contracted(&bureau, firm, section).await;
        let first = planned(&bureau, contract, ("1", "首拨", "30")).await;
        let last = planned(&bureau, contract, ("2", "验收尾款", "20")).await;
        Treasury { firm, stranger, section, contract, first, last, appropriation, bureau }
    }

    pub(crate) fn db(&self) -> &Db {
        &self.bureau.db
    }

    /// Somebody of the firm.
    pub(crate) fn unit(&self) -> Who {
        Who {
            name: "某企业人员".to_owned(), role: Some(Role::Enterprise), unit: Some(self.firm), ..Who::default()
        }
    }

    /// Somebody of the bureau.
    pub(crate) fn of(&self, role: Role) -> Who {
        Who { name: format!("某{}", role.label()), role: Some(role), section: Some(self.section), ..Who::default() }
    }

    /// A request of so much from a line.
    pub(crate) async fn asks(&self, line: i64, amount: &str) -> i64 {
        let typed = pairs(&[("plan", &format!("#{line}")), ("amount", amount)]);
        begin::<Request>(self.db(), &self.unit(), &typed, TODAY).await.unwrap()
    }

    /// Tries a step.
    pub(crate) async fn tries(&self, who: &Who, id: i64, step: &str, typed: &[(&str, &str)]) -> Result<Taken> {
        let typed = pairs(typed);
        take::<Request>(self.db(), &Asked { who, id, step, typed: &typed, seen: None, today: TODAY }).await
    }

    /// Takes a step, on condition that nothing stands in the way.
    pub(crate) async fn does(&self, who: &Who, id: i64, step: &str, typed: &[(&str, &str)]) -> &'static str {
        self.tries(who, id, step, typed).await.unwrap_or_else(|error| panic!("{step}: {error}")).stage
    }

    /// Leads a request to the counter.
    pub(crate) async fn approved(&self, line: i64, amount: &str) -> i64 {
        let request = self.asks(line, amount).await;
        self.does(&self.unit(), request, "Submit", &[]).await;
        self.does(&self.of(Role::Officer), request, "Check", &[]).await;
        self.does(&self.of(Role::Finance), request, "Audit", &[("appropriation", "财教〔2022〕1号")]).await;
        assert_eq!(self.does(&self.of(Role::Leader), request, "Approve", &[]).await, "待支付");
        request
    }

    /// Pays a request that was approved.
    pub(crate) async fn pays(&self, request: i64, voucher: &str) {
        assert_eq!(self.does(&self.of(Role::Finance), request, "Pay", &transfer(voucher)).await, "已支付");
    }

    pub(crate) async fn file(&self, listing: &'static Listing, id: i64) -> CaseFile {
        CaseFile::read(self.db().reader(), listing, id).await.unwrap()
    }

    pub(crate) async fn all(&self, listing: &'static Listing) -> Vec<CaseFile> {
        CaseFile::all(self.db().reader(), listing, Filter::default()).await.unwrap()
    }

    /// Hands in a file for a paper of a record.
    pub(crate) async fn hands_in(&self, subject: &str, record: i64, paper: &str) {
        let (record, digest) = (record.to_string(), "0".repeat(64));
        let typed = [
            ("subject", subject),
            ("record", &record),
            ("paper", paper),
            ("version", "1"),
            ("file_name", "材料.pdf"),
            ("media", "application/pdf"),
            ("size", "9"),
            ("digest", &digest),
            ("added_on", "2022-06-01"),
            ("added_by", "某企业人员"),
        ];
        self.bureau.add(&documents::ATTACHMENTS, &typed).await;
    }

    /// Writes some columns of a record behind the procedures.
    pub(crate) async fn write(&self, listing: &'static Listing, id: i64, changes: Vec<(&'static str, Value)>) {
        self.db().write("测试", &Writing { db: self.db(), listing, id, changes }).await.unwrap();
    }

    /// What a request is told that cannot go on.
    pub(crate) async fn refusal(&self, who: &Who, id: i64, step: &str, typed: &[(&str, &str)]) -> String {
        match self.tries(who, id, step, typed).await {
            Err(Error::Refused(told)) => told,
            other => panic!("not refused: {other:?}"),
        }
    }
}

/// What finance enters with a payment.
pub(crate) fn transfer(voucher: &str) -> [(&'static str, &str); 3] {
    [("voucher", voucher), ("minutes", "用款计划 6 月"), ("held_on", "2022-06-01")]
}

pub(crate) fn pairs(typed: &[(&str, &str)]) -> Vec<(String, String)> {
    typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

async fn appropriated(bureau: &Bureau, number: &str, purpose: &str, amount: &str) -> i64 {
    let typed = [
        ("number", number),
        ("budget", "预算1"),
        ("purpose", purpose),
        ("issued_on", "2022-02-10"),
        ("amount", amount),
    ];
    bureau.add(&APPROPRIATIONS, &typed).await
}

async fn planned(bureau: &Bureau, contract: i64, (sequence, kind, amount): (&str, &str, &str)) -> i64 {
    let contract = format!("#{contract}");
    let typed = [
        ("contract", contract.as_str()),
        ("sequence", sequence),
        ("kind", kind),
        ("condition", "按任务书"),
        ("planned_on", "2022-05-31"),
        ("amount", amount),
        ("paid", "0"),
    ];
    bureau.add(&projects::PAYMENT_PLANS, &typed).await
}

/// A contract that was signed on 20 April 2022.
async fn contracted(bureau: &Bureau, firm: i64, section: i64) -> i64 {
    let (firm, section) = (format!("#{firm}"), format!("#{section}"));
    let call = [
        ("number", "TZ2022-001"),
        ("title", "申报通知"),
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
    let call = format!("#{}", bureau.add(&projects::CALLS, &call).await);
    let proposal = [
        ("number", "SB2022-001"),
        ("name", "高温工业陶瓷"),
        ("call", &call),
        ("unit", &firm),
        ("stage", "已立项"),
        ("since", "2022-03-07"),
        ("edition", "2022"),
    ];
    let proposal = format!("#{}", bureau.add(&projects::PROPOSALS, &proposal).await);
    let project = [
        ("number", "XM2022-001"),
        ("name", "高温工业陶瓷"),
        ("level", "区级"),
        ("programme", "研发专项"),
        ("unit", &firm),
        ("approved_on", "2022-03-07"),
        ("started_on", "2022-04-01"),
        ("due_on", "2024-03-31"),
    ];
    let project = format!("#{}", bureau.add(&projects::PROJECTS, &project).await);
    let contract = [
        ("number", "RW2022-001"),
        ("name", "高温工业陶瓷"),
        ("proposal", &proposal),
        ("project", &project),
        ("unit", &firm),
        ("leader", "王某"),
        ("starts_on", "2022-04-01"),
        ("ends_on", "2024-03-31"),
        ("first_ends_on", "2024-03-31"),
        ("budget", "100"),
        ("granted", "50"),
        ("planned", "50"),
        ("paid", "0"),
        ("account_name", "甲陶瓷公司"),
        ("account_number", "360501234567"),
        ("bank", "某银行"),
        ("signed_on", "2022-04-20"),
        ("stage", "实施中"),
        ("since", "2022-04-20"),
        ("edition", "2022"),
    ];
    bureau.add(&projects::CONTRACTS, &contract).await
}

struct Writing<'a> {
    db: &'a Db,
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

/// The amount of a column of a request.
pub(crate) async fn stage_of(treasury: &Treasury, request: i64) -> String {
    treasury.file(&PAYMENT_REQUESTS, request).await.text("stage").to_owned()
}
