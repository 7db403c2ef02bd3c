//! The firms of a district: the few that its report tells of, and three hundred and more around them.

use vocabulary::{CreditCode, Day, day};

use super::district::District;
use super::names;
use super::random::{Dice, day_of};
use super::row::Row;

/// How many firms a district has, those included that closed.
pub(super) const FIRMS: usize = 342;

/// A field of business.
pub(super) struct Sector {
    /// The word of the list 重点领域.
    pub(super) name: &'static str,
    category: &'static str,
    industry: &'static str,
    /// The field of a 高新技术企业 in it.
    pub(super) field: &'static str,
    nouns: &'static [&'static str],
    /// What its projects and products are about.
    pub(super) things: &'static [&'static str],
    /// How many of 34 firms are in it.
    weight: usize,
}

const fn sector(
    name: &'static str,
    [category, industry, field]: [&'static str; 3],
    weight: usize,
    nouns: &'static [&'static str],
    things: &'static [&'static str],
) -> Sector {
    Sector { name, category, industry, field, nouns, things, weight }
}

/// All fields of business.
pub(super) static SECTORS: [Sector; 9] = [
    sector(
        "工业陶瓷",
        ["工业", "3073", "新材料"],
        11,
        &["化工填料", "精细陶瓷", "特种陶瓷", "耐磨陶瓷", "环保陶瓷", "陶瓷新材料", "蜂窝陶瓷"],
        &[
            "低温脱硝蜂窝陶瓷",
            "高纯氧化铝耐磨衬板",
            "规整填料",
            "多孔碳化硅陶瓷膜",
            "氮化硅陶瓷轴承",
            "陶瓷散热基板",
            "蓄热陶瓷体",
            "泡沫陶瓷过滤器",
            "氧化锆增韧陶瓷",
            "废弃氧化铝瓷球再生",
        ],
    ),
    sector(
        "创意包装",
        ["工业", "2231", "先进制造与自动化"],
        4,
        &["包装", "印刷包装", "彩印", "包装制品"],
        &["水性油墨柔印包装", "可降解缓冲包装", "智能防伪标签", "竹浆模塑餐盒", "轻量化瓦楞包装", "冷链保温包装箱"],
    ),
    sector(
        "电子信息",
        ["工业", "3976", "电子信息"],
        3,
        &["光电科技", "电子", "光学", "传感技术", "软件"],
        &["紧凑型成像镜头", "宽波段低反射膜", "车载摄像模组", "超表面成像器件", "微型红外传感器", "窑炉在线监测系统"],
    ),
    sector(
        "装备制造",
        ["工业", "3591", "先进制造与自动化"],
        3,
        &["机械", "智能装备", "窑炉装备", "自动化设备"],
        &["连续式高温烧结窑", "陶瓷等静压成型机", "智能码垛机器人", "包装整线自动化", "节能辊道窑", "精密磨削加工中心"],
    ),
    sector(
        "新材料",
        ["工业", "2659", "新材料"],
        4,
        &["新材料", "催化材料", "复合材料", "粉体材料"],
        &["稀土催化剂", "纳米氧化锆粉体", "碳纤维陶瓷复合材料", "耐高温涂层", "球形氧化铝粉", "高岭土深加工"],
    ),
    sector(
        "节能环保",
        ["工业", "3591", "资源与环境"],
        3,
        &["环保科技", "环境工程", "环保装备", "节能科技"],
        &[
            "工业废气协同净化装备",
            "挥发性有机物催化氧化",
            "高盐废水陶瓷膜处理",
            "余热回收系统",
            "烟气除尘滤筒",
            "固废资源化利用",
        ],
    ),
    sector(
        "现代农业",
        ["农业", "0119", "生物与新医药"],
        3,
        &["农业开发", "生态农业", "农林科技", "种业"],
        &["优质稻制种", "稻鸭共作", "油茶丰产栽培", "葡萄避雨栽培", "黑猪保种选育", "中药材仿野生种植"],
    ),
    sector(
        "现代服务",
        ["服务业", "7320", "高技术服务"],
        2,
        &["信息技术服务", "检测技术", "科技服务", "设计咨询"],
        &["陶瓷检验检测服务", "工业互联网平台", "知识产权托管", "产品设计云平台", "科技金融服务", "环境检测服务"],
    ),
    sector(
        "其他",
        ["工业", "2710", "生物与新医药"],
        1,
        &["实业", "生物科技", "建材"],
        &["植物提取物", "绿色建材", "医用敷料", "智能家居", "功能食品", "装配式构件"],
    ),
];

