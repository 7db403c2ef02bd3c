//! The pool of experts with one of everything that keeps somebody from a review, the list of dishonesty, and what the superior
//! bureaus decided on what was sent up to them.

use super::district::District;
use super::filings;
use super::people::{Group, Person};
use super::row::Row;

/// Class and fields (GB/T 13745) of each expert in turn.
const POOL: [(&str, &str, &str); 16] = [
    ("技术", "43045", "43020"),
    ("技术", "43045", "53061"),
    ("财务", "63044", ""),
    ("技术", "43045", "46020"),
    ("技术", "43045", "43055"),
    ("投资", "79063", ""),
    ("技术", "43045", "51030"),
    ("技术", "43045", ""),
    ("财务", "63044", "79063"),
    ("技术", "43045", "61030"),
    ("技术", "43045", "43010"),
    ("管理", "63035", ""),
    ("技术", "43045", "53024"),
    ("技术", "43045", ""),
    ("财务", "63044", ""),
    ("技术", "43045", "46040"),
];

/// Of whom the unit is not known, who declared their ties too long ago, and who is not asked for the time being.
const UNKNOWN: usize = 11;
const STALE: usize = 12;
const RESTING: usize = 13;

/// Experts of the home district with their place in the pool.
fn pool(district: &District) -> Vec<(usize, &Person)> {
    let is_expert = |person: &&Person| matches!(person.group, Group::Expert | Group::Leader);
    let mut people: Vec<&Person> = district.people.iter().filter(is_expert).collect();
    // Those who advise by trade come before those who lead a team.
    people.sort_by_key(|person| !matches!(person.group, Group::Expert));
    people.into_iter().take(POOL.len()).enumerate().filter(|_| district.is_home()).collect()
}

/// The unit for which an expert works: a university or institute far from the applicants.
fn unit(district: &District, at: usize) -> &str {
    district.unit(
        ["江岚大学", "云陶理工", "东岭工陶院", "北窑陶研所", "澜洲大学"].get(at % 5).copied().unwrap_or("江岚大学"),
    )
}

/// 评审专家.
pub(super) fn experts(district: &District) -> Vec<Row> {
    let row = |(at, person): (usize, &Person)| {
        let (class, first, second) = POOL.get(at).copied().unwrap_or(("技术", "43045", ""));
        Row::new()
            .with("person", &person.number)
            .with("class", class)
            .with("field1", first)
            .with("field2", second)
            .with("unit", if at == UNKNOWN { "" } else { unit(district, at) })
            .with("declared_on", if at == STALE { "2020-05-18" } else { "2022-01-17" })
            .with("state", if at == RESTING { "暂停" } else { "在库" })
    };
    pool(district).into_iter().map(row).collect()
}

/// 专家任职经历.
pub(super) fn posts(district: &District) -> Vec<Row> {
    let row = |(at, person): (usize, &Person)| {
        Row::new()
            .with("expert", &person.number)
            .with("unit", unit(district, at))
            .with("kind", "任职")
            .with("started_on", format!("20{:02}-09-01", 5 + at % 9))
    };
    pool(district).into_iter().filter(|(at, _)| *at != UNKNOWN).map(row).collect()
}

/// 专家利害关系.
pub(super) fn ties(district: &District) -> Vec<Row> {
    let pool = pool(district);
    let number = |at: usize| pool.get(at).map_or("", |(_, person)| person.number.as_str());
    if pool.is_empty() {
        return Vec::new();
    }
    vec![
        Row::new()
            .with("number", "利害2022-001")
            .with("expert", number(4))
            .with("unit", district.firm(super::firms::FOAM_FIRM))
            .with("kind", "其他利害")
            .with("since", "2021-06-01")
            .with("declared_on", "2022-01-17")
            .with("evidence", "任该公司技术顾问"),
        Row::new()
            .with("number", "利害2022-002")
            .with("expert", number(1))
            .with("person", number(7))
            .with("kind", "合作成果")
            .with("since", "2021-03-20")
            .with("declared_on", "2022-01-17")
            .with("evidence", "共同署名论文"),
    ]
}

/// 科研失信名单.
pub(super) fn dishonesty(district: &District) -> Vec<Row> {
    let firm = district.firms.get(61).filter(|_| district.is_home());
    let row = |firm: &super::firms::Firm| {
        Row::new()
            .with("name", &firm.name)
            .with("unit", &firm.uscc)
            .with("kind", "弄虚作假")
            .with("decision", "陶科监〔2021〕6号")
            .with("decided_by", "陶州市科学技术局")
            .with("starts_on", "2021-07-01")
            .with("ends_on", "2024-06-30")
            .with("scope", "全部科技活动")
            .with("measures", "三年内不得申报财政资金支持的科技活动")
    };
    firm.map(row).into_iter().collect()
}

/// 上级立项结果: what the lists of the superior bureaus say, once not as the ledger has it.
pub(super) fn superior_results(district: &District) -> Vec<Row> {
    filings::decided_above(district)
}
