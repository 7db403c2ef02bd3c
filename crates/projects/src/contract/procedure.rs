//! What may happen to a contract (任务书), from the day a project is approved to the day when it lies in the archive.

use Step::{
    Accept, Agree, Archive, OpenAcceptance, Recheck, Rectify, ReturnToWork, Revoke, SendBack, Sign, Submit, Terminate,
};
use cases::{Act, CaseFile, Change, Handling, Paper, matching};
use listing::{Fold, FoldValue, query};
use procedure::{Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, Word, guard, rule, stage};
use storage::{Reader, Result, Value, Work};
use vocabulary::{
    Day, Money, MoneyUnit::WanYuan, Role::Enterprise, Role::Head, Role::House, Role::Institute, Role::Leader,
    Role::Officer,
};

use super::{CAUSE, CONTRACTS, PAYMENT_PLANS, Stage, Step, change, indicators, papers, progress};
use crate::{PROJECTS, parameters};

/// The case of a contract.
#[derive(Debug)]
pub(crate) struct Contract;

/// What its guards look at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    blanks: Vec<&'static str>,
    unit: String,
    account_name: String,
    granted: Money,
    planned: Money,
    indicators: usize,
    unagreed: Vec<String>,
    lowered: Vec<String>,
    is_lowering_explained: bool,
    accept_by: Option<Day>,
    missing: Vec<String>,
    open_changes: i64,
    owed: Money,
}

