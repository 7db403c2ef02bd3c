//! Stories of allowances: what they share is a bureau with two policies, somebody who came with a master's degree, a doctor,
//! and their cards.

mod batch;
mod pages;
mod recovery;

use cases::{Asked, CaseFile, Handling, Taken, begin, take};
use listing::{Filter, Listing};
use storage::{Db, Error, Result};
use testkit::{Bureau, Fresh};
use vocabulary::{Day, Role, day};
use web::Who;

use crate::{ALLOWANCES, ATTAINMENTS, PAYEES, RECRUITMENTS, RECRUITS, STOPS, batch::procedure::Batch};

/// The day on which most of it happens.
pub(crate) const TODAY: Day = day!(2022, 6, 1);

/// A bureau in which two people were recruited: 样0001 with a master's degree in February 2022, 样0002, a doctor, in April.
pub(crate) struct Office {
    pub(crate) bureau: Bureau,
    pub(crate) section: i64,
    pub(crate) master: i64,
    pub(crate) doctor: i64,
    pub(crate) policy: i64,
    pub(crate) of_master: i64,
}

impl Office {
    pub(crate) async fn open(fresh: Fresh) -> Office {
        let shared: [&[&'static Listing]; 4] =
            [directory::LISTINGS, accounts::LISTINGS, cases::LISTINGS, documents::LISTINGS];
        let modules = policies::MODULE.listings.iter().chain(crate::MODULE.listings).copied();
        let mut listings: Vec<&'static Listing> = shared.concat();
        for listing in modules {
            if !listings.iter().any(|known| known.table == listing.table) {
                listings.push(listing);
            }
        }
        let bureau = Bureau::open(fresh, listings, TODAY).await;
        let home = [("code", "369903"), ("name", "某区"), ("level", "区县"), ("role", "本区")];
        bureau.add(&directory::REGIONS, &home).await;
        let section = [("number", "04"), ("name", "人才科"), ("modules", "人才、政策")];
        let section = bureau.add(&directory::SECTIONS, &section).await;
        let unit = [("uscc", "91360313MA35TE5T29"), ("name", "某服务中心"), ("kind", "事业单位"), ("region", "369903")];
        bureau.add(&directory::ORGANISATIONS, &unit).await;
        let (policy, of_master) = library(&bureau).await;
        let master = person(&bureau, ("样0001", "王某甲"), "硕士", "2022-02-14").await;
        let doctor = person(&bureau, ("样0002", "李某乙"), "博士", "2022-04-06").await;
        Office { bureau, section, master, doctor, policy, of_master }
    }

    pub(crate) fn db(&self) -> &Db {
        &self.bureau.db
    }

    /// Somebody of the bureau.
    pub(crate) fn of(&self, role: Role) -> Who {
        Who { name: format!("某{}", role.label()), role: Some(role), section: Some(self.section), ..Who::default() }
    }

    /// Begins a batch up to a month.
    pub(crate) async fn draws_up(&self, month: &str) -> Result<i64> {
        let section = format!("#{}", self.section);
        let typed =
            pairs(&[("month", month), ("section", &section), ("publicity", "5"), ("contact", "人才科 0799-0000000")]);
        begin::<Batch>(self.db(), &self.of(Role::Officer), &typed, TODAY).await
    }

    /// Tries a step on a day.
    pub(crate) async fn tries<C: Handling>(
        &self,
        (role, today): (Role, Day),
        id: i64,
        step: &str,
        typed: &[(&str, &str)],
    ) -> Result<Taken> {
        let (who, typed) = (self.of(role), pairs(typed));
        take::<C>(self.db(), &Asked { who: &who, id, step, typed: &typed, seen: None, today }).await
    }

    /// Takes a step of a batch on a day, on condition that nothing stands in the way.
    pub(crate) async fn does(&self, by: (Role, Day), id: i64, step: &str, typed: &[(&str, &str)]) -> &'static str {
        self.tries::<Batch>(by, id, step, typed).await.unwrap_or_else(|error| panic!("{step}: {error}")).stage
    }

    /// What somebody is told who cannot take a step.
    pub(crate) async fn refusal(&self, by: (Role, Day), id: i64, step: &str, typed: &[(&str, &str)]) -> String {
        match self.tries::<Batch>(by, id, step, typed).await {
            Err(Error::Refused(told)) => told,
            other => panic!("not refused: {other:?}"),
        }
    }

    /// Leads a batch to the notice on the first of June; it lasts to the ninth.
    pub(crate) async fn published(&self, month: &str) -> i64 {
        let batch = self.draws_up(month).await.unwrap();
        for (role, step) in
            [(Role::Officer, "Submit"), (Role::Head, "Check"), (Role::Leader, "Approve"), (Role::Officer, "Publish")]
        {
            self.does((role, TODAY), batch, step, &[]).await;
        }
        batch
    }

    /// Leads a batch to the payment.
    pub(crate) async fn paid(&self, month: &str) -> i64 {
        let batch = self.published(month).await;
        self.does((Role::Officer, LATER), batch, "Clear", &[]).await;
        self.does((Role::Finance, LATER), batch, "Pay", &transfer("支付1")).await;
        batch
    }

    pub(crate) async fn stops(&self, person: i64, on: &str) {
        let person = format!("#{person}");
        let typed = [("person", person.as_str()), ("kind", "离职"), ("happened_on", on), ("grounds", "解聘通知")];
        self.bureau.add(&STOPS, &typed).await;
    }

    pub(crate) async fn file(&self, listing: &'static Listing, id: i64) -> CaseFile {
        CaseFile::read(self.db().reader(), listing, id).await.unwrap()
    }

    pub(crate) async fn all(&self, listing: &'static Listing) -> Vec<CaseFile> {
        CaseFile::all(self.db().reader(), listing, Filter::default()).await.unwrap()
    }

    /// The ledger: number of the month, kind, yuan.
    pub(crate) async fn ledger(&self) -> Vec<(String, String, i64)> {
        let mut lines: Vec<_> = self
            .all(&ALLOWANCES)
            .await
            .iter()
            .map(|line| {
                (line.text("month_from").to_owned(), line.text("kind").to_owned(), line.number("amount").unwrap() / 100)
            })
            .collect();
        lines.sort();
        lines
    }

    /// Whoever had a master's degree gains a doctor's.
    pub(crate) async fn rises(&self, on: &str) {
        let person = format!("#{}", self.master);
        let typed = [("person", person.as_str()), ("class", "博士"), ("certificate", "博证1"), ("obtained_on", on)];
        self.bureau.add(&ATTAINMENTS, &typed).await;
    }
}

/// After the notice.
pub(crate) const LATER: Day = day!(2022, 6, 10);

/// What finance enters with a payment after the notice.
pub(crate) fn transfer(voucher: &str) -> [(&'static str, &str); 3] {
    [("voucher", voucher), ("minutes", "支付凭证"), ("held_on", "2022-06-10")]
}

pub(crate) fn pairs(typed: &[(&str, &str)]) -> Vec<(String, String)> {
    typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// The allowances of 2021: 1,500 yuan and 3,000 yuan for sixty months. The answer is the policy and the master's standard.
async fn library(bureau: &Bureau) -> (i64, i64) {
    let policy = [
        ("number", "瓷科字〔2021〕3号"),
        ("title", "人才生活补贴办法"),
        ("short_title", "人才生活补贴办法"),
        ("issuer", "某局"),
        ("level", "区级"),
        ("kind", "人才"),
        ("issued_on", "2020-12-24"),
        ("valid_from", "2021-01-01"),
        ("text", "第一条　总则。\n第五条　硕士每月一千五百元，博士每月三千元。"),
    ];
    let policy = bureau.add(&policies::POLICIES, &policy).await;
    let mut first = 0;
    for (class, amount) in [("硕士", "1500"), ("博士", "3000")] {
        let (of_policy, name) = (format!("#{policy}"), format!("{class}生活补贴"));
        let standard = [
            ("policy", of_policy.as_str()),
            ("item", name.as_str()),
            ("name", name.as_str()),
            ("clause", "第五条"),
            ("amount", amount),
            ("valid_from", "2021-01-01"),
        ];
        let standard = bureau.add(&policies::POLICY_VALUES, &standard).await;
        first = if first == 0 { standard } else { first };
        let standard = format!("#{standard}");
        let benefit = [
            ("number", name.as_str()),
            ("name", name.as_str()),
            ("kind", "按月生活补贴"),
            ("standard", standard.as_str()),
            ("class", class),
            ("recruited", "是"),
            ("months", "60"),
            ("partial", "入职次月起"),
        ];
        bureau.add(&policies::BENEFITS, &benefit).await;
    }
    (policy, first)
}

async fn person(bureau: &Bureau, (number, name): (&str, &str), degree: &str, hired: &str) -> i64 {
    let person = bureau.add(&directory::PEOPLE, &[("number", number), ("name", name), ("degree", degree)]).await;
    let notice = [("number", number), ("title", "引才公告"), ("published_on", "2022-01-10")];
    let notice = format!("#{}", bureau.add(&RECRUITMENTS, &notice).await);
    let of_person = format!("#{person}");
    let recruit = [
        ("person", of_person.as_str()),
        ("recruitment", &notice),
        ("unit", "某服务中心"),
        ("degree", degree),
        ("post", "劳动合同"),
        ("hired_on", hired),
    ];
    bureau.add(&RECRUITS, &recruit).await;
    let card = if number == "样0001" { "6222020200112233445" } else { "6222020200112233452" };
    let card =
        (0..10).map(|check| format!("{}{check}", &card[..18])).find(|card| vocabulary::BankCard::parse(card).is_ok());
    let payee = [
        ("person", of_person.as_str()),
        ("account_name", name),
        ("card", card.as_deref().unwrap()),
        ("bank", "某银行"),
    ];
    bureau.add(&PAYEES, &payee).await;
    person
}
