//! Serving the app.

use crate::support::{App, Database, Engine, send, spawn_app, spawn_app_with};
use reqwest::{Method, StatusCode};
use std::io::Read;

async fn app() -> App {
    spawn_app(Engine::Sqlite).await
}

const IMMUTABLE: &str = "public, max-age=31536000, immutable";

#[tokio::test]
async fn the_home_page_has_its_content_and_the_others_the_shell() {
    let app = app().await;
    let home = app.get("/").await;
    assert_eq!(home.status, StatusCode::OK);
    assert_eq!(home.header("content-type"), "text/html; charset=utf-8");
    assert!(home.text().contains("Trang chủ"));
    assert_eq!(app.get("/index.html").await.text(), home.text());
    assert!(app.get("/shell.html").await.text().contains("Khung"));
    for path in contract::Route::EXAMPLES.iter().filter(|path| **path != "./") {
        for path in [format!("/{path}"), format!("/{path}/"), format!("/{path}?q=1")] {
            let page = app.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(page.text().contains("Khung"), "{path}");
        }
    }
}

#[tokio::test]
async fn an_address_without_page_or_file_is_a_page_with_404() {
    let app = app().await;
    let long = format!("/{}", "a".repeat(5000));
    let many = "/a".repeat(3000);
    for path in ["/khac", "/xa/1", "/missing.js", "/packs", "/packs/", "/%FF", "/%00", &long, &many]
    {
        let page = app.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(page.header("cache-control"), "no-cache");
        assert!(page.text().contains("Khung"), "{path}");
    }
}

#[tokio::test]
async fn a_page_about_a_place_that_does_not_exist_is_a_page_with_404() {
    let app = app().await;
    for path in ["/xa/99999", "/tinh/99", "/phan-anh/99999", "/gop-y/00000"] {
        let page = app.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.text().contains("Khung"), "{path}");
    }
}

#[tokio::test]
async fn without_a_shell_the_home_page_takes_its_place() {
    let folder = crate::support::built_app();
    std::fs::remove_file(folder.path().join("shell.html")).unwrap();
    let database = Database::new(Engine::Sqlite).await;
    let app = spawn_app_with(database, |config| config.app = folder.path().to_owned()).await;
    assert!(app.get("/tim").await.text().contains("Trang chủ"));
}

#[tokio::test]
async fn a_page_that_was_built_anew_is_served_without_a_restart() {
    let folder = crate::support::built_app();
    let database = Database::new(Engine::Sqlite).await;
    let app = spawn_app_with(database, |config| config.app = folder.path().to_owned()).await;
    let shell = folder.path().join("shell.html");
    let before = app.get("/tim").await;
    std::fs::write(&shell, "<base href=\"/\">Khung mới").unwrap();
    let after = app.get("/tim").await;
    assert!(after.text().contains("Khung mới"));
    assert_ne!(before.header("etag"), after.header("etag"));
    // A build that is under way empties the folder first.
    std::fs::remove_file(&shell).unwrap();
    std::fs::remove_file(folder.path().join("index.html")).unwrap();
    assert_eq!(app.get("/tim").await.text(), after.text());
    assert!(app.get("/").await.text().contains("Trang chủ"));
}

#[tokio::test]
async fn pages_come_compressed_when_asked_for() {
    let app = app().await;
    let plain = app.get("/").await;
    let get = |encodings: &'static str| {
        send(app.request(Method::GET, "/").header("accept-encoding", encodings))
    };
    let brotli = get("gzip, deflate, br, zstd").await;
    assert_eq!(brotli.header("content-encoding"), "br");
    let mut text = String::new();
    brotli::Decompressor::new(&*brotli.bytes, 4096).read_to_string(&mut text).unwrap();
    assert_eq!(text, plain.text());
    let gzip = get("gzip;q=1, br;q=0").await;
    assert_eq!(gzip.header("content-encoding"), "gzip");
    let mut text = String::new();
    flate2::read::GzDecoder::new(&*gzip.bytes).read_to_string(&mut text).unwrap();
    assert_eq!(text, plain.text());
    assert_eq!(get("identity").await.header("content-encoding"), "");
    for answer in [plain, brotli, gzip] {
        assert_eq!(answer.header("vary"), "accept-encoding");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
}

