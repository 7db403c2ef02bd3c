//! What may happen to a change that was reported, or to a ground for revocation.

use Step::{Close, Forward, Revoke, Uphold};
use cases::{Act, CaseFile, Change, Handling};
use procedure::{Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, guard, rule, stage};
use storage::{Error, Problem, Reader, Result, Work};
use vocabulary::{Day, Role, Role::Enterprise, Role::Head, Role::Officer, WorkingDays};
use web::{Who, typed};

use super::{
    HNTE_MATTERS,
    record::{CHANGES, Stage, Step},
};
use crate::{HNTE_CERTIFICATES, known::Known, named, parameters};

/// The case of a matter.
#[derive(Debug)]
pub(crate) struct Matter;

/// What its guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// When the certificate was revoked, as of today.
    revoked_on: Option<Day>,
}

impl Case for Matter {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const IS_NOT_REVOKED: Guard<Facts> = guard("certificate_is_not_revoked_yet", "证书还没有撤销", |facts| {
    let why = || format!("证书已于 {} 撤销", facts.revoked_on.map(|day| day.to_string()).unwrap_or_default());
    Verdict::when(facts.revoked_on.is_none(), why, "请核对证书记录")
});

/// 2016 年版.
const EDITION_2016: Procedure<Matter> = Procedure {
    name: "hnte-matter",
    title: "高企变更和资格事项",
    about: "高新技术企业更名、重大变化和整体迁移应在三个月内报告；弄虚作假、重大事故、未按期报告重大变化和累计两年\
            未报年度报表的，取消资格（国科发火〔2016〕32号 第十七条至第十九条）。",
    edition: 2016,
    start: Stage::Received,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Matter>] = &[
    stage(Stage::Received, "已报告，核实中").within(Span::WorkingDays(parameters::OFFICERS_LOOK)),
    stage(Stage::Forwarded, "已上报认定机构").within(Span::Months(parameters::SUPERIORS_LOOK)),
    stage(Stage::Upheld, "资格不变").end(),
    stage(Stage::Revoked, "资格已取消").end(),
    stage(Stage::Closed, "已办结").end(),
];

const RULES: &[Rule<Matter>] = &[
    //   step      from              to                 by
    rule(Forward, Stage::Received, Stage::Forwarded, &[Head]).needs(&[IS_NOT_REVOKED]).offline(),
    rule(Close, Stage::Received, Stage::Closed, &[Officer, Head]).needs_reason(),
    rule(Uphold, Stage::Forwarded, Stage::Upheld, &[Officer]).offline(),
    rule(Revoke, Stage::Forwarded, Stage::Revoked, &[Officer]).offline().needs_reason(),
];

impl Handling for Matter {
    const LISTING: &'static listing::Listing = &HNTE_MATTERS;
    const EDITIONS: Editions<Matter> = Editions(&[&EDITION_2016]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("报告变更或资格事项", &[Enterprise, Officer]));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let certificate = case.number("certificate").unwrap_or_default();
        let certificate = CaseFile::read(reader, &HNTE_CERTIFICATES, certificate).await?;
        Ok(Facts { revoked_on: certificate.day("revoked_on").filter(|day| *day <= today) })
    }

