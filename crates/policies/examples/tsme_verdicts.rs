//! Judges the enterprises of a CSV file: `cargo run --release -p policies --example tsme_verdicts -- IN.csv OUT.txt`.
//!
//! One line for each enterprise goes in (staff, st_staff, class1, class2, sales, assets, rd, costs in yuan, then resident,
//! restricted_industry, misconduct, direct as 0 or 1), one line with 1 or 0 comes out. It prints how many a second were judged.
//! `xtask/bench/openfisca.py` compares the answers with OpenFisca's.

use std::{error::Error, fmt::Write as _, hint::black_box, time::Instant};

use policies::{Yuan, assessment::Answer, tsme};

/// How often all are judged, to take the best.
const RUNS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(sheet), Some(answers)) = (arguments.next(), arguments.next()) else {
        return Err("name the file with enterprises and the file for the answers".into());
    };
    let text = std::fs::read_to_string(sheet)?;
    let facts: Vec<tsme::Facts> = text.lines().skip(1).map(facts).collect::<Result<_, _>>()?;
    let mut verdicts = Vec::new();
    let mut best = u128::MAX;
    for _ in 0..RUNS {
        verdicts.clear();
        let start = Instant::now();
        verdicts.extend(facts.iter().map(|facts| black_box(tsme::verdict(black_box(facts)))));
        best = best.min(start.elapsed().as_nanos().max(1));
    }
    let mut told = String::new();
    for verdict in &verdicts {
        writeln!(told, "{}", u8::from(*verdict == Answer::Yes))?;
    }
    std::fs::write(answers, told)?;
    let rate = u128::try_from(facts.len())? * 1_000_000_000 / best;
    println!("{} enterprises/s on one core", vocabulary::grouped(i64::try_from(rate)?));
    Ok(())
}

/// An enterprise from its line.
fn facts(line: &str) -> Result<tsme::Facts, Box<dyn Error>> {
    let numbers: Vec<i64> = line.split(',').map(str::parse).collect::<Result<_, _>>()?;
    let [staff, st_staff, class1, class2, sales, assets, rd, costs, resident, restricted, misconduct, direct] =
        <[i64; 12]>::try_from(numbers).map_err(|_| "a line should have twelve numbers")?;
    let count = |number: i64| u32::try_from(number).map(Some);
    let amount = |yuan: i64| Yuan::new(yuan).ok_or("an amount is out of range").map(Some);
    Ok(tsme::Facts {
        year: 2026,
        resident: Some(resident == 1),
        staff: count(staff)?,
        st_staff: count(st_staff)?,
        sales: amount(sales)?,
        assets: amount(assets)?,
        rd: amount(rd)?,
        costs: amount(costs)?,
        class1: count(class1)?,
        class2: count(class2)?,
        restricted_industry: Some(restricted == 1),
        misconduct: Some(misconduct == 1),
        direct: Some(tsme::Direct::new((direct == 1).then_some(tsme::DirectGround::Hnte))),
    })
}
