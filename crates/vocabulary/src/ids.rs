//! Identities of kept records: one type for each kind, so that an enterprise is never mistaken for a project.

/// Makes types that wrap the `i64` key of a record: `typed_id!(EnterpriseId)`, or several at once separated by commas.
///
/// Each type can be printed, compared, made from and turned into an `i64`, and read from text (a positive whole
/// number).
/// Attributes and doc comments before a name are kept.
#[macro_export]
macro_rules! typed_id {
    ($($(#[$attribute:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$attribute])*
        #[doc = concat!("The key of a record, ", stringify!($name), ": positive, given by the database.")]
        #[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl $name {
            /// The key as the database knows it.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl ::core::convert::From<i64> for $name {
            fn from(key: i64) -> Self {
                $name(key)
            }
        }

        impl ::core::convert::From<$name> for i64 {
            fn from(id: $name) -> i64 {
                id.0
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, out: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, out)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::Wrong;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::Wrong> {
                text.parse::<i64>()
                    .ok()
                    .filter(|key| *key > 0)
                    .map($name)
                    .ok_or_else(|| $crate::Wrong::new("编号应为正整数"))
            }
        }
    )+};
}

#[cfg(test)]
mod tests {
    typed_id!(
        /// A thing of the test.
        ThingId,
        OtherId
    );

    #[test]
    fn an_identity_is_printed_and_read_back() {
        assert_eq!("17".parse(), Ok(ThingId(17)));
        assert_eq!(ThingId(17).to_string(), "17");
        assert_eq!(i64::from(OtherId::from(3)), OtherId(3).get());
    }

    #[test]
    fn an_identity_is_a_positive_whole_number() {
        for text in ["", "0", "-1", "1.5", "一", "99999999999999999999"] {
            assert_eq!(text.parse::<ThingId>().unwrap_err().said, "编号应为正整数", "{text}");
        }
    }
}
