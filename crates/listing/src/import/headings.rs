//! Which column of a listing a heading means, however it is written.

use vocabulary::MoneyUnit;

use crate::{
    Column, Kind, Listing,
    cell::{half_width, is_blank},
};

/// Units of measure that must not be taken for one another. A heading that names one of them where the column has
/// another is refused.
const MEASURES: [&str; 31] = [
    "元",
    "千元",
    "万元",
    "百万元",
    "亿元",
    "美元",
    "万美元",
    "%",
    "‰",
    "平方米",
    "m2",
    "㎡",
    "亩",
    "公顷",
    "平方公里",
    "米",
    "公里",
    "吨",
    "万吨",
    "千克",
    "公斤",
    "斤",
    "小时",
    "天",
    "日",
    "月",
    "年",
    "万人",
    "千人",
    "万个",
    "万台",
];

/// Words in brackets that say nothing about the unit.
const REMARKS: [&str; 6] = ["必填", "选填", "可选", "下拉", "单选", "选择"];

/// What a heading means for a listing.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// This stored column; an amount of money in this unit where the heading names one.
    Column(usize, Option<MoneyUnit>),
    /// This stored column, but in a unit that cannot be converted.
    WrongUnit(usize, String),
    /// None of its columns.
    Nothing,
}

/// A heading without blanks, line breaks, stars and remarks, in half-width letters and small case.
pub(super) fn normal(heading: &str) -> String {
    let mut text: String = heading
        .chars()
        .map(half_width)
        .map(|letter| match letter {
            '【' | '[' | '〔' => '(',
            '】' | ']' | '〕' => ')',
            other => other,
        })
        .filter(|letter| !is_blank(*letter) && !letter.is_control() && !matches!(letter, '*' | '★' | '☆' | '※' | '●'))
        .flat_map(char::to_lowercase)
        .collect();
    for remark in REMARKS {
        text = text.replace(&format!("({remark})"), "");
    }
    text.trim_end_matches([':', '：']).to_owned()
}

/// A normal heading as its label and the unit at its end, from `金额(万元)`, `金额/万元`, `金额:万元` or `金额(单位:万元)`.
fn parted(heading: &str) -> Option<(&str, &str)> {
    let bracketed = heading.strip_suffix(')').and_then(|open| open.rsplit_once('('));
    let (label, unit) = bracketed.or_else(|| heading.rsplit_once(['/', ':', '_']))?;
    let unit = unit.strip_prefix("单位:").or_else(|| unit.strip_prefix("单位")).unwrap_or(unit);
    (!label.is_empty() && !unit.is_empty()).then_some((label, unit))
}

/// What a heading means for a listing.
pub(super) fn meaning(listing: &Listing, heading: &str) -> Meaning {
    let heading = normal(heading);
    if heading.is_empty() {
        return Meaning::Nothing;
    }
    let found = |fits: &dyn Fn(&Column) -> bool| listing.stored().position(fits);
    if let Some(position) = found(&|column| normal(&column.heading()) == heading) {
        return Meaning::Column(position, None);
    }
    if let Some(position) = found(&|column| normal(column.label) == heading || column.name == heading) {
        return Meaning::Column(position, None);
    }
    let Some((label, unit)) = parted(&heading) else {
        return Meaning::Nothing;
    };
    let labelled = |column: &Column| {
        normal(column.label) == label || parted(&normal(column.label)).is_some_and(|(own, _)| own == label)
    };
    let Some((position, column)) = listing.stored().enumerate().find(|(_, column)| labelled(column)) else {
        return Meaning::Nothing;
    };
    in_unit(column, position, unit)
}

fn in_unit(column: &Column, position: usize, unit: &str) -> Meaning {
    let is_measure = MEASURES.contains(&unit);
    match column.kind {
        Kind::Money(_) => match MoneyUnit::from_label(unit).or_else(|| money_unit(unit)) {
            Some(unit) => Meaning::Column(position, Some(unit)),
            None if is_measure || unit.ends_with('元') => Meaning::WrongUnit(position, unit.to_owned()),
            None => Meaning::Column(position, None),
        },
        Kind::Integer(own) | Kind::Quantity(_, own) if is_measure && measure(own) != measure(unit) => {
            Meaning::WrongUnit(position, unit.to_owned())
        }
        _ => Meaning::Column(position, None),
    }
}

fn money_unit(unit: &str) -> Option<MoneyUnit> {
    match unit {
        "万" => Some(MoneyUnit::WanYuan),
        "亿" => Some(MoneyUnit::YiYuan),
        "人民币元" | "rmb" | "cny" => Some(MoneyUnit::Yuan),
        _ => None,
    }
}

/// One spelling for each measure.
fn measure(unit: &str) -> &str {
    match unit {
        "m2" | "㎡" | "m²" => "平方米",
        "日" => "天",
        "公斤" => "千克",
        other => other,
    }
}

/// The unit that a line above the headings gives for all amounts, as in `单位：万元`.
pub(super) fn unit_for_all(text: &str) -> Option<MoneyUnit> {
    let text = normal(text);
    let (_, unit) = text.rsplit_once("单位:")?;
    MoneyUnit::from_label(unit.trim_end_matches(')'))
}

/// How alike two headings are, from 0 to 100: the share of letters that they have in common.
pub(super) fn likeness(one: &str, other: &str) -> usize {
    let (one, other) = (normal(one), normal(other));
    let mut rest: Vec<char> = other.chars().collect();
    let mut common: usize = 0;
    for letter in one.chars() {
        if let Some(place) = rest.iter().position(|candidate| *candidate == letter) {
            rest.swap_remove(place);
            common += 1;
        }
    }
    let letters = one.chars().count() + other.chars().count();
    (common * 200).checked_div(letters).unwrap_or(0)
}

/// A sheet's title without numbering, year, brackets and the words that people put after it.
pub(super) fn normal_title(title: &str) -> String {
    let mut text = normal(title);
    while let Some((before, _)) = text.strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        text = before.to_owned();
    }
    let text = text.strip_prefix("附件").or_else(|| text.strip_prefix('表')).map_or(text.as_str(), |rest| {
        if rest.starts_with(|letter: char| letter.is_ascii_digit()) { rest } else { &text }
    });
    let start = text
        .trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-' | '_' | '、' | ','));
    let start = start.strip_prefix("年度").or_else(|| start.strip_prefix('年')).unwrap_or(start);
    let end = start.trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '_'));
    let mut end = if end.is_empty() { start } else { end };
    for word in ["汇总表", "一览表", "明细表", "统计表", "登记表", "信息表", "台账", "清单", "明细", "名单", "表"]
    {
        if let Some(rest) = end.strip_suffix(word).filter(|rest| !rest.is_empty()) {
            end = rest;
            break;
        }
    }
    end.to_owned()
}
