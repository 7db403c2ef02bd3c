//! What the demands of the year say, and how far each came.

use ::matching::AnswerKind::{self, Achievement, Commissioner, Equipment, Expert, Project};
use vocabulary::{Day, day};

/// How far a demand has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Not handed in.
    Draft,
    /// Handed in.
    Submitted,
    /// With a broker.
    WithBroker,
    /// Answers are looked for.
    Open,
    /// The same, and the answers were judged.
    Judged,
    /// The enterprise ended it.
    Closed,
    /// Nobody could meet it.
    Unmet,
}

/// How far a pairing has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Come {
    Suggested,
    Sent,
    Interested,
    Introduced,
    Visited,
    Negotiating,
    Signed,
    Ordered,
    Concluded,
    Declined,
}

/// A suggestion: so many working days after the demand was taken up, the best answer of this kind.
pub(super) struct Pair {
    pub(super) after: u32,
    pub(super) kind: AnswerKind,
    pub(super) come: Come,
    /// Why it came to nothing, where it did.
    pub(super) reason: &'static str,
    /// The contract in 万元, where there is one.
    pub(super) amount: i64,
}

const fn pair(after: u32, kind: AnswerKind, come: Come) -> Pair {
    Pair { after, kind, come, reason: "", amount: 0 }
}

impl Pair {
    const fn because(self, reason: &'static str) -> Pair {
        Pair { reason, ..self }
    }

    const fn worth(self, amount: i64) -> Pair {
        Pair { amount, ..self }
    }
}

/// A demand: who has it, what it says, and what came of it.
pub(super) struct Demand {
    /// The field of business, and which of its firms.
    pub(super) sector: &'static str,
    pub(super) nth: usize,
    pub(super) began: Day,
    pub(super) title: &'static str,
    pub(super) field: &'static str,
    pub(super) problem: &'static str,
    pub(super) limits: &'static str,
    pub(super) budget: &'static str,
    pub(super) deadline: &'static str,
    pub(super) confidentiality: &'static str,
    pub(super) summary: &'static str,
    pub(super) targets: &'static [(&'static str, &'static str, &'static str, &'static str)],
    pub(super) sealed: &'static str,
    pub(super) fate: Fate,
    pub(super) pairs: &'static [Pair],
}

const BLANK: Demand = Demand {
    sector: "工业陶瓷",
    nth: 0,
    began: day!(2022, 9, 5),
    title: "",
    field: "43045",
    problem: "",
    limits: "不停产改造，满足现行环保要求",
    budget: "60",
    deadline: "2023-12-31",
    confidentiality: "隐去企业名称",
    summary: "",
    targets: &[],
    sealed: "",
    fate: Fate::Open,
    pairs: &[],
};

