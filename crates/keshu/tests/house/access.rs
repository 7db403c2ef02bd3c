//! Routes × roles: what each side of the house gets to see, as a golden table that also lists what it does not cover.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use testkit::browser;

use crate::{Server, printed};

/// The sides of the table: the heading and the role whose first post of the demonstration is taken; none for the public.
const SIDES: [(&str, &str); 13] = [
    ("公众", ""),
    ("企业", "企业"),
    ("院所", "院所"),
    ("专家", "专家"),
    ("经办", "科室经办"),
    ("负责人", "科室负责人"),
    ("领导", "局领导"),
    ("财务", "财务"),
    ("监督", "监督"),
    ("上级", "上级部门"),
    ("系统", "系统管理员"),
    ("安全", "安全管理员"),
    ("审计", "审计管理员"),
];

/// Pages that are no listing.
const PAGES: &[&str] = &[
    "/",
    "/work",
    "/work/bulk",
    "/work/calendar",
    "/work/done",
    "/work/load",
    "/work/overdue",
    "/messages",
    "/search",
    "/procedures",
    "/procedures/project-call",
    "/figures",
    "/figures/hnte-valid",
    "/reports/annual",
    "/reports/annual.docx",
    "/history",
    "/import",
    "/import/template.xlsx",
    "/account",
    "/sign-in",
    "/public/notices",
    "/public/allowances",
    "/enterprises/ladder",
    "/enterprises/ladder.xlsx",
    "/enterprises/own",
    "/matching/board",
    "/matching/mine",
    "/matching/precision",
    "/matching/register",
    "/policies/entitlements",
    "/policies/entitlements.xlsx",
    "/check",
    "/check/hnte",
    "/check/tsme",
    "/api/check/openapi.json",
    "/projects/apply",
    "/projects/review",
    "/supervision/board",
    "/nowhere",
];

#[test]
fn each_side_sees_what_the_table_says_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::demo(folder.path());
    // The demonstration takes a stranger for its usual persona; the same house served in earnest does not.
    let public = Server::start(&format!("sqlite:{}", folder.path().join("keshu.db").display()));
    let sides: Vec<(&Server, String)> = SIDES
        .iter()
        .map(|(_, role)| if role.is_empty() { (&public, String::new()) } else { (&server, cookie(&server, role)) })
        .collect();
    let mut table = String::from(
        "Signs: 看 the page opens, 登 sent to the sign-in page, 禁 told that it is not for them, · as if it were not there.\n\n",
    );
    heading(&mut table, "PAGE");
    for page in PAGES {
        line(&mut table, page, sides.iter().map(|(server, cookie)| sign(server, page, cookie)));
    }
    heading(&mut table, "\nLISTING, ITS FORM, ITS EXPORT, ITS FIRST RECORD AND THAT RECORD'S FORM");
    let mut covered: BTreeSet<String> = PAGES.iter().map(|page| (*page).to_owned()).collect();
    for listing in listings() {
        for ending in ["", "/new", ".csv"] {
            let page = format!("{listing}{ending}");
            line(&mut table, &page, sides.iter().map(|(server, cookie)| sign(server, &page, cookie)));
            covered.insert(page);
        }
        let Some(record) = first_record(&server, &listing) else { continue };
        for ending in ["", "/edit"] {
            let page = format!("{record}{ending}");
            let shown = format!("{listing}/{{id}}{ending}");
            line(&mut table, &shown, sides.iter().map(|(server, cookie)| sign(server, &page, cookie)));
            covered.insert(shown);
        }
    }
    table.push_str("\nNOT COVERED: ROUTES OF THEIR OWN THAT NEED A RECORD OR ARE POSTED TO\n");
    for route in routes_in_the_sources().difference(&covered) {
        let _ = writeln!(table, "{route}");
    }
    expect_test::expect_file!["access.out"].assert_eq(&table);
}

fn heading(table: &mut String, words: &str) {
    let _ = writeln!(table, "{words}");
    let names: Vec<&str> = SIDES.iter().map(|(name, _)| *name).collect();
    let _ = writeln!(table, "{}", names.join(" "));
}

fn line(table: &mut String, page: &str, signs: impl Iterator<Item = &'static str>) {
    let signs: Vec<&str> = signs.collect();
    let _ = writeln!(table, "{}  {page}", signs.join(" "));
}

fn sign(server: &Server, page: &str, cookie: &str) -> &'static str {
    let answer = browser::get_as(&server.address, page, cookie).unwrap();
    match answer.status {
        200 => "看",
        303 if answer.header("location").is_some_and(|to| to.split('?').next() == Some("/sign-in")) => "登",
        303 => "转",
        403 => "禁",
        404 => "·",
        409 => "否",
        other => panic!("{page}: {other}"),
    }
}

/// The cookie of somebody who took the first post of a role in the demonstration.
pub(crate) fn cookie(server: &Server, role: &str) -> String {
    let page = browser::get(&server.address, "/").unwrap().body;
    let of_role = page
        .split("name=\"post\" value=\"")
        .skip(1)
        .find(|part| part.split("</button>").next().is_some_and(|button| button.ends_with(role)));
    let post = of_role.unwrap_or_else(|| panic!("no post of {role}")).split('"').next().unwrap().to_owned();
    let answer = browser::post(&server.address, "/account/switch", &[("post", &post)]).unwrap();
    let cookie = answer.header("set-cookie").unwrap_or_else(|| panic!("{role}: {}", answer.status));
    cookie.split(';').next().unwrap().to_owned()
}

/// The addresses of all listings, as the glossary names them.
pub(crate) fn listings() -> Vec<String> {
    let glossary = printed(&["glossary"]);
    let addresses = glossary.lines().filter_map(|line| line.split("Address: `").nth(1)?.split('`').next());
    addresses.map(str::to_owned).collect()
}

/// The first record of a list, as whoever keeps everything sees it.
fn first_record(server: &Server, listing: &str) -> Option<String> {
    let page = browser::get(&server.address, listing).unwrap().body;
    let link = page.split("class=\"row-link\" href=\"").nth(1)?.split('"').next()?;
    Some(link.to_owned())
}

/// Every route that the sources declare by its whole address.
fn routes_in_the_sources() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("..")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("target") {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && path.components().any(|part| part.as_os_str() == "src")
            {
                let text = std::fs::read_to_string(&path).unwrap();
                for part in text.split(".route(").skip(1) {
                    let part = part.trim_start();
                    if let Some(route) = part.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                        found.insert(route.to_owned());
                    }
                }
            }
        }
    }
    found
}
