//! Talent: announcements and who came on them, people introduced, teams, honours, programmes, and living allowances.

use vocabulary::{Day, day};

use super::district::District;
use super::people::{Group, Person};
use super::random::{Dice, END, day_of, known, last_workday, workday};
use super::row::{Row, yuan};

/// Number and title with places to fill in, day, posts, place in the report of that year.
const RECRUITMENTS: [(&str, &str, Day, i64, i64); 5] = [
    ("{s}人才办告〔2020〕2号", "{n}2020年公开引进高层次人才公告", day!(2020, 5, 12), 15, 1),
    ("{s}人才办告〔2021〕1号", "{n}2021年公开引进高层次人才公告", day!(2021, 4, 21), 26, 1),
    ("{s}人才办告〔2022〕1号", "{n}2022年面向社会公开引进高层次人才公告", day!(2022, 5, 16), 45, 1),
    ("{s}人才办告〔2021〕4号", "{n}工业陶瓷服务中心2021年补充引才公告", day!(2021, 9, 13), 6, 0),
    ("{s}人才办告〔2022〕5号", "{n}2022年第二次公开引进高层次人才公告", day!(2022, 11, 28), 12, 0),
];

/// 引才公告.
pub(super) fn recruitments(district: &District) -> Vec<Row> {
    let rows = RECRUITMENTS.iter().map(|(number, title, published, posts, order)| {
        Row::new()
            .with("number", district.fill(number))
            .with("title", district.fill(title))
            .with("published_on", *published)
            .with("posts", *posts)
            .with("report_order", district.report_order(*order))
    });
    rows.collect()
}

/// Those recruited, with the number of their announcement and the day of their first work.
pub(super) fn recruited(district: &District) -> Vec<(&Person, String, Day)> {
    let mut dice = Dice::of("recruited", district.index);
    let mut recruited = Vec::new();
    for person in district.people.iter().filter(|person| person.is_recruited) {
        let at = match person.year {
            2020 => 0,
            2021 if person.nth.is_multiple_of(5) => 3,
            2021 => 1,
            _ => 2,
        };
        let (from, to) = match at {
            0 => (day!(2020, 7, 20), day!(2020, 9, 25)),
            1 => (day!(2021, 7, 5), day!(2021, 9, 10)),
            3 => (day!(2021, 11, 1), day!(2021, 12, 10)),
            _ => (day!(2022, 7, 11), day!(2022, 10, 14)),
        };
        let number = RECRUITMENTS.get(at).map_or_else(String::new, |(number, ..)| district.fill(number));
        recruited.push((person, number, dice.workday(from, to)));
    }
    recruited
}

/// 公开引进人员.
pub(super) fn recruits(district: &District) -> Vec<Row> {
    let rows = recruited(district).into_iter().map(|(person, number, hired)| {
        let degree = match person.group {
            Group::Doctor => "博士",
            Group::Master => "硕士",
            _ => "本科",
        };
        Row::new()
            .with("person", &person.number)
            .with("recruitment", number)
            .with("unit", &person.unit)
            .with("degree", degree)
            .with("post", if person.group == Group::Bachelor { "差额事业编制" } else { "全额拨款事业编制" })
            .with("hired_on", hired)
    });
    rows.collect()
}

/// 人才引进.
pub(super) fn introductions(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("introduction", district.index);
    let hired = recruited(district);
    let mut rows = Vec::new();
    for person in &district.people {
        let (class, is_full) = match person.group {
            Group::Academician => ("院士", false),
            Group::Senior => ("正高", dice.chance(30)),
            Group::Associate => ("副高", dice.chance(45)),
            Group::Doctor => ("博士", person.is_recruited || dice.chance(55)),
            Group::Master => ("硕士", true),
            _ => continue,
        };
        let on_work = hired.iter().find(|(one, ..)| one.number == person.number).map(|(.., day)| *day);
        let any_day = dice.workday(day_of(person.year, 1, 11), day_of(person.year, 11, 18));
        let signed = on_work.map_or(any_day, |day| last_workday(day.plus_days(-7)));
        let unit = if person.group == Group::Academician { district.unit("院0") } else { &person.unit };
        let left = (person.year < 2022 && person.nth % 19 == 13 && on_work.is_none())
            .then(|| dice.days_after(signed, 200, 400));
        rows.push(
            Row::new()
                .with("person", &person.number)
                .with("unit", unit)
                .with("class", class)
                .with("mode", if is_full { "全职" } else { "柔性" })
                .with("signed_on", signed)
                .with("left_on", left.and_then(known)),
        );
    }
    rows
}

/// A month's living allowance of one person.
pub(super) struct Allowance {
    person: String,
    standard: String,
    month: Day,
    /// The day of payment.
    pub(super) paid: Day,
    /// Yuan.
    pub(super) amount: i64,
}

