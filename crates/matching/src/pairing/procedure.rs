//! What may happen to a pairing (供需对接), from the suggestion to a contract or to the reason why there is none.

use Step::{
    Conclude, Decline, HandOver, Introduce, Lapse, Negotiate, Order, Register, Send, Sign, TakeInterest, Visit,
};
use cases::{Act, Asked, CaseFile, Change, Handling, is_in_scope};
use procedure::{
    Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, Word, guard, rule, stage,
};
use storage::{Error, Reader, Result, Value, Work};
use vocabulary::{
    Day, Money,
    Role::{self, Enterprise, Expert, Head, House, Institute, Officer},
    WorkingDays,
};
use web::Who;

use super::{
    PAIRINGS, Stage, Step,
    record::{CONTRACT_KINDS, REASONS},
};
use crate::{DEMANDS, WEIGHTS, demand, numbering, parameters::LESSONS};

/// The case of a pairing.
#[derive(Debug)]
pub(crate) struct Pairing;

/// What its guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) today: Day,
    /// The word of the stage of the demand.
    pub(crate) demand_stage: String,
    /// The last day on which the enterprise may answer, once it was asked.
    pub(crate) answer_by: Option<Day>,
    pub(crate) is_registered: bool,
}

impl Case for Pairing {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const DEMAND_IS_OPEN: Guard<Facts> = guard("demand_is_open", "需求在对接中或可续期", |facts| {
    let is_open = [demand::Stage::Open, demand::Stage::Expired].iter().any(|open| open.label() == facts.demand_stage);
    Verdict::when(is_open, || format!("需求现在是“{}”", facts.demand_stage), "请办理“不合适”，原因选“其他”")
});

const TIME_TO_ANSWER_IS_OVER: Guard<Facts> =
    guard("time_to_answer_is_over", "答复期限已过", |facts| match facts.answer_by {
        Some(last) => Verdict::when(facts.today > last, || format!("答复期限到 {last}"), "到期后系统会自动办理"),
        None => Verdict::unmet("没有答复期限", "请等企业答复"),
    });

const CONTRACT_IS_REGISTERED: Guard<Facts> = guard("contract_is_registered", "合同已认定登记", |facts| {
    let why = || "没有合同登记编号".to_owned();
    Verdict::when(facts.is_registered, why, "请先办理“登记合同编号”；不需要登记的直接“办结”")
});

/// How many working days the enterprise has to answer.
const ANSWER_DAYS: u32 = 10;

const REASON: Ask = Ask::new("why", "原因", AskKind::Choice(REASONS));
const REMARK: Ask = Ask::optional("remark", "说明", AskKind::Paragraph);
const VISITED_ON: Ask = Ask::new("visited_on", "走访日期", AskKind::Day);
const SIGNED_ON: Ask = Ask::new("signed_on", "签约日期", AskKind::Day);
const CONTRACT_KIND: Ask = Ask::new("contract_kind", "合同类型", AskKind::Choice(CONTRACT_KINDS));
const AMOUNT: Ask = Ask::new("amount", "合同成交额", AskKind::Wan);
const REGISTRATION: Ask = Ask::new("registration", "合同登记编号", AskKind::Line);
const ORDER_NUMBER: Ask = Ask::new("order_number", "科研订单编号", AskKind::Line);
const RESPONSIBLE: Ask = Ask::new("responsible", "新的责任人", AskKind::Line);

/// 2022 年版.
pub(crate) const EDITION_2022: Procedure<Pairing> = Procedure {
    name: "demand-pairing",
    title: "供需对接",
    about: "一项需求与一个答案的对接：每一步都有期限和责任人，没有达成的写明原因，同一对不再推荐。合同类型按民法典，登记按国科发政字〔2000〕063号；\
            办理时限由本局自定。",
    edition: 2022,
    start: Stage::Suggested,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Pairing>] = &[
    stage(Stage::Suggested, "待推荐").within(Span::WorkingDays(3)),
    stage(Stage::Sent, "请答复")
        .within(Span::Until { says: "送达后十个工作日", day: |facts: &Facts| facts.answer_by }),
    stage(Stage::Interested, "待引荐").within(Span::WorkingDays(5)),
    stage(Stage::Introduced, "已引荐").within(Span::WorkingDays(15)),
    stage(Stage::Visited, "已走访").within(Span::WorkingDays(20)),
    stage(Stage::Negotiating, "洽谈中").within(Span::WorkingDays(60)),
    stage(Stage::Signed, "已签约").within(Span::WorkingDays(30)),
    stage(Stage::Ordered, "转科研订单").end(),
    stage(Stage::Concluded, "已办结").end(),
    stage(Stage::Declined, "未达成").end(),
];

/// Either side, and the broker for them.
const ANY_SIDE: &[Role] = &[Enterprise, Institute, Expert, Officer, Head];

const RULES: &[Rule<Pairing>] = &[
    //   step          from                to                  by
    rule(Send, Stage::Suggested, Stage::Sent, &[Officer, Head]).needs(&[DEMAND_IS_OPEN]),
    rule(TakeInterest, Stage::Sent, Stage::Interested, &[Enterprise, Officer]).needs(&[DEMAND_IS_OPEN]),
    rule(Lapse, Stage::Sent, Stage::Declined, &[House, Officer]).needs(&[TIME_TO_ANSWER_IS_OVER]),
    rule(Introduce, Stage::Interested, Stage::Introduced, &[Officer, Head]).needs(&[DEMAND_IS_OPEN]),
    rule(Visit, Stage::Introduced, Stage::Visited, &[Officer, Enterprise]).asks(&[VISITED_ON, REMARK]),
    rule(Negotiate, Stage::Introduced, Stage::Negotiating, &[Officer, Enterprise]),
    rule(Negotiate, Stage::Visited, Stage::Negotiating, &[Officer, Enterprise]),
    rule(Sign, Stage::Negotiating, Stage::Signed, &[Officer]).needs(&[DEMAND_IS_OPEN]).asks(&[
        SIGNED_ON,
        CONTRACT_KIND,
        AMOUNT,
    ]),
    rule(Register, Stage::Signed, Stage::Signed, &[Officer]).asks(&[REGISTRATION]),
    rule(Order, Stage::Signed, Stage::Ordered, &[Officer]).needs(&[CONTRACT_IS_REGISTERED]).asks(&[ORDER_NUMBER]),
    rule(Conclude, Stage::Signed, Stage::Concluded, &[Officer]).asks(&[REMARK]),
    rule(Decline, Stage::Suggested, Stage::Declined, &[Officer, Head]).asks(&[REASON, REMARK]),
    rule(Decline, Stage::Sent, Stage::Declined, &[Enterprise, Officer, Head]).asks(&[REASON, REMARK]),
    rule(Decline, Stage::Interested, Stage::Declined, &[Enterprise, Officer, Head]).asks(&[REASON, REMARK]),
    rule(Decline, Stage::Introduced, Stage::Declined, ANY_SIDE).asks(&[REASON, REMARK]),
    rule(Decline, Stage::Visited, Stage::Declined, ANY_SIDE).asks(&[REASON, REMARK]),
    rule(Decline, Stage::Negotiating, Stage::Declined, ANY_SIDE).asks(&[REASON, REMARK]),
    rule(HandOver, Stage::Sent, Stage::Sent, &[Head]).asks(&[RESPONSIBLE]),
    rule(HandOver, Stage::Introduced, Stage::Introduced, &[Head]).asks(&[RESPONSIBLE]),
    rule(HandOver, Stage::Negotiating, Stage::Negotiating, &[Head]).asks(&[RESPONSIBLE]),
];

impl Handling for Pairing {
    const LISTING: &'static listing::Listing = &PAIRINGS;
    const EDITIONS: Editions<Pairing> = Editions(&[&EDITION_2022]);

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let demand = CaseFile::read(reader, &DEMANDS, case.number("demand").unwrap_or_default()).await?;
        Ok(Facts {
            today,
            demand_stage: demand.text("stage").to_owned(),
            answer_by: case.day("sent_on").map(|sent| WorkingDays::official().after(sent, ANSWER_DAYS)),
            is_registered: case.has("registration"),
        })
    }

