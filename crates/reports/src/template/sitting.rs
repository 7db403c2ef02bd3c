//! One rendering of a template: the functions that it may call, and what bounds it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use minijinja::{
    Environment, Error as Fault, ErrorKind, Output, State, UndefinedBehavior, Value,
    value::{Kwargs, Rest, ValueKind, ValueOrKwargs, from_args},
};
use vocabulary::Day;

use super::{
    ask::{Answer, Answers, Ask, Found, MOST_ROWS, Taken},
    faults, marks, phrase,
};

/// How much one rendering may work: an instruction costs about one, and so do 64 bytes of text. The built-in report takes
/// some 5,000.
const FUEL: u64 = 200_000;

/// How deep a template may call into itself.
const DEPTH: usize = 60;

/// What a template knows without asking.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// The year of the report.
    pub(crate) year: i32,
    /// The cut-off.
    pub(crate) as_of: Day,
    /// The bureau.
    pub(crate) owner: String,
    /// The code of the figure that fills each blank of the mission report.
    pub(crate) slots: BTreeMap<u8, String>,
}

/// What a rendering gave.
pub(crate) struct Rendered {
    /// The text with its marks.
    pub(crate) text: String,
    /// Everything that it asked for.
    pub(crate) asked: BTreeSet<Ask>,
}

struct Sitting {
    answers: Answers,
    facts: Facts,
    asked: Mutex<BTreeSet<Ask>>,
}

/// Renders a template with the answers there are. What is not answered yet is empty, and listed.
pub(crate) fn render(source: &str, facts: &Facts, answers: &Answers) -> Result<Rendered, storage::Problem> {
    let source = marks::without(source).replace("\r\n", "\n");
    let sitting = Arc::new(Sitting { answers: answers.clone(), facts: facts.clone(), asked: Mutex::default() });
    let environment = environment(&sitting);
    let template = environment.template_from_named_str("report", &source).map_err(|fault| faults::problem(&fault))?;
    let day = |day: Day| day.to_string();
    let first = Day::new(facts.year, 1, 1).unwrap_or(facts.as_of);
    let context = minijinja::context! {
        year => facts.year,
        as_of => facts.as_of.chinese(),
        owner => marks::without(&facts.owner),
        this_year => format!("{}..{}", day(first), day(facts.as_of)),
        last_two_years => format!("{}..{}", day(first.plus_years(-1)), day(facts.as_of)),
    };
    let text = template.render(context).map_err(|fault| faults::problem(&fault))?;
    drop(environment);
    let asked = sitting.asked.lock().map(|mut asked| std::mem::take(&mut *asked)).unwrap_or_default();
    Ok(Rendered { text, asked })
}

fn environment<'source>(sitting: &Arc<Sitting>) -> Environment<'source> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(DEPTH);
    environment.set_debug(false);
    let mut syntax = minijinja::syntax::SyntaxConfig::builder();
    syntax.trim_blocks(false).lstrip_blocks(true);
    if let Ok(syntax) = syntax.build() {
        environment.set_syntax(syntax);
    }
    environment.set_formatter(emit);
    environment.add_filter("chinese", chinese);
    environment.add_filter("sentence", |text: String| sentence(&text));
    let with = |call: fn(&Sitting, &Value) -> Result<Value, Fault>| {
        let sitting = sitting.clone();
        move |code: Value| call(&sitting, &code)
    };
    environment.add_function("figure", with(Sitting::figure));
    environment.add_function("slot", with(Sitting::figure));
    environment.add_function("hedge", with(Sitting::hedge));
    environment.add_function("has", with(Sitting::has));
    environment.add_function("change", with(|sitting, code| sitting.compared(code, |compared| &compared.change)));
    environment
        .add_function("completion", with(|sitting, code| sitting.compared(code, |compared| &compared.completion)));
    environment.add_function("rank", with(|sitting, code| sitting.compared(code, |compared| &compared.rank)));
    let here = sitting.clone();
    environment.add_function("said", move |code: Value, unit: Option<String>| here.said(&code, unit.as_deref()));
    let here = sitting.clone();
    environment.add_function("name", move |address: String, column: String, options: Kwargs| {
        let without = options.get::<Option<String>>("without")?;
        options.assert_all_used()?;
        here.name(&address, &column, without.as_deref())
    });
    let here = sitting.clone();
    environment.add_function("list", move |arguments: Rest<ValueOrKwargs>| here.list(&arguments.into_values()));
    environment.add_function("gap", |what: String, place: Option<String>| {
        marks::gap(&marks::without(&place.unwrap_or_default()), &marks::without(&what))
    });
    environment
}

