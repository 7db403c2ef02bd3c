//! The innovation alliance and its orders on their way from proposal to shares.

use vocabulary::{Day, day};

use super::district::District;
use super::firms::{ALUMINA_FIRM, EQUIPMENT_FIRM, FOAM_FIRM, Firm};
use super::institutes;
use super::people::Group;
use super::random::{Dice, END, day_of, known};
use super::row::{Row, wan, yuan};

/// The alliances: name, institute, day of foundation, place in the report, how many members.
const ALLIANCES: [(&str, usize, Day, i64, usize); 3] = [
    ("{d}工业陶瓷创新联盟", 0, day!(2020, 9, 24), 1, 11),
    ("{d}先进陶瓷产业技术联盟", 1, day!(2021, 4, 15), 0, 8),
    ("{d}稻田生态种养创新联盟", 5, day!(2021, 6, 10), 0, 6),
];

/// 创新联盟.
pub(super) fn alliances(district: &District) -> Vec<Row> {
    let rows = ALLIANCES.iter().map(|(name, institute, founded, order, _)| {
        Row::new()
            .with("name", district.fill(name))
            .with("institute", institutes::name(district, *institute))
            .with("founded_on", *founded)
            .with("report_order", district.report_order(*order))
    });
    rows.collect()
}

/// A firm in an alliance.
pub(super) struct Member {
    alliance: String,
    /// The credit code of the firm.
    pub(super) enterprise: String,
    /// The day of its joining.
    pub(super) joined: Day,
    /// The day of its leaving, where it left.
    pub(super) left: Option<Day>,
}

/// The members of all alliances. Of the eleven that ever joined the first, two have left.
pub(super) fn members(district: &District) -> Vec<Member> {
    let mut dice = Dice::of("member", district.index);
    let mut members = Vec::new();
    for (alliance, (name, _, founded, _, count)) in ALLIANCES.iter().enumerate() {
        let sectors: &[&str] = match alliance {
            0 => &["工业陶瓷", "节能环保"],
            1 => &["新材料", "工业陶瓷"],
            _ => &["现代农业"],
        };
        let is_fitting =
            |firm: &&Firm| sectors.contains(&firm.sector.name) && firm.is_alive() && firm.founded < day!(2019, 1, 1);
        let skipped = if alliance == 1 { 12 } else { 0 };
        for (nth, firm) in district.firms.iter().filter(is_fitting).skip(skipped).take(*count).enumerate() {
            let joined = if nth < 6 { *founded } else { dice.workday(founded.plus_days(60), day!(2021, 12, 31)) };
            let has_left = nth == 8 && alliance == 0 || nth == 5;
            let left = has_left.then(|| dice.workday(day!(2022, 3, 7), day!(2022, 7, 29)));
            members.push(Member { alliance: district.fill(name), enterprise: firm.uscc.clone(), joined, left });
        }
    }
    members
}

/// 联盟成员.
pub(super) fn member_rows(district: &District) -> Vec<Row> {
    let rows = members(district).into_iter().map(|member| {
        Row::new()
            .with("alliance", member.alliance)
            .with("enterprise", member.enterprise)
            .with("joined_on", member.joined)
            .with("left_on", member.left)
    });
    rows.collect()
}

/// 创新引导资金: 20 万元 for every year in which a firm was a member before its autumn.
pub(super) fn fees(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("fee", district.index);
    let mut rows = Vec::new();
    for member in members(district) {
        for year in member.joined.year()..=2022 {
            let from = member.joined.plus_days(5).max(day_of(year, 3, 1));
            let to = member.left.unwrap_or(END).min(day_of(year, 12, 25));
            if from.plus_days(30) > to {
                continue;
            }
            rows.push(
                Row::new()
                    .with("number", district.number("引导", rows.len() + 1))
                    .with("member", format!("{} / {}", member.alliance, member.enterprise))
                    .with("year", year)
                    .with("paid_on", dice.workday(from, to.min(from.plus_days(120))))
                    .with("amount", wan(20)),
            );
        }
    }
    rows
}

