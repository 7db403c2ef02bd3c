//! Reads a questionnaire from JSON. All that is wrong is told at once, each in a sentence at its field.

use storage::Problem;
use vocabulary::Day;

use crate::item::Item;
use crate::node::{Node, quoted};
use crate::yuan::Yuan;

/// The most fields of an object and members of a list that are looked at: far more than any questionnaire has.
const MOST: usize = 64;

/// The longest text that is read, in bytes: many times the longest questionnaire.
pub const LONGEST: usize = 64 * 1024;

/// A problem at one field.
pub(crate) fn problem(place: impl Into<String>, sentence: impl Into<String>) -> Problem {
    Problem { place: place.into(), sentence: sentence.into() }
}

/// Reads `text` as one object with `read`, which takes each field once; what it does not take is unknown.
///
/// # Errors
/// Everything that is wrong with the text or its fields, in the order of reading.
pub(crate) fn read<T>(text: &str, read: impl FnOnce(&mut Reading<'_>) -> Option<T>) -> Result<T, Vec<Problem>> {
    if text.len() > LONGEST {
        return Err(vec![too_long()]);
    }
    let node: Node = serde_json::from_str(text).map_err(|error| vec![problem("", unreadable(&error))])?;
    let Node::Object(fields) = &node else {
        return Err(vec![problem("", format!("应为一个 JSON 对象（写在花括号内），现为{}", node.says()))]);
    };
    let mut reading = Reading::of(String::new(), fields);
    let outcome = read(&mut reading);
    match (outcome, reading.finish()) {
        (Some(value), problems) if problems.is_empty() => Ok(value),
        (_, problems) => Err(problems),
    }
}

/// What is said of a text that is longer than [`LONGEST`], or of which not everything came.
pub(crate) fn too_long() -> Problem {
    problem("", format!("内容没有收全，或者太长：最多{LONGEST}个字节"))
}

fn unreadable(error: &serde_json::Error) -> String {
    let what = if error.is_eof() { "内容不完整" } else { "不是正确的 JSON" };
    format!("第{}行第{}列：{what}，请检查引号、逗号和括号", error.line(), error.column())
}

/// The fields of one object that are still to be taken.
pub(crate) struct Reading<'a> {
    place: String,
    fields: &'a [(String, Node)],
    asked: Vec<&'static str>,
    problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    fn of(place: String, fields: &'a [(String, Node)]) -> Reading<'a> {
        Reading { place, fields, asked: Vec::new(), problems: Vec::new() }
    }

    /// Says what is wrong with an item.
    pub(crate) fn reject(&mut self, item: Item, sentence: impl Into<String>) {
        self.problems.push(problem(format!("{}{}", self.place, item.code()), sentence));
    }

    /// The value as it is, unless it is missing or `null`.
    fn take(&mut self, item: Item) -> Option<&'a Node> {
        self.asked.push(item.code());
        let found = self.fields.iter().find(|(key, _)| key == item.code()).map(|(_, node)| node);
        found.filter(|node| **node != Node::Null)
    }

    /// The value of an item that must be there, by one of the readers below.
    pub(crate) fn required<T>(&mut self, item: Item, read: impl FnOnce(&mut Self, Item) -> Option<T>) -> Option<T> {
        let before = self.problems.len();
        let value = read(self, item);
        if value.is_none() && self.problems.len() == before {
            self.reject(item, format!("没有填写{}", item.name()));
        }
        value
    }

    fn whole(&mut self, item: Item) -> Option<i64> {
        match self.take(item)? {
            Node::Whole(number) => Some(*number),
            other => {
                let unit =
                    if item.unit().is_empty() { String::new() } else { format!("（单位：{}）", item.unit()) };
                self.reject(item, format!("{}应为整数{unit}，不加引号，现为{}", item.name(), other.says()));
                None
            }
        }
    }

    /// How many there are, 0 or more.
    pub(crate) fn count(&mut self, item: Item) -> Option<u32> {
        let number = self.whole(item)?;
        let sentence = match u32::try_from(number) {
            Ok(count) => return Some(count),
            Err(_) if number < 0 => format!("{}不能为负数，现为{number}", item.name()),
            Err(_) => format!("{}过大，现为{number}", item.name()),
        };
        self.reject(item, sentence);
        None
    }

    /// An amount in yuan of either sign.
    pub(crate) fn balance(&mut self, item: Item) -> Option<Yuan> {
        let number = self.whole(item)?;
        let amount = Yuan::new(number);
        if amount.is_none() {
            self.reject(item, format!("{}超出可以处理的范围（100万亿元），请核对单位是否为元", item.name()));
        }
        amount
    }

    /// An amount in yuan, 0 or more.
    pub(crate) fn amount(&mut self, item: Item) -> Option<Yuan> {
        let amount = self.balance(item)?;
        if amount < Yuan::ZERO {
            self.reject(item, format!("{}不能为负数，现为{amount}", item.name()));
            return None;
        }
        Some(amount)
    }

    /// A calendar year.
    pub(crate) fn year(&mut self, item: Item) -> Option<i32> {
        let number = self.whole(item)?;
        let year = i32::try_from(number).ok().filter(|year| (1900..=2199).contains(year));
        if year.is_none() {
            self.reject(item, format!("{}应为四位数的公历年份，现为{number}", item.name()));
        }
        year
    }

    /// Yes or no.
    pub(crate) fn flag(&mut self, item: Item) -> Option<bool> {
        match self.take(item)? {
            Node::Flag(flag) => Some(*flag),
            other => {
                self.reject(item, format!("{}应为 true 或 false，现为{}", item.name(), other.says()));
                None
            }
        }
    }

    /// A day, `2026-07-01`.
    pub(crate) fn day(&mut self, item: Item) -> Option<Day> {
        let outcome = match self.take(item)? {
            Node::Text(text) => Day::parse(text).map_err(|wrong| wrong.said),
            other => Err(format!("{}应为日期，如 \"2026-07-01\"，现为{}", item.name(), other.says())),
        };
        outcome.map_err(|sentence| self.reject(item, sentence)).ok()
    }

    /// One of a few words.
    pub(crate) fn word<T: Copy>(&mut self, item: Item, words: &[(&str, T)]) -> Option<T> {
        let node = self.take(item)?;
        let found = self.choose(item, node, words);
        found.map_err(|sentence| self.reject(item, sentence)).ok()
    }

    /// Some of a few words, in a list.
    pub(crate) fn words<T: Copy>(&mut self, item: Item, words: &[(&str, T)]) -> Option<Vec<T>> {
        let node = self.take(item)?;
        let Node::List(list) = node else {
            self.reject(item, format!("{}应为列表（没有的写 []），现为{}", item.name(), node.says()));
            return None;
        };
        let chosen: Result<Vec<T>, String> =
            list.iter().take(MOST).map(|node| self.choose(item, node, words)).collect();
        chosen.map_err(|sentence| self.reject(item, sentence)).ok()
    }

    fn choose<T: Copy>(&self, item: Item, node: &Node, words: &[(&str, T)]) -> Result<T, String> {
        let found = match node {
            Node::Text(text) => words.iter().find(|(word, _)| *word == text.trim()),
            _ => None,
        };
        found.map(|(_, value)| *value).ok_or_else(|| {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            format!("{}应为“{}”之一，现为{}", item.name(), known.join("”“"), node.says())
        })
    }

    /// `true`, `false` or a number of points up to `most`, by three functions of what was found.
    pub(crate) fn mark<T>(&mut self, item: Item, most: u8, flag: fn(bool) -> T, points: fn(u8) -> T) -> Option<T> {
        match self.take(item)? {
            Node::Flag(is_there) => Some(flag(*is_there)),
            Node::Whole(number) if (0..=i64::from(most)).contains(number) => u8::try_from(*number).ok().map(points),
            other => {
                let sentence = format!("{}应为 true、false 或0至{most}的整数分值，现为{}", item.name(), other.says());
                self.reject(item, sentence);
                None
            }
        }
    }

    /// An object inside this one.
    pub(crate) fn within<T>(&mut self, item: Item, read: impl FnOnce(&mut Reading<'_>) -> T) -> Option<T> {
        match self.take(item)? {
            Node::Object(fields) => Some(self.inside(format!("{}{}.", self.place, item.code()), fields, read)),
            other => {
                self.reject(item, format!("{}应为一个对象（写在花括号内），现为{}", item.name(), other.says()));
                None
            }
        }
    }

    /// A list of objects inside this one, each read by `read`.
    pub(crate) fn each<T>(
        &mut self,
        item: Item,
        read: impl Fn(&mut Reading<'_>) -> Option<T>,
    ) -> Option<Vec<Option<T>>> {
        let node = self.take(item)?;
        let Node::List(list) = node else {
            self.reject(item, format!("{}应为列表（写在方括号内），现为{}", item.name(), node.says()));
            return None;
        };
        let place = format!("{}{}", self.place, item.code());
        let mut all = Vec::new();
        for (index, node) in list.iter().take(MOST).enumerate() {
            all.push(match node {
                Node::Object(fields) => self.inside(format!("{place}[{index}]."), fields, &read),
                other => {
                    let sentence = format!("应为一个对象（写在花括号内），现为{}", other.says());
                    self.problems.push(problem(format!("{place}[{index}]"), sentence));
                    None
                }
            });
        }
        Some(all)
    }

    fn inside<T>(&mut self, place: String, fields: &[(String, Node)], read: impl FnOnce(&mut Reading<'_>) -> T) -> T {
        let mut reading = Reading::of(place, fields);
        let value = read(&mut reading);
        self.problems.extend(reading.finish());
        value
    }

    /// Everything that is wrong, with the fields that nobody asked for and those written twice.
    fn finish(mut self) -> Vec<Problem> {
        if self.fields.len() > MOST {
            let place = self.place.trim_end_matches('.');
            self.problems.push(problem(place, format!("这里有{}项内容，太多了", self.fields.len())));
            return self.problems;
        }
        for (index, (key, _)) in self.fields.iter().enumerate() {
            let place = format!("{}{}", self.place, key.chars().take(40).collect::<String>());
            if self.fields.iter().take(index).any(|(earlier, _)| earlier == key) {
                self.problems.push(problem(place, format!("{}写了两次，请只保留一个", quoted(key))));
            } else if !self.asked.contains(&key.as_str()) {
                let known = self.asked.join("、");
                self.problems.push(problem(place, format!("没有{}这一项，可以填写的有：{known}", quoted(key))));
            }
        }
        self.problems
    }
}

/// S&T staff are part of all staff, and there is some staff.
pub(crate) fn check_staff(science_staff: Option<u32>, staff: Option<u32>, problems: &mut Vec<Problem>) {
    match (science_staff, staff) {
        (_, Some(0)) => {
            problems.push(problem(Item::Staff.code(), "职工总数为零，无法计算科技人员占比，请核对"));
        }
        (Some(some), Some(all)) if some > all => {
            problems.push(problem(Item::ScienceStaff.code(), format!("科技人员{some}人多于职工总数{all}人")));
        }
        _ => {}
    }
}
