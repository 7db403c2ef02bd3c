//! What may happen to a risk signal. The house finds it and sees that it is gone; people say what is in it.

use Step::{Dismiss, TakeUp, Vanish};
use cases::{Act, CaseFile, Change, Handling, open_case};
use directory::SECTIONS;
use listing::Filter;
use procedure::{Case, Editions, Procedure, Rule, Span, StageRule, rule, stage};
use projects::next_number;
use storage::{Error, Reader, Result, Work};
use vocabulary::{
    Day,
    Role::{Head, House, Leader, Supervisor},
    WorkingDays,
};

use super::{
    SIGNALS, Stage, Step,
    record::Sort::{self, Payment},
};
use crate::{
    MATTERS,
    matter::procedure::{Matter, numbers_of},
    parameters::{LOOKING_DAYS, MATTER_DAYS},
};

/// The case of a signal.
#[derive(Debug)]
pub(crate) struct Signal;

impl Case for Signal {
    type Stage = Stage;
    type Step = Step;
    type Facts = ();
}

/// 2022 年版.
pub(super) const EDITION_2022: Procedure<Signal> = Procedure {
    name: "risk-signal",
    title: "风险信号",
    about: "系统从记录中发现的风险信号：由监督人员、科室负责人或局领导转为督办，或写明理由排除；记录改正后由系统消除。",
    edition: 2022,
    start: Stage::New,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Signal>] = &[
    stage(Stage::New, "待研判").within(Span::WorkingDays(LOOKING_DAYS)).escalates_to(Leader),
    stage(Stage::TakenUp, "已转督办"),
    stage(Stage::Dismissed, "已排除").end(),
    stage(Stage::Gone, "已消除").end(),
];

const RULES: &[Rule<Signal>] = &[
    //   step     from            to                by
    rule(TakeUp, Stage::New, Stage::TakenUp, &[Supervisor, Head, Leader]),
    rule(Dismiss, Stage::New, Stage::Dismissed, &[Supervisor, Leader]).needs_reason(),
    rule(Vanish, Stage::New, Stage::Gone, &[House]),
    rule(Dismiss, Stage::TakenUp, Stage::Dismissed, &[Supervisor, Leader]).needs_reason(),
    rule(Vanish, Stage::TakenUp, Stage::Gone, &[House]),
];

impl Handling for Signal {
    const LISTING: &'static listing::Listing = &SIGNALS;
    const EDITIONS: Editions<Signal> = Editions(&[&EDITION_2022]);

    async fn facts(_reader: Reader<'_>, _case: &CaseFile, _today: Day) -> Result<()> {
        Ok(())
    }

    async fn effects(act: &Act<'_, Signal>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            TakeUp => Ok(vec![("matter", taken_up(act, work).await?.into())]),
            Dismiss | Vanish => Ok(vec![("ended_on", act.today.to_string().into())]),
        }
    }
}

/// Opens the matter. Section and deadline are a proposal: before it is given out, both can be changed.
async fn taken_up(act: &Act<'_, Signal>, work: &mut Work) -> Result<i64> {
    let signal = act.case;
    let section = match signal.number("section") {
        Some(section) => section,
        None => section_for(work.reader(), signal.text("kind")).await?,
    };
    let content =
        format!("{}\n请核查并改正，办结时附佐证。（风险信号 {}）", signal.text("grounds"), signal.text("number"));
    let values = vec![
        ("number", next_number(work.reader(), &MATTERS, &numbers_of(act.today)).await?.into()),
        ("title", signal.text("title").into()),
        ("source", "风险信号".into()),
        ("section", section.into()),
        ("content", content.into()),
        ("entered_on", act.today.to_string().into()),
        ("deadline", WorkingDays::official().after(act.today, MATTER_DAYS).to_string().into()),
    ];
    open_case::<Matter>(work, act.db, act.who, values, act.today).await
}

/// The section that keeps the records of which a sort of signals tells.
async fn section_for(reader: Reader<'_>, kind: &str) -> Result<i64> {
    use procedure::Word;
    let module = if Sort::of_label(kind) == Some(Payment) { "资金" } else { "项目" };
    let sections = CaseFile::all(reader, &SECTIONS, Filter::default()).await?;
    let keeps = |section: &&CaseFile| section.text("modules").split('、').any(|kept| kept == module);
    let section = sections.iter().find(keeps).or(sections.first());
    section.map(CaseFile::id).ok_or_else(|| {
        Error::Refused("本局还没有录入科室，不能确定牵头科室。请安全管理员先在“科室分工”中录入".to_owned())
    })
}
