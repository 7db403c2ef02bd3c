//! What may happen to an objection to a batch (发放异议): whoever decides on it is not the one who drew the batch up.

use ::procedure::{Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, guard, rule, stage};
use Role::{Head, Officer};
use Step::{Close, Dismiss, Uphold};
use cases::{Act, CaseFile, Change, Handling};
use storage::{Reader, Result, Work};
use vocabulary::{Day, Role};
use web::Who;

use super::{BATCH_OBJECTIONS, Stage, Step};
use crate::{BATCHES, numbering};

/// The case of an objection.
#[derive(Debug)]
pub(crate) struct Objection;

/// What its guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    raised_on: Day,
    /// The publicity period of the batch, where it has one.
    notice: Option<(Day, Day)>,
}

impl Case for Objection {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const RAISED_IN_TIME: Guard<Facts> = guard("raised_within_the_notice_period", "在公示期内提出", |facts| {
    let next = "请办理“不予受理”";
    match facts.notice {
        None => Verdict::unmet("批次还没有公示，或已退回编制", next),
        Some((first, last)) => {
            let why = || format!("提出日期 {} 不在公示期 {first} 至 {last} 之内", facts.raised_on);
            Verdict::when((first..=last).contains(&facts.raised_on), why, next)
        }
    }
});

const FINDING: Ask = Ask::new("finding", "核查结论", AskKind::Paragraph);

/// 2022 年版.
const EDITION_2022: Procedure<Objection> = Procedure {
    name: "batch-objection",
    title: "发放异议",
    about: "发放批次公示期内实名提出的异议，由科室负责人核查并作出结论；成立的，批次退回编制。核查期限按各区通行做法。",
    edition: 2022,
    start: Stage::Received,
    stages: &[
        stage(Stage::Received, "核查中").edited_by(&[Officer]).within(Span::WorkingDays(10)).escalates_to(Role::Leader),
        stage(Stage::Upheld, "成立").end(),
        stage(Stage::Dismissed, "不成立").end(),
        stage(Stage::Closed, "不予受理").end(),
    ] as &[StageRule<Objection>],
    rules: &[
        rule(Uphold, Stage::Received, Stage::Upheld, &[Head]).needs(&[RAISED_IN_TIME]).asks(&[FINDING]),
        rule(Dismiss, Stage::Received, Stage::Dismissed, &[Head]).needs(&[RAISED_IN_TIME]).asks(&[FINDING]),
        rule(Close, Stage::Received, Stage::Closed, &[Head]).needs_reason(),
    ] as &[Rule<Objection>],
};

impl Handling for Objection {
    const LISTING: &'static listing::Listing = &BATCH_OBJECTIONS;
    const EDITIONS: Editions<Objection> = Editions(&[&EDITION_2022]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("登记发放异议", &[Officer]));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let batch = CaseFile::read(reader, &BATCHES, case.number("batch").unwrap_or_default()).await?;
        Ok(Facts {
            raised_on: case.day("raised_on").unwrap_or(today),
            notice: batch.day("notice_from").zip(batch.day("notice_until")),
        })
    }

    async fn effects(act: &Act<'_, Objection>, _work: &mut Work) -> Result<Vec<Change>> {
        let finding = match act.step {
            Uphold | Dismiss => act.answers.text(FINDING.name),
            Close => act.answers.text(Ask::REASON.name),
        };
        Ok(vec![("finding", finding.into()), ("closed_on", act.today.to_string().into())])
    }

    async fn prefilled(
        reader: Reader<'_>,
        _who: &Who,
        asked: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let mut texts = vec![("raised_on".to_owned(), today.to_string())];
        if let Ok(id) = web::typed(asked, "batch").parse() {
            let batch = CaseFile::read(reader, &BATCHES, id).await?;
            texts.push(("batch".to_owned(), format!("#{id} {}", batch.name())));
        }
        Ok(texts)
    }

    async fn beginning(
        reader: Reader<'_>,
        _who: &Who,
        _typed: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let number = numbering::next(reader, &BATCH_OBJECTIONS, &format!("FY{}", today.year())).await?;
        Ok(vec![("number".to_owned(), number)])
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
