//! A connection that cannot be held: a stream with deadlines, and what the accept loop knows of it.
//!
//! hyper's own timers cover only the header, and what hyper answers by itself (a malformed or
//! endless header) carries none of our headers. The stream here sits between hyper and the socket
//! and closes both gaps.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::Notify;
use tokio::time::{Instant, Sleep, sleep_until};

use crate::config::NetLimits;

/// What the accept loop and the handlers know of a connection.
pub(super) struct Link {
    times: Mutex<Times>,
    in_service: AtomicUsize,
    /// Tells the connection's task to end it.
    pub(super) close: Notify,
}

#[derive(Clone, Copy)]
struct Times {
    progress: Instant,
    head_began: Option<Instant>,
}

/// Counts a request in as long as it lives.
pub(super) struct Serving<'a>(&'a Link);

impl Drop for Serving<'_> {
    fn drop(&mut self) {
        self.0.in_service.fetch_sub(1, Ordering::AcqRel);
        self.0.touch(false);
    }
}

impl Link {
    pub(super) fn new() -> Self {
        let times = Times { progress: Instant::now(), head_began: None };
        Self { times: Mutex::new(times), in_service: AtomicUsize::new(0), close: Notify::new() }
    }

    /// A whole request has come in; it is answered until the value is dropped.
    pub(super) fn serving(&self) -> Serving<'_> {
        self.in_service.fetch_add(1, Ordering::AcqRel);
        self.times().head_began = None;
        Serving(self)
    }

    /// When something last moved, where no request is being answered.
    pub(super) fn waiting_since(&self) -> Option<Instant> {
        (!self.is_serving()).then(|| self.times().progress)
    }

    fn is_serving(&self) -> bool {
        self.in_service.load(Ordering::Acquire) > 0
    }

    fn touch(&self, read: bool) {
        let mut times = self.times();
        times.progress = Instant::now();
        if read && !self.is_serving() && times.head_began.is_none() {
            times.head_began = Some(times.progress);
        }
    }

    fn read_deadline(&self, limits: &NetLimits) -> Option<Instant> {
        let times = *self.times();
        let deadline = match times.head_began {
            Some(began) => began + limits.header_timeout,
            None => times.progress + limits.idle_timeout,
        };
        (!self.is_serving()).then_some(deadline)
    }

    fn times(&self) -> std::sync::MutexGuard<'_, Times> {
        self.times.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// A socket with deadlines for reading and writing.
pub(super) struct Timed<'a, S> {
    socket: S,
    link: &'a Link,
    limits: &'a NetLimits,
    reading: Pin<Box<Sleep>>,
    writing: Option<Pin<Box<Sleep>>>,
    /// What is written in place of an answer that hyper made by itself.
    refusal: &'a [u8],
    refusing: Option<usize>,
}

impl<'a, S> Timed<'a, S> {
    pub(super) fn new(socket: S, link: &'a Link, limits: &'a NetLimits, refusal: &'a [u8]) -> Self {
        let reading = Box::pin(sleep_until(Instant::now() + limits.idle_timeout));
        Self { socket, link, limits, reading, writing: None, refusal, refusing: None }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Timed<'_, S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        if let Poll::Ready(result) = Pin::new(&mut self.socket).poll_read(cx, buffer) {
            if buffer.filled().len() > before {
                self.link.touch(true);
            }
            return Poll::Ready(result);
        }
        if let Some(deadline) = self.link.read_deadline(self.limits) {
            self.reading.as_mut().reset(deadline);
            ready!(self.reading.as_mut().poll(cx));
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        Poll::Pending
    }
}

impl<S: AsyncWrite + Unpin> Timed<'_, S> {
    fn write_or_time_out(&mut self, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if let Poll::Ready(result) = Pin::new(&mut self.socket).poll_write(cx, bytes) {
            self.link.touch(false);
            self.writing = None;
            return Poll::Ready(result);
        }
        let limit = self.limits.write_timeout;
        let stalled = || Box::pin(sleep_until(Instant::now() + limit));
        ready!(self.writing.get_or_insert_with(stalled).as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Writes the rest of the refusal, if one is being written.
    fn poll_refusal(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(done) = self.refusing.filter(|done| *done < self.refusal.len()) {
            let rest = &self.refusal[done..];
            let written = ready!(self.write_or_time_out(cx, rest))?;
            self.refusing = Some(done + written.max(1));
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Timed<'_, S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if self.refusing.is_none() && !self.link.is_serving() && is_bare_refusal(bytes) {
            self.refusing = Some(0);
        }
        if self.refusing.is_some() {
            // hyper closes after its own refusals, so nothing but this is still to be written.
            return self.poll_refusal(cx).map_ok(|()| bytes.len());
        }
        self.write_or_time_out(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_refusal(cx))?;
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_refusal(cx))?;
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}

/// True for an answer that did not pass through our router: every one of ours is marked `nosniff`.
fn is_bare_refusal(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1_024)];
    head.starts_with(b"HTTP/1.1 4")
        && head.ends_with(b"\r\n\r\n")
        && !head.windows(7).any(|window| window.eq_ignore_ascii_case(b"nosniff"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_answers_without_our_headers_are_replaced() {
        assert!(is_bare_refusal(b"HTTP/1.1 414 URI Too Long\r\ncontent-length: 0\r\n\r\n"));
        let ours = b"HTTP/1.1 400 Bad Request\r\nx-content-type-options: nosniff\r\n\r\n";
        assert!(!is_bare_refusal(ours));
        assert!(!is_bare_refusal(b"HTTP/1.1 200 OK\r\n\r\n"));
    }
}
