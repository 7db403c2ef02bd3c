//! What was sent up: project applications, new products and awards.

use vocabulary::{Day, day};

use super::district::District;
use super::firms::Firm;
use super::names;
use super::projects::{Project, projects};
use super::random::{Dice, day_of, known};
use super::row::{Row, wan};

/// Level, year, how many applications besides those that became projects, and how many of them are still under review.
const UNSUCCESSFUL: [(&str, i32, usize, usize); 12] = [
    ("国家级", 2020, 2, 0),
    ("国家级", 2021, 2, 0),
    ("国家级", 2022, 4, 2),
    ("省级", 2020, 2, 0),
    ("省级", 2021, 1, 0),
    ("省级", 2022, 3, 1),
    ("市级", 2020, 4, 0),
    ("市级", 2021, 6, 0),
    ("市级", 2022, 6, 2),
    ("区级", 2020, 5, 0),
    ("区级", 2021, 6, 0),
    ("区级", 2022, 8, 0),
];

/// 项目申报.
pub(super) fn applications(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("application", district.index);
    let mut rows = Vec::new();
    for project in projects(district).iter().filter(|project| project.year >= 2020) {
        rows.push(successful(district, rows.len(), project, &mut dice));
    }
    let mut firms = district
        .firms
        .iter()
        .filter(|firm| firm.technology && firm.is_alive() && firm.founded < day!(2019, 6, 1))
        .cycle()
        .skip(40);
    for (level, year, count, waiting) in UNSUCCESSFUL {
        for nth in 0..count {
            let Some(firm) = firms.next() else { continue };
            let result = if nth < waiting { "评审中" } else { "未立项" };
            rows.push(unsuccessful(district, rows.len(), (level, year, result), firm, &mut dice));
        }
    }
    rows
}

/// What a list of the superior bureau says of the provincial projects of 2022. One amount differs from the ledger.
pub(super) fn decided_above(district: &District) -> Vec<Row> {
    let all = projects(district);
    let of_2022 = all.iter().filter(|project| project.year >= 2020).enumerate();
    let provincial = of_2022.filter(|(_, project)| project.year == 2022 && project.level == "省级");
    provincial
        .filter(|_| district.is_home())
        .map(|(at, project)| {
            let unit = district.firms.iter().find(|firm| firm.uscc == project.unit);
            Row::new()
                .with("number", number(district, at, project.year))
                .with("name", &project.name)
                .with("unit", unit.map_or("", |firm| firm.name.as_str()))
                .with("decision", "立项")
                .with("amount", wan(project.granted))
                .with("document", "赣科发计〔2022〕58号")
                .with("decided_on", project.approved)
        })
        .collect()
}

fn number(district: &District, at: usize, year: i32) -> String {
    district.number(&format!("申{year}"), at + 1)
}

fn successful(district: &District, at: usize, project: &Project, dice: &mut Dice) -> Row {
    let latest = project.approved.plus_days(-45);
    let applied = dice.workday(day_of(project.year, 1, 10), latest.plus_days(-20));
    Row::new()
        .with("number", number(district, at, project.year))
        .with("name", &project.name)
        .with("level", project.level)
        .with("programme", project.programme)
        .with("unit", &project.unit)
        .with("leader", &project.leader)
        .with("applied_on", applied)
        .with("recommended_on", dice.workday(applied.plus_days(5), latest))
        .with("requested", wan(project.granted + dice.between(0, 20)))
        .with("result", "已立项")
        .with("project", &project.number)
}

fn unsuccessful(
    district: &District,
    at: usize,
    (level, year, result): (&str, i32, &str),
    firm: &Firm,
    dice: &mut Dice,
) -> Row {
    let applied = if result == "评审中" {
        dice.workday(day_of(year, 9, 5), day_of(year, 11, 4))
    } else {
        dice.workday(day_of(year, 2, 14), day_of(year, 6, 10))
    };
    let requested = match level {
        "国家级" => dice.between(200, 600),
        "省级" => dice.between(30, 120),
        _ => dice.between(10, 40),
    };
    Row::new()
        .with("number", number(district, at, year))
        .with(
            "name",
            format!(
                "{}{}",
                dice.word(firm.sector.things),
                dice.word(&["技术研究", "应用示范", "成果转化", "装备开发"])
            ),
        )
        .with("level", level)
        .with(
            "programme",
            if level == "国家级" {
                "科技计划项目"
            } else {
                dice.word(&["研发专项", "成果转化", "科技计划项目"])
            },
        )
        .with("unit", &firm.uscc)
        .with("leader", names::person(dice, 0))
        .with("applied_on", applied)
        .with("recommended_on", dice.days_after(applied, 6, 30))
        .with("requested", wan(requested))
        .with("result", result)
        .with("project", None::<String>)
}

