//! 用章申请: a small procedure of an office, on which the kernel is tried.

use expect_test::expect_file;
use proptest::prelude::*;
use vocabulary::{Day, Role, WorkingDays, day};

use crate::{layout::Layout, *};

words! { enum Stage { Draft: "填写", Submitted: "待审核", Checked: "待批准", Approved: "待用印", Sealed: "已用印",
Refused: "不予用印", Withdrawn: "已撤回" } }
words! { enum Step { Submit: "提交", Withdraw: "撤回", SendBack: "退回", Check: "审核通过", Approve: "批准",
Refuse: "不予批准", Postpone: "改期", Seal: "用印", Lapse: "逾期作废", Reopen: "补盖" } }
words! { enum Twin { One: "甲", Other: "甲" } }
use {Stage::*, Step::*};

#[derive(Clone, Debug)]
struct Request {
    pages: u32,
    has_draft: bool,
    wanted_on: Option<Day>,
}

impl Case for Request {
    type Stage = Stage;
    type Step = Step;
    type Facts = Request;
}

impl Case for Twin {
    type Stage = Twin;
    type Step = Twin;
    type Facts = ();
}

const READY: Request = Request { pages: 3, has_draft: true, wanted_on: None };
const DRAFT: Guard<Request> = guard("draft_is_attached", "附有用印文稿", |facts| {
    Verdict::when(facts.has_draft, || "没有附用印文稿。".to_owned(), "请上传文稿后再提交。")
});
const SHORT: Guard<Request> = guard("paper_is_short", "文稿不超过 50 页", |facts| {
    Verdict::when(facts.pages <= 50, || format!("文稿有 {} 页。", facts.pages), "请分册申请。")
});
const APPLICANT: &[Role] = &[Role::Enterprise, Role::Institute];
const COPIES: Ask = Ask::new("copies", "份数", AskKind::Number("份"));
const WANTED: Span<Request> = Span::Until { says: "用印日期", day: |facts| facts.wanted_on };

const PROCEDURE: Procedure<Request> = Procedure {
    name: "seal-use",
    title: "用章申请",
    about: "在对外文件上使用局印章，须经审核和批准。",
    edition: 2026,
    start: Draft,
    stages: &[
        stage(Draft, "填写").edited_by(APPLICANT),
        stage(Submitted, "审核中").within(Span::WorkingDays(5)),
        stage(Checked, "审核中").within(Span::Days(10)).escalates_to(Role::Leader),
        stage(Approved, "请来用印").within(WANTED),
        stage(Sealed, "已用印").end(),
        stage(Refused, "未获批准").end(),
        stage(Withdrawn, "已撤回").end(),
    ],
    rules: &[
        rule(Submit, Draft, Submitted, APPLICANT).needs(&[DRAFT, SHORT]),
        rule(Withdraw, Draft, Withdrawn, APPLICANT),
        rule(Withdraw, Submitted, Withdrawn, APPLICANT),
        rule(SendBack, Submitted, Draft, &[Role::Officer]).needs_reason(),
        rule(Check, Submitted, Checked, &[Role::Officer]).needs(&[SHORT]),
        rule(SendBack, Checked, Draft, &[Role::Leader]).needs_reason(),
        rule(Approve, Checked, Approved, &[Role::Leader]).offline(),
        rule(Refuse, Checked, Refused, &[Role::Leader]).needs_reason(),
        rule(Postpone, Approved, Approved, APPLICANT),
        rule(Seal, Approved, Sealed, &[Role::Officer]).asks(&[COPIES, Ask::optional("note", "备注", AskKind::Line)]),
        rule(Lapse, Approved, Refused, &[Role::House]),
        rule(Reopen, Sealed, Approved, &[Role::Head]).needs_reason(),
    ],
};

const TWINS: Procedure<Twin> =
    Procedure { name: "", title: "", about: "", edition: 2026, start: Twin::One, stages: &[], rules: &[] };
const OLD: Procedure<Request> = Procedure { edition: 2019, ..PROCEDURE };
const RENAMED: Procedure<Request> = Procedure { edition: 2018, name: "seal", ..PROCEDURE };

#[test]
fn the_sample_is_sound_and_written_down() {
    PROCEDURE.assert_sound();
    let outline = PROCEDURE.outline();
    expect_file!["sample/procedure.out"].assert_eq(&outline.matrix());
    expect_file!["sample/seal-use.md"].assert_eq(&outline.describe());
    expect_file!["sample/seal-use.svg"].assert_eq(&outline.svg());
}

