//! What may happen to an application for 高新技术企业, from the form to the certificate.

use Step::{Announce, Certify, Fail, Lapse, PassCheck, Recommend, Refuse, Return, SendBack, Submit, Withdraw};
use cases::{Act, CaseFile, Change, Handling, Paper};
use policies::assessment::Answer;
use procedure::{Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, guard, rule, stage};
use storage::{Error, Reader, Result, Work};
use vocabulary::{Day, Role, Role::Enterprise, Role::Head, Role::House, Role::Officer};
use web::{Who, typed};

use super::{HNTE_APPLICATIONS, ITEMS, Stage, Step, effects, facts::Facts, materials::State};
use crate::{HNTE_BATCHES, known::Known, named, parameters};

/// The case of an application.
#[derive(Debug)]
pub(crate) struct Application;

impl Case for Application {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const BATCH_IS_OPEN: Guard<Facts> = guard("batch_is_open", "在批次的受理时间之内", |facts| {
    let is_open = facts.opens_on.is_some_and(|first| first <= facts.today)
        && facts.closes_on.is_some_and(|last| facts.today <= last);
    let told = |day: Option<Day>| day.map_or_else(|| "【待补】".to_owned(), |day| day.to_string());
    let why = || format!("本批次受理时间是 {} 至 {}", told(facts.opens_on), told(facts.closes_on));
    Verdict::when(is_open, why, "请在受理时间内提交，或改报其他批次")
});

const SELF_CHECK_IS_COMPUTED: Guard<Facts> =
    guard("self_check_can_be_computed", "企业年度数据齐全，自评可以计算", |facts| {
        let why = || format!("自评无法计算：{}", facts.problems.join("；"));
        Verdict::when(facts.problems.is_empty(), why, "请更正申请书，年度数据有误或缺少的，请联系本局补充")
    });

const VERDICT_IS_EXPLAINED: Guard<Facts> =
    guard("verdict_is_not_no_or_is_explained", "自评不是“不符合”，或已写明说明", |facts| {
        let is_no = matches!(facts.verdict, Some((Answer::No, ..)));
        let next = "请到“自测”查看差在哪里；数据有变化仍要申报的，请填写“自评不符合仍申报的说明”";
        Verdict::when(!is_no || facts.is_explained, || "自评为“不符合”".to_owned(), next)
    });

const MATERIALS_ARE_THERE: Guard<Facts> = guard("materials_are_there", "八类材料都已上传", |facts| {
    let missing = facts.named(|state| matches!(state, State::Missing | State::Returned));
    let why = || format!("未上传或被退回的材料：{}", missing.join("、"));
    Verdict::when(missing.is_empty(), why, "请在“材料”中上传")
});

const MATERIALS_ARE_PASSED: Guard<Facts> =
    guard("materials_are_all_passed", "八类材料都已审核通过", |facts| {
        let open = facts.named(|state| state != State::Passed);
        let why = || format!("还没有审核通过的材料：{}", open.join("、"));
        Verdict::when(open.is_empty(), why, "请在“材料清单”中逐项审核；有退回的，退回企业补正")
    });

const NO_OTHER_CERTIFICATE: Guard<Facts> =
    guard("no_certificate_holds_beyond_this_year", "没有今年以后仍有效的证书", |facts| {
        let until = facts.certified_until.map(|day| day.to_string()).unwrap_or_default();
        let why = || format!("企业已有证书，有效期至 {until}");
        Verdict::when(
            facts.certified_until.is_none(),
            why,
            "证书到期当年再申请重新认定；原证书登记有误的，请联系本局更正",
        )
    });

const NO_OTHER_APPLICATION: Guard<Facts> =
    guard("no_other_application_is_under_way", "没有另一份在办的申请", |facts| {
        let why = || format!("“{}”正在办理", facts.other.as_deref().unwrap_or_default());
        Verdict::when(facts.other.is_none(), why, "请先撤回或办完那一份")
    });

const NOTICE_IS_OVER: Guard<Facts> = guard("notice_is_over", "公示期已满", |facts| {
    let is_over = facts.notice_until.is_some_and(|last| facts.today > last);
    let until = facts.notice_until.map(|day| day.to_string()).unwrap_or_default();
    Verdict::when(is_over, || format!("公示到 {until} 才结束"), "请在公示期满后登记证书")
});

const BATCH_IS_OVER: Guard<Facts> = guard("batch_is_over", "批次受理已截止", |facts| {
    let is_over = facts.closes_on.is_some_and(|last| facts.today > last);
    Verdict::when(is_over, || "批次还在受理".to_owned(), "企业不报的，可以自己撤回")
});

pub(super) const DOCUMENT: Ask = Ask::new("document", "推荐文号", AskKind::Line);
pub(super) const NUMBER: Ask = Ask::new("number", "证书编号", AskKind::Line);
pub(super) const ISSUED_ON: Ask = Ask::new("issued_on", "发证日期", AskKind::Day);

/// 2016 年版.
pub(crate) const EDITION_2016: Procedure<Application> = Procedure {
    name: "hnte-application",
    title: "高企认定申请",
    about: "高新技术企业认定的申报、初审、推荐、评审、公示和发证（国科发火〔2016〕32号、国科发火〔2016〕195号）。\
            公示 10 个工作日；本局初审和推荐的时限按各区通行做法。",
    edition: 2016,
    start: Stage::Draft,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Application>] = &[
    stage(Stage::Draft, "填报中")
        .edited_by(&[Enterprise])
        .within(Span::Until { says: "批次受理截止日期", day: |facts: &Facts| facts.closes_on }),
    stage(Stage::Submitted, "已提交，初审中").within(Span::WorkingDays(parameters::OFFICERS_LOOK)),
    stage(Stage::Checked, "初审通过").within(Span::WorkingDays(parameters::HEADS_LOOK)).escalates_to(Role::Leader),
    stage(Stage::Recommended, "已推荐，等待评审").within(Span::Months(parameters::SUPERIORS_LOOK)),
    stage(Stage::OnNotice, "认定公示中")
        .within(Span::Until { says: "公示截止日期", day: |facts: &Facts| facts.notice_until }),
    stage(Stage::Certified, "已认定").end(),
    stage(Stage::Refused, "未获推荐").end(),
    stage(Stage::Failed, "未通过").end(),
    stage(Stage::Withdrawn, "已撤回").end(),
];

const RULES: &[Rule<Application>] = &[
    //   step      from                to                  by
    rule(Submit, Stage::Draft, Stage::Submitted, &[Enterprise]).needs(&[
        BATCH_IS_OPEN,
        SELF_CHECK_IS_COMPUTED,
        VERDICT_IS_EXPLAINED,
        MATERIALS_ARE_THERE,
        NO_OTHER_CERTIFICATE,
        NO_OTHER_APPLICATION,
    ]),
    rule(Lapse, Stage::Draft, Stage::Withdrawn, &[House]).needs(&[BATCH_IS_OVER]),
    rule(Withdraw, Stage::Draft, Stage::Withdrawn, &[Enterprise]).needs_reason(),
    rule(SendBack, Stage::Submitted, Stage::Draft, &[Officer]).needs_reason(),
    rule(PassCheck, Stage::Submitted, Stage::Checked, &[Officer]).needs(&[MATERIALS_ARE_PASSED]),
    rule(Refuse, Stage::Submitted, Stage::Refused, &[Head]).needs_reason(),
    rule(Withdraw, Stage::Submitted, Stage::Withdrawn, &[Enterprise]).needs_reason(),
    rule(Return, Stage::Checked, Stage::Submitted, &[Head]).needs_reason(),
    rule(Recommend, Stage::Checked, Stage::Recommended, &[Head]).asks(&[DOCUMENT]),
    rule(Refuse, Stage::Checked, Stage::Refused, &[Head]).needs_reason(),
    rule(Announce, Stage::Recommended, Stage::OnNotice, &[Officer]).offline(),
    rule(Fail, Stage::Recommended, Stage::Failed, &[Officer]).offline().needs_reason(),
    rule(Certify, Stage::OnNotice, Stage::Certified, &[Officer]).needs(&[NOTICE_IS_OVER]).asks(&[NUMBER, ISSUED_ON]),
    rule(Fail, Stage::OnNotice, Stage::Failed, &[Officer]).offline().needs_reason(),
];

impl Handling for Application {
    const LISTING: &'static listing::Listing = &HNTE_APPLICATIONS;
    const EDITIONS: Editions<Application> = Editions(&[&EDITION_2016]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("申报高企", &[Enterprise]));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        Facts::read(reader, case, today).await
    }

