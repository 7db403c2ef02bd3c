//! What the steps of a batch change besides its stage: its lines, who agreed, the publicity period, the payments.

use cases::{Act, CaseFile, Change, add, matching, new_row};
use listing::{cell, query};
use policies::{BENEFITS, entitlement::Month};
use storage::{Db, Error, Result, Value, Work};
use vocabulary::{Day, Money, MoneyUnit::WanYuan, WorkingDays};
use web::Who;

use super::{
    BATCHES, Book, ITEMS,
    facts::{Facts, items},
    procedure::{BY_BANK, Batch, PAYMENTS, VOUCHER},
};
use crate::{ALLOWANCES, allowance::KINDS};

/// A month that has not begun is not computed beyond the next: what will be, nobody knows.
pub(super) fn refuse_future(case: &CaseFile, today: Day) -> Result<()> {
    let latest = Month::of(today).plus(1);
    match case.day("month").map(Month::of) {
        Some(month) if month > latest => {
            Err(Error::invalid("month", format!("最晚算到下个月（{latest}）；更晚的记录还不知道")))
        }
        _ => Ok(()),
    }
}

/// Writes the lines of a batch anew: what is owed up to its month and neither paid nor in another batch.
pub(super) async fn drawn_up(work: &mut Work, db: &Db, who: &Who, case: &CaseFile) -> Result<Vec<Change>> {
    let book = Book::open(work.reader(), Some(case.id())).await?;
    if let Some(sentence) = book.library.incomplete.first() {
        return Err(Error::Refused(sentence.clone()));
    }
    let month = case.day("month").map_or(Month::of(Day::EARLIEST), Month::of);
    let owing = book.owing(month);
    if owing.is_empty() {
        return Err(Error::Refused(format!("算到{}没有应发未发的补贴，不用编制批次", month.chinese())));
    }
    let table = db.table(ITEMS.table)?;
    for item in CaseFile::all(work.reader(), &ITEMS, matching(&ITEMS, &[("batch", case.id().into())])?).await? {
        work.delete(table, item.id()).await?;
    }
    let mut rows = Vec::new();
    for item in &owing {
        rows.push(new_row(
            &ITEMS,
            vec![
                ("batch", case.id().into()),
                ("person", item.person.into()),
                ("benefit", item.benefit.into()),
                ("month_from", item.month.first().to_string().into()),
                ("kind", kind(item.is_more).into()),
                ("amount", item.amount.fen().into()),
            ],
        )?);
    }
    work.insert(table, rows).await?;
    let facts = Facts { items: owing, ..Facts::default() };
    let people = i64::try_from(facts.people()).unwrap_or(i64::MAX);
    Ok(vec![("people", people.into()), ("amount", facts.amount().fen().into()), ("drawn_by", who.name.as_str().into())])
}

fn kind(is_more: bool) -> &'static str {
    KINDS.get(usize::from(is_more)).copied().unwrap_or_default()
}

/// Somebody agrees, who is neither of those before (不相容岗位分离, 财会〔2012〕21号).
pub(super) fn agreed(act: &Act<'_, Batch>, column: &'static str) -> Result<Vec<Change>> {
    let name = separate(act, column)?;
    Ok(vec![(column, name.into())])
}

fn separate<'a>(act: &'a Act<'_, Batch>, own: &str) -> Result<&'a str> {
    let name = act.who.name.as_str();
    let mut others = ["drawn_by", "checked_by", "approved_by"].into_iter().filter(|column| *column != own);
    if !act.who.is_open_house && others.any(|column| act.case.text(column) == name) {
        let sentence = "您已用另一个岗位办理过这一批，不能再办这一步（不相容岗位分离）。请换另一位同事办理";
        return Err(Error::Refused(sentence.to_owned()));
    }
    Ok(name)
}

