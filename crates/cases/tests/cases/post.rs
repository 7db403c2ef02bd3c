//! A mail server as small as one can be: it speaks just enough SMTP to receive a letter.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// The server. It stops with the test.
pub(crate) struct PostOffice {
    pub(crate) port: u16,
    letters: Arc<Mutex<Vec<Letter>>>,
}

/// A letter as it came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Letter {
    pub(crate) to: String,
    head: String,
    body: String,
}

impl PostOffice {
    /// Opens a post office that knows every address but those that begin with `gone`, and refuses everybody while it
    /// `is_closed`.
    pub(crate) async fn open(gone: &'static str, is_closed: bool) -> PostOffice {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let letters: Arc<Mutex<Vec<Letter>>> = Arc::default();
        let received = letters.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let received = received.clone();
                tokio::spawn(async move { talk(stream, gone, is_closed, &received).await });
            }
        });
        PostOffice { port, letters }
    }

    pub(crate) fn letters(&self) -> Vec<Letter> {
        self.letters.lock().unwrap().clone()
    }
}

/// One conversation. It ends when the other side hangs up.
async fn talk(stream: TcpStream, gone: &str, is_closed: bool, received: &Mutex<Vec<Letter>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut letter = Letter::default();
    stream.write_all(if is_closed { b"421 later\r\n" } else { b"220 post\r\n" }).await.ok()?;
    loop {
        let line = line(&mut stream).await?;
        let command = line.to_ascii_uppercase();
        let answer = match command.split([' ', ':']).next()? {
            "EHLO" => "250-post\r\n250 8BITMIME\r\n",
            "RCPT" if line.contains(&format!("<{gone}")) => "550 no such mailbox\r\n",
            "RCPT" => {
                letter.to = line.split(['<', '>']).nth(1)?.to_owned();
                "250 ok\r\n"
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await.ok()?;
                read(&mut stream, &mut letter).await?;
                received.lock().unwrap().push(std::mem::take(&mut letter));
                "250 received\r\n"
            }
            "QUIT" => "221 bye\r\n",
            _ => "250 ok\r\n",
        };
        stream.write_all(answer.as_bytes()).await.ok()?;
    }
}

async fn line(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    let length = stream.read_line(&mut line).await.ok()?;
    (length > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
}

async fn read(stream: &mut BufReader<TcpStream>, letter: &mut Letter) -> Option<()> {
    let mut is_body = false;
    loop {
        let line = line(stream).await?;
        match line.as_str() {
            "." => return Some(()),
            "" if !is_body => is_body = true,
            line => {
                let part = if is_body { &mut letter.body } else { &mut letter.head };
                part.push_str(line);
                part.push('\n');
            }
        }
    }
}

impl Letter {
    /// A header, unfolded and decoded.
    pub(crate) fn header(&self, name: &str) -> String {
        let unfolded = self.head.replace("\n ", " ").replace("\n\t", " ");
        let found = unfolded.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        let words = found.unwrap_or_else(|| panic!("no {name} in:\n{}", self.head)).split(' ');
        let decoded =
            words.map(|word| match word.strip_prefix("=?utf-8?b?").and_then(|word| word.strip_suffix("?=")) {
                Some(word) => base64(word),
                None => word.as_bytes().to_vec(),
            });
        String::from_utf8(decoded.flatten().collect()).unwrap()
    }

    /// The body, decoded.
    pub(crate) fn text(&self) -> String {
        match self.header("Content-Transfer-Encoding").as_str() {
            "base64" => String::from_utf8(base64(&self.body)).unwrap(),
            "7bit" | "8bit" => self.body.clone(),
            other => panic!("{other} is not expected"),
        }
    }
}

/// The bytes of a text in base 64 (RFC 4648).
fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for letter in text.bytes() {
        let Some(value) = ALPHABET.iter().position(|known| *known == letter) else { continue };
        bits = bits << 6 | u32::try_from(value).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap());
        }
    }
    bytes
}
