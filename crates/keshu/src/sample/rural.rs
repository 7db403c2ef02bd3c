//! The countryside: commissioners and their service, matches and what they brought, farming projects.

use vocabulary::{Day, day};

use super::district::District;
use super::firms::{FIRST_FARM, Firm};
use super::names;
use super::people::Group;
use super::random::{Dice, END, day_of, known};
use super::row::{Row, yuan};
use super::units::COOPERATIVES;

/// One term of a commissioner.
struct Term {
    number: String,
    person: String,
    sender: String,
    served: Option<String>,
    village: String,
    is_team: bool,
    from: Day,
    to: Day,
    left: Option<Day>,
}

/// Everyone serves from 2020 or 2021; five in six are sent again.
fn terms(district: &District) -> Vec<Term> {
    let mut dice = Dice::of("term", district.index);
    let farms: Vec<&Firm> = district
        .firms
        .iter()
        .filter(|firm| firm.sector.name == "现代农业" && firm.is_alive() && firm.founded.year() < 2020)
        .collect();
    let mut terms = Vec::new();
    for (nth, person) in district.people.iter().filter(|person| person.group == Group::Commissioner).enumerate() {
        let first_year = if nth < 22 { 2020 } else { 2021 };
        for (year, is_sent) in [(first_year, true), (first_year + 1, nth % 6 != 2)] {
            if !is_sent {
                continue;
            }
            let from = dice.workday(day_of(year, 3, 9), day_of(year, 4, 28));
            let served = match nth % 5 {
                0 | 1 => dice.pick(&farms).map(|firm| firm.uscc.clone()),
                2 | 3 => Some(district.unit(&format!("社{}", nth * 7 % COOPERATIVES)).to_owned()),
                _ => None,
            };
            let to = from.plus_months(if year == first_year { 12 } else { 24 }).plus_days(-1);
            terms.push(Term {
                number: district.number(&format!("特派{year}"), terms.len() + 1),
                person: person.number.clone(),
                sender: person.unit.clone(),
                served,
                village: format!("{}{}村", district.town(2 + nth % 9), dice.word(VILLAGES)),
                is_team: nth.is_multiple_of(6),
                from,
                to,
                left: (nth == 17 && year > first_year).then_some(day!(2022, 5, 31)),
            });
        }
    }
    terms
}

const VILLAGES: &[&str] =
    &["上坪", "下湾", "枫树", "塘背", "石桥", "桐岭", "梅园", "沙洲", "新屋", "官田", "竹坞", "荷塘"];

/// 科技特派员.
pub(super) fn commissioners(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("commissioner", district.index);
    let rows = terms(district).into_iter().map(|term| {
        let is_appraised = term.to <= END || term.left.is_some();
        Row::new()
            .with("number", term.number)
            .with("person", term.person)
            .with("sender", term.sender)
            .with("served", term.served)
            .with("village", term.village)
            .with("kind", if term.is_team { "团队" } else { "个人" })
            .with("term_from", term.from)
            .with("term_to", term.to)
            .with("left_on", term.left)
            .with("appraisal", is_appraised.then(|| dice.word(&["优秀", "合格", "合格", "合格"])))
    });
    rows.collect()
}

/// 特派员服务: about one a quarter in every term.
pub(super) fn services(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("service", district.index);
    let mut rows = Vec::new();
    for term in terms(district) {
        let last = term.left.unwrap_or(term.to).min(END);
        for _ in 0..6 {
            let trained = if dice.chance(60) { Some(dice.between(8, 75)) } else { None };
            rows.push(
                Row::new()
                    .with("number", district.number("日志", rows.len() + 1))
                    .with("commissioner", &term.number)
                    .with("served_on", dice.workday(term.from, last))
                    .with("place", &term.village)
                    .with(
                        "content",
                        format!(
                            "{}{}",
                            dice.word(CRAFTS),
                            dice.word(&["现场指导", "技术培训", "病害会诊", "示范观摩", "田间查看"])
                        ),
                    )
                    .with("trained", trained),
            );
        }
    }
    rows
}

const CRAFTS: &[&str] = &[
    "水稻绿色防控",
    "油茶低改",
    "葡萄避雨栽培",
    "生猪疫病防控",
    "稻鸭共作",
    "食用菌制棒",
    "茶园修剪",
    "湘莲育种",
    "测土配方施肥",
    "蜜蜂越冬",
];

