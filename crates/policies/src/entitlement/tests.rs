//! Worked examples of every kind of benefit.

mod properties;
mod units;

use vocabulary::{Day, Money, day};

use super::{
    Attainment, Basis, Benefit, Class, Condition, Month, Monthly, Paid, Partial, Person, Roll, Spell, Stop, Terms,
    reconcile,
};

pub(super) const BASIS: Basis = Basis { path: "/records", id: 1, title: "记录" };

pub(super) const fn yuan(amount: i64) -> Money {
    Money::from_fen(amount * 100)
}

pub(super) fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

pub(super) fn benefit(id: i64, amount: i64, (from, to): (Day, Option<Day>), terms: Terms) -> Benefit {
    Benefit {
        id,
        standard: id,
        policy: id,
        document: format!("瓷科字〔2021〕{id}号"),
        clause: "第五条".to_owned(),
        name: format!("待遇 {id}"),
        amount: yuan(amount),
        from,
        to,
        terms,
    }
}

pub(super) const fn monthly(class: Class, months: i32, partial: Partial) -> Terms {
    Terms::Monthly(Monthly { class, recruited: true, months, partial })
}

/// The allowances of the mission report's district: those of 2019 gave way to those of 2021.
fn library() -> Vec<Benefit> {
    let (old, new) = ((day!(2019, 6, 1), Some(day!(2021, 1, 1))), (day!(2021, 1, 1), None));
    vec![
        benefit(1, 1_000, old, monthly(Class::Master, 36, Partial::NextMonth)),
        benefit(2, 2_000, old, monthly(Class::Doctor, 36, Partial::NextMonth)),
        benefit(3, 1_500, new, monthly(Class::Master, 60, Partial::NextMonth)),
        benefit(4, 3_000, new, monthly(Class::Doctor, 60, Partial::NextMonth)),
    ]
}

pub(super) fn person(id: i64, class: Class, hired: Day) -> Person {
    Person {
        id,
        number: format!("样{id:04}"),
        name: "某人".to_owned(),
        unit: "某中心".to_owned(),
        attainments: vec![Attainment { class, since: hired, basis: BASIS }],
        spells: vec![Spell { recruited: true, from: hired, to: None, basis: BASIS }],
        stops: Vec::new(),
    }
}

fn due(benefits: &[Benefit], person: &Person, text: &str) -> Option<i64> {
    let people = [person.clone()];
    Roll::new(benefits, &people).due(person, month(text)).map(|(_, amount)| amount.fen() / 100)
}

#[test]
fn an_allowance_begins_with_the_month_after_entry_and_follows_the_edition_in_force() {
    let doctor = person(1, Class::Doctor, day!(2020, 7, 20));
    let told =
        ["2020-07", "2020-08", "2020-12", "2021-01", "2025-07", "2025-08"].map(|text| due(&library(), &doctor, text));
    assert_eq!(told, [None, Some(2_000), Some(2_000), Some(3_000), Some(3_000), None], "sixty months from August 2020");
}

#[test]
fn fifteen_days_make_a_whole_month_and_days_can_be_counted_one_by_one() {
    let with = |partial| vec![benefit(1, 3_100, (day!(2021, 1, 1), None), monthly(Class::Master, 2, partial))];
    let at = |text: &str, day: Day, partial| due(&with(partial), &person(1, Class::Master, day), text);
    assert_eq!(at("2021-03", day!(2021, 3, 17), Partial::FifteenDays), Some(3_100));
    assert_eq!(at("2021-03", day!(2021, 3, 18), Partial::FifteenDays), None, "fourteen days");
    assert_eq!(
        at("2021-05", day!(2021, 3, 18), Partial::FifteenDays),
        Some(3_100),
        "the term begins with the first month paid"
    );
    assert_eq!(at("2021-03", day!(2021, 3, 18), Partial::ByDay), Some(1_400));
    assert_eq!(at("2021-05", day!(2021, 3, 18), Partial::ByDay), None, "its term is over");
    let mut gone = person(1, Class::Master, day!(2021, 3, 1));
    gone.spells[0].to = Some(day!(2021, 4, 14));
    assert_eq!(due(&with(Partial::FifteenDays), &gone, "2021-04"), None);
    let (library, people) = (with(Partial::ByDay), [gone]);
    let due = Roll::new(&library, &people).due(&people[0], month("2021-04"));
    assert_eq!(due, Some((0, Money::from_fen(144_667))), "3,100 ÷ 30 × 14 = 1,446.666…");
}

