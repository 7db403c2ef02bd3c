//! What may happen to a demand (技术需求), from the draft to a contract, or to the finding that nobody can meet it.

use Step::{Close, Expire, GiveUp, Match, Publish, Refer, Renew, SendBack, Submit};
use cases::{Act, CaseFile, Change, Handling};
use procedure::{Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, guard, rule, stage};
use storage::{Db, Error, Reader, Result, Value, Work};
use vocabulary::{
    Day,
    Role::{self, Enterprise, Head, House, Officer},
};
use web::Who;

use super::{
    DEMANDS, Stage, Step,
    grade::{Light, Told},
    post,
};
use crate::{numbering, parameters::POSTING_DAYS};

/// The case of a demand.
#[derive(Debug)]
pub(crate) struct Demand;

/// What its guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) today: Day,
    pub(crate) told: Told,
    /// Whether it is to be posted for the public at all.
    pub(crate) is_for_public: bool,
    pub(crate) has_summary: bool,
    pub(crate) expires_on: Option<Day>,
}

impl Case for Demand {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const SAYS_WHAT_AND_WHO: Guard<Facts> = guard("problem_and_contact_are_given", "写明问题和联系人", |facts| {
    let [problem, _, _, contact] = facts.told.lights();
    let told = Told::missing([&problem, &contact]);
    Verdict::when(told.is_empty(), || format!("还缺：{told}"), "请修改需求补齐")
});

const IS_CLEAR: Guard<Facts> =
    guard("all_four_lights_are_lit", "问题、指标、约束、联系四项齐全", |facts| {
        let told = Told::missing(&facts.told.lights());
        Verdict::when(told.is_empty(), || format!("还缺：{told}"), "请转经纪人与企业一起完善，或退回企业补充")
    });

const SUMMARY_IS_WRITTEN: Guard<Facts> =
    guard("public_summary_is_written", "公开的需求写有公开摘要", |facts| {
        let why = || "没有写公开摘要".to_owned();
        Verdict::when(
            !facts.is_for_public || facts.has_summary,
            why,
            "请写一段可以对外的文字，或把公开程度改为“不公开发布”",
        )
    });

const TIME_IS_OVER: Guard<Facts> = guard("posting_has_run_out", "有效期已过", |facts| match facts.expires_on {
    Some(last) => Verdict::when(facts.today > last, || format!("有效期到 {last}"), "到期后系统会自动办理"),
    None => Verdict::unmet("没有有效期", "请先受理"),
});

const WHY_CLOSED: Ask =
    Ask::new("why", "关闭原因", AskKind::Choice(&["企业已自行解决", "企业不再需要", "企业联系不上", "与其他需求重复"]));
const UNTIL: Ask = Ask::new("expires_on", "新的有效期", AskKind::Day);
const BROKER: Ask = Ask::new("broker", "责任人", AskKind::Line);

/// 2022 年版.
pub(crate) const EDITION_2022: Procedure<Demand> = Procedure {
    name: "technical-demand",
    title: "技术需求",
    about: "企业技术需求的受理、完善、发布、续期和办结。四项不齐的需求先由技术经纪人与企业一起完善，不直接推向市场。办理时限由本局自定。",
    edition: 2022,
    start: Stage::Draft,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Demand>] = &[
    stage(Stage::Draft, "填写中").edited_by(&[Enterprise, Officer]),
    stage(Stage::Submitted, "待受理").within(Span::WorkingDays(3)),
    stage(Stage::WithBroker, "经纪人完善中").edited_by(&[Officer, Enterprise]).within(Span::WorkingDays(10)),
    stage(Stage::Open, "对接中").within(Span::Until { says: "有效期", day: |facts: &Facts| facts.expires_on }),
    stage(Stage::Expired, "已到期，可续期").within(Span::Months(3)),
    stage(Stage::Matched, "已对接").end(),
    stage(Stage::Unmet, "暂无解决方案").end(),
    stage(Stage::Closed, "已关闭").end(),
];

const RULES: &[Rule<Demand>] = &[
    //   step      from               to                 by
    rule(Submit, Stage::Draft, Stage::Submitted, &[Enterprise, Officer]).needs(&[SAYS_WHAT_AND_WHO]),
    rule(SendBack, Stage::Submitted, Stage::Draft, &[Officer, Head]).needs_reason(),
    rule(Refer, Stage::Submitted, Stage::WithBroker, &[Officer, Head]).asks(&[BROKER]),
    rule(Publish, Stage::Submitted, Stage::Open, &[Officer, Head]).needs(&[IS_CLEAR, SUMMARY_IS_WRITTEN]),
    rule(Publish, Stage::WithBroker, Stage::Open, &[Officer, Head]).needs(&[IS_CLEAR, SUMMARY_IS_WRITTEN]),
    rule(Renew, Stage::Open, Stage::Open, &[Enterprise, Officer]).asks(&[UNTIL]),
    rule(Renew, Stage::Expired, Stage::Open, &[Enterprise, Officer]).asks(&[UNTIL]),
    rule(Expire, Stage::Open, Stage::Expired, &[House, Officer]).needs(&[TIME_IS_OVER]),
    rule(Match, Stage::Open, Stage::Matched, &[House]),
    rule(Match, Stage::Expired, Stage::Matched, &[House]),
    rule(GiveUp, Stage::Open, Stage::Unmet, &[Head]).needs_reason(),
    rule(GiveUp, Stage::Expired, Stage::Unmet, &[Officer, Head]).needs_reason(),
    rule(Close, Stage::Draft, Stage::Closed, &[Enterprise, Officer]).asks(&[WHY_CLOSED]),
    rule(Close, Stage::WithBroker, Stage::Closed, &[Enterprise, Officer]).asks(&[WHY_CLOSED]),
    rule(Close, Stage::Open, Stage::Closed, &[Enterprise, Officer]).asks(&[WHY_CLOSED]),
    rule(Close, Stage::Expired, Stage::Closed, &[Enterprise, Officer]).asks(&[WHY_CLOSED]),
];

impl Told {
    /// What is missing under these lights, in words.
    fn missing<'a>(lights: impl IntoIterator<Item = &'a Light>) -> String {
        let all: Vec<&str> = lights.into_iter().flat_map(|light| light.missing.iter().copied()).collect();
        all.join("；")
    }
}

