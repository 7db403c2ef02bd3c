//! What the steps of a request change besides its stage: the ledger of payments, the contract, the appropriation.

use cases::{Act, CaseFile, Change, add, matching};
use listing::{Listing, cell, query};
use procedure::Ask;
use projects::{Paid, Returned, pay, take_back};
use storage::{Error, Problem, Result, Value, Work};
use vocabulary::{Day, Money, MoneyUnit::WanYuan};

use super::{
    facts::Appropriation,
    procedure::{AMOUNT, APPROPRIATION, INTEREST, Request, VOUCHER},
};
use crate::{APPROPRIATIONS, PAYMENTS, balance};

/// The columns in which a request says who agreed, in the order of the chain.
const AGREED_BY: [&str; 3] = ["checked_by", "audited_by", "approved_by"];

/// Somebody agrees.
pub(super) fn agreed(act: &Act<'_, Request>, column: &'static str) -> Result<Vec<Change>> {
    separate(act, column)?;
    Ok(vec![(column, act.who.name.as_str().into())])
}

/// One person does not act for the section, for finance and for the leader on the same money (不相容岗位分离,
/// 行政事业单位内部控制规范 财会〔2012〕21号). `own` is where their own role agrees.
fn separate(act: &Act<'_, Request>, own: &str) -> Result<()> {
    let name = act.who.name.as_str();
    let mut others = AGREED_BY.iter().filter(|column| **column != own);
    if !act.who.is_open_house && others.any(|column| act.case.text(column) == name) {
        let sentence = "您已用另一个岗位办理过这件申请，不能再办这一步（不相容岗位分离）。请换另一位同事办理";
        return Err(Error::Refused(sentence.to_owned()));
    }
    Ok(())
}

/// Back with the unit: whatever was agreed is void.
pub(super) fn sent_back() -> Vec<Change> {
    let voided = AGREED_BY.iter().chain(&["appropriation"]);
    voided.map(|column| (*column, Value::Null)).collect()
}

/// Finance agrees and names the appropriation, which must be for projects and large enough.
pub(super) async fn audited(act: &Act<'_, Request>, work: &mut Work) -> Result<Vec<Change>> {
    let mut changes = agreed(act, "audited_by")?;
    let number = code(act, APPROPRIATION, &APPROPRIATIONS)?;
    let found = matching(&APPROPRIATIONS, &[("number", number.as_str().into())])?;
    let found = CaseFile::all(work.reader(), &APPROPRIATIONS, found).await?;
    let wrong = |sentence: String| Err(Error::invalid(APPROPRIATION.name, sentence));
    let Some(file) = found.first() else {
        return wrong(format!("没有文号为“{number}”的指标，请核对“预算指标”"));
    };
    let appropriation = Appropriation::read(work.reader(), file.id()).await?;
    if let Some(why) = appropriation.unfit(act.facts.amount) {
        return wrong(why);
    }
    changes.push(("appropriation", file.id().into()));
    Ok(changes)
}

impl Appropriation {
    /// Why this amount for a project cannot be paid from it, if so.
    pub(super) fn unfit(&self, amount: Money) -> Option<String> {
        let (number, left) = (&self.number, self.left().exact(WanYuan));
        if !self.purpose.contains("项目") {
            return Some(format!("指标 {number} 的用途是“{}”，不能用于项目资助（专款专用）", self.purpose));
        }
        (amount > self.left())
            .then(|| format!("指标 {number} 只剩 {left} 万元，不够支付 {} 万元", amount.exact(WanYuan)))
    }
}

/// The payment: a line of the ledger, the contract and what arrived for the project, and the balance of the appropriation.
pub(super) async fn paid(act: &Act<'_, Request>, work: &mut Work) -> Result<Vec<Change>> {
    separate(act, "audited_by")?;
    let Some(appropriation) = act.case.number("appropriation") else {
        return Err(Error::Refused("还没有指定预算指标。请退回后由财务重新审核".to_owned()));
    };
    let on = day(act, act.facts.payable.contract.day("signed_on"))?;
    let voucher = &code(act, VOUCHER, &PAYMENTS)?;
    let contract = &act.facts.payable.contract;
    let line = &act.facts.payable.line;
    let sequence = line.number("sequence").unwrap_or_default();
    let note = format!("{} 第 {sequence} 笔 {}", contract.text("number"), line.text("kind"));
    let entry = Entry { voucher, appropriation, kind: "拨付", amount: act.facts.amount, on, returns: None, note };
    entered(act, work, entry).await?;
    let document = act.facts.appropriation.as_ref().map_or("", |one| one.number.as_str());
    let paid = Paid { line: line.id(), amount: act.facts.amount, voucher, document, on };
    pay(work, act.db, &paid).await?;
    balance::write_down(work, act.db, appropriation).await?;
    Ok(vec![("voucher", voucher.as_str().into()), ("paid_on", on.to_string().into()), ("reversed", 0.into())])
}