    async fn effects(act: &Act<'_, Matter>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Revoke => revoked(act, work).await,
            Forward | Uphold => {
                named::past_day(act.answers.day("held_on"), "held_on", act.today)?;
                Ok(Vec::new())
            }
            Close => Ok(Vec::new()),
        }
    }

    async fn prefilled(
        reader: Reader<'_>,
        who: &Who,
        asked: &[(String, String)],
        _today: Day,
    ) -> Result<Vec<(String, String)>> {
        let Some(enterprise) = who.unit.or_else(|| typed(asked, "enterprise").parse().ok()) else {
            return Ok(Vec::new());
        };
        let name = CaseFile::read(reader, &directory::ORGANISATIONS, enterprise).await?.name().to_owned();
        Ok(vec![("enterprise".to_owned(), format!("#{enterprise} {name}"))])
    }

    async fn beginning(
        reader: Reader<'_>,
        who: &Who,
        asked: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let enterprise = named::enterprise(reader, who, asked).await?;
        let happened_on = named::past_day(Day::parse(typed(asked, "happened_on")).ok(), "happened_on", today)?;
        let subject = typed(asked, "subject");
        let is_change = CHANGES.contains(&subject);
        let known = Known::of(reader, enterprise).await?;
        let mut problems = Vec::new();
        let mut tell = |place: &str, sentence: &str| {
            problems.push(Problem { place: place.to_owned(), sentence: sentence.to_owned() });
        };
        if who.unit.is_some() && !is_change {
            tell("subject", "企业报告更名、重大变化或整体迁移；取消资格的线索由本局登记");
        }
        let certificate = known.certificate_on(happened_on);
        if certificate.is_none() {
            tell("happened_on", "企业在这一天没有有效的高新技术企业证书，请核对日期");
        }
        let Some(certificate) = certificate.filter(|_| problems.is_empty()) else {
            return Err(Error::Invalid(problems));
        };
        let is_in_time = today <= happened_on.plus_months(parameters::CHANGE_MONTHS);
        let late = match (is_change, is_in_time) {
            (false, _) => "不适用",
            (true, true) => "三个月内",
            (true, false) => "超过三个月",
        };
        let due = WorkingDays::official().after(today, parameters::OFFICERS_LOOK).to_string();
        let texts = [
            ("enterprise", format!("#{enterprise}")),
            ("certificate", format!("#{}", certificate.id())),
            ("reported_on", today.to_string()),
            ("late", late.to_owned()),
            ("due_on", due.clone()),
            ("first_due_on", due),
        ];
        Ok(texts.map(|(name, text)| (name.to_owned(), text)).to_vec())
    }
}

/// The qualification ends on the day of the decision, for the reason of the matter.
async fn revoked(act: &Act<'_, Matter>, work: &mut Work) -> Result<Vec<Change>> {
    let day = named::past_day(act.answers.day("held_on"), "held_on", act.today)?;
    let certificate = act.case.number("certificate").unwrap_or_default();
    let certificate = CaseFile::read(work.reader(), &HNTE_CERTIFICATES, certificate).await?;
    if certificate.day("issued_on").is_some_and(|issued| day < issued) {
        let issued = certificate.text("issued_on");
        return Err(Error::invalid("held_on", format!("取消资格的日期不能早于发证日期 {issued}")));
    }
    let day = day.to_string();
    // A sheet may have brought the revocation already.
    if certificate.has("revoked_on") {
        let known = certificate.text("revoked_on");
        let differs = || Error::invalid("held_on", format!("证书已登记于 {known} 撤销，请核对日期"));
        return if known == day { Ok(vec![("revoked_on", day.into())]) } else { Err(differs()) };
    }
    let why = vec![("revoked_on", day.as_str().into()), ("revoked_for", act.case.text("subject").into())];
    certificate.write(work, act.db, why).await?;
    Ok(vec![("revoked_on", day.into())])
}

#[cfg(test)]
impl Facts {
    /// Facts for the turns of a random walk.
    pub(crate) fn of_turn(turn: usize) -> Facts {
        Facts { revoked_on: turn.is_multiple_of(4).then_some(vocabulary::day!(2022, 6, 1)) }
    }
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
    fn a_walk_replays_to_the_same_stage() {
        for seed in 0..50 {
            let mut turn = 0;
            let moves = procedure::walk(&EDITION_2016, seed, 12, |_| {
                turn += 1;
                Facts::of_turn(turn)
            });
            let end = moves.last().map_or(Stage::Received, |last| last.3);
            assert_eq!(procedure::replay(&EDITION_2016, &moves), end);
        }
    }
}