impl Handling for Demand {
    const LISTING: &'static listing::Listing = &DEMANDS;
    const EDITIONS: Editions<Demand> = Editions(&[&EDITION_2022]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("提出技术需求", &[Enterprise]));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        Ok(Facts {
            today,
            told: Told::of(reader, case).await?,
            is_for_public: case.text("confidentiality") != "不公开发布",
            has_summary: case.has("summary"),
            expires_on: case.day("expires_on"),
        })
    }

    async fn effects(act: &Act<'_, Demand>, work: &mut Work) -> Result<Vec<Change>> {
        let today = Value::from(act.today.to_string());
        match act.step {
            Submit => Ok(vec![("submitted_on", today)]),
            SendBack => Ok(Vec::new()),
            Refer => Ok(vec![("broker", act.answers.text(BROKER.name).into())]),
            Publish => {
                let until = act.today.plus_days(POSTING_DAYS);
                let mut changes = vec![("posted_on", today), ("expires_on", until.to_string().into())];
                if !act.case.has("broker") {
                    changes.push(("broker", act.who.name.as_str().into()));
                }
                if act.facts.is_for_public {
                    changes.push(("posting", post::posted(act, work, until).await?.into()));
                }
                Ok(changes)
            }
            Renew => renewed(act, work).await,
            Expire => {
                post::moved(act, work, "已到期", None).await?;
                Ok(Vec::new())
            }
            Match => ended(act, work, "已签订技术合同").await,
            GiveUp => ended(act, work, act.answers.text(Ask::REASON.name)).await,
            Close => ended(act, work, act.answers.text(WHY_CLOSED.name)).await,
        }
    }

    async fn prefilled(
        _reader: Reader<'_>,
        _who: &Who,
        _asked: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let texts = [("confidentiality", "隐去企业名称".to_owned()), ("deadline", today.plus_years(1).to_string())];
        Ok(texts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect())
    }

    async fn beginning(
        reader: Reader<'_>,
        who: &Who,
        _typed: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let Some(unit) = who.unit else {
            return Err(Error::Refused("请从“对接进展”页代企业登记，先选企业".to_owned()));
        };
        let mut texts =
            vec![("number", numbering::next(reader, &DEMANDS, "XQ", today).await?), ("enterprise", format!("#{unit}"))];
        if let Some(section) = post::section(reader).await? {
            texts.push(("section", format!("#{section}")));
        }
        Ok(texts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect())
    }
}

