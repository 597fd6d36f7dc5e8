//! The command line: what may be asked, and where the answers go.

use super::export::Clear;
use super::{accept, ask, export, import_files};
use crate::clock::Source;
use crate::copies::restore;
use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::identity::secrets::Master;
use crate::serve;
use crate::settings::{self, Settings};
use crate::storage::vault::Vault;
use clap::{Parser, Subcommand};
use journal::no_dump::keep_memory_off_the_disk;
use proto::v1::PersonRequest;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The server of one property: keeps what happened at the counter, in the lobby and in the
/// control room, and shows it to all of them.
///
/// First start:  dutydesk-server serve --data /var/lib/dutydesk
/// Then, beside it:  dutydesk-server import --data /var/lib/dutydesk property/
/// And for each PC:  dutydesk-server pair --data /var/lib/dutydesk counter "Counter 1"
///
/// Answers go to standard output, logs and errors to standard error. The exit code is 0
/// where it was done (or nothing is wrong), and otherwise 1.
#[derive(Parser, Debug)]
#[command(name = "dutydesk-server", version, verbatim_doc_comment)]
pub struct Cli {
    /// The property's data directory.
    #[arg(long, global = true, env = "DUTYDESK_DATA", default_value = "/var/lib/dutydesk")]
    data: PathBuf,
    /// For scripts: the answer is one JSON object on standard output, every log line and
    /// every error one on standard error; an error is {"error": "what to do"}.
    #[arg(long, global = true)]
    json: bool,
    /// Breaks this process on purpose, to see that it is found.
    #[cfg(feature = "plant")]
    #[arg(long, global = true)]
    plant: Option<String>,
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
    /// Everything is checked first: on any error nothing is changed, and each error is
    /// told with its file, line and column.
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
    /// Calls a terminal by another name, on every screen at once.
    Rename {
        /// Its id, as `status` shows it.
        terminal: String,
        /// What people will call it.
        name: String,
    },
    /// Gives a staff member who forgot their PIN a fresh random one, which they change at their
    /// next sign-in. It is printed this once and kept nowhere; the old PIN ends at once, and the
    /// reset stands in the journal.
    ResetPin {
        /// Their staff number.
        number: String,
    },
    /// How the running server is, and which terminals are connected.
    Status,
    /// Ends a doubt in the server's clock (`status` tells of it), once the clock is right.
    /// Archiving goes on. It stands in the journal, with the old time and the new.
    ConfirmTime {
        /// The time in the property, by a watch: "2026-11-26 08:30".
        time: String,
        /// The staff number of who answers for it.
        #[arg(long)]
        by: String,
    },
    /// Shows what there is about a person, by telephone number, also in the archive; with --erase
    /// it is erased, but for what has to be kept for now, which goes by itself later. The answer
    /// is the receipt: what was erased, and what is kept and why. It stands in the journal who
    /// asked and why, and nowhere which number.
    Person {
        /// Their telephone.
        telephone: String,
        /// The staff number of a lead or above, who answers for it.
        #[arg(long)]
        by: String,
        /// Why; 4 characters or more, naming nobody. Kept in the journal for ever.
        #[arg(long)]
        reason: String,
        /// Erases it.
        #[arg(long)]
        erase: bool,
    },
    /// Goes on with the history in this directory although a terminal has seen another one
    /// (`status` tells of it). The server must be stopped. A new epoch begins: terminals load
    /// everything again, and bring back what is missing here, as far as they have it.
    AcceptHistory {
        /// The staff number of who answers for it.
        #[arg(long)]
        by: String,
        /// Why; 4 characters or more. Kept in the journal for ever.
        #[arg(long)]
        reason: String,
    },
    /// Writes every entry as JSON lines, personal values sealed, with a checksum at the end.
    /// `restore` makes a property of it again.
    Export {
        /// The file; "-" for standard output, which then holds nothing but these lines.
        to: PathBuf,
        /// Personal values in clear as well, and the keys that open them. The running server
        /// records who may read everything from then on, and why.
        #[arg(long, requires = "reason")]
        clear: bool,
        /// Why; 4 characters or more. Kept in the journal for ever.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Takes a backup now, into the directory that the settings name, and verifies it.
    Backup,
    /// Makes a property of a backup, a mirror, another data directory or an export, in an
    /// empty directory (--data). CA and keys come along, so that nobody enrols again. A new
    /// epoch begins: terminals notice, and bring back what the copy lacks.
    Restore {
        /// The directory of backups, the mirror's directory, or the file of an export.
        #[arg(long)]
        from: PathBuf,
        /// Which of several backups; otherwise the newest.
        #[arg(long)]
        name: Option<String>,
        /// Where the keys lie that an export with sealed values needs: the property's data
        /// directory, or keys/NAME of a backup.
        #[arg(long)]
        keys: Option<PathBuf>,
    },
    /// Checks chain, checksums, checkpoints, sealed values and signatures of a data directory
    /// (also of a running server) or a copy of one; of a copy without its keys, whatever can
    /// be checked. Writes nothing. The whole report is printed also when something is wrong;
    /// the exit code is then 1.
    Verify {
        /// A directory of backups (its newest), a mirror, or the file of an export, instead
        /// of the data directory.
        of: Option<PathBuf>,
    },
    /// Prints a settings file with every default explained.
    Settings,
}

/// Runs the command that these arguments ask for.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let as_json = args.iter().any(|a| a == "--json");
    let done = match Cli::try_parse_from(&args) {
        Ok(cli) => obey(&cli),
        Err(told) if !told.use_stderr() => told.print().map_err(|e| Fault::Machine(format!("standard output: {e}"))),
        Err(wrong) => Err(Fault::Input(wrong.to_string().trim_start_matches("error: ").trim_end().to_owned())),
    };
    let Err(fault) = done else { return ExitCode::SUCCESS };
    let said = if as_json { json!({ "error": fault.to_string() }).to_string() } else { format!("dutydesk-server: {fault}") };
    // Without a standard error there is nobody left to tell; the exit code still says it.
    drop(writeln!(io::stderr(), "{said}"));
    ExitCode::FAILURE
}

