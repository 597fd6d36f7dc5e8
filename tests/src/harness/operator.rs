//! The operator's own calls to a running server, wherever it runs.

use domain::Station;
use proto::v1::operator_service_client::OperatorServiceClient;
use proto::v1::{
    ConfirmTimeRequest, ImportRequest, PairRequest, PersonFamily, PersonRequest, ResetPinRequest, RevokeRequest, StatusRequest,
};
use server::data_dir::DataDir;
use server::operation::call::operator;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tokio::runtime::Handle;
use tonic::Status;
use tonic::transport::Channel;

/// The operator's command line, beside a data directory.
pub struct Operator {
    data: PathBuf,
    runtime: Handle,
}

impl Operator {
    pub(super) fn of(data: &Path, runtime: &Handle) -> Self {
        Self { data: data.to_owned(), runtime: runtime.clone() }
    }

    /// The files of the tests' small property, by name; read once, so that a long run stays with them.
    #[must_use]
    pub fn small() -> BTreeMap<String, Vec<u8>> {
        static FILES: LazyLock<BTreeMap<String, Vec<u8>>> =
            LazyLock::new(|| files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/property-small"))));
        FILES.clone()
    }

    /// Loads the files of the tests' small property.
    pub fn import_small(&self) {
        assert_eq!(self.offer(&Self::small()), Vec::<String>::new());
    }

    /// Loads the files of a directory.
    pub fn import(&self, dir: &Path) {
        assert_eq!(self.offer(&files(dir)), Vec::<String>::new());
    }

    /// Offers files for import; what is wrong with them.
    #[must_use]
    pub fn offer(&self, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
        let files = files.iter().map(|(name, bytes)| (name.clone(), bytes.clone().into())).collect();
        let answer = self.runtime.block_on(async { self.client().await.import(ImportRequest { files }).await });
        answer.unwrap().into_inner().errors
    }

    /// Gives a staff member a fresh PIN.
    ///
    /// # Errors
    /// What the server says to the number.
    pub fn reset_pin(&self, number: &str) -> Result<String, Status> {
        let request = ResetPinRequest { number: number.into() };
        let answer = self.runtime.block_on(async { self.client().await.reset_pin(request).await });
        answer.map(|a| a.into_inner().pin)
    }

    /// A one-time code for a new terminal.
    #[must_use]
    pub fn pair(&self, station: Station, name: &str) -> String {
        let request = PairRequest { station: station.name().into(), name: name.into() };
        let answer = self.runtime.block_on(async { self.client().await.pair(request).await });
        answer.unwrap().into_inner().code
    }

    /// Ends a terminal's admission.
    pub fn revoke(&self, terminal: &str) {
        let request = RevokeRequest { terminal: terminal.into() };
        self.runtime.block_on(async { self.client().await.revoke(request).await }).unwrap();
    }

    /// What `status` says is wrong.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let answer = self.runtime.block_on(async { self.client().await.status(StatusRequest {}).await });
        answer.unwrap().into_inner().faults
    }

    /// Says that this is the time in the property, in the name of whoever has the number.
    ///
    /// # Errors
    /// What the server says to it.
    pub fn confirm_time(&self, time: &str, number: &str) -> Result<(), Status> {
        let request = ConfirmTimeRequest { time: time.into(), number: number.into() };
        self.runtime.block_on(async { self.client().await.confirm_time(request).await }).map(drop)
    }

    /// What there is about a person, and erases it where that is asked for.
    ///
    /// # Errors
    /// What the server says to it.
    pub fn person(&self, telephone: &str, number: &str, erase: bool) -> Result<Vec<PersonFamily>, Status> {
        let (telephone, number) = (telephone.into(), number.into());
        let request = PersonRequest { telephone, number, reason: "本人要求".into(), erase };
        let answer = self.runtime.block_on(async { self.client().await.person(request).await });
        answer.map(|a| a.into_inner().families)
    }

    async fn client(&self) -> OperatorServiceClient<Channel> {
        operator(&DataDir::existing(&self.data).unwrap()).await.unwrap()
    }
}

fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |path: PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap());
    fs::read_dir(dir).unwrap().map(|e| read(e.unwrap().path())).collect()
}
