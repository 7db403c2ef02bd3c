//! What may happen to a panel (评审组), from its numbers to its locked scores.
//!
//! The draw, the avoidance of conflicts and the count of marks follow the usual regulations on experts of science and
//! technology plans; their numbers stand in [`review::PARAMETERS`].

use Step::{Assign, Confirm, Discuss, Dissolve, Draw, Extend, LetStand, Lock, Open, Reassign, Remind, Replace};
use cases::{Act, CaseFile, Change, Handling, Paper};
use procedure::{Ask, AskKind, Case, Editions, Procedure, Rule, Span, StageRule, rule, stage};
use storage::{Reader, Result, Work};
use vocabulary::{
    Day,
    Role::{self, Head, House, Officer},
};
use web::Who;

use super::{
    PANELS, Stage, Step, assigning, closing, drawing,
    facts::Facts,
    guards::{
        ALL_ARE_DISCUSSED, ALL_ARE_HANDED_IN, ALL_HAVE_ACCEPTED, CALL_IS_CLOSED, LOADS_FIT, NUMBERS_FIT_THE_RULES,
        PROPOSALS_WAIT, SHEET_IS_THE_SAME, SHEET_IS_WHOLE, SHEETS_ARE_MISSING, SOME_ARE_UNDISCUSSED,
        SOMEBODY_IS_AWAITED, SOMEBODY_LEFT,
    },
    seats,
};
use crate::{CALLS, numbering, parameters};

/// The case of a panel.
#[derive(Debug)]
pub(crate) struct Panel;

impl Case for Panel {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

/// Who watches the draw.
pub(super) const WITNESS: Ask = Ask::new("witness", "现场监督人", AskKind::Line);
/// The last day for judging.
pub(super) const JUDGE_BY: Ask = Ask::new("judge_by", "评审截止日期", AskKind::Day);
/// Another limit than the one that was set at first.
pub(super) const MOST: Ask = Ask::optional("most", "每人至多评改为（不改留空）", AskKind::Number("份"));
/// What the panel says as a whole.
pub(super) const CONSENSUS: Ask = Ask::new("consensus", "专家组意见", AskKind::Paragraph);

const SECTION: &[Role] = &[Officer, Head];

/// 2022 年版.
pub(super) const EDITION_2022: Procedure<Panel> = Procedure {
    name: "review-panel",
    title: "专家评审",
    about: "评审组从组建、抽取、邀请、分派、评审、复议到锁定评分。抽取种子留存，监督人员可以重放；锁定以前任何人都看不到评分，\
            开封以前看不到哪位专家打了哪些分。",
    edition: 2022,
    start: Stage::Forming,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Panel>] = &[
    stage(Stage::Forming, "评审准备").edited_by(SECTION),
    stage(Stage::Drawn, "评审准备")
        .within(Span::Until { says: "回复期限", day: |facts: &Facts| facts.seats.answer_due }),
    stage(Stage::Ready, "评审准备").within(Span::WorkingDays(5)),
    stage(Stage::Judging, "评审中")
        .within(Span::Until { says: "评审截止日期", day: |facts: &Facts| facts.judge_by })
        .escalates_to(Head),
    stage(Stage::Discussing, "评审中").within(Span::WorkingDays(5)),
    stage(Stage::Locked, "评审结束").end(),
    stage(Stage::Opened, "评审结束").end(),
    stage(Stage::Dissolved, "评审组已解散").end(),
];

const RULES: &[Rule<Panel>] = &[
    //   step      from               to                 by
    rule(Draw, Stage::Forming, Stage::Drawn, SECTION)
        .needs(&[CALL_IS_CLOSED, PROPOSALS_WAIT, SHEET_IS_WHOLE, NUMBERS_FIT_THE_RULES, LOADS_FIT])
        .asks(&[WITNESS]),
    rule(Replace, Stage::Drawn, Stage::Drawn, &[House, Officer, Head]).needs(&[SOMEBODY_LEFT]),
    rule(Remind, Stage::Drawn, Stage::Drawn, SECTION).needs(&[SOMEBODY_IS_AWAITED]),
    rule(Confirm, Stage::Drawn, Stage::Ready, SECTION).needs(&[ALL_HAVE_ACCEPTED]),
    rule(Replace, Stage::Ready, Stage::Ready, &[House, Officer, Head]).needs(&[SOMEBODY_LEFT]),
    rule(Assign, Stage::Ready, Stage::Judging, SECTION)
        .needs(&[ALL_HAVE_ACCEPTED, PROPOSALS_WAIT])
        .asks(&[JUDGE_BY, MOST]),
    rule(Replace, Stage::Judging, Stage::Judging, &[House, Officer, Head]).needs(&[SOMEBODY_LEFT]),
    rule(Reassign, Stage::Judging, Stage::Judging, SECTION).needs(&[SHEETS_ARE_MISSING]).asks(&[MOST]),
    rule(Extend, Stage::Judging, Stage::Judging, &[Head]).asks(&[JUDGE_BY]).needs_reason(),
    rule(Remind, Stage::Judging, Stage::Judging, SECTION).needs(&[SOMEBODY_IS_AWAITED]),
    rule(Discuss, Stage::Judging, Stage::Discussing, SECTION).needs(&[ALL_ARE_HANDED_IN, SHEET_IS_THE_SAME]),
    rule(Remind, Stage::Discussing, Stage::Discussing, SECTION).needs(&[SOMEBODY_IS_AWAITED]),
    rule(LetStand, Stage::Discussing, Stage::Discussing, &[Head]).needs(&[SOME_ARE_UNDISCUSSED]).needs_reason(),
    rule(Lock, Stage::Discussing, Stage::Locked, SECTION)
        .needs(&[ALL_ARE_DISCUSSED, SHEET_IS_THE_SAME])
        .asks(&[CONSENSUS]),
    rule(Open, Stage::Locked, Stage::Opened, SECTION).needs_reason(),
    rule(Dissolve, Stage::Forming, Stage::Dissolved, SECTION).needs_reason(),
    rule(Dissolve, Stage::Drawn, Stage::Dissolved, &[Head]).needs_reason(),
    rule(Dissolve, Stage::Ready, Stage::Dissolved, &[Head]).needs_reason(),
    rule(Dissolve, Stage::Judging, Stage::Dissolved, &[Head]).needs_reason(),
    rule(Dissolve, Stage::Discussing, Stage::Dissolved, &[Head]).needs_reason(),
];

impl Handling for Panel {
    const LISTING: &'static listing::Listing = &PANELS;
    const EDITIONS: Editions<Panel> = Editions(&[&EDITION_2022]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("组建评审组", SECTION));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        Facts::read(reader, case, today).await
    }

