//! Errors as pages: the status says which of the five meanings it is, the page says what to do next.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use askama::Template;
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use storage::Error;

use crate::{Frame, Site, Visitor};

/// An error on its way to a page.
#[derive(Debug)]
pub struct Failure(pub Error);

/// What a handler answers.
pub type Outcome<T = Response> = Result<T, Failure>;

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure(error)
    }
}

/// What a failed response carries until [`error_pages`] makes a page of it.
#[derive(Clone, Debug)]
struct Told {
    kind: &'static str,
    sentences: Vec<String>,
    number: Option<String>,
}

static FAULTS: AtomicU32 = AtomicU32::new(0);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, kind) = match &self.0 {
            Error::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "填写有误"),
            Error::Refused(_) => (StatusCode::CONFLICT, "不能这样做"),
            Error::NotFound(_) => (StatusCode::NOT_FOUND, "没有找到"),
            Error::Forbidden(_) => (StatusCode::FORBIDDEN, "没有权限"),
            Error::Fault(_) => (StatusCode::INTERNAL_SERVER_ERROR, "系统故障"),
        };
        let told = match self.0 {
            Error::Fault(detail) => {
                let number = format!("K{:05}", FAULTS.fetch_add(1, Ordering::Relaxed) + 1);
                tracing::error!(%number, %detail, "fault");
                let sentence = "系统内部出错，已记入日志。请把下面的编号告诉管理员；您的数据没有改动。".to_owned();
                Told { kind, sentences: vec![sentence], number: Some(number) }
            }
            Error::Invalid(problems) => {
                let said = problems.into_iter().map(|problem| match problem.place.as_str() {
                    "" => problem.sentence,
                    place => format!("{place}：{}", problem.sentence),
                });
                Told { kind, sentences: said.collect(), number: None }
            }
            Error::Refused(sentences) | Error::NotFound(sentences) | Error::Forbidden(sentences) => {
                Told { kind, sentences: sentences.lines().map(str::to_owned).collect(), number: None }
            }
        };
        let mut response = (status, told.sentences.join("\n")).into_response();
        response.extensions_mut().insert(told);
        response
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    frame: Frame<'a>,
    status: u16,
    told: Told,
}

/// Makes a page of every failure, and of every address that leads nowhere.
pub async fn error_pages(State(site): State<Arc<Site>>, visitor: Visitor, request: Request, next: Next) -> Response {
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let mut response = next.run(request).await;
    // An address that cannot be read (`/projects/abc`) leads nowhere, like one that is not known.
    if is_reading && response.status() == StatusCode::BAD_REQUEST && response.extensions().get::<Told>().is_none() {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    as_page(&site, &visitor, response)
}

/// The page of an error that happens outside [`error_pages`].
pub fn error_page(site: &Site, visitor: &Visitor, error: Error) -> Response {
    as_page(site, visitor, Failure(error).into_response())
}

fn as_page(site: &Site, visitor: &Visitor, response: Response) -> Response {
    let status = response.status();
    let told = match response.extensions().get::<Told>() {
        Some(told) => told.clone(),
        None => match status {
            StatusCode::NOT_FOUND => told("没有找到", "没有这个页面。请检查地址，或从首页进入"),
            StatusCode::METHOD_NOT_ALLOWED => told("不能这样做", "这个地址不接受这样的请求。请从页面上的按钮操作"),
            StatusCode::PAYLOAD_TOO_LARGE => {
                told("不能这样做", "上传的内容过大。请分成几个文件，或用命令行 keshu import 导入")
            }
            // What came could not be read as a form: nobody who uses the pages sends such a thing.
            StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY
                if !is_page(&response) =>
            {
                told("不能这样做", "收到的内容不是本系统的表单，没有改动任何内容。请回到原页面重新提交")
            }
            _ => return response,
        },
    };
    let page = ErrorPage { frame: Frame::new(site, visitor, "", told.kind), status: status.as_u16(), told };
    match page.render() {
        Ok(text) => (status, Html(text)).into_response(),
        Err(error) => {
            tracing::error!(%error, "the error page itself failed");
            response
        }
    }
}

/// Whether an answer is a page already.
fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

fn told(kind: &'static str, sentence: &str) -> Told {
    Told { kind, sentences: vec![sentence.to_owned()], number: None }
}
