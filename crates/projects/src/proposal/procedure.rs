//! What may happen to a proposal (项目申报书), from draft to decision.

use Role::{Enterprise, Head, House, Institute, Officer};
use Step::{
    Accept, Approve, AskToMend, CloseReview, Decline, Discard, List, OpenReview, Recall, Recommend, Reject, Reserve,
    Resubmit, Submit, SubmitSealed, TakeBack, Unlist, Unseal, Withdraw,
};
use cases::{Act, CaseFile, Change, Handling, Paper};
use procedure::{Ask, AskKind, Case, Editions, Procedure, Rule, Span, StageRule, rule, stage};
use storage::{Reader, Result, Value, Work};
use vocabulary::{Day, Role};
use web::Who;

use super::{
    PROPOSALS, Stage, Step, begin,
    content::papers,
    effects,
    facts::{Facts, call_of},
    guards::*,
};
use crate::parameters;

/// The case of a proposal.
#[derive(Debug)]
pub(crate) struct Proposal;

impl Case for Proposal {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

/// What the panel says, in points with at most two decimals.
pub(crate) const SCORE: Ask = Ask::new("score", "评审得分", AskKind::Line);

/// What the bureau or its superior grants.
pub(crate) const GRANTED: Ask = Ask::new("granted", "立项资助", AskKind::Wan);

/// 2022 年版.
pub(crate) const EDITION_2022: Procedure<Proposal> = Procedure {
    name: "project-proposal",
    title: "项目申报",
    about: "科技计划项目从填写申报书到立项：提交、形式审查、补正、评审、列入名单和决定。审查和补正期限按各区通行做法。",
    edition: 2022,
    start: Stage::Draft,
    stages: STAGES,
    rules: RULES,
};

const UNIT: &[Role] = &[Enterprise, Institute];
const SECTION: &[Role] = &[Officer, Head];

const STAGES: &[StageRule<Proposal>] = &[
    stage(Stage::Draft, "填写中").edited_by(UNIT),
    stage(Stage::Sealed, "已提交，截止前封存"),
    stage(Stage::Submitted, "形式审查中").within(Span::WorkingDays(parameters::CHECKING_DAYS)),
    stage(Stage::ToBeMended, "请补正").edited_by(UNIT).within(Span::WorkingDays(parameters::MENDING_DAYS)),
    stage(Stage::Accepted, "等待评审").within(Span::Months(1)),
    stage(Stage::InReview, "评审中").within(Span::Months(1)),
    stage(Stage::Reviewed, "评审中").within(Span::Months(1)),
    stage(Stage::Listed, "等待结果").within(Span::Months(2)).escalates_to(Role::Leader),
    stage(Stage::Reserved, "等待结果").within(Span::Months(6)).escalates_to(Role::Leader),
    stage(Stage::Recommended, "已推荐上报").within(Span::Months(12)),
    stage(Stage::Approved, "已立项").end(),
    stage(Stage::Declined, "未立项").end(),
    stage(Stage::Rejected, "不予受理").end(),
    stage(Stage::Withdrawn, "已撤回").end(),
    stage(Stage::Discarded, "已作废").end(),
];

/// These guards, and those by which what is handed in is complete.
macro_rules! and_complete {
    ($($guard:expr),+) => {
        &[
            $($guard,)+
            FORM_IS_FILLED,
            SUMMARY_IS_SHORT,
            FIELD_IS_A_CODE,
            LEADER_IS_A_MEMBER,
            BUDGET_ADDS_UP,
            REQUEST_IS_WITHIN_THE_CALL,
            INDICATORS_ARE_SET,
            QUESTIONS_ARE_ANSWERED,
            PAPERS_ARE_THERE,
            PLEDGE_IS_GIVEN,
            LEADER_HAS_QUOTA,
        ]
    };
}

const RULES: &[Rule<Proposal>] = &[
    //   step          from                to                  by
    rule(Submit, Stage::Draft, Stage::Submitted, UNIT).needs(and_complete![
        CALL_IS_NOT_SEALED,
        CALL_IS_OPEN,
        UNIT_HAS_QUOTA
    ]),
    rule(SubmitSealed, Stage::Draft, Stage::Sealed, UNIT).needs(and_complete![
        CALL_IS_SEALED,
        CALL_IS_OPEN,
        UNIT_HAS_QUOTA
    ]),
    rule(Discard, Stage::Draft, Stage::Discarded, UNIT).needs_reason(),
    rule(TakeBack, Stage::Sealed, Stage::Draft, UNIT).needs(&[CALL_IS_OPEN]),
    rule(TakeBack, Stage::Submitted, Stage::Draft, UNIT).needs(&[CALL_IS_OPEN, CHECK_HAS_NOT_BEGUN]),
    rule(Unseal, Stage::Sealed, Stage::Submitted, &[House]).needs(&[CALL_IS_OVER]),
    rule(Accept, Stage::Submitted, Stage::Accepted, SECTION).needs(&[
        RULES_HAVE_RUN,
        EVERY_FINDING_IS_JUDGED,
        NOTHING_IS_BAD,
        NOTHING_IS_TO_MEND,
    ]),
    rule(AskToMend, Stage::Submitted, Stage::ToBeMended, SECTION)
        .needs(&[RULES_HAVE_RUN, EVERY_FINDING_IS_JUDGED, SOMETHING_IS_TO_MEND, NOTHING_IS_BAD, NOT_MENDED_BEFORE])
        .needs_reason(),
    rule(Reject, Stage::Submitted, Stage::Rejected, SECTION)
        .needs(&[RULES_HAVE_RUN, EVERY_FINDING_IS_JUDGED, SOMETHING_IS_BAD])
        .needs_reason(),
    rule(Resubmit, Stage::ToBeMended, Stage::Submitted, UNIT).needs(and_complete![TIME_TO_MEND_IS_LEFT]),
    rule(Reject, Stage::ToBeMended, Stage::Rejected, SECTION).needs(&[TIME_TO_MEND_IS_OVER]).needs_reason(),
    rule(Withdraw, Stage::Submitted, Stage::Withdrawn, UNIT).needs_reason(),
    rule(Withdraw, Stage::ToBeMended, Stage::Withdrawn, UNIT).needs_reason(),
    rule(Withdraw, Stage::Accepted, Stage::Withdrawn, UNIT).needs_reason(),
    // From here on the panel, the ranked list and the result of a superior bureau move it: a step of theirs is a step here.
    rule(OpenReview, Stage::Accepted, Stage::InReview, &[House]),
    rule(Recall, Stage::InReview, Stage::Accepted, &[House]),
    rule(CloseReview, Stage::InReview, Stage::Reviewed, &[House]).asks(&[SCORE]),
    rule(List, Stage::Reviewed, Stage::Listed, &[House]).needs(&[HAS_A_SCORE]),
    rule(List, Stage::Reserved, Stage::Listed, &[House]).needs(&[HAS_A_SCORE]),
    rule(Reserve, Stage::Reviewed, Stage::Reserved, &[House]).needs(&[HAS_A_SCORE]),
    rule(Unlist, Stage::Listed, Stage::Reviewed, &[House]).needs_reason(),
    rule(Unlist, Stage::Reserved, Stage::Reviewed, &[House]).needs_reason(),
    rule(Recommend, Stage::Listed, Stage::Recommended, &[House]).needs(&[CALL_IS_OF_A_SUPERIOR]),
    rule(Approve, Stage::Listed, Stage::Approved, &[House]).needs(&[CALL_IS_OWN]).asks(&[GRANTED]),
    rule(Approve, Stage::Recommended, Stage::Approved, &[House]).asks(&[GRANTED]),
    rule(Decline, Stage::Reviewed, Stage::Declined, &[House]),
    rule(Decline, Stage::Listed, Stage::Declined, &[House]),
    rule(Decline, Stage::Reserved, Stage::Declined, &[House]),
    rule(Decline, Stage::Recommended, Stage::Declined, &[House]),
];

impl Handling for Proposal {
    const LISTING: &'static listing::Listing = &PROPOSALS;
    const EDITIONS: Editions<Proposal> = Editions(&[&EDITION_2022]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("我要申报", UNIT));
    const BEGINS_AT: Option<&'static str> = Some("/projects/apply");

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        Facts::read(reader, case, today).await
    }

