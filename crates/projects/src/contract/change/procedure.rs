//! What may happen to a change of a contract. The classes follow 浙科发规〔2025〕26号: what is major goes to the leader, what
//! is weighty to the head of the section, what is small is filed.

use ::procedure::{
    Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, Word, guard, rule, stage,
};
use Step::{Agree, Endorse, File, Refuse, SendBack, Submit, Withdraw};
use cases::{Act, CaseFile, Change as Written, Handling, Paper};
use storage::{Error, Reader, Result, Value, Work};
use vocabulary::{
    Day, Money, MoneyUnit::WanYuan, Role, Role::Enterprise, Role::Head, Role::Institute, Role::Leader, Role::Officer,
};
use web::Who;

use super::{
    CHANGES, Stage, Step,
    content::{self, Content},
    effect, open_ones,
    record::{Class, Subject},
};
use crate::{
    CONTRACTS,
    contract::{self, papers, procedure::is_under_way},
    numbering, parameters,
};

/// The case of a change.
#[derive(Debug)]
pub(crate) struct Change;

/// What its guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    today: Day,
    contract_stage: String,
    is_running: bool,
    is_own: bool,
    others: i64,
    class: Option<Class>,
    content: Result<Content, String>,
    /// What stands in the contract now.
    replaced: Value,
    ends_on: Option<Day>,
    first_ends_on: Option<Day>,
    extensions: i64,
    has_reason: bool,
    unspent: Option<Money>,
    interest: Option<Money>,
    paid: Money,
    missing: Vec<String>,
}

impl Facts {
    /// What the unit returns: after a termination what it did not spend or spent improperly, after a revocation all of it
    /// with its interest (撤销 and 终止, the rule of 青岛市 of March 2023).
    pub(super) fn to_return(&self, improper: Money) -> Money {
        let parts = match self.class {
            Some(Class::Termination) => [self.unspent.unwrap_or_default(), improper],
            Some(Class::Revocation) => [self.paid, self.interest.unwrap_or_default()],
            _ => [Money::ZERO; 2],
        };
        Money::total(parts).unwrap_or(Money::from_fen(i64::MAX))
    }

    fn is_end(&self) -> bool {
        matches!(self.class, Some(Class::Termination | Class::Revocation))
    }
}

