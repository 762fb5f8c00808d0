//! The rows in the database.
//!
//! Every change has a number. Whoever changes rows first locks the one row of `office_sequence`, until they
//! commit: numbers become visible in their order, and a reader who goes on from a number misses none below
//! it, however many copies of the server write.

use super::{Cursor, Question};
use crate::config::{DatabaseUrl, StartError};
use crate::db::Db;
use crate::error::Error;
use crate::places::Places;
use crate::time;
use gazetteer::{CommuneCode, ProvinceCode};
use offices::data::{OfficeEntry, OfficeFile, read_files};
use offices::{Authority, OfficeChanges, OfficeRow, Seat};
use sqlx::any::{Any, AnyRow};
use sqlx::{Row, Transaction};
use std::collections::BTreeMap;
use std::path::Path;
use uuid::Uuid;

/// How many hexadecimal digits the name of a database has.
pub(super) const EPOCH_DIGITS: usize = 16;

/// Which row: whose word, on which office.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) authority: Authority,
    pub(super) commune: String,
    pub(super) body: String,
    /// As in [`Seat::branch_key`].
    pub(super) branch: String,
}

impl Key {
    pub(super) fn of(commune: CommuneCode, seat: &Seat) -> Self {
        Self {
            authority: seat.authority,
            commune: commune.to_string(),
            body: seat.body.as_str().to_owned(),
            branch: seat.branch_key(),
        }
    }
}

/// What the operator's folder says, checked.
///
/// # Errors
/// What of it cannot be read, or everything in it that cannot be true.
pub(crate) fn operators_rows(
    folder: &Path,
    places: &Places,
) -> Result<Vec<OfficeEntry>, StartError> {
    let files = OfficeFile::all_of(folder)
        .map_err(|(path, error)| StartError::UnreadableOffices { path, error })?;
    let entries = checked(&files, Authority::Operator, places)
        .map_err(|faults| StartError::Offices { path: folder.to_owned(), faults })?;
    tracing::info!(files = files.len(), offices = entries.len(), "read the operator's offices");
    Ok(entries)
}

pub(super) fn checked(
    files: &[OfficeFile],
    authority: Authority,
    places: &Places,
) -> Result<Vec<OfficeEntry>, Vec<gazetteer::data::RowError>> {
    read_files(files, authority, &time::today(), |code| places.check(code).is_ok())
}

/// Readies the tables and, where the operator has a folder, brings the operator's rows to what it says.
///
/// Without a folder those of an earlier start stay: a copy that somebody starts without the option must not
/// take them from everybody.
pub(crate) async fn begin(
    db: &Db,
    url: &DatabaseUrl,
    operator: Option<Vec<OfficeEntry>>,
    places: &Places,
) -> Result<(), StartError> {
    let failed = |error: sqlx::Error| StartError::database(url, &error);
    ready(db).await.map_err(failed)?;
    match operator {
        Some(entries) => {
            let changed = replace(db, entries, places).await.map_err(failed)?;
            tracing::info!(changed, "brought the operator's offices up to date");
        }
        None if operator_says_something(db).await.map_err(failed)? => {
            tracing::warn!(
                "serving the operator's offices of an earlier start: name their folder with --offices, \
                 or an empty one to withdraw them"
            );
        }
        None => {}
    }
    Ok(())
}

/// Names the database, if it has no name yet.
pub(super) async fn ready(db: &Db) -> Result<(), sqlx::Error> {
    let epoch: String = Uuid::new_v4().simple().to_string().chars().take(EPOCH_DIGITS).collect();
    let mut transaction = db.begin().await?;
    sqlx::query(
        "INSERT INTO office_sequence (id, epoch, last_change) VALUES (1, $1, 0) ON CONFLICT DO NOTHING",
    )
    .bind(epoch)
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await
}

async fn operator_says_something(db: &Db) -> Result<bool, sqlx::Error> {
    let query = "SELECT commune FROM office_rows WHERE authority = $1 AND seat IS NOT NULL LIMIT 1";
    let found = sqlx::query(query).bind(Authority::Operator.as_str());
    Ok(found.fetch_optional(db.reader()?).await?.is_some())
}

/// Brings the operator's rows to what these entries say; says how many rows that changed.
async fn replace(
    db: &Db,
    entries: Vec<OfficeEntry>,
    places: &Places,
) -> Result<usize, sqlx::Error> {
    let mut writer = Writer::begin(db).await?;
    let query = "SELECT commune, body, branch, province, seat FROM office_rows
        WHERE authority = $1 AND seat IS NOT NULL";
    let rows = sqlx::query(query).bind(Authority::Operator.as_str());
    let mut known: BTreeMap<Key, (String, String)> = BTreeMap::new();
    for row in rows.fetch_all(&mut *writer.transaction).await? {
        let (commune, body, branch) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let key = Key { authority: Authority::Operator, commune, body, branch };
        known.insert(key, (row.try_get(3)?, row.try_get(4)?));
    }
    for entry in entries {
        let key = Key::of(entry.commune, &entry.seat);
        let known = known.remove(&key);
        let json = json(&entry.seat)?;
        if known.is_some_and(|(_, known)| known == json) {
            continue;
        }
        if let Some(province) = places.province_of(entry.commune) {
            writer.write(&key, &province.to_string(), Some(json), "").await?;
        }
    }
    for (key, (province, _)) in known {
        writer.write(&key, &province, None, "").await?;
    }
    writer.commit().await
}

fn json(seat: &Seat) -> Result<String, sqlx::Error> {
    serde_json::to_string(seat).map_err(|error| sqlx::Error::Encode(error.into()))
}

