//! The web server: every route of the house behind the same layers.

use std::{net::SocketAddr, path::Path, process::ExitCode, sync::Arc, time::Duration};

use accounts::Gate;
use axum::{
    Router,
    extract::{Request, State},
    http::Method,
    middleware::{self, Next},
    response::Response,
    routing::get,
};
use cases::{MailBox, pages::Desk};
use documents::Shelf;
use figures::Office;
use listing::pages::House;
use matching::Needle;
use search::Engine;
use storage::{Error, Result};
use web::{Who, elder_mode, error_pages, harden, static_files};

use crate::answers;

/// The gate of a house, which also says how many messages wait for whoever comes in.
pub(crate) fn gate(house: &Arc<House>, is_demonstration: bool) -> Gate {
    let mut gate = Gate::new(house.clone());
    gate.is_demonstration = is_demonstration;
    gate.unread = Some(Box::new(cases::Inbox));
    gate
}

/// All routes of a house.
pub(crate) fn router(office: &Arc<Office>, gate: &Arc<Gate>, shelf: Shelf, engine: &Engine) -> Router {
    let house = office.house.clone();
    let searching = search::pages::Desk { house: house.clone(), engine: engine.clone() };
    let desk = Arc::new(Desk { house, kinds: crate::modules::kinds(), shelf: Arc::new(shelf) });
    let needle =
        Arc::new(Needle { desk: desk.clone(), finder: answers::finder(answers::indexed(&office.house.db, engine)) });
    let pages = Router::new()
        .merge(accounts::routes(gate))
        .merge(crate::home::routes(office))
        .merge(figures::pages::routes(office))
        .merge(reports::routes(office))
        .merge(listing::pages::routes(&office.house))
        .merge(cases::pages::routes(&desk))
        .merge(policies::pages::routes(&office.house, Arc::new(enterprises::OwnRecords)))
        .merge(policies::pages::entitlements(&office.house, crate::modules::entitled()))
        .merge(enterprises::routes(&desk))
        .merge(projects::routes(&desk))
        .merge(talent::routes(&desk))
        .merge(supervision::routes(&desk))
        .merge(matching::routes(&needle))
        .merge(search::pages::routes(searching))
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
    engine: &Engine,
    listen: &str,
    mail_box: Option<MailBox>,
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
    if let Some(mail_box) = mail_box {
        tokio::spawn(send_mail(office.house.clone(), mail_box));
    }
    tokio::spawn(keep_found(office.house.clone(), engine.clone()));
    tokio::spawn(keep_learning(engine.clone()));
    let service = router(office, &Arc::new(gate), shelf, engine).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop()).await.map_err(busy)?;
    Ok(ExitCode::SUCCESS)
}

/// How often the house looks at its deadlines.
const ROUND: Duration = Duration::from_secs(600);

/// Takes the steps that are the house's own, reminds and escalates, round after round.
async fn let_time_pass(house: Arc<House>) {
    let kinds = crate::modules::kinds();
    let mut rounds = tokio::time::interval(ROUND);
    let mut settled_on = None;
    loop {
        rounds.tick().await;
        let today = house.db.clock().today();
        // Payments that came in by sheet change balances too: they are written down once a day.
        if settled_on != Some(today) {
            match funds::settle(&house.db, &Who::house().actor()).await {
                Ok(_) => settled_on = Some(today),
                Err(error) => tracing::warn!(%error, "balances could not be written down; the next round will"),
            }
        }
        if let Err(error) = enterprises::ask_for_reports(&house.db, today).await {
            tracing::warn!(%error, "yearly reports could not be asked for; the next round will");
        }
        match cases::pass(&house.db, &kinds, today).await {
            Ok(passed) if passed == cases::Passed::default() => {}
            Ok(passed) => tracing::info!(?passed, "time passed"),
            Err(error) => tracing::warn!(%error, "deadlines could not be looked at; the next round will"),
        }
        match supervision::look_around(&house.db, &kinds, house.db.clock().today()).await {
            Ok(looked) if looked == supervision::Looked::default() => {}
            Ok(looked) => tracing::info!(?looked, "risk signals"),
            Err(error) => tracing::warn!(%error, "risk signals could not be looked for; the next round will"),
        }
    }
}

/// How often the house looks whether messages are to go out by mail.
const POST: Duration = Duration::from_secs(60);

/// Sends what waits, round after round. No step waits for it, and what does not go out now goes out later.
async fn send_mail(house: Arc<House>, mail_box: MailBox) {
    let mut rounds = tokio::time::interval(POST);
    loop {
        rounds.tick().await;
        if let Err(error) = cases::deliver(&house.db, &mail_box).await {
            tracing::warn!(%error, "the mail could not be looked at; the next round will");
        }
    }
}

/// How often the index looks at the history.
const GLANCE: Duration = Duration::from_secs(3);

/// Lets the index follow the history, so that what is written is found.
async fn keep_found(house: Arc<House>, engine: Engine) {
    let mut glances = tokio::time::interval(GLANCE);
    glances.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        glances.tick().await;
        if let Err(error) = engine.follow(&house).await {
            tracing::warn!(%error, "the index could not follow the history; it will try again");
        }
    }
}

/// Reads what was written for its meaning, where there is a model.
async fn keep_learning(engine: Engine) {
    loop {
        match engine.learn().await {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(GLANCE).await,
            Err(error) => {
                tracing::warn!(%error, "texts could not be read for their meaning; it will be tried again");
                tokio::time::sleep(ROUND).await;
            }
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
