//! The operator's own calls to a running server, wherever it runs.

use domain::Station;
use proto::v1::operator_service_client::OperatorServiceClient;
use proto::v1::{ImportRequest, PairRequest, RevokeRequest};
use server::data_dir::DataDir;
use server::operation::call::operator;
use std::fs;
use std::path::{Path, PathBuf};
use tokio::runtime::Handle;
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

    /// Loads the files of the tests' small property.
    pub fn import_small(&self) {
        self.import(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/property-small")));
    }

    /// Loads the files of a directory.
    pub fn import(&self, files: &Path) {
        let read = |path: PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap().into());
        let files = fs::read_dir(files).unwrap().map(|e| read(e.unwrap().path())).collect();
        let answer = self.runtime.block_on(async { self.client().await.import(ImportRequest { files }).await });
        let errors = answer.unwrap().into_inner().errors;
        assert!(errors.is_empty(), "{errors:?}");
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

    async fn client(&self) -> OperatorServiceClient<Channel> {
        operator(&DataDir::existing(&self.data).unwrap()).await.unwrap()
    }
}