/// The words of a match: firm by its place, the place in its name, university, technique, day, place in the report.
type Match = (usize, &'static str, &'static str, &'static str, Day, i64);

const TOLD: [Match; 4] = [
    (FIRST_FARM, "{d}", "南岭", "生态循环种养模式下无抗化源头减排配套技术", day!(2020, 4, 16), 1),
    (FIRST_FARM + 1, "{c}", "东篁", "岭乌黑猪的保种选育技术", day!(2019, 11, 20), 2),
    (FIRST_FARM + 2, "{c}", "西浔", "晚熟葡萄配套栽培技术研究与示范推广", day!(2020, 9, 8), 3),
    (FIRST_FARM + 3, "{c}", "江右农科院", "稻鸭共作技术示范应用推广", day!(2021, 3, 18), 4),
];

const TECHNIQUES: [(&str, &str); 12] = [
    ("南岭", "油茶良种嫁接与低产林改造技术"),
    ("南岭", "优质稻机插秧轻简栽培技术"),
    ("云峡果研所", "蜜柚绿色防控技术"),
    ("江右农科院", "再生稻丰产栽培技术"),
    ("西浔", "设施葡萄水肥一体化技术"),
    ("南岭", "黑猪发酵床养殖技术"),
    ("霁山", "林下中药材仿野生种植技术"),
    ("江右农科院", "湘莲间作套养技术"),
    ("南岭林科所", "雷竹笋早出高产技术"),
    ("南岭", "食用菌工厂化制棒技术"),
    ("江右农科院", "富硒大米标准化生产技术"),
    ("霁山", "茶叶连续化清洁加工技术"),
];

/// 乡村产学研对接.
pub(super) fn matches(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("match", district.index);
    let experts: Vec<_> = district.people.iter().filter(|person| person.group == Group::Expert).skip(6).collect();
    let farms = district
        .firms
        .iter()
        .filter(|firm| firm.sector.name == "现代农业" && firm.is_alive() && firm.at > 13 && firm.founded.year() < 2020);
    let others = TECHNIQUES.iter().zip(farms).map(|((university, technique), firm)| {
        let day = dice.workday(day!(2020, 3, 2), day!(2022, 11, 10));
        (firm.at, district.short.clone(), *university, *technique, day, 0)
    });
    let told = TOLD.iter().map(|(firm, place, university, technique, day, order)| {
        (*firm, district.fill(place), *university, *technique, *day, *order)
    });
    let all: Vec<_> = told.chain(others).collect();
    let rows = all.into_iter().enumerate().map(|(at, (firm, place, university, technique, day, order))| {
        Row::new()
            .with("number", match_number(district, at))
            .with("enterprise", district.firm(firm))
            .with("place", place)
            .with("university", university)
            .with("expert", experts.get(at).map(|expert| &expert.number))
            .with("technique", technique)
            .with("started_on", day)
            .with("report_order", district.report_order(order))
    });
    rows.collect()
}

fn match_number(district: &District, at: usize) -> String {
    district.number("对接", at + 1)
}

/// The match, the kind, the year, yuan, people.
type Effect = (usize, &'static str, i32, i64, i64);

/// What the four matches of the report brought.
const EFFECTS: [Effect; 11] = [
    (0, "直接经济效益", 2021, 512_000, 0),
    (0, "直接经济效益", 2022, 584_000, 0),
    (1, "带动就业", 2022, 0, 24),
    (2, "新增产值", 2021, 2_870_000, 0),
    (2, "新增产值", 2022, 3_465_000, 0),
    (2, "带动就业", 2021, 0, 52),
    (2, "带动就业", 2022, 0, 65),
    (3, "亩均增收", 2021, 243, 0),
    (3, "亩均增收", 2022, 268, 0),
    (3, "直接经济效益", 2021, 371_000, 0),
    (3, "直接经济效益", 2022, 436_000, 0),
];

/// 乡村对接成效.
pub(super) fn effects(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("effect", district.index);
    let mut effects: Vec<Effect> = EFFECTS.to_vec();
    for nth in 4..12 {
        effects.push((nth, "直接经济效益", 2022, dice.between(80, 460) * 1_000, 0));
        if nth % 2 == 0 {
            effects.push((nth, "带动就业", 2022, 0, dice.between(6, 38)));
        }
    }
    let rows = effects.into_iter().enumerate().map(|(at, (place, kind, year, amount, people))| {
        Row::new()
            .with("number", district.number("成效", at + 1))
            .with("match", match_number(district, place))
            .with("kind", kind)
            .with("year", year)
            .with("amount", (amount > 0).then(|| yuan(amount)))
            .with("people", (people > 0).then_some(people))
            .with("evidence", format!("{year}年企业成效证明及财务台账"))
    });
    rows.collect()
}

/// 农业特色产业项目.
pub(super) fn agri_projects(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("agri", district.index);
    let mut rows = Vec::new();
    for at in 0..62_usize {
        let started = dice.workday(day!(2016, 3, 1), day!(2022, 11, 18));
        let ended = (at % 11 == 6).then(|| dice.days_after(started, 300, 900)).and_then(known);
        let town = district.town(2 + at % 9);
        rows.push(
            Row::new()
                .with("number", district.number("农特", at + 1))
                .with(
                    "name",
                    format!(
                        "{town}{}{}",
                        dice.word(&[
                            "油茶",
                            "优质稻",
                            "葡萄",
                            "湘莲",
                            "黑猪",
                            "蜜柚",
                            "羊肚菌",
                            "黄精",
                            "白茶",
                            "生态鸭"
                        ]),
                        dice.word(&["种养基地", "产业园", "深加工项目", "示范园"])
                    ),
                )
                .with("founder", names::person(&mut dice, 0))
                .with("talent_run", at % 4 != 3)
                .with("unit", (at % 2 == 0).then(|| district.unit(&format!("社{}", at / 2 % COOPERATIVES)).to_owned()))
                .with("town", town)
                .with("started_on", started)
                .with("ended_on", ended),
        );
    }
    rows
}
