//! Kinds of cases without their types: what the pages of all cases share.

use std::{fmt::Debug, marker::PhantomData, sync::OnceLock};

use listing::{
    Listing, Record,
    pages::{Answer, Conduct, House},
    records::Typed,
};
use procedure::{Ask, Outline, Span, Unmet, Word};
use storage::{Db, Error, Reader, Result, Row};
use vocabulary::{Day, Role};
use web::Who;

use crate::{
    Asked, CaseFile, Handling, Paper, Taken,
    begin::begin,
    take::{self, acting_role, edition_of, stage_of},
};

/// A step that leads out of the stage where a case is.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Its name in addresses.
    pub step: &'static str,
    /// The word on its button.
    pub label: &'static str,
    /// The word of the stage it leads to.
    pub to: &'static str,
    /// Who may take it.
    pub by: &'static [Role],
    /// What it asks for.
    pub fields: Vec<Ask>,
    /// What stands in the way, all of it.
    pub unmet: Vec<Unmet>,
    /// Whether the visitor may take it, once nothing stands in the way.
    pub is_yours: bool,
    /// Whether it is done away from the system.
    pub is_offline: bool,
    /// Whether it leads on: not back to where the case has been, and not to an end that asks for a reason.
    pub is_main: bool,
    /// Whether the house takes it by itself once the day is over on which the stage ends.
    pub is_timed: bool,
}

/// A kind of case.
pub trait Kind: Send + Sync + Debug {
    /// The listing of its records.
    fn listing(&self) -> &'static Listing;

    /// Every edition of its procedure, the newest first. There is at least one.
    fn outlines(&self) -> &[Outline];

    /// Its procedure, in the current edition.
    fn outline(&self) -> &Outline {
        self.outlines().first().unwrap_or(&NONE)
    }

    /// The procedure by which a case moves: the edition with which it began.
    fn outline_of(&self, case: &CaseFile) -> &Outline {
        let edition = case.number("edition");
        let own = self.outlines().iter().find(|outline| Some(i64::from(outline.edition)) == edition);
        own.unwrap_or_else(|| self.outline())
    }

    /// Whether a case is for somebody: their unit's, their section's.
    fn is_for(&self, case: &CaseFile, who: &Who) -> bool;

    /// The steps that lead out of the stage of a case, with what stands in the way of each.
    fn offers<'a>(&'a self, reader: Reader<'a>, case: &'a CaseFile, who: &'a Who, today: Day)
    -> Answer<'a, Vec<Offer>>;

    /// The papers that a case should have.
    fn papers<'a>(&'a self, reader: Reader<'a>, case: &'a CaseFile) -> Answer<'a, Vec<Paper>>;

    /// Begins a case, as its form would.
    fn begin<'a>(&'a self, db: &'a Db, who: &'a Who, typed: &'a Typed, today: Day) -> Answer<'a, i64>;

    /// Takes a step.
    fn take<'a>(&'a self, db: &'a Db, asked: &'a Asked<'a>) -> Answer<'a, Taken>;

    /// The same kind as what the forms of the house ask.
    fn conduct(&self) -> Box<dyn Conduct>;
}

/// What stands for a procedure that was never declared.
static NONE: Outline =
    Outline { name: "", title: "", about: "", edition: 0, start: "", stages: Vec::new(), rules: Vec::new() };

/// A kind of case by its type.
pub struct Of<C: Handling> {
    outlines: OnceLock<Vec<Outline>>,
    case: PhantomData<fn() -> C>,
}

impl<C: Handling> Of<C> {
    /// The kind.
    pub const fn new() -> Of<C> {
        Of { outlines: OnceLock::new(), case: PhantomData }
    }
}

impl<C: Handling> Default for Of<C> {
    fn default() -> Self {
        Of::new()
    }
}

impl<C: Handling> Debug for Of<C> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_tuple("Of").field(&C::LISTING.table).finish()
    }
}

