//! Printing a docx as PDF: LibreOffice does it, so that the layout has one source.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncReadExt as _;
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

use crate::DocumentError;
use crate::typefaces::Typeface;

/// How long a conversion may take; a report takes two to five seconds.
const LIMIT: Duration = Duration::from_secs(60);
/// Conversions at a time: each takes some 200 MB.
static TURNS: Semaphore = Semaphore::const_new(2);
/// Where TeX keeps the stand-in for 仿宋, outside the folders that fontconfig knows.
const FANDOL: &str = "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol";

/// Prints `docx` into `out_dir` under the same name with the ending `.pdf`, and returns where that is.
///
/// LibreOffice runs with a profile of its own, without macros and without fetching linked content, and is stopped with
/// all its children after 60 seconds or when the future is dropped. Official fonts that are not installed are stood in
/// for by free ones. Relative links become file addresses in a PDF: give absolute ones to a document that is printed.
///
/// # Errors
/// When LibreOffice is absent, too slow or fails, or a file cannot be read or written.
pub async fn to_pdf(docx: &Path, out_dir: &Path) -> Result<PathBuf, DocumentError> {
    let _turn = TURNS.acquire().await.ok();
    convert(OsStr::new("soffice"), LIMIT, docx, out_dir).await
}

async fn convert(program: &OsStr, limit: Duration, docx: &Path, out_dir: &Path) -> Result<PathBuf, DocumentError> {
    let scratch = tempfile::Builder::new().prefix("keshu-pdf-").tempdir().map_err(DocumentError::io("建立临时目录"))?;
    let source = scratch.path().join("document.docx");
    tokio::fs::copy(docx, &source).await.map_err(DocumentError::io("读取待转换的文档"))?;
    let fonts = scratch.path().join("fonts.conf");
    tokio::fs::write(&fonts, font_configuration()).await.map_err(DocumentError::io("写入字体配置"))?;
    let profile = scratch.path().join("profile");
    let user = profile.join("user");
    tokio::fs::create_dir_all(&user).await.map_err(DocumentError::io("建立临时目录"))?;
    tokio::fs::write(user.join("registrymodifications.xcu"), PROFILE)
        .await
        .map_err(DocumentError::io("写入 LibreOffice 配置"))?;

    let mut command = Command::new(program);
    command
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--norestore", "--nologo", "--convert-to", "pdf", "--outdir"])
        .arg(scratch.path())
        .arg(&source)
        .env("FONTCONFIG_FILE", &fonts)
        .current_dir(scratch.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .process_group(0);
    let said = run(command, limit).await?;

    let made = scratch.path().join("document.pdf");
    let name = docx.file_stem().unwrap_or(OsStr::new("document"));
    let target = out_dir.join(name).with_added_extension("pdf");
    if !tokio::fs::try_exists(&made).await.unwrap_or(false) {
        let reason =
            said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("没有说明原因").trim().to_owned();
        return Err(DocumentError::OfficeFailed { reason });
    }
    tokio::fs::create_dir_all(out_dir).await.map_err(DocumentError::io("建立 PDF 所在目录"))?;
    // Renamed into place, so that nobody meets half a file.
    let partial = target.with_added_extension("part");
    tokio::fs::copy(&made, &partial).await.map_err(DocumentError::io("写入 PDF "))?;
    tokio::fs::rename(&partial, &target).await.map_err(DocumentError::io("写入 PDF "))?;
    Ok(target)
}

/// Runs the program to its end or the limit; what it said on its error output comes back.
async fn run(mut command: Command, limit: Duration) -> Result<String, DocumentError> {
    let child = command.spawn().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::PermissionDenied => DocumentError::NoOffice,
        _ => DocumentError::Io { doing: "启动 LibreOffice ", source: error },
    })?;
    let mut family = Family { child };
    let mut said = Vec::new();
    let work = async {
        if let Some(stderr) = family.child.stderr.take() {
            // A program that talks without end must not fill the memory.
            stderr.take(64 << 10).read_to_end(&mut said).await?;
        }
        family.child.wait().await
    };
    match tokio::time::timeout(limit, work).await {
        Ok(status) => {
            let status = status.map_err(DocumentError::io("等待 LibreOffice "))?;
            tracing::debug!(%status, "LibreOffice ended");
            Ok(String::from_utf8_lossy(&said).into_owned())
        }
        Err(_) => Err(DocumentError::OfficeTooSlow { seconds: limit.as_secs() }),
    }
}

