//! Every condition of 高新技术企业 with what there is, what is asked for, what is missing and where it stands.

use vocabulary::grouped;

use crate::assessment::{Answer, Assessment, BLANK, Condition, Part, blank};
use crate::gap::{Change, Gap, climb};
use crate::item::Item;
use crate::points::Band;

use super::change::{apply, levers};
use super::conditions as is;
use super::facts::{Facts, Field};
use super::growth::Growth;
use super::parameters::Rules;
use super::score::{Score, score};

/// The whole assessment.
pub(super) fn assess(facts: &Facts, rules: &Rules) -> Assessment {
    let points = score(facts, &rules.scales);
    let conditions = vec![
        registered(facts, rules),
        rights(facts, rules),
        field(facts, rules),
        science_staff(facts, rules),
        rd(facts, rules),
        rd_in_china(facts, rules),
        hightech_income(facts, rules),
        scored(facts, rules, &points),
        accident(facts, rules),
    ];
    Assessment {
        subject: "高新技术企业认定",
        qualifies: Answer::of(conditions.iter().map(|condition| condition.met)),
        score: points.total(),
        least: rules.score.value,
        conditions,
        edition: rules.edition,
        parts: parts(facts, &points, rules),
        remarks: remarks(facts),
    }
}

fn registered(facts: &Facts, rules: &Rules) -> Condition {
    let rule = &rules.days_registered;
    let until = facts.registered_on.plus_days(rule.value);
    Condition {
        code: "registered",
        name: "注册成立一年以上",
        met: is::registered_long_enough(facts, rules),
        have: format!("到申报日{}天", facts.applied_on.days_since(facts.registered_on)),
        need: format!("不少于{}天", rule.value),
        gap: None,
        source: rule.source,
    }
    .missing(|| Gap::one(Change::Wait(until.days_since(facts.applied_on), until)))
}

fn rights(facts: &Facts, rules: &Rules) -> Condition {
    let rule = &rules.rights;
    Condition {
        code: "ip",
        name: "拥有对主要产品（服务）起核心支持作用的知识产权",
        met: is::owns_rights(facts, rules),
        have: owned(facts),
        need: format!("不少于{}项，且为本企业所有", rule.value),
        gap: None,
        source: rule.source,
    }
    .missing(|| match facts.rights() {
        None => Gap::unknown(blank([
            (Item::ClassOne, facts.ip.class1.is_none()),
            (Item::ClassTwo, facts.ip.class2.is_none()),
        ])),
        Some(rights) => {
            let by = i64::from(rule.value.saturating_sub(rights));
            let ways = vec![Change::More(Item::ClassTwo, by), Change::More(Item::ClassOne, by)];
            Gap { ways, unknown: blank([(Item::ClassTwo, facts.ip.class2.is_none())]), ..Gap::default() }
        }
    })
}

fn field(facts: &Facts, rules: &Rules) -> Condition {
    Condition {
        code: "field",
        name: "核心技术属于国家重点支持的高新技术领域",
        met: is::lies_in_a_field(facts, rules),
        have: facts.field.map_or(BLANK, Field::word).to_owned(),
        need: "八个领域之一".to_owned(),
        gap: None,
        source: rules.field,
    }
    .missing(|| match facts.field {
        None => Gap::unknown([Item::Field]),
        Some(_) => Gap::remark("对照《国家重点支持的高新技术领域》，确认主要产品（服务）的核心技术属于其中哪一项"),
    })
}

fn science_staff(facts: &Facts, rules: &Rules) -> Condition {
    let rule = &rules.staff_percent;
    let ratio = is::science_staff(facts);
    let have = match (facts.st_staff, facts.staff, ratio) {
        (Some(some), Some(all), Some(ratio)) => format!("{some}人，占职工总数{all}人的{ratio}"),
        _ => BLANK.to_owned(),
    };
    Condition {
        code: "staff",
        name: "科技人员占职工总数的比例",
        met: is::has_enough_science_staff(facts, rules),
        have,
        need: format!("不低于{}%", rule.value),
        gap: None,
        source: rule.source,
    }
    .missing(|| match ratio.and_then(|ratio| ratio.short_of(rule.value)) {
        Some(by) => Gap::one(Change::More(Item::ScienceStaff, by)),
        None => {
            Gap::unknown(blank([(Item::Staff, facts.staff.is_none()), (Item::ScienceStaff, facts.st_staff.is_none())]))
        }
    })
}