/// Batch, how many firms, first and last day.
const BATCHES: [(&str, usize, Day, Day); 3] = [
    ("第一批", 23, day!(2021, 4, 12), day!(2021, 6, 11)),
    ("第二批", 17, day!(2022, 2, 21), day!(2022, 4, 29)),
    ("第三批", 14, day!(2022, 9, 5), day!(2022, 11, 18)),
];

/// 联合中心课题; some firms ask for two.
pub(super) fn topics(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("topic", district.index);
    let mut rows = Vec::new();
    for (round, (batch, count, from, to)) in BATCHES.iter().enumerate() {
        let is_fitting = |firm: &&Firm| firm.is_industrial() && firm.is_alive() && firm.founded < day!(2020, 1, 1);
        for (nth, firm) in district.firms.iter().filter(is_fitting).skip(round * 13).take(*count).enumerate() {
            for _ in 0..=usize::from(nth % 4 == 1) {
                let result = match (round, dice.between(0, 9)) {
                    (2, 0..=6) => "论证中",
                    (_, 0..=5) => "立项",
                    _ => "未立项",
                };
                rows.push(
                    Row::new()
                        .with("number", district.number("课题", rows.len() + 1))
                        .with(
                            "title",
                            format!(
                                "{}{}",
                                dice.word(firm.sector.things),
                                dice.word(&["配方研究", "失效分析", "工艺改进", "检测方法", "性能提升"])
                            ),
                        )
                        .with("centre", institutes::joint_centre(district))
                        .with("enterprise", &firm.uscc)
                        .with("batch", *batch)
                        .with("applied_on", dice.workday(*from, *to))
                        .with("result", result),
                );
            }
        }
    }
    rows
}

const STAGES: [(&str, &str, i64, i64); 6] = [
    ("需求提出", "企业", 1, 2),
    ("小试", "研究院", 3, 4),
    ("中试", "企业", 5, 6),
    ("性能评价", "研究院", 6, 7),
    ("产业化", "企业", 8, 9),
    ("股份合作", "双方", 9, 9),
];

/// How many orders stand in each stage at the end; five are in pilot.
const STANDING: [usize; 6] = [4, 5, 5, 3, 5, 4];

/// One order: the stage that it reached, whether it was given up there, and the days on which its stages began.
struct RdOrder {
    number: String,
    name: String,
    enterprise: String,
    institute: usize,
    reached: usize,
    is_given_up: bool,
    begun: Vec<Day>,
    budget: i64,
    thing: &'static str,
}

/// The names of the first orders in pilot, as the report tells of them.
const TOLD: [(usize, &str); 3] = [
    (FOAM_FIRM, "新型泡沫陶瓷低温脱硝材料"),
    (EQUIPMENT_FIRM, "产业污染物高温一体化协同净化集成装备"),
    (ALUMINA_FIRM, "化工陶瓷废弃氧化铝回收再生利用"),
];

fn orders(district: &District) -> Vec<RdOrder> {
    let mut dice = Dice::of("order", district.index);
    let members = members(district);
    let mut found: Vec<RdOrder> = Vec::new();
    for (reached, count) in STANDING.into_iter().enumerate() {
        for nth in 0..count {
            let at = found.len();
            let told = (reached == 2).then(|| TOLD.get(nth)).flatten();
            let member = members.get(at * 5 % 19);
            let (Some(member), thing) = (member, dice.word(THINGS)) else { continue };
            let enterprise =
                told.map_or_else(|| member.enterprise.clone(), |(firm, _)| district.firm(*firm).to_owned());
            found.push(RdOrder {
                number: district.number("订单", at + 1),
                name: told.map_or_else(|| format!("{thing}研发"), |(_, name)| (*name).to_owned()),
                enterprise,
                institute: at % 3,
                reached,
                is_given_up: nth == 3 && reached == 1,
                begun: stage_days(reached, nth, &mut dice),
                budget: dice.between(6, 48) * 10,
                thing,
            });
        }
    }
    found
}

