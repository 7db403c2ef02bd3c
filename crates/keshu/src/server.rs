//! The web server: every route of the house behind the same layers.

use std::{net::SocketAddr, path::Path, process::ExitCode, sync::Arc, time::Duration};

use accounts::{Count, Gate, Unread};
use axum::{
    Router,
    extract::{Request, State},
    http::Method,
    middleware::{self, Next},
    response::Response,
    routing::get,
};
use cases::pages::Desk;
use documents::Shelf;
use figures::Office;
use listing::pages::House;
use storage::{Db, Error, Result};
use web::{elder_mode, error_pages, harden, static_files};

/// The gate of a house, which also says how many messages wait for whoever comes in.
pub(crate) fn gate(house: &Arc<House>, is_demonstration: bool) -> Gate {
    let mut gate = Gate::new(house.clone());
    gate.is_demonstration = is_demonstration;
    gate.unread = Some(Box::new(Messages));
    gate
}

/// The messages of the house.
#[derive(Debug)]
struct Messages;

impl Unread for Messages {
    fn unread<'a>(&'a self, db: &'a Db, account: i64) -> Count<'a> {
        Box::pin(cases::unread(db.reader(), account))
    }
}

/// All routes of a house.
pub(crate) fn router(office: &Arc<Office>, gate: &Arc<Gate>, shelf: Shelf) -> Router {
    let house = office.house.clone();
    let desk = Arc::new(Desk { house, kinds: crate::modules::kinds(), shelf: Arc::new(shelf) });
    let pages = Router::new()
        .merge(accounts::routes(gate))
        .merge(crate::home::routes(office))
        .merge(figures::pages::routes(office))
        .merge(reports::routes(office))
        .merge(listing::pages::routes(&office.house))
        .merge(cases::pages::routes(&desk))
        .merge(policies::pages::routes(&office.house, Arc::new(enterprises::OwnRecords)))
        .merge(projects::routes(&desk))
        .merge(crate::likeness::routes(office))
        .route("/elder", get(elder_mode))
        .layer(middleware::from_fn_with_state(office.clone(), look_again))
        .layer(middleware::from_fn_with_state(office.house.site.clone(), error_pages))
        .layer(middleware::from_fn_with_state(gate.clone(), accounts::known));
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

/// Serves a house, whose attachments lie in the folder `files`, until the program is told to stop. `ready` is told the address once it answers.
///
/// # Errors
/// [`Error::Refused`] if the address cannot be listened on, or if others could reach a house in which nobody has an account.
pub(crate) async fn serve(
    office: &Arc<Office>,
    gate: Gate,
    files: &Path,
    listen: &str,
    ready: &mut (dyn FnMut(&str) + Send),
) -> Result<ExitCode> {
    let busy = |error: std::io::Error| {
        Error::Refused(format!("不能在 {listen} 上提供网站（{error}）。请换一个地址，如 --listen 127.0.0.1:8081"))
    };
    let listener = tokio::net::TcpListener::bind(listen).await.map_err(busy)?;
    let address = listener.local_addr().map_err(busy)?;
    if !address.ip().is_loopback() && !gate.is_demonstration && gate.is_open().await? {
        return Err(Error::Refused(format!(
            "还没有账号，不能在 {listen} 上对外提供网站：那样谁都能查看和修改。请先运行 keshu accounts begin 建立账号，或用 \
             --listen 127.0.0.1:8080 只在本机打开"
        )));
    }
    let shelf = Shelf::open(files).await?;
    println!("网站已启动：http://{address}  （按 Ctrl+C 停止）");
    ready(&address.to_string());
    tokio::spawn(let_time_pass(office.house.clone()));
    let service = router(office, &Arc::new(gate), shelf).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop()).await.map_err(busy)?;
    Ok(ExitCode::SUCCESS)
}

/// How often the house looks at its deadlines.
const ROUND: Duration = Duration::from_secs(600);

/// Takes the steps that are the house's own, reminds and escalates, round after round.
async fn let_time_pass(house: Arc<House>) {
    let kinds = crate::modules::kinds();
    let mut rounds = tokio::time::interval(ROUND);
    loop {
        rounds.tick().await;
        match cases::pass(&house.db, &kinds, house.db.clock().today()).await {
            Ok(passed) if passed == cases::Passed::default() => {}
            Ok(passed) => tracing::info!(?passed, "time passed"),
            Err(error) => tracing::warn!(%error, "deadlines could not be looked at; the next round will"),
        }
    }
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
