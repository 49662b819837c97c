//! An optional bound on how often one client may ask.
//!
//! A client is the rightmost address of `X-Forwarded-For` that is not one of the operator's
//! proxies, and the peer itself where the peer is no such proxy: whatever a client writes further
//! left in the header counts for nothing. IPv6 clients are counted by /56, the block that one
//! subscriber gets.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use crate::app::App;
use crate::config::{Config, RateLimit};
use crate::error::Failure;

/// Clients remembered before those that have rested are forgotten.
const REMEMBERED: usize = 10_000;

type Limiter =
    RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, DefaultClock, StateInformationMiddleware>;

/// The address of the other end of the connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// Counts requests per client.
pub(crate) struct Throttle {
    limiter: Limiter,
    burst: u32,
}

impl Throttle {
    pub(crate) fn new(limit: RateLimit) -> Arc<Self> {
        let positive = |number: u32| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        let quota =
            Quota::per_second(positive(limit.per_second)).allow_burst(positive(limit.burst));
        let limiter = RateLimiter::keyed(quota).with_middleware::<StateInformationMiddleware>();
        Arc::new(Self { limiter, burst: limit.burst })
    }

    /// Requests left, or the seconds to wait.
    fn check(&self, client: IpAddr) -> Result<u32, u64> {
        if self.limiter.len() > REMEMBERED {
            self.limiter.retain_recent();
        }
        match self.limiter.check_key(&client) {
            Ok(state) => Ok(state.remaining_burst_capacity()),
            Err(until) => Err(until.wait_time_from(DefaultClock::default().now()).as_secs().max(1)),
        }
    }
}

/// Refuses a client that asks too often; does nothing where no limit is configured.
pub(crate) async fn throttle(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(throttle) = app.throttle.clone() else { return next.run(request).await };
    if ["/healthz", "/readyz"].contains(&request.uri().path()) {
        return next.run(request).await;
    }
    let peer = request.extensions().get::<Peer>().map(|Peer(address)| address.ip());
    let client =
        client(peer.unwrap_or(IpAddr::V6(Ipv6Addr::LOCALHOST)), request.headers(), &app.config);
    let (mut response, remaining) = match throttle.check(client) {
        Ok(remaining) => (next.run(request).await, remaining),
        Err(seconds) => (Failure::TooMany(seconds).into_response(), 0),
    };
    let headers = response.headers_mut();
    let name = HeaderName::from_static;
    headers.insert(name("ratelimit-limit"), HeaderValue::from(throttle.burst));
    headers.insert(name("ratelimit-remaining"), HeaderValue::from(remaining));
    response
}

fn client(peer: IpAddr, headers: &HeaderMap, config: &Config) -> IpAddr {
    let mut client = peer;
    if config.trusts(peer) {
        let values = headers.get_all("x-forwarded-for");
        let hops: Vec<_> = values.iter().filter_map(|value| value.to_str().ok()).collect();
        for hop in hops.join(",").rsplit(',') {
            let Ok(address) = hop.trim().parse() else { break };
            client = address;
            if !config.trusts(address) {
                break;
            }
        }
    }
    network(client.to_canonical())
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 72))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &str) -> String {
        let config =
            Config { trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()], ..Config::default() };
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        client(peer.parse().unwrap(), &headers, &config).to_string()
    }

    #[test]
    fn the_client_is_the_rightmost_hop_that_is_not_ours() {
        let cases = [
            ("192.0.2.1", "198.51.100.9", "192.0.2.1"),
            ("10.0.0.1", "203.0.113.5, 198.51.100.9", "198.51.100.9"),
            ("10.0.0.1", "203.0.113.5, 198.51.100.9, 10.2.3.4", "198.51.100.9"),
            ("10.0.0.1", "nonsense", "10.0.0.1"),
            ("10.0.0.1", "198.51.100.9, nonsense", "10.0.0.1"),
            ("::ffff:10.0.0.1", "198.51.100.9", "198.51.100.9"),
        ];
        for (peer, forwarded, client) in cases {
            assert_eq!(seen(peer, forwarded), client, "{peer} {forwarded}");
        }
    }

    #[test]
    fn ipv6_clients_share_their_block() {
        assert_eq!(seen("2001:db8:1:22ab::1", ""), seen("2001:db8:1:22cd:5::9", ""));
        assert_ne!(seen("2001:db8:1:22ab::1", ""), seen("2001:db8:1:33ab::1", ""));
    }

    #[test]
    fn a_burst_is_allowed_and_then_refused() {
        let throttle = Throttle::new(RateLimit { per_second: 1, burst: 3 });
        let client: IpAddr = "192.0.2.1".parse().unwrap();
        let answers: Vec<_> = (0..4).map(|_| throttle.check(client).is_ok()).collect();
        assert_eq!(answers, [true, true, true, false]);
        assert!(throttle.check("192.0.2.2".parse().unwrap()).is_ok());
    }
}