/// Level, year, how many.
const NEW_PRODUCTS: [(&str, i32, usize); 6] =
    [("省级", 2020, 3), ("市级", 2020, 4), ("省级", 2021, 4), ("市级", 2021, 5), ("省级", 2022, 5), ("市级", 2022, 4)];

/// 重点新产品.
pub(super) fn new_products(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("new-product", district.index);
    let mut firms =
        district.firms.iter().filter(|firm| firm.technology && firm.is_alive() && firm.is_industrial()).cycle();
    let mut rows = Vec::new();
    for (level, year, count) in NEW_PRODUCTS {
        for nth in 0..count {
            let Some(firm) = firms.next() else { continue };
            let recommended = dice.workday(day_of(year, 4, 6), day_of(year, 9, 23));
            let approved = dice.days_after(recommended, 80, 150);
            let model = format!("{}{}型", dice.word(&["HT-", "JY-", "TC", "KD-", "YH"]), dice.between(10, 960));
            rows.push(
                Row::new()
                    .with("number", district.number("新品", rows.len() + 1))
                    .with("name", format!("{model}{}", dice.word(firm.sector.things)))
                    .with("level", level)
                    .with("unit", &firm.uscc)
                    .with("recommended_on", recommended)
                    .with("approved_on", (nth % 4 != 3).then_some(approved).and_then(known)),
            );
        }
    }
    rows
}

/// Prize, level, year and month of nomination, whether in the lead, the grade won.
type Award = (&'static str, &'static str, i32, u8, bool, &'static str);

const AWARDS: [Award; 21] = [
    ("科技进步奖", "省级", 2020, 4, true, "三等"),
    ("科技进步奖", "省级", 2020, 4, false, "二等"),
    ("技术发明奖", "省级", 2020, 4, true, ""),
    ("科技进步奖", "市级", 2020, 8, true, "二等"),
    ("科技进步奖", "市级", 2020, 8, true, "三等"),
    ("科技进步奖", "市级", 2020, 8, true, ""),
    ("科技进步奖", "省级", 2021, 4, true, "三等"),
    ("科技进步奖", "省级", 2021, 4, true, ""),
    ("科技进步奖", "省级", 2021, 4, false, "二等"),
    ("科技进步奖", "国家级", 2021, 3, false, ""),
    ("科技进步奖", "市级", 2021, 8, true, "一等"),
    ("科技进步奖", "市级", 2021, 8, true, "三等"),
    ("技术发明奖", "市级", 2021, 8, true, "二等"),
    ("科技进步奖", "省级", 2022, 3, true, "二等"),
    ("科技进步奖", "省级", 2022, 3, true, ""),
    ("科技进步奖", "省级", 2022, 4, true, "三等"),
    ("科技进步奖", "省级", 2022, 9, false, ""),
    ("技术发明奖", "省级", 2022, 3, true, ""),
    ("科技进步奖", "市级", 2022, 7, true, "一等"),
    ("科技进步奖", "市级", 2022, 7, true, "三等"),
    ("科技进步奖", "市级", 2022, 7, true, ""),
];

/// 科技奖励.
pub(super) fn awards(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("award", district.index);
    let firms = district.firms.iter().filter(|firm| firm.technology && firm.is_alive()).skip(1).step_by(3);
    let mut rows = Vec::new();
    for ((prize, level, year, month, leads, grade), firm) in AWARDS.into_iter().zip(firms) {
        let nominated = dice.workday(day_of(year, month, 3), day_of(year, month, 27));
        let awarded: Option<Day> = (!grade.is_empty()).then(|| dice.days_after(nominated, 90, 112));
        rows.push(
            Row::new()
                .with("number", district.number("奖提", rows.len() + 1))
                .with(
                    "achievement",
                    format!(
                        "{}{}",
                        dice.word(firm.sector.things),
                        dice.word(&["关键技术及应用", "制备技术与产业化", "成套装备研发"])
                    ),
                )
                .with("prize", prize)
                .with("level", level)
                .with("unit", &firm.uscc)
                .with("role", if leads { "牵头" } else { "参与" })
                .with("nominated_on", nominated)
                .with("awarded_on", awarded)
                .with("grade", grade),
        );
    }
    rows
}
