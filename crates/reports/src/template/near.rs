//! Which known names are most like a mistyped one.

/// How many names are suggested.
const SUGGESTED: usize = 3;

/// The known names most like `typed`, the nearest first; none where nothing is like it.
pub(crate) fn nearest<'a>(typed: &str, known: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(&'a str, &'a str)> {
    let typed = plain(typed);
    let furthest = (typed.chars().count() / 2).clamp(2, 8);
    let mut found: Vec<(usize, (&str, &str))> = known
        .filter_map(|(name, label)| {
            let distance = distance(&typed, &plain(name));
            let holds = typed.len() >= 4 && plain(name).contains(&typed);
            (distance <= furthest || holds).then_some((if holds { 0 } else { distance }, (name, label)))
        })
        .collect();
    found.sort();
    found.truncate(SUGGESTED);
    found.into_iter().map(|(_, known)| known).collect()
}

fn plain(name: &str) -> String {
    name.to_lowercase().replace(['_', ' ', '—', '－'], "-").chars().take(80).collect()
}

/// How many letters must be changed, added or taken out.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.chars().enumerate() {
        let mut now = vec![row + 1];
        for ((same, diagonal), above) in other.iter().map(|o| *o == letter).zip(&before).zip(before.iter().skip(1)) {
            let left = now.last().copied().unwrap_or_default();
            now.push((diagonal + usize::from(!same)).min(above + 1).min(left + 1));
        }
        before = now;
    }
    before.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_is_led_to_the_one_that_was_meant() {
        let known = [("tsme-filed", "申报"), ("tsme-numbered", "获批"), ("hnte-valid", "有效")];
        assert_eq!(nearest("tsme_file", known.into_iter()).first(), Some(&("tsme-filed", "申报")));
        assert_eq!(nearest("zzzzzzzzzzzzzzzzzzzzzz", known.into_iter()), []);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
