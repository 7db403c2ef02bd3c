//! What stands beside a policy document: whether it is in force and what it replaced, its articles with the benefit that each
//! grants, and whom it reached.

use askama::Template;
use cases::{CaseFile, matching};
use listing::{
    Listing, Record, cell,
    pages::{Answer, Beside, House, Panel},
};
use storage::{Error, Result};
use vocabulary::Day;
use web::Visitor;

use super::entitlements::PATH;
use crate::{
    BENEFITS, POLICIES,
    entitlement::{Reach, Source},
};

/// The panels of the policy library, over what the modules know of payments.
#[derive(Debug)]
pub struct Articles(pub Vec<Box<dyn Source>>);

/// An article of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Article {
    /// As in 第五条; empty for what stands before the first.
    number: String,
    text: String,
}

/// A benefit that an article grants.
struct Granted {
    href: String,
    name: String,
    kind: String,
    amount: String,
    since: String,
    until: String,
}

struct Row {
    article: Article,
    benefits: Vec<Granted>,
}

#[derive(Template)]
#[template(path = "pages/library.html")]
struct LibraryPanel {
    standing: String,
    replaces: Option<(String, String)>,
    replaced_by: Option<(String, String)>,
    rows: Vec<Row>,
    has_text: bool,
    entitlements: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/reach.html")]
struct ReachPanel {
    reached: Vec<Reach>,
}

impl Beside for Articles {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            if listing.table != POLICIES.table {
                return Ok(Vec::new());
            }
            let policy = CaseFile { listing, record: record.clone() };
            let library = library(house, visitor, &policy).await?;
            let mut panels = vec![panel("articles", "条款和待遇", &library)?];
            if visitor.who.is_of_bureau() {
                let mut reached = Vec::new();
                for source in &self.0 {
                    reached.extend(source.reach(house.reader(), record.id).await?);
                }
                panels.push(panel("reach", "惠及", &ReachPanel { reached })?);
            }
            Ok(panels)
        })
    }
}

fn panel(anchor: &'static str, title: &str, template: &impl Template) -> Result<Panel> {
    let html = template.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(Panel { anchor, title: title.to_owned(), html, leads: true })
}

async fn library(house: &House, visitor: &Visitor, policy: &CaseFile) -> Result<LibraryPanel> {
    let today = house.db.clock().today();
    let benefits =
        CaseFile::all(house.reader(), &BENEFITS, matching(&BENEFITS, &[("policy", policy.id().into())])?).await?;
    let later =
        CaseFile::all(house.reader(), &POLICIES, matching(&POLICIES, &[("replaces", policy.id().into())])?).await?;
    let link = |file: &CaseFile| (file.href(), format!("{}（{}）", file.name(), file.text("number")));
    let text = policy.text("text");
    let mut articles = articles(text);
    for clause in benefits.iter().map(|benefit| benefit.text("clause")) {
        if !articles.iter().any(|article| article.number == clause) {
            articles.push(Article { number: clause.to_owned(), text: String::new() });
        }
    }
    let of =
        |article: &Article| benefits.iter().filter(|one| one.text("clause") == article.number).map(granted).collect();
    Ok(LibraryPanel {
        standing: standing(policy, today),
        replaces: policy
            .number("replaces")
            .map(|id| (format!("{}/{id}", POLICIES.path), policy.linked("replaces").to_owned())),
        replaced_by: later.first().map(link),
        rows: articles.into_iter().map(|article| Row { benefits: of(&article), article }).collect(),
        has_text: !text.is_empty(),
        entitlements: (visitor.who.is_of_bureau() && !benefits.is_empty())
            .then(|| format!("{PATH}?policy={}", policy.id())),
    })
}

/// Whether a document is in force, as a sentence.
fn standing(policy: &CaseFile, today: Day) -> String {
    let (from, to) = (policy.day("valid_from"), policy.day("valid_to"));
    match (from, to) {
        (Some(from), _) if today < from => format!("尚未施行，自{}起施行", from.chinese()),
        (_, Some(to)) if to <= today => format!("已于{}失效", to.chinese()),
        (_, Some(to)) => format!("现行，{}失效", to.chinese()),
        _ => "现行".to_owned(),
    }
}

/// The articles of a text: each begins at the start of a line with its number.
fn articles(text: &str) -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (number(line), articles.last_mut()) {
            (Some(number), _) => {
                let rest = line.get(number.len()..).unwrap_or_default().trim_start_matches([' ', '\u{3000}']);
                articles.push(Article { number: number.to_owned(), text: rest.to_owned() });
            }
            (None, Some(article)) => article.text = format!("{}\n{line}", article.text),
            (None, None) => articles.push(Article { number: String::new(), text: line.to_owned() }),
        }
    }
    articles
}

/// The number at the start of a line, as in 第十二条.
fn number(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('第')?;
    let end = rest.find('条')?;
    let is_number = rest.get(..end)?.chars().all(|letter| "一二三四五六七八九十百零0123456789".contains(letter));
    (end > 0 && is_number).then(|| line.get(..'第'.len_utf8() + end + '条'.len_utf8())).flatten()
}

fn granted(benefit: &CaseFile) -> Granted {
    let shown = |column: &str| {
        let found = benefit.listing.column(column).zip(benefit.cell(column));
        found.map_or_else(String::new, |(column, found)| cell::shown(cell::origin(&BENEFITS, column), &found.value))
    };
    let percent = benefit.number("percent").map(|percent| format!("{percent}%，封顶 {} 元", shown("cap")));
    let amount = benefit.has("amount").then(|| format!("{} 元", shown("amount")));
    Granted {
        href: benefit.href(),
        name: benefit.name().to_owned(),
        kind: benefit.text("kind").to_owned(),
        amount: percent.or(amount).unwrap_or_default(),
        since: benefit.text("valid_from").to_owned(),
        until: benefit.text("valid_to").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_its_articles() {
        let text = "某某办法\n第一条　为了人才。\n第五条 硕士每月一千五百元，\n博士每月三千元。\n第十一条的规定另行制定\n第 六 条 不是编号";
        let told: Vec<(String, String)> =
            articles(text).into_iter().map(|article| (article.number, article.text)).collect();
        let pair = |number: &str, text: &str| (number.to_owned(), text.to_owned());
        let expected = [
            pair("", "某某办法"),
            pair("第一条", "为了人才。"),
            pair("第五条", "硕士每月一千五百元，\n博士每月三千元。"),
            pair("第十一条", "的规定另行制定\n第 六 条 不是编号"),
        ];
        assert_eq!(told, expected);
    }
}
