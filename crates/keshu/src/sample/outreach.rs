//! Science outreach: bases that are open to the public, and what was held.

use vocabulary::{Day, day};

use super::district::District;
use super::random::{Dice, day_of};
use super::row::Row;

/// Name, level, class, the tag of its unit or the number of its firm, day, days open a year.
type Base = (&'static str, &'static str, &'static str, Result<&'static str, usize>, Day, i64);

const BASES: [Base; 17] = [
    ("{n}科技馆", "省级", "场馆", Ok("科技馆"), day!(2020, 9, 17), 282),
    ("{d}工业陶瓷展示馆", "市级", "场馆", Ok("陶瓷协会"), day!(2021, 5, 20), 210),
    ("{d}优质稻科普园", "市级", "农业", Err(0), day!(2020, 7, 9), 120),
    ("{d}葡萄科普示范园", "区级", "农业", Err(8), day!(2022, 6, 10), 96),
    ("{d}黑猪保种科普基地", "区级", "农业", Err(7), day!(2021, 10, 14), 60),
    ("{d}稻鸭共作科普基地", "区级", "农业", Err(9), day!(2022, 6, 10), 80),
    ("{d}光学镜头科普车间", "市级", "企业", Err(3), day!(2022, 5, 19), 48),
    ("{d}窑炉工业科普车间", "区级", "企业", Err(10), day!(2021, 10, 14), 52),
    ("{d}创意包装设计体验馆", "区级", "企业", Err(12), day!(2022, 6, 10), 150),
    ("{d}陶瓷职校科普工坊", "市级", "学校", Ok("职校"), day!(2019, 11, 13), 90),
    ("{d}青少年陶艺科普学校", "区级", "学校", Ok("职校"), day!(2022, 6, 10), 70),
    ("{d}老窑街道科普社区", "区级", "社区", Ok("科协"), day!(2021, 10, 14), 240),
    ("{d}陶园街道科普社区", "区级", "社区", Ok("科协"), day!(2022, 6, 10), 240),
    ("{d}人民医院健康科普基地", "区级", "其他", Ok("医院"), day!(2020, 12, 3), 180),
    ("{d}农业技术推广科普基地", "省级", "农业", Ok("农技中心"), day!(2019, 8, 22), 130),
    ("{d}湘莲科普基地", "区级", "农业", Ok("社4"), day!(2019, 3, 28), 75),
    ("{d}环保装备科普车间", "区级", "企业", Err(1), day!(2022, 12, 8), 40),
];

/// 科普基地. A name holds for three years.
pub(super) fn bases(district: &District) -> Vec<Row> {
    let rows = BASES.iter().map(|(name, level, class, unit, recognised, open_days)| {
        let unit = match unit {
            Ok(tag) => district.unit(tag),
            Err(at) => district.firm(*at),
        };
        Row::new()
            .with("name", district.fill(name))
            .with("level", *level)
            .with("class", *class)
            .with("unit", unit)
            .with("recognised_on", *recognised)
            .with("valid_to", recognised.plus_years(3).plus_days(-1))
            .with("open_days", *open_days)
    });
    rows.collect()
}

const KINDS: [(&str, &[&str], i64, i64); 6] = [
    ("讲座", &["陶瓷里的科学", "反电信诈骗与网络安全", "健康饮食科普", "新材料改变生活", "防震减灾知识"], 40, 260),
    ("展览", &["工业陶瓷成果展", "科技成就巡展", "低碳生活展"], 300, 2_600),
    ("竞赛", &["青少年科技创新大赛", "机器人竞赛", "科普知识竞答"], 60, 420),
    ("科技周", &["科技活动周启动式", "科技活动周开放日"], 400, 3_200),
    ("实用技术培训", &["油茶低改培训班", "葡萄栽培培训班", "水稻绿色防控培训班", "生猪养殖培训班"], 30, 120),
    ("送科技下乡", &["科技下乡集市", "专家团下乡服务"], 120, 680),
];

/// 科普活动: the week of science in May, the rest over the whole year.
pub(super) fn activities(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("activity", district.index);
    let mut rows = Vec::new();
    for (year, count) in [(2020, 22), (2021, 33), (2022, 41)] {
        for nth in 0..count {
            let Some((kind, names, least, most)) =
                KINDS.get([0, 4, 5, 0, 1, 4, 2, 3].get(nth % 8).copied().unwrap_or(0))
            else {
                continue;
            };
            let held = match *kind {
                "科技周" => dice.workday(day_of(year, 5, 17), day_of(year, 5, 28)),
                _ => dice.workday(day_of(year, if year == 2020 { 5 } else { 1 }, 11), day_of(year, 12, 22)),
            };
            // A base takes part once it has its name.
            let open: Vec<&Base> = BASES.iter().filter(|base| base.4 <= held && held < base.4.plus_years(3)).collect();
            let base = dice.pick(&open).filter(|_| nth % 3 != 2).map(|base| district.fill(base.0));
            rows.push(
                Row::new()
                    .with("number", district.number(&format!("科普{year}"), nth + 1))
                    .with("name", format!("{year}年{}{}", dice.word(names), if nth > 30 { "（第二场）" } else { "" }))
                    .with("kind", *kind)
                    .with("held_on", held)
                    .with("place", base.clone().unwrap_or_else(|| district.town(nth * 5 + 1).to_owned()))
                    .with("base", base)
                    .with("visits", dice.between(*least, *most)),
            );
        }
    }
    rows
}
