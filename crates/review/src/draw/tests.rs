//! Stories and laws of drawing.

use super::*;
use crate::{Gap, Quota};
use proptest::prelude::*;

const SEED: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

fn pooled(id: i64, class: Class, unit: i64, discipline: &str) -> Pooled {
    Pooled {
        expert: ExpertId(id),
        number: format!("P-{id:03}"),
        class,
        unit: Some(UnitId(unit)),
        disciplines: vec![Discipline::parse(discipline).unwrap()],
        eligibility: Eligibility::Eligible,
    }
}

/// Twelve technicians of twelve units, of three disciplines in turn, and three accountants of one firm.
fn pool() -> Vec<Pooled> {
    let fields = ["430.45", "430.50", "510.10"];
    let technical = (1..=12).map(|id| pooled(id, Class::Technical, id, fields[usize::try_from(id).unwrap() % 3]));
    technical.chain((13..=15).map(|id| pooled(id, Class::Financial, 99, "790.10"))).collect()
}

fn request() -> DrawRequest {
    DrawRequest {
        need: PanelNeed {
            size: 5,
            quotas: vec![Quota::at_least(Class::Technical, 3), Quota::at_least(Class::Financial, 1)],
            most_from_one_unit: Some(1),
        },
        disciplines: vec![Discipline::parse("430.4510").unwrap()],
    }
}

fn seed() -> Seed {
    Seed::parse(SEED).unwrap()
}

