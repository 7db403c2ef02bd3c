//! What was typed into a form, as the questionnaire in JSON that the rules read: the page asks nothing that the interface
//! does not.

use serde_json::{Map, Value, json};
use storage::Problem;
use vocabulary::{Day, Money, MoneyUnit, parse_integer};
use web::typed;

use crate::check::{Facts, Kind};
use crate::item::Item;
use crate::node::quoted;
use crate::question::{Input, Question, Section};
use crate::reading::problem;

/// The value of the box that says there is none of the words.
pub(super) const NONE: &str = "none";

/// The name of the field of a yearly question.
pub(super) fn yearly(question: &Question, year: i32) -> String {
    format!("{}.{year}", question.item.code())
}

/// The accounting years that the form asks for, by what was typed as the day of application.
pub(super) fn years(pairs: &[(String, String)], today: Day) -> [i32; 3] {
    let applied_on = Day::parse(typed(pairs, Item::AppliedOn.code())).unwrap_or(today);
    [3, 2, 1].map(|before| applied_on.year() - before)
}

/// What an enterprise typed, as the rules understand it.
///
/// # Errors
/// Everything that is wrong with it, each at its field.
pub(super) fn facts(kind: Kind, pairs: &[(String, String)], today: Day) -> Result<Facts, Vec<Problem>> {
    let mut sheet = Sheet::default();
    for section in kind.sections() {
        if section.is_yearly {
            sheet.take_years(section, pairs, years(pairs, today));
        } else {
            section.questions.iter().for_each(|question| sheet.take(question, pairs));
        }
    }
    let read = Facts::read(kind, &Value::Object(sheet.questionnaire).to_string(), today);
    let mut problems = sheet.problems;
    for found in read.as_ref().err().into_iter().flatten() {
        let place = field_of(&found.place, &sheet.years);
        if !problems.iter().any(|known| known.place == place) {
            problems.push(problem(place, found.sentence.clone()));
        }
    }
    problems.sort_by_key(|problem| sheet.asked.iter().position(|field| *field == problem.place));
    read.ok().filter(|_| problems.is_empty()).ok_or(problems)
}

/// The fields of a form that hold a questionnaire, and their texts.
pub(super) fn pairs_of(kind: Kind, questionnaire: &Value) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for section in kind.sections() {
        for question in section.questions {
            if section.is_yearly {
                let years = questionnaire.get(Item::Years.code()).and_then(Value::as_array);
                for year in years.into_iter().flatten() {
                    let number = year.get(Item::Year.code()).and_then(Value::as_i64);
                    let Some(number) = number.and_then(|number| i32::try_from(number).ok()) else { continue };
                    let values = texts(question, year.get(question.item.code()));
                    pairs.extend(values.into_iter().map(|text| (yearly(question, number), text)));
                }
                continue;
            }
            let object = question.within.map_or(Some(questionnaire), |object| questionnaire.get(object.code()));
            let values = texts(question, object.and_then(|object| object.get(question.item.code())));
            pairs.extend(values.into_iter().map(|text| (question.place(), text)));
        }
    }
    pairs
}

/// A value as it would be typed; nothing for what is not known.
fn texts(question: &Question, value: Option<&Value>) -> Vec<String> {
    match (value, question.input) {
        (Some(Value::Array(list)), Input::Words(_)) if list.is_empty() => vec![NONE.to_owned()],
        (Some(Value::Array(list)), _) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        (Some(Value::String(text)), _) => vec![text.clone()],
        (Some(value @ (Value::Number(_) | Value::Bool(_))), _) => vec![value.to_string()],
        (Some(Value::Null | Value::Object(_)) | None, _) => Vec::new(),
    }
}

/// A questionnaire in the making.
#[derive(Default)]
struct Sheet {
    questionnaire: Map<String, Value>,
    problems: Vec<Problem>,
    /// The years of the list, in its order.
    years: Vec<i32>,
    /// Every field of the form, in its order.
    asked: Vec<String>,
}

impl Sheet {
    fn take(&mut self, question: &Question, pairs: &[(String, String)]) {
        let place = question.place();
        self.asked.push(place.clone());
        let value = match value(question, &place, pairs) {
            Ok(Some(value)) => value,
            Ok(None) => return,
            Err(sentence) => {
                self.problems.push(problem(place, sentence));
                return;
            }
        };
        let fields = match question.within {
            None => Some(&mut self.questionnaire),
            Some(object) => {
                self.questionnaire.entry(object.code()).or_insert_with(|| Value::Object(Map::new())).as_object_mut()
            }
        };
        fields.and_then(|fields| fields.insert(question.item.code().to_owned(), value));
    }

