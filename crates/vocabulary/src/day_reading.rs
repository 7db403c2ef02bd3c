//! Reads dates as people and spreadsheets write them.

use crate::day::{Day, FIRST_YEAR, LAST_YEAR};
use crate::fold::{digits_value, folded};
use crate::wrong::{Wrong, quoted};

/// The day a text means; see [`Day::parse`].
pub(crate) fn read(text: &str) -> Result<Day, Wrong> {
    let plain = folded(text);
    if plain.is_empty() {
        return Err(Wrong::new("日期没有填写"));
    }
    let Some((year, month, day)) = date_parts(&plain) else {
        return Err(Wrong::new(format!("日期{}无法识别，请写成 2022-08-07 的样子", quoted(text))));
    };
    existing(year, month, day)
}

/// The day of these numbers, or a sentence that says which of them cannot be.
fn existing(year: u32, month: u32, day: u32) -> Result<Day, Wrong> {
    let known_year = i32::try_from(year).ok().filter(|year| (FIRST_YEAR..=LAST_YEAR).contains(year));
    let Some(known_year) = known_year else {
        return Err(Wrong::new(format!("日期应在{FIRST_YEAR}年至{LAST_YEAR}年之间，现为{year}年")));
    };
    if !(1..=12).contains(&month) {
        return Err(Wrong::new(format!("{year}年没有{month}月")));
    }
    u8::try_from(month)
        .ok()
        .zip(u8::try_from(day).ok())
        .and_then(|(month, day)| Day::new(known_year, month, day))
        .ok_or_else(|| Wrong::new(format!("{year}年没有{month}月{day}日")))
}

/// Year, month and day of folded text, not yet checked to exist.
fn date_parts(plain: &str) -> Option<(u32, u32, u32)> {
    if let Some((year, rest)) = plain.split_once('年') {
        let (month, rest) = rest.split_once('月')?;
        let (day, time) = rest.split_once(['日', '号'])?;
        return if is_time(time) { numbers(year, month, day) } else { None };
    }
    let (date, time) = plain.split_once([' ', 'T']).unwrap_or((plain, ""));
    if !is_time(time) {
        return None;
    }
    if date.len() == 8 {
        let (year, rest) = date.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        if let Some(parts) = numbers(year, month, day) {
            return Some(parts);
        }
    }
    ['-', '/', '.'].into_iter().find_map(|separator| {
        let (year, rest) = date.split_once(separator)?;
        let (month, day) = rest.split_once(separator)?;
        numbers(year, month, day)
    })
}

/// A four-digit year, and month and day of one or two digits.
fn numbers(year: &str, month: &str, day: &str) -> Option<(u32, u32, u32)> {
    let (year, month, day) = (year.trim(), month.trim(), day.trim());
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Some((digits_value(year)?, digits_value(month)?, digits_value(day)?))
}

/// Nothing, or the shape of a time of day such as `00:00:00.000`.
fn is_time(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day;
    use proptest::prelude::*;

    #[test]
    fn dates_are_read_in_every_usual_form() {
        let expected = day!(2022, 8, 7);
        for text in [
            "2022-08-07",
            "2022-8-7",
            "2022/8/7",
            "2022.8.7",
            "2022.08.07",
            "2022年8月7日",
            "2022年08月07日",
            "2022 年 8 月 7 日",
            "2022年8月7号",
            "20220807",
            "2022-08-07 00:00:00",
            "2022-08-07T00:00:00.000",
            "２０２２－０８－０７",
            "２０２２年８月７日",
            "2022年8月7日 09:30",
            " 2022/8/7\u{3000}",
        ] {
            assert_eq!(Day::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_named() {
        let said = |text: &str| Day::parse(text).unwrap_err().said;
        assert_eq!(said("2022-02-30"), "2022年没有2月30日");
        assert_eq!(said("20230229"), "2023年没有2月29日");
        assert_eq!(said("2022/13/1"), "2022年没有13月");
        assert_eq!(said("2022-00-10"), "2022年没有0月");
        assert_eq!(said("1899-12-31"), "日期应在1900年至2199年之间，现为1899年");
        assert_eq!(said("二〇二二年"), "日期“二〇二二年”无法识别，请写成 2022-08-07 的样子");
        assert_eq!(said(""), "日期没有填写");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "2022-8",
            "22-8-7",
            "2022年8月",
            "2022-08/07",
            "2022-08-07 上午",
            "8/7/2022",
            "2022080",
            "202208077",
            "+022-1-1",
            "2022--1",
            "𠮷𠮷",
        ] {
            assert!(Day::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_fail_badly(text in "[-0-9/.年月日 T:𠮷]{0,14}") {
            let _ = Day::parse(&text);
        }
    }
}
