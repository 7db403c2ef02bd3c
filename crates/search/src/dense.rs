//! What texts mean, beside what words they share: the model, the vectors it has made, and how near a question is to each.
//!
//! A text is known by its print, so a vector is never of an older wording, the same text in two records is read once, and
//! nothing has to be told when a record changes or goes.

mod kept;

use std::{
    fmt,
    path::Path,
    sync::{RwLock, RwLockReadGuard},
    thread,
};

use embedding::{Model, Part, Vector};

use self::kept::{Kept, Print};
use crate::fuse::fused;

/// The windows of a long text that are read: some three thousand characters.
const WINDOWS: usize = 4;

/// Texts read between two writings to the file: what a stop of the program can cost.
const AT_ONCE: usize = 16;

/// How much of what all questions have in common is taken out of each: what is left tells one from another.
const COMMON: f32 = 0.5;

/// Questions of every field and form, which have nothing in common but that they are questions.
const QUESTIONS: [&str; 24] = [
    "人工智能 图像识别",
    "水稻育种 抗病",
    "锂电池 正极材料",
    "企业管理 创新能力",
    "怎样降低废水中的氨氮",
    "高血压 临床疗效",
    "有限元 结构强度",
    "机器人路径规划",
    "陶瓷釉料的配方",
    "区域经济 产业政策",
    "如何提高焊接质量",
    "农产品 冷链物流",
    "数据库 查询优化",
    "中药 提取工艺",
    "边坡稳定性分析",
    "教学改革 高等学校",
    "钢材 热处理",
    "传感器 信号检测",
    "遥感 土地利用",
    "建筑节能 保温材料",
    "基因表达 肿瘤",
    "电力系统 故障诊断",
    "食品安全 检测方法",
    "无线通信 信道估计",
];

/// Why meaning is not to be had: one Chinese sentence for the log and the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong(String);

impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

/// A model and the vectors it has made of texts so far.
#[derive(Debug)]
pub struct Dense {
    model: Model,
    /// What all questions have in common.
    common: Vector,
    kept: RwLock<Kept>,
}

impl Dense {
    /// Reads a model file, and opens the vectors kept in `folder`; both the folder and what is in it are made where they
    /// are not there, or are of another model.
    ///
    /// # Errors
    /// When the model cannot be read or is none, or the folder cannot be written.
    pub fn open(model: &Path, folder: &Path) -> Result<Self, Wrong> {
        let at = |path: &Path, why: &dyn fmt::Display| Wrong(format!("{}：{why}", path.display()));
        let bytes = std::fs::read(model).map_err(|error| at(model, &format!("语义模型文件读不出（{error}）")))?;
        let read = Model::read(&bytes).map_err(|wrong| at(model, &wrong))?;
        let path = folder.join("vectors");
        let opened = std::fs::create_dir_all(folder).and_then(|()| Kept::open(&path, Print::of(&bytes)));
        let kept =
            opened.map_err(|error| at(&path, &format!("向量文件不能读写（{error}），请检查目录权限和磁盘空间")))?;
        let common = Vector::mean(&QUESTIONS.map(|question| read.vector_of(Part::Query, question)));
        Ok(Self { model: read, common, kept: RwLock::new(kept) })
    }

    /// Reads those of `texts` that have no vectors yet, on so many threads, and keeps what they mean. Ends early, with
    /// everything so far kept, once `goes_on` says no. Returns how many were read.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn learn(&self, texts: &[&str], threads: usize, goes_on: impl Fn() -> bool) -> Result<usize, Wrong> {
        let mut learnt = 0;
        let mut prints = std::collections::HashSet::new();
        let new: Vec<(Print, &str)> = {
            let kept = self.kept();
            let printed = texts.iter().map(|text| (Print::of(text.as_bytes()), *text));
            printed.filter(|(print, _)| kept.get(*print).is_none() && prints.insert(*print)).collect()
        };
        for batch in new.chunks(AT_ONCE * threads.max(1)) {
            if !goes_on() {
                break;
            }
            let read = |part: &[(Print, &str)]| {
                let vectors =
                    |(print, text): &(Print, &str)| (*print, self.model.vectors(Part::Passage, text, WINDOWS));
                part.iter().map(vectors).collect::<Vec<_>>()
            };
            let parts = batch.chunks(batch.len().div_ceil(threads.max(1)));
            let vectors: Vec<_> = thread::scope(|scope| {
                let running: Vec<_> = parts.map(|part| scope.spawn(move || read(part))).collect();
                running.into_iter().filter_map(|one| one.join().ok()).flatten().collect()
            });
            learnt += vectors.len();
            let mut kept = self.kept.write().unwrap_or_else(std::sync::PoisonError::into_inner);
            kept.put(vectors).map_err(|error| Wrong(format!("向量文件写不进（{error}），请检查磁盘空间")))?;
        }
        Ok(learnt)
    }

    /// How many texts have vectors.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept().len()
    }

    /// Whether none has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The scores of candidates by words and meaning together, from 0 to 1: each is given by its score by words and its
    /// text. Nothing where not one of them has been read yet, so that words alone decide.
    #[must_use]
    pub fn rescored<'t>(&self, question: &str, candidates: impl Iterator<Item = (f32, &'t str)>) -> Option<Vec<f32>> {
        let asked = self.model.vector_of(Part::Query, question).less(COMMON, &self.common);
        let kept = self.kept();
        let cosine = |text: &str| {
            let windows = kept.get(Print::of(text.as_bytes()))?.iter();
            windows.map(|window| window.cosine(&asked)).max_by(f32::total_cmp)
        };
        let both: Vec<(f32, Option<f32>)> = candidates.map(|(words, text)| (words, cosine(text))).collect();
        both.iter().any(|(_, cosine)| cosine.is_some()).then(|| fused(&both))
    }

    fn kept(&self) -> RwLockReadGuard<'_, Kept> {
        // Vectors are put whole or not at all, so a writer that panicked has left them sound.
        self.kept.read().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
