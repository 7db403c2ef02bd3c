//! 口令: what a password must be like (GB/T 22239-2019, 身份鉴别: complexity and periodic change). The numbers are the
//! habit of assessors.

/// The fewest characters.
const SHORTEST: usize = 10;

/// The most characters: more would only keep the machine busy.
const LONGEST: usize = 128;

/// How many of the four kinds of characters it must have.
const KINDS: usize = 3;

/// How many characters must be left when everything is taken out that others would try first.
const OWN: usize = 8;

/// How many earlier passwords may not come back.
pub(crate) const HISTORY: usize = 5;

/// For how many days one may be used.
pub(crate) const DAYS: i32 = 90;

/// What others would try first: words, rows of the keyboard, runs. In lower case.
const TRIED_FIRST: &[&str] = &[
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "pa55word",
    "passwd",
    "admin",
    "administrator",
    "root",
    "guest",
    "test",
    "user",
    "login",
    "welcome",
    "letmein",
    "changeme",
    "default",
    "master",
    "monkey",
    "dragon",
    "iloveyou",
    "woaini",
    "mima",
    "nihao",
    "keshu",
    "kexue",
    "jishu",
    "kejiju",
    "kejj",
    "qwertyuiop",
    "qwerty",
    "qwert",
    "asdfghjkl",
    "asdfgh",
    "asdf",
    "zxcvbnm",
    "zxcvb",
    "zxcv",
    "1qaz2wsx3edc",
    "1qaz2wsx",
    "1qaz",
    "2wsx",
    "3edc",
    "qazwsxedc",
    "qazwsx",
    "qaz",
    "wsx",
    "!qaz",
    "@wsx",
    "!@#$%^&*()",
    "!@#$%^",
    "!@#$",
    "abcdefgh",
    "abcdef",
    "abcd",
    "abc",
    "1234567890",
    "123456789",
    "12345678",
    "1234567",
    "123456",
    "12345",
    "1234",
    "123",
    "0987654321",
    "987654321",
    "87654321",
    "654321",
    "54321",
    "4321",
    "321",
    "5201314",
    "1314",
    "520",
    "a1b2c3",
    "科枢",
    "科技局",
    "密码",
    "口令",
];

/// What is wrong with a password for this login name and this person: every sentence at once, none if it will do.
pub(crate) fn faults(password: &str, login: &str, holder: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let length = password.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        faults.push(format!("口令应有 {SHORTEST} 至 {LONGEST} 个字符，现有 {length} 个"));
    }
    if kinds(password) < KINDS {
        faults.push(format!("口令应含大写字母、小写字母、数字、符号四类中的至少 {KINDS} 类"));
    }
    let lower = password.to_lowercase();
    let names = [login.to_lowercase(), holder.to_lowercase()];
    if names.iter().any(|name| name.chars().count() > 1 && lower.contains(name.as_str())) {
        faults.push("口令不能含登录名或姓名".to_owned());
    }
    if length >= SHORTEST && own_characters(&lower) < OWN {
        faults.push("口令里常见的词、年份、重复的字符和键盘上的连号太多，容易被猜到，请换一个".to_owned());
    }
    faults
}

fn kinds(password: &str) -> usize {
    let has = |is_kind: fn(char) -> bool| usize::from(password.chars().any(is_kind));
    has(|letter| letter.is_ascii_uppercase())
        + has(|letter| letter.is_ascii_lowercase())
        + has(|letter| letter.is_ascii_digit())
        + has(|letter| !letter.is_ascii_alphanumeric())
}

/// How many characters are left without what others would try first. Of a run of the same character one counts.
fn own_characters(lower: &str) -> usize {
    let mut rest = lower.to_owned();
    for tried in TRIED_FIRST {
        rest = rest.replace(tried, "");
    }
    let mut letters: Vec<char> = without_years(&rest).chars().collect();
    letters.dedup();
    letters.len()
}

/// The text without years from 1950 to 2049.
fn without_years(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let year = rest.get(..4).and_then(|four| four.parse::<u32>().ok());
        match rest.get(4..) {
            Some(after) if year.is_some_and(|year| (1950..2050).contains(&year)) => rest = after,
            _ => {
                kept.push(letter);
                rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(password: &str) -> String {
        faults(password, "chen.mc", "陈明川").join("；")
    }

    #[test]
    fn a_good_password_has_no_fault() {
        for good in ["Lake-forest7walk", "雨后Tea-House41", "kiln Fire at 9pm", "tG7#vLp2qXwz"] {
            assert_eq!(says(good), "", "{good}");
        }
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let said = says("chen.mc");
        assert!(said.contains("现有 7 个") && said.contains("至少 3 类") && said.contains("登录名或姓名"), "{said}");
    }

    #[test]
    fn a_name_is_found_in_any_case_and_script() {
        assert!(says("CHEN.MC-lake7forest").contains("登录名或姓名"));
        assert!(says("陈明川-Lake7forest").contains("登录名或姓名"));
    }

    #[test]
    fn words_years_rows_of_the_keyboard_and_repetitions_do_not_count() {
        let guessed = [
            "Keshu@2022!",
            "P@ssw0rd2024",
            "Qwerty12345!",
            "1qaz@WSX3edc",
            "Aaaaaaaaaa1!",
            "Admin888888#",
            "Abc123456!@#$",
        ];
        for password in guessed {
            assert!(says(password).contains("容易被猜到"), "{password}: {}", says(password));
        }
    }

    #[test]
    fn a_very_long_one_is_refused_before_it_is_hashed() {
        assert!(says(&"Lake-forest7walk".repeat(9)).contains("10 至 128"));
    }
}