pub(super) const DEMANDS_OF_THE_YEAR: &[Demand] = &[
    Demand {
        nth: 0,
        began: day!(2022, 3, 7),
        title: "辊道窑烟气低温脱硝蜂窝陶瓷催化剂",
        field: "61030",
        problem: "辊道窑烟气出口温度只有200℃左右，现用中温催化剂脱硝效率不到六成，烟气再加热每年多耗天然气约四十万元，试过两家供应商的低温催化剂，三个月后因碱金属中毒失活。",
        budget: "150",
        summary: "征集200℃左右烟气低温脱硝催化剂，要求抗碱金属中毒。",
        targets: &[
            ("脱硝效率", "不小于", "90", "%"),
            ("工作温度", "不大于", "220", "℃"),
            ("使用寿命", "不小于", "8000", "小时"),
        ],
        sealed: "烟气中钾、钠含量及三家供应商的报价见附表，未经同意不得告知同行。",
        pairs: &[pair(3, Expert, Come::Declined).because("效益不清"), pair(6, Achievement, Come::Ordered).worth(118)],
        ..BLANK
    },
    Demand {
        nth: 2,
        began: day!(2022, 4, 11),
        title: "降低氧化铝陶瓷基板烧结温度并提高热导率",
        problem: "氧化铝陶瓷散热基板烧结温度1650℃，窑具损耗大；热导率只有24，翘曲不稳定，客户要求提高。调整过粉体细度和两种助剂，效果不明显。",
        budget: "90",
        confidentiality: "公开企业名称",
        summary: "征集氧化铝陶瓷基板低温烧结助剂或工艺，提高热导率、降低翘曲。",
        targets: &[
            ("热导率", "不小于", "30", "W/(m·K)"),
            ("烧结温度", "不大于", "1550", "℃"),
            ("翘曲", "不大于", "0.2", "%"),
        ],
        pairs: &[
            pair(4, Equipment, Come::Declined).because("条件不符"),
            pair(5, Achievement, Come::Concluded).worth(76),
        ],
        ..BLANK
    },
    Demand {
        nth: 1,
        began: day!(2022, 6, 13),
        title: "废弃氧化铝瓷球回收再生利用",
        problem: "每年产生废弃氧化铝瓷球约三千吨，只能低价外卖。自行破碎回用后衬板磨耗增大，掺量超过两成就开裂，找不到合适的级配和处理办法。",
        summary: "征集废弃氧化铝瓷球再生为耐磨衬板的工艺。",
        budget: "70",
        targets: &[("掺入量", "不小于", "50", "%"), ("磨耗", "不大于", "0.015", "%/h")],
        pairs: &[pair(3, Project, Come::Declined).because("已有同类"), pair(5, Achievement, Come::Signed).worth(55)],
        ..BLANK
    },
    Demand {
        nth: 3,
        began: day!(2022, 10, 10),
        title: "陶瓷制品釉面针孔在线检测",
        field: "52020",
        problem: "釉面针孔和色差靠人工挑拣，漏检率约百分之六，夜班更高。试过一套国产相机，深色釉面识别不出，速度也跟不上分级线。",
        summary: "征集陶瓷釉面针孔、裂纹、色差在线视觉检测方案。",
        budget: "50",
        targets: &[("检出率", "不小于", "97", "%"), ("单片检测时间", "不大于", "0.5", "秒")],
        fate: Fate::Judged,
        pairs: &[pair(10, Achievement, Come::Negotiating), pair(12, Expert, Come::Visited)],
        ..BLANK
    },
    Demand {
        sector: "装备制造",
        began: day!(2022, 10, 17),
        title: "辊道窑燃烧控制与余热回收节能改造",
        field: "47010",
        problem: "本厂辊道窑单位产品天然气消耗比同行高一成多，冷却带余热直接排空，助燃空气未预热，空燃比靠经验调节，温差大。",
        summary: "征集辊道窑余热利用和燃烧控制节能改造方案。",
        budget: "200",
        targets: &[("天然气消耗下降", "不小于", "10", "%")],
        fate: Fate::Judged,
        pairs: &[pair(20, Achievement, Come::Introduced), pair(21, Equipment, Come::Interested)],
        ..BLANK
    },
    Demand {
        sector: "节能环保",
        began: day!(2022, 11, 7),
        title: "小风量挥发性有机物治理装置",
        field: "61030",
        problem: "下游包装印刷企业需要每小时五千立方米左右的小型有机废气治理装置，现有蓄热燃烧装置体积大、启动慢、贵金属催化剂成本高，客户接受不了。",
        summary: "征集小风量挥发性有机物催化氧化装置或催化剂。",
        budget: "120",
        targets: &[("净化效率", "不小于", "95", "%"), ("启动时间", "不大于", "30", "分钟")],
        fate: Fate::Judged,
        pairs: &[pair(25, Achievement, Come::Sent), pair(30, Expert, Come::Suggested)],
        ..BLANK
    },
    Demand {
        sector: "创意包装",
        began: day!(2022, 9, 19),
        title: "高速柔印水性油墨快干",
        field: "53024",
        problem: "由溶剂油墨改水性油墨后，车速超过每分钟一百二十米就粘版，附着力不够，烘干能耗增加三成，换过三种乳液没有解决。",
        summary: "征集高速柔印用快干水性油墨配方。",
        budget: "30",
        targets: &[("车速", "不小于", "160", "米/分钟"), ("挥发性有机物含量", "不大于", "5", "%")],
        pairs: &[pair(4, Achievement, Come::Declined).because("太贵"), pair(40, Expert, Come::Interested)],
        ..BLANK
    },
    Demand {
        sector: "创意包装",
        nth: 1,
        began: day!(2022, 11, 21),
        title: "可降解缓冲包装替代发泡塑料",
        field: "53024",
        problem: "出口客户要求取消发泡聚苯乙烯缓冲件，现有竹浆模塑件缓冲性能不稳定，潮湿环境强度下降明显，模具周期长。",
        summary: "征集可降解模塑缓冲包装材料和结构。",
        budget: "40",
        targets: &[("堆肥降解率", "不小于", "80", "%")],
        pairs: &[pair(20, Achievement, Come::Sent)],
        ..BLANK
    },
    Demand {
        sector: "新材料",
        began: day!(2022, 3, 21),
        title: "一千六百度以上透明陶瓷窗口批量烧结",
        problem: "真空烧结氧化钇透明陶瓷窗口直径超过一百二十毫米就开裂，透过率不均匀，国内外供应商都不提供成套工艺，自行摸索两年没有突破。",
        summary: "征集大尺寸透明陶瓷窗口批量烧结工艺。",
        budget: "300",
        targets: &[("直径", "不小于", "150", "毫米"), ("透过率", "不小于", "80", "%")],
        fate: Fate::Unmet,
        pairs: &[pair(6, Achievement, Come::Declined).because("条件不符")],
        ..BLANK
    },
    Demand {
        sector: "新材料",
        nth: 1,
        began: day!(2022, 5, 9),
        title: "导热填料用球形氧化铝粉降低粘度",
        field: "43020",
        problem: "角形氧化铝粉填充硅胶后粘度过高，填充量上不去，导热率达不到客户要求，外购球形粉价格高、交期长。",
        summary: "征集球形氧化铝粉制备或合作供应。",
        budget: "110",
        targets: &[("球化率", "不小于", "95", "%")],
        fate: Fate::Closed,
        pairs: &[pair(5, Achievement, Come::Declined).because("太贵")],
        ..BLANK
    },
    Demand {
        sector: "节能环保",
        nth: 1,
        began: day!(2022, 4, 25),
        title: "高盐废水陶瓷膜处理",
        field: "61030",
        problem: "工业园高盐废水含悬浮物和胶体，有机膜三个月堵塞，清洗后通量只恢复一半，蒸发结晶每吨成本太高，试过一套进口膜也不稳定。",
        summary: "征集高盐废水陶瓷膜预处理和浓缩方案。",
        budget: "160",
        targets: &[("通量恢复率", "不小于", "90", "%"), ("盐回收率", "不小于", "80", "%")],
        pairs: &[pair(6, Achievement, Come::Declined).because("太早")],
        ..BLANK
    },
    Demand {
        sector: "现代农业",
        nth: 3,
        began: day!(2022, 8, 15),
        title: "葡萄裂果和水肥管理",
        field: "21030",
        problem: "避雨栽培葡萄成熟期裂果率仍有一成半，滴灌和施肥凭经验，果实糖度不齐，雨后更严重，去年损失约二十万元。",
        summary: "征集设施葡萄防裂果和水肥一体化技术。",
        budget: "15",
        targets: &[("裂果率", "不大于", "5", "%")],
        fate: Fate::Judged,
        pairs: &[pair(3, Achievement, Come::Visited), pair(5, Commissioner, Come::Introduced)],
        ..BLANK
    },
    Demand {
        sector: "现代农业",
        nth: 1,
        began: day!(2022, 11, 28),
        title: "油茶低产林改造",
        field: "22040",
        problem: "一千二百亩老油茶林平均亩产茶油不到十公斤，品种混杂、坐果率低，请过两批师傅嫁接成活率只有一半。",
        summary: "征集油茶低产林改造技术和技术人员。",
        budget: "20",
        targets: &[("亩产茶油", "不小于", "20", "公斤"), ("嫁接成活率", "不小于", "85", "%")],
        pairs: &[pair(15, Commissioner, Come::Sent), pair(18, Achievement, Come::Suggested)],
        ..BLANK
    },
    Demand {
        nth: 5,
        began: day!(2022, 12, 12),
        title: "匣钵寿命短",
        problem: "锂电正极材料焙烧用匣钵只能用二十次，表面起皮后污染物料，换过两家匣钵，成本增加很多，希望延长寿命。",
        summary: "",
        budget: "",
        targets: &[],
        fate: Fate::WithBroker,
        ..BLANK
    },
    Demand {
        sector: "电子信息",
        began: day!(2022, 12, 29),
        title: "车载镜头宽波段低反射膜",
        field: "14030",
        problem: "车载镜头在四百至一千一百纳米宽波段的反射率偏高，鬼影明显，自有镀膜机只能做到百分之零点八，湿热试验后附着力下降。",
        summary: "征集宽波段低反射膜镀制工艺。",
        budget: "100",
        targets: &[("平均反射率", "不大于", "0.3", "%")],
        sealed: "终端客户名称和镜头结构图号。",
        fate: Fate::Submitted,
        ..BLANK
    },
    Demand {
        sector: "现代服务",
        began: day!(2022, 12, 20),
        title: "陶瓷检测报告数字化",
        field: "52020",
        problem: "检测报告靠人工录入，容易出错，想做一个系统，具体要求还没想好。",
        budget: "",
        deadline: "",
        limits: "",
        summary: "",
        fate: Fate::Draft,
        ..BLANK
    },
];
