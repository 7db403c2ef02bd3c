//! What may happen to a yearly report.

use Step::{Accept, Lapse, Report, SendBack};
use cases::{Act, CaseFile, Change, Handling, add, matching};
use procedure::{Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, guard, rule, stage};
use storage::{Reader, Result, Value, Work};
use vocabulary::{Day, Role::Enterprise, Role::House, Role::Officer};

use super::{
    HNTE_REPORTS,
    record::{FIGURES_OF_THE_YEAR, Stage, Step},
};
use crate::{ENTERPRISE_YEARS, parameters};

/// The case of a yearly report.
#[derive(Debug)]
pub(crate) struct YearlyReport;

/// What its guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    today: Day,
    asked_by: Option<Day>,
    blanks: Vec<&'static str>,
    /// Amounts that are divided by later and are nothing.
    zeros: Vec<&'static str>,
}

impl Case for YearlyReport {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const IS_COMPLETE: Guard<Facts> = guard("report_is_complete", "报表已填写完整", |facts| {
    Verdict::when(facts.blanks.is_empty(), || format!("还没有填写{}", facts.blanks.join("、")), "请点“修改”补齐")
});

const NOTHING_IS_DIVIDED_BY_ZERO: Guard<Facts> =
    guard("what_is_divided_by_is_not_zero", "销售收入、总收入和职工总数不为零", |facts| {
        let why = || format!("{}为零，占比无法计算", facts.zeros.join("、"));
        Verdict::when(facts.zeros.is_empty(), why, "请核对；确已停产的，请申请变更和资格事项")
    });

const DAY_IS_OVER: Guard<Facts> = guard("day_for_the_report_is_over", "应报日期已过", |facts| {
    let is_over = facts.asked_by.is_some_and(|last| facts.today > last);
    Verdict::when(is_over, || "应报日期还没有过".to_owned(), "到期后系统会自动登记逾期")
});

/// 2016 年版.
const EDITION_2016: Procedure<YearlyReport> = Procedure {
    name: "hnte-report",
    title: "高企年度报表",
    about: "有效高新技术企业每年 5 月 31 日前报送上一年度发展情况（国科发火〔2016〕32号 第十三条）；\
            累计两年未报的取消资格（第十九条）。逾期可以补报，逾期记录保留。",
    edition: 2016,
    start: Stage::Awaited,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<YearlyReport>] = &[
    stage(Stage::Awaited, "请报送")
        .edited_by(&[Enterprise])
        .within(Span::Until { says: "应报日期", day: |facts: &Facts| facts.asked_by }),
    stage(Stage::Reported, "已报送").within(Span::WorkingDays(parameters::OFFICERS_LOOK)),
    stage(Stage::Missed, "逾期，请补报").edited_by(&[Enterprise]),
    stage(Stage::Accepted, "已核收").end(),
];

const RULES: &[Rule<YearlyReport>] = &[
    //   step      from             to                by
    rule(Report, Stage::Awaited, Stage::Reported, &[Enterprise]).needs(&[IS_COMPLETE, NOTHING_IS_DIVIDED_BY_ZERO]),
    rule(Lapse, Stage::Awaited, Stage::Missed, &[House]).needs(&[DAY_IS_OVER]),
    rule(Report, Stage::Missed, Stage::Reported, &[Enterprise]).needs(&[IS_COMPLETE, NOTHING_IS_DIVIDED_BY_ZERO]),
    rule(SendBack, Stage::Reported, Stage::Awaited, &[Officer]).needs_reason(),
    rule(Accept, Stage::Reported, Stage::Accepted, &[Officer]),
];

impl Handling for YearlyReport {
    const LISTING: &'static listing::Listing = &HNTE_REPORTS;
    const EDITIONS: Editions<YearlyReport> = Editions(&[&EDITION_2016]);

    async fn facts(_reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let needed: Vec<&str> = FIGURES_OF_THE_YEAR.into_iter().chain(["changed", "receipt"]).collect();
        let divided = ["sales", "total_income", "staff"].into_iter().filter(|name| case.number(name) == Some(0));
        Ok(Facts {
            today,
            asked_by: case.day("asked_by"),
            blanks: case.blanks(&needed),
            zeros: divided.filter_map(|name| HNTE_REPORTS.column(name)).map(|column| column.label).collect(),
        })
    }

    async fn effects(act: &Act<'_, YearlyReport>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Report => Ok(vec![("reported_on", act.today.to_string().into())]),
            SendBack => Ok(vec![("reported_on", Value::Null)]),
            Accept => {
                entered(act, work).await?;
                Ok(Vec::new())
            }
            Lapse => Ok(Vec::new()),
        }
    }
}

/// Enters the figures among those of all enterprises; what stands there already stays.
async fn entered(act: &Act<'_, YearlyReport>, work: &mut Work) -> Result<()> {
    let key = ["enterprise", "year"].map(|name| (name, Value::from(act.case.number(name).unwrap_or_default())));
    let value = |name: &'static str| act.case.number(name).map(|number| (name, Value::Int(number)));
    let told = FIGURES_OF_THE_YEAR.into_iter().filter_map(value);
    let found = CaseFile::all(work.reader(), &ENTERPRISE_YEARS, matching(&ENTERPRISE_YEARS, &key)?).await?;
    match found.first() {
        Some(year) => {
            let missing: Vec<Change> = told.filter(|(name, _)| !year.has(name)).collect();
            if missing.is_empty() { Ok(()) } else { year.write(work, act.db, missing).await }
        }
        None => {
            let row = key.into_iter().chain(told).collect();
            add(work, act.db, &ENTERPRISE_YEARS, row).await.map(|_| ())
        }
    }
}

#[cfg(test)]
impl Facts {
    /// Facts for the turns of a random walk.
    pub(crate) fn of_turn(turn: usize) -> Facts {
        let today = vocabulary::day!(2022, 6, 1);
        Facts {
            today,
            asked_by: Some(today.plus_days(if turn.is_multiple_of(2) { -1 } else { 1 })),
            blanks: if turn.is_multiple_of(3) { vec!["研发费用"] } else { Vec::new() },
            zeros: if turn.is_multiple_of(5) { vec!["销售收入"] } else { Vec::new() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_procedure_is_sound_and_every_change_of_it_is_seen() {
        EDITION_2016.assert_sound();
        expect_test::expect_file!["procedure.out"].assert_eq(&EDITION_2016.outline().matrix());
    }

    #[test]
    fn a_walk_replays_to_the_same_stage() {
        for seed in 0..50 {
            let mut turn = 0;
            let moves = procedure::walk(&EDITION_2016, seed, 12, |_| {
                turn += 1;
                Facts::of_turn(turn)
            });
            let end = moves.last().map_or(Stage::Awaited, |last| last.3);
            assert_eq!(procedure::replay(&EDITION_2016, &moves), end);
        }
    }
}
