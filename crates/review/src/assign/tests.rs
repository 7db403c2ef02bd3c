//! Assignment against every possibility, on cases small enough to try them all; and what is said when there is none.

use super::*;
use crate::Quota;
use proptest::prelude::*;

fn reviewer(id: i64, class: Class, unit: i64, least: u32, most: u32) -> Reviewer {
    Reviewer { expert: ExpertId(id), number: format!("P-{id}"), class, unit: UnitId(unit), least, most }
}

fn task(id: i64, need: PanelNeed) -> Task {
    Task { application: ApplicationId(id), number: format!("A-{id}"), need }
}

fn pair(application: i64, expert: i64, score: u32) -> Match {
    Match { application: ApplicationId(application), expert: ExpertId(expert), score }
}

/// Every pair of these applications and experts, with a score that differs from pair to pair.
fn all_pairs(tasks: &[Task], reviewers: &[Reviewer]) -> Vec<Match> {
    let pairs = tasks.iter().flat_map(|task| reviewers.iter().map(|one| (task.application.get(), one.expert.get())));
    pairs
        .map(|(application, expert)| {
            pair(application, expert, u32::try_from(application * 7 + expert * 3).unwrap() % 11)
        })
        .collect()
}

fn open_request(tasks: Vec<Task>, reviewers: Vec<Reviewer>) -> AssignmentRequest {
    let matches = all_pairs(&tasks, &reviewers);
    AssignmentRequest { tasks, reviewers, matches }
}

impl AssignmentRequest {
    /// Whether these reviewers are a panel of that application.
    fn is_panel(task: &Task, panel: &[&Reviewer]) -> bool {
        let count = |is_meant: &dyn Fn(&Reviewer) -> bool| {
            i64::try_from(panel.iter().filter(|one| is_meant(one)).count()).unwrap()
        };
        count(&|_| true) == i64::from(task.need.size)
            && panel.iter().all(|one| count(&|other| other.unit == one.unit) <= i64::from(task.need.unit_most()))
            && task.need.quotas.iter().all(|quota| {
                let there = count(&|one| one.class == quota.class);
                there >= i64::from(quota.least) && quota.most.is_none_or(|most| there <= i64::from(most))
            })
    }

    /// The highest total of any assignment, by trying all; `None` when there is none.
    fn best(&self) -> Option<i64> {
        fn next(request: &AssignmentRequest, panels: &[Vec<(u32, i64)>], loads: &mut [u32]) -> Option<i64> {
            let Some((choices, rest)) = panels.split_first() else {
                let kept = loads.iter().zip(&request.reviewers).all(|(load, one)| *load >= one.least);
                return kept.then_some(0);
            };
            let members = |panel: u32| (0..request.reviewers.len()).filter(move |place| panel >> place & 1 == 1);
            let totals = choices.iter().filter_map(|(panel, score)| {
                members(*panel).for_each(|place| loads[place] += 1);
                let fits = members(*panel).all(|place| loads[place] <= request.reviewers[place].most);
                let found = if fits { next(request, rest, loads) } else { None };
                members(*panel).for_each(|place| loads[place] -= 1);
                found.map(|total| total + score)
            });
            totals.max()
        }
        let panels: Vec<Vec<(u32, i64)>> = self.tasks.iter().map(|task| self.panels(task)).collect();
        next(self, &panels, &mut vec![0; self.reviewers.len()])
    }

    /// Every panel that an application may have, with the sum of its scores.
    fn panels(&self, task: &Task) -> Vec<(u32, i64)> {
        let score_of = |one: &Reviewer| {
            let found = self.matches.iter().find(|m| m.application == task.application && m.expert == one.expert);
            found.map(|one| i64::from(one.score))
        };
        let scores: Vec<Option<i64>> = self.reviewers.iter().map(score_of).collect();
        let panel_of = |panel: u32| {
            let places = (0..self.reviewers.len()).filter(|place| panel >> place & 1 == 1);
            let places: Vec<usize> = places.collect();
            let members: Vec<&Reviewer> = places.iter().map(|place| &self.reviewers[*place]).collect();
            let score: Option<i64> = places.iter().map(|place| scores[*place]).sum();
            score.filter(|_| Self::is_panel(task, &members)).map(|score| (panel, score))
        };
        (0..1 << self.reviewers.len()).filter_map(panel_of).collect()
    }

