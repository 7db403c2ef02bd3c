//! Instruments and how they were used: the largest table of the sample.

use vocabulary::{Day, day};

use super::district::District;
use super::names;
use super::platforms;
use super::random::{Dice, END, known};
use super::row::{Row, yuan};

/// Name, the letters of its model, the lowest and highest price in 万元.
const INSTRUMENTS: [(&str, &str, i64, i64); 42] = [
    ("X射线衍射仪", "XD", 98, 240),
    ("场发射扫描电子显微镜", "FS", 260, 480),
    ("透射电子显微镜", "TM", 520, 860),
    ("X射线荧光光谱仪", "XF", 88, 160),
    ("同步热分析仪", "TG", 46, 92),
    ("激光粒度分析仪", "LP", 32, 68),
    ("比表面积及孔隙度分析仪", "BS", 36, 74),
    ("压汞仪", "PM", 42, 66),
    ("万能材料试验机", "WN", 28, 76),
    ("高温万能试验机", "GW", 62, 118),
    ("显微硬度计", "VH", 9, 26),
    ("热膨胀仪", "DL", 24, 52),
    ("激光导热仪", "LF", 58, 96),
    ("介电性能测试系统", "DE", 34, 72),
    ("傅里叶变换红外光谱仪", "FT", 30, 64),
    ("拉曼光谱仪", "RM", 70, 132),
    ("电感耦合等离子体发射光谱仪", "IC", 62, 108),
    ("气相色谱质谱联用仪", "GM", 66, 124),
    ("烟气分析仪", "YQ", 8, 22),
    ("脱硝催化评价装置", "TX", 48, 86),
    ("挥发性有机物催化评价装置", "VC", 52, 94),
    ("真空热压烧结炉", "RY", 86, 190),
    ("放电等离子烧结系统", "SP", 180, 320),
    ("气氛保护烧结炉", "QF", 42, 98),
    ("高温箱式电炉", "XL", 6, 18),
    ("连续式辊道窑中试线", "GD", 280, 520),
    ("梭式窑", "SS", 60, 130),
    ("喷雾干燥塔", "PW", 38, 88),
    ("等静压成型机", "DJ", 120, 260),
    ("流延成型机", "LY", 76, 150),
    ("注射成型机", "ZS", 42, 96),
    ("凝胶注模生产线", "NJ", 66, 140),
    ("陶瓷三维打印机", "SD", 54, 168),
    ("高速混料机", "HL", 5, 16),
    ("行星式球磨机", "QM", 4, 14),
    ("超细气流粉碎机", "FS2-", 36, 82),
    ("精密平面磨床", "PM2-", 32, 78),
    ("激光切割机", "JQ", 44, 92),
    ("三坐标测量机", "ZB", 38, 86),
    ("光学镀膜机", "DM", 150, 340),
    ("分光光度计", "FG", 12, 30),
    ("材料基因高通量制备系统", "GT", 360, 680),
];

/// How many instruments there are.
const EQUIPMENT: usize = 84;

/// How often they were used, all together.
const USES: usize = 1_700;

/// The platforms besides the centre that have instruments.
const ELSEWHERE: [usize; 7] = [6, 4, 7, 13, 15, 22, 16];

/// One instrument.
struct Instrument {
    number: String,
    name: &'static str,
    model: String,
    platform: usize,
    value: i64,
    bought: Day,
    scrapped: Option<Day>,
    is_open: bool,
    state: &'static str,
    inside: i64,
}

fn instruments(district: &District) -> Vec<Instrument> {
    let mut dice = Dice::of("equipment", district.index);
    let mut found = Vec::new();
    for at in 0..EQUIPMENT {
        let Some((name, letters, low, high)) = INSTRUMENTS.get(at % INSTRUMENTS.len()) else { continue };
        let platform = if at % 2 == 0 { platforms::CENTRE } else { ELSEWHERE.get(at / 2 % 7).copied().unwrap_or(6) };
        let since = platforms::approved(platform).max(day!(2017, 3, 1)).plus_days(30);
        let bought = dice.workday(since, day!(2022, 10, 20).max(since));
        let value = dice.between(*low, *high) * 10_000 + dice.between(0, 99) * 100;
        let is_old = at == 24 || at == 65;
        let state = match at {
            24 | 65 => "报废",
            33 => "停用",
            18 | 71 => "维修",
            _ => "在用",
        };
        found.push(Instrument {
            number: district.number("设备", at + 1),
            name,
            model: format!("{letters}{}", dice.between(100, 990)),
            platform,
            value,
            bought: if is_old { dice.workday(day!(2019, 9, 16), day!(2020, 6, 30)).max(since) } else { bought },
            scrapped: is_old.then_some(day!(2022, 6, 29)),
            is_open: value >= 500_000 || dice.chance(35),
            state,
            inside: dice.between(2, 24) * 10,
        });
    }
    found
}

