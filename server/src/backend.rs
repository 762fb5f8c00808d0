//! What all requests share.

use crate::app::App;
use crate::config::{Config, StartError};
use crate::db::Db;
use crate::headers;
use crate::metrics::Metrics;
use crate::offices;
use crate::places::Places;
use axum::http::HeaderMap;
use std::sync::Arc;
use std::time::Duration;

/// The parts of a running server.
pub(crate) struct Backend {
    pub(crate) db: Db,
    pub(crate) places: Places,
    pub(crate) metrics: Metrics,
    pub(crate) app: App,
    /// The headers of every answer.
    pub(crate) security: HeaderMap,
    /// How long a request may take to arrive.
    pub(crate) request_timeout: Duration,
}

/// A cheap copy for every handler.
pub(crate) type Handle = Arc<Backend>;

impl Backend {
    /// Opens and reads everything that the configuration names.
    pub(crate) async fn open(config: &Config) -> Result<Self, StartError> {
        let places = Places::load().map_err(StartError::Places)?;
        let folder = config.offices.as_deref();
        let operator = folder.map(|folder| offices::operators_rows(folder, &places)).transpose()?;
        let app = App::load(&config.app, &config.base_path)?;
        let db = Db::open(&config.database.url, config.database_connections).await?;
        offices::begin(&db, &config.database.url, operator, &places).await?;
        Ok(Self {
            app,
            places,
            metrics: Metrics::new().map_err(StartError::defect)?,
            security: headers::security(&config.frame_ancestors).map_err(StartError::defect)?,
            request_timeout: config.request_timeout,
            db,
        })
    }
}
