//! Organisations other than firms: universities and institutes far away, and the offices, banks and cooperatives at home.

use vocabulary::{CreditCode, Day, day};

use super::district::District;
use super::institutes;
use super::random::{Dice, day_of};
use super::row::Row;

/// One organisation that is no firm.
pub(super) struct Unit {
    /// How the sample calls it.
    pub(super) tag: String,
    /// Its credit code.
    pub(super) uscc: String,
    /// Its name.
    pub(super) name: String,
    short: String,
    kind: &'static str,
    region: String,
    town: &'static str,
    founded: Day,
    /// Whether it is written once for all districts.
    is_shared: bool,
    talent: bool,
}

/// Tag, name, kind, region, year of foundation. The tag is the short name.
type Outsider = (&'static str, &'static str, &'static str, &'static str, i32);

/// Invented universities and institutes, and banks of the province.
const OUTSIDERS: [Outsider; 17] = [
    ("江岚大学", "江岚大学", "高校", "369802", 1958),
    ("云陶理工", "云陶理工大学", "高校", "369702", 1962),
    ("南岭农大", "南岭农业大学", "高校", "369802", 1950),
    ("东篁大学", "东篁大学", "高校", "339902", 1978),
    ("澜洲大学", "澜洲大学", "高校", "439902", 1953),
    ("青崖大学", "青崖大学", "高校", "429902", 1960),
    ("霁山师大", "霁山师范大学", "高校", "369702", 1956),
    ("西浔农大", "西浔农林大学", "高校", "619902", 1934),
    ("沅溪工程学院", "沅溪工程学院", "高校", "439902", 1985),
    ("东岭工陶院", "东岭工业陶瓷研究设计院", "科研院所", "379902", 1970),
    ("北窑陶研所", "北窑陶瓷研究所", "科研院所", "369702", 1954),
    ("江右农科院", "江右农业科学研究院", "科研院所", "369802", 1951),
    ("云峡果研所", "云峡果树研究所", "科研院所", "369702", 1979),
    ("东篁环研院", "东篁环境工程研究院", "科研院所", "339902", 2001),
    ("南岭林科所", "南岭林业科学研究所", "科研院所", "369802", 1963),
    ("岭表光学所", "岭表精密光学研究所", "科研院所", "449902", 1984),
    ("江岚工程院", "江岚新材料工程研究院", "科研院所", "369802", 2008),
];