/// A process with its children, none of which outlives it: `soffice` is a script that starts others.
struct Family {
    child: Child,
}

impl Drop for Family {
    fn drop(&mut self) {
        // The id is there only while the process has not been waited for, so it cannot have passed to a stranger.
        if let Some(id) = self.child.id() {
            let killed = std::process::Command::new("kill")
                .args(["-KILL", "--", &format!("-{id}")])
                .stderr(Stdio::null())
                .status();
            if killed.is_err() {
                let _ = self.child.start_kill();
            }
        }
    }
}

/// No macros, no content fetched from elsewhere: a document may come from anybody.
const PROFILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// The system's fonts, with stand-ins behind every official name: a font that is installed always comes first.
fn font_configuration() -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">\n<fontconfig>\n",
    );
    text.push_str("<include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include>\n");
    // Writing to a String cannot fail.
    let _ = writeln!(text, "<dir>{FANDOL}</dir>");
    for face in Typeface::ALL {
        let mut names = vec![face.name()];
        if face.wide_name() != face.name() && !Typeface::ALL.iter().any(|other| other.name() == face.wide_name()) {
            names.push(face.wide_name());
        }
        for name in names {
            let stand_ins: String =
                face.stand_ins().iter().map(|family| format!("<family>{family}</family>")).collect();
            let _ =
                writeln!(text, "<alias binding=\"same\"><family>{name}</family><accept>{stand_ins}</accept></alias>");
        }
        if face == Typeface::Title {
            // The stand-in is a plain 宋体: bold brings it near the weight of 小标宋.
            let _ = writeln!(
                text,
                "<match target=\"pattern\"><test name=\"family\"><string>{}</string></test><edit name=\"weight\" mode=\"assign\"><const>bold</const></edit></match>",
                face.name()
            );
        }
    }
    text.push_str("</fontconfig>\n");
    text
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    async fn with_program(script: &str, limit: Duration) -> (Result<PathBuf, DocumentError>, tempfile::TempDir) {
        let dir = tempfile::tempdir().unwrap();
        let program = dir.path().join("soffice");
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let docx = dir.path().join("年度.报告.docx");
        std::fs::write(&docx, b"anything").unwrap();
        (convert(program.as_os_str(), limit, &docx, &dir.path().join("out")).await, dir)
    }

    #[tokio::test]
    async fn an_absent_office_is_said_in_one_sentence() {
        let dir = tempfile::tempdir().unwrap();
        let docx = dir.path().join("a.docx");
        std::fs::write(&docx, b"anything").unwrap();
        let error = convert(OsStr::new("/nowhere/soffice"), LIMIT, &docx, dir.path()).await.unwrap_err();
        assert!(error.to_string().starts_with("未找到 LibreOffice"), "{error}");
    }

    #[tokio::test]
    async fn a_slow_office_is_stopped_with_its_children() {
        let script = "#!/bin/sh\nsleep 300 &\necho $! > \"$(dirname \"$0\")/child\"\nwait\n";
        let (result, dir) = with_program(script, Duration::from_secs(1)).await;
        assert!(matches!(result, Err(DocumentError::OfficeTooSlow { seconds: 1 })), "{result:?}");
        let child = std::fs::read_to_string(dir.path().join("child")).unwrap();
        let state = std::fs::read_to_string(format!("/proc/{}/stat", child.trim())).unwrap_or_default();
        assert!(state.is_empty() || state.contains(") Z "), "the child still runs: {state}");
    }

    #[tokio::test]
    async fn an_office_that_leaves_no_pdf_is_quoted() {
        let (result, _dir) = with_program("#!/bin/sh\necho 'source file could not be loaded' >&2\n", LIMIT).await;
        assert!(result.unwrap_err().to_string().contains("source file could not be loaded"));
    }

    #[tokio::test]
    async fn the_pdf_takes_the_name_of_the_document() {
        let (result, dir) = with_program("#!/bin/sh\necho pdf > document.pdf\n", LIMIT).await;
        assert_eq!(result.unwrap(), dir.path().join("out/年度.报告.pdf"));
    }

    #[test]
    fn every_official_name_has_a_stand_in() {
        let text = font_configuration();
        for name in ["仿宋_GB2312", "仿宋", "楷体_GB2312", "楷体", "黑体", "宋体", "方正小标宋简体"]
        {
            assert_eq!(text.matches(&format!("<family>{name}</family><accept>")).count(), 1, "{name}");
        }
    }
}
