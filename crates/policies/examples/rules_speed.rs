//! How fast the rules answer: `cargo run --release -p policies --example rules_speed [ENTERPRISES]`.
//!
//! It makes so many different enterprises for each rule set and prints how many a second, on one core, get the answer
//! alone, the answer with every reason, and the answer as JSON from JSON. Last comes 免申即享 for a province: the list of
//! 100,000 people over 24 months, and the comparison with what was paid.

use std::{hint::black_box, process::ExitCode, time::Instant};

use policies::assessment::Answer;
use policies::entitlement::{
    Attainment, Basis, Benefit, Class, Line, Month, Monthly, Paid, Partial, Person, Roll, Spell, Stop, Terms, reconcile,
};
use policies::{Yuan, check, hnte, tsme};
use vocabulary::{Day, Money, day};

const TODAY: Day = day!(2026, 11, 23);

fn main() -> ExitCode {
    let given = std::env::args().nth(1).map_or(Ok(1_000_000), |count| count.parse::<usize>());
    let Ok(count) = given else {
        println!("the number of enterprises should be a whole number");
        return ExitCode::FAILURE;
    };
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let large: Vec<hnte::Facts> = (0..count).map(|_| high_tech(&mut chance)).collect();
    let small: Vec<tsme::Facts> = (0..count).map(|_| small_and_medium(&mut chance)).collect();
    println!("{count} enterprises for each rule set; enterprises a second, on one core:");
    rate("hnte::verdict", &large, hnte::verdict);
    let open: Vec<hnte::Facts> = large.iter().copied().filter(|facts| hnte::verdict(facts) != Answer::No).collect();
    rate("where none fails", &open, hnte::verdict);
    rate("tsme::verdict", &small, tsme::verdict);
    let yes: Vec<tsme::Facts> = small.iter().copied().filter(|facts| tsme::verdict(facts) != Answer::No).collect();
    rate("where none fails", &yes, tsme::verdict);
    rate("hnte::check", &large, |facts| hnte::check(facts).qualifies);
    rate("tsme::check", &small, |facts| tsme::check(facts).qualifies);
    let few = count.min(100_000);
    through_json("hnte, JSON to JSON", large.iter().take(few), check::Kind::Hnte);
    through_json("tsme, JSON to JSON", small.iter().take(few), check::Kind::Tsme);
    province(&mut chance);
    ExitCode::SUCCESS
}

/// Prints how many facts a second are judged, and how many answers there were of each kind.
fn rate<T>(name: &str, facts: &[T], judge: impl Fn(&T) -> Answer) {
    let start = Instant::now();
    let mut answers = [0_usize; 3];
    for one in facts {
        let place = match black_box(judge(black_box(one))) {
            Answer::No => 0,
            Answer::Possible => 1,
            Answer::Yes => 2,
        };
        if let Some(count) = answers.get_mut(place) {
            *count += 1;
        }
    }
    let [no, possible, yes] = answers;
    println!("{name:>20} {:>12}   no {no}, possible {possible}, yes {yes}", per_second(facts.len(), start));
}

fn through_json<'a, T: serde::Serialize + 'a>(name: &str, facts: impl Iterator<Item = &'a T>, kind: check::Kind) {
    let texts: Vec<String> = facts.filter_map(|facts| serde_json::to_string(facts).ok()).collect();
    let start = Instant::now();
    let answered = texts.iter().filter_map(|text| check::run(kind, text, TODAY).ok());
    let written = answered.filter_map(|assessment| serde_json::to_string(&assessment).ok());
    let (count, bytes) = written.fold((0, 0), |(count, bytes), text| (count + 1, bytes + text.len()));
    println!("{name:>20} {:>12}   {count} of {} answered, {bytes} bytes", per_second(texts.len(), start), texts.len());
}

/// How many people a province has on its roll.
const PEOPLE: i64 = 100_000;

