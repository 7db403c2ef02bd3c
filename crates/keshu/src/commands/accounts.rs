//! `keshu accounts`: what must be possible before anybody can sign in, and what the house's seal can prove.

use std::{path::Path, process::ExitCode};

use accounts::{Link, Watch};
use storage::{Db, Error, Result};

use crate::arguments::AccountsCommand;

pub(super) async fn run(command: AccountsCommand) -> Result<ExitCode> {
    match command {
        AccountsCommand::Begin { place, system, security, audit } => {
            let office = super::open(&place).await?;
            let db = &office.house.db;
            let people = [system, security, audit];
            let links = accounts::open_first(db, &people, Watch::of(db.clock()).now()).await.map_err(in_words)?;
            println!("已建立三个管理员账号。请把下面的链接分别交给本人，各自设置口令（24 小时内有效，只能用一次）：");
            links.iter().for_each(print_link);
            println!("链接前面加上网站的地址，如 http://127.0.0.1:8080");
            Ok(ExitCode::SUCCESS)
        }
        AccountsCommand::Link { place, name } => {
            let office = super::open(&place).await?;
            let db = &office.house.db;
            let link = accounts::new_link_of(db, &name, Watch::of(db.clock()).now()).await?;
            println!("一次性链接（24 小时内有效，只能用一次；前面加上网站的地址）：");
            print_link(&link);
            Ok(ExitCode::SUCCESS)
        }
        AccountsCommand::Check { place, file } => check(&super::open(&place).await?.house.db, &file),
    }
}

fn print_link(link: &Link) {
    println!("  {}（{}）  {}", link.holder, link.login, link.path);
}

/// What is wrong with the three, without the names of the fields of a page.
fn in_words(error: Error) -> Error {
    match error {
        Error::Invalid(problems) => {
            let sentences: Vec<String> = problems.into_iter().map(|problem| problem.sentence).collect();
            Error::Refused(sentences.join("；"))
        }
        other => other,
    }
}

fn check(db: &Db, file: &Path) -> Result<ExitCode> {
    let unreadable = |error| Error::Refused(format!("读不了 {}（{error}）", file.display()));
    let text = std::fs::read_to_string(file).map_err(unreadable)?;
    match accounts::is_genuine(db.seal(), &text) {
        Some((from, to)) => {
            println!("签名相符：历史第 {from} 至 {to} 行，没有改动");
            Ok(ExitCode::SUCCESS)
        }
        None => {
            println!("签名不符：文件被改动过，或不是这个系统导出的");
            Ok(ExitCode::FAILURE)
        }
    }
}
