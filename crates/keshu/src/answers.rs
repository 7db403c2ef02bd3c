//! Where answers to technical demands come from: the one place that knows both matching and the modules whose records it asks.

use std::sync::Arc;

use directory::PEOPLE;
use matching::{ACHIEVEMENTS, AnswerKind, AtHand, Finder, Indexed, Of, Source, Texts, Told, Used, WORKS};
use platforms::{EQUIPMENT, EQUIPMENT_USES};
use projects::PROJECTS;
use review::EXPERTS;
use rural::{COMMISSIONERS, SERVICES};
use search::Engine;
use storage::Db;
use talent::TEAMS;

/// Works of somebody, each for itself.
const WORK: Told = Told { listing: &WORKS, of: Of::Person("person"), title: "title", texts: &["summary"] };

/// What somebody says of their own field.
const OWN_FIELD: Told = Told { listing: &PEOPLE, of: Of::ThisPerson, title: "field", texts: &[] };

/// Every kind of answer.
static SOURCES: &[Source] = &[
    Source {
        only: &[("state", &["征集中"])],
        told: &[Told { listing: &ACHIEVEMENTS, of: Of::Itself, title: "title", texts: &["summary"] }],
        unit: Some("holder"),
        fields: &["field"],
        region: Some("holder.region"),
        price: Some("price"),
        maturity: Some("maturity"),
        until: Some("expires_on"),
        ..Source::of(AnswerKind::Achievement, &ACHIEVEMENTS)
    },
    Source {
        only: &[("state", &["在库"])],
        told: &[WORK, OWN_FIELD],
        unit: Some("unit"),
        person: Some("person"),
        fields: &["field1", "field2", "field3"],
        region: Some("unit.region"),
        ..Source::of(AnswerKind::Expert, &EXPERTS)
    },
    Source {
        told: &[Told { listing: &TEAMS, of: Of::Itself, title: "name", texts: &["leader.field"] }],
        unit: Some("unit"),
        person: Some("leader"),
        region: Some("unit.region"),
        ..Source::of(AnswerKind::Team, &TEAMS)
    },
    Source {
        only: &[("state", &["在用"]), ("open", &["是"])],
        told: &[Told { listing: &EQUIPMENT, of: Of::Itself, title: "name", texts: &["platform"] }],
        unit: Some("platform.host"),
        region: Some("platform.host.region"),
        operator: Some("keeper"),
        used: Some(Used { listing: &EQUIPMENT_USES, link: "equipment", day: "used_on", hours: "hours" }),
        ..Source::of(AnswerKind::Equipment, &EQUIPMENT)
    },
    Source {
        told: &[Told { listing: &PROJECTS, of: Of::Itself, title: "name", texts: &["field", "summary"] }],
        unit: Some("unit"),
        region: Some("region"),
        ..Source::of(AnswerKind::Project, &PROJECTS)
    },
    Source {
        told: &[
            WORK,
            OWN_FIELD,
            Told { listing: &SERVICES, of: Of::Answer("commissioner"), title: "content", texts: &[] },
        ],
        unit: Some("sender"),
        person: Some("person"),
        until: Some("term_to"),
        ..Source::of(AnswerKind::Commissioner, &COMMISSIONERS)
    },
];

/// Who looks for answers in a house.
pub(crate) fn finder(texts: Arc<dyn Texts>) -> Finder {
    Finder { sources: SOURCES, texts }
}

/// The texts as the database has them.
pub(crate) fn at_hand(db: &Db) -> Arc<dyn Texts> {
    Arc::new(read(db))
}

/// The texts as the index knows them.
pub(crate) fn indexed(db: &Db, engine: &Engine) -> Arc<dyn Texts> {
    Arc::new(Indexed { engine: engine.clone(), otherwise: read(db) })
}

fn read(db: &Db) -> AtHand {
    AtHand { db: db.clone(), registry: crate::modules::registry() }
}
