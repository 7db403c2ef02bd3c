//! What may happen to an acceptance: the unit applies with its papers, the bureau holds it, and its outcome ends the project.

use ::procedure::{
    Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, Word, guard, rule, stage,
};
use Step::{Begin, Close, Fail, Pass, Rectify, Resubmit, SendBack, Submit, Withdraw};
use cases::{Act, Asked, CaseFile, Change, Handling, Paper, matching, move_case};
use storage::{Reader, Result, Work};
use vocabulary::{Day, Money, MoneyUnit::WanYuan, Role, Role::Enterprise, Role::Head, Role::Institute, Role::Officer};
use web::Who;

use super::{
    ACCEPTANCES, Stage, Step,
    performance::{BENEFIT, EXECUTION, OUTPUT, Performance, SATISFACTION},
};
use crate::{
    CONTRACTS, PROGRESS_REPORTS,
    contract::{self, change, indicators, papers, procedure::Contract, progress},
    numbering, parameters,
};

/// The case of an acceptance.
#[derive(Debug)]
pub(crate) struct Acceptance;

/// What its guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    contract_stage: String,
    is_running: bool,
    is_own: bool,
    blanks: Vec<&'static str>,
    spent: Money,
    paid: Money,
    granted: Money,
    is_audited: bool,
    has_science_report: bool,
    missing: Vec<String>,
    open_changes: i64,
    awaited: Vec<String>,
    unmeasured: Vec<String>,
    missed: Vec<String>,
    is_miss_explained: bool,
}

