//! The form of a record. What was typed comes back with every problem at its field; nothing typed is lost.

use askama::Template;
use axum::response::{IntoResponse, Response};
use storage::{Error, Problem, Row, Value};
use web::{Crumb, Frame, Outcome, Visitor, go, page, shown_again};

use super::House;
use crate::{
    Kept, Kind, Listing, address, cell, query,
    records::{self, Typed},
    seen, sight,
};

struct Field {
    name: &'static str,
    label: &'static str,
    unit: &'static str,
    hint: String,
    value: String,
    error: String,
    is_required: bool,
    is_long: bool,
    is_day: bool,
    class: &'static str,
    words: &'static [&'static str],
}

#[derive(Template)]
#[template(path = "pages/edit.html")]
struct EditPage<'a> {
    frame: Frame<'a>,
    listing: &'static Listing,
    title: String,
    action: String,
    back: String,
    fields: Vec<Field>,
    problems: Vec<Problem>,
    seen: String,
    is_dirty: bool,
}

#[derive(Template)]
#[template(path = "pages/remove.html")]
struct RemovePage<'a> {
    frame: Frame<'a>,
    listing: &'static Listing,
    id: i64,
    name: String,
}

/// The empty form, or what the house already knows.
pub(super) async fn blank(house: &House, listing: &'static Listing, visitor: &Visitor, query: &str) -> Outcome {
    let typed = match house.conduct_of(listing).filter(|conduct| conduct.begins(&visitor.who).is_some()) {
        Some(conduct) => match conduct.begins_at() {
            Some(page) => return Ok(go(&format!("{page}?{query}"))),
            None => conduct.prefilled(house, &visitor.who, &address::pairs(query)).await?,
        },
        None => {
            require_keeper(house, listing, visitor)?;
            Vec::new()
        }
    };
    page(&form_page(house, listing, visitor, None, &typed, Vec::new()))
}

/// The form of a record as it is.
pub(super) async fn form(house: &House, listing: &'static Listing, visitor: &Visitor, id: i64) -> Outcome {
    seen(house.reader(), listing, &visitor.who, id).await?;
    let row = records::row(house.reader(), listing, id).await?;
    require_open(house, listing, visitor, &row).await?;
    records::refuse_settled(house.reader(), listing, &row.values).await?;
    let typed = as_typed(house, listing, id).await?;
    page(&form_page(house, listing, visitor, Some(id), &typed, Vec::new()))
}

/// Adds what was typed.
pub(super) async fn add(house: &House, listing: &'static Listing, visitor: &Visitor, typed: &Typed) -> Outcome {
    let conduct = house.conduct_of(listing).filter(|conduct| conduct.begins(&visitor.who).is_some());
    let added = match conduct {
        Some(conduct) => conduct.begin(house, &visitor.who, &merged(listing, typed, &[])).await,
        None => {
            require_keeper(house, listing, visitor)?;
            records::enter(&house.db, &visitor.actor(), listing, None, &merged(listing, typed, &[])).await
        }
    };
    match added {
        Ok(id) => Ok(go(&format!("{}/{id}", listing.path))),
        Err(error) => again(house, listing, visitor, None, typed, error),
    }
}

/// Changes a record to what was typed.
pub(super) async fn change(
    house: &House,
    listing: &'static Listing,
    visitor: &Visitor,
    id: i64,
    typed: &Typed,
) -> Outcome {
    seen(house.reader(), listing, &visitor.who, id).await?;
    let before = records::row(house.reader(), listing, id).await?;
    require_open(house, listing, visitor, &before).await?;
    let known = as_typed(house, listing, id).await?;
    let result = match typed.iter().find(|(name, _)| name == "_seen") {
        Some((_, seen)) if *seen != fingerprint(house, listing, &before)? => Err(Error::Refused(
            "这条记录在您填写时被别人改过。请另开一页核对新内容，再决定是否保存您填的内容".to_owned(),
        )),
        _ => {
            let typed = merged(listing, typed, &known);
            records::enter(&house.db, &visitor.actor(), listing, Some(&before), &typed).await
        }
    };
    match result {
        Ok(id) => Ok(go(&format!("{}/{id}", listing.path))),
        Err(error) => again(house, listing, visitor, Some(id), typed, error),
    }
}

/// What was typed, with the values of the columns that no form may write.
pub(super) fn merged(listing: &'static Listing, typed: &Typed, given: &Typed) -> Vec<(String, String)> {
    let by_step = |name: &str| listing.column(name).is_some_and(|column| column.by_step);
    let typed = typed.iter().filter(|(name, _)| !by_step(name));
    typed.chain(given.iter().filter(|(name, _)| by_step(name))).cloned().collect()
}

