//! Reads a Rust file just far enough for tidy: what is code, what is a string, what is a comment, what is a test.

/// A string literal or a comment.
pub(super) struct Piece {
    /// The line it begins on, counted from 1.
    pub(super) line: usize,
    pub(super) text: String,
}

/// A function from its `fn` to its closing brace.
pub(super) struct Function {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) length: usize,
}

/// A Rust file taken apart.
pub(super) struct Source<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    /// The text with strings and comments blanked out; lines stay where they are.
    pub(super) code: String,
    pub(super) strings: Vec<Piece>,
    pub(super) comments: Vec<Piece>,
    /// For each line whether it belongs to a test; the first is line 1.
    tests: Vec<bool>,
    /// For each line whether it is only the inside of a string.
    quoted: Vec<bool>,
}

impl<'a> Source<'a> {
    pub(super) fn new(path: &'a str, text: &'a str) -> Source<'a> {
        let mut reader = Reader { rest: text.chars().collect(), ..Reader::default() };
        reader.read();
        let lines = text.lines().count() + 1;
        let mut quoted = vec![false; lines + 1];
        for piece in &reader.strings {
            let inside = piece.line + 1..=piece.line + piece.text.matches('\n').count();
            inside.for_each(|line| mark(&mut quoted, line));
        }
        let tests = vec![is_test_file(path); lines + 1];
        let Reader { code, strings, comments, .. } = reader;
        let mut source = Source { path, text, code, strings, comments, tests, quoted };
        source.mark_tests();
        source
    }

    /// Whether a line belongs to a test.
    pub(super) fn is_test(&self, line: usize) -> bool {
        self.tests.get(line).copied().unwrap_or(false)
    }

    /// The lines of code with their numbers, strings and comments blanked out.
    pub(super) fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// Every function with a body. Lines that are only the inside of a string do not count: they are not code.
    pub(super) fn functions(&self) -> Vec<Function> {
        let mut found = Vec::new();
        for (at, _) in self.code.match_indices("fn ") {
            let before = self.code.get(..at).and_then(|code| code.chars().next_back());
            if before.is_some_and(is_word) {
                continue;
            }
            let after = self.code.get(at + 3..).unwrap_or_default();
            let name: String = after.trim_start().chars().take_while(|c| is_word(*c)).collect();
            if let (false, Some(end)) = (name.is_empty(), end_of_block(&self.code, at)) {
                let (first, last) = (self.line_at(at), self.line_at(end));
                let quoted = (first..=last).filter(|line| self.quoted.get(*line) == Some(&true)).count();
                found.push(Function { name, line: first, length: last + 1 - first - quoted });
            }
        }
        found
    }

    fn line_at(&self, at: usize) -> usize {
        self.code.get(..at).unwrap_or_default().matches('\n').count() + 1
    }

    fn mark_tests(&mut self) {
        let mut blocks = Vec::new();
        for opening in ["#[cfg(test)]", "#[cfg(all(test", "#[cfg(any(test", "#[test]", "::test]", "::test("] {
            for (at, _) in self.code.match_indices(opening) {
                let line = self.line_at(at);
                blocks.push((line, end_of_block(&self.code, at + opening.len()).map_or(line, |end| self.line_at(end))));
            }
        }
        for (first, last) in blocks {
            (first..=last).for_each(|line| mark(&mut self.tests, line));
        }
    }
}

fn mark(lines: &mut [bool], line: usize) {
    if let Some(place) = lines.get_mut(line) {
        *place = true;
    }
}

fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/") || path.contains("/benches/") || path.contains("/testkit/")
}