impl<C: Handling> Kind for Of<C> {
    fn listing(&self) -> &'static Listing {
        C::LISTING
    }

    fn outlines(&self) -> &[Outline] {
        self.outlines.get_or_init(|| C::EDITIONS.all().iter().map(|procedure| procedure.outline()).collect())
    }

    fn is_for(&self, case: &CaseFile, who: &Who) -> bool {
        who.is_open_house || C::is_for(case, who)
    }

    fn offers<'a>(
        &'a self,
        reader: Reader<'a>,
        case: &'a CaseFile,
        who: &'a Who,
        today: Day,
    ) -> Answer<'a, Vec<Offer>> {
        Box::pin(async move {
            let procedure = edition_of::<C>(case)?;
            let stage = stage_of::<C>(case)?;
            let facts = C::facts(reader, case, today).await?;
            let position = |stage: C::Stage| procedure.stages.iter().position(|rule| rule.stage == stage);
            let limit = procedure.stage(stage).and_then(|rule| rule.limit);
            let has_its_day = limit.is_some_and(|limit| matches!(limit.span, Span::Until { .. }));
            let mut offers: Vec<Offer> = Vec::new();
            for rule in procedure.out_of(stage).filter(|rule| C::fits(rule.step, &facts)) {
                let role = acting_role::<C>(procedure, rule.step, stage, who);
                let judged = procedure.judge(rule.step, stage, rule.by.first().copied().unwrap_or(Role::House), &facts);
                let unmet = match judged {
                    Err(procedure::Refusal::Unmet(unmet)) => unmet,
                    _ => Vec::new(),
                };
                offers.push(Offer {
                    step: rule.step.code(),
                    label: rule.step.label(),
                    to: rule.to.label(),
                    by: rule.by,
                    fields: rule.fields(),
                    unmet,
                    is_yours: role.is_some_and(|role| rule.by.contains(&role)) && self.is_for(case, who),
                    is_offline: rule.is_offline,
                    is_main: position(rule.to) > position(stage) && !rule.with_reason,
                    is_timed: has_its_day && rule.by.contains(&Role::House) && rule.fields().is_empty(),
                });
            }
            Ok(offers)
        })
    }

    fn papers<'a>(&'a self, reader: Reader<'a>, case: &'a CaseFile) -> Answer<'a, Vec<Paper>> {
        Box::pin(C::papers(reader, case))
    }

    fn begin<'a>(&'a self, db: &'a Db, who: &'a Who, typed: &'a Typed, today: Day) -> Answer<'a, i64> {
        Box::pin(begin::<C>(db, who, typed, today))
    }

    fn take<'a>(&'a self, db: &'a Db, asked: &'a Asked<'a>) -> Answer<'a, Taken> {
        Box::pin(take::take::<C>(db, asked))
    }

    fn conduct(&self) -> Box<dyn Conduct> {
        Box::new(Of::<C>::new())
    }
}

impl<C: Handling> Conduct for Of<C> {
    fn listing(&self) -> &'static Listing {
        C::LISTING
    }

    fn begins(&self, who: &Who) -> Option<&'static str> {
        C::BEGINS.filter(|(_, roles)| who.is_one_of(roles)).map(|(words, _)| words)
    }

    fn begins_at(&self) -> Option<&'static str> {
        C::BEGINS_AT
    }

    fn stage_for(&self, who: &Who, stage: &str) -> Option<&'static str> {
        let is_applicant = who.role.is_some_and(Role::is_of_unit);
        let known = self.outlines().iter().find_map(|outline| outline.stage(stage));
        known.filter(|_| is_applicant).map(|stage| stage.for_applicant)
    }

    fn prefilled<'a>(&'a self, house: &'a House, who: &'a Who, asked: &'a Typed) -> Answer<'a, Vec<(String, String)>> {
        Box::pin(C::prefilled(house.reader(), who, asked, house.db.clock().today()))
    }

    fn beginning<'a>(&'a self, house: &'a House, who: &'a Who, typed: &'a Typed) -> Answer<'a, Vec<(String, String)>> {
        Box::pin(C::beginning(house.reader(), who, typed, house.db.clock().today()))
    }

    fn begin<'a>(&'a self, house: &'a House, who: &'a Who, typed: &'a Typed) -> Answer<'a, i64> {
        Box::pin(begin::<C>(&house.db, who, typed, house.db.clock().today()))
    }

    fn opens<'a>(&'a self, house: &'a House, who: &'a Who, row: &'a Row) -> Answer<'a, ()> {
        Box::pin(async move {
            let case = CaseFile::read(house.reader(), C::LISTING, row.id).await?;
            if !self.is_for(&case, who) {
                return Err(Error::Forbidden(format!("“{}”不归您的岗位填写", case.name())));
            }
            is_open::<C>(who, &case)
        })
    }
}

/// Whether the form of a case is open to somebody in the stage where it is.
fn is_open<C: Handling>(who: &Who, case: &CaseFile) -> Result<()> {
    let rule = edition_of::<C>(case)?.stage(stage_of::<C>(case)?);
    match rule {
        Some(rule) if rule.editors.is_empty() => {
            Err(Error::Refused(format!("“{}”环节不能再修改内容。需要修改时，请先由经办人退回", rule.stage.label())))
        }
        Some(rule) if who.is_one_of(rule.editors) => Ok(()),
        Some(rule) => {
            let roles: Vec<&str> = rule.editors.iter().map(|role| role.label()).collect();
            Err(Error::Forbidden(format!("“{}”环节由{}填写", rule.stage.label(), roles.join("、"))))
        }
        None => Err(Error::Fault(format!("{} {} is in no known stage", C::LISTING.table, case.id()))),
    }
}

/// The case of a record that was read for its page.
pub(crate) fn file(listing: &'static Listing, record: &Record) -> CaseFile {
    CaseFile { listing, record: record.clone() }
}
