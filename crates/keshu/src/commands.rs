//! What each command does. A command answers with its exit code; an error is one sentence.

mod accounts;
mod check;
mod demo;
mod duplicates;
mod evaluate;
mod figures;
mod glossary;
mod match_demand;
mod post;
mod procedure;
mod search;
mod sheets;
mod verify;

use std::{path::Path, process::ExitCode, sync::Arc};

use figures_crate::{Moment, Office};
use storage::{Error, Result};

use crate::{
    arguments::{self, Arguments, Command, Place, ReportCommand, When},
    modules, server,
};

use ::figures as figures_crate;

/// Does what the command line asks.
pub(crate) async fn run(arguments: Arguments) -> Result<ExitCode> {
    match arguments.command {
        Command::Demo { dir, listen, model, no_serve } => demo::demo(&dir, &listen, model.as_deref(), no_serve).await,
        Command::Serve { place, listen } => {
            let engine = search::engine(&url(&place), place.model.as_deref());
            folder(&place)?;
            let mail_box = post::mail_box(|name| std::env::var(name).ok(), &listen)?;
            let office = modules::open_searching(&url(&place), &engine).await?;
            let gate = server::gate(&office.house, false);
            server::serve(&office, gate, &place.data.join(FILES), &engine, &listen, mail_box, &mut |_| {}).await
        }
        Command::Accounts { accounts } => self::accounts::run(accounts).await,
        Command::Import { place, file, dry_run, json } => {
            sheets::import(&*open(&place).await?, &file, dry_run, json).await
        }
        Command::Export { place, out } => sheets::export(&*open(&place).await?, &out).await,
        Command::Template { out } => sheets::template(&out),
        Command::Sample { out, districts } => sheets::sample(&out, districts),
        Command::Figures { place, when, json } => figures::all(&*open(&place).await?, &when, json).await,
        Command::Figure { place, code, when, witnesses, json } => {
            figures::one(&*open(&place).await?, &code, &when, witnesses, json).await
        }
        Command::Report { report: ReportCommand::Annual { place, when, template, out } } => {
            let office = open(&place).await?;
            report(&office, moment(&office, &when), template.as_deref(), &out).await
        }
        Command::Check { kind, file, json } => check::check(kind, &file, json),
        Command::Match { place, demand, text, kind, json } => {
            let engine = search::engine(&url(&place), place.model.as_deref());
            folder(&place)?;
            let office = modules::open_searching(&url(&place), &engine).await?;
            let asked = match_demand::Question { demand, text, kind, json };
            match_demand::print(&office, &engine, &asked).await
        }
        Command::Search { place, text, kinds, limit, rebuild, json } => {
            let (office, engine) = (open(&place).await?, search::engine(&url(&place), place.model.as_deref()));
            search::search(
                &office.house,
                &engine,
                &search::Question { text: text.unwrap_or_default(), kinds, limit, rebuild, json },
            )
            .await
        }
        Command::Evaluate { sources, json } => evaluate::evaluate(&sources.into(), json),
        Command::Duplicates { file, against, json } => duplicates::duplicates(&file, against.as_deref(), json),
        Command::Verify { place, json } => verify::verify(&*open(&place).await?, json).await,
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut arguments::command(), "keshu", &mut std::io::stdout());
            Ok(ExitCode::SUCCESS)
        }
        Command::Man => {
            let page = clap_mangen::Man::new(arguments::command());
            page.render(&mut std::io::stdout()).map_err(|error| Error::Refused(format!("写不出手册页：{error}")))?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Procedure { name, svg } => procedure::print(name.as_deref(), svg),
        Command::Glossary => {
            glossary::print();
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The folder of attachments in the data folder.
const FILES: &str = "files";

/// Opens the house that the command line names.
async fn open(place: &Place) -> Result<Arc<Office>> {
    match &place.database {
        Some(url) => modules::open(url).await,
        None => open_folder(&place.data).await,
    }
}

/// The address of the database that the command line names.
fn url(place: &Place) -> String {
    place.database.clone().unwrap_or_else(|| folder_url(&place.data))
}

/// Makes the folder of the house where the command line names no database.
fn folder(place: &Place) -> Result<()> {
    if place.database.is_none() { make(&place.data) } else { Ok(()) }
}

/// Makes a folder where it is not there.
fn make(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Error::Refused(format!("数据目录 {} 建不起来：{error}", folder.display())))
}

/// Opens the house in a folder, making the folder where it is not there.
async fn open_folder(folder: &Path) -> Result<Arc<Office>> {
    make(folder)?;
    modules::open(&folder_url(folder)).await
}

/// The address of the database in a folder.
fn folder_url(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("keshu.db").display())
}

fn moment(office: &Office, when: &When) -> Moment {
    office.moment(when.year, when.as_of)
}

async fn report(office: &Office, moment: Moment, template: Option<&Path>, out: &Path) -> Result<ExitCode> {
    let written = reports::write(office, moment, template, out).await?;
    println!("已写出 {}", written.path.display());
    for sentence in written.missing.iter().map(|missing| format!("待补：{missing}")) {
        println!("{sentence}");
    }
    for mark in &written.unknown {
        println!("不认识的标记，原样保留：{mark}");
    }
    for sentence in &written.failed_checks {
        println!("校验未通过：{sentence}");
    }
    Ok(ExitCode::SUCCESS)
}
