//! The people of the sample. All are invented; their numbers begin with 样.

use vocabulary::{IdNumber, Orcid};

use super::district::District;
use super::names;
use super::random::Dice;
use super::row::Row;

/// Why the bureau knows a person.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// 院士.
    Academician,
    /// Leads an institute.
    Leader,
    /// Introduced, 正高.
    Senior,
    /// Introduced, 副高.
    Associate,
    /// Introduced, 博士.
    Doctor,
    /// Introduced, 硕士.
    Master,
    /// Recruited with a first degree.
    Bachelor,
    /// Works on a platform.
    Engineer,
    /// 科技特派员.
    Commissioner,
    /// Leads a workstation or helps a farming firm.
    Expert,
}

/// A group, the year in which its people came, how many, and how many of them were publicly recruited.
const COHORTS: [(Group, i32, usize, usize); 20] = [
    (Group::Academician, 2020, 1, 0),
    (Group::Academician, 2021, 1, 0),
    (Group::Academician, 2022, 1, 0),
    (Group::Leader, 2019, 11, 0),
    (Group::Senior, 2020, 4, 0),
    (Group::Senior, 2021, 4, 0),
    (Group::Senior, 2022, 5, 0),
    (Group::Associate, 2020, 3, 0),
    (Group::Associate, 2021, 4, 0),
    (Group::Associate, 2022, 4, 0),
    (Group::Doctor, 2020, 10, 1),
    (Group::Doctor, 2021, 15, 2),
    (Group::Doctor, 2022, 19, 4),
    (Group::Master, 2020, 20, 7),
    (Group::Master, 2021, 42, 16),
    (Group::Master, 2022, 54, 32),
    (Group::Bachelor, 2022, 3, 3),
    (Group::Engineer, 2019, 170, 0),
    (Group::Commissioner, 2020, 44, 0),
    (Group::Expert, 2020, 10, 0),
];

/// One person.
pub(super) struct Person {
    /// The number, which begins with 样.
    pub(super) number: String,
    /// The name.
    pub(super) name: String,
    /// Why the bureau knows the person.
    pub(super) group: Group,
    /// The place within the group.
    pub(super) nth: usize,
    /// The year in which the person came.
    pub(super) year: i32,
    /// Whether the person was publicly recruited.
    pub(super) is_recruited: bool,
    /// The credit code of the unit.
    pub(super) unit: String,
    birth_year: i32,
    degree: &'static str,
    rank: &'static str,
    honour: &'static str,
    field: &'static str,
}

impl Person {
    /// Whether the person is or was on the staff of a platform.
    pub(super) fn is_on_platform(&self, recruited_masters_before: usize) -> bool {
        match self.group {
            Group::Academician | Group::Engineer => true,
            Group::Leader => self.nth < 3,
            Group::Senior => self.nth < 6,
            Group::Associate => self.nth < 10,
            Group::Master => self.is_recruited && recruited_masters_before < 50,
            Group::Doctor | Group::Bachelor | Group::Commissioner | Group::Expert => false,
        }
    }
}

/// The people of a district.
pub(super) fn people(district: &District) -> Vec<Person> {
    let mut dice = Dice::of("people", district.index);
    let mut people: Vec<Person> = Vec::new();
    for (group, year, count, recruits) in COHORTS {
        for place in 0..count {
            let at = people.len();
            let nth = people.iter().filter(|person| person.group == group).count();
            let (degree, rank) = learning(group, nth, &mut dice);
            let is_recruited = place < recruits;
            people.push(Person {
                number: district.number("样", at + 1),
                name: names::person(&mut dice, at),
                group,
                nth,
                year,
                is_recruited,
                unit: unit_of(district, group, nth, is_recruited),
                birth_year: birth_year(group, &mut dice),
                degree,
                rank,
                honour: honour(group, nth),
                field: dice.word(FIELDS),
            });
        }
    }
    people
}

const FIELDS: &[&str] = &[
    "结构陶瓷",
    "功能陶瓷",
    "材料基因组工程",
    "环境催化",
    "粉体工程",
    "窑炉热工",
    "陶瓷膜分离",
    "精密光学",
    "智能制造",
    "包装工程",
    "化学工程",
    "环境工程",
    "自动控制",
    "无机非金属材料",
    "固废资源化",
    "机械设计",
    "工业设计",
    "高分子材料",
];

const FARM_FIELDS: &[&str] =
    &["作物栽培", "果树栽培", "畜禽育种", "植物保护", "农产品加工", "油茶栽培", "水产养殖", "土壤肥料"];

fn learning(group: Group, nth: usize, dice: &mut Dice) -> (&'static str, &'static str) {
    match group {
        Group::Academician | Group::Leader => ("博士", "正高级"),
        Group::Senior => (if (2..6).contains(&nth) { "硕士" } else { "博士" }, "正高级"),
        Group::Associate => (if nth < 10 { "硕士" } else { "博士" }, "副高级"),
        Group::Doctor => ("博士", dice.word(&["中级", "中级", "无"])),
        Group::Master => ("硕士", dice.word(&["中级", "初级", "初级", "无"])),
        Group::Bachelor => ("学士", "初级"),
        Group::Engineer if nth == 5 => ("博士", "中级"),
        Group::Engineer if nth == 11 || nth == 29 => ("学士", "副高级"),
        Group::Engineer => {
            (dice.word(&["硕士", "学士", "学士", "学士", "无"]), dice.word(&["中级", "中级", "初级", "无"]))
        }
        Group::Commissioner => {
            (dice.word(&["硕士", "学士", "学士"]), dice.word(&["正高级", "副高级", "副高级", "中级"]))
        }
        Group::Expert => ("博士", if nth.is_multiple_of(3) { "副高级" } else { "正高级" }),
    }
}