impl Case for Contract {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const IS_COMPLETE: Guard<Facts> = guard("contract_is_complete", "任务书已填写完整", |facts| {
    Verdict::when(facts.blanks.is_empty(), || format!("还没有填写{}", facts.blanks.join("、")), "请点“修改”补齐")
});

const ACCOUNT_IS_THE_UNITS: Guard<Facts> =
    guard("account_is_the_units", "收款户名是承担单位（只付给合同单位）", |facts| {
        let why = || format!("收款户名“{}”不是承担单位“{}”", facts.account_name, facts.unit);
        Verdict::when(facts.account_name == facts.unit, why, "请填写承担单位自己的账户")
    });

const PLAN_IS_WITHIN_THE_GRANT: Guard<Facts> =
    guard("plan_is_within_the_grant", "拨款计划合计大于 0，不超过批准资助", |facts| {
        let (planned, granted) = (facts.planned.exact(WanYuan), facts.granted.exact(WanYuan));
        let why = || match facts.planned {
            Money::ZERO => "还没有拨款计划".to_owned(),
            _ => format!("拨款计划合计 {planned} 万元，超过批准资助 {granted} 万元"),
        };
        let holds = facts.planned > Money::ZERO && facts.planned <= facts.granted;
        Verdict::when(holds, why, "请在“拨款计划和指标”中填写或调整")
    });

const INDICATORS_ARE_AGREED: Guard<Facts> = guard("indicators_are_agreed", "每项指标都有约定值", |facts| {
    let why = || match facts.indicators {
        0 => "申报书没有考核指标".to_owned(),
        _ => format!("{}没有约定值", facts.unagreed.join("、")),
    };
    let holds = facts.indicators > 0 && facts.unagreed.is_empty();
    Verdict::when(holds, why, "请在“拨款计划和指标”中填写；申报书没有指标的，联系经办人")
});

const LOWER_TARGETS_ARE_EXPLAINED: Guard<Facts> =
    guard("lower_targets_are_explained", "约定值低于申报预期的写有理由", |facts| {
        let why = || format!("{}的约定值低于申报预期，没有写理由", facts.lowered.join("、"));
        let holds = facts.lowered.is_empty() || facts.is_lowering_explained;
        Verdict::when(holds, why, "请在任务书中填写理由，或改回申报预期")
    });

const PAPERS_ARE_COMPLETE: Guard<Facts> = guard("papers_are_complete", "归档材料齐全", |facts| {
    Verdict::when(facts.missing.is_empty(), || format!("还缺{}", facts.missing.join("、")), "请上传后再归档")
});

const NO_CHANGE_IS_OPEN: Guard<Facts> = guard("no_change_is_open", "没有未办结的变更申请", |facts| {
    let why = || format!("还有 {} 件变更申请没有办结", facts.open_changes);
    Verdict::when(facts.open_changes == 0, why, "请先办结变更申请")
});

const MONEY_IS_RETURNED: Guard<Facts> = guard("money_is_returned", "应退回的资金已退回", |facts| {
    let why = || format!("还有 {} 万元没有退回", facts.owed.exact(WanYuan));
    Verdict::when(facts.owed == Money::ZERO, why, "请财务在用款申请中登记退回")
});

/// 2022 年版.
const EDITION_2022: Procedure<Contract> = Procedure {
    name: "project-contract",
    title: "任务书",
    about: "立项项目的任务书填写、审核、签订，以及实施、验收、整改到归档。完成期限后 3 个月内申请验收；\
            整改限一次、3 个月；填报和归档期限按各区通行做法。",
    edition: 2022,
    start: Stage::Draft,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Contract>] = &[
    stage(Stage::Draft, "请填写任务书")
        .edited_by(&[Enterprise, Institute])
        .within(Span::WorkingDays(parameters::CONTRACT_DRAFT)),
    stage(Stage::InReview, "任务书审核中").within(Span::WorkingDays(parameters::OFFICERS_LOOK)),
    stage(Stage::ToSign, "请来局签订任务书").within(Span::WorkingDays(parameters::OFFICERS_LOOK)),
    stage(Stage::Running, "实施中，到期请申请验收")
        .within(Span::Until { says: "完成期限后 3 个月", day: |facts: &Facts| facts.accept_by }),
    stage(Stage::InAcceptance, "验收中"),
    stage(Stage::Rectifying, "请按期整改").within(Span::Months(parameters::RECTIFICATION_MONTHS)),
    stage(Stage::Accepted, "已有验收结论").within(Span::Months(parameters::ARCHIVE_MONTHS)),
    stage(Stage::Archived, "已归档").end(),
    stage(Stage::Terminated, "已终止").end(),
    stage(Stage::Revoked, "已撤销").end(),
];

const RULES: &[Rule<Contract>] = &[
    //   step              from                 to                   by
    rule(Submit, Stage::Draft, Stage::InReview, &[Enterprise, Institute]).needs(&[
        IS_COMPLETE,
        ACCOUNT_IS_THE_UNITS,
        PLAN_IS_WITHIN_THE_GRANT,
        INDICATORS_ARE_AGREED,
        LOWER_TARGETS_ARE_EXPLAINED,
    ]),
    rule(SendBack, Stage::InReview, Stage::Draft, &[Officer]).needs_reason(),
    rule(Agree, Stage::InReview, Stage::ToSign, &[Officer]),
    rule(SendBack, Stage::ToSign, Stage::Draft, &[Officer, Head]).needs_reason(),
    rule(Sign, Stage::ToSign, Stage::Running, &[Head, Leader]).offline(),
    rule(OpenAcceptance, Stage::Running, Stage::InAcceptance, &[House]).asks(&[CAUSE]),
    rule(ReturnToWork, Stage::InAcceptance, Stage::Running, &[House]).asks(&[CAUSE]),
    rule(Rectify, Stage::InAcceptance, Stage::Rectifying, &[House]).asks(&[CAUSE]),
    rule(Recheck, Stage::Rectifying, Stage::InAcceptance, &[House]).asks(&[CAUSE]),
    rule(Accept, Stage::InAcceptance, Stage::Accepted, &[House]).asks(&[CAUSE]),
    rule(Archive, Stage::Accepted, Stage::Archived, &[Officer]).needs(&[
        PAPERS_ARE_COMPLETE,
        NO_CHANGE_IS_OPEN,
        MONEY_IS_RETURNED,
    ]),
    rule(Terminate, Stage::Running, Stage::Terminated, &[House]).asks(&[CAUSE]),
    rule(Revoke, Stage::Running, Stage::Revoked, &[House]).asks(&[CAUSE]),
    // A unit that does not sign gives the project up.
    rule(Revoke, Stage::Draft, Stage::Revoked, &[Leader]).offline().needs_reason(),
    rule(Revoke, Stage::InReview, Stage::Revoked, &[Leader]).offline().needs_reason(),
    rule(Revoke, Stage::ToSign, Stage::Revoked, &[Leader]).offline().needs_reason(),
];

impl Handling for Contract {
    const LISTING: &'static listing::Listing = &CONTRACTS;
    const EDITIONS: Editions<Contract> = Editions(&[&EDITION_2022]);

    async fn facts(reader: Reader<'_>, case: &CaseFile, _today: Day) -> Result<Facts> {
        let indicators = indicators::of_contract(reader, case).await?;
        let money = |column: &str| case.money(column).unwrap_or_default();
        let papers = Contract::papers(reader, case).await?;
        Ok(Facts {
            blanks: case.blanks(&["goals", "ownership", "account_name", "account_number", "bank"]),
            unit: case.linked("unit").to_owned(),
            account_name: case.text("account_name").to_owned(),
            granted: money("granted"),
            planned: planned(reader, case.id()).await?,
            indicators: indicators.len(),
            unagreed: indicators::names(&indicators, |one| !one.has("agreed")),
            lowered: indicators::names(&indicators, |one| indicators::is_lower(one, "agreed", "expected")),
            is_lowering_explained: case.has("lowered"),
            accept_by: case.day("ends_on").map(accept_by),
            missing: papers::missing(reader, case, &papers).await?,
            open_changes: change::open_ones(reader, case.id()).await?,
            owed: money("returned").checked_sub(money("recovered")).unwrap_or_default(),
        })
    }