/// How a value enters the text: marks as they are, words as quotations, nothing as a gap.
fn emit(output: &mut Output, _: &mut State, value: &Value) -> Result<(), Fault> {
    let text = match value.kind() {
        ValueKind::Undefined => return Err(Fault::from(ErrorKind::UndefinedError)),
        ValueKind::None => marks::gap("", "空白栏"),
        ValueKind::Number | ValueKind::Bool => value.to_string(),
        ValueKind::String => {
            let text = value.to_string();
            if marks::has_any(&text) { text } else { marks::quoted(&text) }
        }
        _ => return Err(faults::ours("这里只能写出文字和数字；要写出列表的各行，请用 for 循环")),
    };
    output.write_str(&text).map_err(Fault::from)
}

impl Sitting {
    /// The code that somebody wrote: a code, or the number of a blank of the mission report.
    fn code(&self, code: &Value) -> Result<String, Fault> {
        if let Some(number) = code.as_i64() {
            let known = u8::try_from(number).ok().and_then(|slot| self.facts.slots.get(&slot));
            return known.cloned().ok_or_else(|| faults::ours(format!("没有第 {number} 处空格，编号为 1 至 96")));
        }
        match code.as_str() {
            Some(code) => Ok(marks::without(code).trim().to_owned()),
            None => Err(faults::ours("括号里应写指标代码并加引号，如 figure(\"hnte-valid\")")),
        }
    }

    fn ask(&self, ask: Ask) -> Result<Option<&Answer>, Fault> {
        let answer = self.answers.get(&ask);
        if let Ok(mut asked) = self.asked.lock() {
            asked.insert(ask);
        }
        match answer {
            Some(Answer::Refused(sentence)) => Err(faults::ours(sentence.clone())),
            answer => Ok(answer),
        }
    }

    fn reading(&self, code: &Value) -> Result<Option<&figures::Reading>, Fault> {
        match self.ask(Ask::Figure(self.code(code)?))? {
            Some(Answer::Reading(reading)) => Ok(Some(reading)),
            _ => Ok(None),
        }
    }

    fn figure(&self, code: &Value) -> Result<Value, Fault> {
        Ok(self.reading(code)?.map_or_else(|| Value::from(""), |reading| Value::from(phrase::number(reading))))
    }

    fn said(&self, code: &Value, unit: Option<&str>) -> Result<Value, Fault> {
        let said = self.reading(code)?.map(|reading| phrase::said(reading, unit));
        Ok(Value::from(said.unwrap_or_default()))
    }

    fn hedge(&self, code: &Value) -> Result<Value, Fault> {
        Ok(Value::from(self.reading(code)?.map_or("", figures::Reading::hedge)))
    }

    fn has(&self, code: &Value) -> Result<Value, Fault> {
        Ok(Value::from(self.reading(code)?.is_some_and(|reading| !reading.is_missing())))
    }

    fn compared(&self, code: &Value, part: fn(&crate::comparison::Compared) -> &String) -> Result<Value, Fault> {
        let code = self.code(code)?;
        match self.ask(Ask::Comparison(code.clone()))? {
            Some(Answer::Compared(compared)) if !part(compared).is_empty() => {
                let address = phrase::figure_page(&code, self.facts.year, self.facts.as_of);
                Ok(Value::from(marks::figure(&code, &address, &marks::without(part(compared)))))
            }
            _ => Ok(Value::from("")),
        }
    }

    fn rows(&self, address: &str, columns: Vec<String>, limit: usize) -> Result<&[Found], Fault> {
        let address = marks::without(address);
        match self.ask(Ask::Rows { address, columns, limit })? {
            Some(Answer::Rows(rows)) => Ok(rows),
            _ => Ok(&[]),
        }
    }

