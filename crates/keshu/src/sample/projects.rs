//! Projects of all levels: the plan from which applications, receipts and inspections follow.

use vocabulary::{Day, day};

use super::district::District;
use super::firms::{EQUIPMENT_FIRM, FOAM_FIRM, Firm, INSTITUTE_FIRM, LENS_FIRM, SEED_FIRM};
use super::names;
use super::random::{Dice, END, day_of, known};
use super::row::{Row, wan};
use super::texts;

/// One project.
pub(super) struct Project {
    /// Its number.
    pub(super) number: String,
    /// Its name.
    pub(super) name: String,
    /// 国家级, 省级, 市级 or 区级.
    pub(super) level: &'static str,
    /// Its programme.
    pub(super) programme: &'static str,
    theme: &'static str,
    /// The credit code of the unit that carries it out.
    pub(super) unit: String,
    /// Its leader.
    pub(super) leader: String,
    field: &'static str,
    /// The year of its approval.
    pub(super) year: i32,
    /// The day of its approval.
    pub(super) approved: Day,
    started: Day,
    due: Day,
    /// The day of its end and what came of it.
    pub(super) closed: Option<(Day, &'static str)>,
    budget: i64,
    /// What the public purse gives, in 万元.
    pub(super) granted: i64,
    order: i64,
    summary: String,
}

/// Level, the letter in numbers, year, how many.
const PLAN: [(&str, char, i32, usize); 15] = [
    ("国家级", 'G', 2019, 1),
    ("国家级", 'G', 2020, 2),
    ("国家级", 'G', 2021, 3),
    ("国家级", 'G', 2022, 2),
    ("省级", 'S', 2019, 5),
    ("省级", 'S', 2020, 6),
    ("省级", 'S', 2021, 7),
    ("省级", 'S', 2022, 6),
    ("市级", 'C', 2020, 13),
    ("市级", 'C', 2021, 16),
    ("市级", 'C', 2022, 18),
    ("区级", 'Q', 2020, 17),
    ("区级", 'Q', 2021, 20),
    ("区级", 'Q', 2022, 22),
    ("区级", 'Q', 2019, 0),
];

/// What is said of a project that the report knows by name.
struct Told {
    level: &'static str,
    year: i32,
    firm: usize,
    programme: &'static str,
    theme: &'static str,
    name: &'static str,
    granted: i64,
    order: i64,
}

const fn told(
    [level, programme, theme, name]: [&'static str; 4],
    year: i32,
    firm: usize,
    granted: i64,
    order: i64,
) -> Told {
    Told { level, year, firm, programme, theme, name, granted, order }
}

/// The first of its level and year each.
const TOLD: [Told; 6] = [
    told(["国家级", "重大专项", "优质稻种", "优质杂交稻种质创新与产业化协同创新体"], 2020, SEED_FIRM, 1_600, 1),
    told(["国家级", "重大专项", "先进结构", "高温烟气净化用陶瓷复合构件工程化"], 2021, EQUIPMENT_FIRM, 1_250, 0),
    told(["省级", "研发专项", "", "新型泡沫陶瓷挥发性有机物催化材料研发"], 2021, FOAM_FIRM, 150, 2),
    told(["省级", "研发专项", "", "紧凑型高分辨率成像镜头研制"], 2022, LENS_FIRM, 120, 3),
    told(["省级", "平台建设", "", "精细陶瓷中试平台建设"], 2020, INSTITUTE_FIRM, 200, 0),
    told(["国家级", "科技计划项目", "", "产业污染物高温一体化协同净化集成装备"], 2022, EQUIPMENT_FIRM, 480, 0),
];

/// The projects of a district.
pub(super) fn projects(district: &District) -> Vec<Project> {
    let mut dice = Dice::of("project", district.index);
    let firms: Vec<&Firm> = district
        .firms
        .iter()
        .filter(|firm| firm.technology && firm.is_alive() && firm.founded < day!(2019, 6, 1))
        .collect();
    let mut projects = Vec::new();
    for (level, letter, year, count) in PLAN {
        for nth in 0..count {
            let told = TOLD.iter().filter(|told| told.level == level && told.year == year).nth(nth);
            let firm = match told {
                Some(told) => district.firms.get(told.firm),
                None => firms.get((projects.len() * 11 + 3) % firms.len().max(1)).copied(),
            };
            let Some(firm) = firm else { continue };
            let number = format!("{year}{}{letter}{:03}", district.code, nth + 1);
            projects.push(project(number, (level, year, nth), firm, told, &mut dice));
        }
    }
    projects
}

fn project(
    number: String,
    (level, year, nth): (&'static str, i32, usize),
    firm: &Firm,
    told: Option<&Told>,
    dice: &mut Dice,
) -> Project {
    let (low, high) = match level {
        "国家级" => (180, 600),
        "省级" => (30, 150),
        "市级" => (10, 40),
        _ => (6, 30),
    };
    let granted = told.map_or_else(|| dice.between(low, high), |told| told.granted);
    let approved = dice.workday(day_of(year, 5, 10), day_of(year, 11, 18));
    let started = dice.days_after(approved, 3, 30);
    let months = match level {
        "国家级" => 42,
        "省级" => 30,
        "市级" => 24,
        _ => i32::try_from(dice.between(10, 18)).unwrap_or(12),
    };
    let due = started.plus_months(months);
    let thing = dice.word(firm.sector.things);
    let name = told.map_or_else(|| format!("{thing}{}", dice.word(AIMS)), |told| told.name.to_owned());
    let (scope, share) = (dice.word(AIMS), dice.between(12, 40));
    Project {
        number,
        summary: texts::of_project(&name).map_or_else(
            || format!("实施“{name}”，开展{scope}，形成工艺规程和样品，预计新增销售收入{}万元。", share * 100),
            str::to_owned,
        ),
        name,
        level,
        programme: told.map_or_else(|| programme(level, nth), |told| told.programme),
        theme: told.map_or("", |told| told.theme),
        unit: firm.uscc.clone(),
        leader: names::person(dice, 0),
        field: firm.sector.field,
        year,
        approved,
        started,
        due,
        closed: closed(due, nth, dice),
        budget: granted * dice.between(18, 42) / 10,
        granted,
        order: told.map_or(0, |told| told.order),
    }
}

const AIMS: &[&str] = &[
    "关键技术研究",
    "工艺开发与应用",
    "产业化示范",
    "装备研制",
    "中试放大",
    "绿色制造技术集成",
    "性能提升研究",
    "推广应用",
];

fn programme(level: &str, nth: usize) -> &'static str {
    match (level, nth % 6) {
        ("国家级", _) | (_, 2) => "科技计划项目",
        ("省级" | "市级", 5) | ("区级", 1 | 4) => "成果转化",
        ("省级" | "市级", _) => "研发专项",
        ("区级", 5) => "软科学",
        ("区级", _) => "研发专项",
        _ => "其他",
    }
}

/// Most projects are accepted within four months of their due day; a few take longer, stop or fail.
fn closed(due: Day, nth: usize, dice: &mut Dice) -> Option<(Day, &'static str)> {
    let (late, outcome) = match nth % 17 {
        4 => (190, "整改后通过"),
        9 => (60, "结题"),
        12 => (-150, "终止"),
        15 => (150, "验收不通过"),
        _ => (20, "验收通过"),
    };
    known(dice.days_after(due, late, late + 90)).map(|day| (day, outcome))
}

/// 科技项目.
pub(super) fn rows(district: &District) -> Vec<Row> {
    let rows = projects(district).into_iter().map(|project| {
        let letters = match project.level {
            "国家级" => "国科发资",
            "省级" => "赣科发计",
            "市级" => "陶科发",
            _ => "科字",
        };
        let letters =
            if project.level == "区级" { format!("{}{letters}", district.sign) } else { letters.to_owned() };
        Row::new()
            .with("number", &project.number)
            .with("name", &project.name)
            .with("level", project.level)
            .with("programme", project.programme)
            .with("theme", project.theme)
            .with("unit", &project.unit)
            .with("leader", &project.leader)
            .with("field", project.field)
            .with("document", format!("{letters}〔{}〕{}号", project.year, u16::from(project.approved.month()) * 7))
            .with("approved_on", project.approved)
            .with("started_on", project.started)
            .with("due_on", project.due)
            .with("closed_on", project.closed.map(|(day, _)| day))
            .with("outcome", project.closed.map(|(_, outcome)| outcome))
            .with("budget", wan(project.budget))
            .with("granted", wan(project.granted))
            .with("report_order", district.report_order(project.order))
            .with("summary", &project.summary)
    });
    rows.collect()
}

/// Money that arrived for a project.
pub(super) struct Receipt {
    /// The project.
    pub(super) project: String,
    /// The unit that carries it out.
    pub(super) unit: String,
    /// Where it came from.
    pub(super) source: &'static str,
    kind: &'static str,
    /// The day of its arrival.
    pub(super) received: Day,
    /// 万元.
    pub(super) wan: i64,
    document: String,
}

/// The money that arrived for all projects: half at once, a third a year later, the rest after acceptance.
pub(super) fn received(district: &District) -> Vec<Receipt> {
    let mut dice = Dice::of("receipt", district.index);
    let mut receipts = Vec::new();
    for project in projects(district) {
        let source = match project.level {
            "国家级" => "中央",
            "省级" => "省级",
            "市级" => "市级",
            _ => "区级",
        };
        let first = dice.days_after(project.approved, 18, 40);
        let mut follow_up = (dice.days_after(first, 280, 400), project.granted * 3 / 10);
        if project.order == 1 {
            follow_up = (day!(2022, 6, 16), 380);
        }
        let mut parts = vec![("首拨", first, project.granted / 2)];
        if project.order == 1 {
            parts.push(("后续资金", day!(2021, 7, 15), 260));
        }
        if project.granted >= 25 {
            parts.push(("后续资金", follow_up.0, follow_up.1));
        }
        if let Some((closed, "验收通过" | "整改后通过")) = project.closed {
            parts.push(("验收尾款", dice.days_after(closed, 15, 45), project.granted / 10));
        }
        for (kind, received, wan) in parts {
            // The district's own money of a year is there from March on.
            let is_early = source == "区级" && received.month() < 3;
            let received = if is_early {
                dice.workday(day_of(received.year(), 3, 2), day_of(received.year(), 3, 25))
            } else {
                received
            };
            if received > END || wan == 0 {
                continue;
            }
            let document = format!("{}财教指〔{}〕{}号", district.sign, received.year(), 20 + receipts.len() % 60);
            receipts.push(Receipt {
                project: project.number.clone(),
                unit: project.unit.clone(),
                source,
                kind,
                received,
                wan,
                document,
            });
        }
    }
    receipts
}

/// 项目到位资金.
pub(super) fn receipt_rows(district: &District) -> Vec<Row> {
    let rows = received(district).into_iter().enumerate().map(|(at, receipt)| {
        Row::new()
            .with("number", district.number("到账", at + 1))
            .with("project", receipt.project)
            .with("source", receipt.source)
            .with("kind", receipt.kind)
            .with("received_on", receipt.received)
            .with("amount", wan(receipt.wan))
            .with("document", receipt.document)
    });
    rows.collect()
}

/// 中期检查: every project of two years and more, at its half time.
pub(super) fn midterms(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("midterm", district.index);
    let mut rows = Vec::new();
    for (at, project) in projects(district).into_iter().enumerate() {
        let half = project.started.plus_days(project.due.days_since(project.started) / 2);
        let held = if project.order == 1 { day!(2022, 6, 23) } else { dice.days_after(half, 0, 45) };
        if project.level == "区级" || held > END || project.closed.is_some_and(|(closed, _)| closed <= held) {
            continue;
        }
        let result = match at % 13 {
            7 if project.order == 0 => "限期整改",
            _ => "通过",
        };
        let organiser = match project.level {
            "国家级" if project.order == 0 => "江西省科学技术厅",
            "省级" => "江西省科学技术厅",
            _ => "陶州市科学技术局",
        };
        rows.push(
            Row::new()
                .with("project", &project.number)
                .with("held_on", held)
                .with("organiser", organiser)
                .with("result", result)
                .with(
                    "opinion",
                    if result == "通过" {
                        "任务进度符合合同约定，经费使用规范。"
                    } else {
                        "设备到位滞后，限三个月内整改。"
                    },
                ),
        );
    }
    rows
}
