//! Charts as SVG, made on the server. Each has a title and a description, and stands beside a table with its numbers.

use std::fmt::Write;

/// One bar of a chart.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What stands below it.
    pub label: String,
    /// Its height, or nothing where the number is missing.
    pub value: Option<f64>,
    /// The number as written above it.
    pub shown: String,
    /// Whether it is the one that the page is about.
    pub is_now: bool,
}

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 58.0;
const BOTTOM: f64 = 34.0;
const TOP: f64 = 26.0;
const RIGHT: f64 = 16.0;

/// A bar chart. `id` tells its title and description from those of other charts of the page.
pub fn bars(id: &str, title: &str, description: &str, bars: &[Bar], target: Option<(f64, &str)>) -> String {
    let highest = bars.iter().filter_map(|bar| bar.value).chain(target.map(|(value, _)| value)).fold(0.0, f64::max);
    let (step, top) = scale(highest);
    let mut shapes = axis(step, top);
    let slot = (WIDTH - LEFT - RIGHT) / f64::from(u32::try_from(bars.len().max(1)).unwrap_or(1));
    let width = (slot * 0.56).min(52.0);
    for (index, bar) in bars.iter().enumerate() {
        let x = LEFT + slot * (f64::from(u32::try_from(index).unwrap_or(0)) + 0.5);
        draw_bar(&mut shapes, bar, x, width, top);
    }
    if let Some((value, label)) = target {
        let y = height_of(value, top);
        let _ = write!(
            shapes,
            r#"<line class="target" x1="{LEFT}" y1="{y:.1}" x2="{:.1}" y2="{y:.1}"/><text class="target-label start" x="{:.1}" y="{:.1}">{}</text>"#,
            WIDTH - RIGHT,
            LEFT + 6.0,
            y - 6.0,
            escape(label)
        );
    }
    format!(
        r#"<svg role="img" aria-labelledby="{id}-t {id}-d" viewBox="0 0 {WIDTH} {HEIGHT}"><title id="{id}-t">{}</title><desc id="{id}-d">{}</desc>{shapes}</svg>"#,
        escape(title),
        escape(description)
    )
}

fn draw_bar(shapes: &mut String, bar: &Bar, x: f64, width: f64, top: f64) {
    let base = HEIGHT - BOTTOM;
    // Writing to a String cannot fail.
    let _ = match bar.value {
        None => write!(shapes, r#"<text class="value middle" x="{x:.1}" y="{:.1}">待补</text>"#, base - 8.0),
        Some(value) => {
            let y = height_of(value.max(0.0), top);
            let class = if bar.is_now { "bar now" } else { "bar" };
            write!(
                shapes,
                r#"<rect class="{class}" x="{:.1}" y="{y:.1}" width="{width:.1}" height="{:.1}"/><text class="value middle" x="{x:.1}" y="{:.1}">{}</text>"#,
                x - width / 2.0,
                base - y,
                y - 7.0,
                escape(&bar.shown)
            )
        }
    };
    let _ =
        write!(shapes, r#"<text class="label middle" x="{x:.1}" y="{:.1}">{}</text>"#, base + 20.0, escape(&bar.label));
}

fn axis(step: f64, top: f64) -> String {
    let mut shapes = String::new();
    let mut value = 0.0;
    while value <= top + step / 2.0 {
        let y = height_of(value, top);
        let class = if value == 0.0 { "axis" } else { "grid" };
        let _ = write!(
            shapes,
            r#"<line class="{class}" x1="{LEFT}" y1="{y:.1}" x2="{:.1}" y2="{y:.1}"/><text class="tick end" x="{:.1}" y="{:.1}">{}</text>"#,
            WIDTH - RIGHT,
            LEFT - 8.0,
            y + 4.0,
            trimmed(value)
        );
        value += step;
    }
    shapes
}

fn height_of(value: f64, top: f64) -> f64 {
    HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top
}

/// A round step and a top that is a multiple of it, for four lines or so.
fn scale(highest: f64) -> (f64, f64) {
    if highest <= 0.0 {
        return (1.0, 4.0);
    }
    let rough = highest / 4.0;
    let magnitude = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * magnitude)
        .find(|step| *step >= rough)
        .unwrap_or(rough);
    (step, step * (highest / step).ceil())
}

fn trimmed(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
