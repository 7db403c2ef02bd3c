//! A browser without a window, in which somebody is signed in.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
};
use tower::ServiceExt;
use web::Who;

/// A browser.
pub(crate) struct Browser {
    router: Router,
    who: Arc<Who>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) body: String,
}

impl Answer {
    /// The text of the page without its markup.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        let mut is_tag = false;
        for letter in self.body.chars() {
            match letter {
                '<' => is_tag = true,
                '>' => {
                    is_tag = false;
                    text.push(' ');
                }
                letter if !is_tag => text.push(letter),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The page says all of this.
    #[track_caller]
    pub(crate) fn says(&self, sentences: &[&str]) {
        for sentence in sentences {
            assert!(self.body.contains(sentence), "{} without “{sentence}”:\n{}", self.status, self.body);
        }
    }

    /// The page says nothing of this.
    #[track_caller]
    pub(crate) fn hides(&self, sentences: &[&str]) {
        for sentence in sentences {
            assert!(!self.body.contains(sentence), "“{sentence}” is told:\n{}", self.body);
        }
    }

    /// The value of the field with this name.
    pub(crate) fn field(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let value = self.body.split(&mark).nth(1).and_then(|rest| rest.split('"').next());
        value.unwrap_or_else(|| panic!("no field {name} in:\n{}", self.body)).replace("&#35;", "#")
    }

    /// The first address in the page that begins so.
    pub(crate) fn address(&self, beginning: &str) -> String {
        let at = self.body.find(beginning).unwrap_or_else(|| panic!("no {beginning} in:\n{}", self.body));
        self.body[at..].split('"').next().unwrap().replace("&#38;", "&")
    }
}

impl Browser {
    pub(crate) fn new(router: Router, who: Arc<Who>) -> Browser {
        Browser { router, who }
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.ask(Request::get(address), Body::empty()).await
    }

    pub(crate) async fn post(&self, address: &str, form: &[(&str, &str)]) -> Answer {
        let body = Body::from(listing::address::encode(&super::bureau::pairs(form)));
        self.ask(Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded"), body).await
    }

    async fn ask(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let mut request = request.header(header::HOST, "keshu.example").body(body).unwrap();
        request.extensions_mut().insert(self.who.clone());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let location = response.headers().get(header::LOCATION);
        let location = location.map_or(String::new(), |value| value.to_str().unwrap().to_owned());
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), 20 << 20).await.unwrap();
        Answer { status, location, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}
