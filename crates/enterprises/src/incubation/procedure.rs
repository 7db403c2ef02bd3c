//! What may happen to an enterprise in the pool.

use Step::{Admit, Graduate, Refuse, Remove};
use cases::{Act, CaseFile, Change, Handling, matching};
use procedure::{Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, Word, guard, rule, stage};
use storage::{Error, Reader, Result, Work};
use vocabulary::{Day, Role, Role::Enterprise, Role::Head, Role::House, Role::Officer, WorkingDays};
use web::{Who, typed};

use super::{INCUBATIONS, record::Stage, record::Step};
use crate::{known::Known, named, parameters};

/// The case of an enterprise in the pool.
#[derive(Debug)]
pub(crate) struct Incubation;

/// What its guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// The number of a valid certificate.
    certificate: Option<String>,
}

impl Case for Incubation {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const IS_NO_HNTE: Guard<Facts> =
    guard("enterprise_is_not_certified", "企业没有有效的高新技术企业证书", |facts| {
        let why = || format!("企业已有有效证书 {}", facts.certificate.as_deref().unwrap_or_default());
        Verdict::when(facts.certificate.is_none(), why, "有效高企不入培育库，请不予入库")
    });

/// 2016 年版.
const EDITION_2016: Procedure<Incubation> = Procedure {
    name: "hnte-incubation",
    title: "高企培育入库",
    about: "高新技术企业培育库的申请、入库和出库。培育期 36 个月，按各区通行做法。",
    edition: 2016,
    start: Stage::Proposed,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Incubation>] = &[
    stage(Stage::Proposed, "已申请").within(Span::WorkingDays(parameters::OFFICERS_LOOK)),
    stage(Stage::InPool, "在库培育").within(Span::Months(parameters::INCUBATION_MONTHS)),
    stage(Stage::Graduated, "已认定高企").end(),
    stage(Stage::Left, "已出库").end(),
    stage(Stage::Refused, "未入库").end(),
];

const RULES: &[Rule<Incubation>] = &[
    //   step      from             to                by
    rule(Admit, Stage::Proposed, Stage::InPool, &[Officer, Head]).needs(&[IS_NO_HNTE]),
    rule(Refuse, Stage::Proposed, Stage::Refused, &[Officer, Head]).needs_reason(),
    rule(Graduate, Stage::InPool, Stage::Graduated, &[House]),
    rule(Remove, Stage::InPool, Stage::Left, &[Officer, Head]).needs_reason(),
];

impl Handling for Incubation {
    const LISTING: &'static listing::Listing = &INCUBATIONS;
    const EDITIONS: Editions<Incubation> = Editions(&[&EDITION_2016]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("申请入培育库", &[Enterprise, Officer]));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let known = Known::of(reader, case.number("enterprise").unwrap_or_default()).await?;
        Ok(Facts { certificate: known.certificate_on(today).map(|one| one.text("number").to_owned()) })
    }

    async fn effects(act: &Act<'_, Incubation>, _work: &mut Work) -> Result<Vec<Change>> {
        let today = act.today.to_string();
        Ok(match act.step {
            Admit => vec![("admitted_on", today.into())],
            Graduate | Remove => vec![("left_on", today.into())],
            Refuse => Vec::new(),
        })
    }

    async fn prefilled(
        reader: Reader<'_>,
        who: &Who,
        asked: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let Some(enterprise) = who.unit.or_else(|| typed(asked, "enterprise").parse().ok()) else {
            return Ok(Vec::new());
        };
        let name = CaseFile::read(reader, &directory::ORGANISATIONS, enterprise).await?.name().to_owned();
        let questionnaire = Known::of(reader, enterprise).await?.hnte(today).questionnaire;
        let field = questionnaire.get("field").and_then(|field| field.as_str()).unwrap_or_default();
        let texts = [("enterprise", format!("#{enterprise} {name}")), ("field", field.to_owned())];
        Ok(texts.map(|(name, text)| (name.to_owned(), text)).to_vec())
    }

    async fn beginning(
        reader: Reader<'_>,
        who: &Who,
        asked: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let enterprise = named::enterprise(reader, who, asked).await?;
        for stage in [Stage::Proposed, Stage::InPool] {
            let pooled = [("enterprise", enterprise.into()), ("stage", stage.label().into())];
            if !CaseFile::all(reader, &INCUBATIONS, matching(&INCUBATIONS, &pooled)?).await?.is_empty() {
                let now = stage.label();
                return Err(Error::invalid("enterprise", format!("这家企业已在培育库中（{now}），不必再申请")));
            }
        }
        let due = WorkingDays::official().after(today, parameters::OFFICERS_LOOK).to_string();
        let texts = [
            ("enterprise", format!("#{enterprise}")),
            ("proposed_on", today.to_string()),
            ("due_on", due.clone()),
            ("first_due_on", due),
        ];
        Ok(texts.map(|(name, text)| (name.to_owned(), text)).to_vec())
    }
}

#[cfg(test)]
impl Facts {
    /// Facts for the turns of a random walk.
    pub(crate) fn of_turn(turn: usize) -> Facts {
        Facts { certificate: turn.is_multiple_of(3).then(|| "GR202236000001".to_owned()) }
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
            let end = moves.last().map_or(Stage::Proposed, |last| last.3);
            assert_eq!(procedure::replay(&EDITION_2016, &moves), end);
        }
    }
}
