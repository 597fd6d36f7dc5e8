//! The macro behind the list of registers: from one line it makes the register's arm of
//! `Command` and `Refusal`, and for each record its arm of `Record`, its `Kind` and its
//! table in `State`. A register without commands uses `pub enum Command {}`.

macro_rules! registers {
    ($( $module:ident $register:ident { $( $field:ident: $record:ident ),* } ),* $(,)?) => {
        /// The kinds of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "each is documented where the record is defined")]
        pub enum Kind { $( $( $record, )* )* }

        impl Kind {
            /// Every kind, in the order of the list.
            pub const ALL: &'static [Kind] = &[ $( $( Kind::$record, )* )* ];
            /// Its one spelling, in the journal, on the wire and in exports.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( $( Kind::$record => stringify!($field), )* )* }
            }
            /// The kind of that name, if this build knows it.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|k| k.name() == name)
            }
            /// For how many days a closed record of this kind stays in the working set;
            /// `None`: it never leaves.
            #[must_use]
            pub fn kept_days(self, figures: &property::ArchiveFigures) -> Option<u32> {
                match self { $( $( Kind::$record => <$module::$record as $crate::Recorded>::kept_days(figures), )* )* }
            }
        }

        /// A record of any kind.
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "each is documented where the record is defined")]
        pub enum Record { $( $( $record(Box<$module::$record>), )* )* }

        impl Record {
            /// Which record this is.
            #[must_use]
            pub fn reference(&self) -> $crate::RecordRef {
                match self { $( $( Record::$record(r) => $crate::RecordRef::to($crate::Recorded::id(r.as_ref())), )* )* }
            }
            /// The family under whose key its personal fields are sealed.
            #[must_use]
            pub fn family(&self) -> $crate::RecordRef {
                match self { $( $( Record::$record(r) => $crate::Recorded::family(r.as_ref()), )* )* }
            }
            /// Since when it is closed and nothing in the working set needs it.
            #[must_use]
            pub fn closed_at(&self, state: &State) -> Option<values::At> {
                match self { $( $( Record::$record(r) => $crate::Recorded::closed_at(r.as_ref(), state), )* )* }
            }
            /// The words by which it is found once it has left; none of them is personal.
            #[must_use]
            pub fn found_by(&self) -> Vec<String> {
                match self { $( $( Record::$record(r) => $crate::Recorded::found_by(r.as_ref()), )* )* }
            }
        }

        $( $(
            impl From<$module::$record> for Record {
                fn from(record: $module::$record) -> Self { Record::$record(Box::new(record)) }
            }
        )* )*

        /// Everything that is current, a table for each kind of record.
        #[derive(Clone, Debug, Default)]
        #[allow(missing_docs, reason = "each table is named after its record")]
        pub struct State { $( $( pub $field: $crate::Table<$module::$record>, )* )* }

        impl State {
            /// Puts a whole record in place of its earlier version.
            pub fn put(&mut self, record: Record) {
                match record { $( $( Record::$record(r) => self.$field.put(*r), )* )* }
            }
            /// The records of some families that are in the working set.
            #[must_use]
            pub fn of_families(&self, families: &std::collections::BTreeSet<$crate::RecordRef>) -> Vec<Record> {
                let mut records = Vec::new();
                $( $(
                    let of_them = self.$field.iter().filter(|r| families.contains(&$crate::Recorded::family(*r)));
                    records.extend(of_them.cloned().map(Record::from));
                )* )*
                records
            }
            /// Takes a record out of the working set.
            pub fn remove(&mut self, reference: &$crate::RecordRef) {
                match reference.kind { $( $( Kind::$record => if let Some(id) = reference.id_of() { self.$field.remove(&id) }, )* )* }
            }
            /// Whether a record of that name is in the working set.
            #[must_use]
            pub fn has(&self, reference: &$crate::RecordRef) -> bool {
                self.head_of(reference).is_some()
            }
            /// With which record the one of that name leaves the working set; `None` where
            /// it is not in it.
            pub(crate) fn head_of(&self, reference: &$crate::RecordRef) -> Option<$crate::RecordRef> {
                match reference.kind { $( $( Kind::$record => {
                    let id = reference.id_of::<$module::$record>()?;
                    self.$field.get(&id).map($crate::Recorded::head)
                } )* )* }
            }
            /// Since when the record of that name is closed, `Some(None)` while it is open;
            /// `None` where it is not in the working set.
            pub(crate) fn closed_at(&self, reference: &$crate::RecordRef) -> Option<Option<values::At>> {
                match reference.kind { $( $( Kind::$record => {
                    let id = reference.id_of::<$module::$record>()?;
                    self.$field.get(&id).map(|r| $crate::Recorded::closed_at(r, self))
                } )* )* }
            }
            /// Shows every table, in the order of the list.
            pub(crate) fn tables(&self, visitor: &mut impl $crate::state::Tables) {
                $( $( visitor.table(&self.$field); )* )*
            }
            /// How many records of a kind there are.
            #[must_use]
            pub fn count(&self, kind: Kind) -> usize {
                match kind { $( $( Kind::$record => self.$field.len(), )* )* }
            }
        }

        /// What somebody wants: one arm a register.
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "each is documented in its register")]
        pub enum Command { $( $register($module::Command), )* }

        impl Command {
            /// Its fixed name, `visits.register`.
            #[must_use]
            pub fn name(&self) -> String {
                match self { $( Command::$register(c) => format!(concat!(stringify!($module), ".{}"), $crate::Named::name(c)), )* }
            }
            pub(crate) fn decide(&self, state: &State, stamp: &$crate::Stamp) -> Result<Vec<$crate::Change>, Refusal> {
                match self { $( Command::$register(c) => $module::decide(state, c, stamp), )* }
            }
        }
        $( impl From<$module::Command> for Command { fn from(c: $module::Command) -> Self { Command::$register(c) } } )*

        /// A rule saying no. It names the law; the terminal phrases it for the reader.
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Refusal {
            /// No record of that kind has this id.
            NotFound {
                /// What was looked for.
                kind: Kind,
            },
            /// The id is taken: the command was made twice under different keys.
            IdTaken {
                /// Of which kind.
                kind: Kind,
            },
            /// There was no room for it on the server, and an emergency waited behind it.
            GaveWay,
            /// The right to do this is missing.
            Right($crate::rights::Refusal),
            $(
                /// A rule of this register.
                $register($module::Refusal),
            )*
        }
        $( impl From<$module::Refusal> for Refusal { fn from(r: $module::Refusal) -> Self { Refusal::$register(r) } } )*
    };
}

/// Gives a register's `Command` the fixed names of its variants.
macro_rules! named {
    ($command:ident { $( $variant:ident => $name:literal ),* $(,)? }) => {
        impl $crate::Named for $command {
            fn name(&self) -> &'static str {
                match self { $( $command::$variant { .. } => $name, )* }
            }
        }
    };
}

/// Makes a record known: its kind and its identity field `id`.
macro_rules! recorded {
    ($( $record:ident ),*) => { $(
        impl $crate::Recorded for $record {
            const KIND: $crate::Kind = $crate::Kind::$record;
            fn id(&self) -> &values::Id<Self> { &self.id }
        }
    )* };
}