/// Whether the form of a record is open to the visitor because of the stage of its case.
pub(super) async fn is_open(
    house: &House,
    listing: &'static Listing,
    visitor: &Visitor,
    id: i64,
) -> storage::Result<bool> {
    let Some(conduct) = house.conduct_of(listing) else { return Ok(false) };
    let row = records::row(house.reader(), listing, id).await?;
    match conduct.opens(house, &visitor.who, &row).await {
        Ok(()) => Ok(true),
        Err(Error::Refused(_) | Error::Forbidden(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn require_open(house: &House, listing: &'static Listing, visitor: &Visitor, row: &Row) -> storage::Result<()> {
    match house.conduct_of(listing) {
        Some(conduct) => conduct.opens(house, &visitor.who, row).await,
        None => require_keeper(house, listing, visitor),
    }
}

fn require_keeper(house: &House, listing: &'static Listing, visitor: &Visitor) -> storage::Result<()> {
    if house.may_keep(listing, &visitor.who) {
        return Ok(());
    }
    if sight(listing, &visitor.who).is_none() {
        return Err(Error::NotFound("没有这个页面。请检查地址，或从首页进入".to_owned()));
    }
    Err(Error::Forbidden(match listing.kept {
        Kept::Freely => format!("您的岗位不能修改{}，请联系负责该栏目的科室", listing.title),
        Kept::ByCase | Kept::ByHouse | Kept::Inside => format!("{}由办理过程自动记录，不能直接修改", listing.title),
    }))
}

/// Asks before a record is removed.
pub(super) async fn ask_removal(house: &House, listing: &'static Listing, visitor: &Visitor, id: i64) -> Outcome {
    require_keeper(house, listing, visitor)?;
    let record = query::record(house.reader(), listing, id).await?;
    let row = records::row(house.reader(), listing, id).await?;
    records::refuse_settled(house.reader(), listing, &row.values).await?;
    let mut frame = house.frame(listing, visitor, "删除");
    frame.siblings.clear();
    frame.crumbs.push(Crumb { title: listing.title.to_owned(), href: listing.path.to_owned() });
    frame.crumbs.push(Crumb { title: "删除".to_owned(), href: String::new() });
    page(&RemovePage { frame, listing, id, name: record.name })
}

/// Removes a record.
pub(super) async fn remove(house: &House, listing: &'static Listing, visitor: &Visitor, id: i64) -> Outcome {
    require_keeper(house, listing, visitor)?;
    records::remove(&house.db, &visitor.actor(), listing, id).await?;
    Ok(go(listing.path))
}

/// The form again, with everything that was typed and what is wrong with it.
fn again(
    house: &House,
    listing: &'static Listing,
    visitor: &Visitor,
    id: Option<i64>,
    typed: &Typed,
    error: Error,
) -> Outcome {
    let (status, problems) = shown_again(error)?;
    let mut shown = form_page(house, listing, visitor, id, typed, problems);
    shown.is_dirty = true;
    let response: Response = page(&shown)?;
    Ok((status, response).into_response())
}

/// What a record looks like to somebody who edits it, so that a change by another is noticed.
fn fingerprint(house: &House, listing: &'static Listing, row: &Row) -> storage::Result<String> {
    Ok(house.db.digest(house.table(listing)?, row))
}

async fn as_typed(house: &House, listing: &'static Listing, id: i64) -> storage::Result<Vec<(String, String)>> {
    let record = query::record(house.reader(), listing, id).await?;
    let row = records::row(house.reader(), listing, id).await?;
    let mut typed = vec![("_seen".to_owned(), fingerprint(house, listing, &row)?)];
    for (column, found) in listing.columns.iter().zip(&record.cells) {
        let text = match (column.kind, &found.value) {
            (Kind::Borrowed { .. }, _) => continue,
            (Kind::Link(_), Value::Int(id)) => format!("#{id} {}", found.name.clone().unwrap_or_default()),
            (_, value) if column.personal => cell::masked(column, value),
            (_, value) => cell::plain(column, value),
        };
        typed.push((column.name.to_owned(), text));
    }
    Ok(typed)
}

fn form_page<'a>(
    house: &'a House,
    listing: &'static Listing,
    visitor: &'a Visitor,
    id: Option<i64>,
    typed: &Typed,
    problems: Vec<Problem>,
) -> EditPage<'a> {
    let text =
        |name: &str| typed.iter().find(|(typed, _)| typed == name).map_or(String::new(), |(_, text)| text.clone());
    let fields = listing
        .stored()
        .filter(|column| !column.by_step)
        .map(|column| Field {
            name: column.name,
            label: column.label,
            unit: column.unit(),
            hint: hint(column),
            value: text(column.name),
            error: problems
                .iter()
                .find(|problem| problem.place == column.name)
                .map_or(String::new(), |problem| problem.sentence.clone()),
            is_required: column.required,
            is_long: matches!(column.kind, Kind::LongText),
            is_day: matches!(column.kind, Kind::Day),
            class: if cell::is_numeric(column) { "num" } else { "" },
            words: if let Kind::Choice(words) = column.kind { words } else { &[] },
        })
        .collect();
    let title = if id.is_some() { format!("修改{}", listing.title) } else { format!("新增{}", listing.title) };
    let mut frame = house.frame(listing, visitor, &title);
    frame.siblings.clear();
    frame.crumbs.push(Crumb { title: listing.title.to_owned(), href: listing.path.to_owned() });
    frame.crumbs.push(Crumb { title: title.clone(), href: String::new() });
    let action = id.map_or(listing.path.to_owned(), |id| format!("{}/{id}", listing.path));
    EditPage {
        frame,
        listing,
        title,
        back: action.clone(),
        action,
        fields,
        problems,
        seen: text("_seen"),
        is_dirty: false,
    }
}

fn hint(column: &crate::Column) -> String {
    let hint = column.hint;
    match column.kind {
        Kind::Link(target) => {
            let how = format!("填{}的编号、代码或全称", target.title);
            if hint.is_empty() { how } else { format!("{how}；{hint}") }
        }
        Kind::Day if hint.is_empty() => "如 2022-06-28".to_owned(),
        _ => hint.to_owned(),
    }
}