/// Whether a character can be part of a name.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a name stands in a line of code as a whole word.
pub(super) fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// The place of the brace that closes the first block after `from`; none where the item ends in a semicolon.
fn end_of_block(code: &str, from: usize) -> Option<usize> {
    let (mut round, mut curly) = (0_i32, 0_i32);
    for (at, c) in code.get(from..)?.char_indices() {
        match c {
            '(' | '[' => round += 1,
            ')' | ']' => round -= 1,
            ';' if round == 0 && curly == 0 => return None,
            '{' => curly += 1,
            '}' => {
                curly -= 1;
                if curly <= 0 {
                    return Some(from + at);
                }
            }
            _ => {}
        }
    }
    None
}

#[derive(Default)]
struct Reader {
    rest: Vec<char>,
    at: usize,
    line: usize,
    code: String,
    strings: Vec<Piece>,
    comments: Vec<Piece>,
}

impl Reader {
    fn peek(&self, ahead: usize) -> char {
        self.rest.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn take_many(&mut self, count: usize, blank: bool) {
        for _ in 0..count {
            self.take(blank);
        }
    }

    /// Takes one character; blanked ones leave a space of the same width in bytes, so that places stay comparable.
    fn take(&mut self, blank: bool) -> char {
        let c = self.peek(0);
        self.at += 1;
        if c == '\n' {
            self.line += 1;
        }
        if blank && c != '\n' {
            self.code.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            self.code.push(c);
        }
        c
    }

    fn read(&mut self) {
        self.line = 1;
        while self.at < self.rest.len() {
            match (self.peek(0), self.peek(1)) {
                ('/', '/') => self.line_comment(),
                ('/', '*') => self.block_comment(),
                ('"', _) => self.string(),
                ('r', '"' | '#') if !self.follows_word() => self.raw_string(),
                ('\'', _) => self.quote(),
                _ => self.take_many(1, false),
            }
        }
    }

    /// Whether the character before is part of a name, `b` and `c` before a raw string aside.
    fn follows_word(&self) -> bool {
        let before = |back: usize| self.at.checked_sub(back).and_then(|at| self.rest.get(at)).copied().unwrap_or(' ');
        match before(1) {
            'b' | 'c' => is_word(before(2)),
            other => is_word(other),
        }
    }

    fn line_comment(&mut self) {
        let (line, mut text) = (self.line, String::new());
        while self.at < self.rest.len() && self.peek(0) != '\n' {
            text.push(self.take(true));
        }
        self.comments.push(Piece { line, text });
    }

    fn block_comment(&mut self) {
        let (line, mut text, mut depth) = (self.line, String::new(), 0);
        while self.at < self.rest.len() {
            match (self.peek(0), self.peek(1)) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => {
                    text.push(self.take(true));
                    continue;
                }
            }
            text.push(self.take(true));
            text.push(self.take(true));
            if depth == 0 {
                break;
            }
        }
        self.comments.push(Piece { line, text });
    }

    fn string(&mut self) {
        let (line, mut text) = (self.line, String::new());
        self.take(false);
        while self.at < self.rest.len() && self.peek(0) != '"' {
            if self.peek(0) == '\\' {
                text.push(self.take(true));
            }
            text.push(self.take(true));
        }
        self.take(false);
        self.strings.push(Piece { line, text });
    }

    fn raw_string(&mut self) {
        let hashes = (1..).take_while(|ahead| self.peek(*ahead) == '#').count();
        self.take(false);
        if self.peek(hashes) != '"' {
            return;
        }
        self.take_many(hashes + 1, false);
        let (line, mut text) = (self.line, String::new());
        while self.at < self.rest.len() {
            if self.peek(0) == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == '#') {
                self.take_many(hashes + 1, false);
                break;
            }
            text.push(self.take(true));
        }
        self.strings.push(Piece { line, text });
    }

    /// A character literal, or the tick of a lifetime.
    fn quote(&mut self) {
        if self.peek(1) == '\\' {
            self.take_many(3, true);
            while self.at < self.rest.len() && self.peek(0) != '\'' {
                self.take(true);
            }
            self.take(true);
        } else if self.peek(2) == '\'' {
            self.take_many(3, true);
        } else {
            self.take(false);
        }
    }
}
