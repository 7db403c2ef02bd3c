//! Figures for programs: the same keys in the browser, on the command line and in exports.

use listing::FoldValue;
use serde_json::{Number, Value, json};

use crate::{Reading, Shown, Witness};

/// A reading. `value` is the exact number in the figure's unit, a text where the figure is one, or null where it is
/// missing; `shown` is the number as a report writes it and `said` the whole phrase.
pub fn reading_json(reading: &Reading) -> Value {
    let definition = &reading.definition;
    json!({
        "code": definition.code,
        "slot": definition.slot,
        "name": definition.name,
        "unit": definition.unit,
        "value": value(reading),
        "shown": reading.shown(),
        "said": reading.phrase(),
        "window": {
            "label": definition.window,
            "from": definition.period.from.map(|day| day.to_string()),
            "to": definition.period.to.to_string(),
        },
        "fold": definition.fold.to_address(),
        "listing": definition.listing.path,
        "address": definition.address(),
        "witnesses": reading.witnesses,
    })
}

/// The rows behind a figure: id, name, and what each contributes.
pub fn witnesses_json(witnesses: &[Witness]) -> Value {
    let row = |witness: &Witness| json!({ "id": witness.id, "name": witness.name, "contributes": number_or_text(&witness.contributes) });
    Value::Array(witnesses.iter().map(row).collect())
}

fn value(reading: &Reading) -> Value {
    let Some(exact) = reading.exact() else { return Value::Null };
    match (&reading.value, reading.definition.shown) {
        (FoldValue::Number(_), _) | (FoldValue::Text(_), Shown::Year | Shown::Month) => number_or_text(&exact),
        (FoldValue::Missing(_) | FoldValue::Text(_) | FoldValue::Pair(..), _) => Value::String(exact),
    }
}

/// A number where a JSON number can hold exactly this decimal; otherwise the text.
fn number_or_text(text: &str) -> Value {
    if let Ok(whole) = text.parse::<i64>() {
        return if whole.to_string() == text { Value::from(whole) } else { Value::from(text) };
    }
    let number = text.parse::<f64>().ok().filter(|number| number.to_string() == text).and_then(Number::from_f64);
    number.map_or_else(|| Value::from(text), Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_json_can_hold_exactly_is_a_number() {
        assert_eq!(number_or_text("42"), json!(42));
        assert_eq!(number_or_text("-1234.567891"), json!(-1234.567891));
        assert_eq!(number_or_text("0.000001"), json!(0.000001));
    }

    #[test]
    fn what_json_cannot_hold_exactly_stays_a_text() {
        assert_eq!(number_or_text("12345678901234567.89"), json!("12345678901234567.89"));
        assert_eq!(number_or_text("007"), json!("007"));
        assert_eq!(number_or_text("瓷源"), json!("瓷源"));
        assert_eq!(number_or_text("inf"), json!("inf"));
    }
}
