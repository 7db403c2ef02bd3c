//! What may happen to a batch (发放批次): drawn up from the records, checked and approved by others, made public, paid,
//! reconciled. Before every step the house computes anew; where the records say something else, the batch goes back.

use ::procedure::{Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, guard, rule, stage};
use Role::{Finance, Head, Leader, Officer};
use Step::{Approve, Cancel, Check, Clear, Pay, Publish, Recompute, Reconcile, SendBack, Submit};
use cases::{Act, CaseFile, Change, Handling};
use storage::{Db, Reader, Result, Value, Work};
use vocabulary::{Day, Role};
use web::Who;

use super::{BATCHES, Stage, Step, effect, facts::Facts};
use crate::numbering;

/// The case of a batch.
#[derive(Debug)]
pub(crate) struct Batch;

impl Case for Batch {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

/// The shortest publicity period, in working days: the habit of districts.
const SHORTEST_PUBLICITY: i64 = 5;

/// How many numbers of people a sentence tells.
const TOLD: usize = 5;

fn few(numbers: &[String]) -> String {
    let more = if numbers.len() > TOLD { format!("等 {} 人", numbers.len()) } else { String::new() };
    format!("{}{more}", numbers.iter().take(TOLD).map(String::as_str).collect::<Vec<_>>().join("、"))
}

const HAS_LINES: Guard<Facts> = guard("batch_has_lines", "有应发未发的明细", |facts| {
    Verdict::when(!facts.items.is_empty(), || "没有应发未发的明细".to_owned(), "请重新计算，或作废这一批")
});

const IS_AS_RECORDED: Guard<Facts> =
    guard("lines_are_what_the_records_say", "明细与现在的记录一致", |facts| {
        let why = || format!("{} 的应发金额已和编制时不同", few(&facts.changed));
        Verdict::when(facts.changed.is_empty(), why, "请退回编制，重新计算")
    });

const EVERYBODY_HAS_AN_ACCOUNT: Guard<Facts> =
    guard("everybody_has_an_account", "名单上的人都有收款账户", |facts| {
        let why = || format!("{} 没有收款账户", few(&facts.without_account));
        Verdict::when(facts.without_account.is_empty(), why, "请在“收款账户”中补录")
    });

const PUBLICITY_IS_LONG_ENOUGH: Guard<Facts> =
    guard("publicity_is_long_enough", "公示期不少于 5 个工作日，写有异议受理方式", |facts| {
        let fits = facts.publicity >= SHORTEST_PUBLICITY && facts.has_contact;
        let why = || match facts.has_contact {
            false => "没有写明异议由谁受理".to_owned(),
            true => format!("公示期只有 {} 个工作日", facts.publicity),
        };
        Verdict::when(fits, why, "请修改批次的公示期和异议受理")
    });

const NOTICE_IS_OVER: Guard<Facts> = guard("notice_period_is_over", "公示期已满", |facts| {
    let is_over = facts.notice_until.is_some_and(|until| facts.today > Some(until));
    let why = || match facts.notice_until {
        Some(until) => format!("公示到 {until} 才满"),
        None => "没有公示截止日期".to_owned(),
    };
    Verdict::when(is_over, why, "请在期满后办理")
});

const NO_OBJECTION_STANDS: Guard<Facts> = guard("no_objection_stands", "没有未办结或成立的异议", |facts| {
    let why = || format!("异议 {} 还没有办结，或已成立", facts.open_objections.join("、"));
    Verdict::when(facts.open_objections.is_empty(), why, "请先办结异议；成立的，请退回编制")
});

/// The number of a voucher.
pub(super) const VOUCHER: Ask = Ask::new("voucher", "支付凭证号", AskKind::Line);
/// What the bank paid, by its receipt.
pub(super) const BY_BANK: Ask = Ask::new("by_bank", "银行回单合计", AskKind::Wan);
/// How many payments the bank made.
pub(super) const PAYMENTS: Ask = Ask::new("payments", "银行回单笔数", AskKind::Number("笔"));

/// 2022 年版.
const EDITION_2022: Procedure<Batch> = Procedure {
    name: "allowance-batch",
    title: "发放批次",
    about: "人才生活补贴免申即享：系统按政策和记录算出应发未发的明细，经复核、审批、公示后发放，再与银行对账。编制、复核、审批、发放\
            由不同的人办理；任何一步退回，此前的同意作废。公示期和各环节时限按各区通行做法。",
    edition: 2022,
    start: Stage::Draft,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Batch>] = &[
    stage(Stage::Draft, "编制").edited_by(&[Officer]),
    stage(Stage::WithHead, "待复核").within(Span::WorkingDays(3)).escalates_to(Leader),
    stage(Stage::WithLeader, "待审批").within(Span::WorkingDays(5)).escalates_to(Leader),
    stage(Stage::Approved, "待公示").within(Span::WorkingDays(3)),
    stage(Stage::OnNotice, "公示中")
        .within(Span::Until { says: "公示截止日期", day: |facts: &Facts| facts.notice_until }),
    stage(Stage::ToPay, "待发放").within(Span::WorkingDays(5)).escalates_to(Leader),
    stage(Stage::Paid, "已发放").within(Span::WorkingDays(10)).escalates_to(Leader),
    stage(Stage::Reconciled, "已对账").end(),
    stage(Stage::Void, "已作废").end(),
];

/// What must hold before somebody agrees.
const SOUND: &[Guard<Facts>] = &[HAS_LINES, IS_AS_RECORDED, EVERYBODY_HAS_AN_ACCOUNT, PUBLICITY_IS_LONG_ENOUGH];

const RULES: &[Rule<Batch>] = &[
    //   step     from                to                  by
    rule(Recompute, Stage::Draft, Stage::Draft, &[Officer]),
    rule(Submit, Stage::Draft, Stage::WithHead, &[Officer]).needs(SOUND),
    rule(Check, Stage::WithHead, Stage::WithLeader, &[Head]).needs(SOUND),
    rule(Approve, Stage::WithLeader, Stage::Approved, &[Leader]).needs(SOUND),
    rule(Publish, Stage::Approved, Stage::OnNotice, &[Officer, Head]).needs(SOUND),
    rule(Clear, Stage::OnNotice, Stage::ToPay, &[Officer, Head]).needs(&[
        NOTICE_IS_OVER,
        NO_OBJECTION_STANDS,
        IS_AS_RECORDED,
    ]),
    rule(Pay, Stage::ToPay, Stage::Paid, &[Finance]).needs(SOUND).offline().asks(&[VOUCHER]),
    rule(Reconcile, Stage::Paid, Stage::Reconciled, &[Finance]).offline().asks(&[PAYMENTS, BY_BANK]),
    rule(SendBack, Stage::WithHead, Stage::Draft, &[Head]).needs_reason(),
    rule(SendBack, Stage::WithLeader, Stage::Draft, &[Leader]).needs_reason(),
    rule(SendBack, Stage::Approved, Stage::Draft, &[Head, Leader]).needs_reason(),
    rule(SendBack, Stage::OnNotice, Stage::Draft, &[Head, Leader]).needs_reason(),
    rule(SendBack, Stage::ToPay, Stage::Draft, &[Finance, Head]).needs_reason(),
    rule(Cancel, Stage::Draft, Stage::Void, &[Officer, Head]).needs_reason(),
];

impl Handling for Batch {
    const LISTING: &'static listing::Listing = &BATCHES;
    const EDITIONS: Editions<Batch> = Editions(&[&EDITION_2022]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("编制发放批次", &[Officer]));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        Facts::read(reader, case, today).await
    }

