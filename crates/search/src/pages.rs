//! The one search box of the house: `/search?q=…&kind=…&page=…`.

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    extract::{Form, RawQuery, State},
    routing::get,
};
use listing::{address, pages::House};
use web::{Frame, Outcome, Visitor, page};

use crate::{Breadth, Engine, Found, Hit, Passage, Standing, Wanted};

/// How many hits stand on a page, and how many pages are given out.
const HITS: usize = 10;
const PAGES: usize = 50;

/// The characters of a question that are shown again.
const SHOWN: usize = 200;

/// What the page of searching needs.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The house.
    pub house: Arc<House>,
    /// Its index.
    pub engine: Engine,
}

/// The routes of searching.
pub fn routes(desk: Desk) -> Router {
    let asked = async |State(desk): State<Desk>, visitor: Visitor, RawQuery(query): RawQuery| {
        let pairs: Vec<(String, String)> = address::pairs(&query.unwrap_or_default());
        search(&desk, &visitor, &Asked::of(&pairs)).await
    };
    // A text too long for an address comes as a form.
    let sent = async |State(desk): State<Desk>, visitor: Visitor, Form(pairs): Form<Vec<(String, String)>>| {
        search(&desk, &visitor, &Asked::of(&pairs)).await
    };
    Router::new().route("/search", get(asked).post(sent)).with_state(desk)
}

/// What an address asks.
#[derive(Debug, Default, PartialEq)]
struct Asked {
    text: String,
    kinds: Vec<String>,
    /// From 1.
    page: usize,
}

impl Asked {
    fn of(pairs: &[(String, String)]) -> Asked {
        let mut asked = Asked { page: 1, ..Asked::default() };
        for (name, value) in pairs {
            match name.as_str() {
                "q" => value.trim().clone_into(&mut asked.text),
                "kind" => asked.kinds.extend(value.split(',').filter(|kind| !kind.is_empty()).map(str::to_owned)),
                "page" => asked.page = value.parse().unwrap_or(1).clamp(1, PAGES),
                _ => {}
            }
        }
        asked
    }

    /// The address of these kinds and this page.
    fn link(&self, kinds: &[&str], page: usize) -> String {
        let shown: String = self.text.chars().take(SHOWN).collect();
        let mut pairs = vec![("q".to_owned(), shown)];
        if !kinds.is_empty() {
            pairs.push(("kind".to_owned(), kinds.join(",")));
        }
        if page > 1 {
            pairs.push(("page".to_owned(), page.to_string()));
        }
        format!("/search?{}", address::encode(&pairs))
    }
}

struct Facet {
    title: &'static str,
    count: usize,
    href: String,
    is_chosen: bool,
}

struct HitView {
    kind: &'static str,
    href: String,
    title: Passage,
    passages: Vec<Passage>,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    frame: Frame<'a>,
    /// The question as shown again, and whether that is not all of it.
    text: String,
    is_cut: bool,
    total: usize,
    facets: Vec<Facet>,
    /// All kinds together.
    all: Facet,
    hits: Vec<HitView>,
    before: Option<String>,
    after: Option<String>,
    page: usize,
    pages: usize,
    lag: i64,
    trouble: String,
    by_meaning: bool,
    no_meaning: String,
}

async fn search(desk: &Desk, visitor: &Visitor, asked: &Asked) -> Outcome {
    let house = &*desk.house;
    let mut standing = desk.engine.freshened(house).await?;
    let kinds: Vec<&'static str> = asked.kinds.iter().filter_map(|kind| Some(house.registry.of_table(kind)?.table)).collect();
    let mut found = Found::default();
    if !asked.text.is_empty() {
        let reach = desk.engine.reach(house, &visitor.who).await?;
        let wanted = Wanted {
            tables: Some(kinds.clone()).filter(|kinds| !kinds.is_empty()),
            limit: HITS,
            offset: (asked.page - 1) * HITS,
            breadth: Breadth::Most,
            ..Wanted::like(&asked.text, reach)
        };
        match desk.engine.find(wanted).await {
            Ok(answer) => found = answer,
            Err(error) => standing.trouble = Some(error.to_string()),
        }
    }
    page(&shown(house, visitor, asked, &kinds, &standing, found))
}

fn shown<'a>(
    house: &'a House,
    visitor: &'a Visitor,
    asked: &Asked,
    kinds: &[&'static str],
    standing: &Standing,
    found: Found,
) -> SearchPage<'a> {
    let facets = found.by_table.iter().filter_map(|(table, count)| {
        let listing = house.registry.of_table(table)?;
        let is_chosen = kinds.contains(&listing.table);
        let others: Vec<&str> = kinds.iter().copied().filter(|kind| *kind != listing.table).collect();
        let chosen = if is_chosen { others } else { [others.as_slice(), &[listing.table]].concat() };
        Some(Facet { title: listing.title, count: *count, href: asked.link(&chosen, 1), is_chosen })
    });
    let everything = found.by_table.iter().map(|(_, count)| count).sum();
    let pages = found.total.div_ceil(HITS).min(PAGES);
    let neighbour = |number: usize| (1..=pages).contains(&number).then(|| asked.link(kinds, number));
    SearchPage {
        frame: Frame::new(&house.site, visitor, "检索", "检索").crumb("检索", ""),
        text: asked.text.chars().take(SHOWN).collect(),
        is_cut: asked.text.chars().nth(SHOWN).is_some(),
        total: found.total,
        facets: facets.collect(),
        all: Facet { title: "全部", count: everything, href: asked.link(&[], 1), is_chosen: kinds.is_empty() },
        before: neighbour(asked.page.saturating_sub(1)),
        after: neighbour(asked.page + 1),
        page: asked.page,
        pages,
        hits: found.hits.into_iter().filter_map(|hit| view(house, hit)).collect(),
        by_meaning: found.by_meaning,
        no_meaning: standing.no_meaning.clone().unwrap_or_default(),
        lag: standing.lag(),
        trouble: standing.trouble.clone().unwrap_or_default(),
    }
}

fn view(house: &House, hit: Hit) -> Option<HitView> {
    let listing = house.registry.of_table(&hit.table)?;
    let title = if hit.title.text.is_empty() {
        Passage { text: format!("{} #{}", listing.title, hit.id), ..Passage::default() }
    } else {
        hit.title
    };
    Some(HitView { kind: listing.title, href: format!("{}/{}", listing.path, hit.id), title, passages: hit.passages })
}