#[tokio::test]
async fn a_page_that_the_browser_has_is_not_sent_again() {
    let app = app().await;
    let first = app.get("/tim").await;
    let tag = first.header("etag").to_owned();
    let ask = |tag: String, path| send(app.request(Method::GET, path).header("if-none-match", tag));
    for held in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}")] {
        let again = ask(held, "/tim").await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        assert_eq!(again.header("etag"), tag);
        assert!(again.bytes.is_empty());
    }
    assert_eq!(ask(tag.clone(), "/").await.status, StatusCode::OK);
    assert_eq!(ask("\"x\"".into(), "/tim").await.status, StatusCode::OK);
    // What is not there is not there, whatever the browser holds.
    assert_eq!(ask(tag, "/khac").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn files_have_their_types_and_say_how_long_they_last() {
    let app = app().await;
    for (path, content_type, caching) in [
        ("/xa-toi-0123456789abcdef.js", "text/javascript", IMMUTABLE),
        ("/xa-toi-0123456789abcdef_bg.wasm", "application/wasm", IMMUTABLE),
        ("/packs/places-01234567.bin", "application/octet-stream", IMMUTABLE),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/sw.js", "text/javascript", "no-cache"),
        ("/t%C3%AAn%20c%C3%B3%20d%E1%BA%A5u.txt", "text/plain", "no-cache"),
    ] {
        let file = app.get(path).await;
        assert_eq!(file.status, StatusCode::OK, "{path}");
        assert_eq!(file.header("content-type"), content_type, "{path}");
        assert_eq!(file.header("cache-control"), caching, "{path}");
        assert_eq!(file.header("vary"), "accept-encoding", "{path}");
    }
}

#[tokio::test]
async fn the_compressed_file_beside_a_file_is_sent_in_its_place() {
    let app = app().await;
    let get = |encodings: &'static str| {
        let request = app.request(Method::GET, "/xa-toi-0123456789abcdef.js");
        send(request.header("accept-encoding", encodings))
    };
    for (asked, coding, content) in [
        ("gzip, br", "br", "brotli of the script"),
        ("gzip", "gzip", "gzip of the script"),
        ("identity", "", "export default 1;"),
    ] {
        let file = get(asked).await;
        assert_eq!(file.header("content-encoding"), coding);
        assert_eq!(file.header("content-type"), "text/javascript");
        assert_eq!(file.text(), content);
    }
}

#[tokio::test]
async fn an_unchanged_file_is_not_sent_again() {
    let app = app().await;
    let modified = app.get("/sw.js").await.header("last-modified").to_owned();
    let request = app.request(Method::GET, "/sw.js").header("if-modified-since", modified);
    assert_eq!(send(request).await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn nothing_outside_the_folder_and_nothing_hidden_is_served() {
    let app = app().await;
    for path in [
        "/.env",
        "/%2eenv",
        "/packs/.hidden",
        "/packs/%2Ehidden",
        "/../Cargo.toml",
        "/packs/../../../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2f..%2f..%2fetc/passwd",
        "/..%5c..%5cetc%5cpasswd",
        "//etc/passwd",
        "/packs/%2fetc/passwd",
    ] {
        // As it stands: a client library would tidy the path up.
        let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        let answer = app.raw(request.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
        assert!(!answer.contains("SECRET") && !answer.contains("root:"), "{path}");
    }
}

#[tokio::test]
async fn head_says_what_get_would_without_a_body() {
    let app = app().await;
    for path in ["/", "/tim", "/khac", "/sw.js"] {
        let get = app.get(path).await;
        let head = send(app.request(Method::HEAD, path)).await;
        assert_eq!(head.status, get.status, "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"));
        assert_eq!(head.header("content-length"), get.bytes.len().to_string(), "{path}");
        assert!(head.bytes.is_empty());
    }
}
