//! What is wrong with a template, as a line and a sentence.

use minijinja::{Error as Fault, ErrorKind};
use storage::Problem;

use super::marks::OURS;

/// A fault of ours inside the template engine: the sentence is shown as it is.
pub(crate) fn ours(sentence: impl Into<String>) -> Fault {
    Fault::new(ErrorKind::InvalidOperation, format!("{OURS}{}", sentence.into()))
}

/// A problem at a line of the template; line 0 means the template as a whole.
pub(crate) fn at(line: usize, sentence: impl Into<String>) -> Problem {
    let place = if line == 0 { "模板".to_owned() } else { format!("模板第 {line} 行") };
    Problem { place, sentence: sentence.into() }
}

/// The line that a problem names, where it names one.
pub(crate) fn line_of(problem: &Problem) -> Option<usize> {
    problem.place.strip_prefix("模板第 ")?.strip_suffix(" 行")?.parse().ok()
}

/// The first line on which a quoted text stands; 0 where none does.
pub(crate) fn line_with(source: &str, quoted: &str) -> usize {
    let is_there = |line: &str| {
        line.match_indices(quoted).any(|(at, _)| {
            let before = line.get(..at).and_then(|before| before.chars().next_back());
            let behind = line.get(at + quoted.len()..).and_then(|behind| behind.chars().next());
            matches!(before, Some('"' | '\'')) && matches!(behind, Some('"' | '\'' | '?'))
        })
    };
    source.lines().position(is_there).map_or(0, |index| index + 1)
}

/// What the template engine found wrong.
pub(crate) fn problem(fault: &Fault) -> Problem {
    at(fault.line().unwrap_or(0), sentence(fault))
}

fn sentence(fault: &Fault) -> String {
    let detail = fault.detail().unwrap_or_default();
    if let Some((_, ours)) = detail.split_once(OURS) {
        return ours.to_owned();
    }
    let name = quoted(detail);
    match fault.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape | ErrorKind::InvalidDelimiter => syntax(detail),
        ErrorKind::OutOfFuel | ErrorKind::WriteFailure => too_long(),
        ErrorKind::UnknownFunction => {
            format!("没有{name}这个写法。可用的有 figure、said、hedge、change、completion、rank、has、name、list、gap")
        }
        ErrorKind::UnknownFilter => {
            format!("没有{name}这个过滤器。可用的有 chinese、sentence、default、length、first、last、join")
        }
        ErrorKind::UnknownTest => format!("没有{name}这个判断。可用的有 defined、none、odd、even"),
        ErrorKind::UnknownMethod => format!("这里不能用{name}"),
        ErrorKind::UndefinedError => {
            "用到了没有定义的名称，或取了一栏没有读出的内容。请检查拼写，并确认 list 中列出了这一栏".to_owned()
        }
        ErrorKind::MissingArgument => "括号里少写了内容，例如 figure(\"指标代码\")".to_owned(),
        ErrorKind::TooManyArguments => "括号里多写了内容，例如 figure 只写一个指标代码".to_owned(),
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => "不能引用别的模板，请把文字直接写在这里".to_owned(),
        _ if detail.contains("recursion") => too_deep(),
        _ if detail.contains("too many") || detail.contains("too large") => too_long(),
        _ => format!("这一行无法计算，请检查写法（{}）", short(detail)),
    }
}

fn too_long() -> String {
    "模板运行过久或生成的内容过多，已停止。请检查循环是否有尽头、是否套得过多".to_owned()
}

fn too_deep() -> String {
    "模板套得太深，已停止。请减少一层套一层的写法".to_owned()
}

fn syntax(detail: &str) -> String {
    if detail.contains("recursion") {
        return too_deep();
    }
    if detail.contains("unexpected end of input") || detail.contains("unexpected end of file") {
        return "{{、{% 或 {# 打开后没有写完，或 for、if 少了对应的 endfor、endif".to_owned();
    }
    if detail.contains("unknown statement") {
        return format!("不认识{}。可用的有 for、if、set，分别以 endfor、endif 结束", quoted(detail));
    }
    if detail.contains("end of variable block") || detail.contains("end of block") {
        return "{{ }} 或 {% %} 里的写法不完整：请检查引号是否成对、是不是半角、括号有没有写全".to_owned();
    }
    format!("写法有误，请检查括号、引号是否成对并且是半角（{}）", short(detail))
}

/// The name that a detail speaks of, in Chinese quotation marks.
fn quoted(detail: &str) -> String {
    let word = |text: &str| text.chars().take(40).collect::<String>();
    match detail
        .split_whitespace()
        .rev()
        .find(|part| !matches!(*part, "unknown" | "is" | "function" | "filter" | "test"))
    {
        Some(part) => format!("“{}”", word(part.trim_matches(['`', '\'', '"', ',']))),
        None => String::new(),
    }
}

fn short(detail: &str) -> String {
    detail.chars().take(80).collect()
}