/// Tag, name with places to fill in, kind, authority and kind in the credit code.
type Local = (&'static str, &'static str, &'static str, char, char);

/// The offices, banks and societies of every district.
const LOCALS: [Local; 22] = [
    ("科技局", "{n}科学技术局", "机关", '1', '1'),
    ("财政局", "{n}财政局", "机关", '1', '1'),
    ("工信局", "{n}工业和信息化局", "机关", '1', '1'),
    ("人社局", "{n}人力资源和社会保障局", "机关", '1', '1'),
    ("农业局", "{n}农业农村局", "机关", '1', '1'),
    ("组织部", "{n}人才工作办公室", "机关", '1', '1'),
    ("园区", "{n}产业园管理委员会", "机关", '1', '1'),
    ("服务中心", "{n}工业陶瓷服务中心", "事业单位", '1', '2'),
    ("农技中心", "{n}农业技术推广中心", "事业单位", '1', '2'),
    ("生产力中心", "{n}生产力促进中心", "事业单位", '1', '2'),
    ("医院", "{n}人民医院", "事业单位", '1', '2'),
    ("职校", "{n}陶瓷职业中等专业学校", "事业单位", '1', '2'),
    ("科技馆", "{n}科技馆", "事业单位", '1', '2'),
    ("科协", "{n}科学技术协会", "社会组织", '5', '1'),
    ("陶瓷协会", "{n}工业陶瓷行业协会", "社会组织", '5', '1'),
    ("包装协会", "{n}创意包装商会", "社会组织", '5', '1'),
    ("银行1", "江右银行{d}支行", "金融机构", '9', '1'),
    ("银行2", "{d}农村合作银行", "金融机构", '9', '1'),
    ("银行3", "云陶银行{d}支行", "金融机构", '9', '1'),
    ("银行4", "南岭商业银行{d}支行", "金融机构", '9', '1'),
    ("银行5", "{d}窑兴村镇银行", "金融机构", '9', '1'),
    ("银行6", "岚江储蓄银行{d}支行", "金融机构", '9', '1'),
];

/// How many banks there are.
pub(super) const BANKS: usize = 6;

/// How many cooperatives there are.
pub(super) const COOPERATIVES: usize = 32;

const CROPS: &[&str] =
    &["油茶", "优质稻", "葡萄", "黑猪", "湘莲", "蜜柚", "食用菌", "中药材", "茶叶", "生态鸭", "蜂蜜", "雷竹笋"];

/// All organisations of a district that are no firms.
pub(super) fn units(district: &District) -> Vec<Unit> {
    let mut units: Vec<Unit> = OUTSIDERS.iter().enumerate().map(|(at, outsider)| far_away(at, outsider)).collect();
    units.extend(LOCALS.iter().enumerate().map(|(at, local)| at_home(district, at, local)));
    units.extend(institutes::registered(district).into_iter().map(|(at, name, founded)| Unit {
        tag: format!("院{at}"),
        uscc: code('1', '2', &district.code, 600 + at),
        short: name.clone(),
        name,
        kind: "科研院所",
        region: district.code.clone(),
        town: district.town(0),
        founded,
        is_shared: false,
        talent: false,
    }));
    let mut dice = Dice::of("cooperative", district.index);
    units.extend((0..COOPERATIVES).map(|at| cooperative(district, at, &mut dice)));
    units
}

fn far_away(at: usize, outsider: &Outsider) -> Unit {
    let (tag, name, kind, region, year) = *outsider;
    Unit {
        tag: tag.to_owned(),
        uscc: code('1', '2', region, 41_000 + at),
        name: name.to_owned(),
        short: tag.to_owned(),
        kind,
        region: region.to_owned(),
        town: "",
        founded: day_of(year, 9, 1),
        is_shared: true,
        talent: false,
    }
}

fn at_home(district: &District, at: usize, local: &Local) -> Unit {
    let (tag, name, kind, authority, class) = *local;
    let name = district.fill(name);
    Unit {
        tag: tag.to_owned(),
        uscc: code(authority, class, &district.code, 300 + at),
        short: name.replace(&district.name, "区"),
        name,
        kind,
        region: district.code.clone(),
        town: district.town(at % 2),
        founded: day_of(1992 + (at as i32 * 5) % 27, 4, 8),
        is_shared: false,
        talent: false,
    }
}

fn cooperative(district: &District, at: usize, dice: &mut Dice) -> Unit {
    let town = district.town(2 + at % 9);
    let crop = CROPS.get(at % CROPS.len()).copied().unwrap_or_default();
    let brand = super::names::brand(900 + at * 3);
    Unit {
        tag: format!("社{at}"),
        uscc: code('9', '3', &district.code, 800 + at),
        name: format!("{}{brand}{crop}种养专业合作社", district.name),
        short: format!("{brand}合作社"),
        kind: "农民专业合作社",
        region: district.code.clone(),
        town,
        founded: dice.workday(day!(2009, 3, 2), day!(2021, 11, 30)),
        is_shared: false,
        talent: at % 5 < 3,
    }
}

fn code(authority: char, class: char, region: &str, number: usize) -> String {
    CreditCode::synthetic(authority, class, region, &format!("{:08}", number * 173 + 1_450_000))
        .map_or_else(String::new, |code| code.as_str().to_owned())
}

/// The organisations as rows of the directory.
pub(super) fn rows(district: &District) -> Vec<Row> {
    district.units.iter().filter(|unit| district.is_home() || !unit.is_shared).map(row).collect()
}

fn row(unit: &Unit) -> Row {
    let is_cooperative = unit.kind == "农民专业合作社";
    let (category, sector, industry) = match unit.kind {
        "农民专业合作社" => ("农业", "现代农业", "0119"),
        "高校" => ("服务业", "其他", "8341"),
        "科研院所" => ("服务业", "其他", "7320"),
        "金融机构" => ("服务业", "现代服务", "6621"),
        "社会组织" => ("服务业", "其他", "9521"),
        _ => ("服务业", "其他", "9224"),
    };
    Row::new()
        .with("uscc", &unit.uscc)
        .with("name", &unit.name)
        .with("short_name", &unit.short)
        .with("kind", unit.kind)
        .with("category", category)
        .with("sector", sector)
        .with("industry", industry)
        .with("region", &unit.region)
        .with("town", unit.town)
        .with("scale", "不适用")
        .with("founded_on", unit.founded)
        .with("talent_founded", is_cooperative.then_some(unit.talent))
        .with("technology_firm", is_cooperative.then_some(false))
}
