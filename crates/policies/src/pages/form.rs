//! The form of a questionnaire, as its template needs it.

use storage::Problem;
use vocabulary::{Day, Money, MoneyUnit};
use web::typed;

use super::sheet::{NONE, yearly, years, yuan};
use crate::check::Kind;
use crate::item::Item;
use crate::question::{Input, Question, Section};

/// Fields that stand together.
pub(super) struct FieldSet {
    pub(super) legend: &'static str,
    pub(super) about: &'static str,
    /// What is wrong with the years as a whole.
    pub(super) error: String,
    pub(super) is_yearly: bool,
    pub(super) questions: Vec<Asked>,
}

/// A question with its fields: one, or one for each year.
pub(super) struct Asked {
    pub(super) label: &'static str,
    pub(super) unit: &'static str,
    pub(super) hint: &'static str,
    pub(super) is_required: bool,
    pub(super) control: Control,
    pub(super) fields: Vec<Field>,
}

/// How a question is answered.
#[derive(Copy, Clone, PartialEq, Eq)]
pub(super) enum Control {
    /// By typing.
    Text,
    /// By one of several buttons.
    Radio,
    /// From a list.
    Select,
    /// By ticking boxes.
    Boxes,
}

/// One field.
pub(super) struct Field {
    pub(super) name: String,
    /// The year that it is about, or nothing.
    pub(super) year: String,
    pub(super) value: String,
    /// An amount as people say it, e.g. 3200万元.
    pub(super) says: String,
    pub(super) error: String,
    pub(super) choices: Vec<Choice>,
}

/// One answer to choose.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

/// The form with what was typed and what is wrong with it.
pub(super) fn field_sets(kind: Kind, pairs: &[(String, String)], problems: &[Problem], today: Day) -> Vec<FieldSet> {
    let given = with_defaults(kind, pairs, today);
    let form = Form { pairs: &given, problems, years: years(&given, today) };
    kind.sections().iter().map(|section| form.field_set(section)).collect()
}

/// A form that nobody has filled in begins with the year or the day of today.
fn with_defaults(kind: Kind, pairs: &[(String, String)], today: Day) -> Vec<(String, String)> {
    let mut given = pairs.to_vec();
    if pairs.is_empty() {
        given.push(match kind {
            Kind::Hnte => (Item::AppliedOn.code().to_owned(), today.to_string()),
            Kind::Tsme => (Item::EvaluationYear.code().to_owned(), today.year().to_string()),
        });
    }
    given
}

struct Form<'a> {
    pairs: &'a [(String, String)],
    problems: &'a [Problem],
    years: [i32; 3],
}

impl Form<'_> {
    fn field_set(&self, section: &Section) -> FieldSet {
        let asked = |question: &Question| Asked {
            label: question.item.name(),
            unit: question.item.unit(),
            hint: question.hint,
            is_required: question.is_required,
            control: control(question.input),
            fields: if section.is_yearly {
                self.years.iter().map(|year| self.field(question, yearly(question, *year), year.to_string())).collect()
            } else {
                vec![self.field(question, question.place(), String::new())]
            },
        };
        FieldSet {
            legend: section.legend,
            about: section.about,
            error: if section.is_yearly { self.error(Item::Years.code()) } else { String::new() },
            is_yearly: section.is_yearly,
            questions: section.questions.iter().map(asked).collect(),
        }
    }

    fn field(&self, question: &Question, name: String, year: String) -> Field {
        let value = typed(self.pairs, &name).to_owned();
        Field {
            says: match question.input {
                Input::Amount | Input::Balance => yuan(question.item, &value).map(says).unwrap_or_default(),
                _ => String::new(),
            },
            error: self.error(&name),
            choices: self.choices(question, &name, &value),
            name,
            year,
            value,
        }
    }

    fn error(&self, place: &str) -> String {
        self.problems.iter().find(|one| one.place == place).map_or(String::new(), |one| one.sentence.clone())
    }

    fn choices(&self, question: &Question, name: &str, value: &str) -> Vec<Choice> {
        let choice = |of: &str, label: &str| Choice {
            value: of.to_owned(),
            label: label.to_owned(),
            is_chosen: self.pairs.iter().any(|(key, chosen)| key == name && chosen.trim() == of),
        };
        let mut open = choice("", "不清楚");
        open.is_chosen = value.is_empty();
        match question.input {
            Input::Flag => {
                let [yes, no] = question.yes_and_no();
                vec![choice("true", yes), choice("false", no), open]
            }
            Input::Word(words) => {
                std::iter::once(open).chain(words().into_iter().map(|word| choice(word, word))).collect()
            }
            Input::Words(words) => {
                words().into_iter().map(|word| choice(word, word)).chain([choice(NONE, "都没有")]).collect()
            }
            Input::Mark(most) => [open, choice("false", "没有"), choice("true", &format!("有，0至{most}分由专家评定"))]
                .into_iter()
                .chain((1..=most).map(|points| choice(&points.to_string(), &format!("有，预计得{points}分"))))
                .collect(),
            Input::Day | Input::Year | Input::Count | Input::Amount | Input::Balance => Vec::new(),
        }
    }
}

const fn control(input: Input) -> Control {
    match input {
        Input::Day | Input::Year | Input::Count | Input::Amount | Input::Balance => Control::Text,
        Input::Flag => Control::Radio,
        Input::Word(_) | Input::Mark(_) => Control::Select,
        Input::Words(_) => Control::Boxes,
    }
}

/// An amount from ten thousand yuan up in 万元 or 亿元, so that a digit too many is seen.
fn says(yuan: i64) -> String {
    let Some(money) = Money::from_yuan(yuan).filter(|_| yuan.unsigned_abs() >= 10_000) else { return String::new() };
    let unit: MoneyUnit = money.suited();
    format!("合{}{}", money.exact(unit), unit.label())
}
