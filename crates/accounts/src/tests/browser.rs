//! A browser without a window: it keeps its cookies and sends what browsers send.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
    response::Response,
};
use tower::ServiceExt;

/// A browser.
#[derive(Clone)]
pub(super) struct Browser {
    router: Router,
    pub(super) cookies: Vec<(String, String)>,
    /// The address from which it asks.
    pub(super) address: &'static str,
    /// Whether it comes through a proxy with https.
    pub(super) is_https: bool,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) location: String,
    pub(super) set_cookie: String,
    pub(super) is_https_only: bool,
    pub(super) body: String,
}

impl Answer {
    /// The text of the page without its markup.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut is_tag = false;
        for letter in self.body.chars() {
            match letter {
                '<' => is_tag = true,
                '>' => is_tag = false,
                letter if !is_tag => text.push(letter),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The value of the hidden or filled field with this name.
    pub(super) fn field(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let value = self.body.split(&mark).nth(1).and_then(|rest| rest.split('"').next());
        unescaped(value.unwrap_or_else(|| panic!("no field {name} in:\n{}", self.text())))
    }

    /// The first address in the page that begins so.
    pub(super) fn address(&self, beginning: &str) -> String {
        let at = self.body.find(beginning).unwrap_or_else(|| panic!("no {beginning} in:\n{}", self.text()));
        unescaped(self.body[at..].split(['"', '<', ' ']).next().unwrap())
    }
}

fn text(response: &Response, name: header::HeaderName) -> String {
    response.headers().get(name).map_or(String::new(), |value| value.to_str().unwrap().to_owned())
}

fn unescaped(text: &str) -> String {
    text.replace("&#38;", "&").replace("&#34;", "\"").replace("&#60;", "<").replace("&#62;", ">").replace("&#39;", "'")
}

impl Browser {
    pub(super) fn new(router: Router) -> Browser {
        Browser { router, cookies: Vec::new(), address: "10.0.0.1", is_https: false }
    }

    pub(super) async fn get(&mut self, address: &str) -> Answer {
        self.ask(Request::get(address), Body::empty()).await
    }

    pub(super) async fn post(&mut self, address: &str, form: &[(&str, &str)]) -> Answer {
        let pairs: Vec<(String, String)> =
            form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.post_text(address, listing::address::encode(&pairs)).await
    }

    pub(super) async fn post_text(&mut self, address: &str, body: String) -> Answer {
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.ask(request, Body::from(body)).await
    }

    pub(super) async fn ask(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request
            .header(header::HOST, "keshu.example")
            .header("x-forwarded-for", self.address)
            .header("x-forwarded-proto", if self.is_https { "https" } else { "http" })
            .header(header::COOKIE, cookies.join("; "))
            .body(body)
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        self.keep_cookies(&response);
        let (location, set_cookie) = (text(&response, header::LOCATION), text(&response, header::SET_COOKIE));
        let status = response.status().as_u16();
        let is_https_only = response.headers().contains_key(header::STRICT_TRANSPORT_SECURITY);
        let bytes = to_bytes(response.into_body(), 20 << 20).await.unwrap();
        Answer { status, location, set_cookie, is_https_only, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    fn keep_cookies(&mut self, response: &Response) {
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}
