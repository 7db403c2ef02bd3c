//! `keshu duplicates`: which texts of a file were written off others, as a table for the terminal or as JSON lines.

use std::{
    collections::HashMap,
    fs::File,
    io::{self, BufRead, BufReader, Write},
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use storage::{Error, Result};
use wording::likeness::{Corpus, Likeness};

/// How often whoever waits hears how far it is.
const TOLD_EVERY: Duration = Duration::from_secs(2);

/// How many characters of the longest passage are shown.
const EXCERPT: usize = 30;

/// A line of a file.
struct Entry {
    id: String,
    text: String,
}

/// Compares each text of a file with those of another one, or with the other texts of the same file.
pub(super) fn duplicates(file: &Path, against: Option<&Path>, json: bool) -> Result<ExitCode> {
    let texts = read(file)?;
    let sources = against.map(read).transpose()?;
    let among = sources.as_ref().unwrap_or(&texts);
    let corpus = Corpus::of(among.iter().map(|entry| entry.text.as_str()));
    let mut told = Instant::now();
    let mut alarms = 0;
    let mut out = io::stdout().lock();
    let unwritten = |error: io::Error| Error::Refused(format!("结果写不出去：{error}"));
    for (place, entry) in texts.iter().enumerate() {
        let found = if sources.is_some() { corpus.against(&entry.text) } else { corpus.among(place) };
        let best = found.first().and_then(|best| Some((*best, among.get(best.source)?)));
        alarms += usize::from(best.is_some_and(|(best, _)| best.alarms()));
        match best {
            best if json => writeln!(out, "{}", in_json(entry, best)).map_err(unwritten)?,
            Some((best, source)) if best.alarms() => {
                writeln!(out, "{}", in_words(&corpus, entry, best, source)).map_err(unwritten)?;
            }
            _ => {}
        }
        if told.elapsed() >= TOLD_EVERY {
            eprintln!("已比对 {} / {} 条", place + 1, texts.len());
            told = Instant::now();
        }
    }
    if !json {
        writeln!(out, "{}", summary(texts.len(), among.len(), alarms)).map_err(unwritten)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn in_json(entry: &Entry, best: Option<(Likeness, &Entry)>) -> Value {
    let score = best.map_or(0.0, |(best, _)| (best.score * 10_000.0).round() / 10_000.0);
    json!({
        "id": entry.id,
        "source": best.map(|(_, source)| &source.id),
        "score": score,
        "alarm": best.is_some_and(|(best, _)| best.alarms()),
    })
}

fn in_words(corpus: &Corpus, entry: &Entry, best: Likeness, source: &Entry) -> String {
    let passages = corpus.passages(&entry.text, &source.text);
    let passages = passages.iter().filter_map(|passage| entry.text.get(passage.here.clone()));
    let longest = passages.max_by_key(|passage| passage.len()).unwrap_or_default();
    let excerpt: String = longest.chars().filter(|c| !c.is_control()).take(EXCERPT).collect();
    let more = if longest.chars().count() > EXCERPT { "……" } else { "" };
    format!("{}\t像 {}\t{:.0}%\t“{excerpt}{more}”", entry.id, source.id, best.score * 100.0)
}

fn summary(texts: usize, sources: usize, alarms: usize) -> String {
    let compared = format!("比对了 {texts} 条，来源 {sources} 条");
    match alarms {
        0 => format!("{compared}：没有发现内容相近的"),
        alarms => format!("{compared}：{alarms} 条与来源内容相近，请人工核对"),
    }
}

/// The lines of a file of JSON objects with `id` and `text`.
fn read(file: &Path) -> Result<Vec<Entry>> {
    let is_input = file == Path::new("-");
    let name = if is_input { "标准输入".to_owned() } else { file.display().to_string() };
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::InvalidData => Error::Refused(format!("{name} 不是 UTF-8 文本，请转换编码后再试")),
        io::ErrorKind::NotFound => Error::Refused(format!("没有 {name} 这个文件，请核对路径")),
        _ => Error::Refused(format!("读不了 {name}：{error}")),
    };
    let reader: Box<dyn BufRead> = match is_input {
        true => Box::new(io::stdin().lock()),
        false => Box::new(BufReader::new(File::open(file).map_err(unreadable)?)),
    };
    let mut entries = Vec::new();
    let mut lines_of_ids: HashMap<String, usize> = HashMap::new();
    for (line, text) in (1..).zip(reader.lines()) {
        let text = text.map_err(unreadable)?;
        let text = text.trim_start_matches('\u{FEFF}').trim();
        if text.is_empty() {
            continue;
        }
        let entry = entry(text).map_err(|wrong| Error::Refused(format!("{name} 第 {line} 行{wrong}")))?;
        if let Some(earlier) = lines_of_ids.insert(entry.id.clone(), line) {
            let id = &entry.id;
            return Err(Error::Refused(format!(
                "{name} 第 {earlier} 行和第 {line} 行的 id 都是“{id}”，请改为不同的编号"
            )));
        }
        entries.push(entry);
    }
    if entries.is_empty() {
        return Err(Error::Refused(format!("{name} 中没有内容：每行应为一个 {{\"id\":…,\"text\":…}}")));
    }
    Ok(entries)
}

/// One line, or what is wrong with it.
fn entry(line: &str) -> std::result::Result<Entry, String> {
    let value: Value =
        serde_json::from_str(line).map_err(|error| format!("不是完整的 JSON（第 {} 列起读不懂）", error.column()))?;
    let id = match value.get("id") {
        Some(Value::String(id)) if !id.trim().is_empty() => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => return Err("没有 id：每行应为一个 {\"id\":…,\"text\":…}".to_owned()),
    };
    match value.get("text") {
        Some(Value::String(text)) if !text.trim().is_empty() => Ok(Entry { id, text: text.clone() }),
        Some(Value::String(_)) => Err(format!("（id 为“{id}”）的 text 是空的，没有可比的内容")),
        _ => Err(format!("（id 为“{id}”）没有 text，或 text 不是文字")),
    }
}
