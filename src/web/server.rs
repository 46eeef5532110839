//! Connections: few enough to bear, none that holds others up, and an orderly end.

use super::crew::{Crew, NoCrew};
use super::gate::{Announced, bracketed};
use super::limits::{CONNECTIONS, HEAD_TIME, RUNS, WRITE_TIME};
use super::listeners::Peer;
use super::routes::router;
use super::size::Searches;
use super::stream::Seats;
use super::workshop::Rooms;
use super::{Desk, Start};
use crate::workshop::Workshop;
use axum::Router;
use axum::body::Body;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, Semaphore};
use tokio_io_timeout::TimeoutStream;
use tower_service::Service;

/// How often it is asked whether to stop.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// For streams to end and answers to leave when the server stops.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// After a connection could not be taken: the system is short of something.
const SHORT_OF_SOMETHING: Duration = Duration::from_millis(100);
/// Bytes of the head of a request.
const MOST_HEAD_BYTES: usize = 32 << 10;
const MOST_HEADERS: usize = 64;

/// How to serve.
pub struct Options<'o> {
    pub address: IpAddr,
    /// 0: one that is free.
    pub port: u16,
    /// Threads to simulate with; `None`: one for each core.
    pub threads: Option<NonZeroUsize>,
    pub start: Start,
    pub workshop: Arc<Workshop>,
    /// Asked all the time.
    pub go_on: &'o (dyn Fn() -> bool + Sync),
    /// Told when the server can be asked: the address that is listened on, and one by which others reach it.
    pub ready: &'o dyn Fn(&str, &str),
}

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken, or not one of this machine.
    #[error("{address}: {source}")]
    Bind { address: SocketAddr, source: io::Error },
    #[error(transparent)]
    System(#[from] io::Error),
    #[error(transparent)]
    Crew(#[from] NoCrew),
}

/// Serves until it is told to stop.
///
/// # Errors
/// If the address cannot be had, or the system gives no threads.
pub fn serve(options: Options) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(8)
        .thread_name("serve")
        .enable_io()
        .enable_time()
        .build()?;
    let crew = Arc::new(Crew::new(options.threads)?);
    let served = runtime.block_on(listen(options, Arc::clone(&crew)));
    crew.close();
    // What still reads or draws is of no use to anybody.
    runtime.shutdown_timeout(LAST_WORDS);
    served
}

