//! The command line.

use super::call::{operator, said};
use super::{export, verify};
use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::serve;
use crate::settings::{DEFAULTS, Settings};
use clap::{Parser, Subcommand};
use proto::v1;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tonic::Request;

/// The server of one property: keeps what happened at the counter, in the lobby and in the
/// control room, and shows it to all of them.
///
/// First start:  dutydesk-server serve --data /var/lib/dutydesk
/// Then, beside it:  dutydesk-server import --data /var/lib/dutydesk property/
/// And for each PC:  dutydesk-server pair --data /var/lib/dutydesk counter "Counter 1"
#[derive(Parser, Debug)]
#[command(name = "dutydesk-server", version, verbatim_doc_comment)]
pub struct Cli {
    /// The property's data directory.
    #[arg(long, global = true, env = "DUTYDESK_DATA", default_value = "/var/lib/dutydesk")]
    data: PathBuf,
    /// Answer in JSON, for scripts.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Serves the property until stopped (Ctrl-C or SIGTERM). Makes a new property in an
    /// empty directory; recovers by itself after a crash.
    Serve {
        /// A settings file; `settings` prints one with every default.
        #[arg(long)]
        settings: Option<PathBuf>,
        /// Listen here instead of where the settings say ("127.0.0.1:0" takes a free port).
        #[arg(long)]
        listen: Option<std::net::SocketAddr>,
    },
    /// Loads the property's files (property.toml and CSV files) into the running server.
    /// Everything is checked first: on any error nothing is changed.
    Import {
        /// The directory with the files.
        files: PathBuf,
    },
    /// Makes a one-time code by which a machine becomes a terminal; valid for ten minutes.
    Pair {
        /// kiosk, counter or control_room.
        station: String,
        /// What people will call it.
        name: String,
    },
    /// Ends a terminal's admission at once.
    Revoke {
        /// Its id, as `status` shows it.
        terminal: String,
    },
    /// How the running server is, and which terminals are connected.
    Status,
    /// Writes every entry as JSON lines, personal values sealed, with a checksum at the end.
    Export {
        /// The file; "-" for standard output.
        to: PathBuf,
    },
    /// Checks chain, checksums, sealed values and signatures of a data directory or a copy
    /// of one. Changes nothing; ends with code 1 if anything is wrong.
    Verify,
    /// Prints a settings file with every default explained.
    Settings,
}

/// Runs one command; the text is for standard output.
pub fn run(cli: Cli) -> Result<(), Fault> {
    let answer = match &cli.what {
        What::Serve { settings, listen } => return serve_until_stopped(&cli.data, settings.as_deref(), *listen, cli.json),
        What::Settings => return print(DEFAULTS.trim_end()),
        What::Verify => verified(&cli.data)?,
        What::Export { to } => exported(&cli.data, to)?,
        What::Import { .. } | What::Pair { .. } | What::Revoke { .. } | What::Status => runtime()?.block_on(ask(&cli))?,
    };
    print(&if cli.json { answer.to_string() } else { readable(&answer) })
}

async fn ask(cli: &Cli) -> Result<Value, Fault> {
    let dir = DataDir::existing(&cli.data)?;
    let mut server = operator(&dir).await?;
    match &cli.what {
        What::Import { files } => {
            let files = read_files(files)?;
            let imported = server.import(Request::new(v1::ImportRequest { files })).await.map_err(said)?.into_inner();
            if imported.errors.is_empty() {
                Ok(json!({ "imported": imported.imported }))
            } else {
                Err(Fault::Input(imported.errors.join("\n")))
            }
        }
        What::Pair { station, name } => {
            let request = v1::PairRequest { station: station.clone(), name: name.clone() };
            let pair = server.pair(Request::new(request)).await.map_err(said)?.into_inner();
            Ok(json!({ "code": pair.code, "expires_at_ms": pair.expires_at_ms }))
        }
        What::Revoke { terminal } => {
            server.revoke(Request::new(v1::RevokeRequest { terminal: terminal.clone() })).await.map_err(said)?;
            Ok(json!({ "revoked": terminal }))
        }
        What::Status | What::Serve { .. } | What::Export { .. } | What::Verify | What::Settings => {
            let status = server.status(Request::new(v1::StatusRequest {})).await.map_err(said)?.into_inner();
            let terminals = status.terminals.iter().map(
                |t| json!({ "terminal": t.terminal, "name": t.name, "station": t.station, "connected": t.connected, "revoked": t.revoked }),
            );
            Ok(json!({
                "property": status.property, "build": status.build, "revision": status.revision, "head": status.head,
                "store_covered": status.store_covered, "records": status.records, "started_at_ms": status.started_at_ms,
                "terminals": terminals.collect::<Vec<_>>(),
            }))
        }
    }
}

