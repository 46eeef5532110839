//! Opening an export: a file, compressed or not, or standard input; within stated limits.

use flate2::bufread::MultiGzDecoder;
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

/// Most bytes of an export, after unpacking.
pub const MOST_BYTES: u64 = 8 << 30;
/// Most bytes of one row.
pub const MOST_ROW_BYTES: u64 = 4 << 20;
/// Most bytes of one page of posts.
pub const MOST_PAGE_BYTES: u64 = 64 << 20;
/// Most rows.
pub const MOST_ROWS: u64 = 50_000_000;
/// What is looked at to recognise a file that is no text.
const HEAD_BYTES: usize = 4096;

/// Why an export cannot be read at all.
#[derive(Debug)]
pub enum SourceFault {
    Io(io::Error),
    Folder,
    Empty,
    /// UTF-16, as some spreadsheets save "Unicode text".
    Utf16,
    /// Bytes that no text has.
    Binary,
    /// Gzip that is damaged, or ends too soon.
    Packed,
    /// More than [`MOST_BYTES`] unpacked.
    TooLong,
    /// A row longer than [`MOST_ROW_BYTES`]: after which line.
    RowTooLong {
        line: u64,
    },
    TooManyRows,
    /// A page of posts longer than [`MOST_PAGE_BYTES`]: from which line on.
    PageTooLong {
        line: u64,
    },
    /// Text that is not JSON, and where.
    Json {
        line: u64,
        column: u64,
    },
    /// Asked for as pages of posts, and no JSON.
    NotPages,
    /// The header names none of the known layouts: the columns found.
    Columns(Vec<String>),
    /// Columns of `--map` that the header lacks, and the columns found.
    NoColumn {
        named: Vec<String>,
        found: Vec<String>,
    },
    /// Fields that the mapping must give and does not.
    Missing(Vec<super::Field>),
    /// An account was asked for where no column tells of accounts.
    NoAccounts,
    /// Posts came before the account was known that was asked for by its identifier or the name it shows.
    NameByHandle {
        handle: String,
    },
    /// Several accounts, and none was asked for (or one that is not there): name and messages, most first.
    Accounts {
        asked: Option<String>,
        found: Vec<(String, u64)>,
    },
    /// Dates such as 03/04/2025 whose order nobody told.
    DateOrder {
        line: u64,
        found: String,
    },
    /// Rows were read, and none can be used.
    NothingUsable(Box<super::Refusals>),
}

impl From<io::Error> for SourceFault {
    fn from(error: io::Error) -> SourceFault {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<Beyond>()) {
            Some(Beyond::Bytes) => SourceFault::TooLong,
            Some(Beyond::Packed) => SourceFault::Packed,
            Some(Beyond::Row) => SourceFault::RowTooLong { line: 1 },
            None => SourceFault::Io(error),
        }
    }
}

#[derive(Debug, thiserror::Error)]
enum Beyond {
    #[error("too many bytes")]
    Bytes,
    #[error("a row is too long")]
    Row,
    #[error("damaged gzip")]
    Packed,
}

/// Unpacks, and tells damage of what is packed from a file that cannot be read.
struct Unpacked<R>(MultiGzDecoder<R>);

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        self.0.read(buffer).map_err(|error| match error.kind() {
            InvalidData | InvalidInput | UnexpectedEof => io::Error::other(Beyond::Packed),
            _ => error,
        })
    }
}

/// A stream that ends in an error where a limit is passed.
pub struct Guarded {
    inner: Box<dyn Read>,
    total: u64,
    /// Bytes read since the last row was complete; whoever reads rows sets it to zero.
    since_row: Rc<Cell<u64>>,
    most_row_bytes: u64,
    /// Bytes read of the file as it is, packed or not.
    raw: Rc<Cell<u64>>,
    watch: Option<Watch>,
}

/// Who is told how many bytes of the file have been read.
struct Watch {
    told: u64,
    tell: Box<dyn FnMut(u64)>,
}

/// How many bytes are read between two calls of who watches.
const BYTES_BETWEEN: u64 = 1 << 20;

/// Counts what is read.
struct Counted<R> {
    inner: R,
    bytes: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes.set(self.bytes.get() + read as u64);
        Ok(read)
    }
}

impl Guarded {
    /// The counter that a reader of rows sets to zero after each.
    pub fn since_row(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.since_row)
    }

    /// Lets what is read at a time be as long as a page of posts.
    pub fn allow_pages(&mut self) {
        self.most_row_bytes = MOST_PAGE_BYTES;
    }

    /// Tells every so often how many bytes of the file, packed as it is, have been read.
    #[must_use]
    pub fn watched(mut self, tell: impl FnMut(u64) + 'static) -> Guarded {
        self.watch = Some(Watch { told: 0, tell: Box::new(tell) });
        self
    }
}