fn rd(facts: &Facts, rules: &Rules) -> Condition {
    let ratio = is::rd_in_sales(facts);
    let tier = is::tier(facts, rules);
    let have = match (facts.total(|year| year.rd), facts.total(|year| Some(year.sales)), ratio) {
        (Some(rd), Some(sales), Some(ratio)) => {
            format!("{}元，占同期销售收入{}元的{ratio}", grouped(rd), grouped(sales))
        }
        _ => BLANK.to_owned(),
    };
    let need = tier.map_or_else(
        || "按最近一年销售收入确定".to_owned(),
        |tier| format!("不低于{}%（{}）", tier.percent, tier.whom),
    );
    Condition {
        code: "rd",
        name: "近三个会计年度研发费用占销售收入的比例",
        met: is::spends_enough_on_rd(facts, rules),
        have,
        need,
        gap: None,
        source: rules.rd_tiers.source,
    }
    .missing(|| match tier.zip(ratio).and_then(|(tier, ratio)| ratio.part_short_of(tier.percent)) {
        Some(by) => Gap::one(Change::More(Item::RdInChina, by)),
        None => Gap::unknown([Item::Rd]),
    })
}

fn rd_in_china(facts: &Facts, rules: &Rules) -> Condition {
    let rule = &rules.rd_in_china_percent;
    let ratio = is::rd_in_china(facts);
    let (inside, all) = (facts.total(|year| year.rd_china), facts.total(|year| year.rd));
    let have = match (inside, all, ratio) {
        (Some(inside), Some(all), Some(ratio)) => {
            format!("{}元，占研发费用{}元的{ratio}", grouped(inside), grouped(all))
        }
        (_, Some(0), None) => "没有研发费用，无从计算".to_owned(),
        _ => BLANK.to_owned(),
    };
    Condition {
        code: "rd-china",
        name: "在中国境内发生的研发费用占全部研发费用的比例",
        met: is::spends_enough_in_china(facts, rules),
        have,
        need: format!("不低于{}%", rule.value),
        gap: None,
        source: rule.source,
    }
    .missing(|| match (ratio.and_then(|ratio| ratio.short_of(rule.value)), all) {
        (Some(by), _) => Gap::one(Change::More(Item::RdInChina, by)),
        (None, Some(0)) if inside.is_some() => Gap::one(Change::More(Item::RdInChina, 1)),
        (None, _) => Gap::unknown(blank([(Item::RdInChina, inside.is_none()), (Item::Rd, all.is_none())])),
    })
}

fn hightech_income(facts: &Facts, rules: &Rules) -> Condition {
    let rule = &rules.income_percent;
    let ratio = is::hightech_income(facts);
    let have = match (facts.hightech_income, facts.total_income, ratio) {
        (Some(part), Some(all), Some(ratio)) => format!("{part}，占总收入{all}的{ratio}"),
        _ => BLANK.to_owned(),
    };
    Condition {
        code: "income",
        name: "近一年高新技术产品（服务）收入占总收入的比例",
        met: is::earns_enough_with_high_tech(facts, rules),
        have,
        need: format!("不低于{}%", rule.value),
        gap: None,
        source: rule.source,
    }
    .missing(|| match ratio.and_then(|ratio| ratio.short_of(rule.value)) {
        Some(by) => Gap::one(Change::More(Item::HightechIncome, by)),
        None => Gap::unknown(blank([
            (Item::HightechIncome, facts.hightech_income.is_none()),
            (Item::TotalIncome, facts.total_income.is_none()),
        ])),
    })
}

fn scored(facts: &Facts, rules: &Rules, points: &Score) -> Condition {
    let rule = &rules.score;
    let total = points.total();
    let (ip, growth) = (points.ip(), points.growth());
    Condition {
        code: "score",
        name: "企业创新能力评价",
        met: total.reach(rule.value),
        have: format!(
            "{total}（知识产权{ip}，成果转化{}，组织管理{}，成长性{growth}）",
            points.conversions,
            points.managed()
        ),
        need: format!("{0}分以上（不含{0}分）", rule.value.saturating_sub(1)),
        gap: None,
        source: rule.source,
    }
    .missing(|| {
        let after = |change| score(&apply(facts, change), &rules.scales).total();
        let gap = climb(total, rule.value, &levers(facts, &rules.scales), after);
        Gap { unknown: blank_for_score(facts), ..gap }
    })
}

