//! `keshu accounts`: what is done to accounts by whoever can start the program.

use std::path::PathBuf;

use ::accounts::Person;
use clap::Subcommand;

use super::Place;

/// What is done to accounts by whoever can start the program.
#[derive(Debug, Subcommand)]
pub(crate) enum AccountsCommand {
    #[command(about = "建立系统、安全、审计三位管理员的账号，并打印各自的一次性链接")]
    Begin {
        #[command(flatten)]
        place: Place,
        #[arg(help = "系统管理员：登录名=姓名")]
        #[arg(long, value_name = "NAME=HOLDER", value_parser = person)]
        system: Person,
        #[arg(help = "安全管理员：登录名=姓名")]
        #[arg(long, value_name = "NAME=HOLDER", value_parser = person)]
        security: Person,
        #[arg(help = "审计管理员：登录名=姓名")]
        #[arg(long, value_name = "NAME=HOLDER", value_parser = person)]
        audit: Person,
    },
    #[command(about = "为一个账号打印新的一次性链接，用来设置口令（24 小时内有效，只能用一次）")]
    Link {
        #[command(flatten)]
        place: Place,
        #[arg(help = "登录名")]
        #[arg(value_name = "NAME")]
        name: String,
    },
    #[command(about = "核对一个审计导出文件有没有被改动")]
    Check {
        #[command(flatten)]
        place: Place,
        #[arg(help = "网站“审计导出”中下载的文件")]
        #[arg(value_name = "FILE.jsonl")]
        file: PathBuf,
    },
}

fn person(text: &str) -> Result<Person, String> {
    let (login, holder) = text.split_once('=').ok_or_else(|| "应为“登录名=姓名”，如 wang.hai=王海".to_owned())?;
    Ok(Person { login: login.trim().to_owned(), holder: holder.trim().to_owned() })
}
