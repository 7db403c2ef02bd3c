//! Figures counted from contracts: each opens the very rows that it counts.

use figures::{Figure, Moment};
use listing::{FoldValue, query};
use vocabulary::{Day, day};

use super::{Project, wan};
use crate::{
    CONTRACTS,
    contract::{ACCEPTANCE_FIGURES, CHANGE_FIGURES, FIGURES, PLAN_FIGURES},
};

/// What a figure is at a cut-off.
async fn read(project: &Project, code: &str, as_of: Day) -> i64 {
    let all: [&[Figure]; 4] = [FIGURES, CHANGE_FIGURES, ACCEPTANCE_FIGURES, PLAN_FIGURES];
    let figure = all.into_iter().flatten().find(|figure| figure.code == code).unwrap();
    let definition = figure.at(Moment { year: as_of.year(), as_of }, Some("369903")).unwrap();
    let reader = project.story.bureau.db.reader();
    match query::fold(reader, definition.listing, &definition.filter, definition.fold).await.unwrap() {
        FoldValue::Number(number) => number,
        _ => 0,
    }
}

#[tokio::test]
async fn a_contract_is_counted_while_it_runs_and_overdue_from_the_day_after_the_last() {
    for fresh in testkit::databases().await {
        let project = Project::signed(fresh, 50).await;
        let counts = async |code, days: &[Day]| {
            let mut counts = Vec::new();
            for day in days {
                counts.push(read(&project, code, *day).await);
            }
            counts
        };
        let signing = [day!(2022, 4, 19), day!(2022, 4, 20), day!(2023, 4, 20)];
        assert_eq!(counts("contracts-signed", &signing).await, [0, 1, 0]);
        assert_eq!(counts("contracts-running", &signing).await, [0, 1, 1]);
        assert_eq!(counts("contracts-planned", &signing[1..2]).await, [wan(50).fen()]);
        assert_eq!(counts("payments-planned", &[day!(2022, 12, 31)]).await, [wan(50).fen()]);
        let ending = [day!(2024, 6, 30), day!(2024, 7, 1)];
        assert_eq!(counts("contracts-overdue", &ending).await, [0, 1]);
        project.write(&CONTRACTS, project.contract, vec![("applied_on", "2024-07-05".into())]).await;
        assert_eq!(counts("contracts-overdue", &[day!(2024, 7, 4), day!(2024, 7, 5)]).await, [1, 0]);
        let ended = vec![
            ("stage", "已终止".into()),
            ("closed_on", "2024-08-01".into()),
            ("returned", wan(8).fen().into()),
            ("recovered", wan(3).fen().into()),
        ];
        project.write(&CONTRACTS, project.contract, ended).await;
        assert_eq!(counts("contracts-running", &[day!(2024, 7, 31), day!(2024, 8, 1)]).await, [1, 0]);
        assert_eq!(counts("contracts-terminated", &[day!(2024, 8, 1)]).await, [1]);
        assert_eq!(counts("contracts-to-return", &[day!(2024, 8, 1)]).await, [wan(8).fen()]);
        assert_eq!(counts("contracts-recovered", &[day!(2024, 8, 1)]).await, [wan(3).fen()]);
    }
}

#[tokio::test]
async fn every_figure_is_defined_over_columns_that_are_there() {
    let project = Project::approved(testkit::sqlite(), 50).await;
    for figures in [FIGURES, CHANGE_FIGURES, ACCEPTANCE_FIGURES, PLAN_FIGURES] {
        for figure in figures {
            assert_eq!(read(&project, figure.code, day!(2022, 12, 31)).await, 0, "{}", figure.code);
        }
    }
}
