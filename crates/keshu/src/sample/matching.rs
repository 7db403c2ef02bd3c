//! Achievements of the invented universities and institutes, and the works by which experts and commissioners are known.

use super::district::District;
use super::people::{Group, Person};
use super::row::{Row, wan};

/// Title, holder, field, maturity, way, price in 万元, day, what it is.
struct Achievement(
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<i64>,
    &'static str,
    &'static str,
);

const ACHIEVEMENTS: [Achievement; 25] = [
    Achievement(
        "低温脱硝蜂窝陶瓷催化剂",
        "云陶理工",
        "61030",
        "7级（环境级）",
        "许可",
        Some(120),
        "2022-01-12",
        "钒钛体系加稀土助剂，180℃至260℃脱硝效率达到92%。蜂窝陶瓷载体抗碱金属中毒，已在一条辊道窑烟气侧线上运行2000小时。",
    ),
    Achievement(
        "高热导氧化铝陶瓷基板低温烧结助剂",
        "江岚大学",
        "43045",
        "6级（正样级）",
        "许可",
        Some(80),
        "2022-01-20",
        "复合氧化物助剂使氧化铝基板烧结温度由1650℃降到1520℃，热导率达到31W/(m·K)，翘曲小于千分之二。",
    ),
    Achievement(
        "废弃氧化铝瓷球再生制备耐磨衬板",
        "东岭工陶院",
        "43045",
        "8级（产品级）",
        "转让",
        Some(60),
        "2022-02-11",
        "废瓷球经破碎、酸洗和级配后掺入量达到60%，衬板磨耗不高于原生料产品，吨成本下降三成。",
    ),
    Achievement(
        "辊道窑余热梯级利用与燃烧控制系统",
        "澜洲大学",
        "47010",
        "8级（产品级）",
        "合作",
        Some(150),
        "2022-02-25",
        "回收冷却带余热预热助燃空气，空燃比在线控制，单位产品天然气消耗下降12%至16%。",
    ),
    Achievement(
        "多孔碳化硅陶瓷膜低温制备技术",
        "东篁大学",
        "43045",
        "5级（初样级）",
        "作价投资",
        Some(300),
        "2022-03-04",
        "反应结合法使碳化硅膜烧成温度降到1350℃，孔径0.1微米，纯水通量大于2000升每平方米每小时，耐强碱。",
    ),
    Achievement(
        "陶瓷釉面缺陷机器视觉在线检测",
        "沅溪工程学院",
        "52020",
        "7级（环境级）",
        "许可",
        Some(45),
        "2022-03-16",
        "线阵相机与深度学习识别针孔、裂纹和色差，检出率98%，单片检测时间小于0.4秒，可接入现有分级线。",
    ),
    Achievement(
        "氧化锆增韧陶瓷刀具注射成型工艺",
        "江岚工程院",
        "43045",
        "6级（正样级）",
        "许可",
        Some(95),
        "2022-03-28",
        "水基粘结体系脱脂时间缩短到18小时，坯体缺陷率低于3%，断裂韧性达到9兆帕根号米。",
    ),
    Achievement(
        "水性油墨在高速柔印中的快干配方",
        "青崖大学",
        "53024",
        "7级（环境级）",
        "转让",
        Some(38),
        "2022-04-08",
        "丙烯酸乳液改性，车速每分钟180米时附着力达到一级，挥发性有机物含量低于5%。",
    ),
    Achievement(
        "秸秆与竹浆复合可降解缓冲包装",
        "青崖大学",
        "53024",
        "5级（初样级）",
        "合作",
        None,
        "2022-04-15",
        "模塑成型，缓冲系数与发泡聚苯乙烯相当，90天堆肥降解率大于80%。",
    ),
    Achievement(
        "高盐废水陶瓷膜与电渗析耦合处理",
        "东篁环研院",
        "61030",
        "6级（正样级）",
        "合作",
        Some(180),
        "2022-04-22",
        "陶瓷膜去除悬浮物和胶体后电渗析浓缩，盐回收率85%，产水回用。",
    ),
    Achievement(
        "挥发性有机物蓄热催化氧化装置小型化",
        "东篁环研院",
        "61030",
        "8级（产品级）",
        "转让",
        Some(110),
        "2022-05-06",
        "蜂窝蓄热体与贵金属减量催化剂，处理风量每小时5000立方米，净化效率97%，启动时间缩短一半。",
    ),
    Achievement(
        "球形氧化铝粉体火焰法制备",
        "北窑陶研所",
        "43020",
        "7级（环境级）",
        "许可",
        Some(130),
        "2022-05-18",
        "球化率大于95%，粒径5至45微米可调，用作导热填料时粘度低于角形粉四成。",
    ),
    Achievement(
        "油茶低产林一体化改造技术",
        "南岭林科所",
        "22040",
        "9级（系统级）",
        "其他",
        None,
        "2022-01-25",
        "嫁接换冠、测土配方和授粉昆虫配套，改造三年后亩产茶油由9公斤提高到28公斤。",
    ),
    Achievement(
        "葡萄避雨栽培水肥一体化方案",
        "西浔农大",
        "21030",
        "9级（系统级）",
        "其他",
        None,
        "2022-02-18",
        "滴灌施肥按物候期自动控制，节水三成、节肥四分之一，裂果率下降一半。",
    ),
    Achievement(
        "黑猪无抗饲养发酵饲料",
        "南岭农大",
        "23010",
        "8级（产品级）",
        "许可",
        Some(25),
        "2022-03-09",
        "复合益生菌固态发酵糟渣，替代抗生素和三成玉米，料肉比下降0.2。",
    ),
    Achievement(
        "再生稻机收减损配套农艺",
        "江右农科院",
        "21030",
        "9级（系统级）",
        "其他",
        None,
        "2022-05-25",
        "留茬高度和行走路线优化，头季机收碾压减少，再生季亩产提高60公斤。",
    ),
    Achievement(
        "羊肚菌大田栽培菌种提纯",
        "南岭农大",
        "21020",
        "6级（正样级）",
        "许可",
        Some(18),
        "2022-06-08",
        "单孢杂交与分子标记筛选，出菇一致性提高，亩产稳定在200公斤以上。",
    ),
    Achievement(
        "超表面红外成像透镜",
        "岭表光学所",
        "14030",
        "3级（功能级）",
        "合作",
        None,
        "2022-06-16",
        "八微米至十二微米波段平面透镜原理样件，厚度小于1毫米，聚焦效率58%。",
    ),
    Achievement(
        "宽波段低反射膜离子束镀制工艺",
        "岭表光学所",
        "14030",
        "8级（产品级）",
        "转让",
        Some(90),
        "2022-06-30",
        "400至1100纳米平均反射率低于0.3%，附着力和耐湿热通过车载等级试验。",
    ),
    Achievement(
        "锂电正极匣钵抗侵蚀涂层",
        "云陶理工",
        "43045",
        "6级（正样级）",
        "许可",
        Some(70),
        "2022-07-14",
        "堇青石莫来石匣钵表面涂覆复合氧化物，三元材料焙烧寿命由20次提高到45次。",
    ),
    Achievement(
        "氢燃料辊道窑烧嘴与低氮燃烧",
        "澜洲大学",
        "47010",
        "4级（仿真级）",
        "合作",
        None,
        "2022-07-28",
        "天然气掺氢30%稳定燃烧，氮氧化物排放低于每立方米80毫克，完成实验窑测试。",
    ),
    Achievement(
        "蓄热陶瓷储热砖配方",
        "北窑陶研所",
        "43045",
        "7级（环境级）",
        "许可",
        Some(55),
        "2022-08-11",
        "利用冶金尾渣制备储热砖，工作温度1000℃，热循环3000次强度保持率90%。",
    ),
    Achievement(
        "陶瓷压滤机泥浆在线脱水控制",
        "沅溪工程学院",
        "46040",
        "5级（初样级）",
        "合作",
        Some(35),
        "2022-09-01",
        "压力和滤液浊度联合判断终点，泥饼含水率波动小于百分之一。",
    ),
    Achievement(
        "光伏玻璃窑炉用熔铸耐火材料",
        "东岭工陶院",
        "43045",
        "5级（初样级）",
        "许可",
        Some(160),
        "2022-09-22",
        "低碳氧化法熔铸锆刚玉，抗玻璃液侵蚀提高两成，气泡析出率低。",
    ),
    Achievement(
        "茶叶连续化清洁加工成套装备",
        "霁山师大",
        "21035",
        "8级（产品级）",
        "转让",
        Some(42),
        "2022-10-13",
        "杀青、揉捻和烘干连续作业，电加热替代燃煤，每小时处理鲜叶200公斤。",
    ),
];

