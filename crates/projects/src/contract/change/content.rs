//! What a change makes of a contract, read from what the unit wrote, and what it replaces.

use cases::{CaseFile, matching};
use directory::ORGANISATIONS;
use listing::cell;
use storage::{Reader, Result, Value};
use vocabulary::{Day, Money, MoneyUnit::WanYuan, format_scaled, parse_scaled};

use super::record::{Class, Subject};
use crate::contract::indicators;

/// How many decimals the value of an indicator has.
const DECIMALS: u32 = 2;

/// What becomes of a contract.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// Another unit carries the project out.
    Unit(i64),
    /// Another leader.
    Leader(String),
    /// Another end.
    Term(Day),
    /// Other agreed values: the indicator, and the value in hundredths.
    Targets(Vec<(CaseFile, i64)>),
    /// Another whole budget.
    Budget(Money),
    /// Other partners and shares.
    Partners(String),
    /// Another account: its name, its number, its bank.
    Account([String; 3]),
    /// Other people.
    Members,
    /// The end, with what was not spent or spent improperly returned.
    Termination,
    /// The end, with everything returned.
    Revocation,
}

/// Reads what a change makes of its contract; otherwise a sentence for the unit.
///
/// # Errors
/// What the database says.
pub(crate) async fn read(
    reader: Reader<'_>,
    contract: &CaseFile,
    subject: Subject,
    becomes: &str,
) -> Result<Result<Content, String>> {
    let day = || Day::parse(becomes).map_err(|wrong| wrong.said);
    Ok(match subject {
        Subject::Unit => unit(reader, contract, becomes).await?,
        Subject::Targets => targets(&indicators::of_contract(reader, contract).await?, becomes),
        Subject::Leader if becomes == contract.text("leader") => Err(format!("负责人本来就是{becomes}")),
        Subject::Leader => Ok(Content::Leader(becomes.to_owned())),
        Subject::Term => day().and_then(|day| match contract.day("ends_on") {
            Some(end) if end == day => Err(format!("完成期限本来就是 {end}")),
            _ if contract.day("starts_on").is_some_and(|start| day <= start) => {
                Err("完成期限应晚于开始日期".to_owned())
            }
            _ => Ok(Content::Term(day)),
        }),
        Subject::Budget => budget(contract, becomes),
        Subject::Partners => Ok(Content::Partners(becomes.to_owned())),
        Subject::Account => account(contract, becomes),
        Subject::Members => Ok(Content::Members),
        Subject::Termination => day().map(|_| Content::Termination),
        Subject::Revocation => day().map(|_| Content::Revocation),
    })
}

async fn unit(reader: Reader<'_>, contract: &CaseFile, becomes: &str) -> Result<Result<Content, String>> {
    for column in ["uscc", "name"] {
        let named = matching(&ORGANISATIONS, &[(column, becomes.into())])?;
        if let Some(unit) = CaseFile::all(reader, &ORGANISATIONS, named).await?.first() {
            let same = contract.number("unit") == Some(unit.id());
            return Ok(match unit.day("dissolved_on") {
                Some(day) => Err(format!("“{}”已于 {day} 注销", unit.name())),
                None if same => Err(format!("承担单位本来就是“{}”", unit.name())),
                None => Ok(Content::Unit(unit.id())),
            });
        }
    }
    Ok(Err(format!("单位库中没有“{becomes}”，请填写全称或统一社会信用代码")))
}

fn budget(contract: &CaseFile, becomes: &str) -> Result<Content, String> {
    let budget = Money::parse(becomes, WanYuan).map_err(|wrong| wrong.said)?;
    let granted = contract.money("granted").unwrap_or_default();
    if budget < granted {
        return Err(format!("总预算不能低于批准资助 {} 万元", granted.exact(WanYuan)));
    }
    Ok(Content::Budget(budget))
}