#[test]
fn every_kind_of_flaw_is_told_with_its_line() {
    type Change = fn(&mut Vec<StageRule<Request>>, &mut Vec<Rule<Request>>);
    let changes: &[(&str, Change)] = &[
        ("a stage is missing", |stages, _| stages.truncate(6)),
        ("a stage stands there twice", |stages, _| stages.push(stage(Draft, "填写"))),
        ("a step is not used", |_, rules| rules.retain(|rule| rule.step != Withdraw)),
        ("nothing leads on", |_, rules| rules.retain(|rule| rule.from != Approved || rule.step == Postpone)),
        ("an end has a limit", |stages, _| stages[4] = stages[4].within(Span::Months(1))),
        ("a form stays open", |stages, _| stages[6] = stages[6].edited_by(APPLICANT)),
        ("nobody may", |_, rules| rules[8].by = &[]),
        ("two rules for one role", |_, rules| rules.push(rule(Submit, Draft, Checked, &[Role::Institute]))),
        ("an end is left without a reason", |_, rules| rules[11].with_reason = false),
        ("a field is asked for twice", |_, rules| rules[5] = rules[5].asks(&[Ask::REASON])),
        ("a guard has no name", |_, rules| rules[6].guards = const { &[guard("Ready", "已备妥", |_| Verdict::Met)] }),
        ("a guard says two things", |_, rules| {
            rules[6].guards = const { &[guard("paper_is_short", "文稿不长", |_| Verdict::Met)] };
        }),
    ];
    let mut told = String::new();
    let mut tell = |what: &str, flaws: Vec<Flaw>| {
        assert!(!flaws.is_empty(), "{what}");
        told += &format!("{what}\n");
        told.extend(flaws.iter().map(|flaw| format!("    {}\n", flaw.0)));
    };
    for (what, change) in changes {
        let (mut stages, mut rules) = (PROCEDURE.stages.to_vec(), PROCEDURE.rules.to_vec());
        change(&mut stages, &mut rules);
        tell(what, Procedure { stages: stages.leak(), rules: rules.leak(), ..PROCEDURE }.check_sound());
    }
    tell("words are shared", TWINS.check_sound());
    tell("no edition", Editions::<Request>(&[]).check_sound());
    tell("editions in the wrong order", Editions(&[&OLD, &PROCEDURE]).check_sound());
    tell("editions with two names", Editions(&[&PROCEDURE, &RENAMED]).check_sound());
    expect_file!["sample/flaws.out"].assert_eq(&told);
}

#[test]
fn whoever_may_not_go_on_hears_everything_that_stands_in_the_way() {
    let facts = Request { pages: 60, has_draft: false, ..READY };
    let judged = |step, from, role| PROCEDURE.judge(step, from, role, &facts).map(|rule| rule.to);
    let Err(Refusal::Unmet(unmet)) = judged(Submit, Draft, Role::Institute) else { panic!("it was let pass") };
    let told: Vec<_> = unmet.iter().map(|one| [one.guard, one.says, &one.why, &one.next]).collect();
    let draft = ["draft_is_attached", "附有用印文稿", "没有附用印文稿。", "请上传文稿后再提交。"];
    assert_eq!(told, [draft, ["paper_is_short", "文稿不超过 50 页", "文稿有 60 页。", "请分册申请。"]]);
    assert_eq!(judged(Submit, Checked, Role::Institute), Err(Refusal::NotFromHere));
    assert_eq!(judged(Check, Submitted, Role::Expert), Err(Refusal::NotYours(&[Role::Officer])));
    assert_eq!(judged(Lapse, Approved, Role::House), Ok(Refused));
}

#[test]
fn limits_leave_out_holidays_where_they_count_working_days() {
    let calendar = WorkingDays::official();
    let wanted = Request { wanted_on: Some(day!(2022, 10, 20)), ..READY };
    let last = |stage, facts| PROCEDURE.last_day(stage, day!(2022, 9, 30), facts, &calendar);
    // The holiday of October 2022 lasted from the 1st to the 7th; the weekend after it was worked.
    assert_eq!(last(Submitted, &READY), Some(day!(2022, 10, 12)));
    assert_eq!(last(Checked, &READY), Some(day!(2022, 10, 10)));
    assert_eq!([last(Approved, &wanted), last(Approved, &READY), last(Sealed, &READY)], [wanted.wanted_on, None, None]);
    let limit = PROCEDURE.stage(Submitted).and_then(|stage| stage.limit).unwrap();
    assert_eq!(limit.reminder(day!(2022, 10, 12), &calendar), day!(2022, 10, 9));
}

#[test]
fn a_case_finishes_under_the_edition_with_which_it_began() {
    let editions = Editions(&[&PROCEDURE, &OLD]);
    let year = |procedure: Option<&Procedure<Request>>| procedure.map(|procedure| procedure.edition);
    assert_eq!(editions.check_sound(), []);
    assert_eq!([editions.current(), editions.of(2019), editions.of(2020)].map(year), [Some(2026), Some(2019), None]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_walk_replays_to_where_it_ended(seed: u64, length in 0_usize..40, pages in 48_u32..53) {
        let go = || walk(&PROCEDURE, seed, length, |_| Request { pages, ..READY });
        let moves = go();
        prop_assert_eq!(replay(&PROCEDURE, &moves), moves.last().map_or(Draft, |last| last.3));
        prop_assert!(moves.len() <= length && (pages <= 50 || moves.iter().all(|taken| taken.0 == Withdraw)));
        prop_assert_eq!(go(), moves);
    }

    #[test]
    fn nothing_in_a_drawing_lies_on_anything_else(pairs in prop::collection::btree_set((0_usize..12, 0_usize..12), 0..30)) {
        let ways = pairs.into_iter().filter(|(from, to)| from != to).map(|way| (way, vec![(way.0 % 3).to_string()]));
        let layout = Layout::new([(90.0, 40.0); 12].into_iter(), &ways.collect(), |_| (60.0, 30.0));
        let spots: Vec<_> = layout.spots.values().collect();
        for (index, a) in spots.iter().enumerate() {
            for b in &spots[index + 1..] {
                let (across, down) = ((a.x - b.x).abs(), (a.y - b.y).abs());
                let apart = [across - (a.size.0 + b.size.0) / 2.0, down - (a.size.1 + b.size.1) / 2.0];
                prop_assert!(if a.row == b.row { apart[0] > 15.9 } else { apart[1] > 5.9 }, "{a:?} {b:?}");
            }
        }
        prop_assert!(layout.lines.iter().all(|line| !layout.path(line).0.contains("NaN")));
    }
}
