//! Two versions of a proposal side by side, item by item.

use askama::Template;
use cases::pages::Desk;
use listing::{restricted, seen};
use storage::{Error, Result};
use web::{Frame, Outcome, Visitor, page, typed};

use super::super::{
    PROPOSALS, VERSIONS,
    snapshot::{Difference, Snapshot, compare},
};
use crate::rows::{is, sorted, where_all};

/// How many characters that are the same stand before and after those that differ.
const AROUND: usize = 40;

struct VersionView {
    number: i64,
    says: String,
    is_from: bool,
    is_to: bool,
}

/// An item that differs: what both begin with, what was there, what is there, and what both end with.
struct ChangeView {
    name: String,
    sign: &'static str,
    head: String,
    gone: String,
    new: String,
    tail: String,
}

struct PartView {
    title: String,
    same: usize,
    changes: Vec<ChangeView>,
}

#[derive(Template)]
#[template(path = "proposal/pages/versions.html")]
struct VersionsPage<'a> {
    frame: Frame<'a>,
    name: String,
    versions: Vec<VersionView>,
    parts: Vec<PartView>,
    from: i64,
    to: i64,
}

/// The comparison of two versions; of the last two where none are named.
pub(super) async fn versions(desk: &Desk, visitor: &Visitor, id: i64, asked: &[(String, String)]) -> Outcome {
    let reader = desk.house.reader();
    let record = seen(reader, &PROPOSALS, &visitor.who, id).await?;
    let filter = restricted(&VERSIONS, &visitor.who, where_all(&VERSIONS, [("proposal", is(id))]))?;
    let stored = sorted(reader, &VERSIONS, filter, Some(("version", false))).await?;
    let number = |at: usize| stored.get(at).and_then(|version| version.number("version")).unwrap_or_default();
    let last = stored.len().saturating_sub(1);
    let from = chosen(asked, "from")?.unwrap_or_else(|| number(last.saturating_sub(1)));
    let to = chosen(asked, "to")?.unwrap_or_else(|| number(last));
    let snapshot = |wanted: i64| {
        let version = stored.iter().find(|version| version.number("version") == Some(wanted));
        version.map_or_else(
            || Err(Error::NotFound(format!("这份申报书没有第 {wanted} 版。请从列出的版本中选择"))),
            |version| Snapshot::from_json(version.text("content")),
        )
    };
    let parts = match stored.is_empty() {
        true => Vec::new(),
        false => compare(&snapshot(from)?, &snapshot(to)?),
    };
    let versions = stored.iter().map(|version| {
        let number = version.number("version").unwrap_or_default();
        let says = format!("第 {number} 版（{}，{}）", version.text("submitted_on"), version.text("submitted_by"));
        VersionView { number, says, is_from: number == from, is_to: number == to }
    });
    let href = format!("{}/{id}", PROPOSALS.path);
    let frame = desk
        .house
        .frame(&PROPOSALS, visitor, "版本对照")
        .siblings(Vec::new())
        .crumb(PROPOSALS.title, PROPOSALS.path)
        .crumb(&record.name, &href)
        .crumb("版本对照", "");
    let part = |part: crate::proposal::snapshot::PartDifference| PartView {
        title: part.title,
        same: part.same,
        changes: part.differences.into_iter().map(change).collect(),
    };
    page(&VersionsPage {
        frame,
        name: record.name,
        versions: versions.collect(),
        parts: parts.into_iter().map(part).collect(),
        from,
        to,
    })
}

fn chosen(asked: &[(String, String)], name: &str) -> Result<Option<i64>> {
    match typed(asked, name) {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| Error::invalid(name, format!("“{text}”不是版本号"))),
    }
}

fn change(difference: Difference) -> ChangeView {
    let sign = match (&difference.before, &difference.after) {
        (None, _) => "新增",
        (_, None) => "删去",
        _ => "改动",
    };
    let (head, gone, new, tail) = marked(&difference.before.unwrap_or_default(), &difference.after.unwrap_or_default());
    ChangeView { name: difference.name, sign, head, gone, new, tail }
}

/// What both texts begin with (its end only), what stands between in the one and the other, and what both end with (its
/// beginning only).
fn marked(before: &str, after: &str) -> (String, String, String, String) {
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let rest = old.len().min(new.len()) - head;
    let backwards = old.iter().rev().zip(new.iter().rev()).take(rest);
    let tail = backwards.take_while(|(one, other)| one == other).count();
    let between = |text: &[char]| text.iter().skip(head).take(text.len() - head - tail).collect::<String>();
    let hidden = head.saturating_sub(AROUND);
    let begin: String = new.iter().take(head).skip(hidden).collect();
    let end: String = new.iter().skip(new.len() - tail).take(AROUND).collect();
    let cut = |is_cut: bool| if is_cut { "……" } else { "" };
    (format!("{}{begin}", cut(hidden > 0)), between(&old), between(&new), format!("{end}{}", cut(tail > AROUND)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_marked_and_a_long_text_is_shown_around_it() {
        let parts = |before: &str, after: &str| {
            let (head, gone, new, tail) = marked(before, after);
            format!("{head}[{gone}|{new}]{tail}")
        };
        assert_eq!(parts("烧成温度 1280 度", "烧成温度 1300 度"), "烧成温度 1[28|30]0 度");
        assert_eq!(parts("", "新写的"), "[|新写的]");
        assert_eq!(parts("aa", "aaa"), "aa[|a]");
        let long = "瓷".repeat(100);
        let around = "瓷".repeat(AROUND);
        assert_eq!(
            parts(&format!("{long}甲{long}"), &format!("{long}乙{long}")),
            format!("……{around}[甲|乙]{around}……")
        );
    }
}
