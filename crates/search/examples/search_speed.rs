//! How fast the index is written and asked: `cargo run --release -p search --example search_speed [DOCUMENTS]`.
//!
//! Prints one line of JSON. `--write FOLDER` also writes the generated documents and questions there, so that other
//! programs can be measured on the same.

use std::{
    collections::BTreeMap,
    error::Error,
    fs::File,
    io::{BufWriter, Write},
    path::Path,
    sync::Arc,
    time::Instant,
};

use search::{Entry, Index, Reach, Wanted, evaluate::Scratch};

/// How many questions are asked.
const QUESTIONS: u64 = 1_000;

/// Words of the field, from which texts are made; the earlier ones are the more frequent ones, as in any language.
const WORDS: &str = "研究 技术 方法 系统 结果 表明 分析 应用 提高 具有 进行 性能 不同 材料 设计 影响 采用 企业 模型 过程 \
    条件 控制 结构 测试 制备 温度 工艺 数据 优化 实验 作用 检测 质量 产品 生产 环境 水平 开发 效果 处理 能力 基础 \
    陶瓷 釉料 薄膜 催化 纳米 涂层 电池 电极 传感器 机器人 数控机床 轴承 齿轮 焊接 合金 铸造 热处理 复合材料 高分子 \
    树脂 橡胶 染料 印染 废水 污泥 脱硫 除尘 挥发性有机物 光伏 逆变器 储能 锂离子 氢燃料 电解 变压器 电机 芯片 封装 \
    激光 光纤 显示 图像识别 深度学习 神经网络 知识图谱 自然语言 物联网 区块链 云计算 边缘计算 信号 滤波 天线 雷达 \
    疫苗 抗体 细胞 基因 蛋白 酶 发酵 中药 针灸 影像 诊断 支架 骨科 康复 水稻 小麦 茶叶 果蔬 保鲜 冷链 养殖 饲料 \
    土壤 肥料 灌溉 遥感 测绘 地震 桥梁 隧道 混凝土 沥青 幕墙 消防 风险 金融 税收 补贴 孵化器 专利 标准 认定 验收 \
    VOC α-Al2O3 1200℃ GB/T9704 PLC AGV LED CO2 pH5.6 TiO2 SiC 5G";

/// Numbers that are the same every time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// One of `many`, the earlier the likelier.
    fn rank(&mut self, many: u64) -> u64 {
        let sure = (self.next() % 1_000_000 + 1) * (self.next() % 1_000_000 + 1) / 1_000_000;
        sure * many / 1_000_001
    }
}

/// A text of so many words. A fifth of them are put together from two ideographs, so that the vocabulary grows as a real
/// one does.
fn text(numbers: &mut Numbers, words: &[&str], length: u64) -> String {
    let mut text = String::new();
    for place in 1..=length {
        if numbers.next().is_multiple_of(5) {
            for _ in 0..2 {
                let letter = u32::try_from(0x4e00 + numbers.rank(6_000)).ok().and_then(char::from_u32);
                text.extend(letter);
            }
        } else {
            let word = usize::try_from(numbers.rank(words.len() as u64)).unwrap_or_default();
            text.push_str(words.get(word).copied().unwrap_or_default());
        }
        match place % 12 {
            0 => text.push('。'),
            6 => text.push('，'),
            _ => {}
        }
    }
    text
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (mut documents, mut folder) = (100_000_u64, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--write" => folder = arguments.next(),
            number => documents = number.parse()?,
        }
    }
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut numbers = Numbers(2022);
    let scratch = Scratch::new()?;
    let index = Index::open(&scratch.0)?;
    let mut written = folder.as_ref().map(|folder| lines(folder, "docs.jsonl")).transpose()?;
    let mut indexing = std::time::Duration::ZERO;
    let mut writer = index.bulk_writer()?;
    for id in 0..documents {
        let (title, body) = (text(&mut numbers, &words, 8), text(&mut numbers, &words, 90));
        if let Some(file) = &mut written {
            writeln!(file, "{}", serde_json::json!({ "id": id.to_string(), "text": format!("{title}。{body}") }))?;
        }
        let entry = Entry { id: i64::try_from(id)?, title, text: body, ..Entry::default() };
        let began = Instant::now();
        writer.add(&entry)?;
        indexing += began.elapsed();
    }
    let began = Instant::now();
    writer.commit("")?;
    writer.finish()?;
    indexing += began.elapsed();
    let mut asked = folder.as_ref().map(|folder| lines(folder, "queries.tsv")).transpose()?;
    let everything = Arc::new(Reach::everything());
    let mut took = Vec::new();
    for id in 0..QUESTIONS {
        let length = 1 + numbers.next() % 8;
        let question = text(&mut numbers, &words, length);
        if let Some(file) = &mut asked {
            writeln!(file, "{id}\t{question}")?;
        }
        let began = Instant::now();
        index.find(&Wanted::like(&question, everything.clone()))?;
        took.push(began.elapsed());
    }
    took.sort();
    let at = |place: usize| took.get(place).map_or(0.0, |took| took.as_secs_f64() * 1000.0);
    let figures = BTreeMap::from([
        ("docs", documents as f64),
        ("docs_per_s", (documents as f64 / indexing.as_secs_f64()).round()),
        ("p50_ms", at(took.len() / 2)),
        ("p99_ms", at(took.len() * 99 / 100)),
    ]);
    println!("{}", serde_json::to_string(&figures)?);
    Ok(())
}

fn lines(folder: &str, name: &str) -> std::io::Result<BufWriter<File>> {
    std::fs::create_dir_all(folder)?;
    Ok(BufWriter::new(File::create(Path::new(folder).join(name))?))
}