/// How long the list of two years takes, its total, and the comparison of a month and of all of them with what was paid.
fn province(chance: &mut Chance) {
    let library = library();
    let people: Vec<Person> = (1..=PEOPLE).map(|id| somebody(chance, id)).collect();
    let (from, to) = (Month::of(day!(2021, 1, 1)), Month::of(day!(2022, 12, 1)));
    let roll = Roll::new(&library, &people);
    println!("\n{PEOPLE} people, {} articles, 24 months; milliseconds, on one core:", library.len());
    let lines: Vec<Line> = timed("list", || roll.lines(from, to).collect());
    let total = timed("total alone", || roll.total(from, to));
    let paid: Vec<Paid> = lines
        .iter()
        .filter_map(|line| {
            let subject = people.get(line.person)?.id;
            Some(Paid { standard: 1, subject, month: line.month, amount: line.amount, basis: BASIS })
        })
        .collect();
    let of_month: Vec<Paid> = paid.iter().filter(|paid| paid.month == to).copied().collect();
    let month = timed("reconcile a month", || reconcile(&roll, &of_month, to, to));
    let all = timed("reconcile all", || reconcile(&roll, &paid, from, to));
    let near = timed("near, a month", || roll.near(to));
    let doubles = timed("stacked, a month", || roll.stacked(to));
    println!(
        "{} lines, {} yuan; {} and {} differences; {} near, {} stacked",
        lines.len(),
        total / 100,
        month.len(),
        all.len(),
        near.len(),
        doubles.len()
    );
}

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = black_box(work());
    println!("{name:>20} {:>12}", start.elapsed().as_millis());
    done
}

const BASIS: Basis = Basis { path: "", id: 0, title: "" };

/// Two policies of four articles each, the second in force from the middle of the two years.
fn library() -> Vec<Benefit> {
    let classes = [(Class::Doctor, 3_000), (Class::Master, 1_500), (Class::Senior, 4_000), (Class::Associate, 2_000)];
    let mut library = Vec::new();
    for (policy, from, more) in [(1, day!(2019, 6, 1), 0), (2, day!(2022, 1, 1), 200)] {
        for (class, yuan) in classes {
            let terms = Monthly { class, recruited: policy == 1, months: 60, partial: Partial::FifteenDays };
            library.push(Benefit {
                id: policy,
                standard: policy,
                policy,
                document: String::new(),
                clause: String::new(),
                name: String::new(),
                amount: Money::from_yuan(yuan + more).unwrap_or_default(),
                from,
                to: None,
                terms: Terms::Monthly(terms),
            });
        }
    }
    library
}

/// Somebody who came within the last six years, perhaps with more than one degree or title, perhaps gone.
fn somebody(chance: &mut Chance, id: i64) -> Person {
    let days = |chance: &mut Chance| i32::try_from(chance.below(2_100)).unwrap_or_default();
    let entry = day!(2017, 3, 1).plus_days(days(chance));
    let classes = [Class::Doctor, Class::Master, Class::Bachelor, Class::Associate, Class::Senior];
    let words = classes.map(|class| ("", class));
    let attainment =
        |chance: &mut Chance, since| chance.word(&words).map(|class| Attainment { class, since, basis: BASIS });
    let mut attainments: Vec<Attainment> = attainment(chance, entry).into_iter().collect();
    if chance.once_in(4) {
        let since = entry.plus_days(days(chance));
        attainments.extend(attainment(chance, since));
    }
    let spell = Spell { recruited: !chance.once_in(3), from: entry, to: None, basis: BASIS };
    let stop = Stop { on: entry.plus_days(days(chance)), lifted: None, basis: BASIS };
    Person {
        id,
        number: String::new(),
        name: String::new(),
        unit: String::new(),
        attainments,
        spells: vec![spell],
        stops: chance.once_in(6).then_some(stop).into_iter().collect(),
    }
}