/// One firm.
pub(super) struct Firm {
    /// Its place among the firms of its district.
    pub(super) at: usize,
    /// Its credit code.
    pub(super) uscc: String,
    /// Its name.
    pub(super) name: String,
    short: String,
    /// Its field of business.
    pub(super) sector: &'static Sector,
    /// Its town.
    pub(super) town: &'static str,
    above: bool,
    /// The day of its foundation.
    pub(super) founded: Day,
    /// The day on which it closed, where it did.
    pub(super) dissolved: Option<Day>,
    talent: bool,
    /// Whether it counts as 科技型企业.
    pub(super) technology: bool,
    /// What it sold in 2020, in yuan, had it worked the whole year.
    pub(super) sales: i64,
}

impl Firm {
    /// Whether it belongs to 工业.
    pub(super) fn is_industrial(&self) -> bool {
        self.sector.category == "工业"
    }

    /// Whether it is in business at the end.
    pub(super) const fn is_alive(&self) -> bool {
        self.dissolved.is_none()
    }
}

/// Name, short name, sector, year of foundation, sales in 万元, whether 科技型.
type Cast = (&'static str, &'static str, &'static str, i32, i64, bool);

/// The firms that the report tells of, each at a place of its own.
const CAST: [Cast; 14] = [
    ("江西{d}禾垄种业有限公司", "禾垄种业", "现代农业", 2011, 9_860, true),
    ("{d}云涤环保装备有限公司", "云涤环保", "节能环保", 2014, 12_480, true),
    ("江西{d}沁蜂高温材料有限公司", "沁蜂高材", "工业陶瓷", 2013, 8_730, true),
    ("{d}镜川光电有限公司", "镜川光电", "电子信息", 2017, 6_240, true),
    ("江西{d}砺填化工陶瓷有限公司", "砺填陶瓷", "工业陶瓷", 2006, 15_920, true),
    ("东岭工陶院精细陶瓷（{d}）有限公司", "东岭精陶", "工业陶瓷", 2016, 7_450, true),
    ("{d}沐田农业开发有限公司", "沐田农业", "现代农业", 2012, 2_180, false),
    ("{c}市岭乌黑猪育种有限公司", "岭乌育种", "现代农业", 2009, 3_460, false),
    ("{c}市霁虹生态农业科技有限公司", "霁虹农业", "现代农业", 2015, 1_720, false),
    ("{c}市稻舟农林科技有限公司", "稻舟农林", "现代农业", 2014, 1_390, false),
    ("{d}元窑工业陶瓷股份有限公司", "元窑股份", "工业陶瓷", 2002, 46_300, true),
    ("{d}焙岩蜂窝陶瓷有限公司", "焙岩陶瓷", "工业陶瓷", 2010, 18_700, true),
    ("{d}素坯创意包装有限公司", "素坯包装", "创意包装", 2008, 21_500, true),
    ("{d}釉光新材料有限公司", "釉光新材", "新材料", 2012, 13_600, true),
];

/// The firm of the seed special.
pub(super) const SEED_FIRM: usize = 0;
/// The firm whose equipment is told of.
pub(super) const EQUIPMENT_FIRM: usize = 1;
/// The firm of the foam ceramics.
pub(super) const FOAM_FIRM: usize = 2;
/// The firm of the lenses.
pub(super) const LENS_FIRM: usize = 3;
/// The firm that reclaims alumina.
pub(super) const ALUMINA_FIRM: usize = 4;
/// The firm of the ceramic institute.
pub(super) const INSTITUTE_FIRM: usize = 5;
/// The first of four farming firms.
pub(super) const FIRST_FARM: usize = 6;

/// The firms of a district.
pub(super) fn firms(district: &District) -> Vec<Firm> {
    let mut dice = Dice::of("firm", district.index);
    (0..FIRMS)
        .map(|at| CAST.get(at).map_or_else(|| one_of_many(district, at, &mut dice), |cast| told_of(district, at, cast)))
        .collect()
}

fn told_of(district: &District, at: usize, cast: &Cast) -> Firm {
    let (name, short, sector, year, sales, technology) = *cast;
    Firm {
        at,
        uscc: code_of(district, at),
        name: district.fill(name),
        short: short.to_owned(),
        sector: SECTORS.iter().find(|known| known.name == sector).unwrap_or(&SECTORS[0]),
        town: district.town(at * 3 + 2),
        above: sales >= 2_000,
        founded: day_of(year, 3 + (at % 9) as u8, 6 + at as u8),
        dissolved: None,
        talent: at < 10 && at != ALUMINA_FIRM,
        technology,
        sales: sales * 10_000,
    }
}

fn one_of_many(district: &District, at: usize, dice: &mut Dice) -> Firm {
    let sector = sector_of(at);
    let brand = names::brand(at + district.index * 7 % 1000);
    let form = if dice.chance(4) { "股份有限公司" } else { "有限公司" };
    let before = match dice.between(0, 9) {
        0 => format!("江西{}", district.short),
        1 | 2 => district.fill("{c}市"),
        _ => district.short.clone(),
    };
    let sales = sales_of(at, dice);
    let name = format!("{before}{brand}{}{form}", dice.word(sector.nouns));
    let founded = founded_on(at, dice);
    let closed = (at % 43 == 40).then(|| dice.workday(day!(2020, 5, 1), day!(2022, 11, 30)));
    Firm {
        at,
        uscc: code_of(district, at),
        name,
        short: brand,
        sector,
        town: district.town(at * 7 + at / 11),
        above: sales >= 20_000_000 && sector.category == "工业",
        founded,
        dissolved: closed.filter(|day| *day > founded),
        talent: at % 10 < 3 || at % 50 == 7,
        technology: at % 9 < 5 && at % 43 != 40,
        sales,
    }
}

fn sector_of(at: usize) -> &'static Sector {
    let mut place = at * 13 % 34;
    for sector in &SECTORS {
        if place < sector.weight {
            return sector;
        }
        place -= sector.weight;
    }
    &SECTORS[0]
}

