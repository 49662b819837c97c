//! Connections that are slow, silent, too many or half sent, against the real accept loop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use server::{Config, NetLimits};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
    _folder: tempfile::TempDir,
}

/// Limits short enough for a test to wait for.
fn limits() -> NetLimits {
    NetLimits {
        header_timeout: Duration::from_millis(600),
        idle_timeout: Duration::from_millis(1_500),
        write_timeout: Duration::from_millis(1_000),
        connections: 8,
        drain: Duration::from_millis(4_000),
        ..NetLimits::default()
    }
}

async fn run() -> Running {
    let folder = tempfile::tempdir().unwrap();
    let searcher = super::index(folder.path());
    let config = Arc::new(Config { limits: limits(), ..Config::default() });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let app = server::app(searcher, Arc::clone(&config));
    let task = tokio::spawn(server::serve(listener, app, config, async {
        stopped.await.ok();
    }));
    Running { address, stop, task, _folder: folder }
}

/// Sends bytes and reads until the other end closes.
async fn exchange(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The other end may close before it has read all.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
    String::from_utf8_lossy(&answer).into_owned()
}

async fn is_answered(address: SocketAddr) -> bool {
    let answer =
        exchange(address, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    answer.await.starts_with("HTTP/1.1 200")
}

/// Time until the other end closes, at most six seconds.
async fn time_until_closed(stream: &mut TcpStream) -> Duration {
    let began = Instant::now();
    let mut rest = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(6), stream.read_to_end(&mut rest)).await;
    began.elapsed()
}

#[tokio::test]
async fn a_header_that_drips_is_cut_and_a_silent_client_too() {
    let running = run().await;
    let mut dripping = TcpStream::connect(running.address).await.unwrap();
    dripping.write_all(b"GET / HTTP/1.1\r\nX-a: ").await.unwrap();
    let (mut read, mut write) = dripping.into_split();
    let drip = tokio::spawn(async move {
        while write.write_all(b"z").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    });
    let began = Instant::now();
    let mut rest = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(6), read.read_to_end(&mut rest)).await;
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    drip.abort();
    let mut silent = TcpStream::connect(running.address).await.unwrap();
    let waited = time_until_closed(&mut silent).await;
    assert!(waited > Duration::from_millis(1_000) && waited < Duration::from_secs(4), "{waited:?}");
}

#[tokio::test]
async fn silent_clients_beyond_the_cap_shut_nobody_out() {
    let running = run().await;
    let mut silent = Vec::new();
    for _ in 0..40 {
        silent.push(TcpStream::connect(running.address).await.unwrap());
    }
    let began = Instant::now();
    assert!(is_answered(running.address).await);
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_client_that_does_not_read_is_cut() {
    let running = run().await;
    let mut slow = TcpStream::connect(running.address).await.unwrap();
    let request = b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2_000);
    let sending = tokio::time::timeout(Duration::from_secs(6), slow.write_all(&request)).await;
    // Either the socket fills and is cut while sending, or everything was taken and it is cut after.
    if matches!(sending, Ok(Ok(()))) {
        tokio::time::sleep(limits().write_timeout * 3).await;
    }
    let mut ended = false;
    for _ in 0..40 {
        if slow.write_all(b"GET / HTTP/1.1\r\n").await.is_err() {
            ended = true;
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(ended, "the connection is still open");
    assert!(is_answered(running.address).await);
}

#[tokio::test]
async fn what_is_not_http_gets_an_answer_with_our_headers() {
    let running = run().await;
    let long = format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(70_000));
    for bytes in [b"skr\x00p HTTP\r\n\r\n".as_slice(), long.as_bytes()] {
        let answer = exchange(running.address, bytes).await;
        assert!(answer.starts_with("HTTP/1.1 4"), "{answer:.80}");
        assert!(answer.contains("x-content-type-options: nosniff"), "{answer:.200}");
    }
    assert!(is_answered(running.address).await);
}

#[tokio::test]
async fn stopping_answers_what_is_under_way_and_ends() {
    let running = run().await;
    let mut idle = TcpStream::connect(running.address).await.unwrap();
    let mut half = TcpStream::connect(running.address).await.unwrap();
    half.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
    let asked = tokio::spawn(exchange(
        running.address,
        b"GET /sok?q=lekplats HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    ));
    tokio::time::sleep(Duration::from_millis(100)).await;
    let began = Instant::now();
    running.stop.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(5), running.task).await.unwrap().unwrap().unwrap();
    assert!(began.elapsed() < limits().drain, "{:?}", began.elapsed());
    assert!(asked.await.unwrap().starts_with("HTTP/1.1 200"));
    assert!(TcpStream::connect(running.address).await.is_err(), "still listening");
    time_until_closed(&mut idle).await;
}