    /// One column of the first row of a list, without what another column says where it begins so.
    fn name(&self, address: &str, column: &str, without: Option<&str>) -> Result<Value, Fault> {
        let columns = std::iter::once(column).chain(without).map(str::to_owned).collect();
        let cells = self.rows(address, columns, 1)?.first().map_or(&[][..], |row| row.cells.as_slice());
        Ok(match cells {
            [(_, Taken::Text(text)), (_, Taken::Text(start)), ..] => {
                Value::from(marks::quoted(text.strip_prefix(start.as_str()).unwrap_or(text)))
            }
            [(_, Taken::Text(text)), ..] => Value::from(marks::quoted(text)),
            [(_, Taken::Number(number)), ..] => Value::from(*number),
            _ => Value::from(marks::gap(&marks::without(address), &format!("{column} 栏"))),
        })
    }

    /// Rows of a list: the address, the columns, and further conditions by name.
    fn list(&self, arguments: &[Value]) -> Result<Value, Fault> {
        let (given, conditions) = from_args::<(&[Value], Kwargs)>(arguments)?;
        let mut texts = given
            .iter()
            .map(|value| value.as_str().map(str::to_owned).ok_or_else(|| faults::ours("list 里的地址和栏名应加引号")));
        let mut address = texts.next().unwrap_or_else(|| Err(faults::ours("list 里应先写列表的地址")))?;
        let columns = texts.collect::<Result<Vec<_>, _>>()?;
        if columns.is_empty() {
            return Err(faults::ours("list 里应写出要用的栏，如 list(\"/supervision/problems\", \"title\")"));
        }
        let mut limit = MOST_ROWS;
        for name in conditions.args() {
            let value: Value = conditions.get(name)?;
            if name == "limit" {
                let most = value.as_usize().filter(|most| (1..=MOST_ROWS).contains(most));
                limit = most.ok_or_else(|| faults::ours(format!("limit 应为 1 至 {MOST_ROWS} 的整数")))?;
                continue;
            }
            let separator = if address.contains('?') { '&' } else { '?' };
            let pair = listing::address::encode(&[(name.to_owned(), marks::without(&value.to_string()))]);
            address = format!("{address}{separator}{pair}");
        }
        let rows = self.rows(&address, columns, limit)?;
        Ok(rows.iter().map(row).collect())
    }
}

/// A row as a template sees it: its columns, the same as links to the record, the record's id and page.
fn row(found: &Found) -> Value {
    let mut row = BTreeMap::new();
    let mut linked = BTreeMap::new();
    for (name, cell) in &found.cells {
        let (value, text) = match cell {
            Taken::Nothing => (Value::from(()), None),
            Taken::Number(number) => (Value::from(*number), Some(number.to_string())),
            Taken::Text(text) => (Value::from(text.as_str()), Some(text.clone())),
        };
        let link = text.map_or_else(|| marks::gap("", name), |text| marks::figure("", &found.href, &text));
        linked.insert(name.clone(), Value::from(link));
        row.insert(name.clone(), value);
    }
    row.insert("id".to_owned(), Value::from(found.id));
    row.insert("address".to_owned(), Value::from(found.href.as_str()));
    row.insert("linked".to_owned(), Value::from(linked));
    Value::from(row)
}

/// A number from 1 to 99 in Chinese numerals.
fn chinese(number: i64) -> Result<String, Fault> {
    const NUMERALS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let numeral = |digit: i64| usize::try_from(digit).ok().and_then(|digit| NUMERALS.get(digit)).copied();
    match (number / 10, numeral(number / 10), numeral(number % 10)) {
        (0, _, Some(ones)) if number > 0 => Ok(ones.to_owned()),
        (1, _, Some(ones)) => Ok(format!("十{ones}")),
        (2.., Some(tens), Some(ones)) => Ok(format!("{tens}十{ones}")),
        _ => Err(faults::ours("chinese 只用于 1 至 99 的整数")),
    }
}

/// A text that ends as a sentence does.
fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.is_empty() || text.ends_with(['。', '！', '？']) { text.to_owned() } else { format!("{text}。") }
}

impl std::fmt::Debug for Sitting {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Sitting").finish_non_exhaustive()
    }
}
