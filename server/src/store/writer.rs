//! Transactions that write, and the record of how the last of them ended.
//!
//! SQLite rolls a transaction back by itself when the disk is full. The driver doesn't notice and goes on counting that transaction as
//! open, so such a connection would refuse every later one. It is closed when it comes back to its pool.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sqlx::{Any, AnyConnection, Connection as _, Transaction};

/// For how long a failure says something about now.
const FRESH: Duration = Duration::from_secs(10);

/// How the last transaction that was to write went. Reading it takes no connection.
#[derive(Debug, Clone, Default)]
pub(super) struct WriterRecord(Arc<Mutex<Option<Instant>>>);

impl WriterRecord {
    /// Keeps that a transaction could not begin, was rolled back by the database, or could not be committed.
    pub(super) fn failed(&self) {
        self.keep(Some(Instant::now()));
    }

    /// Keeps that a transaction was committed.
    fn worked(&self) {
        self.keep(None);
    }

    fn keep(&self, failed_at: Option<Instant>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = failed_at;
    }

    /// Whether the last transaction failed, a moment ago.
    pub(super) fn fails(&self) -> bool {
        let failed_at = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failed_at.is_some_and(|failed_at| failed_at.elapsed() < FRESH)
    }

    /// Whether a connection that comes back to its pool can go on. One that is still in a transaction can't: the database has rolled
    /// it back, and only the driver doesn't know.
    pub(super) async fn may_go_on(&self, connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
        // The rollback of a transaction that was dropped waits in the connection's queue; this waits until it is done.
        connection.ping().await?;
        let stuck = connection.is_in_transaction();
        if stuck {
            tracing::warn!("the database rolled a transaction back by itself; its connection is closed");
            self.failed();
        }
        Ok(!stuck)
    }
}

/// A transaction that writes, on either database. Dropped, it is rolled back.
pub struct Tx {
    transaction: Transaction<'static, Any>,
    record: WriterRecord,
}

impl Tx {
    pub(super) fn new(transaction: Transaction<'static, Any>, record: WriterRecord) -> Self {
        Self { transaction, record }
    }

    /// Keeps what was written.
    ///
    /// # Errors
    /// When the database fails; then it is rolled back.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        let committed = self.transaction.commit().await;
        match committed {
            Ok(()) => self.record.worked(),
            Err(_) => self.record.failed(),
        }
        committed
    }

    /// Takes back what was written.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rollback(self) -> Result<(), sqlx::Error> {
        self.transaction.rollback().await
    }
}

impl Deref for Tx {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        &self.transaction
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.transaction
    }
}
