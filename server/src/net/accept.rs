//! The accept loop: a cap on connections, deadlines on each, and an end that comes.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tower::ServiceExt;

use super::connection::{Link, Timed};
use super::guard;
use super::throttle::Peer;
use crate::config::Config;
use crate::error::Failure;

/// How long half-sent requests are waited for when the service stops.
const PATIENCE_AT_STOP: Duration = Duration::from_secs(2);

/// What of the drain time is left for the process to end.
const MARGIN: Duration = Duration::from_secs(1);

/// Everything that the connections share.
struct Hall {
    app: Router,
    config: Arc<Config>,
    /// A whole answer for requests that are not HTTP or larger than can be read.
    refusal: Vec<u8>,
    links: Mutex<HashMap<u64, Arc<Link>>>,
}

/// Answers connections until `stop` is ready, then lets answers under way finish, at most as long
/// as [`crate::NetLimits::drain`].
///
/// At the cap of connections a new one is let in and the one that has waited longest without a
/// request under way is closed, so that silent clients never shut out the others.
///
/// # Errors
/// Where the listener cannot tell its address; a failed connection is only logged.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    config: Arc<Config>,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    listener.local_addr()?;
    let hall = Arc::new(Hall {
        refusal: refusal(&config),
        app,
        config: Arc::clone(&config),
        links: Mutex::default(),
    });
    let seats = Arc::new(Semaphore::new(config.limits.connections.max(1)));
    let (stopping, stopped) = watch::channel(false);
    let mut guests = JoinSet::new();
    let mut stop = pin!(stop);
    for number in 0_u64.. {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &hall, &seats) => accepted,
        };
        if let Some((socket, peer, seat)) = accepted {
            guests.spawn(attend(Arc::clone(&hall), number, socket, peer, seat, stopped.clone()));
        }
        while guests.try_join_next().is_some() {}
    }
    drop(listener);
    config.draining.store(true, Ordering::Relaxed);
    stopping.send_replace(true);
    drain(&hall, guests).await;
    Ok(())
}

async fn accept(
    listener: &TcpListener,
    hall: &Hall,
    seats: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let (socket, peer) = match listener.accept().await {
        Ok(accepted) => accepted,
        Err(cause) => {
            tracing::warn!(%cause, "cannot accept a connection");
            // Out of file descriptors: those in use must come back first.
            tokio::time::sleep(Duration::from_millis(50)).await;
            return None;
        }
    };
    let seat = match Arc::clone(seats).try_acquire_owned() {
        Ok(seat) => seat,
        Err(_) => {
            hall.close_longest_waiting();
            Arc::clone(seats).acquire_owned().await.ok()?
        }
    };
    Some((socket, peer, seat))
}

impl Hall {
    fn links(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Arc<Link>>> {
        self.links.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn close_longest_waiting(&self) {
        let links = self.links();
        let waiting =
            links.iter().filter_map(|(number, link)| Some((link.waiting_since()?, number)));
        if let Some((_, number)) = waiting.min() {
            links[number].close.notify_one();
        }
    }

    fn close_all_waiting(&self) {
        for link in self.links().values().filter(|link| link.waiting_since().is_some()) {
            link.close.notify_one();
        }
    }
}

async fn attend(
    hall: Arc<Hall>,
    number: u64,
    socket: TcpStream,
    peer: SocketAddr,
    _seat: OwnedSemaphorePermit,
    mut stopped: watch::Receiver<bool>,
) {
    let link = Arc::new(Link::new());
    hall.links().insert(number, Arc::clone(&link));
    // Small answers must not wait for each other; a socket that refuses is merely slower.
    let _ = socket.set_nodelay(true);
    let timed = Timed::new(socket, &link, &hall.config.limits, &hall.refusal);
    let answering = service_fn(|request| answer(&hall, &link, peer, request));
    let mut builder = hyper::server::conn::http1::Builder::new();
    // Larger than the limits: what is only somewhat too large gets a proper answer from `guard`.
    builder.max_buf_size(hall.config.limits.header_bytes.max(8 * 1024) * 8).half_close(true);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(timed), answering));
    let mut told = false;
    loop {
        tokio::select! {
            _ = connection.as_mut() => break,
            () = link.close.notified() => break,
            _ = stopped.wait_for(|stop| *stop), if !told => {
                told = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
    hall.links().remove(&number);
}

async fn answer(
    hall: &Hall,
    link: &Link,
    peer: SocketAddr,
    request: Request<Incoming>,
) -> Result<Response, std::convert::Infallible> {
    let _serving = link.serving();
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(Peer(peer));
    let patience = hall.config.limits.idle_timeout;
    match tokio::time::timeout(patience, hall.app.clone().oneshot(request)).await {
        Ok(answer) => answer,
        Err(_) => Ok(late(&hall.config)),
    }
}

fn late(config: &Config) -> Response {
    let mut response = axum::response::IntoResponse::into_response(Failure::Busy);
    guard::harden(response.headers_mut(), config);
    response
}

/// The bytes of the answer to what is not HTTP, or larger than can be read.
fn refusal(config: &Config) -> Vec<u8> {
    let body = "Frågan är för stor eller inte giltig HTTP.\n";
    let mut headers = HeaderMap::new();
    guard::harden(&mut headers, config);
    let mut head = format!(
        "HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\n\
         content-length: {}\r\nconnection: close\r\n",
        body.len()
    );
    for (name, value) in &headers {
        head.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap_or_default()));
    }
    [head.as_bytes(), b"\r\n", body.as_bytes()].concat()
}

async fn drain(hall: &Hall, mut guests: JoinSet<()>) {
    let limit = hall.config.limits.drain;
    let all_gone = async {
        let patience = PATIENCE_AT_STOP.min(limit);
        let mut impatient = pin!(tokio::time::sleep(patience));
        let mut closed = false;
        loop {
            tokio::select! {
                guest = guests.join_next() => if guest.is_none() { break },
                () = &mut impatient, if !closed => {
                    closed = true;
                    hall.close_all_waiting();
                }
            }
        }
    };
    if tokio::time::timeout(limit.saturating_sub(MARGIN), all_gone).await.is_err() {
        tracing::warn!(left = hall.links().len(), "connections cut at the drain deadline");
    }
}
