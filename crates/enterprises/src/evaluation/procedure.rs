//! What may happen to an evaluation.

use Step::{Announce, Enter, PassCheck, Refuse, Revoke, SendBack, Submit, Withdraw};
use cases::{Act, CaseFile, Change, Handling};
use policies::{assessment::Answer, check};
use procedure::{Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, guard, rule, stage};
use storage::{Error, Reader, Result, Work};
use vocabulary::{Day, Role, Role::Enterprise, Role::Head, Role::Officer};
use web::Who;

use super::{Stage, Step, TSME_APPLICATIONS, effects};
use crate::{known::Known, named, parameters};

/// The case of an evaluation.
#[derive(Debug)]
pub(crate) struct Evaluation;

/// What its guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(super) today: Day,
    pub(super) year: i64,
    /// Why the self-assessment cannot be computed, each in a sentence.
    pub(super) problems: Vec<String>,
    /// What it answers, with the points that are certain.
    pub(super) verdict: Option<(Answer, u8)>,
    pub(super) notice_until: Option<Day>,
}

impl Case for Evaluation {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const YEAR_IS_NOW: Guard<Facts> = guard("year_of_evaluation_is_now", "评价年度是今年", |facts| {
    let why = || format!("评价年度 {} 已过", facts.year);
    Verdict::when(facts.year == i64::from(facts.today.year()), why, "请撤回，另开今年的评价")
});

const SELF_CHECK_IS_COMPUTED: Guard<Facts> =
    guard("self_check_can_be_computed", "企业年度数据齐全，自评可以计算", |facts| {
        let why = || format!("自评无法计算：{}", facts.problems.join("；"));
        Verdict::when(facts.problems.is_empty(), why, "请更正评价表，年度数据有误或缺少的，请联系本局补充")
    });

const QUALIFIES: Guard<Facts> = guard("self_check_says_yes", "自评结果为“符合”", |facts| {
    let said = facts.verdict.map_or("", |(answer, _)| answer.label());
    let holds = matches!(facts.verdict, None | Some((Answer::Yes, _)));
    Verdict::when(holds, || format!("自评结果为“{said}”"), "请到“自测”查看差在哪里，补齐数据后再提交")
});

const NOTICE_IS_OVER: Guard<Facts> = guard("notice_is_over", "公示期已满", |facts| {
    let is_over = facts.notice_until.is_some_and(|last| facts.today > last);
    let until = facts.notice_until.map(|day| day.to_string()).unwrap_or_default();
    Verdict::when(is_over, || format!("公示到 {until} 才结束"), "请在公示期满后登记入库编号")
});

pub(super) const BATCH: Ask = Ask::new("batch", "公示批次", AskKind::Line);
pub(super) const NUMBER: Ask = Ask::new("number", "入库登记编号", AskKind::Line);
pub(super) const NUMBERED_ON: Ask = Ask::new("numbered_on", "入库日期", AskKind::Day);

/// 2017 年版.
pub(crate) const EDITION_2017: Procedure<Evaluation> = Procedure {
    name: "tsme-application",
    title: "科技型中小企业评价",
    about: "科技型中小企业每年的自评、审核、公示、入库登记和撤销（国科发政〔2017〕115号、国科火字〔2022〕67号）。公示 10 \
            个工作日；编号当年有效，当年被撤销的当年不得再次入库。",
    edition: 2017,
    start: Stage::Draft,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Evaluation>] = &[
    stage(Stage::Draft, "自评中").edited_by(&[Enterprise]),
    stage(Stage::Submitted, "已提交，审核中").within(Span::WorkingDays(parameters::OFFICERS_LOOK)),
    stage(Stage::Checked, "审核通过，等待公示").within(Span::Months(1)),
    stage(Stage::OnNotice, "公示中")
        .within(Span::Until { says: "公示截止日期", day: |facts: &Facts| facts.notice_until }),
    stage(Stage::Entered, "已入库").end(),
    stage(Stage::Refused, "未入库").end(),
    stage(Stage::Withdrawn, "已撤回").end(),
    stage(Stage::Revoked, "编号已撤销").end(),
];

const RULES: &[Rule<Evaluation>] = &[
    //   step      from              to                by
    rule(Submit, Stage::Draft, Stage::Submitted, &[Enterprise]).needs(&[
        YEAR_IS_NOW,
        SELF_CHECK_IS_COMPUTED,
        QUALIFIES,
    ]),
    rule(Withdraw, Stage::Draft, Stage::Withdrawn, &[Enterprise]).needs_reason(),
    rule(SendBack, Stage::Submitted, Stage::Draft, &[Officer]).needs_reason(),
    rule(PassCheck, Stage::Submitted, Stage::Checked, &[Officer]),
    rule(Refuse, Stage::Submitted, Stage::Refused, &[Head]).needs_reason(),
    rule(Withdraw, Stage::Submitted, Stage::Withdrawn, &[Enterprise]).needs_reason(),
    rule(Announce, Stage::Checked, Stage::OnNotice, &[Officer]).offline().asks(&[BATCH]),
    rule(Enter, Stage::OnNotice, Stage::Entered, &[Officer]).needs(&[NOTICE_IS_OVER]).asks(&[NUMBER, NUMBERED_ON]),
    rule(Refuse, Stage::OnNotice, Stage::Refused, &[Head]).needs_reason(),
    rule(Revoke, Stage::Entered, Stage::Revoked, &[Head]).offline().needs_reason(),
];

impl Handling for Evaluation {
    const LISTING: &'static listing::Listing = &TSME_APPLICATIONS;
    const EDITIONS: Editions<Evaluation> = Editions(&[&EDITION_2017]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("科技型中小企业自评", &[Enterprise]));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let mut known = Known::of(reader, case.number("enterprise").unwrap_or_default()).await?;
        known.evaluations = vec![case.clone()];
        let questionnaire = known.tsme(today).questionnaire.to_string();
        let (problems, verdict) = match check::run(check::Kind::Tsme, &questionnaire, today) {
            Ok(answer) => (Vec::new(), Some((answer.qualifies, answer.score.min()))),
            Err(problems) => (problems.into_iter().map(|problem| problem.sentence).collect(), None),
        };
        let year = case.number("year").unwrap_or_default();
        Ok(Facts { today, year, problems, verdict, notice_until: case.day("notice_until") })
    }

