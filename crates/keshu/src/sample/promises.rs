//! What policies promise: one line for each value, with the days between which it holds.

use vocabulary::{Day, Money, day};

use super::district::District;
use super::row::{Row, wan, yuan};

/// One promised value.
struct Promise {
    policy: &'static str,
    item: &'static str,
    name: &'static str,
    applies_to: &'static str,
    clause: &'static str,
    per: &'static str,
    amount: Money,
    high: Option<Money>,
    years: Option<i64>,
    from: Day,
    to: Option<Day>,
}

const fn promise(
    policy: &'static str,
    item: &'static str,
    texts: [&'static str; 4],
    amount: Money,
    from: Day,
) -> Promise {
    let [name, applies_to, clause, per] = texts;
    Promise { policy, item, name, applies_to, clause, per, amount, high: None, years: None, from, to: None }
}

impl Promise {
    const fn years(self, years: i64) -> Promise {
        Promise { years: Some(years), ..self }
    }

    const fn up_to(self, high: Money) -> Promise {
        Promise { high: Some(high), ..self }
    }

    const fn until(self, to: Day) -> Promise {
        Promise { to: Some(to), ..self }
    }
}

const ALLOWANCE_2019: &str = "{s}府办发〔2019〕12号";
const TRANSITION: &str = "{s}科字〔2019〕21号";
const CENTRE: &str = "{s}府发〔2020〕9号";
const ALLIANCE: &str = "{s}科字〔2020〕16号";
const ALLOWANCE: &str = "{s}科字〔2021〕3号";
const RESEARCH: &str = "{s}科字〔2021〕17号";

const MASTER: [&str; 4] = ["硕士生活补贴", "公开引进的硕士研究生", "第五条", "每月"];
const DOCTOR: [&str; 4] = ["博士生活补贴", "公开引进的博士研究生", "第五条", "每月"];
const FIRST: [&str; 4] = ["首次认定高新技术企业奖励", "首次认定的高新技术企业", "第三条", "一次性"];
const AGAIN: [&str; 4] = ["重新认定高新技术企业奖励", "重新认定的高新技术企业", "第三条", "一次性"];
const AFTER: [&str; 4] = ["企业研发投入后补助", "规模以上工业企业", "第五条", "每家企业每年"];
const PASSAGE: [&str; 4] = ["服务团队过渡期研发补助", "入驻公共创新平台的服务团队", "第三条", "每年每个团队"];
const INCOME: [&str; 4] = ["骨干成员年基础收入", "入驻团队骨干成员", "第九条", "每人每年"];
const TEAM_RESEARCH: [&str; 4] = ["常驻团队研发经费补助", "常驻研究院团队", "第五条", "每年每个团队"];
const TEAM_RUNNING: [&str; 4] = ["常驻团队运营经费补助", "常驻研究院团队", "第六条", "每年每个团队"];
const FUND: [&str; 4] = ["工业陶瓷产业发展基金规模", "科创中心成果产业化项目", "第十一条", "总规模"];
const FEE: [&str; 4] = ["联盟企业创新引导资金", "联盟成员企业", "第四条", "每家企业每年"];

/// The allowances of 2019 gave way to those of 2021; the rest holds through 2022.
const PROMISES: [Promise; 13] = [
    promise(ALLOWANCE_2019, "生活补贴-硕士", MASTER, yuan(1_000), day!(2019, 6, 1)).years(3).until(day!(2021, 1, 1)),
    promise(ALLOWANCE_2019, "生活补贴-博士", DOCTOR, yuan(2_000), day!(2019, 6, 1)).years(3).until(day!(2021, 1, 1)),
    promise(ALLOWANCE, "生活补贴-硕士", MASTER, yuan(1_500), day!(2021, 1, 1)).years(5),
    promise(ALLOWANCE, "生活补贴-博士", DOCTOR, yuan(3_000), day!(2021, 1, 1)).years(5),
    promise(TRANSITION, "过渡期研发补助", PASSAGE, wan(200), day!(2019, 12, 1)).years(3),
    promise(CENTRE, "骨干基础收入", INCOME, wan(30), day!(2020, 4, 10)).up_to(wan(50)),
    promise(CENTRE, "团队研发经费", TEAM_RESEARCH, wan(300), day!(2020, 4, 10)),
    promise(CENTRE, "团队运营经费", TEAM_RUNNING, wan(100), day!(2020, 4, 10)),
    promise(CENTRE, "产业发展基金", FUND, wan(5_000), day!(2020, 4, 10)),
    promise(ALLIANCE, "创新引导资金", FEE, wan(20), day!(2020, 9, 1)),
    promise(RESEARCH, "高企奖励-首次", FIRST, wan(20), day!(2021, 7, 1)),
    promise(RESEARCH, "高企奖励-重新", AGAIN, wan(10), day!(2021, 7, 1)),
    promise(RESEARCH, "研发后补助", AFTER, wan(3), day!(2021, 7, 1)).up_to(wan(50)),
];

/// The code of an item of a policy. Only the home district's are those of the report.
pub(super) fn item(district: &District, item: &str) -> String {
    if district.is_home() { item.to_owned() } else { format!("{}-{item}", district.short) }
}

/// 政策标准.
pub(super) fn rows(district: &District) -> Vec<Row> {
    let rows = PROMISES.iter().map(|promise| {
        Row::new()
            .with("policy", district.fill(promise.policy))
            .with("item", item(district, promise.item))
            .with("name", promise.name)
            .with("applies_to", promise.applies_to)
            .with("clause", promise.clause)
            .with("amount", promise.amount)
            .with("amount_high", promise.high)
            .with("years", promise.years)
            .with("per", promise.per)
            .with("valid_from", promise.from)
            .with("valid_to", promise.to)
    });
    rows.collect()
}
