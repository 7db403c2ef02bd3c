//! The sample district: a district that lives on industrial ceramics, its whole year 2022 and the two years before.
//!
//! 瓷源区 of 陶州市 exists in no gazetteer; its firms, universities and people are invented, and the numbers of its people
//! begin with 样. The same rows come out each time. With more than one district the sample is a province for measuring: every
//! further district is made when its rows are asked for and forgotten after, so that no number of them fills the memory.
//!
//! Equipment use is the largest table: 1,700 rows a district, a million at 589 districts.

mod accounts;
mod benefits;
mod district;
mod enterprises;
mod equipment;
mod filings;
mod firms;
mod institutes;
mod ladder;
mod life;
mod loans;
mod matching;
mod money;
mod names;
mod official;
mod orders;
mod outreach;
mod people;
mod platforms;
mod policies;
mod projects;
mod promises;
mod random;
mod reviewers;
mod row;
mod rural;
mod supervision;
mod talent;
mod texts;
mod units;

#[cfg(test)]
mod tests;

pub(crate) use life::play;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use listing::Listing;

pub(crate) use self::accounts::personas;
use self::district::District;
use self::row::Row;

/// The most districts that a sample has: there are no more different names.
pub(crate) const MOST_DISTRICTS: usize = 1_600;

/// The sample's rows of one record kind.
pub(crate) struct Sheet {
    /// The record kind.
    pub(crate) listing: &'static Listing,
    /// The headings of its stored columns.
    pub(crate) headings: Vec<String>,
    /// The rows, each with a text for every heading; blank for nothing.
    pub(crate) rows: Box<dyn Iterator<Item = Vec<String>> + Send>,
}

impl std::fmt::Debug for Sheet {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Sheet").field("table", &self.listing.table).finish_non_exhaustive()
    }
}

/// The sample of so many districts (one at least, [`MOST_DISTRICTS`] at most), one sheet for each of `listings` that it knows.
pub(crate) fn sheets(districts: usize, listings: &[&'static Listing]) -> Vec<Sheet> {
    listings.iter().filter_map(|listing| Some(sheet(districts, listing, rows_of(listing.table)?))).collect()
}

/// The rows of a record kind in one district.
type Rows = fn(&District) -> Vec<Row>;

fn sheet(districts: usize, listing: &'static Listing, rows: Rows) -> Sheet {
    let write = move |row: Row| listing.stored().map(|column| row.cell(column)).collect();
    let rows = (0..districts.clamp(1, MOST_DISTRICTS)).flat_map(move |index| rows(&District::new(index))).map(write);
    Sheet { listing, headings: listing.stored().map(|column| column.heading()).collect(), rows: Box::new(rows) }
}

/// What makes the rows of a table; nothing for a table that the house fills itself.
fn rows_of(table: &str) -> Option<Rows> {
    Some(match table {
        "region" => district::regions,
        "organisation" => organisations,
        "person" => people::rows,
        "section" => accounts::sections,
        "policy" => benefits::policies,
        "policy_value" => benefits::promises,
        "benefit" => benefits::rows,
        "team_support" => benefits::supports,
        "attainment" => benefits::attainments,
        "payee" => benefits::payees,
        "statistic" => official::statistics,
        "target" => official::targets,
        "saved_figure" => official::saved,
        "enterprise_year" => enterprises::years,
        "hnte_filing" => enterprises::hnte_filings,
        "hnte_certificate" => enterprises::certificates,
        "tsme_entry" => enterprises::tsme_entries,
        "hnte_batch" => ladder::batches,
        "town_target" => ladder::town_targets,
        "project" => projects::rows,
        "project_application" => filings::applications,
        "project_receipt" => projects::receipt_rows,
        "midterm" => projects::midterms,
        "new_product" => filings::new_products,
        "award" => filings::awards,
        "budget" => money::budgets,
        "appropriation" => money::appropriation_rows,
        "payment" => money::payment_rows,
        "credit" => loans::credit_rows,
        "drawdown" => loans::drawdowns,
        "returned_capital" => loans::returned_capital,
        "recruitment" => talent::recruitments,
        "recruit" => talent::recruits,
        "introduction" => talent::introductions,
        "team" => talent::teams,
        "honour" => talent::honours,
        "programme_filing" => talent::filings,
        "allowance" => talent::allowances,
        "platform" => platforms::rows,
        "institute" => institutes::rows,
        "platform_staff" => platforms::staff,
        "platform_project" => platforms::projects,
        "equipment" => equipment::rows,
        "equipment_use" => equipment::uses,
        "construction" => platforms::constructions,
        "team_grant" => institutes::grant_rows,
        "workstation" => institutes::station_rows,
        "cooperation" => institutes::agreement_rows,
        other => return rows_of_the_rest(other),
    })
}

fn rows_of_the_rest(table: &str) -> Option<Rows> {
    Some(match table {
        "alliance" => orders::alliances,
        "alliance_member" => orders::member_rows,
        "guide_fee" => orders::fees,
        "topic" => orders::topics,
        "rd_order" => orders::order_rows,
        "order_stage" => orders::stage_rows,
        "evaluation" => orders::evaluations,
        "share_agreement" => orders::shares,
        "product_effect" => orders::effects,
        "commissioner" => rural::commissioners,
        "commissioner_service" => rural::services,
        "rural_match" => rural::matches,
        "rural_effect" => rural::effects,
        "agri_project" => rural::agri_projects,
        "outreach_base" => outreach::bases,
        "outreach_activity" => outreach::activities,
        "plan_item" => supervision::plans,
        "problem" => supervision::problems,
        "suggestion" => supervision::suggestions,
        "expert" => reviewers::experts,
        "expert_unit" => reviewers::posts,
        "expert_tie" => reviewers::ties,
        "dishonesty" => reviewers::dishonesty,
        "superior_result" => reviewers::superior_results,
        "achievement" => matching::achievements,
        "expert_work" => matching::works,
        _ => return None,
    })
}

fn organisations(district: &District) -> Vec<Row> {
    let mut rows = firms::rows(district);
    rows.extend(units::rows(district));
    rows
}

/// Writes each sheet as `<table>.csv` (UTF-8 with a byte order mark) into a directory that exists. Returns how many rows each has.
///
/// # Errors
/// When a file cannot be written.
pub(crate) fn write_csv(sheets: Vec<Sheet>, directory: &Path) -> io::Result<Vec<(&'static str, usize)>> {
    let mut counts = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        let table = sheet.listing.table;
        let mut file = BufWriter::new(File::create(directory.join(format!("{table}.csv")))?);
        counts.push((table, write_sheet(sheet, &mut file)?));
        file.flush()?;
    }
    Ok(counts)
}

fn write_sheet(sheet: Sheet, out: &mut impl Write) -> io::Result<usize> {
    out.write_all("\u{feff}".as_bytes())?;
    write_line(&sheet.headings, out)?;
    let mut count = 0;
    for row in sheet.rows {
        write_line(&row, out)?;
        count += 1;
    }
    Ok(count)
}

fn write_line(cells: &[String], out: &mut impl Write) -> io::Result<()> {
    let quoted: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    writeln!(out, "{}", quoted.join(","))
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