impl Case for Change {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const CONTRACT_STANDS: Guard<Facts> =
    guard("contract_is_open_to_the_change", "任务书在可以变更的环节", |facts| {
        let why = || format!("任务书现在是“{}”", facts.contract_stage);
        Verdict::when(facts.is_running, why, "验收中的项目由验收给出结论；未签订的直接修改任务书；已结束的不再变更")
    });

const CONTRACT_IS_THEIR_OWN: Guard<Facts> = guard("contract_is_their_own", "任务书属于申请单位", |facts| {
    Verdict::when(facts.is_own, || "任务书不属于申请单位".to_owned(), "请从本单位的任务书页面重新申请")
});

const NO_OTHER_IS_OPEN: Guard<Facts> = guard("no_other_change_is_open", "没有别的未办结变更", |facts| {
    let why = || format!("这份任务书还有 {} 件变更申请没有办结", facts.others);
    Verdict::when(facts.others == 0, why, "请等它办结后再提交")
});

const CONTENT_FITS: Guard<Facts> =
    guard("new_content_fits", "变更内容写得明白、合规", |facts| match &facts.content {
        Ok(_) => Verdict::Met,
        Err(why) => Verdict::unmet(why.clone(), "请修改“变更为”"),
    });

const REASON_IS_WRITTEN: Guard<Facts> = guard("reason_is_written", "写有理由", |facts| {
    Verdict::when(facts.has_reason, || "没有写理由".to_owned(), "请在申请中填写理由")
});

const IN_TIME: Guard<Facts> = guard("change_is_asked_in_time", "在完成期限 3 个月以前提出", |facts| {
    let latest = facts.ends_on.map(|end| end.plus_months(-parameters::CHANGE_MONTHS_BEFORE));
    let matters = match &facts.content {
        Ok(Content::Account(_) | Content::Members | Content::Termination | Content::Revocation) | Err(_) => false,
        Ok(_) => true,
    };
    match latest {
        Some(latest) if matters && facts.today > latest => {
            Verdict::unmet(format!("应在 {latest} 以前提出"), "期限已过，请按原任务书申请验收，或申请终止")
        }
        _ => Verdict::Met,
    }
});

const EXTENDED_ONCE: Guard<Facts> = guard("project_is_extended_once", "延期只能一次", |facts| {
    let holds = facts.class != Some(Class::Extension) || facts.extensions == 0;
    Verdict::when(holds, || "已经延期过一次".to_owned(), "请按现在的期限完成，或申请终止")
});

const EXTENDED_BY_A_YEAR: Guard<Facts> =
    guard("extension_is_at_most_a_year", "延期不超过最初完成期限后 12 个月", |facts| {
        let latest = facts.first_ends_on.map(|end| end.plus_months(parameters::EXTENSION_MONTHS));
        match (&facts.content, latest) {
            (Ok(Content::Term(end)), Some(latest)) if *end > latest => {
                Verdict::unmet(format!("{end} 晚于 {latest}，延期超过了 12 个月"), "请改早“变更为”的日期")
            }
            _ => Verdict::Met,
        }
    });

const MONEY_IS_TOLD: Guard<Facts> = guard("money_is_told", "终止写明未用经费，撤销写明孳息", |facts| {
    let (asked, given) = match facts.class {
        Some(Class::Termination) => ("未用经费", facts.unspent),
        Some(Class::Revocation) => ("孳息", facts.interest),
        _ => return Verdict::Met,
    };
    let paid = facts.paid.exact(WanYuan);
    match given {
        None => Verdict::unmet(format!("没有填写{asked}"), "请填写，没有的填 0"),
        Some(given) if given > facts.paid => {
            Verdict::unmet(format!("{asked}超过了已拨付的 {paid} 万元"), "请核对后修改")
        }
        Some(_) => Verdict::Met,
    }
});

const PAPERS_ARE_THERE: Guard<Facts> = guard("papers_are_there", "证明材料已上传", |facts| {
    Verdict::when(facts.missing.is_empty(), || format!("还缺{}", facts.missing.join("、")), "请上传后再提交")
});

const IS_SMALL: Guard<Facts> = guard("change_is_small", "是一般变更", |facts| {
    let label = facts.class.map_or("", Word::label);
    Verdict::when(facts.class == Some(Class::Small), || format!("这是{label}变更"), "请用“审核同意”报批")
});

const IS_NOT_SMALL: Guard<Facts> = guard("change_needs_approval", "不是一般变更", |facts| {
    let holds = facts.class != Some(Class::Small);
    Verdict::when(holds, || "一般变更由单位决定".to_owned(), "请用“备案”")
});

const IS_FOR_THE_HEAD: Guard<Facts> = guard("change_is_for_the_head", "重要变更由科室负责人审批", |facts| {
    let label = facts.class.map_or("", Word::label);
    Verdict::when(facts.class == Some(Class::Weighty), || format!("{label}变更由局领导审批"), "请等局领导审批")
});

const IMPROPER: Ask = Ask::optional("improper", "违规支出（终止时一并退回）", AskKind::Wan);

/// 2022 年版.
const EDITION_2022: Procedure<Change> = Procedure {
    name: "project-change",
    title: "变更申请",
    about: "任务书的变更。承担单位、负责人、期限、指标、总预算的变更和延期、终止、撤销由局领导审批，参与单位和收款账户由科室负责人\
            审批，项目组成员由单位决定后备案（参照浙科发规〔2025〕26号）。变更在完成期限 3 个月前提出；延期限一次，不超过一年；\
            终止退回未用和违规支出，撤销退回全部资金及孳息。",
    edition: 2022,
    start: Stage::Draft,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Change>] = &[
    stage(Stage::Draft, "草稿").edited_by(APPLICANTS),
    stage(Stage::Submitted, "审核中").within(Span::WorkingDays(parameters::OFFICERS_LOOK)),
    stage(Stage::WithLeader, "审批中").within(Span::WorkingDays(parameters::OFFICERS_LOOK)).escalates_to(Role::Leader),
    stage(Stage::Agreed, "已同意").end(),
    stage(Stage::Filed, "已备案").end(),
    stage(Stage::Refused, "不同意").end(),
    stage(Stage::Withdrawn, "已撤回").end(),
];

/// Who applies: the unit; for a termination or revocation also the bureau.
const APPLICANTS: &[Role] = &[Enterprise, Institute, Officer];

const RULES: &[Rule<Change>] = &[
    //   step      from               to                 by
    rule(Submit, Stage::Draft, Stage::Submitted, APPLICANTS).needs(&[
        CONTRACT_IS_THEIR_OWN,
        CONTRACT_STANDS,
        NO_OTHER_IS_OPEN,
        CONTENT_FITS,
        REASON_IS_WRITTEN,
        IN_TIME,
        EXTENDED_ONCE,
        EXTENDED_BY_A_YEAR,
        MONEY_IS_TOLD,
        PAPERS_ARE_THERE,
    ]),
    rule(SendBack, Stage::Submitted, Stage::Draft, &[Officer]).needs_reason(),
    rule(Endorse, Stage::Submitted, Stage::WithLeader, &[Officer])
        .needs(&[CONTRACT_STANDS, CONTENT_FITS, IS_NOT_SMALL])
        .asks(&[IMPROPER]),
    rule(File, Stage::Submitted, Stage::Filed, &[Officer]).needs(&[CONTRACT_STANDS, IS_SMALL]),
    rule(SendBack, Stage::WithLeader, Stage::Submitted, &[Head, Leader]).needs_reason(),
    rule(Agree, Stage::WithLeader, Stage::Agreed, &[Leader])
        .needs(&[CONTRACT_STANDS, CONTENT_FITS, EXTENDED_ONCE])
        .offline(),
    rule(Agree, Stage::WithLeader, Stage::Agreed, &[Head])
        .needs(&[IS_FOR_THE_HEAD, CONTRACT_STANDS, CONTENT_FITS])
        .offline(),
    rule(Refuse, Stage::Submitted, Stage::Refused, &[Officer]).needs_reason(),
    rule(Refuse, Stage::WithLeader, Stage::Refused, &[Head, Leader]).needs_reason(),
    rule(Withdraw, Stage::Draft, Stage::Withdrawn, APPLICANTS).needs_reason(),
    rule(Withdraw, Stage::Submitted, Stage::Withdrawn, &[Enterprise, Institute]).needs_reason(),
];

impl Handling for Change {
    const LISTING: &'static listing::Listing = &CHANGES;
    const EDITIONS: Editions<Change> = Editions(&[&EDITION_2022]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("申请变更", APPLICANTS));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let contract = CaseFile::read(reader, &CONTRACTS, case.number("contract").unwrap_or_default()).await?;
        let subject = Subject::of_label(case.text("kind"));
        let read = match subject {
            Some(subject) => content::read(reader, &contract, subject, case.text("becomes")).await?,
            None => Err("没有选择变更事项".to_owned()),
        };
        let stage = contract.text("stage").to_owned();
        let is_light = matches!(subject, Some(Subject::Account | Subject::Members));
        let is_submitted = case.text("stage") != Stage::Draft.label();
        let papers = Change::papers(reader, case).await?;
        Ok(Facts {
            today,
            is_running: if is_light { is_signed(&stage) } else { stage == contract::Stage::Running.label() },
            contract_stage: stage,
            is_own: contract.number("unit") == case.number("owner"),
            others: open_ones(reader, contract.id()).await? - i64::from(is_submitted),
            class: match &read {
                Ok(content) => Some(content.class(&contract)),
                Err(_) => Class::of_label(case.text("class")),
            },
            replaced: read.as_ref().map_or(Value::Null, |content| content.replaced(&contract)),
            content: read,
            ends_on: contract.day("ends_on"),
            first_ends_on: contract.day("first_ends_on"),
            extensions: contract.number("extensions").unwrap_or_default(),
            has_reason: case.has("reason"),
            unspent: case.money("unspent"),
            interest: case.money("interest"),
            paid: contract.money("paid").unwrap_or_default(),
            missing: papers::missing(reader, case, &papers).await?,
        })
    }