    async fn effects(act: &Act<'_, Pairing>, work: &mut Work) -> Result<Vec<Change>> {
        let today = Value::from(act.today.to_string());
        let text = |ask: Ask| act.answers.text(ask.name);
        match act.step {
            Send => {
                first(act, work, "answered_on").await?;
                let recipient = act.case.number("enterprise").map_or(Value::Null, Value::from);
                Ok(vec![("sent_on", today), ("recipient", recipient)])
            }
            TakeInterest => Ok(answered(act)),
            Introduce => {
                first(act, work, "introduced_on").await?;
                Ok(vec![("introduced_on", today)])
            }
            Visit => Ok(vec![("visited_on", text(VISITED_ON).into()), ("remark", remark(act))]),
            Negotiate => Ok(Vec::new()),
            Sign => signed(act, work).await,
            Register => Ok(vec![("registration", text(REGISTRATION).into())]),
            Order => Ok(vec![("order_number", text(ORDER_NUMBER).into())]),
            Conclude => Ok(vec![("remark", remark(act))]),
            HandOver => Ok(vec![("responsible", text(RESPONSIBLE).into())]),
            Lapse => declined(act, work, "未答复").await,
            Decline => declined(act, work, text(REASON)).await,
        }
    }

    /// It is the enterprise's that has the demand, and the institute's or the person's who would answer it.
    fn is_for(case: &CaseFile, who: &Who) -> bool {
        match who.role {
            Some(Role::Institute) => who.unit.is_some() && case.number("unit") == who.unit,
            Some(Role::Expert) => who.person.is_some() && case.number("person") == who.person,
            _ => is_in_scope(case, who),
        }
    }
}