impl Case for Acceptance {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const CONTRACT_IS_THEIR_OWN: Guard<Facts> = guard("contract_is_their_own", "任务书属于申请单位", |facts| {
    Verdict::when(facts.is_own, || "任务书不属于申请单位".to_owned(), "请从本单位的任务书页面重新申请")
});

const CONTRACT_IS_RUNNING: Guard<Facts> =
    guard("contract_is_running", "项目在实施中，没有另一件验收申请", |facts| {
        let why = || format!("任务书现在是“{}”", facts.contract_stage);
        Verdict::when(facts.is_running, why, "只有“实施中”的项目可以申请验收")
    });

const IS_COMPLETE: Guard<Facts> = guard("application_is_complete", "验收申请已填写完整", |facts| {
    Verdict::when(facts.blanks.is_empty(), || format!("还没有填写{}", facts.blanks.join("、")), "请点“修改”补齐")
});

const SPENDING_IS_WITHIN_WHAT_WAS_PAID: Guard<Facts> =
    guard("spending_is_within_what_was_paid", "财政资金支出不超过已拨付", |facts| {
        let (spent, paid) = (facts.spent.exact(WanYuan), facts.paid.exact(WanYuan));
        let why = || format!("财政资金支出 {spent} 万元超过了已拨付的 {paid} 万元");
        Verdict::when(facts.spent <= facts.paid, why, "请核对支出，超出部分记作自筹")
    });

const ACCOUNTS_ARE_AUDITED: Guard<Facts> =
    guard("accounts_are_audited", "资助 20 万元及以上的经过审计", |facts| {
        let granted = facts.granted.exact(WanYuan);
        let holds = facts.is_audited || facts.granted < parameters::AUDIT_FROM;
        Verdict::when(holds, || format!("资助 {granted} 万元，经费还没有审计"), "请先委托审计，再申请验收")
    });

const SCIENCE_REPORT_IS_HANDED_IN: Guard<Facts> = guard(
    "science_report_is_handed_in",
    "科技报告已呈交（促进科技成果转化法第十一条）",
    |facts| Verdict::when(facts.has_science_report, || "科技报告还没有呈交".to_owned(), "请呈交后再申请验收"),
);

const PAPERS_ARE_THERE: Guard<Facts> = guard("papers_are_there", "验收材料齐全", |facts| {
    Verdict::when(facts.missing.is_empty(), || format!("还缺{}", facts.missing.join("、")), "请上传后再提交")
});

const NO_CHANGE_IS_OPEN: Guard<Facts> = guard("no_change_is_open", "没有未办结的变更申请", |facts| {
    let why = || format!("还有 {} 件变更申请没有办结", facts.open_changes);
    Verdict::when(facts.open_changes == 0, why, "请等变更办结，或撤回变更")
});

const REPORTS_ARE_IN: Guard<Facts> = guard("reports_are_in", "到期的进展报告都已报送", |facts| {
    let why = || format!("{}的报告还没有报送", facts.awaited.join("、"));
    Verdict::when(facts.awaited.is_empty(), why, "请先报送")
});

const RESULTS_ARE_MEASURED: Guard<Facts> = guard("results_are_measured", "每项指标都有验收实际值", |facts| {
    let why = || format!("{}没有填验收实际值", facts.unmeasured.join("、"));
    Verdict::when(facts.unmeasured.is_empty(), why, "请在本页的“指标对照”中填写")
});

const MISSES_ARE_EXPLAINED: Guard<Facts> =
    guard("targets_are_met_or_the_miss_is_explained", "指标都已完成，或未完成的写有理由", |facts| {
        let why = || format!("{}的实际值低于约定值，没有写理由", facts.missed.join("、"));
        let holds = facts.missed.is_empty() || facts.is_miss_explained;
        Verdict::when(holds, why, "没有理由的不能通过验收：请限期整改或作不通过处理")
    });

const OPINION: Ask = Ask::new("opinion", "验收意见", AskKind::Paragraph);
const TO_RETURN: Ask = Ask::optional("to_return", "应退回资金", AskKind::Wan);

/// What every outcome asks.
const OUTCOME: &[Ask] = &[EXECUTION, OUTPUT, BENEFIT, SATISFACTION, OPINION];
/// What an outcome that is no success asks.
const NO_SUCCESS: &[Ask] = &[EXECUTION, OUTPUT, BENEFIT, SATISFACTION, OPINION, TO_RETURN];

/// 2022 年版.
const EDITION_2022: Procedure<Acceptance> = Procedure {
    name: "project-acceptance",
    title: "验收",
    about: "项目验收的申请、组织、整改和结论。资助 20 万元及以上的先审计，组织验收 60 日内完成（攀科发〔2021〕22号）；整改限一次、\
            3 个月（国家重大项目规定）；未按任务书完成指标的不予通过；绩效按财预〔2020〕10号四项评分定级。",
    edition: 2022,
    start: Stage::Draft,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Acceptance>] = &[
    stage(Stage::Draft, "草稿").edited_by(APPLICANTS),
    stage(Stage::Submitted, "审核中").within(Span::WorkingDays(parameters::OFFICERS_LOOK)),
    stage(Stage::InProgress, "验收中").within(Span::Days(parameters::ACCEPTANCE_DAYS)),
    stage(Stage::Rectifying, "请按期整改").edited_by(APPLICANTS).within(Span::Months(parameters::RECTIFICATION_MONTHS)),
    stage(Stage::Rechecking, "复验中").within(Span::WorkingDays(parameters::OFFICERS_LOOK)),
    stage(Stage::Passed, "通过").end(),
    stage(Stage::PassedLater, "整改后通过").end(),
    stage(Stage::Failed, "不通过").end(),
    stage(Stage::Closed, "结题").end(),
    stage(Stage::Withdrawn, "已撤回").end(),
];

/// Who applies.
const APPLICANTS: &[Role] = &[Enterprise, Institute];

const RULES: &[Rule<Acceptance>] = &[
    //   step      from               to                  by
    rule(Submit, Stage::Draft, Stage::Submitted, APPLICANTS).needs(&[
        CONTRACT_IS_THEIR_OWN,
        CONTRACT_IS_RUNNING,
        IS_COMPLETE,
        SPENDING_IS_WITHIN_WHAT_WAS_PAID,
        ACCOUNTS_ARE_AUDITED,
        SCIENCE_REPORT_IS_HANDED_IN,
        PAPERS_ARE_THERE,
        NO_CHANGE_IS_OPEN,
        REPORTS_ARE_IN,
        RESULTS_ARE_MEASURED,
    ]),
    rule(SendBack, Stage::Submitted, Stage::Draft, &[Officer]).needs_reason(),
    rule(Begin, Stage::Submitted, Stage::InProgress, &[Officer, Head]),
    rule(Pass, Stage::InProgress, Stage::Passed, &[Head]).needs(&[MISSES_ARE_EXPLAINED]).offline().asks(OUTCOME),
    rule(Rectify, Stage::InProgress, Stage::Rectifying, &[Head]).offline().asks(&[OPINION]),
    rule(Fail, Stage::InProgress, Stage::Failed, &[Head]).offline().asks(NO_SUCCESS),
    rule(Close, Stage::InProgress, Stage::Closed, &[Head]).offline().asks(NO_SUCCESS),
    rule(Resubmit, Stage::Rectifying, Stage::Rechecking, APPLICANTS).needs(&[RESULTS_ARE_MEASURED]),
    // A unit that does not set it right in time has not passed.
    rule(Fail, Stage::Rectifying, Stage::Failed, &[Head]).offline().asks(NO_SUCCESS),
    rule(Pass, Stage::Rechecking, Stage::PassedLater, &[Head]).needs(&[MISSES_ARE_EXPLAINED]).offline().asks(OUTCOME),
    rule(Fail, Stage::Rechecking, Stage::Failed, &[Head]).offline().asks(NO_SUCCESS),
    rule(Close, Stage::Rechecking, Stage::Closed, &[Head]).offline().asks(NO_SUCCESS),
    rule(Withdraw, Stage::Draft, Stage::Withdrawn, APPLICANTS).needs_reason(),
];

impl Handling for Acceptance {
    const LISTING: &'static listing::Listing = &ACCEPTANCES;
    const EDITIONS: Editions<Acceptance> = Editions(&[&EDITION_2022]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("申请验收", APPLICANTS));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let contract = CaseFile::read(reader, &CONTRACTS, case.number("contract").unwrap_or_default()).await?;
        let indicators = indicators::of_contract(reader, &contract).await?;
        let awaited = [("contract", contract.id().into()), ("stage", progress::Stage::Awaited.label().into())];
        let awaited = CaseFile::all(reader, &PROGRESS_REPORTS, matching(&PROGRESS_REPORTS, &awaited)?).await?;
        let is_due = |report: &&CaseFile| report.day("asked_by").is_some_and(|day| day <= today);
        let papers = Acceptance::papers(reader, case).await?;
        let stage = contract.text("stage");
        Ok(Facts {
            contract_stage: stage.to_owned(),
            is_running: stage == contract::Stage::Running.label(),
            is_own: contract.number("unit") == case.number("owner"),
            blanks: case.blanks(&["summary", "results", "spent"]),
            spent: case.money("spent").unwrap_or_default(),
            paid: contract.money("paid").unwrap_or_default(),
            granted: contract.money("granted").unwrap_or_default(),
            is_audited: case.text("audited") == "是",
            has_science_report: case.text("science_report") == "是",
            missing: papers::missing(reader, case, &papers).await?,
            open_changes: change::open_ones(reader, contract.id()).await?,
            awaited: awaited.iter().filter(is_due).map(|report| report.text("period").to_owned()).collect(),
            unmeasured: indicators::names(&indicators, |one| !one.has("actual")),
            missed: indicators::names(&indicators, |one| indicators::is_lower(one, "actual", "agreed")),
            is_miss_explained: case.has("missed"),
        })
    }

