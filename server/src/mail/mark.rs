//! Recognises a database that was restored from a backup, before it mails again what went out after the backup was made.
//!
//! The database counts the messages that were begun. A file beside the key, which no backup of the database brings back, keeps the
//! highest count that this server has seen, and is written before a message is handed over. A database that has counted less is
//! older than the file: mail is held until somebody has looked. A server that joins others has no file yet and holds nothing, and
//! since the count only grows, no file is ever ahead of a database that goes on.

use std::io::{self, Write as _};
use std::path::PathBuf;

use tokio::sync::Mutex;
use uuid::Uuid;

use crate::store::mail_hold::MailHold;
use crate::store::{Store, StoreResult};
use crate::{entropy, private};

/// What the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kept {
    database: Uuid,
    begun: i64,
}

/// The file, and what it says.
pub struct Mark {
    path: PathBuf,
    kept: Mutex<Option<Kept>>,
}

impl Mark {
    /// Reads the file, if there is one.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn open(path: PathBuf) -> io::Result<Self> {
        let kept = match std::fs::read_to_string(&path) {
            Ok(text) => Some(read(&text).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        Ok(Self { path, kept: Mutex::new(kept) })
    }

    /// Compares the database with the file, and holds mail if the database is older. Returns why mail is held, if it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn compare(&self, store: &Store) -> StoreResult<Option<MailHold>> {
        let way = store.mail_way().await?;
        let mut kept = self.kept.lock().await;
        let database = match way.name {
            Some(name) => name,
            None => store.name_mail_way(entropy::uuid()).await?,
        };
        let (begun, restored) = match *kept {
            // Of a database from before this was counted nothing is known but that there is a file already.
            Some(Kept { begun, .. }) if way.name.is_none() => (begun, store.has_messages().await?),
            Some(known) if known.database == database => {
                (known.begun.max(way.begun), way.begun < known.begun)
            }
            _ => (way.begun, false),
        };
        if restored {
            store.hold_mail(MailHold::Restored, begun).await?;
            tracing::warn!(
                "mail to partners is held: the database is older than what was sent, as after a restored backup. Look at the messages \
                 of each survey, then release it there or by `server mail release`"
            );
        }
        let now = Kept { database, begun };
        if *kept != Some(now) {
            match self.write(now).await {
                Ok(()) => *kept = Some(now),
                // No message goes out without it.
                Err(error) => {
                    tracing::error!(%error, file = %self.path.display(), "the mark of mail was not kept")
                }
            }
        }
        Ok(if restored { Some(MailHold::Restored) } else { way.held })
    }

    /// Keeps that so many messages were begun, before the last of them is handed over.
    ///
    /// # Errors
    /// When the file can't be written; then nothing may be handed over.
    pub async fn keep(&self, begun: i64) -> io::Result<()> {
        let mut kept = self.kept.lock().await;
        let Some(known) = *kept else { return Err(io::Error::other("the mark of mail is missing")) };
        let now = Kept { begun: begun.max(known.begun), ..known };
        self.write(now).await?;
        *kept = Some(now);
        Ok(())
    }

    /// The file's name, to say what is wrong with it.
    pub fn path(&self) -> String {
        self.path.display().to_string()
    }

    async fn write(&self, kept: Kept) -> io::Result<()> {
        let path = self.path.clone();
        let written = tokio::task::spawn_blocking(move || {
            if let Some(folder) = path.parent() {
                private::make_folder(folder)?;
            }
            let mut name = path.clone().into_os_string();
            name.push(format!(".{}", entropy::uuid()));
            let unfinished = PathBuf::from(name);
            let mut file = private::create(&unfinished)?;
            file.write_all(format!("{} {}\n", kept.database, kept.begun).as_bytes())?;
            file.sync_all()?;
            std::fs::rename(unfinished, path)
        });
        written.await.map_err(io::Error::other)?
    }
}

fn read(text: &str) -> Option<Kept> {
    let (database, begun) = text.trim_end().split_once(' ')?;
    Some(Kept { database: database.parse().ok()?, begun: begun.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again_and_nothing_else() {
        let kept = read("00000000-0000-0000-0000-000000000000 17\n");
        assert_eq!(kept, Some(Kept { database: Uuid::nil(), begun: 17 }));
        assert!(
            ["", "17", "x 17", "00000000-0000-0000-0000-000000000000 x"]
                .into_iter()
                .all(|text| read(text).is_none())
        );
    }
}