/// The living allowances of those recruited with a master's or doctor's degree, from the month after they began.
pub(super) fn paid_allowances(district: &District) -> Vec<Allowance> {
    let mut allowances = Vec::new();
    for (person, _, hired) in recruited(district) {
        let is_doctor = match person.group {
            Group::Doctor => true,
            Group::Master => false,
            _ => continue,
        };
        let mut month = day_of(hired.year(), hired.month(), 1).plus_months(1);
        while month <= END {
            let (document, amount) = match (month.year() < 2021, is_doctor) {
                (true, false) => ("{s}府办发〔2019〕12号", 1_000),
                (true, true) => ("{s}府办发〔2019〕12号", 2_000),
                (false, false) => ("{s}科字〔2021〕3号", 1_500),
                (false, true) => ("{s}科字〔2021〕3号", 3_000),
            };
            let item = super::promises::item(district, if is_doctor { "生活补贴-博士" } else { "生活补贴-硕士" });
            allowances.push(Allowance {
                person: person.number.clone(),
                standard: format!("{} / {item}", district.fill(document)),
                month,
                paid: workday(month.plus_days(27)),
                amount,
            });
            month = month.plus_months(1);
        }
    }
    allowances.sort_by(|one, other| (one.month, &one.person).cmp(&(other.month, &other.person)));
    allowances
}

/// 生活补贴发放.
pub(super) fn allowances(district: &District) -> Vec<Row> {
    let rows = paid_allowances(district).into_iter().enumerate().map(|(at, allowance)| {
        Row::new()
            .with("number", district.number("补贴", at + 1))
            .with("person", allowance.person)
            .with("standard", allowance.standard)
            .with("month_from", allowance.month)
            .with("kind", "发放")
            .with("amount", yuan(allowance.amount))
            .with("paid_on", allowance.paid)
    });
    rows.collect()
}

/// Field of work, university, level, programme, members, day, place in the report.
type Team = (&'static str, &'static str, &'static str, &'static str, i64, Day, i64);

const TEAMS: [Team; 14] = [
    ("高温陶瓷材料", "江岚", "省级", "双千计划", 9, day!(2020, 6, 15), 1),
    ("固体废物资源化", "云陶", "省级", "双千计划", 7, day!(2021, 4, 12), 2),
    ("材料基因组工程", "江岚", "国家级", "国家重点人才工程", 12, day!(2020, 4, 20), 0),
    ("先进陶瓷成型", "澜洲", "省级", "赣鄱人才计划", 8, day!(2020, 9, 28), 0),
    ("环境催化", "云陶", "市级", "昭陶英才", 6, day!(2021, 6, 8), 0),
    ("精密光学薄膜", "东篁", "市级", "昭陶英才", 5, day!(2021, 8, 17), 0),
    ("绿色包装设计", "青崖", "市级", "昭陶英才", 5, day!(2021, 11, 9), 0),
    ("智能窑炉", "沅溪", "市级", "昭陶英才", 6, day!(2019, 11, 20), 0),
    ("陶瓷膜分离", "澜洲", "省级", "赣鄱人才计划", 7, day!(2022, 3, 22), 0),
    ("稻田生态种养", "南岭", "区级", "人才回归计划", 4, day!(2021, 3, 18), 0),
    ("黑猪保种选育", "东篁", "区级", "人才回归计划", 4, day!(2020, 10, 27), 0),
    ("葡萄栽培", "西浔", "区级", "人才回归计划", 3, day!(2022, 4, 14), 0),
    ("稀土催化材料", "江岚", "市级", "昭陶英才", 6, day!(2022, 8, 25), 0),
    ("超表面成像", "东篁", "省级", "双千计划", 6, day!(2022, 10, 19), 0),
];

/// 人才团队.
pub(super) fn teams(district: &District) -> Vec<Row> {
    let leaders = district.people.iter().filter(|person| matches!(person.group, Group::Senior | Group::Associate));
    let rows = TEAMS.iter().enumerate().zip(leaders).map(|((at, team), leader)| {
        let (field, university, level, programme, members, introduced, order) = *team;
        let before = if district.is_home() { String::new() } else { district.short.clone() };
        Row::new()
            .with("name", format!("{before}{}{field}团队", leader.name))
            .with("leader", &leader.number)
            .with("university", university)
            .with("unit", district.firm(1 + at * 5))
            .with("level", level)
            .with("programme", programme)
            .with("members", members)
            .with("introduced_on", introduced)
            .with("left_on", (field == "智能窑炉").then_some(day!(2021, 6, 30)))
            .with("report_order", district.report_order(order))
    });
    rows.collect()
}

/// Level, title, whether it is a team, day, and the day of leaving.
type Honour = (&'static str, &'static str, bool, Day, Option<Day>);