    async fn effects(act: &Act<'_, Acceptance>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Submit => {
                moved(act, work, "OpenAcceptance").await?;
                Ok(vec![("submitted_on", act.today.to_string().into())])
            }
            SendBack => {
                moved(act, work, "ReturnToWork").await?;
                Ok(Vec::new())
            }
            Rectify => {
                moved(act, work, "Rectify").await?;
                let held_on = contract::held_on(act)?;
                Ok(vec![("held_on", held_on.to_string().into()), opinion(act)])
            }
            Resubmit => {
                moved(act, work, "Recheck").await?;
                Ok(Vec::new())
            }
            Pass | Fail | Close => concluded(act, work).await,
            Begin | Withdraw => Ok(Vec::new()),
        }
    }

    async fn prefilled(
        reader: Reader<'_>,
        who: &Who,
        asked: &[(String, String)],
        _today: Day,
    ) -> Result<Vec<(String, String)>> {
        contract::named(reader, who, asked).await
    }

    async fn beginning(
        reader: Reader<'_>,
        who: &Who,
        typed: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let contract = contract::of_form(reader, who, typed).await?;
        let number = numbering::next(reader, &ACCEPTANCES, &format!("YS{}", today.year())).await?;
        let owner = format!("#{}", contract.number("unit").unwrap_or_default());
        Ok(vec![("number".to_owned(), number), ("owner".to_owned(), owner)])
    }

    async fn papers(reader: Reader<'_>, case: &CaseFile) -> Result<Vec<Paper>> {
        let contract = CaseFile::read(reader, &CONTRACTS, case.number("contract").unwrap_or_default()).await?;
        let mut names = vec!["验收申请书", "总结报告", "经费决算表", "科技报告"];
        if contract.money("granted").unwrap_or_default() >= parameters::AUDIT_FROM {
            names.push("审计报告");
        }
        Ok(names.into_iter().map(papers::required).collect())
    }
}

