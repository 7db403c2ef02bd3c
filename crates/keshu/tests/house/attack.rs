//! Nonsense, scripts and SQL against every form, filter and step of the demonstration; posts from elsewhere, and posts that
//! come twice. Whatever comes, the answer is a page with a sentence, and nothing is half done.

use std::collections::{BTreeMap, BTreeSet};

use testkit::browser::{self, Answer};

use crate::{
    Server,
    access::{cookie, listings},
};

/// Whose forms are tried: together they may open nearly all there are.
const SIDES: [&str; 7] = ["企业", "专家", "科室经办", "科室负责人", "局领导", "财务", "监督"];

/// What a script would look like if it came through.
const SCRIPT: &str = "<script>alert(1)</script>";

/// What is typed into every field.
const NASTY: [&str; 7] =
    [SCRIPT, "'; DROP TABLE project; --", "1 OR 1=1", "-9223372036854775809", "2022-02-30", "#0", "\u{202e}\u{0}\t"];

/// What stands in an address where a value should.
const HOSTILE: [&str; 4] =
    ["%3Cscript%3Ealert(1)%3C/script%3E", "%27%3B%20DROP%20TABLE%20project%3B--", "none,,-1..%00", "%E9%95"];

/// Longer than any field takes.
const TOO_LONG: usize = 20_001;

/// The demonstration, and who looks at it.
struct House {
    server: Server,
    cookies: Vec<(&'static str, String)>,
    _folder: tempfile::TempDir,
}

impl House {
    fn open() -> House {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::demo(folder.path());
        let cookies = SIDES.iter().map(|role| (*role, cookie(&server, role))).collect();
        House { server, cookies, _folder: folder }
    }

    fn get(&self, cookie: &str, path: &str) -> Answer {
        let answer = browser::get_as(&self.server.address, path, cookie).unwrap();
        self.sound(path, "", answer)
    }

    fn post(&self, cookie: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let answer = browser::post_with(&self.server.address, path, &[("Cookie", cookie)], form).unwrap();
        let typed = form.first().map_or("", |(_, text)| *text);
        self.sound(path, typed, answer)
    }

    /// An answer that says something, in a page, without what was typed as markup.
    #[track_caller]
    fn sound(&self, path: &str, typed: &str, answer: Answer) -> Answer {
        let typed: String = typed.chars().take(40).collect();
        assert!(answer.status < 500, "{path} with {typed:?}: {}\n{}", answer.status, answer.body);
        // A sheet carries text as it is; a page must not.
        let is_page = answer.header("content-type").is_none_or(|kind| kind.starts_with("text/html"));
        assert!(!is_page || !answer.body.contains(SCRIPT), "{path} with {typed:?} sends a script back");
        let is_told = ["class=\"stop\"", "role=\"alert\""].iter().any(|part| answer.body.contains(part));
        assert!(
            answer.status < 400 || is_told,
            "{path} with {typed:?}: {} says nothing: {}",
            answer.status,
            answer.body
        );
        answer
    }

    /// How much there is of every listing, by its export.
    fn sizes(&self, listings: &[String]) -> BTreeMap<String, usize> {
        let size = |path: &String| browser::get(&self.server.address, &format!("{path}.csv")).unwrap().body.len();
        listings.iter().map(|path| (path.clone(), size(path))).collect()
    }
}

/// The fields of the forms of a page that post to an address.
fn fields(page: &str, action: &str) -> Vec<String> {
    let forms = page.split("<form").skip(1).filter_map(|form| form.split("</form>").next());
    let ours = forms.filter(|form| form.contains(&format!("action=\"{action}\"")));
    let names = ours.flat_map(|form| form.split(" name=\"").skip(1)).filter_map(|rest| rest.split('"').next());
    let names: BTreeSet<String> = names.filter(|name| !name.starts_with('_')).map(str::to_owned).collect();
    names.into_iter().collect()
}

#[test]
fn nothing_that_is_sent_breaks_the_house_or_is_half_done() {
    let house = House::open();
    no_form_stores_nonsense(&house);
    no_address_of_a_list_breaks(&house);
    no_step_is_taken_from_afar_or_too_late(&house);
    no_step_is_taken_twice(&house);
}

fn no_form_stores_nonsense(house: &House) {
    let listings = listings();
    let before = house.sizes(&listings);
    let too_long = "长".repeat(TOO_LONG);
    let (mut tried, mut taken) = (0, BTreeSet::new());
    for path in &listings {
        let opens = house.cookies.iter().find(|(_, cookie)| house.get(cookie, &format!("{path}/new")).status == 200);
        let Some((role, cookie)) = opens else { continue };
        let names = fields(&house.get(cookie, &format!("{path}/new")).body, path);
        assert!(!names.is_empty(), "{path}/new has no fields for {role}");
        for text in NASTY.iter().copied().chain([too_long.as_str(), ""]) {
            let form: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), text)).collect();
            let answer = house.post(cookie, path, &form);
            match (answer.status, answer.header("location")) {
                (403 | 409 | 413 | 422, _) => {}
                // Where every field takes any text, this is text like another: it is shown as such.
                (303, Some(record)) if NASTY.contains(&text) => {
                    assert_eq!(house.get(cookie, record).status, 200);
                    taken.insert(path.clone());
                }
                (status, to) => panic!("{path} took {text:.20} from {role}: {status} {to:?}"),
            }
        }
        tried += 1;
    }
    assert!(tried > 25, "only {tried} forms were found");
    assert_eq!(taken.into_iter().collect::<Vec<_>>(), ["/reports/templates"]);
    let mut after = house.sizes(&listings);
    after.insert("/reports/templates".to_owned(), before["/reports/templates"]);
    assert_eq!(after, before, "something was stored");
}