    async fn effects(act: &Act<'_, Contract>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Submit => Ok(vec![("planned", act.facts.planned.fen().into())]),
            Sign => signed(act, work).await,
            OpenAcceptance => Ok(vec![("applied_on", act.today.to_string().into())]),
            ReturnToWork => Ok(vec![("applied_on", Value::Null)]),
            Accept | Terminate | Revoke => ended(act, work).await,
            SendBack | Agree | Rectify | Recheck | Archive => Ok(Vec::new()),
        }
    }

    async fn papers(_reader: Reader<'_>, case: &CaseFile) -> Result<Vec<Paper>> {
        let mut papers = vec![papers::required("签订的任务书"), papers::required("收款账户证明")];
        if case.has("outcome") {
            papers.push(papers::required("验收意见书"));
        }
        Ok(papers)
    }
}

/// The last day on which the acceptance of a project that ends on `ends` may be applied for.
pub(super) fn accept_by(ends: Day) -> Day {
    ends.plus_months(parameters::ACCEPTANCE_MONTHS)
}

/// The day from which an acceptance that nobody applied for is overdue.
pub(super) fn overdue_from(ends: Day) -> Value {
    accept_by(ends).plus_days(1).to_string().into()
}

/// What the lines of the payment plan add up to.
pub(super) async fn planned(reader: Reader<'_>, contract: i64) -> Result<Money> {
    let lines = matching(&PAYMENT_PLANS, &[("contract", contract.into())])?;
    match query::fold(reader, &PAYMENT_PLANS, &lines, Fold::Sum("amount")).await? {
        FoldValue::Number(fen) => Ok(Money::from_fen(fen)),
        _ => Ok(Money::ZERO),
    }
}

/// Signed: from now on reports are asked for, and in the end the acceptance.
async fn signed(act: &Act<'_, Contract>, work: &mut Work) -> Result<Vec<Change>> {
    let signed_on = super::held_on(act)?;
    let Act { db, case, today, .. } = *act;
    progress::schedule(work, progress::Scheduling { db, contract: case, from: signed_on, today }).await?;
    let overdue_from = case.day("ends_on").map_or(Value::Null, overdue_from);
    Ok(vec![("signed_on", signed_on.to_string().into()), ("overdue_from", overdue_from)])
}

/// The project has ended, well or not: its record says so, and no report is asked for any more.
async fn ended(act: &Act<'_, Contract>, work: &mut Work) -> Result<Vec<Change>> {
    let closed_on = match act.case.day("closed_on") {
        Some(day) => day,
        None => super::held_on(act)?,
    };
    let outcome = match (act.step, act.case.text("outcome")) {
        (Terminate, _) => "终止",
        (Revoke, _) => "撤销",
        (_, "通过") => "验收通过",
        (_, "不通过") => "验收不通过",
        (_, other) => other,
    };
    let project = act.case.number("project").unwrap_or_default();
    let project = CaseFile::read(work.reader(), &PROJECTS, project).await?;
    // What is revoked before it began has ended on the day on which it should have begun.
    let ended_on = project.day("started_on").map_or(closed_on, |started| started.max(closed_on));
    let changes = vec![("closed_on", ended_on.to_string().into()), ("outcome", outcome.into())];
    project.write(work, act.db, changes).await?;
    progress::waive(work, act.db, act.who, act.case, act.today).await?;
    Ok(vec![("closed_on", closed_on.to_string().into())])
}

/// Whether work goes on under a contract in this stage, the acceptance included.
pub(super) fn is_under_way(stage: &str) -> bool {
    [Stage::Running, Stage::InAcceptance, Stage::Rectifying].iter().any(|one| one.label() == stage)
}

#[cfg(test)]
impl Facts {
    /// Facts for the turns of a random walk: now everything is in order, now one thing after another is not.
    pub(crate) fn of_turn(turn: usize) -> Facts {
        let (one, ten) = (Money::from_fen(100), Money::from_fen(1_000));
        Facts {
            blanks: if turn % 7 == 1 { vec!["任务目标"] } else { Vec::new() },
            granted: if turn % 11 == 2 { one } else { ten },
            planned: ten,
            indicators: usize::from(turn % 13 != 3),
            missing: if turn.is_multiple_of(3) { vec!["签订的任务书".to_owned()] } else { Vec::new() },
            owed: if turn.is_multiple_of(5) { one } else { Money::ZERO },
            ..Facts::default()
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