/// Moves the contract along.
async fn moved(act: &Act<'_, Acceptance>, work: &mut Work, step: &str) -> Result<()> {
    let id = act.case.number("contract").unwrap_or_default();
    let cause = contract::because_of(act.case);
    let asked = Asked { who: act.who, id, step, typed: &cause, seen: None, today: act.today };
    move_case::<Contract>(work, act.db, &asked).await.map(|_| ())
}

fn opinion(act: &Act<'_, Acceptance>) -> Change {
    ("opinion", act.answers.text(OPINION.name).into())
}

/// The outcome: it stands in the contract with the grade of the performance, and the project ends.
async fn concluded(act: &Act<'_, Acceptance>, work: &mut Work) -> Result<Vec<Change>> {
    let held_on = contract::held_on(act)?;
    let performance = Performance::of(|name| act.answers.number(name))?;
    let contract = CaseFile::read(work.reader(), &CONTRACTS, act.case.number("contract").unwrap_or_default()).await?;
    let mut outcome = vec![
        ("outcome", act.to.label().into()),
        ("grade", performance.grade.into()),
        ("closed_on", held_on.to_string().into()),
    ];
    outcome.extend(act.answers.money(TO_RETURN.name).map(|owed| ("returned", owed.fen().into())));
    contract.write(work, act.db, outcome).await?;
    if act.from == Stage::Rectifying {
        moved(act, work, "Recheck").await?;
    }
    moved(act, work, "Accept").await?;
    let mut changes: Vec<Change> =
        performance.parts.iter().map(|(column, points)| (*column, (*points).into())).collect();
    changes.extend([("grade", performance.grade.into()), ("held_on", held_on.to_string().into()), opinion(act)]);
    Ok(changes)
}

#[cfg(test)]
impl Facts {
    /// Facts for the turns of a random walk: now everything is in order, now one thing after another is not.
    pub(crate) fn of_turn(turn: usize) -> Facts {
        let named = |is_so: bool| if is_so { vec!["产值".to_owned()] } else { Vec::new() };
        Facts {
            contract_stage: "实施中".to_owned(),
            is_running: !turn.is_multiple_of(11),
            is_own: true,
            blanks: Vec::new(),
            spent: Money::ZERO,
            paid: Money::ZERO,
            granted: if turn.is_multiple_of(5) { parameters::AUDIT_FROM } else { Money::ZERO },
            is_audited: turn.is_multiple_of(2),
            has_science_report: true,
            missing: named(turn.is_multiple_of(3)),
            open_changes: i64::from(turn.is_multiple_of(13)),
            awaited: Vec::new(),
            unmeasured: named(turn.is_multiple_of(17)),
            missed: named(turn.is_multiple_of(2)),
            is_miss_explained: turn.is_multiple_of(4),
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