/// Most firms are small, one in four of some size, one in twenty large.
fn sales_of(at: usize, dice: &mut Dice) -> i64 {
    let wan = match at % 20 {
        7 => dice.between(21_000, 58_000),
        1 | 4 | 9 | 13 | 17 => dice.between(3_000, 18_500),
        _ => dice.between(160, 2_700),
    };
    wan * 10_000 + dice.between(0, 99) * 100
}

/// One in twelve firms is younger than the sample's three years.
fn founded_on(at: usize, dice: &mut Dice) -> Day {
    match at % 24 {
        11 => dice.workday(day!(2020, 1, 6), day!(2021, 6, 30)),
        23 => dice.workday(day!(2021, 7, 1), day!(2022, 10, 28)),
        _ => dice.workday(day!(2001, 1, 8), day!(2018, 12, 20)),
    }
}

fn code_of(district: &District, at: usize) -> String {
    CreditCode::synthetic('9', '1', &district.code, &format!("MA3{:05}", at * 37 + 1024))
        .map_or_else(String::new, |code| code.as_str().to_owned())
}

/// The firms as rows of the directory.
pub(super) fn rows(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("firm-row", district.index);
    district
        .firms
        .iter()
        .map(|firm| {
            let scale = match (firm.sector.category, firm.above) {
                ("农业", _) => "不适用",
                (_, true) => "规上",
                (_, false) => "规下",
            };
            Row::new()
                .with("uscc", &firm.uscc)
                .with("name", &firm.name)
                .with("short_name", &firm.short)
                .with("kind", "企业")
                .with("category", firm.sector.category)
                .with("sector", firm.sector.name)
                .with("industry", firm.sector.industry)
                .with("region", &district.code)
                .with("town", firm.town)
                .with("scale", scale)
                .with("founded_on", firm.founded)
                .with("dissolved_on", firm.dissolved)
                .with("talent_founded", firm.talent)
                .with("technology_firm", firm.technology)
                .with(
                    "address",
                    format!("{}{}{}{}号", district.name, firm.town, dice.word(ROADS), dice.between(1, 288)),
                )
                .with("phone", dice.chance(60).then(|| format!("0789-{}", dice.between(6_600_000, 6_699_999))))
        })
        .collect()
}

const ROADS: &[&str] =
    &["工陶大道", "窑兴路", "新创路", "园区一路", "园区三路", "江滨路", "荷塘路", "科创路", "银杏路"];