    async fn effects(act: &Act<'_, Change>, work: &mut Work) -> Result<Vec<Written>> {
        let today = || Value::from(act.today.to_string());
        match act.step {
            Submit => Ok(vec![
                ("class", act.facts.class.map_or(Value::Null, |class| class.label().into())),
                ("was", act.facts.replaced.clone()),
                ("submitted_on", today()),
            ]),
            Endorse => Ok(endorsed(act)),
            Agree => agreed(act, work).await,
            File | Refuse => Ok(vec![("decided_on", today())]),
            SendBack | Withdraw => Ok(Vec::new()),
        }
    }

    async fn prefilled(
        reader: Reader<'_>,
        who: &Who,
        asked: &[(String, String)],
        _today: Day,
    ) -> Result<Vec<(String, String)>> {
        contract::named(reader, who, asked).await
    }

    async fn beginning(
        reader: Reader<'_>,
        who: &Who,
        typed: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let contract = contract::of_form(reader, who, typed).await?;
        let number = numbering::next(reader, &CHANGES, &format!("BG{}", today.year())).await?;
        let owner = format!("#{}", contract.number("unit").unwrap_or_default());
        Ok(vec![("number".to_owned(), number), ("owner".to_owned(), owner)])
    }

    async fn papers(_reader: Reader<'_>, case: &CaseFile) -> Result<Vec<Paper>> {
        Ok(match Subject::of_label(case.text("kind")) {
            Some(Subject::Termination | Subject::Revocation) => vec![papers::required("经费支出明细或审计报告")],
            Some(Subject::Members) | None => Vec::new(),
            Some(_) => vec![papers::required("变更证明材料")],
        })
    }
}