const THINGS: &[&str] = &[
    "低温脱硝蜂窝体",
    "高孔隙率陶瓷膜",
    "抗热震蓄热体",
    "高导热散热基板",
    "耐磨陶瓷衬板",
    "再生氧化铝填料",
    "陶瓷轴承球",
    "催化滤筒",
    "泡沫陶瓷过滤片",
    "低密度规整填料",
    "耐酸陶瓷砖",
    "碳化硅换热管",
];

/// The days on which the stages began, reckoned back from the last one, which began in 2022.
fn stage_days(reached: usize, nth: usize, dice: &mut Dice) -> Vec<Day> {
    let last = match (reached, nth) {
        (2, 4) => dice.workday(day!(2022, 9, 5), day!(2022, 11, 18)),
        (0, _) => dice.workday(day!(2022, 10, 10), day!(2022, 12, 9)),
        (1, _) => dice.workday(day!(2022, 5, 9), day!(2022, 9, 30)),
        (2 | 3, _) => dice.workday(day!(2022, 3, 1), day!(2022, 7, 15)),
        _ => dice.workday(day!(2022, 7, 4), day!(2022, 10, 31)),
    };
    let mut days = vec![last];
    for stage in (0..reached).rev() {
        let (least, most) = match stage {
            0 => (30, 70),
            1 | 2 => (95, 150),
            3 => (25, 60),
            _ => (90, 150),
        };
        let next = days.first().copied().unwrap_or(last);
        days.insert(0, dice.workday(next.plus_days(-most), next.plus_days(-least)));
    }
    days
}

/// 科研订单.
pub(super) fn order_rows(district: &District) -> Vec<Row> {
    let rows = orders(district).into_iter().map(|order| {
        let closed = order.is_given_up.then(|| super::random::workday(day!(2022, 11, 24)));
        Row::new()
            .with("number", order.number)
            .with("name", order.name)
            .with("enterprise", order.enterprise)
            .with("institute", institutes::name(district, order.institute))
            .with("proposed_on", order.begun.first().copied())
            .with("stage", STAGES.get(order.reached).map(|stage| stage.0))
            .with("budget", wan(order.budget))
            .with("closed_on", closed)
            .with("targets", format!("{}的主要指标达到国内先进水平，综合成本下降15%以上。", order.thing))
    });
    rows.collect()
}

/// 订单阶段.
pub(super) fn stage_rows(district: &District) -> Vec<Row> {
    let mut rows = Vec::new();
    for order in orders(district) {
        let ends =
            order.begun.iter().skip(1).map(|next| Some(super::random::last_workday(next.plus_days(-1)))).chain([None]);
        for (((stage, who, trl, trl_after), begun), end) in
            STAGES.into_iter().zip(order.begun.iter().copied()).zip(ends)
        {
            let given_up = (order.is_given_up && end.is_none()).then(|| super::random::workday(day!(2022, 11, 24)));
            let end = end.map(|end: Day| end.max(begun));
            let (result, evidence) = match (end, given_up) {
                (Some(_), _) => ("通过", Some(format!("{stage}总结及评审意见"))),
                (None, Some(_)) => ("未通过", Some("小试未达指标，双方同意终止".to_owned())),
                (None, None) => ("进行中", None),
            };
            rows.push(
                Row::new()
                    .with("order", &order.number)
                    .with("stage", stage)
                    .with("responsible", who)
                    .with("started_on", begun)
                    .with("ended_on", end.or(given_up))
                    .with("result", result)
                    .with("budget", wan(order.budget / 5))
                    .with("trl_before", trl)
                    .with("trl_after", (result == "通过").then_some(trl_after))
                    .with("evidence", evidence),
            );
        }
    }
    rows
}

