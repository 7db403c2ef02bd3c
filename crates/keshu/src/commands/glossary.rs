//! `keshu glossary`: which Chinese term is which type or column, from the declarations themselves.

use listing::Kind;

use crate::modules::{self, MODULES};

/// Prints the glossary as Markdown.
pub(super) fn print() {
    println!("# Glossary\n");
    println!(
        "Made by `cargo xtask docs` from the declarations: each term of the field beside the name it has in the code.\n"
    );
    println!("## Record kinds and their columns\n");
    for listing in modules::registry().all() {
        println!("### {} `{}`\n", listing.title, listing.table);
        println!("{} Address: `{}`.\n", listing.about, listing.path);
        println!("| 术语 | column | kind |\n|---|---|---|");
        for column in listing.columns {
            println!("| {} | `{}` | {} |", column.label, column.name, kind(&column.kind));
        }
        println!();
    }
    println!("## Figures\n\n| 指标 | code | slot | counted from |\n|---|---|---|---|");
    for figure in MODULES.iter().flat_map(|module| module.figures.iter().copied().flatten()) {
        let slot = figure.slot.map_or(String::new(), |slot| slot.to_string());
        println!("| {} | `{}` | {slot} | `{}` |", figure.name, figure.code, figure.listing.table);
    }
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::LongText => "long text".to_owned(),
        Kind::Code(code) => format!("code `{code:?}`"),
        Kind::Choice(words) => format!("one of {}", words.join("、")),
        Kind::Integer(unit) => format!("whole number {unit}"),
        Kind::Year => "year".to_owned(),
        Kind::Quantity(decimals, unit) => format!("quantity {unit}, {decimals} decimals"),
        Kind::Money(unit) => format!("`Money`, sheets in {}", unit.label()),
        Kind::Day => "`Day`".to_owned(),
        Kind::Link(target) => format!("→ `{}`", target.table),
        Kind::Borrowed { link, column } => format!("`{link}.{column}`, not stored"),
    }
}