fn accident(facts: &Facts, rules: &Rules) -> Condition {
    Condition {
        code: "accident",
        name: "申请前一年内未发生重大安全、重大质量事故或严重环境违法行为",
        met: is::had_no_accident(facts, rules),
        have: facts.accident.map_or(BLANK, |accident| if accident { "发生过" } else { "没有发生" }).to_owned(),
        need: "没有发生".to_owned(),
        gap: None,
        source: rules.accident,
    }
    .missing(|| match facts.accident {
        None => Gap::unknown([Item::Accident]),
        Some(_) => Gap::remark("事故或违法行为发生满一年以后再申报"),
    })
}

fn blank_for_score(facts: &Facts) -> Vec<Item> {
    let (ip, management) = (&facts.ip, &facts.management);
    let grows = facts.how_many_years() > 1;
    blank([
        (Item::ClassOne, ip.class1.is_none()),
        (Item::ClassTwo, ip.class2.is_none() && ip.class1.is_none_or(|count| count == 0)),
        (Item::Advancement, ip.advancement.is_none()),
        (Item::Support, ip.support.is_none()),
        (Item::SelfDeveloped, ip.self_developed.is_none()),
        (Item::Standards, ip.standards.is_none()),
        (Item::Conversions, facts.conversions.is_none()),
        (Item::ManagementRules, management.rules.is_none()),
        (Item::ManagementBody, management.body.is_none()),
        (Item::ManagementIncentives, management.incentives.is_none()),
        (Item::ManagementTraining, management.training.is_none()),
        (Item::NetAssets, grows && facts.each_year(|year| year.net_assets).is_none()),
    ])
}

fn parts(facts: &Facts, points: &Score, rules: &Rules) -> Vec<Part> {
    let scales = &rules.scales;
    let top = |scale: &[Band]| scale.first().map_or(0, |band| band.points.max());
    let plain = |name, points, most| Part { name, by: String::new(), points, most };
    let [rules_most, body, incentives, training] = scales.management;
    let [by_rules, by_body, by_incentives, by_training] = points.management;
    let conversions = facts.conversions.map(|count| format!("{}年{count}项", facts.how_many_years()));
    let growth = |series: Option<([i64; 3], u8)>| series.map(|(values, count)| Growth::over(values, count).to_string());
    vec![
        plain("技术的先进程度", points.advancement, top(&scales.grade)),
        plain("对主要产品的核心支持作用", points.support, top(&scales.grade)),
        Part { by: owned(facts), ..plain("知识产权数量", points.quantity, scales.class_one.points.max()) },
        plain("知识产权获得方式", points.acquisition, scales.self_developed.points.max()),
        plain("参与编制标准（加分，知识产权合计不超过30分）", points.standards, scales.standards.points.max()),
        Part {
            by: conversions.unwrap_or_default(),
            ..plain("科技成果转化能力", points.conversions, top(&scales.conversions))
        },
        plain(Item::ManagementRules.name(), by_rules, rules_most),
        plain(Item::ManagementBody.name(), by_body, body),
        plain(Item::ManagementIncentives.name(), by_incentives, incentives),
        plain(Item::ManagementTraining.name(), by_training, training),
        Part {
            by: growth(facts.each_year(|year| year.net_assets)).unwrap_or_default(),
            ..plain("净资产增长率", points.net_assets, top(&scales.growth))
        },
        Part {
            by: growth(facts.each_year(|year| Some(year.sales))).unwrap_or_default(),
            ..plain("销售收入增长率", points.sales, top(&scales.growth))
        },
    ]
}

/// The rights of both classes.
fn owned(facts: &Facts) -> String {
    let count = |count: Option<u32>| count.map_or_else(|| BLANK.to_owned(), |count| format!("{count}项"));
    format!("Ⅰ类{}，Ⅱ类{}", count(facts.ip.class1), count(facts.ip.class2))
}

fn remarks(facts: &Facts) -> Vec<&'static str> {
    let net_assets = facts.each_year(|year| year.net_assets);
    let below_zero = net_assets.is_some_and(|(values, count)| Growth::over(values, count) == Growth::BelowZero);
    let mut remarks = Vec::new();
    if below_zero {
        remarks.push("作分母的净资产为负，指引没有规定增长率怎样计算，暂按0分计，由专家核定（待核实）。");
    }
    remarks
}
