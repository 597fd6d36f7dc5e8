//! What the command line asks of a running server, and its answers as JSON.

use super::call::{operator, said};
use crate::data_dir::DataDir;
use crate::fault::Fault;
use prost::bytes::Bytes;
use proto::v1;
use serde_json::{Value, json};
use std::collections::HashMap;

/// Loads the property's files. An error holds a line for each place that must be mended.
pub async fn import(dir: &DataDir, files: HashMap<String, Bytes>) -> Result<Value, Fault> {
    let answer = operator(dir).await?.import(v1::ImportRequest { files }).await.map_err(said)?.into_inner();
    if answer.errors.is_empty() { Ok(json!({ "imported": answer.imported })) } else { Err(Fault::Input(answer.errors.join("\n"))) }
}

/// Makes a one-time code.
pub async fn pair(dir: &DataDir, station: &str, name: &str) -> Result<Value, Fault> {
    let request = v1::PairRequest { station: station.to_owned(), name: name.to_owned() };
    let answer = operator(dir).await?.pair(request).await.map_err(said)?.into_inner();
    Ok(json!({ "code": answer.code, "expires_at_ms": answer.expires_at_ms }))
}

/// Ends a terminal's admission.
pub async fn revoke(dir: &DataDir, terminal: &str) -> Result<Value, Fault> {
    operator(dir).await?.revoke(v1::RevokeRequest { terminal: terminal.to_owned() }).await.map_err(said)?;
    Ok(json!({ "revoked": terminal }))
}

/// Calls a terminal by another name.
pub async fn rename(dir: &DataDir, terminal: &str, name: &str) -> Result<Value, Fault> {
    let request = v1::RenameRequest { terminal: terminal.to_owned(), name: name.to_owned() };
    operator(dir).await?.rename(request).await.map_err(said)?;
    Ok(json!({ "renamed": terminal, "name": name }))
}

/// Gives a staff member a fresh PIN.
pub async fn reset_pin(dir: &DataDir, number: &str) -> Result<Value, Fault> {
    let answer = operator(dir)
        .await?
        .reset_pin(v1::ResetPinRequest { number: number.to_owned() })
        .await
        .map_err(said)?
        .into_inner();
    Ok(json!({ "number": number, "pin": answer.pin }))
}

/// Takes a backup.
pub async fn backup(dir: &DataDir) -> Result<Value, Fault> {
    let taken = operator(dir).await?.backup(v1::BackupRequest {}).await.map_err(said)?.into_inner();
    Ok(json!({ "backup": taken.name, "revision": taken.revision, "head": taken.head }))
}

/// Ends a doubt in the server's clock.
pub async fn confirm_time(dir: &DataDir, time: &str, number: &str) -> Result<Value, Fault> {
    let request = v1::ConfirmTimeRequest { time: time.to_owned(), number: number.to_owned() };
    let answer = operator(dir).await?.confirm_time(request).await.map_err(said)?.into_inner();
    Ok(json!({ "clock_ms": answer.clock_ms }))
}

/// What there is about a person, and erases it where that is asked for.
pub async fn person(dir: &DataDir, request: v1::PersonRequest) -> Result<Value, Fault> {
    let answer = operator(dir).await?.person(request).await.map_err(said)?.into_inner();
    let record = |bytes: &Bytes| serde_json::from_slice(bytes).unwrap_or(Value::Null);
    let families = answer.families.iter().map(|f| {
        let records: Vec<Value> = f.records.iter().map(record).collect();
        json!({
            "family": f.family, "records": records, "since_ms": f.since_ms, "lapses_ms": f.lapses_ms,
            "erased": f.erased, "kept": f.kept,
        })
    });
    Ok(json!({ "families": families.collect::<Vec<_>>() }))
}

/// Records that everything is about to be read in clear.
pub async fn record_export(dir: &DataDir, reason: &str) -> Result<(), Fault> {
    let request = v1::RecordExportRequest { reason: reason.to_owned() };
    operator(dir).await?.record_export(request).await.map(drop).map_err(said)
}

/// How the server is.
pub async fn status(dir: &DataDir) -> Result<Value, Fault> {
    let status = operator(dir).await?.status(v1::StatusRequest {}).await.map_err(said)?.into_inner();
    let terminals = status
        .terminals
        .iter()
        .map(|t| json!({ "terminal": t.terminal, "name": t.name, "station": t.station, "connected": t.connected, "revoked": t.revoked }));
    Ok(json!({
        "property": status.property, "build": status.build, "revision": status.revision, "head": status.head,
        "store_covered": status.store_covered, "records": status.records, "started_at_ms": status.started_at_ms,
        "digest": status.digest, "emergencies_only": status.emergencies_only, "mirror": status.mirror,
        "backup": status.backup, "backup_revision": status.backup_revision, "faults": status.faults,
        "terminals": terminals.collect::<Vec<_>>(),
    }))
}
