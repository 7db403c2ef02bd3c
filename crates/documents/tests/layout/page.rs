//! What stands where in a PDF, by poppler's pdftotext.

use std::path::Path;
use std::process::Command;

/// A line of a page, in points from the top left corner.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) number: usize,
    pub(crate) lines: Vec<Line>,
}

impl Page {
    /// Lines within the type area: 37 mm to 262 mm from the top.
    pub(crate) fn body(&self) -> Vec<&Line> {
        self.lines
            .iter()
            .filter(|line| (line.top + line.bottom) / 2.0 > 104.9 && (line.top + line.bottom) / 2.0 < 742.7)
            .collect()
    }

    /// The line below the type area.
    pub(crate) fn page_number(&self) -> &Line {
        self.lines.iter().find(|line| line.top > 742.0).unwrap_or_else(|| panic!("page {} has no number", self.number))
    }
}

/// The pages of the PDF, words at the same height joined to lines.
pub(crate) fn pages(pdf: &Path) -> Vec<Page> {
    let output = Command::new("pdftotext").args(["-bbox-layout"]).arg(pdf).arg("-").output();
    let output = output.unwrap_or_else(|error| panic!("未找到 pdftotext,请安装 Debian 软件包 poppler-utils: {error}"));
    let html = String::from_utf8(output.stdout).unwrap();
    html.split("<page ")
        .skip(1)
        .enumerate()
        .map(|(position, page)| {
            let mut lines: Vec<Line> = Vec::new();
            for word in page.split("<word ").skip(1) {
                let word = read(word);
                match lines.iter_mut().find(|line| (line.bottom - word.bottom).abs() < 6.0) {
                    None => lines.push(word),
                    Some(line) if word.left >= line.left => {
                        let gap = if word.left - line.right > 2.0 { " " } else { "" };
                        line.text = format!("{}{gap}{}", line.text, word.text);
                        line.right = line.right.max(word.right);
                    }
                    Some(line) => {
                        line.text = format!("{}{}", word.text, line.text);
                        line.left = word.left;
                    }
                }
            }
            lines.sort_by(|a, b| a.top.total_cmp(&b.top));
            Page { number: position + 1, lines }
        })
        .collect()
}

fn read(word: &str) -> Line {
    let value = |name: &str| -> f64 {
        let rest = word.split_once(&format!("{name}=\"")).unwrap().1;
        rest.split('"').next().unwrap().parse().unwrap()
    };
    let text = word.split_once('>').unwrap().1.split("</word>").next().unwrap().to_owned();
    Line { text, left: value("xMin"), right: value("xMax"), top: value("yMin"), bottom: value("yMax") }
}

/// Where below `top` (in points) the row with the most ink is on page one: the dashes of a page number.
pub(crate) fn longest_row_below(pdf: &Path, top: f64) -> f64 {
    const RESOLUTION: f64 = 200.0;
    let output = Command::new("pdftoppm").args(["-r", "200", "-gray", "-f", "1", "-l", "1"]).arg(pdf).output();
    let image =
        output.unwrap_or_else(|error| panic!("未找到 pdftoppm，请安装 Debian 软件包 poppler-utils: {error}")).stdout;
    // P5, width and height, 255, each on a line; then a byte a pixel.
    let mut parts = image.splitn(4, |byte| *byte == b'\n');
    let size = String::from_utf8(parts.nth(1).unwrap().to_vec()).unwrap();
    let width: usize = size.split(' ').next().unwrap().parse().unwrap();
    let pixels = parts.nth(1).unwrap();
    let rows = pixels.chunks(width).enumerate().map(|(row, pixels)| (row as f64 * 72.0 / RESOLUTION, pixels));
    let ink = rows.filter(|(at, _)| *at > top).map(|(at, pixels)| (pixels.iter().filter(|p| **p < 128).count(), at));
    ink.max_by_key(|(count, _)| *count).unwrap().1
}

/// The addresses that the PDF links to, sorted.
pub(crate) fn links(pdf: &Path) -> Vec<String> {
    let output = Command::new("pdfinfo").arg("-url").arg(pdf).output();
    let output = output.unwrap_or_else(|error| panic!("未找到 pdfinfo，请安装 Debian 软件包 poppler-utils: {error}"));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut links: Vec<String> =
        text.lines().skip(1).filter_map(|line| line.split_whitespace().nth(2)).map(str::to_owned).collect();
    links.sort();
    links
}