/// The day on which the enterprise answered, the first time it does.
fn answered(act: &Act<'_, Pairing>) -> Vec<Change> {
    match act.case.day("sent_on").filter(|_| !act.case.has("answered_on")) {
        None => Vec::new(),
        Some(sent) => vec![
            ("answered_on", act.today.to_string().into()),
            ("days_to_answer", i64::from(act.today.days_since(sent)).max(0).into()),
        ],
    }
}

fn remark(act: &Act<'_, Pairing>) -> Value {
    match act.answers.text(REMARK.name) {
        "" => act.case.cell("remark").map_or(Value::Null, |cell| cell.value.clone()),
        text => text.into(),
    }
}

/// The day on which this happened first to the demand.
async fn first(act: &Act<'_, Pairing>, work: &mut Work, column: &'static str) -> Result<()> {
    let demand = CaseFile::read(work.reader(), &DEMANDS, act.case.number("demand").unwrap_or_default()).await?;
    if demand.has(column) {
        return Ok(());
    }
    let mut changes: Vec<Change> = vec![(column, act.today.to_string().into())];
    if let Some(since) = demand.day("submitted_on").or(demand.day("posted_on")).filter(|_| column == "answered_on") {
        changes.push(("days_to_answer", i64::from(act.today.days_since(since)).max(0).into()));
    }
    demand.write(work, act.db, changes).await
}

/// A contract: the demand is met.
async fn signed(act: &Act<'_, Pairing>, work: &mut Work) -> Result<Vec<Change>> {
    let amount = act.answers.money(AMOUNT.name).unwrap_or_default();
    if amount <= Money::ZERO {
        return Err(Error::invalid(AMOUNT.name, "应大于 0"));
    }
    let demand = act.case.number("demand").unwrap_or_default();
    let step = demand::Step::Match.code();
    let asked = Asked { who: act.who, id: demand, step, typed: &[], seen: None, today: act.today };
    cases::move_case::<demand::procedure::Demand>(work, act.db, &asked).await?;
    Ok(vec![
        ("signed_on", act.answers.text(SIGNED_ON.name).into()),
        ("contract_kind", act.answers.text(CONTRACT_KIND.name).into()),
        ("amount", amount.fen().into()),
    ])
}

/// It came to nothing. What that teaches is written down as a weight, for everybody to see.
async fn declined(act: &Act<'_, Pairing>, work: &mut Work, reason: &str) -> Result<Vec<Change>> {
    let lesson = LESSONS.iter().find(|(known, _)| *known == reason).map_or(0, |(_, points)| *points);
    if lesson != 0 {
        let case = act.case;
        let why = format!("{}：{reason}（{}）", case.linked("demand"), case.text("number"));
        let values: Vec<Change> = vec![
            ("number", numbering::next(work.reader(), &WEIGHTS, "QZ", act.today).await?.into()),
            ("kind", case.text("kind").into()),
            ("record", case.number("record").unwrap_or_default().into()),
            ("name", case.text("name").into()),
            ("points", lesson.into()),
            ("reason", why.into()),
            ("pairing", case.id().into()),
            ("set_on", act.today.to_string().into()),
        ];
        cases::add(work, act.db, &WEIGHTS, values).await?;
    }
    let mut changes = if act.step == Lapse { Vec::new() } else { answered(act) };
    changes.extend([("reason", reason.into()), ("remark", remark(act))]);
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use procedure::{replay, walk};
    use vocabulary::day;

    use super::*;

    #[test]
    fn the_procedure_is_sound_and_every_change_of_it_is_seen() {
        EDITION_2022.assert_sound();
        expect_test::expect_file!["procedure.out"].assert_eq(&EDITION_2022.outline().matrix());
    }

    #[test]
    fn every_reason_teaches_something_known_and_none_teaches_twice() {
        let known: Vec<&str> = LESSONS.iter().map(|(reason, _)| *reason).collect();
        assert_eq!(known, REASONS);
    }

    #[test]
    fn whatever_people_do_nothing_is_signed_for_a_demand_that_is_over_and_no_order_comes_before_registration() {
        for seed in 0..500_u64 {
            let mut seen: Vec<Facts> = Vec::new();
            let moves = walk(&EDITION_2022, seed, 40, |_| {
                let number = seed.wrapping_mul(31).wrapping_add(u64::try_from(seen.len()).unwrap_or(0));
                let facts = Facts {
                    today: day!(2022, 6, 1),
                    demand_stage: if number % 4 == 0 { "已关闭" } else { "对接中" }.to_owned(),
                    answer_by: Some(if number % 3 == 0 { day!(2022, 5, 30) } else { day!(2022, 6, 10) }),
                    is_registered: number % 2 == 0,
                };
                seen.push(facts.clone());
                facts
            });
            for ((step, ..), facts) in moves.iter().zip(&seen) {
                assert!(*step != Sign || facts.demand_stage == "对接中", "seed {seed}");
                assert!(*step != Order || facts.is_registered, "seed {seed}");
                assert!(*step != Lapse || facts.today > day!(2022, 5, 30), "seed {seed}");
            }
            let last = moves.last().map_or(EDITION_2022.start, |one| one.3);
            assert_eq!(replay(&EDITION_2022, &moves), last, "seed {seed}");
        }
    }
}