/// A transaction that changes rows.
pub(super) struct Writer {
    transaction: Transaction<'static, Any>,
    last_change: i64,
    changed: usize,
}

impl Writer {
    /// Waits until nobody else writes.
    pub(super) async fn begin(db: &Db) -> Result<Self, sqlx::Error> {
        let mut transaction = db.begin().await?;
        // Changes nothing, and so locks the row.
        let query = "UPDATE office_sequence SET last_change = last_change WHERE id = 1
            RETURNING last_change";
        let last_change = sqlx::query(query).fetch_one(&mut *transaction).await?.try_get(0)?;
        Ok(Self { transaction, last_change, changed: 0 })
    }

    /// Stores what is said of an office, or that it is withdrawn, unless it is stored so already; says whether
    /// that changed anything.
    pub(super) async fn put(
        &mut self,
        key: &Key,
        province: ProvinceCode,
        seat: Option<&Seat>,
        by: &str,
    ) -> Result<bool, sqlx::Error> {
        let json = seat.map(json).transpose()?;
        let query = "SELECT seat FROM office_rows
            WHERE authority = $1 AND commune = $2 AND body = $3 AND branch = $4";
        let known = sqlx::query(query)
            .bind(key.authority.as_str())
            .bind(&key.commune)
            .bind(&key.body)
            .bind(&key.branch)
            .fetch_optional(&mut *self.transaction)
            .await?;
        let known: Option<String> = known.map(|row| row.try_get(0)).transpose()?.flatten();
        let changed = known != json;
        if changed {
            self.write(key, &province.to_string(), json, by).await?;
        }
        Ok(changed)
    }

    async fn write(
        &mut self,
        key: &Key,
        province: &str,
        json: Option<String>,
        by: &str,
    ) -> Result<(), sqlx::Error> {
        self.last_change += 1;
        self.changed += 1;
        sqlx::query(
            "INSERT INTO office_rows (authority, commune, body, branch, province, change_number, seat,
                 changed_at, changed_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (authority, commune, body, branch) DO UPDATE SET
                 province = excluded.province, change_number = excluded.change_number,
                 seat = excluded.seat, changed_at = excluded.changed_at,
                 changed_by = excluded.changed_by",
        )
        .bind(key.authority.as_str())
        .bind(&key.commune)
        .bind(&key.body)
        .bind(&key.branch)
        .bind(province)
        .bind(self.last_change)
        .bind(json)
        .bind(time::now_utc())
        .bind(by)
        .execute(&mut *self.transaction)
        .await
        .map(drop)
    }

    /// Makes the changes durable and lets others write; says how many rows were changed.
    pub(super) async fn commit(mut self) -> Result<usize, sqlx::Error> {
        sqlx::query("UPDATE office_sequence SET last_change = $1 WHERE id = 1")
            .bind(self.last_change)
            .execute(&mut *self.transaction)
            .await?;
        self.transaction.commit().await?;
        Ok(self.changed)
    }
}

/// The next rows that changed.
pub(super) async fn changes(
    db: &Db,
    question: &Question,
    max: usize,
) -> Result<OfficeChanges, Error> {
    let query = "SELECT epoch, last_change FROM office_sequence WHERE id = 1";
    let row = sqlx::query(query).fetch_one(db.reader()?).await?;
    let now = Cursor { epoch: row.try_get(0)?, change: row.try_get(1)? };
    let since = question.since.as_ref().filter(|s| s.epoch == now.epoch && s.change <= now.change);
    let reset = question.since.is_some() && since.is_none();
    let from = since.map_or(0, |since| since.change);

    let rows = rows_after(db, question, from, max + 1).await?;
    let more = rows.len() > max;
    // Whatever is numbered up to `now` was there to be found: it was read before the rows were.
    let mut last = if more { from } else { now.change };
    let mut found = Vec::with_capacity(rows.len().min(max));
    for row in rows.iter().take(max) {
        let (change, row) = office_row(row)?;
        last = last.max(change);
        // Who begins holds nothing that could be withdrawn.
        if row.seat.is_some() || from > 0 {
            found.push(row);
        }
    }
    let next = Cursor { change: last, ..now }.to_string();
    Ok(OfficeChanges { rows: found, next, more, reset })
}

async fn rows_after(
    db: &Db,
    question: &Question,
    from: i64,
    max: usize,
) -> Result<Vec<AnyRow>, sqlx::Error> {
    let (filter, code) = match (question.commune, question.province) {
        (Some(commune), _) => ("commune = $3 AND", commune.to_string()),
        (None, Some(province)) => ("province = $3 AND", ProvinceCode::to_string(&province)),
        (None, None) => ("$3 = '' AND", String::new()),
    };
    let query = format!(
        "SELECT authority, commune, body, branch, change_number, seat FROM office_rows
         WHERE {filter} change_number > $1 ORDER BY change_number LIMIT $2"
    );
    // Put together from constants alone.
    let query = sqlx::query(sqlx::AssertSqlSafe(query)).bind(from).bind(max as i64).bind(code);
    query.fetch_all(db.reader()?).await
}

fn office_row(row: &AnyRow) -> Result<(i64, OfficeRow), Error> {
    let (authority, body): (String, String) = (row.try_get(0)?, row.try_get(2)?);
    let (commune, branch): (String, String) = (row.try_get(1)?, row.try_get(3)?);
    let seat: Option<String> = row.try_get(5)?;
    let seat = seat.map(|json| serde_json::from_str(&json)).transpose();
    let seat = seat.map_err(|_| Error::Row("seat"))?;
    let id = format!("{authority}/{commune}/{body}/{branch}");
    Ok((row.try_get(4)?, OfficeRow { id, commune, seat }))
}
