//! What may happen to a progress report: the unit hands it in, the officer reads it; at half time the project is inspected.

use Step::{Inspect, Read, Rectify, Report, SendBack, Waive};
use cases::{Act, CaseFile, Change, Handling, add};
use listing::query;
use procedure::{Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, guard, rule, stage};
use storage::{Error, Reader, Result, Value, Work};
use vocabulary::{
    Day, Money, MoneyUnit::WanYuan, Role::Enterprise, Role::Head, Role::House, Role::Institute, Role::Officer,
};

use super::{MIDTERM, PROGRESS_REPORTS, Stage, Step};
use crate::{
    CONTRACTS, MIDTERMS,
    contract::{self, CAUSE, indicators},
    parameters,
};

/// The case of a progress report.
#[derive(Debug)]
pub(crate) struct Progress;

/// What its guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    asked_by: Option<Day>,
    is_midterm: bool,
    blanks: Vec<&'static str>,
    spent: Money,
    budget: Money,
    /// Indicators without a value at half time.
    unmeasured: Vec<String>,
}

impl Case for Progress {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const IS_COMPLETE: Guard<Facts> = guard("report_is_complete", "报告已填写完整", |facts| {
    Verdict::when(facts.blanks.is_empty(), || format!("还没有填写{}", facts.blanks.join("、")), "请点“修改”补齐")
});

const SPENDING_IS_WITHIN_THE_BUDGET: Guard<Facts> =
    guard("spending_is_within_the_budget", "累计支出不超过总预算", |facts| {
        let (spent, budget) = (facts.spent.exact(WanYuan), facts.budget.exact(WanYuan));
        let why = || format!("累计支出 {spent} 万元超过了总预算 {budget} 万元");
        Verdict::when(facts.spent <= facts.budget, why, "请核对支出；预算确需增加的，先申请变更")
    });

const INDICATORS_ARE_MEASURED: Guard<Facts> =
    guard("indicators_are_measured_at_half_time", "中期检查填有各项指标的中期实际值", |facts| {
        let why = || format!("{}没有填中期实际值", facts.unmeasured.join("、"));
        let holds = !facts.is_midterm || facts.unmeasured.is_empty();
        Verdict::when(holds, why, "请在本页的“指标对照”中填写")
    });

const IS_A_PROGRESS_REPORT: Guard<Facts> = guard("report_is_one_of_the_schedule", "不是中期检查材料", |facts| {
    Verdict::when(!facts.is_midterm, || "这是中期检查材料".to_owned(), "请登记中期检查结论")
});

const IS_FOR_THE_MIDTERM: Guard<Facts> = guard("report_is_for_the_midterm", "是中期检查材料", |facts| {
    Verdict::when(facts.is_midterm, || "这是进展报告，不是中期检查材料".to_owned(), "请用“审阅”")
});

const RESULT: Ask = Ask::new("result", "检查结论", AskKind::Choice(&["通过", "不通过"]));
const OPINION: Ask = Ask::new("opinion", "检查意见", AskKind::Paragraph);

/// 2022 年版.
const EDITION_2022: Procedure<Progress> = Procedure {
    name: "project-progress",
    title: "进展报告",
    about: "在研项目每半年报送进展和经费使用情况；资助达到限额的项目在实施过半时接受中期检查，\
            需要整改的在 3 个月内改好再报。周期和期限按各区通行做法，中期检查限额参照青岛市规定。",
    edition: 2022,
    start: Stage::Awaited,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Progress>] = &[
    stage(Stage::Awaited, "请报送")
        .edited_by(&[Enterprise, Institute])
        .within(Span::Until { says: "应报日期", day: |facts: &Facts| facts.asked_by }),
    stage(Stage::Reported, "已报送").within(Span::WorkingDays(parameters::OFFICERS_LOOK)),
    stage(Stage::Read, "已审阅").end(),
    stage(Stage::Waived, "不再要求").end(),
];

const RULES: &[Rule<Progress>] = &[
    //   step      from             to               by
    rule(Report, Stage::Awaited, Stage::Reported, &[Enterprise, Institute]).needs(&[
        IS_COMPLETE,
        SPENDING_IS_WITHIN_THE_BUDGET,
        INDICATORS_ARE_MEASURED,
    ]),
    rule(SendBack, Stage::Reported, Stage::Awaited, &[Officer]).needs_reason(),
    rule(Read, Stage::Reported, Stage::Read, &[Officer]).needs(&[IS_A_PROGRESS_REPORT]),
    rule(Inspect, Stage::Reported, Stage::Read, &[Officer, Head])
        .needs(&[IS_FOR_THE_MIDTERM])
        .offline()
        .asks(&[RESULT, OPINION]),
    rule(Rectify, Stage::Reported, Stage::Awaited, &[Officer, Head])
        .needs(&[IS_FOR_THE_MIDTERM])
        .offline()
        .asks(&[OPINION]),
    rule(Waive, Stage::Awaited, Stage::Waived, &[House]).asks(&[CAUSE]),
    rule(Waive, Stage::Awaited, Stage::Waived, &[Officer]).needs_reason(),
];

impl Handling for Progress {
    const LISTING: &'static listing::Listing = &PROGRESS_REPORTS;
    const EDITIONS: Editions<Progress> = Editions(&[&EDITION_2022]);

