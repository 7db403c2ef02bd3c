//! An assessment as plain text for a terminal or a printed page, eighty columns wide.

use std::fmt;

use crate::assessment::{Assessment, Condition};

/// The width of a line in columns; a Chinese character takes two.
const WIDTH: usize = 78;

impl fmt::Display for Assessment {
    /// The whole sheet, with a line break after every line.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}自测", self.subject)?;
        paragraph(out, "结论：", self.qualifies.label())?;
        paragraph(out, "得分：", &self.score.to_string())?;
        paragraph(out, "依据：", self.edition)?;
        for condition in &self.conditions {
            writeln!(out)?;
            show(condition, out)?;
        }
        writeln!(out, "\n得分构成")?;
        for part in &self.parts {
            let by = if part.by.is_empty() { String::new() } else { format!("{}，", part.by) };
            paragraph(out, "    ", &format!("{}：{by}{}（满分{}分）", part.name, part.points, part.most))?;
        }
        writeln!(out)?;
        for remark in &self.remarks {
            paragraph(out, "注意：", remark)?;
        }
        paragraph(out, "说明：", "自测结果仅供参考，以认定机构和评审专家的意见为准；标“待核实”的依据须经人工核对。")
    }
}

fn show(condition: &Condition, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mark = match condition.met {
        Some(true) => "［符合］",
        Some(false) => "［不符］",
        None => "［待定］",
    };
    paragraph(out, mark, condition.name)?;
    paragraph(out, "    现有：", &condition.have)?;
    paragraph(out, "    要求：", &condition.need)?;
    if let Some(gap) = &condition.gap {
        paragraph(out, "    差距：", &gap.to_string())?;
    }
    paragraph(out, "    依据：", &condition.source.to_string())
}

/// A text behind its heading, broken to the width and indented to where it begins.
fn paragraph(out: &mut fmt::Formatter<'_>, heading: &str, text: &str) -> fmt::Result {
    let indent = columns(heading);
    out.write_str(heading)?;
    let mut at = indent;
    for piece in pieces(text) {
        let width = columns(piece);
        if at + width > WIDTH && at > indent {
            write!(out, "\n{:indent$}", "")?;
            at = indent;
        }
        out.write_str(piece)?;
        at += width;
    }
    writeln!(out)
}

/// How many columns a text takes.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The text in pieces between which a line may end: not inside a number or a word, not before what closes, not after
/// what opens.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices().peekable();
        let mut end = rest.len();
        while let Some((_, c)) = chars.next() {
            match chars.peek() {
                Some((at, next)) if may_part(c, *next) => {
                    end = *at;
                    break;
                }
                Some(_) | None => {}
            }
        }
        let (piece, left) = rest.split_at_checked(end)?;
        rest = left;
        (!piece.is_empty()).then_some(piece)
    })
}

fn may_part(before: char, after: char) -> bool {
    let is_word = before.is_ascii_graphic() && after.is_ascii_graphic();
    !is_word && !"“（〔《".contains(before) && !"，。；：、”）〕》％—".contains(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Shown(&'static str, &'static str);

    impl fmt::Display for Shown {
        fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            paragraph(out, self.0, self.1)
        }
    }

    #[test]
    fn a_long_text_is_broken_where_it_may_be() {
        let text = "研发费用再增加12,345,678元（研发费用总额同时增加），或者把最近一年的销售收入控制在50,000,000元以内，再看。";
        let shown = Shown("    差距：", text).to_string();
        assert!(shown.lines().all(|line| columns(line) <= WIDTH), "{shown}");
        assert_eq!(shown.replace("\n          ", "").trim(), format!("差距：{text}"));
        assert_eq!(pieces("共50,000元（约）。").collect::<Vec<_>>(), ["共", "50,000", "元", "（约）。"]);
    }
}
