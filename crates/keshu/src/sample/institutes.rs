//! The research institutes in residence, what they were granted, and the workstations and agreements beside them.

use vocabulary::{Day, day};

use super::district::District;
use super::people::Group;
use super::random::{Dice, day_of, known};
use super::row::{Row, wan};

/// One institute as planned for every district.
pub(super) struct Institute {
    /// Its name, with `{d}` for the district.
    pub(super) name: &'static str,
    university: &'static str,
    place: &'static str,
    parent: &'static str,
    state: &'static str,
    signed: Day,
    stationed: Option<Day>,
    left: Option<Day>,
    order: i64,
    is_registered: bool,
}

const fn institute(
    name: &'static str,
    [university, place, parent]: [&'static str; 3],
    signed: Day,
    state: &'static str,
) -> Institute {
    Institute {
        name,
        university,
        place,
        parent,
        state,
        signed,
        stationed: None,
        left: None,
        order: 0,
        is_registered: true,
    }
}

impl Institute {
    const fn stationed(self, day: Day, order: i64) -> Institute {
        Institute { stationed: Some(day), order, ..self }
    }

    const fn left(self, day: Day) -> Institute {
        Institute { left: Some(day), ..self }
    }

    const fn unregistered(self) -> Institute {
        Institute { is_registered: false, ..self }
    }
}

/// The twelve institutes; the first three are those of the report.
pub(super) const INSTITUTES: [Institute; 12] = [
    institute("江岚大学{d}材料基因组工程研究院", ["江岚", "{d}", "江岚大学"], day!(2019, 9, 18), "常驻")
        .stationed(day!(2020, 4, 15), 1),
    institute("{d}先进陶瓷研究院", ["澜洲", "{d}", "澜洲大学"], day!(2020, 3, 27), "常驻")
        .stationed(day!(2020, 9, 21), 2),
    institute("东岭工陶院{d}分院", ["", "{d}", "东岭"], day!(2020, 6, 12), "常驻").stationed(day!(2021, 3, 16), 3),
    institute("云陶理工大学{d}环境催化研究中心", ["云陶", "{d}", "云陶理工大学"], day!(2021, 5, 20), "已签约"),
    institute("东篁大学{d}光电技术研究院", ["东篁", "{d}", "东篁大学"], day!(2021, 7, 8), "已签约"),
    institute("南岭农业大学{d}乡村振兴研究院", ["南岭", "{d}", "南岭农业大学"], day!(2020, 11, 5), "已签约"),
    institute("青崖大学{d}包装设计研究院", ["青崖", "{d}", "青崖大学"], day!(2021, 10, 26), "已签约"),
    institute("北窑陶瓷研究所{d}中试基地", ["", "{d}", "北窑"], day!(2021, 12, 14), "已签约").unregistered(),
    institute("西浔农林大学{d}葡萄试验站", ["西浔", "{d}", "西浔农林大学"], day!(2022, 3, 9), "已签约").unregistered(),
    institute("东篁环境工程研究院{d}工作部", ["", "{d}", "东篁"], day!(2022, 6, 22), "已签约").unregistered(),
    institute("沅溪工程学院{d}智能窑炉研究所", ["沅溪", "{d}", "沅溪工程学院"], day!(2019, 5, 15), "已撤离")
        .stationed(day!(2019, 10, 10), 0)
        .left(day!(2021, 6, 30)),
    institute("霁山师范大学{d}陶艺研究院", ["霁山", "{d}", "霁山师范大学"], day!(2020, 1, 8), "已撤离")
        .stationed(day!(2020, 6, 18), 0)
        .left(day!(2022, 9, 28)),
];

/// The institutes that are legal units of the district: their number, name and day of foundation.
pub(super) fn registered(district: &District) -> Vec<(usize, String, Day)> {
    let all = INSTITUTES.iter().enumerate().filter(|(_, institute)| institute.is_registered);
    all.map(|(at, institute)| (at, district.fill(institute.name), institute.signed.plus_days(20))).collect()
}

/// The name of an institute in a district.
pub(super) fn name(district: &District, at: usize) -> String {
    INSTITUTES.get(at % INSTITUTES.len()).map_or_else(String::new, |institute| district.fill(institute.name))
}

/// 驻区研究院.
pub(super) fn rows(district: &District) -> Vec<Row> {
    let mut leaders = district.people.iter().filter(|person| matches!(person.group, Group::Leader));
    let academician = district.people.iter().find(|person| matches!(person.group, Group::Academician));
    let mut rows = Vec::new();
    for (at, institute) in INSTITUTES.iter().enumerate() {
        let leader = if at == 0 { academician } else { leaders.next() };
        rows.push(
            Row::new()
                .with("name", district.fill(institute.name))
                .with("organisation", institute.is_registered.then(|| district.unit(&format!("院{at}")).to_owned()))
                .with("university", institute.university)
                .with("place", district.fill(institute.place))
                .with("parent", institute.parent)
                .with("leader", leader.map(|person| &person.number))
                .with("state", institute.state)
                .with("signed_on", institute.signed)
                .with("stationed_on", institute.stationed)
                .with("left_on", institute.left)
                .with("report_order", district.report_order(institute.order)),
        );
    }
    rows
}

/// A grant to a team, which is also a payment of the special funds.
pub(super) struct Grant {
    pub(super) institute: usize,
    pub(super) year: i32,
    pub(super) kind: &'static str,
    pub(super) paid: Day,
    pub(super) wan: i64,
}

/// What the three institutes in residence were granted: 300 万元 a year for research, 100 for running.
pub(super) fn grants(district: &District) -> Vec<Grant> {
    let mut dice = Dice::of("grant", district.index);
    let mut grants = Vec::new();
    for (institute, first_year) in [(0, 2020), (1, 2021), (2, 2021)] {
        for year in first_year..=2022 {
            for (kind, wan) in [("研发经费", 300), ("运营经费", 100)] {
                for (month, part) in [(5, 60), (11, 40)] {
                    let paid = dice.workday(day_of(year, month, 6), day_of(year, month, 27));
                    grants.push(Grant { institute, year, kind, paid, wan: wan * part / 100 });
                }
            }
        }
    }
    grants
}

/// 团队补助.
pub(super) fn grant_rows(district: &District) -> Vec<Row> {
    let rows = grants(district).into_iter().enumerate().map(|(at, grant)| {
        Row::new()
            .with("number", district.number("团补", at + 1))
            .with("institute", name(district, grant.institute))
            .with("year", grant.year)
            .with("kind", grant.kind)
            .with(
                "standard",
                format!(
                    "{} / {}",
                    district.fill("{s}府发〔2020〕9号"),
                    super::promises::item(district, &format!("团队{}", grant.kind))
                ),
            )
            .with("paid_on", grant.paid)
            .with("amount", wan(grant.wan))
    });
    rows.collect()
}

/// Name of the station, the institution as the report says it, the day, and the place in the report.
const STATIONS: [(&str, &str, Day, i64); 6] = [
    ("云陶理工大学{d}流动专家工作站", "云陶", day!(2020, 10, 20), 1),
    ("北窑陶瓷研究所{d}流动专家工作站", "北窑", day!(2021, 4, 22), 2),
    ("青崖大学{d}流动专家工作站", "青崖", day!(2021, 6, 17), 0),
    ("岭表精密光学研究所{d}流动专家工作站", "岭表", day!(2021, 11, 18), 0),
    ("东篁大学{d}流动专家工作站", "东篁", day!(2022, 4, 19), 0),
    ("沅溪工程学院{d}流动专家工作站", "沅溪", day!(2019, 11, 12), 0),
];

/// 专家工作站.
pub(super) fn station_rows(district: &District) -> Vec<Row> {
    let experts = district.people.iter().filter(|person| matches!(person.group, Group::Expert));
    let rows = STATIONS.iter().enumerate().zip(experts).map(|((at, (name, institution, started, order)), expert)| {
        Row::new()
            .with("name", district.fill(name))
            .with("institution", *institution)
            .with("leader", &expert.number)
            .with("started_on", *started)
            .with("ended_on", (at == 5).then_some(day!(2021, 12, 31)))
            .with("report_order", district.report_order(*order))
    });
    rows.collect()
}

/// University, kind, day, content, place in the report.
type Agreement = (&'static str, &'static str, Option<Day>, &'static str, i64);

const AGREEMENTS: [Agreement; 10] = [
    (
        "江岚",
        "共建联合研究中心",
        Some(day!(2021, 3, 25)),
        "共建工业陶瓷联合研究中心，面向区内企业征集研发课题，分批论证立项。",
        1,
    ),
    ("澜洲", "战略合作", Some(day!(2020, 3, 27)), "共建先进陶瓷研究院，联合培养工程硕士。", 0),
    ("南岭", "战略合作", Some(day!(2020, 11, 5)), "选派科技特派团，共建水稻和油茶示范基地。", 0),
    ("云陶", "战略合作", Some(day!(2021, 5, 20)), "共建环境催化研究中心，开放检测平台。", 0),
    ("青崖", "战略合作", Some(day!(2021, 10, 26)), "包装结构设计与可降解材料联合攻关。", 0),
    ("西浔", "战略合作", Some(day!(2022, 3, 9)), "葡萄新品种引进与栽培技术推广。", 0),
    ("东篁", "共建联合研究中心", Some(day!(2022, 6, 22)), "共建光电与环境联合研究中心。", 0),
    ("东篁", "拟推进对接", None, "推进光学薄膜和工业废气治理方向的成果转化。", 1),
    ("云陶", "拟推进对接", None, "推进陶瓷膜材料方向的产学研合作和研究生实践基地建设。", 2),
    ("岭表", "拟推进对接", None, "推进精密光学检测平台共享。", 0),
];

/// The number of the agreement on the first joint centre.
pub(super) fn joint_centre(district: &District) -> String {
    district.number("校地", 1)
}

/// 校地合作.
pub(super) fn agreement_rows(district: &District) -> Vec<Row> {
    let rows = AGREEMENTS.iter().enumerate().map(|(at, (university, kind, agreed, content, order))| {
        Row::new()
            .with("number", district.number("校地", at + 1))
            .with("university", *university)
            .with("kind", *kind)
            .with("agreed_on", agreed.and_then(known))
            .with("content", *content)
            .with("report_order", district.report_order(*order))
    });
    rows.collect()
}