#[test]
fn a_higher_degree_raises_the_rate_from_the_month_after_and_the_higher_of_two_is_paid() {
    let mut one = person(1, Class::Master, day!(2021, 7, 5));
    one.attainments.push(Attainment { class: Class::Doctor, since: day!(2022, 6, 30), basis: BASIS });
    assert_eq!(["2022-06", "2022-07"].map(|text| due(&library(), &one, text)), [Some(1_500), Some(3_000)]);
    let mut library = library();
    library.push(benefit(9, 2_000, (day!(2021, 5, 1), None), monthly(Class::Associate, 24, Partial::NextMonth)));
    one.attainments.push(Attainment { class: Class::Associate, since: day!(2022, 1, 10), basis: BASIS });
    assert_eq!(
        ["2022-01", "2022-02", "2022-07"].map(|text| due(&library, &one, text)),
        [Some(1_500), Some(2_000), Some(3_000)]
    );
    let people = [one];
    let stacks = Roll::new(&library, &people).stacked(month("2022-07"));
    assert_eq!(stacks.len(), 1);
    assert_eq!(stacks[0].benefits, [(3, yuan(3_000)), (4, yuan(2_000)), (2, yuan(1_500))]);
    assert!(
        Roll::new(&library, &people).stacked(month("2021-09")).is_empty(),
        "two articles of one policy are one policy"
    );
}

#[test]
fn what_stops_an_allowance_stops_it_from_the_month_after_until_it_is_lifted() {
    let mut one = person(1, Class::Master, day!(2021, 7, 5));
    one.stops.push(Stop { on: day!(2022, 3, 31), lifted: Some(day!(2022, 9, 9)), basis: BASIS });
    let told = ["2022-03", "2022-04", "2022-09", "2022-10"].map(|text| due(&library(), &one, text));
    assert_eq!(told, [Some(1_500), None, None, Some(1_500)]);
}

#[test]
fn whoever_lacks_one_condition_is_near_and_learns_which() {
    let mut bachelor = person(1, Class::Bachelor, day!(2022, 7, 1));
    let mut invited = person(2, Class::Doctor, day!(2022, 7, 1));
    invited.spells[0].recruited = false;
    let fresh = person(3, Class::Doctor, day!(2022, 12, 1));
    let mut gone = person(4, Class::Master, day!(2021, 7, 1));
    gone.stops.push(Stop { on: day!(2022, 1, 4), lifted: None, basis: BASIS });
    let paid = person(5, Class::Master, day!(2021, 7, 1));
    let library = library();
    let people = [bachelor.clone(), invited, fresh, gone, paid];
    let near: Vec<(i64, Condition, i64)> = Roll::new(&library, &people)
        .near(month("2022-12"))
        .iter()
        .map(|miss| (people[miss.person].id, miss.condition, miss.amount.fen() / 100))
        .collect();
    // A bachelor is told of the most that one more degree would bring.
    let expected = [(1, Condition::Class, 3_000), (2, Condition::Recruited, 3_000), (3, Condition::InPost, 3_000)];
    assert_eq!(near, expected);
    bachelor.spells.clear();
    assert!(Roll::new(&library, &[bachelor]).near(month("2022-12")).is_empty(), "two conditions away is not near");
}

#[test]
fn what_was_paid_and_what_should_have_been_differ_by_person_and_month() {
    let (library, people) =
        (library(), [person(1, Class::Master, day!(2022, 9, 5)), person(2, Class::Doctor, day!(2022, 10, 8))]);
    let paid = |subject, text: &str, amount| Paid {
        standard: 3,
        subject,
        month: month(text),
        amount: yuan(amount),
        basis: BASIS,
    };
    let roll = Roll::new(&library, &people);
    let mut payments = vec![
        paid(1, "2022-10", 1_500),
        paid(1, "2022-11", 1_500),
        paid(1, "2022-12", 1_500),
        paid(2, "2022-11", 3_000),
        paid(2, "2022-12", 3_000),
    ];
    let (from, to) = (month("2020-01"), month("2022-12"));
    assert_eq!(reconcile(&roll, &payments, from, to), []);
    payments[1].amount = yuan(1_000);
    payments.push(paid(2, "2022-12", 10));
    payments.push(paid(7, "2022-06", 1_500));
    payments.push(paid(1, "2023-01", 1_500));
    let told: Vec<(i64, String, i64)> = reconcile(&roll, &payments, from, to)
        .iter()
        .map(|one| (one.person, one.month.to_string(), one.over().fen() / 100))
        .collect();
    let expected = [(1, "2022-11".to_owned(), -500), (2, "2022-12".to_owned(), 10), (7, "2022-06".to_owned(), 1_500)];
    assert_eq!(told, expected);
    payments.push(Paid { amount: yuan(-10), ..payments[4] });
    assert_eq!(reconcile(&roll, &payments, from, to).len(), 2, "what came back settles the month");
}

#[test]
fn months_are_read_and_written_as_addresses_do() {
    assert_eq!(month("2022-08").first(), day!(2022, 8, 1));
    assert_eq!(month("2022-08-17"), month("2022-08"));
    assert_eq!((month("2024-02").days(), month("2022-12").plus(2).to_string()), (29, "2023-02".to_owned()));
    assert_eq!(Month::parse("2022-13"), None);
    assert_eq!(month("2022-01").chinese(), "2022年1月");
}
