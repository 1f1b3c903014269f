//! Ctrl-C and its kin: passed on to the programs in the foreground, so that everything ends in order.
//!
//! Each program runs in a process group of its own (see [`crate::sh`]), so it hears of a signal only from here, once, and
//! its own children hear of it too. After that, every wait ends with an error and the guards clean up as they go.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI32, Ordering};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process_group};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

static CAUGHT: AtomicI32 = AtomicI32::new(0);
static FOREGROUND: Mutex<Vec<Pid>> = Mutex::new(Vec::new());

/// Starts listening. Called once, before anything is started.
pub fn install() -> Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP]).context("listening for signals")?;
    std::thread::spawn(move || {
        for signal in &mut signals {
            CAUGHT.store(signal, Ordering::SeqCst);
            for group in lock().iter() {
                pass_on(*group, signal);
            }
        }
    });
    Ok(())
}

/// The signal that was caught, if any was.
pub fn caught() -> Option<i32> {
    match CAUGHT.load(Ordering::SeqCst) {
        0 => None,
        signal => Some(signal),
    }
}

/// The exit code of a program that a signal ended, as shells count it.
pub fn exit_code() -> u8 {
    caught().and_then(|signal| u8::try_from(128 + signal).ok()).unwrap_or(1)
}

/// Lets a program hear of signals, until this is dropped.
pub struct Foreground {
    group: Option<Pid>,
}

impl Foreground {
    /// Adds the process group of a child to those that hear of signals.
    pub fn of(child: &std::process::Child) -> Self {
        let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        lock().extend(group);
        // A signal may have come between the start of the child and this line.
        if let (Some(group), Some(signal)) = (group, caught()) {
            pass_on(group, signal);
        }
        Self { group }
    }
}

impl Drop for Foreground {
    fn drop(&mut self) {
        lock().retain(|group| Some(*group) != self.group);
    }
}

fn lock() -> std::sync::MutexGuard<'static, Vec<Pid>> {
    FOREGROUND.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn pass_on(group: Pid, signal: i32) {
    let signal = match signal {
        SIGINT => Signal::INT,
        SIGHUP => Signal::HUP,
        _ => Signal::TERM,
    };
    // The group may have ended by itself in the meantime.
    let _ = kill_process_group(group, signal);
}