/// Money came back from the unit: a part of what was paid, perhaps with interest.
pub(super) async fn taken_back(act: &Act<'_, Request>, work: &mut Work) -> Result<Vec<Change>> {
    let (amount, left) = (act.answers.money(AMOUNT.name).unwrap_or_default(), act.facts.left);
    if amount <= Money::ZERO || amount > left {
        let sentence = format!("应大于 0，不超过尚未退回的 {} 万元", left.exact(WanYuan));
        return Err(Error::Invalid(vec![Problem { place: AMOUNT.name.to_owned(), sentence }]));
    }
    let interest = act.answers.money(INTEREST.name).unwrap_or_default();
    let settled = Money::total([amount, interest]).ok_or_else(|| Error::invalid(INTEREST.name, "金额太大，请核对"))?;
    let note = match interest {
        Money::ZERO => String::new(),
        interest => format!("另缴孳息 {} 元", interest.grouped()),
    };
    back(act, work, amount, Some(settled), note).await
}

/// The payment is undone: all that has not come back of it, by a line below zero. It can be asked for again.
pub(super) async fn reversed(act: &Act<'_, Request>, work: &mut Work) -> Result<Vec<Change>> {
    if act.facts.left == Money::ZERO {
        return Err(Error::Refused("这笔款已全部退回，没有可以冲销的金额".to_owned()));
    }
    back(act, work, act.facts.left, None, "冲销".to_owned()).await
}

async fn back(
    act: &Act<'_, Request>,
    work: &mut Work,
    amount: Money,
    settles: Option<Money>,
    note: String,
) -> Result<Vec<Change>> {
    let voucher = act.case.text("voucher");
    let on = day(act, act.case.day("paid_on"))?;
    let appropriation = act.case.number("appropriation").unwrap_or_default();
    let number = &code(act, VOUCHER, &PAYMENTS)?;
    let below = Money::from_fen(-amount.fen());
    let entry =
        Entry { voucher: number, appropriation, kind: "退回", amount: below, on, returns: Some(voucher), note };
    entered(act, work, entry).await?;
    let line = act.case.number("plan").unwrap_or_default();
    take_back(work, act.db, &Returned { line, amount, voucher, settles }).await?;
    balance::write_down(work, act.db, appropriation).await?;
    let reversed = act.case.money("reversed").unwrap_or_default().checked_add(amount).unwrap_or(act.facts.amount);
    Ok(vec![("reversed", reversed.fen().into())])
}

/// A number that was written into the form of a step, as the numbers of a listing are kept.
fn code(act: &Act<'_, Request>, ask: Ask, listing: &'static Listing) -> Result<String> {
    let column = listing.column("number").ok_or_else(|| Error::Fault(format!("{} has no number", listing.table)))?;
    match cell::parse(column, act.answers.text(ask.name)) {
        Ok(value) => Ok(value.text().unwrap_or_default().to_owned()),
        Err(sentence) => Err(Error::invalid(ask.name, sentence)),
    }
}

/// The day of a payment: not in the future, and not before what it follows.
fn day(act: &Act<'_, Request>, earliest: Option<Day>) -> Result<Day> {
    let wrong = |sentence: String| Err(Error::invalid("held_on", sentence));
    match (act.answers.day("held_on"), earliest) {
        (Some(day), _) if day > act.today => wrong("日期在今天之后，请办完后再登记".to_owned()),
        (Some(day), Some(earliest)) if day < earliest => wrong(format!("不能早于 {earliest}")),
        (Some(day), _) => Ok(day),
        (None, _) => wrong("请填写日期".to_owned()),
    }
}

/// A line of the ledger of payments.
struct Entry<'a> {
    voucher: &'a str,
    appropriation: i64,
    kind: &'static str,
    amount: Money,
    on: Day,
    returns: Option<&'a str>,
    note: String,
}

async fn entered(act: &Act<'_, Request>, work: &mut Work, entry: Entry<'_>) -> Result<()> {
    let same = matching(&PAYMENTS, &[("number", entry.voucher.into())])?;
    if query::count(work.reader(), &PAYMENTS, &same).await? > 0 {
        let sentence = format!("凭证号 {} 已登记过，请核对", entry.voucher);
        return Err(Error::invalid(VOUCHER.name, sentence));
    }
    let optional = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
    let row = vec![
        ("number", entry.voucher.into()),
        ("appropriation", entry.appropriation.into()),
        ("payee", act.case.number("owner").unwrap_or_default().into()),
        ("project", act.facts.payable.contract.number("project").unwrap_or_default().into()),
        ("kind", entry.kind.into()),
        ("purpose", "项目资助".into()),
        ("paid_on", entry.on.to_string().into()),
        ("amount", entry.amount.fen().into()),
        ("returns", optional(entry.returns.unwrap_or_default())),
        ("note", optional(&entry.note)),
    ];
    add(work, act.db, &PAYMENTS, row).await.map(|_| ())
}