/// The publicity period: so many working days from the day after.
pub(super) fn published(act: &Act<'_, Batch>) -> Vec<Change> {
    let days = u32::try_from(act.facts.publicity).unwrap_or_default();
    let last = WorkingDays::official().after(act.today, days);
    vec![("notice_from", act.today.to_string().into()), ("notice_until", last.to_string().into())]
}

/// Back with the officer nothing holds any more.
pub(super) fn sent_back() -> Vec<Change> {
    ["checked_by", "approved_by", "notice_from", "notice_until"].map(|column| (column, Value::Null)).to_vec()
}

/// The payment: a line of the ledger for each line of the batch.
pub(super) async fn paid(act: &Act<'_, Batch>, work: &mut Work) -> Result<Vec<Change>> {
    separate(act, "")?;
    let on = act.answers.day("held_on").unwrap_or(act.today);
    if on > act.today || act.facts.notice_until.is_some_and(|until| on <= until) {
        return Err(Error::invalid("held_on", "发放日期应在公示期满以后，且不在今天之后"));
    }
    let voucher = voucher(act)?;
    let same = matching(&BATCHES, &[("voucher", voucher.as_str().into())])?;
    if query::count(work.reader(), &BATCHES, &same).await? > 0 {
        return Err(Error::invalid(VOUCHER.name, format!("凭证号 {voucher} 已登记过，请核对")));
    }
    for (item, place) in items(work.reader(), act.case.id()).await?.iter().zip(1..) {
        let twin = [
            ("person", item.person.into()),
            ("month_from", item.month.first().to_string().into()),
            ("kind", kind(item.is_more).into()),
        ];
        if query::count(work.reader(), &ALLOWANCES, &matching(&ALLOWANCES, &twin)?).await? > 0 {
            let sentence =
                format!("人员 #{} 的 {} 已{}过，不能再付", item.person, item.month.chinese(), kind(item.is_more));
            return Err(Error::Refused(format!("{sentence}。请退回编制，核对后重新计算")));
        }
        let benefit = CaseFile::read(work.reader(), &BENEFITS, item.benefit).await?;
        let mut row: Vec<Change> = vec![
            ("number", format!("{voucher}-{place:04}").into()),
            ("standard", benefit.number("standard").unwrap_or_default().into()),
            ("amount", item.amount.fen().into()),
            ("paid_on", on.to_string().into()),
            ("batch", act.case.id().into()),
        ];
        row.extend(twin);
        add(work, act.db, &ALLOWANCES, row).await?;
    }
    Ok(vec![("voucher", voucher.into()), ("paid_on", on.to_string().into())])
}

/// What the bank paid is what was asked for: as many payments, to the fen.
pub(super) fn reconciled(act: &Act<'_, Batch>) -> Result<Vec<Change>> {
    let (people, amount) =
        (act.case.number("people").unwrap_or_default(), act.case.money("amount").unwrap_or_default());
    let by_bank = act.answers.money(BY_BANK.name).unwrap_or(Money::ZERO);
    let payments = act.answers.number(PAYMENTS.name).unwrap_or_default();
    if payments != people {
        return Err(Error::invalid(PAYMENTS.name, format!("批次有 {people} 人，银行回单 {payments} 笔，请逐笔核对")));
    }
    if by_bank != amount {
        let (own, bank) = (amount.exact(WanYuan), by_bank.exact(WanYuan));
        return Err(Error::invalid(BY_BANK.name, format!("批次合计 {own} 万元，银行回单 {bank} 万元，请逐笔核对")));
    }
    Ok(vec![("reconciled_on", act.today.to_string().into())])
}

/// The number of a voucher as vouchers are kept.
fn voucher(act: &Act<'_, Batch>) -> Result<String> {
    let column = BATCHES.column(VOUCHER.name).ok_or_else(|| Error::Fault("a batch has no voucher".to_owned()))?;
    match cell::parse(column, act.answers.text(VOUCHER.name)) {
        Ok(value) => Ok(value.text().unwrap_or_default().to_owned()),
        Err(sentence) => Err(Error::invalid(VOUCHER.name, sentence)),
    }
}
