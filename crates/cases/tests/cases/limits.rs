//! Deadlines over holidays, the first deadline that stays, and what the house does as days pass.

use cases::{Passed, pass, story};
use vocabulary::{Day, day};

use super::{
    bureau::{Bureau, TODAY, kinds},
    seal::REQUESTS,
};

async fn passes(bureau: &Bureau, today: Day) -> Passed {
    pass(bureau.db(), &kinds(), today).await.unwrap_or_else(|error| panic!("{}: {error}", bureau.kind))
}

const NOTHING: Passed = Passed { taken: 0, reminded: 0, escalated: 0, failed: 0 };

#[tokio::test]
async fn a_limit_in_working_days_leaves_out_the_holidays_and_counts_the_weekend_that_is_worked() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let id = bureau.draft("投标用章").await;
        assert_eq!(bureau.request(id).await.text("due_on"), "", "a draft has no limit");
        // The Thursday before the holidays: 30 September, then 8 and 9 October, a worked weekend, 10 and 11.
        bureau.does("wang", id, "Submit", &[], day!(2022, 9, 29)).await;
        let case = bureau.request(id).await;
        assert_eq!(
            [case.text("since"), case.text("due_on"), case.text("first_due_on")],
            ["2022-09-29", "2022-10-11", "2022-10-11"]
        );
        bureau.does("li", id, "Return", &[("reason", "补")], day!(2022, 10, 13)).await;
        let case = bureau.request(id).await;
        assert_eq!([case.text("due_on"), case.text("first_due_on")], ["", ""]);
        let told = story(bureau.db().reader(), REQUESTS.table, id).await.unwrap();
        let last = told.last().unwrap();
        assert_eq!((last.spent, last.late, last.due), (7, 2, Some(day!(2022, 10, 11))));
    }
}

#[tokio::test]
async fn the_first_deadline_stays_through_an_extension_and_a_return() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let id = bureau.on_notice("投标用章", day!(2022, 10, 12)).await;
        let limits = async |bureau: &Bureau| {
            let case = bureau.request(id).await;
            (case.text("due_on").to_owned(), case.text("first_due_on").to_owned())
        };
        let is = |due: &str, first: &str| (due.to_owned(), first.to_owned());
        assert_eq!(limits(&bureau).await, is("2022-10-12", "2022-10-12"));
        let longer = [("notice_until", "2022-10-20"), ("reason", "有人没看到")];
        bureau.does("song", id, "Extend", &longer, day!(2022, 10, 10)).await;
        assert_eq!(limits(&bureau).await, is("2022-10-20", "2022-10-12"));
        bureau.does("song", id, "Return", &[("reason", "重看")], day!(2022, 10, 14)).await;
        assert_eq!(limits(&bureau).await, is("2022-10-21", "2022-10-21"), "days of review are counted anew");
        let again = [("notice_until", "2022-10-31"), ("minutes", "〔2022〕10 号"), ("held_on", "2022-10-17")];
        bureau.does("song", id, "Publish", &again, day!(2022, 10, 17)).await;
        assert_eq!(limits(&bureau).await, is("2022-10-31", "2022-10-12"));
    }
}

