//! 归档包: everything about one project in numbered folders, each case printed with its story.

use askama::Template;
use cases::{CaseFile, Told, matching, story};
use documents::{
    FileName,
    package::{Package, Paper, Source},
};
use listing::{
    Kind, Listing, Record, cell,
    pages::{TableView, table_columns, table_view},
    query::{self, Wanted},
};
use storage::{Error, Reader, Result};
use vocabulary::Day;

use super::{ACCEPTANCES, CHANGES, PAYMENT_PLANS, PROGRESS_REPORTS};
use crate::{
    ANSWERS, BUDGET_LINES, CALLS, CONTRACTS, INDICATORS, MEMBERS, MIDTERMS, PARTNERS, PROJECTS, PROPOSALS, RECEIPTS,
};

/// How many columns a table of a printout has.
const COLUMNS: usize = 8;
/// How many rows it may have.
const MOST_ROWS: usize = 2_000;

/// A table of what belongs to a case.
struct Part {
    title: &'static str,
    table: TableView,
}

#[derive(Template)]
#[template(path = "contract/printout.html")]
struct Printout<'a> {
    title: &'a str,
    name: &'a str,
    printed_on: String,
    facts: Vec<(&'static str, String)>,
    parts: Vec<Part>,
    story: Vec<Told>,
}

/// The package of the project under a contract.
///
/// # Errors
/// What the database says. Files that the shelf does not have are told when the package is written.
pub(crate) async fn package(reader: Reader<'_>, contract: Record, today: Day) -> Result<Package> {
    let contract = CaseFile { listing: &CONTRACTS, record: contract };
    let mut filing = Filing { reader, today, papers: Vec::new() };
    let linked = |column: &str| contract.number(column).unwrap_or_default();
    let proposal = CaseFile::read(reader, &PROPOSALS, linked("proposal")).await?;
    let call = CaseFile::read(reader, &CALLS, proposal.number("call").unwrap_or_default()).await?;
    let project = CaseFile::read(reader, &PROJECTS, linked("project")).await?;
    filing.case("申报通知", &call, &[]).await?;
    let of_proposal: &[Belonging] =
        &[(&MEMBERS, "proposal"), (&PARTNERS, "proposal"), (&BUDGET_LINES, "proposal"), (&ANSWERS, "proposal")];
    filing.case("申报", &proposal, of_proposal).await?;
    filing.case("立项", &project, &[]).await?;
    filing.case("任务书", &contract, &[(&PAYMENT_PLANS, "contract")]).await?;
    let indicators = filing.part((&INDICATORS, "proposal"), proposal.id()).await?;
    filing.page("任务书", "考核指标对照", contract.name(), vec![indicators])?;
    for (folder, listing) in [("实施", &PROGRESS_REPORTS), ("变更", &CHANGES), ("验收", &ACCEPTANCES)] {
        for case in CaseFile::all(reader, listing, matching(listing, &[("contract", contract.id().into())])?).await? {
            filing.case(folder, &case, &[]).await?;
        }
    }
    for inspection in
        CaseFile::all(reader, &MIDTERMS, matching(&MIDTERMS, &[("project", project.id().into())])?).await?
    {
        filing.case("实施", &inspection, &[]).await?;
    }
    let payments = vec![
        filing.part((&PAYMENT_PLANS, "contract"), contract.id()).await?,
        filing.part((&RECEIPTS, "project"), project.id()).await?,
    ];
    filing.page("经费", "拨款一览", contract.name(), payments)?;
    let package = Package::new(contract.name(), today);
    Ok(filing.papers.into_iter().fold(package, |package, (folder, paper)| package.entry(folder, paper)))
}

/// What belongs to a case: a listing, and its column that names the case.
type Belonging = (&'static Listing, &'static str);

struct Filing<'a> {
    reader: Reader<'a>,
    today: Day,
    papers: Vec<(&'static str, Paper)>,
}

impl Filing<'_> {
    /// Files a case: its printout and the files that were handed in with it, replaced ones included.
    async fn case(&mut self, folder: &'static str, case: &CaseFile, belonging: &[Belonging]) -> Result<()> {
        let mut parts = Vec::new();
        for one in belonging {
            parts.push(self.part(*one, case.id()).await?);
        }
        let title = case.listing.title;
        let printout = Printout {
            title,
            name: case.name(),
            printed_on: self.today.chinese(),
            facts: facts(case),
            parts: parts.into_iter().filter(|part| !part.table.rows.is_empty()).collect(),
            story: story(self.reader, case.listing.table, case.id()).await?,
        };
        self.print(folder, &format!("{title} {}", key(case)), &printout)?;
        for file in documents::attached(self.reader, case.listing.table, case.id()).await? {
            let replaced = file.replaced_on.map_or(String::new(), |day| format!("，{day} 被替换"));
            let provenance =
                format!("{}：{} {} 上传，第 {} 版{replaced}", file.paper, file.added_by, file.added_on, file.version);
            let paper = Paper {
                name: FileName::new(&format!("{} {}", file.paper, file.file_name))
                    .or_else(|_| FileName::new(&file.file_name))?,
                source: Source::Kept(file.digest),
                dated: Some(file.added_on),
                provenance,
            };
            self.papers.push((folder, paper));
        }
        Ok(())
    }

    /// Files a page of tables.
    fn page(&mut self, folder: &'static str, title: &str, name: &str, parts: Vec<Part>) -> Result<()> {
        let printed_on = self.today.chinese();
        let printout = Printout { title, name, printed_on, facts: Vec::new(), parts, story: Vec::new() };
        self.print(folder, title, &printout)
    }

    async fn part(&self, (listing, link): Belonging, id: i64) -> Result<Part> {
        let columns = table_columns(listing, link, COLUMNS);
        let wanted = Wanted { filter: matching(listing, &[(link, id.into())])?, limit: MOST_ROWS, ..Wanted::default() };
        let records = query::page(self.reader, listing, &columns, &wanted).await?.records;
        Ok(Part { title: listing.title, table: table_view(listing, &records, link, COLUMNS) })
    }

    fn print(&mut self, folder: &'static str, name: &str, printout: &Printout<'_>) -> Result<()> {
        let html = printout.render().map_err(|error| Error::Fault(error.to_string()))?;
        let paper = Paper {
            name: FileName::new(&format!("{}.html", name.trim().replace(['/', '\\'], "-")))?,
            source: Source::Bytes(html.into_bytes()),
            dated: Some(self.today),
            provenance: format!("系统 {} 打印", self.today),
        };
        self.papers.push((folder, paper));
        Ok(())
    }
}

/// What tells a case from others of its kind: its number, or its id where it has none.
fn key(case: &CaseFile) -> String {
    match case.text("number") {
        "" => format!("#{}", case.id()),
        number => number.to_owned(),
    }
}

/// Every column with what stands in it; what is personal stays masked.
fn facts(case: &CaseFile) -> Vec<(&'static str, String)> {
    let shown = case.listing.columns.iter().zip(&case.record.cells).map(|(column, found)| {
        let origin = cell::origin(case.listing, column);
        let text = match (&found.name, origin.kind) {
            (Some(name), _) => name.clone(),
            (None, Kind::Link(_)) => String::new(),
            _ => cell::shown(origin, &found.value),
        };
        let unit = if cell::is_numeric(origin) && !text.is_empty() { origin.unit() } else { "" };
        let gap = if unit.is_empty() { "" } else { " " };
        (column.label, format!("{text}{gap}{unit}"))
    });
    shown.collect()
}
