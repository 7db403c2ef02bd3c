//! Money of a contract: what a payment waits for, and what it changes here. The ledger of payments stands in `funds`.
//!
//! 已拨付 ≤ 已安排 ≤ 批准资助 ≤ 总预算, and each line of the plan is paid once: the tables themselves hold it.

use cases::{CaseFile, add, matching};
use listing::query;
use procedure::Word;
use storage::{Db, Error, Reader, Result, Work};
use vocabulary::{Day, Money};

use super::{
    CONTRACTS, PAYMENT_PLANS, Stage, change,
    plan::{AFTERWARDS, FIRST, LAST, MIDWAY},
};
use crate::{
    MIDTERMS, RECEIPTS,
    check::{DISHONESTY, Scope},
};

/// The outcomes with which a project has passed.
const PASSED: [&str; 2] = ["通过", "整改后通过"];

/// A line of a payment plan with its contract, and what keeps it from being paid.
#[derive(Clone, Debug)]
pub struct Payable {
    /// The contract.
    pub contract: CaseFile,
    /// The line.
    pub line: CaseFile,
    /// Why nothing may be paid under the contract now, if so: it is not signed, has ended, or its end was asked for.
    pub stopped: Option<String>,
    /// What must come before this line, if anything: the mid-term inspection, the acceptance.
    pub waits_for: Option<&'static str>,
    /// Why nothing may be paid to the unit, if so: it is barred for dishonesty.
    pub barred: Option<String>,
}

/// What may be paid from a line of a plan on a day, and what stands in the way.
///
/// # Errors
/// [`Error::NotFound`] if there is no such line; what the database says.
pub async fn payable(reader: Reader<'_>, line: i64, today: Day) -> Result<Payable> {
    let line = CaseFile::read(reader, &PAYMENT_PLANS, line).await?;
    let contract = CaseFile::read(reader, &CONTRACTS, line.number("contract").unwrap_or_default()).await?;
    Ok(Payable {
        stopped: stopped(reader, &contract).await?,
        waits_for: waits_for(reader, &contract, line.text("kind")).await?,
        barred: barred(reader, &contract, today).await?,
        contract,
        line,
    })
}

async fn stopped(reader: Reader<'_>, contract: &CaseFile) -> Result<Option<String>> {
    let stage = contract.text("stage");
    Ok(match Stage::of_label(stage) {
        Some(Stage::Running | Stage::InAcceptance | Stage::Rectifying | Stage::Accepted) => {
            let is_ending = change::is_ending(reader, contract.id()).await?;
            is_ending.then(|| "终止或撤销申请正在办理".to_owned())
        }
        Some(Stage::Draft | Stage::InReview | Stage::ToSign) => Some("任务书还没有签订".to_owned()),
        Some(Stage::Archived | Stage::Terminated | Stage::Revoked) | None => Some(format!("项目{stage}")),
    })
}

async fn waits_for(reader: Reader<'_>, contract: &CaseFile, kind: &str) -> Result<Option<&'static str>> {
    Ok(match kind {
        MIDWAY => {
            let project = contract.number("project").unwrap_or_default();
            let passed = matching(&MIDTERMS, &[("project", project.into()), ("result", "通过".into())])?;
            (query::count(reader, &MIDTERMS, &passed).await? == 0).then_some("通过中期检查")
        }
        LAST | AFTERWARDS => (!PASSED.contains(&contract.text("outcome"))).then_some("通过验收"),
        _ => None,
    })
}

/// The entry of the list of dishonesty that keeps the unit from projects on a day. Only an entry that names the very unit of
/// the directory counts.
async fn barred(reader: Reader<'_>, contract: &CaseFile, today: Day) -> Result<Option<String>> {
    let of_unit = matching(&DISHONESTY, &[("unit", contract.number("unit").unwrap_or_default().into())])?;
    let bars = |entry: &&CaseFile| {
        let is_over = entry.day("ends_on").is_some_and(|end| end < today);
        let has_begun = entry.day("starts_on").is_some_and(|start| start <= today);
        let is_of_projects =
            matches!(Scope::of_label(entry.text("scope")), Some(Scope::Everything | Scope::Projects) | None);
        has_begun && !is_over && is_of_projects
    };
    let entries = CaseFile::all(reader, &DISHONESTY, of_unit).await?;
    Ok(entries.iter().find(bars).map(|entry| {
        let until = entry.day("ends_on").map_or_else(|| "长期".to_owned(), |end| format!("至 {end}"));
        format!("“{}”在失信惩戒期内（{}，{until}）", contract.linked("unit"), entry.text("decision"))
    }))
}

/// Money that has left the treasury for a line of a plan.
#[derive(Copy, Clone, Debug)]
pub struct Paid<'a> {
    /// The line.
    pub line: i64,
    /// How much.
    pub amount: Money,
    /// The number of the voucher (支付凭证号).
    pub voucher: &'a str,
    /// The number of the appropriation (指标文号).
    pub document: &'a str,
    /// The day.
    pub on: Day,
}

