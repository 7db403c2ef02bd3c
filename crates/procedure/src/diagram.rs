//! The drawing of a procedure: as Mermaid for pages of Markdown, and as SVG for the eye.

use crate::layout::{Layout, Line, Size, Spot, Ways};
use crate::matrix::{is_wide, of_roles};
use crate::{Outline, RuleOutline, StageOutline};

// Colours are attributes, which print everywhere; the classes let a page give others.
const FRAME: &str = r#"role="img" text-anchor="middle" font-size="12" font-family="'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif""#;
const STAGE: &str = r##"class="stage" rx="6" fill="#ebf3f0" stroke="#17605a" stroke-width="1.4""##;
const END: &str = r##"class="stage" rx="6" fill="#ffffff" stroke="#17605a" stroke-width="1.4""##;
const PAPER: &str = r##"class="paper" fill="#ffffff""##;
const NAME: &str = r##"class="name" fill="#1b2523" font-size="15" font-weight="700""##;
const STEP: &str = r##"class="step" fill="#1b2523""##;
const NOTE: &str = r##"class="note" fill="#5f6b68""##;
const LINE: f64 = 16.0;

impl Outline {
    /// The procedure as a Mermaid state diagram.
    pub fn mermaid(&self) -> String {
        let code = |label| self.stage(label).map_or(label, |stage| stage.code);
        let mut text = vec!["stateDiagram-v2".to_owned(), format!("[*] --> {}", code(self.start))];
        for stage in &self.stages {
            let limit = stage.limit.as_ref().map(|limit| format!("（{limit}）")).unwrap_or_default();
            text.push(format!("state \"{}{limit}\" as {}", stage.label, stage.code));
        }
        for rule in &self.rules {
            text.push(format!("{} --> {}: {}", code(rule.from), code(rule.to), said(rule)));
        }
        text.extend(self.stages.iter().filter(|stage| stage.ends).map(|stage| format!("{} --> [*]", stage.code)));
        text.join("\n    ") + "\n"
    }

    /// The procedure as a drawing that stands by itself: no script, no style sheet, no typeface from elsewhere.
    pub fn svg(&self) -> String {
        let notes: Vec<Vec<String>> = self.stages.iter().map(|stage| self.notes(stage)).collect();
        let size = |(stage, notes): (&StageOutline, &Vec<String>)| {
            (measure(notes).0.max(width_of(stage.label) * 15.0).max(60.0) + 28.0, measure(notes).1 + 34.0)
        };
        let layout = Layout::new(self.stages.iter().zip(&notes).map(size), &self.ways(), measure);
        let steps = self.rules.iter().map(|rule| format!("{}：{}，到{}。", rule.from, said(rule), rule.to));
        let (name, (width, height)) = (self.name, layout.size);
        let title = escape(&format!("{}（{} 年版）", self.title, self.edition));
        let mut inside = element("title", &format!(r#"id="{name}-title""#), &title);
        inside += &element("desc", &format!(r#"id="{name}-desc""#), &escape(&steps.collect::<String>()));
        inside.extend(layout.lines.iter().map(|line| draw_line(&layout, line)));
        for (at, words) in &layout.labels {
            inside += &rectangle(PAPER, layout.spot(*at), 0.0);
            let words = words.iter().map(String::as_str).zip([STEP, NOTE].into_iter().cycle());
            inside += &lines(layout.spot(*at), 12.5, words);
        }
        for (at, (stage, notes)) in self.stages.iter().zip(&notes).enumerate() {
            inside += &rectangle(if stage.ends { END } else { STAGE }, layout.spot(at), 0.0);
            inside += &if stage.ends { rectangle(END, layout.spot(at), 3.5) } else { String::new() };
            let notes = notes.iter().map(|note| (note.as_str(), NOTE));
            inside += &lines(layout.spot(at), 22.5, std::iter::once((stage.label, NAME)).chain(notes));
        }
        let view = format!(r#"viewBox="0 0 {width:.0} {height:.0}" width="{width:.0}" height="{height:.0}""#);
        let named = format!(r#"aria-labelledby="{name}-title {name}-desc""#);
        element("svg", &format!(r#"xmlns="http://www.w3.org/2000/svg" {view} {named} {FRAME}"#), &inside)
    }

    /// What stands below the name of a stage: its limit, and the steps that stay in it.
    fn notes(&self, stage: &StageOutline) -> Vec<String> {
        let stay = self.rules.iter().filter(|rule| rule.from == stage.label && rule.to == stage.label);
        stage.limit.iter().cloned().chain(stay.map(|rule| format!("↻ {}", said(rule)))).collect()
    }

    fn ways(&self) -> Ways {
        let at = |label: &str| self.stages.iter().position(|stage| stage.label == label);
        let mut ways = Ways::new();
        for rule in self.rules.iter().filter(|rule| rule.from != rule.to) {
            if let (Some(from), Some(to)) = (at(rule.from), at(rule.to)) {
                ways.entry((from, to)).or_default().extend(said(rule).split(" · ").map(str::to_owned));
            }
        }
        ways
    }
}

/// A step and who takes it: `受理 · 科室经办`.
fn said(rule: &RuleOutline) -> String {
    let offline = if rule.is_offline { "（线下）" } else { "" };
    format!("{}{offline} · {}", rule.label, of_roles(rule.by))
}

fn draw_line(layout: &Layout, line: &Line) -> String {
    let (path, tip) = layout.path(line);
    let (class, colour, dashes, tail) =
        if line.leads_back { ("back", "#7d5200", "5 4", 9) } else { ("onward", "#17605a", "none", -9) };
    let width = if line.is_main { 2.4 } else { 1.4 };
    let stroke = format!(r#"fill="none" stroke="{colour}" stroke-width="{width}" stroke-dasharray="{dashes}""#);
    let head = |(x, y)| format!(r#"class="{class} tip" d="M{x:.1} {y:.1}l-4.5 {tail}h9z" fill="{colour}""#);
    let head = tip.map(|tip| element("path", &head(tip), "")).unwrap_or_default();
    element("path", &format!(r#"class="{class}" d="{path}" {stroke}"#), "") + &head
}

fn rectangle(style: &str, spot: Spot, inset: f64) -> String {
    let (width, height) = (spot.size.0 - 2.0 * inset, spot.size.1 - 2.0 * inset);
    let (x, y) = (spot.x - width / 2.0, spot.y - height / 2.0);
    element("rect", &format!(r#"{style} x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}""#), "")
}

/// Lines of words below each other, the first so far below the top of their spot.
fn lines<'a>(spot: Spot, first: f64, lines: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let top = spot.y - spot.size.1 / 2.0 + first;
    let at = |line: i32| format!(r#"x="{:.1}" y="{:.1}""#, spot.x, top + f64::from(line) * LINE);
    lines
        .zip(0..)
        .map(|((words, style), line)| element("text", &format!("{style} {}", at(line)), &escape(words)))
        .collect()
}

fn element(name: &str, attributes: &str, inside: &str) -> String {
    format!("<{name} {attributes}>{inside}</{name}>\n")
}

fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The size of some lines of small type.
fn measure(lines: &[String]) -> Size {
    (lines.iter().map(|line| width_of(line) * 12.0).fold(0.0, f64::max), lines.iter().map(|_| LINE).sum())
}

/// The width of a line in units of its type size.
fn width_of(line: &str) -> f64 {
    line.chars().map(|c| if is_wide(c) { 1.0 } else { 0.58 }).sum()
}