fn obey(cli: &Cli) -> Result<(), Fault> {
    keep_memory_off_the_disk().map_err(|e| Fault::Machine(format!("core dumps of this program could not be turned off: {e}")))?;
    #[cfg(feature = "plant")]
    if let Some(bug) = &cli.plant
        && !crate::plant::choose(bug)
        && !journal::plant::choose(bug)
    {
        return Err(Fault::Input(format!("there is no bug {bug}")));
    }
    let answer = |value: &Value| print(io::stdout(), &rendered(value, cli.json));
    let existing = || DataDir::existing(&cli.data);
    match &cli.what {
        What::Serve { settings, listen } => serve_until_stopped(&cli.data, settings.as_deref(), *listen, cli.json),
        What::Settings if cli.json => answer(&settings::defaults()?),
        What::Settings => print(io::stdout(), settings::DEFAULTS.trim_end()),
        What::Verify { of } => verified(of.as_deref().unwrap_or(&cli.data), answer),
        What::Export { to, clear, reason } => {
            let dir = existing()?;
            let opened = opened(&dir, reason.as_deref().filter(|_| *clear))?;
            if to == Path::new("-") {
                let lines = export::export(&dir, opened.as_ref(), &mut io::stdout().lock())?;
                return print(io::stderr(), &rendered(&json!({ "entries": lines }), cli.json));
            }
            answer(&json!({ "entries": exported(&dir, opened.as_ref(), to)? }))
        }
        What::Backup => answer(&runtime()?.block_on(ask::backup(&existing()?))?),
        What::Restore { from, name, keys } => {
            let restored = restore::restore(from, name.as_deref(), keys.as_deref(), &cli.data)?;
            answer(&serde_json::to_value(&restored).map_err(|e| Fault::Machine(e.to_string()))?)
        }
        What::Import { files } => {
            let dir = existing()?;
            let files = import_files::read(files)?;
            answer(&runtime()?.block_on(ask::import(&dir, files))?)
        }
        What::Pair { station, name } => answer(&runtime()?.block_on(ask::pair(&existing()?, station, name))?),
        What::Revoke { terminal } => answer(&runtime()?.block_on(ask::revoke(&existing()?, terminal))?),
        What::Rename { terminal, name } => answer(&runtime()?.block_on(ask::rename(&existing()?, terminal, name))?),
        What::ResetPin { number } => answer(&runtime()?.block_on(ask::reset_pin(&existing()?, number))?),
        What::ConfirmTime { time, by } => answer(&runtime()?.block_on(ask::confirm_time(&existing()?, time, by))?),
        What::Person { telephone, by, reason, erase } => {
            let request = PersonRequest {
                telephone: telephone.clone(),
                number: by.clone(),
                reason: reason.clone(),
                erase: *erase,
            };
            answer(&runtime()?.block_on(ask::person(&existing()?, request))?)
        }
        What::AcceptHistory { by, reason } => {
            let accepted = accept::accept(&existing()?, by, reason, Source::system())?;
            answer(&serde_json::to_value(&accepted).map_err(|e| Fault::Machine(e.to_string()))?)
        }
        What::Status => answer(&runtime()?.block_on(ask::status(&existing()?))?),
    }
}

