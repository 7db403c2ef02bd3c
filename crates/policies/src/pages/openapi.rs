//! The description of the interface (OpenAPI 3.1), made from the questions themselves.

use serde_json::{Map, Value, json};

use crate::check::{Kind, LONGEST};
use crate::item::Item;
use crate::question::{Input, Question};

/// The whole document.
pub(super) fn document() -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::from_iter([("assessment".to_owned(), assessment()), ("problems".to_owned(), problems())]);
    for (word, kind) in Kind::WORDS {
        paths.insert(format!("/api/check/{word}"), json!({ "post": operation(kind) }));
        schemas.insert(word.to_owned(), questionnaire(kind));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "科枢：政策自测",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "高新技术企业和科技型中小企业自测。金额以元为单位，取整数；可以不填的项目不填或填 null，结论按最宽的\
                范围给出。不需要账号，不保存内容。"
        },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn operation(kind: Kind) -> Value {
    let content =
        |name: &str| json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{name}") } } });
    json!({
        "operationId": format!("check_{}", kind.word()),
        "summary": format!("{}自测", kind.title()),
        "requestBody": {
            "required": true,
            "description": format!("UTF-8 编码的 JSON，最多{LONGEST}个字节"),
            "content": content(kind.word()),
        },
        "responses": {
            "200": { "description": "结论", "content": content("assessment") },
            "422": { "description": "填写有误：每处一句话", "content": content("problems") },
        },
    })
}

/// The schema of a questionnaire.
fn questionnaire(kind: Kind) -> Value {
    let mut whole = Fields::default();
    let mut inside: Vec<(Item, Fields)> = Vec::new();
    for section in kind.sections() {
        if section.is_yearly {
            let mut year = Fields::default();
            year.add(&Question::new(Item::Year, Input::Year, "会计年度").required());
            section.questions.iter().for_each(|question| year.add(question));
            whole.properties.insert(
                Item::Years.code().to_owned(),
                json!({ "type": "array", "maxItems": 3, "description": section.about, "items": year.schema() }),
            );
            whole.required.push(Item::Years.code());
            continue;
        }
        for question in section.questions {
            match question.within {
                None => whole.add(question),
                Some(object) => match inside.iter_mut().find(|(known, _)| *known == object) {
                    Some((_, fields)) => fields.add(question),
                    None => {
                        let mut fields = Fields::default();
                        fields.add(question);
                        inside.push((object, fields));
                    }
                },
            }
        }
    }
    for (object, fields) in inside {
        whole.properties.insert(object.code().to_owned(), fields.schema());
    }
    whole.schema()
}

/// The fields of an object.
#[derive(Default)]
struct Fields {
    properties: Map<String, Value>,
    required: Vec<&'static str>,
}

impl Fields {
    fn add(&mut self, question: &Question) {
        if question.is_required {
            self.required.push(question.item.code());
        }
        self.properties.insert(question.item.code().to_owned(), property(question));
    }

    fn schema(self) -> Value {
        json!({
            "type": "object",
            "additionalProperties": false,
            "required": self.required,
            "properties": self.properties,
        })
    }
}

/// The schema of one answer. What may stay open may also be `null`.
fn property(question: &Question) -> Value {
    let item = question.item;
    let unit = if item.unit().is_empty() { String::new() } else { format!("（单位：{}）", item.unit()) };
    let mut schema = match question.input {
        Input::Day => json!({ "type": "string", "format": "date" }),
        Input::Year | Input::Balance => json!({ "type": "integer" }),
        Input::Count | Input::Amount => json!({ "type": "integer", "minimum": 0 }),
        Input::Flag => json!({ "type": "boolean" }),
        Input::Word(words) => json!({ "type": "string", "enum": words() }),
        Input::Words(words) => json!({ "type": "array", "items": { "type": "string", "enum": words() } }),
        Input::Mark(most) => {
            json!({ "anyOf": [{ "type": "boolean" }, { "type": "integer", "minimum": 0, "maximum": most }] })
        }
    };
    if !question.is_required {
        schema = json!({ "anyOf": [schema, { "type": "null" }] });
    }
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("title".to_owned(), json!(format!("{}{unit}", item.name())));
        fields.insert("description".to_owned(), json!(question.hint));
    }
    schema
}

fn assessment() -> Value {
    let points = json!({ "type": "integer", "minimum": 0, "maximum": 100 });
    let text = json!({ "type": "string" });
    json!({
        "type": "object",
        "required": ["qualifies", "score", "conditions", "edition"],
        "properties": {
            "qualifies": { "type": "string", "enum": ["yes", "no", "possible"] },
            "score": { "anyOf": [points, {
                "type": "object", "required": ["min", "max"], "properties": { "min": points, "max": points }
            }] },
            "conditions": { "type": "array", "items": {
                "type": "object",
                "required": ["code", "name", "met", "have", "need", "gap", "source"],
                "properties": {
                    "code": text, "name": text, "have": text, "need": text, "source": source(),
                    "met": { "type": ["boolean", "null"], "description": "null：要看专家评分，或者要补充填写" },
                    "gap": { "anyOf": [gap(), { "type": "null" }] },
                }
            } },
            "edition": text,
        }
    })
}

fn source() -> Value {
    let text = json!({ "type": "string" });
    json!({
        "type": "object",
        "required": ["document", "article", "confidence"],
        "properties": {
            "document": text,
            "article": text,
            "confidence": { "type": "string", "enum": ["official", "agreeing", "known", "unconfirmed"] },
        }
    })
}

fn gap() -> Value {
    let text = json!({ "type": "string" });
    let change = json!({
        "type": "object",
        "required": ["item", "by", "sentence"],
        "properties": { "item": text, "by": { "type": "integer" }, "sentence": text }
    });
    json!({
        "type": "object",
        "required": ["sentence", "ways", "points", "steps", "unknown"],
        "properties": {
            "sentence": text,
            "ways": { "type": "array", "items": change, "description": "任做到一项即可" },
            "points": { "type": ["integer", "null"], "description": "还差多少分" },
            "steps": { "type": "array", "description": "单靠一项不够时，每项的下一步和它能加的分", "items": {
                "type": "object",
                "required": ["change", "points"],
                "properties": { "change": change, "points": { "type": "integer" } }
            } },
            "unknown": { "type": "array", "items": text, "description": "没有填写的项目" },
        }
    })
}

fn problems() -> Value {
    let text = json!({ "type": "string" });
    json!({
        "type": "object",
        "required": ["problems"],
        "properties": { "problems": { "type": "array", "items": {
            "type": "object", "required": ["field", "sentence"], "properties": { "field": text, "sentence": text }
        } } }
    })
}