fn read_files(dir: &Path) -> Result<HashMap<String, prost::bytes::Bytes>, Fault> {
    let mut files = HashMap::new();
    for entry in fs::read_dir(dir).map_err(Fault::file(dir))? {
        let path = entry.map_err(Fault::file(dir))?.path();
        let wanted = path.extension().is_some_and(|e| e == "csv" || e == "toml");
        if let (true, Some(name)) = (wanted, path.file_name().and_then(|n| n.to_str())) {
            files.insert(name.to_owned(), fs::read(&path).map_err(Fault::file(&path))?.into());
        }
    }
    if files.is_empty() {
        return Err(Fault::Input(format!("{} holds no .toml or .csv file", dir.display())));
    }
    Ok(files)
}

fn verified(data: &Path) -> Result<Value, Fault> {
    let report = verify::verify(&DataDir::existing(data)?)?;
    let value = serde_json::to_value(&report).map_err(|e| Fault::Machine(e.to_string()))?;
    if report.sound { Ok(value) } else { Err(Fault::Input(format!("this copy is damaged:\n{}", report.damage.join("\n")))) }
}

fn exported(data: &Path, to: &Path) -> Result<Value, Fault> {
    let dir = DataDir::existing(data)?;
    let lines = if to == Path::new("-") {
        export::export(&dir, &mut io::stdout().lock())?
    } else {
        let file = fs::File::create(to).map_err(Fault::file(to))?;
        let mut buffered = io::BufWriter::new(file);
        let lines = export::export(&dir, &mut buffered)?;
        buffered.get_ref().sync_all().map_err(Fault::file(to))?;
        lines
    };
    Ok(json!({ "entries": lines }))
}

fn serve_until_stopped(data: &Path, settings: Option<&Path>, listen: Option<std::net::SocketAddr>, json: bool) -> Result<(), Fault> {
    let mut settings = Settings::read(settings)?;
    settings.listen = listen.unwrap_or(settings.listen);
    let filter = tracing_subscriber::EnvFilter::new(&settings.log);
    if json {
        tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(io::stderr).init();
    } else {
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
    }
    runtime()?.block_on(async {
        let running = serve::start(data, &settings, serve::now).await?;
        let failed = |e: io::Error| Fault::Machine(format!("signals cannot be received: {e}"));
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).map_err(failed)?;
        let stop = running.stopper();
        tokio::spawn(async move {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            tracing::info!("stopping");
            stop.send_replace(true);
        });
        running.ended().await
    })
}

fn runtime() -> Result<tokio::runtime::Runtime, Fault> {
    tokio::runtime::Runtime::new().map_err(|e| Fault::Machine(format!("the runtime could not be started: {e}")))
}

fn print(text: &str) -> Result<(), Fault> {
    writeln!(io::stdout(), "{text}").map_err(|e| Fault::Machine(format!("standard output: {e}")))
}

/// One line a field; lists and maps indented.
fn readable(value: &Value) -> String {
    match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| format!("{name}: {}", inline(value))).collect::<Vec<_>>().join("\n"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => inline(value),
    }
}

fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(|i| format!("\n  {i}")).collect(),
        Value::Object(fields) => fields.iter().map(|(name, value)| format!("\n  {name}: {value}")).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}
