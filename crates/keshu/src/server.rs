//! The web server: every route of the house behind the same layers.

use std::{process::ExitCode, sync::Arc};

use axum::{
    Router,
    extract::{Request, State},
    http::Method,
    middleware::{self, Next},
    response::Response,
    routing::get,
};
use figures::Office;
use storage::{Error, Result};
use web::{elder_mode, error_pages, harden, static_files};

/// All routes of a house.
pub(crate) fn router(office: &Arc<Office>) -> Router {
    let pages = Router::new()
        .merge(crate::home::routes(office))
        .merge(figures::pages::routes(office))
        .merge(reports::routes(office))
        .merge(listing::pages::routes(&office.house))
        .route("/elder", get(elder_mode))
        .layer(middleware::from_fn_with_state(office.clone(), look_again))
        .layer(middleware::from_fn_with_state(office.house.site.clone(), error_pages));
    harden(Router::new().merge(static_files()).merge(pages))
}

/// After something was posted the records may say that the house is somebody else's: an empty house gets its name from the
/// first sheets that are brought in.
async fn look_again(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    let may_change = request.method() == Method::POST;
    let response = next.run(request).await;
    if may_change && !response.status().is_client_error() {
        match crate::modules::identity(office.reader()).await {
            Ok(identity) => office.house.site.identify(identity),
            Err(error) => tracing::warn!(%error, "whose house it is could not be read"),
        }
    }
    response
}

/// Serves a house until the program is told to stop. `ready` is told the address once it answers.
///
/// # Errors
/// [`Error::Refused`] if the address cannot be listened on.
pub(crate) async fn serve(
    office: &Arc<Office>,
    listen: &str,
    ready: &mut (dyn FnMut(&str) + Send),
) -> Result<ExitCode> {
    let busy = |error: std::io::Error| {
        Error::Refused(format!("不能在 {listen} 上提供网站（{error}）。请换一个地址，如 --listen 127.0.0.1:8081"))
    };
    let listener = tokio::net::TcpListener::bind(listen).await.map_err(busy)?;
    let address = listener.local_addr().map_err(busy)?;
    println!("网站已启动：http://{address}  （按 Ctrl+C 停止）");
    ready(&address.to_string());
    axum::serve(listener, router(office)).with_graceful_shutdown(stop()).await.map_err(busy)?;
    Ok(ExitCode::SUCCESS)
}

/// Resolves when the program is told to stop.
async fn stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