/// Enters a payment: in the line, in the contract, and as money that arrived for the project (到位资金).
///
/// # Errors
/// [`Error::Invalid`] at `voucher` if the number is taken; [`Error::Refused`] if the line or the grant would be overdrawn.
pub async fn pay(work: &mut Work, db: &Db, paid: &Paid<'_>) -> Result<()> {
    let contract = changed(work, db, paid.line, paid.amount).await?;
    if query::count(work.reader(), &RECEIPTS, &of_voucher(paid.voucher)?).await? > 0 {
        return Err(Error::invalid("voucher", format!("凭证号 {} 已登记为到位资金，请核对", paid.voucher)));
    }
    let line = CaseFile::read(work.reader(), &PAYMENT_PLANS, paid.line).await?;
    let kind = match line.text("kind") {
        FIRST => "首拨",
        LAST | AFTERWARDS => "验收尾款",
        _ => "后续资金",
    };
    let receipt = vec![
        ("number", paid.voucher.into()),
        ("project", contract.number("project").unwrap_or_default().into()),
        ("source", "区级".into()),
        ("kind", kind.into()),
        ("received_on", paid.on.to_string().into()),
        ("amount", paid.amount.fen().into()),
        ("document", paid.document.into()),
    ];
    add(work, db, &RECEIPTS, receipt).await.map(|_| ())
}

/// Money that came back.
#[derive(Copy, Clone, Debug)]
pub struct Returned<'a> {
    /// The line from which it had been paid.
    pub line: i64,
    /// How much of what was paid.
    pub amount: Money,
    /// The number of the voucher with which it had been paid.
    pub voucher: &'a str,
    /// How much of what the unit owes is settled with it, interest included; nothing where a payment is only undone (冲销).
    pub settles: Option<Money>,
}

/// Enters money that came back: in the line, in the contract, and at what had arrived for the project. What the unit of an
/// ended project owes is so much less.
///
/// # Errors
/// [`Error::Refused`] if more would come back than was paid, or than is owed.
pub async fn take_back(work: &mut Work, db: &Db, returned: &Returned<'_>) -> Result<()> {
    let back = Money::from_fen(-returned.amount.fen());
    let contract = changed(work, db, returned.line, back).await?;
    if let Some(settled) = returned.settles.filter(|_| contract.has("returned")) {
        let recovered = sum(&[contract.money("recovered").unwrap_or_default(), settled])?;
        let owed = contract.money("returned").unwrap_or_default();
        if recovered > owed {
            let (recovered, owed) = (recovered.grouped(), owed.grouped());
            return Err(Error::Refused(format!("累计退回 {recovered} 元，超过应退回的 {owed} 元。请核对金额")));
        }
        contract.write(work, db, vec![("recovered", recovered.fen().into())]).await?;
    }
    let receipts = CaseFile::all(work.reader(), &RECEIPTS, of_voucher(returned.voucher)?).await?;
    let Some(receipt) = receipts.first() else { return Ok(()) };
    let left = sum(&[receipt.money("amount").unwrap_or_default(), back])?;
    if left > Money::ZERO {
        receipt.write(work, db, vec![("amount", left.fen().into())]).await
    } else {
        work.delete(db.table(RECEIPTS.table)?, receipt.id()).await
    }
}

/// Raises what was paid, or lowers it for an amount below zero, and returns the contract as it then is.
async fn changed(work: &mut Work, db: &Db, line: i64, amount: Money) -> Result<CaseFile> {
    let line = CaseFile::read(work.reader(), &PAYMENT_PLANS, line).await?;
    let contract = CaseFile::read(work.reader(), &CONTRACTS, line.number("contract").unwrap_or_default()).await?;
    for (file, whole) in [(&line, "amount"), (&contract, "planned")] {
        let paid = sum(&[file.money("paid").unwrap_or_default(), amount])?;
        let most = file.money(whole).unwrap_or_default();
        if paid < Money::ZERO || paid > most {
            let (title, name, paid, most) = (file.listing.title, file.name(), paid.grouped(), most.grouped());
            let sentence = format!("{title}“{name}”的已拨付将为 {paid} 元，应在 0 到 {most} 元之间。请核对金额");
            return Err(Error::Refused(sentence));
        }
        file.write(work, db, vec![("paid", paid.fen().into())]).await?;
    }
    CaseFile::read(work.reader(), &CONTRACTS, contract.id()).await
}

fn of_voucher(voucher: &str) -> Result<listing::Filter> {
    matching(&RECEIPTS, &[("number", voucher.into())])
}

fn sum(amounts: &[Money]) -> Result<Money> {
    Money::total(amounts.iter().copied()).ok_or_else(|| Error::Refused("金额太大，请核对".to_owned()))
}
