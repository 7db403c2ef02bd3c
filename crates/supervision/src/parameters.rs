//! Numbers of supervision, each with its source.

/// How long somebody may look at a risk signal before saying what becomes of it, in working days: a habit of districts.
pub(crate) const LOOKING_DAYS: u32 = 5;

/// How long a section has for a matter that comes of a signal, in working days, unless somebody sets another deadline before
/// it is given out: a habit of districts.
pub(crate) const MATTER_DAYS: u32 = 10;

/// How many working days before its deadline a matter shows the yellow light (黄灯): a habit of districts.
pub(crate) const YELLOW_DAYS: i32 = 3;
