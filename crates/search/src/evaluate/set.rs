//! Reading a set: documents and experts as lines of JSON, questions and right answers as lines with tabs.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, de::DeserializeOwned};
use storage::{Error, Result};

/// Where the files of a set are. A path is looked for in the folder of the set, then from where the program was started.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The folder of the set.
    pub folder: PathBuf,
    /// Lines of the id of a question, a tab and its text.
    pub questions: PathBuf,
    /// Lines of the id of a question, a tab, the id of a right answer, a tab and 1.
    pub right: PathBuf,
    /// Documents that stand in for those of the same id of the folder's `docs.jsonl`.
    pub documents: Option<PathBuf>,
    /// Experts, each with the ids of their papers: then experts are what is looked for.
    pub experts: Option<PathBuf>,
    /// The model of what texts mean.
    pub model: Option<PathBuf>,
}

/// A set as read.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// What is searched.
    pub documents: Vec<Document>,
    /// Whose works the documents are, where experts are looked for.
    pub experts: Option<Vec<Expert>>,
    /// The questions that have a right answer.
    pub questions: Vec<Question>,
    /// The model of what texts mean, where the ranking is measured with it.
    pub model: Option<PathBuf>,
}

/// A document. Its id is never looked at by the ranking.
#[derive(Clone, Debug, Deserialize)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its title, where it has one.
    #[serde(default)]
    pub title: String,
    /// Its text.
    pub text: String,
}

/// An expert.
#[derive(Clone, Debug, Deserialize)]
pub struct Expert {
    /// Their id.
    pub id: String,
    /// The ids of their papers among the documents.
    pub papers: Vec<String>,
}

/// A question with its right answers.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// The ids of the right answers.
    pub right: HashSet<String>,
}

impl Set {
    /// Reads a set.
    ///
    /// # Errors
    /// [`Error::Refused`] in one sentence: a file is not there or not readable, a line makes no sense, or nothing is left
    /// to be asked.
    pub fn read(sources: &Sources) -> Result<Set> {
        let experts: Option<Vec<Expert>> = sources.experts.as_deref().map(|file| lines_of_json(&sources.at(file))).transpose()?;
        let mut documents = sources.documents()?;
        if let Some(experts) = &experts {
            let papers: HashSet<&str> = experts.iter().flat_map(|expert| &expert.papers).map(String::as_str).collect();
            documents.retain(|document| papers.contains(document.id.as_str()));
        }
        if documents.is_empty() {
            let sentence = if experts.is_some() { "文档中没有专家的论文：请用 --docs 指明论文所在的文件" } else { "文档文件是空的，没有可以检索的内容" };
            return Err(Error::Refused(sentence.to_owned()));
        }
        let questions = questions(&sources.at(&sources.questions), &sources.at(&sources.right))?;
        let model = sources.model.as_deref().map(|model| sources.at(model));
        Ok(Set { documents, experts, questions, model })
    }
}

impl Sources {
    /// A path as it was meant.
    fn at(&self, file: &Path) -> PathBuf {
        let inside = self.folder.join(file);
        if inside.exists() || !file.exists() { inside } else { file.to_owned() }
    }

    fn documents(&self) -> Result<Vec<Document>> {
        let own = self.folder.join("docs.jsonl");
        let Some(given) = &self.documents else {
            // The papers of experts stand beside their folder.
            let beside = self.folder.join("../csl/docs.jsonl");
            return lines_of_json(if self.experts.is_some() && !own.exists() && beside.exists() { &beside } else { &own });
        };
        let given = self.at(given);
        let replacing: Vec<Document> = lines_of_json(&given)?;
        if !own.exists() || same_file(&own, &given) {
            return Ok(replacing);
        }
        let mut documents: Vec<Document> = lines_of_json(&own)?;
        let places: HashMap<String, usize> =
            documents.iter().enumerate().map(|(place, document)| (document.id.clone(), place)).collect();
        for document in replacing {
            match places.get(&document.id).and_then(|place| documents.get_mut(*place)) {
                Some(replaced) => *replaced = document,
                None => documents.push(document),
            }
        }
        Ok(documents)
    }
}

fn same_file(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

fn read(file: &Path) -> Result<String> {
    let bytes = fs::read(file).map_err(|error| Error::Refused(format!("读不了 {}：{error}", file.display())))?;
    String::from_utf8(bytes).map_err(|_| Error::Refused(format!("{} 不是 UTF-8 文本，请转换后再用", file.display())))
}

/// The lines of a file that hold anything, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty())
}

fn lines_of_json<T: DeserializeOwned>(file: &Path) -> Result<Vec<T>> {
    let text = read(file)?;
    let parse = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| {
            Error::Refused(format!("{} 第 {number} 行不是所需的 JSON（{error}），每行应有 id 和 text，专家应有 id 和 papers", file.display()))
        })
    };
    lines(&text).map(parse).collect()
}

/// The questions that have right answers, in the order of their file.
fn questions(asked: &Path, judged: &Path) -> Result<Vec<Question>> {
    let wrong = |file: &Path, number: usize, wanted: &str| {
        Error::Refused(format!("{} 第 {number} 行应为{wanted}，以制表符分隔", file.display()))
    };
    let mut right: HashMap<String, HashSet<String>> = HashMap::new();
    for (number, line) in lines(&read(judged)?) {
        let mut parts = line.split('\t').map(str::trim);
        let (Some(question), Some(answer)) = (parts.next(), parts.next()) else {
            return Err(wrong(judged, number, "“问题编号、文档编号、1”"));
        };
        if parts.next().is_none_or(|grade| grade.parse::<i64>().is_ok_and(|grade| grade > 0)) {
            right.entry(question.to_owned()).or_default().insert(answer.to_owned());
        }
    }
    let mut questions = Vec::new();
    for (number, line) in lines(&read(asked)?) {
        let Some((id, text)) = line.split_once('\t') else {
            return Err(wrong(asked, number, "“问题编号、问题”"));
        };
        if let Some(right) = right.remove(id.trim()) {
            questions.push(Question { text: text.trim().to_owned(), right });
        }
    }
    if questions.is_empty() {
        return Err(Error::Refused(format!("{} 中没有一个问题在 {} 中有答案，请检查两个文件是否配套", asked.display(), judged.display())));
    }
    Ok(questions)
}