/// A draft for an enterprise that told the bureau of its demand, with nothing but its name yet.
///
/// # Errors
/// What the database says.
pub(crate) async fn begin_for(
    work: &mut Work,
    db: &Db,
    who: &Who,
    enterprise: i64,
    title: &str,
    today: Day,
) -> Result<i64> {
    let number = numbering::next(work.reader(), &DEMANDS, "XQ", today).await?;
    let section = post::section(work.reader()).await?;
    let values = vec![
        ("number", number.into()),
        ("title", title.into()),
        ("enterprise", enterprise.into()),
        ("confidentiality", "隐去企业名称".into()),
        ("section", section.map_or(Value::Null, Value::from)),
        ("broker", who.name.as_str().into()),
    ];
    cases::open_case::<Demand>(work, db, who, values, today).await
}

/// A later end of the posting.
async fn renewed(act: &Act<'_, Demand>, work: &mut Work) -> Result<Vec<Change>> {
    let Some(until) = act.answers.day(UNTIL.name) else { return Err(Error::invalid(UNTIL.name, "请填写日期")) };
    if until <= act.today || act.facts.expires_on.is_some_and(|now| until <= now) {
        return Err(Error::invalid(UNTIL.name, "应晚于今天和原来的有效期"));
    }
    post::moved(act, work, "征集中", Some(until)).await?;
    let renewals = act.case.number("renewals").unwrap_or(0) + 1;
    let until = Value::from(until.to_string());
    Ok(vec![("expires_on", until.clone()), ("due_on", until), ("renewals", renewals.into())])
}

/// It is over: nothing of it is posted any longer.
async fn ended(act: &Act<'_, Demand>, work: &mut Work, why: &str) -> Result<Vec<Change>> {
    post::moved(act, work, "已撤下", None).await?;
    Ok(vec![("ended_on", act.today.to_string().into()), ("ending", why.into())])
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
    fn whatever_people_do_a_vague_demand_never_reaches_the_market() {
        for seed in 0..500_u64 {
            let mut seen: Vec<Facts> = Vec::new();
            let moves = walk(&EDITION_2022, seed, 40, |_| {
                let number = seed.wrapping_mul(31).wrapping_add(u64::try_from(seen.len()).unwrap_or(0));
                let vague = Told { limits: String::new(), ..clear() };
                let facts = Facts {
                    today: day!(2022, 6, 1),
                    told: if number % 3 == 0 { vague } else { clear() },
                    is_for_public: number % 2 == 0,
                    has_summary: number % 5 != 0,
                    expires_on: Some(if number % 4 == 0 { day!(2022, 5, 31) } else { day!(2022, 9, 1) }),
                };
                seen.push(facts.clone());
                facts
            });
            for ((step, ..), facts) in moves.iter().zip(&seen) {
                let is_clear = facts.told.lights().iter().all(Light::is_lit);
                assert!(*step != Publish || is_clear, "seed {seed}");
                assert!(*step != Publish || !facts.is_for_public || facts.has_summary, "seed {seed}");
            }
            let last = moves.last().map_or(EDITION_2022.start, |one| one.3);
            assert_eq!(replay(&EDITION_2022, &moves), last, "seed {seed}");
        }
    }

    /// A demand that lacks nothing.
    fn clear() -> Told {
        Told {
            problem: "釉面针孔率高，调整烧成曲线和釉料细度后仍有百分之六左右的次品，找不到原因".to_owned(),
            limits: "无特殊约束".to_owned(),
            targets: 1,
            has_budget: true,
            has_deadline: true,
            has_contact: true,
            has_phone: true,
        }
    }
}