/// 科技成果.
pub(super) fn achievements(district: &District) -> Vec<Row> {
    let row = |(at, one): (usize, &Achievement)| {
        let Achievement(title, holder, field, maturity, way, price, posted, summary) = one;
        Row::new()
            .with("number", format!("CG2022-{:03}", at + 1))
            .with("title", *title)
            .with("holder", district.unit(holder))
            .with("team", format!("{holder}课题组"))
            .with("field", *field)
            .with("maturity", *maturity)
            .with("way", *way)
            .with("price", price.map(wan))
            .with("posted_on", *posted)
            .with("expires_on", (at % 4 != 1).then_some("2024-12-31"))
            .with("state", "征集中")
            .with("summary", *summary)
    };
    ACHIEVEMENTS.iter().enumerate().filter(|_| district.is_home()).map(row).collect()
}

/// Works of one expert after another: title, kind, year, abstract.
const WORKS: [(&str, &str, i32, &str); 24] = [
    ("钒钛催化剂低温脱硝活性的稀土改性", "论文", 2019, "研究铈、钐对钒钛催化剂低温活性和抗硫性能的影响，给出180℃活性最佳的配比。"),
    ("蜂窝陶瓷催化剂载体的挤出成型", "专利", 2020, "用复合粘结剂降低挤出压力，减少蜂窝陶瓷干燥开裂。"),
    ("氧化铝陶瓷基板热导率与烧结助剂的关系", "论文", 2018, "比较三种复合助剂对氧化铝基板致密化、热导率和翘曲的作用。"),
    ("电子陶瓷基板流延与低温烧结", "项目", 2021, "完成流延浆料和1500℃低温烧结工艺，热导率达到30W/(m·K)。"),
    ("氧化铝瓷球磨耗机理与废料再生", "论文", 2020, "分析瓷球磨耗断面，提出废弃瓷球分级再生的工艺。"),
    ("多孔陶瓷膜抗污染表面改性", "论文", 2021, "在碳化硅和氧化铝陶瓷膜表面接枝亲水层，通量恢复率达到93%。"),
    ("辊道窑燃烧与传热的数值模拟", "论文", 2017, "建立辊道窑烧成带三维模型，优化烧嘴布置，温差由18℃降到7℃。"),
    ("陶瓷窑炉余热回收系统", "成果", 2020, "冷却带余热用于干燥和助燃，节约天然气一成以上。"),
    ("釉面针孔成因与釉料流动性", "论文", 2019, "釉料高温粘度、坯体排气与针孔的关系，给出烧成曲线调整办法。"),
    ("陶瓷表面缺陷图像识别方法", "论文", 2021, "针孔、裂纹和色差样本库与轻量识别网络。"),
    ("注射成型氧化锆坯体的水脱脂", "专利", 2020, "水溶性粘结体系缩短脱脂时间，减少鼓泡。"),
    ("光学薄膜低应力镀制", "论文", 2018, "离子束辅助沉积低应力宽波段减反射膜。"),
    ("柔印水性油墨流变与干燥", "论文", 2020, "乳液粒径和表面张力对高速柔印干燥的影响。"),
    ("可降解模塑包装的缓冲性能", "论文", 2021, "竹浆模塑结构的缓冲曲线和跌落试验。"),
    ("蓄热燃烧装置的蜂窝蓄热体", "标准", 2019, "蜂窝蓄热体热震和阻力的试验方法。"),
    ("挥发性有机物催化燃烧催化剂", "论文", 2018, "贵金属减量催化剂的抗积碳性能。"),
    ("葡萄裂果与水分管理", "论文", 2020, "避雨栽培下滴灌制度对葡萄裂果率和糖度的影响。"),
    ("设施葡萄水肥一体化技术规程", "标准", 2021, "按物候期规定滴灌量和养分配比。"),
    ("油茶授粉昆虫与坐果率", "论文", 2019, "大分舌蜂人工助迁提高油茶坐果率。"),
    ("油茶低产林改造示范", "项目", 2021, "嫁接换冠与测土配方施肥示范三千亩。"),
    ("地方黑猪饲料抗生素替代", "论文", 2020, "发酵饲料对地方黑猪生长和肠道菌群的作用。"),
    ("稻鸭共作的减药增收", "项目", 2020, "稻鸭共作减少化学农药六成，亩均增收二百元。"),
    ("羊肚菌菌种退化的诊断", "论文", 2021, "分子标记诊断菌种退化，给出复壮办法。"),
    ("茶叶杀青能耗与品质", "论文", 2018, "电磁杀青对绿茶品质和能耗的影响。"),
];

