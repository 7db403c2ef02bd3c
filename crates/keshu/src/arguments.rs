//! The command line, declared once: parsing, help, completions and the manual page all come from here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use vocabulary::Day;

/// 科枢:区科技局的工作系统
#[derive(Debug, Parser)]
#[command(
    name = "keshu",
    version,
    about = "科枢：区科技局的工作系统。年度报告中的每个数字都能追到它的每一条记录。",
    disable_help_subcommand = true
)]
pub(crate) struct Arguments {
    /// 做什么
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where the house is kept.
#[derive(Clone, Debug, Args)]
pub(crate) struct Place {
    /// 数据目录（其中的 keshu.db 是 SQLite 数据库）
    #[arg(long, value_name = "DIR", global = true, default_value = "data")]
    pub(crate) data: PathBuf,
    /// 数据库地址：sqlite:PATH 或 postgres://…；给出时不用 --data
    #[arg(long, value_name = "URL", global = true, env = "KESHU_DATABASE", hide_env_values = true)]
    pub(crate) database: Option<String>,
}

/// Of which moment figures speak.
#[derive(Clone, Debug, Args)]
pub(crate) struct When {
    /// 报告年度（默认为本年；示例数据为 2022）
    #[arg(long, value_name = "Y", value_parser = clap::value_parser!(i32).range(1990..=2199))]
    pub(crate) year: Option<i32>,
    /// 数据截止日（默认为年末；本年为今天）
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).map_err(|wrong| wrong.to_string())
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 建好示例区，写出年度报告，并打开网站
    Demo {
        /// 示例数据放在哪里
        #[arg(long, value_name = "DIR", default_value = "data/demo")]
        dir: PathBuf,
        /// 网站地址
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
        listen: String,
        /// 只建数据和报告，不启动网站
        #[arg(long)]
        no_serve: bool,
    },
    /// 启动网站
    Serve {
        #[command(flatten)]
        place: Place,
        /// 网站地址
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
        listen: String,
    },
    /// 导入表格（xlsx、xls、csv，或一个 CSV 目录）：要么全部成功，要么什么都不改
    Import {
        #[command(flatten)]
        place: Place,
        /// 要导入的文件或目录
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// 只核对，不写入
        #[arg(long)]
        dry_run: bool,
        /// 以 JSON 打印结果
        #[arg(long)]
        json: bool,
    },
    /// 把全部记录导出为一个 Excel 文件，可原样导入另一个库
    Export {
        #[command(flatten)]
        place: Place,
        /// 写到哪里
        #[arg(long, value_name = "FILE.xlsx")]
        out: PathBuf,
    },
    /// 写出空白导入模板：表头、说明、下拉选项
    Template {
        /// 写到哪里
        #[arg(long, value_name = "FILE.xlsx")]
        out: PathBuf,
    },
    /// 写出示例数据（每次都一样）；多个区时供测量用
    Sample {
        /// 写到哪里：一个 xlsx 文件，或一个目录（每种记录一个 CSV）
        #[arg(long, value_name = "FILE.xlsx|DIR")]
        out: PathBuf,
        /// 几个区
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=5000))]
        districts: u32,
    },
    /// 全部指标的值
    Figures {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        when: When,
        /// 以 JSON 打印
        #[arg(long)]
        json: bool,
    },
    /// 一个指标的值和它依据的每一条记录
    Figure {
        #[command(flatten)]
        place: Place,
        /// 指标代码，如 hnte-valid
        #[arg(value_name = "CODE")]
        code: String,
        #[command(flatten)]
        when: When,
        /// 列出依据的记录
        #[arg(long)]
        witnesses: bool,
        /// 以 JSON 打印
        #[arg(long)]
        json: bool,
    },
    /// 生成报告
    Report {
        #[command(subcommand)]
        report: ReportCommand,
    },
    /// 核对历史链和每一条记录；有不符时指出在哪里，并以非零状态结束
    Verify {
        #[command(flatten)]
        place: Place,
        /// 以 JSON 打印
        #[arg(long)]
        json: bool,
    },
    /// 命令补全脚本
    #[command(hide = true)]
    Completions {
        /// bash、zsh 或 fish
        shell: clap_complete::Shell,
    },
    /// 手册页
    #[command(hide = true)]
    Man,
    /// 术语与类型对照（Markdown）
    #[command(hide = true)]
    Glossary,
}

/// The reports.
#[derive(Debug, Subcommand)]
pub(crate) enum ReportCommand {
    /// 年度工作总结
    Annual {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        when: When,
        /// 用这个模板：文字模板，或带 {{ figure("代码") }} 标记的 docx
        #[arg(long, value_name = "FILE")]
        template: Option<PathBuf>,
        /// 写到哪里
        #[arg(long, value_name = "FILE.docx|.pdf|.html")]
        out: PathBuf,
    },
}
