//! 银行支付清单: one row for a person, in the columns that banks take. It holds whole account numbers, so that only whoever
//! pays gets it, once the batch is to be paid.

use std::collections::BTreeMap;

use cases::{CaseFile, matching, pages::Desk};
use listing::{Filter, seen};
use procedure::Word;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use storage::{Error, Reader, Result};
use vocabulary::{Money, MoneyUnit::Yuan, Role};
use web::{Outcome, Visitor, download as file};

use super::super::{BATCHES, ITEMS, Stage, settled};
use crate::PAYEES;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The columns that banks take, with their widths.
const COLUMNS: [(&str, f64); 7] =
    [("序号", 6.0), ("户名", 16.0), ("账号", 24.0), ("开户行", 32.0), ("联行号", 16.0), ("金额", 14.0), ("用途", 36.0)];

/// The list of a batch, for finance.
pub(super) async fn download(desk: &Desk, visitor: &Visitor, id: i64) -> Outcome {
    let missing = || Error::NotFound("没有这份支付清单。清单在批次待发放后由财务下载".to_owned());
    if !visitor.who.is_one_of(&[Role::Finance]) {
        return Err(missing().into());
    }
    let reader = desk.house.reader();
    let batch = CaseFile { listing: &BATCHES, record: seen(reader, &BATCHES, &visitor.who, id).await? };
    let stage = batch.text("stage");
    if stage != Stage::ToPay.label() && !settled(stage) {
        return Err(missing().into());
    }
    let rows = rows(reader, &batch).await?;
    let bytes = written(&rows).map_err(|error| Error::Fault(format!("a payment list cannot be written: {error}")))?;
    Ok(file(XLSX, &format!("payment-list-{}.xlsx", batch.text("number")), bytes))
}

/// A payment to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) texts: [String; 4],
    pub(crate) amount: Money,
    pub(crate) purpose: String,
}

/// The payments of a batch: the months of a person are one of them.
///
/// # Errors
/// [`Error::Refused`] where somebody has no account.
pub(crate) async fn rows(reader: Reader<'_>, batch: &CaseFile) -> Result<Vec<Row>> {
    let mut amounts: BTreeMap<i64, Money> = BTreeMap::new();
    for item in CaseFile::all(reader, &ITEMS, matching(&ITEMS, &[("batch", batch.id().into())])?).await? {
        let sum = amounts.entry(item.number("person").unwrap_or_default()).or_default();
        *sum = sum.checked_add(item.money("amount").unwrap_or_default()).unwrap_or(*sum);
    }
    let payees = CaseFile::all(reader, &PAYEES, Filter::default()).await?;
    let payees: BTreeMap<i64, &CaseFile> =
        payees.iter().filter_map(|payee| Some((payee.number("person")?, payee))).collect();
    let mut rows = Vec::new();
    for (person, amount) in amounts {
        let Some(payee) = payees.get(&person) else {
            return Err(Error::Refused(format!("人员 #{person} 没有收款账户。请先在“收款账户”中补录")));
        };
        let texts = ["account_name", "card", "bank", "bank_code"].map(|column| payee.text(column).to_owned());
        rows.push(Row { texts, amount, purpose: batch.name().to_owned() });
    }
    Ok(rows)
}

fn written(rows: &[Row]) -> Result<Vec<u8>, XlsxError> {
    let (text, money) = (Format::new().set_num_format("@"), Format::new().set_num_format("0.00"));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("支付清单")?;
    for (column, (heading, width)) in (0_u16..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string(0, column, heading)?;
    }
    for (row, at) in rows.iter().zip(1_u32..) {
        sheet.write_number(at, 0, at)?;
        for (column, told) in (1_u16..).zip(&row.texts) {
            sheet.write_string_with_format(at, column, told, &text)?;
        }
        // A decimal with two places is what Excel holds exactly as written.
        let amount: f64 = row.amount.exact(Yuan).parse().unwrap_or_default();
        sheet.write_number_with_format(at, 5, amount, &money)?;
        sheet.write_string(at, 6, &row.purpose)?;
    }
    workbook.save_to_buffer()
}