async fn listen(options: Options<'_>, crew: Arc<Crew>) -> Result<(), ServeError> {
    let address = SocketAddr::new(options.address, options.port);
    let listener = TcpListener::bind(address).await.map_err(|source| ServeError::Bind { address, source })?;
    let bound = listener.local_addr()?;
    let seats = Seats::for_most(RUNS);
    let searches = Arc::new(Searches::new(options.threads).map_err(NoCrew::Pool)?);
    let start = Arc::new(options.start);
    let reached = format!("http://{}:{}/", bracketed(reached(bound.ip())), bound.port());
    let rooms = Arc::new(Rooms::new(options.workshop, reached.clone(), options.threads).map_err(NoCrew::Pool)?);
    let desk = Desk {
        start,
        crew,
        seats: Arc::clone(&seats),
        searches: Arc::clone(&searches),
        rooms: Arc::clone(&rooms),
        weeks: Arc::new(Semaphore::new(1)),
    };
    let router = router(desk, Announced::of(bound));
    let guests: Arc<Guests> = Arc::default();
    (options.ready)(&format!("http://{}:{}/", bracketed(bound.ip()), bound.port()), &reached);
    while (options.go_on)() {
        match tokio::time::timeout(LOOK_AGAIN, listener.accept()).await {
            Err(_) => {}
            Ok(Err(_)) => tokio::time::sleep(SHORT_OF_SOMETHING).await,
            Ok(Ok((stream, peer))) => {
                if let Some(guest) = Guests::welcome(&guests) {
                    tokio::spawn(converse(stream, Peer(peer.ip()), router.clone(), guest));
                }
            }
        }
    }
    drop(listener);
    seats.stop_all();
    searches.seats().stop_all();
    rooms.end();
    let gone = async {
        while guests.count() > 0 {
            guests.close_idle();
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    };
    // Whoever has not left by then is left.
    let _ = tokio::time::timeout(LAST_WORDS, gone).await;
    Ok(())
}

/// An address of this machine that others reach where it listens on all of them: the one it would itself send from. Nothing is sent.
fn reached(bound: IpAddr) -> IpAddr {
    let (from, to): (IpAddr, IpAddr) = match bound {
        IpAddr::V4(ip) if ip.is_unspecified() => (bound, Ipv4Addr::new(192, 0, 2, 1).into()),
        IpAddr::V6(ip) if ip.is_unspecified() => (bound, Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into()),
        given => return given,
    };
    let found = UdpSocket::bind((from, 0)).and_then(|socket| {
        socket.connect((to, 9))?;
        Ok(socket.local_addr()?.ip())
    });
    found.ok().filter(|ip| !ip.is_unspecified()).unwrap_or(if bound.is_ipv4() {
        Ipv4Addr::LOCALHOST.into()
    } else {
        Ipv6Addr::LOCALHOST.into()
    })
}

/// One connection, until it ends, is slow beyond measure, or must make room.
async fn converse(stream: TcpStream, peer: Peer, router: Router, guest: Guest) {
    // Events are small and each is waited for.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITE_TIME));
    let known = Arc::clone(&guest.known);
    let answer = service_fn(|mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        let busy = Busy::new(&known);
        let answered = router.clone().call(request.map(|body| Body::new(Arriving::new(body, &known))));
        async move {
            let answered = answered.await;
            Ok::<_, std::convert::Infallible>(answered?.map(|body| Body::new(Counted { body, _busy: busy })))
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(MOST_HEAD_BYTES)
        .max_headers(MOST_HEADERS)
        .serve_connection(TokioIo::new(Box::pin(stream)), answer);
    tokio::select! {
        // A connection that broke is nobody's concern but its own.
        _ = connection => {}
        () = guest.known.close.notified() => {}
    }
    drop(guest);
}

/// The connections there are, in the order they came.
#[derive(Default)]
struct Guests {
    list: Mutex<BTreeMap<u64, Arc<Known>>>,
    next: AtomicU64,
}

struct Known {
    /// Requests that are being answered, those included that are still coming.
    busy: AtomicUsize,
    /// Requests whose body is still coming.
    arriving: AtomicUsize,
    close: Notify,
}

impl Known {
    fn is_idle(&self) -> bool {
        self.busy.load(Ordering::Relaxed) == 0
    }

    fn is_being_asked(&self) -> bool {
        self.arriving.load(Ordering::Relaxed) > 0
    }
}

/// A connection, forgotten when it ends.
struct Guest {
    guests: Arc<Guests>,
    number: u64,
    known: Arc<Known>,
}

impl Guests {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Known>>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn count(&self) -> usize {
        self.lock().len()
    }

    /// Takes one more in; where there is no room the one that came first of those that are idle leaves, else of those whose
    /// request is still coming, and where all are being answered there is no welcome.
    fn welcome(guests: &Arc<Guests>) -> Option<Guest> {
        let mut list = guests.lock();
        if list.len() >= CONNECTIONS {
            let first =
                |leaves: fn(&Known) -> bool| list.iter().find(|(_, known)| leaves(known)).map(|(number, _)| *number);
            let leaves = first(Known::is_idle).or_else(|| first(Known::is_being_asked))?;
            let known = list.remove(&leaves)?;
            known.close.notify_one();
        }
        let number = guests.next.fetch_add(1, Ordering::Relaxed);
        let known = Arc::new(Known { busy: AtomicUsize::new(0), arriving: AtomicUsize::new(0), close: Notify::new() });
        list.insert(number, Arc::clone(&known));
        Some(Guest { guests: Arc::clone(guests), number, known })
    }

    fn close_idle(&self) {
        self.lock().values().filter(|known| known.is_idle()).for_each(|known| known.close.notify_one());
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.guests.lock().remove(&self.number);
    }
}

/// While it lives a request is being answered.
struct Busy(Arc<Known>);

impl Busy {
    fn new(known: &Arc<Known>) -> Busy {
        known.busy.fetch_add(1, Ordering::Relaxed);
        Busy(Arc::clone(known))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.busy.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The body of a request, which may make room for others until it is there: a client that sends it slowly keeps nobody out.
struct Arriving {
    body: Incoming,
    known: Arc<Known>,
    on: bool,
}

impl Arriving {
    fn new(body: Incoming, known: &Arc<Known>) -> Arriving {
        let on = !hyper::body::Body::is_end_stream(&body);
        if on {
            known.arriving.fetch_add(1, Ordering::Relaxed);
        }
        Arriving { body, known: Arc::clone(known), on }
    }

    fn is_there(&mut self) {
        if std::mem::take(&mut self.on) {
            self.known.arriving.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        self.is_there();
    }
}

impl hyper::body::Body for Arriving {
    type Data = axum::body::Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Self::Data>, Self::Error>>> {
        let polled = std::pin::Pin::new(&mut self.body).poll_frame(context);
        let over = matches!(polled, std::task::Poll::Ready(None | Some(Err(_))));
        if over || self.body.is_end_stream() {
            self.is_there();
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        self.body.size_hint()
    }
}

/// The body of an answer, which keeps its connection busy until it has left.
struct Counted {
    body: Body,
    _busy: Busy,
}

impl hyper::body::Body for Counted {
    type Data = axum::body::Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Self::Data>, Self::Error>>> {
        std::pin::Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        self.body.size_hint()
    }
}
