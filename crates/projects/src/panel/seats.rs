//! The experts of a panel, from invitation to answer, and who comes in place of whoever does not.

use std::collections::BTreeSet;

use accounts::ACCOUNTS;
use cases::{Act, Asked, CaseFile, Change, Note, add, is_in_scope, matching, move_case, send};
use procedure::Word;
use review::{Draw, EXPERTS, ExpertId};
use storage::{Db, Deed, Error, Reader, Result, Work};
use vocabulary::{
    Day,
    Role::{self, Head, Officer},
    WorkingDays,
};
use web::Who;

use super::{
    ASSIGNMENTS, LOTS, PANELS, SEATS, Stage, Step,
    drawn::DrawRecord,
    gather::linked,
    lot::CHOSEN,
    procedure::Panel,
    score,
    seat::{ACCEPTED, DECLINED, INVITED, REPLACED},
};
use crate::parameters::REPLY_DAYS;

/// Who came in place of somebody else.
const INSTEAD: &str = "替补";
/// Who was drawn at first.
pub(super) const AT_FIRST: &str = "抽中";
/// Why somebody was replaced who said nothing.
const NO_ANSWER: &str = "逾期未回复";

/// The seats of a panel.
#[derive(Clone, Debug, Default)]
pub(super) struct Seats(pub(super) Vec<CaseFile>);

impl Seats {
    /// Reads them, in the order in which they were drawn.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn read(reader: Reader<'_>, panel: i64) -> Result<Seats> {
        let seats = CaseFile::all(reader, &SEATS, matching(&SEATS, &[("panel", panel.into())])?).await?;
        Ok(Seats(seats))
    }

    /// Those in a state.
    pub(super) fn in_state<'s>(&'s self, state: &'s str) -> impl Iterator<Item = &'s CaseFile> {
        self.0.iter().filter(move |seat| seat.text("state") == state)
    }

    /// How many are in a state.
    pub(super) fn count(&self, state: &str) -> usize {
        self.in_state(state).count()
    }

    /// Those who did not answer in time.
    pub(super) fn late(&self, today: Day) -> impl Iterator<Item = &CaseFile> {
        self.in_state(INVITED).filter(move |seat| seat.day("reply_by").is_some_and(|day| day < today))
    }

    /// How many seats wait for somebody else.
    pub(super) fn vacant(&self, today: Day) -> usize {
        let left = self.count(DECLINED) + self.count(REPLACED);
        let came = self.0.iter().filter(|seat| seat.text("came_as") == INSTEAD).count();
        left.saturating_sub(came) + self.late(today).count()
    }

    /// The first day on which an answer is due.
    pub(super) fn answer_due(&self) -> Option<Day> {
        self.in_state(INVITED).filter_map(|seat| seat.day("reply_by")).min()
    }

    /// The people on these seats.
    pub(super) fn persons<'s>(seats: impl IntoIterator<Item = &'s CaseFile>) -> BTreeSet<i64> {
        seats.into_iter().filter_map(|seat| seat.number("person")).collect()
    }
}

/// The accounts of some people that can be used.
///
/// # Errors
/// What the database says.
pub(super) async fn accounts_of(reader: Reader<'_>, persons: &BTreeSet<i64>) -> Result<Vec<i64>> {
    let accounts = linked(reader, &ACCOUNTS, "person", persons).await?;
    Ok(accounts.iter().filter(|account| account.text("state") == "启用").map(CaseFile::id).collect())
}

/// Gives seats to experts and tells those who have an account.
///
/// # Errors
/// What the database says.
pub(super) async fn invite(
    work: &mut Work,
    db: &Db,
    panel: &CaseFile,
    (draw, experts): (&Draw, &[ExpertId]),
    came_as: &'static str,
    today: Day,
) -> Result<()> {
    let reply_by = WorkingDays::official().after(today, REPLY_DAYS);
    let mut persons = BTreeSet::new();
    for expert in experts {
        let place = draw.order.iter().position(|place| place.expert == *expert).unwrap_or_default();
        let values = vec![
            ("panel", panel.id().into()),
            ("expert", expert.get().into()),
            ("drawn_as", i64::try_from(place + 1).unwrap_or(i64::MAX).into()),
            ("state", INVITED.into()),
            ("came_as", came_as.into()),
            ("invited_on", today.to_string().into()),
            ("reply_by", reply_by.to_string().into()),
        ];
        add(work, db, &SEATS, values).await?;
        persons.extend(CaseFile::read(work.reader(), &EXPERTS, expert.get()).await?.number("person"));
    }
    let note = Note {
        subject: format!("评审邀请：{}，请在 {reply_by} 前回复", panel.linked("call")),
        body: String::new(),
        href: "/projects/review".to_owned(),
    };
    let accounts = accounts_of(work.reader(), &persons).await?;
    send(work, db, &accounts, &note, today).await
}