    async fn effects(act: &Act<'_, Application>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Submit => effects::submitted(act, work).await,
            Recommend => effects::recommended(act, work).await,
            Announce => effects::announced(act),
            Certify => effects::certified(act, work).await,
            Refuse | Fail => effects::ended(act, work, act.answers.text("reason")).await,
            Withdraw => effects::ended(act, work, "企业撤回").await,
            SendBack | PassCheck | Return | Lapse => Ok(Vec::new()),
        }
    }

    async fn prefilled(
        reader: Reader<'_>,
        who: &Who,
        asked: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let mut texts = Vec::new();
        if let Ok(id) = typed(asked, "batch").parse() {
            let batch = CaseFile::read(reader, &HNTE_BATCHES, id).await?;
            texts.push(("batch".to_owned(), format!("#{id} {}", batch.name())));
        }
        if let Some(unit) = who.unit {
            let known = Known::of(reader, unit).await?;
            let kind = if known.certificates.is_empty() { "首次认定" } else { "重新认定" };
            texts.push(("kind".to_owned(), kind.to_owned()));
            let questionnaire = known.hnte(today).questionnaire;
            let field = questionnaire.get("field").and_then(|field| field.as_str()).unwrap_or_default();
            texts.push(("field".to_owned(), field.to_owned()));
        }
        Ok(texts)
    }

    async fn beginning(
        reader: Reader<'_>,
        who: &Who,
        asked: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let enterprise = named::enterprise(reader, who, asked).await?;
        let batch = named::record(reader, &HNTE_BATCHES, "batch", typed(asked, "batch")).await?;
        let closes_on = batch.day("closes_on").unwrap_or(today);
        if closes_on < today {
            return Err(Error::invalid("batch", format!("这个批次已于 {closes_on} 截止，请选择正在受理的批次")));
        }
        let due = closes_on.to_string();
        Ok([("enterprise", format!("#{enterprise}")), ("due_on", due.clone()), ("first_due_on", due)]
            .map(|(name, text)| (name.to_owned(), text))
            .to_vec())
    }

    async fn papers(_reader: Reader<'_>, _case: &CaseFile) -> Result<Vec<Paper>> {
        Ok(ITEMS.iter().map(|name| Paper { name: (*name).to_owned(), required: true }).collect())
    }
}

impl Facts {
    /// The materials whose state is such a one.
    fn named(&self, is_such: impl Fn(State) -> bool) -> Vec<&'static str> {
        self.materials.iter().filter(|item| is_such(item.state)).map(|item| item.name).collect()
    }
}

/// The form of a number of a certificate: `GR`, year, province, serial number. Some cities use a province code of their own,
/// so another form is told and not refused.
pub(crate) fn is_usual_number(number: &str) -> bool {
    let digits = number.strip_prefix("GR").unwrap_or_default();
    digits.len() == 12 && digits.bytes().all(|letter| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_procedure_is_sound_and_every_change_of_it_is_seen() {
        EDITION_2016.assert_sound();
        expect_test::expect_file!["procedure.out"].assert_eq(&EDITION_2016.outline().matrix());
    }

    #[test]
    fn numbers_of_another_form_are_known() {
        assert!(is_usual_number("GR202236000137"));
        assert!(!is_usual_number("GR20223600013"));
        assert!(!is_usual_number("GF202236000137"));
    }
}
