//! The database: SQLite in a file, or PostgreSQL, behind the same portable SQL.

use crate::config::{DatabaseUrl, StartError};
use crate::error::Error;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sqlx::any::{Any, AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, AnyPool, Connection, Executor, SqlSafeStr, Transaction};
use std::path::PathBuf;
use std::time::Duration;

/// How long a request waits for the database before it is answered with "try again".
const PATIENCE: Duration = Duration::from_secs(10);

/// Every migration ever released, oldest first. A released one is never changed.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "cases", include_str!("../migrations/0001_cases.sql")),
    (2, "offices", include_str!("../migrations/0002_offices.sql")),
];

/// Set on every connection to SQLite, so that a case is on the disk before its receipt goes out. In
/// this order: the first lets the others wait for a lock.
const SQLITE_SETTINGS: &str = "PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;";

/// The same for PostgreSQL, where an operator may have set the stricter `remote_apply`.
const POSTGRES_SETTINGS: &str = "SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') = 'off'";

/// A pool of connections.
#[derive(Debug)]
pub(crate) struct Db {
    pool: AnyPool,
    /// The file, when it is SQLite.
    file: Option<PathBuf>,
}

impl Db {
    /// Connects, creates the file if need be, and brings the tables up to date. Several copies
    /// may do so on one PostgreSQL at once: the migrator holds a lock there.
    pub(crate) async fn open(url: &DatabaseUrl, connections: u32) -> Result<Self, StartError> {
        sqlx::any::install_default_drivers();
        let failed = |error: &dyn std::error::Error| StartError::database(url, error);
        let (options, file) = connect_options(url).map_err(|error| failed(&error))?;
        let sqlite = file.is_some();
        // Not by way of the pool: that would try again for a while, and then only say that it
        // gave up.
        let first = tokio::time::timeout(PATIENCE, connect(&options, sqlite)).await;
        let mut first = first.map_err(|late| failed(&late))?.map_err(|error| failed(&error))?;
        migrator().run(&mut first).await.map_err(|error| failed(&error))?;
        first.close().await.map_err(|error| failed(&error))?;
        let pool = AnyPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(PATIENCE / 2)
            .after_connect(move |connection, _| Box::pin(set_up(connection, sqlite)))
            .connect_lazy_with(options);
        Ok(Self { pool, file })
    }

    /// The pool, for statements that only read.
    pub(crate) fn reader(&self) -> Result<&AnyPool, sqlx::Error> {
        self.check_file().map(|()| &self.pool)
    }

    /// Begins a transaction that writes.
    ///
    /// SQLite takes the write lock at once: a transaction that reads first and then wants to
    /// write is refused, not made to wait, when another one wrote meanwhile.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        self.check_file()?;
        if self.file.is_some() {
            self.pool.begin_with("BEGIN IMMEDIATE").await
        } else {
            self.pool.begin().await
        }
    }

    /// Whether the database can be used just now.
    pub(crate) async fn check(&self) -> Result<(), Error> {
        self.in_time(async {
            let reader = self.reader()?;
            sqlx::query("SELECT id FROM cases WHERE id = ''").fetch_optional(reader).await?;
            Ok(())
        })
        .await
    }

    /// A file that was deleted under SQLite's feet takes writes as if nothing had happened, and
    /// they are gone with the process. Nobody may get a receipt for that.
    fn check_file(&self) -> Result<(), sqlx::Error> {
        match &self.file {
            Some(file) => Ok(std::fs::metadata(file).map(drop)?),
            None => Ok(()),
        }
    }

    /// Runs what a request does with the database, for as long as a person would wait.
    ///
    /// Whatever is cut off may have been stored or not; every write can be sent again.
    pub(crate) async fn in_time<T>(
        &self,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        tokio::time::timeout(PATIENCE, work).await.unwrap_or(Err(Error::Overdue))
    }

    /// Closes the connections, so that SQLite folds its log into the file.
    pub(crate) async fn close(&self) {
        if tokio::time::timeout(PATIENCE, self.pool.close()).await.is_err() {
            tracing::warn!("the database's connections did not close in time");
        }
    }
}

