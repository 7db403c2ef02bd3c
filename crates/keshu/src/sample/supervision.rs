//! Problems, plans and suggestions, year by year.

use vocabulary::{Day, day};

use super::district::District;
use super::random::{Dice, day_of, known};
use super::row::Row;

/// Year, title, content, the day of solution.
type Problem = (i32, &'static str, &'static str, Option<Day>);

const PROBLEMS: [Problem; 9] = [
    (
        2020,
        "创新平台数量偏少",
        "省级平台主要集中在少数龙头企业，科创中心尚在建设，共享能力不足。",
        Some(day!(2022, 10, 26)),
    ),
    (2020, "企业研发投入不足", "规模以上工业企业有研发活动的不到四成，研发辅助账不规范。", None),
    (2020, "科技队伍力量薄弱", "股室人员少、身兼数职，镇街没有专职科技管理人员。", Some(day!(2022, 8, 15))),
    (2021, "成果转化周期长", "小试到中试的衔接缺少经费和场地，订单在评审环节停留时间较长。", None),
    (2021, "大型仪器共享率不高", "部分仪器仅供内部使用，企业不了解可用设备和收费标准。", Some(day!(2022, 9, 30))),
    (2022, "高层次创新型人才匮乏", "院士、领军人才以柔性引进为主，全职扎根的博士数量少、流动快。", None),
    (2022, "高新技术企业发展后劲不足", "部分企业研发费用占比接近下限，重新认定压力大，后备企业培育不够。", None),
    (2022, "产品相对低端", "工业陶瓷产品同质化，核心部件和高附加值产品比重低，市场竞争力不强。", None),
    (2022, "企业融资仍有困难", "轻资产的科技型企业缺少抵押物，知识产权质押贷款规模小。", None),
];

/// 困难问题.
pub(super) fn problems(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("problem", district.index);
    let mut rows = Vec::new();
    for (at, (year, title, content, solved)) in PROBLEMS.iter().enumerate() {
        let before = PROBLEMS.iter().take(at).filter(|problem| problem.0 == *year).count();
        rows.push(
            Row::new()
                .with("number", district.number("问题", at + 1))
                .with("year", *year)
                .with("sequence", sequence(before))
                .with("title", *title)
                .with("content", *content)
                .with("raised_on", dice.workday(day_of(*year, 3, 1), day_of(*year, 7, 8)))
                .with("solved_on", *solved),
        );
    }
    rows
}

fn sequence(before: usize) -> i64 {
    i64::try_from(before).unwrap_or_default() + 1
}

/// Year, kind, title, place of the firm, content, month of the due day (in the year after), place in the report.
type Plan = (i32, &'static str, &'static str, &'static str, &'static str, u8, i64);

const PLANS: [Plan; 27] = [
    (2020, "科技环境", "建成工业陶瓷科创中心一期", "", "完成土建和首批检测设备安装，年内开放使用。", 11, 0),
    (2020, "计划管理", "建立科技计划项目库", "", "征集储备项目不少于60项，分级分类管理。", 9, 0),
    (2020, "产学研合作", "引进两家高校研究院常驻", "", "落实场地、编制和研发经费补助。", 10, 0),
    (2020, "招才引智", "修订人才生活补贴办法", "", "提高硕士、博士生活补贴标准，延长享受年限。", 6, 0),
    (2020, "科普示范", "命名一批区级科普示范基地", "", "年内命名不少于三个。", 12, 0),
    (2020, "重点支持项目", "协同创新体稻种攻关", "{d}", "跟踪国家重大专项任务进度。", 12, 0),
    (2021, "科技环境", "落实企业研发投入后补助", "", "兑现上年度研发投入后补助和高企奖励。", 9, 0),
    (2021, "计划管理", "开展在研项目跟踪问效", "", "对逾期未验收项目逐项督办。", 11, 0),
    (2021, "产学研合作", "组织联合研究中心第二批课题", "", "面向企业征集课题不少于15项。", 5, 0),
    (2021, "招才引智", "实施人才回归计划", "", "引进硕士以上人才不少于50名。", 12, 0),
    (2021, "科普示范", "办好科技活动周", "", "组织开放日和展览，参加人次超过五千。", 6, 0),
    (2021, "重点支持项目", "废气净化装备首台套研制", "{d}", "完成中试和第三方检测。", 12, 0),
    (
        2022,
        "科技环境",
        "进一步优化科技创新环境",
        "",
        "贯彻落实科技创新政策，加强对基层企业科技工作的指导，防范和化解科技领域重大风险。",
        12,
        0,
    ),
    (
        2022,
        "计划管理",
        "做好科技计划管理工作",
        "",
        "完善工农业科技档案和项目库，提高申报项目的数量和质量，做好已列项目的跟踪问效。",
        12,
        0,
    ),
    (2022, "产学研合作", "深度抓好产学研合作对接", "", "深化与高校院所的合作，继续做好研发平台的跟进服务。", 11, 0),
    (2022, "招才引智", "持续加强招才引智工作", "", "对接国家和省重大人才计划，力争新引进更多高层次人才团队。", 12, 0),
    (2022, "科普示范", "抓好科普示范工作", "", "建设一批科普示范基地，实施科技特派员农村科技创业行动。", 12, 0),
    (2022, "重点支持项目", "沁蜂高材新型泡沫陶瓷挥发性有机物催化材料", "江西", "完成中试线建设和催化性能评价。", 12, 1),
    (2022, "重点支持项目", "砺填陶瓷废弃氧化铝回收再生利用", "江西", "形成年处理三千吨的示范线。", 12, 2),
    (2022, "重点支持项目", "镜川光电紧凑型高分辨率成像镜头研制", "{d}", "完成样机和可靠性试验。", 10, 3),
    (2022, "重点支持项目", "镜川光电宽波段超低反射膜研制", "{d}", "完成膜系设计和小批量试制。", 10, 4),
    (2022, "重点支持项目", "镜川光电超表面微纳结构成像技术研究", "{d}", "完成原理样机。", 12, 5),
    (2022, "招才引智", "办好2023年公开引才", "", "面向化工、材料、环境等专业引进硕士以上人才。", 9, 0),
    (2022, "科技环境", "扩大仪器开放共享", "", "原值五十万元以上设备全部纳入共享平台。", 6, 0),
    (2022, "计划管理", "组织省级重点研发计划申报", "", "储备省级项目不少于12项。", 4, 0),
    (2022, "产学研合作", "推动中试项目转入产业化", "", "力争三项以上订单通过性能评价。", 12, 0),
    (2022, "科普示范", "新建两个镇级科普示范点", "", "在清溪口镇、柘塘镇选点建设。", 10, 0),
];