const HONOURS: [Honour; 27] = [
    ("国家级", "国家科技创新创业人才", false, day!(2018, 6, 20), None),
    ("国家级", "国家科技创新创业人才", false, day!(2020, 7, 15), None),
    ("国家级", "国家科技创新创业人才", false, day!(2022, 6, 28), None),
    ("国家级", "国家科技创新创业人才", false, day!(2016, 5, 18), Some(day!(2021, 3, 31))),
    ("国家级", "国家百千万人才工程", false, day!(2019, 12, 10), None),
    ("省级", "双千计划", true, day!(2020, 10, 21), None),
    ("省级", "双千计划", true, day!(2021, 9, 29), None),
    ("省级", "双千计划", false, day!(2022, 9, 23), None),
    ("省级", "赣鄱人才计划", true, day!(2019, 8, 14), None),
    ("省级", "赣鄱人才计划", false, day!(2020, 8, 20), None),
    ("省级", "赣鄱人才计划", false, day!(2018, 7, 25), Some(day!(2020, 12, 31))),
    ("省级", "省级创新团队", true, day!(2021, 12, 22), None),
    ("省级", "省级创新团队", true, day!(2022, 11, 30), None),
    ("省级", "省级学科带头人", false, day!(2022, 5, 26), None),
    ("市级", "昭陶英才", false, day!(2019, 10, 16), None),
    ("市级", "昭陶英才", false, day!(2019, 10, 16), None),
    ("市级", "昭陶英才", true, day!(2020, 11, 11), None),
    ("市级", "昭陶英才", false, day!(2020, 11, 11), None),
    ("市级", "昭陶英才", false, day!(2020, 11, 11), Some(day!(2022, 2, 28))),
    ("市级", "昭陶英才", true, day!(2021, 10, 28), None),
    ("市级", "昭陶英才", false, day!(2021, 10, 28), None),
    ("市级", "昭陶英才", false, day!(2021, 10, 28), None),
    ("市级", "昭陶英才", true, day!(2022, 10, 27), None),
    ("市级", "昭陶英才", false, day!(2022, 10, 27), None),
    ("市级", "昭陶英才", false, day!(2022, 10, 27), None),
    ("区级", "科技领军人才", false, day!(2021, 12, 30), None),
    ("区级", "科技领军人才", false, day!(2022, 12, 29), None),
];

/// 人才称号.
pub(super) fn honours(district: &District) -> Vec<Row> {
    let holders = district.people.iter().filter(|person| matches!(person.group, Group::Senior | Group::Doctor));
    let rows = HONOURS.iter().enumerate().zip(holders).map(|((at, honour), person)| {
        let (level, title, is_team, recognised, left) = *honour;
        Row::new()
            .with("number", district.number("入选", at + 1))
            .with("subject", if is_team { format!("{}团队", person.name) } else { person.name.clone() })
            .with("kind", if is_team { "团队" } else { "个人" })
            .with("title", title)
            .with("level", level)
            .with("recognised_on", recognised)
            .with("left_on", left)
    });
    rows.collect()
}

/// Year, level, programme, how many, and how many of them were chosen; those of the last year are still under review.
const FILINGS: [(i32, &str, &str, usize, usize); 12] = [
    (2020, "国家级", "国家重点人才工程", 1, 0),
    (2020, "省级", "双千计划", 3, 1),
    (2020, "省级", "赣鄱人才计划", 2, 1),
    (2020, "市级", "昭陶英才", 6, 3),
    (2021, "国家级", "国家重点人才工程", 2, 0),
    (2021, "省级", "双千计划", 4, 1),
    (2021, "省级", "省级创新团队", 2, 1),
    (2021, "市级", "昭陶英才", 8, 3),
    (2022, "国家级", "国家重点人才工程", 2, 1),
    (2022, "省级", "双千计划", 5, 1),
    (2022, "省级", "省级创新团队", 2, 1),
    (2022, "市级", "昭陶英才", 9, 3),
];

/// 人才计划申报.
pub(super) fn filings(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("filing", district.index);
    let mut people =
        district.people.iter().filter(|person| matches!(person.group, Group::Senior | Group::Doctor)).cycle().skip(4);
    let mut rows = Vec::new();
    for (year, level, programme, count, chosen) in FILINGS {
        for nth in 0..count {
            let Some(person) = people.next() else { continue };
            let is_team = programme.contains("团队") || nth % 3 == 1;
            let undecided = if year == 2022 && nth + 1 == count { "评审中" } else { "未入选" };
            rows.push(
                Row::new()
                    .with("number", district.number("才报", rows.len() + 1))
                    .with("subject", if is_team { format!("{}团队", person.name) } else { person.name.clone() })
                    .with("kind", if is_team { "团队" } else { "个人" })
                    .with("programme", programme)
                    .with("level", level)
                    .with("unit", district.firm(2 + rows.len() * 7 % 90))
                    .with("recommended_on", dice.workday(day_of(year, 3, 2), day_of(year, 9, 9)))
                    .with("result", if nth < chosen { "入选" } else { undecided }),
            );
        }
    }
    rows
}
