//! `keshu procedure`: what may happen to a case, as a description or a diagram made from the table by which it moves.

use std::process::ExitCode;

use storage::{Error, Result};

use crate::modules;

/// Prints the names of all procedures, or one of them.
pub(super) fn print(name: Option<&str>, svg: bool) -> Result<ExitCode> {
    let kinds = modules::kinds();
    let Some(name) = name else {
        for outline in kinds.iter().map(|kind| kind.outline()) {
            println!("{}\t{}", outline.name, outline.title);
        }
        return Ok(ExitCode::SUCCESS);
    };
    let found = kinds.iter().find(|kind| kind.outline().name == name);
    let kind = found.ok_or_else(|| Error::NotFound(format!("没有办理程序“{name}”。不写名称可列出全部")))?;
    let text = if svg { kind.outline().svg() } else { kind.outline().describe() };
    println!("{}", text.trim_end());
    Ok(ExitCode::SUCCESS)
}