/// 工作打算 of a year for the year after.
pub(super) fn plans(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("plan", district.index);
    let mut rows = Vec::new();
    for (at, (year, kind, title, place, content, month, order)) in PLANS.iter().enumerate() {
        let before = PLANS.iter().take(at).filter(|plan| plan.0 == *year).count();
        let due = day_of(year + 1, *month, 28);
        let owner = match *kind {
            "科技环境" => "政策法规股",
            "计划管理" => "计划与资金股",
            "招才引智" => "人才股",
            "科普示范" => "农村与科普股",
            _ => "成果与平台股",
        };
        let closed = (at % 7 != 3).then(|| dice.workday(due.plus_days(-60), due.plus_days(25))).and_then(known);
        rows.push(
            Row::new()
                .with("number", district.number("打算", at + 1))
                .with("year", *year)
                .with("sequence", sequence(before))
                .with("kind", *kind)
                .with("title", *title)
                .with("place", district.fill(place))
                .with("content", *content)
                .with("owner", owner)
                .with("due_on", due)
                .with("closed_on", closed)
                .with("report_order", district.report_order(*order)),
        );
    }
    rows
}

/// Year, title, content, the day of the reply, the reply.
type Suggestion = (i32, &'static str, &'static str, Option<Day>, &'static str);

const SUGGESTIONS: [Suggestion; 7] = [
    (
        2020,
        "加强对区县项目申报的指导",
        "建议在指南发布前组织培训，提高申报质量。",
        Some(day!(2021, 2, 25)),
        "已纳入2021年培训计划，上下半年各一次。",
    ),
    (
        2020,
        "支持科创中心列入市级重点",
        "建议在平台建设经费上给予倾斜。",
        Some(day!(2021, 3, 12)),
        "已列入市级重点平台，安排建设经费。",
    ),
    (
        2021,
        "完善成果转化政策",
        "建议明确职务科技成果赋权的操作办法。",
        Some(day!(2022, 1, 28)),
        "市级实施细则正在征求意见。",
    ),
    (
        2021,
        "统一科技特派员考核标准",
        "建议市局制定服务日志和成效证明的统一格式。",
        Some(day!(2022, 3, 4)),
        "统一格式已随年度通知下发。",
    ),
    (2022, "完善科技创新、成果转化及平台建设政策", "充分发挥科技支撑作用，以创新为引领，完善相关政策。", None, ""),
    (2022, "加大对重点科技企业和项目的扶持", "多途径多方法积极争取国家、省级各类科技项目，给予政策倾斜。", None, ""),
    (2022, "加强对区县科技局的业务指导", "开展业务培训和工作对接，推广好的做法。", None, ""),
];

/// 意见建议.
pub(super) fn suggestions(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("suggestion", district.index);
    let mut rows = Vec::new();
    for (at, (year, title, content, replied, reply)) in SUGGESTIONS.iter().enumerate() {
        let before = SUGGESTIONS.iter().take(at).filter(|one| one.0 == *year).count();
        rows.push(
            Row::new()
                .with("number", district.number("建议", at + 1))
                .with("year", *year)
                .with("sequence", sequence(before))
                .with("title", *title)
                .with("content", *content)
                .with("made_on", dice.workday(day_of(*year, 6, 20), day_of(*year, 7, 29)))
                .with("replied_on", *replied)
                .with("reply", *reply),
        );
    }
    rows
}