/// 仪器设备.
pub(super) fn rows(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("equipment-row", district.index);
    let rows = instruments(district).into_iter().map(|one| {
        Row::new()
            .with("number", one.number)
            .with("name", one.name)
            .with("model", one.model)
            .with("platform", platforms::number(district, one.platform))
            .with("value", yuan(one.value))
            .with("bought_on", one.bought)
            .with("funding", if one.platform == platforms::CENTRE { "财政" } else { dice.word(&["自筹", "联合"]) })
            .with("open", one.is_open)
            .with("state", one.state)
            .with("price_inside", one.is_open.then(|| yuan(one.inside)))
            .with("price_outside", one.is_open.then(|| yuan(one.inside * 5 / 2)))
            .with("keeper", names::person(&mut dice, 0))
            .with("place", format!("{}栋{}0{}室", dice.word(&["A", "B", "C"]), dice.between(1, 5), dice.between(1, 9)))
            .with("scrapped_on", one.scrapped)
    });
    rows.collect()
}

/// 设备使用: more from year to year, as instruments are bought and firms come to know them.
pub(super) fn uses(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("use", district.index);
    let instruments = instruments(district);
    let members = super::orders::members(district);
    let mut rows = Vec::new();
    for (year_end, uses) in
        [(day!(2020, 12, 31), USES * 19 / 100), (day!(2021, 12, 31), USES * 33 / 100), (END, USES * 48 / 100)]
    {
        let first = year_end.first_of_year();
        let bought: Vec<&Instrument> =
            instruments.iter().filter(|one| one.bought.plus_days(20) < year_end && one.scrapped.is_none()).collect();
        for _ in 0..uses {
            let Some(one) = dice.pick(&bought) else { continue };
            let used = dice.workday(first.max(one.bought.plus_days(10)), year_end);
            let Some(used) = known(used) else { continue };
            let (mode, user) = user(district, one, used, &members, &mut dice);
            let hours = dice.between(1, 12);
            let price = match mode {
                "内部" => 0,
                "联盟" => one.inside,
                _ => one.inside * 5 / 2,
            };
            rows.push(
                Row::new()
                    .with("number", district.number("用", rows.len() + 1))
                    .with("equipment", &one.number)
                    .with("user", user)
                    .with("mode", mode)
                    .with("used_on", used)
                    .with("hours", hours)
                    .with("fee", yuan(price * hours))
                    .with("project", project(mode, rows.len())),
            );
        }
    }
    rows
}

/// What firms use instruments for. Every other use of theirs is for a project of their own.
const PROJECTS: [&str; 6] =
    ["低温脱硝泡沫陶瓷", "高强度结构陶瓷件", "陶瓷膜过滤组件", "紧凑型成像镜头", "可降解包装结构", "氧化铝回收再生"];

fn project(mode: &str, at: usize) -> Option<&'static str> {
    PROJECTS.get(at / 2 % PROJECTS.len()).copied().filter(|_| mode != "内部" && at.is_multiple_of(2))
}

/// Members of the alliance by then, other firms where the instrument is open, and the house itself.
fn user(
    district: &District,
    one: &Instrument,
    used: Day,
    members: &[super::orders::Member],
    dice: &mut Dice,
) -> (&'static str, String) {
    if one.is_open {
        let throw = dice.between(1, 100);
        let current: Vec<_> = members
            .iter()
            .filter(|member| member.joined <= used && member.left.is_none_or(|left| left > used))
            .collect();
        if throw <= 36
            && let Some(member) = dice.pick(&current)
        {
            return ("联盟", member.enterprise.clone());
        }
        let firms: Vec<_> =
            district.firms.iter().skip(14).step_by(4).filter(|firm| firm.is_alive() && firm.founded < used).collect();
        if throw <= 60
            && let Some(firm) = dice.pick(&firms)
        {
            return ("外部", firm.uscc.clone());
        }
    }
    let inside = ["院0", "院1", if used > day!(2021, 4, 1) { "院2" } else { "服务中心" }];
    ("内部", district.unit(dice.word(&inside)).to_owned())
}
