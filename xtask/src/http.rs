//! A small HTTP/1.1 client that keeps its connection: enough to ask a server on this machine, and nothing else.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use crate::Outcome;

const PATIENCE: Duration = Duration::from_secs(60);

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// One kept connection to a port of this machine.
pub(crate) struct Connection {
    port: u16,
    /// What the browser at the other end would send with every request: `keshu_post=3`, or nothing.
    pub(crate) cookie: String,
    stream: BufReader<TcpStream>,
}

impl Connection {
    /// Connects to a port on 127.0.0.1; no other host can be named.
    pub(crate) fn open(port: u16) -> Outcome<Connection> {
        Connection::try_open(port).map_err(|e| format!("cannot connect to 127.0.0.1:{port}: {e}"))
    }

    fn try_open(port: u16) -> std::io::Result<Connection> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Connection { port, cookie: String::new(), stream: BufReader::with_capacity(64 * 1024, stream) })
    }

    /// Asks for a page and reads all of the answer.
    pub(crate) fn get(&mut self, address: &str) -> Outcome<Answer> {
        self.exchange("GET", address, "")
    }

    /// Sends a form, encoded as browsers do, and reads all of the answer.
    pub(crate) fn post(&mut self, address: &str, form: &str) -> Outcome<Answer> {
        self.exchange("POST", address, form)
    }

    fn exchange(&mut self, method: &str, address: &str, form: &str) -> Outcome<Answer> {
        let port = self.port;
        self.try_exchange(method, address, form).map_err(|e| format!("{method} http://127.0.0.1:{port}{address}: {e}"))
    }

    fn try_exchange(&mut self, method: &str, address: &str, form: &str) -> std::io::Result<Answer> {
        let mut request =
            format!("{method} {address} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAccept: text/html\r\n", self.port);
        if !self.cookie.is_empty() {
            request.push_str(&format!("Cookie: {}\r\n", self.cookie));
        }
        if method == "POST" {
            let (kind, length) = ("application/x-www-form-urlencoded", form.len());
            request.push_str(&format!("Content-Type: {kind}\r\nContent-Length: {length}\r\n"));
            request.push_str("Sec-Fetch-Site: same-origin\r\n");
        }
        request.push_str("\r\n");
        request.push_str(form);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (answer, stays_open) = read_answer(&mut self.stream)?;
        if !stays_open {
            let cookie = std::mem::take(&mut self.cookie);
            *self = Connection { cookie, ..Connection::try_open(self.port)? };
        }
        Ok(answer)
    }
}

/// Reads one answer; also says whether the connection can carry another one.
fn read_answer(stream: &mut impl BufRead) -> std::io::Result<(Answer, bool)> {
    let status = line(stream)?;
    let status: u16 = status.split(' ').nth(1).and_then(|word| word.parse().ok()).ok_or_else(|| wrong("status"))?;
    let (mut length, mut chunked, mut stays_open) = (None, false, true);
    loop {
        let header = line(stream)?;
        let Some((name, value)) = header.split_once(':') else { break };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = Some(value.parse().map_err(|_| wrong("content-length"))?),
            "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
            "connection" => stays_open = !value.eq_ignore_ascii_case("close"),
            _ => {}
        }
    }
    let mut body = Vec::new();
    if chunked {
        read_chunks(stream, &mut body)?;
    } else if let Some(length) = length {
        body.resize(length, 0);
        stream.read_exact(&mut body)?;
    } else if status != 204 && status != 304 {
        stream.read_to_end(&mut body)?;
        stays_open = false;
    }
    Ok((Answer { status, body }, stays_open))
}

fn read_chunks(stream: &mut impl BufRead, body: &mut Vec<u8>) -> std::io::Result<()> {
    loop {
        let head = line(stream)?;
        let size = head.split(';').next().unwrap_or_default().trim();
        let size = u64::from_str_radix(size, 16).map_err(|_| wrong("chunk size"))?;
        if size == 0 {
            while !line(stream)?.is_empty() {}
            return Ok(());
        }
        stream.by_ref().take(size).read_to_end(body)?;
        line(stream)?;
    }
}

fn line(stream: &mut impl BufRead) -> std::io::Result<String> {
    let mut text = String::new();
    if stream.read_line(&mut text)? == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

fn wrong(what: &str) -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::InvalidData, format!("the answer has no readable {what}"))
}

#[cfg(test)]
pub(crate) mod tests {
    use std::net::TcpListener;

    use super::*;

    /// Answers `count` requests on each of `connections` connections with the same bytes; returns the port.
    pub(crate) fn answer_with(bytes: &'static str, connections: usize, count: usize) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            for stream in listener.incoming().take(connections) {
                std::thread::spawn(move || {
                    let mut stream = BufReader::new(stream.unwrap());
                    for _ in 0..count {
                        while line(&mut stream).is_ok_and(|header| !header.is_empty()) {}
                        stream.get_mut().write_all(bytes.as_bytes()).unwrap();
                    }
                });
            }
        });
        port
    }

    fn read(bytes: &str) -> (u16, String, bool) {
        let (answer, stays_open) = read_answer(&mut bytes.as_bytes()).unwrap();
        (answer.status, String::from_utf8(answer.body).unwrap(), stays_open)
    }

    #[test]
    fn answers_of_every_shape_are_read() {
        let counted = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 ...";
        assert_eq!(read(counted), (200, "abc".to_owned(), true));
        let chunked =
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n";
        assert_eq!(read(chunked), (200, "abc0123456789".to_owned(), true));
        let closing = "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        assert_eq!(read(closing), (404, String::new(), false));
        let endless = "HTTP/1.1 200 OK\r\n\r\nall the rest";
        assert_eq!(read(endless), (200, "all the rest".to_owned(), false));
        let empty = "HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n";
        assert_eq!(read(empty), (304, String::new(), true));
    }

    #[test]
    fn broken_answers_are_errors() {
        for bytes in ["", "HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "HTTP/1.1 200 OK\r\n"]
        {
            assert!(read_answer(&mut bytes.as_bytes()).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn one_connection_carries_many_requests() {
        let port = answer_with("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 1, 3);
        let mut connection = Connection::open(port).unwrap();
        for _ in 0..3 {
            let answer = connection.get("/").unwrap();
            assert_eq!((answer.status, answer.body), (200, b"ok".to_vec()));
        }
    }
}
