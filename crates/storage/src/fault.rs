//! What a database says when it fails, in a sentence that tells an officer what to do.

use sea_orm::{DbErr, RuntimeErr};

use crate::Error;

/// The code that the database gave, where it gave one.
fn code(error: &DbErr) -> Option<String> {
    match error {
        DbErr::Exec(RuntimeErr::SqlxError(inner))
        | DbErr::Query(RuntimeErr::SqlxError(inner))
        | DbErr::Conn(RuntimeErr::SqlxError(inner)) => {
            inner.as_database_error().and_then(|database| database.code()).map(|code| code.to_string())
        }
        _ => None,
    }
}

/// Said when another writer was in the way. It is also how [`is_retryable`] knows the case again after a deed has passed
/// the error on.
const BUSY: &str = "数据库正被另一个程序写入，等待超时。请稍后再试；若刚刚异常退出，请确认没有另一个 keshu 在运行";

/// Whether the same transaction may succeed if it is done again from its start.
pub(crate) fn is_retryable(error: &Error) -> bool {
    matches!(error, Error::Refused(sentence) if sentence == BUSY)
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        let said = error.to_string();
        let refused = |sentence: &str| Error::Refused(sentence.to_owned());
        match code(&error).as_deref() {
            // 40001 and 40P01: PostgreSQL could not serialize, or broke a deadlock. 5, 6, 261, 517: SQLite was busy.
            Some("5" | "6" | "261" | "517" | "40001" | "40P01" | "55P03") => refused(BUSY),
            Some("13" | "53100") => refused("磁盘已满，未写入任何内容。请腾出空间后再试"),
            Some("8" | "776" | "1032" | "25006") => refused("数据库是只读的，未写入任何内容。请检查文件权限"),
            Some("26") => refused("该文件不是科枢的数据库（SQLite），请检查 --data 或 --database 指向的位置"),
            Some("11" | "267" | "523" | "779") => refused("数据库文件已损坏。请从备份恢复，并运行 keshu verify 核对"),
            Some("14") => refused("打不开数据库文件。请检查路径是否存在、是否有读写权限"),
            Some("28P01" | "28000") => refused("数据库拒绝登录：用户名或口令不对"),
            Some("3D000") => refused("数据库不存在，请先在 PostgreSQL 中建立它"),
            Some("2067" | "1555" | "23505") => Error::Refused(format!("唯一性约束不允许重复的记录（{said}）")),
            Some("787" | "23503") => refused("仍有其他记录引用它，不能删除。请先处理引用它的记录"),
            Some("275" | "23514") => Error::Refused(format!("数据库的检查约束不允许这样的值（{said}）")),
            _ if said.contains("PoolTimedOut") || said.contains("pool timed out") => {
                refused("连接数据库超时。请检查数据库是否在运行、连接数是否已满")
            }
            _ if matches!(error, DbErr::Conn(_)) => Error::Refused(format!("连接不上数据库：{said}")),
            _ => Error::Fault(said),
        }
    }
}
