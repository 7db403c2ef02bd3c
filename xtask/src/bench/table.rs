//! The one table that the measurements print.

/// Lines of three cells, in the order of measuring.
#[derive(Default)]
pub(super) struct Table {
    lines: Vec<[String; 3]>,
}

impl Table {
    /// Adds a line and prints it at once, so that a long measurement shows that it goes on.
    pub(super) fn add(&mut self, house: &str, what: &str, value: impl Into<String>) {
        let value = value.into();
        println!("{house}: {what}: {value}");
        self.lines.push([house.to_owned(), what.to_owned(), value]);
    }

    /// The whole table in Markdown, so that it can be put into a document as it is.
    pub(super) fn shown(&self) -> String {
        let head = ["where", "what", "measured"].map(str::to_owned);
        let mut widths = [0; 3];
        for line in self.lines.iter().chain([&head]) {
            for (width, cell) in widths.iter_mut().zip(line) {
                *width = (*width).max(width_of(cell));
            }
        }
        let rule = widths.map(|width| "-".repeat(width));
        let rows = [&head, &rule].into_iter().chain(&self.lines);
        rows.map(|line| row(line, &widths)).collect::<Vec<_>>().join("\n")
    }
}

fn row(line: &[String; 3], widths: &[usize; 3]) -> String {
    let cells = line.iter().zip(widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width - width_of(cell))));
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// How wide a text is on a terminal: a Chinese character takes two places.
fn width_of(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum()
}

/// A number with a comma at every third digit.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_straight() {
        let mut table = Table::default();
        table.add("binary", "size", "25.0 MB");
        table.add("20,000 rows, sqlite", "列表", "p50 1.0 ms");
        let shown = table.shown();
        let widths: Vec<usize> = shown.lines().map(width_of).collect();
        assert_eq!(widths.len(), 4);
        assert!(widths.iter().all(|width| Some(width) == widths.first()), "{shown}");
    }

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!([grouped(7), grouped(1000), grouped(1234567)], ["7", "1,000", "1,234,567"]);
    }
}
