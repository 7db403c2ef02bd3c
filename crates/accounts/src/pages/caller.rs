//! From where somebody asks.

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{Extensions, HeaderMap, request::Parts},
};

/// From where a request comes. What a proxy says is believed only of one on this machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Caller {
    /// The address; empty where it is not known.
    pub(super) address: String,
    /// Whether the browser came by https.
    pub(super) is_https: bool,
}

impl Caller {
    pub(super) fn of(headers: &HeaderMap, extensions: &Extensions) -> Caller {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
        if peer.is_some_and(|peer| !peer.is_loopback()) {
            return Caller { address: peer.map_or(String::new(), |peer| peer.to_string()), is_https: false };
        }
        // The last entry is the one that the nearest proxy wrote; those before it anybody can send.
        let forwarded = said("x-forwarded-for").and_then(|list| list.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
        let address = forwarded.or(peer).map_or(String::new(), |address| address.to_string());
        Caller { address, is_https: said("x-forwarded-proto") == Some("https") }
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Caller, Infallible> {
        Ok(Caller::of(&parts.headers, &parts.extensions))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(peer: &str, forwarded: &str) -> Caller {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        headers.insert("x-forwarded-proto", "https".parse().unwrap());
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 5_000)));
        Caller::of(&headers, &extensions)
    }

    #[test]
    fn a_proxy_on_this_machine_is_believed_and_nobody_else() {
        let behind_proxy = caller("127.0.0.1", "6.6.6.6, 10.1.2.3");
        assert_eq!((behind_proxy.address.as_str(), behind_proxy.is_https), ("10.1.2.3", true));
        let from_afar = caller("10.9.9.9", "10.1.2.3");
        assert_eq!((from_afar.address.as_str(), from_afar.is_https), ("10.9.9.9", false));
        assert_eq!(caller("127.0.0.1", "<script>").address, "127.0.0.1");
    }
}