    /// The years of which anything was typed.
    fn take_years(&mut self, section: &Section, pairs: &[(String, String)], years: [i32; 3]) {
        let mut list = Vec::new();
        self.asked.push(Item::Years.code().to_owned());
        for year in years {
            let mut fields = Map::new();
            let mut is_begun = false;
            for question in section.questions {
                let place = yearly(question, year);
                self.asked.push(place.clone());
                is_begun |= !typed(pairs, &place).is_empty();
                match value(question, &place, pairs) {
                    Ok(Some(value)) => drop(fields.insert(question.item.code().to_owned(), value)),
                    Ok(None) => {}
                    Err(sentence) => self.problems.push(problem(place, sentence)),
                }
            }
            if is_begun {
                fields.insert(Item::Year.code().to_owned(), json!(year));
                list.push(Value::Object(fields));
                self.years.push(year);
            }
        }
        self.questionnaire.insert(Item::Years.code().to_owned(), Value::Array(list));
    }
}

/// The field at which a problem of the questionnaire stands: `years[1].sales` is the field of that year.
fn field_of(place: &str, years: &[i32]) -> String {
    let inside = place.strip_prefix(Item::Years.code()).and_then(|rest| rest.strip_prefix('[')?.split_once("]."));
    let year = inside.and_then(|(index, _)| years.get(index.parse::<usize>().ok()?));
    match (inside, year) {
        (Some((_, item)), Some(year)) => {
            let item = if item == Item::Year.code() { Item::Sales.code() } else { item };
            format!("{item}.{year}")
        }
        _ => place.to_owned(),
    }
}

/// What was typed as a value of the questionnaire; nothing where nothing was typed. A word that is none of the choices is
/// handed on, and refused by whoever reads the questionnaire.
fn value(question: &Question, name: &str, pairs: &[(String, String)]) -> Result<Option<Value>, String> {
    let text = typed(pairs, name);
    if text.is_empty() {
        return Ok(None);
    }
    let item = question.item;
    let value = match question.input {
        Input::Day | Input::Word(_) => json!(text),
        Input::Year => json!(whole(item, text.trim_end_matches('年'))?),
        Input::Count => json!(whole(item, text)?),
        Input::Amount | Input::Balance => json!(yuan(item, text)?),
        Input::Flag => flag(text),
        Input::Mark(_) => match flag(text) {
            Value::String(text) => json!(whole(item, &text)?),
            flag => flag,
        },
        Input::Words(_) => json!(several(item, name, pairs)?),
    };
    Ok(Some(value))
}

fn flag(text: &str) -> Value {
    match text {
        "true" => json!(true),
        "false" => json!(false),
        other => json!(other),
    }
}

fn whole(item: Item, text: &str) -> Result<i64, String> {
    let unit = if item.unit().is_empty() { String::new() } else { format!("（单位：{}）", item.unit()) };
    parse_integer(text).map_err(|_| format!("{}应为整数{unit}，现为{}", item.name(), quoted(text)))
}

/// An amount in whole yuan. 万 and 亿 count, with 元 or without.
pub(super) fn yuan(item: Item, text: &str) -> Result<i64, String> {
    let unit = if text.ends_with(['万', '亿']) { "元" } else { "" };
    let money = Money::parse(&format!("{text}{unit}"), MoneyUnit::Yuan)
        .map_err(|_| format!("{}应为金额，如 32000000 或 3200万元，现为{}", item.name(), quoted(text)))?;
    if money.fen() % 100 == 0 {
        return Ok(money.fen() / 100);
    }
    Err(format!("{}请四舍五入到元，现为{}", item.name(), quoted(text)))
}

fn several(item: Item, name: &str, pairs: &[(String, String)]) -> Result<Vec<String>, String> {
    let chosen: Vec<&str> = pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.trim()).collect();
    let words: Vec<String> = chosen.iter().filter(|word| **word != NONE).map(|word| (*word).to_owned()).collect();
    if words.len() < chosen.len() && !words.is_empty() {
        return Err(format!("{}选了“都没有”，就不能再选别的", item.name()));
    }
    Ok(words)
}
