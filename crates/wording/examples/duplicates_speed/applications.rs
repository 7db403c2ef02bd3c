//! Invented applications and what people make of them: the set on which near-duplicate detection is measured. The words are
//! invented from common characters, so that nobody's text is in it; each topic has words of its own, and all share the
//! general ones and the phrases of the form.

use std::collections::HashMap;

use wording::fold;

/// Characters from which words are made, the common ones first.
const CHARACTERS: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经\
    十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数\
    正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基\
    资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油\
    思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许";

/// What the form makes everybody say.
const FORM: [&str; 6] = [
    "项目组成员长期从事相关领域的研究，承担过多项省级和市级科研课题。",
    "项目完成后预计申请发明专利若干项，培养中高级技术人才若干名。",
    "本项目技术路线合理，进度安排可行，风险可控，考核指标明确。",
    "项目的实施将带动上下游产业链协同发展，具有显著的经济效益和社会效益。",
    "项目实施过程中将严格执行科技经费管理办法，专款专用，单独核算。",
    "项目承担单位具有完备的研发条件、稳定的科研团队和良好的合作基础。",
];

/// How many topics there are, and how many words each has to itself.
const TOPICS: u64 = 400;
const TOPIC_WORDS: u64 = 120;
/// How many general words there are.
const GENERAL: u64 = 4_000;

/// A stream of numbers that is the same for the same seed (SplitMix64).
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.number() % end.max(1)
    }

    pub fn happens(&mut self, per_cent: u64) -> bool {
        self.below(100) < per_cent
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let other = usize::try_from(self.below(at as u64 + 1)).unwrap_or(0);
            items.swap(at, other);
        }
    }

    /// Small numbers far more often than large ones, as words are.
    fn rank(&mut self, end: u64) -> u64 {
        let (one, other) = (self.below(end), self.below(end));
        one * other / end.max(1)
    }
}

/// An application as sentences of words: what is edited is words and sentences, as people do.
#[derive(Clone)]
pub struct Application {
    pub sentences: Vec<Vec<String>>,
    form: Vec<&'static str>,
}

/// Who writes applications and probes.
pub struct Writer {
    characters: Vec<char>,
    /// The traditional form of each character that has one.
    forms: HashMap<char, char>,
}

impl Writer {
    pub fn new() -> Self {
        let characters: Vec<char> = CHARACTERS.chars().filter(|c| !c.is_whitespace()).collect();
        let forms = ('\u{4E00}'..='\u{9FFF}').filter_map(|c| {
            let simplified = fold(c.encode_utf8(&mut [0; 4])).chars().next()?;
            (simplified != c).then_some((simplified, c))
        });
        Self { characters, forms: forms.collect() }
    }

    /// The word with a number; a word has two characters or three.
    fn word(&self, number: u64) -> String {
        let mut dice = Dice::of(number ^ 0xA11C_E5ED);
        let length = if dice.happens(30) { 3 } else { 2 };
        let count = self.characters.len() as u64;
        (0..length).map(|_| self.characters[usize::try_from(dice.rank(count)).unwrap_or(0)]).collect()
    }

    fn synonym(&self, known: &str) -> String {
        self.word(seed_of(known))
    }