/// 性能评价: one for every order past the evaluation, and first results for those in it.
pub(super) fn evaluations(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("evaluation", district.index);
    let mut evaluators = district.people.iter().filter(|person| matches!(person.group, Group::Senior)).cycle();
    let mut rows = Vec::new();
    for (nth, order) in orders(district).into_iter().enumerate() {
        let Some(begun) = order.begun.get(3).copied() else { continue };
        let (day, conclusion) = match order.begun.get(4) {
            Some(next) => (dice.workday(begun, next.plus_days(-1).max(begun)), "合格"),
            None if nth % 3 == 0 => continue,
            None => (dice.days_after(begun, 30, 80), "限期改进"),
        };
        let evaluator = evaluators.next().map_or_else(String::new, |person| person.name.clone());
        let findings = if conclusion == "合格" {
            "各项指标达到订单要求，可以进入产业化。"
        } else {
            "抗热震循环次数低于指标，改进后复评。"
        };
        rows.push(
            Row::new()
                .with("number", district.number("评价", rows.len() + 1))
                .with("order", order.number)
                .with("evaluated_on", day)
                .with("evaluator", evaluator)
                .with("conclusion", conclusion)
                .with("findings", findings),
        );
    }
    rows
}

/// 股份合作协议.
pub(super) fn shares(district: &District) -> Vec<Row> {
    let mut dice = Dice::of("share", district.index);
    let mut rows = Vec::new();
    for order in orders(district) {
        let Some(begun) = order.begun.get(5).copied() else { continue };
        let institute = dice.between(50, 90) * 50;
        let of_hundred = |basis: i64| vocabulary::format_scaled(basis, 2);
        rows.push(
            Row::new()
                .with("number", district.number("股协", rows.len() + 1))
                .with("order", order.number)
                .with("company", order.enterprise)
                .with("signed_on", known(dice.days_after(begun, 0, 40)))
                .with("institute_share", of_hundred(institute))
                .with("enterprise_share", of_hundred(10_000 - institute))
                .with("dividends", wan(dice.between(0, 86))),
        );
    }
    rows
}

/// Product, firm, institute, year, price before and after in yuan, evidence, place in the report.
type Effect = (&'static str, usize, usize, i32, i64, i64, &'static str, i64);

const EFFECTS: [Effect; 6] = [
    (
        "一体化协同净化陶瓷核心组件（叠加催化剂）",
        EQUIPMENT_FIRM,
        0,
        2022,
        4_800,
        12_600,
        "销售合同6份及发票汇总表（2022年）",
        1,
    ),
    ("泡沫陶瓷低温脱硝单元", FOAM_FIRM, 0, 2022, 3_650, 6_900, "第三方检测报告及报价单（2022年）", 0),
    ("再生氧化铝填料", ALUMINA_FIRM, 1, 2022, 2_450, 3_180, "销售台账（2022年）", 0),
    ("蜂窝蓄热体", 11, 1, 2021, 1_860, 2_540, "销售合同3份（2021年）", 0),
    ("耐磨衬板", 10, 2, 2021, 5_200, 7_350, "用户证明2份（2021年）", 0),
    ("散热基板", 13, 2, 2022, 86, 128, "销售合同2份（2022年）", 0),
];

/// 产品效果.
pub(super) fn effects(district: &District) -> Vec<Row> {
    let rows =
        EFFECTS.iter().enumerate().map(|(at, (product, firm, institute, year, before, after, evidence, order))| {
            Row::new()
                .with("number", district.number("效果", at + 1))
                .with("product", *product)
                .with("enterprise", district.firm(*firm))
                .with("institute", institutes::name(district, *institute))
                .with("year", *year)
                .with("price_before", yuan(*before))
                .with("price_after", yuan(*after))
                .with("evidence", *evidence)
                .with("report_order", district.report_order(*order))
        });
    rows.collect()
}