    async fn effects(act: &Act<'_, Proposal>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Submit | SubmitSealed | Resubmit => effects::handed_in(act, work).await,
            TakeBack => Ok(vec![("submitted_on", Value::Null)]),
            AskToMend => Ok(vec![("mend_asked_on", act.today.to_string().into())]),
            Accept => Ok(effects::checked(act, "通过")),
            Reject => Ok(effects::checked(act, "不予受理")),
            CloseReview => effects::scored(act),
            Approve => effects::granted(act),
            Discard | Unseal | Withdraw | OpenReview | Recall | List | Reserve | Unlist | Recommend | Decline => {
                Ok(Vec::new())
            }
        }
    }

    fn fits(step: Step, facts: &Facts) -> bool {
        match step {
            Submit => !facts.call.is_sealed,
            SubmitSealed => facts.call.is_sealed,
            _ => true,
        }
    }

    async fn prefilled(
        reader: Reader<'_>,
        who: &Who,
        asked: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        begin::prefilled(reader, who, asked, today).await
    }

    async fn beginning(
        reader: Reader<'_>,
        who: &Who,
        typed: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        begin::beginning(reader, who, typed, today).await
    }

    async fn papers(reader: Reader<'_>, case: &CaseFile) -> Result<Vec<Paper>> {
        Ok(papers(&call_of(reader, case).await?))
    }
}