/// Whose works they are: sixteen pieces of those who judge, the rest of commissioners.
fn authors(district: &District) -> Vec<&Person> {
    let of = |group: Group, count: usize| district.people.iter().filter(move |person| person.group == group).take(count);
    of(Group::Expert, 6).chain(of(Group::Leader, 4)).chain(of(Group::Commissioner, 6)).collect()
}

/// How many of the works are of those who judge, and how many of them there are.
const OF_EXPERTS: (usize, usize) = (16, 10);

/// 专家成果.
pub(super) fn works(district: &District) -> Vec<Row> {
    let authors = authors(district);
    let (experts, people) = OF_EXPERTS;
    let author = |at: usize| match at.checked_sub(experts) {
        None => authors.get(at * people / experts),
        Some(beyond) => authors.get(people + beyond % authors.len().saturating_sub(people).max(1)),
    };
    let row = |(at, (title, kind, year, summary)): (usize, &(&str, &str, i32, &str))| {
        let person = author(at)?;
        Some(
            Row::new()
                .with("number", format!("ZZ{:04}", at + 1))
                .with("person", &person.number)
                .with("title", *title)
                .with("kind", *kind)
                .with("year", *year)
                .with("summary", *summary),
        )
    };
    WORKS.iter().enumerate().filter(|_| district.is_home()).filter_map(row).collect()
}