impl Read for Guarded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.total += read as u64;
        self.since_row.set(self.since_row.get() + read as u64);
        if self.total > MOST_BYTES {
            return Err(io::Error::other(Beyond::Bytes));
        }
        if let Some(watch) = self.watch.as_mut().filter(|watch| self.raw.get() >= watch.told + BYTES_BETWEEN) {
            watch.told = self.raw.get();
            (watch.tell)(watch.told);
        }
        if self.since_row.get() > self.most_row_bytes {
            return Err(io::Error::other(Beyond::Row));
        }
        Ok(read)
    }
}

/// Opens an export; "-" is standard input. Gzip is recognised by its first bytes.
///
/// # Errors
/// If it cannot be read, or is no text.
pub fn open(path: &Path) -> Result<Guarded, SourceFault> {
    if path.as_os_str() == "-" {
        return guarded(io::stdin());
    }
    if path.is_dir() {
        return Err(SourceFault::Folder);
    }
    guarded(File::open(path).map_err(SourceFault::Io)?)
}

/// The same of any stream.
///
/// # Errors
/// As [`open`].
pub fn guarded(stream: impl Read + 'static) -> Result<Guarded, SourceFault> {
    let bytes = Rc::default();
    let mut raw = BufReader::with_capacity(1 << 16, Counted { inner: stream, bytes: Rc::clone(&bytes) });
    let plain: Box<dyn Read> = match raw.fill_buf().map_err(SourceFault::Io)? {
        [0x1f, 0x8b, ..] => Box::new(Unpacked(MultiGzDecoder::new(raw))),
        _ => Box::new(raw),
    };
    let mut head = Vec::new();
    let mut plain = BufReader::with_capacity(1 << 16, plain);
    plain.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Err(SourceFault::Utf16);
    }
    if head.contains(&0) {
        return Err(SourceFault::Binary);
    }
    let head = head.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(head);
    if head.trim_ascii().is_empty() {
        return Err(SourceFault::Empty);
    }
    let inner = Box::new(io::Cursor::new(head).chain(plain));
    Ok(Guarded { inner, total: 0, since_row: Rc::default(), most_row_bytes: MOST_ROW_BYTES, raw: bytes, watch: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn fault(bytes: &'static [u8]) -> SourceFault {
        guarded(bytes).err().expect("a fault")
    }

    #[test]
    fn what_is_no_text_is_told_from_what_is() {
        assert!(matches!(fault(b""), SourceFault::Empty));
        assert!(matches!(fault(b" \r\n"), SourceFault::Empty));
        assert!(matches!(fault(b"\xff\xfea\0,\0"), SourceFault::Utf16));
        assert!(matches!(fault(b"PK\x03\x04\0\0"), SourceFault::Binary));
        assert!(matches!(open(Path::new("/")).err(), Some(SourceFault::Folder)));
        let mut text = String::new();
        guarded(&b"\xef\xbb\xbfa,b\n"[..]).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "a,b\n");
    }

    #[test]
    fn a_row_without_end_stops_where_the_limit_is_packed_or_not() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        for _ in 0..64 {
            packed.write_all(&[b'a'; 1 << 20]).unwrap();
        }
        let packed = packed.finish().unwrap();
        assert!(packed.len() < 100_000, "small, as bombs are");
        let read = |stream: Guarded| {
            let mut stream = stream;
            io::copy(&mut stream, &mut io::sink()).map_err(SourceFault::from)
        };
        let cut = packed[..packed.len() / 2].to_vec();
        let mut narrow = guarded(io::Cursor::new(cut)).unwrap();
        narrow.most_row_bytes = u64::MAX;
        assert!(matches!(read(narrow), Err(SourceFault::Packed)));
        assert!(matches!(guarded(&b"\x1f\x8b\x08\0\0\0"[..]).err(), Some(SourceFault::Packed)));
        assert!(matches!(read(guarded(io::Cursor::new(packed)).unwrap()), Err(SourceFault::RowTooLong { .. })));
        let long = io::repeat(b'a').take(1 << 30);
        assert!(matches!(read(guarded(long).unwrap()), Err(SourceFault::RowTooLong { .. })));
    }

    #[test]
    fn who_watches_hears_of_the_bytes_of_the_file() {
        let heard = Rc::new(std::cell::RefCell::new(vec![]));
        let told = Rc::clone(&heard);
        let text = io::repeat(b'a').take(3 << 20);
        let mut stream = guarded(text).unwrap().watched(move |bytes| told.borrow_mut().push(bytes));
        io::copy(&mut stream, &mut io::sink()).unwrap();
        let heard = heard.borrow();
        assert_eq!(heard.len(), 3);
        assert!(heard.windows(2).all(|pair| pair[1] - pair[0] >= BYTES_BETWEEN), "{heard:?}");
    }
}
