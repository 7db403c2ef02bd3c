//! `keshu search`: what the search box finds, at the command line.

use std::{path::Path, process::ExitCode};

use listing::{Listing, pages::House};
use search_crate::{Breadth, Engine, Hit, Wanted};
use serde_json::json;
use storage::{Error, Result};
use web::Who;

use ::search as search_crate;

/// What is asked at the command line.
pub(super) struct Question {
    pub(super) text: String,
    pub(super) kinds: Vec<String>,
    pub(super) limit: u16,
    pub(super) rebuild: bool,
    pub(super) json: bool,
}

/// The index of the house in this database, and the model of what texts mean. It lies beside a SQLite file, and otherwise in the usual data folder.
pub(super) fn engine(url: &str, model: Option<&Path>) -> Engine {
    let path = url.strip_prefix("sqlite:").and_then(|path| path.trim_start_matches("//").split('?').next());
    Engine::at(Path::new(path.unwrap_or("data/keshu.db")).with_extension("index"), model)
}

/// Brings the index up to date and prints what it finds.
pub(super) async fn search(house: &House, engine: &Engine, question: &Question) -> Result<ExitCode> {
    if question.rebuild {
        engine.forget().await?;
    }
    let standing = engine.follow(house).await?;
    if question.rebuild {
        eprintln!("检索索引已重建，到历史第 {} 行", standing.reached);
        if question.text.is_empty() {
            return Ok(ExitCode::SUCCESS);
        }
    }
    let tables = question.kinds.iter().map(|kind| table(house, kind)).collect::<Result<Vec<_>>>()?;
    let wanted = Wanted {
        tables: Some(tables).filter(|tables| !tables.is_empty()),
        limit: question.limit.into(),
        breadth: Breadth::Most,
        ..Wanted::like(&question.text, engine.reach(house, &Who::house()).await?)
    };
    let found = engine.find(wanted).await?;
    if question.json {
        let hits: Vec<_> = found.hits.iter().map(|hit| told(house, hit)).collect();
        println!("{}", json!({ "total": found.total, "kinds": found.by_table, "hits": hits, "lag": standing.lag() }));
        return Ok(ExitCode::SUCCESS);
    }
    println!("“{}”：共 {} 条", question.text, found.total);
    for hit in &found.hits {
        let listing = house.registry.of_table(&hit.table);
        println!("{} #{} {}", listing.map_or(hit.table.as_str(), |listing| listing.title), hit.id, hit.title.text);
        for passage in &hit.passages {
            println!("    {}", passage.text.replace('\n', " "));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The table of a kind of record, named by its table or its title.
fn table(house: &House, kind: &str) -> Result<&'static str> {
    let is_meant = |listing: &&&'static Listing| listing.table == kind || listing.title == kind;
    let found = house.registry.all().iter().find(is_meant);
    found.map(|listing| listing.table).ok_or_else(|| {
        let titles: Vec<&str> = house.registry.all().iter().map(|listing| listing.title).collect();
        Error::Refused(format!("没有“{kind}”这种记录，应为以下之一：{}", titles.join("、")))
    })
}

fn told(house: &House, hit: &Hit) -> serde_json::Value {
    let address = house.registry.of_table(&hit.table).map(|listing| format!("{}/{}", listing.path, hit.id));
    let passages: Vec<&str> = hit.passages.iter().map(|passage| passage.text.as_str()).collect();
    json!({
        "kind": hit.table, "id": hit.id, "title": hit.title.text, "address": address, "score": hit.score, "passages": passages,
    })
}