/// Whether a contract has been signed and the project has not come to its end in the archive or otherwise.
fn is_signed(stage: &str) -> bool {
    is_under_way(stage) || stage == contract::Stage::Accepted.label()
}

fn endorsed(act: &Act<'_, Change>) -> Vec<Written> {
    if !act.facts.is_end() {
        return Vec::new();
    }
    let improper = act.answers.money(IMPROPER.name).unwrap_or_default();
    vec![("improper", improper.fen().into()), ("to_return", act.facts.to_return(improper).fen().into())]
}

/// The change takes effect. What it replaces is written down as it stands at this moment.
async fn agreed(act: &Act<'_, Change>, work: &mut Work) -> Result<Vec<Written>> {
    let decided_on = contract::held_on(act)?;
    let content = act.facts.content.as_ref().map_err(|why| Error::Refused(why.clone()))?;
    effect::apply(act, work, content, decided_on).await?;
    Ok(vec![("was", act.facts.replaced.clone()), ("decided_on", decided_on.to_string().into())])
}

#[cfg(test)]
impl Facts {
    /// Facts for the turns of a random walk: one content after another, sometimes with something amiss.
    pub(crate) fn of_turn(turn: usize) -> Facts {
        let day = |text| Day::parse(text).ok();
        let (content, class) = match turn % 5 {
            0 => (Ok(Content::Leader("李某".to_owned())), Class::Major),
            1 => (Ok(Content::Partners("乙公司".to_owned())), Class::Weighty),
            2 => (Ok(Content::Members), Class::Small),
            3 => (Ok(Content::Termination), Class::Termination),
            _ => (Err("写得不明白".to_owned()), Class::Major),
        };
        Facts {
            today: day("2022-05-01").unwrap_or(Day::EARLIEST),
            contract_stage: "实施中".to_owned(),
            is_running: !turn.is_multiple_of(11),
            is_own: !turn.is_multiple_of(13),
            others: i64::from(turn.is_multiple_of(7)),
            class: Some(class),
            content,
            replaced: Value::Null,
            ends_on: day("2024-03-31"),
            first_ends_on: day("2024-03-31"),
            extensions: 0,
            has_reason: true,
            unspent: Some(Money::ZERO),
            interest: None,
            paid: Money::ZERO,
            missing: Vec::new(),
        }
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
