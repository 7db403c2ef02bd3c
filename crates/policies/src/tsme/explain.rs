//! Every condition of 科技型中小企业 with what there is, what is asked for, what is missing and where it stands.

use vocabulary::grouped;

use crate::assessment::{Answer, Assessment, BLANK, Condition, Part, blank};
use crate::gap::{Change, Gap, climb};
use crate::item::Item;
use crate::points::{Band, Points};
use crate::source::Source;

use super::change::{apply, levers};
use super::conditions as is;
use super::facts::Facts;
use super::parameters::Rules;
use super::score::{Score, rd_in, science_staff, score};

/// The whole assessment.
pub(super) fn assess(facts: &Facts, rules: &Rules) -> Assessment {
    let points = score(facts, rules);
    let conditions = vec![
        resident(facts, rules),
        Limit {
            code: "staff-limit",
            item: Item::Staff,
            have: facts.staff.map(i64::from),
            most: rules.staff.value.into(),
        }
        .condition(is::is_small_in_staff(facts, rules), rules.staff.source),
        Limit {
            code: "sales-limit",
            item: Item::Sales,
            have: facts.sales.map(|sales| sales.whole()),
            most: rules.sales.value.whole(),
        }
        .condition(is::is_small_in_sales(facts, rules), rules.sales.source),
        Limit {
            code: "assets-limit",
            item: Item::Assets,
            have: facts.assets.map(|assets| assets.whole()),
            most: rules.assets.value.whole(),
        }
        .condition(is::is_small_in_assets(facts, rules), rules.assets.source),
        industry(facts, rules),
        conduct(facts, rules),
        staff(facts, rules, &points),
        scored(facts, rules, &points),
    ];
    Assessment {
        subject: "科技型中小企业评价",
        qualifies: Answer::of(conditions.iter().map(|condition| condition.met)),
        score: points.total(),
        least: rules.score.value,
        conditions,
        edition: rules.edition,
        parts: parts(facts, &points, rules),
        remarks: vec!["须会计核算健全、实行查账征收并能准确归集研发费用，由评价工作机构核对。"],
    }
}

/// What stands for yes and for no, or that nothing was filled in.
fn said(flag: Option<bool>, yes: &str, no: &str) -> String {
    flag.map_or(BLANK, |flag| if flag { yes } else { no }).to_owned()
}

fn resident(facts: &Facts, rules: &Rules) -> Condition {
    Condition {
        code: "resident",
        name: "在中国境内（不包括港、澳、台地区）注册的居民企业",
        met: is::is_resident(facts, rules),
        have: said(facts.resident, "是", "不是"),
        need: "是".to_owned(),
        gap: None,
        source: rules.resident,
    }
    .missing(|| match facts.resident {
        None => Gap::unknown([Item::Resident]),
        Some(_) => Gap::remark("只有居民企业可以参加评价"),
    })
}

fn industry(facts: &Facts, rules: &Rules) -> Condition {
    Condition {
        code: "industry",
        name: "不属于禁止、限制和淘汰类，也不属于不适用加计扣除的行业",
        met: is::has_an_admitted_industry(facts, rules),
        have: said(facts.restricted_industry, "属于", "不属于"),
        need: "不属于".to_owned(),
        gap: None,
        source: rules.industry,
    }
    .missing(|| match facts.restricted_industry {
        None => Gap::unknown([Item::RestrictedIndustry]),
        Some(_) => Gap::remark("主营产品（服务）转出上述范围以后再参加评价"),
    })
}

fn conduct(facts: &Facts, rules: &Rules) -> Condition {
    Condition {
        code: "conduct",
        name: "上一年和当年没有重大事故、严重违法失信，也未列入经营异常和严重违法失信名单",
        met: is::behaved_well(facts, rules),
        have: said(facts.misconduct, "有", "没有"),
        need: "没有".to_owned(),
        gap: None,
        source: rules.conduct,
    }
    .missing(|| match facts.misconduct {
        None => Gap::unknown([Item::Misconduct]),
        Some(_) => Gap::remark("先申请移出名单；事故或违法失信行为须隔一个完整年度以后再参加评价"),
    })
}

/// A size that must not be exceeded.
struct Limit {
    code: &'static str,
    item: Item,
    have: Option<i64>,
    most: i64,
}

impl Limit {
    fn condition(self, met: Option<bool>, source: Source) -> Condition {
        let Limit { code, item, have, most } = self;
        Condition {
            code,
            name: item.name(),
            met,
            have: have.map_or_else(|| BLANK.to_owned(), |have| format!("{}{}", grouped(have), item.unit())),
            need: format!("不超过{}{}", grouped(most), item.unit()),
            gap: None,
            source,
        }
        .missing(|| match have {
            Some(have) => Gap::one(Change::Less(item, have - most)),
            None => Gap::unknown([item]),
        })
    }
}

