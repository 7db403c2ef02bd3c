//! `keshu verify`: the history chain and every stored row.

use std::process::ExitCode;

use figures::Office;
use storage::Result;

/// Verifies the house and says where it is not as its history says.
pub(super) async fn verify(office: &Office, json: bool) -> Result<ExitCode> {
    let verified = storage::verify(&office.house.db, |_, _| {}).await?;
    let title = |table: &str| {
        office.house.registry.of_table(table).map_or(table.to_owned(), |listing| listing.title.to_owned())
    };
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
        });
        println!("{told}");
    } else {
        println!("历史 {} 行，记录 {} 条，链末 SM3 {}", verified.lines, verified.rows, verified.head);
        for finding in &verified.findings {
            println!("不符：{} #{}：{}", title(&finding.subject), finding.record, finding.sentence);
        }
        println!("{}", if verified.findings.is_empty() { "全部相符" } else { "核对未通过" });
    }
    Ok(if verified.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
