//! `keshu verify`: the history chain and every stored row, and whether what was paid is what was due.

use std::process::ExitCode;

use figures::Office;
use storage::Result;

/// Verifies the house and says where it is not as its history says.
pub(super) async fn verify(office: &Office, json: bool) -> Result<ExitCode> {
    let verified = storage::verify(&office.house.db, |_, _| {}).await?;
    let title = |table: &str| {
        office.house.registry.of_table(table).map_or(table.to_owned(), |listing| listing.title.to_owned())
    };
    let accounts = Accounts::read(office).await?;
    let is_sound = verified.findings.is_empty() && accounts.wrong.is_empty();
    if json {
        let findings: Vec<serde_json::Value> = verified
            .findings
            .iter()
            .map(|finding| {
                serde_json::json!({ "table": finding.subject, "record": finding.record, "sentence": finding.sentence })
            })
            .collect();
        let told = serde_json::json!({
            "lines": verified.lines, "rows": verified.rows, "head": verified.head, "findings": findings,
            "accounts": accounts.wrong, "under_way": accounts.under_way,
        });
        println!("{told}");
    } else {
        println!("历史 {} 行，记录 {} 条，链末 SM3 {}", verified.lines, verified.rows, verified.head);
        for finding in &verified.findings {
            println!("不符：{} #{}：{}", title(&finding.subject), finding.record, finding.sentence);
        }
        for sentence in &accounts.under_way {
            println!("在办：{sentence}");
        }
        for sentence in &accounts.wrong {
            println!("账不平：{sentence}");
        }
        println!("{}", if is_sound { "全部相符" } else { "核对未通过" });
    }
    Ok(if is_sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Where two records of the same money differ, and where somebody is at it.
struct Accounts {
    wrong: Vec<String>,
    under_way: Vec<String>,
}

impl Accounts {
    async fn read(office: &Office) -> Result<Accounts> {
        let reader = office.house.reader();
        let talent::Reconciled { mut wrong, under_way } =
            talent::reconcile(reader, office.house.db.clock().today()).await?;
        wrong.extend(funds::reconcile(reader).await?);
        wrong.extend(platforms::reconcile(reader).await?);
        Ok(Accounts { wrong, under_way })
    }
}