/// Prints the whole report first: what is wrong is in it.
fn verified(path: &Path, answer: impl Fn(&Value) -> Result<(), Fault>) -> Result<(), Fault> {
    let report = restore::verify(path)?;
    answer(&serde_json::to_value(&report).map_err(|e| Fault::Machine(e.to_string()))?)?;
    if report.sound {
        return Ok(());
    }
    let path = path.display();
    Err(Fault::Input(format!(
        "{path} is damaged, in {} places: the report names them. Keep it as it is and restore the last backup elsewhere",
        report.damage.len()
    )))
}

/// What opens personal values, once the running server has recorded why.
fn opened(dir: &DataDir, reason: Option<&str>) -> Result<Option<Clear>, Fault> {
    let Some(reason) = reason else { return Ok(None) };
    let status = runtime()?.block_on(async {
        ask::record_export(dir, reason).await?;
        ask::status(dir).await
    })?;
    let upto = status["revision"].as_u64().unwrap_or_default();
    let master = Master::read(dir.path())?.ok_or_else(|| Fault::Input("this directory has no master.key".into()))?;
    Ok(Some(Clear { vault: Vault::read_only(dir.path(), &master)?, upto }))
}

fn exported(dir: &DataDir, clear: Option<&Clear>, to: &Path) -> Result<u64, Fault> {
    let file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(to).map_err(Fault::file(to))?;
    let mut buffered = io::BufWriter::new(file);
    let lines = export::export(dir, clear, &mut buffered)?;
    buffered.get_ref().sync_all().map_err(Fault::file(to))?;
    Ok(lines)
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
        let running = serve::start(data, &settings, Source::system()).await?;
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

fn print(mut to: impl Write, text: &str) -> Result<(), Fault> {
    writeln!(to, "{text}").map_err(|e| Fault::Machine(format!("the answer could not be printed: {e}")))
}

/// One line of JSON; for people one line a field, lists and maps indented.
fn rendered(value: &Value, as_json: bool) -> String {
    match value {
        Value::Object(fields) if !as_json => {
            fields.iter().map(|(name, value)| format!("{name}: {}", inline(value))).collect::<Vec<_>>().join("\n")
        }
        Value::Object(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => value.to_string(),
    }
}

fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(|i| format!("\n  {}", i.as_str().map_or_else(|| i.to_string(), str::to_owned))).collect(),
        Value::Object(fields) => fields.iter().map(|(name, value)| format!("\n  {name}: {value}")).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}
