//! A random walk through the database: whatever people do in whatever order, the rules hold and the story tells it.

use cases::{Asked, CaseFile, story, take};
use procedure::{Ask, AskKind, Move, Word, replay};
use vocabulary::{Day, Role};

use super::{
    bureau::{Bureau, TODAY, kinds},
    seal::{EDITION_2022, REQUESTS, Request, Stage, Step},
};

/// The next of a series of numbers without a pattern (Knuth, MMIX), below a bound.
fn throw(dice: &mut u64, below: usize) -> usize {
    *dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from((*dice >> 33) % u64::try_from(below).unwrap()).unwrap()
}

/// Something that fits into a field.
fn answer(ask: &Ask, today: Day) -> (String, String) {
    let text = match ask.kind {
        AskKind::Line | AskKind::Paragraph => "随便写的".to_owned(),
        AskKind::Day => today.plus_days(9).to_string(),
        AskKind::Wan => "0.5".to_owned(),
        AskKind::Number(_) => "2".to_owned(),
        AskKind::Choice(words) => words[0].to_owned(),
    };
    (ask.name.to_owned(), text)
}

#[tokio::test]
async fn whatever_is_offered_can_be_taken_and_the_story_leads_to_the_same_stage() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        bureau.book("1000").await;
        let house = web::Who::house();
        let (mut dice, mut today, mut taken) = (20_220_926_u64, TODAY, 0);
        let mut ids = vec![bureau.draft("第 0 件").await];
        while taken < 200 {
            let id = *ids.last().unwrap();
            let case = bureau.request(id).await;
            let people: Vec<&web::Who> = bureau.everybody().chain([&house]).collect();
            let mut open = Vec::new();
            for who in people {
                let offers = kinds()[0].offers(bureau.db().reader(), &case, who, today).await.unwrap();
                let own = offers.into_iter().filter(|offer| offer.is_yours && offer.unmet.is_empty());
                open.extend(own.map(|offer| (who, offer.step, offer.fields)));
            }
            today = today.plus_days(i32::try_from(throw(&mut dice, 4)).unwrap());
            if open.is_empty() {
                ids.push(bureau.draft(&format!("第 {} 件", ids.len())).await);
                continue;
            }
            let (who, step, fields) = &open[throw(&mut dice, open.len())];
            let typed: Vec<(String, String)> = fields.iter().map(|ask| answer(ask, today)).collect();
            let asked = Asked { who, id, step, typed: &typed, seen: Some(case.text("stage")), today };
            take::<Request>(bureau.db(), &asked)
                .await
                .unwrap_or_else(|error| panic!("{}: {step}: {error}", bureau.kind));
            taken += 1;
        }
        let mut stages = std::collections::BTreeSet::new();
        for id in &ids {
            let case = bureau.request(*id).await;
            stages.insert(case.text("stage").to_owned());
            require_told(&bureau, &case).await;
        }
        assert!(ids.len() > 5 && stages.len() > 1, "{} requests, {stages:?}", ids.len());
        bureau.require_verified().await;
    }
}

/// The story of a case begins at the start, leads from stage to stage, and ends where the case is.
async fn require_told(bureau: &Bureau, case: &CaseFile) {
    let told = story(bureau.db().reader(), REQUESTS.table, case.id()).await.unwrap();
    let moves: Vec<Move<Request>> = told
        .iter()
        .map(|told| {
            let stage = |label: &str| Stage::of_label(label).unwrap();
            let step = Step::of_label(&told.step).unwrap();
            (step, Role::of_label(&told.role).unwrap(), stage(&told.from), stage(&told.to))
        })
        .collect();
    let mut at = EDITION_2022.start;
    for (_, _, from, to) in &moves {
        assert_eq!(*from, at, "{told:?}");
        at = *to;
    }
    assert_eq!(replay(&EDITION_2022, &moves), at);
    assert_eq!(at.label(), case.text("stage"));
}
