//! Invented names: of people, firms, counties and things. None is meant to be anybody's.

use super::random::Dice;

const SURNAMES: &[&str] = &[
    "陈", "林", "黄", "刘", "周", "吴", "徐", "孙", "朱", "马", "胡", "郭", "何", "高", "罗", "郑", "梁", "谢", "宋",
    "唐", "许", "邓", "冯", "韩", "曹", "曾", "彭", "萧", "蔡", "潘", "田", "董", "袁", "于", "余", "叶", "蒋", "杜",
    "苏", "魏", "程", "吕", "沈", "任", "姚", "卢", "傅", "钟", "姜", "崔", "谭", "廖", "范", "汪", "陆", "金", "石",
    "戴", "贾", "韦", "夏", "邱", "欧阳", "司徒",
];

const GIVEN_FIRST: &[&str] = &[
    "若", "景", "亦", "思", "明", "承", "予", "嘉", "文", "书", "云", "子", "泽", "知", "怀", "清", "望", "致", "星",
    "晓", "秋", "春", "宏", "立", "宜", "远", "映", "乐", "可", "守", "道", "正", "佳", "润", "诗", "雅", "启", "仲",
    "元", "舒",
];

const GIVEN_LAST: &[&str] = &[
    "川", "岚", "舟", "宁", "远", "安", "衡", "朗", "昀", "澄", "瑜", "琛", "帆", "苒", "楠", "栩", "恒", "棠", "睿",
    "溪", "原", "弘", "羽", "禾", "潇", "悦", "霖", "谦", "毅", "芸", "旭", "彬", "锐", "清", "然", "涵", "峤", "昭",
    "榆", "屿",
];

/// Names that try the fonts and the tables: rare characters, one outside the basic plane, a long one with a point.
const RARE_NAMES: &[&str] =
    &["萧䶮", "骆㛃", "田𠮷", "沈翀", "赵堃", "欧阳若彧", "古丽米热·阿不都热西提江", "范喆", "司徒犇", "谢赟"];

/// A name for a person; one in forty has a rare character.
pub(super) fn person(dice: &mut Dice, at: usize) -> String {
    if at % 41 == 17 {
        return RARE_NAMES.get(at / 41 % RARE_NAMES.len()).copied().unwrap_or_default().to_owned();
    }
    let surname = dice.word(SURNAMES);
    let last = dice.word(GIVEN_LAST);
    if dice.chance(22) { format!("{surname}{last}") } else { format!("{surname}{}{last}", dice.word(GIVEN_FIRST)) }
}

const BRAND_FIRST: &[&str] = &[
    "砚", "澄", "岚", "皓", "朔", "霁", "栖", "铄", "珩", "沅", "汐", "峤", "翊", "晟", "泓", "煦", "璟", "钰", "楷",
    "翎", "沁", "灏", "瑾", "昱", "棠", "焜", "淞", "垚", "琰", "钧", "曜", "澜", "墨", "穹", "桓", "凌", "禾", "彦",
    "鹤", "衍",
];

const BRAND_LAST: &[&str] = &[
    "窑", "盛", "川", "岭", "科", "泰", "源", "隆", "恒", "达", "宇", "创", "诚", "拓", "联", "森", "岩", "炬", "珀",
    "辉", "洲", "维", "凯", "信", "立", "博", "禹", "坤", "方", "磊", "旭", "尚", "成", "元", "耀", "合", "锐", "远",
    "舟", "庭",
];

/// The brand of a firm: two characters, different for the first 1,600 numbers.
pub(super) fn brand(number: usize) -> String {
    let pair = number * 577 % 1600;
    let at = |words: &[&'static str], place: usize| words.get(place).copied().unwrap_or_default();
    format!("{}{}", at(BRAND_FIRST, pair / 40), at(BRAND_LAST, pair % 40))
}

const COUNTY_FIRST: &[&str] = &[
    "云", "清", "芦", "松", "荷", "枫", "柘", "石", "白", "青", "丹", "梧", "桐", "兰", "竹", "梅", "霞", "月", "星",
    "泉", "玉", "金", "银", "龙", "凤", "鹤", "鹭", "雁", "莲", "菱", "苇", "桂", "樟", "杉", "榆", "槐", "柳", "桑",
    "茶", "橘",
];

const COUNTY_LAST: &[&str] = &[
    "屿", "浒", "垄", "坞", "浔", "埠", "渚", "垣", "峪", "岫", "陂", "泽", "濂", "墩", "沱", "砚", "隐", "皋", "溆",
    "塍", "漳", "浦", "畈", "峡", "嶂", "洄", "崖", "岘", "淙", "湄", "滘", "坪", "澧", "澴", "滁", "涂", "壑", "峦",
    "滩", "湾",
];

/// The short name of the county with this number among those outside the city.
pub(super) fn county(number: usize) -> String {
    let at = |words: &[&'static str], place: usize| words.get(place % 40).copied().unwrap_or_default();
    format!("{}{}", at(COUNTY_FIRST, number), at(COUNTY_LAST, number / 40 + number % 40 * 7))
}
