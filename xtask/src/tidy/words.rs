//! Rules about what is written: language, promises left in comments, and credentials.

use super::source::Source;
use super::{Finding, Rule};

const ENGLISH: Rule = Rule {
    name: "english",
    why: "code and comments have one language; Chinese is for what the user reads, and for terms quoted in a comment",
    instead: "say it in English and quote the Chinese term beside it: `/// The notice period 公示期.`",
};

const PROMISE: Rule = Rule {
    name: "promise",
    why: "a note to oneself in the code is read by nobody who could act on it",
    instead: "do it now, or file an issue and leave the code in a state that is right without it",
};

const CREDENTIAL: Rule = Rule {
    name: "credential",
    why: "what is in the repository is known to everyone who ever had a copy",
    instead: "take it out, make it invalid where it was issued, and read it from the configuration",
};

/// A comment of so many Chinese characters may be a term of the regulation and nothing else.
const LONGEST_TERM: usize = 16;

const PROMISES: &[&str] = &["TODO", "FIXME", "XXX", "HACK"];

/// Passwords that everybody may know: those of examples and of throw-away servers.
const EXAMPLES: &[&str] = &["password", "secret", "example", "keshu", "postgres", "PASSWORD", "***", "…"];

/// Beginnings of tokens with a fixed form, and how many characters of the token's alphabet follow.
const TOKENS: &[(&str, usize)] = &[
    ("AKIA", 16),
    ("ghp_", 36),
    ("gho_", 36),
    ("github_pat_", 40),
    ("glpat-", 20),
    ("xoxb-", 20),
    ("sk-", 32),
    ("LTAI", 16),
];

/// Rules for every text file.
pub(super) fn check_text(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let promises = [".html", ".css", ".js", ".mjs", ".toml"].iter().any(|ending| path.ends_with(ending));
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(what) = credential(line) {
            findings.push(Finding::new(&CREDENTIAL, path, number, what));
        }
        if promises && let Some(word) = promise(line) {
            findings.push(Finding::new(&PROMISE, path, number, format!("`{word}`")));
        }
    }
    findings
}

/// Rules for Rust files.
pub(super) fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for comment in &source.comments {
        if let Some(word) = promise(&comment.text) {
            findings.push(Finding::new(&PROMISE, source.path, comment.line, format!("`{word}` in a comment")));
        }
    }
    for (line, text) in blocks(source) {
        let chinese = text.chars().filter(|c| is_chinese(*c)).count();
        if chinese > LONGEST_TERM && !has_english(&text) {
            findings.push(Finding::new(&ENGLISH, source.path, line, "a comment in Chinese"));
        }
    }
    for (number, line) in source.code_lines() {
        if line.chars().any(is_chinese) {
            findings.push(Finding::new(&ENGLISH, source.path, number, "a Chinese name in the code"));
        }
    }
    findings
}

/// Comments on lines that follow one another are one text.
fn blocks(source: &Source) -> Vec<(usize, String)> {
    let mut blocks: Vec<(usize, usize, String)> = Vec::new();
    for comment in &source.comments {
        match blocks.last_mut() {
            Some((_, last, text)) if *last + 1 == comment.line => {
                *last = comment.line;
                text.push_str(&comment.text);
            }
            _ => blocks.push((comment.line, comment.line, comment.text.clone())),
        }
    }
    blocks.into_iter().map(|(first, _, text)| (first, text)).collect()
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn has_english(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() >= 3)
}

fn promise(text: &str) -> Option<&'static str> {
    PROMISES.iter().find(|word| super::source::has_word(text, word)).copied()
}

fn credential(line: &str) -> Option<String> {
    if line.contains("-----BEGIN ") && line.contains("PRIVATE KEY") {
        return Some("a private key".to_owned());
    }
    for (start, length) in TOKENS {
        for (at, _) in line.match_indices(start) {
            let before = line.get(..at).and_then(|text| text.chars().next_back());
            let rest = line.get(at + start.len()..).unwrap_or_default();
            let alphabet = |c: &char| c.is_ascii_alphanumeric() || *c == '_' || *c == '-';
            let has_digit = rest.chars().take_while(alphabet).any(|c| c.is_ascii_digit());
            if !before.is_some_and(|c| alphabet(&c))
                && has_digit
                && rest.chars().take_while(alphabet).count() >= *length
            {
                return Some(format!("what looks like a token ({start}…)"));
            }
        }
    }
    password_in_address(line)
}

/// An address `scheme://user:password@host` whose password is not one of the examples.
fn password_in_address(line: &str) -> Option<String> {
    line.match_indices("://").find_map(|(at, _)| {
        let rest = line.get(at + 3..)?;
        let end = rest.find(|c: char| c.is_whitespace() || "/\"'`<>)".contains(c)).unwrap_or(rest.len());
        let (account, host) = rest.get(..end)?.rsplit_once('@')?;
        let (user, password) = account.split_once(':')?;
        let is_example = password.is_empty()
            || password.contains(['{', '$', '<'])
            || EXAMPLES.contains(&password)
            || password == user;
        (!is_example).then(|| format!("a password for {user}@{host}"))
    })
}