#[tokio::test]
async fn the_house_takes_its_own_step_once_and_the_next_day_goes_on() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let id = bureau.on_notice("投标用章", day!(2022, 10, 18)).await;
        assert_eq!(passes(&bureau, day!(2022, 10, 12)).await, NOTHING, "four working days are left");
        let reminded = Passed { reminded: 1, ..NOTHING };
        assert_eq!(passes(&bureau, day!(2022, 10, 13)).await, reminded);
        assert_eq!(passes(&bureau, day!(2022, 10, 13)).await, NOTHING, "once");
        assert_eq!(passes(&bureau, day!(2022, 10, 18)).await, NOTHING, "the last day is not over");
        assert_eq!(bureau.request(id).await.text("stage"), "公示中");
        let taken = Passed { taken: 1, ..NOTHING };
        assert_eq!(passes(&bureau, day!(2022, 10, 19)).await, taken);
        assert_eq!(bureau.request(id).await.text("stage"), "待用印");
        assert_eq!(passes(&bureau, day!(2022, 10, 19)).await, NOTHING, "once");
        let told = story(bureau.db().reader(), REQUESTS.table, id).await.unwrap();
        let last = told.last().unwrap();
        assert_eq!((last.step.as_str(), last.role.as_str(), last.actor.as_str()), ("公示期满", "系统", "系统"));
        // Three working days from the nineteenth, so the reminder is due the next day.
        assert_eq!(passes(&bureau, day!(2022, 10, 20)).await, reminded);
        let escalated = Passed { escalated: 1, ..NOTHING };
        assert_eq!(passes(&bureau, day!(2022, 10, 25)).await, escalated);
        assert_eq!(passes(&bureau, day!(2022, 10, 25)).await, NOTHING);
        assert_eq!(passes(&bureau, day!(2022, 10, 26)).await, NOTHING, "once for this deadline, not every day");
        let told = bureau.told("he").await;
        assert_eq!(
            told.last().unwrap(),
            "超期：用章申请“投标用章”待用印，期限 2022-10-24",
            "the head of the section hears of it: {told:?}"
        );
        assert!(bureau.told("lu").await.is_empty(), "the other section hears nothing");
        bureau.require_verified().await;
    }
}

#[tokio::test]
async fn an_extension_makes_a_new_deadline_of_which_everybody_is_told_anew() {
    let bureau = Bureau::open(testkit::sqlite()).await;
    let id = bureau.on_notice("投标用章", day!(2022, 10, 12)).await;
    assert_eq!(passes(&bureau, day!(2022, 10, 11)).await.reminded, 1);
    let longer = [("notice_until", "2022-10-20"), ("reason", "有人没看到")];
    bureau.does("song", id, "Extend", &longer, day!(2022, 10, 12)).await;
    assert_eq!(passes(&bureau, day!(2022, 10, 13)).await, NOTHING);
    assert_eq!(passes(&bureau, day!(2022, 10, 17)).await.reminded, 1);
    let told = bureau.told("song").await;
    let reminders: Vec<&String> = told.iter().filter(|told| told.starts_with("提醒")).collect();
    assert_eq!(reminders.len(), 2, "{told:?}");
}

#[tokio::test]
async fn where_nobody_heads_the_section_the_leaders_hear_of_what_is_late() {
    let bureau = Bureau::open(testkit::sqlite()).await;
    let id = bureau.submitted("投标用章").await;
    bureau.set(&bureau.request(id).await, "section", bureau.sections[1].into()).await;
    assert_eq!(passes(&bureau, day!(2022, 10, 14)).await.escalated, 1);
    for leader in ["song", "sun"] {
        let told = bureau.told(leader).await;
        assert!(told.last().unwrap().starts_with("超期"), "{leader}: {told:?}");
    }
    assert!(!bureau.told("he").await.iter().any(|told| told.starts_with("超期")), "he heads another section");
}

#[tokio::test]
async fn a_case_that_cannot_be_looked_at_holds_up_no_other() {
    for fresh in testkit::databases().await {
        let bureau = Bureau::open(fresh).await;
        let broken = bureau.on_notice("坏了的", day!(2022, 10, 10)).await;
        let sound = bureau.on_notice("好的", day!(2022, 10, 11)).await;
        bureau.set(&bureau.request(broken).await, "edition", 1999.into()).await;
        let passed = passes(&bureau, day!(2022, 10, 12)).await;
        assert_eq!((passed.taken, passed.failed), (1, 1), "{}", bureau.kind);
        assert_eq!(bureau.request(sound).await.text("stage"), "待用印");
    }
}

#[tokio::test]
async fn more_late_cases_than_are_looked_at_together_are_all_looked_at() {
    let bureau = Bureau::open(testkit::sqlite()).await;
    for number in 0..210 {
        let id = bureau.draft(&format!("第 {number} 件")).await;
        let case = bureau.request(id).await;
        let changes = [("stage", "待审核"), ("since", "2022-09-26"), ("due_on", "2022-10-08")];
        for (column, text) in changes {
            bureau.set(&case, column, text.into()).await;
        }
    }
    assert_eq!(passes(&bureau, day!(2022, 10, 10)).await.escalated, 210);
    assert_eq!(passes(&bureau, day!(2022, 10, 10)).await, NOTHING);
    assert_eq!(TODAY, bureau.db().clock().today());
}