    /// Whether an assignment keeps every rule, and adds up.
    fn is_kept_by(&self, assignment: &Assignment) -> bool {
        let load = |one: &Reviewer| {
            u32::try_from(assignment.pairs.iter().filter(|(_, expert)| *expert == one.expert).count()).unwrap()
        };
        let panel = |task: &Task| -> Vec<&Reviewer> {
            let experts = assignment.pairs.iter().filter(|(application, _)| *application == task.application);
            experts.map(|(_, expert)| self.reviewers.iter().find(|one| one.expert == *expert).unwrap()).collect()
        };
        let score = |(application, expert): &(ApplicationId, ExpertId)| {
            let found = self.matches.iter().find(|one| one.application == *application && one.expert == *expert);
            found.map(|one| i64::from(one.score))
        };
        self.tasks.iter().all(|task| Self::is_panel(task, &panel(task)))
            && self.reviewers.iter().all(|one| (one.least..=one.most).contains(&load(one)))
            && assignment.pairs.iter().map(score).sum::<Option<i64>>() == Some(assignment.total)
    }
}

fn any_need() -> impl Strategy<Value = PanelNeed> {
    let quota = |class| {
        (0..2_u32, proptest::option::weighted(0.3, 0..2_u32)).prop_map(move |(least, more)| {
            (least > 0 || more.is_some()).then(|| Quota { class, least, most: more.map(|more| least + more) })
        })
    };
    let quotas = (quota(Class::Technical), quota(Class::Financial), quota(Class::Investment));
    (1..4_u32, quotas, proptest::option::weighted(0.7, 1..3_u32)).prop_map(|(size, quotas, most_from_one_unit)| {
        let quotas = [quotas.0, quotas.1, quotas.2].into_iter().flatten().collect();
        PanelNeed { size, quotas, most_from_one_unit }
    })
}

/// A need for which classes and units cross wherever a unit has two classes.
fn crossed_need() -> impl Strategy<Value = PanelNeed> {
    (2..4_u32).prop_map(|size| PanelNeed {
        size,
        quotas: vec![Quota::at_least(Class::Technical, 1), Quota::exactly(Class::Financial, 1)],
        most_from_one_unit: Some(1),
    })
}

/// Applications with `need`, and experts of these classes and units with least and most loads; some pairs are barred.
fn any_request_of(
    need: impl Strategy<Value = PanelNeed>,
    classes: usize,
    units: i64,
    least: u32,
) -> impl Strategy<Value = AssignmentRequest> {
    let needs = proptest::collection::vec(need, 1..4);
    let reviewers = proptest::collection::vec((0..classes, 0..units, 0..=least, 1..3_u32), 1..8);
    let scores = proptest::collection::vec(proptest::option::weighted(0.9, 0..6_u32), 21);
    (needs, reviewers, scores).prop_map(|(needs, reviewers, scores)| {
        let tasks: Vec<Task> = (1..).zip(needs).map(|(id, need)| task(id, need)).collect();
        let reviewers: Vec<Reviewer> = (1..)
            .zip(reviewers)
            .map(|(id, (class, unit, least, more))| reviewer(id, Class::ALL[class], unit, least, least + more))
            .collect();
        let pairs = all_pairs(&tasks, &reviewers).into_iter().zip(scores);
        let matches = pairs.filter_map(|(one, score)| score.map(|score| Match { score, ..one })).collect();
        AssignmentRequest { tasks, reviewers, matches }
    })
}