    async fn effects(act: &Act<'_, Panel>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Draw => drawing::draw(act, work).await,
            Replace => seats::replace(act, work).await,
            Assign => assigning::assign(act, work).await,
            Reassign => assigning::reassign(act, work).await,
            Extend => closing::extend(act),
            Remind => closing::remind(act, work).await,
            Discuss => closing::discuss(act, work).await,
            LetStand => closing::let_stand(act, work).await,
            Lock => closing::lock(act, work).await,
            Dissolve => closing::dissolve(act, work).await,
            Confirm | Open => Ok(Vec::new()),
        }
    }

    /// Steps that answer to something are offered once there is something to answer to.
    fn fits(step: Step, facts: &Facts) -> bool {
        let guard = match step {
            Replace => SOMEBODY_LEFT,
            Reassign => SHEETS_ARE_MISSING,
            Remind => SOMEBODY_IS_AWAITED,
            LetStand => SOME_ARE_UNDISCUSSED,
            Draw | Confirm | Assign | Extend | Discuss | Lock | Open | Dissolve => return true,
        };
        (guard.test)(facts).is_met()
    }

    async fn prefilled(
        reader: Reader<'_>,
        _who: &Who,
        asked: &[(String, String)],
        _today: Day,
    ) -> Result<Vec<(String, String)>> {
        let mut texts = vec![
            ("finance", "1".to_owned()),
            ("investment", "0".to_owned()),
            ("most_of_unit", "2".to_owned()),
            ("least", "0".to_owned()),
            ("most", "20".to_owned()),
            ("by_meeting", "否".to_owned()),
        ];
        if let Ok(id) = web::typed(asked, "call").parse::<i64>() {
            let call = CaseFile::read(reader, &CALLS, id).await?;
            let size = call.number("panel_size").unwrap_or(parameters::SMALLEST_PANEL).to_string();
            texts.extend([
                ("call", format!("#{id} {}", call.name())),
                ("name", format!("{}评审组", call.name())),
                ("size", size.clone()),
                ("reviewers", size),
            ]);
        }
        Ok(texts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect())
    }

    async fn beginning(
        reader: Reader<'_>,
        _who: &Who,
        _typed: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let number = numbering::next(reader, &PANELS, &format!("PS{}", today.year())).await?;
        Ok(vec![("number".to_owned(), number)])
    }

    async fn papers(_reader: Reader<'_>, case: &CaseFile) -> Result<Vec<Paper>> {
        let mut papers = vec!["抽取记录（签字件）", "专家组意见（签字件）"];
        if case.text("by_meeting") == "是" {
            papers.push("签到表（签字件）");
        }
        Ok(papers.into_iter().map(|name| Paper { name: name.to_owned(), required: false }).collect())
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
