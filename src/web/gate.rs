//! Who may ask, and what every answer carries: a page of another site must not reach a server on this machine, neither by a
//! name that leads here nor by a form.

use super::answer::Refusal;
use super::body::spoken;
use crate::locale::{Lang, Text};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

/// What the page may load and do: its own files, and nothing within its text.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
                      frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const HOST: Text = Text::new(
    "this server is asked for by an address that it did not announce",
    "se pide este servidor por una dirección que no ha anunciado",
);
const ORIGIN: Text = Text::new(
    "a page of another site may not ask this server",
    "una página de otro sitio no puede pedir nada a este servidor",
);

/// The addresses under which the server is to be asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Announced {
    /// As they stand in `Host`: name or address, with the port.
    hosts: Vec<String>,
    /// Bound to all addresses of the machine: any address will do, but no name, since a name may be made to lead here.
    any_address: bool,
    port: u16,
}

impl Announced {
    pub fn of(bound: SocketAddr) -> Announced {
        let ip = bound.ip();
        let mut hosts = vec![];
        if ip.is_loopback() || ip.is_unspecified() {
            hosts.push("localhost".to_owned());
            hosts.push(Ipv4Addr::LOCALHOST.to_string());
            hosts.push(format!("[{}]", Ipv6Addr::LOCALHOST));
        }
        if !ip.is_unspecified() {
            hosts.push(bracketed(ip));
        }
        Announced { hosts, any_address: ip.is_unspecified(), port: bound.port() }
    }

    /// Whether `host` (with or without a port, as browsers write it) is announced.
    fn knows(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let name = match host.strip_suffix(&format!(":{}", self.port)) {
            Some(name) => name,
            // Browsers leave the usual port out.
            None if self.port == 80 => &host,
            None => return false,
        };
        let address = || name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok();
        self.hosts.iter().any(|known| known == name) || (self.any_address && address())
    }

    fn knows_origin(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|host| self.knows(host))
    }
}

/// An address as it stands in a URL.
pub fn bracketed(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }
}

/// Lets through what was asked for by an announced address and from no other site.
pub async fn keep(State(announced): State<Arc<Announced>>, request: Request, next: Next) -> Response {
    let mut response = match allowed(&announced, &request) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    };
    harden(response.headers_mut());
    response
}

fn allowed(announced: &Announced, request: &Request) -> Result<(), Refusal> {
    let headers = request.headers();
    let lang: Lang = spoken(headers);
    let misdirected = || Refusal::new(StatusCode::MISDIRECTED_REQUEST, "host", HOST.get(lang));
    let host = only(headers, header::HOST).ok_or_else(misdirected)?;
    let authority = request.uri().authority().map(|authority| authority.as_str());
    if !announced.knows(host) || authority.is_some_and(|authority| !announced.knows(authority)) {
        return Err(misdirected());
    }
    let foreign = || Refusal::new(StatusCode::FORBIDDEN, "origin", ORIGIN.get(lang));
    if headers.contains_key(header::ORIGIN) {
        let origin = only(headers, header::ORIGIN).ok_or_else(foreign)?;
        if !announced.knows_origin(origin) {
            return Err(foreign());
        }
    }
    Ok(())
}

/// The value of a header that stands there once.
fn only(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}

fn harden(headers: &mut HeaderMap) {
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn announced(bound: &str) -> Announced {
        Announced::of(bound.parse().unwrap())
    }

    #[test]
    fn only_announced_hosts_are_known() {
        let local = announced("127.0.0.1:8080");
        for host in ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080"] {
            assert!(local.knows(host), "{host}");
        }
        for host in [
            "127.0.0.1",
            "localhost",
            "evil.example:8080",
            "localhost:8081",
            "127.0.0.1:80800",
            "localhost.:8080",
            "",
            ":8080",
        ] {
            assert!(!local.knows(host), "{host}");
        }
        let everywhere = announced("0.0.0.0:80");
        assert!(everywhere.knows("192.168.1.7") && everywhere.knows("192.168.1.7:80") && everywhere.knows("localhost"));
        assert!(!everywhere.knows("evil.example") && !everywhere.knows("evil.example:80"));
        let one = announced("192.168.1.7:9000");
        assert!(one.knows("192.168.1.7:9000") && !one.knows("localhost:9000") && !one.knows("192.168.1.8:9000"));
    }

    #[test]
    fn origins_are_those_of_the_hosts() {
        let local = announced("[::1]:8080");
        assert!(local.knows_origin("http://[::1]:8080") && local.knows_origin("http://localhost:8080"));
        for origin in
            ["null", "https://localhost:8080", "http://evil.example", "http://localhost:8080.evil.example", ""]
        {
            assert!(!local.knows_origin(origin), "{origin}");
        }
    }
}