/// Up to three applications and seven experts: some with lower loads that bind, some where classes and units cross.
fn any_request() -> impl Strategy<Value = AssignmentRequest> {
    prop_oneof![
        any_request_of(any_need(), 3, 3, 1),
        any_request_of(any_need(), 2, 6, 1),
        any_request_of(crossed_need(), 2, 4, 0),
        any_request_of(crossed_need(), 2, 5, 1),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn no_assignment_is_better_than_the_one_that_is_found(request in any_request()) {
        match (assign(&request), request.best()) {
            (Ok(found), best) => {
                prop_assert!(request.is_kept_by(&found), "{:?}", found);
                prop_assert_eq!((Some(found.total), found.is_proven()), (best, true));
            }
            (Err(Unassigned::Wrong(problems)), best) => prop_assert!(best.is_none(), "{:?}", problems),
            (Err(Unassigned::Short(shortages)), best) => prop_assert!(best.is_none() && !shortages.is_empty()),
            (Err(Unassigned::Unfinished), _) => prop_assert!(false, "three applications were too many"),
        }
    }

    /// A reason stands by itself: those whom it names cannot be served even when nobody else asks for anything.
    #[test]
    fn every_reason_is_a_proof(request in any_request()) {
        if let Err(Unassigned::Short(shortages)) = assign(&request) {
            for shortage in shortages {
                let mut alone = request.clone();
                let is_of_tasks = shortage.experts.is_empty();
                if is_of_tasks {
                    alone.tasks.retain(|task| shortage.applications.contains(&task.application));
                    alone.matches.retain(|one| shortage.applications.contains(&one.application));
                }
                let keeps_least = |one: &Reviewer| shortage.experts.contains(&one.expert);
                alone.reviewers.iter_mut().filter(|one| !keeps_least(one)).for_each(|one| one.least = 0);
                match shortage.missing {
                    Some(missing) => prop_assert!(missing > 0 && alone.best().is_none(), "{:?}", shortage),
                    None => prop_assert!(request.best().is_none()),
                }
            }
        }
    }

    #[test]
    fn the_order_in_which_things_are_listed_does_not_matter(request in any_request(), turn in 0..18_usize) {
        let mut turned = request.clone();
        turned.tasks.reverse();
        turned.reviewers.rotate_left(turn % request.reviewers.len());
        turned.matches.rotate_left(turn.min(request.matches.len()));
        let total = |outcome: Result<Assignment, Unassigned>| outcome.ok().map(|one| (one.total, one.bound));
        prop_assert_eq!(total(assign(&turned)), total(assign(&request)));
    }
}

/// Forty applications of five, every class in each of eight units: much more crossed than any pool.
#[test]
fn a_crossed_season_is_solved_to_the_end() {
    let need = PanelNeed {
        size: 4,
        quotas: vec![Quota::exactly(Class::Technical, 2), Quota::exactly(Class::Financial, 1)],
        most_from_one_unit: Some(1),
    };
    let tasks: Vec<Task> = (1..=40).map(|id| task(id, need.clone())).collect();
    let class = |id: i64| Class::ALL[usize::try_from(id * 5 / 7 % 3).unwrap()];
    let reviewers: Vec<Reviewer> = (1..=30).map(|id| reviewer(id, class(id), id * 3 % 8, 1, 10)).collect();
    let request = open_request(tasks, reviewers);
    let found = assign(&request).unwrap();
    assert!(request.is_kept_by(&found) && found.is_proven(), "{} of {}", found.total, found.bound);
    assert!(found.solved > 1, "nothing crossed");
}

#[test]
fn sums_that_do_not_meet_are_told() {
    let tasks: Vec<Task> = (1..=3).map(|id| task(id, PanelNeed::of(2))).collect();
    let busy = (1..=2).map(|id| reviewer(id, Class::Technical, id, 0, 2)).collect();
    let refused = assign(&open_request(tasks.clone(), busy)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "共需评审 6 人次，全部专家合计最多承担 4 人次，还缺 2 人次。请增加专家、调整承担份数或放宽名额后重新分配。"
    );
    let idle = (1..=3).map(|id| reviewer(id, Class::Technical, id, 3, 3)).collect();
    let refused = assign(&open_request(tasks, idle)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "全部专家合计最少应评 9 人次，共需评审只有 6 人次，多出 3 人次。请增加专家、调整承担份数或放宽名额后重新分配。"
    );
}

#[test]
fn an_application_without_enough_experts_is_named() {
    let mut need = PanelNeed::of(3);
    need.quotas = vec![Quota::at_least(Class::Financial, 1)];
    let reviewers: Vec<Reviewer> = (1..=4).map(|id| reviewer(id, Class::Technical, id, 0, 9)).collect();
    let mut request = open_request(vec![task(1, PanelNeed::of(3)), task(2, need)], reviewers);
    request.matches.retain(|one| one.application != ApplicationId(1) || one.expert <= ExpertId(2));
    let Err(Unassigned::Short(shortages)) = assign(&request) else { panic!("there are too few") };
    let sentences: Vec<&str> = shortages.iter().map(|one| one.sentence.as_str()).collect();
    assert_eq!(
        sentences,
        [
            "申报书 A-1（回避后）：共需 3 名，可选的只有 2 名，还缺 1 名。",
            "申报书 A-2（回避后）：财务专家至少 1 名，可选的只有 0 名，还缺 1 名。"
        ]
    );
    assert_eq!((shortages[0].missing, shortages[1].missing), (Some(1), Some(1)));
}

#[test]
fn applications_that_compete_for_the_same_few_experts_are_named_together() {
    let reviewers: Vec<Reviewer> = (1..=6).map(|id| reviewer(id, Class::Technical, id, 0, 2)).collect();
    let mut request = open_request((1..=4).map(|id| task(id, PanelNeed::of(2))).collect(), reviewers);
    // Applications 1 to 3 may go to experts 1 and 2 only, who take four reviews between them; they need six.
    request.matches.retain(|one| one.application > ApplicationId(3) || one.expert <= ExpertId(2));
    assert_eq!(
        assign(&request).unwrap_err().to_string(),
        "申报书 A-1、A-2、A-3 还缺 2 人次：还能选的 2 名技术专家合计最多承担 4 人次，都已排满。\
         请增加专家、调整承担份数或放宽名额后重新分配。"
    );
}

#[test]
fn experts_who_cannot_be_given_their_least_are_named() {
    let mut reviewers: Vec<Reviewer> = (1..=4).map(|id| reviewer(id, Class::Technical, id, 0, 4)).collect();
    reviewers[0].least = 3;
    let mut request = open_request((1..=2).map(|id| task(id, PanelNeed::of(2))).collect(), reviewers);
    assert_eq!(
        assign(&request).unwrap_err().to_string(),
        "专家 P-1 最少应评 3 份，回避后可评的只有 2 份，还差 1 份。请增加专家、调整承担份数或放宽名额后重新分配。"
    );
    // Three experts of one unit, two reviews each at least, and two applications that take one of a unit: two in all.
    for (place, one) in request.reviewers.iter_mut().enumerate() {
        one.least = if place < 3 { 1 } else { 0 };
        one.unit = UnitId(if place < 3 { 1 } else { 2 });
    }
    request.tasks.iter_mut().for_each(|task| task.need.most_from_one_unit = Some(1));
    assert_eq!(
        assign(&request).unwrap_err().to_string(),
        "专家 P-1、P-2、P-3 合计最少应评 3 人次，回避和名额之后能安排的还差 1 人次。\
         请增加专家、调整承担份数或放宽名额后重新分配。"
    );
}

#[test]
fn quotas_and_limits_that_only_fail_together_are_told() {
    let need = PanelNeed {
        size: 2,
        quotas: vec![Quota::exactly(Class::Technical, 1), Quota::exactly(Class::Financial, 1)],
        most_from_one_unit: Some(1),
    };
    let one_unit = vec![
        reviewer(1, Class::Technical, 1, 0, 1),
        reviewer(2, Class::Financial, 1, 0, 1),
        reviewer(3, Class::Management, 2, 0, 1),
    ];
    assert_eq!(
        assign(&open_request(vec![task(1, need.clone())], one_unit)).unwrap_err().to_string(),
        "申报书 A-1（回避后）：类别名额与同一单位人数上限不能同时满足（同一单位至多 1 名），还缺 1 名。\
         请增加专家、调整承担份数或放宽名额后重新分配。"
    );
    // Each application alone could have its two from two units; both together would have to take turns that do not exist.
    let two_units = vec![
        reviewer(1, Class::Technical, 1, 0, 1),
        reviewer(2, Class::Financial, 1, 0, 2),
        reviewer(3, Class::Technical, 2, 0, 1),
    ];
    assert_eq!(
        assign(&open_request(vec![task(1, need.clone()), task(2, need)], two_units)).unwrap_err().to_string(),
        "申报书 A-1、A-2 的类别名额、同一单位人数上限与专家承担份数不能同时满足，各种排法都已试过。\
         请增加专家、调整承担份数或放宽名额后重新分配。"
    );
}

#[test]
fn a_request_that_contradicts_itself_is_told_all_at_once() {
    let mut request = open_request(vec![task(1, PanelNeed::of(0))], vec![reviewer(1, Class::Technical, 1, 3, 2)]);
    request.matches.push(pair(1, 9, Match::HIGHEST + 1));
    request.matches.push(pair(1, 1, 0));
    assert_eq!(
        assign(&request),
        Err(Unassigned::Wrong(
            [
                "可评关系中有重复。",
                "可评关系中有名单以外的申报书或专家。",
                "匹配分应在 0 至 100000 之间。",
                "申报书 A-1：评审人数应至少为 1 名。",
                "专家 P-1 最少应评 3 份，多于最多可评 2 份。"
            ]
            .map(str::to_owned)
            .to_vec()
        ))
    );
}

#[test]
fn many_reasons_are_counted_rather_than_written_out() {
    let tasks = (1..=12).map(|id| task(id, PanelNeed::of(2))).collect();
    let said = assign(&open_request(tasks, vec![reviewer(1, Class::Technical, 1, 0, 99)])).unwrap_err().to_string();
    assert!(said.contains("申报书 A-10（回避后）") && !said.contains("申报书 A-11（回避后）"), "{said}");
    assert!(said.ends_with("另有 2 项。请增加专家、调整承担份数或放宽名额后重新分配。"), "{said}");
}