    async fn effects(act: &Act<'_, Batch>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Recompute => effect::drawn_up(work, act.db, act.who, act.case).await,
            Check => effect::agreed(act, "checked_by"),
            Approve => effect::agreed(act, "approved_by"),
            Publish => Ok(effect::published(act)),
            SendBack => Ok(effect::sent_back()),
            Pay => effect::paid(act, work).await,
            Reconcile => effect::reconciled(act),
            Submit | Clear | Cancel => Ok(Vec::new()),
        }
    }

    async fn prefilled(
        _reader: Reader<'_>,
        who: &Who,
        asked: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let section = who.section.map(|section| format!("#{section} {}", who.section_name)).unwrap_or_default();
        let asked = policies::entitlement::Month::parse(web::typed(asked, "month"));
        let month = asked.unwrap_or(policies::entitlement::Month::of(today));
        let texts =
            [("month", month.first().to_string()), ("section", section), ("publicity", SHORTEST_PUBLICITY.to_string())];
        Ok(texts.map(|(name, text)| (name.to_owned(), text)).to_vec())
    }

    async fn beginning(
        reader: Reader<'_>,
        who: &Who,
        typed: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let number = numbering::next(reader, &BATCHES, &format!("FF{}", today.year())).await?;
        let month = policies::entitlement::Month::parse(web::typed(typed, "month"));
        let title = format!("人才生活补贴（算到{}）", month.map_or_else(String::new, |month| month.chinese()));
        let given = [("number", number), ("title", title), ("drawn_by", who.name.clone())];
        Ok(given.map(|(name, text)| (name.to_owned(), text)).to_vec())
    }

    async fn begun(work: &mut Work, db: &Db, who: &Who, case: &CaseFile, today: Day) -> Result<()> {
        effect::refuse_future(case, today)?;
        let changes: Vec<(&'static str, Value)> = effect::drawn_up(work, db, who, case).await?;
        CaseFile::read(work.reader(), &BATCHES, case.id()).await?.write(work, db, changes).await
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
