//! What can go wrong with a document, each as one Chinese sentence for the person who brought it.

/// Why a document could not be read, filled, written or printed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The bytes are not a zip package, or the package breaks off.
    #[error("文件不是完整的 .docx（{reason}）：可能没有传完或已损坏，请在 Word 中重新另存为 .docx 后再试")]
    NotDocx {
        /// What was found instead.
        reason: String,
    },
    /// An old binary `.doc`, or a `.docx` locked with a password (both are OLE files).
    #[error("文件是旧版 .doc 或加了打开密码的文档：请在 Word 中去掉密码并另存为 .docx 后再试")]
    OldOrLocked,
    /// The package claims or yields more than a document needs.
    #[error("文件展开后过大（{what}）：超过 {limit}，已拒绝处理，请确认它是正常的 Word 文档")]
    TooLarge {
        /// What was measured.
        what: String,
        /// The limit in words.
        limit: String,
    },
    /// A part that every docx has is absent.
    #[error("文件缺少 {part}：这不是 Word 文档，请在 Word 中另存为 .docx 后再试")]
    MissingPart {
        /// Name of the part inside the package.
        part: String,
    },
    /// A part is not well-formed XML.
    #[error("文件中的 {part} 不是合格的 XML（{reason}）：请在 Word 中打开并另存为 .docx 后再试")]
    BadXml {
        /// Name of the part inside the package.
        part: String,
        /// What the reader met.
        reason: String,
    },
    /// A part declares a document type, which Word never writes and entity attacks need.
    #[error("文件中的 {part} 含有 DOCTYPE 声明：Word 文档不会有它，已拒绝处理")]
    Doctype {
        /// Name of the part inside the package.
        part: String,
    },
    /// A part nests elements deeper than any real document.
    #[error("文件中的 {part} 嵌套超过 {limit} 层：已拒绝处理，请简化表格或文本框的嵌套")]
    TooDeep {
        /// Name of the part inside the package.
        part: String,
        /// The limit.
        limit: usize,
    },
    /// The package could not be put together.
    #[error("生成 .docx 时出错：{0}")]
    Write(#[from] zip::result::ZipError),
    /// LibreOffice is not installed.
    #[error("未找到 LibreOffice（soffice），无法生成 PDF：请安装 Debian 软件包 libreoffice-writer，或改为下载 .docx")]
    NoOffice,
    /// LibreOffice did not finish in time and was stopped.
    #[error("LibreOffice 在 {seconds} 秒内没有完成 PDF 转换，已停止：请稍后重试，或改为下载 .docx")]
    OfficeTooSlow {
        /// The limit in seconds.
        seconds: u64,
    },
    /// LibreOffice ran but left no PDF.
    #[error("LibreOffice 没有生成 PDF（{reason}）：请改为下载 .docx，或检查文档能否在 LibreOffice 中打开")]
    OfficeFailed {
        /// What it said.
        reason: String,
    },
    /// The disk or the system said no.
    #[error("{doing}时出错：{source}")]
    Io {
        /// What was being done, as a Chinese verb phrase.
        doing: &'static str,
        /// The system's answer.
        source: std::io::Error,
    },
}

impl DocumentError {
    pub(crate) fn io(doing: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Io { doing, source }
    }
}

/// A document that somebody brought is refused with its sentence; what the house cannot write is its own fault.
impl From<DocumentError> for storage::Error {
    fn from(error: DocumentError) -> Self {
        match error {
            DocumentError::Write(_) | DocumentError::Io { .. } => Self::Fault(error.to_string()),
            _ => Self::Refused(error.to_string()),
        }
    }
}
