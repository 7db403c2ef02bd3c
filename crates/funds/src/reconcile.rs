//! 对账: every place where two records of the same money differ, as a sentence each.

use std::collections::BTreeMap;

use cases::CaseFile;
use listing::{Filter, Listing};
use projects::{CONTRACTS, PAYMENT_PLANS};
use storage::{Reader, Result};
use vocabulary::Money;

use crate::{APPROPRIATIONS, BUDGETS, PAYMENT_REQUESTS, PAYMENTS};

/// What the records of money say of each other where they do not agree; nothing where all of them do.
///
/// # Errors
/// What the database says.
pub async fn reconcile(reader: Reader<'_>) -> Result<Vec<String>> {
    let books = Books::read(reader).await?;
    let mut told = books.appropriations();
    told.extend(books.years());
    told.extend(books.returns());
    told.extend(books.requests());
    told.extend(books.plans());
    told.extend(books.contracts());
    Ok(told)
}

struct Books {
    budgets: Vec<CaseFile>,
    appropriations: Vec<CaseFile>,
    payments: Vec<CaseFile>,
    requests: Vec<CaseFile>,
    plans: Vec<CaseFile>,
    contracts: Vec<CaseFile>,
}

/// Sums in fen by key. A sum of amounts of money fits into 128 bits whatever they are.
type Sums<K> = BTreeMap<K, i128>;

fn sums<K: Ord>(files: &[CaseFile], of: impl Fn(&CaseFile) -> Option<(K, Money)>) -> Sums<K> {
    let mut sums = Sums::new();
    for (key, amount) in files.iter().filter_map(of) {
        *sums.entry(key).or_default() += i128::from(amount.fen());
    }
    sums
}

fn fen(file: &CaseFile, column: &str) -> i128 {
    i128::from(file.number(column).unwrap_or_default())
}

/// An amount in yuan.
fn yuan(fen: i128) -> String {
    i64::try_from(fen).map_or_else(|_| format!("{fen} 分"), |fen| format!("{} 元", Money::from_fen(fen).grouped()))
}

impl Books {
    async fn read(reader: Reader<'_>) -> Result<Books> {
        let all = async |listing: &'static Listing| CaseFile::all(reader, listing, Filter::default()).await;
        Ok(Books {
            budgets: all(&BUDGETS).await?,
            appropriations: all(&APPROPRIATIONS).await?,
            payments: all(&PAYMENTS).await?,
            requests: all(&PAYMENT_REQUESTS).await?,
            plans: all(&PAYMENT_PLANS).await?,
            contracts: all(&CONTRACTS).await?,
        })
    }

    /// Σ支付 ≤ 指标, and the balance beside each is that of its lines.
    fn appropriations(&self) -> Vec<String> {
        let lines = sums(&self.payments, |line| Some((line.number("appropriation")?, line.money("amount")?)));
        let mut told = Vec::new();
        for one in &self.appropriations {
            let (number, paid) = (one.text("number"), lines.get(&one.id()).copied().unwrap_or_default());
            let amount = fen(one, "amount");
            if paid > amount {
                told.push(format!("指标 {number} 已支付 {}，超过指标 {}", yuan(paid), yuan(amount)));
            } else if one.has("paid") && fen(one, "paid") != paid {
                let stored = yuan(fen(one, "paid"));
                told.push(format!("指标 {number} 的已支付记为 {stored}，支付明细合计为 {}", yuan(paid)));
            } else if one.has("paid") && fen(one, "unspent") != amount - paid {
                told.push(format!(
                    "指标 {number} 的未支付记为 {}，应为 {}",
                    yuan(fen(one, "unspent")),
                    yuan(amount - paid)
                ));
            }
        }
        told
    }

    /// Σ指标 ≤ 预算 in every year.
    fn years(&self) -> Vec<String> {
        let of_year = |file: &CaseFile| Some((file.number("year")?, file.money("amount")?));
        let budgets = sums(&self.budgets, of_year);
        let beyond = sums(&self.appropriations, of_year).into_iter().filter_map(|(year, appropriated)| {
            let budget = budgets.get(&year).copied().unwrap_or_default();
            (appropriated > budget)
                .then(|| format!("{year} 年已下达指标 {}，超过批准预算 {}", yuan(appropriated), yuan(budget)))
        });
        beyond.collect()
    }

