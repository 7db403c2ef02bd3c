//! 审计导出: lines of the history as JSON lines, signed by the seal of the house, so that who receives them elsewhere can
//! bring them back and ask whether a line was altered or taken out.

use serde_json::json;
use storage::{Db, Error, Line, Result, Seal};

/// How many lines a file has at most.
pub(crate) const LINES: i64 = 20_000;

/// For what the seal signs.
const PURPOSE: &str = "audit-export";

/// Lines of the history from `first` on as JSON lines; the last line of the text carries the signature over all before it.
///
/// # Errors
/// [`Error::Refused`] if there is no such line; what the database says.
pub async fn export(db: &Db, first: i64) -> Result<String> {
    let lines = storage::lines_since(db.reader(), first - 1, LINES).await?;
    let (Some(from), Some(to)) = (lines.first(), lines.last()) else {
        return Err(Error::Refused(format!("历史没有第 {first} 行及以后的内容")));
    };
    let mut text = String::new();
    for line in &lines {
        text.push_str(&told(line).to_string());
        text.push('\n');
    }
    let signature = db.seal().sign(PURPOSE, text.as_bytes());
    let end = json!({ "from": from.seq, "to": to.seq, "signature": signature, "algorithm": "HMAC-SM3" });
    text.push_str(&end.to_string());
    text.push('\n');
    Ok(text)
}

/// Whether a text is an export of this house with nothing altered: then the first and the last line of history in it.
pub fn is_genuine(seal: &Seal, text: &str) -> Option<(i64, i64)> {
    let body = text.strip_suffix('\n')?;
    let start = body.rfind('\n')? + 1;
    let (lines, end) = text.split_at_checked(start)?;
    let end: serde_json::Value = serde_json::from_str(end).ok()?;
    let signed = seal.is_signed(PURPOSE, lines.as_bytes(), end.get("signature")?.as_str()?);
    if !signed {
        return None;
    }
    // The numbers of the last line are not under the signature; those of the lines are.
    let seq = |line: &str| serde_json::from_str::<serde_json::Value>(line).ok()?.get("seq")?.as_i64();
    Some((seq(lines.lines().next()?)?, seq(lines.lines().last()?)?))
}

fn told(line: &Line) -> serde_json::Value {
    json!({
        "seq": line.seq, "at": line.at, "actor": line.actor, "act": line.act.word(), "subject": line.subject,
        "record": line.record, "changes": line.changes, "row": line.row, "hash": line.hash,
    })
}