fn per_second(count: usize, start: Instant) -> u128 {
    let nanoseconds = start.elapsed().as_nanos().max(1);
    u128::try_from(count).unwrap_or_default() * 1_000_000_000 / nanoseconds
}

/// Numbers that look like chance and are the same in every run (xorshift).
struct Chance(u64);

impl Chance {
    /// A number below `limit`.
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 % u64::from(limit.max(1))).unwrap_or_default()
    }

    /// Once in so many.
    fn once_in(&mut self, many: u32) -> bool {
        self.below(many) == 0
    }

    /// An amount below so many yuan.
    fn amount(&mut self, limit: u32) -> Yuan {
        Yuan::new(i64::from(self.below(limit)) + 1).unwrap_or_default()
    }

    /// One of a list of words.
    fn word<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        let at = self.below(u32::try_from(words.len()).unwrap_or(1));
        words.get(usize::try_from(at).unwrap_or_default()).map(|(_, value)| *value)
    }
}

/// So many per cent of an amount.
fn part(whole: Yuan, percent: u32) -> Yuan {
    Yuan::new(whole.whole() / 100 * i64::from(percent)).unwrap_or_default()
}

fn high_tech(chance: &mut Chance) -> hnte::Facts {
    let staff = 10 + chance.below(500);
    let first = chance.amount(300_000_000);
    let years = [2023, 2024, 2025].map(|year| {
        let sales = part(first, 80 + chance.below(80));
        let rd = part(sales, 3 + chance.below(8));
        let net_assets = part(first, 30 + chance.below(60));
        hnte::Year {
            year,
            sales,
            rd: Some(rd),
            rd_china: Some(part(rd, 60 + chance.below(41))),
            net_assets: Some(net_assets),
        }
    });
    let total = part(first, 150);
    let most = [6, 6, 4, 4].map(|most| Some(hnte::Mark::Points(u8::try_from(chance.below(most + 1)).unwrap_or(0))));
    let [rules, body, incentives, training] = most;
    hnte::Facts {
        applied_on: day!(2026, 7, 1),
        registered_on: day!(2022, 12, 31).plus_days(-i32::try_from(chance.below(5_000)).unwrap_or(0)),
        staff: Some(staff),
        st_staff: Some(staff * (8 + chance.below(20)) / 100),
        field: chance.word(&hnte::Field::WORDS),
        years: hnte::Years::new(&years).unwrap_or_default(),
        total_income: Some(total),
        hightech_income: Some(part(total, 55 + chance.below(45))),
        ip: hnte::Ip {
            class1: Some(if chance.once_in(3) { 1 } else { 0 }),
            class2: Some(chance.below(12)),
            self_developed: Some(!chance.once_in(10)),
            standards: Some(chance.once_in(10)),
            advancement: chance.word(&hnte::Grade::ADVANCEMENT),
            support: chance.word(&hnte::Grade::SUPPORT),
        },
        management: hnte::Management { rules, body, incentives, training },
        conversions: Some(chance.below(24)),
        accident: Some(chance.once_in(50)),
    }
}

fn small_and_medium(chance: &mut Chance) -> tsme::Facts {
    let staff = 1 + chance.below(520);
    let sales = chance.amount(220_000_000);
    tsme::Facts {
        year: 2026,
        resident: Some(true),
        staff: Some(staff),
        st_staff: Some(staff * chance.below(40) / 100),
        sales: Some(sales),
        assets: Some(chance.amount(220_000_000)),
        rd: Some(part(sales, chance.below(9))),
        costs: Some(part(sales, 20 + chance.below(70)).max(Yuan::new(1).unwrap_or_default())),
        class1: Some(if chance.once_in(4) { 1 } else { 0 }),
        class2: Some(chance.below(6)),
        restricted_industry: Some(chance.once_in(40)),
        misconduct: Some(chance.once_in(40)),
        direct: Some(tsme::Direct::new(chance.once_in(20).then_some(tsme::DirectGround::Hnte))),
    }
}
