//! The headers of every answer.

use crate::support::{Database, Engine, case, spawn_app, spawn_app_with};

const EVERYWHERE: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "SAMEORIGIN"),
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; \
         worker-src 'self'; font-src 'self'; form-action 'self'; base-uri 'self'; \
         frame-ancestors 'self'",
    ),
];

on_both_databases!(every_answer_carries_the_security_headers, the_api_is_never_cached);

async fn every_answer_carries_the_security_headers(engine: Engine) {
    let app = spawn_app(engine).await;
    for answer in [
        app.get("/").await,
        app.get("/tim").await,
        app.get("/khac").await,
        app.get("/sw.js").await,
        app.get("/healthz").await,
        app.get("/metrics").await,
        app.get("/api/khac").await,
        app.put(&case(1)).await,
        app.track("x").await,
        app.put_bytes("x", "{").await,
    ] {
        for (name, value) in EVERYWHERE {
            assert_eq!(answer.header(name), value, "{name}: {answer:?}");
        }
        let permissions = answer.header("permissions-policy");
        assert!(permissions.starts_with("geolocation=(self), camera=(self), "), "{permissions}");
        assert!(permissions.contains("microphone=()"), "{permissions}");
        assert_eq!(answer.header("x-request-id").len(), 36);
        assert_eq!(answer.header("strict-transport-security"), "");
    }
}

async fn the_api_is_never_cached(engine: Engine) {
    let app = spawn_app(engine).await;
    for answer in [
        app.put(&case(1)).await,
        app.put(&case(1)).await,
        app.track(&case(1).record.code).await,
        app.track("x").await,
        app.get("/api/v1/openapi.json").await,
        app.get("/api/khac").await,
        app.get("/readyz").await,
    ] {
        assert_eq!(answer.header("cache-control"), "no-store", "{answer:?}");
    }
}

async fn framed_by(sites: &str) -> (String, String) {
    let database = Database::new(Engine::Sqlite).await;
    let app = spawn_app_with(database, |config| {
        config.frame_ancestors = sites.parse().unwrap();
    });
    let answer = app.await.get("/").await;
    let policy = answer.header("content-security-policy");
    let (_, ancestors) = policy.rsplit_once("; frame-ancestors ").unwrap();
    (ancestors.to_owned(), answer.header("x-frame-options").to_owned())
}

#[tokio::test]
async fn the_sites_that_may_show_the_app_are_configuration() {
    assert_eq!(framed_by("'none'").await, ("'none'".to_owned(), "DENY".to_owned()));
    // The old header knows no list of sites: beside one it would shut them all out.
    let sites = "'self' https://portal.example.gov.vn zbrowser://h5.zdn.vn";
    assert_eq!(framed_by(sites).await, (sites.to_owned(), String::new()));
}
