//! What may happen to a call (申报通知), from draft to the day when everything sent in has been decided.

use Step::{Close, Extend, Finish, Publish, SendBack, Submit, Withdraw};
use cases::{Act, CaseFile, Change, Handling};
use listing::{Alternative, Filter, Fold, FoldValue, query};
use procedure::{Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, guard, rule, stage};
use storage::{Error, Reader, Result, Value, Work};
use vocabulary::{Day, Role, Role::Head, Role::House, Role::Officer};
use web::Who;

use super::{CALLS, CRITERIA, Stage, Step};
use crate::{PROPOSALS, numbering, parameters, proposal};

/// The case of a call.
#[derive(Debug)]
pub(crate) struct Call;

/// What its guards look at.
#[derive(Debug)]
pub(crate) struct Facts {
    today: Day,
    closes_on: Day,
    /// How many criteria there are, and what their weights add up to.
    criteria: i64,
    weights: i64,
    panel_size: i64,
    publicity: i64,
    has_guidance: bool,
    /// Proposals that were handed in and are not decided.
    undecided: i64,
}

impl Case for Call {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const CLOSES_LATER: Guard<Facts> = guard("call_closes_later", "受理截止日期在今天或以后", |facts| {
    Verdict::when(
        facts.closes_on >= facts.today,
        || format!("受理截止日期 {} 已过", facts.closes_on),
        "请改受理截止日期",
    )
});

const HAS_GUIDANCE: Guard<Facts> = guard("guidance_is_written", "写有指南内容", |facts| {
    Verdict::when(facts.has_guidance, || "没有写指南内容".to_owned(), "请在通知中填写支持方向和申报条件")
});

const WEIGHTS_ADD_UP: Guard<Facts> = guard("weights_add_up_to_100", "评分指标的权重合计为 100", |facts| {
    let why = || match facts.criteria {
        0 => "还没有评分指标".to_owned(),
        count => format!("{count} 项评分指标的权重合计为 {}，不是 100", facts.weights),
    };
    Verdict::when(facts.weights == 100, why, "请在“评分指标”中补齐或调整权重")
});

const PANEL_IS_ODD: Guard<Facts> =
    guard("panel_is_odd_and_large_enough", "评审专家为单数且不少于 5 人", |facts| {
        let fits = facts.panel_size >= parameters::SMALLEST_PANEL && facts.panel_size % 2 == 1;
        Verdict::when(fits, || format!("每项评审专家为 {} 人", facts.panel_size), "请改为单数，且不少于 5 人")
    });

const PUBLICITY_IS_LONG_ENOUGH: Guard<Facts> =
    guard("publicity_is_long_enough", "公示期不少于 5 个工作日", |facts| {
        let fits = facts.publicity >= parameters::SHORTEST_PUBLICITY;
        Verdict::when(fits, || format!("公示期只有 {} 个工作日", facts.publicity), "请改为不少于 5 个工作日")
    });

const TIME_IS_OVER: Guard<Facts> = guard("time_for_proposals_is_over", "受理截止日期已过", |facts| {
    let why = || format!("受理到 {} 才截止", facts.closes_on);
    Verdict::when(facts.today > facts.closes_on, why, "到期后系统会自动截止，也可以到期后在此操作")
});

const ALL_ARE_DECIDED: Guard<Facts> = guard("all_proposals_are_decided", "收到的申报书都已有结果", |facts| {
    let why = || format!("还有 {} 份申报书没有结果", facts.undecided);
    Verdict::when(facts.undecided == 0, why, "请先办完评审、立项或不予受理")
});

const NEW_END: Ask = Ask::new("closes_on", "新的受理截止日期", AskKind::Day);

/// 2022 年版.
const EDITION_2022: Procedure<Call> = Procedure {
    name: "project-call",
    title: "申报通知",
    about: "科技计划项目申报通知的起草、审核、发布和截止。公示期和评审组人数按各区通行做法，可在通知中另定。",
    edition: 2022,
    start: Stage::Draft,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Call>] = &[
    stage(Stage::Draft, "未发布").edited_by(&[Officer, Head]),
    stage(Stage::InReview, "未发布").within(Span::WorkingDays(3)).escalates_to(Role::Leader),
    stage(Stage::Published, "受理中")
        .within(Span::Until { says: "受理截止日期", day: |facts: &Facts| Some(facts.closes_on) }),
    stage(Stage::Closed, "已截止，办理中").within(Span::Months(6)).escalates_to(Role::Leader),
    stage(Stage::Finished, "已办结").end(),
    stage(Stage::Withdrawn, "已撤回").end(),
];

const RULES: &[Rule<Call>] = &[
    //   step      from                to                by
    rule(Submit, Stage::Draft, Stage::InReview, &[Officer]).needs(&[
        CLOSES_LATER,
        HAS_GUIDANCE,
        WEIGHTS_ADD_UP,
        PANEL_IS_ODD,
        PUBLICITY_IS_LONG_ENOUGH,
    ]),
    rule(SendBack, Stage::InReview, Stage::Draft, &[Head]).needs_reason(),
    rule(Publish, Stage::InReview, Stage::Published, &[Head]).needs(&[CLOSES_LATER, WEIGHTS_ADD_UP]),
    rule(Extend, Stage::Published, Stage::Published, &[Head]).asks(&[NEW_END]).needs_reason(),
    rule(Close, Stage::Published, Stage::Closed, &[House, Officer, Head]).needs(&[TIME_IS_OVER]),
    rule(Finish, Stage::Closed, Stage::Finished, &[Officer, Head]).needs(&[ALL_ARE_DECIDED]),
    rule(Withdraw, Stage::Draft, Stage::Withdrawn, &[Officer, Head]).needs_reason(),
    rule(Withdraw, Stage::Published, Stage::Withdrawn, &[Head]).needs_reason(),
];

impl Handling for Call {
    const LISTING: &'static listing::Listing = &CALLS;
    const EDITIONS: Editions<Call> = Editions(&[&EDITION_2022]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("起草申报通知", &[Officer, Head]));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let call = case.id();
        let of_call = |listing: &'static listing::Listing| match listing.column("call") {
            Some(column) => Filter::default().with(column, vec![Alternative::Is(call.into())]),
            None => Filter::default(),
        };
        let weights = match query::fold(reader, &CRITERIA, &of_call(&CRITERIA), Fold::Sum("weight")).await? {
            FoldValue::Number(sum) => sum,
            _ => 0,
        };
        let undecided = match PROPOSALS.column("stage") {
            Some(stage) => {
                let waiting = proposal::UNDECIDED.iter().map(|stage| Alternative::Is((*stage).into())).collect();
                query::count(reader, &PROPOSALS, &of_call(&PROPOSALS).with(stage, waiting)).await?
            }
            None => 0,
        };
        Ok(Facts {
            today,
            closes_on: case.day("closes_on").unwrap_or(today),
            criteria: query::count(reader, &CRITERIA, &of_call(&CRITERIA)).await?,
            weights,
            panel_size: case.number("panel_size").unwrap_or_default(),
            publicity: case.number("publicity").unwrap_or_default(),
            has_guidance: case.has("guidance"),
            undecided,
        })
    }

    async fn effects(act: &Act<'_, Call>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Extend => extended(act),
            Close => {
                proposal::unseal(act, work).await?;
                Ok(Vec::new())
            }
            Submit | SendBack | Publish | Finish | Withdraw => Ok(Vec::new()),
        }
    }

    async fn prefilled(
        _reader: Reader<'_>,
        who: &Who,
        _asked: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let section = who.section.map(|section| format!("#{section} {}", who.section_name)).unwrap_or_default();
        let texts = [
            ("section", section),
            ("opens_on", today.to_string()),
            ("sealed", "否".to_owned()),
            ("blind", "否".to_owned()),
            ("panel_size", parameters::SMALLEST_PANEL.to_string()),
            ("spread", "20".to_owned()),
            ("publicity", parameters::SHORTEST_PUBLICITY.to_string()),
        ];
        Ok(texts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect())
    }

    async fn beginning(
        reader: Reader<'_>,
        _who: &Who,
        _typed: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let number = numbering::next(reader, &CALLS, &format!("TZ{}", today.year())).await?;
        Ok(vec![("number".to_owned(), number)])
    }
}

/// A later end of the time for proposals; the first one stays visible as `first_due_on`.
fn extended(act: &Act<'_, Call>) -> Result<Vec<Change>> {
    let Some(end) = act.answers.day(NEW_END.name) else { return Err(Error::invalid(NEW_END.name, "请填写日期")) };
    if end <= act.facts.closes_on {
        return Err(Error::invalid(NEW_END.name, format!("应晚于原来的 {}；不能提前截止", act.facts.closes_on)));
    }
    let end = Value::from(end.to_string());
    Ok(vec![("closes_on", end.clone()), ("due_on", end)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_procedure_is_sound_and_every_change_of_it_is_seen() {
        let flaws = EDITION_2022.check_sound();
        assert!(flaws.is_empty(), "{flaws:?}");
        expect_test::expect_file!["procedure.out"].assert_eq(&EDITION_2022.outline().matrix());
    }
}
