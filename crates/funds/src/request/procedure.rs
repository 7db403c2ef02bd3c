//! What may happen to a request for payment. The chain is unit, officer, finance, leader, finance; whoever sends it back voids
//! what was agreed before. Money is paid only to the unit of the contract, within line, grant, appropriation and budget.

use ::procedure::{Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, guard, rule, stage};
use Step::{Approve, Audit, Cancel, Check, Pay, Reverse, SendBack, Submit, TakeBack};
use cases::{Act, CaseFile, Change, Handling, is_in_scope};
use projects::{PAYMENT_PLANS, next_number, payable};
use storage::{Error, Reader, Result, Work};
use vocabulary::{
    Day, Money, MoneyUnit::WanYuan, Role, Role::Enterprise, Role::Finance, Role::Institute, Role::Leader, Role::Officer,
};
use web::Who;

use super::{PAYMENT_REQUESTS, Stage, Step, effect, facts::Facts};
use crate::parameters;

/// The case of a request for payment.
#[derive(Debug)]
pub(crate) struct Request;

impl Case for Request {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const IS_THEIR_OWN: Guard<Facts> = guard("line_is_of_their_contract", "款项属于收款单位的任务书", |facts| {
    let holds = facts.is_own && facts.is_of_contract;
    Verdict::when(holds, || "这笔拨款计划不属于收款单位的任务书".to_owned(), "请从本单位任务书页面的“拨款”重新申请")
});

const NOT_STOPPED: Guard<Facts> =
    guard("payments_are_not_stopped", "任务书已签订，没有终止或撤销", |facts| {
        match &facts.payable.stopped {
            Some(why) => Verdict::unmet(why.clone(), "现在不能支付"),
            None => Verdict::Met,
        }
    });

const GATE_IS_OPEN: Guard<Facts> = guard(
    "gate_of_the_line_is_open",
    "中期拨款在通过中期检查后，尾款和后补助在通过验收后",
    |facts| {
        let line = facts.payable.line.text("kind");
        match facts.payable.waits_for {
            Some(gate) => Verdict::unmet(format!("{line}要在项目{gate}以后支付"), "请等通过以后再申请"),
            None => Verdict::Met,
        }
    },
);

const UNIT_IS_NOT_BARRED: Guard<Facts> =
    guard("unit_is_not_barred", "收款单位不在失信惩戒期内", |facts| match &facts.payable.barred {
        Some(why) => Verdict::unmet(why.clone(), "惩戒期满前不能支付"),
        None => Verdict::Met,
    });

const ACCOUNT_IS_GIVEN: Guard<Facts> = guard("account_is_given", "任务书写有收款账户", |facts| {
    let blanks = facts.payable.contract.blanks(&["account_name", "account_number", "bank"]);
    Verdict::when(blanks.is_empty(), || format!("任务书没有填写{}", blanks.join("、")), "请先办理“收款账户”变更")
});

const LINE_IS_NOT_ASKED_TWICE: Guard<Facts> = guard(
    "line_is_not_asked_for_twice",
    "加上在办的其他申请，不超过这笔款尚未拨付的金额",
    |facts| {
        let (unpaid, besides) = (facts.unpaid().exact(WanYuan), facts.asked_besides.exact(WanYuan));
        let asked = Money::total([facts.amount, facts.asked_besides]);
        let why = || format!("这笔款还有 {unpaid} 万元没有拨付，其中 {besides} 万元已有别的申请在办");
        Verdict::when(asked.is_some_and(|asked| asked <= facts.unpaid()), why, "请改小金额，或等别的申请办结")
    },
);

const LINE_IS_NOT_OVERDRAWN: Guard<Facts> =
    guard("line_is_not_overdrawn", "不超过这笔款尚未拨付的金额（不重复支付）", |facts| {
        let (amount, unpaid) = (facts.amount.exact(WanYuan), facts.unpaid().exact(WanYuan));
        let why = || format!("申请 {amount} 万元，这笔款只有 {unpaid} 万元没有拨付");
        Verdict::when(facts.amount <= facts.unpaid(), why, "可能已由别的申请支付，请核对后退回")
    });

const APPROPRIATION_SUFFICES: Guard<Facts> =
    guard("appropriation_suffices", "指标用于项目资助，余额足够", |facts| match &facts.appropriation {
        None => Verdict::unmet("还没有指定预算指标", "请退回后由财务重新审核"),
        Some(one) => match one.unfit(facts.amount) {
            Some(why) => Verdict::unmet(why, "请退回，由财务改用别的指标"),
            None => Verdict::Met,
        },
    });

const BUDGET_COVERS_THE_APPROPRIATIONS: Guard<Facts> =
    guard("budget_covers_the_appropriations", "当年指标合计不超过批准预算", |facts| {
        match &facts.appropriation {
            Some(one) if one.year.appropriated > one.year.budget => {
                let (given, budget) = (one.year.appropriated.exact(WanYuan), one.year.budget.exact(WanYuan));
                let why = format!("{} 年指标合计 {given} 万元，超过批准预算 {budget} 万元", one.year.year);
                Verdict::unmet(why, "请先核对指标，或补录预算追加")
            }
            _ => Verdict::Met,
        }
    });

/// The number of an appropriation.
pub(super) const APPROPRIATION: Ask = Ask::new("appropriation", "预算指标文号", AskKind::Line);
/// The number of a voucher.
pub(super) const VOUCHER: Ask = Ask::new("voucher", "凭证号", AskKind::Line);
/// How much comes back.
pub(super) const AMOUNT: Ask = Ask::new("amount", "退回金额", AskKind::Wan);
/// Interest that comes with it.
pub(super) const INTEREST: Ask = Ask::optional("interest", "孳息", AskKind::Wan);

/// 2022 年版.
const EDITION_2022: Procedure<Request> = Procedure {
    name: "payment-request",
    title: "用款申请",
    about: "按任务书的拨款计划申请、审核、审批和支付。退回使以前各级的同意作废；同一人不兼办经办、财务和审批；支付不超过计划，计划不超过批准，\
            指标合计不超过预算（预算法）；已支付的只用负数冲销或登记退回。",
    edition: 2022,
    start: Stage::Draft,
    stages: STAGES,
    rules: RULES,
};

/// Who asks.
const APPLICANTS: &[Role] = &[Enterprise, Institute];

const STAGES: &[StageRule<Request>] = &[
    stage(Stage::Draft, "草稿").edited_by(APPLICANTS),
    stage(Stage::WithOfficer, "审核中").within(Span::WorkingDays(parameters::DAYS_FOR_EACH_HAND)),
    stage(Stage::WithFinance, "审核中（财务）")
        .within(Span::WorkingDays(parameters::DAYS_FOR_EACH_HAND))
        .escalates_to(Role::Leader),
    stage(Stage::WithLeader, "审批中")
        .within(Span::WorkingDays(parameters::DAYS_FOR_EACH_HAND))
        .escalates_to(Role::Leader),
    stage(Stage::ToPay, "已批准，待支付").within(Span::WorkingDays(parameters::DAYS_TO_PAY)).escalates_to(Role::Leader),
    stage(Stage::Paid, "已支付").end(),
    stage(Stage::SentBack, "已退回，请修改").edited_by(APPLICANTS),
    stage(Stage::Reversed, "已冲销").end(),
    stage(Stage::Void, "已作废").end(),
];

/// What must hold before the appropriation is known.
const OF_THE_LINE: &[Guard<Facts>] =
    &[IS_THEIR_OWN, NOT_STOPPED, GATE_IS_OPEN, UNIT_IS_NOT_BARRED, ACCOUNT_IS_GIVEN, LINE_IS_NOT_OVERDRAWN];

/// What must hold before money is given.
const OF_THE_MONEY: &[Guard<Facts>] = &[
    IS_THEIR_OWN,
    NOT_STOPPED,
    GATE_IS_OPEN,
    UNIT_IS_NOT_BARRED,
    ACCOUNT_IS_GIVEN,
    LINE_IS_NOT_OVERDRAWN,
    APPROPRIATION_SUFFICES,
    BUDGET_COVERS_THE_APPROPRIATIONS,
];

const RULES: &[Rule<Request>] = &[
    //   step     from            to                  by
    rule(Submit, Stage::Draft, Stage::WithOfficer, APPLICANTS).needs(SUBMITTING),
    rule(Submit, Stage::SentBack, Stage::WithOfficer, APPLICANTS).needs(SUBMITTING),
    rule(Check, Stage::WithOfficer, Stage::WithFinance, &[Officer]).needs(OF_THE_LINE),
    rule(SendBack, Stage::WithOfficer, Stage::SentBack, &[Officer]).needs_reason(),
    rule(Audit, Stage::WithFinance, Stage::WithLeader, &[Finance]).needs(OF_THE_LINE).asks(&[APPROPRIATION]),
    rule(SendBack, Stage::WithFinance, Stage::SentBack, &[Finance]).needs_reason(),
    rule(Approve, Stage::WithLeader, Stage::ToPay, &[Leader]).needs(OF_THE_MONEY),
    rule(SendBack, Stage::WithLeader, Stage::SentBack, &[Leader]).needs_reason(),
    rule(Pay, Stage::ToPay, Stage::Paid, &[Finance]).needs(OF_THE_MONEY).offline().asks(&[VOUCHER]),
    rule(SendBack, Stage::ToPay, Stage::SentBack, &[Finance]).needs_reason(),
    rule(TakeBack, Stage::Paid, Stage::Paid, &[Finance]).offline().asks(&[VOUCHER, AMOUNT, INTEREST]).needs_reason(),
    rule(Reverse, Stage::Paid, Stage::Reversed, &[Finance]).offline().asks(&[VOUCHER]).needs_reason(),
    rule(Cancel, Stage::Draft, Stage::Void, APPLICANTS).needs_reason(),
    rule(Cancel, Stage::SentBack, Stage::Void, &[Enterprise, Institute, Officer]).needs_reason(),
];

const SUBMITTING: &[Guard<Facts>] =
    &[IS_THEIR_OWN, NOT_STOPPED, GATE_IS_OPEN, UNIT_IS_NOT_BARRED, ACCOUNT_IS_GIVEN, LINE_IS_NOT_ASKED_TWICE];

impl Handling for Request {
    const LISTING: &'static listing::Listing = &PAYMENT_REQUESTS;
    const EDITIONS: Editions<Request> = Editions(&[&EDITION_2022]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("申请用款", APPLICANTS));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        Facts::read(reader, case, today).await
    }

