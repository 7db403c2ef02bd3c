//! A browser without a window: one request, one answer, over a plain connection.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

/// What a server answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The head, as sent.
    pub head: String,
    /// The body.
    pub body: String,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// Asks for a page.
///
/// # Errors
/// The connection was refused or broke off.
pub fn get(address: &str, path: &str) -> std::io::Result<Answer> {
    send(address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"))
}

/// Asks for a page as whoever holds a cookie.
///
/// # Errors
/// The connection was refused or broke off.
pub fn get_as(address: &str, path: &str, cookie: &str) -> std::io::Result<Answer> {
    send(address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"))
}

/// Sends a form.
///
/// # Errors
/// The connection was refused or broke off.
pub fn post(address: &str, path: &str, form: &[(&str, &str)]) -> std::io::Result<Answer> {
    post_with(address, path, &[], form)
}

/// Sends a form with further headers: a cookie, say.
///
/// # Errors
/// The connection was refused or broke off.
pub fn post_with(
    address: &str,
    path: &str,
    headers: &[(&str, &str)],
    form: &[(&str, &str)],
) -> std::io::Result<Answer> {
    let pairs: Vec<(String, String)> =
        form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    post_text(address, path, &[headers, &[form]].concat(), &listing::address::encode(&pairs))
}

/// Sends whatever text with whatever headers.
///
/// # Errors
/// The connection was refused or broke off.
pub fn post_text(address: &str, path: &str, headers: &[(&str, &str)], body: &str) -> std::io::Result<Answer> {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    send(
        address,
        &format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
        ),
    )
}

fn send(address: &str, request: &str) -> std::io::Result<Answer> {
    let mut connection = TcpStream::connect(address)?;
    connection.set_read_timeout(Some(Duration::from_secs(30)))?;
    connection.write_all(request.as_bytes())?;
    let mut bytes = Vec::new();
    connection.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let broken = || std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "the answer broke off");
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(broken)?;
    let status = head.split_whitespace().nth(1).and_then(|code| code.parse().ok()).ok_or_else(broken)?;
    Ok(Answer { status, head: head.to_owned(), body: body.to_owned() })
}