/// `户名；账号；开户行`. The name must be the unit's: only the unit of the contract is paid.
fn account(contract: &CaseFile, becomes: &str) -> Result<Content, String> {
    let parts: Vec<&str> = pieces(becomes).collect();
    let [name, number, bank] = parts.as_slice() else {
        return Err("请按“户名；账号；开户行”填写，用分号隔开".to_owned());
    };
    if *name != contract.linked("unit") {
        return Err(format!("户名“{name}”不是承担单位“{}”", contract.linked("unit")));
    }
    if !number.chars().all(|letter| letter.is_ascii_digit() || letter == '-') || number.len() < 8 {
        return Err(format!("账号“{number}”不对，应为 8 位以上数字"));
    }
    Ok(Content::Account([name, number, bank].map(|part| (*part).to_owned())))
}

/// `专利：3；新增产值：1200`: indicators by name with their new values.
fn targets(indicators: &[CaseFile], becomes: &str) -> Result<Content, String> {
    let mut targets = Vec::new();
    for piece in pieces(becomes) {
        let shape = || format!("“{piece}”请按“指标名称：数值”填写");
        let (name, value) = piece.split_once(['：', ':']).ok_or_else(shape)?;
        let name = name.trim();
        let Some(indicator) = indicators.iter().find(|one| one.text("name") == name) else {
            let known: Vec<&str> = indicators.iter().map(|one| one.text("name")).collect();
            return Err(format!("任务书没有指标“{name}”，只有{}", known.join("、")));
        };
        let value = parse_scaled(value.trim(), DECIMALS).map_err(|wrong| wrong.said)?;
        if value < 0 {
            return Err(format!("{name}不能为负数"));
        }
        targets.push((indicator.clone(), value));
    }
    if targets.is_empty() { Err("请写明哪些指标改为多少".to_owned()) } else { Ok(Content::Targets(targets)) }
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(['；', ';']).map(str::trim).filter(|piece| !piece.is_empty())
}

impl Content {
    /// How weighty the change is.
    pub(crate) fn class(&self, contract: &CaseFile) -> Class {
        match self {
            Content::Term(day) if contract.day("ends_on").is_some_and(|end| *day > end) => Class::Extension,
            Content::Unit(_) | Content::Leader(_) | Content::Term(_) | Content::Targets(_) | Content::Budget(_) => {
                Class::Major
            }
            Content::Partners(_) | Content::Account(_) => Class::Weighty,
            Content::Members => Class::Small,
            Content::Termination => Class::Termination,
            Content::Revocation => Class::Revocation,
        }
    }

    /// What stands in the contract where this will stand; nothing where the contract says nothing of it.
    pub(crate) fn replaced(&self, contract: &CaseFile) -> Value {
        let text = match self {
            Content::Unit(_) => contract.linked("unit").to_owned(),
            Content::Leader(_) => contract.text("leader").to_owned(),
            Content::Term(_) | Content::Termination | Content::Revocation => contract.text("ends_on").to_owned(),
            Content::Budget(_) => format!("{} 万元", contract.money("budget").unwrap_or_default().exact(WanYuan)),
            Content::Partners(_) => contract.text("shares").replace('\n', "；"),
            Content::Account(_) => {
                ["account_name", "account_number", "bank"].map(|name| contract.text(name)).join("；")
            }
            Content::Targets(targets) => targets.iter().map(|(one, _)| agreed(one)).collect::<Vec<_>>().join("；"),
            Content::Members => String::new(),
        };
        // A line of a record holds no more.
        let text: String = text.chars().take(cell::LONGEST_TEXT).collect();
        if text.is_empty() { Value::Null } else { text.into() }
    }
}

/// `专利：5`.
fn agreed(indicator: &CaseFile) -> String {
    let value = indicator.number("agreed").map_or_else(|| "未定".to_owned(), |value| format_scaled(value, DECIMALS));
    format!("{}：{value}", indicator.text("name"))
}

#[cfg(test)]
mod tests {
    use listing::{Kind, Listing};

    use super::*;
    use crate::INDICATORS;

    #[test]
    fn the_values_of_indicators_have_the_decimals_that_are_read_here() {
        let kind = |listing: &Listing| listing.column("agreed").unwrap().kind;
        assert!(matches!(kind(&INDICATORS), Kind::Quantity(DECIMALS, _)));
    }
}
