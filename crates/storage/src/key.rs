//! The key of the house: where it is kept, how it is made, and how the database knows it again.

use std::{
    fmt,
    fs::{File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    str::FromStr,
};

use crate::{Error, Result, seal::unhex, table::hex};

/// Names the file of the key where it is not kept beside the database.
const VARIABLE: &str = "KESHU_KEY_FILE";

/// What the file says above the key, to whoever finds it.
const EXPLAINED: &str = "\
# 科枢的密钥。数据库里的个人信息（身份证号、电话、银行卡号等）用它加密，丢失后谁也无法解开。
# 请另存一份在安全的地方，不要与数据库备份放在一起，不要发给别人，不要改动下面一行。
";

/// Where the key of a house comes from.
#[derive(Clone)]
pub enum HouseKey {
    /// A file, which is made when a house is opened for the first time.
    File(PathBuf),
    /// The key itself.
    Bytes([u8; 32]),
}

impl fmt::Debug for HouseKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HouseKey::File(path) => write!(out, "HouseKey::File({})", path.display()),
            HouseKey::Bytes(_) => out.write_str("HouseKey::Bytes(***)"),
        }
    }
}

impl HouseKey {
    /// The usual place of the key of a database: the file that the environment variable `KESHU_KEY_FILE` names; else for
    /// SQLite `<file of the database>.key`, and for PostgreSQL `keshu.key` in the working folder.
    pub fn usual(url: &str) -> HouseKey {
        let named = std::env::var_os(VARIABLE).filter(|name| !name.is_empty()).map(PathBuf::from);
        HouseKey::File(named.unwrap_or_else(|| beside(url)))
    }

    /// The key, where there is one.
    pub(crate) fn kept(&self) -> Result<Option<[u8; 32]>> {
        let path = match self {
            HouseKey::Bytes(bytes) => return Ok(Some(*bytes)),
            HouseKey::File(path) => path,
        };
        match File::open(path) {
            Ok(mut file) => read(path, &mut file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(path, &error)),
        }
    }

    /// The key, made where there is none yet.
    pub(crate) fn kept_or_made(&self) -> Result<[u8; 32]> {
        let path = match self {
            HouseKey::Bytes(bytes) => return Ok(*bytes),
            HouseKey::File(path) => path,
        };
        let unwritten = |error: io::Error| {
            Error::Refused(format!("写不了密钥文件 {}（{error}）。请检查目录是否存在、是否可写", path.display()))
        };
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(unwritten)?;
        // Two houses may be opened for the first time with one file between them: the second waits and finds a key.
        file.lock().map_err(unwritten)?;
        if let Some(key) = read(path, &mut file)? {
            return Ok(key);
        }
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|error| Error::Fault(format!("no randomness for a key: {error}")))?;
        file.write_all(format!("{EXPLAINED}{}\n", hex(&key)).as_bytes()).map_err(unwritten)?;
        file.sync_all().map_err(unwritten)?;
        Ok(key)
    }

    /// Said where the database knows a key and this is not it, or there is none.
    pub(crate) fn refused(&self) -> Error {
        let (what, place) = match self {
            HouseKey::File(path) if !path.exists() => ("找不到", format!("密钥文件 {} ", path.display())),
            HouseKey::File(path) => ("不是", format!("密钥文件 {} 中的这一把", path.display())),
            HouseKey::Bytes(_) => ("不是", "给出的这一把".to_owned()),
        };
        Error::Refused(format!(
            "数据库里的个人信息是用另一把密钥加密的，{what}{place}：请找回原来的密钥文件放回原处，或用环境变量 {VARIABLE} \
             指明它在哪里，不要新建，没有原来的密钥谁也解不开；未作任何改动"
        ))
    }
}

/// The key in a file, or nothing where the file is empty: then whoever made it came no further.
fn read(path: &Path, file: &mut File) -> Result<Option<[u8; 32]>> {
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(|error| unreadable(path, &error))?;
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let key = match (lines.next(), lines.next()) {
        (None, None) if text.is_empty() => return Ok(None),
        (Some(line), None) => unhex(line).and_then(|bytes| bytes.try_into().ok()),
        _ => None,
    };
    key.map(Some).ok_or_else(|| {
        Error::Refused(format!(
            "密钥文件 {} 不完整：应有一行 64 位的十六进制数。请从另存的那一份恢复它",
            path.display()
        ))
    })
}

fn unreadable(path: &Path, error: &io::Error) -> Error {
    Error::Refused(format!("读不了密钥文件 {}（{error}）。请检查文件权限", path.display()))
}

fn beside(url: &str) -> PathBuf {
    let sqlite = Some(url).filter(|url| url.starts_with("sqlite:"));
    let options = sqlite.and_then(|url| sqlx::sqlite::SqliteConnectOptions::from_str(url).ok());
    options.map_or_else(|| PathBuf::from("keshu.key"), |options| options.get_filename().with_added_extension("key"))
}
