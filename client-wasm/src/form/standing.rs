//! Where the answers stand. All that the page says of “saved”, “kept”, “waiting” and “sent” follows from here, which knows what the
//! storage, the credential and the server have said. Nothing else may claim any of it.

use super::sending::FURTHER;
use super::{Form, Phase};
use crate::browser;
use crate::database::Keeping;
use crate::messages::Value;
use crate::page::Page;

/// Where the answers are, as the storage said at the last change.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Storage {
    /// There is nothing to keep yet.
    Empty,
    /// On the device; at this time, if it was in this visit.
    Kept(Option<String>),
    /// On this page alone: the browser keeps nothing.
    Refused,
    /// The latest of them on this page alone: there is no room.
    Full,
    /// The latest of them on this page alone, for a reason that may pass.
    Failing,
}

/// What the server said last, to the credential or to the response.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Server {
    /// Nothing that hinders.
    Fine,
    /// The device has no connection.
    Offline,
    /// It did not answer.
    Silent,
    /// Nothing can be sent, for this reason.
    Refuses(&'static str),
}

/// How far the answers are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// They are locked.
    Locked,
    /// They are filled in.
    Filling,
    /// They are in the queue with so many others, and go out by themselves.
    Waiting(usize),
    /// They are in the queue, and do not go out by themselves.
    Stuck,
    /// They were stored.
    Sent,
}

/// All three.
pub(super) struct Standing {
    stage: Stage,
    storage: Storage,
    server: Server,
    /// Whether the browser promised to delete nothing by itself.
    lasting: bool,
    unproved: bool,
}

impl Server {
    /// What a hindrance means; the message id says it.
    pub(super) fn of(hindrance: Option<&'static str>) -> Self {
        let offline =
            browser::get(&browser::get(&browser::global(), "navigator"), "onLine").as_bool() == Some(false);
        match hindrance {
            None if offline => Self::Offline,
            None => Self::Fine,
            Some("client-retry") => {
                if offline {
                    Self::Offline
                } else {
                    Self::Silent
                }
            }
            Some(reason) => Self::Refuses(reason),
        }
    }
}

impl Form {
    /// How it stands now.
    pub(super) fn standing(&self) -> Standing {
        let server = Server::of(*self.hindrance.borrow());
        let anything = self.saved_at.borrow().is_some() || self.begun.get() || self.own_queued.get();
        let storage = match self.database.keeping() {
            Keeping::Kept if anything => Storage::Kept(self.saved_at.borrow().clone()),
            Keeping::Kept => Storage::Empty,
            Keeping::Refused => Storage::Refused,
            Keeping::Full => Storage::Full,
            Keeping::Failing => Storage::Failing,
        };
        let stage = match &*self.phase.borrow() {
            Phase::Section(_) | Phase::Review => Stage::Filling,
            Phase::Sent => Stage::Sent,
            Phase::Locked => Stage::Locked,
            Phase::Waiting if !self.own_waits.get() || matches!(server, Server::Refuses(_)) => Stage::Stuck,
            Phase::Waiting => Stage::Waiting(self.waiting.get()),
        };
        Standing { stage, storage, server, lasting: self.lasting.get(), unproved: self.unproved.get() }
    }
}

impl Standing {
    /// Whether the response is in the queue and does not go out by itself.
    pub(super) fn is_stuck(&self) -> bool {
        self.stage == Stage::Stuck
    }

    /// Whether the person has to say first whether to go on here.
    pub(super) fn asks_for_further(&self) -> bool {
        self.server == Server::Refuses(FURTHER) && self.stage != Stage::Sent
    }

    /// Whether the server refuses: nothing may enter the queue.
    pub(super) fn refusal(&self) -> Option<&'static str> {
        match self.server {
            Server::Refuses(reason) => Some(reason),
            Server::Fine | Server::Offline | Server::Silent => None,
        }
    }

    /// The status line: what the server said, and then where the answers are.
    pub(super) fn words(&self, page: &Page) -> String {
        let going = match (self.stage, self.server) {
            (Stage::Sent, _) => {
                return page.text(if self.unproved { "client-sent-unproved" } else { "client-sent" });
            }
            (Stage::Locked, _) => return String::new(),
            (_, Server::Refuses(reason)) => page.text(reason),
            (Stage::Waiting(n), _) => page.message("client-waiting", &[("n", Value::Number(n as f64))]),
            (Stage::Stuck, _) => page.text("client-rejected"),
            (Stage::Filling, Server::Offline) => page.text("client-offline"),
            (Stage::Filling, Server::Silent) => page.text("client-retry"),
            (Stage::Filling, Server::Fine) => String::new(),
        };
        let kept = match &self.storage {
            Storage::Empty => String::new(),
            Storage::Kept(Some(time)) if self.stage == Stage::Filling => {
                page.message("client-saved", &[("time", Value::Text(time))])
            }
            Storage::Kept(_) => page.text("client-kept"),
            Storage::Refused => page.text("client-cannot-save"),
            Storage::Full => page.text("client-storage-full"),
            Storage::Failing => page.text("client-not-saved"),
        };
        let space = if going.is_empty() || kept.is_empty() { "" } else { " " };
        [&going, space, &kept].concat()
    }

    /// The sign beside it.
    pub(super) fn sign(&self) -> &'static str {
        match (self.stage, &self.storage) {
            (Stage::Sent, _) => "sent",
            (Stage::Locked, _) => "",
            (_, Storage::Refused | Storage::Full | Storage::Failing) => "not-kept",
            (Stage::Waiting(_), _) => "waiting",
            (Stage::Filling | Stage::Stuck, Storage::Kept(_)) => "saved",
            (Stage::Filling | Stage::Stuck, Storage::Empty) => "",
        }
    }

    /// Which of the page's sentences holds for a response that waits: that it is safe, kept, or on the page alone.
    pub(super) fn waits(&self) -> &'static str {
        match self.storage {
            Storage::Refused | Storage::Full | Storage::Failing => "page",
            Storage::Empty | Storage::Kept(_) => {
                if self.lasting {
                    "lasting"
                } else {
                    "kept"
                }
            }
        }
    }
}
