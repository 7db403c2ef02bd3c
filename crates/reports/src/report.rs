//! The annual report at a moment: its text, the figures in it, what is missing, and what the checks say.

use std::collections::{BTreeMap, BTreeSet};

use documents::{Block, OfficialDocument, Span};
use figures::{Moment, Office, Reading, home_region};
use storage::{Reader, Result};

use crate::{
    annual,
    checks::{self, Check},
    template::{self, Answer, Ask, Drafted, Facts, Gap, Source},
};

/// A report as it stands at a moment.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its text; figures link to lists by addresses of the house.
    pub document: OfficialDocument,
    /// The gaps in the body, one for each `Span::Missing`, in order.
    pub gaps: Vec<Gap>,
    /// Every figure of the catalogue that fills a blank, and every other that the text names: by blank, then by code.
    pub readings: Vec<Reading>,
    /// The codes that the text names.
    pub named: BTreeSet<String>,
    /// What is missing, each once.
    pub missing: Vec<Missing>,
    /// What the checks say.
    pub checks: Vec<Check>,
    /// Of when it speaks.
    pub moment: Moment,
}

/// Something that a report lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The code of the figure, or the address of the list.
    pub code: String,
    /// The blank of the mission report, where it is one.
    pub slot: Option<u8>,
    /// What it is.
    pub name: String,
    /// Why it is missing.
    pub why: String,
    /// The page where it can be mended.
    pub address: String,
}

impl Missing {
    /// As one sentence.
    pub fn says(&self) -> String {
        let slot = self.slot.map(|slot| format!("第 {slot} 处 ")).unwrap_or_default();
        format!("{slot}{}：{}", self.name, self.why)
    }
}

/// Composes the annual report: from `template` where it is given, else from the wording in force.
///
/// # Errors
/// [`storage::Error::Invalid`] with line and sentence for whatever is wrong with the template; what the database says.
pub async fn compose(office: &Office, moment: Moment, template: Option<&str>) -> Result<Report> {
    compose_from(office, office.reader(), moment, template).await
}

/// Composes the report from what `reader` sees.
pub(crate) async fn compose_from(
    office: &Office,
    reader: Reader<'_>,
    moment: Moment,
    template: Option<&str>,
) -> Result<Report> {
    let text = match template {
        Some(text) => text.to_owned(),
        None => annual::wording(reader).await?.text,
    };
    let source = source(office, reader, moment).await?;
    let (drafted, answers) = template::drafted(&text, &facts(office, moment), &source).await?;
    let mut readings = BTreeMap::new();
    let mut named = BTreeSet::new();
    for (ask, answer) in answers {
        if let (Ask::Figure(code), Answer::Reading(reading)) = (ask, answer) {
            named.insert(code.clone());
            readings.insert(code, (*reading).clone());
        }
    }
    for figure in office.catalogue.figures().filter(|figure| figure.slot.is_some()) {
        if !readings.contains_key(figure.code) {
            let reading = figures::read(reader, figure.at(moment, source.region.as_deref())?).await?;
            readings.insert(figure.code.to_owned(), reading);
        }
    }
    let checks = checks::run(&source, &readings).await?;
    let missing = missing(&drafted, &readings);
    let mut readings: Vec<Reading> = readings.into_values().collect();
    readings.sort_by_key(|reading| (reading.definition.slot.is_none(), reading.definition.slot));
    let Drafted { mut document, gaps, beside: _ } = drafted;
    if office.house.site.identity().is_sample {
        document.draft_mark = Some("示例数据".to_owned());
    }
    Ok(Report { document, gaps, readings, named, missing, checks, moment })
}

/// Where a report reads from.
pub(crate) async fn source<'a>(office: &'a Office, reader: Reader<'a>, moment: Moment) -> Result<Source<'a>> {
    Ok(Source { office, reader, moment, region: home_region(reader).await? })
}

/// What a template of this house knows without asking.
pub(crate) fn facts(office: &Office, moment: Moment) -> Facts {
    let slots = office.catalogue.figures().filter_map(|figure| Some((figure.slot?, figure.code.to_owned()))).collect();
    Facts { year: moment.year, as_of: moment.as_of, owner: office.house.site.identity().owner.clone(), slots }
}

fn missing(drafted: &Drafted, readings: &BTreeMap<String, Reading>) -> Vec<Missing> {
    let mut found: Vec<Missing> = Vec::new();
    for gap in drafted.gaps.iter().chain(&drafted.beside) {
        let missing = match readings.get(&gap.code) {
            Some(reading) => of_figure(reading),
            None => of_gap(gap),
        };
        if !found.iter().any(|known| known.code == missing.code && known.name == missing.name) {
            found.push(missing);
        }
    }
    for reading in readings.values().filter(|reading| reading.is_missing()) {
        if !found.iter().any(|known| known.code == reading.definition.code) {
            found.push(of_figure(reading));
        }
    }
    found
}

/// What a gap that is no figure's lacks.
pub(crate) fn of_gap(gap: &Gap) -> Missing {
    let is_list = gap.code.starts_with('/');
    let why = if is_list { "列表中没有符合条件的记录，或该栏未填" } else { "没有填写" };
    Missing {
        code: gap.code.clone(),
        slot: None,
        name: gap.what.clone(),
        why: why.to_owned(),
        address: if is_list { gap.code.clone() } else { String::new() },
    }
}

/// What a figure without a value lacks.
pub(crate) fn of_figure(reading: &Reading) -> Missing {
    Missing {
        code: reading.definition.code.clone(),
        slot: reading.definition.slot,
        name: reading.definition.name.clone(),
        why: reading.why_missing().unwrap_or("没有数据").to_owned(),
        address: reading.definition.address(),
    }
}

impl Report {
    /// The blanks of the mission report that are filled.
    pub fn filled(&self) -> usize {
        self.readings.iter().filter(|reading| reading.definition.slot.is_some() && !reading.is_missing()).count()
    }

    /// The blanks of the mission report.
    pub fn slots(&self) -> usize {
        self.readings.iter().filter(|reading| reading.definition.slot.is_some()).count()
    }

    /// The document with its links leading to the house at `base`, such as `http://127.0.0.1:8080`.
    pub fn document_at(&self, base: &str) -> OfficialDocument {
        let base = base.trim_end_matches('/');
        let mut document = self.document.clone();
        for block in &mut document.body {
            let (Block::Heading { spans, .. } | Block::Paragraph(spans)) = block else { continue };
            for span in spans {
                if let Span::Figure { address, .. } = span
                    && address.starts_with('/')
                {
                    *address = format!("{base}{address}");
                }
            }
        }
        document
    }

    /// The title in one line.
    pub fn title(&self) -> String {
        self.document.title.concat()
    }
}
