//! `xa-toi-server offices`: an officer's word, by way of whoever looks after the server.

use super::store::{Key, Writer, checked, ready};
use crate::config::{DatabaseUrl, ImportOffices, OfficesCommand, RemoveOffice, StartError};
use crate::db::Db;
use crate::places::Places;
use gazetteer::CommuneCode;
use offices::data::OfficeFile;
use offices::{Authority, Seat};

/// Does what the command line asks for; says what was done.
///
/// # Errors
/// When nothing was changed, and why.
pub async fn command(command: &OfficesCommand) -> Result<String, StartError> {
    let places = Places::load().map_err(StartError::Places)?;
    match command {
        OfficesCommand::Import(import) => self::import(import, &places).await,
        OfficesCommand::Remove(remove) => self::remove(remove, &places).await,
    }
}

async fn import(import: &ImportOffices, places: &Places) -> Result<String, StartError> {
    let path = || import.file.clone();
    let file = OfficeFile::read(&import.file)
        .map_err(|error| StartError::UnreadableOffices { path: path(), error })?;
    let entries = checked(&[file], Authority::Officer, places)
        .map_err(|faults| StartError::Offices { path: path(), faults })?;
    let url = &import.database.url;
    let count = entries.len();
    let failed = |error: sqlx::Error| StartError::database(url, &error);
    let db = open(url).await?;
    let mut writer = Writer::begin(&db).await.map_err(failed)?;
    for entry in entries {
        let Some(province) = places.province_of(entry.commune) else { continue };
        let key = Key::of(entry.commune, &entry.seat);
        let put = writer.put(&key, province, Some(&entry.seat), &import.officer);
        put.await.map_err(failed)?;
    }
    let changed = writer.commit().await.map_err(failed)?;
    db.close().await;
    Ok(format!("{count} offices read, {changed} of them new or changed"))
}

async fn remove(remove: &RemoveOffice, places: &Places) -> Result<String, StartError> {
    let commune: Option<CommuneCode> = remove.commune.parse().ok();
    let found = commune.and_then(|commune| Some((commune, places.province_of(commune)?)));
    let (commune, province) = found.ok_or(StartError::NoSuchOffice)?;
    let nobody = String::new;
    let seat = Seat {
        branch: remove.branch.clone(),
        ..Seat::new(remove.body, Authority::Officer, nobody(), nobody())
    };
    let url = &remove.database.url;
    let failed = |error: sqlx::Error| StartError::database(url, &error);
    let db = open(url).await?;
    let mut writer = Writer::begin(&db).await.map_err(failed)?;
    let key = Key::of(commune, &seat);
    let put = writer.put(&key, province, None, &remove.officer);
    let removed = put.await.map_err(failed)?;
    writer.commit().await.map_err(failed)?;
    db.close().await;
    if removed { Ok("withdrawn".to_owned()) } else { Err(StartError::NoSuchOffice) }
}

/// Opens the server's database. One that is missing was mistyped: in a new one nobody would read.
async fn open(url: &DatabaseUrl) -> Result<Db, StartError> {
    if matches!(url, DatabaseUrl::Sqlite(file) if !file.exists()) {
        return Err(StartError::NoDatabase(url.clone()));
    }
    let db = Db::open(url, 1).await?;
    ready(&db).await.map_err(|error| StartError::database(url, &error))?;
    Ok(db)
}
