//! Platforms, who works on them, what they research, and what was invested in the centre.

use vocabulary::{Day, day};

use super::district::District;
use super::people::{Group, Person};
use super::random::{Dice, END, day_of, known};
use super::row::{Row, yuan};

/// One platform as planned for every district.
struct Platform {
    document: &'static str,
    name: &'static str,
    class: &'static str,
    level: &'static str,
    /// Who hosts it: an institute, an office by its tag, or a firm by its number.
    host: Host,
    approved: Day,
    revoked: Option<Day>,
    /// University, place and parent as the report says them.
    words: [&'static str; 3],
    order: i64,
}

#[derive(Copy, Clone)]
enum Host {
    Unit(&'static str),
    Firm(usize),
}

const fn platform([document, name, class, level]: [&'static str; 4], host: Host, approved: Day) -> Platform {
    Platform { document, name, class, level, host, approved, revoked: None, words: ["", "", ""], order: 0 }
}

impl Platform {
    const fn told(self, words: [&'static str; 3], order: i64) -> Platform {
        Platform { words, order, ..self }
    }

    const fn revoked(self, day: Day) -> Platform {
        Platform { revoked: Some(day), ..self }
    }
}

/// The place of the centre among the platforms.
pub(super) const CENTRE: usize = 3;

/// How many platforms a district has.
pub(super) const PLATFORMS: usize = 27;

const ALL: [Platform; PLATFORMS] = [
    platform(
        ["赣科发平〔2022〕58号", "江岚大学{d}材料基因组工程创新平台", "重大科技创新平台", "省级"],
        Host::Unit("院0"),
        day!(2022, 10, 19),
    )
    .told(["江岚", "{d}", ""], 1),
    platform(
        ["赣科发平〔2022〕59号", "东岭工陶院精细陶瓷创新平台", "重大科技创新平台", "省级"],
        Host::Firm(5),
        day!(2022, 10, 19),
    )
    .told(["", "", "东岭"], 2),
    platform(
        ["赣科发平〔2022〕61号", "江岚大学{d}材料基因组工程研究院", "高端研发机构", "省级"],
        Host::Unit("院0"),
        day!(2022, 10, 26),
    )
    .told(["江岚", "{d}", ""], 3),
    platform(
        ["{s}府字〔2019〕46号", "{d}工业陶瓷科创中心", "科创中心", "区级"],
        Host::Unit("服务中心"),
        day!(2019, 8, 27),
    ),
    platform(
        ["赣科发平〔2019〕33号", "江西省化工陶瓷工程技术研究中心", "工程技术研究中心", "省级"],
        Host::Firm(4),
        day!(2019, 12, 11),
    ),
    platform(
        ["赣科发平〔2020〕21号", "江西省耐磨陶瓷工程技术研究中心", "工程技术研究中心", "省级"],
        Host::Firm(10),
        day!(2020, 9, 16),
    ),
    platform(
        ["赣科发平〔2021〕27号", "江西省工业陶瓷技术研究院", "新型研发机构", "省级"],
        Host::Unit("院1"),
        day!(2021, 8, 25),
    ),
    platform(
        ["赣科发平〔2021〕40号", "江西省蜂窝陶瓷重点实验室", "重点实验室", "省级"],
        Host::Firm(11),
        day!(2021, 11, 24),
    ),
    platform(
        ["赣科发平〔2022〕12号", "{d}工业陶瓷院士工作站", "院士工作站", "省级"],
        Host::Unit("院0"),
        day!(2022, 3, 30),
    ),
    platform(
        ["赣科发平〔2018〕19号", "江西省优质稻育种工程技术研究中心", "工程技术研究中心", "省级"],
        Host::Firm(0),
        day!(2018, 11, 7),
    ),
    platform(["赣科发平〔2016〕8号", "{d}创意包装众创空间", "众创空间", "省级"], Host::Firm(12), day!(2016, 6, 15))
        .revoked(day!(2021, 7, 20)),
    platform(
        ["国科火字〔2021〕74号", "{d}工业陶瓷科技企业孵化器", "孵化器", "国家级"],
        Host::Unit("园区"),
        day!(2021, 6, 29),
    ),
    platform(
        ["陶科发〔2019〕27号", "{c}市环保陶瓷工程技术研究中心", "工程技术研究中心", "市级"],
        Host::Firm(2),
        day!(2019, 7, 10),
    ),
    platform(
        ["陶科发〔2020〕14号", "{c}市光学镜头工程技术研究中心", "工程技术研究中心", "市级"],
        Host::Firm(3),
        day!(2020, 6, 24),
    ),
    platform(
        ["陶科发〔2020〕33号", "{c}市绿色包装重点实验室", "重点实验室", "市级"],
        Host::Firm(12),
        day!(2020, 11, 26),
    ),
    platform(
        ["陶科发〔2021〕18号", "{c}市废气净化装备工程技术研究中心", "工程技术研究中心", "市级"],
        Host::Firm(1),
        day!(2021, 7, 14),
    ),
    platform(
        ["陶科发〔2021〕36号", "{c}市催化材料重点实验室", "重点实验室", "市级"],
        Host::Firm(13),
        day!(2021, 12, 8),
    ),
    platform(["陶科发〔2022〕20号", "{c}市精细陶瓷中试基地", "中试基地", "市级"], Host::Firm(5), day!(2022, 7, 6)),
    platform(
        ["陶科发〔2022〕41号", "{c}市黑猪育种工程技术研究中心", "工程技术研究中心", "市级"],
        Host::Firm(7),
        day!(2022, 11, 17),
    ),
    platform(
        ["陶科发〔2018〕11号", "{c}市陶瓷电商众创空间", "众创空间", "市级"],
        Host::Unit("陶瓷协会"),
        day!(2018, 5, 23),
    )
    .revoked(day!(2022, 6, 30)),
    platform(
        ["{s}科字〔2019〕14号", "{d}工业陶瓷众创空间", "众创空间", "区级"],
        Host::Unit("生产力中心"),
        day!(2019, 6, 19),
    ),
    platform(
        ["{s}科字〔2020〕22号", "{d}创意包装设计工程技术研究中心", "工程技术研究中心", "区级"],
        Host::Unit("包装协会"),
        day!(2020, 10, 15),
    ),
    platform(["{s}科字〔2021〕9号", "{d}陶瓷膜中试基地", "中试基地", "区级"], Host::Unit("院1"), day!(2021, 4, 28)),
    platform(
        ["{s}科字〔2021〕25号", "{d}稻田生态种养工程技术研究中心", "工程技术研究中心", "区级"],
        Host::Firm(9),
        day!(2021, 10, 21),
    ),
    platform(
        ["{s}科字〔2022〕8号", "{d}葡萄栽培工程技术研究中心", "工程技术研究中心", "区级"],
        Host::Firm(8),
        day!(2022, 3, 24),
    ),
    platform(
        ["{s}科字〔2022〕19号", "{d}智能窑炉工程技术研究中心", "工程技术研究中心", "区级"],
        Host::Unit("职校"),
        day!(2022, 8, 18),
    ),
    platform(
        ["{s}科字〔2022〕31号", "{d}科技服务众创空间", "众创空间", "区级"],
        Host::Unit("生产力中心"),
        day!(2022, 12, 7),
    ),
];

/// The number of a platform. Those of higher levels carry the district where it is not the home district.
pub(super) fn number(district: &District, at: usize) -> String {
    let Some(platform) = ALL.get(at % PLATFORMS) else { return String::new() };
    let document = district.fill(platform.document);
    if district.is_home() || platform.document.contains("{s}") {
        document
    } else {
        format!("{document}-{}", district.code)
    }
}

/// The platform with this number among those approved by a day.
pub(super) fn approved(at: usize) -> Day {
    ALL.get(at % PLATFORMS).map_or(END, |platform| platform.approved)
}

/// 创新平台.
pub(super) fn rows(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("platform", district.index);
    let mut rows = Vec::new();
    for (at, platform) in ALL.iter().enumerate() {
        let host = match platform.host {
            Host::Unit(tag) => district.unit(tag).to_owned(),
            Host::Firm(at) => district.firm(at).to_owned(),
        };
        let reviewed = platform.approved.plus_years(2);
        let is_reviewed =
            platform.approved < day!(2020, 12, 1) && platform.class != "科创中心" && platform.revoked.is_none();
        let [university, place, parent] = platform.words;
        rows.push(
            Row::new()
                .with("number", number(district, at))
                .with("name", district.fill(platform.name))
                .with("class", platform.class)
                .with("level", platform.level)
                .with("host", host)
                .with("university", university)
                .with("place", district.fill(place))
                .with("parent", parent)
                .with("approved_on", platform.approved)
                .with("reviewed_on", is_reviewed.then(|| dice.workday(reviewed.plus_days(-60), reviewed.plus_days(20))))
                .with("review", is_reviewed.then(|| dice.word(&["优秀", "良好", "良好", "合格"])))
                .with("revoked_on", platform.revoked)
                .with("report_order", district.report_order(platform.order)),
        );
    }
    rows
}

/// The platforms on which people work.
const STAFFED: [usize; 12] = [3, 6, 4, 5, 7, 9, 12, 13, 15, 16, 22, 14];

/// 平台人员.
pub(super) fn staff(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("staff", district.index);
    let mut rows = Vec::new();
    let mut masters = 0;
    for person in &district.people {
        if !person.is_on_platform(masters) {
            continue;
        }
        masters += usize::from(person.group == Group::Master);
        let is_scholar = !matches!(person.group, Group::Engineer | Group::Master);
        let of_two = if person.nth.is_multiple_of(2) { CENTRE } else { 6 };
        let of_all = STAFFED.get(person.nth % STAFFED.len()).copied().unwrap_or(CENTRE);
        let home = if is_scholar || person.nth < 60 { of_two } else { of_all };
        let has_left = person.group == Group::Engineer && person.nth % 28 == 20;
        let last = if has_left { day!(2022, 6, 30) } else { day!(2022, 11, 30) };
        let joined = joined_on(person, home, last, &mut dice);
        let left_on = has_left.then(|| dice.workday(joined.plus_days(60), day!(2022, 12, 15)));
        rows.push(posting(district, person, home, joined, left_on));
        if person.group == Group::Engineer && person.nth % 15 == 3 && !has_left {
            let second = if home == 22 { 6 } else { 22 };
            rows.push(posting(district, person, second, joined_on(person, second, last, &mut dice), None));
        }
    }
    rows
}

fn joined_on(person: &Person, platform: usize, last: Day, dice: &mut Dice) -> Day {
    let since = approved(platform).max(day_of(person.year, 1, 4));
    // Those recruited come after their hiring; the others as the platform grows.
    if person.is_recruited {
        return dice.workday(since.max(day_of(person.year, 10, 17)), day_of(person.year, 12, 23));
    }
    // Scholars come after they were introduced, which was before late autumn.
    match person.group {
        Group::Engineer => dice.workday(since, last.max(since.plus_days(10))),
        Group::Leader => dice.workday(since, since.plus_days(300)),
        _ => dice.workday(
            since.max(day_of(person.year, 11, 21)),
            since.max(day_of(person.year, 12, 23)).plus_days(5).min(END),
        ),
    }
}

fn posting(district: &District, person: &Person, platform: usize, joined: Day, left: Option<Day>) -> Row {
    let is_full = matches!(person.group, Group::Engineer | Group::Master);
    Row::new()
        .with("platform", number(district, platform))
        .with("person", &person.number)
        .with("mode", if is_full { "全职" } else { "兼职" })
        .with("joined_on", joined)
        .with("left_on", left)
}

/// 平台研究项目.
pub(super) fn projects(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("platform-project", district.index);
    let mut rows = Vec::new();
    for at in 0..86_usize {
        let platform = STAFFED.get(at * 5 % STAFFED.len()).copied().unwrap_or(CENTRE);
        let since = approved(platform).max(day!(2020, 2, 17));
        let started = dice.workday(since, day!(2022, 11, 25));
        let ended = (at % 3 == 1).then(|| dice.days_after(started, 240, 520)).and_then(known);
        rows.push(
            Row::new()
                .with("number", district.number("平研", at + 1))
                .with(
                    "name",
                    format!(
                        "{}{}",
                        dice.word(TOPICS),
                        dice.word(&["机理研究", "配方优化", "中试工艺", "寿命评价", "成型工艺", "装备验证"])
                    ),
                )
                .with("platform", number(district, platform))
                .with("started_on", started)
                .with("ended_on", ended),
        );
    }
    rows
}

const TOPICS: &[&str] = &[
    "低温脱硝催化陶瓷",
    "高通量陶瓷配方",
    "陶瓷膜孔径调控",
    "泡沫陶瓷骨架",
    "氧化铝瓷球再生",
    "蓄热体抗热震",
    "散热基板金属化",
    "窑炉温场",
    "氮化硅轴承球",
    "耐磨衬板",
    "宽波段减反射膜",
    "可降解缓冲材料",
    "稀土催化涂层",
    "高温密封件",
    "烟气净化滤芯",
];

/// Kind, sum in 万元, how many lines, first and last day.
const WORKS: [(&str, i64, usize, Day, Day); 5] = [
    ("土建", 13_600, 14, day!(2019, 10, 15), day!(2021, 12, 20)),
    ("中试设备", 8_900, 16, day!(2020, 7, 6), day!(2022, 12, 16)),
    ("小试设备", 4_500, 14, day!(2020, 4, 20), day!(2022, 10, 28)),
    ("检测设备", 4_100, 12, day!(2020, 5, 11), day!(2022, 12, 9)),
    ("其他", 1_150, 6, day!(2019, 9, 20), day!(2022, 11, 11)),
];

/// 平台建设投入: the centre, and two smaller ones beside it.
pub(super) fn constructions(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("construction", district.index);
    let mut rows = Vec::new();
    for (platform, part) in [(CENTRE, 100), (22, 4), (6, 6)] {
        for (kind, sum, lines, first, last) in WORKS {
            let lines = if part == 100 { lines } else { lines / 6 };
            let since = first.max(approved(platform));
            for amount in dice.shares(sum * 100 * part, lines, 100) {
                rows.push(
                    Row::new()
                        .with("number", district.number("建投", rows.len() + 1))
                        .with("platform", number(district, platform))
                        .with("kind", kind)
                        .with("completed_on", dice.workday(since, last.max(since.plus_days(90))))
                        .with("amount", yuan(amount))
                        .with("note", dice.word(&["进度款", "到货验收款", "安装调试款", "结算款"])),
                );
            }
        }
    }
    rows
}
