//! 净增: how many more hold a certificate or number than at the end of the last year; both numbers are figures that open
//! their lists.

use figures::{Figure, Moment, read};
use policies::check::Kind;
use storage::{Error, Reader, Result};
use vocabulary::Day;

use crate::{hnte_certificate, tsme_entry};

/// A number with the address of its list.
pub(super) type Counted = (i64, String);

/// The net increase of a year so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Net {
    /// At the end of the last year.
    pub(super) before: Counted,
    /// Today.
    pub(super) now: Counted,
    /// The difference with its sign.
    pub(super) size: String,
}

impl Net {
    /// The net increase from the end of the last year to today; nothing where there is nothing to count from.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn of(reader: Reader<'_>, kind: Kind, region: Option<&str>, today: Day) -> Result<Option<Net>> {
        let (figures, code) = match kind {
            Kind::Hnte => (hnte_certificate::FIGURES, "hnte-valid"),
            Kind::Tsme => (tsme_entry::FIGURES, "tsme-valid"),
        };
        let figure = figures.iter().find(|figure| figure.code == code);
        let figure = figure.ok_or_else(|| Error::Fault(format!("there is no figure {code}")))?;
        let before = counted(reader, figure, Moment::of_year(today.year() - 1, today), region).await?;
        let now = counted(reader, figure, Moment { year: today.year(), as_of: today }, region).await?;
        Ok(before.zip(now).map(|(before, now)| {
            let difference = now.0 - before.0;
            let sign = if difference > 0 { "+" } else { "" };
            Net { before, now, size: format!("{sign}{difference}") }
        }))
    }
}

async fn counted(reader: Reader<'_>, figure: &Figure, moment: Moment, region: Option<&str>) -> Result<Option<Counted>> {
    let reading = read(reader, figure.at(moment, region)?).await?;
    Ok(reading.number().map(|number| (number, reading.definition.address())))
}
