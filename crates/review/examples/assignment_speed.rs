//! How fast 500 applications find their reviewers among 300 experts:
//! `cargo run --release -p review --example assignment_speed [SEED]`.
//!
//! Five reviewers an application, two to ten applications an expert, one pair in twenty barred by conflicts. It prints
//! for each kind of season the time, the objective with its bound, and how many flows it took.

use std::time::Instant;

use review::{
    ApplicationId, Assignment, AssignmentRequest, Class, ExpertId, Match, PanelNeed, Quota, Reviewer, Task, UnitId,
    assign,
};

const APPLICATIONS: i64 = 500;
const EXPERTS: i64 = 300;
const UNITS: u64 = 60;

/// What makes one season harder than another.
struct Season {
    name: &'static str,
    /// The score of a pair, from the fields of both and a number at random.
    score: fn(application: u64, expert: u64, chance: u64) -> u64,
    need: fn() -> PanelNeed,
    /// Whether accountants and investors sit in firms of their own, or anywhere.
    own_firms: bool,
}

const SEASONS: &[Season] = &[
    Season {
        name: "scores at random, 0 to 100",
        score: |_, _, chance| chance % 101,
        need: || PanelNeed::of(5),
        own_firms: true,
    },
    Season { name: "scores by discipline only", score: by_field, need: || PanelNeed::of(5), own_firms: true },
    Season { name: "by discipline, at most 1 from a unit", score: by_field, need: || limited(1), own_firms: true },
    Season {
        name: "3 technical, 1 financial, 1 investment, at most 1 from a unit",
        score: near_field,
        need: || mixed(1),
        own_firms: true,
    },
    Season {
        name: "the same, every class in every unit, at most 2 from a unit",
        score: near_field,
        need: || mixed(2),
        own_firms: false,
    },
    Season {
        name: "the same, every class in every unit, at most 1 from a unit",
        score: near_field,
        need: || mixed(1),
        own_firms: false,
    },
];

fn by_field(application: u64, expert: u64, _: u64) -> u64 {
    match (application == expert, application / 4 == expert / 4) {
        (true, _) => 100,
        (_, true) => 60,
        _ => 0,
    }
}

fn near_field(application: u64, expert: u64, chance: u64) -> u64 {
    by_field(application, expert, chance) * 4 / 5 + chance % 21
}

fn limited(most: u32) -> PanelNeed {
    PanelNeed { most_from_one_unit: Some(most), ..PanelNeed::of(5) }
}

fn mixed(most: u32) -> PanelNeed {
    let quotas = vec![
        Quota::exactly(Class::Technical, 3),
        Quota::exactly(Class::Financial, 1),
        Quota::exactly(Class::Investment, 1),
    ];
    PanelNeed { quotas, ..limited(most) }
}

fn main() {
    let seed = std::env::args().nth(1).and_then(|seed| seed.parse().ok()).unwrap_or(1);
    println!("{APPLICATIONS} applications, {EXPERTS} experts, seed {seed}");
    for season in SEASONS {
        let request = request(season, seed);
        let start = Instant::now();
        let outcome = assign(&request);
        let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
        match outcome {
            Ok(Assignment { total, bound, solved, .. }) => println!(
                "{milliseconds:7.1} ms  total {total}, no more than {bound} possible, {solved} flows  ({})",
                season.name
            ),
            Err(why) => println!("{milliseconds:7.1} ms  {why}  ({})", season.name),
        }
    }
}

/// Numbers that only look random, the same for the same seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }
}

fn request(season: &Season, seed: u64) -> AssignmentRequest {
    let mut chance = Chance(seed);
    let mut request = AssignmentRequest::default();
    let fields: Vec<u64> = (0..EXPERTS).map(|_| chance.below(20)).collect();
    for id in 1..=EXPERTS {
        let unit = chance.below(UNITS);
        let class = match if season.own_firms { unit * 10 / UNITS } else { chance.below(10) } {
            0..6 => Class::Technical,
            6..8 => Class::Financial,
            _ => Class::Investment,
        };
        let unit = UnitId(i64::try_from(unit).unwrap_or(0));
        request.reviewers.push(Reviewer {
            expert: ExpertId(id),
            number: format!("P-{id}"),
            class,
            unit,
            least: 2,
            most: 10,
        });
    }
    for id in 1..=APPLICATIONS {
        let application = ApplicationId(id);
        request.tasks.push(Task { application, number: format!("A-{id}"), need: (season.need)() });
        // Some disciplines are much more sought after than others.
        let field = chance.below(20) * chance.below(20) / 20;
        for (expert, known) in (1..).zip(&fields) {
            let score = (season.score)(field, *known, chance.below(1 << 32));
            if chance.below(20) > 0 {
                let score = u32::try_from(score).unwrap_or(0);
                request.matches.push(Match { application, expert: ExpertId(expert), score });
            }
        }
    }
    request
}
