//! Compressed copies, made once at build instead of at every request.

use crate::failure::Failure;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The extensions of files that shrink. Images and fonts are compressed already.
const EXTENSIONS: [&str; 9] =
    ["html", "js", "css", "wasm", "bin", "json", "svg", "webmanifest", "txt"];
/// A smaller file fits one packet anyway.
const SMALLEST: u64 = 200;
const BROTLI_QUALITY: i32 = 11;
/// 4 MiB, more than any of the files.
const BROTLI_WINDOW: i32 = 22;

/// Writes a `.br` and a `.gz` beside every file of the folder that shrinks.
pub(crate) fn compress(dist: &Path) -> Result<String, Failure> {
    let mut files = Vec::new();
    find(dist, &mut files)?;
    files.sort();

    let next = AtomicUsize::new(0);
    let work = || -> Result<[usize; 3], Failure> {
        let mut sizes = [0; 3];
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let of_file = compress_file(path)?;
            sizes.iter_mut().zip(of_file).for_each(|(sum, size)| *sum += size);
        }
        Ok(sizes)
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let results: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join()).collect()
    });

    let mut sizes = [0; 3];
    for result in results {
        let died = |_| Failure::at(dist)(io::Error::other("a thread died while compressing"));
        let of_worker = result.map_err(died)??;
        sizes.iter_mut().zip(of_worker).for_each(|(sum, size)| *sum += size);
    }
    let [plain, brotli, gzip] = sizes;
    Ok(format!("{} files: {plain} bytes, {brotli} as .br, {gzip} as .gz\n", files.len()))
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in std::fs::read_dir(folder).map_err(Failure::at(folder))? {
        let path = entry.map_err(Failure::at(folder))?.path();
        let metadata = path.metadata().map_err(Failure::at(&path))?;
        let extension = path.extension().and_then(|extension| extension.to_str());
        if metadata.is_dir() {
            find(&path, files)?;
        } else if metadata.len() > SMALLEST && extension.is_some_and(|e| EXTENSIONS.contains(&e)) {
            files.push(path);
        }
    }
    Ok(())
}

/// Gives the sizes: plain, Brotli, gzip.
fn compress_file(path: &Path) -> Result<[usize; 3], Failure> {
    let plain = std::fs::read(path).map_err(Failure::at(path))?;
    let brotli = brotli(&plain).map_err(Failure::at(path))?;
    let gzip = gzip(&plain).map_err(Failure::at(path))?;
    for (extension, bytes) in [("br", &brotli), ("gz", &gzip)] {
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(extension);
        let path = PathBuf::from(name);
        std::fs::write(&path, bytes).map_err(Failure::at(&path))?;
    }
    Ok([plain.len(), brotli.len(), gzip.len()])
}

fn brotli(plain: &[u8]) -> io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW,
        size_hint: plain.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &plain[..], &mut compressed, &params)?;
    Ok(compressed)
}

/// Without a time or a name in its head, so that the same file gives the same bytes.
fn gzip(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(plain)?;
    encoder.finish()
}