/// Who comes for those who left, as far as the reserve goes.
struct Refilled<'s> {
    kept: CaseFile,
    /// The draw with these replacements.
    record: DrawRecord,
    came: Vec<ExpertId>,
    /// Those replaced who said nothing.
    unanswered: Vec<&'s CaseFile>,
    /// Why some seat stays vacant.
    lacking: Option<String>,
}

impl<'s> Refilled<'s> {
    async fn of(reader: Reader<'_>, panel: i64, seats: &'s Seats, today: Day) -> Result<Refilled<'s>> {
        let (kept, record) = DrawRecord::read(reader, panel).await?;
        let chosen = record.drawn()?.chosen;
        let expert_of = |seat: &CaseFile| ExpertId(seat.number("expert").unwrap_or_default());
        let has_left = |seat: &&CaseFile| chosen.contains(&expert_of(seat));
        let mut refilled = Refilled { kept, record, came: Vec::new(), unanswered: Vec::new(), lacking: None };
        for seat in seats.in_state(DECLINED).filter(has_left).chain(seats.late(today)) {
            match refilled.record.replaced(expert_of(seat)) {
                Ok((replaced, expert)) => {
                    refilled.record = replaced;
                    refilled.came.extend(expert);
                    if seat.text("state") == INVITED {
                        refilled.unanswered.push(seat);
                    }
                }
                Err(Error::Refused(sentence)) => refilled.lacking = Some(sentence),
                Err(error) => return Err(error),
            }
        }
        Ok(refilled)
    }
}

/// Why a vacant seat of a panel stays vacant; nothing where nobody left or somebody in reserve fits.
///
/// # Errors
/// What the database says.
pub(super) async fn lacking(reader: Reader<'_>, panel: i64, seats: &Seats, today: Day) -> Result<Option<String>> {
    if seats.vacant(today) == 0 {
        return Ok(None);
    }
    Ok(Refilled::of(reader, panel, seats, today).await?.lacking)
}

/// Invites the next in the drawn order for everybody who declined or did not answer in time.
///
/// # Errors
/// [`Error::Refused`] where nobody in reserve fits; what the database says.
pub(super) async fn replace(act: &Act<'_, Panel>, work: &mut Work) -> Result<Vec<Change>> {
    let seats = Seats::read(work.reader(), act.case.id()).await?;
    let Refilled { kept, record, came, unanswered, lacking } =
        Refilled::of(work.reader(), act.case.id(), &seats, act.today).await?;
    if came.is_empty() {
        return Err(Error::Refused(lacking.unwrap_or_else(|| "没有需要替换的专家".to_owned())));
    }
    for seat in unanswered {
        seat.write(work, act.db, vec![("state", REPLACED.into()), ("reason", NO_ANSWER.into())]).await?;
    }
    for expert in &came {
        let of_expert = matching(&LOTS, &[("panel", act.case.id().into()), ("expert", expert.get().into())])?;
        for lot in CaseFile::all(work.reader(), &LOTS, of_expert).await? {
            lot.write(work, act.db, vec![("outcome", CHOSEN.into())]).await?;
        }
    }
    kept.write(work, act.db, vec![("record", record.to_json()?.into())]).await?;
    invite(work, act.db, act.case, (&record.drawn()?, &came), INSTEAD, act.today).await?;
    if act.from != Stage::Drawn {
        return Ok(Vec::new());
    }
    let due = Seats::read(work.reader(), act.case.id()).await?.answer_due();
    Ok(due.map(|day| ("due_on", day.to_string().into())).into_iter().collect())
}

/// What an expert answers to an invitation, or an officer enters for them.
#[derive(Debug)]
pub(super) struct Reply<'a> {
    pub(super) db: &'a Db,
    pub(super) who: &'a Who,
    pub(super) seat: i64,
    pub(super) comes: bool,
    pub(super) reason: &'a str,
    pub(super) today: Day,
}

