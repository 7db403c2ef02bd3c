//! Writing a proposal section by section. Each section is saved by itself, whole or not at all, and tells what it still
//! lacks by the very guards that stand before the step that hands it in.

mod answers;
mod fields;
mod papers;
mod rows;

use cases::CaseFile;
use listing::Listing;
use procedure::{Guard, Verdict, Word};
use storage::{Db, Error, Reader, Result};

pub(super) use answers::{SaveAnswers, answer_field, options};
pub(super) use fields::{SaveFields, as_typed, fields_of};
pub(super) use papers::AttachPaper;
pub(super) use rows::{MOST_ROWS, RowColumns, SaveRows, row_count};

use super::{
    BUDGET_LINES, INDICATORS, MEMBERS, PARTNERS, PROPOSALS, Stage,
    content::Content,
    facts::Facts,
    guards::{
        BUDGET_ADDS_UP, FIELD_IS_A_CODE, FORM_IS_FILLED, INDICATORS_ARE_SET, LEADER_HAS_QUOTA, LEADER_IS_A_MEMBER,
        PAPERS_ARE_THERE, PLEDGE_IS_GIVEN, QUESTIONS_ARE_ANSWERED, REQUEST_IS_WITHIN_THE_CALL, SUMMARY_IS_SHORT,
    },
};

procedure::words! {
    /// A section of the form.
    pub(crate) enum Section {
        /// The record itself.
        Basics: "基本情况",
        /// Who takes part.
        Members: "成员",
        /// Other units that take part.
        Partners: "合作单位",
        /// Line by line.
        Budget: "预算",
        /// What is to be reached.
        Indicators: "指标",
        /// What this call asks besides.
        Questions: "附加问题",
        /// Files.
        Papers: "附件",
        /// What is still missing, the pledge, and handing it in.
        Submission: "检查并提交",
    }
}

impl Section {
    /// What must hold of it before the proposal is handed in.
    pub(crate) const fn guards(self) -> &'static [Guard<Facts>] {
        match self {
            Section::Basics => &[FORM_IS_FILLED, SUMMARY_IS_SHORT, FIELD_IS_A_CODE, LEADER_HAS_QUOTA],
            Section::Members => &[LEADER_IS_A_MEMBER],
            Section::Partners => &[],
            Section::Budget => &[BUDGET_ADDS_UP, REQUEST_IS_WITHIN_THE_CALL],
            Section::Indicators => &[INDICATORS_ARE_SET],
            Section::Questions => &[QUESTIONS_ARE_ANSWERED],
            Section::Papers => &[PAPERS_ARE_THERE],
            Section::Submission => &[PLEDGE_IS_GIVEN],
        }
    }

    /// What it still lacks, a sentence each.
    pub(crate) fn gaps(self, facts: &Facts) -> Vec<String> {
        let verdicts = self.guards().iter().map(|guard| (guard.test)(facts));
        let gaps = verdicts.filter_map(|verdict| match verdict {
            Verdict::Met => None,
            Verdict::Unmet { why, .. } => Some(why),
        });
        gaps.collect()
    }

    /// Where it is in the address.
    pub(crate) fn path(self, proposal: i64) -> String {
        format!("{}/{proposal}/write/{}", PROPOSALS.path, self.code())
    }

    /// The section after it.
    pub(crate) fn next(self) -> Section {
        let after = Section::ALL.iter().skip_while(|section| **section != self).nth(1);
        after.copied().unwrap_or(self)
    }

    /// The rows that it holds, where it holds rows, and which of their columns are written here.
    pub(crate) fn rows(self) -> Option<RowColumns> {
        match self {
            Section::Members => {
                Some(RowColumns { listing: &MEMBERS, columns: &["name", "rank", "duty", "unit", "person"] })
            }
            Section::Partners => Some(RowColumns { listing: &PARTNERS, columns: &["unit", "task", "agreement"] }),
            Section::Budget => {
                Some(RowColumns { listing: &BUDGET_LINES, columns: &["head", "item", "source", "amount"] })
            }
            Section::Indicators => {
                Some(RowColumns { listing: &INDICATORS, columns: &["kind", "name", "measure", "expected"] })
            }
            Section::Basics | Section::Questions | Section::Papers | Section::Submission => None,
        }
    }

    /// The stored rows that it holds.
    pub(crate) fn of(self, content: &Content) -> &[CaseFile] {
        match self {
            Section::Members => &content.members,
            Section::Partners => &content.partners,
            Section::Budget => &content.budget,
            Section::Indicators => &content.indicators,
            Section::Basics | Section::Questions | Section::Papers | Section::Submission => &[],
        }
    }
}

/// The proposal as it is now, on condition that its unit may still write it.
///
/// # Errors
/// [`Error::Refused`] where it was handed in meanwhile.
async fn still_open(reader: Reader<'_>, proposal: i64) -> Result<CaseFile> {
    let case = CaseFile::read(reader, &PROPOSALS, proposal).await?;
    match Stage::of_label(case.text("stage")) {
        Some(Stage::Draft | Stage::ToBeMended) => Ok(case),
        _ => Err(Error::Refused(format!("“{}”已经提交，不能再修改。请回到申报书页面查看", case.name()))),
    }
}

/// Refuses what was typed over something that has changed since it was shown. `seen` is empty where nobody had seen it.
fn refuse_stale(seen: &str, now: &str) -> Result<()> {
    if seen.is_empty() || seen == now {
        return Ok(());
    }
    let sentence = "这一部分在您填写时被别人改过。请另开一页核对新内容，再决定是否保存您填的内容";
    Err(Error::Refused(sentence.to_owned()))
}

/// What rows look like to somebody who edits them, so that a change by another is noticed.
pub(super) fn fingerprint(db: &Db, listing: &Listing, rows: &[CaseFile]) -> Result<String> {
    let table = db.table(listing.table)?;
    let digests: Vec<String> = rows.iter().map(|row| db.digest(table, &row.row())).collect();
    Ok(storage::digest(digests.concat().as_bytes()))
}
