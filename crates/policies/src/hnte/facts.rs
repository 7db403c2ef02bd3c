//! What the self-check of 高新技术企业 asks: plain values, in the order and under the names of the JSON that is fixed.

use serde::{Serialize, Serializer, ser::SerializeSeq};
use vocabulary::Day;

use crate::yuan::Yuan;

/// What an enterprise says of itself. What is `None` was not filled in and widens the answer.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// The day of application 申报日期.
    #[serde(serialize_with = "day")]
    pub applied_on: Day,
    /// The day of registration 注册成立日期.
    #[serde(serialize_with = "day")]
    pub registered_on: Day,
    /// All staff with 183 days of work in the year or more, the yearly mean.
    pub staff: Option<u32>,
    /// Of them S&T staff 科技人员.
    pub st_staff: Option<u32>,
    /// The field of the core technology.
    pub field: Option<Field>,
    /// The three accounting years before the year of application, or as many as the enterprise has.
    pub years: Years,
    /// 总收入 of the last year: 收入总额 without income that is not taxed.
    pub total_income: Option<Yuan>,
    /// 高新技术产品（服务）收入 of the last year.
    pub hightech_income: Option<Yuan>,
    /// 知识产权.
    pub ip: Ip,
    /// 研究开发组织管理水平.
    pub management: Management,
    /// Results converted 科技成果转化 in the last three years, all together.
    pub conversions: Option<u32>,
    /// Whether there was a grave accident or environmental offence in the year before application.
    pub accident: Option<bool>,
}

/// One accounting year.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Year {
    /// The calendar year.
    pub year: i32,
    /// 销售收入: income of main and other business.
    pub sales: Yuan,
    /// 研发费用, collected by the measure of [`crate::rd_expense::hnte`].
    pub rd: Option<Yuan>,
    /// Of it spent in China.
    pub rd_china: Option<Yuan>,
    /// Net assets at the end of the year, audited.
    pub net_assets: Option<Yuan>,
}

/// Up to three accounting years, in the order in which they were given.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Years([Option<Year>; 3]);

impl Years {
    /// The years of a list, or `None` when there are more than three.
    pub fn new(list: &[Year]) -> Option<Years> {
        let mut years = Years::default();
        if list.len() > years.0.len() {
            return None;
        }
        for (place, year) in years.0.iter_mut().zip(list) {
            *place = Some(*year);
        }
        Some(years)
    }

    /// The years, as given.
    pub fn iter(&self) -> impl Iterator<Item = &Year> {
        self.0.iter().flatten()
    }

    /// The year with this number.
    pub fn of(&self, year: i32) -> Option<&Year> {
        self.iter().find(|one| one.year == year)
    }

    /// The year with this number, to be changed.
    pub(crate) fn of_mut(&mut self, year: i32) -> Option<&mut Year> {
        self.0.iter_mut().flatten().find(|one| one.year == year)
    }
}

impl Serialize for Years {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        self.iter().try_for_each(|year| list.serialize_element(year))?;
        list.end()
    }
}

/// 知识产权: rights that the applicant owns, linked to its main products, without those that may not be used again (see
/// [`super::countable`]).
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ip {
    /// Number of class I rights.
    pub class1: Option<u32>,
    /// Number of class II rights.
    pub class2: Option<u32>,
    /// Whether one at least was developed by the enterprise itself.
    pub self_developed: Option<bool>,
    /// Whether it took part in making a national or industry standard, test method or specification.
    pub standards: Option<bool>,
    /// How advanced the technology is.
    #[serde(serialize_with = "advancement")]
    pub advancement: Option<Grade>,
    /// How far it supports the main products.
    #[serde(serialize_with = "support")]
    pub support: Option<Grade>,
}

/// A grade that experts give.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// 无.
    Nothing,
    /// 较低, 较弱.
    Lower,
    /// 一般.
    Fair,
    /// 较高, 较强.
    Higher,
    /// 高, 强.
    Highest,
}

