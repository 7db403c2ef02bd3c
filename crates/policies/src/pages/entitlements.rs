//! 免申即享 on a page: for a policy and a month who is owed how much and from which records, who is one condition away, whom
//! two policies would pay, and where what was paid is something else.

mod sheet;
mod view;

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    extract::{RawQuery, State},
    response::Response,
    routing::get,
};
use listing::{address, pages::House};
use storage::{Error, Result};
use web::{Frame, NavItem, Outcome, Visitor, download, page, typed};

use crate::{
    BENEFITS, Library, POLICIES,
    entitlement::{Month, Source, gather},
};
use view::{Choice, View};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The address of the page.
pub(crate) const PATH: &str = "/policies/entitlements";

/// What the pages share.
#[derive(Debug)]
struct Counter {
    house: Arc<House>,
    sources: Vec<Box<dyn Source>>,
}

type Shared = State<Arc<Counter>>;

/// The routes of 免申即享, over what the modules know.
pub fn entitlements(house: &Arc<House>, sources: Vec<Box<dyn Source>>) -> Router {
    let counter = Arc::new(Counter { house: house.clone(), sources });
    let show = async |State(counter): Shared, visitor: Visitor, RawQuery(query): RawQuery| {
        show(&counter, &visitor, &query.unwrap_or_default()).await
    };
    let export = async |State(counter): Shared, visitor: Visitor, RawQuery(query): RawQuery| {
        export(&counter, &visitor, &query.unwrap_or_default()).await
    };
    Router::new().route(PATH, get(show)).route(&format!("{PATH}.xlsx"), get(export)).with_state(counter)
}

#[derive(Template)]
#[template(path = "pages/entitlements.html")]
struct EntitlementsPage<'a> {
    frame: Frame<'a>,
    policies: Vec<Choice>,
    month: String,
    view: View,
    query: String,
    problem: String,
}

async fn show(counter: &Counter, visitor: &Visitor, query: &str) -> Outcome {
    let (library, asked) = asked(counter, visitor, query).await?;
    let facts = gather(counter.house.reader(), &counter.sources).await?;
    let mut policies: Vec<Choice> = Vec::new();
    for benefit in &library.benefits {
        if !policies.iter().any(|choice| choice.id == benefit.policy) {
            let is_chosen = asked.policy == Some(benefit.policy);
            policies.push(Choice { id: benefit.policy, says: benefit.document.clone(), is_chosen });
        }
    }
    let mut frame = Frame::new(&counter.house.site, visitor, "政策", "免申即享");
    let siblings = [POLICIES.title, "政策标准", BENEFITS.title].into_iter().zip([
        POLICIES.path,
        crate::POLICY_VALUES.path,
        BENEFITS.path,
    ]);
    frame.siblings = siblings.map(|(title, href)| NavItem { title: title.to_owned(), href: href.to_owned() }).collect();
    page(&EntitlementsPage {
        frame: frame.crumb("政策", POLICIES.path).crumb("免申即享", ""),
        policies,
        month: asked.month.to_string(),
        view: View::of(&library, &facts, asked.policy, asked.month),
        query: asked.query(),
        problem: asked.problem,
    })
}

async fn export(counter: &Counter, visitor: &Visitor, query: &str) -> Outcome<Response> {
    let (library, asked) = asked(counter, visitor, query).await?;
    let facts = gather(counter.house.reader(), &counter.sources).await?;
    let view = View::of(&library, &facts, asked.policy, asked.month);
    let bytes = sheet::written(&view, asked.month)
        .map_err(|error| Error::Fault(format!("a list of entitlements cannot be written: {error}")))?;
    Ok(download(XLSX, &format!("entitlements-{}.xlsx", asked.month), bytes))
}

/// What an address asks for.
struct Asked {
    policy: Option<i64>,
    month: Month,
    problem: String,
}

impl Asked {
    fn query(&self) -> String {
        let policy = self.policy.map_or_else(String::new, |policy| policy.to_string());
        address::encode(&[("policy".to_owned(), policy), ("month".to_owned(), self.month.to_string())])
    }
}

/// The library and what an address asks of it. The lists name people and sums, so that they are the bureau's alone.
async fn asked(counter: &Counter, visitor: &Visitor, query: &str) -> Result<(Library, Asked)> {
    if !visitor.who.is_of_bureau() {
        return Err(Error::NotFound("没有这个页面。请检查地址，或从首页进入".to_owned()));
    }
    let library = Library::read(counter.house.reader()).await?;
    let pairs = address::pairs(query);
    let policy = typed(&pairs, "policy").parse().ok().filter(|id| library.benefits.iter().any(|one| one.policy == *id));
    let written = typed(&pairs, "month");
    let month = Month::parse(written);
    let problem = match month {
        None if !written.is_empty() => format!("“{written}”不是月份，请写成 2022-08 的样子。下面是本月的名单"),
        _ => String::new(),
    };
    let month = month.unwrap_or(Month::of(counter.house.db.clock().today()));
    Ok((library, Asked { policy, month, problem }))
}