    /// What came back names a payment and is no more than it.
    fn returns(&self) -> Vec<String> {
        let paid: BTreeMap<&str, i128> =
            self.payments.iter().map(|line| (line.text("number"), fen(line, "amount"))).collect();
        let returned = sums(&self.payments, |line| {
            (line.text("kind") == "退回").then(|| Some((line.text("returns").to_owned(), line.money("amount")?)))?
        });
        let wrong = returned.into_iter().filter_map(|(voucher, returned)| match paid.get(voucher.as_str()) {
            None => Some(format!("退回的原凭证号 {voucher} 不在支付明细中")),
            Some(paid) if paid + returned < 0 => {
                Some(format!("凭证 {voucher} 支付 {}，却退回了 {}", yuan(*paid), yuan(-returned)))
            }
            Some(_) => None,
        });
        wrong.collect()
    }

    /// Every paid request has its line, of its amount, to its unit; and what came back of it its lines.
    fn requests(&self) -> Vec<String> {
        let lines: BTreeMap<&str, &CaseFile> = self.payments.iter().map(|line| (line.text("number"), line)).collect();
        let returned = sums(&self.payments, |line| Some((line.text("returns").to_owned(), line.money("amount")?)));
        let mut told = Vec::new();
        for request in self.requests.iter().filter(|request| request.has("voucher")) {
            let (number, voucher) = (request.text("number"), request.text("voucher"));
            let Some(line) = lines.get(voucher) else {
                told.push(format!("用款申请 {number} 的凭证 {voucher} 不在支付明细中"));
                continue;
            };
            let same = |own: &str, there: &str| request.number(own) == line.number(there);
            if !(same("amount", "amount") && same("owner", "payee") && same("appropriation", "appropriation")) {
                told.push(format!("用款申请 {number} 与凭证 {voucher} 的金额、收款单位或指标不一致"));
            }
            let back = -returned.get(voucher).copied().unwrap_or_default();
            if back != fen(request, "reversed") {
                let stored = yuan(fen(request, "reversed"));
                told.push(format!("用款申请 {number} 已退回记为 {stored}，退回明细合计为 {}", yuan(back)));
            }
        }
        told
    }

    /// What was paid from a line is what its requests say.
    fn plans(&self) -> Vec<String> {
        let paid = sums(&self.requests, |request| {
            request.has("voucher").then_some(())?;
            let net = request.money("amount")?.checked_sub(request.money("reversed").unwrap_or_default())?;
            Some((request.number("plan")?, net))
        });
        let wrong = self.plans.iter().filter_map(|line| {
            let paid = paid.get(&line.id()).copied().unwrap_or_default();
            let (contract, sequence) = (line.linked("contract"), line.text("kind"));
            (fen(line, "paid") != paid).then(|| {
                let stored = yuan(fen(line, "paid"));
                format!("任务书“{contract}”的{sequence}已拨付记为 {stored}，用款申请合计为 {}", yuan(paid))
            })
        });
        wrong.collect()
    }

    /// What was planned and paid under a contract is what its lines say.
    fn contracts(&self) -> Vec<String> {
        let of_lines =
            |column: &'static str| sums(&self.plans, move |line| Some((line.number("contract")?, line.money(column)?)));
        let mut told = Vec::new();
        for (column, says, lines) in
            [("planned", "已安排拨款", of_lines("amount")), ("paid", "已拨付", of_lines("paid"))]
        {
            for contract in &self.contracts {
                let (stored, sum) = (fen(contract, column), lines.get(&contract.id()).copied().unwrap_or_default());
                if stored != sum {
                    let number = contract.text("number");
                    let (stored, sum) = (yuan(stored), yuan(sum));
                    told.push(format!("任务书 {number} 的{says}记为 {stored}，拨款计划合计为 {sum}"));
                }
            }
        }
        told
    }
}