fn staff(facts: &Facts, rules: &Rules, points: &Score) -> Condition {
    let ratio = science_staff(facts);
    let least = rules.science_staff.iter().map(|band| band.from).min().unwrap_or_default();
    let have = match (facts.st_staff, facts.staff, ratio) {
        (Some(some), Some(all), Some(ratio)) => format!("{some}人，占职工总数{all}人的{ratio}，得{}", points.staff),
        _ => BLANK.to_owned(),
    };
    Condition {
        code: "staff",
        name: "科技人员指标得分不为零",
        met: is::has_points_for_staff(facts, rules),
        have: direct_or(facts, have),
        need: format!("科技人员不低于职工总数的{least}%"),
        gap: None,
        source: source(facts, rules, rules.staff_points.source),
    }
    .missing(|| {
        let way = ratio.and_then(|ratio| ratio.short_of(least)).map(|by| Change::More(Item::ScienceStaff, by));
        let unknown = [
            (Item::Staff, facts.staff.is_none()),
            (Item::ScienceStaff, facts.st_staff.is_none()),
            (Item::Direct, facts.direct.is_none()),
        ];
        Gap { ways: way.into_iter().collect(), unknown: blank(unknown), ..Gap::default() }
    })
}

fn scored(facts: &Facts, rules: &Rules, points: &Score) -> Condition {
    let rule = &rules.score;
    let total = points.total();
    let have = format!(
        "{total}（科技人员{}，研发投入{}{}，科技成果{}）",
        points.staff,
        points.rd,
        rd_ratios(facts).map(|ratios| format!("〔{ratios}〕")).unwrap_or_default(),
        points.results
    );
    Condition {
        code: "score",
        name: "综合评价得分",
        met: is::scores_enough(facts, rules),
        have: direct_or(facts, have),
        need: format!("不低于{}分", rule.value),
        gap: None,
        source: source(facts, rules, rule.source),
    }
    .missing(|| {
        let gap = climb(total, rule.value, &levers(facts, rules), |change| score(&apply(facts, change), rules).total());
        Gap { unknown: blank_for_score(facts), ..gap }
    })
}

/// Both ratios of which the better counts.
fn rd_ratios(facts: &Facts) -> Option<String> {
    match (rd_in(facts, facts.sales), rd_in(facts, facts.costs)) {
        (Some(sales), Some(costs)) => Some(format!("占销售收入{sales}，占成本费用{costs}，取高")),
        (Some(sales), None) => Some(format!("占销售收入{sales}")),
        (None, Some(costs)) => Some(format!("占成本费用{costs}")),
        (None, None) => None,
    }
}

fn is_direct(facts: &Facts) -> bool {
    facts.direct.is_some_and(|direct| !direct.is_empty())
}

fn direct_or(facts: &Facts, have: String) -> String {
    match facts.direct {
        Some(direct) if !direct.is_empty() => {
            format!("直接确认，不需评分：{}", direct.words().collect::<Vec<_>>().join("、"))
        }
        Some(_) | None => have,
    }
}

fn source(facts: &Facts, rules: &Rules, scored: Source) -> Source {
    if is_direct(facts) { rules.direct } else { scored }
}

fn blank_for_score(facts: &Facts) -> Vec<Item> {
    blank([
        (Item::Staff, facts.staff.is_none()),
        (Item::ScienceStaff, facts.st_staff.is_none()),
        (Item::Sales, facts.sales.is_none()),
        (Item::Rd, facts.rd.is_none()),
        (Item::Costs, facts.costs.is_none()),
        (Item::ClassOne, facts.class1.is_none()),
        (Item::ClassTwo, facts.class2.is_none()),
        (Item::Direct, facts.direct.is_none()),
    ])
}

fn parts(facts: &Facts, points: &Score, rules: &Rules) -> Vec<Part> {
    let blank_word = || BLANK.to_owned();
    let count = |count: Option<u32>| count.map_or_else(blank_word, |count| format!("{count}项"));
    let part = |name, by, points: Points, scale: &[Band]| Part {
        name,
        by,
        points,
        most: scale.iter().map(|band| band.points.max()).max().unwrap_or_default(),
    };
    vec![
        part(
            "科技人员",
            science_staff(facts).map_or_else(blank_word, |ratio| format!("占职工总数{ratio}")),
            points.staff,
            &rules.science_staff,
        ),
        part("研发投入", rd_ratios(facts).unwrap_or_else(blank_word), points.rd, &rules.rd_in_sales),
        part(
            "科技成果",
            format!("Ⅰ类{}，Ⅱ类{}", count(facts.class1), count(facts.class2)),
            points.results,
            &rules.class_one,
        ),
    ]
}