    async fn facts(reader: Reader<'_>, case: &CaseFile, _today: Day) -> Result<Facts> {
        let contract = CaseFile::read(reader, &CONTRACTS, case.number("contract").unwrap_or_default()).await?;
        let indicators = indicators::of_contract(reader, &contract).await?;
        let unmeasured = indicators.iter().filter(|indicator| !indicator.has("midterm"));
        Ok(Facts {
            asked_by: case.day("asked_by"),
            is_midterm: case.text("kind") == MIDTERM,
            blanks: case.blanks(&["done", "spent"]),
            spent: case.money("spent").unwrap_or_default(),
            budget: contract.money("budget").unwrap_or_default(),
            unmeasured: unmeasured.map(|indicator| indicator.text("name").to_owned()).collect(),
        })
    }

    async fn effects(act: &Act<'_, Progress>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Report => Ok(vec![("reported_on", act.today.to_string().into())]),
            SendBack => Ok(vec![("reported_on", Value::Null)]),
            Inspect => {
                inspected(act, work, act.answers.text(RESULT.name)).await?;
                Ok(Vec::new())
            }
            Rectify => {
                inspected(act, work, "限期整改").await?;
                let months = i32::try_from(parameters::RECTIFICATION_MONTHS).unwrap_or(i32::MAX);
                let asked_by = act.today.plus_months(months).to_string();
                Ok(vec![("reported_on", Value::Null), ("asked_by", asked_by.into())])
            }
            Read | Waive => Ok(Vec::new()),
        }
    }
}

/// Enters an inspection among those of all projects (中期检查).
async fn inspected(act: &Act<'_, Progress>, work: &mut Work, result: &str) -> Result<()> {
    let held_on = contract::held_on(act)?;
    let contract = act.case.number("contract").unwrap_or_default();
    let contract = CaseFile::read(work.reader(), &CONTRACTS, contract).await?;
    let project = Value::Int(contract.number("project").unwrap_or_default());
    let day = Value::from(held_on.to_string());
    let same = cases::matching(&MIDTERMS, &[("project", project.clone()), ("held_on", day.clone())])?;
    if query::count(work.reader(), &MIDTERMS, &same).await? > 0 {
        return Err(Error::invalid("held_on", format!("{held_on} 已登记过这个项目的中期检查，请核对日期")));
    }
    let organiser = match contract.linked("section") {
        "" => "本局",
        section => section,
    };
    let row = vec![
        ("project", project),
        ("held_on", day),
        ("organiser", organiser.into()),
        ("result", result.into()),
        ("opinion", act.answers.text(OPINION.name).into()),
    ];
    add(work, act.db, &MIDTERMS, row).await.map(|_| ())
}

#[cfg(test)]
impl Facts {
    /// Facts for the turns of a random walk: now everything is in order, now one thing after another is not.
    pub(crate) fn of_turn(turn: usize) -> Facts {
        Facts {
            asked_by: None,
            is_midterm: turn.is_multiple_of(2),
            blanks: if turn.is_multiple_of(3) { vec!["进展情况"] } else { Vec::new() },
            spent: Money::from_fen(if turn.is_multiple_of(5) { 200 } else { 1 }),
            budget: Money::from_fen(100),
            unmeasured: if turn.is_multiple_of(7) { vec!["产值".to_owned()] } else { Vec::new() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_procedure_is_sound_and_every_change_of_it_is_seen() {
        EDITION_2022.assert_sound();
        expect_test::expect_file!["procedure.out"].assert_eq(&EDITION_2022.outline().matrix());
    }
}
