//! Starting, listening, and stopping without losing a request.

use crate::backend::{Backend, Handle};
use crate::config::{BasePath, Config, StartError};
use axum::Router;
use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tower::util::MapRequest;

/// How many ports after a taken one are tried.
const PORTS_TRIED: u16 = 20;

/// How long to wait when no connection can be accepted, mostly for want of file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    base: BasePath,
    router: Router,
    backend: Handle,
    grace: Duration,
}

impl Server {
    /// Opens everything the server needs, and listens.
    ///
    /// # Errors
    /// When a part of the configuration cannot work.
    pub async fn start(config: &Config) -> Result<Self, StartError> {
        let backend = Arc::new(Backend::open(config).await?);
        let router = crate::router(Arc::clone(&backend))?;
        let listener = listen(config.listen, config.port_fallback).await?;
        let address =
            listener.local_addr().map_err(|error| StartError::Listen(config.listen, error))?;
        let base = config.base_path.clone();
        Ok(Self { listener, address, base, router, backend, grace: config.shutdown_grace })
    }

    /// Where a browser on this machine finds the app.
    pub fn url(&self) -> String {
        let mut address = self.address;
        if address.ip().is_unspecified() {
            address.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
        }
        format!("http://{address}{}", self.base)
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Answers requests until `stop` is ready; then takes no new ones, finishes those under way
    /// within the time of grace, and closes the database.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let backend = Arc::clone(&self.backend);
        let upkeep = tokio::spawn(async move { backend.metrics.keep_up().await });
        let base = self.base.clone();
        let service = MapRequest::new(self.router, move |request| below(&base, request));
        let mut http = http1::Builder::new();
        // Somebody who sends a header a minute must not keep a connection open.
        http.timer(TokioTimer::new()).header_read_timeout(self.backend.request_timeout);
        let connections = GracefulShutdown::new();
        let mut stop = pin!(stop);
        loop {
            let accepted = tokio::select! {
                accepted = self.listener.accept() => accepted,
                () = &mut stop => break,
            };
            let stream = match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a connection");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            };
            let service = TowerToHyperService::new(service.clone());
            let connection = http.serve_connection(TokioIo::new(stream), service);
            let connection = connections.watch(connection);
            tokio::spawn(async move {
                if let Err(error) = connection.await {
                    tracing::debug!(%error, "a connection broke off");
                }
            });
        }
        drop(self.listener);
        tracing::info!("stopping: no new connections, finishing requests under way");
        if tokio::time::timeout(self.grace, connections.shutdown()).await.is_err() {
            tracing::warn!("some requests did not finish in the time of grace");
        }
        upkeep.abort();
        self.backend.db.close().await;
    }
}

async fn listen(address: SocketAddr, port_fallback: bool) -> Result<TcpListener, StartError> {
    let mut next = address;
    let last = if port_fallback { address.port().saturating_add(PORTS_TRIED) } else { next.port() };
    loop {
        match TcpListener::bind(next).await {
            Ok(listener) => {
                if next != address {
                    tracing::warn!("port {} is taken, using {}", address.port(), next.port());
                }
                return Ok(listener);
            }
            Err(error) if error.kind() != ErrorKind::AddrInUse => {
                return Err(StartError::Listen(next, error));
            }
            Err(_) if next.port() < last => next.set_port(next.port() + 1),
            Err(_) => return Err(StartError::PortTaken(address)),
        }
    }
}

/// Takes the base path away, so that every route works with and without it.
fn below(base: &BasePath, mut request: Request<Incoming>) -> Request<Incoming> {
    let uri = request.uri();
    let path = base.below(uri.path());
    if path.len() == uri.path().len() {
        return request;
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    // The rest of a valid path is a valid path; were it not, the request stays as it was.
    if let Ok(path) = PathAndQuery::try_from(format!("{path}{query}")) {
        let mut parts = uri.clone().into_parts();
        parts.path_and_query = Some(path);
        if let Ok(uri) = Uri::from_parts(parts) {
            *request.uri_mut() = uri;
        }
    }
    request
}