impl Grade {
    /// The words for 技术的先进程度.
    pub const ADVANCEMENT: [(&'static str, Grade); 5] = [
        ("高", Grade::Highest),
        ("较高", Grade::Higher),
        ("一般", Grade::Fair),
        ("较低", Grade::Lower),
        ("无", Grade::Nothing),
    ];
    /// The words for 核心支持作用.
    pub const SUPPORT: [(&'static str, Grade); 5] = [
        ("强", Grade::Highest),
        ("较强", Grade::Higher),
        ("一般", Grade::Fair),
        ("较弱", Grade::Lower),
        ("无", Grade::Nothing),
    ];

    /// From 0 for nothing to 4 for the highest.
    pub(crate) const fn rank(self) -> u8 {
        self as u8
    }
}

/// The four items of 研究开发组织管理水平.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Management {
    /// R&D rules, cost accounting and 辅助账.
    pub rules: Option<Mark>,
    /// Internal R&D body, its equipment, and work with universities 产学研.
    pub body: Option<Mark>,
    /// Incentives for conversion and an open platform 双创.
    pub incentives: Option<Mark>,
    /// Training, recruiting and performance reward of S&T staff.
    pub training: Option<Mark>,
}

/// What is said of one item of management.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Mark {
    /// Whether there is such a thing at all. What there is can earn anything: the guide only sets the most.
    There(bool),
    /// The points that the enterprise expects.
    Points(u8),
}

/// The eight fields of 《国家重点支持的高新技术领域》.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// 电子信息.
    Electronics,
    /// 生物与新医药.
    Biology,
    /// 航空航天.
    Aerospace,
    /// 新材料.
    Materials,
    /// 高技术服务.
    Services,
    /// 新能源与节能.
    Energy,
    /// 资源与环境.
    Environment,
    /// 先进制造与自动化.
    Manufacturing,
    /// None of them.
    Outside,
}

impl Field {
    /// The words.
    pub const WORDS: [(&'static str, Field); 9] = [
        ("电子信息", Field::Electronics),
        ("生物与新医药", Field::Biology),
        ("航空航天", Field::Aerospace),
        ("新材料", Field::Materials),
        ("高技术服务", Field::Services),
        ("新能源与节能", Field::Energy),
        ("资源与环境", Field::Environment),
        ("先进制造与自动化", Field::Manufacturing),
        ("不属于", Field::Outside),
    ];

    /// The word.
    pub fn word(self) -> &'static str {
        word_of(&Field::WORDS, self).unwrap_or_default()
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

fn word_of<T: Copy + PartialEq>(words: &[(&'static str, T)], value: T) -> Option<&'static str> {
    words.iter().find(|(_, one)| *one == value).map(|(word, _)| *word)
}

fn day<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

fn advancement<S: Serializer>(grade: &Option<Grade>, serializer: S) -> Result<S::Ok, S::Error> {
    grade.and_then(|grade| word_of(&Grade::ADVANCEMENT, grade)).serialize(serializer)
}

fn support<S: Serializer>(grade: &Option<Grade>, serializer: S) -> Result<S::Ok, S::Error> {
    grade.and_then(|grade| word_of(&Grade::SUPPORT, grade)).serialize(serializer)
}

impl Facts {
    /// The first and the last accounting year that count: three full years before the year of application, of a younger
    /// enterprise those since it was registered. The first lies after the last when there is none.
    pub(crate) fn accounting_years(&self) -> (i32, i32) {
        let last = self.applied_on.year() - 1;
        (self.registered_on.year().max(last - 2), last)
    }

    /// How many accounting years count, 0 to 3.
    pub(crate) fn how_many_years(&self) -> u8 {
        let (first, last) = self.accounting_years();
        u8::try_from(last - first + 1).unwrap_or(0)
    }

    /// The last accounting year.
    pub(crate) fn last_year(&self) -> Option<&Year> {
        self.years.of(self.applied_on.year() - 1)
    }

    /// A value of each accounting year that counts, oldest first, and how many there are; `None` when one is missing or
    /// no year counts.
    pub(crate) fn each_year(&self, value: impl Fn(&Year) -> Option<Yuan>) -> Option<([i64; 3], u8)> {
        let (first, last) = self.accounting_years();
        let mut values = [0; 3];
        let mut count = 0;
        for (place, year) in values.iter_mut().zip(first..=last) {
            *place = value(self.years.of(year)?)?.whole();
            count += 1;
        }
        (count > 0).then_some((values, count))
    }

    /// The sum of a value over the accounting years that count, in yuan; `None` as above.
    pub(crate) fn total(&self, value: impl Fn(&Year) -> Option<Yuan>) -> Option<i64> {
        self.each_year(value).map(|(values, _)| values.iter().sum())
    }

    /// The number of rights of either class; `None` where one is not known and it matters.
    pub(crate) fn rights(&self) -> Option<u32> {
        match (self.ip.class1, self.ip.class2) {
            (Some(one), Some(two)) => Some(one.saturating_add(two)),
            (Some(some @ 1..), None) | (None, Some(some @ 1..)) => Some(some),
            (_, _) => None,
        }
    }
}