#[test]
fn the_lot_of_an_expert_is_what_any_sm3_tool_shows() {
    // printf '%s:%s' SEED P-001 | openssl dgst -sm3
    assert_eq!(seed().lot_of("P-001"), "f01969ba5862657e06edaf4ffc2cfd3668a8e208f7c9702590f0f8add298565a");
    assert_eq!(seed().lot_of("P-002"), "43dfd7cdca49f18ca2e680fb9959d328f63a4bd5820d15fcf96aadc11f733eb5");
    assert_eq!(seed().to_string(), SEED);
    for wrong in ["", "00", &SEED[1..], "g0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f0"] {
        assert!(Seed::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn the_nearest_disciplines_are_drawn_first_and_an_accountant_is_among_them() {
    let draw = draw(&seed(), &request(), &pool()).unwrap();
    let of = |expert: &ExpertId| draw.order.iter().find(|place| place.expert == *expert).unwrap();
    let chosen: Vec<&Place> = draw.chosen.iter().map(of).collect();
    let same_second = chosen.iter().filter(|place| place.closeness == Some(Closeness::SameSecondLevel)).count();
    let accountants = chosen.iter().filter(|place| place.class == Class::Financial).count();
    assert_eq!((chosen.len(), same_second, accountants), (5, 4, 1));
    assert_eq!((draw.order.len(), draw.reserve.len(), draw.excluded.len()), (11, 6, 4));
    assert_eq!(draw.excluded[0].reasons, ["与评审对象不同属一个一级学科（专家库学科代码）"]);
}

#[test]
fn a_supervisor_who_draws_again_gets_the_same_panel() {
    let drawn = draw(&seed(), &request(), &pool()).unwrap();
    let first = drawn.chosen[0];
    let drawn = drawn.replaced(first, &request().need).unwrap();
    assert_eq!(drawn.replay(&request(), &pool()), Ok(()));

    let mut other_pool = pool();
    other_pool[0].eligibility = Eligibility::Unknown(vec![Gap {
        sentence: "专家工作单位不明，请先查清".to_owned(),
        missing_in: "专家库",
    }]);
    let mut forged = drawn.clone();
    forged.chosen[1] = forged.reserve[0];
    let differs = |what: &str| Err(format!("重抽结果与记录不符：{what}不同。请核对种子、专家名单和名额是否被改动。"));
    assert_eq!(forged.replay(&request(), &pool()), differs("抽中的专家"));
    let replayed = drawn.replay(&request(), &other_pool);
    assert!(replayed.is_err(), "{replayed:?}");
}

#[test]
fn whoever_cannot_come_is_replaced_by_the_next_who_keeps_the_quotas() {
    let before = draw(&seed(), &request(), &pool()).unwrap();
    let accountant = *before.chosen.iter().find(|expert| expert.get() >= 13).unwrap();
    let after = before.replaced(accountant, &request().need).unwrap();
    let came = after.replacements[0].came;
    assert!(came.get() >= 13 && came != accountant);
    let staying = |draw: &Draw| -> Vec<ExpertId> { draw.chosen.iter().copied().filter(|one| one.get() < 13).collect() };
    assert_eq!(staying(&before), staying(&after));
    let last = after.replaced(came, &request().need).unwrap();
    let end = last.replaced(last.replacements[1].came, &request().need);
    assert_eq!(
        end.unwrap_err().to_string(),
        "评审组抽不满：财务专家的席位空出 1 席，备选专家只有技术 4 名，替换后都不符合类别名额或同一单位人数上限。请补充专家，或调整名额后重新抽取。"
    );
}

#[test]
fn a_panel_that_cannot_be_filled_says_which_quota_is_short_by_how_many() {
    let technicians: Vec<Pooled> = pool().into_iter().filter(|one| one.class == Class::Technical).take(3).collect();
    assert_eq!(
        draw(&seed(), &request(), &technicians).unwrap_err().to_string(),
        "评审组抽不满：技术专家至少 3 名，可选的只有 2 名（同一单位至多 1 名），还缺 1 名；\
         财务专家至少 1 名，可选的只有 0 名（同一单位至多 1 名），还缺 1 名；\
         共需 5 名，可选的只有 2 名（同一单位至多 1 名），还缺 3 名。请补充专家，或调整名额后重新抽取。"
    );
    let mut twice = pool();
    twice.push(pooled(1, Class::Technical, 1, "430.45"));
    assert_eq!(draw(&seed(), &request(), &twice).unwrap_err().0, ["专家名单中有重复的专家或编号，请先合并。"]);
}

#[test]
fn nobody_without_a_known_unit_is_drawn_even_if_called_eligible() {
    let mut pool = pool();
    pool[0].unit = None;
    let draw = draw(&seed(), &request(), &pool).unwrap();
    assert_eq!(
        draw.excluded.iter().find(|one| one.number == "P-001").unwrap().reasons,
        ["专家工作单位不明，请先查清（专家库）"]
    );
}

fn any_pool() -> impl Strategy<Value = Vec<Pooled>> {
    let fields = ["430.45", "430.50", "510.10", "430"];
    proptest::collection::vec((0..4_usize, 0..5_i64, 0..4_usize), 0..14).prop_map(move |many| {
        (1..).zip(many).map(|(id, (class, unit, field))| pooled(id, Class::ALL[class], unit, fields[field])).collect()
    })
}

proptest! {
    #[test]
    fn a_drawn_panel_keeps_every_rule_and_does_not_depend_on_the_order_of_the_pool(
        pool in any_pool(),
        bytes: [u8; 32],
        turn in 0..14_usize,
        limit in proptest::option::of(1..3_u32),
    ) {
        let mut request = request();
        request.need.most_from_one_unit = limit;
        request.need.size = 3;
        request.need.quotas = vec![Quota::at_least(Class::Financial, 1)];
        let drawn = draw(&Seed(bytes), &request, &pool);
        let mut turned = pool.clone();
        turned.rotate_left(turn.min(pool.len()));
        prop_assert_eq!(&draw(&Seed(bytes), &request, &turned), &drawn);
        if let Ok(drawn) = drawn {
            let chosen: Vec<&Pooled> = pool.iter().filter(|one| drawn.chosen.contains(&one.expert)).collect();
            prop_assert_eq!(chosen.len(), 3);
            prop_assert!(chosen.iter().any(|one| one.class == Class::Financial));
            for one in &chosen {
                let together = chosen.iter().filter(|other| other.unit == one.unit).count();
                prop_assert!(limit.is_none_or(|limit| together <= limit as usize));
            }
            prop_assert_eq!(drawn.order.len() + drawn.excluded.len(), pool.len());
            prop_assert_eq!(drawn.replay(&request, &turned), Ok(()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// Over many seeds each of ten equal experts is drawn about equally often.
    #[test]
    fn no_number_is_luckier_than_another(start: u32) {
        let pool: Vec<Pooled> = (1..=10).map(|id| pooled(id, Class::Technical, id, "430.45")).collect();
        let request = DrawRequest { need: PanelNeed::of(5), disciplines: Vec::new() };
        let mut times = [0_u32; 10];
        for number in 0..200_u32 {
            let mut bytes = [0; 32];
            bytes[..4].copy_from_slice(&start.wrapping_add(number).to_be_bytes());
            for expert in draw(&Seed(bytes), &request, &pool).unwrap().chosen {
                times[usize::try_from(expert.get() - 1).unwrap()] += 1;
            }
        }
        // 200 draws of 5 in 10: a hundred times each, with a deviation of about 7; six deviations never happen.
        prop_assert!(times.iter().all(|count| (58..=142).contains(count)), "{:?}", times);
    }
}
