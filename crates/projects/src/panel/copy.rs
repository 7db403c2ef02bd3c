//! The copy of a proposal that an expert reads. Where the call is blind (盲评) it tells no unit and no person: those columns
//! are left out, and their names are taken out of everything that the applicant wrote.

use cases::{CaseFile, matching};
use documents::{AttachedFile, Kind, attached};
use listing::{Listing, cell};
use storage::{Reader, Result};

use super::names::Names;
use crate::{ANSWERS, BUDGET_LINES, INDICATORS, MEMBERS, PARTNERS, PROPOSALS};

/// What tells whose a proposal is.
const TELLING: [&str; 3] = ["unit", "leader", "contact"];

/// A table of the copy.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) title: &'static str,
    pub(super) headings: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
}

/// A paper of the proposal.
#[derive(Clone, Debug)]
pub(super) struct PaperOfCopy {
    pub(super) id: i64,
    pub(super) name: String,
    /// Why it cannot be shown, or nothing.
    pub(super) withheld: &'static str,
}

/// The copy.
#[derive(Clone, Debug)]
pub(super) struct ReadingCopy {
    pub(super) is_blind: bool,
    pub(super) title: String,
    /// Short columns: label and text.
    pub(super) facts: Vec<(&'static str, String)>,
    /// Long columns: label and text.
    pub(super) texts: Vec<(&'static str, String)>,
    pub(super) parts: Vec<Part>,
    pub(super) papers: Vec<PaperOfCopy>,
}

/// Whether a call is blind.
pub(super) fn is_blind(call: &CaseFile) -> bool {
    call.text("blind") == "是"
}

impl ReadingCopy {
    /// The copy of a proposal under its call.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn read(reader: Reader<'_>, proposal: i64, call: &CaseFile) -> Result<ReadingCopy> {
        let proposal = CaseFile::read(reader, &PROPOSALS, proposal).await?;
        let is_blind = is_blind(call);
        let names = if is_blind { Names::of(reader, &proposal).await? } else { Names::default() };
        let writer = Writer { names: &names, is_blind };
        let own = async |listing: &'static Listing| {
            CaseFile::all(reader, listing, matching(listing, &[("proposal", proposal.id().into())])?).await
        };
        let parts = vec![
            writer.team(&own(&MEMBERS).await?),
            writer.partners(&own(&PARTNERS).await?),
            writer.table(&own(&BUDGET_LINES).await?, "预算", &["head", "item", "source", "amount"]),
            writer.table(&own(&INDICATORS).await?, "考核指标", &["kind", "name", "measure", "expected"]),
            writer.table(&own(&ANSWERS).await?, "附加问题", &["question", "answer"]),
        ];
        let files = attached(reader, PROPOSALS.table, proposal.id()).await?;
        Ok(ReadingCopy {
            is_blind,
            title: names.without(proposal.name()),
            facts: writer.facts(&proposal),
            texts: writer.texts(&proposal),
            parts: parts.into_iter().filter(|part| !part.rows.is_empty()).collect(),
            papers: files.iter().filter(|file| file.replaced_on.is_none()).map(|file| writer.paper(file)).collect(),
        })
    }
}

struct Writer<'n> {
    names: &'n Names,
    is_blind: bool,
}

impl Writer<'_> {
    fn shown(&self, file: &CaseFile, column: &str) -> String {
        let (Some(declared), Some(there)) = (file.listing.column(column), file.cell(column)) else {
            return String::new();
        };
        let origin = cell::origin(file.listing, declared);
        let text = there.name.clone().unwrap_or_else(|| cell::shown(origin, &there.value));
        let text = self.names.without(text.trim());
        match origin.unit() {
            unit if unit.is_empty() || text.is_empty() => text,
            unit => format!("{text} {unit}"),
        }
    }

    fn facts(&self, proposal: &CaseFile) -> Vec<(&'static str, String)> {
        let columns = [
            "number",
            "programme",
            "field",
            "unit",
            "leader",
            "leader_rank",
            "contact",
            "starts_on",
            "ends_on",
            "budget",
            "requested",
        ];
        let told = columns.into_iter().filter(|column| !self.is_blind || !TELLING.contains(column));
        told.filter_map(|column| Some((PROPOSALS.column(column)?.label, self.shown(proposal, column)))).collect()
    }

    fn texts(&self, proposal: &CaseFile) -> Vec<(&'static str, String)> {
        let columns = ["summary", "basis", "content", "route", "conditions"];
        let told = columns.into_iter().filter(|column| proposal.has(column));
        told.filter_map(|column| Some((PROPOSALS.column(column)?.label, self.shown(proposal, column)))).collect()
    }

    fn table(&self, rows: &[CaseFile], title: &'static str, columns: &[&'static str]) -> Part {
        let listing = rows.first().map(|row| row.listing);
        let label = |column: &&str| listing.and_then(|listing| listing.column(column)).map(|column| column.label);
        Part {
            title,
            headings: columns.iter().filter_map(label).collect(),
            rows: rows.iter().map(|row| columns.iter().map(|column| self.shown(row, column)).collect()).collect(),
        }
    }

    /// The team; in a blind copy what each of it is and does, not who.
    fn team(&self, members: &[CaseFile]) -> Part {
        let columns: &[&str] = if self.is_blind { &["rank", "duty"] } else { &["name", "unit", "rank", "duty"] };
        self.table(members, "项目组", columns)
    }

    fn partners(&self, partners: &[CaseFile]) -> Part {
        let columns: &[&str] = if self.is_blind { &["task", "agreement"] } else { &["unit", "task", "agreement"] };
        self.table(partners, "合作单位", columns)
    }

    /// A paper. The names of files are the applicant's own and stay with the bureau.
    fn paper(&self, file: &AttachedFile) -> PaperOfCopy {
        let can_be_blind = matches!(Kind::of_media(&file.media), Some(Kind::Docx | Kind::Pdf));
        PaperOfCopy {
            id: file.id,
            name: self.names.without(&file.paper),
            withheld: if self.is_blind && !can_be_blind { "盲评时不提供这种格式的材料" } else { "" },
        }
    }
}
