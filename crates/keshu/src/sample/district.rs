//! The districts of the sample: 瓷源区 first, then its invented sisters, and where they lie.

use super::firms::Firm;
use super::names;
use super::people::Person;
use super::row::Row;
use super::units::Unit;

/// The code of the invented city above the home district.
const CITY: &str = "369900";

/// The other counties of the city: code and short name with its kind.
const SIBLINGS: [(&str, &str, &str); 5] = [
    ("369902", "云屏", "区"),
    ("369921", "芦汀", "县"),
    ("369922", "松冈", "县"),
    ("369923", "荷溪", "县"),
    ("369981", "上岭", "市"),
];

/// Towns and sub-districts: the last three digits of the code, the name, the people who live there.
const TOWNS: [(&str, &str, i64); 11] = [
    ("001", "老窑街道", 61_200),
    ("002", "陶园街道", 48_700),
    ("100", "窑头镇", 44_300),
    ("101", "白泥镇", 39_800),
    ("102", "清溪口镇", 36_100),
    ("103", "青坪镇", 31_500),
    ("104", "石冈镇", 28_400),
    ("105", "荷田镇", 26_900),
    ("106", "柘塘镇", 22_700),
    ("200", "枫岭乡", 15_300),
    ("201", "云峡乡", 9_800),
];

/// How many counties a city of the wider province has.
const COUNTIES_OF_A_CITY: usize = 40;

/// One district with those who live and work in it.
pub(super) struct District {
    /// Its number; 0 is the home district.
    pub(super) index: usize,
    /// Its six digits.
    pub(super) code: String,
    /// Its name, as in 瓷源区.
    pub(super) name: String,
    /// Its name without 区 or 县.
    pub(super) short: String,
    /// What its document numbers begin with.
    pub(super) sign: String,
    /// The firms, the ones that the report names first.
    pub(super) firms: Vec<Firm>,
    /// All other organisations.
    pub(super) units: Vec<Unit>,
    /// The people.
    pub(super) people: Vec<Person>,
}

impl District {
    /// The district with this number.
    pub(super) fn new(index: usize) -> District {
        let (code, short, ending) = place(index);
        let sign = if index == 0 { "瓷".to_owned() } else { short.clone() };
        let name = format!("{short}{ending}");
        let mut district =
            District { index, code, name, short, sign, firms: Vec::new(), units: Vec::new(), people: Vec::new() };
        district.firms = super::firms::firms(&district);
        district.units = super::units::units(&district);
        district.people = super::people::people(&district);
        district
    }

    /// Whether it is the bureau's own.
    pub(super) const fn is_home(&self) -> bool {
        self.index == 0
    }

    /// The place in the annual report, which tells of the home district only.
    pub(super) fn report_order(&self, order: i64) -> Option<i64> {
        (self.is_home() && order > 0).then_some(order)
    }

    /// Text about a district with its name put in for `{d}` (short) and `{n}` (whole) and its city for `{c}`.
    pub(super) fn fill(&self, text: &str) -> String {
        let city = if self.index <= SIBLINGS.len() { "陶州" } else { self.short.as_str() };
        text.replace("{d}", &self.short).replace("{n}", &self.name).replace("{c}", city).replace("{s}", &self.sign)
    }

    /// A running number that no other district uses.
    pub(super) fn number(&self, before: &str, number: usize) -> String {
        if self.is_home() { format!("{before}{number:04}") } else { format!("{before}{}{number:04}", self.code) }
    }

    /// The name of a town.
    pub(super) fn town(&self, at: usize) -> &'static str {
        TOWNS.get(at % TOWNS.len()).map_or("", |(_, name, _)| name)
    }

    /// The credit code of the organisation with this tag.
    pub(super) fn unit(&self, tag: &str) -> &str {
        self.units.iter().find(|unit| unit.tag == tag).map_or("", |unit| unit.uscc.as_str())
    }

    /// The firm with this number.
    pub(super) fn firm(&self, at: usize) -> &str {
        self.firms.get(at).map_or("", |firm| firm.uscc.as_str())
    }
}

/// The code, short name and kind of a district.
fn place(index: usize) -> (String, String, &'static str) {
    if index == 0 {
        return ("369903".to_owned(), "瓷源".to_owned(), "区");
    }
    if let Some((code, short, ending)) = SIBLINGS.get(index - 1) {
        return ((*code).to_owned(), (*short).to_owned(), ending);
    }
    let number = index - 1 - SIBLINGS.len();
    let city = 98 - number / COUNTIES_OF_A_CITY;
    let county = 21 + number % COUNTIES_OF_A_CITY;
    (format!("36{city:02}{county:02}"), names::county(number), "县")
}

/// The regions that come with a district: with the home district its province, city, towns and sisters too.
pub(super) fn regions(district: &District) -> Vec<Row> {
    if district.index > SIBLINGS.len() {
        return vec![region(&district.code, &district.name, &district.short, "区县", "其他", 0)];
    }
    if !district.is_home() {
        return Vec::new();
    }
    let mut rows = vec![
        region("360000", "江西省", "江西", "省", "本省", 45_188_600),
        region(CITY, "陶州市", "陶州", "市", "本市", 1_823_400),
        region(&district.code, &district.name, &district.short, "区县", "本区", 364_700),
    ];
    let people = [412_300, 287_500, 263_900, 231_600, 263_400];
    for ((code, short, ending), people) in SIBLINGS.iter().zip(people) {
        rows.push(region(code, &format!("{short}{ending}"), short, "区县", "兄弟区县", people));
    }
    for (code, name, people) in TOWNS {
        let short = name.trim_end_matches("街道").trim_end_matches(['镇', '乡']);
        rows.push(region(&format!("{}{code}", district.code), name, short, "镇街", "所辖镇街", people));
    }
    rows
}

fn region(code: &str, name: &str, short: &str, level: &str, role: &str, people: i64) -> Row {
    Row::new()
        .with("code", code)
        .with("name", name)
        .with("short_name", short)
        .with("level", level)
        .with("role", role)
        .with("population", (people > 0).then_some(people))
}

/// The counties of the city with the home district among them: code and name.
pub(super) fn counties() -> Vec<(String, String)> {
    (0..=SIBLINGS.len())
        .map(|index| {
            let (code, short, ending) = place(index);
            (code, format!("{short}{ending}"))
        })
        .collect()
}