fn no_address_of_a_list_breaks(house: &House) {
    let (_, supervisor) = house.cookies.last().unwrap();
    for path in listings() {
        let page = house.get(supervisor, &path);
        if page.status != 200 {
            continue;
        }
        let names = page.body.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let names: BTreeSet<&str> =
            names.chain(["stage", "q", "sort", "after", "before", "fold", "columns", "nowhere"]).collect();
        for name in names {
            for value in HOSTILE {
                house.get(supervisor, &format!("{path}?{name}={value}"));
            }
            house.get(supervisor, &format!("{path}.csv?{name}=.."));
        }
    }
}

fn no_step_is_taken_from_afar_or_too_late(house: &House) {
    let address = &house.server.address;
    let mut steps = BTreeSet::new();
    for (_, cookie) in &house.cookies {
        let work = house.get(cookie, "/work").body;
        let links = work.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let is_record = |link: &&str| link.rsplit('/').next().is_some_and(|id| id.parse::<i64>().is_ok());
        for case in links.filter(is_record) {
            let page = house.get(cookie, case).body;
            let links = page.split('"').filter(|part| part.starts_with("/cases/") && !part.ends_with("/history"));
            steps.extend(links.map(|link| (link.to_owned(), cookie.clone())));
        }
    }
    assert!(steps.len() > 20, "only {} steps are offered", steps.len());
    for (step, cookie) in &steps {
        let stale = house.post(cookie, step, &[("_seen", "早已过去的阶段"), ("reason", SCRIPT)]);
        assert!([409, 422].contains(&stale.status), "{step}: {}", stale.status);
        for (name, value) in [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")] {
            let afar =
                browser::post_with(address, step, &[("Cookie", cookie), (name, value)], &[("_seen", "")]).unwrap();
            assert_eq!(afar.status, 403, "{step} {name}");
            assert!(afar.body.contains("没有改动任何内容"), "{}", afar.body);
        }
        for wrong in [
            format!("{step}x"),
            step.replace("/cases/", "/cases/x"),
            format!("{}x/Take", step.rsplit_once('/').unwrap().0),
        ] {
            let answer = house.post(cookie, &wrong, &[("_seen", "")]);
            assert!([400, 404].contains(&answer.status), "{wrong}: {}", answer.status);
        }
        for (kind, body) in [
            ("application/json", "{}"),
            ("text/plain", "_seen=1"),
            ("application/x-www-form-urlencoded", "_seen=%FF%FE%"),
        ] {
            let answer =
                browser::post_text(address, step, &[("Cookie", cookie), ("Content-Type", kind)], body).unwrap();
            let answer = house.sound(step, body, answer);
            assert!((400..500).contains(&answer.status), "{step} as {kind}: {}", answer.status);
        }
    }
}

/// The one button that takes up a signal, pressed twice.
fn no_step_is_taken_twice(house: &House) {
    let supervisor = &house.cookies.last().unwrap().1;
    let signals = house.get(supervisor, "/supervision/signals?stage=%E5%BE%85%E7%A0%94%E5%88%A4").body;
    let signal = signals.split("class=\"row-link\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = house.get(supervisor, &signal).body;
    let form = page.split("<form").find(|form| form.contains("/TakeUp\"")).unwrap();
    let between = |start: &str| form.split(start).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (action, seen) = (between("action=\""), between("name=\"_seen\" value=\""));
    assert_eq!(house.post(supervisor, &action, &[("_seen", &seen)]).status, 303);
    let again = house.post(supervisor, &action, &[("_seen", &seen)]);
    assert_eq!(again.status, 409, "the same post once more");
    assert!(again.body.contains("已转督办"), "it says where the case is now: {}", again.body);
}
