//! The calls and messages of the wire, as the .proto files describe them: just enough of
//! `google/protobuf/descriptor.proto` to walk them.

use prost::Message;
use std::collections::BTreeSet;

#[derive(Clone, PartialEq, Message)]
struct FileSet {
    #[prost(message, repeated, tag = "1")]
    file: Vec<File>,
}

#[derive(Clone, PartialEq, Message)]
struct File {
    #[prost(string, tag = "2")]
    package: String,
    #[prost(message, repeated, tag = "4")]
    message: Vec<Described>,
    #[prost(message, repeated, tag = "6")]
    service: Vec<Service>,
}

#[derive(Clone, PartialEq, Message)]
struct Described {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(message, repeated, tag = "2")]
    field: Vec<Field>,
    #[prost(message, repeated, tag = "3")]
    nested: Vec<Described>,
}

#[derive(Clone, PartialEq, Message)]
struct Field {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(string, tag = "6")]
    type_name: String,
}

#[derive(Clone, PartialEq, Message)]
struct Service {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(message, repeated, tag = "2")]
    method: Vec<Method>,
}

#[derive(Clone, PartialEq, Message)]
struct Method {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(string, tag = "3")]
    output: String,
}

fn files() -> Vec<File> {
    FileSet::decode(proto::DESCRIPTORS).unwrap().file
}

/// Every call of every service, as its path ("/dutydesk.v1.DeskService/Hello").
#[must_use]
pub fn calls() -> BTreeSet<String> {
    let of_service =
        |package: &str, s: &Service| -> Vec<String> { s.method.iter().map(|m| format!("/{package}.{}/{}", s.name, m.name)).collect() };
    files()
        .iter()
        .flat_map(|f| f.service.iter().flat_map(|s| of_service(&f.package, s)).collect::<Vec<_>>())
        .collect()
}

/// Every field ("Lobby.directory") of every message that the answers of a service can hold,
/// at any depth.
#[must_use]
pub fn fields_answered_by(service: &str) -> BTreeSet<String> {
    let files = files();
    let outputs = files.iter().flat_map(|f| &f.service).filter(|s| s.name == service).flat_map(|s| &s.method);
    let mut open: Vec<String> = outputs.map(|m| m.output.clone()).collect();
    assert!(!open.is_empty(), "no service {service}");
    let (mut fields, mut seen) = (BTreeSet::new(), BTreeSet::new());
    while let Some(name) = open.pop() {
        let Some(message) = message(&files, &name).filter(|_| seen.insert(name.clone())) else { continue };
        for field in &message.field {
            fields.insert(format!("{}.{}", message.name, field.name));
            open.push(field.type_name.clone());
        }
    }
    fields
}

/// The message of a full name (".dutydesk.v1.Lobby"); `None` for an enum, or no type.
fn message<'f>(files: &'f [File], name: &str) -> Option<&'f Described> {
    let within = |f: &'f File| {
        let mut path = name.strip_prefix('.')?.strip_prefix(f.package.as_str())?.strip_prefix('.')?.split('.');
        let first = path.next()?;
        let mut found = f.message.iter().find(|m| m.name == first)?;
        for inner in path {
            found = found.nested.iter().find(|m| m.name == inner)?;
        }
        Some(found)
    };
    files.iter().find_map(within)
}
