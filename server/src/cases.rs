//! `PUT /api/v1/cases/{id}`: stores a case durably and answers with its receipt.

use crate::backend::{Backend, Handle};
use crate::body;
use crate::error::Error;
use crate::time;
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use contract::{
    CaseId, CaseRecord, Commitment, Fault, Field, PUT_CASE_MAX_BYTES, Problem, PutCase, Receipt,
};
use sqlx::any::AnyRow;
use sqlx::{Executor, Row};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this resource.
pub(crate) fn router() -> OpenApiRouter<Handle> {
    OpenApiRouter::new().routes(routes!(put_case))
}

/// Store a case.
///
/// Send it as often as need be: the same id with the same commitment is always answered with the
/// same receipt, 201 the first time and 200 from then on. Only the receipt says that the case is
/// stored; until it came, keep the case and send it again.
#[utoipa::path(
    put,
    path = "/api/v1/cases/{id}",
    params(("id" = String, Path, description = "The case's id, as in the record: a version 7 UUID.")),
    request_body = PutCase,
    responses(
        (status = 201, description = "Stored.", body = Receipt),
        (status = 200, description = "Was stored before.", body = Receipt),
        (status = 400, description = "The body is not the JSON that is expected.", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "The body took too long to arrive.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The id or the code belongs to another case.", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large.", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not application/json.", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Fields are at fault, or the commitment is not that of the record.", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Nothing can be stored just now; send again after the time in Retry-After.", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn put_case(
    State(backend): State<Handle>,
    id: Result<Path<String>, PathRejection>,
    request: Request,
) -> Result<(StatusCode, Json<Receipt>), Error> {
    let sent: PutCase = body::json(request, PUT_CASE_MAX_BYTES, backend.request_timeout).await?;
    let record = CaseRecord::from_draft(sent.record).map_err(Error::Fields)?;
    if id.ok().and_then(|Path(id)| id.parse::<CaseId>().ok()) != Some(record.id()) {
        return Err(Error::field(Field::Id, Fault::Malformed));
    }
    if record.commitment() != sent.commitment {
        return Err(Error::Commitment);
    }
    backend.db.in_time(receive(&backend, &record, &sent.commitment)).await
}

async fn receive(
    backend: &Backend,
    record: &CaseRecord,
    commitment: &Commitment,
) -> Result<(StatusCode, Json<Receipt>), Error> {
    // First what is stored already: its commune may have been merged away since.
    if let Some(stored) = find(backend.db.reader()?, record).await? {
        return Ok((StatusCode::OK, Json(stored.receipt(record, commitment)?)));
    }
    let unknown = |fault| Error::field(Field::Commune, fault);
    backend.places.check(record.commune()).map_err(unknown)?;
    let (status, stored) = store(backend, record, commitment).await?;
    if status == StatusCode::CREATED {
        backend.metrics.case_stored(record.kind());
    }
    Ok((status, Json(stored.receipt(record, commitment)?)))
}

/// What the receipt says of a stored case, besides what its record says.
struct Stored {
    commitment: String,
    received_at: String,
}

impl Stored {
    /// # Errors
    /// [`Error::Conflict`] when another record was stored under this id.
    fn receipt(self, record: &CaseRecord, commitment: &Commitment) -> Result<Receipt, Error> {
        if self.commitment != commitment.to_string() {
            return Err(Error::Conflict);
        }
        Ok(Receipt {
            code: record.code(),
            commitment: commitment.clone(),
            received_at: time::in_vietnam(&self.received_at)?,
            // Where it began, also after a transfer: the receipt stays the same for ever.
            responsible_commune: record.commune().to_string(),
        })
    }
}

async fn find<'c>(
    connection: impl Executor<'c, Database = sqlx::Any>,
    record: &CaseRecord,
) -> Result<Option<Stored>, Error> {
    let row = sqlx::query("SELECT commitment, received_at FROM cases WHERE id = $1")
        .bind(record.id().to_string())
        .fetch_optional(connection)
        .await?;
    let read = |row: AnyRow| -> Result<Stored, sqlx::Error> {
        Ok(Stored { commitment: row.try_get(0)?, received_at: row.try_get(1)? })
    };
    Ok(row.map(read).transpose()?)
}

/// Returns when the case is durable: what is stored, and whether this call stored it.
async fn store(
    backend: &Backend,
    record: &CaseRecord,
    commitment: &Commitment,
) -> Result<(StatusCode, Stored), Error> {
    let draft = record.draft();
    let received_at = time::now_utc();
    let mut transaction = backend.db.begin().await?;
    let inserted = sqlx::query(
        "INSERT INTO cases (id, code, secret_hash, commitment, record_version, commune,
             responsible_commune, kind, state, received_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT DO NOTHING",
    )
    .bind(record.id().to_string())
    .bind(record.code().to_string())
    .bind(record.secret_hash().to_string())
    .bind(commitment.to_string())
    .bind(i64::from(draft.v))
    .bind(record.commune().to_string())
    .bind(record.commune().to_string())
    .bind(record.kind().as_str())
    .bind(casework::State::Received.as_str())
    .bind(&received_at)
    .execute(&mut *transaction)
    .await?;
    if inserted.rows_affected() == 0 {
        // A twin of this request was faster, or the code belongs to another case.
        let stored = find(&mut *transaction, record).await?;
        transaction.rollback().await?;
        let stored = stored.ok_or(Error::Conflict)?;
        return Ok((StatusCode::OK, stored));
    }
    sqlx::query(
        "INSERT INTO case_contents (case_id, words, name, telephone, salt, written_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(record.id().to_string())
    .bind(&draft.words)
    .bind(draft.name.as_deref())
    .bind(draft.telephone.as_deref())
    .bind(&draft.salt)
    .bind(&draft.written_at)
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok((StatusCode::CREATED, Stored { commitment: commitment.to_string(), received_at }))
}