    async fn effects(act: &Act<'_, Request>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Check => effect::agreed(act, "checked_by"),
            Audit => effect::audited(act, work).await,
            Approve => effect::agreed(act, "approved_by"),
            SendBack => Ok(effect::sent_back()),
            Pay => effect::paid(act, work).await,
            TakeBack => effect::taken_back(act, work).await,
            Reverse => effect::reversed(act, work).await,
            Submit | Cancel => Ok(Vec::new()),
        }
    }

    async fn prefilled(
        reader: Reader<'_>,
        who: &Who,
        asked: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let Ok(line) = web::typed(asked, "plan").parse() else { return Ok(Vec::new()) };
        listing::seen(reader, &PAYMENT_PLANS, who, line).await?;
        let found = payable(reader, line, today).await?;
        let money = |column: &str| found.line.money(column).unwrap_or_default();
        let unpaid = money("amount").checked_sub(money("paid")).unwrap_or_default();
        let plan = format!("#{line} {} {}", found.contract.name(), found.line.text("kind"));
        Ok(vec![("plan".to_owned(), plan), ("amount".to_owned(), unpaid.exact(WanYuan))])
    }

    async fn beginning(
        reader: Reader<'_>,
        who: &Who,
        typed: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let missing = || Error::invalid("plan", "没有这笔拨款计划，或它不归您的单位。请从任务书页面的“拨款”进入");
        let line =
            web::typed(typed, "plan").strip_prefix('#').and_then(|rest| rest.split_whitespace().next()?.parse().ok());
        let found = payable(reader, line.ok_or_else(missing)?, today).await.map_err(|_| missing())?;
        if !who.is_open_house && !is_in_scope(&found.contract, who) {
            return Err(missing());
        }
        let number = next_number(reader, &PAYMENT_REQUESTS, &format!("YK{}", today.year())).await?;
        let owner = found.contract.number("unit").unwrap_or_default();
        let given =
            [("number", number), ("contract", format!("#{}", found.contract.id())), ("owner", format!("#{owner}"))];
        Ok(given.map(|(name, text)| (name.to_owned(), text)).to_vec())
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
