//! Why a file is not taken, each as one sentence that says what to do.

use super::{Kind, Shape};

/// Endings of office files that carry macros.
const WITH_MACROS: [&str; 10] = ["docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm", "ppam"];

/// Why the bytes of a file are not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// They are sound, but not what the name promises.
    Other(Shape),
    /// They are something that no attachment may be, harmless as it is.
    Foreign(&'static str),
    /// They could run.
    Active(&'static str),
    /// There are none.
    Empty,
    /// They break off or contradict themselves.
    Broken(&'static str),
    /// They need a password.
    Locked,
    /// They carry macros.
    Macros,
    /// They would unpack to more than anybody needs.
    Bomb(String),
    /// Something in the package is wrong: its name there, and what it is or does.
    Inside(String, &'static str),
}

impl Refusal {
    /// The sentence for whoever brought a file of this name, which promises this shape.
    pub(super) fn sentence(&self, name: &str, promised: Shape) -> String {
        let contradiction =
            |actual: &str| format!("“{name}”的内容不是{}，而是{}", spaced(promised.label()), spaced(actual));
        match self {
            Refusal::Other(actual) => {
                format!("{}：请改正文件名的后缀，或按要求的格式另存后再上传", contradiction(actual.label()))
            }
            Refusal::Foreign(actual) => {
                format!("{}：请用能打开它的软件按要求的格式另存后再上传", contradiction(actual))
            }
            Refusal::Active(actual) => format!("{}，可能在打开的人的电脑上运行，不能上传", contradiction(actual)),
            Refusal::Empty => format!("“{name}”是空文件（0 字节）：请检查后重新选择文件"),
            Refusal::Broken(reason) => {
                let label = spaced(promised.label());
                format!("“{name}”不是完整的{label}（{reason}）：可能没有传完或已损坏，请确认能打开后重新上传")
            }
            Refusal::Locked => format!("“{name}”加了打开密码，评审和归档时打不开：请去掉密码后再上传"),
            Refusal::Macros => {
                format!("“{name}”带有宏，不能上传：请另存为不含宏的格式（如 .docx、.xlsx、.pptx）后再上传")
            }
            Refusal::Bomb(reason) => format!("“{name}”展开后过大（{reason}），已拒绝：请拆分后再上传"),
            Refusal::Inside(inner, what) => format!("“{name}”里的“{inner}”{what}：请去掉它，重新打包后再上传"),
        }
    }
}

/// A label with a space before Latin letters, as Chinese text is set.
fn spaced(label: &str) -> String {
    if label.starts_with(|c: char| c.is_ascii_alphanumeric()) { format!(" {label}") } else { label.to_owned() }
}

/// Whether files with this ending carry macros.
pub(super) fn has_macros(ending: &str) -> bool {
    WITH_MACROS.contains(&ending)
}

/// The sentence for a name whose ending promises nothing that is taken.
pub(super) fn of_ending(name: &str, ending: &str) -> String {
    if has_macros(ending) {
        return format!("“{name}”是带宏的文件，不能上传：请另存为不含宏的格式（如 .docx、.xlsx、.pptx）后再上传");
    }
    let endings: Vec<&str> = Kind::ALL.iter().flat_map(|kind| kind.endings()).copied().collect();
    let what = if ending.is_empty() { "没有后缀".to_owned() } else { format!("的后缀是 .{ending}") };
    format!("“{name}”{what}，不在可以上传的范围：请用 {} 之一", endings.join("、"))
}
