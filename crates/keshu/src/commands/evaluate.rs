//! `keshu evaluate`: how good and how fast the ranking is on a set of questions with known answers.

use std::process::ExitCode;

use search::evaluate::{Set, Sources, measure};
use storage::{Error, Result};

/// Measures the ranking on a set and prints what came of it.
pub(super) fn evaluate(sources: &Sources, json: bool) -> Result<ExitCode> {
    let measured = measure(&Set::read(sources)?)?;
    if json {
        println!("{}", serde_json::to_string(&measured).map_err(|error| Error::Fault(error.to_string()))?);
        return Ok(ExitCode::SUCCESS);
    }
    println!("问题 {} 个", measured.queries);
    println!("nDCG@10   {:.4}", measured.ndcg);
    println!("recall@10 {:.4}", measured.recall);
    println!("MRR@10    {:.4}", measured.mrr);
    println!("建索引    每秒 {:.0} 篇", measured.docs_per_s);
    println!("回答用时  中位 {:.1} 毫秒，99% 在 {:.1} 毫秒以内", measured.p50_ms, measured.p99_ms);
    Ok(ExitCode::SUCCESS)
}