impl Deed for Reply<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let (seat, panel) = seat_for(work.reader(), self.who, self.seat).await?;
        let stage = Stage::of_label(panel.text("stage"));
        if !matches!(stage, Some(Stage::Drawn | Stage::Ready | Stage::Judging)) {
            return Err(Error::Refused(format!("评审组现在是“{}”，不能再回复", panel.text("stage"))));
        }
        let state = seat.text("state");
        let may_change = if self.comes { state == INVITED } else { [INVITED, ACCEPTED].contains(&state) };
        if !may_change {
            return Err(Error::Refused(format!("这个席位现在是“{state}”，不能再改回复")));
        }
        if !self.comes && self.reason.is_empty() {
            return Err(Error::invalid("reason", "请写明不能参加的理由"));
        }
        if self.reason.chars().count() > listing::cell::LONGEST_TEXT {
            return Err(Error::invalid("reason", format!("理由不超过 {} 个字", listing::cell::LONGEST_TEXT)));
        }
        let mut changes = vec![
            ("state", if self.comes { ACCEPTED } else { DECLINED }.into()),
            ("replied_on", self.today.to_string().into()),
            ("replied_by", self.who.actor().into()),
        ];
        if !self.comes {
            changes.push(("reason", self.reason.into()));
        }
        seat.write(work, self.db, changes).await?;
        if self.comes { Ok(()) } else { self.left(work, &seat, &panel).await }
    }
}

impl Reply<'_> {
    /// Gives back what the expert has not judged, and invites the next: a step of the house, since the record of steps is
    /// open to more people than may know who was asked. Where nobody is left to invite, the seat stays vacant and the
    /// panel's page says so.
    async fn left(&self, work: &mut Work, seat: &CaseFile, panel: &CaseFile) -> Result<()> {
        let open = matching(&ASSIGNMENTS, &[("seat", seat.id().into()), ("state", score::OPEN.into())])?;
        for assignment in CaseFile::all(work.reader(), &ASSIGNMENTS, open).await? {
            let changes = vec![("state", score::RETURNED.into()), ("reason", self.reason.into())];
            assignment.write(work, self.db, changes).await?;
        }
        let house = Who::house();
        let (id, step) = (panel.id(), Step::Replace.code());
        let asked = Asked { who: &house, id, step, typed: &[], seen: None, today: self.today };
        match move_case::<Panel>(work, self.db, &asked).await {
            Ok(_) | Err(Error::Refused(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// An expert who came to the meeting.
#[derive(Debug)]
pub(super) struct SignIn<'a> {
    pub(super) db: &'a Db,
    pub(super) who: &'a Who,
    pub(super) seat: i64,
}

impl Deed for SignIn<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let (seat, panel) = seat_for(work.reader(), self.who, self.seat).await?;
        if !self.who.is_one_of(&[Officer, Head]) {
            return Err(missing(self.seat));
        }
        let is_held = [Stage::Ready, Stage::Judging, Stage::Discussing].map(Word::label);
        if seat.text("state") != ACCEPTED || !is_held.contains(&panel.text("stage")) {
            return Err(Error::Refused("评审期间，接受邀请的专家才能签到".to_owned()));
        }
        seat.write(work, self.db, vec![("signed_in", "是".into())]).await
    }
}

/// A seat with its panel, for the expert on it and for those who handle the panel.
///
/// # Errors
/// [`Error::NotFound`], the same whether it is not there or not for them.
pub(super) async fn seat_for(reader: Reader<'_>, who: &Who, id: i64) -> Result<(CaseFile, CaseFile)> {
    let seat = CaseFile::read(reader, &SEATS, id).await?;
    let panel = CaseFile::read(reader, &PANELS, seat.number("panel").unwrap_or_default()).await?;
    let is_own = who.role == Some(Role::Expert) && who.person.is_some() && seat.number("person") == who.person;
    let handles = who.is_one_of(&[Officer, Head]) && (who.is_open_house || is_in_scope(&panel, who));
    if is_own || handles { Ok((seat, panel)) } else { Err(missing(id)) }
}

fn missing(id: i64) -> Error {
    Error::NotFound(format!("{}中没有编号为 {id} 的记录，可能已被删除", SEATS.title))
}