    /// Traditional characters and full-width signs, as a copy from elsewhere has them.
    fn traditional(&self, text: &str) -> String {
        let wide = |c: char| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c };
        text.chars().map(|c| self.forms.get(&c).copied().unwrap_or_else(|| wide(c))).collect()
    }

    /// The application with a number: some twenty sentences, half of the words of its topic, and four sentences of the form.
    pub fn application(&self, number: u64) -> Application {
        let mut dice = Dice::of(number.wrapping_mul(7919) + 1);
        let topic = dice.below(TOPICS);
        let sentences = (0..18 + dice.below(10)).map(|_| self.sentence(topic, &mut dice)).collect();
        let mut form = FORM.to_vec();
        dice.shuffle(&mut form);
        form.truncate(4);
        Application { sentences, form }
    }

    fn sentence(&self, topic: u64, dice: &mut Dice) -> Vec<String> {
        (0..12 + dice.below(14))
            .map(|_| match dice.below(20) {
                0 => format!("{}.{}%", dice.below(90) + 1, dice.below(10)),
                1..=9 => self.word(1_000_000 + topic * TOPIC_WORDS + dice.rank(TOPIC_WORDS)),
                _ => self.word(dice.rank(GENERAL)),
            })
            .collect()
    }

    /// Another word in place of so many per cent of the words: always the same one for the same word.
    fn reword(&self, sentences: &mut [Vec<String>], per_cent: u64, dice: &mut Dice, other: impl Fn(&str) -> String) {
        for word in sentences.iter_mut().flatten() {
            if dice.happens(per_cent) {
                *word = other(word);
            }
        }
    }

    /// What somebody made of the application with a number, by the kind of copying; the text of the probe.
    pub fn probe(&self, kind: &str, number: u64, seed: u64) -> String {
        let mut dice = Dice::of(seed ^ 0xBEEF);
        let mut copy = self.application(number);
        let fresh = self.application(1_000_000_000 + seed);
        let take = |sentences: &[Vec<String>], part: usize, of: usize| {
            sentences.get(..(sentences.len() * part).div_ceil(of)).unwrap_or_default().to_vec()
        };
        match kind {
            "reordered" => dice.shuffle(&mut copy.sentences),
            "reworded" => self.reword(&mut copy.sentences, 35, &mut dice, |known| self.synonym(known)),
            "translated" => self.reword(&mut copy.sentences, 35, &mut dice, translation_of),
            "a fifth" | "a fifth, reworded" => {
                let mut part = take(&copy.sentences, 1, 5);
                if kind.ends_with("reworded") {
                    self.reword(&mut part, 20, &mut dice, |known| self.synonym(known));
                }
                copy.sentences = part.into_iter().chain(take(&fresh.sentences, 4, 5)).collect();
                dice.shuffle(&mut copy.sentences);
            }
            "merged" => {
                let others = [self.application(number + 1), self.application(number + 2)];
                let mut merged = take(&copy.sentences, 2, 5);
                merged.extend(others.iter().flat_map(|other| take(&other.sentences, 3, 10)));
                dice.shuffle(&mut merged);
                self.reword(&mut merged, 15, &mut dice, |known| self.synonym(known));
                copy.sentences = merged;
            }
            "same topic" => {
                let topic = Dice::of(number.wrapping_mul(7919) + 1).below(TOPICS);
                copy.sentences = (0..22).map(|_| self.sentence(topic, &mut dice)).collect();
            }
            "form only" => copy.sentences = fresh.sentences.get(..4).unwrap_or_default().to_vec(),
            _ => {}
        }
        let text = copy.text();
        if kind == "other script" { self.traditional(&text) } else { text }
    }
}

impl Application {
    pub fn text(&self) -> String {
        let own = self.sentences.iter().map(|sentence| sentence.concat() + "。");
        self.form.iter().map(|said| (*said).to_owned()).chain(own).collect()
    }
}

/// The kinds of probes, and whether they are copies.
pub const KINDS: [(&str, bool); 9] = [
    ("reordered", true),
    ("reworded", true),
    ("translated", true),
    ("a fifth", true),
    ("a fifth, reworded", true),
    ("merged", true),
    ("other script", true),
    ("same topic", false),
    ("form only", false),
];

fn seed_of(word: &str) -> u64 {
    word.chars().fold(50_000_000, |seed, c| seed * 31 + u64::from(u32::from(c)))
}

/// A foreign word, as terms are translated.
fn translation_of(known: &str) -> String {
    let mut dice = Dice::of(seed_of(known));
    let syllables = ["cat", "ly", "ther", "mo", "ce", "ra", "mic", "flow", "ni", "tro", "gel", "al"];
    let one = |dice: &mut Dice| syllables[usize::try_from(dice.below(syllables.len() as u64)).unwrap_or(0)];
    (0..3).map(|_| one(&mut dice)).collect()
}
