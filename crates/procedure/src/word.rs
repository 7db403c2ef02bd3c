//! Stages and steps as closed sets of words: an enum whose members each have the word that records and pages show.

use std::fmt::Debug;

/// A member of a closed set of words.
pub trait Word: Copy + Eq + Debug + Send + Sync + 'static {
    /// Every member, in order.
    const ALL: &'static [Self];

    /// Its name in addresses and tables, as `SendBack`.
    fn code(self) -> &'static str;

    /// The word for it, as it stands in records and on buttons.
    fn label(self) -> &'static str;

    /// The member of a word.
    fn of_label(label: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|member| member.label() == label)
    }

    /// The member of a name.
    fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|member| member.code() == code)
    }
}

/// Declares an enum whose members are [`Word`]s, with their words as `LABELS`, ready for a column of choices.
///
/// ```
/// procedure::words! {
///     /// Where a call is.
///     pub enum Stage {
///         /// Being written.
///         Draft: "起草",
///         /// Open for proposals.
///         Published: "已发布",
///     }
/// }
/// use procedure::Word;
/// assert_eq!(Stage::LABELS, ["起草", "已发布"]);
/// assert_eq!(Stage::of_label("已发布"), Some(Stage::Published));
/// assert_eq!(Stage::Draft.code(), "Draft");
/// ```
#[macro_export]
macro_rules! words {
    ($(#[$about:meta])* $seen:vis enum $name:ident { $($(#[$doc:meta])* $member:ident: $label:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $seen enum $name { $($(#[$doc])* $member),+ }

        impl $name {
            /// The words of its members, in order.
            #[allow(dead_code, reason = "not every set of words is a column")]
            $seen const LABELS: &'static [&'static str] = &[$($label),+];
        }

        impl $crate::Word for $name {
            const ALL: &'static [Self] = &[$($name::$member),+];

            fn code(self) -> &'static str {
                match self { $($name::$member => stringify!($member)),+ }
            }

            fn label(self) -> &'static str {
                match self { $($name::$member => $label),+ }
            }
        }
    };
}