fn birth_year(group: Group, dice: &mut Dice) -> i32 {
    let (from, to) = match group {
        Group::Academician => (1944, 1960),
        Group::Leader | Group::Senior | Group::Expert => (1961, 1976),
        Group::Associate => (1970, 1984),
        Group::Doctor => (1982, 1993),
        Group::Master => (1987, 1997),
        Group::Bachelor => (1996, 1999),
        Group::Engineer => (1968, 1998),
        Group::Commissioner => (1964, 1990),
    };
    i32::try_from(dice.between(from, to)).unwrap_or(1980)
}

fn honour(group: Group, nth: usize) -> &'static str {
    match (group, nth) {
        (Group::Academician, _) => "院士",
        (Group::Leader, 0 | 1) | (Group::Senior, 0 | 7) => "国家级人才",
        (Group::Leader, 2..=5) | (Group::Senior, 2..=4) => "省级人才",
        (Group::Associate, 0..=3) | (Group::Doctor, 3 | 9 | 17) | (Group::Engineer, 5) => "市级人才",
        _ => "无",
    }
}

fn unit_of(district: &District, group: Group, nth: usize, is_recruited: bool) -> String {
    let of = |tags: &[&str]| district.unit(tags.get(nth % tags.len().max(1)).copied().unwrap_or_default()).to_owned();
    match group {
        Group::Academician => of(&["江岚大学", "澜洲大学", "东篁大学"]),
        Group::Leader => of(&[
            "澜洲大学",
            "东岭工陶院",
            "云陶理工",
            "东篁大学",
            "南岭农大",
            "青崖大学",
            "北窑陶研所",
            "西浔农大",
            "东篁环研院",
            "沅溪工程学院",
            "霁山师大",
        ]),
        Group::Senior | Group::Associate if nth.is_multiple_of(2) => of(&["院0", "院1", "院2"]),
        Group::Doctor | Group::Master | Group::Bachelor if is_recruited => {
            of(&["服务中心", "生产力中心", "服务中心", "医院", "职校"])
        }
        Group::Senior | Group::Associate | Group::Doctor | Group::Master | Group::Bachelor => {
            district.firm(5 + nth * 7 % 300).to_owned()
        }
        Group::Engineer if nth < 60 => of(&["院0", "院1", "院2"]),
        Group::Engineer => district.firm(nth % 110).to_owned(),
        Group::Commissioner => of(&["农技中心", "南岭农大", "江右农科院", "农技中心", "南岭林科所", "云峡果研所"]),
        Group::Expert => of(&[
            "云陶理工",
            "北窑陶研所",
            "青崖大学",
            "岭表光学所",
            "东篁大学",
            "沅溪工程学院",
            "南岭农大",
            "东篁大学",
            "西浔农大",
            "江右农科院",
        ]),
    }
}

/// 人员.
pub(super) fn rows(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("people-row", district.index);
    district.people.iter().enumerate().map(|(at, person)| row(district, at, person, &mut dice)).collect()
}

fn row(district: &District, at: usize, person: &Person, dice: &mut Dice) -> Row {
    let is_of_the_land =
        matches!(person.group, Group::Commissioner) || matches!(person.group, Group::Expert) && person.nth > 5;
    let field = if is_of_the_land { dice.word(FARM_FIELDS) } else { person.field };
    let is_scholar = matches!(person.group, Group::Leader | Group::Senior | Group::Associate);
    Row::new()
        .with("number", &person.number)
        .with("name", &person.name)
        .with("id_number", (at % 14 == 3).then(|| id_number(district, at, person.birth_year, dice)))
        .with("birth_year", person.birth_year)
        .with("degree", person.degree)
        .with("rank", person.rank)
        .with("honour", person.honour)
        .with("organisation", &person.unit)
        .with("field", field)
        .with("orcid", is_scholar.then(|| orcid(district, at)))
        .with("phone", (at % 14 == 3).then(|| format!("19900000{:03}", at % 1000)))
}

/// A number that passes its check and belongs to nobody: the district does not exist.
fn id_number(district: &District, at: usize, birth_year: i32, dice: &mut Dice) -> String {
    let body =
        format!("{}{birth_year}{:02}{:02}{:03}", district.code, dice.between(1, 12), dice.between(1, 28), at % 1000);
    let check = IdNumber::compute_check(&body).unwrap_or('X');
    format!("{body}{check}")
}

fn orcid(district: &District, at: usize) -> String {
    let body = format!("00009999{:04}{at:03}", district.index);
    let check = Orcid::compute_check(&body).unwrap_or('X');
    let digits = format!("{body}{check}");
    let groups: Vec<String> = digits.chars().collect::<Vec<_>>().chunks(4).map(|four| four.iter().collect()).collect();
    groups.join("-")
}