async fn connect(options: &AnyConnectOptions, sqlite: bool) -> Result<AnyConnection, sqlx::Error> {
    let mut connection = AnyConnection::connect_with(options).await?;
    set_up(&mut connection, sqlite).await?;
    Ok(connection)
}

async fn set_up(connection: &mut AnyConnection, sqlite: bool) -> Result<(), sqlx::Error> {
    let settings = if sqlite { SQLITE_SETTINGS } else { POSTGRES_SETTINGS };
    connection.execute(settings).await.map(drop)
}

fn connect_options(url: &DatabaseUrl) -> Result<(AnyConnectOptions, Option<PathBuf>), sqlx::Error> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let file = std::path::absolute(path)?;
            let encoded = utf8_percent_encode(&file.to_string_lossy(), NON_ALPHANUMERIC)
                .to_string()
                .replace("%2F", "/");
            Ok((format!("sqlite://{encoded}?mode=rwc").parse()?, Some(file)))
        }
        DatabaseUrl::Postgres(url) => Ok((url.parse()?, None)),
    }
}

fn migrator() -> Migrator {
    let migration = |&(version, name, sql): &(i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(MIGRATIONS.iter().map(migration).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::Row;

    async fn setting(url: &str, query: &'static str) -> String {
        sqlx::any::install_default_drivers();
        let (options, file) = connect_options(&url.parse().unwrap()).unwrap();
        let mut connection = connect(&options, file.is_some()).await.unwrap();
        let row = sqlx::query(query).fetch_one(&mut connection).await.unwrap();
        row.get::<String, _>(0)
    }

    #[tokio::test]
    async fn sqlite_writes_through_to_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/ổ đĩa %2F.db", folder.path().display());
        for (query, value) in [
            ("SELECT journal_mode FROM pragma_journal_mode", "wal"),
            ("SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous", "2"),
            ("SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys", "1"),
            ("SELECT CAST(timeout AS TEXT) FROM pragma_busy_timeout", "5000"),
        ] {
            assert_eq!(setting(&url, query).await, value, "{query}");
        }
        assert!(folder.path().join("ổ đĩa %2F.db").is_file(), "the name as it was given");
    }

    async fn read_then_write(db: &Db, id: String) -> Result<(), sqlx::Error> {
        let mut transaction = db.begin().await?;
        sqlx::query("SELECT id FROM cases").fetch_all(&mut *transaction).await?;
        tokio::task::yield_now().await;
        let insert = "INSERT INTO cases VALUES ($1, $1, '', '', 1, '', '', '', '', '')";
        sqlx::query(insert).bind(id).execute(&mut *transaction).await?;
        transaction.commit().await
    }

    #[tokio::test]
    async fn transactions_that_read_before_they_write_wait_for_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/test.db", folder.path().display()).parse().unwrap();
        let db = Db::open(&url, 4).await.unwrap();
        let work = |id: &str| read_then_write(&db, id.to_owned());
        let (a, b, c, d) = tokio::join!(work("a"), work("b"), work("c"), work("d"));
        for done in [a, b, c, d] {
            done.unwrap();
        }
    }

    #[tokio::test]
    async fn postgresql_writes_through_to_the_disk_even_if_it_is_set_not_to() {
        // As in the tests of the whole server; its own setting is `off`.
        let url = std::env::var("TEST_POSTGRES_URL")
            .unwrap_or_else(|_| panic!("run `make test`, which starts a throw-away PostgreSQL"));
        assert_eq!(setting(&url, "SELECT current_setting('synchronous_commit')").await, "on");
    }

    #[test]
    fn every_file_of_the_migrations_folder_is_listed_in_order() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let listed: Vec<String> = MIGRATIONS
            .iter()
            .map(|(version, name, _)| format!("{version:04}_{name}.sql"))
            .collect();
        assert_eq!(listed, files);
    }
}