    async fn effects(act: &Act<'_, Evaluation>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Submit => effects::submitted(act, work).await,
            Announce => effects::announced(act),
            Enter => effects::numbered(act, work).await,
            Revoke => effects::revoked(act, work).await,
            Refuse => Ok(vec![("outcome", act.answers.text("reason").into())]),
            SendBack | PassCheck | Withdraw => Ok(Vec::new()),
        }
    }

    async fn beginning(
        reader: Reader<'_>,
        who: &Who,
        asked: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let enterprise = named::enterprise(reader, who, asked).await?;
        let known = Known::of(reader, enterprise).await?;
        let year = today.year();
        let is_now = |file: &&CaseFile| file.number("year") == Some(i64::from(year));
        if known.entries.iter().filter(is_now).any(|entry| entry.day("revoked_on").is_some_and(|day| day <= today)) {
            return Err(Error::Refused(format!("企业 {year} 年的入库编号已被撤销，当年不得再次申请，请明年再来")));
        }
        if known.evaluations.iter().any(|one| is_now(&one)) {
            return Err(Error::Refused(format!("企业 {year} 年的评价已经开始，请在原来的评价上继续办理")));
        }
        let texts = [("enterprise", format!("#{enterprise}")), ("year", year.to_string())];
        Ok(texts.map(|(name, text)| (name.to_owned(), text)).to_vec())
    }
}
